"""Figures of the synthesis: what is drawn is what the data file says, every name and mark can be read."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from figures import besteding, kwartielen, practoraten, sectorbeeld, start_streef
from helpers.registers import lees

from werkagenda.indicators.registry import registry

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
REGISTER = registry(yaml.safe_load(Path("resources/indicatoren.yaml").read_text(encoding="utf-8")))
TEKST = {"titel": "Titel", "as": "As", "noten": [], "bron": "CBS", "merk": "SYNTHETISCH", "reeksen": []}
DRIE = TEKST | {"reeksen": [["start", "Startwaarde"], ["recent", "Recente waarde"], ["streef", "Streefwaarde"]]}


def test_all_indicators_of_the_synthesis_fit_on_a_page_with_their_names():
    """Every short name of the registry beside its row, none over another, the whole no higher than an A4 page."""
    eigen = [een for een in REGISTER.synthese() if een.eenheid == "procent"]
    data = pd.DataFrame({
        "indicator": [een.id for een in eigen], "rang": [een.synthese for een in eigen],
        "start": 0.5, "recent": np.linspace(0.2, 0.9, len(eigen)), "streef": 0.7,
    })  # fmt: skip
    tekst = DRIE | {"namen": {een.id: een.korte_naam for een in eigen}}
    figuur = sectorbeeld.teken(data, tekst=tekst, stijl=STIJL)
    figuur.draw_without_rendering()
    vakken = sorted((label.get_window_extent() for label in figuur.axes[0].get_yticklabels()), key=lambda vak: vak.y0)
    assert len(vakken) == len(eigen)
    assert min(vak.x0 for vak in vakken) >= 0
    assert all(onder.y1 <= boven.y0 + 1 for onder, boven in pairwise(vakken))
    assert figuur.get_size_inches()[1] * 2.54 < 25


def test_three_marks_per_indicator_the_first_on_top_and_none_without_a_target():
    data = lees("indicator,rang,start,recent,streef,n\nb,2,0.3,0.4,,50\na,1,0.8,0.83,0.85,40")
    assen = sectorbeeld.teken(data, tekst=DRIE | {"namen": {"a": "Eerste", "b": "Tweede"}}, stijl=STIJL).axes[0]
    assert [label.get_text() for label in assen.get_yticklabels()] == ["Tweede", "Eerste"]
    start, recent, streef = assen.lines
    assert [list(lijn.get_xdata()) for lijn in (start, recent)] == [[0.3, 0.8], [0.4, 0.83]]
    assert np.isnan(streef.get_xdata()).tolist() == [True, False]
    assert len({lijn.get_marker() for lijn in assen.lines}) == 3


def test_start_recent_and_target_on_one_line_per_institution():
    data = lees("rang,start,recent,streef\n1,0.30,0.25,0.42\n2,0.35,,")
    assen = start_streef.teken(data, tekst=DRIE, stijl=STIJL).axes[0]
    lijnen, *punten = assen.collections
    assert [deel.tolist() for deel in lijnen.get_segments()] == [[[1, 0.25], [1, 0.42]]]
    assert len(punten) == 3


def test_spending_as_bars_with_the_bounds():
    data = lees("rang,aandeel\n1,0.15\n2,0.28")
    assen = besteding.teken(data, tekst=TEKST | {"grenzen": [0.2, 0.3]}, stijl=STIJL).axes[0]
    assert [staaf.get_height() for staaf in assen.patches] == [0.15, 0.28]
    assert [lijn.get_ydata()[0] for lijn in assen.lines] == [0.2, 0.3]


def test_practoraten_carry_their_percentage():
    assen = practoraten.teken(
        lees("jaar,aandeel,teller,n\n2023,0.625,5,8\n2025,0.78,39,50"), tekst=TEKST, stijl=STIJL
    ).axes[0]
    assert [label.get_text() for label in assen.texts] == ["63%", "78%"]


def test_quarters_to_both_sides_and_groups_apart():
    data = lees("rang,laag,hoog,groep,n\n1,0.6,0.1,laag,20\n2,0.1,0.2,midden,20\n3,0.0,0.7,hoog,20")
    data = data.assign(groep=["laag", "midden", "hoog"])
    tekst = TEKST | {
        "reeksen": [["laag", "In het laagste kwart"], ["hoog", "In het hoogste kwart"]],
        "groepen": [["laag", "Lage groep"], ["midden", "Middengroep"], ["hoog", "Hoge groep"]],
    }
    assen = kwartielen.teken(data, tekst=tekst, stijl=STIJL).axes[0]
    assert sorted(round(staaf.get_width(), 6) for staaf in assen.patches) == [-0.6, -0.1, -0.0, 0.1, 0.2, 0.7]
    assert [label.get_text() for label in assen.get_yticklabels()] == ["Lage groep", "Middengroep", "Hoge groep"]
    assert assen.get_xlim()[0] == -assen.get_xlim()[1]
    leeg = kwartielen.teken(data.iloc[:0], tekst=tekst, stijl=STIJL).axes[0]
    assert len(leeg.patches) == 0


def test_an_indicator_that_has_been_retired_leaves_an_empty_figure():
    leeg = pd.DataFrame({"rang": [], "start": [], "recent": [], "streef": []}, dtype=float)
    assert start_streef.teken(leeg, tekst=DRIE, stijl=STIJL).axes[0].get_xlim() == (0, 1)
    assert len(practoraten.teken(lees("jaar,aandeel,teller,n"), tekst=TEKST, stijl=STIJL).axes[0].patches) == 0
