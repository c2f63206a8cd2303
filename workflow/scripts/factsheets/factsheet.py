"""The page of one institution, for the web and as a PDF, from one file of content and the same words."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from werkagenda.errors import InputError
from werkagenda.factsheets.striking import striking
from werkagenda.factsheets.strip import key, strip
from werkagenda.formats import LEEG
from werkagenda.report.template import fill, plain
from werkagenda.run.step import step
from werkagenda.words.render import render


def colours(stijl: Mapping[str, Any]) -> dict[str, str]:
    """Return the colours of the strip from the house style of the figures."""
    return {
        "schaal": stijl["kleuren"]["raster"],
        "rand": stijl["kleuren"]["as"],
        "breed": stijl["banden"]["bijna_alle"]["kleur"],
        "midden": stijl["banden"]["midden"]["kleur"],
        "merk": stijl["banden"]["landelijk"]["kleur"],
    }


def content(
    blad: Mapping[str, Any],
    *,
    tekst: Mapping[str, Any],
    stijl: Mapping[str, Any],
    boek: Mapping[str, str],
    banner: str,
    **instellingen: int,
) -> dict[str, Any]:
    """Return all that both templates fill in.

    Args:
        blad: content of one institution.
        tekst: the words of every page; `instellingen` fills what stands between braces.
        stijl: house style of the figures.
        boek: `title` of the book.
        banner: Markdown of the mark on synthetic data; empty for real data.
        **instellingen: settings that the words name.

    """
    kleuren = colours(stijl)
    zinnen = {
        naam: zin.format(**instellingen, leeg=LEEG) if isinstance(zin, str) else zin for naam, zin in tekst.items()
    }
    geteld = striking(rij for doel in blad["doelstellingen"] for rij in doel["rijen"])
    plan = blad["plan"] and blad["plan"] | {"bcs": len(blad["plan"]["bcs"])}
    return {
        "blad": blad,
        "valt_op": [zin for zin in (render(zin, geteld) for zin in tekst["valt_op_zinnen"]) if zin],
        "plan": [zin for zin in (render(zin, plan) for zin in tekst["plan_zinnen"]) if zin] if plan else [],
        "tekst": zinnen,
        "koppen": tekst["koppen"],
        "legenda": {naam: key(deel, kleuren) for deel, naam in tekst["legenda"].items()},
        "stroken": {rij["id"]: strip(rij, kleuren) for doel in blad["doelstellingen"] for rij in doel["rijen"]},
        "boek": {"title": boek["title"]},
        "banner": plain(banner),
        "leeg": LEEG,
    }


def as_pdf(gegevens: Mapping[str, Any], *, sjabloon: Path) -> bytes:
    """Return the PDF (PDF/UA-1), with typst's own fonts and no date; InputError when typst refuses."""
    try:
        return typst.compile(
            str(sjabloon),
            sys_inputs={"gegevens": json.dumps(gegevens, ensure_ascii=False)},
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as fout:
        raise InputError("factsheets", gegevens["blad"]["instelling"], f"weergave mislukt: {fout}") from fout


if __name__ == "__main__":
    with step(snakemake) as s:
        gegevens = content(
            s.read("blad"),
            tekst=s.read("tekst"),
            stijl=s.read("stijl"),
            boek=s.read("quarto")["book"],
            banner=s.read("banner"),
            minimum=s.params["minimum"],
            instellingen=s.params["instellingen"],
        )
        s.write("html", fill(s.read("html"), gegevens | {"boekmap": s.params["boekmap"], "css": s.read("css")}))
        s.target("pdf").write_bytes(as_pdf(gegevens, sjabloon=s.path("typst")))
