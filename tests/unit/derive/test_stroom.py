"""Groups added up from cells, by hand: mergers, crosswalk, editions and years."""

import numpy as np
import pandas as pd
import pytest
from derive.stroom_instroom import inflow_measures
from helpers.both_flows import flow

from werkagenda.errors import InputError
from werkagenda.flow.groups import choose_edition, membership, note_choice, per_group, suppressed_cells, years_wanted

AANTALLEN = ["aantal_min", "aantal", "aantal_max", "onderdrukt"]
ALLES = [*AANTALLEN, "rest_min", "rest_max"]
FUSIES = pd.DataFrame({"oud": ["02BB"], "nieuw": ["01AA"], "datum": ["2024-08-01"]})
INDELING = pd.DataFrame(
    [
        ("genoemd", "*", "bc001"), ("genoemd", "*", "bc002"),
        ("per_instelling", "01AA", "bc001"), ("per_instelling", "03CC", "bc002"),
        ("regeling", "*", "bc002"), ("sector:zorg", "*", "bc002"),
    ],
    columns=["groep", "instelling", "bc"],
)  # fmt: skip
CREBO_BC = pd.DataFrame(
    [
        ("25001", "bc001"),
        ("25002", "bc002"),
        ("25003", "bc001"),
        ("25003", "bc002"),
        ("25003", "bc009"),
        ("25004", "bc009"),
    ],
    columns=["crebo", "bc"],
)


def inflow_cells(*rijen):
    """Build cells of INSTROOM OPLEIDING from (institution, bc, leerweg, min, expected, max, suppressed)."""
    kolommen = ["instelling", "bc", "leerweg", *AANTALLEN]
    return pd.DataFrame(rijen, columns=kolommen).assign(jaar=2022, niveau=2, maat="instroom_opleiding", uitgave="open")


def graduate_cells(*rijen):
    kolommen = ["instelling", "crebo", *AANTALLEN]
    return pd.DataFrame(rijen, columns=kolommen).assign(jaar=2022, niveau=2, leerweg="bol", uitgave="open")


INSTROOM = inflow_cells(
    ("01AA", "bc001", "bol", 10, 12.0, 14, 2.0),
    ("02BB", "bc001", "bol", 5, 5.0, 5, 0.0),
    ("03CC", "bc001", "bol", 7, 7.0, 7, 0.0),
    ("01AA", "bc002", "bol", 3, 4.5, 8, 4.5),
    ("03CC", "bc002", "bbl", 20, 20.0, 20, 0.0),
    ("01AA", "bc007", "bol", 1, 2.0, 4, 2.0),
)
GEDIPLOMEERD = graduate_cells(
    ("01AA", "25001", 6, 6.0, 6, 0.0),
    ("01AA", "25003", 2, 6.0, 12, 3.0),
    ("01AA", "25004", 9, 9.0, 9, 0.0),
    ("01AA", "25999", 1, 2.0, 4, 2.0),
    ("03CC", "25002", 8, 8.0, 8, 0.0),
)


def run(instroom=INSTROOM, gediplomeerden=GEDIPLOMEERD, definitie="opleiding", verwacht="model"):
    return flow(
        instroom,
        gediplomeerden,
        indeling=INDELING,
        crebo_bc=CREBO_BC,
        fusies=FUSIES,
        definitie=definitie,
        verwacht=verwacht,
    )


def total(stroom, maat, groep):
    return stroom[(stroom["maat"] == maat) & (stroom["groep"] == groep)][ALLES].sum().tolist()


def test_total_and_groups_of_inflow():
    uit = run()
    assert total(uit, "instroom", "totaal")[:4] == [46, 50.5, 58, 8.5]
    # bc001 and bc002 everywhere; the rest is bc007.
    assert total(uit, "instroom", "genoemd") == [45, 48.5, 54, 6.5, 1, 4]
    assert total(uit, "instroom", "regeling") == [23, 24.5, 28, 4.5, 23, 30]


def test_group_two_matches_institution_and_bc_after_mergers_on_both_sides():
    # 01AA named bc001, and 02BB is 01AA now: 12 + 5; 03CC named bc002: 20. Its bc001 (7) was named by another only.
    assert total(run(), "instroom", "per_instelling") == [35, 37, 39, 2, 11, 19]
    assert "02BB" not in set(run()["instelling"])


def test_programme_nobody_knows_belongs_to_no_group():
    alleen = run(instroom=INSTROOM[INSTROOM["bc"].isin(["bc007", "bc001"])])
    assert total(alleen, "instroom", "totaal")[1] == 26
    assert total(alleen, "instroom", "genoemd")[1] == 24


def test_crebo_without_a_programme_counts_in_the_total_only():
    uit = run()
    assert total(uit, "gediplomeerd", "totaal")[:4] == [26, 31, 39, 5]
    # 25999 (1-4) is in no group, so always in the rest; 25004 (9) is linked to a BC outside the groups.
    zonder = run(gediplomeerden=GEDIPLOMEERD[GEDIPLOMEERD["crebo"] == "25999"])
    assert total(zonder, "gediplomeerd", "totaal")[:3] == [1, 2, 4]
    assert set(zonder.loc[zonder["maat"] == "gediplomeerd", "groep"]) == set(INDELING["groep"]) | {"totaal"}
    assert total(zonder, "gediplomeerd", "genoemd") == [0, 0, 0, 0, 1, 4]


def test_crebo_with_several_programmes_widens_the_bounds():
    uit = run()
    # 25003 (2-12, 6 expected) has three BCs. genoemd holds two: out in the minimum, in for the maximum, 2/3 expected.
    # 25001: 6 and 25002: 8 for sure; 25004: 9 and 25999: 1-4 never.
    assert total(uit, "gediplomeerd", "genoemd") == pytest.approx([14, 14 + 4, 26, 2, 10, 25])
    # regeling holds one of the three.
    assert total(uit, "gediplomeerd", "regeling") == pytest.approx([8, 8 + 2, 20, 1, 16, 31])


def test_midden_is_the_middle_of_the_summed_bounds_for_a_crebo_with_several_programmes_too():
    cel = graduate_cells(("01AA", "25003", 2, 7.0, 12, 7.0))
    uit = run(gediplomeerden=cel, verwacht="midden")
    # Two of three BCs in the group and one of three alike: 0-12, so 6, and all of it suppressed.
    assert total(uit, "gediplomeerd", "genoemd") == [0, 6, 12, 6, 0, 12]
    assert total(uit, "gediplomeerd", "regeling") == [0, 6, 12, 6, 0, 12]


def test_crebo_whose_programmes_are_all_in_the_group_counts_in_full():
    alle = pd.concat([INDELING, pd.DataFrame([("genoemd", "*", "bc009")], columns=INDELING.columns)])
    uit = flow(
        INSTROOM, GEDIPLOMEERD, indeling=alle, crebo_bc=CREBO_BC, fusies=FUSIES, definitie="opleiding", verwacht="model"
    )
    assert total(uit, "gediplomeerd", "genoemd") == pytest.approx([25, 29, 35, 3, 1, 4])


def test_membership_per_institution_by_hand():
    opleidingen = pd.DataFrame({"instelling": ["01AA", "03CC"], "opleiding": ["25003", "25003"]})
    uit = membership(opleidingen, INDELING, CREBO_BC.rename(columns={"crebo": "opleiding"}))
    gewicht = uit.set_index(["groep", "instelling"])[["w_min", "w", "w_max"]]
    assert gewicht.loc[("per_instelling", "01AA")].tolist() == pytest.approx([0, 1 / 3, 1])
    assert gewicht.loc[("genoemd", "03CC")].tolist() == pytest.approx([0, 2 / 3, 1])
    assert len(gewicht) == 8


def test_every_group_has_every_slice_of_the_total():
    uit = run()
    sleutel = ["jaar", "maat", "instelling", "leerweg", "niveau"]
    vakken = uit[uit["groep"] == "totaal"].groupby("maat").size()
    for groep in set(INDELING["groep"]):
        assert uit[uit["groep"] == groep].groupby("maat").size().equals(vakken)
    assert not uit.duplicated(["groep", *sleutel]).any()
    leeg = uit[
        (uit["groep"] == "regeling")
        & (uit["instelling"] == "03CC")
        & (uit["leerweg"] == "bol")
        & (uit["maat"] == "instroom")
    ]
    assert leeg[ALLES].to_numpy().tolist() == [[0, 0, 0, 0, 7, 7]]


def test_definition_of_inflow_is_a_setting():
    cellen = pd.concat([INSTROOM, INSTROOM.assign(maat="instroom_mbo", aantal=1.0), INSTROOM.assign(maat="totaal_mbo")])
    per_maat = lambda definitie: inflow_measures(cellen, definitie).groupby("maat")["aantal"].sum().to_dict()  # noqa: E731
    assert per_maat("opleiding") == {"instroom": 50.5, "instroom_nieuw": 6.0}
    assert per_maat("mbo") == {"instroom": 6.0, "instroom_nieuw": 6.0}


@pytest.mark.parametrize(
    ("voorrang", "verwacht"),
    [
        ("levering", [(2020, "levering"), (2021, "levering"), (2022, "open")]),
        ("open", [(2020, "levering"), (2021, "open"), (2022, "open")]),
    ],
)
def test_preferred_edition_where_it_has_the_year(voorrang, verwacht):
    cellen = pd.DataFrame(
        [(2019, "levering"), (2020, "levering"), (2021, "levering"), (2021, "open"), (2022, "open"), (2023, "open")],
        columns=["jaar", "uitgave"],
    )
    uit = choose_edition(cellen, voorrang, [2020, 2021, 2022])
    assert sorted(uit.itertuples(index=False, name=None)) == verwacht


def test_years_wanted():
    cellen = pd.DataFrame({"jaar": [2021, 2018, 2019, 2020, 2021]})
    assert years_wanted(cellen, "auto") == [2018, 2019, 2020, 2021]
    assert years_wanted(cellen, [2019, 2020]) == [2019, 2020]


@pytest.mark.parametrize(
    ("jaren", "gevraagd", "eerste"),
    [([2018, 2020], "auto", 2019), ([2018, 2019], [2018, 2020], 2020), ([2018], [2017, 2018], 2017)],
)
def test_year_without_a_file_stops_the_run(jaren, gevraagd, eerste):
    with pytest.raises(InputError, match=rf"gediplomeerden \| diplomajaar {eerste}"):
        years_wanted(pd.DataFrame({"jaar": jaren}), gevraagd)


def test_order_of_the_rows_does_not_matter_and_parts_add_up():
    een = run()
    ander = run(INSTROOM.sample(frac=1, random_state=1), GEDIPLOMEERD.sample(frac=1, random_state=2))
    sleutel = ["groep", "jaar", "maat", "instelling", "leerweg", "niveau"]
    pd.testing.assert_frame_equal(
        een.sort_values(sleutel, ignore_index=True), ander.sort_values(sleutel, ignore_index=True), rtol=1e-12
    )
    delen = [run(INSTROOM[INSTROOM["instelling"] == code], GEDIPLOMEERD.iloc[:1]) for code in ("01AA", "02BB", "03CC")]
    for groep in ("totaal", "genoemd", "regeling"):
        som = np.sum([total(deel, "instroom", groep) for deel in delen], axis=0)
        assert som.tolist() == pytest.approx(total(een, "instroom", groep))


def test_per_group_keeps_years_and_levels_apart():
    cellen = pd.concat([INSTROOM, INSTROOM.assign(jaar=2023), INSTROOM.assign(niveau=3)]).rename(
        columns={"bc": "opleiding"}
    )
    bcs = pd.DataFrame({"opleiding": ["bc001", "bc002", "bc007"], "bc": ["bc001", "bc002", "bc007"]})
    leden = membership(cellen[["instelling", "opleiding"]].drop_duplicates(), INDELING, bcs)
    uit = per_group(cellen, leden, INDELING["groep"].unique(), verwacht="model")
    som = uit[uit["groep"] == "regeling"].groupby(["jaar", "niveau"])["aantal"].sum()
    assert som.to_dict() == {(2022, 2): 24.5, (2023, 2): 24.5, (2022, 3): 24.5}


class NotedStep:
    """A step that keeps what is noted."""

    def __init__(self, voorrang):
        self.params, self.uitval = {"voorrang": voorrang}, []

    def attrition(self, bron, rijen_in, rijen_uit, reden, *, studenten):
        self.uitval.append((bron, rijen_in, rijen_uit, reden, studenten))


def test_what_a_choice_leaves_out_and_a_merger_moves_is_noted():
    alle = pd.DataFrame({"instelling": ["01AA", "01AA", "02BB", "03CC"], "aantal": [40.0, 30.0, 20.0, 7.0]})
    fusies = pd.DataFrame({"oud": ["02BB"], "nieuw": ["01AA"]})
    stap = NotedStep("levering")
    note_choice(stap, "instroom", alle, alle.iloc[1:], fusies)
    assert stap.uitval == [
        ("instroom", 4, 3, "ander jaar, of een jaar met twee uitgaven: levering gaat voor", 40.0),
        ("instroom", 3, 3, "1 cellen van een gefuseerde instelling tellen bij de instelling van vandaag", 20.0),
    ]
    stap = NotedStep("open")
    note_choice(stap, "instroom", alle.iloc[[0, 1, 3]], alle.iloc[[0, 1, 3]], fusies)
    assert stap.uitval == []


def test_suppressed_cells_per_group_with_their_weight():
    """Only what holds suppressed counts; a crebo with two BCs hangs on the first, one without a BC on itself."""
    kop = ["opleiding", "onderdrukte_cellen"]
    cellen = pd.DataFrame([("25001", 1), ("25001", 2), ("25002", 0), ("25999", 3)], columns=kop).assign(
        jaar=2022, maat="gediplomeerd", instelling="01AA", leerweg="bol", niveau=4, bronmaat="diploma"
    )
    leden = pd.DataFrame({"groep": "genoemd", "instelling": "01AA", "opleiding": ["25001", "25002"], "w": [0.5, 1.0]})
    koppeling = pd.DataFrame({"opleiding": ["25001", "25001", "25002"], "bc": ["bc009", "bc001", "bc002"]})
    uit = suppressed_cells(cellen, leden, koppeling)
    assert uit[["groep", "opleiding", "bc", "cellen", "gewicht"]].to_numpy().tolist() == [
        ["totaal", "25001", "bc001", 3, 1.0],
        ["totaal", "25999", "25999", 3, 1.0],
        ["genoemd", "25001", "bc001", 3, 0.5],
    ]
    assert set(uit["bronmaat"]) == {"diploma"}
