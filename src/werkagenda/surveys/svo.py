"""The questions of the Schoolverlatersonderzoek to graduates of the mbo that tables tell by yes and no."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# The answers that together are "at most three times".
HOOGSTENS_DRIE = ("niet_nodig", "1", "2-3")


def with_yes_and_no(svo: pd.DataFrame) -> pd.DataFrame:
    """Return the graduates with `hoogstens_drie` (ja or nee): who applied three times at most; missing if unknown."""
    drie = svo["sollicitaties"].isin(HOOGSTENS_DRIE).map({True: "ja", False: "nee"})
    return svo.assign(hoogstens_drie=drie.where(svo["sollicitaties"].notna(), None))
