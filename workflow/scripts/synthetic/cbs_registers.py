"""Write GBAPERSOON, KINDOUDERTAB and HOOGSTEOPL of the synthetic microdata, a year at a time.

Who died or left the country has no row in the outcome year; parents and other people have rows too.
"""

from pathlib import Path

import numpy as np
import polars as pl

from werkagenda.run.step import step
from werkagenda.synthetic.cbs_sav import SavStyle, person_number, write_sav
from werkagenda.synthetic.draw import Calibration

_GBA = [
    *("geslacht", "geboortejaar", "geboortemaand", "generatie", "herkomstgroepering"),
    *("herkomstland", "geboren_in_nederland", "ouders_buitenland"),
]
_SLEUTEL = ["rinpersoons", "rinpersoon"]
_OUDERS = {"ma": "moeder", "pa": "vader"}


def population_register(personen: pl.DataFrame, *, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return the rows of GBAPERSOON of a year: the persons of the cohorts around it, their parents, and others."""
    rng = kalibratie.rng("personen", jaar)
    vertrokken = (pl.col("rol") == "register") & (pl.col("cohort") <= jaar - 2)
    eigen = personen.filter((pl.col("rinpersoons") == "R") & ~vertrokken).select(*_SLEUTEL, *_GBA)
    n = round(kalibratie.aannames["vulling"]["personen"] * len(eigen))
    anderen = kalibratie.wereld["nummers"]["anderen"] + rng.choice(10 * max(n, 1), n, replace=False)
    moeders, vaders = (parent_numbers(personen.filter(ouder), ouder, kalibratie) for ouder in _OUDERS)
    lijst = [eigen]
    for nummer, geslacht in ((moeders, pl.lit("vrouw")), (vaders, pl.lit("man")), (anderen, pl.col("geslacht"))):
        # What is known of them is that of a random person a generation later.
        rijen = eigen[rng.integers(0, len(eigen), len(nummer))]
        lijst.append(
            rijen.with_columns(
                person_number(nummer).alias("rinpersoon"),
                geslacht.alias("geslacht"),
                pl.col("geboortejaar") - kalibratie.aannames["ouder_ouder"],
            )
        )
    tabel = pl.concat(lijst)
    return tabel[rng.permutation(len(tabel))]


def parent_numbers(personen: pl.DataFrame, ouder: str, kalibratie: Calibration) -> np.ndarray:
    """Return the number of the mother (`ma`) or father (`pa`) of each person."""
    return personen["nummer"].to_numpy() + kalibratie.wereld["nummers"][_OUDERS[ouder]]


def child_parent(personen: pl.DataFrame, *, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return the rows of KINDOUDERTAB of a year: each child with both parents, of whom one or both may be unknown.

    Part of the children without any known parent have no row at all.
    """
    rng = kalibratie.rng("kindouder", jaar)
    wees = (~personen["ma"] & ~personen["pa"]).to_numpy()
    kinderen = personen.filter(~(wees & (rng.random(len(personen)) < kalibratie.aannames["zonder_rij"])))
    kolommen = [kinderen.select(_SLEUTEL)]
    for ouder in _OUDERS:
        er = kinderen[ouder]
        nummer = person_number(parent_numbers(kinderen, ouder, kalibratie))
        leeg = pl.Series([None], dtype=pl.String)
        kolommen.append(
            pl.DataFrame(
                {
                    f"rinpersoons_{ouder}": pl.Series(["R"]).new_from_index(0, len(er)).zip_with(er, leeg),
                    f"rinpersoon_{ouder}": nummer.zip_with(er, leeg),
                }
            )
        )
    tabel = pl.concat(kolommen, how="horizontal")
    n = round(kalibratie.aannames["vulling"]["kindouder"] * len(tabel))
    nummers = kalibratie.wereld["nummers"]["anderen"] + rng.choice(10 * max(n, 1), n, replace=False)
    anderen = tabel[rng.integers(0, len(tabel), n)].with_columns(
        pl.lit("R").alias("rinpersoons"), person_number(nummers).alias("rinpersoon")
    )
    tabel = pl.concat([tabel, anderen])
    return tabel[rng.permutation(len(tabel))]


def highest_education(personen: pl.DataFrame, *, jaar: int, kalibratie: Calibration) -> pl.DataFrame:
    """Return the rows of HOOGSTEOPL of a year: the parents, of whom part has no row or no education, and others."""
    rng = kalibratie.rng("hoogsteopl", jaar)
    delen = []
    for ouder in _OUDERS:
        deel = personen.filter(ouder)
        opleiding = deel[f"{ouder}_opleiding"]
        rijen = pl.DataFrame(
            {"rinpersoon": person_number(parent_numbers(deel, ouder, kalibratie)), "opleiding": opleiding}
        )
        zonder = opleiding.is_null().to_numpy() & (rng.random(len(deel)) < kalibratie.aannames["zonder_rij"])
        delen.append(rijen.filter(~zonder))
    n = round(kalibratie.aannames["vulling"]["hoogsteopl"] * len(personen))
    nummers = kalibratie.wereld["nummers"]["anderen"] + rng.choice(10 * max(n, 1), n, replace=False)
    gewone = pl.concat(delen)
    delen.append(gewone[rng.integers(0, len(gewone), n)].with_columns(person_number(nummers).alias("rinpersoon")))
    tabel = pl.concat(delen).with_columns(pl.lit("R").alias("rinpersoons"))
    return tabel[rng.permutation(len(tabel))]


def old_classification(tabel: pl.DataFrame, codes: dict[str, str], *, jaar: int, kalibratie: Calibration) -> pl.Series:
    """Return the column of the old classification in a newer file: raw codes, some of another class than the new."""
    rng = kalibratie.rng("hoogsteopl", "oud", jaar)
    eerste = {klasse: code for code, klasse in reversed(codes.items())}
    oud = tabel["opleiding"].replace_strict(eerste, default="----")
    anders = rng.random(len(oud)) < kalibratie.aannames["oude_indeling_anders"]
    alle = pl.Series(list(codes))
    return oud.zip_with(pl.Series(~anders), alle.gather(rng.integers(0, len(alle), len(oud))))


if __name__ == "__main__":
    with step(snakemake) as s:
        params = dict(s.params)
        jaren, onbekende_codes = params.pop("jaren"), params.pop("onbekende_codes")
        kalibratie = Calibration.from_file(s.read("kalibratie"), **params)
        paden = {int(pad.stem): pad for pad in s.paths("personen")}
        # Per source: how it is made, and the cohorts in the file of a year, counted back from it.
        maken = {
            "personen": (population_register, (0, 1, 2)),
            "kindouder": (child_parent, (1,)),
            "hoogsteopl": (highest_education, (1,)),
        }
        for bron, (maak, terug) in maken.items():
            contract = s.contract(f"contract_{bron}")
            for jaar, doel in zip(jaren[bron], s.output[bron], strict=True):
                personen = pl.read_parquet([paden[jaar - t] for t in terug if jaar - t in paden])
                tabel = maak(personen, jaar=jaar, kalibratie=kalibratie)
                extra = {}
                oud, nieuw = contract.kolommen[-2:]
                if bron == "hoogsteopl" and nieuw.in_year(jaar):
                    extra[oud.raw] = old_classification(tabel, oud.codes, jaar=jaar, kalibratie=kalibratie)
                write_sav(
                    tabel,
                    s.stage(Path(doel)),
                    contract=contract,
                    rng=kalibratie.rng(bron, "opslag", jaar),
                    stijl=SavStyle.of_year(kalibratie.wereld, bron, jaar, onbekende_codes=onbekende_codes),
                    extra=extra,
                )
                s.rows_out(bron, len(tabel))
