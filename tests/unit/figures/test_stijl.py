"""The style can be read in print and by colour-blind readers: measured, not looked at.

Contrast follows WCAG 2.1; colour blindness is simulated with the matrices of Machado, Oliveira and Fernandes (2009) for
complete protanopia and deuteranopia; distances are CIE76 in Lab, where about 2.3 is just noticeable.
"""

import base64
import io
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import yaml
from figures.kwartielen import TEKENS
from fontTools.ttLib import TTFont
from helpers.project import ROOT
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.textpath import TextPath

from werkagenda.errors import InputError
from werkagenda.figures import style

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
MACHADO = {
    "gewoon": np.eye(3),
    "protanopie": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopie": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
NAAR_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WIT = np.array([0.9505, 1.0, 1.089])
GRENS_KLEURENBLIND = 15
GRENS_GRIJS = 9  # steps of lightness between two bars that stand side by side


def lineair(kleur):
    c = np.array([int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    x = NAAR_XYZ @ np.clip(rgb, 0, 1) / WIT
    g = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * g[1] - 16, 500 * (g[0] - g[1]), 200 * (g[1] - g[2])])


def contrast_met_wit(kleur):
    return 1.05 / (NAAR_XYZ[1] @ lineair(kleur) + 0.05)


# The sets that are drawn together: the groups, the base with the scenarios, two groups of persons, three values.
SAMEN = {
    "groepen": list(STIJL["reeksen"].values()),
    "scenario": [STIJL["reeksen"]["regeling"], *STIJL["overige"]],
    "achtergrond": list(STIJL["achtergrond"].values()),
    "start, hoger, lager": [STIJL["start_streef"][soort] for soort in ("start", "streef", "daler")],
    "groepen van instellingen": [
        {"kleur": kleur, "teken": teken}
        for kleur, teken in zip(STIJL["kwartielen"]["groepen"].values(), TEKENS.values(), strict=True)
    ],
}


def test_the_ruler_itself():
    assert contrast_met_wit("#000000") == pytest.approx(21, abs=0.01)
    assert contrast_met_wit("#777777") == pytest.approx(4.48, abs=0.01)  # the WCAG textbook grey
    assert lab(lineair("#ff0000")) == pytest.approx([53.2, 80.1, 67.2], abs=0.2)


@pytest.mark.parametrize("verzameling", SAMEN)
def test_marks_stand_out_from_the_paper(verzameling):
    assert min(contrast_met_wit(reeks["kleur"]) for reeks in SAMEN[verzameling]) >= 3


@pytest.mark.parametrize("naam", ["tekst", "as", "merk", "breuk"])
def test_text_can_be_read(naam):
    assert contrast_met_wit(STIJL["kleuren"][naam]) >= 4.5


@pytest.mark.parametrize("oog", MACHADO)
@pytest.mark.parametrize("verzameling", SAMEN)
def test_series_differ_to_every_eye(verzameling, oog):
    gezien = [lab(MACHADO[oog] @ lineair(reeks["kleur"])) for reeks in SAMEN[verzameling]]
    assert min(float(np.linalg.norm(een - ander)) for een, ander in combinations(gezien, 2)) >= GRENS_KLEURENBLIND


def test_bars_differ_in_grey():
    licht = [lab(lineair(STIJL["kwartielen"][kant]["kleur"]))[0] for kant in ("laag", "hoog")]
    assert min(abs(een - ander) for een, ander in combinations(licht, 2)) >= GRENS_GRIJS


@pytest.mark.parametrize("verzameling", SAMEN)
def test_colour_is_never_the_only_cue(verzameling):
    tekens = [reeks["teken"] for reeks in SAMEN[verzameling]]
    assert len(set(tekens)) == len(tekens)


def test_more_series_than_styles_stops_in_plain_words():
    namen = ["regeling", *(f"s{nummer}" for nummer in range(len(STIJL["overige"]) + 1))]
    with pytest.raises(InputError, match="5 reeksen zonder eigen stijl, maar 4"):
        style.series_style(STIJL, namen)


@pytest.mark.parametrize("tekst", ["Instroom", "de opleidingen voor maatschappelijke opgaven", "1.234 (12%)"])
def test_width_of_a_line_is_that_of_its_outline(tekst):
    letter = FontProperties(family=style.FAMILIE)
    omtrek = TextPath((0, 0), tekst, size=10, prop=letter).get_extents().width
    # The room of a letter is a little more than its ink.
    assert omtrek <= style.text_width(tekst, 10) <= omtrek + 2


def test_lines_are_wrapped_by_their_measured_width():
    tekst = "De instroom in het mbo is gedaald, ook in de opleidingen voor maatschappelijke opgaven"
    regels = style.break_text(tekst, 10, 150)
    assert " ".join(regels) == tekst
    assert len(regels) > 2
    assert len(style.break_text(tekst, 10, 75)) > len(regels)
    # A no-break space holds a count beside its word.
    assert style.break_text("een twee\N{NO-BREAK SPACE}(3)", 10, 1) == ["een", "twee\N{NO-BREAK SPACE}(3)"]


def test_readers_get_the_font_that_measured_the_figures():
    """Every letter of the web font is as wide as that of matplotlib, and no letter of the Dutch words is missing."""
    css = (ROOT / "report" / "stijl" / "letter.css").read_text(encoding="utf-8")
    blokken = re.findall(r'font-family:"([^"]+)";font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)', css)
    assert [(familie, gewicht) for familie, gewicht, _ in blokken] == [(style.FAMILIE, "400"), (style.FAMILIE, "700")]
    for _, gewicht, inhoud in blokken:
        web = TTFont(io.BytesIO(base64.b64decode(inhoud)))
        eigen = TTFont(findfont(FontProperties(family=style.FAMILIE, weight=int(gewicht))))
        letters, alle = web.getBestCmap(), eigen.getBestCmap()
        assert set("aëéïöüÉ0123456789%–−×€’‘→*≥") <= {chr(code) for code in letters}  # noqa: RUF001
        breedte = web["head"].unitsPerEm, eigen["head"].unitsPerEm
        assert breedte[0] == breedte[1]
        anders = [chr(code) for code, naam in letters.items() if web["hmtx"][naam][0] != eigen["hmtx"][alle[code]][0]]
        assert anders == []
