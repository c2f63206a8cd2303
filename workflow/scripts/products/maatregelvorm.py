"""Table 2.A: how measures are applied, with which partners, and what else plans mention.

Plans are counted on the codes of their own year.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from werkagenda.institutions.budgets import BRUIKBAAR, ONVOLLEDIG, PER_PRIORITEIT, kinds
from werkagenda.run.step import step

TOEGEPAST = "pas toe"
VIJFPUNTSSCHAAL = "vijfpuntsschaal"
ALLES = "prioriteit_2"


def forms(  # noqa: PLR0913 - one table each, by keyword
    maatregelen: pd.DataFrame,
    *,
    samenwerking: pd.DataFrame,
    instellingen: pd.DataFrame,
    streefwaarden: pd.DataFrame,
    begrotingen: pd.Series,
    codes: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Return `onderdeel, sleutel, categorie, aantal, aandeel, n`: institutions, and their share of n.

    Args:
        maatregelen: plan, measure, judgement and form; n of `vorm` are those that apply it with a coded form.
        samenwerking: plan, objective and partner; n of `partner` are the plans with coded measures.
        instellingen: one row per plan; n of the other parts.
        streefwaarden: plan, question and unit of the targets of one reading.
        begrotingen: kind of budget per plan.
        codes: the code lists of measures, forms, partners and objectives; what nobody names stands there with 0.

    """
    tabel = pd.DataFrame(
        [
            *_measures(maatregelen.astype("str"), codes),
            *_objectives(maatregelen.astype("str"), codes),
            *_partners(samenwerking.astype("str"), maatregelen["instelling"].nunique(), codes),
            *_mentions(instellingen.astype("str"), codes),
            *_scales(streefwaarden.astype({"instelling": "str", "eenheid": "str"})),
            *_budgets(begrotingen),
        ],
        columns=["onderdeel", "sleutel", "categorie", "aantal", "n"],
    )
    return tabel.assign(aandeel=tabel["aantal"] / tabel["n"].where(tabel["n"] > 0))


def _measures(maatregelen: pd.DataFrame, codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[Any, ...]]:
    toegepast = maatregelen[(maatregelen["oordeel"] == TOEGEPAST) & maatregelen["vorm"].notna()]
    for maatregel in codes["plan_maatregel"]:
        vorm = toegepast.loc[toegepast["maatregel"] == maatregel, "vorm"]
        yield from (("vorm", maatregel, soort, int((vorm == soort).sum()), len(vorm)) for soort in codes["plan_vorm"])


def _objectives(maatregelen: pd.DataFrame, codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[Any, ...]]:
    """Yield, per objective and of all, how many judgements are that the measure applies, and the forms of those."""
    for doelstelling in [*codes["plan_doelstelling"], ALLES]:
        begin = "" if doelstelling == ALLES else doelstelling
        eigen = maatregelen[maatregelen["maatregel"].str.startswith(begin)]
        yield "toegepast", doelstelling, "ja", int((eigen["oordeel"] == TOEGEPAST).sum()), len(eigen)
        vorm = eigen.loc[(eigen["oordeel"] == TOEGEPAST) & eigen["vorm"].notna(), "vorm"]
        for soort in codes["plan_vorm"]:
            yield "vorm_doelstelling", doelstelling, soort, int((vorm == soort).sum()), len(vorm)


def _scales(streefwaarden: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Yield how many of the plans with a target gave one or more on a five-point scale."""
    schaal = streefwaarden.loc[streefwaarden["eenheid"] == VIJFPUNTSSCHAAL, "instelling"]
    yield VIJFPUNTSSCHAAL, "", "ja", schaal.nunique(), streefwaarden["instelling"].nunique()


def _budgets(begrotingen: pd.Series) -> Iterator[tuple[Any, ...]]:
    for soort in (BRUIKBAAR, PER_PRIORITEIT, ONVOLLEDIG):
        yield "begroting", "", soort, int((begrotingen == soort).sum()), len(begrotingen)


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
        doelen = s.read("streefwaarden")
        s.write(
            "data",
            forms(
                s.read("maatregelen"),
                samenwerking=s.read("samenwerking"),
                instellingen=s.read("instellingen"),
                streefwaarden=doelen[doelen["meting"] == s.params["meting"]],
                begrotingen=kinds(s.read("begroting"), max_verschil=s.params["max_verschil"]),
                codes=s.read("domeinen"),
            ),
        )
