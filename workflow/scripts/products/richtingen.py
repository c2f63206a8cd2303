"""The share of leavers with work by leerweg, level and direction of study: national, quartiles and each institution.

Institutions have no name, and only those with enough leavers are there; the quartiles are those of the boxplots.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from werkagenda.models.proportions import wilson
from werkagenda.run.step import step
from werkagenda.surveys.boxes import box
from werkagenda.surveys.outflow import add_up

GROEP = ["leerweg", "niveau", "opleidingsrichting"]
KOLOMMEN = [
    "studiejaar",
    *GROEP,
    "onderdeel",
    "rang",
    "aandeel",
    "aandeel_laag",
    "aandeel_hoog",
    "instellingen",
    "reden",
]
KWARTIELEN = ("kwartiel_1", "mediaan", "kwartiel_3")


def spread_by_direction(tabel: pd.DataFrame, *, niveaus: Sequence[int], minimum: Mapping[str, int]) -> pd.DataFrame:
    """Return of the latest study year a row for the national share, each quartile and each institution that counts.

    Args:
        tabel: outflow with work per institution of today: `studiejaar`, `instelling`, the columns of `GROEP`,
            `uitstromers` (persons) and `aandeel` (0-1).
        niveaus: levels that are set side by side; every direction on one of them has a row in all, in both leerwegen.
        minimum: `uitstromers` from which an institution counts, and `instellingen` from which a direction is shown; a
            smaller one has one empty row, with the reason; one without leavers an empty row without.

    """
    jaar = tabel["studiejaar"].max()
    tekst = tabel[tabel["niveau"].isin(niveaus) & tabel["studiejaar"].eq(jaar)].astype(
        {"leerweg": "str", "niveau": "int64", "opleidingsrichting": "str"}
    )
    te_weinig = f"minder dan {minimum['instellingen']} instellingen met {minimum['uitstromers']} uitstromers"
    delen = dict(list(add_up(tekst, [*GROEP, "instelling"]).groupby(GROEP)))
    rijen: list[dict[str, Any]] = []
    for leerweg in sorted(set(tekst["leerweg"])):
        for niveau in niveaus:
            for richting in sorted(set(tekst["opleidingsrichting"])):
                deel = delen.get((leerweg, niveau, richting))
                telt = (
                    [] if deel is None else sorted(deel.loc[deel["uitstromers"] >= minimum["uitstromers"], "aandeel"])
                )
                vast = dict(zip(GROEP, (leerweg, niveau, richting), strict=True)) | {"instellingen": len(telt)}
                if deel is None or len(telt) < minimum["instellingen"]:
                    leeg = {"onderdeel": "landelijk", "rang": 0, "reden": "" if deel is None else te_weinig}
                    rijen.append(vast | leeg)
                    continue
                rijen += [vast | rij | {"reden": ""} for rij in _shown(deel, telt)]
    return pd.DataFrame(rijen, columns=KOLOMMEN).assign(studiejaar=jaar)


def _shown(deel: pd.DataFrame, telt: Sequence[float]) -> list[dict[str, Any]]:
    """Return the rows of one direction: all its leavers together, the quartiles, the institutions from low to high."""
    (samen,) = add_up(deel.assign(samen=0), ["samen"]).to_dict("records")
    n = pd.Series([samen["uitstromers"]])
    laag, hoog = (float(grens.iloc[0]) for grens in wilson(n * samen["aandeel"], n))
    landelijk = {"aandeel": samen["aandeel"], "aandeel_laag": laag, "aandeel_hoog": hoog}
    _, *kwartielen, _ = box(pd.Series(telt).to_numpy())
    return [
        {"onderdeel": "landelijk", "rang": 0, **landelijk},
        *({"onderdeel": naam, "rang": 0, "aandeel": w} for naam, w in zip(KWARTIELEN, kwartielen, strict=True)),
        *({"onderdeel": "instelling", "rang": plek, "aandeel": w} for plek, w in enumerate(telt, start=1)),
    ]


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", spread_by_direction(s.read("uitstroom"), **s.params))
