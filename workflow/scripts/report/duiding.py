"""Judge every text of interpretation: does what it rests on still hold, and is what it quotes still the number?

A researcher wrote it about the numbers of one year (`report/duiding/<hoofdstuk>.yaml`). When its condition no longer
holds, or a fact that it quotes has changed or is not there, it is left out of the book and listed to be judged again.
"""

import logging
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
from jinja2 import TemplateError, meta
from jinja2.sandbox import SandboxedEnvironment

from werkagenda import formats as f
from werkagenda.contract.tables import read_table
from werkagenda.errors import InputError, quoted
from werkagenda.report.prose import typed_numbers
from werkagenda.words.render import FILTERS, render

BRON = "duiding"
LAATSTE = "laatste"  # the last year that a product has, in the key of a fact
GELDT, OPNIEUW = "geldt", "opnieuw beoordelen"
VELDEN = {"id", "bij", "tekst", "feiten", "geldt_zolang", "gezien", "door", "datum", "bron"}

log = logging.getLogger(__name__)
OMGEVING = SandboxedEnvironment()
OMGEVING.filters |= FILTERS

Entry = Mapping[str, Any]
Facts = dict[str, Any]


def check_entries(hoofdstuk: str, teksten: Sequence[Entry], bekend: set[str], namen: Sequence[str]) -> None:
    """Stop at an entry that lacks a field, has an unknown one, an id used before, a typed number, or a fact not seen.

    `bekend` are the ids of earlier chapters; the ids of this one are added. `namen` hold a number and are allowed.
    """
    for entry in teksten:
        plek = f"{hoofdstuk}.yaml"
        if set(entry) != VELDEN:
            mis = quoted(sorted(set(entry) ^ VELDEN))
            raise InputError(BRON, plek, f"velden missen of zijn onbekend: {mis}", verwacht=", ".join(sorted(VELDEN)))
        if entry["id"] in bekend:
            raise InputError(BRON, plek, f"{entry['id']!r} staat er twee keer", verwacht="een eigen id")
        bekend.add(entry["id"])
        if getypt := typed_numbers(entry["tekst"], namen):
            raise InputError(
                BRON, plek, f"{entry['id']}: getal met de hand getypt in {getypt[0]!r}", verwacht="een feit"
            )
        if ongezien := sorted(quoted_facts(entry) - set(entry["gezien"])):
            raise InputError(
                BRON, plek, f"{entry['id']}: geen `gezien` van {quoted(ongezien)}", verwacht="een waarde per feit"
            )
        if zonder := sorted((quoted_facts(entry) | condition_facts(entry)) - set(entry["feiten"])):
            raise InputError(
                BRON, plek, f"{entry['id']}: onbekend feit {quoted(zonder)}", verwacht="een naam in feiten"
            )


def quoted_facts(entry: Entry) -> set[str]:
    """Return the names of the facts that the text quotes."""
    return _names(entry, entry["tekst"])


def condition_facts(entry: Entry) -> set[str]:
    """Return the names of the facts in the condition."""
    return _names(entry, "{{ " + entry["geldt_zolang"] + " }}")


def _names(entry: Entry, sjabloon: str) -> set[str]:
    try:
        return meta.find_undeclared_variables(OMGEVING.parse(sjabloon))
    except TemplateError as fout:
        raise InputError(BRON, entry["id"], f"niet te lezen: {fout}", verwacht="Jinja") from fout


def fact(plek: Mapping[str, Any], data: Mapping[str, pd.DataFrame]) -> Any:  # noqa: ANN401 - a number or a code
    """Return one cell of a product: `product`, `kolom`, `sleutel`; None when the run has no such cell or it is empty.

    A year in the key may be `laatste`. Raises InputError when the product has no such column or the key names several
    rows: then the entry is wrong, whatever the numbers.
    """
    if plek["product"] not in data:
        return None
    tabel = data[plek["product"]]
    sleutel = plek.get("sleutel", {})
    if vreemd := sorted({plek["kolom"], *sleutel} - set(tabel.columns)):
        raise InputError(BRON, plek["product"], f"kolommen bestaan niet: {quoted(vreemd)}", verwacht="het contract")
    for kolom, waarde in sleutel.items():
        gezocht = tabel[kolom].dropna().max() if waarde == LAATSTE else waarde
        tabel = tabel[tabel[kolom].astype(str) == str(gezocht)]
    if len(tabel) > 1:
        raise InputError(BRON, plek["product"], f"{len(tabel)} rijen bij {sleutel}", verwacht="een sleutel van een rij")
    cel = None if tabel.empty else tabel[plek["kolom"]].iloc[0]
    return None if pd.isna(cel) or cel == "" else cel


def same(nu: Any, toen: Any) -> bool:  # noqa: ANN401 - a number or a code
    """Whether a fact is, as precise as it was noted, the one that was seen: 0.374 is the 0.37 that was noted."""
    if isinstance(toen, str):
        return str(nu) == toen
    genoteerd = Decimal(str(toen))
    exponent = genoteerd.as_tuple().exponent
    return f.half_op(f.exact(float(nu)), -exponent if isinstance(exponent, int) else 0) == genoteerd


def judge(entry: Entry, data: Mapping[str, pd.DataFrame], woorden: Mapping[str, str]) -> tuple[str, Facts]:
    """Return why a text must be judged again, in `woorden`, empty when it stands; and its facts."""
    facts = {naam: fact(plek, data) for naam, plek in entry["feiten"].items()}
    if weg := [naam for naam, waarde in facts.items() if waarde is None]:
        return render(woorden["leeg"], {"namen": weg}), facts
    anders = [naam for naam, toen in entry["gezien"].items() if not same(facts[naam], toen)]
    if anders:
        return render(woorden["veranderd"], {"namen": anders}), facts
    try:
        geldt = OMGEVING.compile_expression(entry["geldt_zolang"])(**facts)
    except (TemplateError, TypeError) as fout:
        raise InputError(
            BRON, entry["id"], f"voorwaarde is niet te berekenen: {fout}", verwacht="een vergelijking"
        ) from fout
    return ("" if geldt else render(woorden["voorwaarde"], {"voorwaarde": entry["geldt_zolang"]})), facts


def review(
    hoofdstukken: Mapping[str, Sequence[Entry]],
    data: Mapping[str, pd.DataFrame],
    *,
    namen: Sequence[str],
    woorden: Mapping[str, str],
) -> tuple[dict[str, str], pd.DataFrame]:
    """Return the text of every entry by id, empty where it must be judged again, and the list of all entries.

    Args:
        hoofdstukken: entries per chapter.
        data: the products that the facts come from, by id; one that this run has not may miss.
        namen: names that hold a number and may stand in a text.
        woorden: the reasons, of `report/paginas/duiding.yaml`.

    """
    teksten, rijen, bekend = {}, [], set[str]()
    for hoofdstuk, entries in hoofdstukken.items():
        check_entries(hoofdstuk, entries, bekend, namen)
        for entry in entries:
            reden, facts = judge(entry, data, woorden)
            teksten[entry["id"]] = "" if reden else render(entry["tekst"], facts, f"report/duiding/{hoofdstuk}.yaml")
            velden = {naam: str(entry[naam]) for naam in ("id", "bij", "door", "datum", "bron")}
            rijen.append({"hoofdstuk": hoofdstuk, **velden, "stand": OPNIEUW if reden else GELDT, "reden": reden})
    kolommen = ["hoofdstuk", "id", "bij", "door", "datum", "bron", "stand", "reden"]
    return teksten, pd.DataFrame(rijen, columns=kolommen)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        contracten = {contract.naam: contract for contract in s.contracts("contracten")}
        van = s.params["contract_van"]
        woorden = s.read("woorden")
        data = {pad.stem: read_table(pad, contracten[van[pad.stem]]) for pad in s.paths("data")}
        teksten, lijst = review(s.read_all("duiding"), data, namen=s.read("namen").splitlines(), woorden=woorden)
        s.write("teksten", teksten)
        s.write("lijst", lijst)
        opnieuw = lijst[lijst["stand"] == OPNIEUW]
        if len(opnieuw):
            if s.params["definitief"]:
                namen = quoted(opnieuw["id"])
                raise InputError(
                    BRON, "report/duiding", f"opnieuw te beoordelen: {namen}", verwacht="geen (rapport.definitief)"
                )
            log.warning("%s: %s", BRON, render(woorden["samen"], {"opnieuw": len(opnieuw), "alle": len(lijst)}))
