"""Table B.0.1: per named BC how many institutions name it and how many have graduates in it.

Both are counted on the codes of the plans' own year, before mergers. A suppressed cell counts as "has graduates". A
crebo with several BCs points at none of them for sure and counts for none; the crosswalk check lists it.
"""

import pandas as pd

from werkagenda.flow.groups import choose_edition, years_wanted
from werkagenda.run.step import step


def named_programmes(
    genoemd: pd.DataFrame,
    *,
    gediplomeerden: pd.DataFrame,
    crebo_bc: pd.DataFrame,
    regeling: pd.DataFrame,
    namen: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row per named BC: name, institutions that name it, institutions with graduates, share, sector.

    Args:
        genoemd: `instelling, bc` of the plans.
        gediplomeerden: cells of one edition and one diploma year: instelling, crebo, aantal_max.
        crebo_bc: `crebo, bc`.
        regeling: `bc, naam, sector` of table B.0.1.
        namen: `bc, naam` of the crosswalk, for a BC that the published table does not know.

    Returns:
        `procent` is in per cent (may exceed 100) and is empty where no institution has graduates.

    """
    noemt = genoemd.astype(str).groupby("bc")["instelling"].nunique()
    eenduidig = crebo_bc[~crebo_bc["crebo"].duplicated(keep=False)]
    heeft = gediplomeerden.loc[gediplomeerden["aantal_max"] > 0, ["instelling", "crebo"]]
    met = heeft.merge(eenduidig, on="crebo", validate="many_to_one").groupby("bc")["instelling"].nunique()
    uit = noemt.rename("instellingen_genoemd").to_frame()
    uit["instellingen_met_gediplomeerden"] = met.reindex(uit.index).fillna(0).astype("int64")
    teller, noemer = uit["instellingen_genoemd"], uit["instellingen_met_gediplomeerden"]
    uit["procent"] = 100 * teller / noemer.where(noemer > 0)
    gepubliceerd = regeling.set_index("bc")
    bekend = namen.set_index("bc")["naam"]
    uit["naam"] = [gepubliceerd["naam"].get(bc, bekend.get(bc, "")) for bc in uit.index]
    uit["sector"] = [gepubliceerd["sector"].get(bc, "") for bc in uit.index]
    return uit.reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        cellen = s.read("gediplomeerden")
        dit_jaar = choose_edition(cellen, s.params["voorrang"], years_wanted(cellen, [s.params["diplomajaar"]] * 2))
        s.write(
            "data",
            named_programmes(
                s.read("bc_genoemd"),
                gediplomeerden=dit_jaar,
                crebo_bc=s.read("crebo_bc"),
                regeling=s.read("regeling"),
                namen=s.read("bc"),
            ),
        )
