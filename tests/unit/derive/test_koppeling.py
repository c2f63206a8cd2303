"""The crosswalk from crebo to BC, by hand."""

import pandas as pd
import pytest
from derive.koppeling import link, unmatched

from werkagenda.errors import InputError


def crosswalk(*rijen):
    return pd.DataFrame(rijen, columns=["crebo", "bc", "bc_naam"])


CROSSWALKS = {
    "2023": crosswalk(("25001", "bc001", "Oud"), ("25009", "bc009", "Vervallen")),
    "2024": crosswalk(
        ("25001", "bc002", "Nieuw"), ("25001", "bc002", "Nieuw"), ("25002", "bc001", "Nieuwe naam"),
        ("25003", "bc002", "Nieuw"), ("25003", "bc003", "Derde"), ("25004", "", ""),
    ),
}  # fmt: skip


def test_latest_year_decides_and_every_pair_stands_once():
    paren, _ = link(CROSSWALKS)
    assert sorted(paren.itertuples(index=False, name=None)) == [
        ("25001", "bc002"), ("25002", "bc001"), ("25003", "bc002"), ("25003", "bc003"),
    ]  # fmt: skip


def test_every_bc_of_any_year_with_its_latest_name():
    _, namen = link(dict(reversed(CROSSWALKS.items())))
    assert dict(namen[["bc", "naam"]].itertuples(index=False, name=None)) == {
        "bc009": "Vervallen", "bc002": "Nieuw", "bc001": "Nieuwe naam", "bc003": "Derde",
    }  # fmt: skip


def cells(**per_crebo):
    return pd.DataFrame({"crebo": [c.removeprefix("c") for c in per_crebo], "aantal": list(per_crebo.values())})


PAREN = link(CROSSWALKS)[0]
CELLEN = pd.concat([cells(c25001=60.0, c25002=30.0, c25003=6.0, c25004=1.0), cells(c25001=1.0, c25009=2.0)])


def test_both_kinds_are_listed_with_the_graduates_at_stake():
    uit = unmatched(CELLEN, PAREN, max_unmatched_share=0.03).set_index("crebo")
    assert sorted(uit.index) == ["25003", "25004", "25009"]
    assert uit.loc["25003", ["soort", "bcs", "gediplomeerden", "aandeel"]].tolist() == [
        "meer dan een beroepsopleiding", "bc002 bc003", 6.0, 0.06,
    ]  # fmt: skip
    assert uit.loc["25009", ["soort", "bcs", "gediplomeerden", "aandeel"]].tolist() == [
        "zonder beroepsopleiding", "", 2.0, 0.02,
    ]  # fmt: skip


def test_too_many_without_a_bc_stop_the_run():
    with pytest.raises(InputError, match=r"crebo_bc \| .*: 2 crebo's met 3\.0% .* hoogstens 2\.9%"):
        unmatched(CELLEN, PAREN, max_unmatched_share=0.029)


def test_two_programmes_do_not_count_as_unmatched():
    uit = unmatched(cells(c25003=50.0), PAREN, max_unmatched_share=0.0)
    assert uit["aandeel"].tolist() == [1.0]
