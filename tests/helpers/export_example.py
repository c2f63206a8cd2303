"""Two small tables as they leave the protection: one that is released, one that is not."""

from __future__ import annotations

import pandas as pd

from werkagenda.contract.contracts import Column, Contract
from werkagenda.export.archive import INSTELLINGEN, OORDEEL
from werkagenda.export.pack import pack, settings_file
from werkagenda.export.words import ExportFacts

RUN = "a1" * 32
CONTRACT = Contract(
    naam="werk",
    titel="Aandeel met werk",
    toelichting="Een toelichting.",
    kolommen=(
        Column(naam="leerweg", soort="code", raw="leerweg", codes={"bol": "bol", "bbl": "bbl"}),
        Column(naam="aandeel", soort="aandeel", raw="aandeel", leeg_mag=True, beschrijving="aandeel met werk"),
        Column(naam="n", soort="telling", raw="n", leeg_mag=True, eenheid="personen", beschrijving="uitstromers"),
        Column(naam="reden", soort="tekst", raw="reden"),
    ),
    sleutel=("leerweg",),
)
TABEL = b"leerweg,aandeel,n,reden\nbol,0.7333333333333333,15,\nbbl,,,minder dan 10 personen\n"
AANTALLEN = b"leerweg,teller,n,reden\nbol,11,15,\nbbl,,,minder dan 10 personen\n"
# The counts of the table that may not leave: numbers that stand nowhere else.
GEHEIM = b"leerweg,aandeel,n,reden\nbol,0.7777,987,\nbbl,0.6666,654,\n"
WEGGELATEN = b"waarom\nRijen zonder waarden\nleerweg,aandeel,n,reden\nbol,,,niet vrijgegeven\n"
GEBRUIKT = {"raw": {"mode": "files"}, "microdata": {"cohorten": [2018, 2021], "bekostigd": ["J"]}}
OORDELEN = [
    {"tabel": "figuur_1", "regel": "minimum", "cellen": "2", "onderdrukt": "1", "oordeel": "onderdrukt"},
    {"tabel": "figuur_1", "regel": "dominantie", "cellen": "2", "onderdrukt": "0", "oordeel": "in orde"},
    {"tabel": "tabel_2", "regel": "dominantie", "cellen": "2", "onderdrukt": "", "oordeel": "niet vrijgegeven"},
]
HERKOMST = {
    "bronnen": [{"bron": "banen", "bestand": "SPOLISBUS2022V5.sav", "sha256": "cd" * 32, "rijen": 12}],
    "stappen": [
        {
            "id": f"werk/{cohort}",
            "script": "scripts/werk.py",
            "bestanden": {"scripts/werk.py": "01" * 32, "src/uren.py": "23" * 32},
            "instellingen": {"uren_per_week": 12},
        }
        for cohort in (2020, 2021)
    ],
}


def text(tabel: bytes) -> pd.DataFrame:
    kop, *rijen = tabel.decode().splitlines()
    return pd.DataFrame([rij.split(",") for rij in rijen], columns=kop.split(","))


def facts() -> list[ExportFacts]:
    return [
        ExportFacts(
            product=product,
            plek=plek,
            populatie="uitstromers van 16 tot en met 26 jaar",
            contract=CONTRACT,
            tabel=text(tabel),
            aantallen=text(AANTALLEN),
            oordelen=[rij for rij in OORDELEN if rij["tabel"] == product],
        )
        for product, plek, tabel in (
            ("figuur_1", "Figuur 1, hoofdstuk 5", TABEL),
            ("tabel_2", "Tabel 2, bijlage b", GEHEIM),
        )
    ]


def verdicts() -> bytes:
    regels = ["tabel,regel,cellen,onderdrukt,oordeel", *(",".join(rij.values()) for rij in OORDELEN)]
    return ("\n".join(regels) + "\n").encode()


def files(run: str = RUN) -> dict[str, bytes]:
    """The files of a small export."""
    return {
        OORDEEL: verdicts(),
        INSTELLINGEN: settings_file(GEBRUIKT),
        "figuur_1.csv": TABEL,
        "figuur_1_aantallen.csv": AANTALLEN,
        "figuur_1_beschrijving.txt": f"Figuur 1\nRun: {run}\n".encode(),
        "tabel_2_niet_vrijgegeven.txt": WEGGELATEN,
    }


def export(run: str = RUN) -> bytes:
    return pack(files(run), run=run)
