"""Table C.B: how far the two rules for work differ, per cohort."""

import pandas as pd

from werkagenda.persons.work_share import REGELS, add_share
from werkagenda.run.step import step

# Work by the rule klasse, and by the rule uren.
CELLEN = {"beide": (1, 1), "alleen_klasse": (1, 0), "alleen_uren": (0, 1), "geen": (0, 0)}


def compare_rules(analyse: pd.DataFrame) -> pd.DataFrame:
    """Return per cohort `n`, the share with work by either rule with its interval, and the cross-table of both.

    `<regel>_ja` and `<regel>_nee` are the persons with and without work by that rule.
    """
    werk = analyse[["cohort", *REGELS.values()]]
    per_cohort = werk.groupby("cohort")
    uit = per_cohort.size().rename("n").to_frame()
    for regel, kolom in REGELS.items():
        aandeel = add_share(uit[["n"]].assign(teller=per_cohort[kolom].sum()))
        namen = {"aandeel": "aandeel", "aandeel_min": "min", "aandeel_max": "max", "teller": "ja", "n_nee": "nee"}
        uit = uit.join(aandeel[list(namen)].rename(columns={oud: f"{regel}_{nieuw}" for oud, nieuw in namen.items()}))
    for naam, (klasse, uren) in CELLEN.items():
        raak = (werk[REGELS["klasse"]] == klasse) & (werk[REGELS["uren"]] == uren)
        uit[naam] = raak.groupby(werk["cohort"]).sum()
    return uit.reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", compare_rules(s.read("analyse")))
