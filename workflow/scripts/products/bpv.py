"""Table 5 on the BPV monitor: its percentages as they were published."""

import pandas as pd

from werkagenda.run.step import step


def latest_monitor(bpv: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of the latest monitor."""
    return bpv[bpv["jaar"] == bpv["jaar"].max()]


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", latest_monitor(s.read("bpv")))
