"""Table S.A: two verdicts on each indicator of the synthesis; how many there are of each; and at other thresholds."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda.indicators.progress import (
    BEREIKT,
    EIGEN_OORDELEN,
    GEEN_STREEFWAARDE,
    NIET_OP_KOERS,
    OORDELEN,
    OP_KOERS,
    RUIS,
    VOORUITGANG,
    base_of,
    difference,
    own_progress,
    own_verdict,
    synthesis_values,
    verdict,
)
from werkagenda.indicators.registry import Register, registry
from werkagenda.run.step import step

# Decimals of a rounded value: a whole percentage of a share, a mark with one decimal.
DECIMALEN = {"procent": 2, "rapportcijfer": 1}
GEEN_WAARDE = "er is geen start- of recente waarde"
JOB = "job"
MONITOR = "monitor_"


def progress(  # noqa: PLR0913 - what the verdicts rest on, each by name
    sector: pd.DataFrame,
    *,
    waarden: pd.DataFrame,
    studenten: pd.Series,
    register: Register,
    grenzen: Mapping[str, Any],
    vraagbreuk: int,
) -> pd.DataFrame:
    """Return one row per indicator of the synthesis: values, difference, both verdicts, and what these rest on.

    Args:
        sector: unweighted means over institutions (`indicator, soort, jaar, waarde, instellingen`).
        waarden: the values of the institutions; whether these are rounded decides `basis`.
        studenten: students per institution.
        register: the registry of indicators.
        grenzen: settings of the monitor's own verdict (`own_progress`).
        vraagbreuk: first year of the questions of the JOB-monitor as they are asked now.

    """
    bekend = waarden.dropna(subset="waarde")
    rijen = []
    for rij in synthesis_values(sector, register):
        onder = bekend[bekend["indicator"] == rij["indicator"]]
        oordeel = verdict(rij["start"], rij["recent"], rij["streef"])
        rond = DECIMALEN[rij["eenheid"]]
        vraag = vraagbreuk if register.indicatoren[rij["indicator"]].product == JOB else None
        rijen.append(
            rij
            | {
                "verschil": difference(rij["start"], rij["recent"]),
                "oordeel_synthese": oordeel,
                "basis": base_of(onder["waarde"], decimalen=rond) if oordeel else "",
                "reden": "" if oordeel else GEEN_WAARDE,
            }
            | reached(onder)
            | own_progress(rij, onder, studenten=studenten, grenzen=grenzen, vraagbreuk=vraag)
        )
    return pd.DataFrame(rijen)


def reached(waarden: pd.DataFrame) -> dict[str, int]:
    """Return `gehaald` of `gehaald_n`: institutions at or past their own target, of those with a recent value and one.

    `waarden` are those of one indicator: `instelling, soort, waarde`, mirrored so that higher is better.
    """
    breed = {soort: deel.set_index("instelling")["waarde"] for soort, deel in waarden.groupby("soort", observed=True)}
    leeg = pd.Series(dtype="float64")
    # Both as decimals: a target of 0.83 that is met must not fail on the last bit.
    recent, doel = (breed.get(soort, leeg).round(RUIS) for soort in ("recent", "streef"))
    paren = pd.concat([recent, doel], axis=1, join="inner", keys=["recent", "doel"])
    return {"gehaald": int((paren["recent"] >= paren["doel"]).sum()), "gehaald_n": len(paren)}


def count_verdicts(oordelen: pd.DataFrame) -> pd.DataFrame:
    """Return `onderdeel, aantal, n`: indicators per verdict, added up as the synthesis does, and per own verdict.

    Without a target an indicator that rose counts as less than half way, one that did not as without progress.

    Args:
        oordelen: `oordeel_synthese`, `verschil` and `oordeel` per indicator; those without a verdict by the rule of the
            synthesis do not count in what follows from it.

    """
    geteld = oordelen[oordelen["oordeel_synthese"] != ""]
    per_oordeel = {naam: geteld["oordeel_synthese"] == naam for naam in OORDELEN}
    stijgt = geteld["verschil"] > 0
    halverwege = per_oordeel[BEREIKT] | per_oordeel[OP_KOERS]
    minder = per_oordeel[VOORUITGANG] | (per_oordeel[GEEN_STREEFWAARDE] & stijgt)
    delen = per_oordeel | {
        "minstens_halverwege": halverwege,
        "niet_halverwege": ~halverwege,
        "zonder_vooruitgang": per_oordeel[NIET_OP_KOERS] | (per_oordeel[GEEN_STREEFWAARDE] & ~stijgt),
        "minder_dan_halverwege": minder,
        "enige_vooruitgang": halverwege | minder,
        "gestegen": stijgt,
    }
    rijen = [(naam, int(telt.sum()), len(geteld)) for naam, telt in delen.items()]
    rijen += [(MONITOR + naam, int((oordelen["oordeel"] == naam).sum()), len(oordelen)) for naam in EIGEN_OORDELEN]
    return pd.DataFrame(rijen, columns=["onderdeel", "aantal", "n"])


def at_thresholds(oordelen: pd.DataFrame, *, drempels: list[float]) -> pd.DataFrame:
    """Return `rang, indicator, drempel, oordeel`: the monitor's verdict if that part of the way were enough."""
    rijen = [
        {"rang": rij["rang"], "indicator": rij["indicator"], "drempel": drempel}
        | {"oordeel": own_verdict(rij, drempel=drempel)}
        for rij in oordelen.to_dict("records")
        for drempel in sorted(drempels)
    ]
    return pd.DataFrame(rijen, columns=["rang", "indicator", "drempel", "oordeel"])


def students_now(aantallen: pd.DataFrame, *, leerwegen: list[str]) -> pd.Series:
    """Return the students per institution in the latest year, of the leerwegen that count."""
    laatste = aantallen[(aantallen["jaar"] == aantallen["jaar"].max()) & aantallen["leerweg"].isin(leerwegen)]
    return laatste.groupby("instelling")["aantal"].sum()


if __name__ == "__main__":
    with step(snakemake) as s:
        tabel = progress(
            s.read("sector"),
            waarden=s.read("waarden"),
            studenten=students_now(s.read("studenten"), leerwegen=s.params["leerwegen"]),
            register=registry(s.read("indicatoren")),
            grenzen=s.params["grenzen"],
            vraagbreuk=s.params["vraagbreuk"],
        )
        s.write("data", tabel)
        s.write("telling", count_verdicts(tabel))
        s.write("drempels", at_thresholds(tabel, drempels=s.params["grenzen"]["drempels"]))
