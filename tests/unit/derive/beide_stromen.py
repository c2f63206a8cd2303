"""Inflow and graduates added up together, for tests that look at both."""

import pandas as pd
from derive.stroom_gediplomeerden import graduate_flow
from derive.stroom_instroom import inflow_flow


def flow(  # noqa: PLR0913 - one table each; the settings by keyword
    instroom, gediplomeerden, *, indeling, crebo_bc, fusies, definitie, verwacht
):
    samen = {"indeling": indeling, "fusies": fusies, "verwacht": verwacht}
    delen = [
        inflow_flow(instroom, definitie=definitie, **samen),
        graduate_flow(gediplomeerden, crebo_bc=crebo_bc, **samen),
    ]
    return pd.concat(delen)
