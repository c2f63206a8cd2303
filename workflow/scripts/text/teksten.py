"""Put one product into words: title with the finding, alt text, source, notes and the variables of the prose."""

from collections.abc import Mapping
from typing import Any

import figuren
import pandas as pd
import tabellen

from werkagenda import formats as f
from werkagenda.reeksen import breukjaar


def verwoord(
    data: pd.DataFrame,
    *,
    naam: str,
    register: Mapping[str, Any],
    scenarios: Mapping[str, str],
    drempels: Mapping[str, float],
    breuken: Mapping[str, int],
    synthetisch: bool,
) -> dict[str, Any]:
    """Return the text of one product.

    Args:
        data: the product's data file.
        naam: id of the product, such as `figuur_3_1`.
        register: `resources/producten.yaml`.
        scenarios: title of each scenario by id.
        drempels: smallest change that is called one: `aandeel` in percentage points, `aantal` in percent.
        breuken: per maat the first year of the new definition.
        synthetisch: whether the raw files were synthetic; the text then carries the mark.

    """
    product = register["producten"][naam]
    labels = register["labels"]
    labels = labels | {"scenario": {"regeling": labels["groep"]["regeling"]} | {s: {"kort": t} for s, t in scenarios.items()}}
    tekst = _familie(data, product=product, labels=labels, drempels=drempels, breuken=breuken)
    extra = _voorwaardelijk(data, product=product, sjablonen=register["voorwaardelijke_noten"])
    return tekst | {
        "id": naam,
        "bron": register["bronnen"][product["bron"]],
        "noten": [*product["noten"], *extra.values()],
        "merk": register["merk"] if synthetisch else "",
        "variabelen": tekst["variabelen"] | ({"reeksbreuk_zin": extra.get("reeksbreuk", "")} if "reeksbreuk" in data else {}),
    }


def _familie(
    data: pd.DataFrame,
    *,
    product: Mapping[str, Any],
    labels: Mapping[str, Any],
    drempels: Mapping[str, float],
    breuken: Mapping[str, int],
) -> dict[str, Any]:
    """Call the function of the product's family with the settings it uses."""
    familie = product["familie"]
    if familie in {"aantallen", "aandelen", "scenario"}:
        return getattr(figuren, familie)(data, product=product, labels=labels, drempels=drempels)
    if familie in {"uitsplitsing", "spreiding", "sectoren"}:
        return getattr(tabellen, familie)(data, labels=labels, drempels=drempels, breuken=breuken)
    if familie == "ontleding":
        return tabellen.ontleding(data, labels=labels)
    return getattr(tabellen, familie)(data)


def _voorwaardelijk(
    data: pd.DataFrame, *, product: Mapping[str, Any], sjablonen: Mapping[str, str]
) -> dict[str, str]:
    """Return the notes that the data call for: a break in the series, suppressed cells."""
    noten: dict[str, str] = {}
    jaar = breukjaar(data) if "reeksbreuk" in data else None
    if jaar is not None:
        noten["reeksbreuk"] = sjablonen["reeksbreuk"].format(jaar=jaar)
    onderdrukt = data["aandeel_onderdrukt"].max() if "aandeel_onderdrukt" in data else 0
    if onderdrukt > 0:
        noten["onderdrukt"] = sjablonen["onderdrukt"].format(aandeel=f.procent_voluit(onderdrukt, f.PUBLICATIEDECIMALEN))
    elif {"aandeel_min", "aandeel_max"} <= set(data) and (data["aandeel_min"] < data["aandeel_max"]).any():
        noten["grenzen"] = sjablonen["grenzen"]
    return noten


if __name__ == "__main__":
    from snakemake.script import snakemake

    from werkagenda.step import step

    with step(snakemake) as s:
        titels = {naam: indeling["titel"] for naam, indeling in s.read_all("scenarios").items()}
        tekst = verwoord(
            s.read("data"), naam=s.wildcards["id"], register=s.read("producten"), scenarios=titels, **s.params
        )
        s.write("tekst", tekst)
