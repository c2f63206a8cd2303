"""Facts of the products from surveys: satisfaction with its bands, background, KiesMBO, placements."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import surveys
from werkagenda.words.direction import GEDAALD, GELIJK, GESTEGEN, NIET_TE_ZEGGEN, Ranked, ranking
from werkagenda.words.labels import ALLE, TOTAAL, decimals_apart, range_of
from werkagenda.words.series import break_year, compare_years, periode
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
LANDELIJK = "landelijk"
LIJNEN = (LANDELIJK, "laag", "hoog")
VLAKKEN = ("midden", "bijna_alle")
VERANDERING = ("verandering", "verandering_onder", "verandering_boven")


def banden(
    data: pd.DataFrame,
    *,
    product: Mapping[str, Any],
    labels: Labels,
    drempels: Mapping[str, float],
    streefjaar: int,
    **_: object,
) -> Facts:
    """Return the facts on figure 5.1, 5.5 or 5.5b.

    `vraag` (name of the question), `streefjaar` (year of the ambition), `breuk` (first year of the present question,
    None without another), `van` and `jaar` (first and last measurement that can be compared), `vergelijkbaar` (whether
    they are two), `lijnen` (per leerweg the national line: `naam`, and `punten` with `jaar` and `waarde`, 0-1).

    Lists with a row per leerweg (its name, "" for all together) where both values are shown: `bewegingen` (`oud`,
    `nieuw` with its interval `onder` and `boven`, 0-1, `richting` with the `verandering` and the interval that it
    follows from), `duidelijk` and `onduidelijk` (those of which the direction can be said, and not), `ambities`
    (`doel`, 0-1, `verschil` with the last measurement, 0-1, `kant` hoger or lager), `bestedingen` (`laag`, `hoog`:
    satisfaction by expenditure, 0-1, `decimalen`), `middelsten` (`onder`, `boven`: the middle half of the institutions,
    0-1, `decimalen`), `tussen` (the interim measurement after the last, of `tussenjaar`, None without: `waarde` with
    its interval `onder` and `boven`, 0-1, and `n` institutions). `samen`: the direction that more than one leerweg
    share; `enige`: whether there is an ambition, of one leerweg.
    """
    heel = data[data["tussenmeting"] != "ja"]
    metingen = heel[heel["jaar"] < streefjaar]
    breuk = break_year(metingen)
    tijd = periode(metingen["jaar"], breuk)
    panelen = {
        str(leerweg): rijen.pivot_table(index="jaar", columns="reeks", values="waarde")
        for leerweg, rijen in heel.groupby("leerweg", sort=False)
    }

    def paren(een: tuple[int, str], ander: tuple[int, str]) -> list[tuple[str, float, float]]:
        """Return the name of each leerweg with two of its values, where both are shown."""
        waarden = [(leerweg, _value_of(breed, *een), _value_of(breed, *ander)) for leerweg, breed in panelen.items()]
        return [
            ("" if leerweg == ALLE else labels["leerweg"][leerweg], links, rechts)
            for leerweg, links, rechts in waarden
            if links is not None and rechts is not None
        ]

    landelijk = heel[heel["reeks"].eq(LANDELIJK)].dropna(subset="waarde")
    tussen = data[data["tussenmeting"].eq("ja") & data["jaar"].gt(tijd.tot)].dropna(subset="waarde")
    landelijk = landelijk.rename(columns=lambda kolom: kolom.replace("waarde", "aandeel"))
    bewegingen = []
    for leerweg, reeks in landelijk.groupby("leerweg", sort=False):
        if {tijd.van, tijd.tot} <= set(reeks["jaar"]):
            paar = compare_years(reeks, "aandeel", tijd, drempels).facts()
            bewegingen.append(
                {
                    "leerweg": "" if leerweg == ALLE else labels["leerweg"][leerweg],
                    "oud": paar["van"],
                    "nieuw": paar["tot"],
                    **{naam: paar[naam] for naam in ("onder", "boven", "richting", *VERANDERING)},
                }
            )
    onduidelijk = [rij for rij in bewegingen if tijd.comparable and rij["richting"] == NIET_TE_ZEGGEN]
    ambities = []
    for leerweg, nu, doel in paren((tijd.tot, LANDELIJK), (streefjaar, LANDELIJK)):
        verschil = float(f.exact(doel) - f.exact(nu))
        kant = "hoger" if verschil > 0 else "lager"
        ambities.append({"leerweg": leerweg, "doel": doel, "verschil": verschil, "kant": kant})
    richtingen = {rij["richting"] for rij in bewegingen}
    ieder = tijd.comparable and len(bewegingen) == len(panelen) > 1
    return {
        "vraag": labels["item"][product["indicator"]]["zin"],
        "streefjaar": streefjaar,
        "breuk": breuk,
        "van": tijd.van,
        "jaar": tijd.tot,
        "vergelijkbaar": tijd.comparable,
        "bewegingen": bewegingen,
        "duidelijk": [rij for rij in bewegingen if rij not in onduidelijk],
        "onduidelijk": onduidelijk,
        "samen": richtingen.pop() if ieder and len(richtingen) == 1 and not onduidelijk else None,
        "ambities": ambities,
        "enige": len(panelen) == 1 and bool(ambities),
        "bestedingen": [
            {"leerweg": leerweg, "laag": laag, "hoog": hoog, "decimalen": decimals_apart(laag, hoog)}
            for leerweg, laag, hoog in paren((tijd.tot, "laag"), (tijd.tot, "hoog"))
        ],
        "middelsten": [
            {"leerweg": leerweg, "onder": onder, "boven": boven, "decimalen": decimals_apart(onder, boven)}
            for leerweg, onder, boven in paren((tijd.tot, "p25"), (tijd.tot, "p75"))
        ],
        "tussenjaar": int(tussen["jaar"].max()) if len(tussen) else None,
        "tussen": [
            {
                "leerweg": "" if rij["leerweg"] == ALLE else labels["leerweg"][rij["leerweg"]],
                "waarde": rij["waarde"],
                "onder": rij["waarde_laag"],
                "boven": rij["waarde_hoog"],
                "n": rij["n"],
            }
            for rij in tussen[tussen["jaar"] == tussen["jaar"].max()].to_dict("records")
        ],
        "lijnen": [
            {
                "naam": labels["reeks"][LANDELIJK]["kort"] + ("" if leerweg == ALLE else f", {leerweg}"),
                "punten": rijen.sort_values("jaar")[["jaar", "waarde"]].to_dict("records"),
            }
            for leerweg, rijen in heel[heel["reeks"] == LANDELIJK].groupby("leerweg", sort=False)
        ],
        "figuur": {
            "reeksen": [
                [reeks, labels["reeks"][reeks]["kort"] + _size(data, reeks, tijd.tot)] for reeks in (*LIJNEN, *VLAKKEN)
            ],
            "panelen": [[leerweg, "" if leerweg == ALLE else f.capitalised(leerweg)] for leerweg in panelen],
            "ambitie": [streefjaar, f"Ambitie\n{streefjaar}"],
        },
    }


def _size(data: pd.DataFrame, reeks: str, jaar: int) -> str:
    """Return ` (n = 14)`, the institutions of a line at the last measurement, or from the fewest to the most."""
    aantallen = data.loc[data["reeks"].eq(reeks) & data["jaar"].eq(jaar), "n"]
    return "" if aantallen.empty else f" (n = {range_of(aantallen, f.aantal)})"


def _value_of(breed: pd.DataFrame, jaar: int, reeks: str) -> float | None:
    cel = breed[reeks].get(jaar) if reeks in breed else None
    return None if cel is None or pd.isna(cel) else float(cel)


def job_regressie(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on the average marginal effects.

    `effecten`: per question what `surveys.effects` tells; `vragen`: questions on satisfaction with an effect of sex;
    `verschillend`: on how many of them women differ, and `kant`: to which side they do most (minder or meer, None when
    they do on none).
    """
    oordelen = data[~data["item"].map(surveys.is_difficulty)]
    vrouw = oordelen[oordelen["kenmerk"].eq("geslacht")].dropna(subset=["effect_min", "effect_max"])
    aantallen = {"meer": int((vrouw["effect_min"] > 0).sum()), "minder": int((vrouw["effect_max"] < 0).sum())}
    kant = max(aantallen, key=lambda woord: aantallen[woord])
    return {
        "effecten": {item: surveys.effects(data[data["item"] == item], labels) for item in labels["item"]},
        "vragen": len(vrouw),
        "verschillend": aantallen[kant],
        "kant": kant if aantallen[kant] else None,
    }


def job_overig(
    data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], reeksbreuk: int, **_: object
) -> Facts:
    """Return the facts on the fit of study and placement, and on trouble finding one.

    Per question: `vragen` (its words), `verloop` (`surveys.movement` of the national share) and `uitersten` (per
    trait those of `surveys.extremes` in the last year).
    """
    vol = data[data["tussentijds"] == "nee"]
    vragen = {str(item): rijen for item, rijen in vol.groupby("item", sort=False)}
    return {
        "vragen": {item: labels["item"][item]["zin"] for item in vragen},
        "verloop": {
            item: surveys.movement(rijen[rijen["kenmerk"] == TOTAAL], drempels, reeksbreuk)
            for item, rijen in vragen.items()
        },
        "uitersten": {item: _per_trait(rijen, labels) for item, rijen in vragen.items()},
    }


def job_items(
    data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], reeksbreuk: int, **_: object
) -> Facts:
    """Return the facts on all other questions of the JOB-monitor.

    `gestegen`, `gedaald`, `gelijk`: the questions whose national share moved so between `van` and `tot`: words
    (`vraag`) and movement (`verloop`); `onduidelijk`: of how many that can't be said; `jaar`: the last full
    measurement, `hoogste` and `laagste` there: the questions on which most and fewest are satisfied (`vraag`,
    `aandeel`), as far as the intervals tell; `tussentijds`: the last year held in between.
    """
    heel = data[data["kenmerk"] == TOTAAL].dropna(subset="aandeel")
    vol, tussen = (heel[heel["tussentijds"] == antwoord] for antwoord in ("nee", "ja"))
    namen = {str(item): labels["item"][item]["zin"] for item in dict.fromkeys(data["item"])}
    jaar = int(vol["jaar"].max()) if len(vol) else None
    nu = {str(rij["item"]): rij for rij in vol[vol["jaar"] == jaar].to_dict("records")}
    waarden = [Ranked(item, rij["aandeel"], rij["aandeel_min"], rij["aandeel_max"]) for item, rij in nu.items()]

    def named(items: list[str]) -> list[Facts]:
        return [{"vraag": namen[item], "aandeel": nu[item]["aandeel"]} for item in items]

    vragen = [
        {"vraag": naam, "verloop": surveys.movement(vol[vol["item"] == item], drempels, reeksbreuk)}
        for item, naam in namen.items()
    ]
    vergeleken = [vraag["verloop"] for vraag in vragen if vraag["verloop"]["metingen"] == surveys.MEER]
    return {
        **{
            woord.partition(" ")[0]: [vraag for vraag in vragen if vraag["verloop"].get("richting") == woord]
            for woord in (GESTEGEN, GEDAALD, GELIJK)
        },
        "onduidelijk": sum(verloop["richting"] == NIET_TE_ZEGGEN for verloop in vergeleken),
        "van": min((verloop["van"] for verloop in vergeleken), default=None),
        "tot": max((verloop["jaar"] for verloop in vergeleken), default=None),
        "jaar": jaar,
        "hoogste": named(ranking(waarden)),
        "laagste": named(ranking(waarden, hoogste=False)),
        "tussentijds": [int(tussen["jaar"].max())] if len(tussen) else [],
    }


def kiesmbo(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on KiesMBO among graduates of vmbo.

    Per question (`kent`, `geholpen`): `verloop` (`surveys.movement`) and `uitersten` (per trait those of
    `surveys.extremes` in the last year).
    """
    return _by_question(data, ("kent", "geholpen"), labels, drempels)


def svo_vragen(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on what graduates of the mbo say of applications, discrimination and related work.

    Per question (`hoogstens_drie`, `discriminatie`, `verwant`): `verloop` (`surveys.movement`) and `uitersten` (per
    trait those of `surveys.extremes` in the last year).
    """
    return _by_question(data, ("hoogstens_drie", "discriminatie", "verwant"), labels, drempels)


def diplomarichting(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on graduates in care, technology or education, as of one question of `svo_vragen`."""
    return _by_question(data, ("zorg_techniek_onderwijs",), labels, drempels)


def doorstroom(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on the way from level 2 to level 4, per question as in `svo_vragen`."""
    return _by_question(data, ("doorstroom", "diploma"), labels, drempels)


def leerbedrijven(data: pd.DataFrame, *, labels: Labels, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on what training firms say, per question as in `svo_vragen`; without a file nothing moved."""
    return _by_question(data, ("beroepsvaardigheden", "taal_rekenen"), labels, drempels)


def _by_question(data: pd.DataFrame, namen: Sequence[str], labels: Labels, drempels: Mapping[str, float]) -> Facts:
    vragen = {vraag: data[data["vraag"] == vraag] for vraag in namen}
    return {
        "verloop": {
            vraag: surveys.movement(rijen[rijen["kenmerk"] == TOTAAL], drempels) for vraag, rijen in vragen.items()
        },
        "uitersten": {vraag: _per_trait(rijen, labels) for vraag, rijen in vragen.items()},
    }


def _per_trait(rijen: pd.DataFrame, labels: Labels) -> dict[str, Facts | None]:
    """Return the extremes per trait in the last year of a question."""
    laatste = rijen[rijen["jaar"].eq(rijen["jaar"].max()) & rijen["kenmerk"].ne(TOTAAL)]
    leeg: dict[str, Facts | None] = dict.fromkeys(labels["categorie"])
    return leeg | {
        str(kenmerk): surveys.extremes(groep, str(kenmerk), labels) for kenmerk, groep in laatste.groupby("kenmerk")
    }


def bpv(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on the BPV monitor: its last `jaar`, and `aandelen` per onderdeel and group.

    `aandelen` has `<onderdeel>_<groep>` (0-1, None when it was not asked); `vergelijkbaar`: whether students judged the
    guidance of both the firm and the school.
    """
    jaar = int(data["jaar"].max())
    laatste = data[data["jaar"] == jaar].dropna(subset="aandeel")
    aandelen: Facts = {
        f"{onderdeel}_{groep}": None for onderdeel in labels["onderdeel"] for groep in labels["bpv_groep"]
    }
    aandelen |= {f"{rij.onderdeel}_{rij.groep}": rij.aandeel for rij in laatste.itertuples()}
    begeleiding = [aandelen[f"begeleiding_{wie}_student"] for wie in ("leerbedrijf", "opleiding")]
    return {"jaar": jaar, "aandelen": aandelen, "vergelijkbaar": None not in begeleiding}


def meldingen(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts on the reports of stage discrimination: the last `jaar` and its `aantallen`.

    `aantallen`: per onderdeel a count of reports or institutions, None where it is held back.
    """
    jaar = int(data["jaar"].max())
    waarden = data[data["jaar"] == jaar].set_index("onderdeel")["waarde"]
    aantallen = {str(naam): None if pd.isna(waarde) else waarde for naam, waarde in waarden.items()}
    return {"jaar": jaar, "aantallen": {"maximum": None} | aantallen}


FAMILIES = {
    "banden": banden,
    "job_regressie": job_regressie,
    "job_overig": job_overig,
    "job_items": job_items,
    "kiesmbo": kiesmbo,
    "svo_vragen": svo_vragen,
    "diplomarichting": diplomarichting,
    "doorstroom": doorstroom,
    "leerbedrijven": leerbedrijven,
    "bpv": bpv,
    "meldingen": meldingen,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        facts = FAMILIES[product["familie"]](
            data,
            product=product,
            labels=s.register["labels"],
            drempels=s.params["drempels"],
            reeksbreuk=s.params["reeksbreuk"],
            streefjaar=s.params["woorden"]["streefjaar"],
        )
        gevraagd = surveys.asked(data) if product["familie"] == "job_regressie" else data
        finish_text(s, facts, gevraagd, s.params["woorden"])
