"""Make one cohort: from diplomas to leavers with their background, and count who left out at each step.

The steps stand in `werkagenda.persons.attrition.REDENEN`, in their order. Age needs the month of birth, which only the
register of the outcome year knows, while the step `register` comes later. So a person without a row in it has no age:
they pass `achtergrond_onbekend` and `leeftijd`, and leave at `uitstromer` or `register`. `achtergrond_onbekend` is for
who has a row without year or month of birth, `leeftijd` for a known age over the limit.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields

import pandas as pd
import polars as pl

from werkagenda.errors import InputError, quoted
from werkagenda.persons.attrition import Attrition
from werkagenda.persons.background import (
    ONBEKEND,
    age_on_reference_day,
    migration_background,
    origin,
    parents_education,
)
from werkagenda.persons.cohorts import exam_window
from werkagenda.persons.register import IN_REGISTER, SLEUTEL, are_among, collect, enrolled, row_per_person
from werkagenda.run.step import step

HOOFDDIPLOMA = "1"
KENMERKEN = ["geslacht", "geboortejaar", "geboortemaand", "generatie", "geboren_in_nederland", "ouders_buitenland"]


@dataclass(frozen=True)
class Registers:
    """The registers of one cohort, as ingest keeps them.

    `uitstroom` and `uitkomst` are the enrolments of the year of leaving and of the outcome year; `personen` is of the
    outcome year, `kindouder` and `hoogsteopl` of the year of leaving.
    """

    uitstroom: pl.LazyFrame
    uitkomst: pl.LazyFrame
    personen: pl.LazyFrame
    kindouder: pl.LazyFrame
    hoogsteopl: pl.LazyFrame


@dataclass(frozen=True)
class Scope:
    """Who belongs to the population: levels, leerwegen, highest age (years) and the codes of funded education.

    `max_zonder_koppeling` is the largest share (0-1) of diplomas that may have no row in the crosswalk.
    """

    niveaus: Collection[int]
    leerwegen: Collection[str]
    leeftijd_hoogstens: int
    bekostigd: Collection[str]
    max_zonder_koppeling: float


def diplomas_of(cohort: int, diplomas: pl.LazyFrame) -> pd.DataFrame:
    """Return the diplomas with an exam date in the cohort, sorted by all columns.

    Raises:
        InputError: there are none.

    """
    eerste, laatste = exam_window(cohort)
    rijen = collect(diplomas.filter(pl.col("examendatum").is_between(eerste, laatste)))
    if rijen.empty:
        raise InputError(
            "diplomas",
            f"{cohort} en {cohort + 1}",
            "geen enkel diploma in dit studiejaar",
            kolom="examendatum",
            verwacht=f"{eerste} tot en met {laatste}",
        )
    return rijen


def link(diplomas: pd.DataFrame, koppeling: pd.DataFrame) -> pd.DataFrame:
    """Return the diplomas with crebo, bc, niveau, sectorkamer and opleidingsrichting; missing without a row.

    Raises:
        InputError: an OPLNR stands on two rows of the crosswalk, so that diplomas would count twice.

    """
    dubbel = koppeling.loc[koppeling["oplnr"].duplicated(), "oplnr"]
    if len(dubbel):
        codes = sorted(dubbel.unique())
        raise InputError(
            "oplnr_bc",
            "koppeling",
            f"{len(codes)} opleidingsnummers staan er meer dan een keer in: {quoted(codes)}",
            kolom="oplnr",
            verwacht="een rij per opleidingsnummer, anders tellen diploma's dubbel",
        )
    kolommen = ["oplnr", "crebo", "bc", "niveau", "sectorkamer", "opleidingsrichting"]
    return diplomas.merge(koppeling[kolommen], on="oplnr", how="left", validate="m:1")


def unlinked(diplomas: pd.DataFrame, *, opleidingsnummers: pd.DataFrame, cohort: int, hoogstens: float) -> pd.DataFrame:
    """Return the OPLNR without a row in the crosswalk: cohort, oplnr, diplomas, aandeel (of the cohort's diplomas).

    `soi_niveau` and `isced_richting` are what CBS's own list says of it: enough to look up the missing row; empty when
    the number is not in that list either.

    Raises:
        InputError: together they hold a larger share of the diplomas than `hoogstens` (0-1).

    """
    zonder = diplomas.loc[diplomas["niveau"].isna(), "oplnr"].value_counts().rename("diplomas").reset_index()
    zonder = zonder.sort_values(["diplomas", "oplnr"], ascending=[False, True], ignore_index=True)
    aandeel = float(zonder["diplomas"].sum()) / len(diplomas)
    if aandeel > hoogstens:
        raise InputError(
            "oplnr_bc",
            "koppeling",
            f"{len(zonder)} opleidingsnummers met {aandeel:.1%} van de diploma's van cohort {cohort} staan er niet in: "
            f"{quoted(zonder['oplnr'].tolist())}",
            kolom="oplnr",
            verwacht=f"hoogstens {hoogstens:.1%} (microdata.max_zonder_koppeling)",
        )
    bekend = opleidingsnummers[["oplnr", "soi_niveau", "isced_richting"]]
    uit = zonder.merge(bekend, on="oplnr", how="left", validate="1:1").fillna({"soi_niveau": "", "isced_richting": ""})
    return uit.assign(cohort=cohort, aandeel=uit["diplomas"] / len(diplomas))


def first_choice(diplomas: pd.DataFrame) -> pd.Series:
    """Return whether a row is the one diploma of its person, over all levels and leerwegen.

    The main diploma first, even when another is higher; then the highest level (unknown last), the latest exam date and
    the lowest OPLNR; BRIN_crypt and leerweg settle what is left.
    """
    volgorde = diplomas.assign(hoofd=diplomas["hoofddiploma"] == HOOFDDIPLOMA).sort_values(
        [*SLEUTEL, "hoofd", "niveau", "examendatum", "oplnr", "brin_crypt", "leerweg"],
        ascending=[True, True, False, False, False, True, True, True],
        na_position="last",
    )
    return ~volgorde.duplicated(SLEUTEL).reindex(diplomas.index)


def one_diploma(
    diplomas: pd.DataFrame, koppeling: pd.DataFrame, uitval: Attrition
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one linked diploma per person, and all linked diplomas, both with the columns of the crosswalk.

    Args:
        diplomas: the diplomas of the cohort, of both files.
        koppeling: one row per OPLNR.
        uitval: gets a row per step.

    """
    gelezen = uitval.keep(diplomas, "diplomas_gelezen", pd.Series(data=True, index=diplomas.index))
    uniek = uitval.keep(gelezen, "dubbel_geleverd", ~gelezen.duplicated())
    gekoppeld = link(uniek, koppeling)
    return uitval.keep(gekoppeld, "een_diploma", first_choice(gekoppeld)), gekoppeld


def graduates(gekoppeld: pd.DataFrame, een: pd.DataFrame) -> pd.DataFrame:
    """Return all linked diplomas with their level, and in `gekozen` (1, 0) whether they are the one of their person."""
    kolommen = [*SLEUTEL, "examendatum", "oplnr", "brin_crypt", "niveau", "leerweg"]
    rijen = gekoppeld[kolommen].astype({"niveau": "Int64"})
    return rijen.assign(gekozen=gekoppeld.index.isin(een.index).astype("int64"))


def leavers(een: pd.DataFrame, *, registers: Registers, wie: Scope, uitval: Attrition) -> pd.DataFrame:
    """Return the analysis population: leavers within the scope, with their background.

    Args:
        een: one linked diploma per person.
        registers: the registers of the cohort.
        wie: the scope.
        uitval: gets a row per step.

    Raises:
        InputError: nobody is left.

    """
    jaar = uitval.cohort + 1
    rijen = uitval.keep(een, "zonder_koppeling", een["niveau"].notna())
    rijen = uitval.keep(rijen, "niveau", rijen["niveau"].isin(wie.niveaus))
    rijen = uitval.keep(rijen, "leerweg", rijen["leerweg"].isin(wie.leerwegen))
    kenmerken = row_per_person(registers.personen, rijen, KENMERKEN, "personen")
    in_register = are_among(rijen, kenmerken) & (rijen["rinpersoons"] == IN_REGISTER)
    rijen = rijen.assign(in_register=in_register).merge(kenmerken, on=SLEUTEL, how="left", validate="1:1")
    rijen["leeftijd"] = age_on_reference_day(
        jaar, geboortejaar=rijen["geboortejaar"], geboortemaand=rijen["geboortemaand"]
    )
    rijen = uitval.keep(rijen, "achtergrond_onbekend", rijen["leeftijd"].notna() | ~rijen["in_register"])
    rijen = uitval.keep(rijen, "leeftijd", ~(rijen["leeftijd"] > wie.leeftijd_hoogstens))
    nog = enrolled(registers.uitstroom, rijen, jaar=jaar, bekostigd=wie.bekostigd)
    rijen = uitval.keep(rijen, "uitstromer", ~nog)
    rijen = uitval.keep(rijen, "register", rijen["in_register"])
    terug = enrolled(registers.uitkomst, rijen, jaar=jaar + 1, bekostigd=wie.bekostigd)
    rijen = uitval.keep(rijen, "terug_in_onderwijs", ~terug)
    rijen = uitval.keep(rijen, "kenmerk_onbekend", rijen["geslacht"].notna() & rijen["generatie"].notna())
    if rijen.empty:
        leeg = next(stap for stap in uitval.stappen if stap["rijen_uit"] == 0)["stap"]
        raise InputError("cohort", str(uitval.cohort), f"niemand blijft over na stap {leeg}", verwacht="uitstromers")
    return rijen.assign(
        cohort=uitval.cohort,
        niveau=rijen["niveau"].astype("int64"),
        leeftijd=rijen["leeftijd"].astype("int64"),
        sectorkamer=rijen["sectorkamer"].fillna(ONBEKEND),
        migratieachtergrond=migration_background(rijen["generatie"]),
        herkomst_nieuw=origin(rijen["geboren_in_nederland"], rijen["ouders_buitenland"]),
        opleiding_ouders=parents_education(rijen, kindouder=registers.kindouder, hoogsteopl=registers.hoogsteopl),
    ).drop(columns=["hoofddiploma", "hoogste_diploma", "in_register", *KENMERKEN[1:]])


if __name__ == "__main__":
    with step(snakemake) as s:
        uitval = Attrition(int(s.wildcards["cohort"]))
        wie = Scope(**s.params)
        een, gekoppeld = one_diploma(
            diplomas_of(uitval.cohort, pl.scan_parquet(s.paths("diplomas"))), s.read("koppeling"), uitval
        )
        zonder = unlinked(
            gekoppeld,
            opleidingsnummers=s.read("opleidingsnummers"),
            cohort=uitval.cohort,
            hoogstens=wie.max_zonder_koppeling,
        )
        s.write("koppeling", zonder)
        s.write("gediplomeerden", graduates(gekoppeld, een))
        registers = Registers(
            **{register.name: pl.scan_parquet(s.path(register.name)) for register in fields(Registers)}
        )
        s.write("cohort", leavers(een, registers=registers, wie=wie, uitval=uitval))
        s.write("uitval", uitval.table())
