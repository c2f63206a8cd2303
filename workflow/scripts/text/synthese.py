"""Titles and variables of the products on indicators: where the sector stands, per indicator and verdict."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.progress import AFGEROND, OORDELEN, SOORTEN
from werkagenda.indicators.registry import Register, registry
from werkagenda.words import synthesis as z
from werkagenda.words.text import Tekst, finish_text

Labels = Mapping[str, Any]


def sectorbeeld(data: pd.DataFrame, *, labels: Labels, register: Register, **_: object) -> Tekst:
    """Describe figure S.1.

    Variables: `n` (indicators), the sentences `verdeling` (how many rose, fell, stayed, as printed), `stijging` and
    `daling` (the largest), `doel` (largest distance to the target); `namen` are those on the axis.
    """
    rijen = data.dropna(subset=["start", "recent"])
    rijen = rijen.assign(
        eenheid="procent",
        verschil=rijen["recent"] - rijen["start"],
        afstand=rijen["streef"] - rijen["recent"],
        stap=[f.half_op(f.exact(nu) * 100) - f.half_op(f.exact(toen) * 100)
              for toen, nu in zip(rijen["start"], rijen["recent"], strict=True)],
    )  # fmt: skip
    hoger, lager = int((rijen["stap"] > 0).sum()), int((rijen["stap"] < 0).sum())
    return {
        "titel": (
            f"Van de {z.indicators(len(rijen))} in procenten {'ligt' if hoger == 1 else 'liggen'} er "
            f"{f.getalwoord(hoger)} hoger dan bij de start en {f.getalwoord(lager)} lager"
        ),
        "alt": "Puntengrafiek met per indicator de start-, recente en streefwaarde in procenten.",
        "as": "",
        "reeksen": [[soort, labels["soort"][soort]] for soort in SOORTEN],
        "namen": {naam: register.indicatoren[naam].korte_naam for naam in data["indicator"]},
        "woorden": {"indicator": z.short_names(register)},
        "variabelen": {
            "n": f.getalwoord(len(rijen)),
            "verdeling": (
                f"In hele procenten {z.are(hoger)} gestegen, {f.getalwoord(lager)} gedaald en "
                f"{f.getalwoord(len(rijen) - hoger - lager)} gelijk gebleven."
            ),
            "stijging": z.extreme(rijen[rijen["stap"] > 0], "verschil", register, "Het meest steeg", hoogste=True),
            "daling": z.extreme(rijen[rijen["stap"] < 0], "verschil", register, "Het meest daalde", hoogste=False),
            "doel": z.distance(rijen.dropna(subset="afstand"), register),
        },
    }


def voortgang(data: pd.DataFrame, *, register: Register, labels: Labels, **_: object) -> Tekst:
    """Describe table S.A.

    Variables: per verdict `<oordeel>` (count as a word) and `<oordeel>_lijst` (a sentence), `cijfers` (the marks),
    `basis`, `ontbreekt`, `n`, and `jaren` (of the recent values).
    """
    geteld = data[data["oordeel"] != ""]
    per_oordeel = {oordeel: geteld[geteld["oordeel"] == oordeel] for oordeel in OORDELEN}
    bereikt, niet = len(per_oordeel["bereikt"]), len(per_oordeel["niet_op_koers"])
    afgerond = geteld[geteld["basis"] == AFGEROND]
    lijsten = {
        f"{oordeel}_lijst": (
            f"Voor {z.indicators(len(rijen))} geldt: {labels['oordeel'][oordeel]['zin']}"
            + (f". Het gaat om {z.listed(rijen, register.indicatoren)}." if len(rijen) else ".")
        )
        for oordeel, rijen in per_oordeel.items()
    }
    zonder = data[data["oordeel"] == ""]
    jaren = sorted({int(jaar) for jaar in geteld["jaar_recent"].dropna()})
    return {
        "titel": (
            f"Op {z.none_or(bereikt)} van de {f.aantal(len(data))} indicatoren is de streefwaarde bereikt; op "
            f"{z.none_or(niet)} met een streefwaarde is er geen vooruitgang"
        ),
        "alt": "Tabel met per indicator start-, recente en streefwaarde, het verschil en het oordeel.",
        "woorden": {"indicator": z.short_names(register)},
        "variabelen": {oordeel: f.getalwoord(len(rijen)) for oordeel, rijen in per_oordeel.items()}
        | lijsten
        | {
            "n": f.aantal(len(geteld)),
            "jaren": f.opsomming(map(str, jaren)) if jaren else f.LEEG,
            "cijfers": z.marks(geteld[geteld["eenheid"] == z.CIJFER], register),
            "basis": (
                "Elk oordeel berust op gemiddelden van onafgeronde waarden."
                if afgerond.empty
                else f"Van {z.listed(afgerond, register.indicatoren)} gaven instellingen alleen afgeronde waarden."
            ),
            "ontbreekt": (
                f"Zonder oordeel blijft {z.listed(zonder, register.indicatoren)}: er is geen start- of recente waarde."
                if len(zonder)
                else ""
            ),
        },
    }


def oordelen(data: pd.DataFrame, *, register: Register, **_: object) -> Tekst:
    """Describe table S.B: a variable per row (the count as a word), `n`, and the sentence `telling`."""
    per_deel = {str(rij["onderdeel"]): int(rij["aantal"]) for rij in data.to_dict("records")}
    n, woord = int(data["n"].max()), {deel: f.getalwoord(aantal) for deel, aantal in per_deel.items()}
    halverwege = per_deel["minstens_halverwege"]
    return {
        "titel": (
            f"Op {woord['minstens_halverwege']} van de {f.aantal(n)} indicatoren is de streefwaarde bereikt of ten "
            "minste de helft van de weg afgelegd"
        ),
        "alt": "Tabel met het aantal indicatoren per oordeel.",
        "variabelen": woord
        | {
            "n": f.aantal(n),
            "indicatoren": f.aantal(len(register.synthese())),
            "telling": (
                f"Op {z.none_or(halverwege)} van de {f.aantal(n)} indicatoren is de streefwaarde bereikt of ten minste "
                "de helft van de weg afgelegd. "
                f"Van de andere {f.getalwoord(per_deel['niet_halverwege'])} is er op "
                f"{woord['zonder_vooruitgang']} geen vooruitgang, en op {woord['minder_dan_halverwege']} wel, maar "
                "minder dan halverwege of zonder streefwaarde."
            ),
        },
    }


def spreiding(data: pd.DataFrame, *, register: Register, labels: Labels, **_: object) -> Tekst:
    """Describe table S.G: the sentences `grootste` and `kleinste` (spread of recent percentages), `verandering`."""
    breedte = data.assign(breedte=data["p90"] - data["p10"])
    # Whether an institution has something or not is no spread of a percentage.
    procenten = breedte[(breedte["eenheid"] == "procent") & ~((breedte["p10"] == 0) & (breedte["p90"] == 1))]
    recent = procenten[procenten["soort"] == "recent"]
    paren = procenten.pivot_table(index="indicator", columns="soort", values="breedte").reindex(
        columns=["start", "recent"]
    )
    gegroeid, n = int((paren["recent"] > paren["start"]).sum()), len(paren.dropna())
    wijd, smal = (z.widest(recent, register, hoogste=kant) for kant in (True, False))
    return {
        "titel": (
            f"Instellingen verschillen het meest op {wijd[0]}"
            if wijd[0]
            else "Van geen indicator is de spreiding bekend"
        ),
        "alt": "Tabel met de spreiding over instellingen per indicator, van start- en recente waarden.",
        "woorden": {"indicator": z.short_names(register), "soort": labels["soort"]},
        "variabelen": {
            "grootste": f"Het meest verschillen instellingen op {wijd[0]}: {wijd[1]}." if wijd[0] else "",
            "kleinste": f"Het minst verschillen zij op {smal[0]}: {smal[1]}." if smal[0] else "",
            "verandering": (
                f"Van de {z.indicators(n)} met beide waarden werd het verschil tussen instellingen op "
                f"{f.getalwoord(gegroeid)} groter."
            ),
        },
    }


def dekking(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe table A.A: `indicatoren`, `berekend`, `niet`, per list its count, and the sentence `redenen`."""
    telt = data["berekend"] == "ja"
    redenen = data.loc[~telt, "berekening"].value_counts().sort_index()
    delen = [f"{f.getalwoord(int(aantal))} keer \N{LEFT SINGLE QUOTATION MARK}{reden}\N{RIGHT SINGLE QUOTATION MARK}"
             for reden, aantal in redenen.items()]  # fmt: skip
    lijsten = {lijst: f.aantal((data[lijst] == "ja").sum()) for lijst in ("monitoringsplan", "bijlage_a", "synthese")}
    return {
        "titel": f"Van de {f.aantal(len(data))} indicatoren {z.become(telt.sum())} in dit project berekend",
        "alt": "Tabel met alle indicatoren, de lijsten waarin zij staan en waaruit zij berekend worden.",
        "variabelen": lijsten
        | {
            "indicatoren": f.aantal(len(data)),
            "berekend": f.aantal(telt.sum()),
            "niet": f.aantal((~telt).sum()),
            "redenen": f"De reden waarom een indicator er niet is: {f.opsomming(delen)}." if delen else "",
        },
    }


FAMILIES = {
    "sectorbeeld": sectorbeeld,
    "voortgang": voortgang,
    "oordelen": oordelen,
    "spreiding_indicatoren": spreiding,
    "dekking": dekking,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        eigen = FAMILIES[product["familie"]](
            data, product=product, labels=s.register["labels"], register=registry(s.read("indicatoren"))
        )
        # Why an indicator has no verdict is no matter of disclosure, and needs no note on it.
        finish_text(s, eigen, data.drop(columns="reden") if product["familie"] == "voortgang" else data)
