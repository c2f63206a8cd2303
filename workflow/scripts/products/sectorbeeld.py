"""Figure S.1: start, recent and target value of each indicator of the synthesis that is a percentage."""

import pandas as pd

from werkagenda.indicators.progress import SOORTEN, synthesis_values
from werkagenda.indicators.registry import Register, registry
from werkagenda.run.step import step

KOLOMMEN = ["indicator", "rang", *SOORTEN, "n"]
VERANDERING = ["verandering", "verandering_laag", "verandering_hoog"]


def sector_picture(sector: pd.DataFrame, *, voortgang: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return `indicator, rang, start, recent, streef` (0-1, mirrored so that higher is better) and `n` (institutions).

    Beside them the verdict of the monitor.

    Args:
        sector: the unweighted means over institutions; marks from 1 to 10 are left to the table of verdicts.
        voortgang: `tabel_s_voortgang`: its verdict is taken over, and its change with an interval where the
            institutions in common carry one.
        register: the registry of indicators.

    """
    rijen = [rij for rij in synthesis_values(sector, register) if rij["eenheid"] == "procent"]
    gedragen = voortgang[VERANDERING].where(voortgang["richting"] != "")
    erbij = voortgang[["indicator", "oordeel"]].join(gedragen)
    beeld = pd.DataFrame(rijen)[KOLOMMEN]
    return beeld.merge(erbij, on="indicator", how="left", validate="one_to_one")


if __name__ == "__main__":
    with step(snakemake) as s:
        register = registry(s.read("indicatoren"))
        s.write("data", sector_picture(s.read("sector"), voortgang=s.read("voortgang"), register=register))
