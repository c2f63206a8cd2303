"""Table 4.A: who offers tailor-made programmes, for whom and in which leerweg. Plans count on their own codes."""

from collections.abc import Mapping, Sequence

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.institutions.kinds import BEROEPSCOLLEGE, GROOT, KLEIN, kind
from werkagenda.run.step import step

ONBEKEND = "onbekend"


def kinds(plannen: pd.DataFrame, studenten: pd.Series) -> pd.Series:
    """Return per plan whether it is of a beroepscollege, or of a roc above (`groot roc`) or up to the median size.

    `plannen` has `instelling` and `soort_plan`, `studenten` the students per code of the plan.
    """
    soort = plannen.astype({"soort_plan": "str", "instelling": "str"}).set_index("instelling")["soort_plan"]
    return kind(soort == "roc", studenten)


def offer(maatwerk: pd.DataFrame, *, categorieen: Mapping[str, Sequence[str]], soorten: pd.Series) -> pd.DataFrame:
    """Return `onderdeel, categorie, aantal, n`: institutions that offer it, and that name a target group or leerweg.

    `onbekend_soort` says of which kind those are whose plan does not mention it. `categorieen` has all categories per
    part (a column of `maatwerk`); n is all plans, `soorten` their kind. Raises InputError when a plan says two things
    about its offer.
    """
    tekst = maatwerk.astype("str")
    antwoorden = tekst.groupby("instelling")["aanbod"].nunique()
    dubbel = sorted(antwoorden[antwoorden > 1].index)
    if dubbel:
        melding = f"{len(dubbel)} instellingen met meer dan één antwoord: {quoted(dubbel)}"
        raise InputError("plan_maatwerk", "maatwerk", melding, kolom="aanbod", verwacht="hetzelfde in elke rij")
    rijen = []
    for onderdeel, codes in categorieen.items():
        paren = tekst[["instelling", onderdeel]].dropna().drop_duplicates()
        rijen += [(onderdeel, code, int((paren[onderdeel] == code).sum()), len(antwoorden)) for code in codes]
    stil = soorten[soorten.index.isin(tekst.loc[tekst["aanbod"] == ONBEKEND, "instelling"])]
    rijen += [
        ("onbekend_soort", soort, int((stil == soort).sum()), len(stil)) for soort in (BEROEPSCOLLEGE, GROOT, KLEIN)
    ]
    return pd.DataFrame(rijen, columns=["onderdeel", "categorie", "aantal", "n"])


if __name__ == "__main__":
    with step(snakemake) as s:
        contract = s.contract("contract_maatwerk")
        maatwerk = s.read("maatwerk")
        # A file without forms of flexibility has no rows for them.
        onderdelen = [naam for naam in ("aanbod", "doelgroep", "leerweg", "flexibiliteit") if naam in maatwerk]
        categorieen = {naam: list(contract.column(naam).codes) for naam in onderdelen}
        studenten = s.read("studenten")
        omvang = studenten[studenten["jaar"] == s.params["peiljaar"]].groupby("instelling")["aantal"].sum()
        soorten = kinds(s.read("plannen"), omvang)
        s.write("data", offer(maatwerk, categorieen=categorieen, soorten=soorten))
