"""Table S.A: the verdict on each indicator of the synthesis, and table S.B: how many there are of each."""

import pandas as pd

from werkagenda.indicators.progress import (
    BEREIKT,
    GEEN_STREEFWAARDE,
    NIET_OP_KOERS,
    OORDELEN,
    OP_KOERS,
    VOORUITGANG,
    basis,
    difference,
    synthesis_values,
    verdict,
)
from werkagenda.indicators.registry import Register, registry
from werkagenda.run.step import step

# Decimals of a rounded value: a whole percentage of a share, a mark with one decimal.
DECIMALEN = {"procent": 2, "rapportcijfer": 1}
GEEN_WAARDE = "er is geen start- of recente waarde"


def progress(sector: pd.DataFrame, *, waarden: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return one row per indicator of the synthesis: values, difference, verdict, and on which values it rests.

    Args:
        sector: unweighted means over institutions (`indicator, soort, jaar, waarde, instellingen`).
        waarden: the values of the institutions; whether these are rounded decides `basis`.
        register: the registry of indicators.

    """
    per_indicator = waarden.dropna(subset="waarde").groupby("indicator")["waarde"]
    rijen = []
    for rij in synthesis_values(sector, register):
        oordeel = verdict(rij["start"], rij["recent"], rij["streef"])
        onder = per_indicator.get_group(rij["indicator"]) if oordeel else ()
        rijen.append(
            rij
            | {
                "verschil": difference(rij["start"], rij["recent"]),
                "oordeel": oordeel,
                "basis": basis(onder, decimalen=DECIMALEN[rij["eenheid"]]) if oordeel else "",
                "reden": "" if oordeel else GEEN_WAARDE,
            }
        )
    return pd.DataFrame(rijen)


def count_verdicts(oordelen: pd.DataFrame) -> pd.DataFrame:
    """Return `onderdeel, aantal, n`: indicators per verdict, and added up as the synthesis does.

    Without a target an indicator that rose counts as less than half way, one that did not as without progress.

    Args:
        oordelen: `oordeel` and `verschil` per indicator; those without a verdict do not count.

    """
    geteld = oordelen[oordelen["oordeel"] != ""]
    per_oordeel = {naam: geteld["oordeel"] == naam for naam in OORDELEN}
    stijgt = geteld["verschil"] > 0
    halverwege = per_oordeel[BEREIKT] | per_oordeel[OP_KOERS]
    minder = per_oordeel[VOORUITGANG] | (per_oordeel[GEEN_STREEFWAARDE] & stijgt)
    delen = per_oordeel | {
        "minstens_halverwege": halverwege,
        "niet_halverwege": ~halverwege,
        "zonder_vooruitgang": per_oordeel[NIET_OP_KOERS] | (per_oordeel[GEEN_STREEFWAARDE] & ~stijgt),
        "minder_dan_halverwege": minder,
        "enige_vooruitgang": halverwege | minder,
        "gestegen": stijgt,
    }
    rijen = [(naam, int(telt.sum()), len(geteld)) for naam, telt in delen.items()]
    return pd.DataFrame(rijen, columns=["onderdeel", "aantal", "n"])


if __name__ == "__main__":
    with step(snakemake) as s:
        tabel = progress(s.read("sector"), waarden=s.read("waarden"), register=registry(s.read("indicatoren")))
        s.write("data", tabel)
        s.write("telling", count_verdicts(tabel))
