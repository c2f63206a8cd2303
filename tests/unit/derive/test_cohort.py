"""One cohort from diplomas to leavers, by hand, with a case per person."""

from datetime import date

import pytest
from derive.cohort import Scope, diplomas_of
from helpers.cbs_rows import register
from helpers.cohort import UITKOMST, UITSTROOM, build, diploma, persoon

from werkagenda.errors import InputError


def leaver_numbers(diplomas, **registers):
    """Who is in the cohort beside person 99, who is always in it."""
    registers["personen"] = [*registers.get("personen", []), persoon(99)]
    return set(build([*diplomas, diploma(99)], **registers)[0].index) - {99}


def test_exam_dates_from_the_first_of_october_up_to_the_last_of_september():
    dagen = {
        1: date(2021, 9, 30),
        2: date(2021, 10, 1),
        3: date(2022, 9, 30),
        4: date(2022, 10, 1),
    }
    rijen = [diploma(wie, examen=dag) for wie, dag in dagen.items()]
    assert leaver_numbers(rijen, personen=[persoon(wie) for wie in dagen]) == {2, 3}


def test_a_year_without_diplomas_stops_the_run():
    with pytest.raises(InputError, match=r"diplomas \| 2021 en 2022 \| kolom examendatum: geen enkel diploma"):
        diplomas_of(2021, register("diplomas", [diploma(1, examen=date(2020, 5, 1))]))


# Per case two diplomas or more of one person; the first is the one that is kept.
KEUZES = {
    "the main diploma, even when another is higher": [
        diploma(1, "000002", hoofd="1"), diploma(1, "000004", hoofd="0"),
    ],
    "a tie in the file is not a main diploma: the highest level": [
        diploma(1, "000004", hoofd="2"), diploma(1, "000003", hoofd="2", examen=date(2022, 6, 1)),
    ],
    "the latest exam date": [
        diploma(1, "000005", examen=date(2022, 6, 2)), diploma(1, "000004", examen=date(2022, 6, 1)),
    ],
    "the lowest number": [diploma(1, "000004", brin="b2"), diploma(1, "000005", brin="b1")],
    "the lowest institution": [diploma(1, brin="b1", leerweg="bol"), diploma(1, brin="b2", leerweg="bbl")],
    "the first leerweg": [diploma(1, leerweg="bbl"), diploma(1, leerweg="bol")],
    "a known level before an unknown one": [
        diploma(1, "000002", hoofd="0"), diploma(1, "777777", hoofd="2", examen=date(2022, 6, 1)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("keuze", KEUZES)
@pytest.mark.parametrize("richting", [1, -1])
def test_one_diploma_per_person(keuze, richting):
    rijen = KEUZES[keuze]
    cohort, uitval, _ = build(rijen[::richting], personen=[persoon(1)])
    assert cohort[["oplnr", "brin_crypt", "leerweg"]].to_numpy().tolist() == [[rijen[0][2], rijen[0][3], rijen[0][4]]]
    assert uitval.loc["een_diploma", ["rijen_in", "rijen_uit", "personen_uit"]].tolist() == [2, 1, 0]


def test_choice_comes_before_the_scope():
    rijen = [
        diploma(1, "000001", hoofd="1"), diploma(1, "000004", hoofd="0"),
        diploma(2, "000004", hoofd="1", leerweg="overig"), diploma(2, "000003", hoofd="0"),
        diploma(3, "777777", hoofd="1"), diploma(3, "000004", hoofd="0"),
    ]  # fmt: skip
    assert leaver_numbers(rijen, personen=[persoon(wie) for wie in (1, 2, 3)]) == set()


def test_scope_is_a_setting():
    ruim = Scope(niveaus=[1], leerwegen=["overig"], leeftijd_hoogstens=19, bekostigd=["J"], max_zonder_koppeling=1.0)
    rijen = [diploma(1, "000001", leerweg="overig"), diploma(2, "000001", leerweg="overig"), diploma(3)]
    geboren = [persoon(1, jaar=2003), persoon(2, jaar=2002), persoon(3, jaar=2003)]
    assert set(build(rijen, personen=geboren, wie=ruim)[0].index) == {1}


def test_the_same_diploma_in_two_files_counts_once():
    rijen = [diploma(1), diploma(2), diploma(1), diploma(2, brin="b2")]
    cohort, uitval, gekoppeld = build(rijen, personen=[persoon(1), persoon(2)])
    assert uitval.loc["dubbel_geleverd", ["rijen_in", "rijen_uit", "personen_uit"]].tolist() == [4, 3, 0]
    assert (len(gekoppeld), len(cohort)) == (3, 2)


# Enrolments of the year of leaving; 1 October is the day.
INSCHRIJVINGEN = {
    "up to the day itself": (date(2021, 8, 1), UITSTROOM, "J", False),
    "up to the day before": (date(2021, 8, 1), date(2022, 9, 30), "J", True),
    "from the day itself": (UITSTROOM, date(2023, 7, 31), "J", False),
    "from the day after": (date(2022, 10, 2), date(2023, 7, 31), "J", True),
    "open": (date(2022, 8, 1), None, "J", False),
    "open but later": (date(2022, 10, 2), None, "J", True),
    "not funded": (date(2022, 8, 1), None, "N", True),
}


@pytest.mark.parametrize("geval", INSCHRIJVINGEN)
def test_leaver(geval):
    *rij, blijft = INSCHRIJVINGEN[geval]
    assert leaver_numbers([diploma(1)], personen=[persoon(1)], uitstroom=[(1, *rij)]) == ({1} if blijft else set())


def test_several_enrolments_and_those_of_others():
    andere = [(1, date(2022, 8, 1), None, "N"), ("G1", date(2022, 8, 1), None, "J"), (7, date(2022, 8, 1), None, "J")]
    assert leaver_numbers([diploma(1)], personen=[persoon(1)], uitstroom=andere) == {1}
    erbij = [*andere, (1, date(2022, 9, 1), UITSTROOM, "J")]
    assert leaver_numbers([diploma(1)], personen=[persoon(1)], uitstroom=erbij) == set()


@pytest.mark.parametrize(("einde", "terug"), [(UITKOMST, True), (date(2023, 9, 30), False), (None, True)])
def test_back_in_education_a_year_later(einde, terug):
    uit = leaver_numbers([diploma(1)], personen=[persoon(1)], uitkomst=[(1, date(2022, 10, 5), einde, "J")])
    assert uit == (set() if terug else {1})


def test_register_is_kind_r_and_a_row_in_the_outcome_year():
    rijen = [diploma(1), diploma(2), diploma("G3")]
    assert leaver_numbers(rijen, personen=[persoon(1), persoon("G3"), persoon(3)]) == {1}


def test_attrition_of_every_step_in_its_order():
    dag, open_ = date(2022, 8, 1), None
    rijen = [
        diploma(1), diploma(1), diploma(2, "000002"), diploma(2, "000003", hoofd="0"), diploma(3, "777777"),
        diploma(4, "000001"), diploma(5, leerweg="overig"), diploma(6), diploma(7), diploma(8), diploma(9), diploma(10),
        diploma(11), diploma(12), diploma(13), diploma("G14"), diploma(15),
    ]  # fmt: skip
    geboren = [
        persoon(1), persoon(2), persoon(3), persoon(4), persoon(5), persoon(6, jaar=None), persoon(7, maand=None),
        persoon(8, jaar=1990), persoon(9), persoon(10), persoon(12, geslacht=None), persoon(13, generatie=None),
    ]  # fmt: skip
    # 11 has no row and no enrolment, 15 no row but an enrolment: no age, so each leaves at a step further on.
    uitstroom, uitkomst = [(9, dag, open_, "J"), (15, dag, open_, "J")], [(10, dag, open_, "J")]
    cohort, uitval, _ = build(rijen, personen=geboren, uitstroom=uitstroom, uitkomst=uitkomst)
    assert sorted(cohort.index) == [1, 2]
    assert [tuple(rij) for rij in uitval[["rijen_in", "rijen_uit", "personen_uit"]].itertuples(name=None)] == [
        ("diplomas_gelezen", 17, 17, 0),
        ("dubbel_geleverd", 17, 16, 0),
        ("een_diploma", 16, 15, 0),
        ("zonder_koppeling", 15, 14, 1),
        ("niveau", 14, 13, 1),
        ("leerweg", 13, 12, 1),
        ("achtergrond_onbekend", 12, 10, 2),
        ("leeftijd", 10, 9, 1),
        ("uitstromer", 9, 7, 2),
        ("register", 7, 5, 2),
        ("terug_in_onderwijs", 5, 4, 1),
        ("kenmerk_onbekend", 4, 2, 2),
    ]
    assert uitval["volgorde"].tolist() == list(range(1, 13))
    assert set(uitval["cohort"]) == {2021}


@pytest.mark.parametrize(("nummer", "stap"), [("000004", "register"), ("000001", "niveau")])
def test_nobody_left_stops_the_run(nummer, stap):
    with pytest.raises(InputError, match=rf"cohort \| 2021: niemand blijft over na stap {stap}"):
        build([diploma(1, nummer)])


def test_two_rows_of_one_person_in_a_register_stop_the_run():
    with pytest.raises(InputError, match=r"^personen .*: 1 rijen te veel voor dezelfde persoon; verwacht: een rij"):
        build([diploma(1)], personen=[persoon(1), persoon(1, geslacht="vrouw")])
