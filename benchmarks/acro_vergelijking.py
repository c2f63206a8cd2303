"""Set ACRO's verdicts beside ours on the same tables and the same regression.

ACRO needs pandas 2 and is no dependency: it has an environment of its own.

    python -m venv acro && acro/bin/pip install acro==1.0.2 pyarrow
    acro/bin/python benchmarks/acro_vergelijking.py <folder of a finished synthetic run>

Prints the table of `benchmarks/acro.md`. Only counts are printed, never a value of a table.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from acro import ACRO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What ACRO looks at in a regression are the residual degrees of freedom; the categories are those of our own model.
MODEL = (
    "werk_klasse ~ C(cohort) + C(leeftijd) + C(geslacht) + C(migratieachtergrond) + C(opleiding_ouders) + "
    "C(niveau) + C(leerweg) + C(opleidingsrichting) + C(brin_crypt)"
)
GOED = "ok"
KOP = "| tabel | vorm | rijen | beide verbergen | alleen ACRO | alleen wij | redenen van ACRO | onze redenen |"


def crosstab(acro: ACRO, data: pd.DataFrame, sleutel: Sequence[str], kolom: str | None, **waarden: object) -> pd.Series:
    """Return ACRO's verdict per row of a table: the names of the checks that fail, joined; empty when none does."""
    rijen = [data[naam] for naam in sleutel]
    kolommen = data[kolom] if kolom else pd.Series("alle", index=data.index, name="alle")
    acro.crosstab(rijen, kolommen, **waarden)
    uitkomst = acro.results.get_index(-1).outcome
    per_rij = uitkomst.apply(
        lambda rij: "; ".join(sorted({str(cel).strip(" ;") for cel in rij if str(cel) != GOED})), axis=1
    )
    return per_rij.rename_axis(list(sleutel))


def compare(naam: str, vorm: str, hun: pd.Series, ons: pd.Series) -> str:
    """Return a line that counts where the two hide the same rows of a table and where not.

    `ons` is our reason per row, empty where the row is shown; rows that ACRO does not know have nobody in them.
    """
    hun = hun.reindex(ons.index).fillna("")
    zij, wij = hun != "", ons != ""
    redenen = [", ".join(sorted(set(reeks[reeks != ""]))) or "geen" for reeks in (hun, ons)]
    aantallen = [len(ons), (zij & wij).sum(), (zij & ~wij).sum(), (wij & ~zij).sum()]
    return f"| {naam} | {vorm} | {' | '.join(map(str, aantallen))} | {redenen[0]} | {redenen[1]} |"


def reasons(map_: Path, naam: str, sleutel: Sequence[str], **keuze: str) -> pd.Series:
    """Return our reason per row of a released table, by its key; `keuze` takes rows by the value of a column."""
    tabel = pd.read_csv(map_ / "data" / f"{naam}.csv", encoding="utf-8", keep_default_na=False)
    for kolom, waarde in keuze.items():
        tabel = tabel[tabel[kolom] == waarde]
    return tabel.set_index(list(sleutel))["reden"]


def person_tables(acro: ACRO, map_: Path, analyse: pd.DataFrame) -> list[str]:
    """Compare the tables of the leavers."""
    achtergrond = ["migratieachtergrond", "leerweg", "niveau"]
    regels = [
        compare(
            "figuur_5_4",
            "telling",
            crosstab(acro, analyse, achtergrond, "werk_klasse"),
            reasons(map_, "figuur_5_4", achtergrond),
        )
    ]
    samen = analyse.assign(beide=analyse["werk_klasse"].astype(str) + analyse["werk_uren"].astype(str))
    regels.append(
        compare(
            "tabel_c_werkregels",
            "telling",
            crosstab(acro, samen, ["cohort"], "beide"),
            reasons(map_, "tabel_c_werkregels", ["cohort"]),
        )
    )
    for indeling, kolom in {"oud": "migratieachtergrond", "nieuw": "herkomst_nieuw"}.items():
        ons = reasons(map_, "tabel_5_herkomst", ["achtergrond", "cohort"], indeling=indeling)
        deel = analyse[analyse["cohort"].isin(ons.index.get_level_values("cohort"))].rename(
            columns={kolom: "achtergrond"}
        )
        hun = crosstab(acro, deel, ["achtergrond", "cohort"], "werk_klasse")
        regels.append(compare(f"tabel_5_herkomst ({indeling})", "telling", hun, ons))
    return regels


def start_tables(acro: ACRO, map_: Path) -> list[str]:
    """Compare the start positions: a mean wage, a median duration and a share, each of other persons."""
    sleutel, richting = ["rinpersoons", "rinpersoon"], ["opleidingsrichting"]
    start = pd.concat(
        pd.read_parquet(pad).merge(pd.read_parquet(pad.parents[1] / "cohort" / pad.name), on=sleutel)
        for pad in sorted((map_ / "persoon" / "derived" / "start").glob("*.parquet"))
    )
    ons = reasons(map_, "figuur_k_startpositie", richting).drop("totaal")
    vormen: Mapping[str, tuple[pd.DataFrame, str | None, dict[str, object]]] = {
        "gemiddeld loon": (start[start["loon"].notna()], None, {"values": start["loon"].dropna(), "aggfunc": "mean"}),
        "mediane zoekduur": (
            start[start["maanden"].notna()],
            None,
            {"values": start["maanden"].dropna().astype(float), "aggfunc": "median"},
        ),
        "soort contract": (start[start["contract"].isin(["vast", "tijdelijk"])], "contract", {}),
    }
    return [
        compare("figuur_k_startpositie", vorm, crosstab(acro, data, richting, kolom, **waarden), ons)
        for vorm, (data, kolom, waarden) in vormen.items()
    ]


def regression(acro: ACRO, map_: Path, analyse: pd.DataFrame) -> str:
    """Compare the regression: ACRO gives one verdict, ours is per category."""
    acro.logitr(MODEL, analyse, disp=0)
    oordeel = acro.results.get_index(-1)
    ons = reasons(map_, "tabel_b_0_2", ["volgorde"])
    redenen = ", ".join(sorted(set(ons[ons != ""]))) or "geen"
    alle = len(ons) if oordeel.status == "fail" else 0
    aantallen = f"{len(ons)} | 0 | {alle} | {(ons != '').sum()}"
    return f"| tabel_b_0_2 | regressie | {aantallen} | {oordeel.summary} | {redenen} |"


def main(map_: Path) -> None:
    """Print the comparison for the results in a folder."""
    logging.disable(logging.CRITICAL)
    acro = ACRO(suppress=False)
    analyse = pd.read_parquet(map_ / "persoon" / "derived" / "analyse.parquet")
    regels = [*person_tables(acro, map_, analyse), *start_tables(acro, map_), regression(acro, map_, analyse)]
    sys.stdout.write("\n".join([KOP, "|---|---|---|---|---|---|---|---|", *regels, ""]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "results")
