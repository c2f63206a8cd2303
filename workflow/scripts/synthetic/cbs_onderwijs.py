"""Write ONDERWIJSINSCHRTAB and DIPLOMAMBO of the synthetic microdata, a year at a time.

A diploma file covers August to July; an enrolment file everybody enrolled in the calendar year. Both hold others too:
pupils and students of other schools, and graduates just before the first and after the last cohort.
"""

from pathlib import Path

import numpy as np
import polars as pl

from werkagenda.run.step import step
from werkagenda.synthetic.cbs_sav import SavStyle, person_number, write_sav
from werkagenda.synthetic.draw import Calibration

# Days as yyyymmdd: a year, and first and last days without the year.
_JAAR = 10_000
_AUGUSTUS, _OKTOBER, _OUDJAAR = 801, 1001, 1231


def diploma_file(diplomas: pl.LazyFrame, *, jaar: int, jaren: list[int], kalibratie: Calibration) -> pl.DataFrame:
    """Return the rows of a diploma file: the school year that begins in `jaar`, and what was delivered early.

    `jaren` are those of all files: the first also has diplomas from before the first cohort, the last from after it.
    """
    begin = jaar * _JAAR + _AUGUSTUS
    eigen = pl.col("examen").is_between(begin, begin + _JAAR - 1)
    vroeg = pl.col("ook_vorig") & pl.col("examen").is_between(begin + _JAAR, begin + 2 * _JAAR - 1)
    tabel = diplomas.filter(eigen | vroeg).rename({"examen": "examendatum"}).collect()
    buiten = {min(jaren): (_AUGUSTUS, 828), max(jaren): (_OKTOBER, 1028)}
    if jaar in buiten:
        anderen = _others(tabel, "diplomas", jaar, kalibratie)
        dag = kalibratie.rng("diplomas", "buiten", jaar).integers(*buiten[jaar], len(anderen))
        tabel = pl.concat([tabel, anderen.with_columns(pl.Series("examendatum", jaar * _JAAR + dag))])
    return _shuffle(tabel, kalibratie.rng("diplomas", "bestand", jaar))


def enrolment_file(inschrijvingen: pl.LazyFrame, *, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return the rows of an enrolment file: enrolled in `jaar`; what ends later has no end yet."""
    eind = jaar * _JAAR + _OUDJAAR
    loopt = (pl.col("aanvang") <= eind) & (pl.col("einde").is_null() | (pl.col("einde") >= jaar * _JAAR))
    open_einde = pl.when(pl.col("einde") <= eind).then(pl.col("einde"))
    tabel = inschrijvingen.filter(loopt).with_columns(open_einde.alias("einde")).collect()
    anderen = _others(tabel, "inschrijvingen", jaar, kalibratie)
    anderen = anderen.with_columns(
        pl.lit(None, pl.String).alias("oplnr"),
        pl.Series("type_onderwijs", ["vo", "vavo", "wo"]).gather(
            kalibratie.rng("inschrijvingen", "soort", jaar).integers(0, 3, len(anderen))
        ),
    )
    return _shuffle(pl.concat([tabel, anderen]), kalibratie.rng("inschrijvingen", "bestand", jaar))


def _others(tabel: pl.DataFrame, bron: str, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return rows like those of the table, of people who are in no cohort."""
    rng = kalibratie.rng(bron, "anderen", jaar)
    n = round(kalibratie.aannames["vulling"][bron] * len(tabel))
    rijen = tabel[rng.integers(0, len(tabel), n)]
    nummers = kalibratie.wereld["nummers"]["anderen"] + rng.choice(10 * max(n, 1), n, replace=False)
    return rijen.with_columns(
        pl.Series("nummer", nummers), person_number(nummers).alias("rinpersoon"), pl.lit("R").alias("rinpersoons")
    )


def _shuffle(tabel: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Return the rows in an order that means nothing, as registers have it."""
    return tabel[rng.permutation(len(tabel))]


if __name__ == "__main__":
    with step(snakemake) as s:
        params = dict(s.params)
        jaren, onbekende_codes = params.pop("jaren"), params.pop("onbekende_codes")
        kalibratie = Calibration.from_file(s.read("kalibratie"), **params)
        for bron in ("diplomas", "inschrijvingen"):
            contract, bestanden = s.contract(f"contract_{bron}"), pl.scan_parquet(s.paths(bron))
            for jaar, doel in zip(jaren[bron], s.output[bron], strict=True):
                if bron == "diplomas":
                    tabel = diploma_file(bestanden, jaar=jaar, jaren=jaren[bron], kalibratie=kalibratie)
                else:
                    tabel = enrolment_file(bestanden, jaar=jaar, kalibratie=kalibratie)
                write_sav(
                    tabel,
                    s.stage(Path(doel)),
                    contract=contract,
                    rng=kalibratie.rng(bron, "opslag", jaar),
                    stijl=SavStyle.of_year(kalibratie.wereld, bron, jaar, onbekende_codes=onbekende_codes),
                )
                s.rows_out(bron, len(tabel))
