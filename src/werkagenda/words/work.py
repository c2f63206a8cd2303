"""Whole sentences about who finds work: what differs, what does not, and what cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda import formats as f
from werkagenda.words.estimates import in_procentpunt, woord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

Rij = dict[str, Any]
MEER, MINDER = "vaker", "minder vaak"


def paren(data: pd.DataFrame) -> list[tuple[Rij, Rij]]:
    """Return per leerweg and level the rows without and with a migration background, where both are shown."""
    rijen = _as_rows(data.dropna(subset="aandeel"))
    per_vak = {(r["leerweg"], r["niveau"], r["migratieachtergrond"]): r for r in rijen}
    vakken = [(r["leerweg"], r["niveau"]) for r in rijen if r["migratieachtergrond"] == "zonder"]
    return [(per_vak[*vak, "zonder"], per_vak[*vak, "met"]) for vak in vakken if (*vak, "met") in per_vak]


def achtergrond(data: pd.DataFrame) -> tuple[str, str]:
    """Return title and sentence on the share with work with and without a migration background."""
    beide = paren(data)
    if not beide:
        titel = "Het aandeel met werk naar migratieachtergrond berust op te weinig personen om te tonen"
        return titel, f"{titel}."
    lager = [paar for paar in beide if paar[1]["aandeel"] < paar[0]["aandeel"]]
    twijfel = [paar for paar in beide if f.zekerheid(*(_grenzen(rij) for rij in paar))]
    alle = len(beide) == len(data) / 2
    waar = "bij elke leerweg en elk niveau" if alle else "bij elke getoonde combinatie van leerweg en niveau"
    onzeker = ""
    if twijfel:
        onzeker = " (binnen de onzekerheid)" if len(twijfel) == len(beide) else " (soms binnen de onzekerheid)"
    wie, dan = "Jongeren met een migratieachtergrond", "dan jongeren zonder migratieachtergrond"
    if len(lager) in (0, len(beide)):
        hoe = MINDER if lager else MEER
        return f"{wie} hebben {waar} {hoe} werk{onzeker}", f"{wie} hebben {waar} {hoe} werk {dan}{onzeker}."
    deel = f"bij {len(lager)} van de {len(beide)} combinaties van leerweg en niveau"
    return (
        f"{wie} hebben {deel} {MINDER} werk{onzeker}",
        f"{wie} hebben {deel} {MINDER} werk {dan}, en bij de andere niet{onzeker}.",
    )


def verschillen(data: pd.DataFrame, leerwegen: Mapping[str, str]) -> str:
    """Name the leerweg and level with the largest and the smallest difference; nothing when none stands out."""
    maat = sorted(
        ((abs(zonder["aandeel"] - met["aandeel"]), zonder, met) for zonder, met in paren(data)),
        key=lambda deel: (-deel[0], deel[1]["leerweg"], deel[1]["niveau"]),
    )
    if len(maat) < 2 or maat[0][0] == maat[-1][0]:  # noqa: PLR2004 - two to compare
        return ""
    (_, zonder, met), (_, zonder_klein, met_klein) = maat[0], maat[-1]
    return (
        f"Het verschil is het grootst op niveau {met['niveau']:.0f} van {leerwegen[met['leerweg']]}: "
        f"{f.procent_voluit(met['aandeel'])} van hen heeft werk, tegenover {f.procent_voluit(zonder['aandeel'])} van "
        f"de jongeren zonder migratieachtergrond. Het kleinst is het op niveau {met_klein['niveau']:.0f} van "
        f"{leerwegen[met_klein['leerweg']]}: {f.procent_voluit(met_klein['aandeel'])} tegenover "
        f"{f.procent_voluit(zonder_klein['aandeel'])}."
    )


def effect(data: pd.DataFrame, kenmerk: str, categorie: str, *, wie: str, dan: str) -> str:
    """Say how much larger or smaller the chance of work of one group is, all else equal.

    Args:
        data: marginal effects, one row per category; a missing effect is held back.
        kenmerk: for instance `migratieachtergrond`.
        categorie: for instance `met`.
        wie: the group in words.
        dan: the group it is compared with.

    """
    gevonden = rij(data, kenmerk, categorie)
    if gevonden is None:
        return f"Voor {wie} is het verschil met {dan} niet te tonen: het zou op te weinig personen berusten."
    marge = _marge(gevonden)
    if gevonden["effect_min"] <= 0 <= gevonden["effect_max"]:
        return (
            f"Bij overigens gelijke kenmerken verschilt de kans op werk van {wie} niet aantoonbaar van die van {dan}: "
            f"het verschil is {in_procentpunt(gevonden['effect'])} procentpunt{marge}."
        )
    hoe = "groter" if gevonden["effect"] > 0 else "kleiner"
    return (
        f"Bij overigens gelijke kenmerken is de kans op werk van {wie} gemiddeld "
        f"{punten(gevonden['effect'])} procentpunt {hoe} dan die van {dan}{marge}."
    )


def ouders(data: pd.DataFrame, labels: Mapping[str, Any]) -> str:
    """Say for which education of the parents the chance of work differs from the reference category."""
    rijen = [rij for rij in _shown(data, "opleiding_ouders") if rij["categorie"] != "onbekend"]
    per_kant: dict[str, list[str]] = {"groter": [], "kleiner": [], "niet aantoonbaar anders": []}
    for rij in rijen:
        kant = "niet aantoonbaar anders"
        if rij["effect_min"] > 0 or rij["effect_max"] < 0:
            kant = "groter" if rij["effect"] > 0 else "kleiner"
        naam = woord(labels, "opleiding_ouders", rij["categorie"], "zin")
        per_kant[kant].append(f"{naam} ({in_procentpunt(rij['effect'])} procentpunt)")
    delen = [f"{kant} als zij {f.opsomming(namen, 'of')} hebben" for kant, namen in per_kant.items() if namen]
    if not delen:
        return "Naar het opleidingsniveau van de ouders is het verschil niet te tonen."
    basis = woord(labels, "opleiding_ouders", referentie(data, "opleiding_ouders"), "zin")
    return f"Vergeleken met jongeren van wie de ouders {basis} hebben, is de kans op werk {f.opsomming(delen)}."


def sectorkamers(data: pd.DataFrame, labels: Mapping[str, Any]) -> str:
    """Name the sectorkamer with the highest and the lowest chance of work; the reference counts with an effect of 0."""
    basis = referentie(data, "sectorkamer")
    nul = {"categorie": basis, "effect": 0.0, "effect_min": 0.0, "effect_max": 0.0}
    rijen = [rij for rij in _shown(data, "sectorkamer") if rij["categorie"] not in ("onbekend", basis)]
    if not rijen:
        return "Tussen sectorkamers is geen verschil te tonen."
    volgorde = sorted([nul, *rijen], key=lambda rij: (-rij["effect"], rij["categorie"]))
    hoog, laag = volgorde[0], volgorde[-1]
    namen = {rij["categorie"]: woord(labels, "sectorkamer", rij["categorie"]) for rij in volgorde}
    delen = [
        f"{kant} in de sectorkamer {namen[rij['categorie']]}{_naast(rij, ander)}"
        for kant, rij, ander in (("het grootst", hoog, volgorde[1]), ("het kleinst", laag, volgorde[-2]))
    ]
    verschil = punten(hoog["effect"] - laag["effect"])
    return (
        f"De kans op werk is bij overigens gelijke kenmerken {f.opsomming(delen)}. "
        f"Tussen die sectorkamers is het verschil {verschil} procentpunt."
    )


def _naast(rij: Rij, ander: Rij) -> str:
    """Return the doubt whether the runner-up might not be first."""
    overlapt = rij["effect_min"] <= ander["effect_max"] and ander["effect_min"] <= rij["effect_max"]
    return " (ten opzichte van de volgende binnen de onzekerheid)" if overlapt else ""


def _marge(rij: Rij) -> str:
    onder, boven = sorted(abs(rij[kolom]) for kolom in ("effect_min", "effect_max"))
    if rij["effect_min"] <= 0 <= rij["effect_max"]:
        grenzen = f"{in_procentpunt(rij['effect_min'])} tot {in_procentpunt(rij['effect_max'])}"
    else:
        grenzen = f"{punten(onder)} tot {punten(boven)}"
    return f" (95%-interval: {grenzen})"


def referentie(data: pd.DataFrame, kenmerk: str) -> str:
    """Return the category with which the others of a kenmerk are compared."""
    return "".join(data.loc[data["kenmerk"].eq(kenmerk) & data["referentie"].eq("ja"), "categorie"])


def punten(effect: float) -> str:
    """Print the size of an effect (0-1) in percentage points, without its sign."""
    return in_procentpunt(abs(effect)).lstrip("+")


def rij(data: pd.DataFrame, kenmerk: str, categorie: str) -> Rij | None:
    """Return the marginal effect of one category; None when it is held back."""
    return next((rij for rij in _shown(data, kenmerk) if rij["categorie"] == categorie), None)


def _shown(data: pd.DataFrame, kenmerk: str) -> Iterable[Rij]:
    """Return the rows of a kenmerk whose effect is released; a reference has no row of its own or an empty one."""
    rijen = data[data["kenmerk"] == kenmerk].dropna(subset=["effect", "effect_min", "effect_max"])
    return _as_rows(rijen)


def _as_rows(data: pd.DataFrame) -> list[Rij]:
    return [{str(naam): waarde for naam, waarde in rij.items()} for rij in data.to_dict("records")]


def _grenzen(rij: Rij) -> f.Grenzen:
    return rij["aandeel_min"], rij["aandeel_max"]
