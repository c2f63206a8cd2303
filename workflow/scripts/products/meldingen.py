"""Table 5 on reports of stage discrimination: how many, and at how many institutions."""

import pandas as pd

from werkagenda.run.step import step

GEEN_MAXIMUM = "een maximum is het getal van een instelling en wordt niet vrijgegeven"


def count_reports(meldingen: pd.DataFrame) -> pd.DataFrame:
    """Return per year the reports and the institutions with, without and with an unknown number.

    Args:
        meldingen: one row per year and institution; an empty number is unknown, and no zero.

    """
    aantal = meldingen.groupby("jaar")["meldingen"]
    tabel = pd.DataFrame(
        {
            "meldingen": aantal.sum(),
            "instellingen_met": aantal.agg(lambda deel: (deel > 0).sum()),
            "instellingen_zonder": aantal.agg(lambda deel: (deel == 0).sum()),
            "instellingen_onbekend": aantal.agg(lambda deel: deel.isna().sum()),
            "maximum": float("nan"),
        }
    )
    lang = tabel.reset_index().melt(id_vars="jaar", var_name="onderdeel", value_name="waarde")
    return lang.assign(reden=lang["onderdeel"].map({"maximum": GEEN_MAXIMUM}).fillna(""))


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", count_reports(s.read("meldingen")))
