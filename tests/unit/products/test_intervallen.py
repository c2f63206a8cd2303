"""Intervals of changes and of the spread over institutions: by hand, and against draws of the same errors."""

import numpy as np
import pandas as pd
import pytest
from helpers.flow_example import KOLOMMEN as STROOMKOLOMMEN
from products.ontleding import decompose
from products.spreiding import spread

from werkagenda.flow.calibration import KOLOMMEN
from werkagenda.flow.intervals import Margin
from werkagenda.models.proportions import Z

MAAT = "gediplomeerd"
KALIBRATIE = pd.DataFrame(
    [(MAAT, "per_cel", "", "", "", 0, 0, 1.0)]
    + [(MAAT, deel, "", "", "", 0, 0, 0.0) for deel in ("per_opleiding", "per_instelling", "gedeeld")]
    + [
        (MAAT, "factor", grootheid, soort, "", 0, 0, 1.0)
        for grootheid in ("aantal", "aandeel")
        for soort in ("totaal", "groep", "groep_instelling", "instelling")
    ],
    columns=KOLOMMEN,
)


def flow(jaar, *, cellen):
    """Return `stroom` and suppressed cells: 10 institutions with 100 students, 30 of them in each group.

    `cellen` suppressed cells of a year stand at each institution, a quarter of them in the group.
    """
    rijen, onzeker = [], []
    for plek in range(10):
        code = f"{plek:02}AA"
        for groep in ("totaal", "genoemd", "per_instelling", "regeling"):
            k, n = (cellen, 100) if groep == "totaal" else (cellen // 4, 30 + plek)
            buiten = 0 if groep == "totaal" else cellen - k
            rest = 0 if groep == "totaal" else 100 - n
            rijen.append(
                (
                    jaar,
                    MAAT,
                    groep,
                    code,
                    "bol",
                    4,
                    n - k,
                    float(n),
                    n + 2 * k,
                    2.0 * k,
                    rest - buiten,
                    rest + 2 * buiten,
                )
            )
            for bc, aantal, erin in (("in", cellen // 4, True), ("uit", cellen - cellen // 4, groep == "totaal")):
                if erin and aantal:
                    onzeker.append((groep, jaar, MAAT, code, "bol", 4, bc, bc, MAAT, aantal, 1.0))
    stroom = pd.DataFrame(rijen, columns=STROOMKOLOMMEN)
    kop = [
        "groep",
        "jaar",
        "maat",
        "instelling",
        "leerweg",
        "niveau",
        "opleiding",
        "bc",
        "bronmaat",
        "cellen",
        "gewicht",
    ]
    zeker = dict.fromkeys(("aantal_zeker", "aantal_mogelijk"), stroom["aantal"])
    return stroom.assign(**zeker), pd.DataFrame(onzeker, columns=kop)


def both(cellen=20, kalibratie=KALIBRATIE):
    oud, _ = flow(2022, cellen=0)
    nieuw, onzeker = flow(2023, cellen=cellen)
    instroom = oud.assign(maat="instroom")
    return pd.concat([oud, nieuw, instroom]), Margin(onzeker.astype({"cellen": int, "gewicht": float}), kalibratie)


def test_a_change_to_an_estimated_year_has_the_errors_of_that_year():
    stroom, marge = both()
    uit = decompose(stroom, leerwegen=["bol"], reeksbreuk=2021, definitie="opleiding", marge=marge)
    rij = uit[(uit["groep"] == "regeling") & (uit["maat"] == MAAT)].set_index("onderdeel")
    # 10 institutions x 5 cells in the group, variance 1 each: 50. Nothing changed.
    helft = Z * np.sqrt(50)
    assert rij.loc["som", ["aantal", "aantal_laag", "aantal_hoog"]].tolist() == [0, round(-helft), round(helft)]
    # Total effect: the mean share 0.345 times the error of the total, 200 cells.
    assert rij.loc["totaaleffect", "aantal_hoog"] == round(Z * 0.345 * np.sqrt(200))
    # Share effect: 1 - 0.345 of the 50 cells in the group, -0.345 of the 150 outside.
    assert rij.loc["aandeeleffect", "aantal_hoog"] == round(Z * np.sqrt(0.655**2 * 50 + 0.345**2 * 150))
    assert set(rij["telling"]) == {"geschat"}


def test_a_change_between_counted_years_is_counted():
    stroom, marge = both(cellen=0)
    uit = decompose(stroom, leerwegen=["bol"], reeksbreuk=2021, definitie="opleiding", marge=marge)
    assert set(uit["telling"]) == {"geteld"}
    assert (uit["aantal_laag"] == uit["aantal"]).all()


def test_without_years_to_learn_from_a_change_has_no_interval():
    stroom, marge = both(kalibratie=KALIBRATIE.iloc[:0])
    uit = decompose(stroom, leerwegen=["bol"], reeksbreuk=2021, definitie="opleiding", marge=marge)
    assert set(uit["telling"]) == {"begrensd"}
    assert uit["aantal_laag"].isna().all()
    breed = spread(stroom, leerwegen=["bol"], reeksbreuk=2021, marge=marge)
    assert breed[(breed["jaar"] == 2023)]["mediaan_laag"].isna().all()


def test_the_mean_over_institutions_has_the_error_of_a_mean():
    stroom, marge = both()
    uit = spread(stroom, leerwegen=["bol"], reeksbreuk=2021, marge=marge)
    rij = uit[(uit["groep"] == "regeling") & (uit["jaar"] == 2023)].iloc[0]
    aandelen = np.arange(30, 40) / 100
    variantie = ((1 - aandelen) ** 2 * 5 + aandelen**2 * 15) / 100**2
    # 400 draws: their standard deviation is known to within 3.5 %, and the factor has as much again.
    assert (rij["gemiddelde_hoog"] - rij["gemiddelde"]) == pytest.approx(Z * np.sqrt(variantie.sum()) / 10, rel=0.15)
    for naam in ("p2_5", "p25", "mediaan", "p75", "p97_5"):
        assert rij[f"{naam}_laag"] < rij[naam] < rij[f"{naam}_hoog"]
    oud = uit[(uit["groep"] == "regeling") & (uit["jaar"] == 2022)].iloc[0]
    assert oud["telling"] == "geteld"
    assert oud["mediaan_laag"] == oud["mediaan"] == oud["mediaan_hoog"]
