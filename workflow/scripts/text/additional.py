"""Facts of the products from files that need not be delivered; without rows there is no year, and the words say so."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.direction import direction
from werkagenda.words.text import Facts, finish_text

TOTAAL, CATEGORIE, PROCENT = "totaal", "categorie", "procent"
# So many categories are named.
MEESTE = 4
# The level with most students.
HOOGSTE = 4
Labels = Mapping[str, Any]


def years(data: pd.DataFrame) -> tuple[int | None, int | None]:
    """Return the last year and the one before it in the data; None where there is none."""
    jaren = sorted(set(data["jaar"]), reverse=True)
    laatste, vorige = [*map(int, jaren[:2]), None, None][:2]
    return laatste, vorige


def pick(data: pd.DataFrame, onderdeel: str, uitsplitsing: str = TOTAAL) -> pd.DataFrame:
    """Return the rows of one onderdeel and breakdown."""
    return data[data["onderdeel"].eq(onderdeel) & data["uitsplitsing"].eq(uitsplitsing)]


def change(rijen: pd.DataFrame, drempels: Mapping[str, float], **erbij: object) -> Facts | None:
    """Return the change between the last two years of a series, as far as its bounds let it be said; None without two.

    `van`, `tot`: the values; `verandering_onder`, `verandering_boven`: what the change is at least and at most, in
    percentage points, or in percent of the older count; `richting`: the word that follows; and `erbij`.
    """
    jaar, vorig = years(rijen)
    if vorig is None:
        return None
    oud, nieuw = (rijen[rijen["jaar"] == een].iloc[0] for een in (vorig, jaar))
    is_aandeel = oud["eenheid"] == PROCENT
    schaal = 100 if is_aandeel else 100 / (oud["waarde"] or 1)
    d, laag, hoog = (
        schaal * verschil
        for verschil in (
            nieuw["waarde"] - oud["waarde"],
            nieuw["waarde_min"] - oud["waarde_max"],
            nieuw["waarde_max"] - oud["waarde_min"],
        )
    )
    return {
        "vanaf": vorig,
        "jaar": jaar,
        "van": oud["waarde"],
        "tot": nieuw["waarde"],
        "verandering_onder": laag,
        "verandering_boven": hoog,
        **erbij,
        "richting": direction(d, laag, hoog, drempels["aandeel" if is_aandeel else "aantal"]),
    }


def named(rijen: pd.DataFrame, labels: Labels, hoogstens: int = MEESTE) -> list[Facts]:
    """Return the categories of the last year with their value, highest first; ties by name."""
    laatste = rijen[rijen["jaar"].eq(rijen["jaar"].max()) & rijen["waarde"].gt(0)]
    volgorde = laatste.sort_values(["waarde", CATEGORIE], ascending=[False, True]).head(hoogstens)
    return [{"naam": word(labels, str(rij[CATEGORIE])), "waarde": rij["waarde"]} for rij in volgorde.to_dict("records")]


def word(labels: Labels, categorie: str) -> str:
    """Return how a sentence names a category."""
    kamers = labels["categorie"]["sectorkamer"]
    naam = kamers[categorie]["kort"] if categorie in kamers else labels["aanvullend"].get(categorie, categorie)
    return f.uncapitalised(str(naam))


def vsv(data: pd.DataFrame, *, product: Mapping[str, Any], drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on early school leaving.

    `jaar`: the last school year; `aantal`: leavers in it, and whether they are `geschat`; `aandeel` of the participants
    (0-1); `doel`: the national target; `afstand`: leavers above it; `doel_gehaald`: whether the bounds lie
    on one side of it (ja, nee, onzeker). `totaal`, `bbl` and `bol_4`: changes of the number,
    of that in bbl, and of the share in bol level 4; `niveaus`: rows `niveau`, `aandeel` (0-1) of the last year.
    """
    jaar, _vorig = years(data)
    aantallen, aandelen = pick(data, "vsv"), pick(data, "aandeel_vsv")
    laatste = aantallen[aantallen["jaar"] == jaar]
    som, minstens, hoogstens = (float(laatste[kant].sum()) for kant in ("waarde", "waarde_min", "waarde_max"))
    per_leerweg, per_cel = pick(data, "vsv", "leerweg"), pick(data, "aandeel_vsv", "leerweg_niveau")
    niveaus = pick(data, "aandeel_vsv", "niveau")
    return {
        "jaar": jaar,
        "aantal": som,
        "geschat": bool((laatste["waarde_min"] < laatste["waarde_max"]).any()),
        "aandeel": float(aandelen.loc[aandelen["jaar"] == jaar, "waarde"].sum()),
        "doel": product["doel"],
        "afstand": som - product["doel"],
        "doel_gehaald": "ja" if hoogstens <= product["doel"] else "nee" if minstens > product["doel"] else "onzeker",
        "totaal": change(aantallen, drempels),
        "bbl": change(per_leerweg[per_leerweg[CATEGORIE] == "bbl"], drempels),
        "bol_4": change(per_cel[per_cel[CATEGORIE] == f"bol {HOOGSTE}"], drempels, niveau=HOOGSTE),
        "niveaus": [
            {"niveau": rij[CATEGORIE], "aandeel": rij["waarde"]}
            for rij in niveaus[niveaus["jaar"] == jaar].to_dict("records")
        ],
    }


def opgeteld(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, **_: object) -> Facts:
    """Return the facts on numbers per year and sectorkamer.

    `jaar`, `aantal`: the last year; `eerder`: `jaar` and `aantal` of the year before, nothing without one; `meeste`:
    rows `naam`, `waarde`, the sectorkamers with most. `wat`, `gedaan`, `onderwerp` and `toelichting`: words of the
    product.
    """
    jaar, vorig = years(data)
    totaal = data[data["uitsplitsing"] == TOTAAL].set_index("jaar")["waarde"]
    return {
        "jaar": jaar,
        "aantal": float(totaal.get(jaar, 0)),
        "eerder": {"vorig": vorig, "vorig_aantal": float(totaal[vorig])} if vorig else None,
        "meeste": named(data[data["uitsplitsing"] == CATEGORIE], labels),
        **{naam: product[naam] for naam in ("wat", "gedaan", "onderwerp", "toelichting")},
    }


def bevoegdheid(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on teachers.

    `jaar`: the last year; `bevoegd`: share that is qualified (0-1); `rest`: rows `naam`, `waarde` of the other shares;
    `digitaal`: `jaar`, `aantal`, `n` (institutions) of the monitor of digital skills, nothing without it.
    """
    docenten = pick(data, "docenten", CATEGORIE)
    jaar, _vorig = years(docenten)
    bevoegd = docenten[docenten["jaar"].eq(jaar) & docenten[CATEGORIE].eq("bevoegd")]["waarde"]
    monitor = data[data["onderdeel"] == "digitale_monitor"].sort_values("jaar").tail(1).to_dict("records")
    return {
        "jaar": jaar,
        "bevoegd": float(bevoegd.sum()),
        "rest": named(docenten[docenten[CATEGORIE] != "bevoegd"], labels),
        "digitaal": {naam: rij[kolom] for rij in monitor for naam, kolom in
                     {"in_jaar": "jaar", "aantal": "waarde", "n": "n"}.items()} or None,
    }  # fmt: skip


def practoraten_thema(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, **_: object) -> Facts:
    """Return the facts on practorates.

    `jaar`: the last year; `aantal`: practorates; `gemiddeld` per institution, `eerst_jaar` and `eerst`: the first year
    and its mean; `doel`: the target for that mean; `themas`: rows `naam`, `waarde` of the themes with most.
    """
    jaar, _vorig = years(data)
    aantal, gemiddeld = (
        pick(data, naam).set_index("jaar")["waarde"] for naam in ("practoraten", "practoraten_per_instelling")
    )
    eerste = int(data["jaar"].min()) if jaar else None
    return {
        "jaar": jaar,
        "aantal": float(aantal.get(jaar, 0)),
        "gemiddeld": float(gemiddeld.get(jaar, 0)),
        "eerst_jaar": eerste,
        "eerst": float(gemiddeld.get(eerste, 0)),
        "doel": product["doel"],
        "themas": named(pick(data, "practoraten", CATEGORIE), labels),
    }


def samenwerking(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on cooperation in annual reports.

    `jaar`: the last year; `n`: annual reports; `expliciet`: share with information on it for the Werkagenda (0-1);
    `partners`: rows `naam`, `waarde` (0-1) of those named most.
    """
    jaar, _vorig = years(data)
    laatste = data[data["jaar"] == jaar]
    return {
        "jaar": jaar,
        "n": int(laatste["n"].max()) if jaar else 0,
        "expliciet": float(laatste.loc[laatste[CATEGORIE] == "expliciet", "waarde"].sum()),
        "partners": named(data[data[CATEGORIE] != "expliciet"], labels),
    }


def eigen_indicatoren(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on indicators of institutions' own.

    `n`: institutions with a plan; `doelen`: rows `doel` (in words), `aantal` of them; `onderwerpen`: per objective
    `doel`, and the subject that most institutions have, `naam` and `waarde`.
    """
    doelen = pick(data, "eigen_indicator", "doelstelling")
    onderwerpen = pick(data, "eigen_indicator", "onderwerp")
    return {
        "n": int(doelen["n"].max()) if len(doelen) else 0,
        "doelen": [
            {"doel": labels["doelstelling"][rij[CATEGORIE]]["zin"], "aantal": int(rij["waarde"])}
            for rij in doelen.to_dict("records")
        ],
        "onderwerpen": [
            {
                "doel": labels["doelstelling"][doel]["zin"],
                "naam": een["naam"].partition(" ")[2],
                "waarde": een["waarde"],
            }
            for doel in doelen[CATEGORIE]
            for een in named(onderwerpen[onderwerpen[CATEGORIE].str.startswith(f"{doel} ")], labels, 1)
        ],
    }


def redenen(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on reasons not to apply a measure.

    `n`: how often one was given; `meeste`: rows `naam`, `waarde` of the reasons given most; `toegelicht`: share of new
    measures of which the plan says what is new (0-1), None where the file does not say.
    """
    rijen = pick(data, "reden", CATEGORIE)
    nieuw = pick(data, "nieuw_toegelicht")
    return {
        "n": int(rijen["n"].max()) if len(rijen) else 0,
        "meeste": named(rijen, labels, 3),
        "toegelicht": float(nieuw["waarde"].iloc[0]) if len(nieuw) else None,
    }


def maatregelkeuze(data: pd.DataFrame, *, product: Mapping[str, Any], **_: object) -> Facts:
    """Return the facts on the measures that institutions chose.

    `doelen`: rows `doel`, `aandeel` (0-1) of institutions with (nearly) all measures of an objective; `aandelen`: the
    share of institutions per measure (0-1); `bijna_alle`: from which share of the measures that is so.
    """
    return {
        "doelen": [
            {"doel": rij[CATEGORIE], "aandeel": rij["waarde"]}
            for rij in pick(data, "bijna_alle", "doel").to_dict("records")
        ],
        "aandelen": pick(data, "gekozen", CATEGORIE)["waarde"].tolist(),
        "bijna_alle": product["bijna_alle"],
    }


def verwant(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on work that fits the programme: `jaar`, `aandeel` (0-1), and `leerwegen`: rows of both."""
    jaar, _vorig = years(data)
    laatste = data[data["jaar"] == jaar]
    return {
        "jaar": jaar,
        "aandeel": float(pick(laatste, "verwant")["waarde"].sum()),
        "leerwegen": [
            {"naam": labels["leerweg"][rij[CATEGORIE]], "aandeel": rij["waarde"]}
            for rij in pick(laatste, "verwant", "leerweg").to_dict("records")
        ],
    }


def delen(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on values of a part of the students.

    `gezondheid`: rows `naam` (of a leerweg), `aandeel` with bad mental health in the last year; `vsv`: rows `naam` (a
    level), `aandeel` of institutions that reached their target for early school leaving (0-1).
    """

    def van(onderdeel: str, naar: str, indicator: str) -> list[tuple[str, float]]:
        rijen = pick(data, onderdeel, naar)
        eigen = rijen[rijen[CATEGORIE].str.startswith(f"{indicator} ")]
        return [
            (naam.rpartition(" ")[2], waarde) for naam, waarde in zip(eigen[CATEGORIE], eigen["waarde"], strict=True)
        ]

    return {
        "gezondheid": [
            {"naam": labels["leerweg"][code], "aandeel": waarde}
            for code, waarde in van("recentwaarde", "leerweg", "mentale_gezondheid")
        ],
        "vsv": [
            {"naam": niveau, "aandeel": waarde}
            for niveau, waarde in van("streef_bereikt", "niveau", "voortijdig_schoolverlaten")
        ],
    }


FAMILIES = {
    "verwant": verwant,
    "delen": delen,
    "redenen": redenen,
    "maatregelkeuze": maatregelkeuze,
    "vsv": vsv,
    "opgeteld": opgeteld,
    "bevoegdheid": bevoegdheid,
    "practoraten_thema": practoraten_thema,
    "samenwerking": samenwerking,
    "eigen_indicatoren": eigen_indicatoren,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        facts = FAMILIES[product["familie"]](
            data, product=product, labels=s.register["labels"], drempels=s.params["drempels"]
        )
        finish_text(s, facts, data, s.params["woorden"])
