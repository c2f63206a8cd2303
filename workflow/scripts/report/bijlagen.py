"""Turn the checks of a run into the tables of appendices C and D."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkagenda.formats import aantal, getal, procent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

# A product with more published numbers than this prints only those that differ: table B.0.1 has hundreds.
HOOGSTENS = 60
# Best to worst: the order in which appendix D explains them.
OORDELEN = ("gelijk", "binnen afronding", "afwijkend", "bron strijdig", "niet berekend")


def pipe_table(koppen: Sequence[str], rijen: Sequence[Sequence[str]], *, rechts: Sequence[int]) -> str:
    """Return a Markdown table; the columns at positions `rechts` are numbers, aligned right."""
    streep = ["--:" if plek in rechts else ":--" for plek in range(len(koppen))]
    regels = [koppen, streep, *([cel.replace("|", "\\|") for cel in rij] for rij in rijen)]
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels) + "\n"


def in_region(tabel: str, naam: str) -> str:
    """Return a Markdown table in a region that scrolls on a narrow screen, with a name for screen readers."""
    return f'::: {{.tabelvak naam="{naam}"}}\n{tabel.strip()}\n:::\n'


def _rows(data: pd.DataFrame, kolommen: dict[str, Callable[[object], str]]) -> list[list[str]]:
    """Return the columns of each row in print."""
    return [[druk(rij[naam]) for naam, druk in kolommen.items()] for rij in data.to_dict("records")]


def attrition(uitval: pd.DataFrame) -> str:
    """Print rows in and out per step and source (`results/checks/uitval.csv`)."""
    kolommen = {"stap": str, "bron": str, "rijen_in": aantal, "rijen_uit": aantal, "reden": str}
    koppen = ["Stap", "Bron", "Rijen in", "Rijen uit", "Reden"]
    return in_region(pipe_table(koppen, _rows(uitval, kolommen), rechts=(2, 3)), "Uitval per stap")


def suppression(onderdrukt: pd.DataFrame) -> str:
    """Print suppressed cells and their expected value per file and year (`results/checks/onderdrukking.csv`)."""
    kolommen = {
        "bron": str,
        "jaar": str,
        "cellen": aantal,
        "onderdrukt": aantal,
        "aandeel": lambda deel: procent(deel, 1),
        "gemiddelde": lambda waarde: getal(waarde, 2),
    }
    koppen = ["Bestand", "Jaar", "Aantallen", "Afgeschermd", "Aandeel", "Gemiddelde"]
    tabel = pipe_table(koppen, _rows(onderdrukt, kolommen), rechts=(2, 3, 4, 5))
    return in_region(tabel, "Afgeschermde aantallen per bestand en jaar")


def verdict_counts(vergeleken: pd.DataFrame, nummers: dict[str, str]) -> str:
    """Print the number of published numbers per product and verdict."""
    telling = vergeleken.groupby("product")["oordeel"].value_counts().unstack(fill_value=0)
    telling = telling.reindex(columns=list(OORDELEN), fill_value=0)
    telling.loc["Totaal"] = telling.sum()
    rijen = [[nummers.get(str(naam), str(naam)), *map(aantal, rij)] for naam, rij in telling.iterrows()]
    koppen = ["Product", *(oordeel.capitalize() for oordeel in OORDELEN)]
    return in_region(pipe_table(koppen, rijen, rechts=range(1, len(koppen))), "Aantal cijfers per oordeel")


def verdicts(vergeleken: pd.DataFrame, nummers: dict[str, str]) -> str:
    """Print the compared numbers.

    A product with more than HOOGSTENS published numbers shows those that are not `gelijk`; the full list is
    `results/audit/reconciliation.csv`.
    """
    omvang = vergeleken.groupby("product")["oordeel"].transform("size")
    getoond = vergeleken[(omvang <= HOOGSTENS) | (vergeleken["oordeel"] != "gelijk")]
    kolommen = {
        "product": lambda naam: nummers.get(str(naam), str(naam)),
        "sleutel": lambda sleutel: str(sleutel).replace("=", " ").replace(";", ", ").replace("_", " ").replace(">", " → "),
        "kolom": lambda naam: str(naam).replace("_", " "),
        "gepubliceerd": str,
        "berekend": str,
        "oordeel": str,
        "bron": str,
        "pagina": str,
    }
    koppen = ["Product", "Wat", "Kolom", "Gepubliceerd", "Berekend", "Oordeel", "Bron", "Plaats"]
    return in_region(pipe_table(koppen, _rows(getoond, kolommen), rechts=(3, 4)), "Gepubliceerde en berekende cijfers")


def includes(
    uitval: pd.DataFrame, onderdrukt: pd.DataFrame, vergeleken: pd.DataFrame, *, nummers: dict[str, str]
) -> dict[str, str]:
    """Return the includes of appendices C and D by file name.

    Args:
        uitval: rows in and out per step, with the reason.
        onderdrukt: suppressed cells per file and year.
        vergeleken: published and computed numbers with their verdict.
        nummers: label of the published report per product id.

    """
    return {
        "_uitval.md": attrition(uitval),
        "_onderdrukking.md": suppression(onderdrukt),
        "_reconciliatie_telling.md": verdict_counts(vergeleken, nummers),
        "_reconciliatie.md": verdicts(vergeleken, nummers),
    }
