"""Small registers for tests, in the columns and types of ingest; a person is a number here."""

from datetime import date

import polars as pl

PERSOON = {"rinpersoons": pl.String, "rinpersoon": pl.String}
SCHEMAS = {
    "diplomas": {
        "examendatum": pl.Date, "oplnr": pl.String, "brin_crypt": pl.String, "leerweg": pl.String,
        "hoofddiploma": pl.String, "hoogste_diploma": pl.String,
    },
    "inschrijvingen": {"aanvang": pl.Date, "einde": pl.Date, "bekostigd": pl.String},
    "personen": {
        "geslacht": pl.String, "geboortejaar": pl.Int16, "geboortemaand": pl.Int8, "generatie": pl.Int8,
        "geboren_in_nederland": pl.String, "ouders_buitenland": pl.Int8,
    },
    "kindouder": {
        "rinpersoons_ma": pl.String, "rinpersoon_ma": pl.String, "rinpersoons_pa": pl.String,
        "rinpersoon_pa": pl.String,
    },
    "hoogsteopl": {"opleiding": pl.String},
    "banen": {
        "ikvid": pl.String, "aanvang": pl.Date, "einde": pl.Date, "uurklasse": pl.Int8, "uren": pl.Float64,
        "loon": pl.Float64, "contract": pl.String, "soort_baan": pl.String,
    },
}  # fmt: skip


def nummer(persoon):
    """The two columns of a person; 'G3' is a person outside the register with number 3."""
    soort, getal = (persoon[0], persoon[1:]) if isinstance(persoon, str) else ("R", persoon)
    return soort, f"{int(getal):09d}"


def register(naam, rijen):
    """A register as a LazyFrame; each row starts with the person."""
    schema = PERSOON | SCHEMAS[naam]
    return pl.LazyFrame([(*nummer(rij[0]), *rij[1:]) for rij in rijen], schema=schema, orient="row")


def personen(*wie):
    """Persons as a pandas table of the key."""
    return pl.DataFrame([nummer(persoon) for persoon in wie], schema=PERSOON, orient="row").to_pandas()


def per_persoon(tabel, kolom):
    """A column as a dictionary by number; the kind of person is R throughout."""
    assert set(tabel["rinpersoons"]) <= {"R"}
    return dict(zip(tabel["rinpersoon"].astype(int), tabel[kolom], strict=True))


def oktober(dag):
    """A day in the October that the tests on work look at."""
    return date(2023, 10, dag)
