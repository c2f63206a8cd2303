"""Every output has a level, rows of persons stay in their folder, and the office never reads persons of CBS."""

from __future__ import annotations

import pytest
import yaml
from helpers.jobs_of_run import jobs_of_run
from helpers.project import INSTELLINGEN, KLEIN, ROOT, new_project

from werkagenda.run.levels import CONTRACT, Job, Levels, problems
from werkagenda.synthetic.names import (
    synthetic_cbs_files,
    synthetic_efile_files,
    synthetic_files,
    synthetic_plan_files,
    synthetic_survey_files,
)

REGISTER = ROOT / "resources" / "niveaus.yaml"
NIVEAUS = Levels(REGISTER)
DOELEN = ("monitor", "export", "voorvlucht", "documentatie")
ANALYSE = "results/persoon/derived/analyse.parquet"
COHORTEN = (2018, 2021), (2021, 2021)
# A rule that a developer could write, on a file that an earlier run left there.
SLECHT = """
rule stiekem:
    input:
        "results/persoon/over.parquet",
    output:
        "results/text/stiekem.json",
    message:
        "Lees personen en schrijf ernaast"
    script:
        "../../scripts/audit/hulp.py"
"""


def plan(project, *doelen):
    """Return the jobs that the targets take, done before or not, with the level in the contract of each output."""
    opties = ["-n", "--forceall", "--cores", "2", "--configfile", KLEIN]
    return [Job(*taak) for *taak, _ in jobs_of_run(project, *doelen, *opties)]


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory):
    """Return a folder with every raw file of both sites by its name, empty."""
    map_ = tmp_path_factory.mktemp("ruw")
    jaren = {"open": (2023, 2024), "levering": (2020, 2023)}
    enquetes = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))["synthetisch"]["enquetes"]
    namen = synthetic_files(*jaren.values()) | synthetic_plan_files(enquetes["job"]) | synthetic_survey_files(enquetes)
    namen |= synthetic_cbs_files(*COHORTEN) | synthetic_efile_files()
    for pad in (pad for paden in namen.values() for pad in paden):
        doel = map_ / pad.partition("/raw/")[2]
        doel.parent.mkdir(parents=True, exist_ok=True)
        doel.touch()
    return map_


@pytest.fixture
def project(tmp_path, bestanden):
    """Return a function that gives the project at a site with real files."""

    def maak(site):
        eigen = {"site": site, "raw": {"mode": "files", "root": bestanden.as_posix()}}
        eigen["microdata"] = {"cohorten": list(COHORTEN[0])}
        return new_project(tmp_path / site, yaml.safe_dump(eigen))

    return maak


def test_synthetic_run_keeps_the_levels(tmp_path):
    """It plays both sites; all patterns of the registry are used in it."""
    taken = plan(new_project(tmp_path / "alles", INSTELLINGEN), *DOELEN)
    assert problems(taken, NIVEAUS, kantoor=False) == []
    uitvoer = {pad for taak in taken for pad in taak.uitvoer}
    # A comparison needs an earlier delivery.
    assert {NIVEAUS.pattern(pad) for pad in uitvoer} == set(NIVEAUS.patronen) - {"results/vergelijk/*"}
    assert {taak.regel for taak in taken if ANALYSE in taak.invoer} >= {"werk_achtergrond", "logit_werk"}
    assert set(NIVEAUS.uitgang) <= {taak.regel for taak in taken}


def test_inside_keeps_the_levels(project):
    taken = plan(project("inside"), *DOELEN[:2])
    assert problems(taken, NIVEAUS, kantoor=False) == []
    # The same rules at the office would be refused: they read what may not leave.
    assert any("inlezen_cbs: heeft op kantoor" in regel for regel in problems(taken, NIVEAUS, kantoor=True))


def test_the_office_reads_no_persons_of_cbs(project):
    kantoor = project("office")
    taken = plan(kantoor)
    assert problems(taken, NIVEAUS, kantoor=True) == []
    assert "results/persoon/ingest/job/2022.parquet" in {pad for taak in taken for pad in taak.uitvoer}
    # And the test sees it when a rule does.
    with (kantoor.map / "workflow/rules/products/chapter_3.smk").open("a", encoding="utf-8") as regels:
        regels.write(SLECHT)
    (kantoor.map / "results/persoon").mkdir(parents=True)
    (kantoor.map / "results/persoon/over.parquet").touch()
    taken = plan(kantoor, "stiekem")
    assert problems(taken, NIVEAUS, kantoor=True) == [
        "stiekem: heeft op kantoor persoon_cbs nodig: results/persoon/over.parquet",
        "stiekem: leest results/persoon/over.parquet (persoon_cbs) en schrijft results/text/stiekem.json",
    ]
    # An output without a level stops every run.
    kantoor.edit("workflow/rules/products/chapter_3.smk", "results/text/stiekem.json", "results/nieuw/stiekem.json")
    gezegd = kantoor.run("-n", code=1)
    assert "regel stiekem schrijft results/nieuw/stiekem.json: daarvan staat geen niveau" in gezegd


@pytest.mark.parametrize(
    ("taak", "melding"),
    [
        (Job("a", (), {"results/elders/a.csv": ""}), "a: results/elders/a.csv heeft geen niveau"),
        (Job("a", (), {"results/data/a.csv": ""}), "a: results/data/a.csv heeft geen niveau"),
        (
            Job("a", (), {"results/data/a.csv": "persoon_enquete"}),
            "a: results/data/a.csv is persoon_enquete en staat niet onder results/persoon",
        ),
        (
            Job("a", (), {ANALYSE: "openbaar"}),
            f"a: {ANALYSE} is persoon_cbs en zijn contract zegt openbaar",
        ),
        (
            Job("a", (ANALYSE,), {"results/data/a.csv": "aggregaat"}),
            f"a: leest {ANALYSE} (persoon_cbs) en schrijft results/data/a.csv",
        ),
        (Job("beveiligen", (ANALYSE,), {"results/export/tabellen/a.csv": "aggregaat"}), None),
        (Job("a", (ANALYSE,), {"results/persoon/data/a.csv": "persoon_cbs"}), None),
        (
            Job("a", ("results/persoon/synthetic/raw/job/a.sav",), {"results/derived/a.parquet": "aggregaat"}),
            None,
        ),
    ],
)
def test_a_breach_by_hand(taak, melding):
    assert problems([taak], NIVEAUS, kantoor=False) == ([melding] if melding else [])


def test_a_table_of_persons_keeps_the_level_of_its_contract():
    """The survey at the office is allowed, a table of CBS in the same folder is not."""
    lezen = [
        Job("lees", (), {"results/persoon/ingest/job/2022.parquet": "persoon_enquete"}),
        Job("lees", (), {"results/persoon/ingest/banen/2022.parquet": "persoon_cbs"}),
        Job("tel", ("results/persoon/ingest/job/2022.parquet",), {"results/data/a.csv": "aggregaat"}),
        Job("tel", ("results/persoon/ingest/banen/2022.parquet",), {"results/data/b.csv": "aggregaat"}),
    ]
    assert problems(lezen, NIVEAUS, kantoor=True) == [
        "lees: heeft op kantoor persoon_cbs nodig: een ruw bestand",
        "tel: heeft op kantoor persoon_cbs nodig: results/persoon/ingest/banen/2022.parquet",
        "tel: leest results/persoon/ingest/banen/2022.parquet (persoon_cbs) en schrijft results/data/b.csv",
    ]


def test_a_level_that_is_not_explained(tmp_path):
    inhoud = yaml.safe_load(REGISTER.read_text(encoding="utf-8"))
    inhoud["uitvoer"]["results/x/*"] = "geheim"
    (tmp_path / "niveaus.yaml").write_text(yaml.safe_dump(inhoud, sort_keys=False), encoding="utf-8")
    with pytest.raises(ValueError, match=r"onbekend niveau geheim; kies uit persoon_cbs, persoon_enquete, "):
        Levels(tmp_path / "niveaus.yaml")
    assert CONTRACT not in inhoud["niveaus"]
