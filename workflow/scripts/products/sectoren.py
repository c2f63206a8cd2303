"""Inflow and graduates per sector of the Regeling: which sectors drive the change."""

from collections.abc import Iterable, Sequence

import pandas as pd

from werkagenda.flow.count import count, mark_break
from werkagenda.flow.intervals import Margin
from werkagenda.formats import GETELD
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")
VOORVOEGSEL = "sector:"


def count_sectors(
    stroom: pd.DataFrame,
    *,
    sectoren: Iterable[str],
    leerwegen: Sequence[str],
    reeksbreuk: int,
    marge: Margin | None = None,
) -> pd.DataFrame:
    """Return `jaar, maat, sector` and the columns of `count` (students).

    Args:
        stroom: the derived table.
        sectoren: the sectors of the Regeling; one that no programme is placed in counts 0.
        leerwegen: the leerwegen that count.
        reeksbreuk: first year of the current definition of inflow.
        marge: the suppressed cells; without them the interval is the outer bounds.

    """
    telt = stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))
    rijen = stroom[telt & stroom["groep"].str.startswith(VOORVOEGSEL)]
    uit = count(rijen, ["jaar", "maat", "groep"], marge).rename(columns={"groep": "sector"})
    uit["sector"] = uit["sector"].str.removeprefix(VOORVOEGSEL)
    alle = uit[["jaar", "maat"]].drop_duplicates().merge(pd.DataFrame({"sector": list(sectoren)}), how="cross")
    getallen = dict.fromkeys(("aantal", "aantal_laag", "aantal_hoog", "aantal_min", "aantal_max"), "int64")
    volledig = alle.merge(uit, how="outer", validate="one_to_one").fillna(
        dict.fromkeys(uit.columns[3:-1], 0) | {"telling": GETELD}
    )
    return mark_break(volledig.astype(getallen), reeksbreuk=reeksbreuk)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "data",
            count_sectors(
                pd.concat(s.read_all("stroom").values()),
                sectoren=s.contract().column("sector").codes,
                marge=Margin.read(s),
                **s.params,
            ),
        )
