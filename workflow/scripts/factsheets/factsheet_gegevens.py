"""What stands on each factsheet: a file per institution, so that a change makes again only the pages it shows on."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.errors import InputError, did_you_mean
from werkagenda.factsheets.plan import plans, spending
from werkagenda.factsheets.position import group_shares, position
from werkagenda.factsheets.rows import rows
from werkagenda.flow.intervals import Margin
from werkagenda.indicators.registry import Register, registry
from werkagenda.institutions.codes import to_today
from werkagenda.institutions.kinds import kind
from werkagenda.institutions.mergers import current_codes
from werkagenda.run.step import step


def chosen(instellingen: pd.DataFrame, *, fusies: pd.DataFrame, keuze: Sequence[str]) -> pd.DataFrame:
    """Return `instelling, naam, soort, voorheen` of the institutions that get a factsheet: those of `keuze`, or all.

    `voorheen` are the older codes that are part of it, with commas between. Raises InputError when the setting names a
    code that is no institution of today.
    """
    bekend = instellingen["instelling"].tolist()
    if vreemd := sorted(set(keuze) - set(bekend)):
        raise InputError(
            "instellingen",
            "factsheets.instellingen",
            f"{vreemd[0]!r} is geen instelling{did_you_mean(vreemd[0], bekend)}",
            verwacht="codes uit instellingenmbo",
        )
    oud = fusies["oud"].astype(str)
    delen = oud.groupby(current_codes(oud, fusies).to_numpy()).agg(lambda codes: ", ".join(sorted(codes)))
    uit = instellingen[instellingen["instelling"].isin(list(keuze) or bekend)]
    uit = uit.rename(columns={"instellingsnaam": "naam", "soort_instelling": "soort"})
    return uit[["instelling", "naam", "soort"]].assign(voorheen=uit["instelling"].map(lambda code: delen.get(code, "")))


def sheets(  # noqa: PLR0913 - the parts of a page, by name
    instellingen: pd.DataFrame,
    *,
    register: Register,
    rijen: Mapping[str, list[dict[str, Any]]],
    soorten: pd.Series,
    besteding: Mapping[str, Mapping[str, Any]],
    plannen: Mapping[str, Any],
    opgaven: Mapping[str, Any],
    typering: pd.DataFrame,
) -> dict[str, dict[str, Any]]:
    """Return per institution all that its page says, in the order of the page.

    Args:
        instellingen: what `chosen` returns.
        register: the registry of indicators.
        rijen: row per indicator, per institution.
        soorten: kind of each institution, of those that compare.
        besteding: share of spending per objective, per institution.
        plannen: what its plan says, per institution.
        opgaven: shares of group 3, per institution.
        typering: position in the sector.

    """
    plaatsen = {rij["instelling"]: rij for rij in typering.to_dict("records")}
    uit = {}
    for rij in instellingen.to_dict("records"):
        code = rij["instelling"]
        per_doel: dict[str, list[dict[str, Any]]] = {}
        for indicator in rijen[code]:
            per_doel.setdefault(indicator["doelstelling"], []).append(indicator)
        uit[code] = rij | {
            "doelstellingen": [
                {
                    "nummer": nummer,
                    "naam": register.doelstellingen[nummer],
                    "besteding": besteding.get(code, {}).get(nummer),
                    "rijen": deel,
                }
                for nummer, deel in per_doel.items()
            ],
            "gelijken": {"soort": soorten.get(code, ""), "instellingen": int((soorten == soorten.get(code)).sum())},
            "plan": plannen.get(code),
            "opgaven": opgaven.get(code),
            "positie": position(plaatsen[code]) if code in plaatsen else None,
            "bronnen": sorted({register.indicatoren[rij["id"]].bron for rij in rijen[code]}),
        }
    return uit


def as_json(blad: Mapping[str, Any]) -> str:
    """Return the content of a page as JSON, the same bytes for the same content."""
    return json.dumps(blad, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    with step(snakemake) as s:
        register = registry(s.read("indicatoren"))
        instellingen = chosen(s.read("instellingen"), fusies=s.read("fusies"), keuze=s.params["instellingen"])
        minimum, fusies = s.params["minimum"], s.read("fusies")
        kenmerken = s.read("kenmerken").set_index("instelling")
        soorten = kind(kenmerken["roc"] == 1, kenmerken["studenten"])
        maatregelen, genoemd = (
            to_today(s.read(naam), bron=naam, instellingen=s.read("instellingen"), fusies=fusies)
            for naam in ("plan_maatregelen", "plan_bc_genoemd")
        )
        bladen = sheets(
            instellingen,
            register=register,
            rijen=rows(
                s.read("waarden"),
                register.per_institution(),
                instellingen["instelling"],
                minimum=minimum,
                groepen=soorten,
            ),
            soorten=soorten,
            besteding=spending(s.read("besteding"), minimum=minimum),
            plannen=plans(maatregelen, genoemd, s.read("bc")),
            opgaven=group_shares(
                pd.concat(s.read_all("stroom").values()),
                s.read("spreiding"),
                leerwegen=s.params["leerwegen"],
                marge=Margin.read(s),
            ),
            typering=s.read("typering"),
        )
        lijst = Path(s.output["lijst"])
        for code, blad in bladen.items():
            # Which institutions there are is known only now: Snakemake learns it from the list.
            s.stage(lijst.with_name(f"{code}.json")).write_text(as_json(blad), encoding="utf-8", newline="\n")
        s.write("lijst", instellingen)
