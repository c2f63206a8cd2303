"""Facts of the products on work after graduation: shares, start positions, attrition, work rules."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words.direction import GEDAALD, GESTEGEN, difference, direction, ranking, size
from werkagenda.words.estimates import leerweg_name
from werkagenda.words.labels import TOTAAL
from werkagenda.words.labels import direction as direction_of_study
from werkagenda.words.settings import SETTINGS, in_words
from werkagenda.words.surveys import extremes
from werkagenda.words.text import finish_text

Facts = dict[str, Any]
Rij = dict[str, Any]
ZONDER, MET = "zonder", "met"


def werk_achtergrond(
    data: pd.DataFrame, *, labels: Mapping[str, Any], drempels: Mapping[str, float], **_: object
) -> Facts:
    """Return the facts on figure 5.4.

    `combinaties`: leerwegen and levels of which both groups are shown, `alle` whether these are all; `lager` and
    `hoger`: on how many of them the share with work is lower or higher with a migration background, by the interval of
    the difference, and `hoe` (minder, vaker, deels, geen); `rest`: on how many it is neither. `grootste` and
    `kleinste`: the combinations with the largest and the smallest difference, none when none stands out (rows
    `leerweg`, `niveau`, and the shares `met` and `zonder`, 0-1). `vakken`: every leerweg and level, with the share per
    group (`groepen`: `naam`, `aandeel`, empty when it is held back). `n`: persons behind all that is shown.
    """
    paren = _pairs(data)
    verschillen = {f"{n:03}": difference(_estimate(zonder), _estimate(met)) for n, (zonder, met) in enumerate(paren)}
    kanten = [direction(*(100 * deel for deel in verschil), drempels["aandeel"]) for verschil in verschillen.values()]
    lager, hoger = kanten.count(GEDAALD), kanten.count(GESTEGEN)
    grootste, kleinste = (
        [
            _difference(paren[int(n)], labels)
            for n in ranking((size(n, *verschil) for n, verschil in verschillen.items()), hoogste=hoogste)
        ]
        for hoogste in (True, False)
    )
    namen = labels["migratieachtergrond"]
    return {
        "n": data["n"].sum(),
        "combinaties": len(paren),
        "alle": len(paren) == len(data) / 2,
        "lager": lager,
        "hoger": hoger,
        "rest": len(paren) - lager - hoger,
        "hoe": "deels" if lager and hoger else "minder" if lager else "vaker" if hoger else "geen",
        "grootste": grootste,
        "kleinste": kleinste,
        "vakken": [
            {
                "leerweg": leerweg_name(str(leerweg)),
                "niveau": int(niveau),
                "groepen": [
                    {"naam": f.uncapitalised(namen[groep]), "aandeel": aandeel}
                    for groep, aandeel in zip(rijen["migratieachtergrond"], rijen["aandeel"], strict=True)
                ],
            }
            for (leerweg, niveau), rijen in data.groupby(["leerweg", "niveau"], sort=False)
        ],
        "figuur": {"reeksen": [[groep, naam] for groep, naam in namen.items()]},
    }


def _pairs(data: pd.DataFrame) -> list[tuple[Rij, Rij]]:
    """Return per leerweg and level the rows without and with a migration background, where both are shown."""
    getoond = data.dropna(subset="aandeel").to_dict("records")
    rijen = [{str(naam): waarde for naam, waarde in rij.items()} for rij in getoond]
    per_vak = {(rij["leerweg"], rij["niveau"], rij["migratieachtergrond"]): rij for rij in rijen}
    vakken = [(rij["leerweg"], rij["niveau"]) for rij in rijen if rij["migratieachtergrond"] == ZONDER]
    return [(per_vak[*vak, ZONDER], per_vak[*vak, MET]) for vak in vakken if (*vak, MET) in per_vak]


def _estimate(rij: Rij) -> tuple[float, float, float]:
    """Return a share with the ends of its interval."""
    return rij["aandeel"], rij["aandeel_min"], rij["aandeel_max"]


def _difference(paar: tuple[Rij, Rij], labels: Mapping[str, Any]) -> Facts:
    zonder, met = paar
    return {
        "leerweg": labels["leerweg"][met["leerweg"]],
        "niveau": int(met["niveau"]),
        "met": met["aandeel"],
        "zonder": zonder["aandeel"],
    }


def herkomst(data: pd.DataFrame, *, drempels: Mapping[str, float], **_: object) -> Facts:
    """Return the facts on the two classifications in the last cohort that has both.

    `cohort`; `oud` and `nieuw`: share with work with minus without a background, in each classification (0-1, signed);
    `hoe`: the difference of the new one beside that of the old one (gestegen, gedaald, gelijk gebleven, niet te
    zeggen), by an interval that takes the two for independent, and so is too wide; None when they cannot be compared.
    """
    delen = ["aandeel", "aandeel_min", "aandeel_max"]
    alles = data.pivot_table(index="cohort", columns=["indeling", "achtergrond"], values=delen)
    breed = alles["aandeel"]
    vakken = [(indeling, achtergrond) for indeling in ("oud", "nieuw") for achtergrond in (ZONDER, MET)]
    volledig = breed.dropna(subset=vakken) if set(vakken) <= set(breed.columns) else breed.iloc[:0]
    if volledig.empty:
        return {"cohort": None, "oud": None, "nieuw": None, "hoe": None}
    cohort = volledig.index[-1]

    def difference_of(indeling: str) -> tuple[float, float, float]:
        zonder, met = (
            tuple(float(alles.loc[cohort, (deel, indeling, groep)]) for deel in delen) for groep in (ZONDER, MET)
        )
        return difference(zonder, met)

    oud, nieuw = difference_of("oud"), difference_of("nieuw")
    maten = [size(naam, *deel) for naam, deel in (("oud", oud), ("nieuw", nieuw))]
    meer = difference(*((maat.waarde, maat.onder, maat.boven) for maat in maten))
    hoe = direction(*(100 * deel for deel in meer), drempels["aandeel"])
    return {"cohort": cohort, "oud": oud[0], "nieuw": nieuw[0], "hoe": hoe}


def startpositie(data: pd.DataFrame, *, woorden: Mapping[str, str], **_: object) -> Facts:
    """Return the facts on the figure of the letter.

    `land`: of the whole country `startloon` (euro a month), `zoekduur` (median, months) and `kans_vast` (0-1), None
    when held back; `langer`: the search lies beyond the `maanden` looked at; `decimalen`: with which it is printed;
    `loon_hoogst`, `loon_laagst`, `plek_best`, `plek_slechtst`: directions at the ends, None when none is shown;
    `richtingen`: per direction that is shown `richting` (name), `startloon` (euro) and `startpositie` (standard score);
    `weggelaten`: the names of the others.
    """
    alle = data[data["opleidingsrichting"] != TOTAAL]
    richtingen = alle.dropna(subset=["startloon", "startpositie"])
    landelijk = data.set_index("opleidingsrichting").loc[TOTAAL]
    maanden, zoekduur = int(woorden["maanden"]), float(landelijk["zoekduur"])
    (loon_hoogst, loon_laagst), (plek_best, plek_slechtst) = (
        _ends(richtingen, kolom) for kolom in ("startloon", "startpositie")
    )
    return {
        "maanden": maanden,
        "langer": zoekduur > maanden,
        "decimalen": 0 if zoekduur.is_integer() else f.PUBLICATIEDECIMALEN,
        "land": {
            kolom: None if pd.isna(landelijk[kolom]) else float(landelijk[kolom])
            for kolom in ("startloon", "zoekduur", "kans_vast")
        },
        "weggelaten": alle.drop(richtingen.index)["opleidingsrichting"].tolist(),
        "loon_hoogst": loon_hoogst,
        "loon_laagst": loon_laagst,
        "plek_best": plek_best,
        "plek_slechtst": plek_slechtst,
        "richtingen": [
            {"richting": rij["opleidingsrichting"], "startloon": rij["startloon"], "startpositie": rij["startpositie"]}
            for rij in richtingen.to_dict("records")
        ],
    }


def _ends(richtingen: pd.DataFrame, kolom: str) -> tuple[str | None, str | None]:
    """Return the directions with the highest and the lowest value; None when there are none."""
    op_volgorde = richtingen.sort_values([kolom, "opleidingsrichting"], ascending=[False, True])
    namen = [direction_of_study(richting) for richting in op_volgorde["opleidingsrichting"]]
    return (namen[0], namen[-1]) if namen else (None, None)


def eerste_baan(data: pd.DataFrame, *, labels: Mapping[str, Any], **_: object) -> Facts:
    """Return the facts on a job within three months and on paid internships.

    Per question (`baan_drie_maanden`, `stage`): `land` (the national share, 0-1, None when held back) and `uitersten`
    (by `leerweg` and `niveau` those of `surveys.extremes`); `loon`: mean pay of internships (euro a month, None when
    held back).
    """
    per_vraag = {vraag: data[data["vraag"] == vraag] for vraag in ("baan_drie_maanden", "stage")}
    totaal = {vraag: rijen[rijen["kenmerk"] == TOTAAL].iloc[0] for vraag, rijen in per_vraag.items()}
    loon = totaal["stage"]["stageloon"]
    return {
        "land": {vraag: None if pd.isna(rij["aandeel"]) else float(rij["aandeel"]) for vraag, rij in totaal.items()},
        "uitersten": {
            vraag: {
                kenmerk: extremes(rijen[rijen["kenmerk"] == kenmerk], kenmerk, labels)
                for kenmerk in ("leerweg", "niveau")
            }
            for vraag, rijen in per_vraag.items()
        },
        "loon": None if pd.isna(loon) else float(loon),
    }


def uitval_personen(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts on the attrition from diplomas to the analysis population.

    `begin` and `einde` (rows), None when they are held back, and `over` (what is left, 0-1).
    """
    stappen = data.sort_values("volgorde")
    begin, einde = stappen["rijen_in"].iloc[0], stappen["rijen_uit"].iloc[-1]
    if pd.isna(begin) or pd.isna(einde):
        return {"begin": None, "einde": None, "over": None}
    return {"begin": begin, "einde": einde, "over": einde / begin if begin else None}


def werkregels(data: pd.DataFrame, **_: object) -> Facts:
    """Return the facts on how often the two work rules agree, over the cohorts that are shown.

    `klasse_aandeel` and `uren_aandeel`: shares with work, pooled by persons (0-1); `eens`: the share with the same
    answer (0-1); None when there is nothing to show.
    """
    heel = data.dropna(subset=["klasse_aandeel", "uren_aandeel"])
    compleet = heel.dropna(subset=["beide", "geen"])
    klasse, uren = (
        float((heel[kolom] * heel["n"]).sum() / heel["n"].sum()) if len(heel) else None
        for kolom in ("klasse_aandeel", "uren_aandeel")
    )
    eens = float((compleet["beide"] + compleet["geen"]).sum() / compleet["n"].sum()) if len(compleet) else None
    return {"klasse_aandeel": klasse, "uren_aandeel": uren, "eens": eens}


FAMILIES = {
    "werk_achtergrond": werk_achtergrond,
    "herkomst": herkomst,
    "startpositie": startpositie,
    "eerste_baan": eerste_baan,
    "uitval_personen": uitval_personen,
    "werkregels": werkregels,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, woorden = s.read("data"), in_words(s.register["algemeen"][SETTINGS], **s.params["instellingen"])
        facts = FAMILIES[s.register["product"]["familie"]](
            data, labels=s.register["labels"], drempels=s.params["drempels"], woorden=woorden
        )
        finish_text(s, facts, data, woorden)
