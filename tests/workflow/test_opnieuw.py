"""When does a step run again? Only when the content of something it depends on changed, and then always.

The expected jobs are worked out from Snakemake's own records and the text of the rules and scripts, not from
`werkagenda.run.tracking`, which is what these tests are about.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path  # noqa: TC003 - pytest reads the annotations

import pytest
import yaml
from helpers.project import INSTELLINGEN, KLEIN, NIETS, ROOT, Project, again, jobs, new_project

# Rules without output of their own; they stand in the table when something below them runs.
DOELEN = ("monitor",)
CHECKPOINT, NA_CHECKPOINT = "factsheet_gegevens", "factsheet"
COMMENTAAR = "\n# Een opmerking erbij.\n"
# What Snakemake says before it plans.
PLAN = "Building DAG"


def records(project: Project) -> dict[str, dict]:
    """Return Snakemake's record of every output, by its path."""
    uit = {}
    map_ = project.map / ".snakemake" / "metadata"
    for pad in (pad for pad in map_.rglob("*") if pad.is_file()):
        sleutel = "".join(deel.removeprefix("@") for deel in pad.relative_to(map_).parts)
        uit[base64.urlsafe_b64decode(sleutel).decode()] = json.loads(pad.read_text(encoding="utf-8"))
    return uit


def scripts(project: Project) -> dict[str, Path]:
    """Return the script of every rule that has run, from the records of the steps."""
    uit: dict[str, Path] = {}
    for pad in (project.map / "results").glob("**/stappen/**/*.json"):
        record = json.loads(pad.read_text(encoding="utf-8"))
        uit[record["id"].partition("/")[0]] = project.map / record["script"]
    return uit


def imports(script: Path, src: Path) -> set[str]:
    """Return the names of the shared modules that a script imports, at any depth."""
    gezien: set[str] = set()
    te_doen = [script]
    while te_doen:
        tekst = te_doen.pop().read_text(encoding="utf-8")
        namen = {
            naam.replace(".", "/")
            for naam in re.findall(r"^\s*from werkagenda\.([\w.]+) import", tekst, flags=re.MULTILINE)
        }
        for kamer, regel in re.findall(r"^\s*from werkagenda\.?(\w*) import ([^#\n]+)", tekst, flags=re.MULTILINE):
            namen |= {"/".join(filter(None, (kamer, naam.split()[0]))) for naam in regel.split(",")}
        namen = {naam for naam in namen if (src / f"{naam}.py").is_file()}
        te_doen += [src / f"{naam}.py" for naam in namen - gezien]
        gezien |= namen
    return gezien


def with_below(bekend: dict[str, dict], regels: set[str]) -> dict[str, int]:
    """Return the jobs of these rules or files and of all that need their outputs, in Snakemake's records."""
    geraakt = {pad for pad, feiten in bekend.items() if feiten["rule"] in regels or pad in regels}
    while erbij := {
        pad for pad, feiten in bekend.items() if pad not in geraakt and not geraakt.isdisjoint(feiten["input"])
    }:
        geraakt |= erbij
    taken = {(bekend[pad]["rule"], *bekend[pad]["log"]) for pad in geraakt}
    aantal = Counter(taak[0] for taak in taken)
    # Which pages are made again is known when the checkpoint has run.
    return {regel: hoeveel for regel, hoeveel in aantal.items() if regel != NA_CHECKPOINT or CHECKPOINT not in aantal}


def users(modules: dict[str, set[str]], module: str) -> set[str]:
    """Return the rules whose script imports a shared module."""
    return {regel for regel, namen in modules.items() if module in namen}


def without_targets(tabel: dict[str, int]) -> dict[str, int]:
    return {regel: aantal for regel, aantal in tabel.items() if regel not in DOELEN}


def bytes_of(project: Project) -> dict[str, bytes]:
    """Return every result except what belongs to one run: logs, timings, and the description of the run itself."""
    results = project.map / "results"
    van_een_run = (
        "log/",
        "benchmark/",
        "audit/run.json",
        "audit/stappen/audit/run.json",
        "persoon/vingerafdrukken.json",
    )
    return {
        naam: pad.read_bytes()
        for pad in sorted(results.rglob("*"))
        if pad.is_file() and not (naam := pad.relative_to(results).as_posix()).startswith(van_een_run)
    }


@pytest.fixture(scope="module")
def kopie(vers: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy elsewhere, dates not kept; every test here leaves its content as it found it."""
    return vers.copy(tmp_path_factory.mktemp("elders") / "kopie")


@pytest.fixture(scope="module")
def bekend(kopie: Project) -> dict[str, dict]:
    """What Snakemake recorded of every output: reading it takes as long as a step."""
    return records(kopie)


@pytest.fixture(scope="module")
def modules(kopie: Project) -> dict[str, set[str]]:
    """The shared modules that the script of each rule that has run imports."""
    src = kopie.map / "src" / "werkagenda"
    return {regel: imports(script, src) for regel, script in scripts(kopie).items()}


@pytest.fixture
def eigen(vers: Project, tmp_path: Path) -> Project:
    """A copy that one test may change for good."""
    return vers.twin(tmp_path / "eigen")


def test_second_run_has_nothing_to_do_and_makes_no_plan(vers: Project) -> None:
    assert NIETS in again(vers)
    assert "Gezond: " in again(vers)
    assert PLAN not in again(vers)


def test_copied_folder_with_every_file_touched_has_nothing_to_do(kopie: Project) -> None:
    for pad in kopie.map.rglob("*"):
        if pad.is_file() and ".snakemake" not in pad.parts:
            os.utime(pad)
    # By what the last run left, and by the plan that is made without it.
    assert PLAN not in kopie.run("-n")
    kopie.forget()
    gezegd = kopie.run()
    assert NIETS in gezegd
    assert PLAN in gezegd


def test_steps_behind_one_that_makes_the_same_again_do_not_run(eigen: Project) -> None:
    """A comment in the script of the plans' targets: the figure's steps have nothing new, its lineage has."""
    script = eigen.map / "workflow" / "scripts" / "derive" / "streefwaarden.py"
    script.write_text(script.read_text(encoding="utf-8") + COMMENTAAR, encoding="utf-8")
    voor = bytes_of(eigen)
    logs = {pad for pad in (eigen.map / "results" / "log").rglob("*.log") if pad.stat().st_size}
    gezegd = eigen.run("figuur_2_1")
    gemaakt = without_targets(jobs(gezegd))
    assert {"streefwaarden", "start_streef", "herkomst"} <= set(gemaakt)
    # All that was planned but the step whose code changed, and the lineage that tells of it.
    regel = f"Stappen waarvan de invoer gelijk bleef, en die dus niet draaiden: {sum(gemaakt.values()) - 3}."
    assert regel in gezegd, gezegd[-1500:]
    anders = {naam for naam, inhoud in bytes_of(eigen).items() if voor[naam] != inhoud}
    assert {naam for naam in anders if not naam.startswith("audit/stappen/")} == {"audit/figuur_2_1.json"}
    assert logs
    assert {pad for pad in logs if pad.stat().st_size} == logs
    assert NIETS in eigen.run("figuur_2_1", "-n")


def test_snakemake_notes_no_content_of_what_the_steps_read(bekend: dict[str, dict]) -> None:
    """The records of the steps have it; per output it would be looked up for every input."""
    assert len(bekend) > 1000
    assert [pad for pad, feiten in bekend.items() if feiten["input_checksums"]] == []


@pytest.mark.parametrize("module", ["flow/count", "flow/suppressed", "figures/style", "report/template", "run/step"])
def test_comment_in_shared_module_reruns_its_dependants(
    kopie: Project, bekend: dict[str, dict], modules: dict[str, set[str]], module: str
) -> None:
    pad = kopie.map / "src" / "werkagenda" / f"{module}.py"
    oud = pad.read_bytes()
    pad.write_bytes(oud + COMMENTAAR.encode())
    # Back to a date before everything that was made: the date must not matter.
    os.utime(pad, (0, 0))
    tabel = kopie.pending()
    pad.write_bytes(oud)
    van_module = users(modules, module)
    assert van_module
    assert without_targets(tabel) == with_below(bekend, van_module)


def test_module_of_figures_alone_reruns_figures_and_what_shows_them(
    bekend: dict[str, dict], modules: dict[str, set[str]]
) -> None:
    van_module = users(modules, "figures/style")
    assert van_module == {
        "figuur_aantallen", "figuur_aandelen", "figuur_scenario", "figuur_startpositie", "figuur_werk_achtergrond",
        "figuur_start_streef", "figuur_banden", "figuur_dozen", "figuur_dozen_jaren", "figuur_sollicitaties",
        "figuur_leeftijd_25", "figuur_sectorbeeld", "figuur_besteding", "figuur_richtingen",
        "figuur_practoraten", "figuur_kwartielen", "figuur_start_nu", "figuur_terugtoets",
    }  # fmt: skip
    assert set(with_below(bekend, van_module)) == van_module | {
        "voorbereiden", "renderen_html", "renderen_pdf", "renderen_docx", "downloads", "meenemen", "herkomst",
        "herkomstpagina", "run", "crate",
    }  # fmt: skip


# Per setting: the rules that are given it. `instellingen` keeps all of them.
TEKSTEN = {"tekst_figuren", "tekst_tabellen"}
# The rules that make the export or have a word about it; those that hide cells by the minimum alone.
ONTHULLING = {"beveiligen", "controlepagina", "uitvoer", "tekst_logit", "tekst_werk", "voorbereiden"}
ENQUETETEKSTEN = {"tekst_streefwaarden", "tekst_plannen", "tekst_enquetes", "tekst_uitstroom"}
MET_MINIMUM = {"logit_werk", "job_overig", "job_regressie", "indicatorwaarden", "factsheet"}
SYNTHESETEKSTEN = {"tekst_synthese", "tekst_synthese_instellingen", "tekst_synthese_typering"}
MET_DREMPELS = {"tekst_werk", "tekst_enquetes", "tekst_uitstroom", "tekst_synthese_instellingen"}
VERWOORD = TEKSTEN | ENQUETETEKSTEN | SYNTHESETEKSTEN | {"tekst_additional"}
RICHTING = {"reconciliatie", "tekst_synthese", "voorbereiden", "kern", "tekst_additional"}
# What is counted of a leerweg, and how sure that is.
STROMEN = {"kalibratie_gediplomeerden", "kalibratie_instroom", "stroom_gediplomeerden", "stroom_instroom"}
MET_LEERWEGEN = {"indicatorwaarden", "factsheet_gegevens"}
TELLINGEN = {"aantallen", "aandelen", "scenario", "uitsplitsing", "spreiding", "sectoren", "ontleding"}


@pytest.mark.parametrize(
    ("instelling", "regels"),
    [
        ("richting: {aandeel: 0.6}", TEKSTEN | MET_DREMPELS | RICHTING),
        ("disclosure: {minimum: 11}", ONTHULLING | MET_MINIMUM | {"bronnenlijst"}),
        pytest.param("disclosure: {breedte: 12}", ONTHULLING, marks=pytest.mark.lang),
        # The name of an export may not be that of an earlier one.
        pytest.param("export: {nummer: 2}", {"beveiligen", "uitvoer"}, marks=pytest.mark.lang),
        pytest.param("{export: {map: elders}, vergelijk: {naam: najaar}}", set(), marks=pytest.mark.lang),
        pytest.param("factsheets: {instellingen: [92KF]}", {"factsheet_gegevens"}, marks=pytest.mark.lang),
        ("werk: {klasse_vanaf: 3}", {"werk", "tekst_werk"}),
        pytest.param("suppressed: {max_leeg: 0.02}", {"instroom_cellen"}, marks=pytest.mark.lang),
        (
            "noemer: {leerwegen: [bol, bbl, overig]}",
            TELLINGEN | VERWOORD | {"uitval", "studenten", *MET_LEERWEGEN, *STROMEN},
        ),
        (
            "plannen: {streefjaar: 2028}",
            ENQUETETEKSTEN - {"tekst_uitstroom"}
            | {"banden", "indicatorwaarden", "tabel_plannen", "voorbereiden", "tekst_additional"},
        ),
        ("crosswalk: {max_unmatched_share: 0.03}", {"koppeling"}),
    ],
)
def test_one_setting_reruns_the_rules_that_use_it(
    kopie: Project, bekend: dict[str, dict], instelling: str, regels: set[str]
) -> None:
    kopie.set(yaml.safe_dump(yaml.safe_load(INSTELLINGEN) | yaml.safe_load(instelling)))
    tabel = kopie.pending()
    kopie.set(INSTELLINGEN)
    assert without_targets(tabel) == with_below(bekend, regels | {"instellingen"})


def test_a_comment_in_any_yaml_file_reruns_nothing(kopie: Project) -> None:
    """Registers, contracts, settings, words and style: all that the steps read."""
    oud = {
        pad: pad.read_bytes()
        for map_ in ("resources", "report", "config")
        for pad in (kopie.map / map_).rglob("*.yaml")
    }
    for pad, inhoud in oud.items():
        pad.write_bytes(inhoud + COMMENTAAR.encode())
    gezegd = kopie.run("-n")
    for pad, inhoud in oud.items():
        pad.write_bytes(inhoud)
    assert len(oud) > 100
    assert NIETS in gezegd


def test_another_sentence_in_a_chapter_makes_the_book_anew(kopie: Project, bekend: dict[str, dict]) -> None:
    """The chapters are an input that is a list."""
    pad = kopie.map / "report" / "hoofdstuk_3.qmd"
    oud = pad.read_bytes()
    pad.write_bytes(oud.replace(b"Ze laten zich dus niet optellen.", b"Zij laten zich niet optellen."))
    tabel = kopie.pending()
    pad.write_bytes(oud)
    assert without_targets(tabel) == with_below(bekend, {"voorbereiden"})


def test_a_changed_label_reruns_the_families_that_name_it(kopie: Project, bekend: dict[str, dict]) -> None:
    """Its texts and tables, the workbook that has all words, and what is below them."""
    pad = kopie.map / "resources" / "labels.yaml"
    oud = pad.read_bytes()
    kopie.edit("resources/labels.yaml", "ambitie: {laag: Laag,", "ambitie: {laag: Weinig,")
    tabel = kopie.pending()
    pad.write_bytes(oud)
    van_familie = {"results/text/tabel_s_typering.json", "results/tables/tabel_s_typering.md"}
    assert without_targets(tabel) == with_below(bekend, van_familie | {"werkmap"})


def test_setting_that_takes_the_value_of_another_is_noticed(kopie: Project, modules: dict[str, set[str]]) -> None:
    """Snakemake compares values as a set; each parameter of each rule in turn gets the value of another one."""
    bestand = kopie.map / "ruil.json"
    opdracht = [sys.executable, str(ROOT / "tests" / "helpers" / "swaps.py"), str(bestand), "-n"]
    kopie.forget()
    proces = subprocess.run(  # noqa: S603 - our own command
        [*opdracht, "--configfile", KLEIN], cwd=kopie.map, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert proces.returncode == 0, proces.stderr[-3000:]
    gevonden = json.loads(bestand.read_text(encoding="utf-8"))
    assert set(gevonden["rules"]) >= set(modules)
    assert gevonden["tried"] > len(gevonden["rules"])
    assert gevonden["unnoticed"] == []


def test_lock_file_reruns_everything_and_readme_nothing(
    kopie: Project, bekend: dict[str, dict], modules: dict[str, set[str]]
) -> None:
    lock = kopie.map / "requirements.lock"
    oud = lock.read_bytes()
    lock.write_bytes(oud + b"# een ander pakket\n")
    tabel = kopie.pending()
    lock.write_bytes(oud)
    assert without_targets(tabel) == with_below(bekend, set(modules))
    for naam in ("README.md", "docs/architecture.md"):
        with (kopie.map / naam).open("a", encoding="utf-8") as bestand:
            bestand.write("Een regel erbij.\n")
    assert NIETS in kopie.run()


def test_other_settings_than_the_profile_stop_with_a_hint(kopie: Project) -> None:
    """Each of the settings by itself is in the unit tests (`run/test_tracking.py`)."""
    (kopie.map / "ander").mkdir(exist_ok=True)
    (kopie.map / "ander" / "config.yaml").write_text("printshellcmds: false\n", encoding="utf-8")
    assert "profiles/default gelden niet" in kopie.run("-n", "--workflow-profile", "ander", code=1)


def test_synthetic_file_that_was_replaced_is_named_and_made_again(eigen: Project) -> None:
    """It is a result as any other; a real file with an older date is read again (the next test)."""
    bron = "results/synthetic/raw/crosswalk/fusies.csv"
    fusies = eigen.own(bron)
    oud = fusies.read_bytes()
    os.utime(fusies)
    assert eigen.pending() == {}, "dezelfde inhoud met een nieuwere datum"
    fusies.write_bytes(oud + oud.splitlines(keepends=True)[-1].replace(b"2", b"1"))
    os.utime(fusies, (0, 0))
    gezegd = eigen.run("results/ingest/fusies/alle.parquet")
    assert f"LET OP {bron} heeft andere bytes" in gezegd
    assert fusies.read_bytes() == oud


def test_real_raw_files_count_by_content(eigen: Project) -> None:
    """In mode `files`: another folder, an older file, a newer date."""
    ruw = eigen.map / "ruw"
    eigen.own("results/synthetic/raw/crosswalk/fusies.csv")
    shutil.move(eigen.map / "results" / "synthetic" / "raw", ruw)
    shutil.rmtree(eigen.map / "results" / "ingest")
    eigen.set("raw: {mode: files, root: ruw}\n")
    doel = "results/derived/indeling.parquet"
    eigen.run(doel)
    shutil.move(ruw, eigen.map / "verhuisd")
    eigen.set(f"raw: {{mode: files, root: '{(eigen.map / 'verhuisd').as_posix()}'}}\n")
    (fusies,) = (eigen.map / "verhuisd").rglob("fusies.csv")
    os.utime(fusies)
    assert eigen.pending(doel) == {}, "een andere map en een nieuwere datum, dezelfde inhoud"
    fusies.write_bytes(fusies.read_bytes().replace(b"2024-", b"2023-"))
    os.utime(fusies, (0, 0))
    assert eigen.pending(doel) == {"inlezen": 1, "indeling": 1}
    eigen.run(doel)
    assert eigen.pending(doel) == {}


def test_new_synthetic_files_are_read_once(eigen: Project) -> None:
    """A fingerprint taken before the file was made again must not be the one that Snakemake remembers."""
    eigen.set(INSTELLINGEN + "  zaad: 7\n")
    doelen = ("results/ingest/instellingen/alle.parquet", "results/ingest/fusies/alle.parquet")
    assert jobs(eigen.run(*doelen))["inlezen"] == 2
    assert eigen.pending(*doelen) == {}


def test_failed_step_leaves_earlier_results_and_runs_again(eigen: Project) -> None:
    product, script = eigen.map / "results" / "data" / "figuur_3_1.csv", "workflow/scripts/products/aantallen.py"
    record = eigen.map / "results" / "audit" / "stappen" / "data" / "figuur_3_1.csv.json"
    eerder = product.read_bytes(), record.read_bytes()
    goed = (eigen.map / script).read_bytes()
    eigen.edit(script, "def count_groups", "raise RuntimeError\n\n\ndef count_groups")
    # Twice: Snakemake by itself notes a failed step as done, and would find nothing to do.
    for _ in range(2):
        eigen.run(product.relative_to(eigen.map).as_posix(), code=1)
        assert (product.read_bytes(), record.read_bytes()) == eerder
    assert not [pad for pad in (eigen.map / ".snakemake" / "backups").rglob("*") if pad.is_file()]
    assert eigen.pending("results/data/figuur_3_1.csv") == {"aantallen": 1}
    # With the code as it was, the results are those of this code.
    (eigen.map / script).write_bytes(goed)
    assert eigen.pending("results/data/figuur_3_1.csv") == {}
    assert NIETS in eigen.run()


# One product of each kind of source, with all that is behind them: a second whole build would take minutes more.
UIT_ELKE_BRON = ("figuur_3_1", "tabel_b_0_2", "tabel_2_1", "figuur_5_1", "figuur_5_2", "figuur_5_6", "figuur_5_7")


@pytest.mark.lang
def test_killed_and_resumed_elsewhere_gives_the_same_bytes(vers: Project, tmp_path: Path) -> None:
    """Another folder, a longer path, another number of cores, and a run that was broken off in the middle."""
    ander = new_project(tmp_path / "een langere naam" / "tweede keer", bron=vers.map)
    proces = ander.start(*UIT_ELKE_BRON, cores=3)
    while not list((ander.map / "results" / "ingest").rglob("*.parquet")):
        assert proces.poll() is None, proces.communicate()[0][-3000:]
        time.sleep(0.05)
    proces.terminate()
    proces.communicate()
    assert proces.returncode != 0
    assert not (ander.map / "results" / "data" / "tabel_b_0_2.csv").exists()
    hervat = jobs(ander.run(*UIT_ELKE_BRON, cores=3))
    assert "synthetische_wereld" not in hervat
    eerste, tweede = bytes_of(vers), bytes_of(ander)
    assert {f"data/{product}.csv" for product in UIT_ELKE_BRON} <= set(tweede)
    assert len([naam for naam in tweede if naam.startswith("persoon/")]) > 50
    assert [naam for naam, inhoud in sorted(tweede.items()) if eerste.get(naam) != inhoud] == []
