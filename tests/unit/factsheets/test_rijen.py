"""The rows of a factsheet, by hand on five institutions."""

import pytest
from helpers.factsheet_example import SOORTEN, group, register, values

from werkagenda.factsheets.rows import bands, rows


def cells(waarden, code="01AA", minimum=5, groepen=SOORTEN):
    return {
        rij["id"]: rij
        for rij in rows(waarden, register().per_institution(), [code], minimum=minimum, groepen=groepen)[code]
    }


def test_the_band_by_hand():
    # Type 7 on 0.1, 0.2, 0.3, 0.4, 0.5: position 4 x 0.1 = 0.4 after the first, 4 x 0.25 = 1 is the second value.
    (rij,) = bands(group(), minimum=5).to_dict("records")
    assert [rij[naam] for naam in ("p10", "p25", "p75", "p90")] == pytest.approx([0.14, 0.2, 0.4, 0.46])
    assert rij["instellingen"] == 5


def test_no_band_over_too_few_institutions():
    zonder_een = group().assign(waarde=[float("nan"), 0.2, 0.3, 0.4, 0.5])
    assert bands(zonder_een, minimum=5).empty
    assert cells(zonder_een)["veilig"]["band"] is None


def test_a_value_is_printed_half_up_with_its_year():
    # 34.65 has no exact binary neighbour: a float would round it down.
    waarden = values(("01AA", "veilig", "start", 2022, 0.3465, ""), ("01AA", "cijfer", "start", 2023, 7.05, ""))
    rij = cells(waarden)
    assert (rij["veilig"]["start"]["tekst"], rij["veilig"]["start"]["jaar"]) == ("34,7%", "2022")
    assert (rij["cijfer"]["start"]["tekst"], rij["cijfer"]["start"]["plek"]) == ("7,1", 7.1)


def test_noise_behind_the_last_digit_does_not_tip_a_half():
    assert (
        cells(values(("01AA", "veilig", "recent", 2024, 0.12350000000000001 - 1e-16, "")))["veilig"]["recent"]["tekst"]
        == "12,4%"
    )


def test_an_empty_cell_says_why():
    waarden = values(("01AA", "veilig", "start", 2022, float("nan"), "minder dan 10 personen"))
    rij = cells(waarden)["veilig"]
    assert [rij[soort]["reden"] for soort in ("start", "recent", "streef")] == [
        "minder dan 10 personen",
        "geen_waarde",
        "geen_opgave",
    ]
    assert [rij[soort]["plek"] for soort in ("start", "recent", "streef")] == [None, None, None]


def test_who_skipped_the_last_survey_keeps_its_last_value_and_a_hidden_one_stays_hidden():
    tussen = [("01AA", "veilig", "tussen", jaar, waarde, "") for jaar, waarde in ((2024, 0.6), (2023, 0.5))]
    eigen = cells(values(*tussen))["veilig"]["recent"]
    assert (eigen["tekst"], eigen["jaar"]) == ("60,0%", "2024")
    verborgen = values(*tussen, ("01AA", "veilig", "recent", 2025, float("nan"), "minder dan 10 personen"))
    assert cells(verborgen)["veilig"]["recent"]["reden"] == "minder dan 10 personen"


def test_a_value_with_a_reason_counts_in_the_band_and_stands_in_no_cell():
    """0.9 of too few persons, and no value of an earlier year takes its place unless that one may be shown."""
    rijen = [("01AA", "veilig", "tussen", 2024, 0.6, "te weinig"), ("01AA", "veilig", "recent", 2025, 0.9, "te weinig")]
    cel = cells(values(*rijen))["veilig"]["recent"]
    assert (cel["plek"], cel["reden"]) == (None, "te weinig")
    assert cells(values(rijen[0]))["veilig"]["recent"]["plek"] is None
    assert bands(values(*rijen), minimum=1).set_index("soort").loc["recent", "instellingen"] == 1


def test_a_value_stands_beside_the_band_of_its_own_year():
    """Who skipped 2025 has 0.6 of 2024, when the others had 0.5 to 0.9; in 2025 they have 0.1 to 0.4."""
    toen = [(f"0{n}AA", "veilig", "tussen", 2024, (n + 4) / 10, "") for n in range(1, 6)]
    nu = [(f"0{n}AA", "veilig", "recent", 2025, n / 10 - 0.1, "") for n in range(2, 6)]
    waarden = values(*toen, *nu)
    eigen = cells(waarden, minimum=4)["veilig"]
    assert (eigen["recent"]["jaar"], eigen["band"]["jaar"], eigen["band"]["midden"]) == (
        "2024",
        "2024",
        "60,0 tot 80,0%",
    )
    ander = cells(waarden, "02AA", minimum=4)["veilig"]
    assert (ander["recent"]["jaar"], ander["band"]["jaar"], ander["band"]["midden"]) == (
        "2025",
        "2025",
        "17,5 tot 32,5%",
    )
    # Without a value the band of the last year.
    assert cells(waarden, "09ZZ", minimum=4)["veilig"]["band"]["jaar"] == "2025"


def test_a_survey_says_how_many_answered_and_its_margin():
    waarden = values(("01AA", "veilig", "start", 2022, 0.5, ""), ("01AA", "cijfer", "start", 2022, 7.0, ""))
    # Wilson on 50 of 100: 0.4038 to 0.5962, so 9.62 points to either side, printed upwards.
    rij = cells(waarden.assign(n=100, n_effectief=100.0))
    assert (rij["veilig"]["start"]["marge"], rij["cijfer"]["start"]["marge"]) == ("±9,7; n = 100", "")
    # Unequal weights: by statsmodels 0.3664 to 0.6336 on 50 effective answers; as many answered as before.
    assert cells(waarden.assign(n=100, n_effectief=50.0))["veilig"]["start"]["marge"] == "±13,4; n = 100"
    assert cells(waarden)["veilig"]["start"]["marge"] == ""


def test_a_yes_or_no_has_no_share_and_no_band():
    waarden = values(*[(f"0{n}AA", "practoraat", "recent", 2024, float(n > 1), "") for n in range(1, 6)])
    assert cells(waarden)["practoraat"]["recent"]["tekst"] == "nee"
    assert cells(waarden, "02AA")["practoraat"]["recent"]["tekst"] == "ja"
    assert cells(waarden)["practoraat"]["band"] is None


def test_every_institution_gets_the_same_rows_in_the_order_of_the_registry():
    waarden = values(("02AA", "cijfer", "start", 2022, 7.0, ""), ("01AA", "veilig", "start", 2022, 0.5, ""))
    uit = rows(waarden, register().per_institution(), ["01AA", "02AA", "09ZZ"], minimum=5, groepen=SOORTEN)
    assert [[rij["id"] for rij in deel] for deel in uit.values()] == [["veilig", "cijfer"]] * 3
    assert uit["09ZZ"][0]["start"]["reden"] == "geen_waarde"


def test_a_small_change_elsewhere_leaves_the_row_as_it_was():
    """The middle one of five moves within its place: quantiles stay, and so does all that another page shows."""
    anders = group()
    anders.loc[2, "waarde"] = 0.31
    assert cells(group()) == cells(anders)
    assert cells(group(), "03AA") != cells(anders, "03AA")


def counted(*waarden, indicator="lc_ld"):
    """Return the row of an indicator that is counted: start, recent and target."""
    soorten = zip(("start", "recent", "streef"), (2022, 2024, 2027), waarden, strict=True)
    return values(*[("01AA", indicator, soort, jaar, waarde, "") for soort, jaar, waarde in soorten])


def survey(*waarden, n=400):
    tabel = counted(*waarden, indicator="veilig")
    return tabel.assign(n=n, n_effectief=float(n))


def test_a_difference_is_that_of_the_printed_values_with_the_margin_of_both():
    """Wilson over 400: 0.5 has 4.9 points, 0.6 has 4.9: together 6.93, upwards 7.0."""
    rij = cells(survey(0.5, 0.6, 0.7))["veilig"]
    assert [rij[soort]["ruim"] for soort in ("start", "recent")] == [4.9, 4.9]
    assert (rij["verschil"]["tekst"], rij["verschil"]["marge"], rij["verschil"]["stap"]) == ("+10,0", "±7,0", 1)
    klein = cells(survey(0.5, 0.56, 0.7))["veilig"]["verschil"]
    assert (klein["tekst"], klein["stap"]) == ("+6,0", 0)


def test_a_difference_without_a_known_margin_says_so():
    rij = cells(counted(0.5, 0.6, 0.7, indicator="veilig"))["veilig"]
    assert (rij["verschil"]["tekst"], rij["verschil"]["reden"], rij["verschil"]["stap"]) == (
        "+10,0",
        "geen_marge",
        None,
    )
    assert rij["doel"] == ""


@pytest.mark.parametrize(
    ("recent", "doel"),
    # Of 400 answers 60 % has a margin of 4.9 points: with a target of 55 % that is reached from 59.9 % on.
    [(0.6, "bereikt"), (0.59, "open"), (0.51, "open"), (0.49, "niet")],
)
def test_a_target_is_reached_or_not_beyond_the_margin(recent, doel):
    assert cells(survey(0.5, recent, 0.55))["veilig"]["doel"] == doel


@pytest.mark.parametrize(("recent", "doel"), [(0.0, "niet"), (1.0, "bereikt")])
def test_a_yes_or_no_reaches_its_target_without_a_margin(recent, doel):
    assert cells(counted(0.0, recent, 1.0, indicator="practoraat"))["practoraat"]["doel"] == doel


def test_institutions_that_compare_have_a_band_of_their_own():
    """Of 10, 20, 30, 40 and 50 percent the first, third and fifth compare: between 20 and 40 the half of them."""
    groepen = SOORTEN.where([True, False, True, False, True], "klein roc")
    rij = cells(group(), minimum=3, groepen=groepen)["veilig"]
    assert (rij["band"]["midden"], rij["gelijken"]["midden"]) == ("20,0 tot 40,0%", "20,0 tot 40,0%")
    rest = cells(group(), code="02AA", minimum=2, groepen=groepen)["veilig"]
    assert rest["gelijken"]["midden"] == "25,0 tot 35,0%"
    assert cells(group(), code="02AA", minimum=3, groepen=groepen)["veilig"]["gelijken"] is None
