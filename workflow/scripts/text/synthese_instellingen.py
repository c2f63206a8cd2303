"""Titles and variables of the products of the synthesis on measures, spending, scales of pay and practoraten."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.indicators.progress import SOORTEN
from werkagenda.indicators.registry import Register, registry
from werkagenda.words import synthesis as z
from werkagenda.words.labels import bereik, uiterste
from werkagenda.words.text import Tekst, finish_text

Labels = Mapping[str, Any]
VERWACHT, EFFECTIEF, WISSELT = "zoals verwacht", "effectief", "wisselt per activiteit"
TOTAAL = "totaal"
GENOEMD = 3  # objectives that a sentence names


def maatregelen(data: pd.DataFrame, *, register: Register, **_: object) -> Tekst:
    """Describe table S.C.

    Variables: the sentences `verwacht`, `minst_verwacht`, `effectief`, `uitersten` and `wisselt`.
    """
    namen = z.objectives(register)
    rijen = data.assign(naam=data["doelstelling"].map(lambda code: f.kleine_letter(namen[code])))
    verwacht, effectief, wisselt = (rijen[rijen["categorie"] == soort] for soort in (VERWACHT, EFFECTIEF, WISSELT))
    volgorde = verwacht.sort_values(["aandeel", "doelstelling"])
    minste = [f"{rij.naam} ({f.procent_voluit(rij.aandeel)})" for rij in volgorde.head(GENOEMD).itertuples()]
    titel = "Van geen doelstelling is bekend hoe de maatregelen verlopen"
    zinnen = dict.fromkeys(("verwacht", "minst_verwacht", "effectief", "uitersten", "wisselt"), "")
    if len(verwacht) and len(effectief):
        titel = (
            f"Per doelstelling verlopen de maatregelen volgens {bereik(verwacht['aandeel'])} van de instellingen zoals "
            "verwacht"
        )
        hoog, laag = (uiterste(effectief, "aandeel", "naam", hoogste=kant) for kant in (True, False))
        zinnen = {
            "verwacht": f"{titel}.",
            "minst_verwacht": f"Het minst vaak is dat zo bij {f.opsomming(minste)}.",
            "effectief": (
                f"Een beetje tot heel effectief noemen {bereik(effectief['aandeel'])} van de instellingen hun "
                "maatregelen."
            ),
            "uitersten": (
                f"Dat is het vaakst bij {hoog[0]} ({f.procent_voluit(hoog[1])}) en het minst vaak bij {laag[0]} "
                f"({f.procent_voluit(laag[1])})."
            ),
            "wisselt": (
                f"Dat het effect per activiteit wisselt, zeggen {bereik(wisselt['aandeel'])} van de instellingen."
            ),
        }
    return {
        "titel": titel,
        "alt": "Tabel met per doelstelling hoe maatregelen volgens instellingen verlopen en of zij effect hebben.",
        "woorden": {"doelstelling": namen},
        "variabelen": zinnen,
    }


def besteding(data: pd.DataFrame, *, product: Mapping[str, Any], **_: object) -> Tekst:
    """Describe figure S.2: `gemiddeld`, `n`, and the sentence `verdeling` (below, between and above the bounds)."""
    onder, boven = product["grenzen"]["onder"], product["grenzen"]["boven"]
    lager, hoger = int((data["aandeel"] < onder).sum()), int((data["aandeel"] > boven).sum())
    gemiddeld = f.procent_voluit(data["aandeel"].mean())
    grens = f"{f.getal(onder * 100)} en {f.procent_voluit(boven)}"
    return {
        "titel": (
            f"Instellingen besteedden in een jaar gemiddeld {gemiddeld} van hun budget voor de hele periode"
            if len(data)
            else "Van geen instelling is de besteding bekend"
        ),
        "alt": "Staafdiagram met de besteding van elke instelling als deel van haar budget, gesorteerd en zonder naam.",
        "as": "Instellingen, gesorteerd naar besteding",
        "reeksen": [],
        "grenzen": [onder, boven],
        "variabelen": {
            "n": f.aantal(len(data)),
            "gemiddeld": gemiddeld,
            "verdeling": (
                f"Bij {z.institutions(len(data) - lager - hoger)} ligt de besteding tussen {grens} van het budget, "
                f"bij {z.institutions(lager)} lager en bij {z.institutions(hoger)} hoger."
            ),
        },
    }


def besteding_doel(data: pd.DataFrame, *, register: Register, **_: object) -> Tekst:
    """Describe table S.D: `jaar`, `gemiddeld`, the sentences `meeste` and `overige`."""
    namen = z.objectives(register)
    totaal, doelen = data[data["doelstelling"] == TOTAAL].iloc[0], data[data["doelstelling"] != TOTAAL]
    hoogste = doelen.sort_values(["gemiddelde", "doelstelling"], ascending=[False, True]).head(GENOEMD)
    rest = doelen.drop(hoogste.index)
    genoemd = [
        f"{f.kleine_letter(namen[rij.doelstelling])} ({f.procent_voluit(rij.gemiddelde, 1)})"
        for rij in hoogste.itertuples()
    ]
    jaar = str(int(totaal["jaar"]))
    return {
        "titel": f"In {jaar} ging het meeste geld naar {genoemd[0]}" if genoemd else f"Besteding in {jaar}",
        "alt": "Tabel met per doelstelling welk deel van het budget instellingen in het jaar besteedden.",
        "woorden": {"doelstelling": namen | {TOTAAL: "Totaal"}},
        "variabelen": {
            "jaar": jaar,
            "gemiddeld": f.procent_voluit(totaal["gemiddelde"]),
            "meeste": f"Het meeste ging naar {f.opsomming(genoemd)} van het hele budget." if genoemd else "",
            "overige": f"Naar elke andere doelstelling ging gemiddeld {bereik(rest['gemiddelde'])}."
            if len(rest)
            else "",
        },
    }


def start_recent_streef(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, register: Register, **_: object
) -> Tekst:
    """Describe figure S.3: `n`, the sentences `verdeling`, `bereikt` and `spreiding`."""
    een = register.indicatoren.get(product["indicator"])
    naam = een.toonnaam if een else product["indicator"]
    paren, doel = data.dropna(subset=["start", "recent"]), data.dropna(subset=["recent", "streef"])
    hoger, bereikt = int((paren["recent"] > paren["start"]).sum()), int((doel["recent"] >= doel["streef"]).sum())
    breedte = {soort: data[soort].max() - data[soort].min() for soort in ("start", "recent")}
    return {
        "titel": (
            f"{f.hoofdletter(naam)}: bij {f.aantal(hoger)} van de {f.aantal(len(paren))} instellingen hoger dan bij "
            "de start"
        ),
        "alt": f"Puntengrafiek met {f.kleine_letter(naam)} per instelling: start-, recente en streefwaarde.",
        "as": "Instellingen, gesorteerd op startwaarde",
        "reeksen": [[soort, labels["soort"][soort]] for soort in SOORTEN],
        "variabelen": {
            "n": f.aantal(len(paren)),
            "verdeling": (
                f"Bij {f.aantal(hoger)} van de {f.aantal(len(paren))} instellingen met beide waarden ligt het aandeel "
                "hoger dan bij de start."
            ),
            "bereikt": (
                f"De eigen streefwaarde is bereikt bij {f.getalwoord(bereikt)} van de {f.aantal(len(doel))} "
                "instellingen."
            ),
            "spreiding": (
                f"Tussen de laagste en de hoogste instelling zit {z.change_in_words(breedte['recent'], 'procent')}; "
                f"bij de start was dat {z.change_in_words(breedte['start'], 'procent')}."
                if len(paren)
                else ""
            ),
        },
    }


def practoraten(data: pd.DataFrame, *, drempels: Mapping[str, float], **_: object) -> Tekst:
    """Describe figure S.4: `van_jaar`, `tot_jaar`, `van`, `tot`, and the sentence `ontwikkeling`."""
    titel = "Van geen jaar is bekend welke instellingen een practoraat hebben"
    variabelen = dict.fromkeys(("van_jaar", "tot_jaar", "van", "tot", "ontwikkeling"), "")
    if len(data):
        eerste, laatste = data.iloc[0], data.iloc[-1]
        woord = f.richting(eerste["aandeel"], laatste["aandeel"], soort="aandeel", drempels=drempels)
        van, tot = (f.procent_voluit(rij["aandeel"]) for rij in (eerste, laatste))
        jaren = [str(int(rij["jaar"])) for rij in (eerste, laatste)]
        titel = f"Het aandeel instellingen met een practoraat is tussen {jaren[0]} en {jaren[1]} {woord}"
        variabelen = {
            "van_jaar": jaren[0],
            "tot_jaar": jaren[1],
            "van": van,
            "tot": tot,
            "ontwikkeling": f"{titel}, van {van.removesuffix(' procent')} naar {tot}.",
        }
    return {
        "titel": titel,
        "alt": "Staafdiagram met per jaar het aandeel instellingen met een practoraat.",
        "as": "",
        "reeksen": [],
        "variabelen": variabelen,
    }


FAMILIES = {
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
