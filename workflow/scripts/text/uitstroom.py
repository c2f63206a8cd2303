"""Titles and variables of the figures on spread of work, applications for a placement and the age of new students."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.estimates import NIET_GETOOND, getoond, woord
from werkagenda.words.labels import TOTAAL, bereik, naast, uiterste
from werkagenda.words.surveys import verloop
from werkagenda.words.text import Tekst, finish_text

Labels = Mapping[str, Any]
DOOS = ["snor_laag", "kwartiel_1", "mediaan", "kwartiel_3", "snor_hoog"]
# The answers that together are "at most three times".
HOOGSTENS_DRIE = ("niet_nodig", "1", "2-3")
VAAK = "meer_dan_10"


def dozen(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, **_: object) -> Tekst:
    """Describe a figure with a box per direction of study.

    Variables: `mediaan` (sentence: highest and lowest median), `spreiding` (widest box), `getoond`, `weggelaten`
    (sentence on directions with too few institutions).
    """
    waar = f"niveau {product['niveau_mbo']} van {labels['leerweg'][product['leerweg']]}"
    rijen = data.dropna(subset=DOOS)
    leeg = data[data["mediaan"].isna()]
    titel = f"Op {waar} zijn in geen opleidingsrichting genoeg instellingen om de spreiding te tonen"
    mediaan, spreiding = f"{titel}.", ""
    if len(rijen):
        rijen = rijen.assign(breed=rijen["snor_hoog"] - rijen["snor_laag"])
        hoog, laag = (uiterste(rijen, "mediaan", "opleidingsrichting", hoogste=kant) for kant in (True, False))
        wijd = rijen[rijen["opleidingsrichting"] == uiterste(rijen, "breed", "opleidingsrichting")[0]].iloc[0]
        titel = f"Op {waar} verschilt het aandeel met werk tussen instellingen het meest in {_richting(wijd)}"
        mediaan = (
            f"De mediane instelling heeft het hoogste aandeel met werk in {_naam(hoog[0])} "
            f"({f.procent_voluit(hoog[1])}) en het laagste in {_naam(laag[0])} ({f.procent_voluit(laag[1])})."
        )
        spreiding = (
            f"De spreiding tussen instellingen is het grootst in {_richting(wijd)}: zonder uitschieters van "
            f"{bereik([wijd['snor_laag'], wijd['snor_hoog']])}."
        )
    return {
        "titel": titel,
        "as": "Aandeel uitstromers met werk (tussen haakjes het aantal instellingen)",
        "reeksen": [],
        "alt": f"Boxplots per opleidingsrichting, {waar}: aandeel met werk per instelling. "
        + " ".join(
            f"{f.hoofdletter(rij.opleidingsrichting)}: mediaan {f.procent(rij.mediaan)}, middelste helft "
            f"{f.procent(rij.kwartiel_1)} tot {f.procent(rij.kwartiel_3)}."
            for rij in rijen.itertuples()
        ),
        "variabelen": {
            "mediaan": mediaan,
            "spreiding": spreiding,
            "getoond": f.getalwoord(len(rijen)),
            "weggelaten": (
                f"Niet getoond, want met te weinig instellingen: {f.opsomming(leeg['opleidingsrichting'])}."
                if len(leeg)
                else ""
            ),
        },
    }


def dozen_jaren(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe figure B.0.1.

    Variables: `laatste_jaar`, `<leerweg>_<niveau>_` with `mediaan`, `snor_laag`, `snor_hoog` of the last year, and
    `breder` (sentence: per level the leerweg with the widest spread).
    """
    jaar = max(data["studiejaar"])
    laatste = data[data["studiejaar"] == jaar]
    rijen = laatste.dropna(subset=DOOS)
    breed = rijen.assign(breed=rijen["snor_hoog"] - rijen["snor_laag"])
    per_niveau = {
        str(niveau): uiterste(deel, "breed", "leerweg")[0]
        for niveau, deel in breed.groupby("niveau", sort=True)
        if len(set(deel["leerweg"])) > 1
    }
    delen = [
        f"{labels['leerweg'][leerweg]} op niveau {f.opsomming(niveaus)}"
        for leerweg in dict.fromkeys(data["leerweg"])
        if (niveaus := [niveau for niveau, wie in per_niveau.items() if wie == leerweg])
    ]
    titel = f"In {jaar} is de spreiding tussen bol en bbl niet te vergelijken"
    if delen:
        titel = f"In {jaar} verschilden instellingen het meest in {f.opsomming(delen)}"
    return {
        "titel": titel,
        "as": "Studiejaar van uitstroom",
        "reeksen": [[leerweg, f.hoofdletter(leerweg)] for leerweg in dict.fromkeys(data["leerweg"])],
        "panelen": [[niveau, f"Niveau {niveau}"] for niveau in sorted(set(data["niveau"]))],
        "alt": "Lijnen met banden per niveau en leerweg over de studiejaren. "
        + " ".join(
            f"{f.hoofdletter(rij.leerweg)}, niveau {rij.niveau}, {jaar}: mediaan {f.procent(rij.mediaan)}, van "
            f"{f.procent(rij.snor_laag)} tot {f.procent(rij.snor_hoog)}."
            for rij in rijen.itertuples()
        ),
        "variabelen": {
            f"{rij['leerweg']}_{rij['niveau']}_{kolom}": getoond(rij[kolom], f.procent_voluit, rij["reden"])
            for rij in laatste.to_dict("records")
            for kolom in ("mediaan", "snor_laag", "snor_hoog")
        }
        | {"laatste_jaar": jaar, "breder": f"{titel}."},
    }


def sollicitaties(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Tekst:
    """Describe figure 5.6.

    Variables: `laatste_jaar`, `hoogstens_drie`, `vaak` (sentences: both groups in the last year), `niet_nodig` (how the
    share without applications moved, per group).
    """
    jaar = int(data["jaar"].max())
    laatste = data[data["jaar"] == jaar]
    drie, vaak = (
        {herkomst: _samen(laatste[laatste["herkomst"] == herkomst], antwoorden) for herkomst in labels["herkomst"]}
        for antwoorden in (HOOGSTENS_DRIE, (VAAK,))
    )
    wie = {herkomst: woord(labels, "herkomst", herkomst, "zin") for herkomst in labels["herkomst"]}
    titel = f"Hoe vaak studenten in {jaar} solliciteerden, is niet te tonen"
    if None not in drie.values():
        een, ander = naast(drie["zonder"], drie["met"])
        titel = (
            f"Hoogstens drie keer solliciteerde in {jaar} {een} van de gediplomeerden {wie['zonder']} en {ander} "
            f"van hen {wie['met']}"
        )
    return {
        "titel": titel,
        "as": "",
        "reeksen": [[antwoord, naam] for antwoord, naam in labels["sollicitaties"].items()],
        "panelen": [[herkomst, naam] for herkomst, naam in labels["herkomst"].items()],
        "alt": f"Gestapelde staven: sollicitaties per jaar en herkomst. {titel}.",
        "variabelen": {
            "laatste_jaar": str(jaar),
            "hoogstens_drie": f"{titel}.",
            "vaak": (
                f"Meer dan tien keer solliciteerde {f.procent_voluit(vaak['met'])} van de gediplomeerden {wie['met']}, "
                f"tegenover {f.procent_voluit(vaak['zonder'])} {wie['zonder']}."
                if None not in vaak.values()
                else ""
            ),
            "niet_nodig": " ".join(
                verloop(
                    data[data["herkomst"].eq(herkomst) & data["sollicitaties"].eq("niet_nodig")].dropna(
                        subset="aandeel"
                    ),
                    f"Het aandeel gediplomeerden {naam} dat niet hoefde te solliciteren",
                    drempels,
                )
                for herkomst, naam in wie.items()
            ),
        },
    }


def leeftijd_25(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, drempels: Mapping[str, float], **_: object
) -> Tekst:
    """Describe figure 5.7 or 5.8.

    Variables: `laatste_jaar`, `totaal` (share in the last year), `ontwikkeling`, `niveaus` (sentences), `niveau_1` ...
    """
    leerweg = labels["leerweg"][product["leerweg"]]
    rijen = data.dropna(subset="aandeel")
    jaar = int(data["jaar"].max())
    # Counts of all students: no bounds.
    exact = rijen.assign(aandeel_min=rijen["aandeel"], aandeel_max=rijen["aandeel"])
    zin = verloop(exact[exact["niveau"] == TOTAAL], f"Het aandeel 25-plussers in de instroom van {leerweg}", drempels)
    laatste = rijen[rijen["jaar"] == jaar]
    per_niveau = laatste[laatste["niveau"] != TOTAAL]
    totaal = laatste[laatste["niveau"] == TOTAAL]["aandeel"]
    titel, niveaus = zin.removesuffix("."), ""
    if len(per_niveau):
        hoog, laag = (uiterste(per_niveau, "aandeel", "niveau", hoogste=kant) for kant in (True, False))
        een, ander = naast(hoog[1], laag[1])
        niveaus = (
            f"In {jaar} is het aandeel het hoogst op niveau {hoog[0]} ({een}) en het laagst op niveau {laag[0]} "
            f"({ander})."
        )
        titel = (
            f"In {leerweg} is het aandeel 25-plussers in de instroom het hoogst op niveau {hoog[0]}: {een} in {jaar}"
        )
    return {
        "titel": titel,
        "as": "Eerste jaar van het studiejaar",
        "reeksen": [[TOTAAL, "Alle niveaus"]]
        + [[niveau, f"Niveau {niveau}"] for niveau in sorted(set(data["niveau"]) - {TOTAAL})],
        "alt": f"Lijndiagram: aandeel 25-plussers in de instroom van {leerweg}, per jaar en niveau. {zin} {niveaus}",
        "variabelen": {
            "laatste_jaar": str(jaar),
            "totaal": f.procent_voluit(totaal.iloc[0]) if len(totaal) else NIET_GETOOND,
            "ontwikkeling": zin,
            "niveaus": niveaus,
        }
        | {f"niveau_{rij.niveau}": f.procent_voluit(rij.aandeel) for rij in per_niveau.itertuples()},
    }


def _samen(rijen: pd.DataFrame, antwoorden: tuple[str, ...]) -> float | None:
    """Return the share with one of the answers; None where one of them is not shown."""
    delen = rijen[rijen["sollicitaties"].isin(antwoorden)]["aandeel"]
    return None if delen.isna().any() or len(delen) < len(antwoorden) else float(delen.sum())


def _naam(richting: str) -> str:
    return f"de richting {f.kleine_letter(richting) if richting[1:2].islower() else richting}"


def _richting(rij: Mapping[str, Any]) -> str:
    return _naam(str(rij["opleidingsrichting"]))


FAMILIES = {
    "dozen": dozen,
    "dozen_jaren": dozen_jaren,
    "sollicitaties": sollicitaties,
    "leeftijd_25": leeftijd_25,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        verwoord = FAMILIES[product["familie"]]
        eigen = verwoord(data, product=product, labels=s.register["labels"], drempels=s.params["drempels"])
        finish_text(s, eigen, data)
