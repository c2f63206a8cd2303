"""The preflight: what all configured raw files say about themselves, without reading a row and without stopping."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError, quoted
from werkagenda.ingest.delimited import BOM, KOP, header
from werkagenda.ingest.sav_header import check_labels, missing_columns, read_header, resolve, unknown_label_codes
from werkagenda.ingest.sources import ALLE, matches, never
from werkagenda.ingest.statline import read_statline
from werkagenda.ingest.workbook import WERKBOEKEN, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from werkagenda.contract.contracts import Contract
    from werkagenda.ingest.sav_header import SavHeader

GOED, VOORLOPIG, ONBEKEND = "goed", "voorlopige versie", "onbekende versie"
# With these a run can start; the researcher decides.
_MAG = (GOED, VOORLOPIG, ONBEKEND)
_LET_OP = "let op: "
_ZONDER_JAAR = "zonder jaar"
_MB = 1e6
_MINUUT = 60
KOLOMMEN = ("bron", "jaar", "bestand", "status", "rijen", "geschat", "mb", "minuten", "schijf_mb")
Rij = dict[str, Any]
_LEEG: Rij = dict.fromkeys(KOLOMMEN)


def candidates(
    root: Path,
    bronnen: Mapping[str, str | list[str]],
    jaarpatronen: Mapping[str, str | None],
    jaren: Mapping[str, Iterable[int]],
    *,
    van_ander: Callable[[str, str], bool] = never,
) -> dict[str, dict[str, list[str]]]:
    """Return per source and part (a year, or 'alle') the files that could be it, by the rules of `find_files`.

    Where that stops, this tells: a needed part without a file has an empty list, an ambiguous one several paths, and a
    file without a year in its name stands under a part of its own.
    """
    uit: dict[str, dict[str, list[str]]] = {}
    for bron, patronen in bronnen.items():
        patroon = jaarpatronen[bron]
        nodig = [str(jaar) for jaar in jaren[bron]] if bron in jaren else []
        delen: dict[str, list[str]] = {deel: [] for deel in nodig}
        for glob in [patronen] if isinstance(patronen, str) else patronen:
            klaar = {deel for deel, paden in delen.items() if paden}
            for pad in _files(root, glob):
                treffer = re.search(patroon, pad.name) if patroon else None
                deel = treffer.group(1) if treffer else (_ZONDER_JAAR if patroon else ALLE)
                if deel not in klaar and (not nodig or deel in {*nodig, _ZONDER_JAAR}):
                    delen.setdefault(deel, []).append(pad.as_posix())
        # As `arrange` does: of two files the one with the columns of another source does not count.
        delen = {
            deel: [pad for pad in paden if len(paden) == 1 or not van_ander(bron, pad)] for deel, paden in delen.items()
        }
        uit[bron] = delen or {ALLE: []}
    return uit


def _files(root: Path, glob: str) -> list[Path]:
    try:
        return matches(root, glob)
    except (InputError, OSError):
        return []


def preflight(
    plan: Mapping[str, Mapping[str, list[str]]],
    *,
    contracten: Mapping[str, Contract],
    bronnen: Mapping[str, str | list[str]],
    tempo: Mapping[str, float],
) -> list[Rij]:
    """Return a row per source and part, and a total: bron, jaar, bestand, status, rijen, mb, minuten, schijf_mb.

    `plan` comes from `candidates`; `tempo` is resources/leestempo.yaml. `geschat` tells that the header has no
    number of rows. Rows of persons are not read. The total holds the room to sort the largest file.
    """
    rijen: list[Rij] = []
    for bron, delen in plan.items():
        patroon = bronnen[bron]
        gezocht = patroon if isinstance(patroon, str) else " of ".join(patroon)
        for deel, namen in sorted(delen.items()):
            paden = [Path(pad) for pad in namen]
            bestand = " en ".join(pad.name for pad in paden) or gezocht
            wat = {"bron": bron, "jaar": None if deel == ALLE else deel, "bestand": bestand}
            rijen.append(_LEEG | wat | _facts(paden, deel, contracten[bron], tempo))
    fout = sum(not passes(rij) for rij in rijen)
    sorteren = max((rij["rijen"] or 0 for rij in rijen), default=0) * tempo["bytes_per_rij_sorteren"] / _MB
    totaal: Rij = {naam: sum(rij[naam] or 0 for rij in rijen) for naam in ("rijen", "mb", "minuten", "schijf_mb")}
    totaal["schijf_mb"] += round(sorteren)
    status = f"{fout} houden de run tegen" if fout else GOED
    wat = {"bron": "totaal", "bestand": f"{len(rijen)} bestanden", "status": status}
    return [*rijen, _LEEG | wat | totaal]


def passes(rij: Rij) -> bool:
    """Tell whether a run can start with this file."""
    return rij["status"].startswith(_LET_OP) or rij["status"].partition("; ")[0] in _MAG


def _facts(paden: list[Path], deel: str, contract: Contract, tempo: Mapping[str, float]) -> Rij:
    if len(paden) != 1:
        return {"status": "twee bestanden" if paden else "ontbreekt"}
    (pad,) = paden
    grootte = pad.stat().st_size
    rij: Rij = {"mb": round(grootte / _MB), "minuten": round(grootte / _MB / tempo["mb_per_seconde"] / _MINUUT, 2)}
    if deel == _ZONDER_JAAR:
        return rij | {"status": "geen jaar in de naam"}
    if contract.formaat["soort"] != "sav":
        return rij | {"status": _other_status(pad, contract)}
    if pad.suffix.lower() != ".sav":
        return rij | {"status": "geen sav"}
    try:
        kop = read_header(contract.naam, pad)
    except InputError as fout:
        return rij | {"status": f"onleesbaar: {_reason(fout, pad.name)}"}
    aantal = grootte // max(kop.rijbreedte, 1) if kop.rijen is None else kop.rijen
    return rij | {
        "status": _sav_status(contract, kop, pad.name, int(deel) if deel.isdigit() else None),
        "rijen": aantal,
        "geschat": "ja" if kop.rijen is None else "nee",
        "schijf_mb": round(aantal * tempo["bytes_per_rij"] / _MB),
    }


def _sav_status(contract: Contract, kop: SavHeader, bestand: str, jaar: int | None) -> str:
    if ontbreekt := missing_columns(contract, kop, jaar):
        hernoemd = [f"{oud} heet nu {nieuw}" for oud, nieuw in ontbreekt.items() if nieuw]
        weg = [oud for oud, nieuw in ontbreekt.items() if not nieuw]
        delen = [f"hernoemd: {', '.join(hernoemd)}"] if hernoemd else []
        return "; ".join([*delen, f"kolom ontbreekt: {', '.join(weg)}"] if weg else delen)
    if kop.rijen == 0:
        return "geen rijen"
    try:
        kolommen = resolve(contract, kop, bestand, jaar)
        check_labels(contract, kop, bestand, kolommen)
    except InputError as fout:
        return _reason(fout, bestand)
    versie = _version(contract.versie, bestand)
    vreemd = [f"{raw} {quoted(codes, hoogstens=40)}" for raw, codes in unknown_label_codes(kop, kolommen).items()]
    if not vreemd:
        return versie
    # A code that has a label need not stand in a row, so the run may start.
    let_op = f"{_LET_OP}codes met een label en zonder regel in het contract: {'; '.join(vreemd)}"
    return let_op if versie == GOED else f"{versie}; {let_op}"


def _reason(fout: InputError, bestand: str) -> str:
    """Return what an error says, without the source and the file that stand in the row already."""
    return str(fout).partition(bestand)[2].lstrip(" |:")


def _version(versie: Mapping[str, Any], bestand: str) -> str:
    """Judge the version in a file's name: the highest number need not be the newest file."""
    if "patroon" not in versie:
        return GOED
    treffer = re.search(versie["patroon"], bestand)
    if treffer is None:
        return ONBEKEND
    nummer = int(treffer.group(1))
    for naam, status in (("voorlopig", VOORLOPIG), ("definitief", GOED)):
        if naam in versie and versie[naam][0] <= nummer <= versie[naam][1]:
            return status
    return ONBEKEND if "definitief" in versie else GOED


def _other_status(pad: Path, contract: Contract) -> str:
    """Judge a csv by its first lines; a workbook and JSON are small, and are read whole."""
    try:
        if pad.suffix.lower() in WERKBOEKEN:
            read_workbook(contract, pad)
        elif contract.formaat["soort"] == "json":
            read_statline(contract, pad)
        else:
            with pad.open("rb") as bestand:
                begin = bestand.read(KOP)
            while begin.startswith(BOM):
                begin = begin.removeprefix(BOM)
            header(begin.decode("utf-8", errors="replace").encode(), contract, pad.name)
    except InputError as fout:
        return _reason(fout, pad.name)
    return GOED


def text_table(rijen: list[Rij]) -> str:
    """Return the rows as a table for the screen, columns aligned."""
    cellen = [list(rijen[0]), *([_cell_of(waarde) for waarde in rij.values()] for rij in rijen)]
    breedtes = [max(map(len, kolom)) for kolom in zip(*cellen, strict=True)]
    regels = ["  ".join(cel.ljust(breed) for cel, breed in zip(rij, breedtes, strict=True)).rstrip() for rij in cellen]
    return "\n".join(regels) + "\n"


def _cell_of(waarde: Any) -> str:  # noqa: ANN401
    return "" if waarde is None else str(waarde)
