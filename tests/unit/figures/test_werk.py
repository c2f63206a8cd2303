"""Figure 5.4 and the figure of the letter: what is drawn is what the data file says, and every name can be read."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
import yaml
from figures import startpositie, werk_achtergrond
from helpers.persons_tables import werk
from helpers.registers import LABELS, lees
from matplotlib.transforms import Bbox

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
TEKST = {"titel": "Titel", "as": "", "as_y": "Loon", "noten": [], "bron": "CBS", "merk": "SYNTHETISCH"}
ACHTERGROND = TEKST | {"reeksen": [[groep, naam] for groep, naam in LABELS["migratieachtergrond"].items()]}


@pytest.fixture
def figuur():
    data = werk("zonder,bol,2,0.7,0.66,0.74", "zonder,bbl,2,0.8,0.8,0.8", "met,bol,2,0.5,0.45,0.55", "met,bbl,2")
    return werk_achtergrond.teken(data, tekst=ACHTERGROND, stijl=STIJL)


def test_a_bar_per_group_as_high_as_its_share_and_none_for_a_hidden_cell(figuur):
    hoogten = [[staaf.get_height() for staaf in blok] for blok in figuur.axes[0].containers if hasattr(blok, "patches")]
    assert hoogten[0] == [0.7, 0.8]
    assert hoogten[1][0] == 0.5
    assert not np.nansum(hoogten[1][1:])
    teksten = [label.get_text() for label in figuur.axes[0].texts]
    assert teksten == ["70%", "80%", "50%", "niet getoond"]


def test_the_interval_stands_on_its_own_bar(figuur):
    assen = figuur.axes[0]
    balken = [blok for blok in assen.containers if hasattr(blok, "has_yerr")]
    staven = [blok for blok in assen.containers if hasattr(blok, "patches")]
    for balk, blok, verwacht in zip(balken, staven, ([0.66, 0.74], [0.45, 0.55]), strict=True):
        eerste = next(deel for deel in balk.lines[2][0].get_segments() if len(deel) and np.isfinite(deel).all())
        assert [punt[1] for punt in eerste] == pytest.approx(verwacht)
        assert eerste[0][0] == pytest.approx(blok[0].get_x() + blok[0].get_width() / 2)


NAMEN = [
    "ICT",
    "zorg en welzijn",
    "transport, scheepvaart en logistiek",
    "media en vormgeving",
    "bouw en infra",
    "handel",
]


def bellen(plekken):
    rijen = [f"{naam.replace(', ', ' / ')},{loon},{z},{n}," for naam, (z, loon, n) in zip(NAMEN, plekken, strict=True)]
    return lees("\n".join(["opleidingsrichting,startloon,startpositie,studenten,reden", *rijen, "totaal,1877,,900,"]))


DICHT = [
    (0.1, 1850, 9000),
    (0.12, 1855, 300),
    (0.15, 1850, 800),
    (0.1, 1840, 150),
    (0.2, 1860, 100),
    (0.05, 1845, 4000),
]
RUIM = [(-1.2, 1600, 9000), (0.8, 1900, 300), (0.1, 2050, 800), (-0.4, 1750, 150), (1.2, 2200, 100), (0.5, 1700, 4000)]


@pytest.mark.parametrize("plekken", [DICHT, RUIM])
def test_no_name_covers_another_or_leaves_the_axes(plekken):
    tekening = startpositie.teken(bellen(plekken), tekst=TEKST | {"reeksen": []}, stijl=STIJL)
    tekening.draw_without_rendering()
    labels = [label for label in tekening.axes[0].texts if label.get_text()]
    dozen = [label.get_window_extent() for label in labels]
    assert len(dozen) == len(NAMEN)
    assert all(Bbox.intersection(een, ander) is None for een, ander in combinations(dozen, 2))
    vlak = tekening.axes[0].get_window_extent()
    assert all(
        vlak.x0 <= doos.x0 and doos.x1 <= vlak.x1 and vlak.y0 <= doos.y0 and doos.y1 <= vlak.y1 for doos in dozen
    )


def test_bubbles_stand_at_position_and_wage_with_area_by_students():
    data = bellen(RUIM)
    data.loc[1, ["startloon", "startpositie"]] = float("nan")
    tekening = startpositie.teken(data, tekst=TEKST | {"reeksen": []}, stijl=STIJL)
    (wolk,) = tekening.axes[0].collections
    assert sorted(map(tuple, wolk.get_offsets().tolist())) == sorted((z, loon) for z, loon, n in RUIM if n != 300)
    oppervlak = dict(zip(map(tuple, wolk.get_offsets().tolist()), wolk.get_sizes(), strict=True))
    assert oppervlak[-1.2, 1600] / oppervlak[0.5, 1700] == pytest.approx(9000 / 4000)
    assert {tuple(lijn.get_ydata()) for lijn in tekening.axes[0].lines} == {(1877, 1877), (0, 1)}
