"""Titles and variables of the products on target values: tables 2.1 to 2.6, figures 2.1 to 2.4, table 2.B."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.contract.product import headings
from werkagenda.words import targets
from werkagenda.words.labels import bereik, in_leerweg
from werkagenda.words.text import Tekst, finish_text

GEGEVEN, GELIJK = "gegeven", "gelijk_gebleven"
Labels = Mapping[str, Any]


def streefwaarden(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Tekst:
    """Describe table 2.1, 2.3 or 2.5.

    Variables: `<leerweg>_<niveau>_` with `gemiddelde`, `job_2022`, `n`, `aandeel`; the sentences `niveaus` (target by
    level), `spreiding`, `start` (where students were as satisfied as the target), `respons`.
    """
    zin = f"de tevredenheid over {labels['item'][product['indicator']]['zin']}"
    rijen = data.dropna(subset="gemiddelde")
    variabelen = {
        f"{rij.leerweg}_{rij.niveau}_{naam}": druk(waarde)
        for rij in data.itertuples()
        for naam, waarde, druk in (
            ("gemiddelde", rij.gemiddelde, f.procent_voluit),
            ("job_2022", rij.job_2022, f.procent_voluit),
            ("n", rij.n, f.aantal),
            ("aandeel", rij.aandeel_instellingen, f.procent_voluit),
        )
    }
    if rijen.empty:
        titel = f"Geen instelling gaf een bruikbare streefwaarde voor {zin}"
        zinnen = dict.fromkeys(("spreiding", "start", "respons"), "")
    else:
        titel = targets.per_niveau(rijen, zin, labels)
        bereikt = rijen[rijen["job_2022"] >= rijen["gemiddelde"]]
        waar = [
            f"{labels['leerweg'][leerweg]} op niveau {f.opsomming(map(str, deel['niveau']))}"
            for leerweg, deel in bereikt.groupby("leerweg", sort=False)
        ]
        zinnen = {
            "spreiding": (
                f"De laagste streefwaarde is {f.procent_voluit(rijen['minimum'].min())}, de hoogste "
                f"{f.procent_voluit(rijen['maximum'].max())}."
            ),
            "start": (
                f"In {f.opsomming(waar)} waren studenten bij de start al minstens zo tevreden als de gemiddelde "
                "streefwaarde."
                if waar
                else "Bij de start lag de tevredenheid op elk niveau onder de gemiddelde streefwaarde."
            ),
            "respons": (
                f"Per leerweg en niveau gaven {bereik(rijen['n'], f.aantal)} instellingen een bruikbare streefwaarde: "
                f"{bereik(rijen['aandeel_instellingen'])} van de instellingen die er studenten hebben."
            ),
        }
    return {
        "titel": titel,
        "alt": f"Tabel met de streefwaarden voor {zin}, per leerweg en niveau.",
        "variabelen": variabelen | {"niveaus": f"{titel}."} | zinnen,
    }


def verschil(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Tekst:
    """Describe table 2.2, 2.4a or 2.6.

    Variables: `<leerweg>_<variant>_` with the statistics and `n`; the sentences `ambitie`, `helft`, `gelijk`.
    """
    zin = labels["item"][product["indicator"]]["zin"]
    statistieken = ("minimum", "kwartiel_1", "mediaan", "gemiddelde", "kwartiel_3", "maximum")
    variabelen = {
        f"{rij['leerweg']}_{rij['variant']}_{naam}": _punten(rij[f"{naam}_pp"])
        for rij in data.to_dict("records")
        for naam in statistieken
    } | {f"{rij.leerweg}_{rij.variant}_n": f.aantal(rij.n) for rij in data.itertuples()}
    gegeven, gelijk = (data[data["variant"] == variant].dropna(subset="gemiddelde_pp") for variant in (GEGEVEN, GELIJK))
    if gegeven.empty:
        titel = f"Over {zin} is geen streefwaarde met een startwaarde te vergelijken"
        zinnen = dict.fromkeys(("helft", "gelijk"), "")
    else:
        titel = (
            f"De gemiddelde ambitie voor de tevredenheid over {zin} is "
            f"{_per_leerweg(gegeven, labels, lambda rij: _punten(rij['gemiddelde_pp']))}"
        )
        helften = _per_leerweg(
            gegeven,
            labels,
            lambda rij: f"tussen {f.met_teken(rij['kwartiel_1_pp'])} en {_punten(rij['kwartiel_3_pp'])}",
        )
        zinnen = {
            "helft": f"Bij de middelste helft van deze instellingen ligt de ambitie {helften}.",
            "gelijk": (
                "Wie geen streefwaarde gaf, kan bedoelen dat alles gelijk mag blijven; dan is de gemiddelde ambitie "
                f"{_per_leerweg(gelijk, labels, lambda rij: _punten(rij['gemiddelde_pp']))}."
                if len(gelijk)
                else ""
            ),
        }
    return {
        "titel": titel,
        "alt": f"Tabel met het verschil tussen streefwaarde en startwaarde: {zin}.",
        "variabelen": variabelen | {"ambitie": f"{titel}."} | zinnen,
    }


def start_streef(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Tekst:
    """Describe figure 2.1, 2.2, 2.3 or 2.4.

    Variables: `instellingen`, `met`, `zonder` (target), `hoger`, `gelijk`, `lager` (target than start, as printed in
    whole percentages), `kleinste`, `grootste` (difference), `verdeling` and `uitersten` (sentences).
    """
    zin = labels["item"][product["indicator"]]["zin"] + in_leerweg(product["leerweg"], labels)
    met = data.dropna(subset=["start", "streef"])
    verschillen = (met["streef"] - met["start"]) * 100
    afgerond = verschillen.map(f.half_op)
    hoger, lager = int((afgerond > 0).sum()), int((afgerond < 0).sum())
    titel = f"Geen enkele instelling gaf een streefwaarde voor {zin}"
    verdeling, uitersten, kleinste, grootste = f"{titel}.", "", f.LEEG, f.LEEG
    if len(met):
        titel = (
            f"Van de {f.aantal(len(met))} instellingen met een streefwaarde voor {zin} {_mikken(hoger)} hoger dan hun "
            "startwaarde"
        )
        verdeling = (
            f"Van de {f.aantal(len(data))} instellingen met een startwaarde hebben er {f.aantal(len(met))} een "
            f"streefwaarde; bij {f.getalwoord(hoger)} ligt die hoger dan de startwaarde, bij {f.getalwoord(lager)} "
            "lager."
        )
        kleinste, grootste = _punten(verschillen.min()), _punten(verschillen.max())
        uitersten = f"Het verschil loopt van {kleinste} tot {grootste}."
    return {
        "titel": titel,
        "as": "Instellingen, gesorteerd op startwaarde",
        "reeksen": [[reeks, product["koppen"][reeks]] for reeks in ("start", "streef")],
        "alt": (
            f"Puntenpaar per instelling, gesorteerd op startwaarde: {zin}. Startwaarden van "
            f"{bereik(data['start'].dropna()) if data['start'].notna().any() else f.LEEG}. {verdeling} {uitersten}"
        ).strip(),
        "variabelen": {
            "instellingen": f.aantal(len(data)),
            "met": f.aantal(len(met)),
            "zonder": f.aantal(len(data) - len(met)),
            "hoger": f.aantal(hoger),
            "lager": f.aantal(lager),
            "gelijk": f.aantal(len(met) - hoger - lager),
            "verdeling": verdeling,
            "uitersten": uitersten,
            "kleinste": kleinste,
            "grootste": grootste,
        },
    }


def samenhang(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels) -> Tekst:
    """Describe the tests on start and target values.

    Variables: one sentence per question (`start_naar_gegeven`, `start_ambitie`, `start_streef`), `aantoonbaar` and
    `toetsen` (counts). What is called demonstrable has p below `grens_p` of the register.
    """
    grens = product["grens_p"]
    rijen = data.dropna(subset="p")
    aantoonbaar = rijen[rijen["p"] < grens]
    titel = (
        f"Van de {f.aantal(len(rijen))} toetsen op samenhang met de startwaarde {_tonen(len(aantoonbaar))} een verband "
        f"aan (p < {f.getal(grens, 2)})"
    )
    return {
        "titel": titel,
        "alt": "Tabel met toetsen op de samenhang tussen startwaarde en streefwaarde, per vraag van de JOB-monitor.",
        "variabelen": {"toetsen": f.aantal(len(rijen)), "aantoonbaar": f.aantal(len(aantoonbaar))}
        | {vraag: targets.verband(rijen[rijen["vraag"] == vraag], vraag, grens, labels) for vraag in targets.VRAGEN},
    }


def _per_leerweg(rijen: pd.DataFrame, labels: Labels, druk: Callable[[Mapping[str, Any]], str]) -> str:
    """Join what is printed of each row, with its leerweg."""
    return f.opsomming(f"{druk(rij)}{in_leerweg(rij['leerweg'], labels)}" for rij in rijen.to_dict("records"))


def _punten(verschil_pp: float) -> str:
    return f"{f.met_teken(verschil_pp)} procentpunt"


def _mikken(aantal: int) -> str:
    return f"{'mikt' if aantal == 1 else 'mikken'} er {f.aantal(aantal)}"


def _tonen(aantal: int) -> str:
    return f"{'toont' if aantal == 1 else 'tonen'} er {f.getalwoord(aantal)}"


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
        product = product | {"koppen": headings(s.contract("contract_data"), product)}
        eigen = FAMILIES[product["familie"]](data, product=product, labels=s.register["labels"])
        finish_text(s, eigen, data, s.params["woorden"])
