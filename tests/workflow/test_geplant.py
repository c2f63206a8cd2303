"""A person that nobody can mistake stands in every raw file, and in no file, zip, log or traceback outside its room."""

from __future__ import annotations

import filecmp
import io
import re
import zipfile
from pathlib import Path  # noqa: TC003 - pytest reads the annotations

import polars as pl
import pyreadstat
import pytest
from helpers.planted import EERSTE, GEWICHT, LAATSTE, LOON
from helpers.project import Project  # noqa: TC002

# Cohorts of the build that reach each of these have fifteen of the persons; by chance some drop out on the way.
ANALYSE, START = "results/persoon/derived/analyse.parquet", "results/persoon/derived/start/2021.parquet"
BEVEILIGD = "results/persoon/data/figuur_k_startpositie.csv"
# A number of the person in text, not as a part of a longer one; the wage and the weight with a point or in Dutch.
SPOOR = re.compile(rb"(?<!\d)9999999(?:3[7-9]|[4-9]\d)(?!\d)|(?<!\d)9\.?876[.,]54(?!\d)|(?<!\d)1[.,]2345678(?!\d)")
# One of these stands in each; looking for plain bytes first is many times as fast.
BEGIN = (b"9999999", b"876.54", b"876,54", b"2345678")


def has_trace(inhoud: bytes) -> bool:
    return any(deel in inhoud for deel in BEGIN) and SPOOR.search(inhoud) is not None


def trace(naam: str, inhoud: bytes) -> list[str]:
    """Return where in a file the person is, also inside a zip, a workbook, a document or a Parquet file."""
    gevonden = [naam] if has_trace(inhoud) else []
    if zipfile.is_zipfile(io.BytesIO(inhoud)):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            for deel in pak.namelist():
                gevonden += [naam] if has_trace(deel.encode()) else []
                gevonden += trace(f"{naam}/{deel}", pak.read(deel))
    elif naam.endswith(".parquet"):
        tekst = pl.read_parquet(io.BytesIO(inhoud)).write_csv()
        gevonden += [naam] if has_trace(tekst.encode()) else []
    return gevonden


def traces(map_: Path, behalve: Path | None = None) -> list[str]:
    """Return where the person is in the results of a project outside the room of persons, and in Snakemake's folder.

    What stands the same in the project `behalve` is looked at there.
    """
    kamer = map_ / "results" / "persoon"
    bestanden = [pad for deel in ("results", ".snakemake") for pad in sorted((map_ / deel).rglob("*")) if pad.is_file()]
    assert len(bestanden) > 300
    return [
        plek
        for pad in bestanden
        if kamer not in pad.parents and not (behalve and same(pad, behalve / pad.relative_to(map_)))
        for plek in trace(pad.relative_to(map_).as_posix(), pad.read_bytes())
    ]


def same(een: Path, ander: Path) -> bool:
    return ander.exists() and filecmp.cmp(een, ander, shallow=False)


def planted(tabel: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of these persons."""
    return tabel.filter(pl.col("rinpersoon").cast(pl.Int64).is_between(EERSTE, LAATSTE))


@pytest.mark.parametrize(
    "tekst", ["id 999999940;", "loon 9876.54", "loon € 9.876,54.", "gewicht,1.2345678\n", '{"a": 999999999}']
)
def test_finding_a_person_by_hand(tekst: str, tmp_path: Path) -> None:
    assert trace("a.csv", tekst.encode()) == ["a.csv"]
    for naam in ("boek.xlsx", "uitvoer.zip"):
        with zipfile.ZipFile(tmp_path / naam, "w", zipfile.ZIP_DEFLATED) as pak:
            pak.writestr("blad.xml", tekst)
    with zipfile.ZipFile(tmp_path / "buiten.zip", "w", zipfile.ZIP_DEFLATED) as pak:
        pak.write(tmp_path / "boek.xlsx", "boek.xlsx")
    assert trace("buiten.zip", (tmp_path / "buiten.zip").read_bytes()) == ["buiten.zip/boek.xlsx/blad.xml"]
    pl.DataFrame({"a": [tekst]}).write_parquet(tmp_path / "a.parquet")
    assert "a.parquet" in trace("a.parquet", (tmp_path / "a.parquet").read_bytes())


@pytest.mark.parametrize("tekst", ["1999999940", "9999999401", "19876.54", "9876.541", "0.999999936", "999999936"])
def test_another_number_is_no_person(tekst: str) -> None:
    assert trace("a.csv", tekst.encode()) == []


def test_every_raw_file_with_persons_holds_one(gebouwd: Path) -> None:
    bestanden = sorted((gebouwd / "results/persoon/synthetic/raw").rglob("*.[sS][aA][vV]"))
    met_nummer = 0
    for pad in bestanden:
        tabel = pyreadstat.read_sav(pad)[0]
        namen = {naam.lower(): naam for naam in tabel.columns}
        if "rinpersoon" in namen:
            assert tabel[namen["rinpersoon"]].astype("int64").between(EERSTE, LAATSTE).any(), pad.name
            met_nummer += 1
        elif "gewicht" in namen:
            assert tabel[namen["gewicht"]].eq(GEWICHT).any(), pad.name
        else:
            assert pad.name.startswith("OPLEIDINGSNRREF"), pad.name
    assert met_nummer > 20
    assert len(bestanden) > met_nummer + 6


def test_the_persons_go_all_the_way(gebouwd: Path) -> None:
    """A search that finds nothing proves nothing when the persons dropped out halfway."""
    assert len(planted(pl.read_parquet(gebouwd / ANALYSE))) > 1
    assert LOON in planted(pl.read_parquet(gebouwd / START))["loon"].to_list()
    assert str(LOON) in (gebouwd / BEVEILIGD).read_text(encoding="utf-8")


def test_no_trace_outside_the_room(gebouwd: Path) -> None:
    """Results, report, zip, logs, lineage and what Snakemake keeps."""
    assert list((gebouwd / "results/export").glob("*.zip"))
    assert traces(gebouwd) == []


def test_a_crash_with_the_row_in_hand_shows_no_trace(vers: Project, tmp_path: Path) -> None:
    project = vers.twin(tmp_path / "kapot")
    tail = "    with step(snakemake) as s:\n"
    regel = "        raise ValueError(str([tabel.to_dict() for tabel in s.read_all('start').values()]))\n"
    project.edit("workflow/scripts/products/startpositie.py", tail, tail + regel)
    gezegd = project.run(BEVEILIGD, code=1)
    assert "startpositie: onverwachte fout ValueError" in gezegd
    assert trace("scherm", gezegd.encode()) == []
    assert traces(project.map, behalve=vers.map) == []
