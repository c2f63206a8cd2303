"""Titles and variables of the typology: quarters, types and movement between groups, as positions in the sector."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.typology import GROEPEN, HOOG, LAAG, MIDDEN
from werkagenda.words import synthesis as z
from werkagenda.words.text import Tekst, finish_text

Labels = Mapping[str, Any]
HELFT = 0.5


def kwartielen(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe figure S.5: `n`, the sentences `vaak` (over half of the indicators) and `uitersten`."""
    laag, hoog = (int((data[kant] > HELFT).sum()) for kant in (LAAG, HOOG))
    titel = (
        f"{f.hoofdletter(z.institutions(hoog))} {_zit(hoog or 1)} op meer dan de helft van de indicatoren in het "
        f"hoogste kwart, {z.institutions(laag)} in het laagste"
    )
    return {
        "titel": titel,
        "alt": (
            "Staafdiagram met per instelling, zonder naam, het aandeel indicatoren in het laagste kwart (links) en in "
            "het hoogste kwart (rechts)."
        ),
        "as": "Aandeel van de indicatoren",
        "reeksen": [[LAAG, "In het laagste kwart"], [HOOG, "In het hoogste kwart"]],
        "groepen": [[groep, labels["plaats"][groep]] for groep in GROEPEN],
        "woorden": {"groep": labels["plaats"]},
        "variabelen": {
            "n": f.aantal(len(data)),
            "vaak": f"{titel}.",
            "uitersten": _mixed(data),
        },
    }


def typen(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe table S.E: `laag`, `hoog`, `midden` (institutions), the sentences `ambitie_laag`, `ambitie_hoog`."""
    aantal = data.groupby("groep")["aantal"].sum()
    laag, midden, hoog = (int(aantal.get(groep, 0)) for groep in GROEPEN)
    omhoog = int(data.loc[data["groep"] == LAAG, "stijgers"].sum())
    return {
        "titel": f"Van de {f.aantal(laag)} instellingen in de lage groep {_schoof(omhoog)} naar een hogere groep",
        "alt": "Tabel met per type het aantal instellingen, en hoeveel er daalden, gelijk bleven en stegen.",
        "woorden": {"groep": labels["plaats"], "ambitie": labels["ambitie"]},
        "variabelen": {
            "laag": f.aantal(laag),
            "midden": f.aantal(midden),
            "hoog": f.aantal(hoog),
            "ambitie_laag": _by_ambition(
                data, LAAG, "stijgers", plaats=labels["plaats"][LAAG], woorden=("schoof", "schoven", "op")
            ),
            "ambitie_hoog": _by_ambition(
                data, HOOG, "gelijk", plaats=labels["plaats"][HOOG], woorden=("bleef", "bleven", "daar")
            ),
        },
    }


def beweging(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe table S.F: the counts `stijgers`, `dalers`, `blijvers`, and the sentences `laag`, `hoog`, `sprong`."""
    plaats = {groep: nummer for nummer, groep in enumerate(GROEPEN)}
    data = data[data["van"].isin(GROEPEN) & data["naar"].isin(GROEPEN)]
    stap = data["naar"].map(plaats) - data["van"].map(plaats)
    n, gelijk = int(data["aantal"].sum()), int(data.loc[stap == 0, "aantal"].sum())
    omhoog, omlaag = (int(data.loc[welke, "aantal"].sum()) for welke in (stap > 0, stap < 0))
    sprong = int(data.loc[stap.abs() == len(GROEPEN) - 1, "aantal"].sum())
    paar = {(rij["van"], rij["naar"]): int(rij["aantal"]) for rij in data.to_dict("records")}
    return {
        "titel": f"{f.hoofdletter(f.getalwoord(gelijk))} van de {f.aantal(n)} instellingen bleven in dezelfde groep",
        "alt": "Tabel met instellingen naar groep op startwaarden en groep op recente waarden.",
        "woorden": dict.fromkeys(("van", "naar"), labels["plaats"]),
        "variabelen": {
            "n": f.aantal(n),
            "blijvers": f.aantal(gelijk),
            "stijgers": f.getalwoord(omhoog),
            "dalers": f.getalwoord(omlaag),
            "laag": (
                f"Van de instellingen die bij de start in de lage groep zaten, {_zit(paar[LAAG, LAAG])} er "
                f"{f.getalwoord(paar[LAAG, LAAG])} daar nog; {f.getalwoord(paar[MIDDEN, LAAG] + paar[HOOG, LAAG])} "
                "kwamen er uit een andere groep bij."
            ),
            "hoog": (
                f"Van de instellingen in de hoge groep {_zit(paar[HOOG, HOOG])} er {f.getalwoord(paar[HOOG, HOOG])} "
                f"daar nog; {f.getalwoord(paar[MIDDEN, HOOG] + paar[LAAG, HOOG])} kwamen erbij."
            ),
            "sprong": (
                "Geen enkele instelling ging van de lage naar de hoge groep of omgekeerd."
                if sprong == 0
                else f"Van de lage naar de hoge groep of omgekeerd ging het bij {z.institutions(sprong)}."
            ),
        },
    }


def _mixed(data: pd.DataFrame) -> str:
    """Return the sentence on institutions of the low group that are in a highest quarter too."""
    lage = data[data["groep"] == LAAG]
    ook = int((lage[HOOG] > 0).sum())
    if lage.empty:
        return ""
    return (
        f"Van de {f.getalwoord(len(lage))} instellingen in de lage groep {_zit(ook)} er {f.getalwoord(ook)} op een of "
        "meer andere indicatoren in het hoogste kwart."
    )


def _by_ambition(data: pd.DataFrame, groep: str, kolom: str, *, plaats: str, woorden: tuple[str, str, str]) -> str:
    """Return what became of the institutions of a group, those with a high ambition beside the others."""
    eigen = data[data["groep"] == groep]
    enkelvoud, meervoud, slot = woorden
    delen = []
    for hoog, soort in ((True, " instellingen met een hoge ambitie"), (False, " andere")):
        rijen = eigen[(eigen["ambitie"] == HOOG) == hoog]
        aantal, n = int(rijen[kolom].sum()), int(rijen["aantal"].sum())
        if n:
            werkwoord = enkelvoud if aantal <= 1 else meervoud
            delen.append(
                f"van de {f.getalwoord(n)}{soort} {werkwoord} er {f.getalwoord(aantal) if aantal else 'geen'} {slot}"
            )
    return f"In de {f.kleine_letter(plaats)}: {f.opsomming(delen)}." if delen else ""


def _zit(aantal: int) -> str:
    return "zit" if aantal == 1 else "zitten"


def _schoof(aantal: int) -> str:
    return f"{'schoof' if aantal == 1 else 'schoven'} er {f.getalwoord(aantal)} op"


FAMILIES = {"kwartielen": kwartielen, "typen": typen, "beweging": beweging}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        omvang = {kant: f.aantal(aantal) for kant, aantal in product.get("omvang", {}).items()}
        finish_text(s, FAMILIES[product["familie"]](data, labels=s.register["labels"]), data, omvang)
