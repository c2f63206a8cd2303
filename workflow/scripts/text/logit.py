"""Facts of table B.0.2, its marginal effects and its variants."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.direction import Ranked, ranking
from werkagenda.words.estimates import DECIMALEN, group, woord
from werkagenda.words.settings import SETTINGS, in_words
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
MODEL = "model"
BASIS = "basis"
ONBEKEND = "onbekend"
# The reason of a category that is counted with a neighbour begins so.
SAMEN = "samen met"
# One star is a p of 0,05 or more: the words follow one level everywhere, 5 %.
NIET_ZEKER = ("", "*")
# What the report says first: persons with a migration background against those without.
VOOROP = ("migratieachtergrond", "met")
# The effects with a sentence of their own.
EFFECTEN = {"achtergrond": VOOROP, "geslacht": ("geslacht", "vrouw"), "leerweg": ("leerweg", "bbl")}


def logit(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts on table B.0.2.

    `n` (persons), `pseudo_r2` and `instellingen` of the model, None when held back; `verborgen`: number of categories
    that are held back; `hoe`: the chance of work with a migration background, other traits being equal (kleinere,
    grotere, gelijk; None when held back).
    """
    model = data[data["kenmerk"] == MODEL].set_index("categorie")["waarde"]
    voorop = data[data["kenmerk"].eq(VOOROP[0]) & data["categorie"].eq(VOOROP[1])].dropna(subset="coefficient")
    hoe = None
    for rij in voorop.head(1).to_dict("records"):
        hoe = "gelijk" if rij["sterren"] in NIET_ZEKER else "kleinere" if rij["coefficient"] < 0 else "grotere"
    # Who is counted with a neighbour is shown there.
    schattingen = data[
        data["kenmerk"].ne(MODEL) & data["referentie"].ne("ja") & ~data["reden"].astype(str).str.startswith(SAMEN)
    ]
    return {
        **{naam: None if pd.isna(model[naam]) else model[naam] for naam in ("n", "pseudo_r2", "instellingen")},
        "decimalen": DECIMALEN,
        "verborgen": int(schattingen["coefficient"].isna().sum()),
        "hoe": hoe,
    }


def marginal(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on the average marginal effects on the chance of work, other traits being equal.

    `effecten`: of migration background (`achtergrond`), sex and leerweg what `_effect` tells; `ouders`: what the
    education of parents does, a row per `kant` (groter, kleiner, "" when not demonstrable) with its `groepen` (`naam`,
    `effect`, 0-1, signed), and `ouders_basis` (the education compared with); `kamers`: what `_sectorkamers` tells, None
    when none is shown.
    """
    groepen: dict[str, list[Facts]] = {"groter": [], "kleiner": [], "": []}
    for rij in _shown(data, "opleiding_ouders"):
        if rij["categorie"] != ONBEKEND:
            naam = woord(labels, "opleiding_ouders", rij["categorie"], "zin")
            groepen[_side(rij)].append({"naam": naam, "effect": rij["effect"]})
    basis = _reference(data, "opleiding_ouders")
    return {
        "effecten": {naam: _effect(data, *plek, labels) for naam, plek in EFFECTEN.items()},
        "ouders": [{"kant": kant, "groepen": namen} for kant, namen in groepen.items() if namen],
        "ouders_basis": woord(labels, "opleiding_ouders", basis, "zin") if basis else "",
        "kamers": _sectorkamers(data, labels),
    }


def _effect(data: pd.DataFrame, kenmerk: str, categorie: str, labels: Labels) -> Facts:
    """Return the effect of one category beside the other of its trait.

    `wie` and `dan` (the two groups), `effect`, `onder` and `boven` (0-1, signed; None when held back) and `kant`
    (groter, kleiner, "" where the interval holds zero).
    """
    (ander,) = {naam for naam, inhoud in labels["categorie"][kenmerk].items() if isinstance(inhoud, dict)} - {categorie}
    uit = {
        "wie": group(labels, kenmerk, categorie, "wie"),
        "dan": group(labels, kenmerk, ander, "wie"),
        **dict.fromkeys(("effect", "onder", "boven", "kant")),
    }
    for rij in _shown(data, kenmerk):
        if rij["categorie"] == categorie:
            uit |= {
                "effect": rij["effect"],
                "onder": rij["effect_min"],
                "boven": rij["effect_max"],
                "kant": _side(rij),
            }
    return uit


def _sectorkamers(data: pd.DataFrame, labels: Labels) -> Facts | None:
    """Return the ends of the sectorkamers; the reference counts with an effect of 0.

    `hoogste` and `laagste` (those that share that end, by their intervals; none where it cannot be said); `beide`:
    those that could be at either end, and are named at none; and `verschil` (0-1) between the two, when it is one on
    either side.
    """
    basis = _reference(data, "sectorkamer")
    nul = {"categorie": basis, "effect": 0.0, "effect_min": 0.0, "effect_max": 0.0}
    rijen = [rij for rij in _shown(data, "sectorkamer") if rij["categorie"] not in (ONBEKEND, basis)]
    if not rijen:
        return None
    waarden = [
        Ranked(rij["categorie"], *(float(rij[deel]) for deel in ("effect", "effect_min", "effect_max")))
        for rij in (nul, *rijen)
    ]
    hoogste, laagste = (ranking(waarden, hoogste=kant) for kant in (True, False))
    effect = {een.naam: een.waarde for een in waarden}
    return {
        **{
            kant: [woord(labels, "sectorkamer", naam) for naam in namen]
            for kant, namen in {
                "hoogste": [naam for naam in hoogste if naam not in laagste],
                "laagste": [naam for naam in laagste if naam not in hoogste],
                "beide": [naam for naam in hoogste if naam in laagste],
            }.items()
        },
        "verschil": effect[hoogste[0]] - effect[laagste[0]] if len(hoogste) == len(laagste) == 1 else None,
    }


def _side(rij: Mapping[str, Any]) -> str:
    if rij["effect_min"] <= 0 <= rij["effect_max"]:
        return ""
    return "groter" if rij["effect"] > 0 else "kleiner"


def _reference(data: pd.DataFrame, kenmerk: str) -> str:
    """Return the category with which the others of a kenmerk are compared."""
    return "".join(data.loc[data["kenmerk"].eq(kenmerk) & data["referentie"].eq("ja"), "categorie"])


def _shown(data: pd.DataFrame, kenmerk: str) -> list[dict[str, Any]]:
    """Return the rows of a kenmerk whose effect is released; a reference has no row of its own or an empty one."""
    rijen = data[data["kenmerk"] == kenmerk].dropna(subset=["effect", "effect_min", "effect_max"])
    return [{str(naam): waarde for naam, waarde in rij.items()} for rij in rijen.to_dict("records")]


def robuust(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts on the variants of table B.0.2.

    `varianten` (their number); `vergeleken`: coefficients that differ from zero in the base and are shown in all
    variants; `omgekeerd`: how many of them have another sign in a variant; `laagste` and `hoogste`: the coefficient of
    a migration background over the variants, None with fewer than two, and `gelijk`: they print alike.
    """
    toonbaar = data.dropna(subset="coefficient")
    breed = toonbaar.pivot_table(index=["kenmerk", "categorie"], columns="variant", values="coefficient").dropna()
    basis = toonbaar[toonbaar["variant"] == BASIS].set_index(["kenmerk", "categorie"])["sterren"]
    breed = breed[
        ~basis.reindex(breed.index, fill_value="").isin(NIET_ZEKER) & (breed.index.get_level_values(0) != MODEL)
    ]
    reeks = toonbaar[toonbaar["kenmerk"].eq(VOOROP[0]) & toonbaar["categorie"].eq(VOOROP[1])]["coefficient"]
    laagste, hoogste = (float(reeks.min()), float(reeks.max())) if len(reeks) > 1 else (None, None)
    return {
        "varianten": data["variant"].nunique(),
        "vergeleken": len(breed),
        "omgekeerd": int((breed.gt(0).any(axis=1) & breed.lt(0).any(axis=1)).sum()),
        "laagste": laagste,
        "hoogste": hoogste,
        "gelijk": f.getal(laagste, DECIMALEN) == f.getal(hoogste, DECIMALEN),
        "decimalen": DECIMALEN,
    }


FAMILIES = {"logit": logit, "marginaal": marginal, "robuust": robuust}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, algemeen = s.read("data"), s.register["algemeen"]
        facts = FAMILIES[s.register["product"]["familie"]](data, labels=s.register["labels"])
        finish_text(s, facts, data, in_words(algemeen[SETTINGS], **s.params["instellingen"]))
