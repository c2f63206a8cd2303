"""The lineage page, read by the parser of the standard library and held against what pandoc makes of the same words."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from helpers.odd_names import NAMEN, REGELEINDE
from helpers.project import ROOT
from herkomstpagina import PARTS, lineage_page

from werkagenda.errors import InputError
from werkagenda.report import pandoc
from werkagenda.report.frame import banner_html, in_frame
from werkagenda.report.pipe_table import in_region, pipe_table
from werkagenda.report.template import fill

if TYPE_CHECKING:
    from pathlib import Path

BOEK = ROOT / "report"
TEKST = yaml.safe_load((BOEK / "paginas" / "herkomst.yaml").read_text(encoding="utf-8"))
QUARTO = {"lang": "nl", "book": {"title": "Het <boek>", "subtitle": "Onder"}}
RAAM = (BOEK / "stijl" / "pagina.html").read_text(encoding="utf-8")
BANNERS = sorted((BOEK / "invoegingen").glob("banner_*.md"))


class Tree(HTMLParser):
    """Tags with their attributes, and words, in order; white space is folded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, *sorted(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.parts += [" ".join(data.split())] if data.strip() else []

    def words_in(self, tag: str) -> list[str]:
        """Return the words of each element of a kind, tags inside it left out."""
        found: list[str] = []
        inside = False
        for part in self.parts:
            if isinstance(part, tuple):
                inside = part[0] == tag or (inside and part[0] != f"/{tag}")
                found += [""] if part[0] == tag else []
            elif inside:
                found[-1] += part
        return found


def lineage(naam: str = "a.csv") -> dict[str, Any]:
    stap = {
        "id": naam, "script": naam, "rijen_in": {f"map/{naam}": {"rijen": 1200}}, "rijen_uit": {},
        "instellingen": {naam: {naam: [naam]}}, "bestanden": {naam: "f" * 64}, "pakketten": {naam: naam},
        "uitval": [{"stap": "s", "bron": naam, "rijen_in": 5, "rijen_uit": 4, "studenten": 1, "reden": naam}],
    }  # fmt: skip
    return {
        "product": "figuur_3_1",
        "bronnen": [{"bron": naam, "bestand": naam, "sha256": "0123456789abcdef", "rijen": 55066}],
        "stappen": [stap],
    }


def body(herkomst: dict[str, Any], banner: str = "") -> str:
    sjabloon = (BOEK / "paginas" / "herkomst.html").read_text(encoding="utf-8")
    blad = lineage_page(herkomst, nummer="Figuur 3.1", hoofdstuk="hoofdstuk_3", banner=banner, tekst=TEKST)
    return fill(sjabloon, blad)


def by_pandoc(markdown: str) -> list[Any]:
    opties = {"to": "html5", "filters": [str(BOEK / "filters" / "verwijzing.lua")]}
    return Tree(pandoc.converted(markdown, ".html", opties=opties, map_=BOEK).decode()).parts


@pytest.mark.parametrize("naam", [*NAMEN, REGELEINDE, "a `b` ``c``", "</code></td>", "50 % \"x\" 'y' -- ..."])
def test_odd_signs_are_shown_as_they_are(naam):
    """In every cell; the page has the same tags as with a plain name."""
    gemaakt, gewoon = Tree(body(lineage(naam))), Tree(body(lineage()))
    tags = [[part for part in tree.parts if isinstance(part, tuple)] for tree in (gemaakt, gewoon)]
    assert tags[0] == tags[1]
    genoemd = " ".join(naam.split())
    assert genoemd in gemaakt.words_in("code")
    waarde = " ".join(json.dumps({naam: [naam]}, ensure_ascii=False).split())
    assert (gemaakt.words_in("td").count(genoemd), gemaakt.words_in("th").count(genoemd)) == (6, 5)
    assert waarde in gemaakt.words_in("td")


def test_a_page_by_hand():
    tree = Tree(body(lineage()))
    assert ("a", ("href", "../hoofdstuk_3.html#figuur-3-1")) in tree.parts
    assert tree.words_in("a") == ["Figuur 3.1"]
    assert tree.words_in("h1") == ["Herkomst van figuur 3.1"]
    assert tree.words_in("h2") == [TEKST["delen"][naam]["kop"] for naam in PARTS]
    assert [part[1][1] for part in tree.parts if part[0] == "h2"] == [
        "bronbestanden", "stappen", "uitval", "instellingen", "code-contracten-en-referentiegegevens", "pakketten",
    ]  # fmt: skip
    assert tree.words_in("td")[:6] == ["a.csv", "0123456789ab", "55.066", "a.csv", "a.csv 1.200", "–"]  # noqa: RUF001


def test_a_table_and_its_heading_are_what_pandoc_makes_of_them():
    """The page has the tags that the pages of pandoc have, so that one style and one script do for both."""
    woorden = TEKST["delen"]["bronnen"]
    rij = ["bron_a", "`a.csv`", "`0123456789ab`", "55.066"]
    tabel = in_region(pipe_table(woorden["kolommen"], [rij], rechts=(3,)), woorden["kop"])
    verwacht = by_pandoc(f"## {woorden['kop']}\n\n{tabel}\n\n## Stappen\n\n{TEKST['geen']}\n")
    herkomst = lineage() | {"stappen": []}
    herkomst["bronnen"][0] |= {"bron": "bron_a"}
    gemaakt = Tree(body(herkomst)).parts
    begin = next(plek for plek, part in enumerate(gemaakt) if part[0] == "h2")
    assert gemaakt[begin : begin + len(verwacht)] == verwacht


@pytest.mark.parametrize("pad", BANNERS, ids=[pad.stem for pad in BANNERS])
def test_the_banner_is_what_pandoc_makes_of_it(pad: Path):
    banner = pad.read_text(encoding="utf-8")
    assert Tree(banner_html(banner)).parts == by_pandoc(banner)
    assert bool(banner_html(banner)) == ("synthetisch" in pad.stem)


@pytest.mark.parametrize(
    "banner", ["Los.", '::: {.a b="c"}\n**X** [y](z)\n:::', "::: {.a}\n**X** y\n\n- z\n:::\n\nMeer."]
)
def test_a_banner_with_more_in_it_stops(banner):
    with pytest.raises(InputError, match="banner"):
        banner_html(banner)


def test_a_page_in_the_frame():
    menu = {"index": "Begin", "b": "Een & <twee>", "c": "Eind"}
    los = in_frame("<p>x</p>\n", raam=RAAM, titel="'T' & <i>", quarto=QUARTO, menu=menu)
    tree = Tree(los)
    assert tree.words_in("title") == ["'T' & <i> | Het <boek>"]
    assert los.count("aria-current") == los.count("rel=") - los.count('rel="stylesheet"') - los.count('rel="icon"') == 0
    assert tree.words_in("li") == list(menu.values())
    assert '<main id="inhoud" tabindex="-1">\n<p>x</p>\n</main>' in los
    links = [dict(part[1:])["href"] for part in tree.parts if part[0] in {"a", "link"}]
    assert [link for link in links if not link.startswith(("../", "#", "data:"))] == []
    midden = Tree(in_frame("", raam=RAAM, titel="T", quarto=QUARTO, menu=menu, hier="b", wortel="")).parts
    assert [part for part in midden if part[0] == "a" and len(part) > 2] == [
        ("a", ("class", "naar-inhoud"), ("href", "#inhoud")),
        ("a", ("aria-current", "page"), ("href", "b.html")),
        ("a", ("href", "index.html"), ("rel", "prev")),
        ("a", ("href", "c.html"), ("rel", "next")),
    ]
    eerste = in_frame("", raam=RAAM, titel="T", quarto=QUARTO, menu=menu, hier="index")
    assert 'rel="prev"' not in eerste
