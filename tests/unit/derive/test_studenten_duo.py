"""DUO's student files beside its inflow files, by hand."""

import pandas as pd
from derive.studenten_duo import bounds, compare, inflow_files, long_form

FUSIES = pd.DataFrame({"oud": ["02BB"], "nieuw": ["01AA"], "datum": ["2023-08-01"]})
BESTAND_01 = pd.DataFrame(
    [
        (2023, "01AA", "Almere", 10, None, 100, 0),
        # Merged with the other since: DUO's code is that of today, and a file that was not rewritten does no harm.
        (2023, "02BB", "Breda", 5, 0, 20, None),
        # A year of which there is no inflow file.
        (2020, "01AA", "Almere", 7, 0, 9, 0),
    ],
    columns=["jaar", "instelling", "plaats", "bbl", "bol_deeltijd", "bol_voltijd", "overig"],
)
BESTAND_08 = pd.DataFrame(
    [
        # No 0 anywhere: a suppressed count may be of nobody.
        (2023, "01AA", "bc005", "bol", "1", 60),
        (2023, "01AA", "bc005", "bol", "2", None),
        (2023, "01AA", "bc008", "bol", "1", None),
        (2023, "01AA", "bc008", "bbl", "1", 16),
    ],
    columns=["jaar", "instelling", "bc", "leerweg", "verblijfsjaar", "aantal"],
)
CELLEN = pd.DataFrame(
    [
        (2023, "open", "totaal_mbo", "01AA", "bc005", "bol", 3, 100, 103.5, 120),
        (2023, "open", "totaal_mbo", "02BB", "bc005", "bol", 3, 2, 4.0, 8),
        (2023, "open", "totaal_mbo", "01AA", "bc008", "bbl", 3, 16, 17.0, 20),
        # Another count, and the delivery of a year that has an open file too: not what is compared.
        (2023, "open", "instroom_mbo", "01AA", "bc005", "bol", 3, 50, 51.0, 52),
        (2023, "levering", "totaal_mbo", "01AA", "bc005", "bol", 3, 999, 999.0, 999),
        # The only file of its year.
        (2022, "levering", "totaal_mbo", "01AA", "bc005", "bol", 3, 80, 80.0, 80),
    ],
    columns=["jaar", "uitgave", "maat", "instelling", "bc", "leerweg", "niveau", "aantal_min", "aantal", "aantal_max"],
)


def naast(tabel, **anders):
    grenzen = bounds(long_form(tabel.assign(**anders)), fusies=FUSIES, high=4)
    return compare(grenzen, inflow_files(CELLEN, fusies=FUSIES))


def test_file_01_adds_places_forms_of_bol_and_merged_institutions():
    # 10 + 5; 100 + 20 and a suppressed count of 1-4; a suppressed count of 1-4. The inflow: 100 + 2 to 120 + 8.
    assert naast(BESTAND_01).to_numpy().tolist() == [
        [2023, "01AA", "bbl", 15, 15, 16, 17.0, 20, "nee"],
        [2023, "01AA", "bol", 121, 124, 102, 107.5, 128, "ja"],
        [2023, "01AA", "overig", 1, 4, 0, 0.0, 0, "nee"],
    ]


def test_file_08_adds_programmes_and_years_and_a_suppressed_count_may_be_nobody():
    assert naast(BESTAND_08).to_numpy().tolist() == [
        [2023, "01AA", "bbl", 16, 16, 16, 17.0, 20, "ja"],
        [2023, "01AA", "bol", 60, 68, 102, 107.5, 128, "nee"],
    ]


def test_bounds_that_touch_fit_and_the_delivery_is_used_where_it_is_alone():
    aan = BESTAND_08.iloc[[0, 1]].assign(jaar=2022, aantal=[76, None])
    assert naast(aan).to_numpy().tolist() == [[2022, "01AA", "bol", 76, 80, 80, 80.0, 80, "ja"]]
    assert naast(aan, aantal=[75, None])["past"].tolist() == ["nee"]


def test_an_institution_that_one_of_the_files_has_not_is_compared_with_nobody():
    samen = naast(BESTAND_08.iloc[[3]].assign(instelling="09ZZ"))
    assert samen[samen["instelling"] == "09ZZ"].to_numpy().tolist() == [
        [2023, "09ZZ", "bbl", 16, 16, 0, 0.0, 0, "nee"],
    ]
    assert samen["past"].tolist() == ["nee"] * 3
