"""Figure 5.4 and the figure of the letter: what is drawn is what the data file says, and every name can be read."""

from itertools import combinations
from pathlib import Path

import pytest
import yaml
from figures import startpositie, werk_achtergrond
from helpers.drawing import texts, words
from helpers.persons_tables import werk
from helpers.registers import LABELS, lees
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from werkagenda.figures import style

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
TEKST = {
    "titel": "Titel",
    "ondertitel": "",
    "as": "",
    "as_y": "Loon",
    "noten": [],
    "bron": "CBS",
    "merk": "SYNTHETISCH",
}
ACHTERGROND = TEKST | {
    "reeksen": [[groep, naam] for groep, naam in LABELS["migratieachtergrond"].items()],
    "beeld": {"verschil": "Verschil"},
}
BELLEN = TEKST | {"beeld": {"studenten": "studenten"}}


@pytest.fixture
def figuur():
    data = werk("zonder,bol,2,0.7,0.66,0.74", "zonder,bbl,2,0.8,0.8,0.8", "met,bol,2,0.5,0.45,0.55", "met,bbl,2")
    return werk_achtergrond.draw(data, tekst=ACHTERGROND, stijl=STIJL)


def test_a_mark_per_group_at_its_share_and_the_difference_beside_it(figuur):
    """The largest difference on top; a cell that is held back has no mark and no difference."""
    assen = figuur.axes[0]
    assert [label.get_text() for label in assen.get_yticklabels()] == ["Bbl, niveau 2", "Bol, niveau 2"]
    assert [tekst.get_text() for tekst in assen.texts] == ["niet getoond", "−20,0", "Verschil"]  # noqa: RUF001
    assert [float(blok.lines[0].get_xdata()[0]) for blok in assen.containers] == [0.8, 0.7, 0.5]
    assert len(words(assen)) == 3
    assert words(assen)[1].endswith("70,0% (66,0% – 74,0%)")  # noqa: RUF001


def test_the_interval_stands_on_its_own_mark(figuur):
    gevonden = [blok.lines[2][0].get_segments()[0][:, 0].tolist() for blok in figuur.axes[0].containers]
    assert gevonden == [pytest.approx(deel) for deel in ([0.8, 0.8], [0.66, 0.74], [0.45, 0.55])]


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


@pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
@pytest.mark.parametrize("plekken", [DICHT, RUIM])
def test_no_name_covers_another_or_leaves_the_axes(plekken, vorm):
    tekening = startpositie.draw(bellen(plekken), tekst=BELLEN, stijl=vorm)
    tekening.draw_without_rendering()
    labels = [label for label in tekening.axes[0].texts if label.get_text()]
    dozen = [Text.get_window_extent(label) for label in labels]
    assert len(dozen) == len(NAMEN)
    assert all(Bbox.intersection(een, ander) is None for een, ander in combinations(dozen, 2))
    vlak = tekening.axes[0].get_window_extent()
    assert all(
        vlak.x0 <= doos.x0 and doos.x1 <= vlak.x1 and vlak.y0 <= doos.y0 and doos.y1 <= vlak.y1 for doos in dozen
    )


def test_bubbles_stand_at_position_and_wage_with_area_by_students():
    data = bellen(RUIM)
    data.loc[1, ["startloon", "startpositie"]] = float("nan")
    tekening = startpositie.draw(data, tekst=BELLEN, stijl=STIJL)
    wolken = tekening.axes[0].collections
    plekken = [tuple(wolk.get_offsets()[0].tolist()) for wolk in wolken]
    assert sorted(plekken) == sorted((z, loon) for z, loon, n in RUIM if n != 300)
    oppervlak = dict(zip(plekken, (wolk.get_sizes()[0] for wolk in wolken), strict=True))
    assert oppervlak[-1.2, 1600] / oppervlak[0.5, 1700] == pytest.approx(9000 / 4000)
    assert {tuple(lijn.get_ydata()) for lijn in tekening.axes[0].lines} == {(1877, 1877), (0, 1)}
    assert "ICT: € 1.600; −1,2 (n = 9.000)" in words(tekening.axes[0])  # noqa: RUF001


def test_the_legend_gives_the_scale_of_the_bubbles():
    """Half of the largest (9000) and less, in round numbers, each as large as a bubble of that many students."""
    tekening = startpositie.draw(bellen(RUIM), tekst=BELLEN, stijl=STIJL)
    assert [woord for woord in texts(tekening) if woord.endswith("studenten")] == [
        "4.000 studenten", "1.000 studenten", "200 studenten",
    ]  # fmt: skip
    grootste = STIJL["bellen"]["grootste"]
    handvatten = tekening.legends[0].legend_handles
    assert [deel.get_markersize() ** 2 for deel in handvatten] == pytest.approx(
        [grootste * n / 9000 for n in (4000, 1000, 200)]
    )
