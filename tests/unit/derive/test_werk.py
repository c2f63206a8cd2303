"""Work in October by both rules: on rows by hand, and against a plain computation with exact fractions."""

from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from derive.werk import work
from helpers.cbs_rows import PERSOON, SCHEMAS, nummer, oktober, per_persoon, personen, register
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table

OKTOBER = (date(2023, 10, 1), date(2023, 10, 31))
SEPTEMBER, NOVEMBER = date(2023, 9, 1), date(2023, 11, 30)


def baan(persoon, ikvid, **anders):
    rij = {"van": OKTOBER[0], "tot": OKTOBER[1], "klasse": 1, "uren": 0.0, "soort": "9"} | anders
    return (persoon, ikvid, rij["van"], rij["tot"], rij["klasse"], rij["uren"], 100.0, "vast", rij["soort"])


# Per person what the reading is about, the records, and the answer (klasse, uren, hours, jobs).
GEVALLEN = {
    1: ("no record at all", [], (0, 0, 0.0, 0)),
    2: ("class 2 is work", [baan(2, "a", klasse=2, uren=10.0)], (1, 0, 10.0, 1)),
    3: ("class 1 is not, whatever the hours", [baan(3, "a", klasse=1, uren=160.0)], (0, 1, 160.0, 1)),
    4: ("no class is no work by class", [baan(4, "a", klasse=None, uren=60.0)], (0, 1, 60.0, 1)),
    5: ("12 x 31/7 hours is the border", [baan(5, "a", uren=372 / 7)], (0, 1, 372 / 7, 1)),
    6: ("just below it", [baan(6, "a", uren=53.14)], (0, 0, 53.14, 1)),
    7: ("just above it", [baan(7, "a", uren=53.15)], (0, 1, 53.15, 1)),
    8: ("an intern does not work", [baan(8, "a", klasse=6, uren=160.0, soort="2")], (0, 0, 0.0, 0)),
    9: (
        "two small jobs add up in hours, not in class",
        [baan(9, "a", klasse=1, uren=30.0), baan(9, "b", klasse=1, uren=24.0)],
        (0, 1, 54.0, 2),
    ),
    10: (
        "classes differ within a job: any record counts",
        [baan(10, "a", tot=oktober(15), klasse=1, uren=4.0), baan(10, "a", van=oktober(16), klasse=3, uren=5.0)],
        (1, 0, 9.0, 1),
    ),
    11: (
        "a negative correction counts",
        [baan(11, "a", klasse=1, uren=60.0), baan(11, "a", klasse=1, uren=-7.5)],
        (0, 0, 52.5, 1),
    ),
    12: (
        "records over either border of the month count whole",
        [
            baan(12, "a", van=SEPTEMBER, tot=OKTOBER[0], klasse=2, uren=30.0),
            baan(12, "b", van=OKTOBER[1], tot=NOVEMBER, klasse=1, uren=30.0),
        ],
        (1, 1, 60.0, 2),
    ),
    13: (
        "a day before and a day after do not",
        [
            baan(13, "a", van=SEPTEMBER, tot=OKTOBER[0] - timedelta(days=1), klasse=6, uren=99.0),
            baan(13, "a", van=OKTOBER[1] + timedelta(days=1), tot=NOVEMBER, klasse=6, uren=99.0),
        ],
        (0, 0, 0.0, 0),
    ),
    14: (
        "a longer record over the whole month does",
        [baan(14, "a", van=SEPTEMBER, tot=NOVEMBER, klasse=6, uren=150.0)],
        (1, 1, 150.0, 1),
    ),
    15: ("a zero-hour job is a job", [baan(15, "a", klasse=1, uren=0.0)], (0, 0, 0.0, 1)),
    16: (
        "an internship beside a job adds nothing",
        [baan(16, "a", klasse=1, uren=20.0), baan(16, "b", klasse=6, uren=99.0, soort="2")],
        (0, 0, 20.0, 1),
    ),
}
ANDEREN = [baan(99, "a", klasse=6, uren=160.0), baan("G2", "a", klasse=6, uren=160.0)]


@pytest.fixture(scope="module")
def werk():
    rijen = [rij for _, records, _ in GEVALLEN.values() for rij in records] + ANDEREN
    uit = work(personen(*GEVALLEN), banen=register("banen", rijen), maand=OKTOBER, klasse_vanaf=2, uren_per_week=12)
    kolommen = [per_persoon(uit, naam) for naam in ("werk_klasse", "werk_uren", "uren", "banen")]
    return {wie: tuple(kolom[wie] for kolom in kolommen) for wie in GEVALLEN}


@pytest.mark.parametrize("wie", GEVALLEN, ids=[geval[0] for geval in GEVALLEN.values()])
def test_by_hand(werk, wie):
    assert werk[wie] == pytest.approx(GEVALLEN[wie][2], abs=1e-9)


def test_table_fits_its_contract():
    uit = work(personen(3, 1), banen=register("banen", ANDEREN), maand=OKTOBER, klasse_vanaf=2, uren_per_week=12)
    pad = ROOT / "resources" / "contracts" / "tabellen" / "werk.yaml"
    assert check_table(uit, load_contract(pad))["rinpersoon"].astype(int).tolist() == [1, 3]


def test_every_person_has_one_row_and_others_none():
    uit = work(personen(*GEVALLEN), banen=register("banen", ANDEREN), maand=OKTOBER, klasse_vanaf=2, uren_per_week=12)
    assert sorted(uit["rinpersoon"].astype(int)) == sorted(GEVALLEN)
    assert uit[["werk_klasse", "werk_uren", "uren", "banen"]].to_numpy().sum() == 0


# In floating point 20.1 + 20.3 + 21.6 is less than 62.
@pytest.mark.parametrize(("uren", "antwoord"), [([20.1, 20.3, 21.6], 1), ([20.1, 20.3, 21.59], 0)])
def test_sum_at_the_border_does_not_hang_on_the_last_bit(uren, antwoord):
    banen = register("banen", [baan(1, str(i), uren=deel) for i, deel in enumerate(uren)])
    uit = work(personen(1), banen=banen, maand=OKTOBER, klasse_vanaf=2, uren_per_week=14)
    assert uit["werk_uren"].tolist() == [antwoord]


def test_settings_move_both_borders():
    banen = register("banen", [baan(1, "a", klasse=3, uren=100.0)])
    streng = work(personen(1), banen=banen, maand=OKTOBER, klasse_vanaf=4, uren_per_week=23)
    assert streng[["werk_klasse", "werk_uren"]].to_numpy().tolist() == [[0, 0]]
    ruim = work(personen(1), banen=banen, maand=OKTOBER, klasse_vanaf=3, uren_per_week=22.5)
    assert ruim[["werk_klasse", "werk_uren"]].to_numpy().tolist() == [[1, 1]]


def random_records(aantal, seed):
    rng = np.random.default_rng(seed)
    for _ in range(aantal):
        van = date(2023, 9, 20) + timedelta(days=int(rng.integers(0, 50)))
        yield baan(
            int(rng.integers(1, 60)),
            f"{rng.integers(1, 200):03d}",
            van=van,
            tot=van + timedelta(days=int(rng.integers(0, 35))),
            klasse=int(rng.integers(1, 7)),
            uren=round(float(rng.normal(25, 20)), 2),
            soort=str(rng.choice(["2", "9", "4"])),
        )


def test_against_exact_fractions_on_random_records():
    rijen = list(random_records(400, seed=7))
    klasse, uren, banen = {}, {}, {}
    for wie, ikvid, van, tot, kl, uur, _, _, soort in rijen:
        if soort != "2" and any(van <= oktober(dag) <= tot for dag in range(1, 32)):
            klasse[wie] = klasse.get(wie, False) or kl >= 2
            uren[wie] = uren.get(wie, Fraction(0)) + Fraction(str(uur))
            banen.setdefault(wie, set()).add(ikvid)
    wie = list(range(1, 70))
    uit = work(personen(*wie), banen=register("banen", rijen), maand=OKTOBER, klasse_vanaf=2, uren_per_week=12)
    assert per_persoon(uit, "werk_klasse") == {w: int(klasse.get(w, False)) for w in wie}
    assert per_persoon(uit, "werk_uren") == {w: int(uren.get(w, 0) * 7 >= 12 * 31) for w in wie}
    assert per_persoon(uit, "uren") == {w: float(uren.get(w, 0)) for w in wie}
    assert per_persoon(uit, "banen") == {w: len(banen.get(w, ())) for w in wie}
    assert 0 < uit["werk_uren"].sum() < len(wie)


def test_same_bytes_on_any_order_and_number_of_chunks(tmp_path):
    rijen = [(*nummer(rij[0]), *rij[1:]) for rij in random_records(2000, seed=3)]
    uitkomsten = []
    for grootte, volgorde in ((50, 1), (700, -1)):
        pad = tmp_path / f"{grootte}.parquet"
        pl.DataFrame(rijen[::volgorde], schema=PERSOON | SCHEMAS["banen"], orient="row").write_parquet(
            pad, row_group_size=grootte
        )
        uit = work(personen(*range(1, 60)), banen=pl.scan_parquet(pad), maand=OKTOBER, klasse_vanaf=2, uren_per_week=12)
        uitkomsten.append(uit.to_csv())
    assert uitkomsten[0] == uitkomsten[1]
