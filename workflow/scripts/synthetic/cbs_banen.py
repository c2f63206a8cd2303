"""Write SPOLISBUS of the synthetic microdata, a year at a time: a record per job and pay period.

Jobs are paid by month or by four weeks; the latter give two or three records in a month, some across its border. The
files also hold parents and other employees, and columns that nobody needs.
"""

from pathlib import Path

import numpy as np
import polars as pl

from werkagenda.run.step import step
from werkagenda.synthetic.cbs_sav import SavStyle, job_number, person_number, write_sav
from werkagenda.synthetic.draw import Calibration

_DAG = "datetime64[D]"
_KOLOMMEN = [
    *("rinpersoons", "rinpersoon", "ikvid", "aanvang", "einde", "uurklasse"),
    *("uren", "loon", "contract", "soort_baan", "dienstverband"),
]
_OKTOBER, _VIER_WEKEN, _WEEK = 10, 28, 7


def pay_periods(jaar: int) -> pl.DataFrame:
    """Return the pay periods of a year: vierweken, fase, periode (number), van, tot (first and last day).

    Four-week periods begin in one of four weeks; the first and the last of a year are cut off.
    """
    begin, eind = np.datetime64(f"{jaar}-01-01", "D"), np.datetime64(f"{jaar}-12-31", "D")
    maanden = (np.datetime64(f"{jaar}-01", "M") + np.arange(13)).astype(_DAG)
    delen = [
        pl.DataFrame({"periode": range(1, 13), "van": maanden[:-1], "tot": maanden[1:] - 1}).with_columns(
            vierweken=pl.lit(False),  # noqa: FBT003 - a value, not a switch
            fase=pl.lit(fase),
        )
        for fase in range(4)
    ]
    for fase in range(4):
        van = begin + _WEEK * fase + _VIER_WEKEN * np.arange(-1, 14)
        periode = pl.DataFrame(
            {"periode": range(15), "van": np.maximum(van, begin), "tot": np.minimum(van + _VIER_WEKEN - 1, eind)}
        )
        delen.append(periode.with_columns(vierweken=pl.lit(True), fase=pl.lit(fase)))  # noqa: FBT003 - likewise
    return pl.concat(delen).filter(pl.col("van") <= pl.col("tot")).with_columns(pl.col("fase").cast(pl.Int64))


def job_records(banen: pl.DataFrame, *, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return a record per job and pay period of a year in our names; aanvang, einde as yyyymmdd."""
    aannames = kalibratie.aannames
    perioden = banen.join(pay_periods(jaar), on=["vierweken", "fase"])
    perioden = perioden.with_columns(
        pl.max_horizontal(pl.col("begin").cast(pl.Date), "van").alias("van"),
        pl.min_horizontal(pl.col("eind").cast(pl.Date), "tot").alias("tot"),
    ).filter(pl.col("van") <= pl.col("tot"))
    dagen = (pl.col("tot") - pl.col("van")).dt.total_days() + 1
    uren = pl.col("uren") * dagen / _WEEK
    # In a changing job the odd periods are in class 1; October has an even one.
    wissel = (pl.col("val") == "wisselende_klasse") & (pl.col("periode") % 2 == 1)
    klasse = pl.when(wissel).then(1).when(pl.col("klasse") > 0).then(pl.col("klasse"))
    tabel = perioden.with_columns(
        pl.col("van").dt.strftime("%Y%m%d").alias("aanvang"),
        pl.col("tot").dt.strftime("%Y%m%d").alias("einde"),
        uren.round(2).alias("uren"),
        (uren * pl.col("uurloon")).round(2).alias("loon"),
        klasse.alias("uurklasse"),
        pl.when(pl.col("klasse") == 6).then(pl.lit("voltijd")).otherwise(pl.lit("deeltijd")).alias("dienstverband"),  # noqa: PLR2004
    )
    oktober = (pl.col("van").dt.month() <= _OKTOBER) & (pl.col("tot").dt.month() >= _OKTOBER)
    terug = tabel.filter(oktober & (pl.col("val") == "correctie")).with_columns(
        pl.col("uren", "loon") * aannames["correctie"]
    )
    return pl.concat([tabel, terug.with_columns(pl.col("uren", "loon").round(2))]).select(_KOLOMMEN)


def others(tabel: pl.DataFrame, *, ouders: np.ndarray, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return records of other employees: half of them parents, half nobody we know; each in a job of its own."""
    rng = kalibratie.rng("banen", "anderen", jaar)
    n = round(kalibratie.aannames["vulling"]["banen"] * len(tabel))
    vreemd = kalibratie.wereld["nummers"]["anderen"] + rng.integers(0, 10 * max(n, 1), n)
    nummers = np.where(rng.random(n) < 1 / 2, ouders[rng.integers(0, len(ouders), n)], vreemd)
    return tabel[rng.integers(0, len(tabel), n)].with_columns(
        pl.lit("R").alias("rinpersoons"),
        person_number(nummers).alias("rinpersoon"),
        job_number(kalibratie.wereld["nummers"]["banen"] + np.arange(n)).alias("ikvid"),
    )


def unneeded(n: int, *, jaar: int, kalibratie: Calibration) -> dict[str, pl.Series]:
    """Return raw columns that the monitor does not read."""
    rng = kalibratie.rng("banen", "extra", jaar)
    return {
        naam: pl.Series(rng.integers(0, 1000, n), dtype=pl.Int32) for naam in kalibratie.wereld["extra_kolommen_banen"]
    }


if __name__ == "__main__":
    with step(snakemake) as s:
        params = dict(s.params)
        jaren, onbekende_codes, start = (params.pop(naam) for naam in ("jaren", "onbekende_codes", "start"))
        kalibratie = Calibration.from_file(s.read("kalibratie"), **params)
        contract = s.contract("contract_banen")
        paden = {int(pad.stem): pad for pad in s.paths("banen")}
        for jaar, doel in zip(jaren, s.output["raw"], strict=True):
            # The outcome year of a cohort; for the start positions also the year of the diploma and the next.
            cohorten = [c for c in (jaar - 2, *(c for c in start if c in {jaar - 1, jaar})) if c in paden]
            banen = pl.read_parquet([paden[c] for c in cohorten])
            tabel = job_records(banen, jaar=jaar, kalibratie=kalibratie)
            ouders = banen["nummer"].unique().sort().to_numpy() + kalibratie.wereld["nummers"]["moeder"]
            tabel = pl.concat([tabel, others(tabel, ouders=ouders, jaar=jaar, kalibratie=kalibratie)])
            rng = kalibratie.rng("banen", "bestand", jaar)
            tabel = tabel[rng.permutation(len(tabel))]
            write_sav(
                tabel,
                s.stage(Path(doel)),
                contract=contract,
                rng=rng,
                stijl=SavStyle.of_year(kalibratie.wereld, "banen", jaar, onbekende_codes=onbekende_codes),
                extra=unneeded(len(tabel), jaar=jaar, kalibratie=kalibratie),
            )
            s.rows_out("raw", len(tabel))
