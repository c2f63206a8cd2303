"""Measure the reading of a .sav in the form of SPOLISBUS: `python benchmarks/cbs_lezen.py` (20 million rows; minutes).

Each reading runs in a process of its own. CPU time of ours against a bare stream of polars-readstat to Parquet and
against pyreadstat in chunks, on the same file and columns; peak memory of ours for each number of rows, the imports
included. The files are made here: persons in order with two jobs and twelve months each, as CBS delivers them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

if TYPE_CHECKING:
    import polars as pl

MILJOEN = 1_000_000
KEER = 3
MAX_MB = 300
# Times differ by this much from run to run.
RUIS = 1.1
JAAR = 2021
CONTRACT = ROOT / "resources" / "contracts" / "raw" / "banen.yaml"
# Between two looks at the memory of a process, in seconds.
TUSSENPOOS = 0.02
Rij = tuple[str, str, str, bool]


def make(pad: Path, rijen: int, *, in_volgorde: bool) -> None:
    """Write a .sav of so many rows: eleven columns of the contract and one that nobody needs."""
    import numpy as np  # noqa: PLC0415 - not in the processes that are measured
    import polars as pl  # noqa: PLC0415
    from polars_readstat import write_readstat  # noqa: PLC0415

    kans = np.random.default_rng(1)
    maanden = 12
    plek = np.arange(rijen)
    mens, maand = plek // (2 * maanden), plek % maanden + 1
    # Numbers without meaning, as CBS gives them.
    persoon = np.sort(kans.integers(10**9, size=rijen))[:: 2 * maanden][mens]
    baan = kans.integers(10**10, size=rijen)[:: 2 * maanden][mens] * 10 + plek // maanden % 2
    begin = pl.select(pl.date(JAAR, pl.lit(pl.Series(maand)), 1)).to_series()

    def choose(*codes: str) -> pl.Series:
        return pl.Series(codes).gather(kans.integers(0, len(codes), rijen))

    frame = pl.DataFrame(
        {
            "RINPERSOONS": choose("R") if rijen else [],
            "RINPERSOON": pl.Series(persoon).cast(pl.String).str.zfill(9),
            "IKVID": pl.Series(baan).cast(pl.String).str.zfill(12),
            "SDATUMAANVANGIKO": begin.dt.strftime("%Y%m%d"),
            "SDATUMEINDEIKO": begin.dt.month_end().dt.strftime("%Y%m%d"),
            "SWEKARBDUURKLASSE": choose("1", "2", "3", "4", "5", "6"),
            "SBASISUREN": kans.integers(0, 1700, rijen) / 10,
            "SBASISLOON": kans.integers(0, 500_000, rijen) / 100,
            "SCONTRACTSOORT": choose("O", "B", "N"),
            "SSOORTBAAN": choose("2", "4", "5", "9"),
            "SPOLISDIENSTVERBAND": choose("1", "2"),
            "SNIETNODIG": choose("a", "b", "c"),
        }
    )
    write_readstat(frame if in_volgorde else frame.sample(fraction=1, shuffle=True, seed=1), pad, compressed=True)


def read(wijze: str, pad: Path, doel: Path) -> None:
    """Read a file one way: `ours`, `bare` (polars-readstat to Parquet) or `chunks` (pyreadstat to Parquet)."""
    from werkagenda.contract.contracts import load_contract  # noqa: PLC0415 - each process imports what it uses

    contract = load_contract(CONTRACT)
    namen = [kolom.raw for kolom in contract.used]
    if wijze == "ours":
        from werkagenda.ingest.sav import ingest_sav  # noqa: PLC0415

        ingest_sav(contract, pad, doel, jaar=JAAR)
    elif wijze == "bare":
        from polars_readstat import scan_readstat  # noqa: PLC0415

        scan_readstat(pad, preserve_order=True).select(namen).sink_parquet(doel)
    else:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415
        import pyreadstat  # noqa: PLC0415

        schrijver = None
        for deel, _ in pyreadstat.read_file_in_chunks(pyreadstat.read_sav, pad, usecols=namen):
            tabel = pa.Table.from_pandas(deel, preserve_index=False)
            schrijver = schrijver or pq.ParquetWriter(doel, tabel.schema)
            schrijver.write_table(tabel)
        if schrijver:
            schrijver.close()


def measure(wijze: str, pad: Path) -> tuple[float, float]:
    """Return the CPU seconds of a reading without its imports, and the most memory of its process in MB."""
    import psutil  # noqa: PLC0415

    hoogste = 0
    opdracht = [sys.executable, __file__, wijze, str(pad)]
    with psutil.Popen(opdracht, stdout=subprocess.PIPE, text=True, encoding="utf-8") as proces:
        while proces.poll() is None:
            try:
                hoogste = max(hoogste, proces.memory_info().rss)
            except psutil.Error:
                break
            time.sleep(TUSSENPOOS)
        return json.loads(proces.stdout.read()), hoogste / 1e6


def reading(map_: Path, *, miljoenen: tuple[int, ...] = (1, 5, 20)) -> list[Rij]:
    """Return the outcomes for files that are made in `map_`, and removed."""
    rijen: list[Rij] = []
    for miljoen in miljoenen:
        pad = map_ / f"SPOLISBUS{JAAR}V{miljoen}.sav"
        make(pad, miljoen * MILJOEN, in_volgorde=True)
        wijzen = ["ours", "bare", *(["chunks"] if miljoen == 1 else [])]
        gemeten: dict[str, list[tuple[float, float]]] = {wijze: [] for wijze in wijzen}
        for _ in range(KEER):
            for wijze in wijzen:
                gemeten[wijze].append(measure(wijze, pad))
        pad.unlink()
        cpu = {wijze: statistics.median(seconden for seconden, _ in keren) for wijze, keren in gemeten.items()}
        geheugen = max(mb for _, mb in gemeten["ours"])
        naam = f".sav naar Parquet, {miljoen} miljoen rijen ({cpu['ours']:.1f} s CPU)"
        for wijze, ander in (("bare", "polars-readstat zonder controle"), ("chunks", "pyreadstat in stukken")):
            if wijze in cpu:
                keer = cpu["ours"] / cpu[wijze]
                rijen.append(
                    (
                        f"{naam} tegen {ander} ({cpu[wijze]:.1f} s)",
                        f"{keer:.2f} keer",
                        "hoogstens 1 keer (10% ruis)",
                        keer <= RUIS,
                    )
                )
        rijen.append((f"{naam}, meeste geheugen", f"{geheugen:.0f} MB", f"< {MAX_MB} MB", geheugen < MAX_MB))
    pad = map_ / f"SPOLISBUS{JAAR}V0.sav"
    make(pad, 5 * MILJOEN, in_volgorde=False)
    seconden, geheugen = measure("ours", pad)
    pad.unlink()
    naam = f".sav naar Parquet, 5 miljoen rijen door elkaar, dus gesorteerd ({seconden:.1f} s CPU), meeste geheugen"
    return [*rijen, (naam, f"{geheugen:.0f} MB", f"< {MAX_MB} MB", geheugen < MAX_MB)]


def main() -> None:
    """Measure, or, with arguments, be one of the processes that are measured."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        if len(sys.argv) == 1:
            for wat, gemeten, doel, goed in reading(Path(tijdelijk)):
                print(f"{wat}: {gemeten} ({doel}: {'ja' if goed else 'nee'})")
            return
        wijze, pad = sys.argv[1:]
        # What a reading imports is paid once per step, and is no reading.
        for naam in (
            "polars_readstat",
            "pyreadstat",
            "pyarrow.parquet",
            *(["werkagenda.ingest.sav"] if wijze == "ours" else []),
        ):
            __import__(naam)
        begin = time.process_time()
        read(wijze, Path(pad), Path(tijdelijk) / "uit.parquet")
        print(json.dumps(time.process_time() - begin))


if __name__ == "__main__":
    main()
