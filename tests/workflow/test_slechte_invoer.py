"""Bad input on the real command line: one plain line, a non-zero exit, and every earlier result as it was."""

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from workflow import kleine_map
from workflow.kleine_map import BC_GENOEMD, CONFIG, CROSSWALK, DOEL, FUSIES, GEDIPLOMEERDEN, INSTELLINGEN, PLAN_INSTELLINGEN

A = kleine_map.A.format(2022)
B = kleine_map.B.format(2022)
A_2022 = "results/ingest/instroom_a/2022.parquet"
B_2022 = "results/ingest/instroom_b/2022.parquet"
INGEST = "results/ingest/{}/alle.parquet"
# A text of the raw files that no message needs: where it is printed, a row was.
RIJ = re.compile(r"Café|Dossier|\",\"")


@dataclass(frozen=True)
class Geval:
    """What is wrong, the target that reads it, and the whole line that must be printed."""

    naam: str
    bederf: Callable[[Path], object]
    doel: str
    regel: str
    config: str = CONFIG


def vervang(pad: str, oud: str, nieuw: str, *, keren: int = -1) -> Callable[[Path], object]:
    """Return a function that replaces text in a raw file, and fails when there is nothing to replace."""

    def bederf(ruw: Path) -> None:
        data = (ruw / pad).read_bytes()
        assert oud.encode() in data
        (ruw / pad).write_bytes(data.replace(oud.encode(), nieuw.encode(), keren))

    return bederf


def bewerk(pad: str, functie: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Return a function that rewrites the bytes of a raw file."""
    return lambda ruw: (ruw / pad).write_bytes(functie((ruw / pad).read_bytes()))


def weg(*paden: str) -> Callable[[Path], object]:
    """Return a function that removes raw files."""
    return lambda ruw: [(ruw / pad).unlink() for pad in paden]


def laatste_rij_dubbel(data: bytes) -> bytes:
    """Repeat the last row of a file."""
    return data + data.splitlines(keepends=True)[-1]


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
    return re.escape(pad.split("/")[-1])


GEVALLEN = (
    Geval("bestand ontbreekt", weg(FUSIES), DOEL, r"fusies \| crosswalk/fusies\.csv: er is geen bestand .*; verwacht: een bestand.*"),
    Geval("jaar ontbreekt", weg(A, B), DOEL, r"instroom_a .*2022: 1 jaar zonder bestand tussen 2021 en 2023; verwacht: elk jaar een bestand.*"),
    Geval("diplomajaar ontbreekt", zonder_jaar, DOEL, r"gediplomeerden .*2022: dit jaar staat in geen bestand; verwacht: kolommen voor 2021 tot en met 2023.*"),
    Geval(
        "twee bestanden voor een jaar",
        lambda ruw: shutil.copyfile(ruw / A, ruw / A.replace(".csv", " (1).csv")),
        DOEL,
        r"instroom_a \| 2022 .*\.csv: er zijn twee bestanden voor 2022, ook 2022 .*; verwacht: een bestand.*",
    ),
    Geval("kolom ontbreekt", vervang(A, '"LEERWEG",', ""), A_2022, rf"instroom_a \| {plaats(A)}: kolom ontbreekt: 'LEERWEG'; verwacht: 14 kolommen, gevonden 13"),
    Geval(
        "kolom hernoemd",
        vervang(B, "BEROEPSOPLEIDING CODE", "BEROEPSOPLEIDINGSCODE"),
        B_2022,
        rf"instroom_b \| {plaats(B)}: kolom ontbreekt: 'BEROEPSOPLEIDING CODE' \(heet die nu 'BEROEPSOPLEIDINGSCODE'\?\); verwacht: .*",
    ),
    Geval(
        "kolom met aantallen hernoemd",
        vervang(GEDIPLOMEERDEN, "DIPVROUW2022", "DIPVROUWEN2022"),
        INGEST.format("gediplomeerden"),
        rf"gediplomeerden \| {plaats(GEDIPLOMEERDEN)}: onbekende kolom: 'DIPVROUWEN2022'; verwacht: .*",
    ),
    Geval("onbekende code", vervang(A, '"BBL"', '"BBX"'), A_2022, rf"instroom_a \| {plaats(A)} \| kolom LEERWEG: 2 rijen met een onbekende waarde 'BBX'; verwacht: 'BBL', .*"),
    Geval("geen telling", vervang(B, '"-1"', '"-9"'), B_2022, rf"instroom_b \| {plaats(B)} \| kolom AANTAL: 1 rijen .* geen telling is: '-9'; verwacht: een geheel getal.*"),
    Geval("sleutel dubbel", bewerk(A, laatste_rij_dubbel), A_2022, rf"instroom_a \| {plaats(A)}: 1 rijen herhalen een sleutel .*; verwacht: .* instelling, bc, niveau, .*"),
    Geval(
        "instelling dubbel",
        bewerk(INSTELLINGEN, laatste_rij_dubbel),
        INGEST.format("instellingen"),
        rf"instellingen \| {plaats(INSTELLINGEN)}: 1 rijen herhalen een sleutel .*; verwacht: .* van instelling",
    ),
    Geval("code fuseert twee keer", bewerk(FUSIES, laatste_rij_dubbel), DOEL, r"fusies \| fusies\.csv: 1 rijen herhalen een sleutel .*; verwacht: .* van oud"),
    Geval("bc dubbel genoemd", bewerk(BC_GENOEMD, laatste_rij_dubbel), DOEL, r"plan_bc_genoemd \| bc_genoemd\.csv: 1 rijen herhalen een sleutel .* van instelling, bc"),
    Geval(
        "aandeel buiten 0-1",
        vervang(PLAN_INSTELLINGEN, '"0,125"', '"1,25"'),
        INGEST.format("plan_instellingen"),
        r"plan_instellingen \| instellingen\.csv \| kolom aandeel_bbl: 1 rijen .* '1,25'; verwacht: een aandeel van 0 tot 1",
    ),
    Geval("UTF-16", bewerk(B, lambda data: data.decode("cp1252").encode("utf-16")), B_2022, rf"instroom_b \| {plaats(B)}: .*UTF-16.*; verwacht: codering utf-8-sig, .*"),
    Geval("afgebroken in een rij", bewerk(A, lambda data: data[:-30]), A_2022, rf"instroom_a \| {plaats(A)}: 1 rijen hebben een ander aantal velden .*; verwacht: 14 velden"),
    Geval("afgebroken in een getal", bewerk(A, lambda data: data[:-3]), A_2022, rf"instroom_a \| {plaats(A)} \| kolom INSTROOM OPLEIDING: het bestand breekt af .*; verwacht: .*"),
    Geval("leeg bestand", bewerk(A, lambda _: b""), A_2022, rf"instroom_a \| {plaats(A)}: het bestand is leeg; verwacht: een kopregel en rijen"),
    Geval("alleen een kop", bewerk(B, lambda data: data.splitlines(keepends=True)[0]), B_2022, rf"instroom_b \| {plaats(B)}: het bestand heeft een kopregel en geen rijen; verwacht: rijen"),
    Geval("A en B verwisseld", verwissel, A_2022, rf"instroom_a \| {plaats(A)}: dit bestand heeft de kolommen van instroom_b; verwacht: .*\(bestand A\)"),
    Geval("A en B spreken elkaar tegen", vervang(A, '"31"', '"99"'), DOEL, r"instroom_a en instroom_b \| instroom_opleiding: 1 van 7 cellen spreken elkaar tegen; verwacht: .*suppressed\.max_leeg.*"),
    Geval("crebo zonder beroepsopleiding", vervang(CROSSWALK, "25002", "25009"), DOEL, r"crebo_bc \| .*: 1 crebo's met .*% van de gediplomeerden .*; verwacht: hoogstens 2\.0%.*"),
    Geval("werkboek zonder blad", zonder_blad, DOEL, r"plan_bc_genoemd \| plannen\.xlsx: het blad 'bc_genoemd' ontbreekt \(bedoelde u 'bc_genoemt'\?\).*"),
    Geval("sleutel verkeerd getypt", lambda _: None, DOEL, r"instelling raw\.rot bestaat niet \(bedoelde u 'root'\?\)", config="raw: {mode: files, rot: ruw}\n"),
    Geval("waarde buiten de keuzes", lambda _: None, DOEL, r"instelling raw\.mode is 'file' \(bedoelde u 'files'\?\); kies uit synthetic, files", config="raw: {mode: file}\n"),
    Geval("map bestaat niet", lambda _: None, DOEL, r"raw\.root \| nergens: deze map bestaat niet; verwacht: de map met ruwe bestanden", config="raw: {mode: files, root: nergens}\n"),
)


def sommen(project):
    """Return the SHA-256 of every result; logs are no results."""
    results = project.map / "results"
    paden = [pad for pad in results.rglob("*") if pad.is_file() and "log" not in pad.relative_to(results).parts]
    return {pad.relative_to(results).as_posix(): hashlib.sha256(pad.read_bytes()).hexdigest() for pad in sorted(paden)}


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_one_line_and_nothing_changed(kleine_kopie, geval):
    geval.bederf(kleine_kopie.map / "ruw")
    kleine_kopie.set(geval.config)
    eerder = sommen(kleine_kopie)
    gezegd = kleine_kopie.run(geval.doel, code=1)

    fouten = [regel for regel in gezegd.splitlines() if regel.startswith("FOUT ")]
    assert len(fouten) == 1, gezegd
    melding = fouten[0].removeprefix("FOUT ")
    assert re.fullmatch(geval.regel, melding), melding
    assert gezegd.count(melding) == 1, gezegd
    # Near the end: what Snakemake says after it fits on a few lines.
    assert len(gezegd.rsplit(melding, 1)[1].splitlines()) <= 8
    results = kleine_kopie.map / "results"
    logs = [pad.read_text(encoding="utf-8") for pad in results.glob("log/**/*.log")]
    assert not any(RIJ.search(tekst) for tekst in (gezegd, *logs))

    assert sommen(kleine_kopie) == eerder
    assert not list(results.rglob("*.nieuw*"))


def test_the_repaired_file_is_read_again(kleine_kopie):
    pad = kleine_kopie.map / "ruw" / A
    goed = pad.read_bytes()
    vervang(A, '"BBL"', '"BBX"')(kleine_kopie.map / "ruw")
    eerder = sommen(kleine_kopie)
    kleine_kopie.run(DOEL, code=1)
    pad.write_bytes(goed)
    kleine_kopie.run(DOEL)
    assert sommen(kleine_kopie) == eerder
