"""What an auditor can do: follow a product back to its raw files, make it again, and see what differs."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from functools import cache
from pathlib import Path

import pyreadstat
import pytest
import yaml
from helpers.project import INSTELLINGEN, Project, jobs
from helpers.registers import NUMMERING

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.product import load_products

PRODUCT = "figuur_3_1"
# One with few steps behind it.
TABLE = "tabel_s_vsv"
# An auditor of one product does not rebuild the rest.
ALONE = "audit: {{producten: [{}], vanaf: parquet}}\n"


def lineage(project: Project, product: str) -> dict:
    return json.loads((project.map / "results" / "audit" / f"{product}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def herkomst(vers: Project) -> dict[str, dict]:
    """The lineage of every product, read once: a megabyte each."""
    with (vers.map / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
        return {rij["id"]: lineage(vers, rij["id"]) for rij in csv.DictReader(bestand)}


@cache
def hash_of(pad: Path) -> str:
    """Return the hash of a file of the build, which many products have behind them."""
    return hashlib.sha256(pad.read_bytes()).hexdigest()


@cache
def rows_of(pad: Path) -> int:
    """Return the number of rows of a raw file, read by other means than the project's."""
    if pad.suffix.lower() == ".sav":
        return pyreadstat.read_sav(pad, metadataonly=True)[1].number_rows
    inhoud = pad.read_bytes()
    if pad.suffix == ".json":
        return len(json.loads(inhoud)["value"])
    return len([regel for regel in inhoud.decode("latin-1").splitlines() if regel.strip()]) - 1


@pytest.fixture(scope="module")
def eigen(vers: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy that the tests below change and put right again."""
    return vers.twin(tmp_path_factory.mktemp("audit") / "kopie")


def test_sources_have_the_hash_and_the_rows_of_the_raw_files(vers: Project, herkomst: dict[str, dict]) -> None:
    bronnen = yaml.safe_load((vers.map / "config" / "config.yaml").read_text(encoding="utf-8"))["raw"]["bronnen"]
    # Sources share file names, each in a folder of its own.
    mappen = {
        bron: Path(plek if isinstance(plek, str) else plek[0]).parent.as_posix() for bron, plek in bronnen.items()
    }
    bestanden = {
        (pad.parent.relative_to(ruw).as_posix(), pad.name): pad
        for ruw in (vers.map / "results" / "synthetic" / "raw", vers.map / "results" / "persoon" / "synthetic" / "raw")
        for pad in ruw.rglob("*")
        # The benchmark of StatLine and DUO's student files are behind a check, not behind a product.
        if pad.is_file() and pad.name != "85698NED.json" and not re.match(r"0[18]-mbo-studenten", pad.name)
    }
    gezien = set()
    for product, feiten in herkomst.items():
        assert feiten["bronnen"], product
        for bron in feiten["bronnen"]:
            plek = (mappen[bron["bron"]], bron["bestand"])
            assert bron["sha256"] == hash_of(bestanden[plek])
            gezien.add(plek)
            # A wide file becomes a row per year: its rows are counted in the unit tests.
            if bestanden[plek].suffix != ".csv" or not bron["bron"].endswith("gediplomeerden"):
                assert bron["rijen"] == rows_of(bestanden[plek]), plek
    assert gezien == set(bestanden)


@cache
def expected_hash(map_: Path, naam: str) -> str:
    """Return the hash of a file; of YAML, a contract or a part of a register, that of what it says."""
    pad = map_ / naam.partition("#")[0]
    if naam.startswith("resources/contracts/") and pad.parent.name in {"raw", "tabellen"}:
        contract = load_contract(pad)
        return hashlib.sha256(repr((contract, contract.breed and contract.breed.patroon.pattern)).encode()).hexdigest()
    if naam.startswith("resources/producten#"):
        return register_hash(load_products(map_, NUMMERING)[naam.partition("#")[2]])
    if naam.startswith("resources/labels.yaml#"):
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8"))
        for sleutel in naam.partition("#")[2].split("."):
            inhoud = inhoud[sleutel]
        return register_hash(inhoud)
    if naam == "resources/producten" or pad.suffix == ".yaml":
        # All products of this site are in a whole run, so the register of the workbook is the whole one.
        inhoud = load_products(map_, NUMMERING) if pad.is_dir() else yaml.safe_load(pad.read_text(encoding="utf-8"))
        return register_hash(inhoud)
    return hashlib.sha256(pad.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def register_hash(inhoud: object) -> str:
    return hashlib.sha256(repr(inhoud).encode()).hexdigest()


def test_code_has_the_hash_of_the_files(vers: Project, herkomst: dict[str, dict]) -> None:
    for product, feiten in herkomst.items():
        assert feiten["stappen"]
        for stap in feiten["stappen"]:
            assert stap["script"] in stap["bestanden"], (product, stap["id"])
            for naam, som in stap["bestanden"].items():
                assert som == expected_hash(vers.map, naam), naam


def test_outputs_of_steps_are_what_is_delivered(vers: Project, herkomst: dict[str, dict]) -> None:
    for feiten in herkomst.values():
        gemaakt = {naam: som for stap in feiten["stappen"] for naam, som in stap["uitvoer"].items()}
        assert set(feiten["bestanden"]) <= set(gemaakt)
        for naam, som in gemaakt.items():
            eigen = hash_of(vers.map / naam)
            # Of rows of persons the plain hash stays with them: a small table is found back by trying.
            assert (eigen != som and len(som) in {0, 64}) if naam.startswith("results/persoon/") else eigen == som, naam


def test_lineage_says_nothing_of_the_run(vers: Project, herkomst: dict[str, dict]) -> None:
    """No date, path of this machine, commit or renderer: a second run must give the same bytes."""
    for product in herkomst:
        tekst = (vers.map / "results" / "audit" / f"{product}.json").read_text(encoding="utf-8")
        assert vers.map.parent.as_posix() not in tekst
        assert not re.search(r'"(/|[A-Za-z]:[\\/])', tekst), "een absoluut pad"
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}T?\d", tekst), "een tijdstip"
        # A file of the project may be called after it; which one made the book is a fact of the run.
        zonder_bestanden = re.sub(r'"[\w/]+\.(py|yml)":', "", tekst)
        assert not re.search(r"quarto|pandoc|commit", zonder_bestanden, flags=re.IGNORECASE)


def test_lineage_names_settings_packages_and_lost_rows(vers: Project) -> None:
    stappen = {stap["id"]: stap for stap in lineage(vers, PRODUCT)["stappen"]}
    assert stappen[f"aantallen/{PRODUCT}"]["instellingen"]["leerwegen"] == ["bol", "bbl"]
    assert {"pandas", "numpy", "pyarrow"} <= set(stappen["stroom_instroom"]["pakketten"])
    assert stappen["stroom_instroom"]["uitval"]


def test_run_json_has_what_belongs_to_the_run(vers: Project) -> None:
    run = json.loads((vers.map / "results" / "audit" / "run.json").read_text(encoding="utf-8"))
    # The copied project is no checkout of git.
    assert run["commit"] == "onbekend"
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T[\d:]+\+00:00", run["tijdstip"])
    assert set(run) == {"commit", "tijdstip", "systeem", "python", "weergave", "ruwe_bestanden", "site"}
    assert run["ruwe_bestanden"] == "synthetic"


def test_one_figure_makes_only_what_it_needs(eigen: Project) -> None:
    """Graduates, other products and the report stay out of it; seen from an empty folder."""
    tabel = jobs(eigen.run(PRODUCT, "-n", "--forceall"))
    assert tabel["aantallen"] == tabel["figuur_aantallen"] == tabel["tabel_markdown"] == tabel["herkomst"] == 1
    assert not {"aandelen", "spreiding", "tabel_b_0_1_data", "reconciliatie", "voorbereiden", "renderen_html"} & set(
        tabel
    )


def test_chapter_makes_its_products_and_pages(eigen: Project) -> None:
    tabel = jobs(eigen.run("hoofdstuk_3", "-n", "--forceall"))
    assert tabel["renderen_html"] == 1
    assert not {"renderen_pdf", "renderen_docx", "werkmap"} & set(tabel)


def test_help_lists_targets_by_chapter(eigen: Project, tmp_path: Path) -> None:
    """Also in a folder by another name than its own: a link here, on Windows a drive that stands for a network."""
    (tmp_path / "M").symlink_to(eigen.map)
    gezegd = eigen.run("help", "--snakefile", str(tmp_path / "M" / "Snakefile"), "--directory", str(tmp_path / "M"))
    # A chapter stands at the margin, what it holds below it.
    onder = {blok.split(maxsplit=1)[0]: blok for blok in gezegd.split("\n\n") if blok.strip()}
    assert "\n  figuur_3_1 " in onder["hoofdstuk_3"]
    assert "\n  tabel_b_0_1 " in onder["bijlage_b"]
    assert "\n  tabel_b_0_1 " not in onder["hoofdstuk_3"]
    assert "audit" in gezegd


def test_unknown_product_gets_a_hint(eigen: Project) -> None:
    eigen.set(f"{INSTELLINGEN}audit: {{producten: [figur_3_1]}}\n")
    gezegd = eigen.run("-n", code=1)
    eigen.set(INSTELLINGEN)
    assert "bedoelde u 'figuur_3_1'?" in gezegd


def test_audit_passes_on_what_was_built(eigen: Project) -> None:
    eigen.set(INSTELLINGEN + ALONE.format(PRODUCT))
    gezegd = eigen.run("audit")
    eigen.set(INSTELLINGEN)
    assert "MB schijfruimte" in gezegd
    assert "6 bestanden opnieuw gemaakt, alle byte voor byte gelijk" in gezegd
    assert "Synthetische wereld" not in gezegd, "vanaf parquet hoort niets ingelezen te worden"
    assert "Lees en controleer" not in gezegd


def test_audit_names_the_cell_that_was_changed(eigen: Project) -> None:
    pad = f"results/data/{TABLE}.csv"
    eerder = (eigen.map / pad).read_bytes()
    waarde = eerder.decode().splitlines()[1].split(",")[4]
    eigen.edit(pad, f",totaal,,{waarde}", f",totaal,,1{waarde}")
    veranderd = (eigen.map / pad).read_bytes()
    eigen.set(INSTELLINGEN + ALONE.format(TABLE))
    gezegd = eigen.run("audit", code=1)
    eigen.set(INSTELLINGEN)
    assert (eigen.map / pad).read_bytes() == veranderd, "een audit verandert niets"
    eigen.own(pad).write_bytes(eerder)
    assert f"{pad}: regel 2, kolom waarde: '1{waarde}' werd '{waarde}'" in gezegd


def test_no_plain_hash_of_persons_outside_their_folder(vers: Project) -> None:
    """Who tries all small counts of a table against its hash reads them; Snakemake keeps hashes of its own."""
    personen = vers.map / "results" / "persoon"
    # Of a raw file the hash is told: it says which version was used, and nobody tries all persons.
    sommen = {
        hashlib.sha256(pad.read_bytes()).hexdigest()
        for pad in personen.rglob("*")
        if pad.is_file() and "raw" not in pad.relative_to(personen).parts
    }
    for map_ in ("results", ".snakemake"):
        for pad in (vers.map / map_).rglob("*"):
            if pad.is_file() and personen not in pad.parents:
                assert not sommen & set(re.findall(r"[0-9a-f]{64}", pad.read_bytes().decode("latin-1"))), pad
