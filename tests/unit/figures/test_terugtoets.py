"""The figure of the backtest: the numbers of the table beside it, a line at what was promised, every word readable."""

from pathlib import Path

import pandas as pd
import pytest
import yaml
from figures import terugtoets
from helpers.drawing import collisions, outside, texts, words
from helpers.registers import LABELS, koppen, lees
from tables import markdown
from text import tabellen

from werkagenda.figures import style
from werkagenda.flow.backtest import SLEUTEL, coverage, pooled

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
VORMEN = pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
KOP = {"titel": "Titel", "ondertitel": "Ondertitel", "as": "", "noten": [], "bron": "DUO", "merk": "SYNTHETISCH"}
BEELD = {"beeld": {"dekking": "In het interval", "breedte": "Breed", "belofte": "Belofte", "weinig": "Weinig"}}
# Two years, each by the other: thirty and ten institutions, three groups, one total.
PER_PAAR = """grootheid,soort,geleerd,getoetst,blokken,gedekt,halve_breedte,uiterste_breedte,fout,fout_ongecorrigeerd
    aandeel,groep,2021,2022,3,1.0,0.002,0.02,0.01,0.03
    aantal,instelling,2021,2022,30,0.9,0.02,0.2,0.01,0.03
    aantal,instelling,2022,2021,10,1.0,0.04,0.4,0.01,0.03
    aantal,totaal,2021,2022,1,0.0,0.003,0.03,0.01,0.03"""


def drawn(data, vorm=STIJL):
    figuurdeel = tabellen.terugtoets(data, labels=LABELS)["figuur"]
    return terugtoets.draw(data, tekst=KOP | BEELD | figuurdeel, stijl=vorm)


def marks(vak):
    """Return place, value and fill of every mark, from the top down."""
    eigen = [lijn for lijn in vak.lines if lijn.get_alpha() != 0 and lijn.get_marker() != "None"]
    leeg = STIJL["kleuren"]["achtergrond"]
    return [
        (*map(float, (lijn.get_ydata()[0], lijn.get_xdata()[0])), lijn.get_markerfacecolor() == leeg) for lijn in eigen
    ]


def test_blocks_of_all_years_are_pooled_and_few_are_drawn_open():
    """Institutions: (30 x 0.9 + 10 x 1) / 40 = 0.925 and (30 x 2 + 10 x 4) / 40 = 2.5 %; one total, three groups."""
    dekking, breedte = drawn(pooled(lees(PER_PAAR))).axes
    assert marks(dekking) == [(0, 0.0, True), (1, pytest.approx(0.925), False), (3, 1.0, True)]
    assert marks(breedte) == [(0, 0.003, True), (1, pytest.approx(0.025), False), (3, 0.002, True)]
    assert [label.get_text() for label in dekking.get_yticklabels()] == [
        "Alle opleidingen (1)", "Een instelling (40)", "Groep opleidingen (3)",
    ]  # fmt: skip
    (belofte,) = [lijn for lijn in dekking.lines if list(lijn.get_xdata()) == [0.95, 0.95]]
    assert belofte.get_linestyle() == "--"
    links, rechts = dekking.get_xlim()
    assert links < 0
    assert rechts > 1


def test_the_figure_says_the_numbers_of_its_table():
    """Mark by mark in words, beside the cells of the printed table."""
    data = pooled(lees(PER_PAAR))
    ((_, tabel),) = markdown.terugtoets(data, labels=LABELS, koppen=koppen("figuur_c_terugtoets"))
    for vak, kolom in zip(drawn(data).axes, ("In het interval", "Halve breedte interval"), strict=True):
        van_tabel = [f"{rij['Wat']}, {rij['Optelling']}: {rij[kolom]}" for rij in tabel.to_dict("records")]
        assert words(vak) == van_tabel


def test_what_is_pooled_is_what_counting_all_blocks_gives():
    """Coverage over pairs of years, pooled, beside the share of all blocks counted at once."""
    blokken = pd.DataFrame(
        {
            "grootheid": "aantal", "soort": ["niveau"] * 5, "bronmaat": "gediplomeerd",
            "geleerd": [2021, 2021, 2021, 2022, 2022], "getoetst": [2022, 2022, 2022, 2021, 2021],
            "waar": [100.0, 50.0, 10.0, 100.0, 40.0], "schatting": [101.0, 60.0, 11.0, 99.0, 40.0],
            "laag": [98.0, 55.0, 9.0, 90.0, 38.0], "hoog": [104.0, 65.0, 13.0, 108.0, 42.0],
            "onder": 0.0, "boven": 200.0, "ongecorrigeerd": 30.0,
        }
    )  # fmt: skip
    per_paar = coverage(blokken)
    assert len(per_paar) == len(blokken[SLEUTEL].drop_duplicates())
    samen = pooled(per_paar).iloc[0]
    assert samen["blokken"] == 5
    assert samen["gedekt"] == pytest.approx(4 / 5)  # 50 lies under 55


@VORMEN
def test_all_kinds_fit_and_can_be_read(vorm):
    """Every kind of the contract, of counts and of shares, the smallest width on the axis."""
    contract = yaml.safe_load(Path("resources/contracts/tabellen/terugtoets_soort.yaml").read_text(encoding="utf-8"))
    soorten = next(kolom["codes"] for kolom in contract["kolommen"] if kolom["naam"] == "soort")
    data = pd.DataFrame([
        {"grootheid": grootheid, "soort": soort, "blokken": 12_345, "gedekt": 1.0, "halve_breedte": 0.0}
        for grootheid in ("aantal", "aandeel") for soort in soorten
    ])  # fmt: skip
    figuur = drawn(data, vorm)
    assert collisions(figuur) == []
    assert outside(figuur) == []
    assert "Groep bij een instelling (12.345)" in texts(figuur)


@VORMEN
def test_without_a_second_year_the_figure_is_empty(vorm):
    """Nothing was tested: the promise stands there alone."""
    figuur = drawn(pooled(lees(PER_PAAR).iloc[:0]), vorm)
    assert [marks(vak) for vak in figuur.axes] == [[], []]
    # No tick is printed twice.
    for vak in figuur.axes:
        gedrukt = [label.get_text() for label in vak.get_xticklabels()]
        assert len(gedrukt) == len(set(gedrukt)) > 1
    assert "Belofte" in texts(figuur)
