"""Boxes over institutions, by hand and beside matplotlib's own."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.cbook import boxplot_stats
from products.boxplot import DOOS, box_per_group
from products.richtingen import spread_by_direction

from werkagenda.surveys.boxes import box

MINIMUM = {"uitstromers": 10, "instellingen": 5}


def uitstroom(*rijen):
    kolommen = ["studiejaar", "instelling", "leerweg", "niveau", "opleidingsrichting", "uitstromers", "aandeel"]
    return pd.DataFrame(rijen, columns=kolommen)


def test_box_by_hand():
    # Quartiles of seven are the mean of the 2nd and 3rd and of the 5th and 6th; reach 1.5 x 0.15; 0.10 is an outlier.
    aandelen = np.array([0.10, 0.50, 0.60, 0.62, 0.65, 0.75, 0.80])
    assert box(aandelen) == pytest.approx([0.50, 0.55, 0.62, 0.70, 0.80])


@pytest.mark.parametrize("aantal", [5, 12, 33, 55])
def test_box_as_matplotlib_draws_it(aantal):
    aandelen = np.random.default_rng(aantal).beta(6, 2, aantal) ** 2
    (anders,) = boxplot_stats(aandelen)
    assert box(aandelen) == pytest.approx([anders[naam] for naam in ("whislo", "q1", "med", "q3", "whishi")], abs=1e-12)


def test_an_institution_on_the_limit_is_no_outlier():
    # Quartiles 0.4 and 0.6, reach 0.3: 0.1 lies on it.
    assert box(np.array([0.1, 0.4, 0.5, 0.6, 0.7]))[0] == 0.1


def test_only_institutions_with_enough_leavers_count():
    rijen = [("2022/2023", f"{n}", "bol", 2, "zorg en welzijn", 10, n / 10) for n in range(1, 6)]
    rijen += [
        ("2022/2023", "klein", "bol", 2, "zorg en welzijn", 9, 0.99),
        ("2021/2022", "6", "bol", 2, "zorg en welzijn", 100, 0.99),
        ("2022/2023", "7", "bbl", 2, "zorg en welzijn", 100, 0.99),
        *(("2022/2023", f"{n}", "bol", 2, "horeca en bakkerij", 50, 0.5) for n in range(4)),
    ]
    tabel = box_per_group(
        uitstroom(*rijen),
        per=["opleidingsrichting"],
        alleen={"leerweg": "bol", "niveau": 2},
        laatste_jaar=True,
        minimum=MINIMUM,
    ).set_index("opleidingsrichting")
    assert tabel.loc["zorg en welzijn", DOOS].tolist() == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])
    # Five times 10 leavers with 30 percent on average, and 9 with 99 percent: (15 + 8.91) / 59.
    assert tabel.loc["zorg en welzijn", "landelijk"] == pytest.approx((15 + 8.91) / 59)
    assert tabel.loc["zorg en welzijn", "instellingen"] == 5
    assert tabel.loc["horeca en bakkerij", [*DOOS, "landelijk"]].isna().all()
    assert tabel["reden"].to_dict() == {
        "zorg en welzijn": "",
        "horeca en bakkerij": "minder dan 5 instellingen met 10 uitstromers",
    }


def test_directions_of_an_institution_are_weighted_by_leavers():
    # Each institution: of 30 leavers 0.2 work and of 10 all, so (6 + 10) / 40 = 0.4; eight leavers are too few.
    rijen = [
        ("2022/2023", f"{n}", "bbl", 1, richting, aantal, aandeel)
        for n in range(5)
        for richting, aantal, aandeel in (("entree", 30, 0.2), ("zorg en welzijn", 10, 1.0))
    ]
    rijen += [("2020/2021", f"{n}", "bbl", 1, "entree", 8, 0.5) for n in range(5)]
    tabel = box_per_group(
        uitstroom(*rijen), per=["studiejaar", "leerweg", "niveau"], alleen={}, laatste_jaar=False, minimum=MINIMUM
    ).set_index("studiejaar")
    assert tabel.loc["2022/2023", DOOS].tolist() == pytest.approx([0.4] * 5)
    assert tabel.loc["2020/2021", "instellingen"] == 0


def test_all_levels_and_leerwegen_side_by_side_with_each_institution_and_the_national_interval():
    """Five institutions of 10 leavers, a small one, a direction with too few and one that a leerweg does not have."""
    rijen = [("2022/2023", f"{n}", "bol", 2, "zorg en welzijn", 10, n / 10) for n in (3, 1, 2, 5, 4)]
    rijen += [
        ("2022/2023", "klein", "bol", 2, "zorg en welzijn", 9, 0.99),
        ("2021/2022", "6", "bol", 2, "zorg en welzijn", 100, 0.99),
        ("2022/2023", "7", "bol", 1, "entree", 100, 0.99),
        ("2022/2023", "8", "bbl", 2, "horeca en bakkerij", 50, 0.5),
    ]
    uit = spread_by_direction(uitstroom(*rijen), niveaus=[2], minimum=MINIMUM)
    leeg = uit[uit["aandeel"].isna()].set_index(["leerweg", "opleidingsrichting"])
    assert leeg["reden"].to_dict() == {
        ("bbl", "horeca en bakkerij"): "minder dan 5 instellingen met 10 uitstromers",
        ("bbl", "zorg en welzijn"): "",
        ("bol", "horeca en bakkerij"): "",
    }
    zorg = uit[uit["aandeel"].notna()].set_index(["onderdeel", "rang"])
    assert zorg["instellingen"].unique().tolist() == [5]
    assert zorg.loc["instelling", "aandeel"].to_dict() == {1: 0.1, 2: 0.2, 3: 0.3, 4: 0.4, 5: 0.5}
    assert [zorg.loc[(deel, 0), "aandeel"] for deel in ("kwartiel_1", "mediaan", "kwartiel_3")] == [0.2, 0.3, 0.4]
    # (15 + 8.91) / 59, and Wilson's interval of it worked out by the roots of its quadratic equation.
    p, n, z = (15 + 8.91) / 59, 59, 1.959963984540054
    wortels = np.roots([1 + z**2 / n, -(2 * p + z**2 / n), p**2])
    landelijk = zorg.loc[("landelijk", 0), ["aandeel", "aandeel_laag", "aandeel_hoog"]].astype(float)
    assert landelijk.tolist() == pytest.approx([p, *sorted(wortels)])
