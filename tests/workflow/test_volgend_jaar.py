"""The next report: the files of 2026 and a line of configuration, and the differences from the delivery before it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from helpers.project import INSTELLINGEN

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.project import Project

# The synthetic files go on to 2026, with a whole JOB-monitor in it; `job.jaren` is the line that the report needs.
JAAR = "2026"
METINGEN = "[2020, 2022, 2024, 2026]"
VOLGEND = (
    INSTELLINGEN.replace("open: [2023, 2024]", f"open: [2023, {JAAR}]")
    + f"""\
  enquetes: {{job: {METINGEN}}}
job: {{jaren: {METINGEN}}}
audit: {{producten: [figuur_3_1, figuur_5_1]}}
vergelijk: {{oplevering: oplevering/eerder}}
"""
)
VERGELEKEN = ("figuur_3_1", "figuur_5_1")
DOELEN = ("figuur_3_1", "figuur_5_1", "results/text/tabel_5_job_overig.json", "results/data/tabel_s_voortgang.csv")


@pytest.fixture(scope="module")
def volgend(vers: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the next year, made in a copy of the project that holds this year's."""
    project = vers.twin(tmp_path_factory.mktemp("volgend") / "jaar")
    for map_, naam in (("data", "{}.csv"), ("audit", "{}.json")):
        (project.map / "oplevering" / "eerder" / map_).mkdir(parents=True)
        for product in VERGELEKEN:
            bestand = project.map / "results" / map_ / naam.format(product)
            shutil.copy(bestand, project.map / "oplevering" / "eerder" / map_)
    project.set(VOLGEND)
    project.run(*DOELEN, "vergelijk")
    return project.map / "results"


def rows(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def text(results: Path, product: str) -> dict:
    return json.loads((results / "text" / f"{product}.json").read_text(encoding="utf-8"))


def drawn(results: Path, figuur: str) -> list[str]:
    """The texts in a figure."""
    return re.findall(r"<text[^>]*>(.*?)</text>", (results / "figures" / f"{figuur}.svg").read_text(encoding="utf-8"))


def direction(oud: float, nieuw: float, drempel: float) -> str:
    """What products.md calls a change of this size, at one decimal."""
    if abs(round(nieuw - oud, 1)) < drempel:
        return "gelijk gebleven"
    return "gestegen" if nieuw > oud else "gedaald"


def test_inflow_goes_on_to_the_new_year(volgend: Path) -> None:
    totaal = {
        rij["jaar"]: int(rij["aantal"]) for rij in rows(volgend / "data" / "figuur_3_1.csv") if rij["groep"] == "totaal"
    }
    assert list(totaal) == [str(jaar) for jaar in range(2020, 2027)]
    tekst = text(volgend, "figuur_3_1")
    verandering = direction(0, 100 * (totaal[JAAR] / totaal["2021"] - 1), 1)
    # The word follows the interval: the direction of the numbers, or that it can't be said.
    assert f"tussen 2021 en {JAAR}" in tekst["titel"]
    assert verandering in tekst["titel"] or "niet te zeggen" in tekst["titel"]
    assert tekst["alt"].startswith(f"Lijndiagram: de instroom per jaar, 2020 tot en met {JAAR}.")
    # A star marks a year that is estimated.
    getekend = [woord.rstrip("* ") for woord in drawn(volgend, "figuur_3_1")]
    assert [woord for woord in getekend if woord.isdigit() and 2000 < int(woord) < 2100] == list(totaal)


def test_satisfaction_goes_on_to_the_new_survey(volgend: Path) -> None:
    waarden = {
        rij["jaar"]: 100 * float(rij["waarde"])
        for rij in rows(volgend / "data" / "figuur_5_1.csv")
        if rij["reeks"] == "landelijk"
    }
    assert list(waarden) == ["2020", "2022", "2024", JAAR, "2027"]
    tekst = text(volgend, "figuur_5_1")
    # The questions changed in 2022: the title compares with that year.
    verandering = direction(waarden["2022"], waarden[JAAR], 0.5)
    assert f"tussen 2022 en {JAAR} " in tekst["titel"]
    assert "; de ambitie voor 2027 ligt" in tekst["titel"]
    assert f"{JAAR} {verandering};" in tekst["titel"] or "niet te zeggen;" in tekst["titel"]
    punten = f"{abs(waarden['2027'] - waarden[JAAR]):.1f}".replace(".", ",")
    assert f"{punten} procentpunt {'hoger' if waarden['2027'] > waarden[JAAR] else 'lager'}" in tekst["titel"]
    assert tekst["variabelen"]["laatste_jaar"] == JAAR
    assert tekst["variabelen"]["afstand"].startswith(f"{punten} procentpunt ")
    assert tekst["variabelen"]["spreiding"].count(JAAR) == 1
    getekend = drawn(volgend, "figuur_5_1")
    assert [jaar for jaar in waarden if jaar in " ".join(getekend)] == list(waarden)


def test_sentences_are_about_the_new_survey_alone(volgend: Path) -> None:
    tekst = text(volgend, "tabel_5_job_overig")
    variabelen = tekst["variabelen"]
    assert re.search(rf"tussen 2022 en {JAAR}|in 2022 (.* )?en in {JAAR} ", tekst["titel"])
    assert variabelen["moeite_stage_vinden_niveau"].startswith(f"In {JAAR} ")
    assert "2024" not in " ".join([tekst["titel"], *variabelen.values()])


def test_progress_is_judged_on_the_new_year(volgend: Path) -> None:
    """Of the indicators that the monitor computes itself; the unweighted mean is that of the institutions' values."""
    voortgang = {rij["indicator"]: rij for rij in rows(volgend / "data" / "tabel_s_voortgang.csv")}
    for indicator in ("hulp_keuze", "veilig_op_school", "instroom_opgaven"):
        assert voortgang[indicator]["jaar_recent"] == JAAR
    waarden = pd.read_parquet(volgend / "derived" / "job_instelling.parquet")
    nu = waarden[(waarden["jaar"] == int(JAAR)) & (waarden["item"] == "veilig_op_school")]
    som = nu.assign(deel=nu["aandeel"] * nu["gewicht"]).groupby("instelling")[["deel", "gewicht"]].sum()
    aandeel = som["deel"] / som["gewicht"]
    # The mean is made of all values; too few to show is a matter of where an institution is shown.
    assert float(voortgang["veilig_op_school"]["recent"]) == pytest.approx(aandeel.mean())
    start, recent, streef = (float(voortgang["hulp_keuze"][soort]) for soort in ("start", "recent", "streef"))
    weg = (recent - start) / (streef - start)
    oordeel = "bereikt" if weg >= 1 else "op_koers" if weg >= 0.5 else "vooruitgang" if weg > 0 else "niet_op_koers"
    assert voortgang["hulp_keuze"]["oordeel_synthese"] == oordeel


def test_comparison_names_the_new_rows_and_what_they_come_from(volgend: Path) -> None:
    verschillen = rows(volgend / "vergelijk" / "verschillen.csv")
    nieuw = [rij for rij in verschillen if rij["product"] == "figuur_5_1" and f"jaar={JAAR}" in rij["sleutel"]]
    assert {rij["wijziging"] for rij in nieuw} == {"rij erbij"}
    oorzaken = rows(volgend / "vergelijk" / "oorzaken.csv")
    van_figuur = {(rij["oorzaak"], rij["onderdeel"]) for rij in oorzaken if rij["product"] == "figuur_5_1"}
    assert ("bron", f"job: JOB-monitor {JAAR}.sav") in van_figuur
    assert ("instelling", "jaren (banden/figuur_5_1)") in van_figuur
    assert not {oorzaak for oorzaak, _ in van_figuur} & {"code", "pakket", "onbekend"}
    # An unsuppressed delivery of 2022 does not change because a year is added, and neither does its number.
    oud = [rij for rij in verschillen if rij["product"] == "figuur_3_1" and "jaar=2022;groep=totaal" in rij["sleutel"]]
    assert not oud
    pagina = (volgend / "vergelijk" / "verschillen.html").read_text(encoding="utf-8")
    assert "Verschillen met de oplevering eerder" in pagina
    assert "SYNTHETISCH" in pagina


def test_delivery_can_be_kept_once(vers: Project, tmp_path: Path) -> None:
    project = vers.twin(tmp_path / "project")
    project.set(f"{INSTELLINGEN}vergelijk: {{naam: eerste, oplevering: oplevering/eerste}}\n")
    assert "De oplevering staat in oplevering/eerste." in project.run("oplevering")
    assert "'eerste' bestaat al" in project.run("oplevering", code=1)
    project.run("vergelijk")
    pagina = (project.map / "results" / "vergelijk" / "verschillen.html").read_text(encoding="utf-8")
    assert "Er is niets veranderd" in pagina
    assert rows(project.map / "results" / "vergelijk" / "verschillen.csv") == []
