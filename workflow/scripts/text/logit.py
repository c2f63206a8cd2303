"""Titles and variables of table B.0.2, its marginal effects and its variants."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import work
from werkagenda.words.estimates import DECIMALEN, NIET_GETOOND, getoond
from werkagenda.words.settings import in_words
from werkagenda.words.text import Tekst, finish_text

MODEL = "model"
BASIS = "basis"
# What the report says first: persons with a migration background against those without.
VOOROP = ("migratieachtergrond", "met")


def logit(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe table B.0.2.

    Variables: `n`, `pseudo_r2`, `instellingen`, `verborgen` (categories held back, in words), `verborgen_zin`.
    """
    feiten = data[data["kenmerk"] == MODEL].set_index("categorie")["waarde"]
    rij = _rij(data, VOOROP)
    titel = "De kans op werk naar kenmerken van afgestudeerden en hun opleiding"
    if rij is not None:
        hoe = "kleinere" if rij["coefficient"] < 0 else "grotere"
        titel = f"Met een migratieachtergrond is er een {hoe} kans op werk, ook bij gelijke andere kenmerken"
        if not rij["sterren"]:
            titel = "Met en zonder migratieachtergrond verschilt de kans op werk niet aantoonbaar bij gelijke kenmerken"
    schattingen = data[data["kenmerk"].ne(MODEL) & data["referentie"].ne("ja")]
    verborgen = int(schattingen["coefficient"].isna().sum())
    zinnen = {
        0: "Alle coëfficiënten zijn getoond.",
        1: "Een van de categorieën is te klein om te tonen.",
    }
    return {
        "titel": titel,
        "alt": "Tabel met de coëfficiënten van de logit-schatting van de kans op werk, per kenmerk.",
        "variabelen": {
            "n": getoond(feiten["n"], f.aantal),
            "pseudo_r2": getoond(feiten["pseudo_r2"], lambda waarde: f.getal(waarde, DECIMALEN)),
            "instellingen": getoond(feiten["instellingen"], f.aantal),
            "verborgen": f.getalwoord(verborgen),
            "verborgen_zin": zinnen.get(
                verborgen, f"{f.hoofdletter(f.getalwoord(verborgen))} categorieën zijn te klein om te tonen."
            ),
        },
    }


def marginaal(data: pd.DataFrame, *, labels: Mapping[str, Any], **_: object) -> Tekst:
    """Describe the average marginal effects.

    Variables: sentences `achtergrond`, `geslacht`, `leerweg`, `ouders`, `sectorkamers`.
    """
    zin = work.effect(
        data, *VOOROP, wie="jongeren met een migratieachtergrond", dan="jongeren zonder migratieachtergrond"
    )
    rij = work.rij(data, *VOOROP)
    titel = "Gemiddelde marginale effecten op de kans op werk"
    if rij is not None:
        punten = work.punten(rij["effect"])
        hoe = "kleinere" if rij["effect"] < 0 else "grotere"
        titel = f"Een migratieachtergrond gaat samen met een {punten} procentpunt {hoe} kans op werk"
        if rij["effect_min"] <= 0 <= rij["effect_max"]:
            titel += " (binnen de onzekerheid)"
    return {
        "titel": titel,
        "alt": "Tabel met het gemiddelde marginale effect van elke categorie op de kans op werk.",
        "variabelen": {
            "achtergrond": zin,
            "geslacht": work.effect(data, "geslacht", "vrouw", wie="vrouwen", dan="mannen"),
            "leerweg": work.effect(
                data, "leerweg", "bbl", wie="gediplomeerden van de bbl", dan="gediplomeerden van de bol"
            ),
            "ouders": work.ouders(data, labels),
            "sectorkamers": work.sectorkamers(data, labels),
        },
    }


def robuust(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe the variants of table B.0.2.

    Variables: `vergeleken` (coefficients that differ from zero in the base and are shown in all variants), `omgekeerd`
    (how many of them have another sign in a variant), `achtergrond` (sentence on the range).
    """
    toonbaar = data.dropna(subset="coefficient")
    breed = toonbaar.pivot_table(index=["kenmerk", "categorie"], columns="variant", values="coefficient").dropna()
    basis = toonbaar[toonbaar["variant"] == BASIS].set_index(["kenmerk", "categorie"])["sterren"]
    breed = breed[(basis.reindex(breed.index, fill_value="") != "") & (breed.index.get_level_values(0) != MODEL)]
    omgekeerd = int((breed.gt(0).any(axis=1) & breed.lt(0).any(axis=1)).sum())
    titel = "Er is te weinig te tonen om de varianten te vergelijken"
    if len(breed):
        titel = "In alle varianten wijzen de aantoonbare verschillen dezelfde kant op als in tabel B.0.2"
        if omgekeerd:
            titel = (
                f"In een of meer varianten wijzen {f.getalwoord(omgekeerd)} van de {f.getalwoord(len(breed))} "
                "coëfficiënten een andere kant op dan in tabel B.0.2"
            )
            titel = titel.replace("wijzen een van", "wijst een van")
    zin = "Voor migratieachtergrond zijn de varianten niet te vergelijken."
    reeks = toonbaar[toonbaar["kenmerk"].eq(VOOROP[0]) & toonbaar["categorie"].eq(VOOROP[1])]["coefficient"]
    if len(reeks) > 1:
        laag, hoog = (f.getal(waarde, DECIMALEN) for waarde in (reeks.min(), reeks.max()))
        zin = f"De coëfficiënt van een migratieachtergrond is in alle varianten {laag}."
        if laag != hoog:
            zin = f"De coëfficiënt van een migratieachtergrond ligt in de varianten tussen {laag} en {hoog}."
    return {
        "titel": titel,
        "alt": "Tabel met de coëfficiënten van tabel B.0.2 in vier varianten van de schatting.",
        "variabelen": {
            "vergeleken": f.getalwoord(len(breed)) if len(breed) else NIET_GETOOND,
            "omgekeerd": f.getalwoord(omgekeerd),
            "uitkomst": f"{titel}.",
            "achtergrond": zin,
        },
    }


def _rij(data: pd.DataFrame, plek: tuple[str, str]) -> dict[str, Any] | None:
    """Return the row of one category when its coefficient is released."""
    rijen = data[data["kenmerk"].eq(plek[0]) & data["categorie"].eq(plek[1])].dropna(subset="coefficient")
    return {str(naam): waarde for naam, waarde in rijen.iloc[0].items()} if len(rijen) else None


FAMILIES = {"logit": logit, "marginaal": marginaal, "robuust": robuust}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, verwoord = s.read("data"), FAMILIES[s.register["product"]["familie"]]
        finish_text(s, verwoord(data, labels=s.register["labels"]), data, in_words(**s.params["instellingen"]))
