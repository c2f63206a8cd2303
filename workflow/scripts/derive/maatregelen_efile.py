"""Bring what institutions say of their measures to the institutions of today, with objectives that the registry has."""

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.indicators.registry import Register, registry
from werkagenda.institutions.codes import to_today
from werkagenda.run.step import step

BRON = "efile_maatregelen"
_SLEUTEL = ["instelling", "doelstelling"]


def judgements(maatregelen: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return one row per institution of today and objective, or part of one: `voortgang, effectiviteit`.

    Of a merged institution the judgement of the part that kept its code counts, else that of the first code.

    Args:
        maatregelen: `instelling` (of today), `eigen` (the code it came with), `doelstelling, voortgang, effectiviteit`.
        register: the registry, for the objectives and their parts.

    Raises:
        InputError: an objective is not in the registry.

    """
    bekend = {*register.doelstellingen, *register.onderdelen}
    vreemd = sorted(set(maatregelen["doelstelling"].astype(str)) - bekend)
    if vreemd:
        raise InputError(
            BRON,
            "maatregelen.csv",
            f"doelstelling {quoted(vreemd)} staat niet in het register",
            kolom="doelstelling",
            verwacht=quoted(sorted(bekend), hoogstens=len(bekend)),
        )
    rijen = maatregelen.assign(anders=maatregelen["eigen"] != maatregelen["instelling"])
    eerst = rijen.sort_values([*_SLEUTEL, "anders", "eigen"]).drop_duplicates(_SLEUTEL)
    return eerst[[*_SLEUTEL, "voortgang", "effectiviteit"]]


if __name__ == "__main__":
    with step(snakemake) as s:
        ruw = s.read("maatregelen")
        if "maatregel" in ruw:
            # Rows of single measures say what was chosen, and judge nothing.
            ruw = ruw[ruw["maatregel"].isna()]
        vandaag = to_today(ruw, bron=BRON, instellingen=s.read("instellingen"), fusies=s.read("fusies"))
        uit = judgements(vandaag, registry(s.read("indicatoren")))
        if weg := len(vandaag) - len(uit):
            reden = f"{weg} oordelen van een gefuseerde instelling: dat van wie de code hield telt"
            s.attrition(BRON, len(vandaag), len(uit), reden, studenten=0)
        s.write("maatregelen", uit)
