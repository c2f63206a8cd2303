"""Titles and variables of the products on work after graduation: shares, start positions, attrition, work rules."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import work
from werkagenda.words.estimates import NIET_GETOOND, getoond, leerwegnaam
from werkagenda.words.settings import in_words
from werkagenda.words.text import Tekst, finish_text

TOTAAL = "totaal"


def werk_achtergrond(data: pd.DataFrame, *, labels: Mapping[str, Any], **_: object) -> Tekst:
    """Describe figure 5.4.

    Variables: `<zonder|met>_<leerweg>_<niveau>` (share), `n` (persons), `vergelijking` and `verschillen` (sentences).
    """
    titel, zin = work.achtergrond(data)
    delen = {
        f"{rij.migratieachtergrond}_{rij.leerweg}_{rij.niveau:.0f}": getoond(rij.aandeel, f.procent_voluit)
        for rij in data.itertuples()
    }
    namen = labels["migratieachtergrond"]
    beschreven = [
        f"{leerwegnaam(leerweg)}, niveau {niveau:.0f}: "
        + f.opsomming(
            f"{getoond(aandeel, f.procent_voluit)} {f.kleine_letter(namen[groep])}"
            for groep, aandeel in zip(rijen["migratieachtergrond"], rijen["aandeel"], strict=True)
        )
        for (leerweg, niveau), rijen in data.groupby(["leerweg", "niveau"], sort=False)
    ]
    return {
        "titel": titel,
        "as": "",
        "reeksen": [[groep, naam] for groep, naam in namen.items()],
        "alt": f"Staafdiagram: aandeel met werk naar migratieachtergrond, leerweg en niveau. {'. '.join(beschreven)}.",
        "variabelen": delen
        | {
            "n": f.aantal(data["n"].sum()),
            "vergelijking": zin,
            "verschillen": work.verschillen(data, labels["leerweg"]),
        },
    }


def herkomst(data: pd.DataFrame, *, drempels: Mapping[str, float], **_: object) -> Tekst:
    """Describe the two classifications of the last cohort that has both.

    Variables: `cohort`, `<indeling>_verschil` (percentage points, with minus without), `vergelijking` (sentence).
    """
    titel = zin = "De oude en de nieuwe indeling naar herkomst zijn niet te vergelijken"
    variabelen = {"cohort": f.LEEG, "oud_verschil": f.LEEG, "nieuw_verschil": f.LEEG}
    breed = data.pivot_table(index="cohort", columns=["indeling", "achtergrond"], values="aandeel")
    vakken = [(indeling, achtergrond) for indeling in ("oud", "nieuw") for achtergrond in ("zonder", "met")]
    volledig = breed.dropna(subset=vakken) if set(vakken) <= set(breed.columns) else breed.iloc[:0]
    if len(volledig):
        laatste = volledig.iloc[-1]
        verschil = {indeling: laatste[indeling, "met"] - laatste[indeling, "zonder"] for indeling in ("oud", "nieuw")}
        punten = {indeling: f.procentpunt(0, waarde) for indeling, waarde in verschil.items()}
        woord = f.richting(abs(verschil["oud"]), abs(verschil["nieuw"]), soort="aandeel", drempels=drempels)
        hoe = {"gestegen": "een groter", "gedaald": "een kleiner", "gelijk gebleven": "vrijwel hetzelfde"}[woord]
        titel = (
            f"De nieuwe indeling naar herkomst geeft {hoe} verschil in werk {'als' if hoe[0] == 'v' else 'dan'} de oude"
        )
        cohort = str(volledig.index[-1])
        zin = (
            f"In cohort {cohort} is het verschil {punten['oud']} in de oude indeling en {punten['nieuw']} in de nieuwe"
        )
        variabelen = {"cohort": cohort} | {f"{indeling}_verschil": tekst for indeling, tekst in punten.items()}
    return {
        "titel": titel,
        "alt": "Tabel met het aandeel met werk in de oude en de nieuwe indeling naar herkomst, per cohort.",
        "variabelen": variabelen | {"vergelijking": f"{zin}."},
    }


def startpositie(data: pd.DataFrame, *, woorden: Mapping[str, str], **_: object) -> Tekst:
    """Describe the figure of the letter.

    Variables: `startloon`, `zoekduur`, `kans_vast` (national), `landelijk`, `uitersten` (sentences), `richtingen`.
    """
    richtingen = data[data["opleidingsrichting"] != TOTAAL].dropna(subset=["startloon", "startpositie"])
    landelijk = {str(naam): waarde for naam, waarde in data.set_index("opleidingsrichting").loc[TOTAAL].items()}
    waarden = {
        "startloon": getoond(landelijk["startloon"], lambda loon: f"{f.aantal(loon)} euro"),
        "zoekduur": getoond(landelijk["zoekduur"], lambda maanden: zoekduur(maanden, int(woorden["maanden"]))),
        "kans_vast": getoond(landelijk["kans_vast"], f.procent_voluit),
    }
    titel = zin = "Van te weinig opleidingsrichtingen zijn startloon en startpositie te tonen"
    if len(richtingen):
        loon, plek = (
            richtingen.sort_values([kolom, "opleidingsrichting"], ascending=[False, True])[
                "opleidingsrichting"
            ].tolist()
            for kolom in ("startloon", "startpositie")
        )
        titel = f"Het startloon is het hoogst in {_naam(loon[0])}; de startpositie is het best in {_naam(plek[0])}"
        if loon[0] == plek[0]:
            titel = f"Startloon en startpositie zijn het best in {_naam(loon[0])}"
        zin = f"{titel}. Het startloon is het laagst in {_naam(loon[-1])}; de startpositie in {_naam(plek[-1])}"
    beschreven = [
        f"{f.hoofdletter(rij.opleidingsrichting)}: {f.aantal(rij.startloon)} euro, "
        f"startpositie {f.getal(rij.startpositie, f.PUBLICATIEDECIMALEN)}"
        for rij in richtingen.itertuples()
    ]
    return {
        "titel": titel,
        "as": "Startpositie (gemiddelde standaardscore; rechts is beter)",
        "as_y": "Startloon (euro bruto per maand)",
        "reeksen": [],
        "alt": f"Bellendiagram: startloon tegen startpositie per opleidingsrichting. {'. '.join(beschreven)}.",
        "variabelen": waarden
        | {
            "richtingen": f.getalwoord(len(richtingen)),
            "uitersten": f"{zin}.",
            "landelijk": (
                f"Landelijk is het gemiddelde startloon {waarden['startloon']} en de mediane zoekduur "
                f"{waarden['zoekduur']}; {waarden['kans_vast']} heeft een vast contract."
            ),
        },
    }


def zoekduur(maanden: float, hoogstens: int) -> str:
    """Print a median search time; one beyond the months looked at is only known to be longer."""
    if maanden > hoogstens:
        return f"meer dan {f.aantal(hoogstens)} maanden"
    decimalen = 0 if float(maanden).is_integer() else f.PUBLICATIEDECIMALEN
    return f"{f.getal(maanden, decimalen)} {'maand' if maanden == 1 else 'maanden'}"


def uitval_personen(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe the attrition from diplomas to the analysis population.

    Variables: `begin`, `einde` (rows), `aandeel` (what is left).
    """
    stappen = data.sort_values("volgorde")
    begin, einde = stappen["rijen_in"].iloc[0], stappen["rijen_uit"].iloc[-1]
    aandeel = f.procent_voluit(einde / begin) if begin else f.LEEG
    return {
        "titel": f"Van de {f.aantal(begin)} gelezen diploma's tellen er {f.aantal(einde)} mee als uitstromer",
        "alt": "Tabel met de diploma's die per stap afvallen.",
        "variabelen": {"begin": f.aantal(begin), "einde": f.aantal(einde), "aandeel": aandeel},
    }


def werkregels(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe how often the two work rules agree, over the cohorts that are shown.

    Variables: `klasse`, `uren` (shares with work, pooled), `verschil`, `eens` (share with the same answer), `zin`.
    """
    heel = data.dropna(subset=["klasse_aandeel", "uren_aandeel"])
    if heel.empty:
        leeg = dict.fromkeys(("klasse", "uren", "verschil", "eens"), NIET_GETOOND)
        titel = "De twee regels voor werk zijn niet te vergelijken: er zijn te weinig personen"
        return {"titel": titel, "alt": _ALT_WERKREGELS, "variabelen": leeg | {"zin": f"{titel}."}}
    klasse, uren = (
        float((heel[kolom] * heel["n"]).sum() / heel["n"].sum()) for kolom in ("klasse_aandeel", "uren_aandeel")
    )
    compleet = heel.dropna(subset=["beide", "geen"])
    eens = NIET_GETOOND
    titel = (
        f"Volgens de regel klasse heeft {f.procent_voluit(klasse, f.PUBLICATIEDECIMALEN)} werk, volgens de regel uren "
        f"{f.procent_voluit(uren, f.PUBLICATIEDECIMALEN)}"
    )
    zin = f"{titel}."
    if len(compleet):
        eens = f.procent_voluit((compleet["beide"] + compleet["geen"]).sum() / compleet["n"].sum(), 1)
        zin += f" Voor {eens} van de uitstromers geven zij hetzelfde antwoord."
    return {
        "titel": titel,
        "alt": _ALT_WERKREGELS,
        "variabelen": {
            "klasse": f.procent_voluit(klasse, f.PUBLICATIEDECIMALEN),
            "uren": f.procent_voluit(uren, f.PUBLICATIEDECIMALEN),
            "verschil": f.procentpunt(klasse, uren),
            "eens": eens,
            "zin": zin,
        },
    }


_ALT_WERKREGELS = "Tabel met het aandeel met werk volgens twee regels, per cohort."


def _naam(richting: str) -> str:
    """Name a direction of study inside a sentence; an abbreviation such as ICT keeps its capitals."""
    return f"de richting {f.kleine_letter(richting) if richting[1:2].islower() else richting}"


FAMILIES = {
    "werk_achtergrond": werk_achtergrond,
    "herkomst": herkomst,
    "startpositie": startpositie,
    "uitval_personen": uitval_personen,
    "werkregels": werkregels,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, woorden = s.read("data"), in_words(**s.params["instellingen"])
        verwoord = FAMILIES[s.register["product"]["familie"]]
        eigen = verwoord(data, labels=s.register["labels"], drempels=s.params["drempels"], woorden=woorden)
        finish_text(s, eigen, data, woorden)
