"""What is learned per measure, and what stays empty, on a handful of cells."""

import pandas as pd
import pytest
from derive.kalibratie import GETOETST, calibrate

from werkagenda.flow.calibration import KOLOMMEN

FUSIES = pd.DataFrame({"oud": ["98ZZ"], "nieuw": ["01AA"], "datum": ["2024-08-01"]})
INDELING = pd.DataFrame([("genoemd", "*", "bc001"), ("regeling", "*", "bc002")], columns=["groep", "instelling", "bc"])
KOPPELING = pd.DataFrame({"opleiding": ["bc001", "bc002"], "bc": ["bc001", "bc002"]})
OVERZICHT = pd.DataFrame(
    [("mbo", 4, 2.0, 0.1), ("mbo", 0, 1.0, 9.0), ("opleiding", 4, 1.0, 9.0)],
    columns=["maat", "onderdrukt", "gemiddelde", "standaardfout"],
)


def cells(uitgave, maat, jaren=(2021, 2022), leerweg="bol"):
    """Two institutions and programmes a year; one cell of each is suppressed, and holds 3 in 2022, else 2."""
    rijen = [
        (uitgave, maat, jaar, instelling, leerweg, 4, opleiding, *tellingen)
        for jaar, waar in ((jaar, 3 if jaar == 2022 else 2) for jaar in jaren)
        for instelling in ("01AA", "02BB")
        for opleiding, tellingen in (
            ("bc001", (1, 2.0, 4, 2.0, 1) if uitgave == "open" else (waar, waar, waar, 0.0, 0)),
            ("bc002", (20, 20.0, 20, 0.0, 0)),
        )
    ]
    kolommen = ["uitgave", "maat", "jaar", "instelling", "leerweg", "niveau", "opleiding"]
    return pd.DataFrame(
        rijen, columns=[*kolommen, "aantal_min", "aantal", "aantal_max", "onderdrukt", "onderdrukte_cellen"]
    )


def learned(*delen, leerwegen=("bol",)):
    return calibrate(
        pd.concat(delen), KOPPELING, indeling=INDELING, fusies=FUSIES, overzicht=OVERZICHT, leerwegen=leerwegen
    )


def test_a_measure_with_both_editions_is_learned_and_one_without_is_not():
    kalibratie, terugtoets = learned(cells("open", "mbo"), cells("levering", "mbo"), cells("open", "opleiding"))
    assert list(kalibratie) == KOLOMMEN
    assert set(kalibratie["bronmaat"]) == {"mbo"}
    overal = kalibratie[(kalibratie["onderdeel"] == "verhouding") & (kalibratie["grootte"] == 0)]
    # Ten students where eight were expected.
    assert overal["waarde"].tolist() == pytest.approx([1.25])
    assert list(terugtoets) == GETOETST
    # Each year predicts the other: 2021 says that two in a cell are two, 2022 that they are three.
    totaal = terugtoets[(terugtoets["grootheid"] == "aantal") & (terugtoets["soort"] == "totaal")]
    assert totaal["blokken"].tolist() == [1, 1]
    assert totaal.set_index(["geleerd", "getoetst"])["fout"].to_dict() == pytest.approx(
        {(2021, 2022): 2 / 46, (2022, 2021): 2 / 44}
    )
    assert totaal["fout_ongecorrigeerd"].tolist() == pytest.approx([2 / 46, 0])
    assert totaal["uiterste_breedte"].tolist() == pytest.approx([3 / 46, 3 / 44])


def test_the_error_of_the_expected_value_is_that_of_the_measure_itself():
    """Five per cent of the expected value, each year anew; not that of another measure, or of a file without cells."""
    kalibratie, _ = learned(cells("open", "mbo"), cells("levering", "mbo"))
    gedeeld = kalibratie.loc[kalibratie["onderdeel"] == "gedeeld", "waarde"]
    assert len(gedeeld) == 1
    # Nine times the expected value, as the others say, would be in the hundreds.
    assert gedeeld.iloc[0] < 1


def test_nothing_to_learn_leaves_two_empty_tables_with_their_columns():
    kalibratie, terugtoets = learned(cells("open", "mbo"), cells("levering", "mbo", jaren=[2019]))
    assert (kalibratie.empty, terugtoets.empty) == (True, True)
    assert (list(kalibratie), list(terugtoets)) == (KOLOMMEN, GETOETST)
    # A leerweg that does not count teaches nothing.
    assert learned(cells("open", "mbo"), cells("levering", "mbo"), leerwegen=["bbl"])[0].empty
