"""Table 3 on graduates in care, technology or education: their share per year and leerweg."""

import pandas as pd

from werkagenda.persons.work_share import add_share, count_by
from werkagenda.run.step import step

TOTAAL = "totaal"
VRAAG = "zorg_techniek_onderwijs"
KENMERKEN = (TOTAAL, "leerweg")
KOLOMMEN = ["jaar", "vraag", "kenmerk", "categorie", "aandeel", "aandeel_min", "aandeel_max", "n", "teller", "n_nee"]


def share_of_directions(richting: pd.DataFrame, *, leerwegen: list[str]) -> pd.DataFrame:
    """Return the share of graduates in care, technology or education per year and leerweg, with 95 % intervals.

    Args:
        richting: one row per person and cohort, `ja` or `nee` in `VRAAG`.
        leerwegen: those that count.

    """
    personen = richting.assign(totaal=TOTAAL, uitkomst=(richting[VRAAG] == "ja").astype("int64"))
    jaren = sorted(personen["jaar"].unique())
    delen = []
    for kenmerk in KENMERKEN:
        categorieen = [TOTAAL] if kenmerk == TOTAAL else leerwegen
        tabel = count_by(personen, {"jaar": jaren, kenmerk: categorieen}, uitkomst="uitkomst")
        delen.append(tabel.rename(columns={kenmerk: "categorie"}).assign(vraag=VRAAG, kenmerk=kenmerk))
    return add_share(pd.concat(delen, ignore_index=True))[KOLOMMEN]


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", share_of_directions(s.read("richting"), leerwegen=s.params["leerwegen"]))
