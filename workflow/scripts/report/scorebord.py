"""The scoreboard of the front page: every indicator of the synthesis by objective, its verdict and how sure it is."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.progress import SOORTEN, decimals
from werkagenda.indicators.registry import Register, registry
from werkagenda.report.pipe_table import as_text, in_region, pipe_table
from werkagenda.words import synthesis as z
from werkagenda.words.render import render

Words = Mapping[str, Any]
# The columns with numbers.
RECHTS = (1, 2, 3, 4, 5)


def part_of_the_way(start: float, recent: float, streef: float) -> float | None:
    """Return which part of the way from start to target is behind (1 is all of it); None without a way to go."""
    waarden = [decimals(waarde) for waarde in (start, recent, streef)]
    if None in waarden:
        return None
    van, nu, doel = waarden
    return float((nu - van) / (doel - van)) if doel > van else None


def scoreboard(voortgang: pd.DataFrame, *, register: Register, labels: Words, tekst: Words) -> str:
    """Return the table as Markdown: a row with the name above the indicators of each objective.

    Args:
        voortgang: `tabel_s_voortgang`.
        register: names of indicators and objectives.
        labels: words for the codes of verdicts and reasons.
        tekst: `scorebord` of `report/paginas/voorpagina.yaml`.

    """
    per_doel: dict[str, list[list[str]]] = {}
    for rij in voortgang.to_dict("records"):
        een = register.indicatoren[rij["indicator"]]
        per_doel.setdefault(een.doelstelling, []).append(_row(rij, een.korte_naam, labels=labels, tekst=tekst))
    rijen = []
    for doel in sorted(per_doel):
        rijen += [
            [f"{doel} {as_text(register.doelstellingen[doel])}", *[""] * (len(tekst["koppen"]) - 1)],
            *per_doel[doel],
        ]
    tabel = in_region(pipe_table(tekst["koppen"], rijen, rechts=RECHTS), tekst["naam"])
    return tabel.replace(".tabelvak", ".tabelvak .groepen", 1) + f"\n{tekst['noot']}\n"


def _row(rij: Mapping[str, Any], naam: str, *, labels: Words, tekst: Words) -> list[str]:
    eenheid, weg = rij["eenheid"], part_of_the_way(*(rij[soort] for soort in SOORTEN))
    feiten = {
        "verandering": z.change(rij["verandering"], eenheid),
        "eenheid": tekst["eenheid"][eenheid],
        "laag": z.change(rij["verandering_laag"], eenheid),
        "hoog": z.change(rij["verandering_hoog"], eenheid),
        "zeker": not pd.isna(rij["verandering_laag"]),
    }
    waarom = labels["geen_oordeel"].get(rij["geen_oordeel"], "")
    woord = f"[{labels['oordeel_monitor'][rij['oordeel']]['kort']}]{{.oordeel .{rij['oordeel'].replace('_', '-')}}}"
    return [
        f"[{as_text(naam)}](indicatoren/{rij['indicator']}.html)",
        *(z.value(rij[soort], eenheid) for soort in SOORTEN),
        f.procent(weg) if weg is not None else f.LEEG,
        render(tekst["verandering"], feiten),
        f"{woord} [{waarom}]{{.klein}}" if waarom else woord,
    ]


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        bord = scoreboard(
            s.read("data"),
            register=registry(s.read("indicatoren")),
            labels=s.register["labels"],
            tekst=s.read("tekst")["scorebord"],
        )
        s.write("bord", bord)
