"""Table S.K: do money and measures go together with the change of the indicators that they are for.

Over institutions, each weighs the same: the rank correlation of what an institution spent on an objective, or of what
it says of its measures there, with how far its indicators moved.
"""

from collections.abc import Iterator
from math import atanh, nan, sqrt, tanh

import pandas as pd

from werkagenda.indicators.registry import Indicator, Register, registry
from werkagenda.models.tests import DECIMALEN, spearman
from werkagenda.run.step import step

# Answers in their order; what says nothing of the effect is left out.
VOORTGANG = {"achter": -1, "zoals verwacht": 0, "voor": 1}
EFFECT = {"niet effectief": 0, "wisselt per activiteit": 1, "een beetje effectief": 2, "heel effectief": 3}
# Of a rank correlation the variance of Fisher's z is 1.06 / (n - 3) (Fieller, Hartley and Pearson 1957).
_Z_FACTOR = 1.06
_Z = 1.959963984540054
_PAREN = 4


def changes(waarden: pd.DataFrame, indicator: str) -> pd.Series:
    """Return recent minus start value per institution that has both."""
    eigen = waarden[waarden["indicator"] == indicator].dropna(subset="waarde")
    start, recent = (eigen[eigen["soort"] == soort].set_index("instelling")["waarde"] for soort in ("start", "recent"))
    return (recent - start).dropna().sort_index()


def interval(rho: float, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a rank correlation by Fisher's z; missing with fewer than four pairs."""
    if n < _PAREN or rho != rho or abs(rho) == 1:  # noqa: PLR0124 - nan
        return nan, nan
    half = _Z * sqrt(_Z_FACTOR / (n - 3))
    return round(tanh(atanh(rho) - half), DECIMALEN), round(tanh(atanh(rho) + half), DECIMALEN)


def _drivers(een: Indicator, besteding: pd.DataFrame, maatregelen: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Yield what may go together with the change of an indicator, per institution: money first, then the answers."""
    laatste = besteding[besteding["jaar"] == besteding["jaar"].max()]
    yield "besteding", laatste[laatste["doelstelling"] == een.doelstelling].set_index("instelling")["aandeel"]
    eigen = maatregelen[maatregelen["doelstelling"] == een.deel].set_index("instelling")
    for naam, antwoorden in (("voortgang", VOORTGANG), ("effectiviteit", EFFECT)):
        yield naam, eigen[naam].astype("object").map(antwoorden).astype("float64")


def relate(
    waarden: pd.DataFrame, *, besteding: pd.DataFrame, maatregelen: pd.DataFrame, register: Register
) -> pd.DataFrame:
    """Return `oorzaak, rang, indicator, waarde, waarde_laag, waarde_hoog, p, n`: a row per pair that can be compared.

    Args:
        waarden: `instelling, indicator, soort, waarde`, mirrored so that higher is better.
        besteding: `instelling, doelstelling, jaar, aandeel` (of the budget).
        maatregelen: `instelling, doelstelling, voortgang, effectiviteit`; an empty cell is no answer.
        register: the registry of indicators.

    """
    rijen = []
    for een in register.synthese():
        verandering = changes(waarden, een.id)
        for oorzaak, kant in _drivers(een, besteding, maatregelen):
            paren = pd.concat([kant.dropna(), verandering], axis=1, join="inner", keys=["kant", "verandering"])
            paren = paren.sort_index()
            toets = spearman(paren["kant"], paren["verandering"])
            laag, hoog = interval(toets.waarde, len(paren))
            rijen.append((oorzaak, een.synthese, een.id, toets.waarde, laag, hoog, toets.p, len(paren)))
    kolommen = ["oorzaak", "rang", "indicator", "waarde", "waarde_laag", "waarde_hoog", "p", "n"]
    return pd.DataFrame(rijen, columns=kolommen)


if __name__ == "__main__":
    with step(snakemake) as s:
        uit = relate(
            s.read("waarden"),
            besteding=s.read("besteding"),
            maatregelen=s.read("maatregelen"),
            register=registry(s.read("indicatoren")),
        )
        s.write("data", uit)
