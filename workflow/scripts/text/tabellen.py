"""Facts of the tables of chapter 3 and appendix B."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.flow.backtest import GENOEG, ZEKERHEID, covered
from werkagenda.words.direction import Ranked, difference, ranking, size
from werkagenda.words.labels import direction
from werkagenda.words.series import Comparison, compare_years, periode, ranked
from werkagenda.words.text import Facts, finish_text

VOORRANG = "regeling"
# What the change of a group hangs together with.
OORZAKEN = {"totaaleffect": "totaal", "aandeeleffect": "aandeel"}
INSTROOM, GEDIPLOMEERD = "instroom", "gediplomeerd"


def uitsplitsing(
    data: pd.DataFrame, *, labels: Mapping[str, Any], drempels: Mapping[str, float], breuken: Mapping[str, int]
) -> Facts:
    """Return the facts on inflow of the table by leerweg, level and kind of institution.

    `groep`: the programmes of the Regeling, in words. `van_jaar`, `tot_jaar`: the years that can be compared, and
    `vergelijkbaar`: whether those are two. `per_leerweg`: rows `leerweg`, `aandeel` of the group (0-1), of those that
    the data have; `hoogste_niveaus`: the level where it is highest, with those that may be as high, none where all may.
    `bbl`: the facts of `Comparison` on the share of bbl in all programmes (0-1), nothing when all or none are in bbl.
    Rows without students are left out. `nieuw`: which part of the inflow of the last year is new to mbo (`nieuw`) and
    which switched programmes (`switch`, 0-1). `alle_studenten`: of the last year the share of bbl in all students
    (`aandeel`, 0-1) and its outer bounds (`onder`, `boven`; the same where it is exact), with its `jaar`. `diplomas`:
    the last `jaar` of graduates, and the hoofdgroepen with most of them (`hoogste`), none where that is open.
    `bbl_niveaus`: of the last year per level (`niveau`) the share of bbl in the inflow (`aandeel`).
    """
    rijen = data[data["maat"] == INSTROOM].dropna(subset="aandeel")
    tijd = periode(rijen["jaar"], breuken.get(INSTROOM)) if len(rijen) else None
    jaren = {tijd.van, tijd.tot} if tijd else set()
    laatste = rijen[rijen["groep"].eq(VOORRANG) & rijen["jaar"].eq(tijd.tot if tijd else None)]
    per_leerweg = laatste[laatste["uitsplitsing"] == "leerweg"].set_index("leerweg")["aandeel"]
    bbl = rijen[rijen["groep"].eq("bbl") & rijen["uitsplitsing"].eq("totaal")]
    paar = compare_years(bbl, "aandeel", tijd, drempels) if tijd and jaren <= set(bbl["jaar"]) else None
    return {
        "groep": labels["groep"][VOORRANG]["zin"],
        "van_jaar": tijd.van if tijd else None,
        "tot_jaar": tijd.tot if tijd else None,
        "vergelijkbaar": bool(tijd and tijd.comparable),
        "per_leerweg": [
            {"leerweg": naam, "aandeel": per_leerweg[leerweg]}
            for leerweg, naam in labels["leerweg"].items()
            if leerweg in per_leerweg
        ],
        "hoogste_niveaus": ranking(ranked(laatste[laatste["uitsplitsing"] == "niveau"], "aandeel", "niveau")),
        "bbl": paar.facts() if paar and 0 < paar.tot.waarde < 1 else None,
        "bbl_niveaus": _last(data, INSTROOM, "bbl", "niveau", ["niveau", "aandeel"]),
        "nieuw": _new(data),
        "alle_studenten": _all_students(data),
        "diplomas": _graduates(data),
    }


def _last(data: pd.DataFrame, maat: str, groep: str, uitsplitsing: str, kolommen: list[str]) -> list[Facts]:
    """Return the rows of a group and breakdown in the last year of a measure."""
    rijen = data[data["maat"].eq(maat) & data["groep"].eq(groep) & data["uitsplitsing"].eq(uitsplitsing)]
    return rijen[rijen["jaar"] == rijen["jaar"].max()][kolommen].to_dict("records")


def _new(data: pd.DataFrame) -> Facts | None:
    delen = {
        groep: next((rij["aandeel"] for rij in _last(data, INSTROOM, groep, "totaal", ["aandeel"])), None)
        for groep in ("nieuw", "switch")
    }
    return None if None in delen.values() else delen


def _all_students(data: pd.DataFrame) -> Facts | None:
    rijen = _last(data, "studenten", "bbl", "totaal", ["jaar", "aandeel", "aandeel_min", "aandeel_max"])
    namen = {"jaar": "jaar", "aandeel": "aandeel", "aandeel_min": "onder", "aandeel_max": "boven"}
    return next(({namen[kolom]: waarde for kolom, waarde in rij.items()} for rij in rijen), None)


def _graduates(data: pd.DataFrame) -> Facts | None:
    rijen = pd.DataFrame(_last(data, GEDIPLOMEERD, "hoofdgroep", "hoofdgroep", list(data.columns)))
    if rijen.empty:
        return None
    per_naam = rijen.assign(naam=rijen["hoofdgroep"].map(direction))
    hoogste = ranking(ranked(per_naam, "aandeel", "naam"))
    return {"jaar": int(rijen["jaar"].max()), "hoogste": hoogste}


def spreiding(data: pd.DataFrame, *, labels: Mapping[str, Any], breuken: Mapping[str, int], **_: object) -> Facts:
    """Return the facts on the spread over institutions of the share of the Regeling.

    `groep`: its programmes, in words. `instroom` and `gediplomeerd`: `jaar` (the last), `gemiddelde`, `p25` and `p75`
    (0-1), and `gelijk`: whether the last two print alike; nothing where the data lack the count.
    """
    facts: Facts = {"groep": labels["groep"][VOORRANG]["zin"]}
    for maat in (INSTROOM, GEDIPLOMEERD):
        rijen = data[data["maat"].eq(maat) & data["groep"].eq(VOORRANG)]
        facts[maat] = None
        if len(rijen):
            jaar = periode(rijen["jaar"], breuken.get(maat)).tot
            laatste = rijen[rijen["jaar"] == jaar].iloc[0]
            facts[maat] = {
                "jaar": jaar,
                **{kolom: laatste[kolom] for kolom in ("gemiddelde", "p25", "p75")},
                "gelijk": f.procent(laatste["p25"]) == f.procent(laatste["p75"]),
            }
    return facts


def sectoren(
    data: pd.DataFrame, *, labels: Mapping[str, Any], drempels: Mapping[str, float], breuken: Mapping[str, int]
) -> Facts:
    """Return the facts on the sectors of the Regeling.

    `instroom` and `gediplomeerd`: `telt` (what is counted), `van_jaar` and `tot_jaar` (that can be compared) and
    whether those are two; `grootste`: the sector with the most students, with those that may have as many, and
    `grootste_aantal` when it is one; `sterkste`: the sector that changed most, in the same way, with `verschil`
    (students) when it is one; both are empty where no sector stands out; `veranderd`: whether any sector did.
    """
    return {
        maat: _sectors(
            data[data["maat"] == maat],
            telt=labels["maat"][maat]["zin"],
            breuk=breuken.get(maat),
            drempels=drempels,
        )
        for maat in (INSTROOM, GEDIPLOMEERD)
    }


def _sectors(data: pd.DataFrame, *, telt: str, breuk: int | None, drempels: Mapping[str, float]) -> Facts | None:
    """Return the facts on the sectors of one count, nothing where the data lack it."""
    if data.empty:
        return None
    tijd = periode(data["jaar"], breuk)
    paren = {
        str(sector): compare_years(reeks, "aantal", tijd, drempels)
        for sector, reeks in data.groupby("sector", sort=True)
    }
    grootste = ranking(Ranked(sector, paar.tot.waarde, *paar.tot.grenzen) for sector, paar in paren.items())
    sterkste = ranking(_size_of_change(sector, paar) for sector, paar in paren.items())
    return {
        "telt": telt,
        "van_jaar": tijd.van,
        "tot_jaar": tijd.tot,
        "vergelijkbaar": tijd.comparable,
        "grootste": grootste,
        "grootste_aantal": paren[grootste[0]].tot.waarde if len(grootste) == 1 else None,
        "sterkste": sterkste,
        "verschil": _change(paren[sterkste[0]]) if len(sterkste) == 1 else None,
        "veranderd": any(_change(paar) for paar in paren.values()),
    }


def _change(paar: Comparison) -> float:
    return paar.tot.waarde - paar.van.waarde


def _size_of_change(sector: str, paar: Comparison) -> Ranked:
    """Return how much a sector changed to either side (students), with its interval."""
    return size(sector, *difference((paar.van.waarde, *paar.van.grenzen), (paar.tot.waarde, *paar.tot.grenzen)))


def ontleding(data: pd.DataFrame, *, labels: Mapping[str, Any], **_: object) -> Facts:
    """Return the facts of the decomposition of the last change of inflow in the programmes of the Regeling.

    `groep`: those programmes, in words. `van_jaar`, `tot_jaar`: the two years, nothing where no two successive ones can
    be compared. `som` (the change), `totaaleffect`, `aandeeleffect`, `nieuw` and `switch`: students, nothing where the
    data lack it. `oorzaak`: the larger effect, `totaal` or `aandeel`, by their intervals; nothing where it cannot be
    said.
    """
    rijen = data[data["maat"].eq(INSTROOM) & data["groep"].eq(VOORRANG)]
    laatste = rijen[rijen["tot"] == rijen["tot"].max()]
    per_deel = laatste.set_index("onderdeel")["aantal"]
    effecten = laatste[laatste["onderdeel"].isin(OORZAKEN)].dropna(subset=["aantal_laag", "aantal_hoog"])
    grootste = ranking(
        size(OORZAKEN[rij["onderdeel"]], rij["aantal"], rij["aantal_laag"], rij["aantal_hoog"])
        for rij in effecten.to_dict("records")
    )
    return {
        "groep": labels["groep"][VOORRANG]["zin"],
        "van_jaar": int(laatste["van"].iloc[0]) if len(laatste) else None,
        "tot_jaar": int(laatste["tot"].iloc[0]) if len(laatste) else None,
        **{deel: per_deel.get(deel) for deel in ("som", "totaaleffect", "aandeeleffect", "nieuw", "switch")},
        "oorzaak": "".join(grootste),
    }


def beroepsopleidingen(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts of table B.0.1: `genoemd` and `in_sector`, how many BCs are named, and belong to a sector."""
    return {"genoemd": len(data), "in_sector": int((data["sector"].fillna("") != "").sum())}


def kerncijfers(data: pd.DataFrame, **_: object) -> Facts:
    """Return the key figures of the prose.

    `plannen`: institutions with a plan; `geen`: those that name no programmes, `college` of which are beroepscolleges;
    `onbekend`: those that do not say. `bcs_totaal`, `bcs_genoemd`, `bcs_regeling`: BCs, all, named by an institution,
    in the sectors of the Regeling.
    """
    waarde = data.set_index("naam")["waarde"]
    namen = {
        "plannen": "instellingen_met_plan",
        "geen": "opgave_geen",
        "college": "opgave_geen_beroepscollege",
        "onbekend": "opgave_onbekend",
        "bcs_totaal": "bc_totaal",
        "bcs_genoemd": "bc_genoemd",
        "bcs_regeling": "bc_regeling",
    }
    return {naam: int(waarde[cijfer]) for naam, cijfer in namen.items()}


def terugtoets(data: pd.DataFrame, *, labels: Mapping[str, Any], **_: object) -> Facts:
    """Return the facts on how often the intervals held the truth.

    `blokken`: how many sums were tested, and `dekking`, the share in its interval (0-1, none without a test).
    `zekerheid`: what an interval promises (0-1). `genoeg`: sums from which a kind says something. `soorten`: per kind
    `wat` and `soort` (names), `n`, `gedekt` (0-1) and `breedte`, half the width of its interval (0-1; of the count, or
    in points where it `is_aandeel`).
    """
    woorden = labels["terugtoets"]
    rijen = data.sort_values(["grootheid", "soort"], key=lambda kolom: kolom.map(list(woorden).index))
    return {
        "blokken": int(data["blokken"].sum()),
        "dekking": covered(data) if len(data) else None,
        "zekerheid": ZEKERHEID,
        "genoeg": GENOEG,
        "soorten": [
            {
                "wat": woorden[rij["grootheid"]],
                "soort": woorden[rij["soort"]],
                "n": rij["blokken"],
                "gedekt": rij["gedekt"],
                "breedte": rij["halve_breedte"],
                "is_aandeel": rij["grootheid"] == "aandeel",
            }
            for rij in rijen.to_dict("records")
        ],
        "figuur": {
            "woorden": [[code, naam] for code, naam in woorden.items()],
            "zekerheid": ZEKERHEID,
            "genoeg": GENOEG,
        },
    }


FAMILIES = {
    "terugtoets": terugtoets,
    "uitsplitsing": uitsplitsing,
    "spreiding": spreiding,
    "sectoren": sectoren,
    "ontleding": ontleding,
    "beroepsopleidingen": beroepsopleidingen,
    "kerncijfers": kerncijfers,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, verwoord = s.read("data"), FAMILIES[s.register["product"]["familie"]]
        instellingen = {sleutel: s.params[sleutel] for sleutel in ("drempels", "breuken")}
        finish_text(s, verwoord(data, labels=s.register["labels"], **instellingen), data, s.params["woorden"])
