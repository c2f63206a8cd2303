"""The CBS table on today's institutions and beside StatLine, by hand."""

import pandas as pd
import pytest
from derive.uitstroom_werk import SLEUTEL, known_rows
from derive.werk_landelijk import beside_statline

from werkagenda.errors import InputError
from werkagenda.institutions.codes import to_today
from werkagenda.surveys.outflow import add_up

FUSIES = pd.DataFrame({"oud": ["98AA"], "nieuw": ["20AA"], "datum": ["2024-08-01"]})
INSTELLINGEN = pd.DataFrame({"instelling": ["20AA", "20BB"]})


def tabel(*rijen):
    """Return rows of one study year from (institution, level, leavers, share)."""
    data = [("2022/2023", code, "bol", niveau, "zorg en welzijn", aantal, deel) for code, niveau, aantal, deel in rijen]
    return pd.DataFrame(data, columns=[*SLEUTEL, "uitstromers", "aandeel"])


def test_a_merged_institution_is_the_mean_of_its_parts_by_leavers():
    ruw = tabel(("20AA", 2, 30, 0.5), ("98AA", 2, 10, 0.9), ("20BB", 2, 20, 0.25))
    vandaag = to_today(ruw, bron="svo_werk", fusies=FUSIES, instellingen=INSTELLINGEN)
    samen = add_up(vandaag, SLEUTEL).set_index("instelling")
    # (30 x 0.5 + 10 x 0.9) / 40
    assert samen.loc["20AA", ["uitstromers", "aandeel"]].tolist() == [40, pytest.approx(0.6)]
    assert samen.loc["20BB", ["uitstromers", "aandeel"]].tolist() == [20, 0.25]


def test_an_institution_in_no_list_is_named():
    ruw = tabel(("77XX", 2, 30, 0.5), ("77XX", 3, 30, 0.5), ("20AA", 2, 9, 0.5))
    with pytest.raises(InputError, match=r"svo_werk \| .*kolom instelling: 2 rijen .* in geen lijst staan: '77XX'"):
        to_today(ruw, bron="svo_werk", fusies=FUSIES, instellingen=INSTELLINGEN)


def test_a_cell_without_a_share_or_leavers_is_left_out():
    bekend = known_rows(tabel(("20AA", 2, 3, None), ("20AA", 3, 0, 0.5), ("20AA", 4, 1, 0.0)))
    assert bekend["niveau"].tolist() == [4]


def test_all_at_work_is_not_more_than_all():
    # In floating point these products add up to more than the sum of the leavers.
    rijen = tabel(*(("20AA", 2, aantal, 1.0 + 2e-16) for aantal in (3, 7, 11)))
    assert add_up(rijen, ["niveau"])["aandeel"].tolist() == [1.0]


def test_beside_statline():
    statline = pd.DataFrame(
        [
            (2022, "bol_2", "totaal", 80.0),
            (2022, "bol_2", "uur_12_20", 10.0),
            (2022, "bol_2", "uur_20_35", 20.0),
            (2022, "bol_2", "uur_35", 30.0),
            (2022, "bol", "totaal", 999.0),
            (2021, "bol_2", "totaal", 5.0),
        ],
        columns=["jaar", "groep", "arbeidsduur", "uitstromers"],
    )
    ernaast = beside_statline(tabel(("20AA", 2, 30, 0.5), ("20BB", 2, 10, 0.9), ("20BB", 3, 5, 1.0)), statline=statline)
    eerste, tweede = ernaast.to_dict("records")
    assert eerste["aandeel"] == pytest.approx(0.6)
    assert [eerste["statline_uitstromers"], eerste["statline_aandeel"]] == [80, 0.75]
    assert eerste["verschil_pp"] == pytest.approx(-15)
    assert pd.isna(tweede["statline_aandeel"])
