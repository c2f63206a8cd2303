"""The summaries in plain Dutch and in English: the same facts, each with words of its own."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda.indicators.progress import EIGEN_OORDELEN
from werkagenda.words.render import render
from werkagenda.words.series import break_year, compare_years, periode

Facts = dict[str, Any]


def verdicts(voortgang: pd.DataFrame) -> dict[str, int]:
    """Return the number of indicators per verdict of the monitor, and of all (`n`)."""
    return {oordeel: int((voortgang["oordeel"] == oordeel).sum()) for oordeel in EIGEN_OORDELEN} | {"n": len(voortgang)}


def compared(reeks: pd.DataFrame, kolom: str, drempels: Mapping[str, float]) -> Facts:
    """Return the facts of `Comparison` on the first and last comparable year, with those years.

    Args:
        reeks: one row per year, with `jaar`, the column and its interval; `reeksbreuk` where there may be a break.
        kolom: `aantal` (students) or `aandeel` (0-1).
        drempels: smallest change that is one, per kind.

    """
    tijd = periode(reeks["jaar"], break_year(reeks) if "reeksbreuk" in reeks else None)
    paar = compare_years(reeks, kolom, tijd, drempels).facts()
    return paar | {"van_jaar": tijd.van, "tot_jaar": tijd.tot, "vergelijkbaar": tijd.comparable}


def national(banden: pd.DataFrame, streefjaar: int) -> pd.DataFrame:
    """Return the national line of figure 5.1 without its ambition and what was measured in between, as shares."""
    lijn = banden[banden["reeks"].eq("landelijk") & (banden["jaar"] < streefjaar) & banden["tussenmeting"].ne("ja")]
    lijn = lijn.dropna(subset="waarde")
    return lijn.rename(columns=lambda kolom: kolom.replace("waarde", "aandeel"))


def reports(meldingen: pd.DataFrame) -> Facts | None:
    """Return the `aantal` of reports of discrimination and their `jaar`, None where it is held back."""
    rijen = meldingen[meldingen["onderdeel"] == "meldingen"].dropna(subset="waarde").sort_values("jaar")
    return {"jaar": int(rijen["jaar"].iloc[-1]), "aantal": int(rijen["waarde"].iloc[-1])} if len(rijen) else None


def summary(facts: Facts, tekst: Mapping[str, Any]) -> str:
    """Return the paragraphs as Markdown; one that says nothing is left out."""
    alineas = [render(zin, facts | {"delen": tekst["delen"]}) for zin in tekst["zinnen"]]
    return "\n\n".join(filter(None, alineas)) + "\n"


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        drempels, streefjaar = s.params["drempels"], s.params["streefjaar"]
        aantal, diploma = (data[data["groep"] == "totaal"] for data in (s.read("instroom"), s.read("diploma")))
        aandeel = s.read("aandeel")
        facts: Facts = {
            "streefjaar": streefjaar,
            "oordelen": verdicts(s.read("voortgang")),
            "instroom": compared(aantal, "aantal", drempels),
            "diploma": compared(diploma, "aantal", drempels),
            "regeling": compared(aandeel[aandeel["groep"] == "regeling"], "aandeel", drempels),
            "hulp": compared(national(s.read("hulp"), streefjaar), "aandeel", drempels),
            "werk": compared(s.read("werk"), "aandeel", drempels),
            "meldingen": reports(s.read("meldingen")),
        }
        for taal in ("eenvoudig", "summary"):
            s.write(taal, summary(facts, s.read(f"tekst_{taal}")))
