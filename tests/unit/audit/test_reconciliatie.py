"""Each verdict of the reconciliation against a verdict worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from audit.reconciliatie import KOLOMMEN, reconcile
from helpers.project import ROOT

from werkagenda.errors import InputError

PUBLISHED = ROOT / "resources" / "published"
DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
GEIJKT = ["p"]
LEEG = {
    "product": "p",
    "sleutel": "groep=a;jaar=2022",
    "kolom": "aandeel",
    "waarde": "",
    "onder": "",
    "boven": "",
    "afronding": "procent0",
    "soort": "exact",
    "bron": "rapport",
    "pagina": "12",
    "strijdig_met": "",
    "toelichting": "",
}


def rapport(**anders: str) -> pd.DataFrame:
    """Return one published row."""
    return pd.DataFrame([LEEG | anders])


def tabel(**kolommen: list[object]) -> dict[str, pd.DataFrame]:
    """Return the computed product `p`: one group, the years 2022 and 2023."""
    return {"p": pd.DataFrame({"groep": ["a", "a"], "jaar": [2022, 2023]} | kolommen)}


def uitkomst(published: pd.DataFrame, computed: dict[str, pd.DataFrame]) -> tuple[str, str, str]:
    """Return computed value, difference and verdict of the only row."""
    rij = reconcile(published, computed, drempels=DREMPELS, geijkt=GEIJKT).iloc[0]
    return rij["berekend"], rij["verschil"], rij["oordeel"]


@pytest.mark.parametrize(
    ("gedrukt", "aandeel", "verwacht"),
    [
        ("63", 0.625, ("62.5", "-0.5", "gelijk")),  # 5 of 8: half up, where binary rounding to even gives 62
        ("62", 0.625, ("62.5", "0.5", "binnen afronding")),
        ("29", 0.285, ("28.5", "-0.5", "gelijk")),  # 57 of 200: 0.285 * 100 in floats lies below 28.5
        ("30", 0.3049, ("30.49", "0.49", "gelijk")),
        ("30", 0.3099, ("30.99", "0.99", "afwijkend")),  # 31 in print: half a unit is rounding, a whole one is not
        ("30", 0.3050, ("30.5", "0.5", "binnen afronding")),
        ("30", 0.30501, ("30.5", "0.5", "afwijkend")),
        ("30", 0.31, ("31", "1", "afwijkend")),
        ("30", 0.29, ("29", "-1", "afwijkend")),
        ("200", 2.0, ("200", "0", "gelijk")),
        ("0", 0.0, ("0", "0", "gelijk")),
    ],
)
def test_share_is_compared_in_percent_and_half_up(gedrukt: str, aandeel: float, verwacht: tuple[str, str, str]) -> None:
    """A share is rounded as printed; a miss by half a printed unit is rounding."""
    assert uitkomst(rapport(waarde=gedrukt), tabel(aandeel=[aandeel, 0.9])) == verwacht


def test_count_is_equal_or_different() -> None:
    """A count that is one off is no rounding."""
    telling = {"kolom": "aantal", "afronding": "geheel"}
    assert uitkomst(rapport(waarde="38", **telling), tabel(aantal=[38, 1])) == ("38", "0", "gelijk")
    assert uitkomst(rapport(waarde="38", **telling), tabel(aantal=[39, 1])) == ("39", "1", "afwijkend")


@pytest.mark.parametrize(
    ("gedrukt", "berekend", "fout", "verwacht"),
    [
        ("0.096", 0.0964, 0.014, ("0.0964", "0.0004", "gelijk")),
        ("0.096", 0.0965, 0.014, ("0.0965", "0.0005", "binnen afronding")),  # prints 0,097
        ("0.020", 0.0300, 0.011, ("0.03", "0.01", "te onzeker")),  # 1.959964 x 0.011 = 0.02156 is more than 0.020
        ("0.022", 0.0300, 0.011, ("0.03", "0.008", "binnen onzekerheid")),
        ("0.096", 0.1234, 0.014, ("0.1234", "0.0274", "binnen onzekerheid")),  # 0.0274 < 1.959964 x 0.014 = 0.02744
        ("0.096", 0.1235, 0.014, ("0.1235", "0.0275", "afwijkend")),  # 0.0275 > 0.02744
        ("-0.776", -0.8, 0.008, ("-0.8", "-0.024", "afwijkend")),
    ],
)
def test_estimate_is_compared_with_its_own_uncertainty(
    gedrukt: str, berekend: float, fout: float, verwacht: tuple[str, str, str]
) -> None:
    """The published number may lie anywhere in the 95 % interval of the computed one; columns with gaps are text."""
    schatting = rapport(waarde=gedrukt, soort="schatting", afronding="decimalen3", kolom="coefficient")
    rij = tabel(coefficient=[str(berekend), ""], standaardfout=[str(fout), ""])
    assert uitkomst(schatting, rij) == verwacht


@pytest.mark.parametrize(
    ("afronding", "gelijk", "naast"),
    [("procent0", "12", "13"), ("procent1", "12.3", "12.4"), ("procent2", "12.35", "12.34"),
     ("decimalen1", "0.1", "0.2"), ("decimalen2", "0.12", "0.13"), ("decimalen3", "0.123", "0.124")],
)  # fmt: skip
def test_every_rounding_has_its_own_decimals(afronding: str, gelijk: str, naast: str) -> None:
    for gedrukt, oordeel in ((gelijk, "gelijk"), (naast, "afwijkend")):
        published = rapport(waarde=gedrukt, afronding=afronding, kolom="waarde")
        assert uitkomst(published, tabel(waarde=[0.123452, 1]))[2] == oordeel


def test_a_number_with_two_decimals_is_rounded_to_two() -> None:
    """0,07 in print: 0.0749 is equal, 0.075 rounds to 0.08."""
    for berekend, oordeel in ((0.0749, "gelijk"), (0.075, "binnen afronding"), (0.0751, "afwijkend")):
        published = rapport(waarde="0.07", afronding="decimalen2", kolom="waarde")
        assert uitkomst(published, tabel(waarde=[berekend, 1]))[2] == oordeel


@pytest.mark.parametrize(
    ("gedrukt", "sterren", "p", "verwacht"),
    [
        ("****", "****", "0.04", ("****", "", "gelijk")),
        ("****", "***", "0.04", ("***", "", "afwijkend")),
        ("*", "", "0.04", ("geen", "", "afwijkend")),
        ("geen", "", "0.04", ("geen", "", "gelijk")),
        ("geen", "", "", ("", "", "niet berekend")),
    ],
)
def test_stars_are_words(gedrukt: str, sterren: str, p: str, verwacht: tuple[str, str, str]) -> None:
    """No star is an answer, unless the p value is held back."""
    woord = rapport(waarde=gedrukt, soort="woord", afronding="geen", kolom="sterren")
    assert uitkomst(woord, tabel(sterren=[sterren, ""], p=[p, ""])) == verwacht


def test_what_is_held_back_says_why() -> None:
    """The reason of the row follows the explanation of the source."""
    published = rapport(waarde="0.071", soort="schatting", afronding="decimalen3", kolom="waarde", toelichting="Bron.")
    computed = tabel(waarde=["", "1"], standaardfout=["", "1"], reden=["te weinig personen", ""])
    rij = reconcile(published, computed, drempels=DREMPELS, geijkt=GEIJKT).iloc[0]
    assert (rij["oordeel"], rij["toelichting"]) == ("niet berekend", "Bron. Niet getoond: te weinig personen.")


@pytest.mark.parametrize(
    ("oud", "nieuw", "verwacht"),
    [
        (0.262, 0.249, ("-1.3", "-0.3", "gelijk")),
        (0.256, 0.254, ("-0.2", "0.8", "afwijkend")),  # prints 26 and 25, but is no fall of one point
        (0.256, 0.241, ("-1.5", "-0.5", "binnen afronding")),
        (0.250, 0.260, ("1", "2", "afwijkend")),
    ],
)
def test_change_is_taken_from_unrounded_values(oud: float, nieuw: float, verwacht: tuple[str, str, str]) -> None:
    """`jaar=2022>2023` compares the difference of two rows."""
    published = rapport(waarde="-1", sleutel="groep=a;jaar=2022>2023")
    assert uitkomst(published, tabel(aandeel=[oud, nieuw])) == verwacht


@pytest.mark.parametrize(
    ("aandeel", "verwacht"),
    [
        (0.275, ("27.5", "0", "binnen bereik")),
        (0.325, ("32.5", "0", "binnen bereik")),
        (0.3251, ("32.51", "0.01", "afwijkend")),
        (0.26, ("26", "-1.5", "afwijkend")),
    ],
)
def test_interval_includes_its_bounds(aandeel: float, verwacht: tuple[str, str, str]) -> None:
    """Outside the interval the difference is the distance to it."""
    published = rapport(soort="ongeveer", onder="27.5", boven="32.5")
    assert uitkomst(published, tabel(aandeel=[aandeel, 0.9])) == verwacht


@pytest.mark.parametrize(
    ("woord", "oud", "nieuw", "verwacht"),
    [
        ("gedaald", 1000, 990, ("gedaald", "", "gelijk")),  # exactly 1 %
        ("gedaald", 1000, 991, ("gelijk gebleven", "", "afwijkend")),  # 0.9 %
        ("niet gestegen", 1000, 991, ("gelijk gebleven", "", "gelijk")),
        ("niet gestegen", 1000, 900, ("gedaald", "", "gelijk")),
        ("niet gestegen", 1000, 1010, ("gestegen", "", "afwijkend")),
        ("gelijk gebleven", 1000, 1005, ("gelijk gebleven", "", "gelijk")),
    ],
)
def test_direction_of_a_count(woord: str, oud: int, nieuw: int, verwacht: tuple[str, str, str]) -> None:
    """The word follows the threshold of 1 percent."""
    published = rapport(
        soort="richting", waarde=woord, sleutel="groep=a;jaar=2022>2023", kolom="aantal", afronding="geheel"
    )
    assert uitkomst(published, tabel(aantal=[oud, nieuw])) == verwacht


def test_direction_of_a_share_uses_percentage_points() -> None:
    """0.30 to 0.304 is 1.3 percent, but 0.4 percentage points: unchanged."""
    published = rapport(soort="richting", waarde="gestegen", sleutel="groep=a;jaar=2022>2023")
    assert uitkomst(published, tabel(aandeel=[0.30, 0.304])) == ("gelijk gebleven", "", "afwijkend")
    assert uitkomst(published, tabel(aandeel=[0.30, 0.305])) == ("gestegen", "", "gelijk")


@pytest.mark.parametrize(
    ("aantal", "verwacht"),
    [(-12, ("gedaald", "", "gelijk")), (12, ("gestegen", "", "afwijkend")), (0, ("gelijk gebleven", "", "afwijkend"))],
)
def test_direction_without_period_is_the_sign(aantal: int, verwacht: tuple[str, str, str]) -> None:
    """A column that is itself a change has a direction of its own."""
    published = rapport(soort="richting", waarde="gedaald", kolom="aantal", afronding="geheel")
    assert uitkomst(published, tabel(aantal=[aantal, 1])) == verwacht


@pytest.mark.parametrize(
    "anders",
    [
        {"product": "bestaat_niet"},
        {"sleutel": "groep=a;jaar=2019"},
        {"sleutel": "groep=a;jaar=2019>2022"},
        {"sleutel": "groep=a;jaar=2023"},
    ],
)
def test_missing_product_row_or_value_is_not_computed(anders: dict[str, str]) -> None:
    """Nothing to compare with is a verdict, with or without a contradicting source."""
    published = rapport(waarde="30", strijdig_met="p;groep=b", **anders)
    assert uitkomst(published, tabel(aandeel=[0.3, None])) == ("", "", "niet berekend")


def test_empty_text_cell_is_not_computed() -> None:
    """A csv column with empty cells comes as text: the empty cell is nothing, its neighbour a number."""
    computed = tabel(aandeel=["0.3", ""])
    assert uitkomst(rapport(waarde="30"), computed) == ("30", "0", "gelijk")
    assert uitkomst(rapport(waarde="30", sleutel="groep=a;jaar=2023"), computed) == ("", "", "niet berekend")


def two_numbers(een: str, ander: str, *, plek: str = "groep=a;jaar=2022", kolom: str = "aandeel") -> pd.DataFrame:
    """Return two published numbers of which the first says that the second contradicts it."""
    strijdig = f"p;{plek}|{kolom}"
    return pd.concat(
        [
            rapport(waarde=een, strijdig_met=strijdig),
            rapport(waarde=ander, sleutel=plek, kolom=kolom, pagina="13", bron="ander rapport"),
        ]
    )


@pytest.mark.parametrize(
    ("aandeel", "verwacht"),
    [
        (0.40, "bron strijdig"),  # the run finds the other number
        (0.395, "bron strijdig"),
        (0.30, "gelijk"),
        (0.35, "afwijkend"),  # it finds neither
        (0.405, "bron strijdig"),  # half a unit from the other one
        (0.406, "afwijkend"),
    ],
)
def test_a_contradiction_counts_when_the_run_finds_the_other_number(aandeel: float, verwacht: str) -> None:
    """Printed are 30 and 40 at the same place."""
    uit = reconcile(two_numbers("30", "40"), tabel(aandeel=[aandeel, 0.9]), drempels=DREMPELS, geijkt=GEIJKT)
    assert uit[uit["gepubliceerd"] == "30"]["oordeel"].tolist() == [verwacht]


def test_the_other_number_is_looked_up_by_row_and_column() -> None:
    """The contradicting count is 40 in 2023: neither another row nor another column will do."""
    plek = {"plek": "groep=a;jaar=2023", "kolom": "aandeel"}
    published = two_numbers("30", "40", **plek)
    for aandelen, verwacht in (([0.5, 0.4], "bron strijdig"), ([0.4, 0.5], "afwijkend"), ([0.4, 0.4], "bron strijdig")):
        uit = reconcile(published, tabel(aandeel=aandelen, deel=[0.4, 0.4]), drempels=DREMPELS, geijkt=GEIJKT)
        assert uit[uit["gepubliceerd"] == "30"]["oordeel"].tolist() == [verwacht], aandelen


def test_a_wide_range_settles_no_contradiction() -> None:
    """ "20 tot 60" holds for 35 too; that the run lies in it does not explain why it is not 30."""
    published = pd.concat(
        [
            rapport(waarde="30", strijdig_met="p;groep=a;jaar=2022|aandeel"),
            rapport(soort="ongeveer", onder="20", boven="60", pagina="13"),
        ]
    )
    uit = reconcile(published, tabel(aandeel=[0.35, 0.9]), drempels=DREMPELS, geijkt=GEIJKT)
    assert uit["oordeel"].tolist() == ["afwijkend", "binnen bereik"]


def test_intervals_say_how_wide_they_are() -> None:
    """A range of the source its width, an estimate its half width (1.959964 x 0.014 = 0.02744)."""
    bereik = rapport(soort="ongeveer", onder="27.5", boven="32.5")
    schatting = rapport(waarde="0.096", soort="schatting", afronding="decimalen3", kolom="coefficient", pagina="13")
    rij = tabel(aandeel=["0.3", ""], coefficient=["0.1", ""], standaardfout=["0.014", ""])
    uit = reconcile(pd.concat([bereik, schatting]), rij, drempels=DREMPELS, geijkt=GEIJKT)
    assert uit["breedte"].tolist() == ["5", "0.02744"]
    exact = reconcile(rapport(waarde="30"), rij, drempels=DREMPELS, geijkt=GEIJKT)
    assert exact["breedte"].tolist() == [""]


def test_a_row_says_whether_its_input_was_made_to_meet_it() -> None:
    """By product."""
    published = pd.concat([rapport(waarde="30"), rapport(waarde="30", product="vrij")])
    uit = reconcile(published, tabel(aandeel=[0.3, 0.9]), drempels=DREMPELS, geijkt=["p"])
    assert uit[["product", "geijkt"]].to_numpy().tolist() == [["p", "ja"], ["vrij", "nee"]]


def test_key_reads_a_float_column_as_text() -> None:
    """A level column with empty cells is read as floats; `niveau=2` still finds 2.0."""
    computed = {"p": pd.DataFrame({"niveau": [2.0, None], "aandeel": [0.3, 0.5]})}
    assert uitkomst(rapport(waarde="30", sleutel="niveau=2"), computed) == ("30", "0", "gelijk")


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"sleutel": "groep=a"}, "wijst 2 rijen aan"),
        ({"sleutel": "groep=a;jar=2022"}, "bedoelde u 'jaar'"),
        ({"kolom": "aandel"}, "bedoelde u 'aandeel'"),
        ({"sleutel": "groep"}, "onleesbare sleutel"),
        ({"sleutel": ""}, "onleesbare sleutel"),
        ({"afronding": "procent"}, "geheel, procent0"),
        ({"soort": "precies"}, "exact, afgeleid, schatting, ongeveer, woord, richting"),
        ({"waarde": "30%"}, "geen getal"),
        ({"waarde": ""}, "geen getal"),
    ],
)
def test_fault_in_the_published_file_is_one_plain_line(anders: dict[str, str], melding: str) -> None:
    """A slip in the reference data stops the step and names the product."""
    with pytest.raises(InputError, match=melding) as fout:
        reconcile(rapport(**({"waarde": "30"} | anders)), tabel(aandeel=[0.3, 0.4]), drempels=DREMPELS, geijkt=GEIJKT)
    assert "gepubliceerde cijfers | p" in str(fout.value)
    assert "\n" not in str(fout.value)


def test_one_sorted_row_per_published_number() -> None:
    """Rows come in order of key whatever their order in the files, with what was printed beside it."""
    published = pd.concat(
        [
            rapport(waarde="90", sleutel="groep=a;jaar=2023", toelichting="tweede"),
            rapport(soort="ongeveer", onder="25", boven="35", pagina="13"),
            rapport(waarde="30", toelichting="eerste"),
        ]
    )
    gemaakt = reconcile(published, tabel(aandeel=[0.3, 0.9]), drempels=DREMPELS, geijkt=GEIJKT)
    assert list(gemaakt.columns) == KOLOMMEN
    assert gemaakt[["sleutel", "pagina", "gepubliceerd", "oordeel", "toelichting"]].to_numpy().tolist() == [
        ["groep=a;jaar=2022", "12", "30", "gelijk", "eerste"],
        ["groep=a;jaar=2022", "13", "25 tot 35", "binnen bereik", ""],
        ["groep=a;jaar=2023", "12", "90", "gelijk", "tweede"],
    ]


def test_table_b_0_1_is_found_again_from_its_own_counts() -> None:
    """All 411 published numbers are equal to unrounded percentages; one institution more in one BC shows in two."""
    published = pd.read_csv(PUBLISHED / "tabel_b_0_1.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    breed = published.pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first").astype(int)
    breed["procent"] = 100 * breed["instellingen_genoemd"] / breed["instellingen_met_gediplomeerden"]
    breed = breed.rename_axis("bc").reset_index().assign(bc=lambda tabel: tabel["bc"].str.removeprefix("bc="))
    gemaakt = reconcile(published, {"tabel_b_0_1": breed}, drempels=DREMPELS, geijkt=GEIJKT)
    assert gemaakt["oordeel"].value_counts().to_dict() == {"gelijk": 411}

    breed.loc[breed["bc"] == "bc005", "instellingen_met_gediplomeerden"] = 3
    breed.loc[breed["bc"] == "bc005", "procent"] = 100 / 3
    anders = reconcile(published, {"tabel_b_0_1": breed}, drempels=DREMPELS, geijkt=GEIJKT).query("oordeel != 'gelijk'")
    assert anders[["sleutel", "kolom", "berekend", "verschil", "oordeel"]].to_numpy().tolist() == [
        ["bc=bc005", "instellingen_met_gediplomeerden", "3", "1", "afwijkend"],
        ["bc=bc005", "procent", "33.33", "-16.67", "afwijkend"],
    ]
