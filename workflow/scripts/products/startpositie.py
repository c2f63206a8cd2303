"""The letter's figure 1: starting wage against start position, per opleidingsrichting."""

import pandas as pd

from werkagenda.models.proportions import wilson
from werkagenda.persons.start import with_traits
from werkagenda.run.step import step

TOTAAL = "totaal"
VAST, TIJDELIJK = "vast", "tijdelijk"
# Wages in cents; the last digits of a sum of floats differ between machines.
CENTEN = 2


def start_positions(personen: pd.DataFrame, *, maanden: int, vast_van: str) -> pd.DataFrame:
    """Return per opleidingsrichting, and for `totaal`, starting wage, search time and chance of a permanent contract.

    The start position is not here: it is made of the rows that may be shown (`werkagenda.disclosure.release`).

    Args:
        personen: opleidingsrichting, maanden (missing: none yet), loon (euros a month, missing: no job) and contract.
        maanden: months after the diploma at which wage and contract are measured; who found no substantial job by then
            counts as one month more.
        vast_van: of whom the chance of a permanent contract is: all with a wage (`loon`), where no kind of contract is
            not permanent, or who has a permanent or temporary one (`contract`).

    Returns:
        The statistics with the persons behind each, and of the wages the sum and the two largest (euros a month).

    """
    alle = pd.concat([personen, personen.assign(opleidingsrichting=TOTAAL)])
    alle = alle.assign(
        zoekduur=alle["maanden"].astype("float64").fillna(maanden + 1),
        vast=alle["loon"].notna() & (alle["contract"] == VAST),
        niet_vast=alle["loon"].notna()
        & (alle["contract"].ne(VAST) if vast_van == "loon" else alle["contract"].eq(TIJDELIJK)),
    )
    uit = alle.groupby("opleidingsrichting").agg(
        studenten=("zoekduur", "size"),
        startloon=("loon", "mean"),
        loon_som=("loon", "sum"),
        loon_grootste=("loon", "max"),
        loon_tweede=("loon", _second),
        n_loon=("loon", "count"),
        zoekduur=("zoekduur", "median"),
        vast=("vast", "sum"),
        niet_vast=("niet_vast", "sum"),
    )
    noemer = uit["vast"] + uit["niet_vast"]
    uit["kans_vast"] = uit["vast"] / noemer.where(noemer > 0)
    uit["kans_vast_min"], uit["kans_vast_max"] = wilson(uit["vast"], noemer)
    lonen = ("startloon", "loon_som", "loon_grootste", "loon_tweede")
    return uit.round(dict.fromkeys(lonen, CENTEN)).reset_index()


def _second(lonen: pd.Series) -> float:
    """Return the second largest wage, 0 where there is none."""
    return float(lonen.nlargest(2).iloc[-1]) if lonen.count() > 1 else 0.0


if __name__ == "__main__":
    with step(snakemake) as s:
        personen = with_traits(s.read_all("start"), s.read_all("cohorten"))
        s.write("data", start_positions(personen, **s.params))
