"""Table C.A: who leaves on the way from diplomas to the analysis population; all cohorts together."""

import pandas as pd

from werkagenda.step import step

AANTALLEN = ["rijen_in", "rijen_uit", "personen_uit"]


def pool_attrition(uitval: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Return per step `rijen_in`, `rijen_uit` (diplomas), `personen_uit` (persons that left) and `reden`.

    A step that fewer than `minimum` rows or persons left goes together with the next one, the last with the one before.
    """
    stappen = uitval.groupby(["volgorde", "stap", "reden"])[AANTALLEN].sum().reset_index().to_dict("records")
    uit: list[dict[str, object]] = []
    for stap in stappen:
        vorige = uit[-1] if uit and _small(uit[-1], minimum) else None
        uit = [*uit[:-1], _together(vorige, stap)] if vorige else [*uit, stap]
    if len(uit) > 1 and _small(uit[-1], minimum):
        uit = [*uit[:-2], _together(*uit[-2:])]
    return pd.DataFrame(uit)


def _small(stap: dict[str, object], minimum: int) -> bool:
    return any(0 < aantal < minimum for aantal in (stap["rijen_in"] - stap["rijen_uit"], stap["personen_uit"]))


def _together(eerste: dict[str, object], tweede: dict[str, object]) -> dict[str, object]:
    return {
        **tweede,
        "rijen_in": eerste["rijen_in"],
        "personen_uit": eerste["personen_uit"] + tweede["personen_uit"],
        "reden": "; ".join([eerste["reden"], tweede["reden"]]),
    }


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", pool_attrition(pd.concat(s.read_all("uitval").values()), **s.params))
