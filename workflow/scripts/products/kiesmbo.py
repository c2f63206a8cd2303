"""Table 5 on KiesMBO: who knows the website among graduates of the vmbo, and whom it helped."""

import pandas as pd

from werkagenda.run.step import step
from werkagenda.surveys.weighted import shares
from werkagenda.surveys.years import stack_years

# What the answers are split by, and the categories of each.
KENMERKEN = {"totaal": ["totaal"], "geslacht": ["man", "vrouw"], "herkomst": ["zonder", "met"]}


def answers(svo: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return who answered per question: all for `kent`; those who know the website for `geholpen`."""
    return {
        "kent": svo.dropna(subset=["kent", "gewicht"]),
        "geholpen": svo[svo["kent"] == "ja"].dropna(subset=["geholpen", "gewicht"]),
    }


def kiesmbo(svo: pd.DataFrame) -> pd.DataFrame:
    """Return the weighted share of 'ja' per year, question and category, with 95 % intervals.

    Args:
        svo: one row per graduate of the vmbo.

    """
    delen = []
    for vraag, personen in answers(svo).items():
        for jaar in sorted(svo["jaar"].unique()):
            for kenmerk, categorieen in KENMERKEN.items():
                for categorie in categorieen:
                    deel = personen[personen["jaar"] == jaar]
                    deel = deel if kenmerk == "totaal" else deel[deel[kenmerk] == categorie]
                    rij = shares(deel, vraag, ["ja"]).drop(columns=vraag)
                    delen.append(rij.assign(jaar=jaar, vraag=vraag, kenmerk=kenmerk, categorie=categorie))
    tabel = pd.concat(delen, ignore_index=True)
    return tabel.assign(n_nee=tabel["n"] - tabel["teller"])


if __name__ == "__main__":
    with step(snakemake) as s:
        alle = stack_years(s.read_all("svo_vmbo"), bron="svo_vmbo")
        kent = answers(alle)["kent"]
        s.attrition("svo_vmbo", len(alle), len(kent), "antwoord onbekend", studenten=len(alle) - len(kent))
        s.write("data", kiesmbo(alle))
