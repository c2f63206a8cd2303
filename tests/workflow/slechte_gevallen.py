"""What can be wrong with raw files and settings, and the line that a researcher must then read."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workflow.bederf import bewerk, laatste_rij_dubbel, vervang, weg
from workflow.kleine_map import (
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

from workflow import kleine_map

A = kleine_map.A.format(2022)
B = kleine_map.B.format(2022)
A_2022 = "results/ingest/instroom_a/2022.parquet"
B_2022 = "results/ingest/instroom_b/2022.parquet"
INGEST = "results/ingest/{}/alle.parquet"
# What is made of the graduates before `stroom` looks at their years.
GEDIPLOMEERDEN_STAPPEN = "gediplomeerden|crebo_bc|derived/bc|checks/crosswalk|koppeling"


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


def verwissel(ruw: Path) -> None:
    """Give file B the name of file A."""
    shutil.copyfile(ruw / B, ruw / A)


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


GEVALLEN = (
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
        "kolom ontbreekt",
        vervang(A, '"LEERWEG",', ""),
        A_2022,
        rf"instroom_a \| {plaats(A)}: kolom ontbreekt: 'LEERWEG'; verwacht: 14 kolommen, gevonden 13",
    ),
    Case(
        "kolom hernoemd",
        vervang(B, "BEROEPSOPLEIDING CODE", "BEROEPSOPLEIDINGSCODE"),
        B_2022,
        rf"instroom_b \| {plaats(B)}: kolom ontbreekt: '.* CODE' \(heet die nu 'BEROEPSOPLEIDINGSCODE'\?\); .*",
    ),
    Case(
        "kolom met aantallen hernoemd",
        vervang(GEDIPLOMEERDEN, "DIPVROUW2022", "DIPVROUWEN2022"),
        INGEST.format("gediplomeerden"),
        rf"gediplomeerden \| {plaats(GEDIPLOMEERDEN)}: onbekende kolom: 'DIPVROUWEN2022'; verwacht: .*",
    ),
    Case(
        "onbekende code",
        vervang(A, '"BBL"', '"BBX"'),
        A_2022,
        rf"instroom_a \| {plaats(A)} \| kolom LEERWEG: 2 rijen met een onbekende waarde 'BBX'; verwacht: 'BBL', .*",
    ),
    Case(
        "geen telling",
        vervang(B, '"-1"', '"-9"'),
        B_2022,
        rf"instroom_b \| {plaats(B)} \| kolom AANTAL: 1 rijen .* geen telling is: '-9'; verwacht: een geheel getal.*",
    ),
    Case(
        "sleutel dubbel",
        bewerk(A, laatste_rij_dubbel),
        A_2022,
        rf"instroom_a \| {plaats(A)}: 1 rijen herhalen een sleutel .*; verwacht: een unieke combinatie van .*",
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
        DOEL,
        r"fusies \| fusies\.csv: 1 rijen herhalen een sleutel .*; verwacht: .* van oud",
    ),
    Case(
        "bc dubbel genoemd",
        bewerk(BC_GENOEMD, laatste_rij_dubbel),
        DOEL,
        r"plan_bc_genoemd \| bc_genoemd\.csv: 1 rijen herhalen een sleutel .* van instelling, bc",
    ),
    Case(
        "aandeel buiten 0-1",
        vervang(PLAN_INSTELLINGEN, '"0,125"', '"1,25"'),
        INGEST.format("plan_instellingen"),
        r"plan_instellingen \| .*\.csv \| kolom aandeel_bbl: 1 rijen .* '1,25'; verwacht: een aandeel van 0 tot 1",
    ),
    Case(
        "UTF-16",
        bewerk(B, lambda data: data.decode("cp1252").encode("utf-16")),
        B_2022,
        rf"instroom_b \| {plaats(B)}: .*UTF-16.*; verwacht: codering utf-8-sig, .*",
    ),
    Case(
        "afgebroken in een rij",
        bewerk(A, lambda data: data[:-30]),
        A_2022,
        rf"instroom_a \| {plaats(A)}: 1 rijen hebben een ander aantal velden .*; verwacht: 14 velden",
    ),
    Case(
        "afgebroken in een getal",
        bewerk(A, lambda data: data[:-3]),
        A_2022,
        rf"instroom_a \| {plaats(A)} \| kolom INSTROOM OPLEIDING: het bestand breekt af .*; verwacht: .*",
    ),
    Case(
        "leeg bestand",
        bewerk(A, lambda _: b""),
        A_2022,
        rf"instroom_a \| {plaats(A)}: het bestand is leeg; verwacht: een kopregel en rijen",
    ),
    Case(
        "alleen een kop",
        bewerk(B, lambda data: data.splitlines(keepends=True)[0]),
        B_2022,
        rf"instroom_b \| {plaats(B)}: het bestand heeft een kopregel en geen rijen; verwacht: rijen",
    ),
    Case(
        "A en B verwisseld",
        verwissel,
        A_2022,
        rf"instroom_a \| {plaats(A)}: dit bestand heeft de kolommen van instroom_b; verwacht: .*\(bestand A\)",
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
        "waarde buiten de keuzes",
        lambda _: None,
        DOEL,
        r"instelling raw\.mode is 'file' \(bedoelde u 'files'\?\); kies uit synthetic, files",
        config="raw: {mode: file}\n",
    ),
    Case(
        "map bestaat niet",
        lambda _: None,
        DOEL,
        r"raw\.root \| nergens: deze map bestaat niet; verwacht: de map met ruwe bestanden",
        config="raw: {mode: files, root: nergens}\n",
    ),
)
