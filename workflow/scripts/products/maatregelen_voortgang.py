"""Table S.C: what institutions say of the progress and the effect of their measures, per objective."""

from collections.abc import Mapping, Sequence

import pandas as pd

from werkagenda.run.step import step

# The synthesis calls measures effective when they are very or somewhat so: a row of its own beside its two parts.
EFFECTIEF = {"effectief": ("heel effectief", "een beetje effectief")}
GEKOZEN = "gekozen"


def answers(maatregelen: pd.DataFrame, *, categorieen: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return `doelstelling, onderdeel, categorie, aantal, aandeel, n`; of the institutions that gave an answer.

    Beside the answers stands `effectief`, which adds two of them up, and `gekozen`: of all institutions that reported
    anything those that took measures for the objective.

    Args:
        maatregelen: one row per institution and objective with a column per part; an empty cell is no answer.
        categorieen: all answers per part, those that nobody gave included.

    """
    delen = []
    for onderdeel, codes in categorieen.items():
        gegeven = maatregelen.dropna(subset=onderdeel).astype({"doelstelling": str, onderdeel: str})
        telling = pd.crosstab(gegeven["doelstelling"], gegeven[onderdeel]).reindex(columns=list(codes), fill_value=0)
        n = telling.sum(axis=1)
        for samen, leden in EFFECTIEF.items():
            if set(leden) <= set(telling):
                telling[samen] = telling[list(leden)].sum(axis=1)
        lang = telling.reset_index().melt(id_vars="doelstelling", var_name="categorie", value_name="aantal")
        delen.append(lang.assign(onderdeel=onderdeel, n=lang["doelstelling"].map(n)))
    wie = maatregelen.astype({"doelstelling": str}).groupby("doelstelling")["instelling"].nunique()
    gekozen = wie.rename("aantal").reset_index().assign(onderdeel=GEKOZEN, categorie=GEKOZEN)
    delen.append(gekozen.assign(n=maatregelen["instelling"].nunique()))
    uit = pd.concat(delen, ignore_index=True)
    return uit.assign(aandeel=uit["aantal"] / uit["n"])


if __name__ == "__main__":
    with step(snakemake) as s:
        contract = s.contract("contract_bron")
        onderdelen = ("voortgang", "effectiviteit")
        categorieen = {naam: list(contract.column(naam).codes) for naam in onderdelen}
        s.write("data", answers(s.read("maatregelen"), categorieen=categorieen))
