"""The synthetic files that need not be delivered, counted from the files without the project's readers."""

import pandas as pd
import pytest
import yaml
from helpers.duo_world import RES, contract, read, run

from werkagenda.synthetic.names import synthetic_additional_files

KALIBRATIE = RES / "kalibratie_aanvullend.yaml"
DOELEN = {doel["naam"]: doel["waarde"] for doel in yaml.safe_load(KALIBRATIE.read_text(encoding="utf-8"))["doelen"]}
OPEN = (2021, 2025)


@pytest.fixture(scope="module")
def bestanden(wereld):
    """Write all files beside a small world; return their paths by source."""
    map_, namen = wereld["fusies"][0].parents[4], synthetic_additional_files(OPEN)
    bronnen = [*namen, "plan_instellingen"]
    run(
        map_,
        "additional",
        {
            "kalibratie": KALIBRATIE,
            **{f"contract_{bron}": contract(bron) for bron in bronnen},
            "instellingen": "results/synthetic/wereld/instellingen.parquet",
            "populatie": "results/synthetic/wereld/instroom.parquet",
            "plannen": wereld["plan_instellingen"][0],
        },
        {bron: paden if bron == "vsv" else paden[0] for bron, paden in namen.items()},
        zaad=1, jaren=[2022, 2023, 2024], laatste_levering=2023,
    )  # fmt: skip
    return {bron: [read(map_ / pad) for pad in paden] for bron, paden in namen.items()}


def counts(tabel):
    return tabel.assign(VSV=tabel["VSV"].astype(int), DEELNEMERS=tabel["DEELNEMERS"].astype(int))


def test_early_leavers_are_those_of_the_report(bestanden):
    """24,250 and 22,308; 217 more in bbl; 4.46 and 4.01 percent of bol level 4: typed here, not the targets."""
    per_jaar = [counts(tabel) for tabel in bestanden["vsv"][:2]]
    assert [tabel["VSV"].sum() for tabel in per_jaar] == [24250, 22308]
    bbl = [tabel.loc[tabel["LEERWEG"] == "BBL", "VSV"].sum() for tabel in per_jaar]
    assert bbl[1] - bbl[0] == 217
    bol_4 = [tabel[tabel["LEERWEG"].eq("BOL") & tabel["NIVEAU"].eq("4")] for tabel in per_jaar]
    assert [round(100 * deel["VSV"].sum() / deel["DEELNEMERS"].sum(), 2) for deel in bol_4] == [4.46, 4.01]
    assert all((tabel["VSV"] <= tabel["DEELNEMERS"]).all() for tabel in per_jaar)


def test_only_the_year_after_the_delivery_has_suppressed_counts(bestanden):
    laag = [(counts(tabel)["VSV"] == -1).sum() for tabel in bestanden["vsv"]]
    assert laag[:2] == [0, 0]
    assert laag[2] > 0
    assert not counts(bestanden["vsv"][2])["VSV"].isin([1, 2, 3, 4]).any()


def test_practorates_by_year_and_theme(bestanden):
    (tabel,) = bestanden["practoraten_lijst"]
    sinds = tabel["sinds"].astype(int)
    for jaar, (alle, met) in DOELEN["practoraten"].items():
        lopend = tabel[sinds <= jaar]
        assert (len(lopend), lopend["instelling"].nunique()) == (alle, met)
    assert tabel["thema"].value_counts().to_dict() == DOELEN["practoraat_thema"]
    assert [DOELEN["practoraat_thema"][thema] for thema in list(DOELEN["practoraat_thema"])[:4]] == [28, 18, 15, 13]


def test_annual_reports_and_the_digital_monitor(bestanden):
    (verslagen,), (docenten,) = bestanden["samenwerking_jaarverslag"], bestanden["bevoegdheid"]
    expliciet = verslagen[verslagen["categorie"] == "expliciet"]
    assert (expliciet["waarde"].astype(int).sum(), len(expliciet)) == (22, 54)
    monitor = docenten[docenten["categorie"] == "digitale_monitor"]
    assert monitor["waarde"].astype(int).sum() == 40


def test_own_indicators_are_of_the_plans_that_have_one(bestanden, wereld):
    (tabel,), plannen = bestanden["plan_eigen_indicatoren"], read(wereld["plan_instellingen"][0])
    assert tabel.groupby("doelstelling")["instelling"].nunique().to_dict() == {"2.1": 24, "2.2": 31, "2.3": 28}
    for doel in ("2.1", "2.2", "2.3"):
        ja = plannen.loc[plannen[f"eigen_indicator_{doel.replace('.', '_')}"] == "ja", "instelling"]
        assert set(tabel.loc[tabel["doelstelling"] == doel, "instelling"]) == set(ja)


def test_chambers_have_their_names_and_sums(bestanden):
    (tekort,), (verklaringen,) = bestanden["sbb_tekorten"], bestanden["praktijkverklaringen"]
    assert tekort["tekort"].astype(int).groupby(tekort["jaar"]).sum().to_dict() == {
        "2022": 3320,
        "2023": 2330,
        "2024": 1790,
    }
    assert verklaringen["aantal"].astype(int).groupby(verklaringen["jaar"]).sum().to_dict() == {
        "2022": 6030, "2023": 7120, "2024": 7980,
    }  # fmt: skip
    assert "Zorg, welzijn en sport" in set(tekort["sectorkamer"])


def test_certificates_per_institution(bestanden):
    (tabel,) = bestanden["certificaten"]
    assert tabel["waarde"].astype(int).groupby(tabel["jaar"]).sum().to_dict() == {
        "2022": 5040,
        "2023": 6220,
        "2024": 7200,
    }
    assert isinstance(tabel, pd.DataFrame)
    assert not tabel.duplicated(["instelling", "jaar", "categorie"]).any()


def test_training_firms_are_asked_every_other_year_and_later_about_language(bestanden):
    (tabel,) = bestanden["sbb_tevredenheid"]
    landelijk = tabel[tabel["sectorkamer"].isna() | tabel["sectorkamer"].eq("")]
    assert dict(zip(landelijk["jaar"] + landelijk["vraag"], landelijk["tevreden"], strict=True)) == {
        "2022beroepsvaardigheden": "0,78", "2024beroepsvaardigheden": "0,76", "2024taal_rekenen": "0,61",
    }  # fmt: skip
    assert "ZORG, WELZIJN EN SPORT" in set(tabel["sectorkamer"])
