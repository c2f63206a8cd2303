"""Print the checks of a run as the tables of appendices C and D."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from werkagenda.flow.backtest import GENOEG, ZEKERHEID, covered, pooled
from werkagenda.formats import (
    BEGRENSD,
    GESCHAT,
    GETELD,
    aantal,
    capitalised,
    enumeration,
    getal,
    percent_in_full,
    procent,
)
from werkagenda.report.pipe_table import as_text, in_region, pipe_table
from werkagenda.report.prose import unnamed
from werkagenda.words.render import render

# The words of one table: its `naam` and a heading per column.
Tekst = Mapping[str, Any]
# A product with more published numbers than this prints only those that differ: table B.0.1 has hundreds.
HOOGSTENS = 60
# From agreement to its absence: the order in which appendix D explains them.
OORDELEN = (
    "gelijk",
    "binnen afronding",
    "binnen bereik",
    "binnen onzekerheid",
    "te onzeker",
    "afwijkend",
    "bron strijdig",
    "niet berekend",
)
# The verdicts of a computed number that fits the published one.
PAST = OORDELEN[:4]
# Decimals of the expected value of one suppressed cell, a number from 0 to 4.
DECIMALEN = 2
# The example of appendix C is about this group.
VOORBEELD = "regeling"
NORM, NORM_SOORT = 0.94, 0.90  # what tests/worlds/flow/test_other_worlds.py asks of all blocks, and of a kind


def _words(code: object) -> str:
    """Return a name or key of the data as words."""
    return str(code).replace("_", " ").replace("=", " ").replace(";", ", ").replace(">", " → ")


def _dutch(tekst: str) -> str:
    """Return a number that is text, `29.6`, with a decimal comma; words stay as they are."""
    return re.sub(r"(?<=\d)\.(?=\d)", ",", str(tekst))


def _print(data: pd.DataFrame, kolommen: Mapping[str, Callable[[Any], str]], tekst: Tekst) -> str:
    """Return the columns of a table, each printed by its function, under their headings; numbers stand right."""
    rijen = [[as_text(druk(rij[kolom])) for kolom, druk in kolommen.items()] for rij in data.to_dict("records")]
    rechts = [plek for plek, druk in enumerate(kolommen.values()) if druk not in (str, _words, _dutch)]
    return in_region(pipe_table([tekst["koppen"][kolom] for kolom in kolommen], rijen, rechts=rechts), tekst["naam"])


def attrition(uitval: pd.DataFrame, tekst: Tekst) -> str:
    """Print rows in and out per step and table (`results/checks/uitval.csv`), in words and without institutions."""
    stappen, bestanden = tekst["stappen"], tekst["bestanden"]
    uitval = uitval.assign(
        # The rule, without what it runs for.
        stap=[stappen.get(stap.partition("/")[0], _words(stap)) for stap in uitval["stap"]],
        bron=[bestanden.get(bron, _words(bron)) for bron in uitval["bron"].fillna("")],
        reden=[capitalised(unnamed(reden)) for reden in uitval["reden"]],
    )
    kolommen: dict[str, Callable[[Any], str]] = {
        "stap": str,
        "bron": str,
        "rijen_in": aantal,
        "rijen_uit": aantal,
        "studenten": aantal,
        "reden": str,
    }
    return _print(uitval, kolommen, tekst)


def suppression(onderdrukking: pd.DataFrame, tekst: Tekst) -> str:
    """Print suppressed cells and their expected value per file, year and count (`results/checks/onderdrukking.csv`).

    Files without a suppressed cell are left out.
    """
    getoond = onderdrukking[onderdrukking["onderdrukt"] > 0]
    if getoond.empty:
        return f"{tekst['leeg']}\n"
    getoond = getoond.assign(aandeel=getoond["onderdrukt"] / getoond["cellen"])
    kolommen: dict[str, Callable[[Any], str]] = {
        "jaar": str,
        "bron": _words,
        "maat": _words,
        "cellen": aantal,
        "onderdrukt": aantal,
        "aandeel": procent,
        "gemiddelde": lambda waarde: getal(waarde, DECIMALEN),
    }
    return _print(getoond, kolommen, tekst)


def interval_example(tellingen: Mapping[str, pd.DataFrame], tekst: Tekst) -> str:
    """Work out what bounds and interval of one number mean: the last of the group VOORBEELD that is estimated.

    Args:
        tellingen: counts per group and year (contract `aantallen`), per maat. The first maat with an estimate gives the
            example; without any the first with bounds alone.
        tekst: a sentence per `telling`, with the facts maat, jaar, schatting, onder, boven, laag, hoog (students),
            geschat (0-1), and how far below and above the estimate the bounds and the interval reach (0-1): ruim_onder,
            ruim_boven, ernaast.

    """
    for telling in (GESCHAT, BEGRENSD):
        for maat, data in tellingen.items():
            getallen = data[(data["groep"] == VOORBEELD) & (data["telling"] == telling) & (data["aantal"] > 0)]
            if not getallen.empty:
                rij = getallen.sort_values("jaar").iloc[-1]
                schatting = rij["aantal"]
                feiten = {
                    "maat": maat,
                    "jaar": rij["jaar"],
                    "schatting": schatting,
                    "geschat": rij["aandeel_onderdrukt"],
                    "onder": rij["aantal_min"],
                    "boven": rij["aantal_max"],
                    "laag": rij["aantal_laag"],
                    "hoog": rij["aantal_hoog"],
                    "ruim_onder": 1 - rij["aantal_min"] / schatting,
                    "ruim_boven": rij["aantal_max"] / schatting - 1,
                    "ernaast": max(rij["aantal_hoog"] - schatting, schatting - rij["aantal_laag"]) / schatting,
                }
                return f"{render(tekst[telling], feiten)}\n"
    return f"{tekst[GETELD]}\n"


def backtest(
    terugtoets: pd.DataFrame, tellingen: Mapping[str, pd.DataFrame], tekst: Tekst, woorden: Mapping[str, str]
) -> str:
    """Print how often the intervals held the truth, and say so of each maat that nothing is known of.

    `woorden` names every grootheid and soort, in the order of the table.
    """
    getoetst = {"gediplomeerd" if maat == "gediplomeerd" else "instroom" for maat in terugtoets["bronmaat"]}
    zinnen = []
    for maat, data in tellingen.items():
        if maat not in getoetst:
            telling = next((woord for woord in (GESCHAT, BEGRENSD) if woord in set(data["telling"])), GETELD)
            zinnen.append(render(tekst["ongetoetst"], {"maat": maat, "telling": telling}))
    if terugtoets.empty:
        return f"{' '.join(zinnen)}\n"
    per_soort = pooled(terugtoets)
    dekking = covered(per_soort)
    ruim = per_soort[per_soort["blokken"] >= GENOEG].sort_values(["gedekt", "grootheid", "soort"])
    feiten = {
        "jaren": sorted(set(terugtoets["getoetst"])),
        "blokken": per_soort["blokken"].sum(),
        "dekking": dekking,
        "te_krap": round(dekking, 3) < ZEKERHEID,
        "genoeg": GENOEG,
        "norm": NORM,
        "norm_soort": NORM_SOORT,
        "minst": [
            {"wat": woorden[rij["grootheid"]], "soort": woorden[rij["soort"]], "gedekt": rij["gedekt"]}
            for rij in ruim.head(1).to_dict("records")
        ],
    }
    zinnen = [render(tekst["uitkomst"], {"delen": tekst["delen"], **feiten}), *zinnen]
    volgorde = {woord: plek for plek, woord in enumerate(woorden)}
    getoond = per_soort.sort_values(["grootheid", "soort"], key=lambda kolom: kolom.map(volgorde))
    kolommen: dict[str, Callable[[Any], str]] = {
        "grootheid": str,
        "soort": str,
        "blokken": aantal,
        "gedekt": lambda waarde: procent(waarde, 1),
        "fout_ongecorrigeerd": _hundredths,
        "fout": _hundredths,
        "halve_breedte": _hundredths,
        "uiterste_breedte": _hundredths,
    }
    for kolom in ("grootheid", "soort"):
        getoond[kolom] = getoond[kolom].map(woorden)
    return f"{' '.join(zinnen)}\n\n{_print(getoond, kolommen, tekst)}"


def student_files(studenten: pd.DataFrame, tekst: Tekst) -> str:
    """Say per student file of DUO whether it fits the inflow files, and how far the estimate of those is off.

    Args:
        studenten: contract `studenten_duo`. The estimate is judged where it is one, and the file shows the whole count.
        tekst: the sentences, with the facts bestand, n, strijdig (counts), jaren, getoetst (counts) and, when there
            are any, afwijking and netto: the median of the distance of the estimate to the file as a share of that, and
            the distance of all of them together, signed.

    """
    if studenten.empty:
        return f"{tekst['zonder']}\n"
    zinnen = [tekst["uitleg"]]
    for bron, deel in studenten.groupby("bron", sort=True, observed=True):
        geheel = (deel["bestand_min"] == deel["bestand_max"]) & (deel["bestand_max"] > 0)
        toets = deel[geheel & (deel["aantal_min"] < deel["aantal_max"])]
        verschil = toets["aantal"] - toets["bestand_max"]
        feiten = {
            "bestand": tekst["bestanden"][bron],
            "n": len(deel),
            "strijdig": int((deel["past"] == "nee").sum()),
            "jaren": sorted(set(deel["jaar"])),
            "getoetst": len(toets),
        }
        if len(toets):
            feiten["afwijking"] = float((verschil.abs() / toets["bestand_max"]).median())
            feiten["netto"] = float(verschil.sum() / toets["bestand_max"].sum())
        zinnen.append(render(tekst["bestand"], feiten))
    return f"{' '.join(zinnen)}\n"


def _hundredths(deel: float) -> str:
    """Return a share (0-1) in percent or percentage points, without the word."""
    return getal(deel * 100, DECIMALEN)


def verdict_counts(vergeleken: pd.DataFrame, nummers: Mapping[str, str], tekst: Tekst) -> str:
    """Print how many published numbers each product has per verdict."""
    telling = pd.crosstab(vergeleken["product"], vergeleken["oordeel"])
    telling = telling.reindex(columns=list(OORDELEN), fill_value=0)
    telling.loc[tekst["totaal"]] = telling.sum()
    rijen = [[nummers.get(str(naam), capitalised(_words(naam))), *map(aantal, rij)] for naam, rij in telling.iterrows()]
    koppen = [tekst["product"], *(oordeel.capitalize() for oordeel in OORDELEN)]
    return in_region(pipe_table(koppen, rijen, rechts=range(1, len(koppen))), tekst["naam"])


def calibration(vergeleken: pd.DataFrame, nummers: Mapping[str, str], tekst: Tekst) -> str:
    """Say which numbers come from files that were generated to meet them, and what agreement then proves.

    Empty for a run on real files alone.
    """
    geijkt = vergeleken["geijkt"] == "ja"
    past = vergeleken["oordeel"].isin(PAST)
    if not (geijkt & past).any():
        return "\n"
    vrij = vergeleken[~geijkt].groupby("product")["oordeel"]
    apart = [
        tekst["apart"].format(
            product=nummers.get(str(product), capitalised(_words(product))), past=deel.isin(PAST).sum(), n=deel.size
        )
        for product, deel in vrij
    ]
    zinnen = [
        tekst["geijkt"].format(deel=percent_in_full((geijkt & past).sum() / past.sum(), 1), cijfers=aantal(past.sum())),
        *([tekst["vrij"].format(producten=enumeration(apart))] if apart else []),
        tekst["bewijst"],
    ]
    return f'::: {{.synthetisch role="note" aria-label="{tekst["naam"]}"}}\n{" ".join(zinnen)}\n:::\n'


def verdicts(vergeleken: pd.DataFrame, nummers: Mapping[str, str], tekst: Tekst) -> str:
    """Print the compared numbers.

    A product with more than HOOGSTENS published numbers shows those that are not `gelijk`; the full list is
    `results/audit/reconciliation.csv`.
    """
    omvang = vergeleken.groupby("product")["oordeel"].transform("size")
    getoond = vergeleken[(omvang <= HOOGSTENS) | (vergeleken["oordeel"] != "gelijk")]
    getoond = getoond.assign(
        product=[nummers.get(naam, capitalised(_words(naam))) for naam in getoond["product"]],
        wat=getoond["kolom"] + ": " + getoond["sleutel"],
        bron=getoond["bron"] + ", " + getoond["pagina"],
    )
    kolommen: dict[str, Callable[[Any], str]] = {
        "product": str,
        "wat": _words,
        "gepubliceerd": _dutch,
        "berekend": _dutch,
        "breedte": _dutch,
        "oordeel": str,
        "geijkt": str,
        "bron": str,
    }
    return _print(getoond, kolommen, tekst)


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        nummers = {rij["id"]: rij["nummer"] for rij in s.read("nummering").to_dict("records")}
        tekst = s.read("tekst")
        s.write("uitval", attrition(s.read("uitval"), tekst["uitval"]))
        s.write("onderdrukking", suppression(s.read("onderdrukking"), tekst["onderdrukking"]))
        woorden = s.register["labels"]["terugtoets"]
        tellingen = {maat: s.read(maat) for maat in ("instroom", "gediplomeerd")}
        s.write("voorbeeld", interval_example(tellingen, tekst["voorbeeld"]))
        s.write("toetsing", backtest(s.read("terugtoets"), tellingen, tekst["terugtoets"], woorden))
        s.write("studententoets", student_files(s.read("studenten"), tekst["studenten_duo"]))
        s.write("ijking", calibration(s.read("vergeleken"), nummers, tekst["ijking"]))
        s.write("telling", verdict_counts(s.read("vergeleken"), nummers, tekst["telling"]))
        s.write("vergeleken", verdicts(s.read("vergeleken"), nummers, tekst["vergeleken"]))
