"""Values per institution and indicator: from the tables of other chapters and from the e-file, by hand."""

import pandas as pd
import pytest
from derive.besteding_efile import parts_of_budget
from derive.indicator_sector import sector_means
from derive.indicatorwaarden import (
    beside,
    collect,
    compare,
    from_efile,
    from_flow,
    from_job,
    from_leavers,
    from_plans,
    label,
    targets_of_plans,
)
from derive.maatregelen_efile import judgements
from helpers.project import ROOT

from werkagenda.indicators.registry import load_registry
from werkagenda.surveys.weighted import effective_size as effective_size_of_persons

REGISTER = load_registry(
    ROOT / "resources" / "indicatoren.yaml", ROOT / "config" / "schema" / "indicatoren.schema.yaml"
)
PER_ID = REGISTER.indicatoren


def survey(*rijen):
    """Return rows of the survey; without its own number every answer weighs the same."""
    kolommen = ["jaar", "instelling", "leerweg", "niveau", "item", "aandeel", "gewicht", "n", "tevreden"]
    alles = [rij if len(rij) == len(kolommen) else (*rij, round(rij[5] * rij[7])) for rij in rijen]
    return pd.DataFrame(alles, columns=kolommen)


def reported(*rijen):
    return pd.DataFrame(rijen, columns=["instelling", "indicator", "soort", "jaar", "waarde", "n"])


def test_satisfaction_is_weighted_over_leerwegen_and_levels():
    job = survey(
        (2022, "01AA", "bol", 2, "hulp_keuze", 0.5, 300.0, 60),
        (2022, "01AA", "bbl", 4, "hulp_keuze", 0.2, 100.0, 40),
        (2022, "01AA", "bol", 2, "veilig_op_school", 0.9, 300.0, 60),
    )
    uit = from_job(job, PER_ID["hulp_keuze"], minimum=10)
    # 150 and 20 satisfied of 400.
    assert uit["waarde"].tolist() == [pytest.approx(0.425)]
    assert uit[["n", "reden"]].to_numpy().tolist() == [[100, ""]]
    # Sixty answers of weight 5 and forty of weight 2.5: 400 squared by 60 * 25 + 40 * 6.25.
    assert uit["n_effectief"].tolist() == [pytest.approx(160_000 / 1750)]
    assert effective_size_of_persons(pd.Series([5.0] * 60 + [2.5] * 40)) == pytest.approx(160_000 / 1750)


def test_only_the_leerwegen_of_the_registry_count_and_trouble_is_mirrored():
    job = survey(
        (2022, "01AA", "bol", 2, "begeleiding_school_stage", 0.4, 100.0, 100),
        (2022, "01AA", "bbl", 2, "begeleiding_school_stage", 0.9, 100.0, 100),
        (2022, "01AA", "bol", 2, "moeite_stage_vinden", 0.25, 100.0, 100),
    )
    assert from_job(job, PER_ID["begeleiding_school_stage"], minimum=10)["waarde"].tolist() == [0.4]
    assert from_job(job, PER_ID["moeite_stage_vinden"], minimum=10)["waarde"].tolist() == [0.75]


def test_too_few_students_give_a_reason_and_still_count():
    job = survey(
        (2022, "01AA", "bol", 2, "hulp_keuze", 0.5, 9.0, 9), (2022, "03CC", "bol", 2, "hulp_keuze", 0.9, 50.0, 50)
    )
    uit = from_job(job, PER_ID["hulp_keuze"], minimum=10).set_index("instelling")
    assert uit["waarde"].tolist() == [0.5, 0.9]
    assert uit["reden"].to_dict() == {"01AA": "minder dan 10 personen", "03CC": "minder dan 10 in een uitkomst"}


def test_the_minimum_is_tested_on_counted_persons():
    """Exactly 10 of 29 and of 93 are satisfied: 10 / 29 * 29 and 10 / 93 * 93 in floats are not both 10."""
    job = survey(*((2022, f"{n:04d}", "bol", 2, "hulp_keuze", 10 / n, float(n), n, 10) for n in range(20, 200)))
    assert min((10 / n) * n for n in range(20, 200)) < 10
    assert set(from_job(job, PER_ID["hulp_keuze"], minimum=10)["reden"]) == {""}
    een_minder = job.assign(tevreden=9, aandeel=0.6)
    # Weights may lift a share: who counts are the nine.
    assert set(from_job(een_minder, PER_ID["hulp_keuze"], minimum=10)["reden"]) == {"minder dan 10 in een uitkomst"}


def test_shares_of_another_source_stand_for_whole_persons(leavers):
    rijen = [leavers.iloc[[0]].assign(instelling=str(n), uitstromers=n, aandeel=10 / n) for n in range(20, 200)]
    uit = from_leavers(pd.concat(rijen), PER_ID["uitstroom_werk_niveau_1_2"], minimum=10)
    assert set(uit["reden"]) == {""}


def test_the_mean_of_the_sector_is_that_of_all_institutions():
    """Of 0.2, 0.4 and 0.9 the last may not be shown; the mean is 0.5 all the same."""
    waarden = pd.DataFrame(
        {"instelling": ["a", "b", "c"], "indicator": "x", "soort": "start", "jaar": 2022, "waarde": [0.2, 0.4, 0.9]}
    ).assign(reden=["", "", "minder dan 10 personen"])
    assert sector_means(waarden)["waarde"].tolist() == [pytest.approx(0.5)]


@pytest.fixture
def leavers():
    """30 of 60 and 32 of 40 with work, and others of a level that does not count."""
    kolommen = ["studiejaar", "instelling", "leerweg", "niveau", "opleidingsrichting", "uitstromers", "aandeel"]
    rijen = [
        ("2021/2022", "01AA", "bol", 1, "entree", 60, 0.5),
        ("2021/2022", "01AA", "bbl", 2, "bouw en infra", 40, 0.8),
        ("2021/2022", "01AA", "bol", 3, "bouw en infra", 90, 0.9),
    ]
    return pd.DataFrame(rijen, columns=kolommen)


def test_leavers_of_the_levels_with_a_study_year_by_its_begin(leavers):
    uit = from_leavers(leavers, PER_ID["uitstroom_werk_niveau_1_2"], minimum=10)
    assert uit[["jaar", "n"]].to_numpy().tolist() == [[2021, 100]]
    assert uit["waarde"].tolist() == [pytest.approx(0.62)]


def test_what_counts_otherwise_is_compared_and_is_not_the_value(leavers):
    opgave = reported(
        ("01AA", "uitstroom_werk_niveau_1_2", "start", 2021, 52.0, 80.0),
        ("01AA", "uitstroom_werk_niveau_1_2", "recent", 2022, 51.0, 80.0),
    )
    assert from_efile(opgave, REGISTER)["waarde"].tolist() == [0.52, 0.51]
    (ernaast,) = beside(REGISTER, leavers, minimum=10)
    (rij,) = compare(ernaast, opgave, REGISTER).to_dict("records")
    assert (rij["indicator"], rij["jaar"], rij["bron"]) == ("uitstroom_werk_niveau_1_2", 2021, "svo_werk")
    assert rij["gemiddeld_verschil"] == pytest.approx(62 - 52)


def flow():
    """Return inflow of two institutions, one of which has none in the group."""
    rijen = [
        ("totaal", "01AA", "bol", 80.0), ("regeling", "01AA", "bol", 20.0), ("genoemd", "01AA", "bol", 70.0),
        ("totaal", "01AA", "overig", 500.0), ("totaal", "03CC", "bbl", 40.0), ("regeling", "03CC", "bbl", 0.0),
    ]  # fmt: skip
    kolommen = ["aantal_min", "aantal_zeker", "aantal_mogelijk", "aantal_max", "onderdrukt", "rest_min", "rest_max"]
    grenzen = dict.fromkeys(kolommen, 0.0)
    return pd.DataFrame(rijen, columns=["groep", "instelling", "leerweg", "aantal"]).assign(
        jaar=2023, maat="instroom", niveau=2, **grenzen
    )


def test_the_share_of_a_group_counts_institutions_without_any():
    uit = from_flow(flow(), PER_ID["instroom_opgaven"], leerwegen=["bol", "bbl"]).set_index("instelling")
    assert uit["waarde"].to_dict() == {"01AA": 0.25, "03CC": 0.0}
    assert uit["n"].to_dict() == {"01AA": 80, "03CC": 40}


def test_all_indicators_of_the_survey_and_of_the_registers_come_together():
    job = survey(*((jaar, "01AA", "bol", 2, "hulp_keuze", 0.5, 300.0, 60) for jaar in (2022, 2024)))
    graduates = flow().assign(maat="gediplomeerd")
    uit = collect(
        REGISTER, {"job": job, "stroom": pd.concat([flow(), graduates])}, minimum=10, leerwegen=["bol", "bbl"]
    )
    rijen = uit[["indicator", "instelling", "jaar", "soort", "bron", "waarde"]].to_numpy().tolist()
    assert ["hulp_keuze", "01AA", 2022, "start", "job", 0.5] in rijen
    assert ["hulp_keuze", "01AA", 2024, "recent", "job", 0.5] in rijen
    for naam in ("instroom_opgaven", "gediplomeerd_opgaven"):
        assert [naam, "01AA", 2023, "start", "stroom", 0.25] in rijen, naam
        assert [naam, "03CC", 2023, "start", "stroom", 0.0] in rijen, naam
    assert set(uit["bron"]) == {"job", "stroom"}
    assert len(uit) == 2 + 2 * 2


def test_targets_of_the_plans_are_those_of_the_latest_reading_and_of_one_year():
    """Corrected from 0.5 to 0.4 on level 2; level 4 has three times the students in the year that weighs."""
    kolommen = ["meting", "instelling", "indicator", "leerweg", "niveau", "waarde"]
    rijen = [(2024, 2, 0.5), (2024, 4, 0.9), (2025, 2, 0.4), (2025, 4, 0.8)]
    streef = pd.DataFrame(
        [(meting, "01AA", "hulp_keuze", "bol", niveau, waarde) for meting, niveau, waarde in rijen], columns=kolommen
    )
    studenten = pd.DataFrame(
        [(2022, 2, 100), (2022, 4, 300), (2023, 2, 900), (2023, 4, 100)], columns=["jaar", "niveau", "aantal"]
    ).assign(instelling="01AA", leerweg="bol")
    delen = targets_of_plans(streef, studenten, REGISTER, peiljaar=2022, streefjaar=2027)
    (uit,) = [deel for deel in delen if len(deel)]
    assert uit[["indicator", "instelling", "jaar", "soort"]].to_numpy().tolist() == [
        ["hulp_keuze", "01AA", 2027, "streef"]
    ]
    assert uit["waarde"].tolist() == [pytest.approx((0.4 * 100 + 0.8 * 300) / 400)]


def test_start_latest_and_in_between_of_a_survey_that_not_all_are_in():
    jaren = [(2020, "01AA"), (2022, "01AA"), (2024, "01AA"), (2024, "03CC"), (2025, "01AA")]
    rijen = pd.DataFrame(jaren, columns=["jaar", "instelling"])
    uit = label(rijen, PER_ID["hulp_keuze"])
    assert list(zip(uit["jaar"], uit["instelling"], uit["soort"], strict=True)) == [
        (2022, "01AA", "start"), (2024, "01AA", "tussen"), (2024, "03CC", "tussen"), (2025, "01AA", "recent"),
    ]  # fmt: skip


def test_a_start_year_alone_is_no_recent_value():
    uit = label(pd.DataFrame({"jaar": [2020, 2022], "instelling": "01AA"}), PER_ID["hulp_keuze"])
    assert uit["soort"].tolist() == ["start"]


def test_the_e_file_gives_what_no_other_source_does():
    opgave = reported(
        ("01AA", "practoraat", "start", 2023, 0.0, None),
        ("01AA", "practoraat", "recent", 2024, 0.0, None),
        ("01AA", "practoraat", "recent", 2025, 100.0, None),
        # A year behind: this is its latest all the same.
        ("03CC", "practoraat", "recent", 2024, 100.0, None),
        # The survey gives the value, the e-file only the target; the plan gives this one's target.
        ("01AA", "veilig_op_school", "start", 2022, 80.0, None),
        ("01AA", "veilig_op_school", "streef", 2027, 85.0, None),
        ("01AA", "hulp_keuze", "streef", 2027, 45.0, None),
    )
    uit = from_efile(opgave, REGISTER)
    assert list(zip(uit["instelling"], uit["indicator"], uit["soort"], uit["jaar"], uit["waarde"], strict=True)) == [
        ("01AA", "practoraat", "start", 2023, 0.0), ("01AA", "practoraat", "tussen", 2024, 0.0),
        ("01AA", "practoraat", "recent", 2025, 1.0), ("03CC", "practoraat", "recent", 2024, 1.0),
        ("01AA", "veilig_op_school", "streef", 2027, 0.85),
    ]  # fmt: skip


def test_targets_of_the_plans_are_weighted_by_students():
    kolommen = ["instelling", "indicator", "leerweg", "niveau", "waarde", "aantal"]
    rijen = [
        ("01AA", "hulp_keuze", "bol", 2, 0.5, 100), ("01AA", "hulp_keuze", "bbl", 4, 0.4, 300),
        ("01AA", "begeleiding_school_stage", "bol", 2, 0.6, 100),
    ]  # fmt: skip
    doelen = pd.DataFrame(rijen, columns=kolommen)
    uit = from_plans(doelen, PER_ID["hulp_keuze"], jaar=2027)
    assert uit["waarde"].tolist() == [pytest.approx(0.425)]
    assert uit[["jaar", "soort", "bron"]].to_numpy().tolist() == [[2027, "streef", "plan"]]
    assert from_plans(doelen, PER_ID["begeleiding_school_stage"], jaar=2027)["waarde"].tolist() == [0.6]


def test_the_check_compares_where_both_are_there():
    product = pd.DataFrame(
        {
            "instelling": ["01AA", "03CC", "04DD", "05EE"], "indicator": "veilig_op_school", "soort": "start",
            "jaar": 2022, "bron": "job", "waarde": [0.80, 0.82, None, 0.9],
        }
    )  # fmt: skip
    opgave = reported(
        ("01AA", "veilig_op_school", "start", 2022, 81.0, None),
        ("03CC", "veilig_op_school", "start", 2022, 79.0, None),
        ("04DD", "veilig_op_school", "start", 2022, 79.0, None),
        ("05EE", "veilig_op_school", "start", 2023, 79.0, None),
        # A target is no value to compare.
        ("01AA", "veilig_op_school", "streef", 2022, 10.0, None),
    )
    (rij,) = compare(product, opgave, REGISTER).to_dict("records")
    assert (rij["instellingen"], rij["bron"], rij["jaar"]) == (2, "job", 2022)
    # -1 and +3 percentage points.
    assert rij["gemiddeld_verschil"] == pytest.approx(1.0)
    assert rij["grootste_verschil"] == pytest.approx(3.0)


def test_the_sector_is_the_plain_mean_of_who_has_a_value():
    waarden = pd.DataFrame(
        [
            ("01AA", "lc_ld", "recent", 2023, 0.4), ("03CC", "lc_ld", "recent", 2024, 0.6),
            ("04DD", "lc_ld", "recent", 2024, None),
            ("01AA", "lc_ld", "tussen", 2022, 0.3), ("03CC", "lc_ld", "tussen", 2023, 0.5),
        ],
        columns=["instelling", "indicator", "soort", "jaar", "waarde"],
    )  # fmt: skip
    uit = sector_means(waarden).set_index(["soort", "jaar"])
    assert uit["waarde"].to_dict() == {("recent", 2024): 0.5, ("tussen", 2022): 0.3, ("tussen", 2023): 0.5}
    assert uit.loc[("recent", 2024), "instellingen"] == 2


def test_spending_as_part_of_the_whole_budget_after_a_merger():
    besteding = pd.DataFrame(
        {
            "instelling": ["01AA", "01AA", "03CC"], "doelstelling": ["3.3", "3.3", "1.3"], "jaar": 2024,
            "bedrag": [30.0, 20.0, 10.0],
        }
    )  # fmt: skip
    begroting = pd.DataFrame(
        {
            "instelling": ["01AA", "01AA", "01AA"],
            "doelstelling": ["totaal", "totaal", "3.3"],
            "bedrag": [300.0, 200.0, 9.0],
        }
    )
    uit = parts_of_budget(besteding, begroting).set_index("instelling")
    assert uit.loc["01AA", ["bedrag", "aandeel"]].tolist() == [50.0, 0.1]
    assert uit["aandeel"].isna().to_dict() == {"01AA": False, "03CC": True}


def test_the_judgement_of_the_part_that_kept_its_code_counts():
    rijen = [
        ("01AA", "02BB", "3.3", "achter", "niet effectief"), ("01AA", "01AA", "3.3", "voor", None),
        ("01AA", "02BB", "1.3a", "achter", None),
    ]  # fmt: skip
    kolommen = ["instelling", "eigen", "doelstelling", "voortgang", "effectiviteit"]
    uit = judgements(pd.DataFrame(rijen, columns=kolommen), REGISTER).set_index("doelstelling")
    assert uit["voortgang"].to_dict() == {"3.3": "voor", "1.3a": "achter"}
