"""The letter's figure 1: starting wage against start position, per opleidingsrichting."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.errors import InvoerFout
from werkagenda.onthulling import (
    first_reason,
    hide,
    protect,
    reason_count,
    reason_quantile,
    reason_share,
)
from werkagenda.personen import SLEUTEL
from werkagenda.step import step
from werkagenda.werkaandeel import wilson

TOTAAL = "totaal"
MEDIAAN = 0.5
# Who is exempt from a kind of contract (nvt) has no chance of a permanent one.
MET_CONTRACT = ("vast", "tijdelijk")
# Wages in cents; the last digits of a z score differ between machines.
CENTEN, DECIMALEN = 2, 9


def with_programme(start: Mapping[str, pd.DataFrame], cohorten: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the start of all persons of the cohorts, with their opleidingsrichting.

    Raises InvoerFout when a cohort and its start do not hold the same persons.
    """
    delen = []
    for cohort, personen in cohorten.items():
        samen = personen[[*SLEUTEL, "opleidingsrichting"]].merge(
            start[cohort], on=SLEUTEL, how="outer", validate="1:1", indicator=True
        )
        if not (samen["_merge"] == "both").all():
            raise InvoerFout("start", cohort, "cohort en startposities zijn niet van dezelfde personen")
        delen.append(samen)
    return pd.concat(delen, ignore_index=True)


def summarise(personen: pd.DataFrame, *, maanden: int) -> pd.DataFrame:
    """Return per opleidingsrichting and for the total the mean wage, median months and counts behind them.

    Who found no substantial job within `maanden` counts as one month more.
    """
    alle = pd.concat([personen, personen.assign(opleidingsrichting=TOTAAL)])
    alle = alle.assign(
        zoekduur=alle["maanden"].astype("float64").fillna(maanden + 1),
        met_contract=alle["contract"].isin(MET_CONTRACT),
        vast=alle["contract"] == "vast",
    )
    return alle.groupby("opleidingsrichting").agg(
        studenten=("zoekduur", "size"),
        startloon=("loon", "mean"),
        n_loon=("loon", "count"),
        zoekduur=("zoekduur", "median"),
        n_contract=("met_contract", "sum"),
        vast=("vast", "sum"),
    )


def start_positions(personen: pd.DataFrame, *, maanden: int, minimum: int) -> pd.DataFrame:
    """Return per opleidingsrichting, and for `totaal`, starting wage and start position.

    Args:
        personen: opleidingsrichting, maanden (missing: none yet), loon (euros a month, missing: no job) and contract.
        maanden: months after the diploma at which wage and contract are measured.
        minimum: fewest persons behind a mean, on either side of a median and in either outcome of a share.

    Returns:
        A row that fails is empty as a whole. `startpositie` is the mean of the z scores, over the opleidingsrichtingen
        shown, of the duration (reversed) and of the chance of a permanent contract.

    """
    uit = summarise(personen, maanden=maanden)
    uit["kans_vast"] = uit["vast"] / uit["n_contract"].where(uit["n_contract"] > 0)
    uit["kans_vast_min"], uit["kans_vast_max"] = wilson(uit["vast"], uit["n_contract"])
    reden = first_reason(
        reason_count(uit["studenten"], minimum=minimum),
        reason_count(uit["n_loon"], minimum=minimum),
        reason_share(uit["n_contract"], uit["vast"], minimum=minimum),
        reason_quantile(uit["studenten"], kans=MEDIAAN, minimum=minimum),
    )
    richtingen = uit.index.drop(TOTAAL)
    reden.update(protect(reden[richtingen], uit.loc[richtingen, "studenten"], minimum=minimum))
    getoond = uit.loc[richtingen][reden[richtingen] == ""]
    uit["z_zoekduur"], uit["z_vast"] = -_z(getoond["zoekduur"]), _z(getoond["kans_vast"])
    uit["startpositie"] = (uit["z_zoekduur"] + uit["z_vast"]) / 2
    uit = hide(uit, reden, uit.columns).drop(columns="vast").round(DECIMALEN).round({"startloon": CENTEN})
    return uit.assign(reden=reden).reset_index()


def _z(waarden: pd.Series) -> pd.Series:
    return (waarden - waarden.mean()) / waarden.std(ddof=1)


if __name__ == "__main__":
    with step(snakemake) as s:
        personen = with_programme(s.read_all("start"), s.read_all("cohorten"))
        s.write("data", start_positions(personen, **s.params))
