"""Facts of the figures on spread of work, applications for a placement and the age of new students."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.surveys.svo import HOOGSTENS_DRIE
from werkagenda.words.direction import PUNT, Ranked, ranking
from werkagenda.words.estimates import woord
from werkagenda.words.labels import TOTAAL, decimals_apart, direction, extreme, level
from werkagenda.words.series import compare_years, periode
from werkagenda.words.surveys import movement
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
# Rows that are no sectorkamer.
GEEN_KAMER = (TOTAAL, "entree", "bovensectoraal", "onbekend")
DOOS = ["snor_laag", "kwartiel_1", "mediaan", "kwartiel_3", "snor_hoog"]
VAAK = ("meer_dan_10",)
# A direction whose median lies this far below the next is what a reader sees first.
ONDERAAN = 0.10


def dozen(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, **_: object) -> Facts:
    """Return the facts on a figure with a box per direction of study.

    `niveau` and `leerweg` of the figure; `richtingen`: per direction that is shown `richting` (name), `mediaan`,
    `kwartiel_1` and `kwartiel_3` (shares over institutions, 0-1); `hoogste` and `laagste`: the directions
    with the highest and lowest median (`_box`), less than a point apart; `wijdste`: in the same way those where the
    middle half of the institutions is widest; none where nothing is shown or stands out. `enige`: the one that is shown
    (`_box`), or None.
    `onderaan`: the one direction whose median lies ten points or more below the next (`naam`, `verschil`, 0-1), or
    None. `weggelaten`: names of the directions with too few institutions.
    """
    rijen = data.dropna(subset=DOOS)
    per_naam = {rij["opleidingsrichting"]: rij for rij in rijen.to_dict("records")}
    wijd = ranking((Ranked.exact(naam, _width(rij)) for naam, rij in per_naam.items()), verschil=PUNT)
    hoogste, laagste = (
        ranking((Ranked.exact(naam, rij["mediaan"]) for naam, rij in per_naam.items()), hoogste=kant, verschil=PUNT)
        for kant in (True, False)
    )
    op_volgorde = rijen.sort_values(["mediaan", "opleidingsrichting"])["mediaan"].tolist()
    achterstand = op_volgorde[1] - op_volgorde[0] if op_volgorde[2:] else 0.0
    return {
        "niveau": product["niveau_mbo"],
        "leerweg": labels["leerweg"][product["leerweg"]],
        "richtingen": [
            {
                "richting": rij["opleidingsrichting"],
                **{deel: rij[deel] for deel in ("mediaan", "kwartiel_1", "kwartiel_3")},
            }
            for rij in rijen.to_dict("records")
        ],
        "enige": _box(rijen.iloc[0]) if len(rijen) == 1 else None,
        "hoogste": [_box(per_naam[naam]) for naam in hoogste],
        "laagste": [_box(per_naam[naam]) for naam in laagste],
        "onderaan": {"naam": direction(laagste[0]), "verschil": achterstand} if achterstand >= ONDERAAN else None,
        "wijdste": [_box(per_naam[naam]) for naam in wijd],
        "weggelaten": data[data["mediaan"].isna()]["opleidingsrichting"].tolist(),
    }


def _box(rij: Mapping[Any, Any]) -> Facts:
    """Return `naam` of a direction, `waarde` (median), `onder` and `boven` (the middle half; all 0-1)."""
    return {
        "naam": direction(rij["opleidingsrichting"]),
        "waarde": rij["mediaan"],
        "onder": rij["kwartiel_1"],
        "boven": rij["kwartiel_3"],
    }


def _width(rij: Mapping[Any, Any]) -> float:
    """Return how far the middle half of the institutions lies apart (0-1)."""
    return float(rij["kwartiel_3"] - rij["kwartiel_1"])


def dozen_jaren(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on figure B.0.1.

    `jaar` (last year of study); `breder`: per leerweg where the middle half of the institutions is a point or more
    wider than in the other, on one level or more, its name and those `niveaus`; `lijnen`: per leerweg and level of the
    last year `mediaan`, `onder` and `boven` (ends of the whiskers, shares over institutions, 0-1).
    """
    jaar = max(data["studiejaar"])
    laatste = data[data["studiejaar"] == jaar]
    rijen = laatste.dropna(subset=DOOS)
    per_niveau = {
        str(niveau): ranking(
            (Ranked.exact(rij["leerweg"], _width(rij)) for rij in deel.to_dict("records")), verschil=PUNT
        )
        for niveau, deel in rijen.groupby("niveau", sort=True)
    }
    leerwegen = list(dict.fromkeys(data["leerweg"]))
    return {
        "jaar": jaar,
        "breder": [
            {"leerweg": labels["leerweg"][leerweg], "niveaus": niveaus}
            for leerweg in leerwegen
            if (niveaus := [niveau for niveau, wie in per_niveau.items() if wie == [leerweg]])
        ],
        "lijnen": [
            {
                "leerweg": rij["leerweg"],
                "niveau": rij["niveau"],
                "mediaan": rij["mediaan"],
                "onder": rij["snor_laag"],
                "boven": rij["snor_hoog"],
            }
            for rij in rijen.to_dict("records")
        ],
        "figuur": {
            "reeksen": [[leerweg, f.capitalised(leerweg)] for leerweg in leerwegen],
            "panelen": [[niveau, level(labels, str(niveau))] for niveau in sorted(set(data["niveau"]))],
        },
    }


def richtingen(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on the directions of study of all levels and leerwegen side by side.

    `studiejaar`; `paren`: directions on a level that both leerwegen show; `hogere`: per leerweg where the share of all
    its leavers is beyond doubt the higher one, most often first, its name (`leerweg`), that of the `andere` and in how
    many of those pairs (`aantal`); `open`: in how many it cannot be told; `weg`: per reason (`reden`) how often a
    direction is not shown (`aantal`); `getoond`: per leerweg and level the number of `richtingen` and the ends of their
    national shares, `laag` and `hoog` (0-1).
    """
    landelijk = data[data["onderdeel"] == "landelijk"]
    getoond = landelijk.dropna(subset="aandeel")
    leerwegen = sorted(set(landelijk["leerweg"]))
    eerste = [
        ranking(
            Ranked(rij["leerweg"], rij["aandeel"], rij["aandeel_laag"], rij["aandeel_hoog"])
            for rij in paar.to_dict("records")
        )
        for _, paar in getoond.groupby(["niveau", "opleidingsrichting"], sort=True)
        if len(paar) == len(leerwegen) > 1
    ]
    namen = labels["leerweg"]
    hogere = [
        {
            "leerweg": namen[leerweg],
            "andere": f.enumeration((namen[ander] for ander in leerwegen if ander != leerweg), "of"),
            "aantal": eerste.count([leerweg]),
        }
        for leerweg in leerwegen
        if [leerweg] in eerste
    ]
    weg = landelijk[landelijk["aandeel"].isna()].groupby("reden", sort=True).size()
    return {
        "studiejaar": max(data["studiejaar"], default=""),
        "paren": len(eerste),
        "hogere": sorted(hogere, key=lambda rij: -int(rij["aantal"])),
        "open": len(eerste) - sum(int(rij["aantal"]) for rij in hogere),
        "weg": [{"reden": reden, "aantal": int(aantal)} for reden, aantal in weg.items()],
        "getoond": [
            {
                "leerweg": namen[leerweg],
                "niveau": int(niveau),
                "richtingen": len(deel),
                "laag": deel["aandeel"].min(),
                "hoog": deel["aandeel"].max(),
            }
            for (leerweg, niveau), deel in getoond.groupby(["leerweg", "niveau"], sort=True)
        ],
        "figuur": {
            "leerwegen": [[leerweg, f.capitalised(leerweg)] for leerweg in sorted(leerwegen, reverse=True)],
            "niveaus": [[int(niveau), level(labels, str(niveau))] for niveau in sorted(set(landelijk["niveau"]))],
        },
    }


def werk_uitsplitsing(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on the national share of leavers with work.

    `jaar`: the last study year; `verloop`: the movement of the share of all; `leerwegen`: per leerweg its name
    (`leerweg`) and the shares of its `niveaus` (`niveau`, `aandeel`) in that year; `hoogste` and `laagste`: the
    directions of study where it is highest and lowest, none where that is open.
    """
    jaar = max(data["studiejaar"], default=None)
    nu = data[data["studiejaar"] == jaar]
    heel = data[data["kenmerk"] == TOTAAL].assign(jaar=lambda rijen: rijen["studiejaar"].str[:4].astype(int))
    per_niveau = nu[nu["kenmerk"] == "leerweg_niveau"]
    richtingen = [
        Ranked(direction(rij["opleidingsrichting"]), rij["aandeel"], rij["aandeel_min"], rij["aandeel_max"])
        for rij in nu[nu["kenmerk"] == "opleidingsrichting"].to_dict("records")
    ]
    return {
        "jaar": jaar,
        "verloop": movement(heel, drempels),
        "leerwegen": [
            {
                "leerweg": labels["leerweg"][leerweg],
                "niveaus": deel.sort_values("niveau")[["niveau", "aandeel"]].to_dict("records"),
            }
            for leerweg, deel in per_niveau.groupby("leerweg", sort=False)
        ],
        "hoogste": ranking(richtingen),
        "laagste": ranking(richtingen, hoogste=False),
    }


def sollicitaties(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on figure 5.6.

    `jaar` (the last); `met` and `zonder` (how a sentence names the two groups); of both groups in the last year
    `drie_met`, `drie_zonder` (share that applied at most three times, 0-1), `decimalen` (with which these can be told
    apart), `vaak_met`, `vaak_zonder` (more than ten times), None where a part is not shown; `drie_getoond`,
    `vaak_getoond`: whether both groups are; `niet_nodig`: per group (`wie`) the movement of the share without
    applications (`beweging`); `ns`: per group (`wie`) how many graduates stand behind the last year (`aantal`).
    """
    jaar = int(data["jaar"].max())
    laatste = data[data["jaar"] == jaar]
    wie = {herkomst: woord(labels, "herkomst", herkomst, "zin") for herkomst in labels["herkomst"]}
    drie, vaak = (
        {herkomst: _together(laatste[laatste["herkomst"] == herkomst], antwoorden) for herkomst in wie}
        for antwoorden in (HOOGSTENS_DRIE, VAAK)
    )
    getoond = None not in drie.values()
    return {
        "jaar": jaar,
        "met": wie["met"],
        "zonder": wie["zonder"],
        "drie_getoond": getoond,
        "drie_met": drie["met"],
        "drie_zonder": drie["zonder"],
        "decimalen": decimals_apart(drie["met"], drie["zonder"]) if drie["met"] and drie["zonder"] else 0,
        "vaak_getoond": None not in vaak.values(),
        "vaak_met": vaak["met"],
        "vaak_zonder": vaak["zonder"],
        "niet_nodig": [
            {
                "wie": naam,
                "beweging": movement(
                    data[data["herkomst"].eq(herkomst) & data["sollicitaties"].eq("niet_nodig")], drempels
                ),
            }
            for herkomst, naam in wie.items()
        ],
        "ns": [
            {"wie": naam, "aantal": rijen["n"].max()}
            for herkomst, naam in wie.items()
            if len(rijen := laatste[laatste["herkomst"] == herkomst])
        ],
        "figuur": {
            "drie": list(HOOGSTENS_DRIE),
            "reeksen": [[antwoord, naam] for antwoord, naam in labels["sollicitaties"].items()],
            "panelen": [[herkomst, naam] for herkomst, naam in labels["herkomst"].items()],
        },
    }


def _together(rijen: pd.DataFrame, antwoorden: tuple[str, ...]) -> float | None:
    """Return the share with one of the answers; None where one of them is not shown."""
    delen = rijen[rijen["sollicitaties"].isin(antwoorden)]["aandeel"]
    return None if delen.isna().any() or len(delen) < len(antwoorden) else float(delen.sum())


def leeftijd_25(
    data: pd.DataFrame,
    *,
    product: Mapping[str, Any],
    labels: Labels,
    drempels: Mapping[str, float],
    woorden: Mapping[str, Any],
    **_: object,
) -> Facts:
    """Return the facts on figure 5.7 or 5.8.

    `leerweg` (name), `leeftijd_vanaf` (age in years from which a student counts), `eerste_jaar`, `jaar` (the last),
    `verloop` (`surveys.movement` of the share of all levels), `hoog` and `laag` (shares of the ends in the last year,
    0-1, None without levels), `niveau_hoog` and `niveau_laag` (their levels) and `decimalen` (that tell them apart).
    """
    jaar = int(data["jaar"].max())
    # Counts of all students: no bounds.
    exact = data.assign(aandeel_min=data["aandeel"], aandeel_max=data["aandeel"])
    laatste = data[data["jaar"].eq(jaar) & data["niveau"].ne(TOTAAL)].dropna(subset="aandeel")
    (hoogste, hoog), (laagste, laag) = (
        extreme(laatste, "aandeel", "niveau", hoogste=kant) if len(laatste) else ("", None) for kant in (True, False)
    )
    return {
        "leerweg": labels["leerweg"][product["leerweg"]],
        "leeftijd_vanaf": woorden["leeftijd_vanaf"],
        "eerste_jaar": int(data["jaar"].min()),
        "jaar": jaar,
        "verloop": movement(exact[exact["niveau"] == TOTAAL], drempels),
        "hoog": hoog,
        "laag": laag,
        "niveau_hoog": hoogste,
        "niveau_laag": laagste,
        "decimalen": decimals_apart(hoog, laag) if hoog is not None and laag is not None else 0,
        "figuur": {
            "reeksen": [[niveau, level(labels, niveau)] for niveau in (TOTAAL, *sorted(set(data["niveau"]) - {TOTAAL}))]
        },
    }


def leeftijd_sectorkamer(data: pd.DataFrame, *, labels: Labels, woorden: Mapping[str, Any], **_: object) -> Facts:
    """Return the facts on older students by sectorkamer.

    `leeftijd_vanaf` (age in years from which a student counts), `jaar` (the last), `leerwegen`: per leerweg with rows
    by sectorkamer its name (`leerweg`) and the sectorkamers with the highest and the lowest share in that year
    (`hoogste`, `laagste`: `kamer`, `aandeel`, 0-1), as far as rounding to tens lets them be told apart.
    """
    jaar = int(data["jaar"].max())
    laatste = data[data["jaar"].eq(jaar) & ~data["sectorkamer"].isin(GEEN_KAMER)].dropna(subset="aandeel")
    namen = labels["categorie"]["sectorkamer"]
    leerwegen = []
    for leerweg, rijen in laatste.groupby("leerweg", sort=False):
        waarden = [Ranked(rij.sectorkamer, rij.aandeel, rij.aandeel_min, rij.aandeel_max) for rij in rijen.itertuples()]
        per_kamer = rijen.set_index("sectorkamer")["aandeel"]
        hoogste, laagste = (
            [
                {"kamer": f.uncapitalised(namen[kamer]["kort"]), "aandeel": float(per_kamer[kamer])}
                for kamer in ranking(waarden, hoogste=kant)
            ]
            for kant in (True, False)
        )
        leerwegen.append({"leerweg": labels["leerweg"][leerweg], "hoogste": hoogste, "laagste": laagste})
    return {"leeftijd_vanaf": woorden["leeftijd_vanaf"], "jaar": jaar, "leerwegen": leerwegen}


def werk_landelijk(data: pd.DataFrame, *, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on the national share with work.

    `werk`: the facts of `Comparison` (0-1), nothing without data; `van_jaar`, `tot_jaar`: the first and last year (that
    in which the study year ends), `vergelijkbaar`: whether those are two.
    """
    tijd = periode(data["jaar"]) if len(data) else None
    return {
        "werk": compare_years(data, "aandeel", tijd, drempels).facts() if tijd else None,
        "van_jaar": tijd.van if tijd else None,
        "tot_jaar": tijd.tot if tijd else None,
        "vergelijkbaar": bool(tijd and tijd.comparable),
    }


FAMILIES = {
    "werk_uitsplitsing": werk_uitsplitsing,
    "dozen": dozen,
    "richtingen": richtingen,
    "dozen_jaren": dozen_jaren,
    "sollicitaties": sollicitaties,
    "leeftijd_25": leeftijd_25,
    "leeftijd_sectorkamer": leeftijd_sectorkamer,
    "werk_landelijk": werk_landelijk,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product, woorden = s.read("data"), s.register["product"], s.params["woorden"]
        facts = FAMILIES[product["familie"]](
            data, product=product, labels=s.register["labels"], drempels=s.params["drempels"], woorden=woorden
        )
        finish_text(s, facts, data, woorden)
