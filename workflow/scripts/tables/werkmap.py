"""Write every product into one workbook: a sheet each, with title, notes, source and all rows of its data file."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

INHOUD = "Inhoud"
# A workbook must carry a moment of creation; a fixed one keeps its bytes the same.
GEMAAKT = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
BREEDTE = 16  # characters
AANDELEN = ("aandeel", "p2_5", "p25", "mediaan", "p75", "p97_5", "gemiddelde")
CODES = ("jaar", "van", "tot", "niveau", "procent")  # numbers without a thousands separator


def werkmap(
    doel: Path, *, data: Mapping[str, pd.DataFrame], teksten: Mapping[str, Any], register: Mapping[str, Any]
) -> None:
    """Write the workbook.

    Args:
        doel: the file to write.
        data: data file per product.
        teksten: text per product.
        register: `resources/producten.yaml`; its order is that of the sheets.

    """
    namen = [naam for naam in register["producten"] if naam in data]
    with xlsxwriter.Workbook(doel) as boek:
        boek.set_properties({"title": "Monitor Werkagenda mbo: cijfers", "created": GEMAAKT})
        stijlen = {
            "vet": boek.add_format({"bold": True}),
            "merk": boek.add_format({"bold": True, "font_color": "#9b1c1c"}),
            "kop": boek.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "getal": boek.add_format({"num_format": "#,##0"}),
            "aandeel": boek.add_format({"num_format": "0.0%"}),
            "code": boek.add_format({"num_format": "0"}),
        }
        inhoud = boek.add_worksheet(INHOUD)
        for naam in namen:
            _blad(
                boek.add_worksheet(naam), data[naam], teksten[naam], register["producten"][naam]["kolomkoppen"], stijlen
            )
        _inhoud(inhoud, namen, teksten, stijlen)


def _inhoud(blad: Any, namen: list[str], teksten: Mapping[str, Any], stijlen: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Fill the index: a link per sheet."""
    merken = {teksten[naam]["merk"] for naam in namen} - {""}
    blad.write_string(0, 0, " ".join(["Inhoud", *sorted(merken)]), stijlen["merk" if merken else "vet"])
    for rij, naam in enumerate(namen, start=2):
        blad.write_url(rij, 0, f"internal:'{naam}'!A1", string=naam)
        blad.write_string(rij, 1, teksten[naam]["titel"])
    blad.set_column(0, 0, max(map(len, namen)) + 2)


def _blad(
    blad: Any,  # noqa: ANN401
    data: pd.DataFrame,
    tekst: Mapping[str, Any],
    koppen: Mapping[str, str],
    stijlen: Mapping[str, Any],
) -> None:
    """Fill one sheet: text on top, then the header and the rows, frozen below the header."""
    regels = [tekst["merk"]] if tekst["merk"] else []
    regels += [tekst["titel"], *(f"Noot: {noot}" for noot in tekst["noten"]), f"Bron: {tekst['bron']}"]
    for rij, regel in enumerate(regels):
        blad.write_string(rij, 0, regel, stijlen["merk"] if regel == tekst["merk"] else None)
    kop = len(regels) + 1
    for plek, kolom in enumerate(data.columns):
        blad.write_string(kop, plek, koppen[kolom], stijlen["kop"])
        soort = "aandeel" if kolom.startswith(AANDELEN) else "code" if kolom in CODES else "getal"
        for rij, waarde in enumerate(_cellen(data[kolom]), start=kop + 1):
            if isinstance(waarde, str):
                blad.write_string(rij, plek, waarde)
            elif pd.notna(waarde):
                blad.write_number(rij, plek, waarde, stijlen[soort])
    blad.set_column(0, len(data.columns) - 1, BREEDTE)
    blad.freeze_panes(kop + 1, 0)


def _cellen(kolom: pd.Series) -> pd.Series:
    """Return a column as numbers where every filled cell is one: in csv an empty cell makes the whole column text."""
    getallen = pd.to_numeric(kolom, errors="coerce")
    return getallen if getallen.isna().eq(kolom.isin(["", None])).all() and getallen.notna().any() else kolom


if __name__ == "__main__":
    from werkagenda.step import step

    with step(snakemake) as s:
        werkmap(
            s.target("werkmap"),
            data=s.read_all("data"),
            teksten=s.read_all("teksten"),
            register=s.read("producten"),
        )
