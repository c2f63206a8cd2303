"""Facts of the products on target values: tables 2.1 to 2.6, figures 2.1 to 2.4, table 2.B."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.words.direction import Ranked, ranking
from werkagenda.words.labels import in_leerweg
from werkagenda.words.text import Facts, finish_text

GEGEVEN, GELIJK = "gegeven", "gelijk_gebleven"
VRAGEN = ("start_naar_gegeven", "start_ambitie", "start_streef")
Labels = Mapping[str, Any]


def streefwaarden(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Facts:
    """Return the facts of table 2.1, 2.3 or 2.5.

    `vraag`: what students are satisfied with. `n` (institutions), `aandelen` (of the institutions with students, 0-1)
    and `gemiddelden` (targets, 0-1): a number per leerweg and level with a target. `laagste`, `hoogste`: target (0-1).
    `gelijk`: rows `gemiddelde` (0-1), `waar`, per leerweg, when no level differs as printed. `hoogste_niveaus`: the
    levels that are highest in every leerweg, none where they differ. `bereikt`: rows `leerweg`, `niveaus`, where
    students were as satisfied as the target at the start. `jaar_recent`: year of the last JOB-monitor; `laatste`: per
    `leerweg` its `niveaus`, each `niveau`, `tevreden` (then, 0-1) and `doel` (of the last reading of the plans, 0-1).
    """
    rijen = data.dropna(subset="gemiddelde")
    per_leerweg = {str(leerweg): deel for leerweg, deel in rijen.groupby("leerweg", sort=False)}
    gedrukt = {leerweg: _as_printed(deel) for leerweg, deel in per_leerweg.items()}
    gelijk = all(len(set(waarden.values())) == 1 for waarden in gedrukt.values())
    hoogste = {
        tuple(ranking(Ranked.exact(niveau, waarde) for niveau, waarde in waarden.items()))
        for waarden in gedrukt.values()
    }
    bereikt = rijen[rijen["job_start"] >= rijen["gemiddelde"]]
    return {
        "vraag": labels["item"][product["indicator"]]["zin"],
        "n": rijen["n"].tolist(),
        "aandelen": rijen["aandeel_instellingen"].tolist(),
        "gemiddelden": rijen["gemiddelde"].tolist(),
        "laagste": rijen["minimum"].min(),
        "hoogste": rijen["maximum"].max(),
        "gelijk": [
            {
                "gemiddelde": next(iter(waarden.values())),
                "waar": in_leerweg(leerweg, labels) if len(gedrukt) > 1 else "",
            }
            for leerweg, waarden in gedrukt.items()
            if gelijk
        ],
        "hoogste_niveaus": list(hoogste.pop()) if len(hoogste) == 1 else [],
        "bereikt": [
            {"leerweg": labels["leerweg"][leerweg], "niveaus": deel["niveau"].tolist()}
            for leerweg, deel in bereikt.groupby("leerweg", sort=False)
        ],
        "jaar_recent": int(data["jaar_recent"].max()) if len(data) else None,
        "laatste": [
            {
                "leerweg": labels["leerweg"][leerweg],
                "niveaus": [
                    {"niveau": rij["niveau"], "tevreden": rij["job_recent"], "doel": rij["streef_recent"]}
                    for rij in deel.to_dict("records")
                ],
            }
            for leerweg, deel in data.dropna(subset=["job_recent", "streef_recent"]).groupby("leerweg", sort=False)
        ],
    }


def verschil(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Facts:
    """Return the facts of table 2.2, 2.4a or 2.6.

    `vraag`: what students are satisfied with. `gegeven` and `gelijk_gebleven`: a row per leerweg with the mean and
    quartiles of target minus start (percentage points), over institutions that gave a target, and over all where those
    without one stay the same.
    """

    def rows_of(variant: str) -> list[dict[str, Any]]:
        return [
            {
                "gemiddelde": rij["gemiddelde_pp"],
                "kwartiel_1": rij["kwartiel_1_pp"],
                "kwartiel_3": rij["kwartiel_3_pp"],
                "waar": in_leerweg(rij["leerweg"], labels),
            }
            for rij in data[data["variant"] == variant].dropna(subset="gemiddelde_pp").to_dict("records")
        ]

    return {
        "vraag": labels["item"][product["indicator"]]["zin"],
        "gegeven": rows_of(GEGEVEN),
        "gelijk_gebleven": rows_of(GELIJK),
    }


def start_streef(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Facts:
    """Return the facts of figure 2.1, 2.2, 2.3 or 2.4.

    `vraag`: what students are satisfied with, and in which leerweg. `n`: institutions; `met`: those with a target;
    `zonder`: the others; `mediaan`: of the start values (0-1);
    `hoger`, `lager`: those whose target is, as printed in whole percentages. `verschil_laagste`, `verschil_hoogste`:
    target minus start (percentage points). `starts`: start values (0-1).
    """
    met = data.dropna(subset=["start", "streef"])
    verschillen = (met["streef"] - met["start"]) * 100
    afgerond = verschillen.map(f.half_op)
    return {
        "vraag": labels["item"][product["indicator"]]["zin"] + in_leerweg(product["leerweg"], labels),
        "n": len(data),
        "met": len(met),
        "zonder": len(data) - len(met),
        "mediaan": data["start"].median(),
        "hoger": int((afgerond > 0).sum()),
        "lager": int((afgerond < 0).sum()),
        "verschil_laagste": verschillen.min(),
        "verschil_hoogste": verschillen.max(),
        "starts": data["start"].dropna().tolist(),
    }


def samenhang(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Facts:
    """Return the facts of the tests on start and target values.

    `toetsen`: how many; `aantoonbaar`: how many of them have p below `grens`. Per question (`VRAGEN`) a row for every
    item whose tests all do: `naam`, `kant` (hoger or lager), `p` (the largest).
    """
    grens = product["grens_p"]
    rijen = data.dropna(subset="p")
    return {
        "toetsen": len(rijen),
        "aantoonbaar": int((rijen["p"] < grens).sum()),
        "grens": grens,
        **{f"{vraag}_bij": _demonstrable(rijen[rijen["vraag"] == vraag], grens, labels) for vraag in VRAGEN},
    }


def _demonstrable(rijen: pd.DataFrame, grens: float, labels: Labels) -> list[dict[str, Any]]:
    """Return the items with a demonstrable answer; of two correlations both must say so."""
    return [
        {
            "naam": labels["item"][item]["zin"] + in_leerweg(str(leerweg), labels),
            "kant": "hoger" if deel["waarde"].iloc[0] > 0 else "lager",
            "p": deel["p"].max(),
        }
        for (item, leerweg), deel in rijen.groupby(["indicator", "leerweg"], sort=False)
        if (deel["p"] < grens).all()
    ]


def _as_printed(rijen: pd.DataFrame) -> dict[str, float]:
    """Return the mean target per level (0-1), rounded as the table prints it."""
    return {
        str(niveau): float(f.half_op(waarde, 2))
        for niveau, waarde in zip(rijen["niveau"], rijen["gemiddelde"], strict=True)
    }


FAMILIES = {
    "streefwaarden": streefwaarden,
    "verschil": verschil,
    "start_streef": start_streef,
    "samenhang": samenhang,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        product = product | {"koppen": headings(s.contract("contract_data"), product, s.params["woorden"])}
        eigen = FAMILIES[product["familie"]](data, product=product, labels=s.register["labels"])
        finish_text(s, eigen, data, s.params["woorden"])
