"""Facts of the products on indicators: where the sector stands, per indicator and verdict."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.progress import AFGEROND, OORDELEN, SOORTEN, decimals
from werkagenda.indicators.registry import Register, registry
from werkagenda.words import synthesis as z
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
LIJSTEN = ("monitoringsplan", "bijlage_a", "synthese")


def sectorbeeld(data: pd.DataFrame, *, labels: Labels, register: Register, **_: object) -> Facts:
    """Count what rose and fell.

    Returns:
        `n` (indicators with a start and a recent value), of which `hoger` and `lager` and `gelijk` as whole percentages
        are printed; `stijger` and `daler` (largest change) and `verste` (largest distance below its target), each an
        indicator's `naam`, `start` and `recent` (shares) and `afstand` (of shares), or empty.

    """
    rijen = data.dropna(subset=["start", "recent"])
    rijen = rijen.assign(
        verschil=rijen["recent"] - rijen["start"],
        afstand=rijen["streef"] - rijen["recent"],
        stap=[f.half_op(f.exact(nu) * 100) - f.half_op(f.exact(toen) * 100)
              for toen, nu in zip(rijen["start"], rijen["recent"], strict=True)],
    )  # fmt: skip
    hoger, lager = int((rijen["stap"] > 0).sum()), int((rijen["stap"] < 0).sum())
    return {
        "n": len(rijen),
        "hoger": hoger,
        "lager": lager,
        "gelijk": len(rijen) - hoger - lager,
        "stijger": _largest(rijen[rijen["stap"] > 0], "verschil", register),
        "daler": _largest(rijen[rijen["stap"] < 0], "verschil", register, hoogste=False),
        "verste": _largest(rijen[rijen["afstand"] > 0], "afstand", register),
        "figuur": {
            "reeksen": [[soort, labels["soort"][soort]] for soort in SOORTEN],
            "namen": {naam: register.indicatoren[naam].korte_naam for naam in data["indicator"]},
            "woorden": {"indicator": z.short_names(register)},
        },
    }


def voortgang(data: pd.DataFrame, *, register: Register, **_: object) -> Facts:
    """List the indicators per verdict.

    Returns:
        Lists of names of indicators, in the order of the synthesis: one per verdict, `afgerond` (institutions gave
        rounded values only) and `zonder` (no verdict); `n` (indicators); `jaren` (of the recent values); `cijfers`: of
        each indicator that is a mark its `naam`, `start`, `recent` and `streef` (1-10, None when missing).

    """
    geteld = data[data["oordeel"] != ""]
    cijfers = geteld[geteld["eenheid"] == z.CIJFER]
    return {
        **{oordeel: _shown(geteld[geteld["oordeel"] == oordeel], register) for oordeel in OORDELEN},
        "n": len(data),
        "jaren": sorted({int(jaar) for jaar in geteld["jaar_recent"].dropna()}),
        "cijfers": [
            {
                "naam": register.indicatoren[rij["indicator"]].toonnaam,
                **{soort: None if pd.isna(rij[soort]) else rij[soort] for soort in SOORTEN},
            }
            for rij in cijfers.to_dict("records")
        ],
        "afgerond": _shown(geteld[geteld["basis"] == AFGEROND], register),
        "zonder": _shown(data[data["oordeel"] == ""], register),
        "figuur": {"woorden": {"indicator": z.short_names(register)}},
    }


def oordelen(data: pd.DataFrame, *, register: Register, **_: object) -> Facts:
    """Return counts of indicators: `halverwege`, `niet_halverwege`, `stil`, `minder`, all (`n`), of the list (`alle`).

    `halverwege` reached the target or half of the way; of the others `stil` made no progress and `minder` some.
    """
    per_deel = {str(rij["onderdeel"]): int(rij["aantal"]) for rij in data.to_dict("records")}
    return {
        "halverwege": per_deel["minstens_halverwege"],
        "niet_halverwege": per_deel["niet_halverwege"],
        "stil": per_deel["zonder_vooruitgang"],
        "minder": per_deel["minder_dan_halverwege"],
        "n": int(data["n"].max()),
        "alle": len(register.synthese()),
    }


def spreiding(data: pd.DataFrame, *, register: Register, labels: Labels, **_: object) -> Facts:
    """Compare how far institutions lie apart, on indicators in percentages.

    Returns:
        `wijd` and `smal`: the indicator whose middle 80 percent of institutions lies widest and closest, its `naam`,
        `p10` and `p90` (shares), or empty; `gegroeid` of the `n` indicators with both values lie further apart.

    """
    breedte = data.assign(breedte=data["p90"] - data["p10"])
    # Whether an institution has something or not is no spread of a percentage.
    procenten = breedte[(breedte["eenheid"] == "procent") & ~((breedte["p10"] == 0) & (breedte["p90"] == 1))]
    recent = procenten[procenten["soort"] == "recent"]
    paren = procenten.pivot_table(index="indicator", columns="soort", values="breedte").reindex(
        columns=["start", "recent"]
    )
    return {
        "wijd": _largest(recent, "breedte", register),
        "smal": _largest(recent, "breedte", register, hoogste=False),
        "gegroeid": int((paren["recent"] > paren["start"]).sum()),
        "n": len(paren.dropna()),
        "figuur": {"woorden": {"indicator": z.short_names(register), "soort": labels["soort"]}},
    }


def dekking(data: pd.DataFrame, **_: object) -> Facts:
    """Count the indicators of the lists.

    Returns:
        Counts of indicators: `alle`, of which `wel` computed; `in_<lijst>` for each list; `redenen`: of each `reden`
        why one is not computed how often it holds (`aantal`), by name.

    """
    telt = data["berekend"] == "ja"
    redenen = data.loc[~telt, "berekening"].value_counts().sort_index()
    return {
        "alle": len(data),
        "wel": int(telt.sum()),
        **{f"in_{lijst}": int((data[lijst] == "ja").sum()) for lijst in LIJSTEN},
        "redenen": [{"reden": str(reden), "aantal": int(aantal)} for reden, aantal in redenen.items()],
    }


def _shown(rijen: pd.DataFrame, register: Register) -> list[str]:
    """Return the names of what is shown, in the order of the rows."""
    return [register.indicatoren[naam].toonnaam for naam in rijen["indicator"]]


def _largest(rijen: pd.DataFrame, kolom: str, register: Register, *, hoogste: bool = True) -> Facts:
    """Return the row with the largest (or smallest) value in `kolom` and the name of its indicator; ties by id."""
    if rijen.empty:
        return {}
    rij = rijen.sort_values([kolom, "indicator"], ascending=[not hoogste, True]).iloc[0].to_dict()
    # Without the noise of floats: 0.95 - 0.91 is 0.04.
    return {str(k): w for k, w in rij.items()} | {
        "naam": register.indicatoren[rij["indicator"]].toonnaam,
        kolom: float(decimals(rij[kolom]) or 0),
    }


FAMILIES = {
    "sectorbeeld": sectorbeeld,
    "voortgang": voortgang,
    "oordelen": oordelen,
    "spreiding_indicatoren": spreiding,
    "dekking": dekking,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        eigen = FAMILIES[product["familie"]](
            data, labels=s.register["labels"], register=registry(s.read("indicatoren"))
        )
        # Why an indicator has no verdict is no matter of disclosure, and needs no note on it.
        finish_text(s, eigen, data.drop(columns="reden") if product["familie"] == "voortgang" else data)
