"""Rows of persons stay where they belong, and the same rules give the same numbers in the secure environment."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import polars as pl
import pytest
from helpers.project import ROOT, Project, jobs, new_project
from packaging.utils import canonicalize_name
from workflow.test_opnieuw import records, with_below, without_targets

SAV = "ruw/cbs"
PRODUCTEN = (
    "figuur_5_4",
    "figuur_k_startpositie",
    "tabel_3_richting",
    "tabel_5_doorstroom",
    "tabel_5_eerste_baan",
    "tabel_5_herkomst",
    "tabel_b_0_2",
    "tabel_b_0_2_marginaal",
    "tabel_b_0_2_robuust",
    "tabel_c_uitval",
    "tabel_c_werkregels",
)
FIGUREN = [f"results/figures/{figuur}.svg" for figuur in ("figuur_5_4", "figuur_k_startpositie", "figuur_5_6")]
UITVOER = "results/export/monitor_1.zip"
# What CBS installs, and what hides the rest: a module that is not found, as on a machine without the package.
LISTED = {
    regel.partition("==")[0] for regel in (ROOT / "config/ra/pakketten.txt").read_text(encoding="utf-8").splitlines()
}
ONLY_LISTED = """\
import sys
from importlib.machinery import PathFinder

AWAY = frozenset({weg})


class Listed(PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None if fullname.partition(".")[0] in AWAY else super().find_spec(fullname, path, target)


sys.meta_path[:] = [Listed if finder is PathFinder else finder for finder in sys.meta_path]
"""


# Makes a space of every byte but digits and letters.
BETWEEN_WORDS = bytes(byte if chr(byte).isascii() and chr(byte).isalnum() else ord(" ") for byte in range(256))


def file_of(map_: Path, begin: str, jaar: int) -> Path:
    """Find the file of a year, whatever its capitals."""
    (pad,) = [pad for pad in (map_ / SAV).iterdir() if pad.name.lower().startswith(f"{begin}{jaar}")]
    return pad


@pytest.fixture
def eigen(binnen: Project, gebouwd: Path, tmp_path: Path) -> Project:
    """A copy of the secure environment that one test may change for good, with the files of persons in `ruw`.

    Delivered files: a synthetic one that is changed is a result with other bytes, and made again.
    """
    project = binnen.twin(tmp_path / "eigen")
    ruw = "results/persoon/synthetic/raw"
    shutil.copytree(gebouwd / ruw, project.map / "ruw", copy_function=shutil.copy)
    project.edit("klein.yaml", f'root: "{(gebouwd / ruw).as_posix()}"', "root: ruw")
    # Another folder is a setting of the run; no step that reads the files is made again for it.
    assert set(without_targets(project.pending())) == {"instellingen"}
    return project


def test_files_of_persons_are_for_their_owner(gebouwd: Path) -> None:
    kamer = gebouwd / "results" / "persoon"
    assert stat.S_IMODE(kamer.stat().st_mode) == 0o700
    bestanden = [pad for pad in kamer.rglob("*") if pad.is_file()]
    assert len(bestanden) > 50
    assert {stat.S_IMODE(pad.stat().st_mode) for pad in bestanden} == {0o600}


def test_no_person_is_found_elsewhere(gebouwd: Path) -> None:
    analyse = pl.read_parquet(gebouwd / "results/persoon/derived/analyse.parquet")
    namen = {naam.encode() for kolom in ("rinpersoon", "brin_crypt") for naam in analyse[kolom].unique().to_list()}
    assert len(namen) > 1000
    kamer = gebouwd / "results" / "persoon"
    gezocht = [
        pad
        for map_ in ("results", ".snakemake")
        for pad in (gebouwd / map_).rglob("*")
        if pad.is_file() and kamer not in pad.parents
    ]
    assert len(gezocht) > 300
    for pad in gezocht:
        # Whole words, instead of a search for each id: the offsets in a PDF have ten digits, and hold nine by chance.
        woorden = set(pad.read_bytes().translate(BETWEEN_WORDS).split())
        assert not woorden & namen, pad.relative_to(gebouwd)


def test_products_from_persons_meet_the_minimum(gebouwd: Path) -> None:
    personen = {"n", "teller", "studenten", "n_loon", "personen_uit", "beide", "alleen_klasse", "alleen_uren", "geen"}
    gezien: set[str] = set()
    getoond: set[str] = set()
    for product in PRODUCTEN:
        # A column that is hidden as a whole has no type of its own.
        tabel = pl.read_csv(gebouwd / "results/data" / f"{product}.csv", infer_schema_length=0)
        for kolom in personen & set(tabel.columns):
            aantallen = tabel[kolom].cast(pl.Int64)
            assert tabel.filter(aantallen.is_between(1, 9)).is_empty(), (product, kolom)
            # A number that is not there is hidden, and the row says so.
            assert tabel.filter(aantallen.is_null() & pl.col("reden").is_null()).is_empty(), (product, kolom)
            gezien.add(kolom)
            getoond |= {product} if aantallen.count() else set()
    assert gezien == personen
    # Of the last three, the few persons of the small build leave one small cell that nothing else can hide; none of its
    # four cohorts can be followed for four years.
    niet = {"tabel_5_doorstroom", "tabel_b_0_2", "tabel_b_0_2_robuust", "tabel_c_uitval"}
    assert set(PRODUCTEN) - getoond == niet


def only_listed_packages(project: Project) -> None:
    """Put all packages out of reach that CBS does not install: of Snakemake itself and of every step.

    Python imports `sitecustomize` by itself, from the folder that steps find the modules of the project in.
    """
    weg = sorted(
        module for module, van in packages_distributions().items() if not LISTED & {*map(canonicalize_name, van)}
    )
    assert {"pypandoc", "typst", "openpyxl", "pytest"} <= set(weg)
    (project.map / "src" / "sitecustomize.py").write_text(ONLY_LISTED.format(weg=weg), encoding="utf-8", newline="\n")
    project.environment["PYTHONPATH"] = str(project.map / "src")


@pytest.fixture(scope="module")
def binnen(gebouwd: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The secure environment, with the synthetic files of persons as its real ones."""
    project = new_project(
        tmp_path_factory.mktemp("ra") / "binnen",
        f"""\
site: inside
microdata: {{cohorten: [2018, 2021]}}
raw:
  mode: files
  root: "{(gebouwd / "results/persoon/synthetic/raw").as_posix()}"
  bronnen:
    oplnr_bc: "{(gebouwd / "results/synthetic/raw/crosswalk/oplnr_bc.csv").as_posix()}"
""",
    )
    only_listed_packages(project)
    gezegd = project.run()
    assert not {"stroom_instroom", "renderen_html", "cbs_personen"} & set(jobs(gezegd))
    return project


def test_secure_environment_runs_on_what_cbs_installs(binnen: Project) -> None:
    """The whole run and the export are made with the listed packages alone; the others were out of reach indeed."""
    assert (binnen.map / UITVOER).exists()
    assert "Controlepagina" in (binnen.map / "results/persoon/export/controle.html").read_text(encoding="utf-8")
    vraag = "import numpy, snakemake\ntry:\n import pypandoc\nexcept ModuleNotFoundError:\n print('weg')"
    opdracht = [sys.executable, "-c", vraag]
    antwoord = subprocess.run(opdracht, env=os.environ | binnen.environment, capture_output=True, check=True)  # noqa: S603
    assert antwoord.stdout.split() == [b"weg"]


def test_secure_environment_gives_the_same_numbers(binnen: Project, gebouwd: Path) -> None:
    for product in PRODUCTEN:
        cijfers = f"results/data/{product}.csv"
        assert (binnen.map / cijfers).read_bytes() == (gebouwd / cijfers).read_bytes(), product
    assert not list((binnen.map / "results/data").glob("figuur_3*"))


def office(map_: Path, gebouwd: Path, uitvoer: Path) -> Project:
    """An office: no files of persons, and settings about persons that are not those of the export."""
    raw = (gebouwd / "results/synthetic/raw").as_posix()
    return new_project(
        map_,
        f"""\
site: office
microdata: {{cohorten: [2012, 2019], leeftijd_hoogstens: 30}}
startpositie: {{cohorten: [2019, 2019]}}
raw: {{mode: files, root: "{raw}"}}
export: {{invoer: "{uitvoer.as_posix()}"}}
""",
    )


def test_figures_outside_are_the_files_from_inside(binnen: Project, gebouwd: Path, tmp_path: Path) -> None:
    uitvoer = tmp_path / "van het CBS.zip"
    shutil.copyfile(binnen.map / UITVOER, uitvoer)
    kantoor = office(tmp_path / "kantoor", gebouwd, uitvoer)
    gedaan = jobs(kantoor.run(*FIGUREN, "results/audit/figuur_5_4.json"))
    assert gedaan["import_export"] == 1
    assert not {"beveiligen", "uitvoer", "inlezen_cbs", "werk_achtergrond"} & set(gedaan)
    assert not (kantoor.map / "results/persoon").exists()
    for figuur in FIGUREN:
        assert (kantoor.map / figuur).read_bytes() == (binnen.map / figuur).read_bytes(), figuur
    # At the office the lineage ends at the zip; inside the same product leads to the registers.
    som = hashlib.sha256(uitvoer.read_bytes()).hexdigest()
    (bron,) = sources(kantoor.map)
    assert (bron["bron"], bron["bestand"], bron["sha256"]) == ("export", uitvoer.name, som)
    assert {"banen", "diplomas", "personen"} <= {bron["bron"] for bron in sources(binnen.map)}

    kapot = bytearray(uitvoer.read_bytes())
    plek = kapot.index(b"aandeel_min")
    kapot[plek] = ord("b")
    uitvoer.write_bytes(kapot)
    eerder = {pad.name: pad.read_bytes() for pad in (kantoor.map / "results/data").iterdir()}
    gezegd = kantoor.run("import_export", code=1)
    (fout,) = [regel for regel in gezegd.splitlines() if regel.startswith("FOUT ")]
    assert fout.startswith("FOUT export van het CBS.zip | ")
    assert {pad.name: pad.read_bytes() for pad in (kantoor.map / "results/data").iterdir()} == eerder


def sources(map_: Path) -> list[dict]:
    """Return the raw files that the lineage of a product from persons ends at."""
    bronnen: list[dict] = json.loads((map_ / "results/audit/figuur_5_4.json").read_text(encoding="utf-8"))["bronnen"]
    return bronnen


def test_office_needs_a_zip_to_import(gebouwd: Path, tmp_path: Path) -> None:
    project = office(tmp_path / "kantoor", gebouwd, tmp_path / "weg.zip")
    assert "FOUT export weg.zip | weg.zip: bestaat niet" in project.run("import_export", "-n", code=1)
    project.edit("klein.yaml", f'invoer: "{(tmp_path / "weg.zip").as_posix()}"', 'invoer: ""')
    assert "export.invoer: leeg" in project.run("import_export", "-n", code=1)


def test_export_is_a_flat_zip_of_text(binnen: Project, tmp_path: Path) -> None:
    """Where the researcher wants it, every product or why it is not in it, and logged with the hash that it has."""
    (tmp_path / "uit").mkdir()
    instellingen = (binnen.map / "klein.yaml").read_text(encoding="utf-8")
    binnen.set(f"{instellingen}export: {{map: '{(tmp_path / 'uit').as_posix()}'}}\n")
    assert set(jobs(binnen.run("export"))) == {"export"}
    binnen.set(instellingen)
    inhoud = (tmp_path / "uit" / "monitor_1.zip").read_bytes()
    assert inhoud == (binnen.map / UITVOER).read_bytes()
    with zipfile.ZipFile(tmp_path / "uit" / "monitor_1.zip") as archief:
        namen = archief.namelist()
        oordelen = list(csv.DictReader(archief.read("oordeel.csv").decode().splitlines()))
    assert all(re.fullmatch(r"\w+\.(csv|txt)", naam) for naam in namen)
    assert {Path(naam).suffix for naam in namen} == {".csv", ".txt"}
    # Of a product that is not released there is only the file that says why.
    niet = {rij["tabel"] for rij in oordelen if rij["oordeel"] == "niet vrijgegeven"}
    assert niet == {"tabel_b_0_2", "tabel_b_0_2_robuust", "tabel_c_uitval"}
    assert {f"{product}.csv" for product in PRODUCTEN if product not in niet} <= set(namen)
    for product in niet:
        assert f"{product}_niet_vrijgegeven.txt" in namen
        assert not {f"{product}{soort}" for soort in (".csv", "_aantallen.csv", "_beschrijving.txt")} & set(namen)
    with (binnen.map / "results/export/log.csv").open(encoding="utf-8", newline="") as bestand:
        regels = list(csv.DictReader(bestand))
    assert {regel["bestand"] for regel in regels} == set(namen) - {"manifest.csv"}
    assert {regel["export_sha256"] for regel in regels} == {hashlib.sha256(inhoud).hexdigest()}


def test_replaced_file_reruns_what_is_made_of_it(eigen: Project) -> None:
    pad = file_of(eigen.map, "hoogsteopl", 2021)
    # Another file with the same rows: the last byte of the header's file label differs.
    inhoud = bytearray(pad.read_bytes())
    inhoud[64 + 20] = ord("x") if inhoud[64 + 20] != ord("x") else ord("y")
    pad.write_bytes(inhoud)
    ingelezen = "results/persoon/ingest/hoogsteopl/2021.parquet"
    bekend = records(eigen)
    assert ingelezen in bekend
    assert without_targets(eigen.pending()) == {**with_below(bekend, {ingelezen}), "instellingen": 1}
    analyse = eigen.map / "results/persoon/derived/analyse.parquet"
    eerder = analyse.read_bytes()
    assert jobs(eigen.run("results/persoon/derived/analyse.parquet"))["inlezen_cbs"] == 1
    # The rows are the same, so what is made of them is too; what has to run again is what tells of the file itself: the
    # lineage of products, and the zip with that of its tables.
    assert analyse.read_bytes() == eerder
    nog = set(without_targets(eigen.pending()))
    assert {"uitvoer", "herkomst"} <= nog
    assert nog <= {*with_below(bekend, {"uitvoer", "herkomst", "uitval"}), "instellingen"}
    assert not nog & {"inlezen_cbs", "cohort", "analyse", "beveiligen"}


def test_bad_file_stops_with_one_line_and_keeps_results(eigen: Project) -> None:
    eerder = {pad.name: pad.read_bytes() for pad in (eigen.map / "results/data").iterdir()}
    ingelezen = eigen.map / "results/persoon/ingest/banen/2021.parquet"
    banen = ingelezen.read_bytes()
    pad = file_of(eigen.map, "spolisbus", 2021)
    pad.write_bytes(pad.read_bytes()[: pad.stat().st_size // 2])
    gezegd = eigen.run(code=1)
    (fout,) = [regel for regel in gezegd.splitlines() if regel.startswith("FOUT ")]
    assert fout.startswith(f"FOUT banen | {pad.name}")
    # The rows of the whole file stay until a step replaces them, and are not taken for those of this one.
    assert ingelezen.read_bytes() == banen
    assert eigen.pending(ingelezen.relative_to(eigen.map).as_posix()) == {"inlezen_cbs": 1}
    assert {pad.name: pad.read_bytes() for pad in (eigen.map / "results/data").iterdir()} == eerder
