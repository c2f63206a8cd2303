"""Table 2.A: how measures are applied, with which partners, and what else plans mention.

Plans are counted on the codes of their own year.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from werkagenda.run.step import step

TOEGEPAST = "pas toe"


def forms(
    maatregelen: pd.DataFrame,
    *,
    samenwerking: pd.DataFrame,
    instellingen: pd.DataFrame,
    codes: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Return `onderdeel, sleutel, categorie, aantal, aandeel, n`: institutions, and their share of n.

    Args:
        maatregelen: plan, measure, judgement and form; n of `vorm` are those that apply it with a coded form.
        samenwerking: plan, objective and partner; n of `partner` are the plans with coded measures.
        instellingen: one row per plan; n of the other parts.
        codes: the code lists of measures, forms, partners and objectives; what nobody names stands there with 0.

    """
    tabel = pd.DataFrame(
        [
            *_measures(maatregelen.astype("str"), codes),
            *_partners(samenwerking.astype("str"), maatregelen["instelling"].nunique(), codes),
            *_mentions(instellingen.astype("str"), codes),
        ],
        columns=["onderdeel", "sleutel", "categorie", "aantal", "n"],
    )
    return tabel.assign(aandeel=tabel["aantal"] / tabel["n"].where(tabel["n"] > 0))


def _measures(maatregelen: pd.DataFrame, codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[Any, ...]]:
    toegepast = maatregelen[(maatregelen["oordeel"] == TOEGEPAST) & maatregelen["vorm"].notna()]
    for maatregel in codes["plan_maatregel"]:
        vorm = toegepast.loc[toegepast["maatregel"] == maatregel, "vorm"]
        yield from (("vorm", maatregel, soort, int((vorm == soort).sum()), len(vorm)) for soort in codes["plan_vorm"])


def _partners(samenwerking: pd.DataFrame, n: int, codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[Any, ...]]:
    for doelstelling in codes["plan_doelstelling"]:
        genoemd = samenwerking.loc[samenwerking["doelstelling"] == doelstelling, "partner"]
        yield from (("partner", doelstelling, naam, int((genoemd == naam).sum()), n) for naam in codes["plan_partner"])


def _mentions(instellingen: pd.DataFrame, codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[Any, ...]]:
    def count(kolom: str, waarde: str) -> int:
        return int((instellingen[kolom] == waarde).sum())

    n = len(instellingen)
    yield "stagevergoeding", "", "ja", count("stagevergoeding_genoemd", "ja"), n
    for doelstelling in codes["plan_doelstelling"]:
        kolom = f"eigen_indicator_{doelstelling.replace('.', '_')}"
        yield "eigen_indicator", doelstelling, "ja", count(kolom, "ja"), n
    yield "bbl_aanbod", "", "nee", count("bbl_aanbod", "nee"), n


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "data",
            forms(
                s.read("maatregelen"),
                samenwerking=s.read("samenwerking"),
                instellingen=s.read("instellingen"),
                codes=s.read("domeinen"),
            ),
        )
