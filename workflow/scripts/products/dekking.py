"""Table A.A: every indicator of the registry, the lists it stands in, and what computes it or why nothing does."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.formats import enumeration
from werkagenda.indicators.registry import Indicator, Register, registry
from werkagenda.run.step import step

JA_NEE = {True: "ja", False: "nee"}


def coverage(register: Register, *, nummers: Mapping[str, str], herkomst: Mapping[str, str]) -> pd.DataFrame:
    """Return one row per indicator of the registry.

    Args:
        register: the registry of indicators.
        nummers: number in the report per product id.
        herkomst: words for the sources from which values per institution are computed.

    """
    rijen = [
        {
            "indicator": een.id,
            "naam": een.naam,
            "doelstelling": f"{een.doelstelling} {register.doelstellingen[een.doelstelling]}",
            "niveau": een.niveau,
            "uitsplitsingen": enumeration(een.uitsplitsingen) if een.uitsplitsingen else "geen",
            "geleverd": _delivered(een, nummers),
            "ontbreekt": enumeration(naam for naam, product in een.uitsplitsingen.items() if product is None)
            if None in een.uitsplitsingen.values()
            else "",
            "bron": een.bron,
            "frequentie": een.frequentie,
            "monitoringsplan": JA_NEE[bool(een.plan)],
            "bijlage_a": JA_NEE[een.bijlage_a is not None],
            "synthese": JA_NEE[een.synthese is not None],
            "berekend": JA_NEE[not een.reason],
            "berekening": _how(een, nummers, herkomst),
        }
        for een in register.indicatoren.values()
    ]
    return pd.DataFrame(rijen)


def _delivered(een: Indicator, nummers: Mapping[str, str]) -> str:
    """Return the breakdowns that a product gives, each with the number of that product; nothing without any."""
    delen = [f"{naam} ({nummers.get(product, product)})" for naam, product in een.uitsplitsingen.items() if product]
    return enumeration(delen) if delen else ""


def _how(een: Indicator, nummers: Mapping[str, str], herkomst: Mapping[str, str]) -> str:
    """Return why nothing computes it, the products that show it, or the source of its values."""
    if een.reason:
        return een.reason
    if een.producten:
        return enumeration(nummers.get(product, product) for product in een.producten)
    return herkomst[een.product]


if __name__ == "__main__":
    with step(snakemake) as s:
        nummering = {rij["id"]: rij["nummer"] for rij in s.read("nummering").to_dict("records")}
        s.write("data", coverage(registry(s.read("indicatoren")), nummers=nummering, **s.params))
