"""Turn the targets in the plans into one share per institution of today, question, leerweg and level.

A value on a five-point scale can't be turned into a share of satisfied students: it is left out and counted.
"""

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step

_SLEUTEL = ["meting", "instelling", "indicator", "leerweg", "niveau"]
# Per unit the range in which a target lies. A percentage below 1 would be a share that was typed as it is.
_BEREIK = {"percentage": (1, 100), "vijfpuntsschaal": (1, 5)}


def check_values(streefwaarden: pd.DataFrame) -> None:
    """Raise InputError on a target outside the range of its unit; nothing is guessed."""
    for eenheid, (laagste, hoogste) in _BEREIK.items():
        rijen = streefwaarden[streefwaarden["eenheid"] == eenheid]
        buiten = rijen[~(rijen["waarde"].between(laagste, hoogste) | (rijen["waarde"] == 0))]
        if len(buiten):
            wie = sorted(set(buiten["instelling"].astype(str)))
            raise InputError(
                "plan_streefwaarden",
                "streefwaarden",
                f"{len(buiten)} rijen met een {eenheid} buiten {laagste}-{hoogste}, van instelling {quoted(wie)}",
                kolom="waarde",
                verwacht=f"een waarde van {laagste} tot en met {hoogste}",
            )


def merge_parts(streefwaarden: pd.DataFrame, studenten: pd.DataFrame) -> pd.DataFrame:
    """Return one target (0-1) per key; that of a merged institution is the student-weighted mean of its parts.

    Where no part has students under its own code (open data know today's codes only), the parts weigh the same.

    Args:
        streefwaarden: percentages with `instelling` of today and `eigen`, the code of the plan.
        studenten: `instelling` (code of the file), `leerweg, niveau, aantal` on 1 October of the year that weighs.

    """
    aantal = studenten.rename(columns={"instelling": "eigen"})
    tabel = streefwaarden.merge(aantal, on=["eigen", "leerweg", "niveau"], how="left", validate="many_to_one")
    gewicht = tabel["aantal"].fillna(0)
    som = gewicht.groupby([tabel[naam] for naam in _SLEUTEL], observed=True).transform("sum")
    tabel["gewicht"] = gewicht.where(som > 0, 1)
    tabel["deel"] = tabel["waarde"] / 100 * tabel["gewicht"]
    uit = (
        tabel.sort_values([*_SLEUTEL, "eigen"])
        .groupby(_SLEUTEL, as_index=False, observed=True)[["deel", "gewicht"]]
        .sum()
    )
    return uit.assign(waarde=uit["deel"] / uit["gewicht"])[[*_SLEUTEL, "waarde"]]


if __name__ == "__main__":
    with step(snakemake) as s:
        ruw, studenten = s.read("streefwaarden"), s.read("studenten")
        check_values(ruw)
        studenten = studenten[studenten["jaar"] == s.params["peiljaar"]].drop(columns="jaar")
        tabel = to_today(ruw, bron="plan_streefwaarden", instellingen=s.read("instellingen"), fusies=s.read("fusies"))
        bruikbaar = tabel[tabel["eenheid"] == "percentage"]
        verhuisd = bruikbaar[bruikbaar["eigen"] != bruikbaar["instelling"]]
        for rijen_in, rijen_uit, deel, reden in (
            (tabel, bruikbaar, tabel.drop(bruikbaar.index), "op een vijfpuntsschaal: geen percentage"),
            (bruikbaar, bruikbaar, verhuisd, "van een gefuseerde instelling: gewogen bij die van vandaag"),
        ):
            if len(deel):
                cellen = deel.drop_duplicates(["eigen", "leerweg", "niveau"]).merge(
                    studenten.rename(columns={"instelling": "eigen"}), on=["eigen", "leerweg", "niveau"]
                )
                s.attrition(
                    "plan_streefwaarden",
                    len(rijen_in),
                    len(rijen_uit),
                    f"{len(deel)} streefwaarden {reden}",
                    studenten=cellen["aantal"].sum(),
                )
        s.write("streefwaarden", merge_parts(bruikbaar, studenten))
