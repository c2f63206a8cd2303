"""Plans and JOB-monitor per institution of today, by hand: mergers, five-point targets, quarters of spending."""

import json

import pandas as pd
import pytest
from derive.besteding import shares
from derive.job_instelling import satisfaction
from derive.streefwaarden import check_values, merge_parts
from derive.studenten import count_students
from helpers.duo_world import RES, run

from werkagenda.errors import InputError
from werkagenda.institutions.budgets import usable
from werkagenda.institutions.codes import to_today
from werkagenda.institutions.quarters import quarters, stata_percentile

TABELLEN = RES / "contracts" / "tabellen"
INSTELLINGEN = pd.DataFrame({"instelling": ["01AA", "03CC"]})
FUSIES = pd.DataFrame({"oud": ["02BB"], "nieuw": ["01AA"], "datum": ["2024-08-01"]})


def target(instelling, waarde, niveau=2, eenheid="percentage"):
    return {
        "meting": 2024, "instelling": instelling, "indicator": "hulp_keuze", "leerweg": "bol", "niveau": niveau,
        "waarde": waarde, "eenheid": eenheid,
    }  # fmt: skip


def budget(instelling, **bedragen):
    posten = {naam.replace("d", "").replace("_", "."): bedrag for naam, bedrag in bedragen.items()}
    return pd.DataFrame([{"instelling": instelling, "doelstelling": post, "bedrag": b} for post, b in posten.items()])


def test_students_are_all_of_file_a_without_empty_cells():
    rijen = [
        ("totaal_mbo", "bc001", "bol", 30.0), ("totaal_mbo", "bc002", "bol", 2.5),
        ("instroom_mbo", "bc001", "bol", 9.0), ("totaal_mbo", "bc001", "bbl", 0.0),
    ]  # fmt: skip
    cellen = pd.DataFrame(rijen, columns=["maat", "bc", "leerweg", "aantal"])
    uit = count_students(cellen.assign(jaar=2022, instelling="01AA", niveau=2))
    assert uit.to_dict("records") == [
        {"jaar": 2022, "instelling": "01AA", "leerweg": "bol", "niveau": 2, "aantal": 32.5}
    ]


def test_satisfied_is_4_or_5_over_valid_answers_weighted():
    rijen = pd.DataFrame(
        {"hulp_keuze": [5, 4, 3, None], "veilig_op_school": [None, None, 1, None], "gewicht": [1.0, 2.0, 7.0, 5.0]}
    ).assign(jaar=2022, instelling="01AA", leerweg="bol", niveau=2)
    uit = satisfaction(rijen, ["hulp_keuze", "veilig_op_school"]).set_index("item")
    assert uit.loc["hulp_keuze", ["aandeel", "gewicht", "n"]].tolist() == [0.3, 10.0, 3]
    assert uit.loc["veilig_op_school", ["aandeel", "gewicht", "n"]].tolist() == [0.0, 7.0, 1]
    # A file without a question has no rows for it.
    assert set(satisfaction(rijen, ["hulp_keuze", "sfeer"])["item"]) == {"hulp_keuze"}


def test_codes_of_the_year_become_those_of_today_and_unknown_ones_stop():
    uit = to_today(pd.DataFrame({"instelling": ["02BB", "03CC"]}), bron="job", instellingen=INSTELLINGEN, fusies=FUSIES)
    assert uit[["eigen", "instelling"]].to_numpy().tolist() == [["02BB", "01AA"], ["03CC", "03CC"]]
    with pytest.raises(
        InputError, match=r"^job \| instellingen \| kolom instelling: 2 rijen .* in geen lijst .* '99ZZ'"
    ):
        to_today(pd.DataFrame({"instelling": ["99ZZ"] * 2}), bron="job", instellingen=INSTELLINGEN, fusies=FUSIES)


def test_a_merged_institution_has_the_weighted_mean_of_its_parts():
    rijen = pd.DataFrame([target("01AA", 40.0), target("01AA", 60.0), target("03CC", 55.0)])
    rijen["eigen"] = ["01AA", "02BB", "03CC"]
    studenten = pd.DataFrame({"instelling": ["01AA", "02BB"], "leerweg": "bol", "niveau": 2, "aantal": [300.0, 100.0]})
    # (40 x 300 + 60 x 100) / 400; the third has no students in the files and one target.
    assert merge_parts(rijen, studenten)["waarde"].tolist() == pytest.approx([0.45, 0.55])
    # A part without students beside one that has them weighs nothing.
    assert merge_parts(rijen, studenten.iloc[:1])["waarde"].tolist() == pytest.approx([0.40, 0.55])
    # Without students of either part both weigh the same.
    assert merge_parts(rijen, studenten.iloc[:0])["waarde"].tolist() == pytest.approx([0.50, 0.55])


@pytest.mark.parametrize(
    ("waarde", "eenheid", "fout"),
    [
        (101.0, "percentage", "1 rijen met een percentage buiten 1-100, van instelling '01AA'"),
        (0.45, "percentage", "1 rijen met een percentage buiten 1-100"),
        (float("nan"), "percentage", "1 rijen met een percentage buiten 1-100"),
        (6.0, "vijfpuntsschaal", "1 rijen met een vijfpuntsschaal buiten 1-5"),
    ],
)
def test_a_target_out_of_range_is_named(waarde, eenheid, fout):
    with pytest.raises(InputError, match=rf"plan_streefwaarden \| streefwaarden \| kolom waarde: {fout}"):
        check_values(pd.DataFrame([target("01AA", waarde, eenheid=eenheid), target("03CC", 100.0)]))


def test_five_point_targets_are_left_out_and_counted(tmp_path):
    rijen = [target("01AA", 3.4, eenheid="vijfpuntsschaal"), target("03CC", 50.0), target("02BB", 60.0, niveau=3)]
    tabellen = {
        "streefwaarden": pd.DataFrame(rijen),
        "studenten": pd.DataFrame(
            {"jaar": 2022, "instelling": ["01AA", "02BB"], "leerweg": "bol", "niveau": [2, 3], "aantal": [120.0, 7.0]}
        ),
        "instellingen": INSTELLINGEN,
        "fusies": FUSIES,
    }
    for naam, tabel in tabellen.items():
        tabel.to_parquet(tmp_path / f"{naam}.parquet")
    invoer = {naam: f"{naam}.parquet" for naam in tabellen} | {"contract": TABELLEN / "streefwaarden.yaml"}
    uitvoer = {"streefwaarden": "results/derived/streefwaarden.parquet"}
    run(tmp_path, "../derive/streefwaarden", invoer, uitvoer, peiljaar=2022)
    uit = pd.read_parquet(tmp_path / uitvoer["streefwaarden"])
    assert uit[["instelling", "niveau", "waarde"]].to_numpy().tolist() == [["01AA", 3, 0.6], ["03CC", 2, 0.5]]
    record = json.loads((tmp_path / "results/audit/stappen/derived/streefwaarden.parquet.json").read_text("utf-8"))
    assert [(regel["rijen_in"], regel["rijen_uit"], regel["studenten"]) for regel in record["uitval"]] == [
        (3, 2, 120), (2, 2, 7),
    ]  # fmt: skip
    assert "vijfpuntsschaal" in record["uitval"][0]["reden"]


def test_a_budget_is_of_use_when_its_objectives_are_the_total():
    rijen = pd.concat(
        [
            budget("01AA", d1_1=60.0, d2_1=30.0, d2_3=10.0, totaal=100.0),
            budget("02BB", **{"1": 60.0, "2": 40.0, "totaal": 100.0}),
            budget("03CC", d2_1=30.0, d2_2=10.0, totaal=100.0),
            budget("04DD", d1_1=99.5, totaal=100.0),
            budget("05EE", d1_1=99.5),
        ]
    )
    uit = usable(rijen, max_verschil=0.01)
    assert uit.index.tolist() == ["01AA", "04DD"]
    assert uit.loc["01AA", ["2.1", "2.2", "2.3"]].tolist() == [30.0, 0.0, 10.0]
    assert usable(rijen, max_verschil=0).index.tolist() == ["01AA"]
    with pytest.raises(InputError, match="1 rijen met een negatief bedrag, van instelling '01AA'"):
        usable(budget("01AA", d1_1=-1.0, totaal=100.0), max_verschil=0.01)


def test_shares_of_the_budget():
    euro = pd.DataFrame({"2.1": [30.0], "2.2": [0.0], "2.3": [10.0], "totaal": [200.0]}, index=["01AA"])
    uit = shares(euro).set_index("doelstelling")["aandeel"]
    assert uit.to_dict() == {"prioriteit_2": 0.2, "2.1": 0.15, "2.2": 0.0, "2.3": 0.05}


def test_quarters_as_stata_counts_them():
    # Stata: of 53 values 14 up to the 25th percentile, 13 above the 75th; of 8 values 2 and 2.
    waarden = pd.Series(range(53), dtype=float)[::-1]
    assert pd.Series(quarters(waarden)).value_counts().to_dict() == {"midden": 26, "laag": 14, "hoog": 13}
    assert [stata_percentile(waarden.to_numpy(), p) for p in (25, 75)] == [13.0, 39.0]
    acht = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])
    assert [stata_percentile(acht.to_numpy(), p) for p in (25, 75)] == [2.5, 6.5]
    assert quarters(acht).tolist() == ["laag"] * 2 + ["midden"] * 4 + ["hoog"] * 2
    # Equal values stay together: both zeros are low.
    assert quarters(pd.Series([0.0, 0.0, 1.0, 2.0])).tolist() == ["laag", "laag", "midden", "hoog"]
