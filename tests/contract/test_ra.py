"""The settings for the secure environment: accepted, in force beside the default profile, finding the files there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from helpers.project import ROOT, jobs, new_project
from snakemake.cli import parse_args
from snakemake.utils import update_config

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.sources import CBS, NODIG_CBS, find_files
from werkagenda.run.config import check_config
from werkagenda.synthetic.names import cbs_years

if TYPE_CHECKING:
    from collections.abc import Callable

RA = ROOT / "config" / "ra"
README = (RA / "README.md").read_text(encoding="utf-8")
PROFIEL = "config/ra"


def laad(pad: Path) -> dict:
    return yaml.safe_load(pad.read_text(encoding="utf-8"))


def samen(bestand: str) -> dict:
    """Return the settings as Snakemake puts them together with one file of ours."""
    config = laad(ROOT / "config" / "config.yaml") | laad(ROOT / "config" / "disclosure.yaml")
    update_config(config, laad(ROOT / "config" / bestand))
    return config


@pytest.fixture
def instellingen() -> dict:
    return samen("ra/instellingen.yaml")


@pytest.fixture
def profiel(monkeypatch) -> Callable:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("SNAKEMAKE_PROFILE", raising=False)
    return lambda *argumenten: parse_args(["--profile", PROFIEL, *argumenten])[1]


@pytest.mark.parametrize("bestand", ["ra/instellingen.yaml", "volle_omvang.yaml"])
def test_the_settings_are_accepted(bestand):
    check_config(samen(bestand), ROOT / "config" / "schema" / "config.schema.yaml")


def test_the_settings_are_of_the_secure_environment(instellingen):
    assert (instellingen["site"], instellingen["raw"]["mode"]) == ("inside", "files")
    assert re.fullmatch(r"[A-Z]:/", instellingen["raw"]["root"])
    assert set(laad(RA / "instellingen.yaml")["raw"]["bronnen"]) == set(CBS)


def test_every_key_of_the_settings_has_a_comment():
    regels = (RA / "instellingen.yaml").read_text(encoding="utf-8").splitlines()
    bronnen = regels.index("  bronnen:")
    eind = next(plek for plek in range(bronnen + 1, len(regels)) if not regels[plek].startswith("    "))
    for plek, regel in enumerate(regels):
        # A part without a value of its own, and the sources under one comment, speak for themselves.
        if re.match(r"\s*\w+: .", regel) and not bronnen < plek < eind:
            assert regels[plek - 1].lstrip().startswith("#"), regel


def test_both_profiles_are_in_force(profiel):
    argumenten = profiel()
    standaard = laad(ROOT / "profiles" / "default" / "config.yaml")
    assert argumenten.configfile == [Path(PROFIEL) / "instellingen.yaml"]
    assert argumenten.max_checksum_file_size == standaard["max-checksum-file-size"]
    assert {str(reden) for reden in argumenten.rerun_triggers} == set(standaard["rerun-triggers"])
    assert profiel("--cores", "3").cores == 3


def test_the_default_profile_wins():
    """Snakemake takes a key from the default profile when both have it: in ours it would say nothing."""
    assert set(laad(RA / "config.yaml")) & set(laad(ROOT / "profiles" / "default" / "config.yaml")) == set()


def test_one_step_at_a_time_reads_the_jobs(profiel, instellingen):
    beschikbaar = profiel().resources["mem_mb"].value
    assert instellingen["geheugen"]["banen"] <= beschikbaar < 2 * instellingen["geheugen"]["banen"]


# Per source where it stands: with or without a folder per year, in other capitals.
PLEKKEN = {
    "inschrijvingen": "Onderwijs/ONDERWIJSINSCHRTAB/{jaar}/ONDERWIJSINSCHRTAB{jaar}V2.SAV",
    "diplomas": "Onderwijs/DIPLOMAMBOTAB/DIPLOMAMBO{jaar}TABV1.sav",
    "personen": "Bevolking/GBAPERSOONTAB/{jaar}/gbapersoon{jaar}tabv1.sav",
    "kindouder": "Bevolking/KINDOUDERTAB/KINDOUDERTAB{jaar}V1.sav",
    "hoogsteopl": "Onderwijs/HOOGSTEOPLTAB/{jaar}/HOOGSTEOPL{jaar}TABV2.sav",
    "banen": "Spolis/SPOLISBUS/{jaar}/SPOLISBUS{jaar}V4.sav",
}


@pytest.fixture
def schijf(tmp_path, instellingen) -> Callable:
    """Return a function that writes empty files in a folder for the drives, and the settings that point there."""

    def maak(*anders: str) -> tuple[Path, dict]:
        cohorten, start = (instellingen[deel]["cohorten"] for deel in ("microdata", "startpositie"))
        jaren = cbs_years(tuple(cohorten), tuple(start))
        bronnen = {
            # One folder stands for all drives.
            bron: [re.sub("^[A-Z]:/", "", patroon) for patroon in ([globs] if isinstance(globs, str) else globs)]
            for bron, globs in laad(RA / "instellingen.yaml")["raw"]["bronnen"].items()
        }
        namen = [plek.format(jaar=jaar) for bron, plek in PLEKKEN.items() for jaar in jaren[bron]]
        namen += [bronnen["opleidingsnummers"][0], bronnen["oplnr_bc"][0]]
        for naam in [*namen, *anders]:
            (tmp_path / naam).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / naam).touch()
        return tmp_path, bronnen

    return maak


def gevonden(root: Path, bronnen: dict) -> dict[str, dict[str, str]]:
    patronen = {
        bron: load_contract(ROOT / "resources" / "contracts" / "raw" / f"{bron}.yaml").jaar.get("patroon")
        for bron in bronnen
    }
    return find_files(root, bronnen, patronen, NODIG_CBS)


def test_the_patterns_find_every_file(schijf, instellingen):
    root, bronnen = schijf()
    verwacht = cbs_years(tuple(instellingen["microdata"]["cohorten"]), tuple(instellingen["startpositie"]["cohorten"]))
    bestanden = gevonden(root, bronnen)
    assert {bron: [int(jaar) for jaar in bestanden[bron]] for bron in verwacht} == verwacht
    assert list(bestanden["opleidingsnummers"]) == list(bestanden["oplnr_bc"]) == ["alle"]


def test_a_provisional_file_is_passed_by_though_its_number_is_higher(schijf):
    root, bronnen = schijf("Spolis/SPOLISBUS/2023/SPOLISBUS2023V012.sav", "Spolis/SPOLISBUS/2022/SPOLISBUS2022V123.sav")
    banen = gevonden(root, bronnen)["banen"]
    assert {Path(banen[jaar]).name for jaar in ("2022", "2023")} == {"SPOLISBUS2022V4.sav", "SPOLISBUS2023V4.sav"}


def test_the_workflow_resolves_there(schijf, tmp_path_factory):
    """Every file by its name, empty: the plan reaches the tables of chapter 5 and nothing of DUO."""
    root, bronnen = schijf()
    project = new_project(tmp_path_factory.mktemp("ra") / "project")
    eigen = laad(RA / "instellingen.yaml")
    eigen["raw"] |= {"root": root.as_posix(), "bronnen": bronnen}
    # Instead of the settings that the profile names, as a --configfile of the command line.
    project.set(yaml.safe_dump(eigen))
    gepland = jobs(project.run("--profile", PROFIEL, "-n"))
    per_jaar = sum(len(gevonden(root, bronnen)[bron]) for bron in PLEKKEN)
    assert gepland["inlezen_cbs"] >= per_jaar
    assert gepland["inlezen"] == 1
    assert not {naam for naam in gepland if naam.startswith(("synthetisch", "instroom", "gediplomeerden"))}


def test_the_readme_asks_for_the_years_that_are_read(instellingen):
    jaren = cbs_years(tuple(instellingen["microdata"]["cohorten"]), tuple(instellingen["startpositie"]["cohorten"]))
    rijen = dict(re.findall(r"^\| `(\w+)` \| `\w+` \| ([\d-]+) \|", README, re.MULTILINE))
    assert rijen == {bron: f"{lijst[0]}-{lijst[-1]}" for bron, lijst in jaren.items()}
    assert all(lijst == list(range(lijst[0], lijst[-1] + 1)) for lijst in jaren.values())


def test_files_that_the_readme_names_exist():
    for pad in re.findall(r"`((?:config|docs|resources|src|tests|workflow)/[\w./-]+)`", README):
        assert (ROOT / pad).exists(), pad
    for pad in re.findall(r"\]\(([^)#]+)", README):
        assert (RA / pad).exists(), pad
