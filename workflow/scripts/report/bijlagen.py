"""Print the checks of a run as the tables of appendices C and D."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda.formats import aantal, getal, procent
from werkagenda.report.pipe_table import as_text, in_region, pipe_table

# A product with more published numbers than this prints only those that differ: table B.0.1 has hundreds.
HOOGSTENS = 60
# From agreement to its absence: the order in which appendix D explains them.
OORDELEN = ("gelijk", "binnen afronding", "binnen onzekerheid", "afwijkend", "bron strijdig", "niet berekend")
# Decimals of the expected value of one suppressed cell, a number from 0 to 4.
DECIMALEN = 2


def _words(code: object) -> str:
    """Return a name or key of the data as words."""
    return str(code).replace("_", " ").replace("=", " ").replace(";", ", ").replace(">", " → ")


def _dutch(tekst: str) -> str:
    """Return a number that is text, `29.6`, with a decimal comma; words stay as they are."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", str(tekst))


def _print(data: pd.DataFrame, kolommen: Mapping[str, tuple[str, Callable[[Any], str]]], naam: str) -> str:
    """Return the columns of a table under their headings; numbers stand right."""
    rijen = [[as_text(druk(rij[kolom])) for kolom, (_, druk) in kolommen.items()] for rij in data.to_dict("records")]
    rechts = [plek for plek, (_, druk) in enumerate(kolommen.values()) if druk not in (str, _words, _dutch)]
    return in_region(pipe_table([kop for kop, _ in kolommen.values()], rijen, rechts=rechts), naam)


def attrition(uitval: pd.DataFrame) -> str:
    """Print rows in and out per step and table (`results/checks/uitval.csv`)."""
    kolommen: dict[str, tuple[str, Callable[[Any], str]]] = {
        "stap": ("Stap", _words),
        "bron": ("Tabel", _words),
        "rijen_in": ("Rijen in", aantal),
        "rijen_uit": ("Rijen uit", aantal),
        "studenten": ("Studenten", aantal),
        "reden": ("Reden", str),
    }
    return _print(uitval, kolommen, "Uitval per stap")


def suppression(onderdrukking: pd.DataFrame) -> str:
    """Print suppressed cells and their expected value per file, year and count (`results/checks/onderdrukking.csv`).

    Files without a suppressed cell are left out.
    """
    getoond = onderdrukking[onderdrukking["onderdrukt"] > 0]
    if getoond.empty:
        return "In de bestanden van deze uitgave is niets afgeschermd.\n"
    getoond = getoond.assign(aandeel=getoond["onderdrukt"] / getoond["cellen"])
    kolommen: dict[str, tuple[str, Callable[[Any], str]]] = {
        "jaar": ("Jaar", str),
        "bron": ("Bestand", _words),
        "maat": ("Telling", _words),
        "cellen": ("Aantallen", aantal),
        "onderdrukt": ("Afgeschermd", aantal),
        "aandeel": ("Aandeel", procent),
        "gemiddelde": ("Gemiddelde", lambda waarde: getal(waarde, DECIMALEN)),
    }
    return _print(getoond, kolommen, "Afgeschermde aantallen per bestand en jaar")


def verdict_counts(vergeleken: pd.DataFrame, nummers: Mapping[str, str]) -> str:
    """Print how many published numbers each product has per verdict."""
    telling = pd.crosstab(vergeleken["product"], vergeleken["oordeel"])
    telling = telling.reindex(columns=list(OORDELEN), fill_value=0)
    telling.loc["Totaal"] = telling.sum()
    rijen = [[nummers.get(str(naam), _words(naam)), *map(aantal, rij)] for naam, rij in telling.iterrows()]
    koppen = ["Product", *(oordeel.capitalize() for oordeel in OORDELEN)]
    return in_region(pipe_table(koppen, rijen, rechts=range(1, len(koppen))), "Aantal cijfers per oordeel")


def verdicts(vergeleken: pd.DataFrame, nummers: Mapping[str, str]) -> str:
    """Print the compared numbers.

    A product with more than HOOGSTENS published numbers shows those that are not `gelijk`; the full list is
    `results/audit/reconciliation.csv`.
    """
    omvang = vergeleken.groupby("product")["oordeel"].transform("size")
    getoond = vergeleken[(omvang <= HOOGSTENS) | (vergeleken["oordeel"] != "gelijk")]
    getoond = getoond.assign(
        product=[nummers.get(naam, _words(naam)) for naam in getoond["product"]],
        wat=getoond["kolom"] + ": " + getoond["sleutel"],
        bron=getoond["bron"] + ", " + getoond["pagina"],
    )
    kolommen: dict[str, tuple[str, Callable[[Any], str]]] = {
        "product": ("Product", str),
        "wat": ("Wat", _words),
        "gepubliceerd": ("Gepubliceerd", _dutch),
        "berekend": ("Berekend", _dutch),
        "oordeel": ("Oordeel", str),
        "bron": ("Bron en plaats", str),
    }
    return _print(getoond, kolommen, "Gepubliceerde en berekende cijfers")


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        nummers = {rij["id"]: rij["nummer"] for rij in s.read("nummering").to_dict("records")}
        s.write("uitval", attrition(s.read("uitval")))
        s.write("onderdrukking", suppression(s.read("onderdrukking")))
        s.write("telling", verdict_counts(s.read("vergeleken"), nummers))
        s.write("vergeleken", verdicts(s.read("vergeleken"), nummers))
