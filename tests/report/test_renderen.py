"""The rendered files: the same bytes twice, nothing left after a failure, the mark of synthetic data."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import renderen
import typst
import yaml
from helpers import book_example as voorbeeld
from helpers.project import ROOT
from voorbereiden import cover

from werkagenda.errors import InputError
from werkagenda.report import fallback, pandoc
from werkagenda.report.zip_file import make_even

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


UITGAVE = {
    "versie": "2026.1", "datum": "2026-11-30", "opstellers": ["Een", "Ander"], "opdrachtgever": "Ministerie",
    "uitgever": "Monitor", "contact": "a@b.example", "adres": "", "licentie": "CC",
}  # fmt: skip


@pytest.fixture(scope="module")
def bron(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a staged sample book."""
    return voorbeeld.staged(tmp_path_factory.mktemp("boek"))


def _render(bron: Path, uit: Path, formaat: str) -> Path:
    uit.mkdir()
    renderen.render(bron, uit, formaat=formaat, merk="SYNTHETISCH", quarto=None)
    return uit


@pytest.fixture(scope="module")
def eerste(bron: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function from a format to the folder with the sample in it, rendered once."""
    return cache(lambda formaat: _render(bron, tmp_path_factory.mktemp("eerste") / formaat, formaat))


@pytest.mark.parametrize("formaat", ["pdf", "docx"])
def test_a_second_run_gives_the_same_bytes(
    bron: Path, eerste: Callable[[str], Path], tmp_path: Path, formaat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in another time zone."""
    een = (eerste(formaat) / f"monitor.{formaat}").read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    twee = (_render(bron, tmp_path / "twee", formaat) / f"monitor.{formaat}").read_bytes()
    assert een == twee


def test_line_ends_are_those_of_linux_also_where_pandoc_has_others_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows pandoc writes a carriage return before each line end, as it does here when it is asked to."""
    gewoon = pandoc.run

    def on_windows(opdracht: list[str], *, map_: Path) -> str:
        return gewoon([opdracht[0], "--eol=crlf", *opdracht[1:]], map_=map_)

    monkeypatch.setattr(pandoc, "run", on_windows)
    pandoc.convert("# Kop\n\nTekst.\n", tmp_path / "a.html", opties={"to": "html5"}, map_=tmp_path)
    assert b"Kop</h1>\n<p>" in (tmp_path / "a.html").read_bytes()


def test_the_pdf_is_tagged_has_a_language_and_no_date(eerste: Callable[[str], Path]) -> None:
    """What PDF/UA asks for, read from the file itself."""
    inhoud = (eerste("pdf") / "monitor.pdf").read_bytes()
    assert b"/MarkInfo" in inhoud
    assert b"/Lang(nl)" in inhoud
    assert b"pdfuaid:part>1<" in inhoud
    assert b"CreationDate" not in inhoud


def test_each_page_of_the_pdf_carries_the_mark(
    eerste: Callable[[str], Path], bron: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typst is asked for all marks that it laid out; as many as there are pages, and on pages of real data none."""
    # To be asked it lays out the book; the file that it would write first is not looked at.
    geschreven = (eerste("pdf") / "monitor.pdf").read_bytes()
    monkeypatch.setattr(typst, "compile", lambda *_, **__: None)
    bladzijden = len(re.findall(rb"/Type\s*/Page\b", geschreven))
    assert bladzijden > len(voorbeeld.chapters())
    klein = voorbeeld.staged_small(tmp_path, {}, nummering={})
    for boek, merk, verwacht in ((bron, "SYNTHETISCH", bladzijden), (klein, "", 0)):
        werk = shutil.copytree(boek, tmp_path / f"werk-{merk}")
        fallback.pdf(werk, tmp_path, merk=merk)
        gezet = json.loads(typst.query(str(werk / "boek.typ"), "<merk>", root=str(werk)))
        assert sum("SYNTHETISCH" in json.dumps(deel) for deel in gezet) == verwacht


def test_the_docx_is_written_as_on_every_system(eerste: Callable[[str], Path], tmp_path: Path) -> None:
    shutil.copy(eerste("docx") / "monitor.docx", tmp_path)
    make_even(tmp_path / "monitor.docx")
    assert (tmp_path / "monitor.docx").read_bytes() == (eerste("docx") / "monitor.docx").read_bytes()


def test_the_docx_holds_no_date_of_today(eerste: Callable[[str], Path]) -> None:
    """Times in the archive and in its properties are the fixed one."""
    with zipfile.ZipFile(eerste("docx") / "monitor.docx") as archief:
        assert {deel.date_time[0] for deel in archief.infolist()} == {1980}
        assert b"1980-01-01" in archief.read("docProps/core.xml")
        assert archief.read("word/document.xml").count(b"SYNTHETISCH") == len(voorbeeld.chapters())
        # Word draws no SVG everywhere: the pictures are the PNG files, described.
        assert sum(naam.endswith(".png") for naam in archief.namelist()) >= 1
        assert b'descr="Beschrijving van Figuur 3.1."' in archief.read("word/document.xml")


def test_the_docx_is_a4_in_dutch_with_contents_and_page_numbers(eerste: Callable[[str], Path]) -> None:
    """A printer in the Netherlands has no Letter; a table keeps its header on the next page."""
    with zipfile.ZipFile(eerste("docx") / "monitor.docx") as archief:
        tekst = archief.read("word/document.xml").decode("utf-8")
        stijlen = archief.read("word/styles.xml").decode("utf-8")
        voeten = [
            archief.read(naam).decode("utf-8") for naam in archief.namelist() if "PAGE" in str(archief.read(naam))
        ]
    assert [set(re.findall(r"\d{5}", maat)) for maat in re.findall(r"<w:pgSz[^>]*>", tekst)] == [{"11906", "16838"}]
    assert ['w:val="nl' in taal for taal in re.findall(r"<w:lang [^>]*>", stijlen)] == [True]
    assert "TOC" in tekst
    assert tekst.count("<w:tblHeader") == tekst.count("<w:tbl>")
    assert ["SYNTHETISCH" in voet for voet in voeten] == [True]
    assert "footerReference" in tekst


def test_the_docx_has_contents_and_columns_by_what_they_hold(eerste: Callable[[str], Path]) -> None:
    """Whoever opens it has the contents at once, a caption stays with its figure, and no word is cut in a column."""
    with zipfile.ZipFile(eerste("docx") / "monitor.docx") as archief:
        tekst = archief.read("word/document.xml").decode("utf-8")
        stijlen = archief.read("word/styles.xml").decode("utf-8")
    kop, inhoud, _ = re.split(r"<w:sdtContent>|</w:sdtContent>", tekst)[0:3]
    assert ">Inhoud<" in inhoud
    assert "\\" not in kop
    naar = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', inhoud)
    assert naar
    assert set(naar) <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', tekst))
    koppen = re.findall(r'<w:pStyle w:val="Heading[12]" />', tekst)
    assert len(naar) == len(koppen) == len(re.findall(r'<w:pStyle w:val="TOC\d"', inhoud))
    assert tekst.count('<w:pStyle w:val="Bijschrift" />') == len(voorbeeld.numbering())
    assert re.search(r'w:styleId="Bijschrift".*?<w:keepNext ?/>', stijlen, re.DOTALL)
    roosters = [
        list(map(int, re.findall(r'w:w="(\d+)"', rooster)))
        for rooster in re.findall(r"<w:tblGrid>.*?</w:tblGrid>", tekst)
    ]
    assert any(max(rooster) > 2 * min(rooster) for rooster in roosters)


def test_paper_has_a_cover_and_leaves_the_long_comparison_to_the_web(eerste: Callable[[str], Path]) -> None:
    """The edition under the title, a page of its own; the numbers of appendix D stand in the workbook."""
    with zipfile.ZipFile(eerste("docx") / "monitor.docx") as archief:
        tekst = archief.read("word/document.xml").decode("utf-8")
        stijlen = archief.read("word/styles.xml").decode("utf-8")
    voor, _, na = tekst.partition("TOC")
    assert all(woord in voor for woord in ("Onderzoekers", "Versie 2026.1, 2026-11-30", "a@b.example"))
    (hoofdstuk,) = re.findall(r'<w:style [^>]*w:styleId="Heading1".*?</w:style>', stijlen, re.DOTALL)
    assert "<w:pageBreakBefore" in hoofdstuk
    web = (eerste("html") / "bijlage_d.html").read_text(encoding="utf-8")
    assert [woord in na for woord in ("Breedte", "monitor.xlsx</w:t>")] == [False, True]
    assert [woord in web for woord in ("Breedte", "<code>monitor.xlsx</code>, op het blad")] == [True, False]


def test_a_page_describes_its_figures_for_machines(eerste: Callable[[str], Path]) -> None:
    """A text that looks like the end of the element stays inside it."""
    web = (eerste("html") / "hoofdstuk_3.html").read_text(encoding="utf-8")
    delen = re.findall(r'<script type="application/ld\+json">(.*?)</script>', web, re.DOTALL)
    getoond = [rij for rij in voorbeeld.numbering().values() if rij["hoofdstuk"] == "hoofdstuk_3"]
    assert [json.loads(deel) for deel in delen] == [{"@type": "Dataset", "name": "</script>"}] * len(getoond)
    with zipfile.ZipFile(eerste("docx") / "monitor.docx") as archief:
        assert b"Dataset" not in archief.read("word/document.xml")


def test_every_page_carries_the_mark_and_real_data_none(eerste: Callable[[str], Path], tmp_path: Path) -> None:
    """The banner stands on each chapter of synthetic data only."""
    for pagina in eerste("html").glob("*.html"):
        assert "SYNTHETISCH" in pagina.read_text(encoding="utf-8"), pagina.name
    echt = voorbeeld.staged(tmp_path / "echt", banner="")
    assert not [pad.name for pad in echt.glob("*.qmd") if "SYNTHETISCH" in pad.read_text(encoding="utf-8")]


def test_a_citation_without_a_source_stops_and_leaves_nothing(tmp_path: Path) -> None:
    """Pandoc only warns on an unknown citation."""
    bron = voorbeeld.staged_small(tmp_path, {"inleiding": "Zie [@bestaat_niet]."}, nummering={})
    uit = tmp_path / "uit"
    uit.mkdir()
    with pytest.raises(InputError, match="bestaat_niet"):
        renderen.render(bron, uit, formaat="docx", merk="", quarto=None)
    assert list(uit.iterdir()) == []


def test_the_colophon_names_the_renderer(eerste: Callable[[str], Path]) -> None:
    """The last page says what made it; the staged folder does not know yet."""
    tekst = (eerste("html") / "colofon.html").read_text(encoding="utf-8")
    assert re.search(r"opgemaakt\s+met\s+pandoc\s+[\d.]+\s+en\s+typst\s+[\d.]+", tekst)


@pytest.mark.parametrize(
    ("adres", "gezegd"),
    [
        ("", "herkomst, `html/herkomst/figuur_3_1.html` en hulp."),
        (
            "https://monitor.example/",
            (
                '#link("https://monitor.example/herkomst/figuur_3_1.html")[herkomst] en '
                '#link("https://monitor.example/indicatoren/hulp.html")[hulp].'
            ),
        ),
    ],
)
def test_paper_links_to_the_web_where_the_edition_has_an_address(tmp_path: Path, adres: str, gezegd: str) -> None:
    omslag = cover(UITGAVE | {"adres": adres}, voorbeeld.page_words("boek")["omslag"])
    (tmp_path / "meta.yml").write_text(yaml.safe_dump({"omslag": omslag}), encoding="utf-8")
    opties = {"to": "typst", "metadata-files": [str(tmp_path / "meta.yml")], "wrap": "none",
              "filters": [str(ROOT / "report" / "filters" / "verwijzing.lua")]}  # fmt: skip
    uit = tmp_path / "uit.typ"
    tekst = "[herkomst](herkomst/figuur_3_1.html) en [hulp](indicatoren/hulp.html)."
    pandoc.convert(tekst, uit, opties=opties, map_=ROOT)
    assert uit.read_text(encoding="utf-8").strip() == gezegd


def test_paper_is_read_without_what_the_web_alone_shows(tmp_path: Path) -> None:
    """It is what the filter leaves out, which must still do so for Quarto, and nothing else."""
    shown = ("tabelvak", "alleenpapier")
    blokken = [f':::: {{.{klasse} naam="x"}}\n{klasse}\n::::' for klasse in (*fallback.WEB_ALONE, *shown)]
    opties = {"to": "plain", "filters": [str(ROOT / "report" / "filters" / "verwijzing.lua")]}
    alles, gelezen = "\n\n".join(blokken), fallback.on_paper(dict(zip("abcde", blokken, strict=True)))
    for naam, tekst in {"alles": alles, "gelezen": gelezen}.items():
        pandoc.convert(tekst, tmp_path / f"{naam}.txt", opties=opties, map_=ROOT)
    gezegd = (tmp_path / "alles.txt").read_text(encoding="utf-8")
    assert gezegd.split() == list(shown)
    assert (tmp_path / "gelezen.txt").read_text(encoding="utf-8") == gezegd
    assert not any(klasse in gelezen for klasse in fallback.WEB_ALONE)


def test_pages_made_together_are_those_made_alone() -> None:
    """A heading has the name that it has alone; what would stand behind the last page, or is warned of, stops."""
    lezer = ROOT / "report" / "factsheets" / "bladen.lua"
    alle = {"opties": fallback.PAGE, "map_": ROOT}
    teksten = ["# Kop\n\n## Reeks\n\nEen 'woord' en $x^2$.\n", "# Kop\n\n## Reeks\n\n| a |\n|---|\n| 1 |\n"]
    samen = pandoc.converted_each(teksten, **alle, lezer=lezer)
    assert samen == [pandoc.converted(tekst, ".html", **alle).decode() for tekst in teksten]
    with pytest.raises(InputError, match="heeft een voetnoot"):
        pandoc.converted_each([*teksten, "Een noot.^[Hier.]\n"], **alle, lezer=lezer)
    with pytest.raises(InputError, match="Duplicate link reference"):
        pandoc.converted_each([*teksten, "[a]: b\n\n[a]: c\n"], **alle, lezer=lezer)


def test_no_filter_asks_the_machine_what_a_letter_is() -> None:
    """In the code page of Windows the first byte of an apostrophe is one: terms before it had no link there."""
    filters = sorted((ROOT / "report" / "filters").glob("*.lua"))
    assert len(filters) > 1
    for pad in filters:
        code = re.sub(r"^\s*--.*$", "", pad.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert re.findall(r"%[acglpsuwACGLPSUW]", code) == [], pad.name


def test_a_term_has_its_link_whatever_stands_around_it(tmp_path: Path) -> None:
    meta = {"begrippen": {"crebo": "b-crebo", "bol": "b-bol", "BC": "b-bc"}, "ankers": {"termen": "woorden"}}
    (tmp_path / "meta.yml").write_text(yaml.safe_dump(meta), encoding="utf-8")
    opties = {"to": "html5", "metadata-files": [str(tmp_path / "meta.yml")], "wrap": "none",
              "filters": [str(ROOT / "report" / "filters" / "verwijzing.lua")]}  # fmt: skip
    pandoc.convert("De crebo's, bola en \\[(bol\\_) van een BC.\n", tmp_path / "uit.html", opties=opties, map_=ROOT)
    link = '<a href="woorden.html#b-{}" class="begrip">{}</a>'.format
    gezegd = (tmp_path / "uit.html").read_text(encoding="utf-8").strip().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    bc, bol, crebo = link("bc", "BC"), link("bol", "bol"), link("crebo", "crebo")
    assert gezegd == f"<p>De {crebo}'s, bola en [({bol}_) van een {bc}.</p>"


def test_the_cover_says_what_edition_it_is() -> None:
    """A line without anything to say is left out."""
    omslag = cover(UITGAVE, voorbeeld.page_words("boek")["omslag"])
    assert omslag == {
        "makers": "Een en Ander",
        "gegevens": [
            "Versie 2026.1, 2026-11-30", "In opdracht van: Ministerie", "Uitgave: Monitor (a@b.example)",
            "Licentie: CC",
        ],
        "adres": "",
    }  # fmt: skip


def test_a_page_that_stays_is_not_made_and_whatever_it_shows_makes_it_anew(bron: Path, tmp_path: Path) -> None:
    """Each thing that a page is made of decides; the drawing of another page and the search index do not."""

    def parts(map_: Path) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        uit = tmp_path / f"uit {len(list(tmp_path.iterdir()))}"
        uit.mkdir()
        fallback.html(map_, uit, merk="", stays=lambda naam, van: seen.update({naam: str(van)}) is None)
        assert not list(uit.glob("*.html"))
        return seen

    def changed(pad: str) -> set[str]:
        anders = shutil.copytree(bron, tmp_path / f"anders {len(list(tmp_path.iterdir()))}")
        with (anders / pad).open("a", encoding="utf-8") as bestand:
            bestand.write("\n" if pad.endswith(".yml") else "x")
        return {naam for naam, van in parts(anders).items() if van != eerder[naam]}

    eerder = parts(bron)
    alle = {f"{naam}.html" for naam in voorbeeld.chapters()}
    assert set(eerder) == alle
    assert changed("figuren/figuur_3_1.svg") == changed("_figuur_3_1.md") == {"hoofdstuk_3.html"}
    assert changed("stijl/zoekindex.js") == set()
    for pad in ("stijl/pagina.html", "filters/verwijzing.lua", "filters/terugval.lua", "_menu.yml", "references.bib"):
        assert changed(pad) == alle, pad
