"""The products of the synthesis on institutions: measures, spending, pay scales, practoraten, types. All by hand."""

import pandas as pd
import pytest
from helpers.registers import lees
from helpers.synthesis_example import inhoud, waarden
from products.besteding_instelling import per_objective, ranked
from products.groepen import compare_groups
from products.kwartielen import quarters_per_institution
from products.maatregelen_voortgang import answers
from products.practoraten import practoraten
from products.regio import by_region
from products.start_recent_streef import triples
from products.typen import count_moves, count_types
from products.verband import interval, relate

from werkagenda.indicators.registry import registry


def test_measures_are_counted_of_those_that_answered():
    """Objective 1.1: three answers on progress, two on effect; the two kinds of effective add up."""
    tabel = pd.DataFrame(
        [
            ("01AA", "1.1", "voor", "heel effectief"),
            ("02BB", "1.1", "zoals verwacht", "een beetje effectief"),
            ("03CC", "1.1", "zoals verwacht", None),
            ("01AA", "1.3a", "achter", "niet effectief"),
        ],
        columns=["instelling", "doelstelling", "voortgang", "effectiviteit"],
    )
    categorieen = {
        "voortgang": ["voor", "zoals verwacht", "achter"],
        "effectiviteit": ["heel effectief", "een beetje effectief", "niet effectief"],
    }
    uit = answers(tabel, categorieen=categorieen).set_index(["doelstelling", "onderdeel", "categorie"])
    assert uit.loc[("1.1", "voortgang", "zoals verwacht"), ["aantal", "aandeel", "n"]].tolist() == [2, 2 / 3, 3]
    assert uit.loc[("1.1", "voortgang", "achter"), "aantal"] == 0
    assert uit.loc[("1.1", "effectiviteit", "effectief"), ["aantal", "aandeel", "n"]].tolist() == [2, 1.0, 2]
    assert uit.loc[("1.3a", "effectiviteit", "effectief"), ["aantal", "n"]].tolist() == [0, 1]
    # Of three institutions that reported anything one took measures for 1.3a.
    assert uit.loc[("1.3a", "gekozen", "gekozen"), ["aantal", "aandeel", "n"]].tolist() == [1, 1 / 3, 3]


BESTEDING = pd.DataFrame(
    [
        ("01AA", "1.1", 2024, 0.10),
        ("01AA", "3.3", 2024, 0.25),
        ("02BB", "1.1", 2024, 0.05),
        ("02BB", "3.3", 2024, 0.05),
        ("03CC", "3.3", 2024, 0.20),
        ("01AA", "1.1", 2023, 0.90),
    ],
    columns=["instelling", "doelstelling", "jaar", "aandeel"],
)


def test_spending_of_the_last_year_lowest_first():
    uit = ranked(BESTEDING)
    assert uit["aandeel"].tolist() == pytest.approx([0.10, 0.20, 0.35])
    assert uit["rang"].tolist() == [1, 2, 3]


def test_spending_per_objective_and_how_many_lie_outside_the_bounds():
    """03CC spent nothing on 1.1: the mean is 0.15 / 3. Exactly 20 percent is not lower than 20 percent."""
    uit = per_objective(BESTEDING, onder=0.2, boven=0.3).set_index("doelstelling")
    assert uit.loc["1.1", ["gemiddelde", "minimum", "maximum"]].tolist() == pytest.approx([0.05, 0.0, 0.10])
    assert uit.loc["totaal", "gemiddelde"] == pytest.approx(0.65 / 3)
    assert uit.loc["totaal", ["lager", "hoger", "n"]].tolist() == [1, 1, 3]
    assert uit.loc[["1.1", "3.3"], "lager"].isna().all()


def test_triples_are_sorted_by_start_and_carry_no_name():
    uit = triples(waarden(), indicator="veilig")
    assert list(uit.columns) == ["start", "recent", "streef", "rang"]
    assert uit["start"].tolist() == [0.5, 0.6, 0.7, 0.8]
    assert uit["streef"].isna().tolist() == [False, False, True, False]
    assert triples(waarden(), indicator="weg").empty


def test_a_triple_of_too_few_persons_is_not_shown():
    """The second institution has a start value that nobody may see, so it is not in the figure."""
    tabel = waarden()
    plek = (tabel["indicator"] == "veilig") & (tabel["soort"] == "start") & (tabel["waarde"] == 0.6)
    uit = triples(tabel.assign(reden=tabel["reden"].mask(plek, "minder dan 10 personen")), indicator="veilig")
    assert uit["start"].tolist() == [0.5, 0.7, 0.8]


def test_practoraten_per_year_with_the_target_beside_them():
    tabel = pd.DataFrame(
        [("01AA", "start", 2023, 0.0), ("02BB", "start", 2023, 1.0), ("01AA", "tussen", 2024, 1.0),
         ("01AA", "recent", 2025, 1.0), ("02BB", "recent", 2025, 1.0),
         ("02BB", "streef", 2027, 1.0), ("01AA", "streef", 2027, 0.0)],
        columns=["instelling", "soort", "jaar", "waarde"],
    ).assign(indicator="practoraat")  # fmt: skip
    lijst = lees("""jaar,onderdeel,waarde
        2023,practoraten,4
        2023,practoraten_per_instelling,2.0
        2025,practoraten_per_instelling,2.5""")
    uit = practoraten(tabel, lijst, indicator="practoraat", doel=2.8)
    assert uit[["jaar", "teller", "n", "aandeel"]].to_numpy().tolist() == [
        [2023, 1, 2, 0.5],
        [2024, 1, 1, 1],
        [2025, 2, 2, 1],
    ]
    assert uit["streef"].tolist() == [0.5, 0.5, 0.5]
    assert uit["gemiddeld"].fillna(-1).tolist() == [2.0, -1, 2.5]  # the list has no 2024
    assert uit["gemiddeld_streef"].tolist() == [2.8] * 3
    zonder = practoraten(tabel, lijst.iloc[:0], indicator="practoraat", doel=2.8)
    assert zonder[["gemiddeld", "gemiddeld_streef"]].isna().all(axis=None)


TYPERING = pd.DataFrame(
    [
        ("01AA", 0.5, 0.1, 10, "laag", "laag", "hoog", "blijver"),
        ("02BB", 0.2, 0.2, 10, "laag", "midden", "hoog", "stijger"),
        ("03CC", 0.1, 0.6, 10, "midden", "hoog", "laag", "stijger"),
        ("04DD", 0.6, 0.0, 10, "midden", "laag", "laag", "daler"),
        ("05EE", None, None, None, "hoog", None, "midden", None),
    ],
    columns=[
        "instelling", "laag_recent", "hoog_recent", "n_recent", "groep_start", "groep_recent", "ambitie", "beweging",
    ],
).assign(
    wisselt_start=[0.05, 0.049, 0.5, 0.0, 1.0], laag_start=[0.7, 0.4, 0.2, 0.3, 0.0],
    hoog_start=[0.1, 0.2, 0.3, 0.1, 0.6], n_start=20,
)  # fmt: skip


def test_quarters_from_most_often_low_to_most_often_high():
    uit = quarters_per_institution(TYPERING)
    assert uit[["rang", "laag", "groep"]].to_numpy().tolist() == [
        [1, 0.6, "laag"],
        [2, 0.5, "laag"],
        [3, 0.2, "midden"],
        [4, 0.1, "hoog"],
    ]
    assert "instelling" not in uit
    # 01AA went from 70 to 50 percent in the lowest quarter.
    assert uit.loc[uit["rang"] == 2, ["laag_start", "laag", "n_start"]].to_numpy().tolist() == [[0.7, 0.5, 20]]


KENMERKEN = pd.DataFrame(
    {
        "instelling": ["01AA", "02BB", "03CC", "04DD"],
        "randstad": [1, 1, 0, 0],
        "g4": [1, 0, 0, 0],
        "roc": [1, 1, 0, 1],
        "confessioneel": pd.array([0, None, 1, 0], dtype="Int64"),
        "studenten": [100.0, 200.0, 300.0, 400.0],
    }
)


def test_groups_by_what_institutions_are():
    """Recently low: 01AA and 04DD; 05EE has no plan, so nothing is known of it but its quarters."""
    uit = compare_groups(TYPERING, kenmerken=KENMERKEN).set_index(["moment", "groep", "kenmerk"])
    nu = uit.loc["recent"]
    assert nu.loc[("laag", "randstad"), ["aantal", "n", "aandeel", "aandeel_kenmerk"]].tolist() == [1, 2, 0.5, 0.5]
    assert nu.loc[("hoog", "beroepscollege"), ["aantal", "n", "aandeel_kenmerk"]].tolist() == [1, 1, 1.0]
    # 02BB has no known denomination; of the other three one is confessional.
    assert nu.loc[("alle", "confessioneel"), ["aantal", "n"]].tolist() == [1, 3]
    # Of four the largest is the top quarter, the smallest the bottom one.
    assert nu.loc[("laag", "groot"), "aantal"] == nu.loc[("laag", "klein"), "aantal"] == 1
    assert nu.loc[("laag", "groot_roc"), "aantal"] == 1
    assert nu.loc[("laag", "derde_laag"), ["aantal", "n"]].tolist() == [2, 2]
    assert nu.loc[("laag", "helft_laag"), "aantal"] == 1
    assert nu.loc[("hoog", "helft_hoog"), "aantal"] == 1
    # At the start 01AA and 02BB were low; 04DD is now: all of the Randstad is or was.
    ooit = uit.loc[("een_van_beide", "laag", "randstad")]
    assert ooit[["aantal", "n", "aandeel_kenmerk"]].tolist() == [2, 3, 1.0]
    # 1 of 2 against 1 of 2.
    assert nu.loc[("laag", "randstad"), "p"] == 1.0


def test_a_difference_that_fisher_finds():
    """Six low in the Randstad and six others outside: 2 / 924 ways are as extreme."""
    wie = [f"{nummer:02}AA" for nummer in range(12)]
    typering = pd.DataFrame({"instelling": wie, "groep_start": "midden", "groep_recent": ["laag"] * 6 + ["midden"] * 6})
    typering = typering.assign(laag_start=0.0, hoog_start=0.0, laag_recent=0.0, hoog_recent=0.0)
    kenmerken = pd.DataFrame({"instelling": wie, "randstad": [1] * 6 + [0] * 6, "g4": 0, "roc": 1, "studenten": 1.0})
    uit = compare_groups(typering, kenmerken=kenmerken.assign(confessioneel=pd.array([None] * 12, dtype="Int64")))
    rij = uit[uit["kenmerk"].eq("randstad") & uit["groep"].eq("laag") & uit["moment"].eq("recent")]
    assert rij["p"].tolist() == pytest.approx([2 / 924])


def test_a_region_has_the_interval_of_its_institutions():
    """West: 0.5, 0.6 and 0.7; t(2) of 0.975 is 4.3027 and the standard error 0.1 / sqrt(3). Noord has two."""
    tabel = waarden({"lc_ld": {"01AA": (0.4, 0.5, 0.6), "02BB": (0.5, 0.6, None), "03CC": (0.6, 0.7, None),
                               "04DD": (0.3, 0.3, None), "05EE": (0.2, 0.5, None)}})  # fmt: skip
    kenmerken = pd.DataFrame(
        {"instelling": ["01AA", "02BB", "03CC", "04DD", "05EE"], "regio": ["west"] * 3 + ["noord"] * 2}
    )
    uit = by_region(tabel, kenmerken=kenmerken, indicator="lc_ld", minimum=3).set_index(["regio", "soort"])
    west = uit.loc[("west", "recent")]
    half = 4.302652729911275 * 0.1 / 3**0.5
    assert west[["gemiddelde", "gemiddelde_laag", "gemiddelde_hoog"]].tolist() == pytest.approx(
        [0.6, 0.6 - half, 0.6 + half]
    )
    noord = uit.loc[("noord", "recent")]
    assert pd.isna(noord["gemiddelde"])
    assert (noord["n"], noord["reden"]) == (2, "minder dan 3 instellingen")


def test_money_and_measures_against_the_change():
    """Changes 0.06, 0.04, 0.02 and 0; the money falls with them, and the more effect is seen the less they moved."""
    besteding = pd.DataFrame(
        {"instelling": ["01AA", "02BB", "03CC", "04DD"] * 2, "doelstelling": "1.2", "jaar": [2024] * 4 + [2023] * 4,
         "aandeel": [0.4, 0.3, 0.2, 0.1, 0.0, 0.1, 0.2, 0.3]}
    )  # fmt: skip
    maatregelen = pd.DataFrame(
        {"instelling": ["01AA", "02BB", "03CC", "04DD"], "doelstelling": "1.2",
         "voortgang": ["voor", "zoals verwacht", None, None],
         "effectiviteit": ["niet effectief", "wisselt per activiteit", "heel effectief", "nog niet te zeggen"]}
    )  # fmt: skip
    uit = relate(waarden(), besteding=besteding, maatregelen=maatregelen, register=registry(inhoud()))
    veilig = uit[uit["indicator"] == "veilig"].set_index("oorzaak")
    assert veilig.loc["besteding", ["waarde", "n"]].tolist() == [1.0, 4]
    assert veilig.loc["effectiviteit", ["waarde", "n"]].tolist() == [-1.0, 3]
    # Two pairs make no correlation.
    assert pd.isna(veilig.loc["voortgang", "waarde"])
    assert veilig.loc["voortgang", "n"] == 2


def test_the_interval_of_a_rank_correlation():
    """0.5 of 28: z = 0.5493, half 1.96 * sqrt(1.06 / 25) = 0.4036, so 0.1446 to 0.7415."""
    assert interval(0.5, 28) == pytest.approx((0.1447, 0.7415), abs=1e-3)
    assert all(pd.isna(grens) for grens in interval(1.0, 28) + interval(0.5, 3))


def test_types_and_moves_with_those_that_nobody_has():
    typen = count_types(TYPERING).set_index(["type", "groep", "ambitie"])
    assert len(typen) == 9
    assert typen.loc[(2, "laag", "hoog")].tolist() == [2, 0, 1, 1, 1]
    assert typen.loc[(5, "midden", "laag")].tolist() == [2, 1, 0, 1, 1]
    assert typen.loc[(1, "hoog", "midden")].tolist() == [1, 0, 0, 0, 1]
    assert typen.loc[(0, "midden", "midden"), "aantal"] == 0
    moves = count_moves(TYPERING).set_index(["van", "naar"])["aantal"]
    assert moves.loc[("laag", "midden")] == moves.loc[("midden", "hoog")] == 1
    assert moves.loc[("hoog", "laag")] == 0
    assert [moves.loc[("laag", "totaal")], moves.loc[("hoog", "totaal")], moves.loc[("totaal", "totaal")]] == [2, 0, 4]
