"""Words and numbers that the texts and tables on plans and surveys share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.words.estimates import woord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

TOTAAL = "totaal"
ALLE = "alle"
P_DECIMALEN = 2
PROCENT = " procent"


def range_of(waarden: Iterable[float], druk: Callable[[float], str] = f.percent_in_full) -> str:
    """Return the lowest to the highest value as printed, `40 tot 48 procent`; one value where they print alike."""
    alle = list(waarden)
    laag, hoog = druk(min(alle)), druk(max(alle))
    return laag if laag == hoog else f"{laag.removesuffix(PROCENT)} tot {hoog}"


def decimals_apart(een: float, ander: float) -> int:
    """Return the decimals with which the prose prints two shares: one where whole percentages would look alike."""
    return f.PUBLICATIEDECIMALEN if f.procent(een) == f.procent(ander) and een != ander else 0


def p_waarde(p: float) -> str:
    """Return `p = 0,03`, or `p < 0,01` where two decimals would say zero."""
    kleinste = 10**-P_DECIMALEN
    return f"p < {f.getal(kleinste, P_DECIMALEN)}" if p < kleinste else f"p = {f.getal(p, P_DECIMALEN)}"


def p_cel(p: float) -> str:
    """Return a p value as a cell of a table prints it: `0,03`, `< 0,01`, or a dash without one."""
    return f.getal(p, P_DECIMALEN) if p != p else p_waarde(p).removeprefix("p ").removeprefix("= ")  # noqa: PLR0124 - nan


def in_leerweg(leerweg: str, labels: Mapping[str, Any]) -> str:
    """Return ` in de bol`; nothing for all leerwegen together."""
    return "" if leerweg in (ALLE, "") else f" in {labels['leerweg'][leerweg]}"


def level_name(leerweg: str, niveau: str) -> str:
    """Return `Bol, niveau 2`, with what there is of the two."""
    delen = [
        "" if leerweg == ALLE else leerweg.replace("_", " "),
        "" if niveau in ("", TOTAAL, ALLE) else f"niveau {niveau}",
    ]
    return f.capitalised(", ".join(deel for deel in delen if deel))


def category_name(labels: Mapping[str, Any], kenmerk: str, categorie: str, vorm: str = "kort") -> str:
    """Return the word of a category; one that the register does not know by its kenmerk is a word already."""
    if kenmerk not in labels["categorie"]:
        return f.capitalised(categorie)
    return woord(labels, kenmerk, categorie, vorm)


def trait_name(rij: Mapping[str, Any], labels: Mapping[str, Any]) -> str:
    """Return a trait with its leerweg and level: `Uitstromers met werk: bol, niveau 2`."""
    waar = level_name(rij["leerweg"], rij["niveau"])
    naam = trait_label(rij["kenmerk"], labels)
    return f"{naam}: {f.uncapitalised(waar)}" if waar else naam


def trait_label(kenmerk: str, labels: Mapping[str, Any]) -> str:
    """Return the words of a trait or kind of institution; of a survey's question (`hulp_keuze_2024`) with its year."""
    namen: Mapping[str, str] = labels["kenmerk"] | {code: woord["kort"] for code, woord in labels["instelling"].items()}
    if kenmerk in namen:
        return namen[kenmerk]
    vraag, _, jaar = kenmerk.rpartition("_")
    return namen[f"{vraag}_meting"].format(jaar=jaar)


def is_ambition(kenmerk: str) -> bool:
    """Tell whether a trait is a difference in percentage points instead of a share."""
    return kenmerk.endswith("_ambitie")


def direction(richting: str) -> str:
    """Return the name of a direction of study inside a sentence; an abbreviation such as ICT keeps its capitals."""
    return f.uncapitalised(richting) if richting[1:2].islower() else richting


def level(labels: Mapping[str, Any], niveau: str) -> str:
    """Return how a legend or panel names a level: `Niveau 2`, `Alle niveaus`."""
    namen: Mapping[str, str] = labels["niveau"]
    return namen.get(niveau, namen["overig"].format(niveau))


def extreme(data: pd.DataFrame, kolom: str, sleutel: str, *, hoogste: bool = True) -> tuple[str, float]:
    """Return the name and value of the row that is highest or lowest in `kolom`; ties by name."""
    rij = data.sort_values([kolom, sleutel], ascending=[not hoogste, True]).iloc[0]
    return str(rij[sleutel]), float(rij[kolom])
