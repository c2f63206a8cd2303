"""Intervals of sums: the variance by hand, against a simulation, and what a count or share says without one."""

import numpy as np
import pandas as pd
import pytest

from werkagenda.flow.calibration import KOLOMMEN
from werkagenda.flow.count import count, share
from werkagenda.flow.intervals import DELEN, Margin, features, kind
from werkagenda.models.proportions import Z

# Per cell 1, per BC 0.5, per institution 0.25, shared 0.1; the factors 2 (a total) and 1.
VARIANTIE = dict(zip(DELEN, (1.0, 0.5, 0.25, 0.1), strict=True))
SLEUTEL = ["groep", "jaar", "maat", "instelling", "leerweg", "niveau"]
CELLEN = [
    # institution, BC, suppressed cells, in the group
    ("01AA", "bc1", 2, True),
    ("01AA", "bc2", 3, False),
    ("03CC", "bc1", 4, True),
]


def calibration(*, soorten=("totaal", "groep", "groep_instelling")):
    rijen = [(DE_MAAT, deel, "", "", "", 0, 0, waarde) for deel, waarde in VARIANTIE.items()]
    for grootheid in ("aantal", "aandeel"):
        rijen += [
            (DE_MAAT, "factor", grootheid, soort, "", 0, 0, 2.0 if soort == "totaal" else 1.0) for soort in soorten
        ]
    return pd.DataFrame(rijen, columns=KOLOMMEN)


DE_MAAT = "instroom_opleiding"


def flow():
    """Return a `stroom` of two institutions and the suppressed cells behind it: 100 published at each, 40 in the group.

    A suppressed cell counts for 2, and holds 1 to 4.
    """
    rijen, cellen = [], []
    for groep in ("totaal", "regeling"):
        for instelling in ("01AA", "03CC"):
            k = sum(n for code, _, n, erin in CELLEN if code == instelling and (erin or groep == "totaal"))
            rest = 0 if groep == "totaal" else 60
            k_rest = sum(n for code, _, n, erin in CELLEN if code == instelling and not erin) if rest else 0
            vast = 100 - rest
            rijen.append(
                (groep, 2024, "instroom", instelling, "bol", 4, vast + k, vast + 2 * k, vast + 4 * k, 2 * k,
                 rest + k_rest, rest + 4 * k_rest)
            )  # fmt: skip
        cellen += [
            (groep, 2024, "instroom", code, "bol", 4, bc, bc, DE_MAAT, n, 1.0)
            for code, bc, n, erin in CELLEN
            if erin or groep == "totaal"
        ]
    stroom = pd.DataFrame(
        rijen, columns=[*SLEUTEL, "aantal_min", "aantal", "aantal_max", "onderdrukt", "rest_min", "rest_max"]
    )
    stroom = stroom.assign(aantal_zeker=stroom["aantal"], aantal_mogelijk=stroom["aantal"])
    onzeker = pd.DataFrame(cellen, columns=[*SLEUTEL, "opleiding", "bc", "bronmaat", "cellen", "gewicht"])
    return stroom, onzeker


def test_the_parts_of_a_variance_by_hand():
    rijen = pd.DataFrame(CELLEN, columns=["instelling", "bc", "cellen", "in"]).assign(blok="b", x=[1.0, -1.0, 0.5])
    # x k = 2, -3, 2. Per cell 1 x 2 + 1 x 3 + 0.25 x 4 = 6. Per BC (2 + 2)^2 + 3^2 = 25. Per institution
    # (2 - 3)^2 + 2^2 = 5. All together (2 - 3 + 2)^2 = 1.
    assert features(rijen, ["blok"]).loc["b"].tolist() == [6.0, 25.0, 5.0, 1.0]


def test_the_variance_is_that_of_errors_drawn_with_shared_parts():
    rng = np.random.default_rng(20231001)
    rijen = pd.DataFrame(CELLEN, columns=["instelling", "bc", "cellen", "in"]).assign(blok="b", x=[1.0, -1.0, 0.5])
    k, x = rijen["cellen"].to_numpy(), rijen["x"].to_numpy()
    trekkingen = 200_000
    fout = rng.normal(0, np.sqrt(k * VARIANTIE["per_cel"]), (trekkingen, 3))
    for deel, kolom in (("per_opleiding", "bc"), ("per_instelling", "instelling")):
        plek = pd.factorize(rijen[kolom])[0]
        fout += k * rng.normal(0, np.sqrt(VARIANTIE[deel]), (trekkingen, 2))[:, plek]
    fout += k * rng.normal(0, np.sqrt(VARIANTIE["gedeeld"]), (trekkingen, 1))
    verwacht = float(features(rijen, ["blok"]).loc["b"] @ pd.Series(VARIANTIE))
    # The variance of 200,000 draws has a standard error of 0.3 %.
    assert (fout @ x).var() == pytest.approx(verwacht, rel=0.02)


def test_a_count_has_its_interval_inside_the_outer_bounds():
    stroom, onzeker = flow()
    uit = count(stroom, ["jaar", "groep"], Margin(onzeker, calibration())).set_index("groep").drop(columns="jaar")
    # Group: k = 2 and 4 of one BC at two institutions: 6 + 0.5 x 36 + 0.25 x (4 + 16) + 0.1 x 36 = 32.6.
    helft = Z * np.sqrt(32.6)
    assert helft == pytest.approx(11.19, abs=0.01)
    # 80 published and 12 expected: 92; outer bounds 86 and 104, and 92 - 11 lies under the first.
    assert uit.loc["regeling"].tolist() == [92, 86, 103, 86, 104, pytest.approx(12 / 92), "geschat"]
    # Total, twice as wide: 9 + 0.5 x (36 + 9) + 0.25 x (25 + 16) + 0.1 x 81 = 49.85; 218 +- 27.7, inside 209-236.
    assert uit.loc["totaal", ["aantal", "aantal_laag", "aantal_hoog"]].tolist() == [218, 209, 236]


def test_a_share_moves_with_the_group_and_against_the_rest():
    stroom, onzeker = flow()
    (rij,) = share(stroom, ["jaar"], Margin(onzeker, calibration())).to_dict("records")
    s, noemer = 92 / 218, 218
    binnen, buiten = (1 - s) / noemer, -s / noemer
    variantie = (
        binnen**2 * 6 + buiten**2 * 3
        + 0.5 * ((6 * binnen) ** 2 + (3 * buiten) ** 2)
        + 0.25 * ((2 * binnen + 3 * buiten) ** 2 + (4 * binnen) ** 2)
        + 0.1 * (6 * binnen + 3 * buiten) ** 2
    )  # fmt: skip
    assert rij["aandeel"] == pytest.approx(s)
    assert rij["aandeel_hoog"] == pytest.approx(min(s + Z * np.sqrt(variantie), 104 / (104 + 123)))
    assert rij["aandeel_min"] <= rij["aandeel_laag"] < s < rij["aandeel_hoog"] <= rij["aandeel_max"]
    assert rij["telling"] == "geschat"


def test_a_slice_of_its_own_has_only_its_own_cells():
    stroom, onzeker = flow()
    uit = share(stroom, ["jaar", "instelling"], Margin(onzeker, calibration())).set_index("instelling")
    # All suppressed cells of 03CC are in the group: k = 4, and the share has 1 - s of each.
    s, noemer = 48 / 108, 108
    x = (1 - s) / noemer
    helft = Z * np.sqrt(x**2 * (4 + 0.5 * 16 + 0.25 * 16 + 0.1 * 16))
    assert uit.loc["03CC", "aandeel_laag"] == pytest.approx(max(s - helft, 44 / 104))


def test_without_years_to_learn_from_the_bounds_alone():
    stroom, onzeker = flow()
    geen = Margin(onzeker, pd.DataFrame(columns=KOLOMMEN))
    for marge in (None, geen):
        uit = count(stroom, ["jaar", "groep"], marge)
        assert uit["aantal_laag"].tolist() == uit["aantal_min"].tolist()
        assert uit["aantal_hoog"].tolist() == uit["aantal_max"].tolist()
        assert set(uit["telling"]) == {"begrensd"}


def test_a_counted_number_is_not_widened_by_another_year():
    stroom, onzeker = flow()
    exact = stroom.assign(jaar=2023, onderdrukt=0)
    for kolom in ("aantal_min", "aantal_max", "aantal_zeker", "aantal_mogelijk"):
        exact[kolom] = exact["aantal"]
    uit = count(pd.concat([stroom, exact]), ["jaar", "groep"], Margin(onzeker, calibration())).set_index("jaar")
    assert set(uit.loc[2023, "telling"]) == {"geteld"}
    assert (uit.loc[2023, "aantal_laag"] == uit.loc[2023, "aantal_hoog"]).all()
    assert set(uit.loc[2024, "telling"]) == {"geschat"}


def test_what_is_only_perhaps_in_a_group_widens_the_interval_without_making_it_an_estimate():
    stroom, onzeker = flow()
    groep = stroom["groep"] == "regeling"
    stroom = stroom.assign(aantal_zeker=stroom["aantal"] - 5 * groep, aantal_min=stroom["aantal_min"] - 9 * groep)
    uit = count(stroom[groep], ["jaar", "groep"], Margin(onzeker.iloc[:0], calibration()))
    # Five perhaps at each institution, no suppressed cell: 92 - 10; the outer bound is 86 - 18.
    assert uit[["aantal_laag", "aantal", "aantal_hoog"]].to_numpy().tolist() == [[82, 92, 92]]
    assert uit["telling"].tolist() == ["geteld"]


@pytest.mark.parametrize(
    ("by", "groep", "soort"),
    [
        (["jaar", "groep"], "totaal", "totaal"),
        (["jaar", "groep"], "sector:zorg", "sector"),
        (["jaar", "groep"], "scenario:ruim", "groep"),
        (["jaar", "leerweg", "niveau"], "regeling", "niveau"),
        (["jaar", "leerweg"], "regeling", "leerweg"),
        (["jaar", "instelling"], "totaal", "instelling"),
        (["jaar", "instelling"], "regeling", "groep_instelling"),
    ],
)
def test_the_kind_of_a_block_is_its_finest_split(by, groep, soort):
    assert kind(by, groep) == soort
