"""The letter's figure 1: starting wage against start position, per opleidingsrichting."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.errors import InputError
from werkagenda.persons.register import SLEUTEL
from werkagenda.persons.work_share import wilson
from werkagenda.run.step import step

TOTAAL = "totaal"
# Who is exempt from a kind of contract (nvt) has no chance of a permanent one.
MET_CONTRACT = ("vast", "tijdelijk")
# Wages in cents; the last digits of a sum of floats differ between machines.
CENTEN = 2


def with_programme(start: Mapping[str, pd.DataFrame], cohorten: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the start of all persons of the cohorts, with their opleidingsrichting.

    Raises InputError when a cohort and its start do not hold the same persons.
    """
    delen = []
    for cohort, personen in cohorten.items():
        samen = personen[[*SLEUTEL, "opleidingsrichting"]].merge(
            start[cohort], on=SLEUTEL, how="outer", validate="1:1", indicator=True
        )
        if not (samen["_merge"] == "both").all():
            raise InputError("start", cohort, "cohort en startposities zijn niet van dezelfde personen")
        delen.append(samen)
    return pd.concat(delen, ignore_index=True)


def start_positions(personen: pd.DataFrame, *, maanden: int) -> pd.DataFrame:
    """Return per opleidingsrichting, and for `totaal`, starting wage, search time and chance of a permanent contract.

    The start position is not here: it is made of the rows that may be shown (`werkagenda.disclosure.start_scores`).

    Args:
        personen: opleidingsrichting, maanden (missing: none yet), loon (euros a month, missing: no job) and contract.
        maanden: months after the diploma at which wage and contract are measured; who found no substantial job by then
            counts as one month more.

    Returns:
        The statistics with the persons behind each, and of the wages the sum and the largest (euros a month).

    """
    alle = pd.concat([personen, personen.assign(opleidingsrichting=TOTAAL)])
    alle = alle.assign(
        zoekduur=alle["maanden"].astype("float64").fillna(maanden + 1),
        met_contract=alle["contract"].isin(MET_CONTRACT),
        vast=alle["contract"] == "vast",
    )
    uit = alle.groupby("opleidingsrichting").agg(
        studenten=("zoekduur", "size"),
        startloon=("loon", "mean"),
        loon_som=("loon", "sum"),
        loon_grootste=("loon", "max"),
        n_loon=("loon", "count"),
        zoekduur=("zoekduur", "median"),
        n_contract=("met_contract", "sum"),
        vast=("vast", "sum"),
    )
    uit["tijdelijk"] = uit["n_contract"] - uit["vast"]
    uit["kans_vast"] = uit["vast"] / uit["n_contract"].where(uit["n_contract"] > 0)
    uit["kans_vast_min"], uit["kans_vast_max"] = wilson(uit["vast"], uit["n_contract"])
    return uit.round(dict.fromkeys(("startloon", "loon_som", "loon_grootste"), CENTEN)).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        personen = with_programme(s.read_all("start"), s.read_all("cohorten"))
        s.write("data", start_positions(personen, **s.params))
