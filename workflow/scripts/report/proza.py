"""The words of the chapters, as another edition can be set beside them: a sentence each, with its numbers filled in."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from werkagenda.report.book import INVOEGING, VARIABELE, chapters, flatten, kept, title_of
from werkagenda.run.step import step
from werkagenda.words.settings import SETTINGS, chapter_variables

DUIDING = "_duiding_"
# What only the program that draws the page knows, or a number of a product that this run has not.
NIET_INGEVULD = "…"
_BLOK = (":::", "```", "---", "![")
# What a reader does not see as words: attributes, citations, the target of a link, and signs of emphasis and lists.
_OPMAAK = (
    (re.compile(r"\{[#.][^}]*\}"), ""),
    (re.compile(r"\s*\[@[^\]]*\]"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\))?"), r"\1"),
    (re.compile(r"^(?:#+|[-*:]|\d+\.)\s+"), ""),
    (re.compile(r"\*+"), ""),
)


def words(regel: str) -> str:
    """Return a line of Markdown as the words that a reader sees."""
    for patroon, wordt in _OPMAAK:
        regel = patroon.sub(wordt, regel)
    return " ".join(regel.split())


def sentences_of(hoofdstuk: str, *, variabelen: Mapping[str, str], duiding: Mapping[str, str]) -> list[str]:
    """Return headings and sentences of a chapter in order, the texts of interpretation that it shows among them.

    A line that is a computed sentence and nothing else is left out: it is compared with its product.
    """
    zinnen = []
    for regel in map(str.strip, hoofdstuk.splitlines()):
        invoeging = INVOEGING.fullmatch(regel)
        if invoeging and invoeging[1].startswith(DUIDING):
            zinnen.append(duiding[invoeging[1].removeprefix(DUIDING).removesuffix(".md")])
        elif not (invoeging or regel.startswith(_BLOK)) and words(VARIABELE.sub("", regel)).strip(" .,;:-"):
            zinnen.append(VARIABELE.sub(lambda treffer: variabelen.get(treffer[1], NIET_INGEVULD), regel))
    return [zin for zin in map(words, zinnen) if zin]


def prose(
    hoofdstukken: Mapping[str, str],
    *,
    producten: Mapping[str, Mapping[str, Any]],
    nummers: Mapping[str, str],
    duiding: Mapping[str, str],
    instellingen: Mapping[str, Any],
) -> list[dict[str, str | Sequence[str]]]:
    """Return `hoofdstuk`, `titel` and `zinnen` of every chapter, in the order of the book.

    Args:
        hoofdstukken: text per chapter, without what this run has not.
        producten: contents of `results/text/<id>.json` per id.
        nummers: `Figuur 3.1` per id.
        duiding: the texts of interpretation by name, empty where one is held back.
        instellingen: the variables of chapters that are settings, nested by name.

    """
    variabelen = flatten({naam: {"titel": tekst["titel"]} | tekst["variabelen"] for naam, tekst in producten.items()})
    variabelen |= flatten(instellingen) | {f"ref.{naam}": nummer for naam, nummer in nummers.items()}
    return [
        {
            "hoofdstuk": naam,
            "titel": title_of(tekst),
            "zinnen": sentences_of(tekst, variabelen=variabelen, duiding=duiding),
        }
        for naam, tekst in hoofdstukken.items()
    ]


if __name__ == "__main__":
    with step(snakemake) as s:
        gelezen = {pad.stem: pad.read_text(encoding="utf-8") for pad in s.paths("hoofdstukken")}
        alle = {naam: gelezen[naam] for naam in chapters(s.read("quarto")) if naam in gelezen}
        nummering = s.read("nummering")
        proza = prose(
            kept(alle, weg=s.params["zonder"]),
            producten=s.read_all("teksten"),
            nummers=dict(zip(nummering["id"], nummering["nummer"], strict=True)),
            duiding=s.read("duiding"),
            instellingen=chapter_variables(
                s.params["instellingen"],
                zinnen=s.register["algemeen"][SETTINGS],
                rapport=s.read("woorden")["rapport"],
            ),
        )
        tekst = json.dumps(proza, ensure_ascii=False, indent=1)
        s.target("proza").write_text(f"{tekst}\n", encoding="utf-8", newline="\n")
