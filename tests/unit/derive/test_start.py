"""Months to a substantial job, wage and contract: by hand, and against a plain walk over the months."""

import calendar
import itertools
import math
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from derive.start import start_position
from helpers.cbs_rows import per_persoon, personen, register
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table

# Everyone passed in February 2022: month 1 is March 2022, month 15 May 2023.
EXAMEN = date(2022, 2, 28)


def baan(persoon, maand, **anders):
    """A record of one calendar month, or up to the end of month `tot`."""
    rij = {"ikvid": "a", "uren": 0.0, "loon": 0.0, "contract": "vast", "soort": "9", "tot": maand} | anders
    laatste = date(*rij["tot"], calendar.monthrange(*rij["tot"])[1])
    eerste = date(*maand, 1)
    return (persoon, rij["ikvid"], eerste, laatste, 1, rij["uren"], rij["loon"], rij["contract"], rij["soort"])


MEI = (2023, 5)
# Per person what the reading is about, the records, and the answer (months, wage, contract).
GEVALLEN = {
    1: ("nothing", [], (None, None, "")),
    2: ("a job before the exam does not count", [baan(2, (2022, 2), uren=160.0)], (None, None, "")),
    3: ("the month after the exam is 1; 31 days", [baan(3, (2022, 3), uren=53.15)], (1, None, "")),
    4: ("a month of 30 days asks 51.43 hours", [baan(4, (2022, 4), uren=51.43)], (2, None, "")),
    5: ("and 51.42 is too few", [baan(5, (2022, 4), uren=51.42)], (None, None, "")),
    6: (
        "February asks 48 hours, and two jobs add up",
        [baan(6, (2023, 2), uren=20.1), baan(6, (2023, 2), ikvid="b", uren=27.9)],
        (12, None, ""),
    ),
    7: (
        "the first month of several, the small job before it is none",
        [baan(7, (2022, 6), uren=20.0), baan(7, (2022, 8), uren=100.0), baan(7, (2022, 9), uren=100.0)],
        (6, None, ""),
    ),
    8: ("an internship is no job", [baan(8, MEI, uren=160.0, loon=500.0, soort="2")], (None, None, "")),
    9: (
        "month 15 is the last; the wage is that of all jobs, also small ones",
        [baan(9, MEI, uren=50.0, loon=700.5), baan(9, MEI, ikvid="b", uren=10.0, loon=99.75, contract="tijdelijk")],
        (15, 800.25, "vast"),
    ),
    10: ("month 16 is too late", [baan(10, (2023, 6), uren=160.0, loon=2000.0)], (None, None, "")),
    11: (
        "the main job has most hours, its four-week records together",
        [
            baan(11, MEI, ikvid="z", uren=30.0, loon=1.0, contract="tijdelijk"),
            baan(11, MEI, ikvid="z", uren=30.0, loon=1.0, contract="tijdelijk"),
            baan(11, MEI, ikvid="a", uren=40.0, loon=900.0, contract="vast"),
        ],
        (15, 902.0, "tijdelijk"),
    ),
    12: (
        "as many hours: the highest wage",
        [
            baan(12, MEI, ikvid="a", uren=40.0, loon=100.0, contract="tijdelijk"),
            baan(12, MEI, ikvid="b", uren=40.0, loon=100.01, contract="vast"),
        ],
        (15, 200.01, "vast"),
    ),
    13: (
        "the same wage: the lowest ikvid",
        [
            baan(13, MEI, ikvid="b", uren=40.0, loon=100.0, contract="vast"),
            baan(13, MEI, ikvid="a", uren=40.0, loon=100.0, contract="nvt"),
        ],
        (15, 200.0, "nvt"),
    ),
    14: (
        "a record over the border counts whole in both months",
        [baan(14, (2023, 4), uren=54.0, loon=1000.0, tot=MEI)],
        (14, 1000.0, "vast"),
    ),
    15: (
        "a negative correction takes hours and wage back",
        [baan(15, MEI, uren=60.0, loon=900.0), baan(15, MEI, uren=-30.0, loon=-450.0)],
        (None, 450.0, "vast"),
    ),
    16: ("a zero-hour job has a wage and a contract", [baan(16, MEI, loon=0.0, contract="nvt")], (None, 0.0, "nvt")),
    17: (
        "contracts differ within the job: the record that ends last",
        [
            baan(17, (2023, 4), uren=30.0, contract="tijdelijk", tot=MEI),
            (17, "a", date(2023, 5, 1), date(2023, 5, 20), 1, 90.0, 0.0, "vast", "9"),
        ],
        (15, 0.0, "tijdelijk"),
    ),
    18: (
        "and vast where they end on one day",
        [baan(18, MEI, uren=30.0, contract="tijdelijk"), baan(18, MEI, uren=1.0, contract="vast")],
        (None, 0.0, "vast"),
    ),
    19: (
        "a record of one day, the first after the month of the exam, and one of the last day",
        [
            (19, "a", date(2022, 3, 1), date(2022, 3, 1), 1, 60.0, 0.0, "vast", "9"),
            (19, "b", date(2023, 5, 31), date(2023, 5, 31), 1, 1.0, 12.5, "tijdelijk", "9"),
        ],
        (1, 12.5, "tijdelijk"),
    ),
}


def cohort(wie, examens):
    return personen(*wie).assign(cohort=2021, examendatum=pd.to_datetime(list(examens)))


@pytest.fixture(scope="module")
def start():
    rijen = [rij for _, records, _ in GEVALLEN.values() for rij in records] + [baan(99, MEI, uren=160.0)]
    return start_position(
        cohort(GEVALLEN, [EXAMEN] * len(GEVALLEN)), banen=register("banen", rijen), maanden=15, uren_per_week=12
    )


def without_nan(uit):
    return uit.astype(object).where(uit.notna(), None)


@pytest.mark.parametrize("wie", GEVALLEN, ids=[geval[0] for geval in GEVALLEN.values()])
def test_by_hand(start, wie):
    uit = without_nan(start)
    assert tuple(per_persoon(uit, kolom)[wie] for kolom in ("maanden", "loon", "contract")) == GEVALLEN[wie][2]


def test_every_person_has_one_row(start):
    assert start["rinpersoon"].astype(int).tolist() == sorted(GEVALLEN)


def test_table_fits_its_contract(start):
    pad = ROOT / "resources" / "contracts" / "tabellen" / "start.yaml"
    uit = check_table(start, load_contract(pad))
    assert (uit["maanden"].dtype, len(uit)) == ("Int64", len(GEVALLEN))


def test_months_count_from_each_person_s_own_exam():
    # For the third the month after is too late, though it is in time for the second.
    rijen = [baan(1, (2022, 12), uren=100.0), baan(2, (2022, 12), uren=100.0), baan(3, (2023, 2), uren=100.0)]
    uit = start_position(
        cohort([1, 2, 3], [date(2021, 10, 1), date(2022, 9, 30), date(2021, 10, 31)]),
        banen=register("banen", rijen),
        maanden=15,
        uren_per_week=12,
    )
    assert per_persoon(without_nan(uit), "maanden") == {1: 14, 2: 3, 3: None}


# Internships in the study year of the diploma, October 2021 up to February 2022: the records, and the pay a month.
STAGES = {
    1: ("no internship", [baan(1, (2022, 1), uren=100.0, loon=900.0)], None),
    2: ("one month", [baan(2, (2022, 1), uren=100.0, loon=300.0, soort="2")], 300.0),
    3: ("the month of the exam counts", [baan(3, (2022, 2), uren=100.0, loon=250.0, soort="2")], 250.0),
    4: ("the month after it does not", [baan(4, (2022, 3), uren=100.0, loon=250.0, soort="2")], None),
    5: ("nor does the September before the study year", [baan(5, (2021, 9), loon=250.0, soort="2")], None),
    6: (
        "two internships in one month are one month",
        [baan(6, (2021, 11), loon=100.0, soort="2"), baan(6, (2021, 11), ikvid="b", loon=150.5, soort="2")],
        250.5,
    ),
    7: ("a record of two months is paid over two", [baan(7, (2021, 10), loon=501.0, soort="2", tot=(2021, 11))], 250.5),
    8: (
        "of a record that begins before October the months from October count, with all its pay",
        [baan(8, (2021, 9), loon=400.0, soort="2", tot=(2021, 10))],
        400.0,
    ),
    9: ("an internship without pay is not paid", [baan(9, (2022, 1), uren=120.0, soort="2")], None),
    10: (
        "what is taken back is not paid",
        [baan(10, (2022, 1), loon=300.0, soort="2"), baan(10, (2022, 2), loon=-300.0, soort="2")],
        None,
    ),
    11: (
        "in cents",
        [baan(11, (2021, 10), loon=100.0, soort="2", tot=(2021, 12))],
        33.33,
    ),
}


def test_pay_of_internships_by_hand():
    rijen = [rij for _, records, _ in STAGES.values() for rij in records]
    uit = start_position(
        cohort(STAGES, [EXAMEN] * len(STAGES)), banen=register("banen", rijen), maanden=15, uren_per_week=12
    )
    verwacht = {wie: loon for wie, (_, _, loon) in STAGES.items()}
    assert per_persoon(without_nan(uit), "stageloon") == verwacht
    assert per_persoon(uit, "stage") == {wie: "nee" if loon is None else "ja" for wie, loon in verwacht.items()}


def test_a_first_job_of_any_size_is_not_an_internship_nor_a_job_of_no_hours():
    rijen = [
        baan(1, (2022, 3), uren=0.0, loon=10.0), baan(1, (2022, 5), uren=2.5),
        baan(2, (2022, 3), uren=100.0, soort="2"), baan(2, (2022, 4), uren=60.0),
        baan(3, (2022, 4), uren=8.0), baan(3, (2022, 4), uren=-8.0), baan(3, (2023, 6), uren=8.0),
        baan(4, (2022, 1), uren=40.0, tot=(2022, 3)),
    ]  # fmt: skip
    wie = [1, 2, 3, 4]
    uit = start_position(cohort(wie, [EXAMEN] * 4), banen=register("banen", rijen), maanden=15, uren_per_week=12)
    assert per_persoon(without_nan(uit), "maanden_baan") == {1: 3, 2: 2, 3: None, 4: 1}


def walk(rijen, examen, *, maanden, per_week):
    """The same by a walk over months and days, in exact fractions."""
    eerste, enig, jaar, maand = None, None, examen.year, examen.month
    for stap in range(1, maanden + 1):
        jaar, maand = (jaar, maand + 1) if maand < 12 else (jaar + 1, 1)
        dagen = calendar.monthrange(jaar, maand)[1]
        kalender = [date(jaar, maand, dag) for dag in range(1, dagen + 1)]
        nu = [rij for rij in rijen if rij[8] != "2" and any(rij[2] <= dag <= rij[3] for dag in kalender)]
        uren = sum(Fraction(str(rij[5])) for rij in nu)
        if eerste is None and nu and uren * 7 / dagen >= per_week:
            eerste = stap
        if enig is None and uren > 0:
            enig = stap
    loon = float(sum(Fraction(str(rij[6])) for rij in nu)) if nu else None
    banen = {}
    for ikvid, groep in itertools.groupby(sorted(nu, key=lambda rij: rij[1]), key=lambda rij: rij[1]):
        deel = list(groep)
        laatst = max(rij[3] for rij in deel)
        contracten = {rij[7] for rij in deel if rij[3] == laatst}
        contract = next(soort for soort in ("vast", "tijdelijk", "nvt") if soort in contracten)
        som = [sum(Fraction(str(rij[plek])) for rij in deel) for plek in (5, 6)]
        banen[ikvid] = (-som[0], -som[1], ikvid, contract)
    return eerste, loon, min(banen.values())[3] if banen else "", enig, _pay(rijen, examen)


def _pay(rijen, examen):
    stages, kalender = [], [date(2021, 10, 1)]
    while (kalender[-1] + timedelta(days=1)).replace(day=1) <= examen.replace(day=1):
        kalender.append(kalender[-1] + timedelta(days=1))
    for rij in rijen:
        maanden = {(dag.year, dag.month) for dag in kalender if rij[2] <= dag <= rij[3]}
        if rij[8] == "2" and maanden:
            stages.append((Fraction(str(rij[6])), maanden))
    som = sum(loon for loon, _ in stages)
    if som <= 0:
        return None
    return math.floor(som / len(set().union(*(maanden for _, maanden in stages))) * 100 + Fraction(1, 2)) / 100


def test_against_a_walk_over_the_months_on_random_records():
    rng = np.random.default_rng(11)
    wie = list(range(1, 60))
    examens = {w: date(2021, 10, 1) + timedelta(days=int(rng.integers(0, 365))) for w in wie}
    rijen = []
    for _ in range(1500):
        van = date(2021, 9, 1) + timedelta(days=int(rng.integers(0, 850)))
        rijen.append((
            int(rng.integers(1, 60)), f"{rng.integers(0, 3)}", van, van + timedelta(days=int(rng.integers(0, 40))), 1,
            round(float(rng.normal(25, 25)), 1), round(float(rng.normal(500, 400)), 2),
            str(rng.choice(["vast", "tijdelijk", "nvt"])), str(rng.choice(["2", "9", "9"])),
        ))  # fmt: skip
    uit = start_position(cohort(wie, examens.values()), banen=register("banen", rijen), maanden=15, uren_per_week=12)
    uit = without_nan(uit)
    verwacht = {w: walk([rij for rij in rijen if rij[0] == w], examens[w], maanden=15, per_week=12) for w in wie}
    for plek, kolom in enumerate(("maanden", "loon", "contract", "maanden_baan", "stageloon")):
        assert per_persoon(uit, kolom) == {w: antwoord[plek] for w, antwoord in verwacht.items()}
    assert len({antwoord[0] for antwoord in verwacht.values()}) > 4
    assert {antwoord[2] for antwoord in verwacht.values()} == {"", "vast", "tijdelijk", "nvt"}
