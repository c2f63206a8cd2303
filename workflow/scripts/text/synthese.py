"""Facts of the products on indicators: where the sector stands, per indicator and verdict."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.progress import (
    AFGEROND,
    EIGEN_OORDELEN,
    GEEN_STREEFWAARDE,
    REDENEN,
    SOORTEN,
    ZELFDE,
    decimals,
)
from werkagenda.indicators.registry import Register, registry
from werkagenda.words import synthesis as z
from werkagenda.words.direction import (
    CIJFERS,
    GEDAALD,
    GELIJK,
    GESTEGEN,
    PUNT,
    SAMEN,
    Ranked,
    direction,
    ranking,
)
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
PROCENT = "procent"
HELFT = 0.5
CIJFERDREMPEL = 0.1  # the smallest change of a mark that is printed
LIJSTEN = ("monitoringsplan", "bijlage_a", "synthese")


def sectorbeeld(
    data: pd.DataFrame, *, labels: Labels, register: Register, drempels: Mapping[str, float], **_: object
) -> Facts:
    """Say what rose and fell, as far as the interval of the change carries it.

    Returns:
        `n` (indicators with a start and a recent value); those that are `gestegen`, `gedaald` or `gelijk` gebleven,
        rows as `_direction` gives them, and the count `onzeker` of which none of these can be said; `stijgers` and
        `dalers`: the rows with the largest change, more than one where their intervals overlap; `verste` (largest
        distance below the target): `naam` and `afstand` (of shares), more than one less than a point apart; `oordelen`:
        per verdict of the monitor that is given its name (`oordeel`) and the short `namen` of its indicators.

    """
    rijen = data.dropna(subset=["start", "recent"])
    rijen = rijen.assign(afstand=rijen["streef"] - rijen["recent"], eenheid=PROCENT)
    stappen = [_direction(rij, register, drempels) for rij in rijen.dropna(subset="verandering").to_dict("records")]
    per_woord = {
        woord: [stap for stap in stappen if stap["richting"] == woord] for woord in (GESTEGEN, GEDAALD, GELIJK)
    }
    return {
        "n": len(rijen),
        "gestegen": per_woord[GESTEGEN],
        "gedaald": per_woord[GEDAALD],
        "gelijk": per_woord[GELIJK],
        "onzeker": len(rijen) - sum(map(len, per_woord.values())),
        "stijgers": _first(stappen, per_woord[GESTEGEN]),
        "dalers": _first(stappen, per_woord[GEDAALD], hoogste=False),
        "verste": _ends(rijen[rijen["afstand"] > 0], register, op="afstand", toon=["afstand"]),
        "oordelen": [
            {
                "oordeel": labels["oordeel_monitor"][oordeel]["kort"],
                "namen": [register.indicatoren[naam].korte_naam for naam in deel["indicator"]],
            }
            for oordeel in EIGEN_OORDELEN
            if len(deel := data[data["oordeel"] == oordeel])
        ],
        "figuur": {
            "oordelen": [[oordeel, labels["oordeel_monitor"][oordeel]["kort"]] for oordeel in EIGEN_OORDELEN],
            "namen": {naam: register.indicatoren[naam].korte_naam for naam in data["indicator"]},
            "woorden": {"indicator": z.short_names(register)},
        },
    }


def voortgang(
    data: pd.DataFrame, *, labels: Labels, register: Register, drempels: Mapping[str, float], **_: object
) -> Facts:
    """List the indicators per verdict of the monitor.

    Returns:
        Lists of names of indicators, in the order of the synthesis: one per verdict of the monitor, `afgerond`
        (institutions gave rounded values only); `zonder_doel`: rows of `_direction` of those without a target, with
        the unit of the change (`maat`);
        `redenen`: of each `reden` for no verdict its `namen`; `anders`: where the rule of the synthesis says something
        else, both verdicts (`synthese`, `monitor`) and `namen`; `n` (indicators); `jaren` (of the recent values);
        `gehaald`: the indicators on which more than half of the institutions reached their own target: `naam`,
        `aantal` of `met` (institutions);
        `cijfers`: of each indicator that is a mark its `naam`, `start`, `recent`, `streef` (1-10, None when missing).

    """
    geteld = data[data["oordeel_synthese"] != ""]
    cijfers = geteld[geteld["eenheid"] == z.CIJFER]
    doelloos = data[data["geen_oordeel"] == GEEN_STREEFWAARDE]
    doelen = data[data["gehaald_n"] > 0]
    doelen = doelen.assign(deel=doelen["gehaald"] / doelen["gehaald_n"])
    gelijk = [toen in ZELFDE[nu] for toen, nu in zip(data["oordeel_synthese"], data["oordeel"], strict=True)]
    anders = data[~pd.Series(gelijk, index=data.index, dtype=bool)]
    return {
        **{oordeel: _shown(data[data["oordeel"] == oordeel], register) for oordeel in EIGEN_OORDELEN},
        "zonder_doel": [
            _direction(rij, register, drempels) | {"maat": "procentpunt" if rij["eenheid"] == PROCENT else "punt"}
            for rij in doelloos.to_dict("records")
        ],
        "redenen": [
            {
                "reden": labels["geen_oordeel"][reden],
                "namen": _shown(data[data["geen_oordeel"] == reden], register),
            }
            for reden in REDENEN
            if (data["geen_oordeel"] == reden).any()
        ],
        "anders": [
            {
                "synthese": f.uncapitalised(labels["oordeel"][toen]["kort"]),
                "monitor": f.uncapitalised(labels["oordeel_monitor"][nu]["kort"]),
                "namen": _shown(deel, register),
            }
            for (toen, nu), deel in anders.groupby(["oordeel_synthese", "oordeel"], sort=True)
        ],
        "n": len(data),
        "gehaald": [
            {
                "naam": register.indicatoren[rij["indicator"]].display_name,
                "aantal": rij["gehaald"],
                "met": rij["gehaald_n"],
            }
            for rij in doelen[doelen["deel"] > HELFT].to_dict("records")
        ],
        "jaren": sorted({int(jaar) for jaar in geteld["jaar_recent"].dropna()}),
        "cijfers": [
            {
                "naam": register.indicatoren[rij["indicator"]].display_name,
                **{soort: None if pd.isna(rij[soort]) else rij[soort] for soort in SOORTEN},
            }
            for rij in cijfers.to_dict("records")
        ],
        "afgerond": _shown(geteld[geteld["basis"] == AFGEROND], register),
        "figuur": {"woorden": {"indicator": z.short_names(register)}},
    }


def oordelen(data: pd.DataFrame, *, register: Register, **_: object) -> Facts:
    """Return counts of indicators: `halverwege`, `niet_halverwege`, `stil`, `minder`, all (`n`), of the list (`alle`).

    `halverwege` reached the target or half of the way; of the others `stil` made no progress and `minder` some. By the
    monitor's own rule `eigen` reached the target or are on course.
    """
    per_deel = {str(rij["onderdeel"]): int(rij["aantal"]) for rij in data.to_dict("records")}
    return {
        "halverwege": per_deel["minstens_halverwege"],
        "niet_halverwege": per_deel["niet_halverwege"],
        "stil": per_deel["zonder_vooruitgang"],
        "minder": per_deel["minder_dan_halverwege"],
        "eigen": per_deel["monitor_bereikt"] + per_deel["monitor_op_koers"],
        "n": int(data.set_index("onderdeel").loc["minstens_halverwege", "n"]),
        "alle": len(register.synthese()),
    }


def drempels(data: pd.DataFrame, *, register: Register, **_: object) -> Facts:
    """Return `laagste` and `hoogste` threshold, `n` (indicators), and `anders`: names whose verdict depends on it."""
    wisselt = data.groupby("indicator", sort=False)["oordeel"].transform("nunique") > 1
    return {
        "laagste": data["drempel"].min(),
        "hoogste": data["drempel"].max(),
        "n": data["indicator"].nunique(),
        "anders": _shown(data[wisselt].drop_duplicates("indicator"), register),
        "figuur": {"woorden": {"indicator": z.short_names(register)}},
    }


def spreiding(data: pd.DataFrame, *, register: Register, labels: Labels, **_: object) -> Facts:
    """Compare how far institutions lie apart, on indicators in percentages.

    Returns:
        `wijd` and `smal`: the indicators whose middle half of institutions lies widest and closest, each its `naam`,
        `p25` and `p75` (shares), more than one where they differ by less than a point, none where more than `samen`
        do; `n_recent` (indicators that are ranked); `gegroeid`: on how many of the `n` indicators with both values
        that half became a point wider or more.

    """
    breedte = data.assign(breedte=data["p75"] - data["p25"])
    # Whether an institution has something or not is no spread of a percentage.
    procenten = breedte[(breedte["eenheid"] == "procent") & ~((breedte["p10"] == 0) & (breedte["p90"] == 1))]
    recent = procenten[procenten["soort"] == "recent"]
    paren = procenten.pivot_table(index="indicator", columns="soort", values="breedte").reindex(
        columns=["start", "recent"]
    )
    return {
        "wijd": _ends(recent, register, op="breedte", toon=["p25", "p75"]),
        "smal": _ends(recent, register, op="breedte", toon=["p25", "p75"], hoogste=False),
        "samen": SAMEN,
        "n_recent": len(recent),
        "gegroeid": int(((paren["recent"] - paren["start"]).round(CIJFERS) >= PUNT).sum()),
        "n": len(paren.dropna()),
        "figuur": {"woorden": {"indicator": z.short_names(register), "soort": labels["soort"]}},
    }


def dekking(data: pd.DataFrame, *, register: Register, **_: object) -> Facts:
    """Count the indicators of the lists.

    Returns:
        Counts of indicators: `alle`, of which `wel` computed; `in_<lijst>` for each list; `redenen`: of each `reden`
        why one is not computed how often it holds (`aantal`), by name. `gevraagd` breakdowns of the monitoring plan, of
        which `gegeven` are delivered.

    """
    telt = data["berekend"] == "ja"
    geleverd = data.set_index("indicator")["geleverd"].fillna("")
    redenen = data.loc[~telt, "berekening"].value_counts().sort_index()
    return {
        "alle": len(data),
        "wel": int(telt.sum()),
        **{f"in_{lijst}": int((data[lijst] == "ja").sum()) for lijst in LIJSTEN},
        "redenen": [{"reden": str(reden), "aantal": int(aantal)} for reden, aantal in redenen.items()],
        "gevraagd": sum(len(een.uitsplitsingen) for een in register.indicatoren.values()),
        "gegeven": sum(
            f"{naam} (" in geleverd[een.id] for een in register.indicatoren.values() for naam in een.uitsplitsingen
        ),
    }


def _shown(rijen: pd.DataFrame, register: Register) -> list[str]:
    """Return the names of what is shown, in the order of the rows."""
    return [register.indicatoren[naam].display_name for naam in rijen["indicator"]]


def _direction(rij: Mapping[Any, Any], register: Register, drempels: Mapping[str, float]) -> Facts:
    """Return the change of an indicator and its word.

    Returns:
        `naam`, `verandering` and its 95 % interval `verandering_onder` and `verandering_boven` (percentage points, or
        points of a mark), and `richting`.

    """
    schaal, drempel = (100, drempels["aandeel"]) if rij["eenheid"] == PROCENT else (1, CIJFERDREMPEL)
    midden, onder, boven = (rij[f"verandering{eind}"] * schaal for eind in ("", "_laag", "_hoog"))
    return {
        "naam": register.indicatoren[rij["indicator"]].display_name,
        "verandering": midden,
        "verandering_onder": onder,
        "verandering_boven": boven,
        "richting": direction(midden, onder, boven, drempel),
    }


def _first(alle: list[Facts], eigen: list[Facts], *, hoogste: bool = True) -> list[Facts]:
    """Return the rows of `eigen` that come first among `alle`: more than one where their intervals overlap."""
    waarden = [
        Ranked(stap["naam"], stap["verandering"], stap["verandering_onder"], stap["verandering_boven"]) for stap in alle
    ]
    per_naam = {stap["naam"]: stap for stap in eigen}
    return [per_naam[naam] for naam in ranking(waarden, hoogste=hoogste) if naam in per_naam]


def _ends(rijen: pd.DataFrame, register: Register, *, op: str, toon: list[str], hoogste: bool = True) -> list[Facts]:
    """Return `naam` and the columns `toon` of the rows with the largest (or smallest) value in `op`, without interval.

    More than one where they differ by less than a point, none where too many do.
    """
    per_id = rijen.set_index("indicator")
    waarden = [Ranked.exact(str(naam), float(waarde)) for naam, waarde in per_id[op].items()]
    # Without the noise of floats: 0.95 - 0.91 is 0.04.
    return [
        {"naam": register.indicatoren[naam].display_name}
        | {kolom: float(decimals(per_id.loc[naam, kolom]) or 0) for kolom in toon}
        for naam in ranking(waarden, hoogste=hoogste, verschil=PUNT)
    ]


FAMILIES = {
    "sectorbeeld": sectorbeeld,
    "voortgang": voortgang,
    "oordelen": oordelen,
    "drempels": drempels,
    "spreiding_indicatoren": spreiding,
    "dekking": dekking,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        eigen = FAMILIES[product["familie"]](
            data, labels=s.register["labels"], register=registry(s.read("indicatoren")), drempels=s.params["drempels"]
        )
        # Why an indicator has no verdict is no matter of disclosure, and needs no note on it.
        zonder_reden = data.drop(columns="reden") if product["familie"] == "voortgang" else data
        finish_text(s, eigen, zonder_reden, s.params["woorden"])
