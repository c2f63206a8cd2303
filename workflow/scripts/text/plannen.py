"""Titles and variables of the products on measures, spending and tailor-made programmes (chapters 2 and 4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import plans
from werkagenda.words.labels import bereik, uiterste
from werkagenda.words.text import Tekst, finish_text

Labels = Mapping[str, Any]
HELFT = 0.5
NIEUW = "nieuw"


def maatregelen(data: pd.DataFrame, *, maatregel: pd.DataFrame, **_: object) -> Tekst:
    """Describe table 2.4b, 2.7 or 2.8.

    Variables: `aantal` (measures), `meerderheid` (applied by more than half), the sentences `toepassing`, `uitleg`
    (most often explained), `onbekend` (most often unclear), `verplicht` (the obligatory ones).
    """
    teksten = maatregel.set_index("code")
    rijen = data.assign(tekst=data["maatregel"].map(teksten["tekst"]).map(f.kleine_letter)).dropna(subset="pas_toe")
    meer = rijen[rijen["pas_toe"] > HELFT]
    titel = (
        f"Van de {f.getalwoord(len(rijen))} maatregelen {plans.worden(len(meer))} door meer dan de helft van "
        "de instellingen toegepast"
    )
    if len(meer) == len(rijen):
        titel = "Elke maatregel wordt door meer dan de helft van de instellingen toegepast"
    vaakst, minst = (uiterste(rijen, "pas_toe", "tekst", hoogste=kant) for kant in (True, False))
    uitleg, onbekend = (uiterste(rijen, kolom, "tekst") for kolom in ("leg_uit", "onduidelijk"))
    plicht = rijen[rijen["maatregel"].map(teksten["verplicht"]) == "ja"]
    return {
        "titel": titel,
        "alt": "Tabel met per maatregel het percentage instellingen dat haar toepast of uitlegt waarom niet.",
        "variabelen": {
            "aantal": f.getalwoord(len(rijen)),
            "meerderheid": f.getalwoord(len(meer)),
            "toepassing": (
                f"Het vaakst passen instellingen toe: {vaakst[0]} ({f.procent_voluit(vaakst[1])}). "
                f"Het minst vaak: {minst[0]} ({f.procent_voluit(minst[1])})."
            ),
            "uitleg": (
                f"Het vaakst leggen instellingen uit waarom niet bij: {uitleg[0]} ({f.procent_voluit(uitleg[1])})."
            ),
            "onbekend": f"Het vaakst onduidelijk is: {onbekend[0]} ({f.procent_voluit(onbekend[1])}).",
            "verplicht": (
                f"De verplichte {'maatregel' if len(plicht) == 1 else 'maatregelen'} op dit terrein "
                f"({f.opsomming(plicht['tekst'])}) {'past' if len(plicht) == 1 else 'passen'} "
                f"{bereik(plicht['pas_toe'])} van de instellingen toe."
                if len(plicht)
                else ""
            ),
        },
    }


def maatregelvorm(data: pd.DataFrame, *, labels: Labels, maatregel: pd.DataFrame, **_: object) -> Tekst:
    """Describe the form of the measures, the partners, stage compensation and own indicators.

    Variables: `nieuw` (sentence), per objective such as `2_1` the sentences `partners_2_1` and `eigen_2_1`,
    `stagevergoeding`, `bbl`.
    """
    teksten = maatregel.set_index("code")["tekst"].map(f.kleine_letter)
    vorm = data[data["onderdeel"].eq("vorm") & data["categorie"].eq(NIEUW)].dropna(subset="aandeel")
    titel, nieuw = "Van geen maatregel is bekend of zij nieuw is", ""
    if len(vorm):
        vorm = vorm.assign(tekst=vorm["sleutel"].map(teksten))
        (naam, deel), (_laagste, onder) = (uiterste(vorm, "aandeel", "tekst", hoogste=kant) for kant in (True, False))
        titel = f"Het vaakst nieuw is de maatregel: {naam}"
        nieuw = (
            f"Van de instellingen die een maatregel toepassen, is zij voor {bereik([onder, deel])} nieuw; het vaakst "
            f"bij: {naam}."
        )
    zinnen = {"nieuw": nieuw, "stagevergoeding": "", "bbl": ""}
    for rij in data[data["categorie"].isin(["ja", "nee"])].to_dict("records"):
        wie = f"{f.aantal(rij['aantal'])} van de {f.aantal(rij['n'])} instellingen"
        if rij["onderdeel"] == "stagevergoeding":
            zinnen["stagevergoeding"] = f"Over stagevergoeding zeggen {wie} iets in hun kwaliteitsagenda."
        elif rij["onderdeel"] == "bbl_aanbod" and rij["categorie"] == "nee":
            zinnen["bbl"] = (
                f"Van de instellingen {plans.bieden(int(rij['aantal']))} geen bbl aan; maatregelen over de bbl "
                "zijn daar niet toe te passen."
            )
        elif rij["onderdeel"] == "eigen_indicator" and rij["categorie"] == "ja":
            zinnen[f"eigen_{rij['sleutel'].replace('.', '_')}"] = (
                f"Bij {labels['doelstelling'][rij['sleutel']]['zin']} volgen {wie} een eigen indicator."
            )
    for doel, partners in data[data["onderdeel"] == "partner"].groupby("sleutel", sort=True):
        genoemd = plans.named_most(partners)
        zinnen[f"partners_{str(doel).replace('.', '_')}"] = (
            f"De partners die de {f.aantal(partners['n'].max())} instellingen het vaakst noemen: {genoemd}."
            if genoemd
            else "Geen instelling noemt een partner."
        )
    return {
        "titel": titel,
        "alt": "Tabel met de vorm van de maatregelen, en met partners en eigen indicatoren per doelstelling.",
        "variabelen": zinnen,
    }


def besteding(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe table 2.9.

    Variables: `<doelstelling>_` (dots as `_`) with `gemiddelde`, `minimum`, `maximum`; `n`; the sentences `gemiddeld`
    and `spreiding`.
    """
    per_doel = data.set_index("doelstelling")
    totaal, doelen = per_doel.loc["prioriteit_2"], data[data["doelstelling"] != "prioriteit_2"]
    meeste, minste = (uiterste(doelen, "gemiddelde", "doelstelling", hoogste=kant) for kant in (True, False))
    precies = f.PUBLICATIEDECIMALEN
    return {
        "titel": (
            f"Instellingen besteden gemiddeld {f.procent_voluit(totaal['gemiddelde'])} van hun budget aan prioriteit "
            f"2, het meest aan {labels['doelstelling'][meeste[0]]['zin']}"
        ),
        "alt": "Tabel met het deel van het budget voor prioriteit 2 en elke doelstelling.",
        "variabelen": {
            f"{str(doel).replace('.', '_')}_{kolom}": f.procent_voluit(rij[kolom], precies)
            for doel, rij in per_doel.iterrows()
            for kolom in ("gemiddelde", "minimum", "maximum")
        }
        | {
            "n": f.aantal(totaal["n"]),
            "gemiddeld": (
                f"Aan {labels['doelstelling'][meeste[0]]['zin']} gaat gemiddeld het meest "
                f"({f.procent_voluit(meeste[1], precies)}), aan {labels['doelstelling'][minste[0]]['zin']} het minst "
                f"({f.procent_voluit(minste[1], precies)})."
            ),
            "spreiding": (
                f"Tussen instellingen loopt het deel voor prioriteit 2 uiteen van "
                f"{f.getal(totaal['minimum'] * 100, precies)} tot {f.procent_voluit(totaal['maximum'], precies)}."
            ),
        },
    }


def kenmerken(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, **_: object) -> Tekst:
    """Describe the comparison of institutions with low and high spending.

    Variables: `vergelijkingen` and `aantoonbaar` (counts), `toeval` (how many one expects by chance), per objective
    `verschillen_2_1` and so on, and `roc_2_1`, `bbl_2_1` (sentences).
    """
    rijen = data.dropna(subset="p")
    verschillend = rijen[rijen["sterren"] != ""]
    verwacht = int(f.half_op(len(rijen) * product["grens_p"]))
    aantal = len(verschillend)
    zinnen = {}
    for doel in sorted(set(data["doelstelling"])):
        achter, naam = doel.replace(".", "_"), labels["doelstelling"][doel]["zin"]
        van_doel = rijen[rijen["doelstelling"] == doel]
        gevonden = [plans.difference(rij, labels) for rij in van_doel[van_doel["sterren"] != ""].to_dict("records")]
        zinnen[f"verschillen_{achter}"] = (
            f"Instellingen met een hoge en met een lage besteding aan {naam} verschillen aantoonbaar in "
            f"{f.opsomming(gevonden)}."
            if gevonden
            else (
                f"Instellingen met een hoge en met een lage besteding aan {naam} verschillen in geen enkel opzicht "
                "aantoonbaar."
            )
        )
        for kort, kenmerk in (("roc", "roc"), ("bbl", "aandeel_bbl")):
            een = van_doel[van_doel["kenmerk"] == kenmerk].to_dict("records")
            zinnen[f"{kort}_{achter}"] = plans.difference(een[0], labels) if een else ""
    return {
        "titel": (
            f"Van de {f.aantal(len(rijen))} vergelijkingen tussen instellingen met hoge en lage besteding "
            f"{'toont' if aantal == 1 else 'tonen'} er {f.getalwoord(aantal)} een verschil"
        ),
        "alt": "Tabel met kenmerken van instellingen met lage en met hoge besteding, per doelstelling, met toets.",
        "variabelen": zinnen
        | {
            "vergelijkingen": f.aantal(len(rijen)),
            "aantoonbaar": f.getalwoord(aantal),
            "toeval": f.getalwoord(verwacht),
        },
    }


def maatwerk(data: pd.DataFrame, *, labels: Labels, **_: object) -> Tekst:
    """Describe the table on tailor-made programmes.

    Variables: `<ja|ambitie|onbekend>`, `ja_aandeel`, `n`; the sentences `doelgroepen` and `leerwegen`.
    """
    per_aanbod = data[data["onderdeel"] == "aanbod"].set_index("categorie")
    n = int(per_aanbod["n"].max())
    aantallen = {soort: int(per_aanbod["aantal"].get(soort, 0)) for soort in labels["aanbod"]}
    return {
        "titel": (
            f"Van de {f.aantal(n)} instellingen {'biedt' if aantallen['ja'] == 1 else 'bieden'} er "
            f"{f.aantal(aantallen['ja'])} maatwerkopleidingen aan"
        ),
        "alt": "Tabel met het aanbod van maatwerkopleidingen, de doelgroepen en de leerwegen.",
        "variabelen": {soort: f.getalwoord(aantal) for soort, aantal in aantallen.items()}
        | {
            "n": f.aantal(n),
            "ja_aandeel": f.procent_voluit(aantallen["ja"] / n) if n else f.LEEG,
            "doelgroepen": f"Als doelgroep noemen instellingen het vaakst {plans.top(data, 'doelgroep')}.",
            "leerwegen": f"Van de leerwegen noemen instellingen het vaakst {plans.top(data, 'leerweg')}.",
        },
    }


def domeinen(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe table B.0.3: variables `vaakst` (sentence) and `domeinen` (count)."""
    volgorde = data.sort_values(["aantal", "domein"], ascending=[False, True])
    eerste = [f"{rij.domein} ({f.aantal(rij.aantal)} keer)" for rij in volgorde.head(2).itertuples()]
    titel = f"Maatwerk bieden instellingen het vaakst in {f.opsomming(eerste)}" if eerste else "Geen domein is genoemd"
    return {
        "titel": titel,
        "alt": "Tabel met per opleidingsdomein hoe vaak instellingen er maatwerk bieden.",
        "variabelen": {"vaakst": f"{titel}.", "domeinen": f.aantal(len(data))},
    }


FAMILIES = {
    "maatregelen": maatregelen,
    "maatregelvorm": maatregelvorm,
    "besteding": besteding,
    "kenmerken": kenmerken,
    "maatwerk": maatwerk,
    "domeinen": domeinen,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        eigen = FAMILIES[product["familie"]](
            data, product=product, labels=s.register["labels"], maatregel=s.read("maatregelen")
        )
        finish_text(s, eigen, data, s.params["woorden"])
