"""Figure S.2 and table S.D: what institutions spent in the last year, as a part of the budget for the whole period."""

import pandas as pd

from werkagenda.run.step import step

TOTAAL = "totaal"


def ranked(besteding: pd.DataFrame) -> pd.DataFrame:
    """Return `rang, aandeel` (0-1): total spending in the last year per institution, unnamed, lowest first."""
    laatste = _last_year(besteding)
    aandeel = laatste.groupby("instelling")["aandeel"].sum().sort_values(ignore_index=True)
    return pd.DataFrame({"rang": aandeel.index + 1, "aandeel": aandeel})


def per_objective(besteding: pd.DataFrame, *, onder: float, boven: float) -> pd.DataFrame:
    """Return per objective and in total the unweighted mean, lowest and highest share (0-1) of the last year.

    An objective without a row at an institution that reported got nothing of it. `lager` and `hoger` count, of the
    total, the institutions below `onder` and above `boven`: what one year of the period would take.
    """
    laatste = _last_year(besteding)
    breed = laatste.pivot_table(index="instelling", columns="doelstelling", values="aandeel", aggfunc="sum").fillna(0.0)
    breed[TOTAAL] = breed.sum(axis=1)
    uit = breed.agg(["mean", "min", "max"]).T.set_axis(["gemiddelde", "minimum", "maximum"], axis=1)
    totaal = breed[TOTAAL]
    uit.loc[TOTAAL, "lager"] = int((totaal < onder).sum())
    uit.loc[TOTAAL, "hoger"] = int((totaal > boven).sum())
    jaar = int(laatste["jaar"].max())
    return uit.rename_axis("doelstelling").reset_index().assign(jaar=jaar, n=len(breed))


def _last_year(besteding: pd.DataFrame) -> pd.DataFrame:
    return besteding[besteding["jaar"] == besteding["jaar"].max()].astype({"doelstelling": str})


if __name__ == "__main__":
    with step(snakemake) as s:
        besteding = s.read("besteding")
        s.write("data", ranked(besteding))
        s.write("doel", per_objective(besteding, **s.params))
