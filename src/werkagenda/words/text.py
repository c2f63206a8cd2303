"""What the text of every product has: source, notes that the data call for, and the mark of synthetic files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.errors import InputError
from werkagenda.words.render import PICTURE, PIECES, notes, picture_words, render, render_all, with_shared
from werkagenda.words.series import break_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from werkagenda.run.step import Step

ZONDER_UITLEG = {"totaal", "bbl"}  # groups whose heading says it all

LOS = ("titel", "ondertitel", "alt", "as", "as_y")  # sentences that are no variables of the chapters
OPENBAAR = "openbaar"  # the level of a table without anything to protect

Tekst = dict[str, Any]
Facts = dict[str, Any]  # numbers, names and cases, by the name that the sentences of a family know


def finish_text(s: Step, tekst: Tekst, data: pd.DataFrame, woorden: Mapping[str, Any] | None = None) -> None:
    """Frame the text of the step's product and write it; `woorden` are further facts for its notes."""
    uit = frame(
        tekst,
        data,
        naam=s.wildcards["id"],
        register=s.register,
        openbaar=s.contract("contract_data").niveau == OPENBAAR,
        leerwegen=s.params["leerwegen"],
        synthetisch=s.params["synthetisch"],
        woorden=woorden or {},
    )
    s.write("tekst", uit)


def say(zinnen: Mapping[str, Any], facts: Mapping[str, Any], familie: str) -> Tekst:
    """Return the text of a product: the sentences of its family, with the facts filled in.

    `titel`, `ondertitel` (of a figure), `alt`, `as` and `as_y` (its axes) stand by themselves, every other sentence is
    a variable for the chapters.
    The words that stand in a figure are under `beeld`.
    What a figure needs beside words (series, panels) is the fact `figuur`, and goes along as it is.
    """
    gezegd = render_all(zinnen, facts, familie)
    los = {naam: gezegd.pop(naam) for naam in LOS if naam in gezegd}
    beeld = {PICTURE: picture_words(zinnen, {**facts, **los}, familie)} if PICTURE in zinnen else {}
    return {**dict(facts.get("figuur", {})), **los, **beeld, "variabelen": gezegd}


def frame(  # noqa: PLR0913 - the settings of one product, each by name
    tekst: Tekst,
    data: pd.DataFrame,
    *,
    naam: str,
    register: Mapping[str, Any],
    openbaar: bool,
    leerwegen: Sequence[str],
    synthetisch: bool,
    woorden: Mapping[str, Any],
) -> Tekst:
    """Add id, source, notes and mark to the text of one product.

    Args:
        tekst: `titel`, `alt` and `variabelen` of the product, and what its figure needs.
        data: the product's data file.
        naam: id of the product, such as `figuur_3_1`.
        register: `product` (its entry), `labels`, `zinnen` (of its family) and `algemeen` (of all families).
        openbaar: whether the table is public; one that is not has a note on what is held back.
        leerwegen: the leerwegen that numerators and denominators count.
        synthetisch: whether the raw files were synthetic; the text then carries the mark.
        woorden: further facts for the notes, such as settings.

    """
    product, algemeen = register["product"], register["algemeen"]
    zinnen = with_shared(register["zinnen"], algemeen)
    geteld = f.enumeration(register["labels"]["leerweg"][leerweg] for leerweg in leerwegen)
    facts = {"maat": product.get("maat"), "leerwegen": geteld, **woorden}
    if "titel" in zinnen:
        _other_names(woorden, tekst, product["familie"])
        facts |= tekst
        tekst = say(zinnen, facts, product["familie"])
        _other_names(woorden, tekst["variabelen"], product["familie"])
        facts |= tekst["variabelen"]
    if openbaar:
        extra = _conditional(data, product=product, register=register, woorden=woorden)
    else:
        extra = _hidden_text(data, algemeen["voorwaardelijke_noten"])
    return tekst | {
        "id": naam,
        "bron": algemeen["bronnen"][product["bron"]],
        "noten": [*notes(zinnen, facts, product["familie"]), *extra.values()],
        "merk": algemeen["merk"] if synthetisch else "",
    }


def _other_names(instellingen: Mapping[str, Any], woorden: Mapping[str, Any], familie: str) -> None:
    """Stop when a fact or sentence has the name of a setting: a note would quote the wrong one of the two."""
    gelijk = [naam for naam in instellingen if naam in woorden and str(woorden[naam]) != str(instellingen[naam])]
    if gelijk:
        melding = f"{f.enumeration(gelijk)} heet als een instelling en zegt iets anders"
        raise InputError("teksten", f"report/teksten/{familie}.yaml", melding, verwacht="een andere naam")


def _conditional(
    data: pd.DataFrame, *, product: Mapping[str, Any], register: Mapping[str, Any], woorden: Mapping[str, Any]
) -> dict[str, str]:
    """Return the notes that the data call for: names of the groups, a break in the series, suppressed cells."""
    algemeen = register["algemeen"]
    sjablonen = algemeen["voorwaardelijke_noten"]
    noten: dict[str, str] = {}
    if product["soort"] == "tabel" and "groep" in data:
        groepen = register["labels"]["groep"]
        aanwezig = set(data["groep"]) - ZONDER_UITLEG
        rijen = [label for groep, label in groepen.items() if groep in aanwezig]
        if rijen:
            noten["groepen"] = render(sjablonen["groepen"], {"groepen": rijen, PIECES: algemeen[PIECES]})
    jaar = break_year(data) if "reeksbreuk" in data else None
    if jaar is not None:
        noten["reeksbreuk"] = render(sjablonen["reeksbreuk"], {"jaar": jaar})
    grenzen = algemeen["grenswoorden"].get(product.get("grenswoord", product["soort"]))
    if "telling" in data:
        noten |= _estimated(data, {**woorden, "grenzen": grenzen, "ster": product["soort"] == "figuur"}, sjablonen)
    if "onderdeel" in data and data["onderdeel"].eq("nieuw").any():
        noten["nieuw"] = sjablonen["nieuw"]
    return noten


def _estimated(data: pd.DataFrame, woorden: Mapping[str, Any], sjablonen: Mapping[str, str]) -> dict[str, str]:
    """Return the note on the years that are not counted, one per way in which they are not; `naast`: beside another."""
    noten = {}
    for telling in (f.GESCHAT, f.BEGRENSD):
        rijen = data[data["telling"] == telling]
        if rijen.empty:
            continue
        deel = rijen["aandeel_onderdrukt"].max() if "aandeel_onderdrukt" in data else 0
        noten[telling] = render(
            sjablonen[telling],
            {
                **woorden,
                "jaren": f.enumeration(str(jaar) for jaar in sorted(set(rijen["jaar" if "jaar" in rijen else "tot"]))),
                "aandeel": deel,
                "naast": f.GESCHAT in noten,
                "waarde": "aantal" if "aantal" in data else "aandeel",
            },
        )
    return noten


def _hidden_text(data: pd.DataFrame, sjablonen: Mapping[str, str]) -> dict[str, str]:
    """Return the note on cells that are held back, when there are any; of a list of steps the reason is its content."""
    redenen = sorted(set(data["reden"]) - {""}) if "reden" in data and "stap" not in data else []
    return {"verborgen": render(sjablonen["verborgen"], {"redenen": redenen})} if redenen else {}
