"""Lay the book out for either renderer: chapters, one include per product, variables, anchors, pictures.

Everything that can go wrong in a reference goes wrong here, before a renderer that would only warn: an include or a
variable that does not exist, a link without a target, a number typed by hand, a construct of one renderer only.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from werkagenda.errors import InputError
from werkagenda.report import book, search
from werkagenda.report.book import BRON
from werkagenda.report.glossary import glossary, words
from werkagenda.report.pipe_table import as_text, in_region
from werkagenda.report.prose import typed_numbers
from werkagenda.words.render import render
from werkagenda.words.settings import SETTINGS, chapter_variables

# Filled in by the renderer, which alone knows its own name.
WEERGAVE = {"weergave": {"programma": ""}}


def anchor(product: str) -> str:
    """Return the anchor of a product: `figuur_3_1` is `figuur-3-1`."""
    return product.replace("_", "-")


def picture(tekst: Mapping[str, Any], hint: str) -> str:
    """Return the picture of a figure with its description and how to read its values, as Markdown."""
    alt = as_text(" ".join(tekst["alt"].split()).replace('"', "'"))
    return f'![](figuren/{tekst["id"]}.svg){{fig-alt="{alt}" hint="{hint}"}}'


def take_along(naam: str, *, nummer: str, soort: str, woorden: Mapping[str, str]) -> str:
    """Return the links to what a reader can take along: the numbers, the picture, their description, the address."""
    kort = nummer.lower()
    bestanden = {"csv": f"data/{naam}.csv", "xlsx": f"data/{naam}.xlsx"}
    if soort == "figuur":
        bestanden |= {beeld: f"data/{naam}.{beeld}" for beeld in ("svg", "png")}
    bestanden |= {"beschrijving": f"data/{naam}.metadata.json", "verwijzing": f"#{anchor(naam)}"}
    regels = [f'- [{woorden[wat]}]({pad}){{aria-label="{woorden[wat]}, {kort}"}}' for wat, pad in bestanden.items()]
    return "\n".join(["::::: {.meenemen}", *regels, ":::::"])


def for_machines(jsonld: str) -> str:
    """Return the description of a product for search engines as part of its page; paper has none."""
    # A text inside it never ends the element that it stands in.
    kort = json.dumps(json.loads(jsonld), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'```{{=html}}\n<script type="application/ld+json">{kort}</script>\n```'


def product_include(
    tekst: Mapping[str, Any], *, rij: Mapping[str, str], tabel: str, jsonld: str, woorden: Mapping[str, Any]
) -> str:
    """Return the Markdown of a product: caption, picture or table, source, notes, links to its files and its lineage.

    Args:
        tekst: `id`, `titel`, `alt`, `bron` and `noten` of `results/text/<id>.json`.
        rij: its row of `resources/nummering.csv`.
        tabel: the numbers as a Markdown table.
        jsonld: its description as a Dataset of schema.org.
        woorden: the words around a product, of `report/paginas/boek.yaml`.

    """
    naam, nummer, soort = anchor(tekst["id"]), rij["nummer"], rij["soort"]
    herkomst, cijfers = (render(woorden[zin], {"nummer": nummer}) for zin in ("herkomst", "cijfers"))
    delen = [
        f'::: {{#{naam} .product .{soort} role="figure" aria-labelledby="{naam}-titel"}}',
        f":::: {{#{naam}-titel .bijschrift}}\n**{nummer}** *{as_text(tekst['titel'].strip())}*\n::::",
    ]
    if soort == "figuur":
        delen.append(picture(tekst, woorden["wijzer"]))
    else:
        delen.append(in_region(tabel, nummer))
    eerder = rij["gepubliceerd"]
    noten = [f"{woorden['noot']} {as_text(noot)}" for noot in tekst["noten"]]
    if eerder and eerder != nummer:
        noten.append(render(woorden["gepubliceerd"], {"nummer": eerder, "bron": rij["bron"]}))
    bron = f"{woorden['bron']} {as_text(tekst['bron'])}"
    link = f"[{herkomst}](herkomst/{tekst['id']}.html)"
    delen.append("\n\n".join(["::: {.bron}", bron, *noten, link, ":::"]))
    delen.append(take_along(tekst["id"], nummer=nummer, soort=soort, woorden=woorden["meenemen"]))
    if soort == "figuur":
        delen.append(f'::::: {{.gegevens naam="{cijfers}"}}\n{in_region(tabel, cijfers)}:::::')
    return "\n\n".join([*delen, for_machines(jsonld), ":::"]) + "\n"


def with_banner(hoofdstuk: str, banner: str) -> str:
    """Return a chapter with the banner under its title, so that no chapter can forget it."""
    titel, _, rest = hoofdstuk.lstrip().partition("\n")
    return f"{titel}\n\n{banner}\n{rest}" if banner else hoofdstuk


def check_prose(naam: str, tekst: str, toegestaan: Iterable[str]) -> None:
    """Stop at a number typed by hand or at what only one renderer understands."""
    if getypt := typed_numbers(tekst, toegestaan):
        raise InputError(BRON, naam, f"getal met de hand getypt in {getypt[0]!r}", verwacht="een variabele of een bron")
    if vreemd := book.foreign(tekst):
        raise InputError(BRON, naam, f"niet in beide weergaveprogramma's bekend: {', '.join(vreemd)}")


def check_shown(duiding: Iterable[str], hoofdstukken: Mapping[str, str]) -> None:
    """Stop at a text of interpretation that no chapter shows."""
    boek = "\n".join(hoofdstukken.values())
    for naam in duiding:
        if f"{{{{< include _duiding_{naam}.md >}}}}" not in boek:
            raise InputError(
                BRON,
                "report/duiding",
                f"{naam} staat in geen hoofdstuk",
                verwacht=f"de regel {{{{< include _duiding_{naam}.md >}}}}",
            )


def _as_text(waarde: Any) -> Any:  # noqa: ANN401 - words, nested by name
    """Return the words of a product with no sign of theirs read as markup but the star around a name in italics."""
    if isinstance(waarde, Mapping):
        return {naam: _as_text(deel) for naam, deel in waarde.items()}
    return as_text(waarde, behalve="*") if isinstance(waarde, str) else waarde


def cover(uitgave: Mapping[str, Any], tekst: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands on the cover under the title: who made it (`makers`), and lines on the edition (`gegevens`).

    And where the pages stand on the web (`adres`), which paper links to.
    """
    regels = [render(regel, uitgave) for regel in tekst["gegevens"]]
    gegevens = [regel for regel in regels if regel]
    return {"makers": render(tekst["makers"], uitgave), "gegevens": gegevens, "adres": uitgave["adres"]}


def chapter_list(quarto: str, weg: Iterable[str]) -> str:
    """Return `_quarto.yml` without the chapters that this run has not."""
    regels = {f"- {naam}.qmd" for naam in weg}
    return "".join(regel for regel in quarto.splitlines(keepends=True) if regel.strip() not in regels)


def search_entries(  # noqa: PLR0913 - one argument per kind of thing to find, by name
    hoofdstukken: Mapping[str, str],
    *,
    producten: Mapping[str, Mapping[str, Any]],
    nummering: Mapping[str, Mapping[str, str]],
    begrippen: Sequence[Mapping[str, Any]],
    indicatoren: Mapping[str, Mapping[str, Any]],
    instellingen: Sequence[Mapping[str, str]],
    plaats: Mapping[str, str],
    woorden: Mapping[str, str],
) -> list[search.Entry]:
    """Return what a reader can search: chapters and headings, figures and tables, indicators, institutions, terms."""
    entries = [*search.sections(hoofdstukken, hoofdstuk=woorden["hoofdstuk"])]
    for naam, rij in nummering.items():
        adres = f"{plaats[anchor(naam)]}.html#{anchor(naam)}"
        entries.append(search.Entry(adres, producten[naam]["titel"].strip(), rij["nummer"], rij["gepubliceerd"]))
    for naam, een in indicatoren.items():
        toonnaam = een.get("naam_gespiegeld") or een["naam"]
        entries.append(search.Entry(f"indicatoren/{naam}.html", toonnaam, woorden["indicator"], een["korte_naam"]))
    for een in instellingen:
        adres = f"factsheets/{een['instelling']}.html"
        ook = f"{een['instelling']} {een['voorheen']}"
        entries.append(search.Entry(adres, een["naam"], woorden["instelling"], ook))
    for term in begrippen:
        adres = f"{plaats[term['id']]}.html#{term['id']}"
        entries.append(
            search.Entry(adres, term["naam"], woorden["begrip"], " ".join([*term["woorden"], term["uitleg"]]))
        )
    return entries


def lay_out(  # noqa: PLR0913 - one argument per kind of part, by name
    hoofdstukken: Mapping[str, str],
    *,
    producten: Mapping[str, Mapping[str, Any]],
    nummering: Mapping[str, Mapping[str, str]],
    tabellen: Mapping[str, str],
    jsonld: Mapping[str, str],
    invoegingen: Mapping[str, str],
    variabelen: Mapping[str, Any],
    toegestaan: Iterable[str],
    banner: str,
    woorden: Mapping[str, Any],
    begrippen: Sequence[Mapping[str, Any]],
    indicatoren: Mapping[str, Mapping[str, Any]],
    menu: Mapping[str, str],
    omslag: Mapping[str, Any],
    instellingen: Sequence[Mapping[str, str]] = (),
    banners: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """Return the text files of the book by name, all references checked.

    Args:
        hoofdstukken: text per chapter name, in the order of the book.
        producten: contents of `results/text/<id>.json` per id.
        nummering: row of `resources/nummering.csv` per id.
        tabellen: Markdown table per id.
        jsonld: description for search engines per id.
        invoegingen: other includes by file name, checks and texts on the kind of data.
        variabelen: values that are no product's, nested by name.
        toegestaan: names that hold a number and may be typed.
        banner: Markdown under every chapter title; empty for real data.
        banners: the same for a chapter in another language, by name.
        woorden: the words around each product.
        begrippen: the terms of the glossary.
        indicatoren: the register, by id.
        menu: title per page of the menu, in order.
        omslag: of `cover`.
        instellingen: `instelling, naam, voorheen` of those with a factsheet in the book.

    Raises:
        InputError: naming the chapter and what does not fit.

    """
    getoond = {naam: rij for naam, rij in nummering.items() if naam in producten}
    teksten = {f"{naam}.qmd": with_banner(tekst, banners.get(naam, banner)) for naam, tekst in hoofdstukken.items()}
    for naam, tekst in hoofdstukken.items():
        check_prose(f"{naam}.qmd", tekst, toegestaan)
    teksten |= invoegingen | {"_begrippen.md": glossary(begrippen)}
    for naam, rij in getoond.items():
        teksten[f"_{naam}.md"] = product_include(
            producten[naam], rij=rij, tabel=tabellen[naam], jsonld=jsonld[naam], woorden=woorden
        )
        if rij["soort"] == "figuur":
            teksten[f"_beeld_{naam}.md"] = f"{picture(producten[naam], woorden['wijzer'])}\n"
    alles = {
        **variabelen,
        **WEERGAVE,
        "ref": {naam: f"[{rij['nummer']}](#{anchor(naam)})" for naam, rij in getoond.items()},
        **{
            naam: _as_text({zin: tekst[zin] for zin in ("titel",) if zin in tekst} | tekst["variabelen"])
            for naam, tekst in producten.items()
        },
    }
    plat = book.flatten(alles)
    ingevuld = {naam: book.resolve(f"{naam}.qmd", teksten, plat) for naam in hoofdstukken}
    ankers = book.anchors(ingevuld)
    book.dead_links(ingevuld, ankers)
    teksten["_variables.yml"] = yaml.safe_dump(alles, allow_unicode=True, sort_keys=True, width=10_000)
    # Every source is listed, cited or not: the page with sources is one, the pages that cite are many.
    teksten["_meta.yml"] = yaml.safe_dump(
        {
            "ankers": ankers,
            "nocite": "@*",
            "begrippen": words(begrippen),
            "omslag": dict(omslag),
            **{woord: woorden[woord] for woord in ("inhoudsopgave", "ankerwoord", "toc-title")},
        },
        allow_unicode=True,
        sort_keys=True,
    )
    teksten["_menu.yml"] = yaml.safe_dump(dict(menu), allow_unicode=True, sort_keys=False)
    teksten["stijl/zoekindex.js"] = search.script(
        search_entries(
            ingevuld,
            producten=producten,
            nummering=getoond,
            begrippen=begrippen,
            indicatoren=indicatoren,
            instellingen=instellingen,
            plaats=ankers,
            woorden=woorden["zoeken"],
        )
    )
    # A picture that no chapter asks for needs no file.
    gevraagd = {treffer for tekst in hoofdstukken.values() for treffer in book.INVOEGING.findall(tekst)}
    return {naam: tekst for naam, tekst in teksten.items() if not naam.startswith("_beeld_") or naam in gevraagd}


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        nummering = {rij["id"]: rij for rij in s.read("nummering").astype(str).to_dict("records")}
        boekmap, uit = s.path("quarto").parent, Path(s.params["map"])
        soort = "synthetisch" if s.params["synthetisch"] else "echt"
        vast, woorden = s.read_all("invoegingen"), s.read("woorden")
        gelezen = {pad.stem: pad.read_text(encoding="utf-8") for pad in s.paths("hoofdstukken")}
        hoofdstukken = {naam: gelezen[naam] for naam in book.chapters(s.read("quarto")) if naam in gelezen}
        check_shown(s.read("duiding"), gelezen)
        teksten = lay_out(
            book.kept(hoofdstukken, weg=s.params["zonder"]),
            producten=s.read_all("teksten"),
            nummering=nummering,
            tabellen=s.read_all("tabellen"),
            jsonld={pad.stem: pad.read_text(encoding="utf-8") for pad in s.paths("jsonld")},
            invoegingen={f"{naam}.md": tekst for naam, tekst in s.read_all("bijlagen").items()}
            | {f"_{naam}.md": vast[f"{naam}_{soort}"] for naam in ("gegevens", "vergelijking")}
            | {f"_duiding_{naam}.md": f"{tekst}\n" for naam, tekst in s.read("duiding").items()},
            variabelen=chapter_variables(
                s.params["instellingen"], zinnen=s.register["algemeen"][SETTINGS], rapport=woorden["rapport"]
            ),
            toegestaan=s.read("namen").splitlines(),
            banner=vast[f"banner_{soort}"],
            banners={"summary": vast[f"banner_{soort}_engels"]},
            woorden=woorden,
            begrippen=s.read("begrippen"),
            indicatoren=s.read("indicatoren")["indicatoren"],
            menu=s.params["menu"],
            omslag=cover(s.params["uitgave"], woorden["omslag"]),
            # Only where the factsheets are part of the book; else no institution has a name in it.
            instellingen=s.read("instellingen").fillna("").to_dict("records") if "instellingen" in s.input else (),
        )
        weg = set(book.chapters(s.read("quarto"))) - set(hoofdstukken)
        teksten["_quarto.yml"] = chapter_list(s.path("quarto").read_text(encoding="utf-8"), weg)
        for naam, tekst in teksten.items():
            s.stage(uit / naam).write_text(tekst, encoding="utf-8", newline="\n")
        for naam in sorted(set(book.book_files(boekmap)) - set(teksten)):
            s.stage(uit / naam).write_bytes((boekmap / naam).read_bytes())
        for figuur in s.paths("figuren"):
            s.stage(uit / "figuren" / figuur.name).write_bytes(figuur.read_bytes())
        for figuur in s.paths("smal"):
            s.stage(uit / "figuren" / f"{figuur.stem}_smal.svg").write_bytes(figuur.read_bytes())
