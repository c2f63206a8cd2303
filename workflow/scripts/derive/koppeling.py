"""Link crebo to BC by the crosswalk of the latest year, and list what cannot be linked.

A crebo without a BC counts in the total and in no group; one with two BCs widens the bounds. Both kinds are listed with
the graduates at stake, and too many without a BC stop the run.
"""

from collections.abc import Mapping

import pandas as pd

from werkagenda.errors import InputError
from werkagenda.run.step import step

ZONDER = "zonder beroepsopleiding"
MEER = "meer dan een beroepsopleiding"


def link(crosswalks: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the pairs `crebo, bc` of the latest year, and `bc, naam` of every BC in any year (its most frequent name).

    Args:
        crosswalks: per year the crosswalk as ingest keeps it: crebo, bc (empty where there is none), bc_naam.

    """
    laatste = crosswalks[max(crosswalks)]
    paren = laatste.loc[laatste["bc"] != "", ["crebo", "bc"]].astype("str").drop_duplicates()
    alle = pd.concat([crosswalks[jaar] for jaar in sorted(crosswalks)])[["bc", "bc_naam"]].astype("str")
    # A name comes in several spellings; the one written most often stands.
    namen = alle[alle["bc"] != ""].groupby("bc")["bc_naam"].agg(lambda reeks: reeks.mode().iloc[0])
    return paren, namen.rename("naam").reset_index()


def main_groups(crosswalks: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return `soort, opleiding, groep`: the hoofdgroep of every crebo and BC, by the latest year that has it.

    `soort` is crebo or bc. A BC whose crebos are in several takes that of most of them; the first by name of as many.
    """
    delen = [tabel.assign(jaar=jaar) for jaar, tabel in crosswalks.items()]
    alle = pd.concat(delen)[["jaar", "crebo", "bc", "hoofdgroep"]].astype("str")
    alle = alle[alle["hoofdgroep"] != ""].drop_duplicates()
    uit = []
    for soort in ("crebo", "bc"):
        eigen = alle[alle[soort] != ""].rename(columns={soort: "opleiding"})
        eigen = eigen[eigen["jaar"] == eigen.groupby("opleiding")["jaar"].transform("max")]
        per_groep = eigen.groupby("opleiding")["hoofdgroep"].agg(lambda reeks: reeks.mode().iloc[0])
        uit.append(per_groep.rename("groep").reset_index().assign(soort=soort))
    return pd.concat(uit, ignore_index=True)


def unmatched(cellen: pd.DataFrame, paren: pd.DataFrame, *, max_unmatched_share: float) -> pd.DataFrame:
    """Return the crebo's of graduates without a BC or with several: crebo, soort, bcs, gediplomeerden, aandeel.

    Args:
        cellen: graduates per cell: uitgave, jaar, crebo, aantal (students); every edition and year together.
        paren: `crebo, bc`.
        max_unmatched_share: highest share (0-1) of graduates in crebo's without a BC.

    Raises:
        InputError: that share is higher.

    """
    per_crebo = cellen.groupby("crebo")["aantal"].sum()
    bcs = paren.groupby("crebo")["bc"].agg(sorted)
    lijst = pd.DataFrame({"gediplomeerden": per_crebo, "bcs": bcs.reindex(per_crebo.index)})
    aantal_bcs = lijst["bcs"].map(len, na_action="ignore").fillna(0)
    lijst["soort"] = aantal_bcs.map(lambda n: ZONDER if n == 0 else MEER if n > 1 else "")
    lijst["bcs"] = lijst["bcs"].map(" ".join, na_action="ignore").fillna("")
    lijst["aandeel"] = lijst["gediplomeerden"] / per_crebo.sum()
    zonder = float(lijst.loc[lijst["soort"] == ZONDER, "aandeel"].sum())
    if zonder > max_unmatched_share:
        raise InputError(
            "crebo_bc",
            "crosswalk van het laatste jaar",
            f"{int((lijst['soort'] == ZONDER).sum())} crebo's met {zonder:.1%} van de gediplomeerden staan er niet in",
            verwacht=f"hoogstens {max_unmatched_share:.1%} (crosswalk.max_unmatched_share)",
        )
    return lijst[lijst["soort"] != ""].reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        crosswalks = s.read_all("crosswalk")
        paren, namen = link(crosswalks)
        s.write("crebo_bc", paren)
        s.write("bc", namen)
        s.write("hoofdgroepen", main_groups(crosswalks))
        s.write("controle", unmatched(s.read("cellen"), paren, **s.params))
