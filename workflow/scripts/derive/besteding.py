"""Compute which part of its budget an institution spends on priority 2 and its objectives, and the quarter it is in."""

import pandas as pd

from werkagenda.errors import quoted
from werkagenda.formats import aantal
from werkagenda.institutions.budgets import DOELSTELLINGEN, TOTAAL, usable
from werkagenda.institutions.codes import to_today
from werkagenda.institutions.quarters import quarters
from werkagenda.run.step import step

_PRIORITEIT = "prioriteit_2"


def shares(euro: pd.DataFrame) -> pd.DataFrame:
    """Return `instelling, doelstelling, aandeel, kwart` from euros per institution of today."""
    bedragen = euro[list(DOELSTELLINGEN)].assign(**{_PRIORITEIT: euro[list(DOELSTELLINGEN)].sum(axis=1)})
    delen = []
    for doelstelling in [_PRIORITEIT, *DOELSTELLINGEN]:
        aandeel = bedragen[doelstelling] / euro[TOTAAL]
        deel = pd.DataFrame({"aandeel": aandeel, "kwart": quarters(aandeel), "doelstelling": doelstelling})
        delen.append(deel.rename_axis("instelling").reset_index())
    return pd.concat(delen, ignore_index=True)


if __name__ == "__main__":
    with step(snakemake) as s:
        ruw = s.read("begroting")
        breed = usable(ruw, max_verschil=s.params["max_verschil"])
        tabel = to_today(
            breed.reset_index(), bron="plan_begroting", instellingen=s.read("instellingen"), fusies=s.read("fusies")
        )
        codes, totaal = set(ruw["instelling"].astype(str)), ruw[ruw["doelstelling"] == TOTAAL].set_index("instelling")
        zonder = sorted(codes - set(breed.index))
        verhuisd = tabel[tabel["eigen"] != tabel["instelling"]]
        if zonder:
            s.attrition(
                "plan_begroting",
                len(codes),
                len(breed),
                f"{len(zonder)} begrotingen waarvan de doelstellingen niet het totaal zijn, tellen niet mee, "
                f"samen {aantal(totaal['bedrag'].reindex(zonder).sum())} euro: {quoted(zonder)}",
                studenten=0,
                let_op=True,
            )
        if len(verhuisd):
            s.attrition(
                "plan_begroting",
                len(tabel),
                len(tabel),
                f"begrotingen van gefuseerde instellingen die bij die van vandaag tellen: {len(verhuisd)}, "
                f"samen {aantal(verhuisd[TOTAAL].sum())} euro",
                studenten=0,
            )
        euro = tabel.groupby("instelling")[[*DOELSTELLINGEN, TOTAAL]].sum()
        s.write("besteding", shares(euro))
