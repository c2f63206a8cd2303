"""Table A.A: every indicator of the registry, the lists it stands in, and what computes it or why nothing does."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from werkagenda.formats import enumeration
from werkagenda.indicators.registry import Indicator, Register, registry
from werkagenda.run.step import step

JA_NEE = {True: "ja", False: "nee"}
# The columns in which a product says by which trait a row is broken down.
NAAR = ("kenmerk", "uitsplitsing")
Tabellen = Mapping[str, pd.DataFrame]


def coverage(  # noqa: PLR0913 - one argument per kind of word, by name
    register: Register,
    *,
    nummers: Mapping[str, str],
    herkomst: Mapping[str, str],
    tabellen: Tabellen,
    met_waarde: Collection[str],
    ontbreekt: Mapping[str, str],
    kenmerken: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Return one row per indicator of the registry.

    Args:
        register: the registry of indicators.
        nummers: number in the report per product id.
        herkomst: words for the sources from which values per institution are computed.
        tabellen: the products of this run; one without rows about an indicator lacks the file or column that has it.
        met_waarde: the indicators of which institutions have a value.
        ontbreekt: the words for that, per product and per source of values per institution.
        kenmerken: per breakdown of the monitoring plan what a product calls it, where that names its breakdowns.

    """

    def given(een: Indicator, naam: str, product: str | None) -> bool:
        return product is not None and has_rows(een, tabellen.get(product), kenmerken.get(naam))

    def reason(een: Indicator) -> str:
        if een.per_institution:
            return "" if een.id in met_waarde else ontbreekt[een.product]
        if een.producten and not any(has_rows(een, tabellen.get(product)) for product in een.producten):
            return ontbreekt[een.producten[0]]
        return een.reason

    def how(een: Indicator) -> str:
        eigen = [product for product in een.producten if has_rows(een, tabellen.get(product))]
        return enumeration(nummers.get(product, product) for product in eigen) if eigen else herkomst[een.product]

    rijen = [
        {
            "indicator": een.id,
            "naam": een.naam,
            "doelstelling": f"{een.doelstelling} {register.doelstellingen[een.doelstelling]}",
            "niveau": een.niveau,
            "uitsplitsingen": enumeration(een.uitsplitsingen) if een.uitsplitsingen else "geen",
            "geleverd": _listed(
                f"{naam} ({nummers.get(str(product), product)})"
                for naam, product in een.uitsplitsingen.items()
                if given(een, naam, product)
            ),
            "ontbreekt": _listed(naam for naam, product in een.uitsplitsingen.items() if not given(een, naam, product)),
            "bron": een.bron,
            "frequentie": een.frequentie,
            "monitoringsplan": JA_NEE[bool(een.plan)],
            "bijlage_a": JA_NEE[een.bijlage_a is not None],
            "synthese": JA_NEE[een.synthese is not None],
            "berekend": JA_NEE[not reason(een)],
            "berekening": reason(een) or how(een),
        }
        for een in register.indicatoren.values()
    ]
    return pd.DataFrame(rijen)


def has_rows(een: Indicator, tabel: pd.DataFrame | None, kenmerken: Sequence[str] | None = None) -> bool:
    """Tell whether a product has rows about an indicator, broken down by one of the traits where those are named."""
    if tabel is None:
        return False
    eigen = tabel
    for kolom, waarde in een.rijen.items():
        eigen = eigen[eigen[kolom] == waarde] if kolom in eigen else eigen
    for kolom in NAAR if kenmerken else ():
        eigen = eigen[eigen[kolom].isin(kenmerken)] if kolom in eigen else eigen
    return not eigen.empty


def _listed(delen: Iterable[str]) -> str:
    """Return the parts as a list in words; nothing without any."""
    alle = list(delen)
    return enumeration(alle) if alle else ""


if __name__ == "__main__":
    with step(snakemake) as s:
        nummering = {rij["id"]: rij["nummer"] for rij in s.read("nummering").to_dict("records")}
        tabel = coverage(
            registry(s.read("indicatoren")),
            nummers=nummering,
            herkomst=s.params["herkomst"],
            tabellen=s.read_all("producten"),
            met_waarde=set(s.read("sector")["indicator"].astype(str)),
            ontbreekt=s.params["ontbreekt"],
            kenmerken=s.params["kenmerken"],
        )
        s.write("data", tabel)
