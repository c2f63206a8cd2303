"""Rows of persons stay where they belong, and the same rules give the same numbers in the secure environment."""

from __future__ import annotations

import stat
from pathlib import Path  # noqa: TC003 - pytest reads the annotations

import polars as pl
import pytest
from bouw import Project, jobs, new_project
from workflow.test_opnieuw import records, with_below, without_targets

SAV = "results/persoon/synthetic/raw/cbs"
PRODUCTEN = (
    "figuur_5_4",
    "figuur_k_startpositie",
    "tabel_5_herkomst",
    "tabel_b_0_2",
    "tabel_b_0_2_marginaal",
    "tabel_b_0_2_robuust",
    "tabel_c_uitval",
    "tabel_c_werkregels",
)


def file_of(map_: Path, begin: str, jaar: int) -> Path:
    """Find the file of a year, whatever its capitals."""
    (pad,) = [pad for pad in (map_ / SAV).iterdir() if pad.name.lower().startswith(f"{begin}{jaar}")]
    return pad


@pytest.fixture
def eigen(vers: Project, tmp_path: Path) -> Project:
    """A copy that one test may change for good; the rights of its files are kept."""
    return vers.copy(tmp_path / "eigen")


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
    lengten = sorted({len(naam) for naam in namen})
    for pad in gezocht:
        # Ids are digits of a fixed length: cut the digits of a file in pieces, instead of looking for each id.
        inhoud = pad.read_bytes()
        stukken = {inhoud[plek : plek + lengte] for lengte in lengten for plek in starts(inhoud)}
        assert not stukken & namen, pad.relative_to(gebouwd)


def starts(inhoud: bytes) -> list[int]:
    """Return where a word starts that could be an id."""
    woord = [48 <= teken <= 57 or 65 <= teken <= 90 or 97 <= teken <= 122 for teken in inhoud]
    return [plek for plek, teken in enumerate(woord) if teken and (plek == 0 or not woord[plek - 1])]


def test_products_from_persons_meet_the_minimum(gebouwd: Path) -> None:
    for product in PRODUCTEN:
        tabel = pl.read_csv(gebouwd / "results/data" / f"{product}.csv", infer_schema_length=None)
        for kolom in {"n", "teller", "studenten", "n_loon", "n_contract", "personen_uit"} & set(tabel.columns):
            klein = tabel.filter(pl.col(kolom).is_between(1, 9))
            assert klein.is_empty(), (product, kolom)


def test_secure_environment_gives_the_same_numbers(gebouwd: Path, tmp_path: Path) -> None:
    project = new_project(
        tmp_path / "binnen",
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
    gezegd = project.run()
    assert not {"stroom_instroom", "renderen_html", "cbs_personen"} & set(jobs(gezegd))
    for product in PRODUCTEN:
        csv = f"results/data/{product}.csv"
        assert (project.map / csv).read_bytes() == (gebouwd / csv).read_bytes(), product
    assert not list((project.map / "results/data").glob("figuur_3*"))


def test_replaced_file_reruns_what_is_made_of_it(eigen: Project) -> None:
    begin = records(eigen)
    pad = file_of(eigen.map, "hoogsteopl", 2021)
    # Another file with the same rows: the last byte of the header's file label differs.
    inhoud = bytearray(pad.read_bytes())
    inhoud[64 + 20] = ord("x") if inhoud[64 + 20] != ord("x") else ord("y")
    pad.write_bytes(inhoud)
    ingelezen = "results/persoon/ingest/hoogsteopl/2021.parquet"
    assert ingelezen in begin
    assert set(without_targets(eigen.pending())) <= set(with_below(eigen, {ingelezen}))
    gezegd = eigen.run()
    # The rows are the same, so below the ingest nothing changes; Snakemake finds that out as it goes.
    assert jobs(gezegd)["inlezen_cbs"] == 1
    assert "cbs_registers" not in jobs(gezegd)


def test_bad_file_stops_with_one_line_and_keeps_results(eigen: Project) -> None:
    eerder = {pad.name: pad.read_bytes() for pad in (eigen.map / "results/data").iterdir()}
    pad = file_of(eigen.map, "spolisbus", 2021)
    pad.write_bytes(pad.read_bytes()[: pad.stat().st_size // 2])
    gezegd = eigen.run(code=1)
    (fout,) = [regel for regel in gezegd.splitlines() if regel.startswith("FOUT ")]
    assert fout.startswith(f"FOUT banen | {pad.name}")
    assert not (eigen.map / "results/persoon/ingest/banen/2021.parquet").exists()
    assert {pad.name: pad.read_bytes() for pad in (eigen.map / "results/data").iterdir()} == eerder
