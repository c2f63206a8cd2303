"""Table C.B: how far the two rules for work differ, per cohort."""

import pandas as pd

from werkagenda.onthulling import first_reason, hide, reason_count
from werkagenda.step import step
from werkagenda.werkaandeel import REGELS, add_share

# Work by the rule klasse, and by the rule uren.
CELLEN = {"beide": (1, 1), "alleen_klasse": (1, 0), "alleen_uren": (0, 1), "geen": (0, 0)}


def compare_rules(analyse: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Return per cohort `n`, the share with work by either rule with its interval, and the cross-table of both.

    When a cell of the cross-table fails `minimum` all four are empty, or the shares would give it away.
    """
    werk = analyse[["cohort", *REGELS.values()]]
    per_cohort = werk.groupby("cohort")
    uit = per_cohort.size().rename("n").to_frame()
    redenen = []
    for regel, kolom in REGELS.items():
        aandeel = add_share(uit[["n"]].assign(teller=per_cohort[kolom].sum()), minimum=minimum)
        for deel in ("aandeel", "min", "max"):
            uit[f"{regel}_{deel}"] = aandeel[deel if deel == "aandeel" else f"aandeel_{deel}"]
        redenen.append(aandeel["reden"])
    for naam, (klasse, uren) in CELLEN.items():
        raak = (werk[REGELS["klasse"]] == klasse) & (werk[REGELS["uren"]] == uren)
        uit[naam] = raak.groupby(werk["cohort"]).sum()
    kleinste = reason_count(uit[list(CELLEN)].min(axis=1), minimum=minimum)
    uit = hide(hide(uit, kleinste, list(CELLEN)), reason_count(uit["n"], minimum=minimum), ["n"])
    return uit.assign(reden=first_reason(*redenen, kleinste)).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", compare_rules(s.read("analyse"), **s.params))
