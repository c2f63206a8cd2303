"""Facts of the products of the synthesis on measures, spending, scales of pay and practoraten."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.progress import decimals
from werkagenda.indicators.registry import Register, registry
from werkagenda.words import synthesis as z
from werkagenda.words.direction import Ranked, direction, ranking
from werkagenda.words.labels import extreme
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
# The answers of the e-file that sentences speak of, by the name of the fact.
ANTWOORDEN = {
    "gekozen": "gekozen",
    "verwacht": "zoals verwacht",
    "effectief": "effectief",
    "wisselt": "wisselt per activiteit",
}
TOTAAL = "totaal"
GENOEMD = 3  # objectives that a sentence names


def maatregelen(data: pd.DataFrame, *, register: Register, **_: object) -> Facts:
    """Compare the objectives in the share of institutions that give an answer about their measures.

    Returns:
        `<antwoord>_laag` and `<antwoord>_hoog` for `gekozen` (took measures), `verwacht` (as expected), `effectief` and
        `wisselt` (differs per activity): the lowest and highest share, None without an answer; `minste` (at most three
        objectives where `verwacht` is lowest), `vaakst` and `minst` (where `effectief` is highest and lowest), each
        objective its `naam` and `aandeel` (share). All empty unless `verwacht` and `effectief` are both known.

    """
    namen = z.objectives(register)
    rijen = data.assign(naam=data["doelstelling"].map(lambda code: f.uncapitalised(namen[code])))
    per_antwoord = {naam: rijen[rijen["categorie"] == antwoord] for naam, antwoord in ANTWOORDEN.items()}
    verwacht, effectief = per_antwoord["verwacht"], per_antwoord["effectief"]
    bekend = not (verwacht.empty or effectief.empty)
    facts: Facts = {"minste": [], "vaakst": {}, "minst": {}}
    for naam, deel in per_antwoord.items():
        telt = bekend and not deel.empty
        facts |= {f"{naam}_laag": deel["aandeel"].min() if telt else None}
        facts |= {f"{naam}_hoog": deel["aandeel"].max() if telt else None}
    if bekend:
        volgorde = verwacht.sort_values(["aandeel", "doelstelling"]).head(GENOEMD)
        facts["minste"] = volgorde[["naam", "aandeel"]].to_dict("records")
        for naam, hoogste in (("vaakst", True), ("minst", False)):
            facts[naam] = dict(
                zip(("naam", "aandeel"), extreme(effectief, "aandeel", "naam", hoogste=hoogste), strict=True)
            )
    return facts | {"figuur": {"woorden": {"doelstelling": namen}}}


def besteding(data: pd.DataFrame, *, product: Mapping[str, Any], **_: object) -> Facts:
    """Count institutions by what they spent.

    Returns:
        `gemiddeld` (mean share of the budget); the bounds `onder` and `boven` (shares) with the counts of institutions
        `lager`, `tussen` and `hoger`; `n` institutions.

    """
    onder, boven = product["grenzen"]["onder"], product["grenzen"]["boven"]
    lager, hoger = int((data["aandeel"] < onder).sum()), int((data["aandeel"] > boven).sum())
    return {
        "n": len(data),
        "gemiddeld": data["aandeel"].mean(),
        "onder": onder,
        "boven": boven,
        "lager": lager,
        "tussen": len(data) - lager - hoger,
        "hoger": hoger,
        "figuur": {"grenzen": [onder, boven]},
    }


def besteding_doel(data: pd.DataFrame, *, register: Register, labels: Labels, **_: object) -> Facts:
    """Name the objectives on which most was spent.

    Returns:
        `boekjaar`; `totaal` (mean share of the budget spent on all objectives); `hoogste`: at most three objectives,
        each its `naam` and `aandeel` (mean share of the budget); `rest_laag` and `rest_hoog`: the lowest and highest
        share of the others, None when there are none.

    """
    namen = z.objectives(register)
    totaal, doelen = data[data["doelstelling"] == TOTAAL].iloc[0], data[data["doelstelling"] != TOTAAL]
    hoogste = doelen.sort_values(["gemiddelde", "doelstelling"], ascending=[False, True]).head(GENOEMD)
    rest = doelen.drop(hoogste.index)["gemiddelde"]
    return {
        "boekjaar": int(totaal["jaar"]),
        "totaal": totaal["gemiddelde"],
        "hoogste": [
            {"naam": f.uncapitalised(namen[rij["doelstelling"]]), "aandeel": rij["gemiddelde"]}
            for rij in hoogste.to_dict("records")
        ],
        "rest_laag": None if rest.empty else rest.min(),
        "rest_hoog": None if rest.empty else rest.max(),
        "figuur": {"woorden": {"doelstelling": namen | {TOTAAL: labels["plaats"][TOTAAL]}}},
    }


def start_recent_streef(data: pd.DataFrame, *, product: Mapping[str, Any], register: Register, **_: object) -> Facts:
    """Count the institutions that rose and that reached their target.

    Returns:
        `naam` of the indicator; `hoger` of the `n` institutions with both values rose; `gehaald` of the `n_doel` with
        a target reached it; `breedte_start` and `breedte_recent`: highest minus lowest share.

    """
    paren, doel = data.dropna(subset=["start", "recent"]), data.dropna(subset=["recent", "streef"])
    breedte = {soort: decimals(data[soort].max() - data[soort].min()) for soort in ("start", "recent")}
    return {
        "naam": register.indicatoren[product["indicator"]].display_name,
        "n": len(paren),
        "hoger": int((paren["recent"] > paren["start"]).sum()),
        "n_doel": len(doel),
        "gehaald": int((doel["recent"] >= doel["streef"]).sum()),
        "breedte_start": breedte["start"],
        "breedte_recent": breedte["recent"],
    }


def practoraten(data: pd.DataFrame, *, drempels: Mapping[str, float], **_: object) -> Facts:
    """Compare the first and last year.

    Returns:
        The years `van_jaar` and `tot_jaar`, the shares of institutions `van` and `tot`, the word `richting` and the
        interval it follows from, `verandering_onder` and `verandering_boven` (percentage points): that of a count of
        all institutions, without width; `streef`, the share that aims at one; `gemiddeld_van`, `gemiddeld_tot`,
        `gemiddeld_streef`: the mean number per institution in both years and its target, None without a list; all None,
        and without interval, where there is no year.

    """
    lijst = ("gemiddeld_van", "gemiddeld_tot", "gemiddeld_streef")
    facts: Facts = dict.fromkeys(("van_jaar", "tot_jaar", "van", "tot", "richting", "streef", *lijst))
    if len(data):
        eerste, laatste = data.iloc[0], data.iloc[-1]
        meer = float(f.change(eerste["aandeel"], laatste["aandeel"], "aandeel"))
        facts = {
            "van_jaar": int(eerste["jaar"]),
            "tot_jaar": int(laatste["jaar"]),
            "van": eerste["aandeel"],
            "tot": laatste["aandeel"],
            "streef": None if pd.isna(laatste["streef"]) else laatste["streef"],
            "richting": direction(meer, meer, meer, drempels["aandeel"]),
            "verandering_onder": meer,
            "verandering_boven": meer,
        }
        waarden = (eerste["gemiddeld"], laatste["gemiddeld"], laatste["gemiddeld_streef"])
        bekend = not any(pd.isna(waarde) for waarde in waarden)
        facts |= dict(zip(lijst, waarden if bekend else (None,) * len(lijst), strict=True))
    return facts


def regio(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, register: Register, **_: object) -> Facts:
    """Say in which part of the country the indicator is highest and lowest, as far as the intervals tell.

    Returns:
        `naam` of the indicator; `landsdelen`: of the recent values `waar`, `aandeel` and its interval `onder`, `boven`
        (0-1), the highest first; `hoogste` and `laagste`: the parts that come first and last, none where that is open.

    """
    nu = data[data["soort"] == "recent"].dropna(subset=["gemiddelde", "gemiddelde_laag", "gemiddelde_hoog"])
    nu = nu.sort_values(["gemiddelde", "regio"], ascending=[False, True])
    rijen = [
        {
            "waar": labels["regio"][rij["regio"]]["zin"],
            "aandeel": rij["gemiddelde"],
            "onder": rij["gemiddelde_laag"],
            "boven": rij["gemiddelde_hoog"],
        }
        for rij in nu.to_dict("records")
    ]
    waarden = [Ranked(rij["waar"], rij["aandeel"], rij["onder"], rij["boven"]) for rij in rijen]
    return {
        "naam": register.indicatoren[product["indicator"]].display_name,
        "landsdelen": rijen,
        "hoogste": ranking(waarden),
        "laagste": ranking(waarden, hoogste=False),
        "figuur": {
            "woorden": {
                "regio": {naam: woord["kort"] for naam, woord in labels["regio"].items()},
                "soort": labels["soort"],
            }
        },
    }


def verband(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, register: Register, **_: object
) -> Facts:
    """Name the pairs of which the test finds that they go together, beside how many chance alone would give.

    Returns:
        `toetsen` (pairs that can be compared); `gevonden`: those with p under `grens`, each its `oorzaak`, `naam` (of
        the indicator), `waarde` (rank correlation) and `p`; `verwacht`: how many of them chance gives.

    """
    grens = product["grens_p"]
    bekend = data.dropna(subset="p")
    return {
        "toetsen": len(bekend),
        "gevonden": [
            {
                "oorzaak": labels["oorzaak"][rij["oorzaak"]]["zin"],
                "naam": register.indicatoren[rij["indicator"]].display_name,
                "waarde": rij["waarde"],
                "p": rij["p"],
            }
            for rij in bekend[bekend["p"] < grens].to_dict("records")
        ],
        "verwacht": int(f.half_op(len(bekend) * grens)),
        "grens": grens,
        "figuur": {
            "woorden": {
                "indicator": z.short_names(register),
                "oorzaak": {naam: woord["kort"] for naam, woord in labels["oorzaak"].items()},
            }
        },
    }


FAMILIES = {
    "regio": regio,
    "verband": verband,
    "maatregelen_voortgang": maatregelen,
    "besteding_instelling": besteding,
    "besteding_doel": besteding_doel,
    "start_recent_streef": start_recent_streef,
    "practoraten": practoraten,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        eigen = FAMILIES[product["familie"]](
            data,
            product=product,
            labels=s.register["labels"],
            register=registry(s.read("indicatoren")),
            drempels=s.params["drempels"],
        )
        finish_text(s, eigen, data)
