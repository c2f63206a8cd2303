"""Figures of the synthesis: what is drawn is what the data file says, every name and mark can be read."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from figures import besteding, kwartielen, practoraten, sectorbeeld, start_nu
from helpers.drawing import collisions, outside, said, texts, words
from helpers.registers import LABELS, lees
from matplotlib.colors import to_hex

from werkagenda.figures import style
from werkagenda.indicators.progress import EIGEN_OORDELEN
from werkagenda.indicators.registry import registry

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
REGISTER = registry(yaml.safe_load(Path("resources/indicatoren.yaml").read_text(encoding="utf-8")))
TEKST = {
    "titel": "Titel",
    "ondertitel": "Ondertitel",
    "as": "As",
    "as_y": "As y",
    "noten": [],
    "bron": "CBS",
    "merk": "SYNTHETISCH",
}
BEELD = {"beeld": {"hoger": "Hoger", "lager": "Lager", "streef": "Streefwaarde", "interval": "Interval"}}
OORDELEN = {"oordelen": [[code, LABELS["oordeel_monitor"][code]["kort"]] for code in EIGEN_OORDELEN]}


def sector(tekst, namen):
    return sectorbeeld.draw(tekst, tekst=TEKST | BEELD | OORDELEN | {"namen": namen}, stijl=STIJL)


@pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
def test_all_indicators_of_the_synthesis_fit_on_a_page_with_their_names(vorm):
    """Every short name of the registry beside its row, none over another, the whole no higher than an A4 page."""
    eigen = [een for een in REGISTER.synthese() if een.eenheid == "procent"]
    data = pd.DataFrame({
        "indicator": [een.id for een in eigen], "rang": [een.synthese for een in eigen], "start": 0.5,
        "recent": np.linspace(0.2, 0.9, len(eigen)), "streef": 0.7,
        "oordeel": [EIGEN_OORDELEN[plek % len(EIGEN_OORDELEN)] for plek in range(len(eigen))],
        "verandering": np.nan, "verandering_laag": np.nan, "verandering_hoog": np.nan,
    })  # fmt: skip
    namen = {een.id: een.korte_naam for een in eigen}
    figuur = sectorbeeld.draw(data, tekst=TEKST | BEELD | OORDELEN | {"namen": namen}, stijl=vorm)
    assert collisions(figuur) == []
    assert outside(figuur) == []
    assert set(namen.values()) <= set(texts(figuur))
    assert vorm is not STIJL or figuur.get_size_inches()[1] * 2.54 < 25


def test_indicators_stand_under_their_verdict_and_the_furthest_along_first():
    """b has gone half of its way, a a quarter, d has no target; c fell."""
    data = lees("""indicator,rang,start,recent,streef,n,oordeel,verandering,verandering_laag,verandering_hoog
        a,1,0.4,0.45,0.6,50,op_koers,0.06,0.03,0.09
        b,2,0.4,0.5,0.6,50,op_koers,,,
        c,3,0.8,0.7,0.9,40,achteruitgang,,,
        d,4,0.2,0.4,,40,op_koers,,,""")
    assen = sector(data, {naam: naam.upper() for naam in "abcd"}).axes[0]
    assert [label.get_text() for label in assen.get_yticklabels()] == ["B", "A", "D", "C"]
    koppen = [tekst.get_text() for tekst in assen.texts if tekst.get_weight() == "bold"]
    assert koppen == ["Op koers", "Achteruitgang"]
    pijlen = [(pijl.xyann[0], pijl.xy[0]) for pijl in assen.texts if getattr(pijl, "arrow_patch", None)]
    assert pijlen == [(0.4, 0.5), (0.4, 0.45), (0.2, 0.4), (0.8, 0.7)]
    kleuren = [to_hex(pijl.arrow_patch.get_edgecolor()) for pijl in assen.texts if getattr(pijl, "arrow_patch", None)]
    eigen = STIJL["start_streef"]
    assert kleuren == [eigen["start"]["kleur"]] * 3 + [eigen["daler"]["kleur"]]
    ringen = [float(lijn.get_xdata()[0]) for lijn in assen.lines if lijn.get_fillstyle() == "none"]
    assert ringen == [0.6, 0.6, 0.9]
    # The interval of the change, laid around the value of now: 45 - 3 to 45 + 3.
    strepen = [deel for blok in assen.containers for deel in blok.lines[2][0].get_segments()]
    assert [deel[:, 0].tolist() for deel in strepen] == [pytest.approx([0.42, 0.48])]
    assert words(assen)[1] == "A: 40,0% → 45,0% (streefwaarde 60,0%)"


def test_the_recent_value_against_the_start_and_the_own_target():
    data = lees("rang,start,recent,streef\n1,0.30,0.25,0.42\n2,0.35,0.5,0.45\n3,0.4,0.41,\n4,0.5,,0.6")
    beeld = {"hoger": "Hoger", "lager": "Lager", "bereikt": "Bereikt", "nog_niet": "Nog niet", "zonder": "Zonder"}
    figuur = start_nu.draw(data, tekst=TEKST | {"beeld": beeld}, stijl=STIJL)
    punten = [lijn for lijn in figuur.axes[0].lines if lijn.get_marker() in ("o", "x") and not lijn.get_gid()]
    assert [(lijn.get_xdata().tolist(), lijn.get_ydata().tolist()) for lijn in punten] == [
        ([0.35], [0.5]), ([0.3], [0.25]), ([0.4], [0.41]),
    ]  # fmt: skip
    assert [label.get_text() for label in figuur.legends[0].get_texts()] == ["Bereikt", "Nog niet", "Zonder"]
    assert figuur.axes[0].get_xlim() == figuur.axes[0].get_ylim()
    assert len({(lijn.get_marker(), lijn.get_fillstyle()) for lijn in punten}) == 3


def test_spending_as_bars_with_the_bounds_and_the_mean():
    data = lees("rang,aandeel\n1,0.15\n2,0.28")
    tekst = TEKST | {"grenzen": [0.2, 0.3], "beeld": {"gemiddeld": "Gemiddeld: 22%"}}
    assen = besteding.draw(data, tekst=tekst, stijl=STIJL).axes[0]
    assert [staaf.get_height() for staaf in said(assen)] == [0.15, 0.28]
    assert [lijn.get_ydata()[0] for lijn in assen.lines] == pytest.approx([0.2, 0.215, 0.3])
    assert [label.get_text() for label in assen.texts] == ["20%", "Gemiddeld: 22%", "30%"]


PRACTORATEN = """jaar,aandeel,teller,n,streef,gemiddeld,gemiddeld_streef
    2023,0.625,5,8,0.9,1.96,2.8
    2025,0.78,39,50,0.9,2.36,2.8"""
PRACTORAATWOORDEN = {
    "aandeel": "Met", "gemiddeld": "Per instelling", "streef": "Streefwaarde: 90%", "gemiddeld_streef": "Streven: 2,8",
}  # fmt: skip


@pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
def test_practoraten_carry_their_mean_number_and_its_target(vorm):
    figuur = practoraten.draw(lees(PRACTORATEN), tekst=TEKST | {"beeld": PRACTORAATWOORDEN}, stijl=vorm)
    aandeel, aantal = figuur.axes
    assert [vak.get_title(loc="left") for vak in figuur.axes] == ["Met", "Per instelling"]
    assert [staaf.get_height() for staaf in aantal.patches] == [1.96, 2.36]
    assert [label.get_text() for label in aantal.texts] == ["2,0", "2,4", "Streven: 2,8"]
    assert [lijn.get_ydata()[0] for lijn in aantal.lines] == [2.8]
    assert aantal.get_ylim()[1] > 2.8
    assert words(aandeel) == ["2023: 62,5%", "2025: 78,0%"]
    assert (outside(figuur), collisions(figuur)) == ([], [])


def test_practoraten_carry_their_percentage_and_the_target():
    """Without a list of practorates there is one panel."""
    data = lees(PRACTORATEN).assign(gemiddeld=float("nan"), gemiddeld_streef=float("nan"))
    (assen,) = practoraten.draw(data, tekst=TEKST | {"beeld": PRACTORAATWOORDEN}, stijl=STIJL).axes
    assert [label.get_text() for label in assen.texts] == ["63%", "78%", "Streefwaarde: 90%"]
    assert [lijn.get_ydata()[0] for lijn in assen.lines] == [0.9]
    assert [label.get_text() for label in assen.get_xticklabels()] == ["2023\nn = 8", "2025\nn = 50"]


def test_quarters_to_both_sides_in_one_order():
    data = lees("rang,laag,hoog,groep,n\n1,0.6,0.1,x,20\n2,0.1,0.2,x,20\n3,0.0,0.7,x,20")
    data = data.assign(groep=["laag", "midden", "hoog"])
    tekst = TEKST | {
        "reeksen": [["laag", "In het laagste kwart"], ["hoog", "In het hoogste kwart"]],
        "groepen": [["laag", "Lage groep"], ["midden", "Middengroep"], ["hoog", "Hoge groep"]],
    }
    assen = kwartielen.draw(data.iloc[::-1], tekst=tekst, stijl=STIJL).axes[0]
    breedtes = [round(staaf.get_width(), 6) for staaf in assen.patches]
    assert breedtes == [-0.6, 0.1, -0.1, 0.2, -0.0, 0.7]  # from the bottom up, most often high on top
    assert assen.get_xlim()[0] == -assen.get_xlim()[1]
    assert words(assen)[0] == "Lage groep: 60% (n = 20)"
    groepen = [(lijn.get_marker(), lijn.get_ydata().tolist()) for lijn in assen.lines if lijn.get_marker() in "oDs"]
    assert groepen == [("o", [0]), ("D", [1]), ("s", [2])]
    leeg = kwartielen.draw(data.iloc[:0], tekst=tekst, stijl=STIJL).axes[0]
    assert len(leeg.patches) == 0


def test_an_indicator_that_has_been_retired_leaves_an_empty_figure():
    leeg = pd.DataFrame({"rang": [], "start": [], "recent": [], "streef": []}, dtype=float)
    beeld = {"beeld": dict.fromkeys(("hoger", "lager", "bereikt", "nog_niet", "zonder", "streef"), "Woord")}
    assert start_nu.draw(leeg, tekst=TEKST | beeld, stijl=STIJL).axes[0].get_xlim() == (0, 1)
    kop = lees(PRACTORATEN.splitlines()[0])
    geen = practoraten.draw(kop, tekst=TEKST | {"beeld": PRACTORAATWOORDEN}, stijl=STIJL)
    assert len(geen.axes[0].patches) == 0
