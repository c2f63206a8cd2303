"""Table 5 on the Schoolverlatersonderzoek: applications, discrimination and related work, by traits of graduates."""

import pandas as pd

from werkagenda.run.step import step
from werkagenda.surveys.svo import with_yes_and_no
from werkagenda.surveys.weighted import shares
from werkagenda.surveys.years import stack_years

TOTAAL = "totaal"
# Per question the answer that it takes to count; a file need not have the last two.
VRAGEN = {"hoogstens_drie": "sollicitaties", "discriminatie": "discriminatie", "verwant": "verwant"}
KENMERKEN = ("herkomst", "leerweg", "niveau", "opleidingsrichting")


def who_answered(svo: pd.DataFrame, vraag: str) -> pd.DataFrame:
    """Return the graduates whose background and answer to a question are known; nobody where it was not asked."""
    if VRAGEN[vraag] not in svo:
        return svo.iloc[:0]
    return svo.dropna(subset=["herkomst", VRAGEN[vraag], "gewicht"])


def yes_by_trait(svo: pd.DataFrame) -> pd.DataFrame:
    """Return the weighted share of yes per year, question, trait and category, with 95 % intervals.

    Args:
        svo: one row per graduate, of all years.

    """
    alle = with_yes_and_no(svo).assign(totaal=TOTAAL)
    delen = []
    for vraag in VRAGEN:
        for jaar, personen in who_answered(alle, vraag).groupby("jaar", sort=True):
            for kenmerk in (TOTAAL, *KENMERKEN):
                for categorie, groep in personen.groupby(kenmerk, sort=True):
                    rij = shares(groep, vraag, ["ja"]).drop(columns=vraag)
                    delen.append(rij.assign(jaar=jaar, vraag=vraag, kenmerk=kenmerk, categorie=str(categorie)))
    tabel = pd.concat(delen, ignore_index=True)
    return tabel.assign(n_nee=tabel["n"] - tabel["teller"])


if __name__ == "__main__":
    with step(snakemake) as s:
        alle = stack_years(s.read_all("svo"), bron="svo")
        for vraag in VRAGEN:
            over = len(who_answered(alle, vraag))
            s.attrition("svo", len(alle), over, f"herkomst of antwoord onbekend: {vraag}", studenten=len(alle) - over)
        s.write("data", yes_by_trait(alle))
