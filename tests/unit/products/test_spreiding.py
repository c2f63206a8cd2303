"""Quantiles over institutions, by numpy and by hand."""

import numpy as np
import pytest
from helpers.flow_example import slice_of, stroom
from products.spreiding import spread

AANTALLEN = {"01AA": (10, 0), "02BB": (10, 1), "03CC": (10, 2), "04DD": (20, 10), "05EE": (4, 4), "06FF": (0, 0)}
STROOM = stroom(
    *[
        rij
        for code, (totaal, groep) in AANTALLEN.items()
        for rij in slice_of(2022, "instroom", totaal, {"genoemd": totaal, "regeling": groep}, instelling=code)
    ],
    # The second leerweg of 04DD makes its share 10 / 40.
    *slice_of(2022, "instroom", 20, {"genoemd": 20, "regeling": 0}, instelling="04DD", leerweg="bbl"),
    *slice_of(2022, "instroom", 99, {"genoemd": 0, "regeling": 99}, instelling="04DD", leerweg="overig"),
    *slice_of(2022, "instroom_nieuw", 99, {"genoemd": 0, "regeling": 99}),
    *slice_of(2022, "gediplomeerd", 8, {"genoemd": 8, "regeling": 2}),
)
AANDELEN = [0.0, 0.1, 0.2, 0.25, 1.0]  # 06FF has no students and no share


def test_quantiles_are_type_seven_with_zeros_and_unweighted():
    uit = spread(STROOM, leerwegen=["bol", "bbl"], reeksbreuk=2021)
    assert len(uit) == 4
    rij = uit[(uit["maat"] == "instroom") & (uit["groep"] == "regeling")].iloc[0]
    assert rij["instellingen"] == 5
    assert rij["gemiddelde"] == pytest.approx(1.55 / 5)
    verwacht = np.quantile(AANDELEN, [0.025, 0.25, 0.5, 0.75, 0.975], method="linear")
    assert rij[["p2_5", "p25", "mediaan", "p75", "p97_5"]].tolist() == pytest.approx(verwacht.tolist())
    # By hand: position 4 x 0.025 = 0.1 between 0 and 0.1; 4 x 0.975 = 3.9 between 0.25 and 1.
    assert rij["p2_5"] == pytest.approx(0.01)
    assert rij["p97_5"] == pytest.approx(0.25 + 0.9 * 0.75)


def test_measures_and_groups_stand_apart():
    uit = spread(STROOM, leerwegen=["bol"], reeksbreuk=2021).set_index(["maat", "groep"])
    assert uit.loc[("gediplomeerd", "regeling"), "mediaan"] == 0.25
    assert uit.loc[("instroom", "genoemd"), "p2_5"] == 1.0


def test_the_least_certain_share_says_how_the_spread_is_known():
    """02BB has one to four students in the group and nothing was learned of them: bounds, and no interval."""
    onderdrukt = [
        (2022, "instroom", "totaal", "02BB", "bol", 4, 11, 12.0, 14, 2.0, 0, 0),
        (2022, "instroom", "genoemd", "02BB", "bol", 4, 11, 12.0, 14, 2.0, 0, 0),
        (2022, "instroom", "regeling", "02BB", "bol", 4, 1, 2.0, 4, 2.0, 10, 10),
    ]
    rijen = stroom(*slice_of(2022, "instroom", 10, {"genoemd": 10, "regeling": 5}), *onderdrukt)
    uit = spread(rijen, leerwegen=["bol"], reeksbreuk=2021).set_index("groep")
    assert uit["telling"].to_dict() == {"genoemd": "geteld", "regeling": "begrensd"}
    assert uit.loc["genoemd", ["mediaan_laag", "mediaan", "mediaan_hoog"]].tolist() == [1, 1, 1]
    assert uit.loc["regeling", "mediaan"] == pytest.approx((5 / 10 + 2 / 12) / 2)
    assert uit.loc["regeling", ["mediaan_laag", "gemiddelde_hoog"]].isna().all()
