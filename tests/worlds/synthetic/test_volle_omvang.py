"""At real size: as many rows as DUO's files, and counts whose suppressed part can be estimated."""

import numpy as np
import pandas as pd
import pytest
import yaml
from helpers.duo_world import RES, populations
from synthetic import synthetische_duo_instroom as duo

from werkagenda.flow.suppressed import expected_value
from werkagenda.synthetic.draw import Calibration

JAAR = 2024


@pytest.fixture(scope="module")
def groot(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("groot")
    return {naam: pd.read_parquet(map_ / pad) for naam, pad in populations(map_, 1, 1.0).items()}


@pytest.fixture(scope="module")
def bestanden(groot):
    inhoud = yaml.safe_load((RES / "kalibratie.yaml").read_text(encoding="utf-8"))
    wereld = Calibration.from_file(inhoud, zaad=1)
    domeinen = yaml.safe_load((RES / "contracts" / "domeinen.yaml").read_text(encoding="utf-8"))
    groepen = duo.describe(
        groot["instroom"].query("jaar == @JAAR").reset_index(drop=True),
        instellingen=groot["instellingen"],
        programmas=groot["programmas"],
        code="vandaag",
        klein_onder=18,
    )
    rng = wereld.rng("cellen", JAAR)
    cellen = duo.split_by_prior_education(groepen, kalibratie=wereld, rng=rng)
    return {
        "a": duo.file_a(groepen, cellen, domeinen=domeinen),
        "b": duo.file_b(groepen, cellen, domeinen=domeinen, aannames=wereld.aannames, rng=rng),
    }


@pytest.mark.parametrize("bestand", ["a", "b"])
def test_rows_are_as_many_as_in_duos_files(bestanden, kalibratie, bestand):
    doel = kalibratie[f"rijen_{bestand}"]
    assert len(bestanden[bestand]) == pytest.approx(doel["waarde"], rel=doel["tolerantie"])


def test_largest_cells_are_of_duos_order(bestanden):
    a, b = bestanden["a"], bestanden["b"]
    # DUO 2021-2025: 1445-1873, 558-1118, 647-1123 and 823-988.
    for kolom, grootste in (("TOTAAL MBO", 1602), ("INSTROOM MBO", 1014), ("INSTROOM OPLEIDING", 1017)):
        assert grootste / 4 < a[kolom].max() < grootste * 2
    assert 877 / 4 < b["AANTAL"].max() < 877 * 2


@pytest.mark.parametrize(
    ("bestand", "kolom"),
    [("a", "TOTAAL MBO"), ("a", "INSTROOM MBO"), ("a", "INSTROOM OPLEIDING"), ("b", "AANTAL")],
)
def test_suppressed_part_can_be_estimated(bestanden, bestand, kolom):
    aantal = bestanden[bestand][kolom].to_numpy()
    klein = (aantal > 0) & (aantal < 5)
    verwacht, _ = expected_value(aantal[aantal >= 5], int(klein.sum()), low=1, high=4, verwacht="model")
    assert verwacht == pytest.approx(aantal[klein].mean(), rel=0.06)
    assert abs(verwacht - aantal[klein].mean()) * klein.sum() < 0.02 * aantal.sum()


def test_unweighted_share_of_graduates_is_25_then_26_percent(groot, sectoren):
    tabel = groot["gediplomeerden"].query("leerweg != 'overig'")
    tabel = tabel.assign(n=tabel["man"] + tabel["vrouw"], regeling=tabel["bc"].map(sectoren).fillna("").ne(""))
    for jaar, verwacht in ((2023, 25), (2024, 26)):
        deel = tabel[tabel["jaar"] == jaar]
        aandeel = deel[deel["regeling"]].groupby("vandaag")["n"].sum() / deel.groupby("vandaag")["n"].sum()
        assert np.floor(aandeel.fillna(0).mean() * 100 + 0.5) == verwacht


def test_graduates_and_crebos(groot, kalibratie):
    tabel = groot["gediplomeerden"]
    aantal = tabel.assign(n=tabel["man"] + tabel["vrouw"]).groupby("jaar")["n"].sum()
    assert aantal.between(145_000, 160_000).all()
    doel = kalibratie["crebos"]
    assert tabel.loc[tabel["jaar"] > 2020, "crebo"].nunique() == pytest.approx(doel["waarde"], abs=doel["tolerantie"])


def test_inflow_is_two_fifths_of_all_students(groot):
    tabel = groot["instroom"]
    instroom = (tabel["nieuw"] + tabel["switch"]).groupby(tabel["jaar"]).sum()
    totaal = instroom + tabel.groupby("jaar")["blijft"].sum()
    assert (instroom / totaal).between(0.38, 0.44).all()
    assert totaal[2022] == pytest.approx(490_000, rel=0.02)


def test_suppressed_graduates_can_be_estimated(groot):
    deel = groot["gediplomeerden"].query("jaar == 2023")
    geschat = 0.0
    for sekse in ("man", "vrouw"):
        aantal = deel[sekse].to_numpy()
        zichtbaar, klein = aantal[aantal >= 5], int(((aantal > 0) & (aantal < 5)).sum())
        geschat += zichtbaar.sum() + klein * expected_value(zichtbaar, klein, low=1, high=4, verwacht="model")[0]
    assert geschat == pytest.approx(deel[["man", "vrouw"]].to_numpy().sum(), rel=0.01)
