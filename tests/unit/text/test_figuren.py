"""What the figures of chapter 3 tell, in both directions, and never across a break."""

import pytest
from helpers.registers import LABELS, PRODUCTEN, register_of
from unit.text.facts_figuren import EXAMPLES, aandelen, facts, tellingen

from werkagenda.words.text import frame


def framed(naam, data, *, synthetisch=True):
    return frame(
        facts(naam, data),
        data,
        naam=naam,
        register=register_of(naam),
        openbaar=True,
        leerwegen=["bol", "bbl"],
        synthetisch=synthetisch,
        woorden={"onder": 5},
    )


@pytest.mark.parametrize(
    ("voorbeeld", "totaal", "regeling"),
    [
        ("beide gedaald", "gedaald", "gedaald"),
        ("anders", "gedaald", "gestegen"),
        ("gelijk", "gedaald", "gelijk gebleven"),
        ("beide onzeker", "niet te zeggen", "niet te zeggen"),  # +3.0%, 2.8 wide to either side
        ("daar onzeker", "gedaald", "niet te zeggen"),  # -6.7%, 9.4 wide
        ("alleen het totaal onzeker", "niet te zeggen", "gestegen"),
    ],
)
def test_directions_follow_the_intervals(voorbeeld, totaal, regeling):
    gevonden = EXAMPLES["aantallen"][voorbeeld]
    assert [gevonden[groep]["richting"] for groep in ("totaal", "regeling")] == [totaal, regeling]


def test_a_comparison_never_crosses_the_break():
    reeks = {2019: 500, 2020: 510, 2021: 1000, 2022: 880, 2023: 900}
    gevonden = facts("figuur_3_1", tellingen(totaal=reeks, regeling=reeks, breuk=2021))
    assert gevonden["totaal"]["richting"] == "gedaald"  # 500 to 900 would be a rise
    assert gevonden["totaal"]["verandering"] == -10
    assert [gevonden[f"{jaar}_jaar"] for jaar in ("eerste", "laatste", "van", "tot")] == [2019, 2023, 2021, 2023]
    assert (gevonden["dal_jaren"], gevonden["dal"]) == (["2022"], 880)


def test_one_comparable_year_gives_no_direction():
    reeks = {2019: 12500, 2020: 12510, 2021: 12000}
    gevonden = facts("figuur_3_1", tellingen(totaal=reeks, regeling=reeks, breuk=2021))
    assert not gevonden["vergelijkbaar"]
    assert (gevonden["totaal"]["tot"], gevonden["tot_jaar"]) == (12000, 2021)


def test_no_year_is_the_lowest_of_equals():
    assert EXAMPLES["aantallen"]["leeg"]["dal_jaren"] == []


def test_years_that_may_be_the_lowest_share_it():
    gevonden = EXAMPLES["aantallen"]["twee dalen"]
    assert (gevonden["dal_jaren"], gevonden["dal"]) == (["2022", "2023"], None)


def test_groups_that_the_data_lack_are_nothing():
    assert EXAMPLES["aantallen"]["anders"]["eigen"] is None
    assert EXAMPLES["aandelen"]["gelijk en onzeker"]["genoemd"] is None


def test_the_series_have_their_first_and_last_values():
    lijnen = facts("figuur_3_1", tellingen(totaal={2021: 12, 2022: 5, 2023: 11}, regeling={2021: 3, 2022: 5, 2023: 2}))
    assert [(lijn["eerste"], lijn["laatste"]) for lijn in lijnen["lijnen"]] == [(12, 11), (3, 2)]
    assert lijnen["lijnen"][0]["label"] == LABELS["groep"]["totaal"]["kort"]
    assert [naam for naam, _ in lijnen["figuur"]["reeksen"]] == ["totaal", "regeling"]


@pytest.mark.parametrize(("marge", "decimalen"), [(0.0, None), (0.01, 0), (0.002, 1)])
def test_bounds_are_printed_only_where_they_differ(marge, decimalen):
    gevonden = facts("figuur_3_2", aandelen(regeling={2021: 0.45, 2022: 0.48}, marge=marge))
    assert gevonden["grensdecimalen"] == decimalen


def test_a_share_changes_in_points():
    gevonden = facts("figuur_3_4", aandelen(regeling={2018: 0.264, 2023: 0.256}))["regeling"]
    assert (float(gevonden["verandering"]), gevonden["richting"]) == (-0.8, "gedaald")


def test_scenarios_have_an_order_and_their_directions():
    gevonden = EXAMPLES["scenario"]["anders"]
    assert (gevonden["laagste"], gevonden["hoogste"]) == (0.32, 0.4)
    assert (gevonden["laagste_namen"], gevonden["hoogste_namen"]) == (["Basis"], ["Met zorg"])
    assert list(gevonden["richtingen"]) == ["gelijk gebleven", "gestegen"]
    assert [EXAMPLES["scenario"][naam]["onduidelijk"] for naam in ("anders", "gelijk", "een deel onzeker")] == [
        "",
        "alle",
        "deel",
    ]


def test_scenarios_that_agree_have_no_extremes():
    assert EXAMPLES["scenario"]["leeg"]["zelfde_aandeel"]
    assert not EXAMPLES["scenario"]["een tiende verschil"]["zelfde_aandeel"]
    assert EXAMPLES["scenario"]["een tiende verschil"]["decimalen"] == 1


def test_notes_come_only_where_the_data_call_for_them():
    reeksen = {"totaal": {2021: 100, 2022: 100}, "regeling": {2021: 30, 2022: 30}}
    zonder = framed("figuur_3_1", tellingen(**reeksen))["noten"]
    met = framed("figuur_3_1", tellingen(**reeksen, marge=2))["noten"]
    assert len(zonder) == 1
    (extra,) = [noot for noot in met if noot not in zonder]
    assert "4,2 procent" in extra  # 4.12 percent, rounded up
    assert "onder de vijf" in extra


def test_a_break_has_its_note():
    reeks = {2020: 510, 2021: 1000, 2022: 990}
    noten = framed("figuur_3_1", tellingen(totaal=reeks, regeling=reeks, breuk=2021))["noten"]
    assert [noot for noot in noten if "2021" in noot]


def test_real_files_carry_no_mark():
    data = tellingen(totaal={2021: 100, 2022: 100}, regeling={2021: 30, 2022: 30})
    assert framed("figuur_3_1", data, synthetisch=False)["merk"] == ""
    assert framed("figuur_3_1", data)["merk"] == register_of("figuur_3_1")["algemeen"]["merk"]


def test_every_family_of_the_figures_is_tried():
    assert {PRODUCTEN[naam]["familie"] for naam in PRODUCTEN if naam.startswith("figuur_3")} == set(EXAMPLES)
