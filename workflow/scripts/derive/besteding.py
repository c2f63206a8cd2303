"""Compute which part of its budget an institution spends on priority 2 and its objectives, and the quarter it is in."""

import pandas as pd

from werkagenda.errors import InputError, opsommen
from werkagenda.institutions.codes import to_today
from werkagenda.institutions.quarters import quarters
from werkagenda.run.step import step

_TOTAAL = "totaal"
_DOELSTELLINGEN = ["2.1", "2.2", "2.3"]
_PRIORITEIT = "prioriteit_2"


def usable(begroting: pd.DataFrame, *, max_verschil: float) -> pd.DataFrame:
    """Return the budgets whose objectives add up to the total: one row per code, a column per objective, in euros.

    An objective without an amount gets nothing. Amounts per priority, or of some objectives only, are of no use.
    Raises InputError on a negative amount.
    """
    negatief = begroting[begroting["bedrag"] < 0]
    if len(negatief):
        wie = sorted(set(negatief["instelling"].astype(str)))
        raise InputError(
            "plan_begroting",
            "begroting",
            f"{len(negatief)} rijen met een negatief bedrag, van instelling {opsommen(wie)}",
            kolom="bedrag",
            verwacht="een bedrag vanaf 0",
        )
    lang = begroting.astype({"instelling": str, "doelstelling": str})
    breed = lang.pivot_table(index="instelling", columns="doelstelling", values="bedrag", aggfunc="sum")
    breed = breed.reindex(columns=sorted({*breed.columns, *_DOELSTELLINGEN, _TOTAAL}))
    doelen = [naam for naam in breed.columns if "." in naam]
    afwijking = (breed[doelen].sum(axis=1) - breed[_TOTAAL]).abs()
    goed = breed[(breed[_TOTAAL] > 0) & (afwijking <= max_verschil * breed[_TOTAAL])]
    return goed[[*doelen, _TOTAAL]].fillna(0.0)


def shares(euro: pd.DataFrame) -> pd.DataFrame:
    """Return `instelling, doelstelling, aandeel, kwart` from euros per institution of today."""
    bedragen = euro[_DOELSTELLINGEN].assign(**{_PRIORITEIT: euro[_DOELSTELLINGEN].sum(axis=1)})
    delen = []
    for doelstelling in [_PRIORITEIT, *_DOELSTELLINGEN]:
        aandeel = bedragen[doelstelling] / euro[_TOTAAL]
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
        codes, totaal = set(ruw["instelling"].astype(str)), ruw[ruw["doelstelling"] == _TOTAAL].set_index("instelling")
        zonder = sorted(codes - set(breed.index))
        verhuisd = tabel[tabel["eigen"] != tabel["instelling"]]
        if zonder:
            s.attrition(
                "plan_begroting",
                len(codes),
                len(breed),
                f"{len(zonder)} begrotingen waarvan de doelstellingen niet het totaal zijn, "
                f"samen {totaal['bedrag'].reindex(zonder).sum():.0f} euro",
                studenten=0,
            )
        if len(verhuisd):
            s.attrition(
                "plan_begroting",
                len(tabel),
                len(tabel),
                f"{len(verhuisd)} begrotingen van een gefuseerde instelling tellen bij die van vandaag, "
                f"samen {verhuisd[_TOTAAL].sum():.0f} euro",
                studenten=0,
            )
        euro = tabel.groupby("instelling")[[*_DOELSTELLINGEN, _TOTAAL]].sum()
        s.write("besteding", shares(euro))
