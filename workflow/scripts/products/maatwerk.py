"""Table 4.A: who offers tailor-made programmes, for whom and in which leerweg. Plans count on their own codes."""

from collections.abc import Mapping, Sequence

import pandas as pd

from werkagenda.errors import InputError, opsommen
from werkagenda.run.step import step


def offer(maatwerk: pd.DataFrame, *, categorieen: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return `onderdeel, categorie, aantal, n`: institutions that offer it, and that name a target group or leerweg.

    `categorieen` has all categories per part (a column of `maatwerk`); n is all plans. Raises InputError when a plan
    says two things about its offer.
    """
    tekst = maatwerk.astype("str")
    antwoorden = tekst.groupby("instelling")["aanbod"].nunique()
    dubbel = sorted(antwoorden[antwoorden > 1].index)
    if dubbel:
        melding = f"{len(dubbel)} instellingen met meer dan één antwoord: {opsommen(dubbel)}"
        raise InputError("plan_maatwerk", "maatwerk", melding, kolom="aanbod", verwacht="hetzelfde in elke rij")
    rijen = []
    for onderdeel, codes in categorieen.items():
        paren = tekst[["instelling", onderdeel]].dropna().drop_duplicates()
        rijen += [(onderdeel, code, int((paren[onderdeel] == code).sum()), len(antwoorden)) for code in codes]
    return pd.DataFrame(rijen, columns=["onderdeel", "categorie", "aantal", "n"])


if __name__ == "__main__":
    with step(snakemake) as s:
        contract = s.contract("contract_maatwerk")
        onderdelen = ("aanbod", "doelgroep", "leerweg")
        categorieen = {naam: list(contract.kolom(naam).codes) for naam in onderdelen}
        s.write("data", offer(s.read("maatwerk"), categorieen=categorieen))
