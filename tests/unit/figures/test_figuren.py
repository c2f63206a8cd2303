"""What is drawn is what the data file says, and twice the same bytes."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from figures import aandelen, aantallen, scenario
from PIL import Image

from werkagenda.figures import style

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
JAREN = [2019, 2020, 2021, 2022]
GROEPEN = {"totaal": 1000, "genoemd": 900, "per_instelling": 500, "regeling": 300}


def tekst(**anders):
    return {
        "titel": "De instroom in het mbo is tussen 2021 en 2022 gedaald, ook in de sectoren van de Regeling",
        "as": "Jaar van instroom (1 oktober)",
        "noten": [f"Eerste noot{', lang genoeg om over meer dan een regel te lopen' * 3}.", "Tweede."],
        "bron": "DUO",
        "merk": "SYNTHETISCH",
        "reeksen": [[groep, groep.capitalize()] for groep in GROEPEN],
    } | anders  # fmt: skip


@pytest.fixture
def telling():
    rijen = [
        {"jaar": jaar, "groep": groep, "aantal": n - 7 * (jaar - 2019), "reeksbreuk": "ja" if jaar == 2021 else "nee"}
        for jaar in JAREN
        for groep, n in GROEPEN.items()
    ]
    data = pd.DataFrame(rijen)
    onzeker = data["jaar"] >= 2021
    return data.assign(
        aantal_laag=data["aantal"] - 20 * onzeker,
        aantal_hoog=data["aantal"] + 30 * onzeker,
        aantal_min=data["aantal"] - 60 * onzeker,
        aantal_max=data["aantal"] + 90 * onzeker,
        telling=onzeker.map({True: "geschat", False: "geteld"}),
    )


@pytest.fixture
def delen(telling):
    data = telling[telling["groep"] != "totaal"]
    return data.assign(
        **{f"aandeel{deel}": data[f"aantal{deel}"] / 1000 for deel in ("", "_laag", "_hoog", "_min", "_max")}
    )


def alle_teksten(figuur):
    figuur.draw_without_rendering()
    return [kind.get_text() for kind in figuur.findobj(lambda kind: hasattr(kind, "get_text")) if kind.get_visible()]


def test_every_bar_is_as_high_as_its_number(telling):
    figuur = aantallen.teken(telling, tekst=tekst(), stijl=STIJL)
    staven = [blok for blok in figuur.axes[0].containers if hasattr(blok, "patches")]
    assert len(staven) == len(GROEPEN)
    for blok, groep in zip(staven, GROEPEN, strict=True):
        assert [staaf.get_height() for staaf in blok] == telling.loc[telling["groep"] == groep, "aantal"].tolist()


def test_bounds_are_drawn_where_a_number_is_uncertain_and_only_there(telling):
    figuur = aantallen.teken(telling, tekst=tekst(), stijl=STIJL)
    balken = [blok for blok in figuur.axes[0].containers if hasattr(blok, "has_yerr")]
    segmenten = balken[-1].lines[2][0].get_segments()
    einden = [[punt[1] for punt in deel] for deel in segmenten if np.isfinite(deel).all() and len(deel)]
    # group regeling: 286 in 2021 and 279 in 2022, minus 20, plus 30: the interval, not the outer bounds
    assert einden == [[266, 316], [259, 309]]


@pytest.mark.parametrize("figuur", ["aantallen", "aandelen"])
def test_a_star_stands_at_the_years_that_are_estimated(telling, delen, figuur):
    getekend = {
        "aantallen": lambda: aantallen.teken(telling, tekst=tekst(), stijl=STIJL),
        "aandelen": lambda: aandelen.teken(delen, tekst=tekst(reeksen=[["regeling", "Regeling"]]), stijl=STIJL),
    }[figuur]()
    getekend.draw_without_rendering()
    assert [kop.get_text() for kop in getekend.axes[0].get_xticklabels()] == ["2019", "2020", "2021*", "2022*"]


@pytest.mark.parametrize(("data", "breuk"), [(JAREN, True), ([2021, 2022], False)])
def test_a_break_is_marked_only_where_the_series_crosses_it(telling, data, breuk):
    figuur = aantallen.teken(telling[telling["jaar"].isin(data)], tekst=tekst(), stijl=STIJL)
    assert ("reeksbreuk 2021" in alle_teksten(figuur)) is breuk


def test_lines_stop_at_the_break(delen):
    figuur = aandelen.teken(delen, tekst=tekst(reeksen=[["regeling", "Regeling"]]), stijl=STIJL)
    # A label at the line end has a marker of its own: one point.
    teken = STIJL["reeksen"]["regeling"]["teken"]
    lijnen = [lijn for lijn in figuur.axes[0].lines if lijn.get_marker() == teken and len(lijn.get_ydata()) > 1]
    assert [np.asarray(lijn.get_ydata(), float).round(3).tolist() for lijn in lijnen] == [[0.3, 0.293], [0.286, 0.279]]


def test_the_last_value_stands_beside_the_line(delen):
    figuur = aandelen.teken(delen, tekst=tekst(reeksen=[["regeling", "Regeling"]]), stijl=STIJL)
    assert "27,9%" in alle_teksten(figuur)


def test_labels_at_the_line_ends_do_not_overlap(delen):
    data = delen.assign(groep=delen["groep"].replace({"genoemd": "noot_10", "per_instelling": "zorg"}))
    data["aandeel"] = 0.3  # all at the same height
    data = data.assign(aandeel_laag=0.3, aandeel_hoog=0.3).rename(columns={"groep": "scenario"})
    namen = [["regeling", "Basis"], ["noot_10", "Noot"], ["zorg", "Zorg"]]
    figuur = scenario.teken(data, tekst=tekst(reeksen=namen, grenzen=[0.2, 0.4], as_y=""), stijl=STIJL)
    figuur.draw_without_rendering()
    doos = sorted(
        (label.get_window_extent() for label in figuur.axes[0].texts if label.get_text() == "30,0%"), key=lambda d: d.y0
    )
    assert len(doos) == 3
    assert all(onder.y1 <= boven.y0 for onder, boven in pairwise(doos))


def test_an_axis_that_does_not_begin_at_zero_says_so(delen):
    data = delen.rename(columns={"groep": "scenario"})
    woorden = tekst(reeksen=[["regeling", "Basis"]], grenzen=[0.2, 0.4], as_y="Vanaf 20%")
    figuur = scenario.teken(data[data["scenario"] == "regeling"], tekst=woorden, stijl=STIJL)
    assert figuur.axes[0].get_ylabel() == "Vanaf 20%"
    assert figuur.axes[0].get_ylim() == (0.2, 0.4)


@pytest.mark.parametrize("titel", ["Kort", "Een titel " * 30])
def test_nothing_falls_off_the_page_or_over_the_data(telling, titel):
    figuur = aantallen.teken(telling, tekst=tekst(titel=titel.strip()), stijl=STIJL)
    figuur.draw_without_rendering()
    vel, vlak = figuur.bbox, figuur.axes[0].get_window_extent()
    for blok in [*figuur.texts, *figuur.legends]:
        doos = blok.get_window_extent()
        assert vel.x0 <= doos.x0, blok
        assert doos.x1 <= vel.x1, blok
        assert vel.y0 <= doos.y0, blok
        assert doos.y1 <= vel.y1, blok
        assert not doos.overlaps(vlak) or doos.y0 >= vlak.y1 - 1, blok
    onder = figuur.axes[0].xaxis.label.get_window_extent()
    voet = min(figuur.texts, key=lambda blok: blok.get_window_extent().y0).get_window_extent()
    assert voet.y1 <= onder.y0


def test_the_mark_is_there_for_synthetic_files_and_only_then(telling):
    assert "SYNTHETISCH" in alle_teksten(aantallen.teken(telling, tekst=tekst(), stijl=STIJL))
    assert "SYNTHETISCH" not in alle_teksten(aantallen.teken(telling, tekst=tekst(merk=""), stijl=STIJL))


def test_axis_and_notes_are_dutch(telling):
    woorden = alle_teksten(aantallen.teken(telling, tekst=tekst(), stijl=STIJL))
    assert "1.000" in woorden
    voet = next(woord for woord in woorden if woord.startswith("Noot 1: Eerste"))
    assert voet.endswith("Noot 2: Tweede.\nBron: DUO")


class FakeStep:
    """Stands for the step: gives each output a path in one folder."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()

    def target(self, naam):
        return self.folder / f"{naam.removesuffix('svg').removesuffix('png')}figuur.{naam[-3:]}"


def test_same_data_same_bytes_and_no_date_or_program_inside(telling, tmp_path):
    bytes_ = []
    for poging in ("a", "b"):
        folder = tmp_path / poging
        style.save_figure(FakeStep(folder), aantallen.teken, telling, tekst=tekst(), stijl=STIJL)
        bytes_.append([(folder / naam).read_bytes() for naam in ("figuur.svg", "figuur.png", "kaal_figuur.svg")])
    assert bytes_[0] == bytes_[1]
    inhoud = bytes_[0][0].decode("utf-8")
    assert "<dc:creator>" not in inhoud
    assert "<dc:date>" not in inhoud
    ET.fromstring(inhoud)  # noqa: S314 - our own file
    with Image.open(tmp_path / "a" / "figuur.png") as beeld:
        assert set(beeld.info) <= {"dpi"}
        assert beeld.width == pytest.approx(16.0 / 2.54 * 200, abs=1)


def test_the_figure_for_the_book_has_no_title_notes_or_source_but_keeps_the_mark(telling):
    woorden = alle_teksten(aantallen.teken(telling, tekst=style.without_frame(tekst()), stijl=STIJL))
    assert "SYNTHETISCH" in woorden
    assert not any(woord.startswith(("Noot", "Bron", tekst()["titel"][:20])) for woord in woorden if woord)
