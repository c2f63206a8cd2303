"""What comes in: exactly the tables that left, or one line that says what is wrong with them."""

from __future__ import annotations

import hashlib
import io
import os
import runpy
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from disclosure.importeren import check_shares, imported
from helpers import export_example as vb
from helpers.disclosure_rules import REGELS, WOORDEN
from helpers.project import ROOT
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
    assert unpack(pad).released == ("figuur_1",)


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


def run(map_, inhoud: bytes, *, som: str = "") -> None:
    """Run the script as Snakemake does, in a folder of its own."""
    (map_ / "monitor_1.zip").write_bytes(inhoud)
    (map_ / "werk.yaml").write_text(CONTRACT_YAML, encoding="utf-8")
    params = Named(raw="monitor_1.zip", som=som, woorden=WOORDEN)
    params.inhoud = {"script": "importeren.py", "bestanden": {}, "raw": {"monitor_1.zip": "som"}}
    producten = ("figuur_1", "tabel_2")
    job = SimpleNamespace(
        input=Named(
            {
                **{f"contract_{product}": "werk.yaml" for product in producten},
                "onthulling": str(ROOT / "resources" / "onthulling.yaml"),
                "schema": str(ROOT / "config" / "schema" / "onthulling.schema.yaml"),
            }
        ),
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


def repacked(**anders: bytes) -> bytes:
    """Make an export of which everything agrees, hashes too, with other content for some files."""
    return vb.pack(vb.files() | {naam.replace("__", "."): bytes_ for naam, bytes_ in anders.items()}, run=vb.RUN)


ONLEESBAAR = {
    "geen utf-8": repacked(figuur_1_beschrijving__txt=b"Figuur 1\xff\nRun: " + vb.RUN.encode() + b"\n"),
    "een aanhalingsteken dat open blijft": repacked(figuur_1__csv=vb.TABEL + b'"bol,1,2\n'),
    "een cel te veel": repacked(figuur_1__csv=vb.TABEL + b"bol,1,2,3,4\n"),
    "zonder reden": repacked(figuur_1__csv=b"leerweg,aandeel,n\nbol,0.7,15\nbbl,,\n"),
    "een kolom dubbel": repacked(figuur_1__csv=vb.TABEL.replace(b"aandeel", b"n")),
    "leeg": repacked(figuur_1__csv=b""),
    "een oordeel zonder tabel": repacked(oordeel__csv=b"regel,oordeel\nminimum,in orde\n"),
    "een instelling die geen waarde is": repacked(instellingen__csv=b"deel,sleutel,waarde\nraw,mode,{\n"),
}


@pytest.mark.parametrize("geval", ONLEESBAAR)
def test_content_that_cannot_be_read_is_refused_with_one_line(tmp_path, geval):
    (tmp_path / "monitor_1.zip").write_bytes(ONLEESBAAR[geval])
    with pytest.raises(InputError, match="is niet te lezen; verwacht: de inhoud van een export"):
        unpack(tmp_path / "monitor_1.zip")


def test_counts_of_another_table_are_refused(tmp_path):
    (tmp_path / "monitor_1.zip").write_bytes(repacked(figuur_1_aantallen__csv=vb.AANTALLEN.replace(b",15,", b",16,")))
    with pytest.raises(InputError, match=r"figuur_1_aantallen\.csv: hoort niet bij de tabel"):
        unpack(tmp_path / "monitor_1.zip")


def test_a_share_that_is_not_that_of_its_counts_is_refused(tmp_path):
    kop = "migratieachtergrond,leerweg,niveau"
    tabel = f"{kop},aandeel,aandeel_min,aandeel_max,teller,n,reden\nzonder,bol,2,{{}},0.5,0.9,11,15,\n"
    bestanden = {naam: inhoud for naam, inhoud in vb.files().items() if not naam.startswith("figuur_1")}
    oordeel = bestanden["oordeel.csv"].replace(b"figuur_1", b"figuur_5_4")
    for aandeel, fout in (("0.733", False), ("0.734", True), ("0.7333333333333333", False)):
        bestanden |= {
            "oordeel.csv": oordeel,
            "figuur_5_4.csv": tabel.format(aandeel).encode(),
            "figuur_5_4_aantallen.csv": f"{kop},n,teller,n_nee,reden\nzonder,bol,2,15,11,4,\n".encode(),
            "figuur_5_4_beschrijving.txt": f"Run: {vb.RUN}\n".encode(),
        }
        (tmp_path / "monitor_1.zip").write_bytes(vb.pack(bestanden, run=vb.RUN))
        uitvoer = unpack(tmp_path / "monitor_1.zip")
        if fout:
            with pytest.raises(InputError, match="een aandeel past niet bij de aantallen"):
                check_shares(uitvoer, REGELS)
        else:
            check_shares(uitvoer, REGELS)


def test_a_number_that_is_none_is_refused(here):
    (here / "monitor_1.zip").write_bytes(repacked(figuur_1__csv=vb.TABEL.replace(b"0.7333333333333333", b"veel")))
    with pytest.raises(InputError, match="een getal is niet te lezen"):
        imported(unpack(here / "monitor_1.zip"), {"figuur_1": vb.CONTRACT})


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    """A gigabyte of zeros in a megabyte: the sizes of the manifest are compared before anything is read."""
    doel = io.BytesIO()
    with zipfile.ZipFile(doel, "w", zipfile.ZIP_DEFLATED) as archief:
        for naam in zipfile.ZipFile(io.BytesIO(GOED)).namelist():
            archief.writestr(naam, b"0" * 50_000_000 if naam == "figuur_1.csv" else part(GOED, naam))
    groot = rezip(GOED, manifest__csv=MANIFEST + b"x" * 2_000_000)
    pad = tmp_path / "monitor_1.zip"
    pad.write_bytes(doel.getvalue())
    gelezen: list[str] = []
    echt = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile, "open", lambda zelf, vak, *rest: gelezen.append(vak.filename) or echt(zelf, vak, *rest)
    )
    with pytest.raises(InputError, match=r"figuur_1\.csv: is veranderd, 50000000 bytes"):
        unpack(pad)
    assert gelezen == ["manifest.csv"]
    pad.write_bytes(groot)
    with pytest.raises(InputError, match=r"manifest\.csv: is te groot"):
        unpack(pad)


def test_only_the_hash_of_the_sender_tells_a_forgery(here, capsys):
    """A forged export of which everything agrees is taken, unless the sender's hash is given."""
    vals = repacked(
        figuur_1__csv=vb.TABEL.replace(b"0.7333333333333333", b"0.8"),
    )
    som = hashlib.sha256(GOED).hexdigest()
    run(here, vals)
    run(here, GOED, som=som)
    with pytest.raises(SystemExit):
        run(here, vals, som=som)
    assert capsys.readouterr().err.count(f"is een ander bestand, sha256 {hashlib.sha256(vals).hexdigest()}") == 1
