"""Write every product into one workbook: a sheet each, with number, title, notes, source and all rows of its data file.

Where the data file holds a code, the sheet holds the word that the report uses for it. The workbook of all products
also has the published numbers beside the computed ones, which the report has on the web alone.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from werkagenda import formats as f
from werkagenda.compare.cells import number
from werkagenda.contract.contracts import Contract
from werkagenda.contract.product import headings
from werkagenda.contract.tables import read_table
from werkagenda.report.zip_file import make_even
from werkagenda.words.estimates import variant
from werkagenda.words.labels import category_name, trait_label

INHOUD = "Inhoud"
VERGELIJKING = "vergelijking"
GEMENGD = ("gepubliceerd", "berekend", "verschil", "breedte")  # columns that hold words and numbers
# A workbook must carry a moment of creation; a fixed one keeps its bytes the same.
GEMAAKT = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
BREEDTE = 16  # characters
BREEDSTE = 60  # characters
TEKSTBREEDTE = 100  # characters, about: the columns over which a title or note runs
REGELHOOGTE = 15  # points
# The number format per kind of column in a contract, and of what has a unit of its own.
FORMATEN = {
    "getal": "#,##0",
    "aandeel": "0.0%",
    "code": "0",
    "decimalen": "General",
    "bedrag": "#,##0.00",
}
SOORTEN = {"telling": "getal", "geheel": "code", "jaar": "code", "aandeel": "aandeel"}
EENHEDEN = {"aandeel 0-1": "aandeel", "kans 0-1": "aandeel", "procent": "aandeel", "p-waarde": "decimalen"}

KOPPEN_INHOUD = ("Blad", "Titel", "Bestand")
# Columns whose words the register holds under the same name, and those whose words have a short form there.
GELIJK_GENOEMD = (
    "onderdeel", "kenmerk", "migratieachtergrond", "indeling", "stap", "toets", "herkomst", "sollicitaties",
    "eenheid", "basis", "ambitie", "geen_oordeel", "richting",
)  # fmt: skip
MET_KORT = {"item": "item", "indicator": "item", "vraag": "vraag", "reeks": "reeks", "doelstelling": "doelstelling",
            "oordeel_synthese": "oordeel", "oordeel": "oordeel_monitor"}  # fmt: skip


def workbook_of(  # noqa: PLR0913 - what the workbook reads, each by name
    doel: Path,
    *,
    data: Mapping[str, pd.DataFrame],
    teksten: Mapping[str, Any],
    contracten: Mapping[str, Contract],
    register: Mapping[str, Any],
    woorden: Mapping[str, Any],
) -> None:
    """Write the workbook.

    Args:
        doel: the file to write.
        data: data file per product, of those in the register and maybe more; likewise `teksten` and `contracten`.
        teksten: text per product.
        contracten: contract per product.
        register: `producten`, in the order of the sheets, `labels` and `algemeen`. A product without a number is known
            by its title.
        woorden: settings that headings name.

    """
    producten, grenswoorden = register["producten"], register["algemeen"]["grenswoorden"]
    namen = list(producten)
    nummers = {naam: product["nummer"] for naam, product in producten.items() if "nummer" in product}
    with xlsxwriter.Workbook(doel) as boek:
        boek.set_properties({"title": register["algemeen"]["werkboek"], "created": GEMAAKT})
        stijlen = {
            "vet": boek.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "merk": boek.add_format({"bold": True, "font_color": "#9b1c1c"}),
            "noot": boek.add_format({"text_wrap": True, "valign": "top"}),
            "terug": boek.get_default_url_format(),
            "kop": boek.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        } | {soort: boek.add_format({"num_format": patroon}) for soort, patroon in FORMATEN.items()}
        inhoud = boek.add_worksheet(INHOUD)
        for naam in namen:
            koppen = headings(contracten[naam], producten[naam], woorden)
            opmaak = _layout(data[naam], contracten[naam], stijlen)
            tekst = teksten[naam] | {
                "titel": " ".join(filter(None, [nummers.get(naam), teksten[naam]["titel"]])),
                "noten": [_note_on_sheet(noot, grenswoorden) for noot in teksten[naam]["noten"]],
            }
            blad = _worded(data[naam], teksten[naam], register["labels"], koppen)
            _sheet(boek.add_worksheet(nummers.get(naam, naam)), blad, tekst, koppen, stijlen | opmaak)
        _content_of(inhoud, namen, teksten, nummers, stijlen)
    make_even(doel)


def with_numbers(data: pd.DataFrame) -> pd.DataFrame:
    """Return the published and computed values with a number in each cell that holds one; others are words."""
    getallen = {naam: [cel if number(cel) is None else float(cel) for cel in data[naam]] for naam in GEMENGD}
    return data.assign(**getallen)


def _note_on_sheet(noot: str, grenswoorden: Mapping[str, str]) -> str:
    """Return a note in the words for a sheet: it has columns with bounds, no bars and no brackets."""
    for begin in grenswoorden.values():
        noot = noot.replace(begin, grenswoorden["werkboek"])
    return noot


def _worded(
    data: pd.DataFrame, tekst: Mapping[str, Any], labels: Mapping[str, Any], koppen: Mapping[str, str]
) -> pd.DataFrame:
    """Return the data file with a word for each code."""
    woorden = {
        "groep": {code: label["kort"] for code, label in labels["groep"].items()},
        "maat": {code: label["kort"] for code, label in labels["maat"].items()},
        "scenario": dict(tekst.get("reeksen", [])),
    } | {kolom: labels[kolom] for kolom in GELIJK_GENOEMD}
    woorden |= {
        kolom: {code: label["kort"] for code, label in labels[naam].items()} for kolom, naam in MET_KORT.items()
    }
    if "uitsplitsing" in data:
        woorden["uitsplitsing"] = {code: _breakdown(code, koppen) for code in data["uitsplitsing"].unique()}
    if "kenmerk" in data:
        woorden["kenmerk"] = {code: trait_label(code, labels) for code in data["kenmerk"].unique()}
    if "variant" in data:
        woorden["variant"] = {code: variant(labels, code) for code in data["variant"].unique()}
    # An objective such as 2.1 would else be read as a number.
    data = data.astype({kolom: "str" for kolom in MET_KORT if kolom in data})
    if {"kenmerk", "categorie"} <= set(data.columns):
        paren = zip(data["kenmerk"], data["categorie"].astype(str), strict=True)
        data = data.assign(categorie=[category_name(labels, kenmerk, categorie) for kenmerk, categorie in paren])
    elif {"onderdeel", "categorie"} <= set(data.columns):
        aanbod = data["categorie"].map(labels["aanbod"]).where(data["onderdeel"] == "aanbod")
        if "uitsplitsing" in data:
            # Of files that need not be delivered: what their tables call it.
            kamers = labels["categorie"]["sectorkamer"].items()
            woord = {code: een["kort"] for code, een in kamers if isinstance(een, Mapping)}
            aanbod = data["categorie"].map(labels["aanvullend"] | woord)
        data = data.assign(categorie=aanbod.fillna(data["categorie"]))
    if {"groep", "onderdeel"} <= set(data.columns):
        woorden["groep"] |= labels["bpv_groep"]
    # Words that the register of products does not have, such as the names of indicators, stand in the text.
    woorden |= tekst.get("woorden", {})
    return data.replace({kolom: per_code for kolom, per_code in woorden.items() if kolom in data})


def _breakdown(code: str, koppen: Mapping[str, str]) -> str:
    """Name a breakdown after the columns in its code: `leerweg_niveau` is `Leerweg en niveau`."""
    delen = [kop.lower() for kolom, kop in koppen.items() if f"_{kolom}_" in f"_{code}_"]
    return f.capitalised(" en ".join(delen) or code)


def _content_of(
    blad: Any,  # noqa: ANN401
    namen: list[str],
    teksten: Mapping[str, Any],
    nummers: Mapping[str, str],
    stijlen: Mapping[str, Any],
) -> None:
    """Fill the index: a link to each sheet by its name, the title, and the file with the same numbers."""
    merken = {teksten[naam]["merk"] for naam in namen} - {""}
    blad.write_string(0, 0, " ".join([INHOUD, *sorted(merken)]), stijlen["merk" if merken else "vet"])
    for plek, kop in enumerate(KOPPEN_INHOUD):
        blad.write_string(2, plek, kop, stijlen["kop"])
    for rij, naam in enumerate(namen, start=3):
        blad.write_url(rij, 0, f"internal:'{nummers.get(naam, naam)}'!A1", string=nummers.get(naam, naam))
        blad.write_string(rij, 1, teksten[naam]["titel"], stijlen["noot"])
        blad.write_string(rij, 2, f"{naam}.csv")
    breedtes = (
        max(len(nummers.get(naam, naam)) for naam in namen) + 2,
        TEKSTBREEDTE,
        max(map(len, namen)) + 6,
    )
    for plek, breedte in enumerate(breedtes):
        blad.set_column(plek, plek, breedte)
    blad.autofilter(2, 0, 2 + len(namen), len(KOPPEN_INHOUD) - 1)
    blad.freeze_panes(3, 0)


def _sheet(
    blad: Any,  # noqa: ANN401
    data: pd.DataFrame,
    tekst: Mapping[str, Any],
    koppen: Mapping[str, str],
    stijlen: Mapping[str, Any],
) -> None:
    """Fill one sheet: text on top, then the header with a filter and the rows, frozen below the header."""
    regels = [tekst["merk"]] if tekst["merk"] else []
    regels += [tekst["titel"], *(f"Noot: {noot}" for noot in tekst["noten"]), f"Bron: {tekst['bron']}"]
    breedtes = [_width(data[kolom]) for kolom in data.columns]
    for rij, regel in enumerate(regels):
        opmaak = {tekst["merk"]: stijlen["merk"], tekst["titel"]: stijlen["vet"]}.get(regel, stijlen["noot"])
        _wrapped(blad, rij, regel, breedtes, opmaak)
    kop = len(regels) + 1
    blad.write_url(kop - 1, 0, f"internal:'{INHOUD}'!A1", stijlen["terug"], string=INHOUD)
    for plek, kolom in enumerate(data.columns):
        blad.write_string(kop, plek, koppen[kolom], stijlen["kop"])
        for rij, waarde in enumerate(data[kolom]):
            if isinstance(waarde, str):
                blad.write_string(kop + 1 + rij, plek, waarde)
            elif pd.notna(waarde):
                blad.write_number(kop + 1 + rij, plek, waarde, stijlen[kolom, rij])
        blad.set_column(plek, plek, breedtes[plek])
    blad.autofilter(kop, 0, kop + len(data), len(data.columns) - 1)
    blad.freeze_panes(kop + 1, 0)


def _width(kolom: pd.Series) -> int:
    """Return the width of a column in characters, by its longest text."""
    langste = max((len(cel) for cel in kolom if isinstance(cel, str)), default=0)
    return max(BREEDTE, min(langste + 2, BREEDSTE))


def _wrapped(blad: Any, rij: int, regel: str, breedtes: list[int], opmaak: Any) -> None:  # noqa: ANN401 - of xlsxwriter
    """Write a line of text over as many columns as it needs, wrapped, in a row that is high enough."""
    laatste, breed = 0, breedtes[0]
    while laatste + 1 < len(breedtes) and breed < TEKSTBREEDTE:
        laatste += 1
        breed += breedtes[laatste]
    if laatste:
        # First an empty range: a text that looks like a formula is then written as the text that it is.
        blad.merge_range(rij, 0, rij, laatste, "", opmaak)
    blad.write_string(rij, 0, regel, opmaak)
    blad.set_row(rij, REGELHOOGTE * max(1, -(-len(regel) // breed)))


def _layout(data: pd.DataFrame, contract: Contract, stijlen: Mapping[str, Any]) -> dict[tuple[str, int], Any]:
    """Return the format of each cell, by column and row: a unit may differ from row to row."""
    return {
        (kolom.naam, rij): stijlen[_format(kolom.soort, eenheid)]
        for kolom in map(contract.column, data.columns)
        for rij, eenheid in enumerate(data[kolom.eenheid_uit] if kolom.eenheid_uit else [kolom.eenheid] * len(data))
    }


def _format(soort: str, eenheid: str) -> str:
    """Return the format of a number by the kind and the unit that the contract gives it."""
    if eenheid.startswith("euro"):
        return "bedrag"
    if soort == "geheel" and eenheid:
        return "getal"
    return EENHEDEN.get(eenheid, SOORTEN.get(soort, "decimalen"))


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        producten = s.register["producten"]
        contracten = {contract.naam: contract for contract in s.contracts("contracten")}
        van = {naam: contracten[product["contract"]] for naam, product in producten.items()}
        paden = {pad.stem: pad for pad in s.paths("data")}
        data = {naam: read_table(pad, van[naam]) for naam, pad in paden.items()}
        teksten = s.read_all("teksten")

        vergelijking = s.read("vergelijking")
        bij = s.read("bijlagen")["vergeleken"]
        nummers = {naam: product["nummer"] for naam, product in producten.items() if "nummer" in product}
        alles = {
            "data": data | {VERGELIJKING: with_numbers(vergelijking.replace({"product": nummers}))},
            "teksten": teksten
            | {VERGELIJKING: {"titel": bij["naam"], "merk": max(tekst["merk"] for tekst in teksten.values()),
                              "noten": bij["noten"], "bron": bij["bron"]}},
            "contracten": van | {VERGELIJKING: s.contract("contract_vergelijking")},
            "register": s.register | {"producten": producten | {VERGELIJKING: {"nummer": bij["blad"]}}},
        }  # fmt: skip
        workbook_of(s.target("werkmap"), **alles, woorden=s.params["woorden"])
        # And a workbook with one sheet of it for who needs one figure.
        deel = {"data": data, "teksten": teksten, "contracten": van, "woorden": s.params["woorden"]}
        for pad in map(Path, s.output["los"]):
            if not s.stays(pad, (paden[pad.stem].read_bytes(), teksten[pad.stem])):
                register = s.register | {"producten": {pad.stem: producten[pad.stem]}}
                workbook_of(s.stage(pad), **deel, register=register)
