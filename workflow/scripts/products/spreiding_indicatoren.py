"""Table S.G: the spread over institutions of the start and recent values of each indicator of the synthesis."""

import pandas as pd

from werkagenda.indicators.registry import Register, registry
from werkagenda.run.step import step

SOORTEN = ("start", "recent")
KWANTIELEN = {"p10": 0.10, "p25": 0.25, "mediaan": 0.50, "p75": 0.75, "p90": 0.90}


def spread(waarden: pd.DataFrame, *, register: Register) -> pd.DataFrame:
    """Return per indicator and kind (start, recent) the quantiles over institutions, unweighted, numpy's type 7.

    The lowest and the highest value are those of one institution: of those that may be shown.

    Args:
        waarden: `instelling, indicator, soort, jaar, waarde, reden`; shares 0-1, marks 1-10.
        register: the registry of indicators.

    """
    eigen = {een.id: een for een in register.synthese()}
    gemeten = waarden[waarden["indicator"].isin(list(eigen)) & waarden["soort"].isin(SOORTEN)].dropna(subset="waarde")
    per_soort = gemeten.groupby(["indicator", "soort"], observed=True)["waarde"]
    te_tonen = gemeten[gemeten["reden"] == ""].groupby(["indicator", "soort"], observed=True)["waarde"]
    uit = te_tonen.agg(minimum="min", maximum="max").reindex(per_soort.size().index).assign(n=per_soort.size())
    for naam, kans in KWANTIELEN.items():
        uit[naam] = per_soort.quantile(kans, interpolation="linear")
    uit = uit.reset_index()
    return uit.assign(
        rang=uit["indicator"].map(lambda naam: eigen[naam].synthese),
        eenheid=uit["indicator"].map(lambda naam: eigen[naam].eenheid),
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", spread(s.read("waarden"), register=registry(s.read("indicatoren"))))
