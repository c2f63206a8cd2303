"""What can be wrong with raw files and settings, and the line that a researcher must then read.

A file that its own ingest refuses says nothing of the others: those cases go together in one run, each in a file of its
own (`SAMEN`, of the inflow a year each). The others need a run each (`APART`); of settings there is one mistake per
place where they are checked, the other mistakes are in `tests/unit/run/test_config.py`.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpers import small_folder as kleine_map
from helpers.damage import bewerk, laatste_rij_dubbel, vervang, weg
from helpers.small_folder import (
    BC_GENOEMD,
    CONFIG,
    CROSSWALK,
    DOEL,
    DOEL_GEDIPLOMEERDEN,
    FUSIES,
    GEDIPLOMEERDEN,
    INSTELLINGEN,
    PLAN_INSTELLINGEN,
)

A = kleine_map.A.format(2022)
B = kleine_map.B.format(2022)
A_VAN, B_VAN = kleine_map.A.format, kleine_map.B.format
# The years of the cases that go together, one file each.
JAREN = range(2021, 2028)
INGEST = "results/ingest/{}/alle.parquet"
INGEST_A, INGEST_B = "results/ingest/instroom_a/{}.parquet", "results/ingest/instroom_b/{}.parquet"
# What is made of the graduates before `stroom` looks at their years.
GEDIPLOMEERDEN_STAPPEN = "gediplomeerden|crebo_bc|derived/bc|derived/hoofdgroepen|checks/crosswalk|koppeling"


@dataclass(frozen=True)
class Case:
    """What is wrong, the target that reads it, and the whole line that must be printed."""

    naam: str
    bederf: Callable[[Path], object]
    doel: str
    regel: str
    config: str = CONFIG
    # Results of steps that the bad file passed, before the step that stopped.
    eerdere_stappen: str = "^$"


def zonder_blad(ruw: Path) -> None:
    """Leave of the plans one workbook, in which a sheet has another name."""
    shutil.rmtree(ruw / "plans")
    (ruw / "plans").mkdir()
    kleine_map.schrijf_werkboek(ruw / kleine_map.WERKBOEK, blad="bc_genoemt")


def zonder_jaar(ruw: Path) -> None:
    """Take 2022 out of the graduates."""
    jaren = [2021, 2023]
    tekst = kleine_map.regels(kleine_map.kop_gediplomeerden(jaren), kleine_map.rijen_gediplomeerden(jaren))
    (ruw / GEDIPLOMEERDEN).write_bytes(tekst.encode())


def plaats(pad: str) -> str:
    """Return the name of a raw file as a pattern."""
    return re.escape(pad.rsplit("/", maxsplit=1)[-1])


def in_a(jaar: int) -> str:
    """Return how a line about file A of a year begins, as a pattern."""
    return rf"instroom_a \| {plaats(A_VAN(jaar))}"


def in_b(jaar: int) -> str:
    """Return how a line about file B of a year begins, as a pattern."""
    return rf"instroom_b \| {plaats(B_VAN(jaar))}"


SAMEN = (
    Case(
        "kolom ontbreekt",
        vervang(A_VAN(2021), '"LEERWEG",', ""),
        INGEST_A.format(2021),
        rf"{in_a(2021)}: kolom ontbreekt: 'LEERWEG'; verwacht: 14 kolommen, gevonden 13",
    ),
    Case(
        "kolom hernoemd",
        vervang(B_VAN(2021), "BEROEPSOPLEIDING CODE", "BEROEPSOPLEIDINGSCODE"),
        INGEST_B.format(2021),
        rf"{in_b(2021)}: kolom ontbreekt: '.* CODE' \(heet die nu 'BEROEPSOPLEIDINGSCODE'\?\); .*",
    ),
    Case(
        "kolom met aantallen hernoemd",
        vervang(GEDIPLOMEERDEN, "DIPVROUW2022", "DIPVROUWEN2022"),
        INGEST.format("gediplomeerden"),
        rf"gediplomeerden \| {plaats(GEDIPLOMEERDEN)}: onbekende kolom: 'DIPVROUWEN2022'; verwacht: .*",
    ),
    Case(
        "onbekende code",
        vervang(A_VAN(2022), '"BBL"', '"BBX"'),
        INGEST_A.format(2022),
        rf"{in_a(2022)} \| kolom LEERWEG: 2 rijen met een onbekende waarde 'BBX', .*; verwacht: 'BBL', .*",
    ),
    Case(
        "geen telling",
        vervang(B_VAN(2022), '"-1"', '"-9"'),
        INGEST_B.format(2022),
        rf"{in_b(2022)} \| kolom AANTAL: 1 rijen .* geen telling is: '-9', .*; verwacht: een geheel .*",
    ),
    Case(
        "sleutel dubbel",
        bewerk(A_VAN(2023), laatste_rij_dubbel),
        INGEST_A.format(2023),
        rf"{in_a(2023)}: 1 rijen herhalen een sleutel .*; verwacht: een unieke combinatie van .*",
    ),
    Case(
        "instelling dubbel",
        bewerk(INSTELLINGEN, laatste_rij_dubbel),
        INGEST.format("instellingen"),
        rf"instellingen \| {plaats(INSTELLINGEN)}: 1 rijen herhalen een sleutel .*; verwacht: .* van instelling",
    ),
    Case(
        "code fuseert twee keer",
        bewerk(FUSIES, laatste_rij_dubbel),
        INGEST.format("fusies"),
        r"fusies \| fusies\.csv: 1 rijen herhalen een sleutel .*; verwacht: .* van oud",
    ),
    Case(
        "bc dubbel genoemd",
        bewerk(BC_GENOEMD, laatste_rij_dubbel),
        INGEST.format("plan_bc_genoemd"),
        r"plan_bc_genoemd \| bc_genoemd\.csv: 1 rijen herhalen een sleutel .* van instelling, bc",
    ),
    Case(
        "aandeel buiten 0-1",
        vervang(PLAN_INSTELLINGEN, '"0,125"', '"1,25"'),
        INGEST.format("plan_instellingen"),
        r"plan_instellingen \| .*\.csv \| kolom aandeel_bbl: 1 rijen .* '1,25', .*; verwacht: een aandeel van 0 tot 1",
    ),
    Case(
        "UTF-16",
        bewerk(B_VAN(2023), lambda data: data.decode("cp1252").encode("utf-16")),
        INGEST_B.format(2023),
        rf"{in_b(2023)}: .*UTF-16.*; verwacht: codering utf-8-sig, .*",
    ),
    Case(
        "afgebroken in een rij",
        bewerk(A_VAN(2024), lambda data: data[:-30]),
        INGEST_A.format(2024),
        rf"{in_a(2024)} \| kolom .*: het bestand breekt af in de laatste regel; verwacht: .*",
    ),
    Case(
        "afgebroken in een getal",
        bewerk(A_VAN(2025), lambda data: data[:-3]),
        INGEST_A.format(2025),
        rf"{in_a(2025)} \| kolom INSTROOM OPLEIDING: het bestand breekt af .*; verwacht: .*",
    ),
    Case(
        "leeg bestand",
        bewerk(A_VAN(2026), lambda _: b""),
        INGEST_A.format(2026),
        rf"{in_a(2026)}: het bestand is leeg; verwacht: een kopregel en rijen",
    ),
    Case(
        "alleen een kop",
        bewerk(B_VAN(2024), lambda data: data.splitlines(keepends=True)[0]),
        INGEST_B.format(2024),
        rf"{in_b(2024)}: het bestand heeft een kopregel en geen rijen; verwacht: rijen",
    ),
    Case(
        "A en B verwisseld",
        lambda ruw: shutil.copyfile(ruw / B_VAN(2027), ruw / A_VAN(2027)),
        INGEST_A.format(2027),
        rf"{in_a(2027)}: dit bestand heeft de kolommen van instroom_b; verwacht: .*\(bestand A\)",
    ),
)
APART = (
    Case(
        "bestand ontbreekt",
        weg(FUSIES),
        DOEL,
        r"fusies \| crosswalk/fusies\.csv: er is geen bestand .*; verwacht: een bestand.*",
    ),
    Case(
        "jaar ontbreekt",
        weg(A, B),
        DOEL,
        r"instroom_a .*2022: 1 jaar zonder bestand tussen 2021 en 2023; verwacht: elk jaar een bestand.*",
    ),
    Case(
        "diplomajaar ontbreekt",
        zonder_jaar,
        DOEL_GEDIPLOMEERDEN,
        r"gediplomeerden .*2022: dit jaar staat in geen bestand; verwacht: kolommen voor 2021 tot en met 2023.*",
        eerdere_stappen=GEDIPLOMEERDEN_STAPPEN,
    ),
    Case(
        "twee bestanden voor een jaar",
        lambda ruw: shutil.copyfile(ruw / A, ruw / A.replace(".csv", " (1).csv")),
        DOEL,
        r"instroom_a \| 2022 .*\.csv: er zijn twee bestanden voor 2022, ook 2022 .*; verwacht: een bestand.*",
    ),
    Case(
        "A en B spreken elkaar tegen",
        vervang(A, '"31"', '"99"'),
        DOEL,
        r"instroom_a en instroom_b \| instroom_opleiding: 1 van 7 cellen spreken elkaar tegen; verwacht: .*max_leeg.*",
        eerdere_stappen="ingest/instroom_a/",
    ),
    Case(
        "crebo zonder beroepsopleiding",
        vervang(CROSSWALK, "25002", "25009"),
        DOEL_GEDIPLOMEERDEN,
        r"crebo_bc \| .*: 1 crebo's met .*% van de gediplomeerden .*; verwacht: hoogstens 2\.0%.*",
        eerdere_stappen="ingest/crebo_bc/",
    ),
    Case(
        "instelling zonder plan",
        vervang(BC_GENOEMD, '"21CY"', '"77QQ"'),
        DOEL,
        r"plan_bc_genoemd \| .* \| kolom instelling: 1 instellingen hebben geen plan: '77QQ'; verwacht: .*",
        eerdere_stappen="ingest/plan_bc_genoemd/",
    ),
    Case(
        "werkboek zonder blad",
        zonder_blad,
        DOEL,
        r"plan_bc_genoemd \| plannen\.xlsx: het blad 'bc_genoemd' ontbreekt \(bedoelde u 'bc_genoemt'\?\).*",
        eerdere_stappen="ingest/plan_instellingen/",
    ),
    Case(
        "sleutel verkeerd getypt",
        lambda _: None,
        DOEL,
        r"instelling raw\.rot bestaat niet \(bedoelde u 'root'\?\)",
        config="raw: {mode: files, rot: ruw}\n",
    ),
    Case(
        "bron verkeerd getypt",
        lambda _: None,
        DOEL,
        r"instelling raw\.bronnen\.jobb bestaat niet \(bedoelde u 'job'\?\)",
        config="raw: {mode: files, root: ruw, bronnen: {jobb: x.sav}}\n",
    ),
    Case(
        "map bestaat niet",
        lambda _: None,
        DOEL,
        r"raw\.root \| nergens: deze map bestaat niet; verwacht: de map met ruwe bestanden",
        config="raw: {mode: files, root: nergens}\n",
    ),
    Case(
        "sleutel twee keer in de instellingen",
        lambda _: None,
        DOEL,
        r"instellingen \| klein\.yaml: regel 3: de sleutel raw staat ook in regel 1; verwacht: elke sleutel een keer",
        config=f"{CONFIG}raw: {{lezer: auto}}\n",
    ),
    Case(
        "map zonder mode",
        lambda _: None,
        DOEL,
        r"instelling raw\.root is gezet en raw\.mode niet: dat is synthetic; zet raw\.mode op files",
        config="raw: {root: ruw}\n",
    ),
)
