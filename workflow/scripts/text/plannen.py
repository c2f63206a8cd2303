"""Facts of the products on measures, spending and tailor-made programmes (chapters 2 and 4)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.labels import decimals_apart, extreme, is_ambition, trait_name
from werkagenda.words.text import Facts, finish_text

Labels = Mapping[str, Any]
HELFT = 0.5
MEESTE = 3  # names that a sentence gives
NIEUW = "nieuw"
ALLES = "prioriteit_2"  # the row of all objectives together
DOELEN = ("2.1", "2.2", "2.3")
PARTNERS_BIJ = "2.2"  # the objective whose partners the chapter names


def maatregelen(data: pd.DataFrame, *, maatregel: pd.DataFrame, **_: object) -> Facts:
    """Return the facts of table 2.4b, 2.7 or 2.8.

    `aantal`: measures that were judged; `meerderheid`: those that more than half of the institutions apply. `vaakst`
    and `minst` (applied), `uitgelegd` and `onduidelijk` (most often): the measure, and beside it `…_deel`, its share of
    institutions (0-1). `verplichte`: the obligatory measures; `verplichte_delen`: the share that applies each (0-1).
    """
    teksten = maatregel.set_index("code")
    rijen = data.assign(tekst=data["maatregel"].map(teksten["tekst"]).map(f.uncapitalised)).dropna(subset="pas_toe")
    plicht = rijen[rijen["maatregel"].map(teksten["verplicht"]) == "ja"]
    gezocht = {
        "vaakst": ("pas_toe", True),
        "minst": ("pas_toe", False),
        "uitgelegd": ("leg_uit", True),
        "onduidelijk": ("onduidelijk", True),
    }
    uitersten: dict[str, Any] = {}
    for naam, (kolom, hoogste) in gezocht.items():
        gevonden = extreme(rijen, kolom, "tekst", hoogste=hoogste) if len(rijen) else ("", None)
        uitersten |= {naam: gevonden[0], f"{naam}_deel": gevonden[1]}
    return {
        "aantal": len(rijen),
        "meerderheid": int((rijen["pas_toe"] > HELFT).sum()),
        **uitersten,
        "verplichte": plicht["tekst"].tolist(),
        "verplichte_delen": plicht["pas_toe"].tolist(),
    }


def maatregelvorm(data: pd.DataFrame, *, labels: Labels, maatregel: pd.DataFrame, **_: object) -> Facts:
    """Return the facts on the form of the measures, the partners, stage compensation and own indicators.

    `nieuwste`: the measure that is new most often, or nothing; `nieuw_delen`: lowest and highest share of the
    institutions for which a measure is new (0-1). `zonder_bbl`: institutions that offer no bbl. `stagevergoeding_bij`:
    `aantal` of `n` (institutions), none where the data say nothing. `partners`: rows `naam`, `aantal` (institutions);
    `partners_n`: of how many. `toegepast`: share of all judgements that a measure applies (0-1), none without
    judgements; `nieuw_bij`: per objective its `naam` and the share `nieuw` of its applied measures; `vijfpunts`:
    `aantal` of `n` institutions with a target on a five-point scale; `begrotingen`: institutions per kind of budget.
    """
    vorm = data[data["onderdeel"].eq("vorm") & data["categorie"].eq(NIEUW)].dropna(subset="aandeel")
    vorm = vorm.assign(tekst=vorm["sleutel"].map(maatregel.set_index("code")["tekst"].map(f.uncapitalised)))
    partner = data[data["onderdeel"].eq("partner") & data["sleutel"].eq(PARTNERS_BIJ)]

    def answers_of(onderdeel: str, antwoord: str) -> pd.DataFrame:
        return data[data["onderdeel"].eq(onderdeel) & data["categorie"].eq(antwoord)]

    toegepast = data.loc[data["onderdeel"].eq("toegepast") & data["sleutel"].eq(ALLES), "aandeel"].dropna()
    per_doel = answers_of("vorm_doelstelling", NIEUW).dropna(subset="aandeel")
    begroting = data[data["onderdeel"] == "begroting"].set_index("categorie")["aantal"]
    return {
        "nieuwste": extreme(vorm, "aandeel", "tekst")[0] if len(vorm) else "",
        "nieuw_delen": [vorm["aandeel"].min(), vorm["aandeel"].max()] if len(vorm) else [],
        "zonder_bbl": next(iter(answers_of("bbl_aanbod", "nee")["aantal"]), None),
        "stagevergoeding_bij": next(
            iter(answers_of("stagevergoeding", "ja")[["aantal", "n"]].to_dict("records")), None
        ),
        "toegepast": next(iter(toegepast), None),
        "nieuw_bij": [
            {"naam": labels["doelstelling"][rij["sleutel"]]["zin"], "nieuw": rij["aandeel"]}
            for rij in per_doel[per_doel["sleutel"] != ALLES].to_dict("records")
        ],
        "vijfpunts": next(iter(answers_of("vijfpuntsschaal", "ja")[["aantal", "n"]].to_dict("records")), None),
        "begrotingen": {str(soort): int(aantal) for soort, aantal in begroting.items()},
        "partners": _named_most(partner),
        "partners_n": int(partner["n"].max()) if len(partner) else 0,
    }


def besteding(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts of table 2.9.

    `instellingen`: how many; `gemiddelde`, `minimum`, `maximum`: share of the budget for priority 2 (0-1); `meeste` and
    `minste`: the objective that gets most and least, `…_deel`: its mean share (0-1). `zonder`: rows `naam`, `aantal`
    of the objectives on which institutions spend nothing.
    """
    totaal = data[data["doelstelling"] == ALLES].iloc[0]
    doelen = data[data["doelstelling"] != ALLES]
    meeste, minste = (extreme(doelen, "gemiddelde", "doelstelling", hoogste=kant) for kant in (True, False))
    return {
        "instellingen": int(totaal["n"]),
        **{kolom: totaal[kolom] for kolom in ("gemiddelde", "minimum", "maximum")},
        "meeste": labels["doelstelling"][meeste[0]]["zin"],
        "meeste_deel": meeste[1],
        "minste": labels["doelstelling"][minste[0]]["zin"],
        "minste_deel": minste[1],
        "zonder": [
            {"naam": labels["doelstelling"][rij["doelstelling"]]["zin"], "aantal": rij["zonder"]}
            for rij in doelen[doelen["zonder"] > 0].to_dict("records")
        ],
    }


def kenmerken(data: pd.DataFrame, *, product: Mapping[str, Any], labels: Labels, **_: object) -> Facts:
    """Return the facts of the comparison of institutions with low and high spending.

    `aantal`: comparisons; `verschillend`: those with p below `grens`; `verwacht`: how many one expects by chance.
    `doel_2_1` and so on, per objective: `doel` (its name), `gevonden` (the traits that differ) and `roc`
    (that trait alone); a trait has `naam`, `hoog` and `laag` (0-1, printed in `decimalen`), `p`, and is an `ambitie`
    (a difference of shares) or a share. Nothing for an objective that the data lack.
    """
    grens = product["grens_p"]
    rijen = data.dropna(subset="p")
    toetsen = {doel: rijen[rijen["doelstelling"] == doel] for doel in DOELEN}
    return {
        "aantal": len(rijen),
        "verschillend": int((rijen["p"] < grens).sum()),
        "verwacht": int(f.half_op(len(rijen) * grens)),
        "grens": grens,
        **{
            _target_of(doel): {
                "doel": labels["doelstelling"][doel]["zin"],
                "gevonden": [_trait(rij, labels) for rij in van[van["p"] < grens].to_dict("records")],
                "roc": next((_trait(rij, labels) for rij in van[van["kenmerk"] == "roc"].to_dict("records")), None),
            }
            if data["doelstelling"].eq(doel).any()
            else None
            for doel, van in toetsen.items()
        },
    }


def maatwerk(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Return the facts on tailor-made programmes.

    `instellingen`: how many; `aanbod_ja`, `aanbod_ambitie`, `aanbod_onbekend`: how many of them offer these, want
    to, or do not say; `doelgroep`, `leerweg` and `flexibiliteit`: rows `naam`, `aantal` (institutions);
    `vormen_gevraagd`: whether the file has forms of flexibility. `stil`: of which kinds those are that do not say: the
    words for one (`een`) and more (`meer`), and `aantal`.
    """
    aanbod = data[data["onderdeel"] == "aanbod"]
    return {
        "instellingen": int(aanbod["n"].max()) if len(aanbod) else 0,
        **{
            f"aanbod_{soort}": int(aanbod.loc[aanbod["categorie"] == soort, "aantal"].sum())
            for soort in ("ja", "ambitie", "onbekend")
        },
        **{deel: _named_most(data[data["onderdeel"] == deel]) for deel in ("doelgroep", "leerweg", "flexibiliteit")},
        "vormen_gevraagd": data["onderdeel"].eq("flexibiliteit").any(),
        "stil": [
            labels["soort_plan"][rij["categorie"]] | {"aantal": rij["aantal"]}
            for rij in data[data["onderdeel"].eq("onbekend_soort") & data["aantal"].gt(0)].to_dict("records")
        ],
    }


def domeinen(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts of table B.0.3: `genoemd`, rows `naam`, `aantal` (institutions) of the two named most."""
    return {"genoemd": _named_most(data.rename(columns={"domein": "categorie"}), 2)}


def _named_most(rijen: pd.DataFrame, hoogstens: int = MEESTE) -> list[dict[str, Any]]:
    """Return name and count of the categories that are named most; ties by name, none that nobody names."""
    volgorde = rijen[rijen["aantal"] > 0].sort_values(["aantal", "categorie"], ascending=[False, True])
    kolommen = {"categorie": "naam", "aantal": "aantal"}
    return volgorde.head(hoogstens)[[*kolommen]].rename(columns=kolommen).to_dict("records")


def _trait(rij: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    hoog, laag = rij["hoog"], rij["laag"]
    return {
        "naam": f.uncapitalised(trait_name(rij, labels)),
        "hoog": hoog,
        "laag": laag,
        "decimalen": decimals_apart(hoog, laag),
        "ambitie": is_ambition(rij["kenmerk"]),
        "p": rij["p"],
    }


def _target_of(doel: str) -> str:
    return f"doel_{doel.replace('.', '_')}"


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
