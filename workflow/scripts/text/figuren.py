"""Facts of the figures of chapter 3."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.direction import NIET_TE_ZEGGEN, Ranked, ranking
from werkagenda.words.labels import decimals_apart
from werkagenda.words.series import Comparison, Period, break_year, compare_years, periode, ranked
from werkagenda.words.text import Facts, finish_text

VOORRANG = "regeling"
EIGEN = "per_instelling"
GENOEMD = "genoemd"
# The first group is nearly all of the inflow: its line would lie on that of the total.
GETEKEND = ("totaal", EIGEN, VOORRANG)


def aantallen(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> Facts:
    """Return the facts of figure 3.1 or 3.3.

    Those of `_shared`; `as_label`; `totaal`, `regeling` and `eigen` (what the institution names): the facts of
    `Comparison` (students), `eigen` nothing where the data lack it; `dal_jaren`: the lowest of the comparable years,
    with those that may be as low, none where all may; `dal` (students): the number when it is one year; `onderdrukt`:
    the largest estimated part of a number (0-1).
    """
    tijd, paren = _compare(data, "aantal", drempels)
    alles = data[data["groep"].eq("totaal") & data["jaar"].between(tijd.van, tijd.tot)]
    dalen = ranking(ranked(alles, "aantal", "jaar"), hoogste=False)
    return {
        **_shared(data[data["groep"].isin(GETEKEND)], tijd, "aantal", labels=labels, namen=labels["groep"]),
        "as_label": labels["maat"][product["maat"]]["as"],
        "telt": labels["maat"][product["maat"]]["zin"],
        "verwijzing": labels["maat"][product["maat"]]["verwijzing"],
        "waarover": labels["maat"][product["maat"]]["kort"],
        "totaal": paren["totaal"].facts(),
        "regeling": paren[VOORRANG].facts(),
        "eigen": paren[EIGEN].facts() if EIGEN in paren else None,
        "dal_jaren": sorted(dalen),
        "dal": alles["aantal"].min() if len(dalen) == 1 else None,
        "onderdrukt": data["aandeel_onderdrukt"].max(),
    }


def aandelen(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> Facts:
    """Return the facts of figure 3.2 or 3.4.

    Those of `_shared`; `as_label`; `regeling`, `genoemd` and `eigen` (what the institution names): the facts of
    `Comparison` (0-1), the last two nothing where the data lack them; `grensdecimalen`: with how many decimals the
    bounds of `regeling` can be told apart, nothing where they cannot; `begrensd`: those are outer bounds.
    """
    tijd, paren = _compare(data, "aandeel", drempels)
    grenzen = paren[VOORRANG].tot.grenzen
    apart = [n for n in (0, f.PUBLICATIEDECIMALEN) if f.procent(grenzen[0], n) != f.procent(grenzen[1], n)]
    return {
        **_shared(data, tijd, "aandeel", labels=labels, namen=labels["groep"]),
        "as_label": labels["maat"][product["maat"]]["as"],
        "deel": labels["maat"][product["maat"]]["deel"],
        "regeling": paren[VOORRANG].facts(),
        **{
            naam: paren[groep].facts() if groep in paren else None
            for naam, groep in (("genoemd", GENOEMD), ("eigen", EIGEN))
        },
        "grensdecimalen": apart[0] if apart else None,
        "begrensd": paren[VOORRANG].tot.begrensd,
    }


def scenario(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> Facts:
    """Return the facts of the figure of the scenarios.

    Those of `_shared`; `laagste` and `hoogste` share in the last year (0-1, printed in `decimalen`), `laagste_namen`
    and `hoogste_namen`: the scenarios that come first and last, none where their intervals leave it open;
    `zelfde_aandeel`: whether the shares print alike; `richtingen`: the words of direction that occur, of those that can
    be told; `onduidelijk`: whether of `alle`, a `deel` or none it can't.
    """
    tijd, paren = _compare(data, "aandeel", drempels)
    gedeeld = _shared(data, tijd, "aandeel", labels=labels, namen=labels["scenario"])
    volgorde = sorted(paren, key=lambda naam: (paren[naam].tot.waarde, naam))
    laag, hoog = (paren[volgorde[plek]].tot.waarde for plek in (0, -1))
    decimalen = decimals_apart(laag, hoog)
    waarden = [Ranked(naam, paar.tot.waarde, *paar.tot.grenzen) for naam, paar in paren.items()]
    # The figure shows the last year alone.
    del gedeeld["eerste_jaar"]
    return {
        **gedeeld,
        "lijnen": [{"label": lijn["label"], "laatste": lijn["laatste"]} for lijn in gedeeld["lijnen"]],
        "deel": labels["maat"][product["maat"]]["deel"],
        "laagste": laag,
        "hoogste": hoog,
        "laagste_namen": [labels["scenario"][naam]["kort"] for naam in ranking(waarden, hoogste=False)],
        "hoogste_namen": [labels["scenario"][naam]["kort"] for naam in ranking(waarden)],
        "decimalen": decimalen,
        "zelfde_aandeel": f.procent(laag, decimalen) == f.procent(hoog, decimalen),
        "richtingen": _directions(paren.values()),
        "onduidelijk": _doubt(paren.values()),
    }


def _shared(
    data: pd.DataFrame,
    tijd: Period,
    kolom: f.Soort,
    *,
    labels: Mapping[str, Any],
    namen: Mapping[str, Any],
) -> Facts:
    """Return what every figure of the chapter tells.

    `eerste_jaar`, `laatste_jaar` (of the figure), `van_jaar`, `tot_jaar` (that can be compared), `vergelijkbaar`:
    whether those are two; `groep`: the programmes of the Regeling, in words; `lijnen`: per drawn series its
    label and its `eerste` and `laatste` value (students, or 0-1).
    """
    eerste, laatste = int(data["jaar"].min()), int(data["jaar"].max())
    sleutel = _key(data)
    # In the order of the register, which a JSON object would lose.
    reeksen = [[naam, label["kort"]] for naam, label in namen.items() if naam in set(data[sleutel])]
    per_reeks = data.set_index([sleutel, "jaar"])[kolom]
    return {
        "eerste_jaar": eerste,
        "laatste_jaar": laatste,
        "van_jaar": tijd.van,
        "tot_jaar": tijd.tot,
        "vergelijkbaar": tijd.comparable,
        "groep": labels["groep"][VOORRANG]["zin"],
        "lijnen": [
            {"label": label, "eerste": per_reeks[naam, eerste], "laatste": per_reeks[naam, laatste]}
            for naam, label in reeksen
        ],
        "figuur": {"reeksen": reeksen},
    }


def _compare(data: pd.DataFrame, kolom: f.Soort, drempels: Mapping[str, float]) -> tuple[Period, dict[str, Comparison]]:
    """Compare every series of the figure over its comparable years."""
    tijd = periode(data["jaar"], break_year(data))
    return tijd, {
        str(naam): compare_years(reeks, kolom, tijd, drempels) for naam, reeks in data.groupby(_key(data), sort=True)
    }


def _directions(paren: Collection[Comparison]) -> dict[str, Facts]:
    """Return the words of direction that occur, each with the outer ends of the changes it stands for."""
    uit = {}
    for woord in sorted({paar.direction for paar in paren} - {NIET_TE_ZEGGEN}):
        onder, boven = zip(*(paar.change for paar in paren if paar.direction == woord), strict=True)
        uit[woord] = {"richting": woord, "verandering_onder": min(onder), "verandering_boven": max(boven)}
    return uit


def _doubt(paren: Collection[Comparison]) -> str:
    """Tell of how many scenarios there is no telling how they moved: `alle`, a `deel` or none."""
    twijfels = [paar.direction == NIET_TE_ZEGGEN for paar in paren]
    return "alle" if all(twijfels) else "deel" if any(twijfels) else ""


def _key(data: pd.DataFrame) -> str:
    """Return the column that names the series."""
    return "groep" if "groep" in data else "scenario"


FAMILIES = {"aantallen": aantallen, "aandelen": aandelen, "scenario": scenario}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product, labels = s.read("data"), s.register["product"], s.register["labels"]
        for indeling, inhoud in s.read_all("scenarios").items():
            labels["scenario"][indeling] = {"kort": inhoud["titel"]}
        eigen = FAMILIES[product["familie"]](data, product=product, labels=labels, drempels=s.params["drempels"])
        finish_text(s, eigen, data, s.params["woorden"])
