"""The page of one indicator in the book, as Markdown: what it is, its series, its verdict, where it comes from."""

from __future__ import annotations

from dataclasses import asdict
from math import isnan
from typing import TYPE_CHECKING, Any

from werkagenda.formats import LEEG, aantal, capitalised, getal, procent, uncapitalised
from werkagenda.report.pipe_table import in_region, pipe_table
from werkagenda.words.render import render
from werkagenda.words.synthesis import change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkagenda.indicators.registry import Indicator, Register

    Tekst = Mapping[str, Any]

VOORTGANG = "tabel_s_voortgang"
# Has a row for every indicator, whatever computes it.
DEKKING = "tabel_a_dekking"
_DECIMALEN = 1


def in_words(waarde: float | None, eenheid: str) -> str:
    """Return a share as a percentage and any other value as a number, with one decimal."""
    return procent(waarde, _DECIMALEN) if eenheid == "procent" else getal(waarde, _DECIMALEN)


def facts_of(een: Indicator, *, register: Register, tekst: Tekst, reden: str = "", vraag: str = "") -> dict[str, Any]:
    """Return the registry's fields of an indicator, with what computes it and the lists it stands in, as words.

    `reden` is why nothing computes it, empty where something does; `vraag` is what the question of a survey asks about,
    in words.
    """
    facts = asdict(een) | {
        "product": een.product,
        "reden": reden,
        "doelstelling_naam": register.doelstellingen[een.doelstelling],
        "vraag": vraag,
    }
    return facts | {naam: render(tekst[naam], facts) for naam in ("staat_in", "berekening")}


def _definition(facts: Mapping[str, Any], tekst: Tekst) -> str:
    regels = {kenmerk: render(zin, facts) for kenmerk, zin in tekst["kenmerken"].items()}
    koppen = tekst["kop_kenmerken"]
    return in_region(pipe_table(koppen, [[kenmerk, zin] for kenmerk, zin in regels.items() if zin]), koppen[-1])


def _series(een: Indicator, reeks: list[Mapping[str, Any]], tekst: Tekst) -> str:
    rijen = [
        [
            str(rij["jaar"]),
            tekst["soort"][rij["soort"]],
            in_words(rij["waarde"], een.eenheid),
            _interval(rij, een.eenheid),
            *(in_words(rij.get(naam), een.eenheid) for naam in ("p10", "p25", "p75", "p90")),
            str(rij["instellingen"]),
        ]
        for rij in reeks
    ]
    koppen = tekst["kop_reeks"]
    tabel = pipe_table(koppen, rijen, rechts=range(2, len(koppen)))
    alt = render(tekst["grafiek"]["alt"], {"naam": een.display_name})
    # The style shows one of the two.
    beeld = f"![{alt}]({een.id}.svg){{.breed}} ![{alt}]({een.id}_smal.svg){{.smal}}"
    data = render(tekst["data"], {"id": een.id})
    vak = f'::: {{.beeld role="region" tabindex="0" aria-label="{tekst["reeks"]}"}}\n{beeld}\n:::'
    return "\n\n".join([vak, in_region(tabel, tekst["reeks"]), f"{tekst['reeks_noot']}\n\n{data}\n"])


def _interval(rij: Mapping[str, Any], eenheid: str) -> str:
    """Return the ends of an interval, a dash where there is none."""
    ends = [rij.get(naam) for naam in ("laag", "hoog")]
    return LEEG if any(_missing(end) for end in ends) else " tot ".join(in_words(end, eenheid) for end in ends)


def _missing(waarde: float | None) -> bool:
    """Tell whether a value is missing: none, or no number."""
    return waarde is None or isnan(waarde)


def _breakdown(een: Indicator, rijen: list[Mapping[str, Any]], tekst: Tekst) -> str:
    """Return the shares of groups, as many as the data have, with interval and number behind them."""
    cellen = [
        [
            tekst["uitsplitsing"][rij["kenmerk"]],
            str(rij["categorie"]),
            str(rij["jaar"]),
            in_words(rij["aandeel"], een.eenheid),
            _interval(rij, een.eenheid),
            aantal(rij["n"]),
        ]
        for rij in rijen
    ]
    tabel = pipe_table(tekst["kop_uitsplitsing"], cellen, rechts=range(2, len(tekst["kop_uitsplitsing"])))
    return in_region(tabel, tekst["uitsplitsingen"]) + f"\n{tekst['uitsplitsing_noot']}\n"


def _elsewhere(
    een: Indicator,
    rijen: list[Mapping[str, Any]],
    *,
    producten: Mapping[str, Mapping[str, str]],
    tekst: Tekst,
) -> str:
    """Say where the breakdowns are that this page has not, and which no product has; empty where none is asked for."""
    woorden, hier = tekst["uitsplitsing"], {rij["kenmerk"] for rij in rijen}
    gevraagd = {tekst["kenmerk_van"].get(naam, naam): product for naam, product in een.uitsplitsingen.items()}
    elders: dict[str, list[str]] = {}
    zonder = []
    for kenmerk in dict.fromkeys([*(tekst["altijd"] if gevraagd else ()), *gevraagd]):
        if kenmerk in hier:
            continue
        product = gevraagd.get(kenmerk)
        if product in producten:
            elders.setdefault(str(product), []).append(woorden.get(kenmerk, kenmerk))
        else:
            zonder.append(woorden.get(kenmerk, kenmerk))
    zinnen = [
        render(tekst["uitsplitsing_elders"], {"kenmerken": namen, "product": _product(naam, producten, tekst)})
        for naam, namen in elders.items()
    ]
    if zonder:
        zinnen.append(render(tekst["uitsplitsing_zonder"], {"kenmerken": zonder}))
    return "\n".join(zinnen) + "\n" if zinnen else ""


def _verdict(rij: Mapping[str, Any], labels: Tekst) -> dict[str, Any]:
    """Return a row of `tabel_s_voortgang` with its verdicts and its change as words."""
    eigen = labels["oordeel_monitor"][rij["oordeel"]]["kort"]
    toen = labels["oordeel"][rij["oordeel_synthese"]]["kort"] if rij["oordeel_synthese"] else ""
    eenheid = rij["eenheid"]
    zonder = rij["verandering_laag"] != rij["verandering_laag"]
    return {
        **rij,
        "woord": uncapitalised(eigen),
        "woord_synthese": uncapitalised(toen),
        "waarom": labels["geen_oordeel"].get(rij["geen_oordeel"], ""),
        "verandering_woord": change(rij["verandering"], eenheid) + labels["eenheid_verandering"][eenheid],
        "laag_woord": "" if zonder else change(rij["verandering_laag"], eenheid),
        "hoog_woord": "" if zonder else change(rij["verandering_hoog"], eenheid),
    }


def _products(namen: Iterable[str], producten: Mapping[str, Mapping[str, str]], tekst: Tekst) -> str:
    leeg = {"nummer": "", "hoofdstuk": ""}
    regels = [
        render(tekst["product"], {"id": naam, "anker": naam.replace("_", "-"), **producten.get(naam, leeg)})
        for naam in namen
    ]
    return "".join(f"- {regel}\n" for regel in regels)


def _product(naam: str, producten: Mapping[str, Mapping[str, str]], tekst: Tekst) -> str:
    """Return the number of a product of this run, as a link to where it stands."""
    return render(tekst["verwijzing"], {"anker": naam.replace("_", "-"), **producten[naam]})


def indicator_page(  # noqa: PLR0913 - one argument per kind of part, by name
    een: Indicator,
    *,
    register: Register,
    reeks: list[Mapping[str, Any]],
    groepen: list[Mapping[str, Any]],
    gehaald: Mapping[str, int] | None,
    reden: str,
    oordeel: Mapping[str, Any] | None,
    producten: Mapping[str, Mapping[str, str]],
    banner: str,
    factsheets: str,
    labels: Tekst,
    tekst: Tekst,
) -> str:
    """Return the page of one indicator.

    Args:
        een: the indicator.
        register: for the name of its objective.
        reeks: `jaar, soort, waarde, instellingen` of the sector, with `laag, hoog` (95 % interval of the mean over
            institutions) and `p10, p25, p75, p90` where there is a band.
        groepen: `kenmerk, categorie, jaar, aandeel, laag, hoog, n` of the breakdowns that the data have.
        gehaald: of `n` institutions with both values, how many (`gehaald`) reached their own target; None without.
        reden: why nothing computes it, of `tabel_a_dekking`; empty where something does.
        oordeel: its row of `tabel_s_voortgang`; None for an indicator outside the synthesis.
        labels: words for the codes of verdicts, of reasons and of units.
        producten: `nummer`, `hoofdstuk`, and `indicator` or `maat` (of a product about one) of the products of this run
            by id.
        banner: Markdown under the title; empty for real data.
        factsheets: way from this page to the folder of the factsheets; empty when they are not part of the book.
        tekst: the words, of `report/factsheets/indicatoren.yaml`.

    """
    vraag = labels["item"][een.berekening["vraag"]]["zin"] if "vraag" in een.berekening else ""
    facts = facts_of(een, register=register, tekst=tekst, reden=reden, vraag=vraag)
    delen = [f"# {een.display_name} {{#indicator}}", banner]
    if oordeel is not None:
        facts_oordeel = _verdict(oordeel, labels)
        zinnen = [render(tekst[zin], facts_oordeel) for zin in ("oordeel_zin", "verandering_zin", "synthese_zin")]
        delen += [f"## {tekst['oordeel']}", "\n".join(filter(None, zinnen)) + "\n"]
    if een.per_institution:
        delen += [f"## {tekst['reeks']}", _series(een, reeks, tekst) if reeks else f"{tekst['geen_reeks']}\n"]
        if gehaald:
            delen.append(render(tekst["gehaald"], gehaald))
        delen.append(render(tekst["naar_factsheets"], {"factsheets": factsheets}))
    elders = "" if reden else _elsewhere(een, groepen, producten=producten, tekst=tekst)
    if groepen or elders:
        delen += [f"## {tekst['uitsplitsingen']}", _breakdown(een, groepen, tekst) if groepen else "", elders]
    delen += [f"## {tekst['definitie']}", _definition(facts, tekst)]
    maat = een.berekening.get("maat")
    eigen = [
        naam
        for naam, over in producten.items()
        if over.get("indicator") == een.id or (maat and over.get("maat") == maat)
    ]
    gesplitst = [naam for naam in een.uitsplitsingen.values() if naam and naam in producten]
    namen = dict.fromkeys([*([VOORTGANG] if oordeel is not None else []), *een.producten, *eigen, *gesplitst, DEKKING])
    delen += [f"## {tekst['producten']}", _products(namen, producten, tekst)]
    delen.append(f"{tekst['naar_index']}\n")
    return "\n\n".join(deel for deel in delen if deel)


def index_page(register: Register, *, redenen: Mapping[str, str], banner: str, tekst: Tekst) -> str:
    """Return the list of all indicators by objective, with the lists they stand in and what computes them."""
    delen = [f"# {tekst['index']} {{#indicatoren}}", banner]
    for nummer, naam in register.doelstellingen.items():
        alle = [
            facts_of(een, register=register, tekst=tekst, reden=redenen.get(een.id, ""))
            | {"toonnaam": een.display_name}
            for een in register.indicatoren.values()
            if een.doelstelling == nummer
        ]
        rijen = [
            [f"[{facts['toonnaam']}]({facts['id']}.html)", facts["staat_in"], capitalised(facts["berekening"])]
            for facts in alle
        ]
        if rijen:
            tabel = pipe_table(tekst["kop_index"], rijen)
            delen += [f"## {nummer} {naam}", in_region(tabel, render(tekst["index_doel"], {"nummer": nummer}))]
    return "\n\n".join(deel for deel in delen if deel)
