"""Set Tau-Argus beside our suppression: the same persons as its microdata, its unsafe cells beside ours.

pytauargus (HiGHS) is no dependency: it has an environment of its own.

    python -m venv tau && tau/bin/pip install pytauargus==0.6.0 pandas pyarrow
    tau/bin/python benchmarks/tauargus_vergelijking.py <folder of a finished synthetic run>

Prints the table of `benchmarks/tauargus.md`. Only counts are printed, never a value of a table. Tau-Argus protects each
table on its own; ours are protected together, so what it leaves and we hide is what another table would give away.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from pytauargus import protect

if TYPE_CHECKING:
    from collections.abc import Sequence

# Fewer than ten persons are unsafe, and an interval is to be a tenth of the minimum on either side, as ours in persons.
MINIMUM, RUIMTE = 10, 50
KOP = "| tabel | regel | cellen | onveilig (Tau-Argus) | ook verborgen | rijen verborgen (wij) | rijen | tijd (s) |"


def suppress(data: pd.DataFrame, dims: Sequence[str], waarde: str, regels: str) -> pd.DataFrame:
    """Return the cells of a table with the status that Tau-Argus gives them, optimal suppression."""
    rijen = data[[*dims, waarde]].astype(dict.fromkeys(dims, "str"))
    # Codes without spaces or commas, as its files have fixed columns.
    for dim in dims:
        rijen[dim] = "c" + rijen[dim].astype("category").cat.codes.astype(str)
    with tempfile.TemporaryDirectory() as map_:
        uit = protect(rijen, list(dims), response=waarde, safety_rules=regels, suppress="OPT(1)", workdir=map_)
        return uit.tables[0].dataframe()


def line(naam: str, regels: str, cellen: pd.DataFrame, ons: pd.Series, seconden: float) -> str:
    """Return a line of the table: what Tau-Argus calls unsafe and hides beside it, and the rows that we hide."""
    status = cellen["status"].astype(str).str.lower()
    onveilig, ook = status.str.contains("unsafe|^u"), status.str.contains("secondary|^m|^x")
    delen = [len(cellen), int(onveilig.sum()), int(ook.sum()), int((ons == "onderdrukt").sum()), len(ons)]
    return f"| {naam} | {regels.replace('|', ' en ')} | {' | '.join(map(str, delen))} | {seconden:.1f} |"


def reasons(map_: Path, naam: str) -> pd.DataFrame:
    """Return a released table as text."""
    return pd.read_csv(map_ / "export" / "tabellen" / f"{naam}.csv", dtype=str, keep_default_na=False, encoding="utf-8")


def main(map_: Path) -> None:
    """Print the comparison for the results in a folder."""
    from time import perf_counter  # noqa: PLC0415 - here alone

    derived = map_ / "persoon" / "derived"
    analyse = pd.read_parquet(derived / "analyse.parquet").assign(een=1)
    sleutel = ["rinpersoons", "rinpersoon"]
    start = pd.concat(
        pd.read_parquet(pad).merge(pd.read_parquet(derived / "cohort" / pad.name), on=sleutel)
        for pad in sorted((derived / "start").glob("*.parquet"))
    ).assign(een=1)
    nieuw = analyse[analyse["herkomst_nieuw"].isin(["zonder", "met"])]
    freq = f"FREQ({MINIMUM},{RUIMTE})"
    taken = [
        ("figuur_5_4", analyse, ["migratieachtergrond", "leerweg", "niveau", "werk_klasse"], "een", freq),
        ("tabel_c_werkregels", analyse, ["cohort", "werk_klasse", "werk_uren"], "een", freq),
        ("tabel_5_herkomst", nieuw, ["cohort", "migratieachtergrond", "werk_klasse"], "een", freq),
        ("tabel_5_herkomst", nieuw, ["cohort", "migratieachtergrond", "herkomst_nieuw", "werk_klasse"], "een", freq),
        ("figuur_k_startpositie", start, ["opleidingsrichting"], "een", freq),
        ("figuur_k_startpositie", start[start["loon"].notna()], ["opleidingsrichting"], "loon", f"P(15,1)|{freq}"),
        ("figuur_k_startpositie", start[start["loon"].notna()], ["opleidingsrichting"], "loon", f"NK(2,85)|{freq}"),
    ]
    sys.stdout.write(f"{KOP}\n|{'---|' * 8}\n")
    for naam, data, dims, waarde, regels in taken:
        begin = perf_counter()
        cellen = suppress(data, dims, waarde, regels)
        seconden = perf_counter() - begin
        regel = line(f"{naam} ({', '.join(dims)})", regels, cellen, reasons(map_, naam)["reden"], seconden)
        sys.stdout.write(f"{regel}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "results")
