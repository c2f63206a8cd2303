"""Work of 700,000 persons out of 50 million job records: our rule against polars, DuckDB and pandas.

    python benchmarks/cbs_werk.py [millions of rows ...]

Every way runs in a process of its own on two threads and gives the same answer. Medians of CPU time and peak memory are
printed. The files are written as ingest writes them, and removed. All persons have a job at every size: a larger file
holds more of others.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "2")

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "derive")]

import numpy as np  # noqa: E402 - found by the lines above
import pandas as pd  # noqa: E402
import polars as pl  # noqa: E402
from meten import Meting, Rij, apart, table  # noqa: E402
from werk import work  # noqa: E402

from werkagenda.persons.cohorts import outcome_month  # noqa: E402
from werkagenda.persons.jobs import STAGE  # noqa: E402
from werkagenda.persons.register import SLEUTEL  # noqa: E402

KEER = 3
MILJOEN = 1_000_000
MILJOENEN = (15, 30, 50)
HOOGSTENS = 1.1
PERSONEN = 700_000
ROWGROUP = 1 << 17
# pandas holds the whole file: only the smallest fits every machine.
PANDAS_TOT = 15
MAAND = outcome_month(2021)
UREN = 12 * MAAND[1].day / 7


def write_jobs(pad: Path, rijen: int) -> None:
    """Write job records of one year, sorted by person: 12 months a job, 1.3 jobs a person, 1 in 20 an internship."""
    import pyarrow as pa  # noqa: PLC0415 - not in the processes that are measured
    import pyarrow.parquet as pq  # noqa: PLC0415

    rng = np.random.default_rng(1)
    eerste = np.array([f"{MAAND[0].year}-{maand:02d}" for maand in range(1, 13)], dtype="datetime64[M]")
    woorden = {"contract": ["vast", "tijdelijk", "nvt"], "soort_baan": ["9", STAGE], "dienstverband": ["a", "b"]}
    schrijver = None
    for begin in range(0, rijen, ROWGROUP):
        plaats = np.arange(begin, min(begin + ROWGROUP, rijen))
        baan, maand = plaats // 12, plaats % 12
        uren = rng.gamma(2, 50, len(plaats)).round(2)
        kolommen: dict[str, object] = {
            "rinpersoons": pl.Series(["R"]).new_from_index(0, len(plaats)),
            "rinpersoon": pl.Series(baan * 10 // 13).cast(pl.String).str.zfill(9),
            "ikvid": pl.Series(baan).cast(pl.String).str.zfill(12),
            "aanvang": pl.Series(eerste[maand].astype("datetime64[D]")).cast(pl.Date),
            "einde": pl.Series((eerste[maand] + 1).astype("datetime64[D]") - 1).cast(pl.Date),
            "uurklasse": pl.Series(rng.integers(1, 7, len(plaats)), dtype=pl.Int8),
            "uren": uren,
            "loon": (uren * 15).round(2),
        }
        for naam, keuzes in woorden.items():
            kans = [1 - 0.05 * (len(keuzes) - 1), *[0.05] * (len(keuzes) - 1)]
            kolommen[naam] = pl.Series(keuzes).gather(rng.choice(len(keuzes), len(plaats), p=kans))
        tabel = pl.DataFrame(kolommen).to_arrow()
        soorten = [
            (
                veld.name,
                pa.dictionary(pa.int32(), pa.large_string()) if pa.types.is_large_string(veld.type) else veld.type,
            )
            for veld in tabel.schema
        ]
        schema = pa.schema(soorten)
        if schrijver is None:
            schrijver = pq.ParquetWriter(pad, schema, compression="snappy", store_schema=False)
        schrijver.write_table(tabel.cast(schema))
    if schrijver is not None:
        schrijver.close()


def wanted(rijen: int) -> pd.DataFrame:
    """Return the persons: spread evenly over those of a file with `rijen` rows."""
    aantal = rijen // 12 * 10 // 13
    nummers = np.linspace(0, aantal - 1, min(PERSONEN, aantal)).astype(int)
    return pd.DataFrame({"rinpersoons": "R", "rinpersoon": [f"{nummer:09d}" for nummer in nummers]}).astype("str")


def ours(pad: Path, personen: pd.DataFrame) -> tuple[int, ...]:
    """Count work with the function of the rule, everyone a row."""
    uit = work(personen, banen=pl.scan_parquet(pad), maand=MAAND, klasse_vanaf=2, uren_per_week=12)
    return tuple(int(uit[kolom].sum()) for kolom in ("werk_klasse", "werk_uren", "banen"))


def with_polars(pad: Path, personen: pd.DataFrame, *, n_unique: bool) -> tuple[int, ...]:
    """Count work with polars alone, sums in floating point; per job first, or with n_unique."""
    rijen = (
        pl.scan_parquet(pad)
        .filter(pl.col("aanvang") <= MAAND[1], pl.col("einde") >= MAAND[0], pl.col("soort_baan") != STAGE)
        .join(pl.from_pandas(personen).lazy(), on=SLEUTEL, how="semi")
    )
    som = pl.col("uren").sum(), pl.col("uurklasse").max()
    if n_unique:
        per_persoon = rijen.group_by(SLEUTEL).agg(*som, banen=pl.col("ikvid").n_unique())
    else:
        per_persoon = rijen.group_by([*SLEUTEL, "ikvid"]).agg(*som).group_by(SLEUTEL).agg(*som, banen=pl.len())
    uit = pl.from_pandas(personen).lazy().join(per_persoon, on=SLEUTEL, how="left").collect(engine="streaming")
    return (
        int((uit["uurklasse"].fill_null(0) >= 2).sum()),  # noqa: PLR2004 - class 2, as in the rule
        int((uit["uren"].fill_null(0) >= UREN).sum()),
        int(uit["banen"].sum()),
    )


def with_duckdb(pad: Path, personen: pd.DataFrame) -> tuple[int, ...]:
    """Count work with DuckDB, sums in floating point."""
    import duckdb  # noqa: PLC0415 - only where it is measured

    con = duckdb.connect()
    con.execute("set threads = 2")
    con.register("personen", pl.from_pandas(personen).to_arrow())
    vraag = """
        with per_baan as (
            select rinpersoons, rinpersoon, ikvid, max(uurklasse) as klasse, sum(uren) as uren
            from read_parquet($pad) semi join personen using (rinpersoons, rinpersoon)
            where aanvang <= $laatste and einde >= $eerste and soort_baan <> $stage
            group by all
        ), per_persoon as (
            select rinpersoons, rinpersoon, max(klasse) as klasse, sum(uren) as uren, count(*) as banen
            from per_baan group by all
        )
        select coalesce(klasse, 0) as klasse, coalesce(uren, 0) as uren, coalesce(banen, 0) as banen
        from personen left join per_persoon using (rinpersoons, rinpersoon)
    """
    uit = con.execute(vraag, {"pad": str(pad), "eerste": MAAND[0], "laatste": MAAND[1], "stage": STAGE}).fetchnumpy()
    return int((uit["klasse"] >= 2).sum()), int((uit["uren"] >= UREN).sum()), int(uit["banen"].sum())  # noqa: PLR2004


def with_pandas(pad: Path, personen: pd.DataFrame) -> tuple[int, ...]:
    """Count work with pandas, which holds the columns of the whole file."""
    kolommen = [*SLEUTEL, "ikvid", "aanvang", "einde", "uurklasse", "uren", "soort_baan"]
    rijen = pd.read_parquet(pad, columns=kolommen)
    rijen = rijen[(rijen["aanvang"] <= MAAND[1]) & (rijen["einde"] >= MAAND[0]) & (rijen["soort_baan"] != STAGE)]
    per_baan = rijen.merge(personen, on=SLEUTEL).groupby([*SLEUTEL, "ikvid"])[["uurklasse", "uren"]]
    per_baan = per_baan.agg({"uurklasse": "max", "uren": "sum"}).groupby(SLEUTEL)
    per_persoon = per_baan.agg({"uurklasse": "max", "uren": "sum"}).assign(banen=per_baan.size())
    uit = personen.merge(per_persoon.reset_index(), on=SLEUTEL, how="left").fillna(0)
    return int((uit["uurklasse"] >= 2).sum()), int((uit["uren"] >= UREN).sum()), int(uit["banen"].sum())  # noqa: PLR2004


WEGEN = {
    "ons": ours,
    "polars": partial(with_polars, n_unique=False),
    "polars_n_unique": partial(with_polars, n_unique=True),
    "duckdb": with_duckdb,
    "pandas": with_pandas,
}


def one_way(wijze: str, pad: Path, rijen: int) -> tuple[float, tuple[int, ...]]:
    """Return the CPU seconds of one way without what comes before, and its answer."""
    personen = wanted(rijen)
    if wijze == "duckdb":
        import duckdb  # noqa: F401, PLC0415 - loading it is not what is measured
    begin = time.process_time()
    antwoord = WEGEN[wijze](pad, personen)
    return time.process_time() - begin, antwoord


def compare(pad: Path, miljoenen: float) -> dict[str, tuple[float, float]]:
    """Return per way the median CPU seconds and the most memory (MB) at one size; the answers must be equal."""
    wijzen = [wijze for wijze in WEGEN if wijze != "pandas" or miljoenen <= PANDAS_TOT]
    keren: dict[str, list[Meting]] = {wijze: [] for wijze in wijzen}
    for _ in range(KEER):
        for wijze in wijzen:
            keren[wijze].append(apart(one_way, wijze, pad, int(miljoenen * MILJOEN)))
    antwoorden = {een.uitkomst[1] for rij in keren.values() for een in rij}
    if len(antwoorden) != 1:
        sys.exit(f"de antwoorden verschillen: {antwoorden}")
    return {
        wijze: (statistics.median(een.uitkomst[0] for een in rij), max(een.mb for een in rij))
        for wijze, rij in keren.items()
    }


def outcomes(miljoenen: float, wijzen: dict[str, tuple[float, float]]) -> Rij:
    """Return the row of one size: ours against the best of the others."""
    ons = wijzen["ons"][0]
    beste = min(cpu for wijze, (cpu, _) in wijzen.items() if wijze != "ons")
    tijden = ", ".join(f"{wijze} {cpu:.2f} s CPU en {mb:.0f} MB" for wijze, (cpu, mb) in wijzen.items())
    wat = f"Werk uit {miljoenen:g} miljoen rijen, ons tegen de snelste ({tijden})"
    return wat, f"{ons / beste:.2f} keer", f"hoogstens {HOOGSTENS} keer", ons <= HOOGSTENS * beste


def main(miljoenen: list[float]) -> None:
    """Measure each size and print the table."""
    rijen = []
    with tempfile.TemporaryDirectory() as map_:
        for aantal in miljoenen:
            pad = Path(map_) / "banen.parquet"
            apart(write_jobs, pad, int(aantal * MILJOEN))
            rijen.append(outcomes(aantal, compare(pad, aantal)))
            pad.unlink()
    print(table(rijen))


if __name__ == "__main__":
    main(sorted(map(float, sys.argv[1:])) or list(MILJOENEN))
