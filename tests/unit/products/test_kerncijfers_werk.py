"""The national share with work: weighted by leavers, with Wilson's interval."""

import pandas as pd
import pytest
from products.kerncijfers_werk import national


def test_the_share_weighs_leavers_and_has_its_interval():
    rijen = [("2018/2019", 100, 0.5), ("2018/2019", 300, 0.9), ("2019/2020", 50, 1.0)]
    uit = national(pd.DataFrame(rijen, columns=["studiejaar", "uitstromers", "aandeel"])).set_index("jaar")
    assert list(uit.index) == [2019, 2020]
    assert uit.loc[2019, "aandeel"] == pytest.approx(0.8)
    # Wilson by hand, z = 1.959964: (320 + z^2 / 2 -+ z * sqrt(320 * 80 / 400 + z^2 / 4)) / (400 + z^2)
    assert uit.loc[2019, "aandeel_laag"] == pytest.approx(0.758030, abs=1e-6)
    assert uit.loc[2019, "aandeel_hoog"] == pytest.approx(0.836263, abs=1e-6)
    assert uit.loc[2020, "aandeel_hoog"] == 1
