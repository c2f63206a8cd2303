"""Wilson's interval against statsmodels."""

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from werkagenda.models.proportions import wilson


@pytest.mark.parametrize(("teller", "n"), [(0, 10), (10, 10), (3, 10), (1, 1), (470_000, 639_170)])
def test_wilson_equals_statsmodels(teller, n):
    onder, boven = wilson(pd.Series([teller]), pd.Series([n]))
    assert (onder[0], boven[0]) == pytest.approx(proportion_confint(teller, n, method="wilson"), abs=1e-12)
    assert onder[0] >= 0
    assert boven[0] <= 1


def test_a_row_without_persons_has_no_interval_and_rows_keep_their_place():
    rijen = pd.Index([7, 3, 5])
    onder, boven = wilson(pd.Series([3, 0, None], rijen, dtype="Int64"), pd.Series([10, 0, None], rijen, dtype="Int64"))
    assert list(onder.index) == list(boven.index) == [7, 3, 5]
    assert (onder[7], boven[7]) == pytest.approx(proportion_confint(3, 10, method="wilson"), abs=1e-12)
    assert onder.isna().tolist() == boven.isna().tolist() == [False, True, True]
