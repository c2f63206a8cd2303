"""Table 5 on the way from level 2 to level 4: who goes on there, and who of them has a diploma some years later."""

import pandas as pd

from werkagenda.persons.work_share import add_share, count_by
from werkagenda.run.step import step

TOTAAL = "totaal"
# Per question its answer of yes; the second is asked of who answered yes to the first.
VRAGEN = ("doorstroom", "diploma")
KENMERKEN = (TOTAAL, "leerweg")
KOLOMMEN = ["jaar", "vraag", "kenmerk", "categorie", "aandeel", "aandeel_min", "aandeel_max", "n", "teller", "n_nee"]


def on_to_level_4(doorstroom: pd.DataFrame, *, leerwegen: list[str]) -> pd.DataFrame:
    """Return the share of yes per cohort, question, and leerweg of the diploma of level 2, with 95 % intervals.

    Args:
        doorstroom: one row per person and cohort, `diploma` missing for who did not go on.
        leerwegen: those that count.

    """
    alle = doorstroom.assign(totaal=TOTAAL)
    jaren = sorted(alle["jaar"].unique())
    delen = []
    for vraag in VRAGEN:
        personen = alle.dropna(subset=vraag)
        personen = personen.assign(uitkomst=(personen[vraag] == "ja").astype("int64"))
        for kenmerk in KENMERKEN:
            categorieen = [TOTAAL] if kenmerk == TOTAAL else leerwegen
            tabel = count_by(personen, {"jaar": jaren, kenmerk: categorieen}, uitkomst="uitkomst")
            tabel = tabel.rename(columns={kenmerk: "categorie"})
            delen.append(tabel.assign(vraag=vraag, kenmerk=kenmerk))
    return add_share(pd.concat(delen, ignore_index=True))[KOLOMMEN]


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", on_to_level_4(s.read("doorstroom"), leerwegen=s.params["leerwegen"]))
