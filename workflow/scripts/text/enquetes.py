"""Titles and variables of the products from surveys: satisfaction with its bands, background, KiesMBO, placements."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import bands
from werkagenda.words import surveys as ez
from werkagenda.words.estimates import NIET_GETOOND, getoond
from werkagenda.words.labels import ALLE, TOTAAL
from werkagenda.words.series import breukjaar, periode
from werkagenda.words.text import Tekst, finish_text

Labels = Mapping[str, Any]
LIJNEN = ("landelijk", "laag", "hoog")
VLAKKEN = ("midden", "bijna_alle")


def banden(
    data: pd.DataFrame,
    *,
    product: Mapping[str, Any],
    labels: Labels,
    drempels: Mapping[str, float],
    ambitie: int,
    **_: object,
) -> Tekst:
    """Describe figure 5.1, 5.5 or 5.5b.

    Variables: `<leerweg>_<reeks>_<jaar>`, `laatste_jaar`, `ambitie_jaar`, `breuk` (sentence), and those of
    `bands.banden`.
    """
    zin = labels["item"][product["indicator"]]["zin"]
    metingen = data[data["jaar"] < ambitie]
    breuk = breukjaar(metingen)
    tijd = periode(metingen["jaar"], breuk)
    breed = {
        str(leerweg): rijen.pivot_table(index="jaar", columns="reeks", values="waarde")
        for leerweg, rijen in data.groupby("leerweg", sort=False)
    }
    zinnen = bands.banden(breed, tijd, ambitie, labels=labels, drempels=drempels)
    titel = f"De tevredenheid over {zin} {zinnen.pop('verloop')}"
    return {
        "titel": titel,
        "as": "",
        "reeksen": [[reeks, labels["reeks"][reeks]["kort"]] for reeks in (*LIJNEN, *VLAKKEN)],
        "panelen": [[leerweg, "" if leerweg == ALLE else f.hoofdletter(leerweg)] for leerweg in breed],
        "ambitie": [ambitie, f"Ambitie\n{ambitie}"],
        "alt": (
            f"Lijnen met banden: tevredenheid over {zin} per meting, met de ambitie. {bands.opsommen(data, labels)}"
        ),
        "variabelen": {
            f"{rij.leerweg}_{rij.reeks}_{rij.jaar}": getoond(rij.waarde, f.procent_voluit) for rij in data.itertuples()
        }
        | {
            "laatste_jaar": str(tijd.tot),
            "ambitie_jaar": str(ambitie),
            "breuk": "" if breuk is None else f"Met ingang van {breuk} is anders gevraagd dan daarvoor.",
        }
        | zinnen,
    }


def job_regressie(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe the average marginal effects; variables: per item the sentence `<item>`."""
    zinnen = {str(item): ez.effecten(rijen, str(item), labels) for item, rijen in data.groupby("item", sort=False)}
    oordelen = data[~data["item"].map(ez.is_moeite)]
    vrouw = oordelen[oordelen["kenmerk"].eq("geslacht")].dropna(subset=["effect_min", "effect_max"])
    minder, meer = (vrouw["effect_max"] < 0).sum(), (vrouw["effect_min"] > 0).sum()
    waarover = {len(vrouw): f"over alle {f.getalwoord(len(vrouw))} vragen" if len(vrouw) > 1 else "over de ene vraag"}
    titel = "Vrouwen en mannen zijn bij overigens gelijke kenmerken niet aantoonbaar verschillend tevreden"
    for aantal, woord in ((minder, "minder"), (meer, "meer")):
        if aantal and aantal == max(minder, meer):
            deel = waarover.get(aantal, f"over {f.getalwoord(aantal)} van de {f.getalwoord(len(vrouw))} vragen")
            titel = f"Vrouwen zijn {deel} {woord} tevreden dan mannen met dezelfde kenmerken"
    return {
        "titel": titel,
        "alt": "Tabel met het effect van geslacht, leeftijd, niveau en leerweg op de kans op tevredenheid, per vraag.",
        "variabelen": zinnen,
    }


def job_overig(
    data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], reeksbreuk: int, **_: object
) -> Tekst:
    """Describe fit of study and placement, and trouble finding one.

    Variables: per item `<item>` (how the national share moved), `<item>_laatste`, and `<item>_<kenmerk>` (spread over
    the categories in the last year).
    """
    zinnen = {}
    for item, rijen in data.groupby("item", sort=False):
        alle = rijen[rijen["kenmerk"] == TOTAAL].dropna(subset="aandeel")
        jaar = int(rijen["jaar"].max())
        zinnen[str(item)] = ez.verloop(alle, f"Het aandeel met {ez.wat(str(item), labels)}", drempels, reeksbreuk)
        zinnen[f"{item}_laatste"] = getoond(ez.in_jaar(alle, jaar), f.procent_voluit)
        for kenmerk, groep in rijen[rijen["jaar"].eq(jaar) & rijen["kenmerk"].ne(TOTAAL)].groupby("kenmerk"):
            zinnen[f"{item}_{kenmerk}"] = ez.uitersten(groep.dropna(subset="aandeel"), str(kenmerk), labels)
    eerste = str(data["item"].iloc[0])
    titel = zinnen[eerste].removesuffix(".")
    return {
        "titel": titel,
        "alt": "Tabel met het aandeel studenten per antwoord, per meting en naar kenmerken van de student.",
        "variabelen": zinnen,
    }


def kiesmbo(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Tekst:
    """Describe KiesMBO among graduates of vmbo.

    Variables: `kent`, `geholpen` (how the share moved), `<vraag>_<kenmerk>` (the groups in the last year).
    """
    zinnen = {}
    for vraag, begin in (
        ("kent", "Het aandeel dat KiesMBO.nl kent"),
        ("geholpen", "Het aandeel van hen dat zich door de website geholpen voelt"),
    ):
        rijen = data[data["vraag"] == vraag]
        zinnen[vraag] = ez.verloop(rijen[rijen["kenmerk"] == TOTAAL].dropna(subset="aandeel"), begin, drempels)
        laatste = rijen[rijen["jaar"].eq(rijen["jaar"].max()) & rijen["kenmerk"].ne(TOTAAL)].dropna(subset="aandeel")
        for kenmerk, groep in laatste.groupby("kenmerk"):
            zinnen[f"{vraag}_{kenmerk}"] = ez.uitersten(groep, str(kenmerk), labels)
        for kenmerk in ("geslacht", "herkomst"):
            zinnen.setdefault(f"{vraag}_{kenmerk}", "")
    return {
        "titel": zinnen["kent"].removesuffix(".").replace("Het aandeel dat", "Het aandeel vmbo-gediplomeerden dat"),
        "alt": "Tabel met bekendheid en gebruik van KiesMBO.nl, naar geslacht en migratieachtergrond.",
        "variabelen": zinnen,
    }


def bpv(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe the BPV monitor: variables `<onderdeel>_<groep>` of the last year, `jaar`, `begeleiding` (sentence)."""
    jaar = int(data["jaar"].max())
    laatste = data[data["jaar"] == jaar].dropna(subset="aandeel")
    waarden = {f"{rij.onderdeel}_{rij.groep}": rij.aandeel for rij in laatste.itertuples()}
    leeg = {
        f"{onderdeel}_{groep}": f.LEEG
        for onderdeel in labels["onderdeel"]
        if onderdeel.startswith(("contact", "begeleiding"))
        for groep in labels["bpv_groep"]
    }
    bedrijf, school = (waarden.get(f"begeleiding_{wie}_student") for wie in ("leerbedrijf", "opleiding"))
    titel = f"Over de begeleiding bij de bpv zijn in {jaar} geen twee groepen te vergelijken"
    if bedrijf is not None and school is not None:
        titel = (
            f"Over de begeleiding van het leerbedrijf is {f.procent_voluit(bedrijf)} van de studenten tevreden, over "
            f"die van de opleiding {f.procent_voluit(school)}"
        )
    return {
        "titel": titel,
        "alt": "Tabel met de tevredenheid over begeleiding en contact bij de bpv, van studenten en praktijkopleiders.",
        "variabelen": leeg
        | {naam: f.procent_voluit(waarde) for naam, waarde in waarden.items()}
        | {"jaar": str(jaar), "begeleiding": f"{titel}."},
    }


def meldingen(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe the reports of stage discrimination: one variable per row of the last year, `jaar` and `maximum`."""
    jaar = int(data["jaar"].max())
    rijen = data[data["jaar"] == jaar].set_index("onderdeel")
    waarden = {str(naam): getoond(rij["waarde"], f.aantal, rij["reden"]) for naam, rij in rijen.iterrows()}
    hoogste = waarden.get("maximum", NIET_GETOOND)
    return {
        "titel": (
            f"Over {jaar} zijn {waarden['meldingen']} meldingen van stagediscriminatie gedaan, bij "
            f"{waarden['instellingen_met']} instellingen"
        ),
        "alt": "Tabel met het aantal meldingen van stagediscriminatie, en instellingen met, zonder en zonder opgave.",
        "variabelen": waarden
        | {
            "jaar": str(jaar),
            "maximum_zin": (
                "Het aantal bij de instelling met de meeste meldingen blijft achterwege: het is het cijfer van één "
                "instelling."
                if hoogste in (NIET_GETOOND, f.LEEG)
                else f"Het grootste aantal bij één instelling is {hoogste}."
            ),
        },
    }


FAMILIES = {
    "banden": banden,
    "job_regressie": job_regressie,
    "job_overig": job_overig,
    "kiesmbo": kiesmbo,
    "bpv": bpv,
    "meldingen": meldingen,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        eigen = FAMILIES[product["familie"]](
            data,
            product=product,
            labels=s.register["labels"],
            **{k: s.params[k] for k in ("drempels", "ambitie", "reeksbreuk")},
        )
        gevraagd = ez.asked(data) if product["familie"] == "job_regressie" else data
        finish_text(s, eigen, gevraagd, s.params["woorden"])
