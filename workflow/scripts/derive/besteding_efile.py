"""Turn the spending that institutions report into parts of their total budget, per institution of today."""

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.indicators.registry import registry
from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step

BRON = "efile_besteding"
_BESTAND = "besteding.csv"
_TOTAAL = "totaal"


def check_amounts(besteding: pd.DataFrame, doelstellingen: set[str]) -> None:
    """Raise InputError on an objective that the registry lacks, or a negative amount."""
    vreemd = sorted(set(besteding["doelstelling"].astype(str)) - doelstellingen)
    if vreemd:
        raise InputError(
            BRON,
            _BESTAND,
            f"doelstelling {quoted(vreemd)} staat niet in het register",
            kolom="doelstelling",
            verwacht=quoted(sorted(doelstellingen), hoogstens=len(doelstellingen)),
        )
    negatief = besteding[besteding["bedrag"] < 0]
    if len(negatief):
        wie = sorted(set(negatief["instelling"].astype(str)))
        raise InputError(
            BRON,
            _BESTAND,
            f"{len(negatief)} rijen met een negatief bedrag, van instelling {quoted(wie)}",
            kolom="bedrag",
            verwacht="een bedrag vanaf 0",
        )


def parts_of_budget(besteding: pd.DataFrame, begroting: pd.DataFrame) -> pd.DataFrame:
    """Return `instelling, doelstelling, jaar, bedrag, aandeel`; the share is empty without a total budget.

    Args:
        besteding: `instelling` (of today), `doelstelling, jaar, bedrag` (euros).
        begroting: `instelling` (of today), `doelstelling, bedrag` (euros over all years), one row is the total.

    Raises:
        InputError: an institution spent more in one year than its budget for all years.

    """
    sleutel = ["instelling", "doelstelling", "jaar"]
    uit = besteding.astype({"instelling": str, "doelstelling": str}).groupby(sleutel, as_index=False)["bedrag"].sum()
    totaal = begroting[begroting["doelstelling"].astype(str) == _TOTAAL].groupby("instelling")["bedrag"].sum()
    budget = uit["instelling"].map(totaal[totaal > 0])
    uit["aandeel"] = uit["bedrag"] / budget
    boven = uit.groupby(["instelling", "jaar"])["aandeel"].sum()
    te_veel = sorted(set(boven[boven > 1].index.get_level_values("instelling")))
    if te_veel:
        raise InputError(
            BRON,
            _BESTAND,
            f"meer besteed in een jaar dan het hele budget, van instelling {quoted(te_veel)}",
            kolom="bedrag",
            verwacht="euro's, hoogstens het totaal uit plan_begroting",
        )
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        register = registry(s.read("indicatoren"))
        ruw, codes = s.read("besteding"), {"instellingen": s.read("instellingen"), "fusies": s.read("fusies")}
        check_amounts(ruw, set(register.doelstellingen))
        besteding = to_today(ruw, bron=BRON, **codes)
        begroting = to_today(s.read("begroting"), bron="plan_begroting", **codes)
        uit = parts_of_budget(besteding, begroting)
        if zonder := uit.loc[uit["aandeel"].isna(), "instelling"].nunique():
            reden = f"{zonder} instellingen zonder totaal in de begroting: het aandeel is leeg"
            s.attrition(BRON, len(ruw), len(uit), reden, studenten=0, let_op=True)
        s.write("besteding", uit)
