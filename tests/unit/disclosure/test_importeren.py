"""What comes in: exactly the tables that left, or one line that says what is wrong with them."""

from __future__ import annotations

import io
import os
import runpy
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from bouw import ROOT
from disclosure.importeren import imported
from unit.disclosure import export_voorbeeld as vb
from unit.run.test_step import Named

from werkagenda.contract.tables import check_table, write_table
from werkagenda.errors import InputError
from werkagenda.export.archive import unpack
from werkagenda.run.lineage import trace

SCRIPT = ROOT / "workflow" / "scripts" / "disclosure" / "importeren.py"
ANDER = "b2" * 32


def rezip(inhoud: bytes, **anders: bytes | None) -> bytes:
    """Make the zip anew with other content for some files, or without them; `_` stands for the dot of the name."""
    nieuw = {naam.replace("__", "."): bytes_ for naam, bytes_ in anders.items()}
    doel = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as oud, zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam in sorted({*oud.namelist(), *nieuw}):
            bytes_ = nieuw[naam] if naam in nieuw else oud.read(naam)
            if bytes_ is not None:
                archief.writestr(naam, bytes_)
    return doel.getvalue()


def part(inhoud: bytes, naam: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(inhoud)).read(naam)


def line_of(inhoud: bytes, naam: str) -> bytes:
    """Return the line of a file in the manifest."""
    (regel,) = [r for r in part(inhoud, "manifest.csv").splitlines(keepends=True) if r.startswith(naam.encode() + b",")]
    return regel


GOED = vb.export()
MANIFEST = part(GOED, "manifest.csv")
# The table of another run, with its line of the other manifest in the place of ours.
VREEMD = MANIFEST.replace(line_of(GOED, "figuur_1.csv"), line_of(vb.export(ANDER), "figuur_1.csv"))
MINDER = b"".join(regel for regel in MANIFEST.splitlines(keepends=True) if not regel.startswith(b"figuur_1_aantallen"))
GEVALLEN = {
    "een andere byte": (rezip(GOED, figuur_1__csv=vb.TABEL.replace(b"15", b"16")), "figuur_1.csv: is veranderd"),
    "een tabel te weinig": (rezip(GOED, figuur_1__csv=None), "figuur_1.csv: ontbreekt"),
    "ook uit het manifest": (
        rezip(GOED, figuur_1_aantallen__csv=None, manifest__csv=MINDER),
        "figuur_1_aantallen.csv: ontbreekt",
    ),
    "een bestand te veel": (rezip(GOED, tabel_9__csv=b"a\n1\n"), "tabel_9.csv: hoort niet bij deze export"),
    "een map in de naam": (
        rezip(GOED, **{"../figuur_2.csv": b"a\n1\n"}),
        "../figuur_2.csv: hoort niet in een export",
    ),
    "een ander soort bestand": (rezip(GOED, figuur_2__svg=b"<svg/>"), "figuur_2.svg: hoort niet in een export"),
    "een andere run": (rezip(GOED, manifest__csv=VREEMD), "figuur_1.csv: is van een andere run"),
    "een andere beschrijving": (
        vb.pack(vb.files() | {"figuur_1_beschrijving.txt": f"Run: {ANDER}\n".encode()}, run=vb.RUN),
        "figuur_1_beschrijving.txt: is van een andere run",
    ),
    "een ander aantal in het manifest": (
        rezip(GOED, manifest__csv=MANIFEST.replace(b",2,1,1,", b",2,2,0,")),
        "manifest.csv: is veranderd",
    ),
    "zonder instellingen": (
        vb.pack({naam: bytes_ for naam, bytes_ in vb.files().items() if naam != "instellingen.csv"}, run=vb.RUN),
        "instellingen.csv: ontbreekt",
    ),
    "geen manifest": (rezip(GOED, manifest__csv=None), "manifest.csv: ontbreekt"),
    "een leeg manifest": (rezip(GOED, manifest__csv=b""), "manifest.csv: is veranderd"),
    "geen zip": (b"PK maar geen zip", "is geen zip of is beschadigd"),
    "half": (GOED[: len(GOED) // 2], "is geen zip of is beschadigd"),
    "een byte op de schijf": (GOED.replace(b"0.7333", b"0.8333"), "figuur_1.csv: is veranderd of beschadigd"),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_other_bytes_are_refused_with_one_line(tmp_path, geval):
    inhoud, melding = GEVALLEN[geval]
    assert inhoud != GOED
    pad = tmp_path / "monitor_1.zip"
    pad.write_bytes(inhoud)
    with pytest.raises(InputError) as fout:
        unpack(pad)
    regel = str(fout.value)
    assert regel.startswith("export monitor_1.zip | ")
    assert melding in regel
    assert "; verwacht: " in regel
    assert "\n" not in regel


def test_the_same_files_in_a_zip_of_another_program_are_taken(tmp_path):
    pad = tmp_path / "monitor_1.zip"
    pad.write_bytes(rezip(GOED))
    assert unpack(pad).vrijgegeven == ("figuur_1",)


def test_settings_come_in_as_they_were(tmp_path):
    (tmp_path / "monitor_1.zip").write_bytes(GOED)
    assert unpack(tmp_path / "monitor_1.zip").instellingen == vb.GEBRUIKT


def test_missing_zip_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"bestaat niet; verwacht: het zip-bestand van export\.invoer"):
        unpack(tmp_path / "weg.zip")


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    masker = os.umask(0o022)
    yield tmp_path
    os.umask(masker)


def test_tables_are_written_as_they_were(here):
    (here / "monitor_1.zip").write_bytes(GOED)
    (tabel,) = imported(unpack(here / "monitor_1.zip"), {"figuur_1": vb.CONTRACT}).values()
    write_table(check_table(tabel, vb.CONTRACT), here / "figuur_1.csv")
    assert (here / "figuur_1.csv").read_bytes() == vb.TABEL


def test_table_left_out_comes_in_without_values(here):
    (here / "monitor_1.zip").write_bytes(GOED)
    (tabel,) = imported(unpack(here / "monitor_1.zip"), {"tabel_2": vb.CONTRACT}).values()
    gecontroleerd = check_table(tabel, vb.CONTRACT)
    assert gecontroleerd["reden"].tolist() == ["niet vrijgegeven"]
    assert gecontroleerd[["aandeel", "n"]].isna().all(axis=None)


def test_product_that_the_export_does_not_know(here):
    (here / "monitor_1.zip").write_bytes(GOED)
    with pytest.raises(InputError, match=r"monitor_1\.zip \| figuur_9\.csv: ontbreekt"):
        imported(unpack(here / "monitor_1.zip"), {"figuur_9": vb.CONTRACT})


CONTRACT_YAML = """\
naam: werk
titel: Aandeel met werk
kolommen:
  - {naam: leerweg, soort: code, codes: [bol, bbl], beschrijving: leerweg}
  - {naam: aandeel, soort: aandeel, leeg_mag: true, beschrijving: aandeel}
  - {naam: n, soort: telling, leeg_mag: true, beschrijving: personen}
  - {naam: reden, soort: tekst, beschrijving: reden}
sleutel: [leerweg]
"""


def run(map_, inhoud: bytes) -> None:
    """Run the script as Snakemake does, in a folder of its own."""
    (map_ / "monitor_1.zip").write_bytes(inhoud)
    (map_ / "werk.yaml").write_text(CONTRACT_YAML, encoding="utf-8")
    params = Named(raw="monitor_1.zip")
    params.inhoud = {"script": "importeren.py", "bestanden": {}, "raw": {"monitor_1.zip": "som"}}
    producten = ("figuur_1", "tabel_2")
    job = SimpleNamespace(
        input=Named({f"contract_{product}": "werk.yaml" for product in producten}),
        output=Named({product: f"results/data/{product}.csv" for product in producten}),
        wildcards=Named(),
        params=params,
        log=[],
        rule="import_export",
    )
    runpy.run_path(str(SCRIPT), init_globals={"snakemake": job}, run_name="__main__")


def test_lineage_at_an_office_ends_at_the_zip(here):
    run(here, GOED)
    assert (here / "results/data/figuur_1.csv").read_bytes() == vb.TABEL
    herkomst = trace([Path("results/data/figuur_1.csv")])
    assert herkomst["bronnen"] == [{"bestand": "monitor_1.zip", "bron": "export", "rijen": 3, "sha256": "som"}]


def test_refused_export_leaves_nothing(here, capsys):
    run(here, GOED)
    eerder = {pad.name: pad.read_bytes() for pad in (here / "results/data").iterdir()}
    with pytest.raises(SystemExit):
        run(here, GEVALLEN["een andere byte"][0])
    assert {pad.name: pad.read_bytes() for pad in (here / "results/data").iterdir()} == eerder
    assert capsys.readouterr().err.count("figuur_1.csv: is veranderd") == 1
