"""The spread of a group's share over institutions, those with none included, and the unweighted mean."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from werkagenda.flow.count import GROEPEN, mark_break, share
from werkagenda.flow.intervals import Margin, Z
from werkagenda.formats import BEGRENSD, GESCHAT, GETELD
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")
KWANTIELEN = {"p2_5": 0.025, "p25": 0.25, "mediaan": 0.5, "p75": 0.75, "p97_5": 0.975}
_GROEP = ["jaar", "maat", "groep"]
_PER_INSTELLING = ["jaar", "maat", "instelling"]


def spread(
    stroom: pd.DataFrame, *, leerwegen: Sequence[str], reeksbreuk: int, marge: Margin | None = None
) -> pd.DataFrame:
    """Return `jaar, maat, groep, p2_5, p25, mediaan, p75, p97_5, gemiddelde`, each with `_laag` and `_hoog`, and more.

    Unweighted over institutions with any students that year; quantiles by numpy's type 7 (linear). Further
    `instellingen`, `telling` and `reeksbreuk`. An interval comes from draws of the errors of all shares together; it is
    missing where nothing is known but bounds.
    """
    telt = stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))
    rijen = stroom[telt & stroom["groep"].isin(["totaal", *GROEPEN])]
    aandelen = share(rijen, _PER_INSTELLING, marge)
    per_groep = aandelen.groupby(_GROEP)["aandeel"]
    uit = per_groep.agg(gemiddelde="mean", instellingen="size")
    for naam, kans in KWANTIELEN.items():
        uit[naam] = per_groep.quantile(kans, interpolation="linear")
    ergst = aandelen.assign(rang=aandelen["telling"].map({GETELD: 0, GESCHAT: 1, BEGRENSD: 2}))
    uit["telling"] = ergst.groupby(_GROEP)["rang"].max().map(dict(enumerate((GETELD, GESCHAT, BEGRENSD))))
    halve = _half_widths(rijen, aandelen, marge)
    for naam in (*KWANTIELEN, "gemiddelde"):
        helft = halve[naam].reindex(uit.index).mask(uit["telling"] == GETELD, 0.0).mask(uit["telling"] == BEGRENSD)
        uit[f"{naam}_laag"] = (uit[naam] - helft).clip(lower=0)
        uit[f"{naam}_hoog"] = (uit[naam] + helft).clip(upper=1)
    return mark_break(uit.reset_index(), reeksbreuk=reeksbreuk)


def _half_widths(rijen: pd.DataFrame, aandelen: pd.DataFrame, marge: Margin | None) -> pd.DataFrame:
    """Return half the width of the interval of each measure of spread: Z times how far the draws lie from it."""
    if marge is None:
        return pd.DataFrame(columns=[*KWANTIELEN, "gemiddelde"], dtype=float)
    fouten = marge.draws(rijen, aandelen, _PER_INSTELLING)
    # One factor for all: that of the shares of institutions.
    smal = marge.of_shares(rijen, aandelen, _PER_INSTELLING).set_index(["groep", *_PER_INSTELLING])["halve"]
    factor = (smal / (Z * fouten.std(axis=1))).groupby(level=["jaar", "maat", "groep"]).median()
    basis = aandelen.set_index(["groep", *_PER_INSTELLING])["aandeel"]
    uit = {}
    for sleutel, deel in basis.groupby(level=["jaar", "maat", "groep"]):
        getrokken = deel.to_numpy()[:, None] + fouten.reindex(deel.index).fillna(0.0).to_numpy()
        maten = {
            naam: (np.quantile(deel, kans), np.quantile(getrokken, kans, axis=0)) for naam, kans in KWANTIELEN.items()
        }
        maten["gemiddelde"] = deel.mean(), getrokken.mean(axis=0)
        afstand = {naam: np.sqrt(((reeks - waarde) ** 2).mean()) for naam, (waarde, reeks) in maten.items()}
        uit[sleutel] = {naam: Z * factor.get(sleutel, 0.0) * waarde for naam, waarde in afstand.items()}
    return pd.DataFrame.from_dict(uit, orient="index").rename_axis(index=_GROEP)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", spread(pd.concat(s.read_all("stroom").values()), marge=Margin.read(s), **s.params))
