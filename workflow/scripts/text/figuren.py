"""Titles, alt texts and variables of the figures of chapter 3."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import flow
from werkagenda.words.series import Comparison, Period, breukjaar, periode, vergelijk
from werkagenda.words.text import Tekst, finish_text

VOORRANG = "regeling"


def aantallen(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> Tekst:
    """Describe figure 3.1 or 3.3.

    Variables: `eerste_jaar`, `laatste_jaar` (of the figure), `van_jaar`, `tot_jaar` (of the comparison), per group the
    variables of `Comparison.variabelen`, `onderdrukt_hoogste` (largest estimated part of a number, rounded up),
    `zekerheid`, and the sentences of `flow.aantallen`.
    """
    tijd, paren = _paren(data, "aantal", drempels)
    maat = labels["maat"][product["maat"]]
    totaal, smal = paren["totaal"], paren[VOORRANG]
    groepszin = labels["groep"][VOORRANG]["zin"]
    if not tijd.vergelijkbaar:
        titel = (
            f"{f.hoofdletter(maat['zin'])} in het mbo was in {tijd.tot} {f.aantal(totaal.tot.waarde)}, "
            f"waarvan {f.aantal(smal.tot.waarde)} in {groepszin}"
        )
    else:
        begin = f"{f.hoofdletter(maat['zin'])} in het mbo is tussen {tijd.van} en {tijd.tot}"
        twijfels = [paar.richting_zeker.removeprefix(paar.richting) for paar in (totaal, smal)]
        # The same doubt about both is said once, at the end.
        midden, slot = ("", twijfels[1].replace("(", "(beide ")) if all(twijfels) else twijfels
        if totaal.richting == smal.richting:
            slot = slot if all(twijfels) else slot.replace("(", "(daar ")
            titel = f"{begin} {totaal.richting}{midden}, ook in {groepszin}{slot}"
        else:
            titel = (
                f"{begin} {totaal.richting}{midden}, terwijl {maat['verwijzing']} in {groepszin} {_bijzin(smal)}{slot}"
            )
    alles = data[data["groep"] == "totaal"]
    return {
        "titel": titel,
        "as": maat["as"],
        "reeksen": _reeksen(data, labels["groep"]),
        "alt": _alt(f"Staafdiagram: {maat['zin']} per jaar", data, "aantal", _reeksen(data, labels["groep"])),
        "variabelen": _tijdvariabelen(data, tijd)
        | _samen(paren)
        | {
            "onderdrukt_hoogste": f.procent_naar_boven(data["aandeel_onderdrukt"].max()),
            "zekerheid": flow.zekerheid(data["aandeel_onderdrukt"].max(), maat),
        }
        | flow.aantallen(alles, paren, tijd, maat),
    }


def aandelen(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> Tekst:
    """Describe figure 3.2 or 3.4.

    Variables: the years as in `aantallen`, per group those of `Comparison.variabelen`, and `<groep>_gepoold`: the
    share over all years of the comparison together; the sentences of `flow.aandelen`.
    """
    tijd, paren = _paren(data, "aandeel", drempels)
    maat = labels["maat"][product["maat"]]
    titel = f"Het aandeel van {labels['groep'][VOORRANG]['zin']} in {maat['deel']} {_verloop(paren[VOORRANG], tijd)}"
    binnen = data[data["jaar"].between(tijd.van, tijd.tot)].groupby("groep")[["teller", "noemer"]].sum()
    return {
        "titel": titel,
        "as": maat["as"],
        "reeksen": _reeksen(data, labels["groep"]),
        "alt": _alt(
            f"Lijndiagram: aandeel in {maat['deel']} per jaar", data, "aandeel", _reeksen(data, labels["groep"])
        ),
        "variabelen": _tijdvariabelen(data, tijd)
        | _samen(paren)
        | {f"{groep}_gepoold": f.procent_voluit(rij["teller"] / rij["noemer"]) for groep, rij in binnen.iterrows()}
        | flow.aandelen(paren, tijd, maat),
    }


def scenario(
    data: pd.DataFrame, *, product: Mapping[str, Any], labels: Mapping[str, Any], drempels: Mapping[str, float]
) -> Tekst:
    """Describe the figure of the scenarios.

    Variables: the years as in `aantallen`, per scenario those of `Comparison.variabelen` and `<scenario>_afstand`
    (percentage points from the base in the last year), `scenarios` (how many besides the base), `laagste`, `hoogste`
    (share in the last year over all), `laagste_naam`, `hoogste_naam`, `zelfde_richting` (ja/nee), and those of
    `flow.uitersten`.
    """
    tijd, paren = _paren(data, "aandeel", drempels)
    maat = labels["maat"][product["maat"]]
    basis = paren[VOORRANG]
    volgorde = sorted(paren, key=lambda naam: (paren[naam].tot.waarde, naam))
    laag, hoog = (paren[volgorde[plek]].tot.waarde for plek in (0, -1))
    gelijk = len({paar.richting for paar in paren.values()}) == 1
    titel = (
        f"Naargelang de indeling omvatten in {tijd.tot} {labels['groep'][VOORRANG]['zin']} "
        f"{_tweetal(laag, hoog, 'tot')} van {maat['deel']}"
    )
    if tijd.vergelijkbaar:
        wanneer = "bij elke indeling " if gelijk else ""
        woorden = f.opsomming(sorted({paar.richting for paar in paren.values()}), "of")
        titel += f"; sinds {tijd.van} is dat aandeel {wanneer}{woorden}{_twijfel(paren.values())}"
    return {
        "titel": titel,
        "as": maat["as"],
        "reeksen": _reeksen(data, labels["scenario"]),
        "alt": _alt(
            f"Lijndiagram: aandeel in {maat['deel']} per jaar, per indeling",
            data,
            "aandeel",
            _reeksen(data, labels["scenario"]),
        ),
        "variabelen": _tijdvariabelen(data, tijd)
        | _samen(paren)
        | {f"{naam}_afstand": f.procentpunt(basis.tot.waarde, paar.tot.waarde) for naam, paar in sorted(paren.items())}
        | {
            "scenarios": f.getalwoord(len(paren) - 1),
            "laagste": f.procent_voluit(laag),
            "hoogste": f.procent_voluit(hoog),
            "laagste_naam": labels["scenario"][volgorde[0]]["kort"],
            "hoogste_naam": labels["scenario"][volgorde[-1]]["kort"],
            "zelfde_richting": "ja" if gelijk else "nee",
        }
        | flow.uitersten(paren, labels["scenario"], tijd),
    }


def _paren(data: pd.DataFrame, kolom: f.Soort, drempels: Mapping[str, float]) -> tuple[Period, dict[str, Comparison]]:
    """Compare every series of the figure over its comparable years."""
    tijd = periode(data["jaar"], breukjaar(data))
    return tijd, {
        str(naam): vergelijk(reeks, kolom, tijd, drempels) for naam, reeks in data.groupby(_sleutel(data), sort=True)
    }


def _twijfel(paren: Collection[Comparison]) -> str:
    """Return the doubt about the directions of several series, said once."""
    twijfels = [bool(f.zekerheid(paar.van.grenzen, paar.tot.grenzen)) for paar in paren]
    if all(twijfels):
        return " (binnen de onzekerheid)"
    return " (bij een deel van de indelingen binnen de onzekerheid)" if any(twijfels) else ""


def _bijzin(paar: Comparison) -> str:
    """Put the words of direction in the order of a subordinate clause: `is gestegen`, `gelijk is gebleven`."""
    return "gelijk is gebleven" if paar.richting == "gelijk gebleven" else f"is {paar.richting}"


def _verloop(paar: Comparison, tijd: Period) -> str:
    """Say how a share moved."""
    if not tijd.vergelijkbaar:
        return f"was in {tijd.tot} {f.procent_voluit(paar.tot.waarde)}"
    wanneer = f"is tussen {tijd.van} en {tijd.tot} {paar.richting_zeker}"
    if paar.richting == "gelijk gebleven":
        return f"{wanneer}: {f.procent_voluit(paar.tot.waarde)} in {tijd.tot}"
    return f"{wanneer}, van {_tweetal(paar.van.waarde, paar.tot.waarde, 'naar')}"


def _tweetal(een: float, ander: float, woord: str) -> str:
    """Return `30 naar 32 procent`; with a decimal where whole percentages would hide the difference."""
    zelfde = f.procent(een) == f.procent(ander)
    decimalen = f.PUBLICATIEDECIMALEN if zelfde else 0
    return f"{f.procent_voluit(een, decimalen).removesuffix(' procent')} {woord} {f.procent_voluit(ander, decimalen)}"


def _alt(begin: str, data: pd.DataFrame, kolom: f.Soort, reeksen: list[list[str]]) -> str:
    """Name the series with their first and last values."""
    sleutel = _sleutel(data)
    druk = f.aantal if kolom == "aantal" else f.procent_voluit
    eerste, laatste = int(data["jaar"].min()), int(data["jaar"].max())
    zinnen = []
    for naam, label in reeksen:
        reeks = data[data[sleutel] == naam].set_index("jaar")[kolom]
        zinnen.append(f"{label}: {druk(reeks[eerste])} in {eerste} en {druk(reeks[laatste])} in {laatste}.")
    return f"{begin}, {eerste} tot en met {laatste}. {' '.join(zinnen)}"


def _reeksen(data: pd.DataFrame, namen: Mapping[str, Any]) -> list[list[str]]:
    """Return the series of a figure with their labels, in the order of the register (a JSON object would lose it)."""
    aanwezig = set(data[_sleutel(data)])
    return [[naam, label["kort"]] for naam, label in namen.items() if naam in aanwezig]


def _sleutel(data: pd.DataFrame) -> str:
    """Return the column that names the series."""
    return "groep" if "groep" in data else "scenario"


def _tijdvariabelen(data: pd.DataFrame, tijd: Period) -> dict[str, str]:
    return {
        "eerste_jaar": str(int(data["jaar"].min())),
        "laatste_jaar": str(int(data["jaar"].max())),
        "van_jaar": str(tijd.van),
        "tot_jaar": str(tijd.tot),
    }


def _samen(paren: Mapping[str, Comparison]) -> dict[str, str]:
    return {naam: waarde for groep, paar in paren.items() for naam, waarde in paar.variabelen(groep).items()}


FAMILIES = {"aantallen": aantallen, "aandelen": aandelen, "scenario": scenario}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product, labels = s.read("data"), s.register["product"], s.register["labels"]
        for indeling, inhoud in s.read_all("scenarios").items():
            labels["scenario"][indeling] = {"kort": inhoud["titel"]}
        eigen = FAMILIES[product["familie"]](data, product=product, labels=labels, drempels=s.params["drempels"])
        finish_text(s, eigen, data)
