"""What the synthesis says of each indicator, by hand; the registry alone decides which indicators there are."""

import pandas as pd
import pytest
from derive.typering import place
from helpers.duo_world import RES
from helpers.synthesis_example import PER_INSTELLING, blok, inhoud, sector, waarden
from products.dekking import coverage
from products.sectorbeeld import sector_picture
from products.spreiding_indicatoren import spread
from products.voortgang import at_thresholds, count_verdicts, progress, students_now

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table
from werkagenda.indicators.registry import registry

REGISTER = registry(inhoud())
VOL = pd.DataFrame({"aandeel": [0.5]})
HERKOMST = {"efile": "e-file", "job": "JOB-monitor", "stroom": "DUO"}


def contract(naam: str):
    return load_contract(RES / "contracts" / "tabellen" / f"{naam}.yaml")


def covered(register, nummers=None, tabellen=None, met_waarde=("cijfer", "uitval", "veilig"), kenmerken=None):
    """Return the table of coverage; a product has its id in the words for what it lacks."""
    return coverage(
        register,
        nummers=nummers or {},
        herkomst=HERKOMST,
        tabellen=tabellen or {},
        met_waarde=met_waarde,
        ontbreekt={naam: f"zonder {naam}" for naam in (*HERKOMST, "figuur_3_1", "tabel_leeg", "tabel_vol")},
        kenmerken=kenmerken or {},
    )


def step_of(ruw, register=REGISTER, studenten=None):
    """Return the table of verdicts as the step makes it; a minimum of two institutions and a quarter of all."""
    wie = sorted(set(ruw["instelling"]))
    return progress(
        sector(ruw),
        waarden=ruw,
        studenten=pd.Series(100.0, index=wie) if studenten is None else studenten,
        register=register,
        grenzen={"drempel": 0.95, "drempels": [0.9, 0.95, 1.0], "instellingen": 2, "deel": 0.25},
        vraagbreuk=2022,
    )


def judged(ruw):
    return check_table(step_of(ruw), contract("voortgang")).set_index("indicator")


def test_institutions_that_reached_their_own_target():
    """veilig: 0.56 of 0.60, 0.64 of 0.70 and 0.80 of 0.90, nobody; with a target of 0.56 the first did."""
    uit = judged(waarden())
    assert uit.loc["veilig", ["gehaald", "gehaald_n"]].tolist() == [0, 3]
    tabel = waarden()
    doel = tabel["indicator"].eq("veilig") & tabel["soort"].eq("streef") & tabel["instelling"].eq("01AA")
    uit = judged(tabel.assign(waarde=tabel["waarde"].mask(doel, 0.5 + 0.06)))
    assert uit.loc["veilig", ["gehaald", "gehaald_n"]].tolist() == [1, 3]


def test_the_sector_picture_has_means_of_what_is_known_and_no_marks():
    """veilig: start (0.5 + 0.6 + 0.7 + 0.8) / 4, target (0.6 + 0.7 + 0.9) / 3."""
    voortgang = step_of(waarden())
    uit = check_table(
        sector_picture(sector(waarden()), voortgang=voortgang, register=REGISTER), contract("sectorbeeld")
    )
    assert uit["indicator"].tolist() == ["veilig", "uitval"]
    eerste = uit.iloc[0]
    assert [eerste["start"], eerste["recent"], eerste["streef"]] == pytest.approx([0.65, 0.68, 2.2 / 3])
    assert uit["n"].tolist() == [4, 3]
    assert uit["oordeel"].tolist() == voortgang.set_index("indicator").loc[["veilig", "uitval"], "oordeel"].tolist()
    # 6, 4 and 10 points in the three institutions with all values: mean 3.33, t(2) of 0.975 = 4.3027, so it holds 0.
    assert (uit["verandering_laag"] > 0).tolist() == [False, True]
    assert uit["verandering"].tolist() == pytest.approx([0.1 / 3, 0.01])


def test_the_picture_takes_no_change_that_the_institutions_do_not_carry():
    voortgang = step_of(waarden()).assign(richting="")
    uit = sector_picture(sector(waarden()), voortgang=voortgang, register=REGISTER)
    assert uit[["verandering", "verandering_laag", "verandering_hoog"]].isna().all(axis=None)


def test_progress_verdicts_and_the_values_they_rest_on():
    """veilig: 3 of 8.3 points. uitval: 1 of 2, exactly half way. cijfer: 6.5 to 6.4, a fall; marks with one decimal."""
    ruw = waarden(PER_INSTELLING | {"uitval": dict.fromkeys(("01AA", "02BB"), (0.925, 0.935, 0.945))})
    uit = judged(ruw)
    assert uit["oordeel_synthese"].to_dict() == {
        "veilig": "vooruitgang",
        "uitval": "op_koers",
        "cijfer": "niet_op_koers",
    }
    assert uit["basis"].to_dict() == {"veilig": "afgerond", "uitval": "onafgerond", "cijfer": "afgerond"}
    assert uit["verschil"].tolist() == pytest.approx([0.03, 0.01, -0.1])
    assert uit["jaar_recent"].tolist() == [2024, 2024, 2024]
    assert uit["n"].to_dict() == {"veilig": 4, "uitval": 2, "cijfer": 1}


def test_an_indicator_without_values_stays_in_the_table_with_the_reason():
    ruw = waarden({"veilig": PER_INSTELLING["veilig"]})
    uit = judged(ruw)
    assert uit.loc["cijfer", ["oordeel_synthese", "oordeel", "geen_oordeel"]].tolist() == [
        "", "geen_oordeel", "geen_waarde"
    ]  # fmt: skip
    assert uit.loc["cijfer", "reden"] == "er is geen start- of recente waarde"
    assert uit["start"].isna().tolist() == [False, True, True]


def test_verdicts_add_up_as_the_synthesis_does():
    """Without a target: one that rose is less than half way, one that fell is without progress; one is not judged."""
    rijen = [("bereikt", 0.1), ("bereikt", -0.1), ("op_koers", 0.1), ("vooruitgang", 0.1), ("niet_op_koers", 0.0),
             ("geen_streefwaarde", 0.1), ("geen_streefwaarde", -0.1), ("", None)]  # fmt: skip
    eigen = ["bereikt", "achteruitgang", "op_koers", "op_koers", "geen_verandering", *["geen_oordeel"] * 3]
    data = pd.DataFrame(rijen, columns=["oordeel_synthese", "verschil"]).assign(oordeel=eigen)
    tabel = check_table(count_verdicts(data), contract("oordelen")).set_index("onderdeel")
    assert tabel.loc[["gestegen", "monitor_bereikt"], "n"].tolist() == [7, 8]
    assert tabel["aantal"].to_dict() == {
        "bereikt": 2,
        "op_koers": 1,
        "vooruitgang": 1,
        "niet_op_koers": 1,
        "geen_streefwaarde": 2,
        "minstens_halverwege": 3,
        "niet_halverwege": 4,
        "zonder_vooruitgang": 2,
        "minder_dan_halverwege": 2,
        "enige_vooruitgang": 5,
        "gestegen": 4,
        "monitor_bereikt": 1,
        "monitor_op_koers": 2,
        "monitor_te_langzaam": 0,
        "monitor_geen_verandering": 1,
        "monitor_achteruitgang": 1,
        "monitor_geen_oordeel": 3,
    }


def test_the_same_institutions_are_compared_and_their_students_counted():
    """veilig: 03CC has no target, so three of four; +0.06, +0.04 and 0 to the targets at +0.10 each, 2 of 5 years."""
    studenten = pd.Series({"01AA": 100.0, "02BB": 200.0, "03CC": 500.0, "04DD": 200.0})
    eerste = step_of(waarden(), studenten=studenten).set_index("indicator").loc["veilig"]
    assert eerste[["n_start", "n", "n_streef", "n_samen"]].tolist() == [4, 4, 3, 3]
    assert eerste["aandeel_studenten"] == pytest.approx(0.5)
    assert eerste[["start_samen", "recent_samen", "streef_samen"]].tolist() == pytest.approx([1.9 / 3, 2 / 3, 2.2 / 3])
    assert eerste["verandering"] == pytest.approx(0.1 / 3)
    assert eerste["deel_weg"] == pytest.approx((1 / 3) / 0.4)


def test_students_are_those_of_the_latest_year_in_the_leerwegen_that_count():
    rijen = [(2023, "01AA", "bol", 900), (2024, "01AA", "bol", 10), (2024, "01AA", "bbl", 5), (2024, "02BB", "bol", 7)]
    rijen.append((2024, "02BB", "overig", 100))
    aantallen = pd.DataFrame(rijen, columns=["jaar", "instelling", "leerweg", "aantal"])
    assert students_now(aantallen, leerwegen=["bol", "bbl"]).to_dict() == {"01AA": 15, "02BB": 7}


def test_a_verdict_is_given_at_every_threshold():
    """An indicator at 0.97 of the pace is on course at 0.90 and 0.95 and too slow at 1.00."""
    een = {"rang": 1, "indicator": "veilig", "geen_oordeel": "", "recent_samen": 0.5, "streef_samen": 0.6,
           "richting": "gestegen", "deel_weg": 0.97}  # fmt: skip
    ander = een | {"rang": 2, "indicator": "uitval", "geen_oordeel": "minderheid"}
    uit = check_table(at_thresholds(pd.DataFrame([een, ander]), drempels=[1.0, 0.9, 0.95]), contract("drempels"))
    assert uit["drempel"].tolist() == [0.9, 0.95, 1.0] * 2
    assert uit["oordeel"].tolist() == ["op_koers", "op_koers", "te_langzaam", *["geen_oordeel"] * 3]


def test_spread_by_type_7():
    """veilig, start: 0.5 to 0.8 in steps of 0.1; the 10th percentile lies 0.3 of a step above the lowest."""
    uit = check_table(spread(waarden(), register=registry(inhoud())), contract("spreiding_indicatoren"))
    start = uit[(uit["indicator"] == "veilig") & (uit["soort"] == "start")].iloc[0]
    assert start[["minimum", "p10", "p25", "mediaan", "p75", "p90", "maximum"]].tolist() == pytest.approx(
        [0.50, 0.53, 0.575, 0.65, 0.725, 0.77, 0.80]
    )


def test_the_ends_of_the_spread_are_values_that_may_be_shown():
    """0.8 of too few persons: it counts in the quantiles and is not the maximum."""
    tabel = waarden()
    plek = (tabel["indicator"] == "veilig") & (tabel["soort"] == "start") & (tabel["waarde"] == 0.8)
    uit = spread(tabel.assign(reden=tabel["reden"].mask(plek, "te weinig")), register=registry(inhoud()))
    start = uit[(uit["indicator"] == "veilig") & (uit["soort"] == "start")].iloc[0]
    assert start[["minimum", "mediaan", "maximum", "n"]].tolist() == pytest.approx([0.50, 0.65, 0.70, 4])


def test_an_indicator_comes_and_goes_with_its_block_in_the_registry():
    """One block more: it is in every product. One block less, the ranks closed up: it is in none."""
    ruw = waarden(PER_INSTELLING | {"nieuw": {"01AA": (0.2, 0.3, 0.4), "02BB": (0.4, 0.5, 0.4)}})
    meer = inhoud()
    meer["indicatoren"]["nieuw"] = blok("Nieuw", 4)
    minder = inhoud()
    del minder["indicatoren"]["veilig"]
    minder["indicatoren"]["uitval"]["lijsten"]["synthese"], minder["indicatoren"]["cijfer"]["lijsten"]["synthese"] = (
        1,
        2,
    )
    gezien = {}
    for naam, stand in (("meer", meer), ("minder", minder)):
        register = registry(stand)
        typen = place(ruw, register=register, omvang={"laag": 1, "hoog": 1})
        gezien[naam] = {
            "oordeel": (voortgang := step_of(ruw, register))["indicator"].tolist(),
            "beeld": sector_picture(sector(ruw), voortgang=voortgang, register=register)["indicator"].tolist(),
            "spreiding": sorted(set(spread(ruw, register=register)["indicator"])),
            "dekking": sorted(covered(register)["indicator"]),
            "n": typen.set_index("instelling").loc["01AA", "n_start"],
        }
    assert gezien["meer"] == {
        "oordeel": ["veilig", "uitval", "cijfer", "nieuw"],
        "beeld": ["veilig", "uitval", "nieuw"],
        "spreiding": ["cijfer", "nieuw", "uitval", "veilig"],
        "dekking": ["cijfer", "nieuw", "stages", "uitval", "veilig"],
        "n": 4,
    }
    assert gezien["minder"] == {
        "oordeel": ["uitval", "cijfer"],
        "beeld": ["uitval"],
        "spreiding": ["cijfer", "uitval"],
        "dekking": ["cijfer", "stages", "uitval"],
        "n": 2,
    }


def test_coverage_says_where_a_number_comes_from_or_why_there_is_none():
    stand = inhoud()
    stand["indicatoren"]["landelijk"] = blok("Landelijk", None, berekening={"producten": ["figuur_3_1", "tabel_x"]})
    tabellen = dict.fromkeys(("figuur_3_1", "tabel_x"), VOL)
    uit = covered(registry(stand), nummers={"figuur_3_1": "Figuur 3.1"}, tabellen=tabellen)
    uit = check_table(uit, contract("dekking")).set_index("indicator")
    assert uit["berekening"].to_dict() == {
        "cijfer": "e-file",
        "landelijk": "Figuur 3.1 en tabel_x",
        "stages": "bron niet in project",
        "uitval": "e-file",
        "veilig": "e-file",
    }
    assert uit["berekend"].to_dict()["stages"] == "nee"
    assert uit.loc["veilig", "doelstelling"] == "1.2 Welzijn"
    assert uit["synthese"].tolist() == ["ja", "nee", "nee", "ja", "ja"]


def test_coverage_says_that_a_file_was_not_delivered():
    stand = inhoud()
    delen = {"leerweg": "tabel_leeg", "niveau": "tabel_vol", "leeftijd": None}
    stand["indicatoren"] |= {
        "leeg": blok("Leeg", None, berekening={"producten": ["tabel_leeg"]}) | {"uitsplitsingen": delen},
        "half": blok("Half", None, berekening={"producten": ["tabel_vol", "tabel_leeg"]}),
    }
    uit = covered(
        registry(stand), nummers={"tabel_vol": "Tabel 1"}, tabellen={"tabel_vol": VOL, "tabel_leeg": VOL.iloc[:0]}
    ).set_index("indicator")
    kolommen = ["berekend", "berekening", "geleverd", "ontbreekt"]
    assert uit.loc["leeg", kolommen].tolist() == ["nee", "zonder tabel_leeg", "niveau (Tabel 1)", "leerweg en leeftijd"]
    assert uit.loc["half", kolommen[:2]].tolist() == ["ja", "Tabel 1"]


def test_coverage_says_that_a_column_was_not_delivered():
    """The table has rows of another question, or of this one without the breakdown; nobody gave a value of `cijfer`."""
    stand = inhoud()
    eigen = {"producten": ["tabel_vol"], "rijen": {"vraag": "discriminatie"}}
    stand["indicatoren"] |= {
        "ervaren": blok("Ervaren", None, berekening=eigen)
        | {"uitsplitsingen": {"opleidingsniveau": "tabel_vol", "leerweg": "tabel_vol"}}
    }
    met = pd.DataFrame({"vraag": ["verwant", "discriminatie"], "kenmerk": ["leerweg", "niveau"]})
    kolommen = ["berekend", "berekening", "geleverd", "ontbreekt"]
    kenmerken = {"opleidingsniveau": ["niveau"], "leerweg": ["leerweg"]}
    for tabel, verwacht in (
        (met, ["ja", "tabel_vol", "opleidingsniveau (tabel_vol)", "leerweg"]),
        (met.iloc[:1], ["nee", "zonder tabel_vol", "", "opleidingsniveau en leerweg"]),
        (None, ["nee", "zonder tabel_vol", "", "opleidingsniveau en leerweg"]),
    ):
        tabellen = {} if tabel is None else {"tabel_vol": tabel}
        uit = covered(registry(stand), tabellen=tabellen, met_waarde=["veilig"], kenmerken=kenmerken)
        uit = uit.set_index("indicator")
        assert uit.loc["ervaren", kolommen].tolist() == verwacht
        assert uit.loc[["cijfer", "veilig"], "berekening"].tolist() == ["zonder efile", "e-file"]
