"""The page of one indicator in the book, as Markdown: what it is, its series, its verdict, where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.formats import LEEG, getal, hoofdletter, procent
from werkagenda.report.pipe_table import in_region, pipe_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkagenda.indicators.registry import Indicator, Register

VOORTGANG = "tabel_s_voortgang"
# Has a row for every indicator, whatever computes it.
DEKKING = "tabel_a_dekking"
SOORT = {"start": "startwaarde", "tussen": "tussenmeting", "recent": "recente waarde", "streef": "streefwaarde"}
RICHTING = {"hoger": "hoger is gunstiger", "lager": "lager is gunstiger"}
# Where the values of institutions come from, in the words of the chapter on sources.
HERKOMST = {
    "efile": "opgave van de instellingen",
    "job": "JOB-monitor, berekend in deze monitor",
    "stroom": "bestanden van DUO, berekend in deze monitor",
    "producten": "figuren en tabellen van deze monitor, alleen landelijk",
}
_DECIMALEN = 1


def in_words(waarde: float | None, eenheid: str) -> str:
    """Return a share as a percentage and any other value as a number, with one decimal."""
    return procent(waarde, _DECIMALEN) if eenheid == "procent" else getal(waarde, _DECIMALEN)


def lists(een: Indicator) -> str:
    """Return in which of the three lists an indicator stands, and where."""
    delen = [f"monitoringsplan ({', '.join(een.plan)})"] if een.plan else []
    delen += [f"Bijlage A (rij {een.bijlage_a})"] if een.bijlage_a else []
    delen += [f"synthese (nummer {een.synthese})"] if een.synthese else []
    return "; ".join(delen)


def computed(een: Indicator) -> str:
    """Return what computes an indicator, or why nothing does."""
    return f"nog niet berekend: {een.reden}" if een.reden else HERKOMST[een.product]


def _definition(een: Indicator, doelstelling: str) -> str:
    rijen = [
        ["Doelstelling", f"{een.doelstelling} {doelstelling}"],
        ["Wat de bron telt", een.naam],
        ["Richting van de bron", RICHTING[een.richting]],
        *([["Hier gespiegeld tot", een.toonnaam]] if een.gespiegeld else []),
        ["Eenheid", een.eenheid],
        ["Niveau", een.niveau],
        ["Uitsplitsingen", ", ".join(een.uitsplitsingen) or "geen"],
        ["Bron", een.bron],
        ["Frequentie", een.frequentie],
        ["Eerste waarde", str(een.eerste_waarde or LEEG)],
        ["Staat in", lists(een)],
        ["Berekening", computed(een)],
    ]
    return in_region(pipe_table(["Kenmerk", "Omschrijving"], rijen), "Omschrijving")


def _series(een: Indicator, reeks: list[Mapping[str, Any]]) -> str:
    rijen = [
        [
            str(rij["jaar"]),
            SOORT[rij["soort"]],
            *(in_words(rij.get(naam), een.eenheid) for naam in ("waarde", "p10", "p25", "p75", "p90")),
            str(rij["instellingen"]),
        ]
        for rij in reeks
    ]
    koppen = ["Jaar", "Soort", "Gemiddelde", "P10", "P25", "P75", "P90", "Instellingen"]
    return (
        in_region(pipe_table(koppen, rijen, rechts=range(2, len(koppen))), "Reeks")
        + "\nHet gemiddelde en de percentielen (P10 tot P90) gaan over instellingen; elke instelling telt even zwaar.\n"
    )


def _verdict(oordeel: Mapping[str, Any]) -> str:
    if not oordeel["oordeel"]:
        return f"Er is geen oordeel: {oordeel['reden']}.\n"
    verschil = "" if oordeel["basis"] == "" else f", op {oordeel['basis']}e waarden"
    woord = oordeel["oordeel"].replace("_", " ")
    return f"Oordeel over de voortgang van de sector: **{woord}**{verschil}.\n"


def _products(namen: list[str], producten: Mapping[str, Mapping[str, str]]) -> str:
    regels = []
    for naam in namen:
        if naam in producten:
            nummer, hoofdstuk = producten[naam]["nummer"], producten[naam]["hoofdstuk"]
            anker = naam.replace("_", "-")
            genoemd = nummer[0].lower() + nummer[1:]
            regels.append(
                f"- [{nummer}](../{hoofdstuk}.html#{anker}); [herkomst van {genoemd}](../herkomst/{naam}.html)"
            )
        else:
            regels.append(f"- `{naam}`, niet in deze uitgave")
    return "\n".join(regels) + "\n"


def indicator_page(  # noqa: PLR0913 - one argument per kind of part, by name
    een: Indicator,
    *,
    register: Register,
    reeks: list[Mapping[str, Any]],
    oordeel: Mapping[str, Any] | None,
    producten: Mapping[str, Mapping[str, str]],
    banner: str,
    factsheets: str,
) -> str:
    """Return the page of one indicator.

    Args:
        een: the indicator.
        register: for the name of its objective.
        reeks: `jaar, soort, waarde, instellingen` of the sector, with `p10, p25, p75, p90` where there is a band.
        oordeel: its row of `tabel_s_voortgang`; None for an indicator outside the synthesis.
        producten: `nummer` and `hoofdstuk` of the products of this run by id.
        banner: Markdown under the title; empty for real data.
        factsheets: way from this page to the folder of the factsheets.

    """
    delen = [f"# {een.toonnaam} {{#indicator}}", banner, _definition(een, register.doelstellingen[een.doelstelling])]
    if een.per_instelling:
        delen += ["## Reeks", _series(een, reeks) if reeks else "De bronnen bevatten geen waarden.\n"]
        delen.append(f"De waarden per instelling staan op de [factsheets]({factsheets}/index.html).\n")
    if oordeel is not None:
        delen += ["## Oordeel", _verdict(oordeel)]
    namen = [*([VOORTGANG] if oordeel is not None else []), *een.producten, DEKKING]
    delen += ["## Figuren, tabellen en herkomst", _products(namen, producten)]
    delen.append("[Alle indicatoren](index.html)\n")
    return "\n\n".join(deel for deel in delen if deel)


def index_page(register: Register, *, banner: str) -> str:
    """Return the list of all indicators by objective, with the lists they stand in and what computes them."""
    delen = ["# Alle indicatoren {#indicatoren}", banner]
    for nummer, naam in register.doelstellingen.items():
        rijen = [
            [f"[{een.toonnaam}]({een.id}.html)", lists(een), hoofdletter(computed(een))]
            for een in register.indicatoren.values()
            if een.doelstelling == nummer
        ]
        if rijen:
            tabel = pipe_table(["Indicator", "Staat in", "Berekening"], rijen)
            delen += [f"## {nummer} {naam}", in_region(tabel, f"Doelstelling {nummer}")]
    return "\n\n".join(deel for deel in delen if deel)
