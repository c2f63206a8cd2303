"""The files of a survey, one a year."""

import pandas as pd
import pytest

from werkagenda.errors import InputError
from werkagenda.surveys.years import stack_years


def test_all_years_together():
    tabel = stack_years(
        {"2022": pd.DataFrame({"jaar": [2022] * 2}), "2023": pd.DataFrame({"jaar": [2023]})}, bron="svo"
    )
    assert tabel["jaar"].tolist() == [2022, 2022, 2023]


def test_a_file_with_rows_of_another_year():
    with pytest.raises(
        InputError,
        match=r"svo \| jaar 2023 \| kolom jaar: 2 rijen van een ander jaar: '2021', '2022'; verwacht: 2023, zoals",
    ):
        stack_years({"2023": pd.DataFrame({"jaar": [2023, 2022, 2021]})}, bron="svo")
