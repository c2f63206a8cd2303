"""A raw folder small enough to add up by hand: two institutions that share a name, three BCs, three years.

Inflow per cell is a number of 2021 plus one for every later year; one cell holds three students and is suppressed in
the open files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# The smallest product that needs every file but the institutions, and the configuration that goes with the folder.
DOEL = "results/data/figuur_3_1.csv"
DOEL_GEDIPLOMEERDEN = "results/data/figuur_3_3.csv"
CONFIG = "raw: {mode: files, root: ruw}\nsuppressed: {verwacht: midden}\n"
JAREN = (2021, 2022, 2023)
A = "duo/{} nieuw-instromende-studenten-per-instelling-hoofdgroep-leerweg-beroepsopleiding-niveau-vooropleiding.csv"
B = "duo/{} nieuw-instromende-studenten-per-instelling-niveau-leerweg-beroepsopleiding-met-soorten-instroom.csv"
GEDIPLOMEERDEN = "duo/gediplomeerden.csv"
INSTELLINGEN = "duo/instellingenmbo.csv"
CROSSWALK = "crosswalk/combinatie-erkende-opleidingscode-en-beroep-2023-2024.csv"
FUSIES = "crosswalk/fusies.csv"
PLAN_INSTELLINGEN = "plans/instellingen.csv"
BC_GENOEMD = "plans/bc_genoemd.csv"
WERKBOEK = "plans/plannen.xlsx"

# instelling, bc, leerweg in A, leerweg in B, niveau, new to the programme in 2021.
CELLEN = (
    ("21CY", "bc008", "BOLVT", "BOL", "4", 30),
    ("21CY", "bc005", "BBL", "BBL", "2", 10),
    ("25LX", "bc008", "BOLVT", "BOL", "4", 20),
    ("25LX", "bc005", "BOLVT", "BOL", "2", 40),
    ("25LX", "bc900", "BOLVT", "BOL", "3", 50),
    ("25LX", "bc900", "EX", "EX", "3", 12),
)
KLEIN = ("25LX", "bc900", "BBL", "BBL", "1", 3)
# Students who were there already: in TOTAAL MBO and in no inflow.
ZITTEND = 60

KOP_A = [
    "VOOROPLEIDING VO",
    "VOOROPLEIDING MBO",
    "INDICATIE KLEINE OPLEIDING",
    "INSTELLINGSCODE",
    "INSTELLINGSNAAM",
    "HOOFDGROEP CODE",
    "HOOFDGROEP NAAM",
    "NIVEAU",
    "LEERWEG",
    "BEROEPSOPLEIDING CODE",
    "BEROEPSOPLEIDING NAAM",
    "TOTAAL MBO",
    "INSTROOM MBO",
    "INSTROOM OPLEIDING",
]
KOP_B = [
    "JAAR",
    "INSTELLINGSCODE",
    "NIVEAU",
    "LEERWEG",
    "BEROEPSOPLEIDING CODE",
    "BEROEPSOPLEIDING NAAM",
    "WIJZIGING IN INSTELLING",
    "LAATSTE JAAR VO",
    "VOOROPLEIDING VO",
    "LAATSTE JAAR MBO",
    "VOOROPLEIDING MBO",
    "INSTROOM VO",
    "INSTROOM MBO",
    "INSTROOM OPLEIDING",
    "AANTAL",
]
KOP_GEDIPLOMEERDEN = [
    "INSTELLINGSCODE",
    "INSTELLINGSNAAM",
    "PLAATSNAAM INSTELLING",
    "LEERWEG",
    "NIVEAU",
    "ERKENDE OPLEIDING CODE",
    "ERKENDE OPLEIDING NAAM",
    "SECTORKAMER NAAM",
    "HOOFDGROEP NAAM",
]
KOP_PLAN = [
    "instelling",
    "naam",
    "soort",
    "regio",
    "bbl_aanbod",
    "aandeel_niveau_1_2",
    "aandeel_bbl",
    "randstad",
    "g4",
    "opgave",
    "stagevergoeding_genoemd",
    "eigen_indicator_2_1",
    "eigen_indicator_2_2",
    "eigen_indicator_2_3",
]
PLANNEN = [
    ["20AA", "Curio", "roc", "zuid", "ja", "0,25", "0,125", "nee", "nee", "ja", "nee", "nee", "nee", "nee"],
    ["21CY", "Curio", "roc", "zuid", "ja", "0,5", "0,25", "nee", "nee", "ja", "ja", "nee", "nee", "nee"],
]
GENOEMD = [["20AA", "bc005"], ["21CY", "bc008"]]


def regels(kop: Sequence[str], rijen: Iterable[Sequence[str]], *, scheiding: str = ",") -> str:
    """Return quoted csv text, as DUO writes it."""
    return "".join(scheiding.join(f'"{cel}"' for cel in rij) + "\r\n" for rij in [kop, *rijen])


def rijen_a(jaar: int, *, onderdrukt: bool) -> list[list[str]]:
    """Return file A of a year: a cell per row, three counts."""
    later = jaar - JAREN[0]
    uit = []
    for instelling, bc, leerweg, _, niveau, begin in CELLEN:
        nieuw = begin + later
        tellingen = (nieuw + ZITTEND, nieuw // 2, nieuw)
        uit.append([*_vast_a(instelling, niveau, leerweg, bc), *map(str, tellingen)])
    instelling, bc, leerweg, _, niveau, aantal = KLEIN
    return [*uit, [*_vast_a(instelling, niveau, leerweg, bc), *(["-1" if onderdrukt else str(aantal)] * 3)]]


def _vast_a(instelling: str, niveau: str, leerweg: str, bc: str) -> list[str]:
    voor = ["havo diploma", "mbo niveau 1 diploma", "N", instelling, "Curio", "hg001", "Zorg en welzijn"]
    return [*voor, niveau, leerweg, bc, "Café"]


def rijen_b(jaar: int, *, onderdrukt: bool) -> list[list[str]]:
    """Return file B of a year: the same students by their flags, a count per row."""
    later = jaar - JAREN[0]
    uit = []
    for instelling, bc, _, leerweg, niveau, begin in CELLEN:
        nieuw = begin + later
        vlaggen = (("J", "J", nieuw // 2), ("N", "J", nieuw - nieuw // 2), ("N", "N", ZITTEND))
        uit += [_rij_b(jaar, (instelling, niveau, leerweg, bc), mbo, opl, str(n)) for mbo, opl, n in vlaggen]
    instelling, bc, _, leerweg, niveau, aantal = KLEIN
    return [*uit, _rij_b(jaar, (instelling, niveau, leerweg, bc), "J", "J", "-1" if onderdrukt else str(aantal))]


def _rij_b(jaar: int, cel: tuple[str, str, str, str], mbo: str, opleiding: str, aantal: str) -> list[str]:
    verleden = [" ", "<2011", "havo diploma", " ", "mbo niveau 1 diploma", "Geen instroom"]
    return [str(jaar), *cel, "Café", *verleden, mbo, opleiding, aantal]


def rijen_gediplomeerden(jaren: Sequence[int]) -> list[list[str]]:
    """Return the graduates: per crebo a man and a woman more each year."""
    uit = []
    for instelling, leerweg, niveau, crebo, aantal in (
        ("21CY", "BOLVT", "4", "25001", 20),
        ("21CY", "BBL", "2", "25002", 10),
        ("25LX", "BOLDT", "2", "25002", 15),
        ("25LX", "OVO", "3", "25003", 8),
        ("25LX", "BOLVT", "3", "25003", 25),
    ):
        vast = [instelling, "Curio", "Breda", leerweg, niveau, crebo, "Café", "Zorg", "Zorg en welzijn"]
        uit.append([*vast, *(str(aantal + jaar - JAREN[0]) for jaar in jaren for _ in range(2))])
    return uit


def kop_gediplomeerden(jaren: Sequence[int]) -> list[str]:
    """Return the columns of the graduates' file."""
    return [*KOP_GEDIPLOMEERDEN, *(f"DIP{geslacht}{jaar}" for jaar in jaren for geslacht in ("MAN", "VROUW"))]


def schrijf_duo(map_: Path, jaren: Sequence[int], *, soorten: str = "AB", levering: bool = False) -> None:
    """Write the inflow files (`soorten`: A, B or AB) and graduates; a delivery suppresses nothing."""
    duo = map_ / "duo" / "levering" if levering else map_ / "duo"
    duo.mkdir(parents=True, exist_ok=True)
    for jaar in jaren:
        if "A" in soorten:
            tekst = regels(KOP_A, rijen_a(jaar, onderdrukt=not levering))
            (duo / A.format(jaar).split("/")[1]).write_bytes(tekst.encode("utf-8-sig"))
        if "B" in soorten:
            tekst = regels(KOP_B, rijen_b(jaar, onderdrukt=not levering))
            (duo / B.format(jaar).split("/")[1]).write_bytes(tekst.encode("cp1252"))
    tekst = regels(kop_gediplomeerden(jaren), rijen_gediplomeerden(jaren))
    (duo / "gediplomeerden.csv").write_bytes(tekst.encode("latin-1"))


def schrijf_vast(map_: Path, *, werkboek: bool = False) -> None:
    """Write everything that is not a count: institutions, crosswalk, mergers and plans (csv, or one workbook)."""
    kop = ["MBO INSTELLINGSSOORT - CODE", "MBO INSTELLINGSSOORT - NAAM", "PROVINCIE", "BEVOEGD GEZAG NUMMER"]
    rijen = [[soort, "roc", "Noord-Brabant", "12345", code, naam] for soort, code, naam in _INSTELLINGEN]
    _zet(map_ / INSTELLINGEN, regels([*kop, "INSTELLINGSCODE", "INSTELLINGSNAAM"], rijen))
    kop = ["Erkende opleidingscode", "Hoofdgroep naam", "Subgroep naam", "Dossier naam", "Sectorkamer naam"]
    rijen = [[crebo, "Zorg", "Zorg", "Dossier", "Zorg", bc, "Café"] for crebo, bc in _CREBO_BC]
    kop += ["Beroepsopleiding code", "Beroepsopleiding naam"]
    _zet(map_ / CROSSWALK, regels(kop, rijen, scheiding=";"))
    _zet(map_ / FUSIES, regels(["oud", "nieuw", "datum"], [["20AA", "25LX", "2024-01-01"]]))
    if werkboek:
        (map_ / "plans").mkdir(parents=True)
        schrijf_werkboek(map_ / WERKBOEK)
    else:
        _zet(map_ / PLAN_INSTELLINGEN, regels(KOP_PLAN, PLANNEN, scheiding=";"))
        _zet(map_ / BC_GENOEMD, regels(["instelling", "bc"], GENOEMD, scheiding=";"))


def schrijf_werkboek(pad: Path, *, blad: str = "bc_genoemd") -> None:
    """Write the plans as one workbook, shares as numbers as Excel holds them; `blad` is the second sheet's name."""
    boek = Workbook()
    boek.active.title = "instellingen"
    plannen = [[float(cel.replace(",", ".")) if cel[0] == "0" else cel for cel in rij] for rij in PLANNEN]
    for rij in [KOP_PLAN, *plannen]:
        boek["instellingen"].append(rij)
    genoemd = boek.create_sheet(blad)
    for rij in [["instelling", "bc"], *GENOEMD]:
        genoemd.append(rij)
    boek.save(pad)


def schrijf(map_: Path, jaren: Sequence[int] = JAREN) -> Path:
    """Write the whole folder, open files only, and return it."""
    schrijf_duo(map_, jaren)
    schrijf_vast(map_)
    return map_


_INSTELLINGEN = (("ROCV", "21CY", "Stichting Curio"), ("BER", "25LX", "Curio beroepscollege"))
_CREBO_BC = (("25001", "bc008"), ("25002", "bc005"), ("25003", "BC900"), ("25003", "bc900 "))


def _zet(pad: Path, tekst: str) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(tekst.encode("utf-8"))
