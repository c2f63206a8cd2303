"""The contract of a table of ours: what is refused, in which order rows come out, and which bytes are written."""

from dataclasses import replace

import pandas as pd
import pytest
from helpers.project import ROOT

from werkagenda.contract.contracts import Column, Contract
from werkagenda.contract.tables import check_table, read_table, write_table
from werkagenda.errors import InputError

GROEPEN = {"totaal": "", "regeling": "", "genoemd": ""}
CONTRACT = Contract(
    naam="proef",
    titel="Proef",
    kolommen=(
        Column("jaar", "jaar", "jaar"),
        Column("groep", "code", "groep", codes=GROEPEN),
        Column("aantal", "telling", "aantal"),
        Column("verandering", "geheel", "verandering"),
        Column("aandeel", "aandeel", "aandeel", leeg_mag=True),
        Column("bc", "tekst", "bc"),
        Column("n", "telling", "n", leeg_mag=True),
    ),
    sleutel=("jaar", "groep"),
)


def table(**anders):
    kolommen = {
        "n": [1.0, None, 3.0],
        "bc": ["bc1", "", "bc3"],
        "aandeel": [0, 1, None],
        "verandering": [-5.0, 0.0, 2.0],
        "aantal": [0.0, 12.0, 7.0],
        "groep": ["genoemd", "totaal", "regeling"],
        "jaar": [2022, 2022, 2021],
    }
    return pd.DataFrame(kolommen | anders)


def test_columns_in_the_order_of_the_contract_and_rows_by_key_in_the_order_of_the_codes():
    uit = check_table(table(), CONTRACT)
    assert list(uit.columns) == ["jaar", "groep", "aantal", "verandering", "aandeel", "bc", "n"]
    assert uit[["jaar", "groep"]].to_numpy().tolist() == [[2021, "regeling"], [2022, "totaal"], [2022, "genoemd"]]
    assert uit.index.tolist() == [0, 1, 2]
    assert uit["aantal"].dtype == "int64"
    assert uit["n"].tolist() == [3, pd.NA, 1]


def test_order_of_the_rows_does_not_matter():
    pd.testing.assert_frame_equal(check_table(table(), CONTRACT), check_table(table().iloc[[2, 0, 1]], CONTRACT))


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"extra": [1, 2, 3]}, "kolommen wijken af.*'extra'"),
        (
            {"jaar": [2022, 2022, 2022], "groep": ["totaal", "totaal", "totaal"]},
            "2 rijen herhalen een sleutel.*jaar, groep",
        ),
        ({"aantal": [1, None, 2]}, "kolom aantal: 1 lege cellen"),
        ({"aantal": [1, -1, -2]}, "kolom aantal: 2 negatieve aantallen"),
        ({"groep": ["totaal", "sector", "regeling"]}, "kolom groep: onbekende code 'sector'"),
        ({"aandeel": [1.0001, -0.0001, 0.5]}, "kolom aandeel: 2 rijen buiten 0-1"),
    ],
)
def test_what_the_contract_refuses(anders, melding):
    with pytest.raises(InputError, match=melding):
        check_table(table(**anders), CONTRACT)


def test_missing_column_is_named():
    with pytest.raises(InputError, match="'aandeel'"):
        check_table(table().drop(columns="aandeel"), CONTRACT)


def test_csv_is_utf8_with_commas_line_feeds_and_one_newline_at_the_end(tmp_path):
    pad = tmp_path / "proef.csv"
    write_table(check_table(table(bc=["é, ë", "", "bc3"]), CONTRACT), pad)
    assert (
        pad.read_bytes()
        == (
            "jaar,groep,aantal,verandering,aandeel,bc,n\n"
            "2021,regeling,7,2,,bc3,3\n"
            "2022,totaal,12,0,1.0,,\n"
            '2022,genoemd,0,-5,0.0,"é, ë",1\n'
        ).encode()
    )


def test_empty_text_stays_text_in_csv(tmp_path):
    pad = tmp_path / "proef.csv"
    write_table(pd.DataFrame({"sector": ["", "NA", "zorg"], "n": [1, 2, 3]}), pad)
    assert read_table(pad).to_dict("list") == {"sector": ["", "NA", "zorg"], "n": [1, 2, 3]}


def test_a_csv_has_the_kinds_of_its_contract(tmp_path):
    contract = replace(CONTRACT, kolommen=(*CONTRACT.kolommen, Column("dag", "datum", "dag", leeg_mag=True)))
    pad = tmp_path / "proef.csv"
    write_table(check_table(table(bc=["007", "", "NA"], dag=["2022-10-01", None, "2021-01-31"]), contract), pad)
    uit = read_table(pad, contract)
    assert uit["bc"].tolist() == ["NA", "", "007"]
    assert uit.dtypes.astype(str).to_dict() == {
        "jaar": "int64", "groep": "str", "aantal": "int64", "verandering": "int64", "aandeel": "float64",
        "bc": "str", "n": "float64", "dag": "datetime64[s]",
    }  # fmt: skip
    assert uit["n"].fillna(-1).tolist() == [3, -1, 1]
    assert uit["dag"].dt.strftime("%d-%m-%Y").fillna("").tolist() == ["31-01-2021", "", "01-10-2022"]


def test_parquet_keeps_values_and_types(tmp_path):
    pad = tmp_path / "proef.parquet"
    uit = check_table(table(), CONTRACT)
    write_table(uit, pad)
    pd.testing.assert_frame_equal(read_table(pad), uit)


def test_no_raw_file_has_the_name_of_a_table_of_ours():
    """The rules find a contract by its name alone."""
    namen = [
        {pad.stem for pad in (ROOT / "resources" / "contracts" / soort).glob("*.yaml")} for soort in ("raw", "tabellen")
    ]
    assert namen[0] & namen[1] == set()
