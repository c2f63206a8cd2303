"""A box over institutions, unweighted: quartiles, and whiskers to the furthest one within Tukey's reach."""

from __future__ import annotations

import numpy as np

# Tukey's reach of a whisker, in interquartile ranges.
BEREIK = 1.5


def box(aandelen: np.ndarray) -> list[float]:
    """Return lower whisker, quartile 1, median, quartile 3 and upper whisker; quantiles are numpy's type 7."""
    laag, midden, hoog = np.quantile(aandelen, [0.25, 0.5, 0.75], method="linear")
    reikwijdte = BEREIK * (hoog - laag)
    # Rounded, so that an institution on the limit does not fall out by the last bit.
    binnen = aandelen[(aandelen >= (laag - reikwijdte) - 1e-12) & (aandelen <= (hoog + reikwijdte) + 1e-12)]
    return [float(waarde) for waarde in (binnen.min(), laag, midden, hoog, binnen.max())]
