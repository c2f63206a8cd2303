"""Whole sentences about target values: how they depend on level and leerweg, and what goes with the start value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.words.extremes import enige_hoogste
from werkagenda.words.labels import bereik, in_leerweg, p_waarde

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    Labels = Mapping[str, Any]

# Per question what is said of the items with a demonstrable answer, and what where there is none.
VRAGEN = {
    "start_naar_gegeven": (
        "De startwaarde van instellingen met en zonder streefwaarde verschilt aantoonbaar bij {}.",
        "De startwaarde van instellingen met en zonder streefwaarde verschilt bij geen enkele vraag aantoonbaar.",
    ),
    "start_ambitie": (
        "De beoogde verandering hangt aantoonbaar samen met de startwaarde bij {}.",
        "De beoogde verandering hangt bij geen enkele vraag aantoonbaar samen met de startwaarde.",
    ),
    "start_streef": (
        "De streefwaarde hangt aantoonbaar samen met de startwaarde bij {}.",
        "De streefwaarde hangt bij geen enkele vraag aantoonbaar samen met de startwaarde.",
    ),
}


def verband(rijen: pd.DataFrame, vraag: str, grens: float, labels: Labels) -> str:
    """Name the items for which a question has a demonstrable answer; of two correlations both must say so."""
    gevonden = []
    for (item, leerweg), deel in rijen.groupby(["indicator", "leerweg"], sort=False):
        if (deel["p"] < grens).all():
            naam = labels["item"][item]["zin"] + in_leerweg(str(leerweg), labels)
            kant = "hoger" if deel["waarde"].iloc[0] > 0 else "lager"
            teken = f"met streefwaarde {kant}" if vraag == "start_naar_gegeven" else f"hoe hoger, hoe {kant}"
            gevonden.append(f"{naam} ({teken}; {p_waarde(deel['p'].max())})")
    wel, niet = VRAGEN[vraag]
    return wel.format(f.opsomming(gevonden)) if gevonden else niet


def per_niveau(rijen: pd.DataFrame, zin: str, labels: Labels) -> str:
    """Say how the mean target depends on level and leerweg, on the values as printed."""
    gedrukt = {
        str(leerweg): {
            str(niveau): float(f.half_op(waarde * 100))
            for niveau, waarde in zip(deel["niveau"], deel["gemiddelde"], strict=True)
        }
        for leerweg, deel in rijen.groupby("leerweg", sort=False)
    }
    if all(len(set(waarden.values())) == 1 for waarden in gedrukt.values()):
        delen = [
            f"{f.procent_voluit(next(iter(waarden.values())) / 100)}"
            + (in_leerweg(leerweg, labels) if len(gedrukt) > 1 else "")
            for leerweg, waarden in gedrukt.items()
        ]
        return f"De gemiddelde streefwaarde voor {zin} is op elk niveau gelijk: {f.opsomming(delen)}"
    hoogste = {enige_hoogste(waarden) for waarden in gedrukt.values()}
    if len(hoogste) == 1 and (niveau := hoogste.pop()):
        return f"De gemiddelde streefwaarde voor {zin} is het hoogst op niveau {niveau}"
    return f"De gemiddelde streefwaarde voor {zin} loopt van {bereik(rijen['gemiddelde'])}"
