"""Products of files that need not be delivered, by hand."""

import pandas as pd
import pytest
from products import additional

from werkagenda.errors import InputError

ONDERDRUKT = {"high": 4, "verwacht": "midden"}


def of(tabel, **sleutel):
    """Return the one row that the key selects."""
    treffer = tabel
    for naam, waarde in sleutel.items():
        treffer = treffer[treffer[naam] == waarde]
    (rij,) = treffer.to_dict("records")
    return rij


def leavers(*rijen):
    tabel = pd.DataFrame(rijen, columns=["jaar", "instelling", "niveau", "leerweg", "deelnemers", "vsv"])
    return tabel.astype({"deelnemers": "Int64", "vsv": "Int64"})


def test_early_leavers_are_added_up_in_every_breakdown():
    """400 + 100 + 60 participants, 20 + 4 + 9 leavers; level 2 has 100 + 60 and 13."""
    tabel = additional.early_leavers(
        leavers((2023, "01AA", 4, "bol", 400, 20), (2023, "01AA", 2, "bol", 100, 4), (2023, "02BB", 2, "bbl", 60, 9)),
        **ONDERDRUKT,
    )
    totaal = of(tabel, onderdeel="vsv", uitsplitsing="totaal")
    assert (totaal["waarde"], totaal["waarde_min"], totaal["waarde_max"], totaal["instellingen"]) == (33, 33, 33, 2)
    assert of(tabel, onderdeel="deelnemers", uitsplitsing="leerweg", categorie="bol")["waarde"] == 500
    niveau = of(tabel, onderdeel="aandeel_vsv", uitsplitsing="niveau", categorie="2")
    assert (niveau["waarde"], niveau["n"]) == (pytest.approx(13 / 160), 160)
    assert of(tabel, onderdeel="aandeel_vsv", categorie="bbl 2")["waarde"] == pytest.approx(0.15)
    assert set(tabel["categorie"]) == {"", "bol", "bbl", "2", "4", "bol 4", "bol 2", "bbl 2"}


def test_a_suppressed_count_widens_the_bounds_and_is_never_summed_as_minus_one():
    """Leavers: no 0 is shown, so 0-4 with middle 2: 20 + 2 = 22 (20-24). Participants are all known."""
    tabel = additional.early_leavers(
        leavers((2024, "01AA", 4, "bol", 400, 20), (2024, "02BB", 4, "bol", 100, None)), **ONDERDRUKT
    )
    rij = of(tabel, onderdeel="vsv", uitsplitsing="totaal")
    assert (rij["waarde"], rij["waarde_min"], rij["waarde_max"]) == (22, 20, 24)
    deel = of(tabel, onderdeel="aandeel_vsv", uitsplitsing="totaal")
    assert [deel[k] for k in ("waarde", "waarde_min", "waarde_max")] == pytest.approx([0.044, 0.04, 0.048])


def test_a_shown_zero_makes_a_suppressed_count_one_at_least():
    """20 + 0 and one of 1-4, its middle 2.5: 22.5 is 23 half up. The other year has no suppressed count."""
    tabel = additional.early_leavers(
        leavers(
            (2024, "01AA", 4, "bol", 400, 20), (2024, "02BB", 4, "bol", 100, None), (2024, "03CC", 4, "bol", 10, 0),
            (2023, "01AA", 4, "bol", 400, 30),
        ),
        **ONDERDRUKT,
    )  # fmt: skip
    rij = of(tabel, onderdeel="vsv", uitsplitsing="totaal", jaar=2024)
    assert (rij["waarde"], rij["waarde_min"], rij["waarde_max"]) == (23, 21, 24)
    assert of(tabel, onderdeel="vsv", uitsplitsing="totaal", jaar=2023)["waarde_max"] == 30


def long(*rijen):
    return pd.DataFrame(rijen, columns=["instelling", "jaar", "categorie", "waarde"]).astype({"waarde": "float64"})


def test_sums_per_year_and_category_count_who_has_some():
    tabel = additional.sums(
        long(
            ("01AA", 2024, "zorg", 30), ("02BB", 2024, "zorg", 0), ("02BB", 2024, "handel", 12),
            ("01AA", 2023, "zorg", 7),
        ),
        "certificaten",
    )  # fmt: skip
    assert of(tabel, jaar=2024, uitsplitsing="totaal")["waarde"] == 42
    zorg = of(tabel, jaar=2024, categorie="zorg")
    assert (zorg["waarde"], zorg["instellingen"]) == (30, 1)
    assert tabel["waarde"].sum() == 2 * (42 + 7)


def test_sums_without_institutions_by_leerweg_too():
    rijen = pd.DataFrame(
        {
            "jaar": [2024] * 3,
            "categorie": ["zorg", "zorg", "handel"],
            "leerweg": ["bol", "bbl", "bol"],
            "waarde": [5, 2, 1],
        }
    )
    tabel = additional.sums(rijen, "stagetekort", ("leerweg", "categorie"))
    assert dict(zip(tabel["categorie"], tabel["waarde"], strict=True)) == {
        "": 8,
        "bbl": 2,
        "bol": 6,
        "handel": 1,
        "zorg": 7,
    }
    assert tabel["instellingen"].isna().all()


def test_teachers_by_qualification_and_the_monitor_of_digital_skills():
    """60 + 20 of 100 are qualified; a merged institution counts once."""
    tabel = additional.qualified(
        long(
            ("01AA", 2024, "bevoegd", 60), ("02BB", 2024, "bevoegd", 20), ("01AA", 2024, "in_opleiding", 15),
            ("02BB", 2024, "niet_bevoegd", 5), ("01AA", 2023, "digitale_monitor", 1),
            ("01AA", 2023, "digitale_monitor", 1), ("02BB", 2023, "digitale_monitor", 0),
        )
    )  # fmt: skip
    docenten = tabel[tabel["onderdeel"] == "docenten"]
    assert docenten["waarde"].tolist() == pytest.approx([0.8, 0.15, 0.05])
    monitor = of(tabel, onderdeel="digitale_monitor")
    assert (monitor["waarde"], monitor["n"]) == (1, 2)


@pytest.mark.parametrize(("categorie", "waarde"), [("bevoegd", -1), ("bevoegd", 2.5), ("digitale_monitor", 2)])
def test_a_value_that_cannot_be_is_named(categorie, waarde):
    with pytest.raises(InputError, match=r"bevoegdheid .* kolom waarde: 1 rijen .* van instelling '01AA'"):
        additional.qualified(long(("01AA", 2024, categorie, waarde)))


def test_subjects_of_annual_reports_are_shares_of_all_reports():
    """Two of three; the third has a row for the other subject alone."""
    tabel = additional.named_in_reports(
        long(
            ("01AA", 2024, "expliciet", 1), ("02BB", 2024, "expliciet", 1), ("03CC", 2024, "expliciet", 0),
            ("01AA", 2024, "gemeente", 1), ("02BB", 2024, "gemeente", 0), ("03CC", 2024, "gemeente", 0),
        )
    )  # fmt: skip
    assert tabel["waarde"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert tabel["n"].tolist() == [3, 3]
    with pytest.raises(InputError, match="1 \\(ja\\) of 0 \\(nee\\)"):
        additional.named_in_reports(long(("01AA", 2024, "expliciet", 0.5)))


def test_practorates_of_the_last_years_and_by_theme():
    """Three of 2024 and before, one more in 2025: of five institutions 0.6 and 0.8; one of them is of two together."""
    tabel = additional.practorates(
        pd.DataFrame(
            [("a", "zorg", "01AA", 2019), ("b", "zorg", "02BB", 2024), ("c", "ict", "01AA", 2023),
             ("d", "zorg", "03CC", 2025), ("d", "zorg", "01AA", 2025)],
            columns=["naam", "thema", "instelling", "sinds"],
        ),
        alle=5,
    )  # fmt: skip
    per_jaar = tabel[tabel["uitsplitsing"].eq("totaal") & tabel["onderdeel"].eq("practoraten")]
    assert dict(zip(per_jaar["jaar"], per_jaar["waarde"], strict=True)) == {2023: 2, 2024: 3, 2025: 4}
    assert of(tabel, onderdeel="practoraten_per_instelling", jaar=2025)["waarde"] == 0.8
    zorg = of(tabel, categorie="zorg")
    assert (zorg["waarde"], zorg["instellingen"]) == (3, 3)


PLANNEN = pd.DataFrame({
    "instelling": ["01AA", "02BB", "03CC"],
    "eigen_indicator_2_1": ["ja", "ja", "nee"],
    "eigen_indicator_2_2": ["nee", "ja", "nee"],
})  # fmt: skip


def test_subjects_of_own_indicators():
    rijen = pd.DataFrame(
        [("01AA", "2.1", "alumni"), ("01AA", "2.1", "loopbaan"), ("02BB", "2.1", "alumni"), ("02BB", "2.2", "stage")],
        columns=["instelling", "doelstelling", "onderwerp"],
    )
    tabel = additional.own_indicators(rijen, PLANNEN, jaar=2024)
    doel = of(tabel, uitsplitsing="doelstelling", categorie="2.1")
    assert (doel["waarde"], doel["n"]) == (2, 3)
    onderwerp = of(tabel, categorie="2.1 alumni")
    assert (onderwerp["waarde"], onderwerp["n"]) == (2, 2)
    assert of(tabel, categorie="2.1 loopbaan")["waarde"] == 1


def test_an_own_indicator_that_the_plan_denies_stops():
    rijen = pd.DataFrame({"instelling": ["01AA"], "doelstelling": ["2.2"], "onderwerp": ["stage"]})
    with pytest.raises(InputError, match=r"1 instellingen zonder eigen indicator bij 2.2 .*'01AA'"):
        additional.own_indicators(rijen, PLANNEN, jaar=2024)


def test_without_a_file_there_are_no_rows():
    assert additional.table([]).empty
    assert list(additional.table([])) == additional.KOLOMMEN


MAATREGELEN = pd.DataFrame(
    [("01AA", "2.1.1", "leg uit", None, "geen bbl", None), ("02BB", "2.1.2", "leg uit", None, "overig", None),
     ("02BB", "2.3.2", "leg uit", None, "geen bbl", None), ("03CC", "2.3.2", "leg uit", None, None, None),
     ("01AA", "2.2.1", "pas toe", "nieuw", None, "een spel"), ("02BB", "2.2.1", "pas toe", "nieuw", None, None),
     ("03CC", "2.2.1", "pas toe", "nieuw", None, None), ("03CC", "2.1.1", "pas toe", "onduidelijk", None, None)],
    columns=["instelling", "maatregel", "oordeel", "vorm", "reden", "nieuw_toelichting"],
)  # fmt: skip


def test_reasons_are_counted_where_one_was_given():
    """Three explanations have a reason: two no bbl; two of objective 2.1. One of three new measures is explained."""
    tabel = additional.reasons(MAATREGELEN, jaar=2024)
    geen_bbl = of(tabel, categorie="geen bbl")
    assert (geen_bbl["waarde"], geen_bbl["n"], geen_bbl["instellingen"]) == (2, 3, 2)
    assert of(tabel, uitsplitsing="doelstelling", categorie="2.1")["waarde"] == 2
    nieuw = of(tabel, onderdeel="nieuw_toegelicht")
    assert (nieuw["waarde"], nieuw["n"]) == (pytest.approx(1 / 3), 3)


def test_plans_without_reasons_give_no_rows():
    assert additional.reasons(MAATREGELEN.drop(columns=["reden", "nieuw_toelichting"]), jaar=2024).empty


def test_measures_that_institutions_chose():
    """Of 1.2.1 two of three; 01AA chose both, 02BB one of two, 03CC none: of all measures one third has nearly all."""
    rijen = pd.DataFrame(
        [("01AA", "1.2.1", "ja"), ("01AA", "1.2.2", "ja"), ("02BB", "1.2.1", "ja"), ("02BB", "1.2.2", "nee"),
         ("03CC", "1.2.1", "nee"), ("03CC", "1.2.2", "nee"), ("01AA", None, None)],
        columns=["instelling", "maatregel", "gekozen"],
    ).assign(doelstelling="1.2")  # fmt: skip
    tabel = additional.chosen(rijen, jaar=2025, bijna_alle=0.8)
    assert of(tabel, categorie="1.2.1")["waarde"] == pytest.approx(2 / 3)
    assert of(tabel, categorie="1.2.2")["waarde"] == pytest.approx(1 / 3)
    bijna = of(tabel, onderdeel="bijna_alle")
    assert (bijna["waarde"], bijna["n"], bijna["categorie"]) == (pytest.approx(1 / 3), 3, "1.2")
    assert additional.chosen(rijen.drop(columns=["maatregel", "gekozen"]), jaar=2025, bijna_alle=0.8).empty


def test_work_that_fits_is_weighted_by_those_with_work():
    """100 x 0.5 and 200 x 0.75 have work: 50 and 150. Of those 0.8 and 0.6 fit: 40 + 90 of 200."""
    rijen = pd.DataFrame(
        [("2022/2023", "01AA", "bol", 2, 100, 0.5, 0.8), ("2022/2023", "02BB", "bbl", 2, 200, 0.75, 0.6),
         ("2022/2023", "02BB", "bbl", 3, 10, None, None)],
        columns=["studiejaar", "instelling", "leerweg", "niveau", "uitstromers", "aandeel", "aandeel_verwant"],
    )  # fmt: skip
    tabel = additional.related_work(rijen)
    totaal = of(tabel, uitsplitsing="totaal")
    assert (totaal["waarde"], totaal["n"], totaal["jaar"], totaal["instellingen"]) == (
        pytest.approx(0.65),
        200,
        2022,
        2,
    )
    assert of(tabel, uitsplitsing="leerweg", categorie="bbl")["waarde"] == pytest.approx(0.6)
    assert "3" not in set(tabel["categorie"])
    assert additional.related_work(rijen.drop(columns="aandeel_verwant")).empty


def test_values_of_a_part_of_the_students():
    """Level 4: recent 4 and 5, targets 4.5 and 4: less is better, so one of two is reached. The older year is out."""
    rijen = pd.DataFrame(
        [("01AA", "vsv", "recent", 2022, 9.0, None, "4"), ("01AA", "vsv", "recent", 2023, 4.0, None, "4"),
         ("02BB", "vsv", "recent", 2023, 5.0, None, "4"), ("01AA", "vsv", "streef", 2027, 4.5, None, "4"),
         ("02BB", "vsv", "streef", 2027, 4.0, None, "4"), ("01AA", "welzijn", "start", 2022, 20.0, "bol", None),
         ("01AA", "welzijn", "start", 2022, 50.0, None, None)],
        columns=["instelling", "indicator", "soort", "jaar", "waarde", "leerweg", "niveau"],
    )  # fmt: skip
    tabel = additional.parts_of_institutions(rijen, lager=["vsv"])
    assert of(tabel, onderdeel="recentwaarde", categorie="vsv 4")["waarde"] == pytest.approx(0.045)
    bereikt = of(tabel, onderdeel="streef_bereikt")
    assert (bereikt["waarde"], bereikt["n"], bereikt["jaar"]) == (0.5, 2, 2023)
    assert of(tabel, uitsplitsing="leerweg")["waarde"] == pytest.approx(0.2)
    assert of(additional.parts_of_institutions(rijen, lager=[]), onderdeel="streef_bereikt")["waarde"] == 0.5
    # One that is over its target: not reached where less is better, reached where more is; and equal is enough.
    for recent, lager, verwacht in ((5.0, ["vsv"], 0), (5.0, [], 1), (4.5, ["vsv"], 1), (4.5, [], 1), (4.0, [], 0)):
        een = rijen[rijen["instelling"] == "01AA"].replace({"waarde": {4.0: recent}})
        assert of(additional.parts_of_institutions(een, lager=lager), onderdeel="streef_bereikt")["waarde"] == verwacht
    assert additional.parts_of_institutions(rijen.drop(columns=["leerweg", "niveau"]), lager=[]).empty
