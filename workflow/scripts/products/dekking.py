"""Table A.A: every indicator of the registry, the lists it stands in, and what computes it or why nothing does."""

from collections.abc import Iterable, Mapping

import pandas as pd

from werkagenda.formats import enumeration
from werkagenda.indicators.registry import Indicator, Register, registry
from werkagenda.run.step import step

JA_NEE = {True: "ja", False: "nee"}


def coverage(
    register: Register,
    *,
    nummers: Mapping[str, str],
    herkomst: Mapping[str, str],
    ontbreekt: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return one row per indicator of the registry.

    Args:
        register: the registry of indicators.
        nummers: number in the report per product id.
        herkomst: words for the sources from which values per institution are computed.
        ontbreekt: per product without data, since a file that need not be there is not, the words that say so.

    """
    zonder = ontbreekt or {}
    rijen = [
        {
            "indicator": een.id,
            "naam": een.naam,
            "doelstelling": f"{een.doelstelling} {register.doelstellingen[een.doelstelling]}",
            "niveau": een.niveau,
            "uitsplitsingen": enumeration(een.uitsplitsingen) if een.uitsplitsingen else "geen",
            "geleverd": _listed(
                f"{naam} ({nummers.get(product, product)})"
                for naam, product in een.uitsplitsingen.items()
                if product and product not in zonder
            ),
            "ontbreekt": _listed(
                naam for naam, product in een.uitsplitsingen.items() if product is None or product in zonder
            ),
            "bron": een.bron,
            "frequentie": een.frequentie,
            "monitoringsplan": JA_NEE[bool(een.plan)],
            "bijlage_a": JA_NEE[een.bijlage_a is not None],
            "synthese": JA_NEE[een.synthese is not None],
            "berekend": JA_NEE[not _reason(een, zonder)],
            "berekening": _reason(een, zonder) or _how(een, nummers, herkomst),
        }
        for een in register.indicatoren.values()
    ]
    return pd.DataFrame(rijen)


def _listed(delen: Iterable[str]) -> str:
    """Return the parts as a list in words; nothing without any."""
    alle = list(delen)
    return enumeration(alle) if alle else ""


def _reason(een: Indicator, zonder: Mapping[str, str]) -> str:
    """Return why nothing computes it: what the registry says, or that the files of all its products are not there."""
    if een.producten and all(product in zonder for product in een.producten):
        return zonder[een.producten[0]]
    return een.reason


def _how(een: Indicator, nummers: Mapping[str, str], herkomst: Mapping[str, str]) -> str:
    """Return the products that show it, or the source of its values."""
    if een.producten:
        return enumeration(nummers.get(product, product) for product in een.producten)
    return herkomst[een.product]


if __name__ == "__main__":
    with step(snakemake) as s:
        nummering = {rij["id"]: rij["nummer"] for rij in s.read("nummering").to_dict("records")}
        ontbreekt = {
            product: s.params["niet_aangeleverd"][product]
            for product, data in s.read_all("aanvullend").items()
            if data.empty
        }
        register = registry(s.read("indicatoren"))
        tabel = coverage(register, nummers=nummering, herkomst=s.params["herkomst"], ontbreekt=ontbreekt)
        s.write("data", tabel)
