"""Mergers: codes by hand."""

import pandas as pd
import pytest

from werkagenda.errors import InputError
from werkagenda.institutions.mergers import current_codes

FUSIES = pd.DataFrame(
    {
        "oud": ["01AA", "02BB", "03CC"],
        "nieuw": ["02BB", "09ZZ", "09ZZ"],
        "datum": ["2019-08-01", "2023-01-01", "2024-01-01"],
    }
)


def test_codes_follow_every_later_merger_and_others_stay():
    codes = pd.Series(["01AA", "02BB", "03CC", "09ZZ", "05EE"], index=[7, 3, 3, 1, 0])
    uit = current_codes(codes, FUSIES)
    assert uit.tolist() == ["09ZZ", "09ZZ", "09ZZ", "09ZZ", "05EE"]
    assert uit.index.tolist() == [7, 3, 3, 1, 0]


def test_order_of_the_table_does_not_matter():
    codes = pd.Series(["01AA", "03CC"])
    assert current_codes(codes, FUSIES.iloc[::-1]).tolist() == ["09ZZ", "09ZZ"]


def test_no_mergers_leaves_categorical_codes_as_text():
    uit = current_codes(pd.Series(["01AA"], dtype="category"), FUSIES.iloc[:0])
    assert uit.tolist() == ["01AA"]


@pytest.mark.parametrize("kring", [[("A", "B"), ("B", "A")], [("A", "A")], [("A", "B"), ("B", "C"), ("C", "B")]])
def test_a_circle_stops_with_one_line(kring):
    tabel = pd.DataFrame(kring, columns=["oud", "nieuw"])
    with pytest.raises(InputError, match="kring"):
        current_codes(pd.Series(["A"]), tabel)
