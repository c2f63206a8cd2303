"""Say which BC belongs to which group, everywhere or at some institutions only.

Groups: `genoemd` (named by any institution), `per_instelling` (only where that institution named it), `regeling`
(placed in a sector by the researchers), `sector:<name>`, and `scenario:<name>` for other placements.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.institutions.mergers import current_codes
from werkagenda.run.step import step

OVERAL = "*"


def classify(
    genoemd: pd.DataFrame, *, regeling: pd.DataFrame, fusies: pd.DataFrame, scenarios: Mapping[str, Mapping[str, Any]]
) -> pd.DataFrame:
    """Return `groep, instelling, bc`; `instelling` is `*` where a group counts a BC everywhere.

    Args:
        genoemd: `instelling, bc`, codes of the plans' own year.
        regeling: `bc, sector` (empty: in no sector).
        fusies: `oud, nieuw, datum`.
        scenarios: per name a placement as documented in `resources/scenario/`.

    """
    overal = {"genoemd": set(genoemd["bc"].astype(str))}
    sectoren = dict(zip(regeling["bc"], regeling["sector"].replace("", None), strict=True))
    overal["regeling"] = {bc for bc, sector in sectoren.items() if pd.notna(sector)}
    for sector in sorted({sector for sector in sectoren.values() if pd.notna(sector)}):
        overal[f"sector:{sector}"] = {bc for bc, van in sectoren.items() if van == sector}
    for naam, scenario in scenarios.items():
        ander = {**sectoren, **scenario["wijzigingen"]}
        telt = scenario.get("sectoren")
        overal[f"scenario:{naam}"] = {
            bc for bc, sector in ander.items() if pd.notna(sector) and (telt is None or sector in telt)
        }
    rijen = [(groep, OVERAL, bc) for groep, bcs in overal.items() for bc in sorted(bcs)]
    per_instelling = genoemd.astype(str).assign(instelling=current_codes(genoemd["instelling"], fusies))
    eigen = sorted(set(per_instelling[["instelling", "bc"]].itertuples(index=False, name=None)))
    rijen += [("per_instelling", instelling, bc) for instelling, bc in eigen]
    return pd.DataFrame(rijen, columns=["groep", "instelling", "bc"])


def check_institutions(
    genoemd: pd.DataFrame, *, plannen: pd.DataFrame, instellingen: pd.DataFrame, fusies: pd.DataFrame
) -> None:
    """Raise InputError when a programme is named by an institution without a plan, or a plan's code is in no list."""
    zonder_plan = sorted(set(genoemd["instelling"].astype(str)) - set(plannen["instelling"].astype(str)))
    if zonder_plan:
        raise InputError(
            "plan_bc_genoemd",
            "bc_genoemd",
            f"{len(zonder_plan)} instellingen hebben geen plan: {quoted(zonder_plan)}",
            kolom="instelling",
            verwacht="instellingen uit plan_instellingen",
        )
    vandaag = current_codes(plannen["instelling"], fusies)
    vreemd = sorted(set(vandaag) - set(instellingen["instelling"].astype(str)))
    if vreemd:
        raise InputError(
            "plan_instellingen",
            "instellingen",
            f"{len(vreemd)} codes bestaan vandaag niet, ook niet na de fusies: {quoted(vreemd)}",
            kolom="instelling",
            verwacht="instellingen uit instellingenmbo, of een rij in fusies",
        )


if __name__ == "__main__":
    with step(snakemake) as s:
        check_institutions(
            s.read("bc_genoemd"),
            plannen=s.read("plannen"),
            instellingen=s.read("instellingen"),
            fusies=s.read("fusies"),
        )
        s.write(
            "indeling",
            classify(
                s.read("bc_genoemd"),
                regeling=s.read("regeling"),
                fusies=s.read("fusies"),
                scenarios=s.read_all("scenarios"),
            ),
        )
