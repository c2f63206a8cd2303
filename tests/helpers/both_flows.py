"""Inflow and graduates added up together, for tests that look at both."""

import pandas as pd
from derive.stroom_gediplomeerden import graduate_flow
from derive.stroom_instroom import inflow_flow

from werkagenda.flow.calibration import KOLOMMEN


def flow(  # noqa: PLR0913 - one table each; the settings by keyword
    instroom, gediplomeerden, *, indeling, crebo_bc, fusies, definitie, verwacht
):
    """Return `stroom` of both, without years to learn from."""
    geen = pd.DataFrame(columns=KOLOMMEN)
    samen = {"indeling": indeling, "fusies": fusies, "verwacht": verwacht, "kalibratie": geen}
    instroom, gediplomeerden = (
        cellen if "onderdrukte_cellen" in cellen else cellen.assign(onderdrukte_cellen=cellen["onderdrukt"].gt(0) * 1)
        for cellen in (instroom, gediplomeerden)
    )
    delen = [
        inflow_flow(instroom, definitie=definitie, **samen),
        graduate_flow(gediplomeerden, crebo_bc=crebo_bc, **samen),
    ]
    return pd.concat(stroom for stroom, _ in delen)
