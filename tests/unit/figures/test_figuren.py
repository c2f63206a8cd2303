"""What is drawn is what the data file says, and twice the same bytes."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from io import StringIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from figures import aandelen, aantallen, scenario
from helpers.drawing import said, series, texts, words
from matplotlib.ticker import Formatter
from PIL import Image

from werkagenda.figures import frame, style, svg

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
JAREN = [2019, 2020, 2021, 2022]
GROEPEN = {"totaal": 1000, "per_instelling": 500, "regeling": 300}
SVG = "{http://www.w3.org/2000/svg}"


def tekst(**anders):
    return {
        "id": "figuur_3_1",
        "titel": "De instroom in het mbo is tussen 2021 en 2022 gedaald, ook in de sectoren van de Regeling",
        "ondertitel": "Instroom per jaar",
        "as": "Jaar van instroom (1 oktober)",
        "noten": [f"Eerste noot{', lang genoeg om over meer dan een regel te lopen' * 3}.", "Tweede."],
        "bron": "DUO",
        "merk": "SYNTHETISCH",
        "reeksen": [[groep, groep.capitalize()] for groep in GROEPEN],
    } | anders  # fmt: skip


@pytest.fixture(scope="module")
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


ENKEL = [["regeling", "3. Sectoren van de Regeling"]]


def test_every_line_lies_on_its_numbers_and_stops_at_the_break(telling):
    figuur = aantallen.draw(telling, tekst=tekst(), stijl=STIJL)
    verwacht = [
        [(jaar, n - 7 * (jaar - 2019)) for jaar in deel] for n in GROEPEN.values() for deel in (JAREN[:2], JAREN[2:])
    ]
    assert series(figuur.axes[0]) == verwacht


def test_the_band_is_the_interval_and_not_the_outer_bounds(telling):
    figuur = aantallen.draw(telling, tekst=tekst(), stijl=STIJL)
    banden = [vlak.get_paths()[0].vertices for vlak in figuur.axes[0].collections]
    # group regeling: 286 in 2021 and 279 in 2022, minus 20, plus 30
    punten = {(x, y) for x, y in banden[-1].tolist()}
    assert {(2021, 266), (2021, 316), (2022, 259), (2022, 309)} <= punten
    assert {y for _, y in punten} == {266, 316, 259, 309}


def test_lines_are_drawn_without_what_seaborn_takes_long_to_import():
    """In a process of its own; who wants it afterwards has it."""
    code = (
        "import sys, werkagenda.figures.lines\n"
        "assert 'seaborn' in sys.modules and not [naam for naam in sys.modules if naam.startswith('scipy')]\n"
        "import scipy.stats, scipy.cluster\n"
        "assert scipy.stats.norm.cdf(0) == 0.5"
    )
    subprocess.run([sys.executable, "-c", code], cwd="src", check=True)  # noqa: S603 - our own code


def test_the_first_and_last_comparable_numbers_stand_at_the_lines(telling):
    teksten = texts(aantallen.draw(telling, tekst=tekst(), stijl=STIJL))
    assert {"986", "979", "286", "279"} <= set(teksten)
    assert "1.000" not in teksten[: teksten.index("986")]  # 2019 lies before the break


@pytest.mark.parametrize("figuur", ["aantallen", "aandelen"])
def test_a_star_stands_at_the_years_that_are_estimated(telling, delen, figuur):
    getekend = {
        "aantallen": lambda: aantallen.draw(telling, tekst=tekst(), stijl=STIJL),
        "aandelen": lambda: aandelen.draw(delen, tekst=tekst(reeksen=ENKEL), stijl=style.narrow(STIJL)),
    }[figuur]()
    getekend.draw_without_rendering()
    koppen = [
        kop.get_text().replace("\N{RIGHT SINGLE QUOTATION MARK}", "20") for kop in getekend.axes[0].get_xticklabels()
    ]
    assert koppen == ["2019", "2020", "2021*", "2022*"]


@pytest.mark.parametrize(("data", "breuk"), [(JAREN, True), ([2021, 2022], False)])
def test_a_break_is_marked_only_where_the_series_crosses_it(telling, data, breuk):
    figuur = aantallen.draw(telling[telling["jaar"].isin(data)], tekst=tekst(), stijl=STIJL)
    assert ("reeksbreuk 2021" in texts(figuur)) is breuk


def test_panels_of_shares_are_as_high_as_each_other_and_hold_their_line(delen):
    reeksen = [["per_instelling", "2. Eigen"], *ENKEL]
    figuur = aandelen.draw(delen, tekst=tekst(reeksen=reeksen), stijl=STIJL)
    hoogten = [vak.get_ylim()[1] - vak.get_ylim()[0] for vak in figuur.axes]
    assert hoogten[0] == pytest.approx(hoogten[1])
    for vak, groep in zip(figuur.axes, ("per_instelling", "regeling"), strict=True):
        eigen = delen[delen["groep"] == groep]
        assert vak.get_ylim()[0] < eigen["aandeel_laag"].min()
        assert eigen["aandeel_hoog"].max() < vak.get_ylim()[1]
        punten = [punt for deel in series(vak) for punt in deel]
        assert punten == list(zip(eigen["jaar"], eigen["aandeel"], strict=True))


def test_scenarios_stand_by_their_share_in_the_last_year(delen):
    data = delen.rename(columns={"groep": "scenario"})
    namen = [["regeling", "Basis"], ["per_instelling", "Ruim"]]
    figuur = scenario.draw(data, tekst=tekst(reeksen=namen), stijl=STIJL)
    assen = figuur.axes[0]
    assert [kop.get_text() for kop in assen.get_yticklabels()] == ["Basis", "Ruim"]  # the highest on top
    assert [(float(lijn.get_xdata()[0]), lijn.get_ydata()[0]) for lijn in said(assen)] == [(0.279, 0), (0.479, 1)]
    strepen = [streep.get_segments()[0][:, 0].tolist() for streep in assen.collections]
    assert strepen == [pytest.approx([0.259, 0.309]), pytest.approx([0.459, 0.509])]
    assert words(assen) == ["Basis: 27,9% (25,9% – 30,9%)", "Ruim: 47,9% (45,9% – 50,9%)"]  # noqa: RUF001
    basis = [lijn.get_xdata() for lijn in assen.lines if lijn.get_linestyle() == "--"]
    assert basis == [[0.279, 0.279]]


def test_the_mark_is_there_for_synthetic_files_and_only_then(telling):
    assert "SYNTHETISCH" in texts(aantallen.draw(telling, tekst=tekst(), stijl=STIJL))
    assert "SYNTHETISCH" not in texts(aantallen.draw(telling, tekst=tekst(merk=""), stijl=STIJL))


def test_axis_and_notes_are_dutch(telling):
    woorden = texts(aantallen.draw(telling, tekst=tekst(), stijl=STIJL))
    assert "1.000" in woorden
    voet = next(woord for woord in woorden if woord.startswith("Noot 1: Eerste"))
    assert voet.endswith("Noot 2: Tweede.\nBron: DUO")


class FakeStep:
    """Stands for the step: gives each output a path in one folder."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()

    def path(self, naam):
        return Path("report/stijl") / f"{naam}.css"

    def target(self, naam):
        return self.folder / f"{naam.replace('svg', 'figuur.svg').replace('png', 'figuur.png')}"


VORMEN = ("figuur.svg", "kaal_figuur.svg", "smal_figuur.svg")


@pytest.fixture(scope="module")
def bewaard(telling, tmp_path_factory):
    bytes_, map_ = [], tmp_path_factory.mktemp("bewaard")
    for poging in ("a", "b"):
        folder = map_ / poging
        svg.save_figure(FakeStep(folder), aantallen.draw, telling, tekst=tekst(), stijl=STIJL)
        bytes_.append({naam: (folder / naam).read_bytes() for naam in (*VORMEN, "figuur.png")})
    assert bytes_[0] == bytes_[1]
    return map_ / "a"


def test_same_data_same_bytes_and_no_date_or_program_inside(bewaard):
    for naam in VORMEN:
        inhoud = (bewaard / naam).read_text(encoding="utf-8")
        assert "dc:creator" not in inhoud
        assert "dc:date" not in inhoud
        ET.fromstring(inhoud)  # noqa: S314 - our own file
    with Image.open(bewaard / "figuur.png") as beeld:
        assert set(beeld.info) <= {"dpi"}
        assert beeld.width == pytest.approx(16.0 / 2.54 * 200, abs=1)


def test_a_png_has_the_bytes_of_any_implementation_of_zlib(bewaard):
    """That of Python itself, which looks for repetitions in another way, makes the same of the same pixels."""
    inhoud = (bewaard / "figuur.png").read_bytes()
    delen, plek = {}, 8
    while plek < len(inhoud):
        lengte, naam = int.from_bytes(inhoud[plek : plek + 4]), inhoud[plek + 4 : plek + 8]
        delen[naam] = delen.get(naam, b"") + inhoud[plek + 8 : plek + 8 + lengte]
        plek += 12 + lengte
    anders = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    beeld = zlib.decompress(delen[b"IDAT"])
    assert len(beeld) > 1e6
    assert anders.compress(beeld) + anders.flush() == delen[b"IDAT"]


def test_text_stays_text_in_a_font_that_goes_along(bewaard):
    for naam in VORMEN:
        boom = ET.parse(bewaard / naam)  # noqa: S314 - our own file
        woorden = [blok.text for blok in boom.iter(f"{SVG}text")]
        assert {"Totaal", "204"} & set(woorden) or "Totaal" in woorden
        assert boom.getroot().get("font-family") == style.FAMILIE
    alleen = (bewaard / "figuur.svg").read_text(encoding="utf-8")
    assert alleen.count("@font-face") == 2
    assert "@font-face" not in (bewaard / "kaal_figuur.svg").read_text(encoding="utf-8")


def test_every_value_is_said_with_its_interval_and_nothing_outside_the_image_is_styled(bewaard):
    for naam in VORMEN:
        inhoud = (bewaard / naam).read_text(encoding="utf-8")
        gezegd = [blok.text for blok in ET.fromstring(inhoud).iter(f"{SVG}title")]  # noqa: S314 - our own file
        assert len([woord for woord in gezegd if ", 20" in woord]) == len(GROEPEN) * len(JAREN)
        assert "Regeling, 2022: 279 (259 – 309)" in gezegd  # noqa: RUF001
        assert "Regeling, 2019: 300" in gezegd
        assert "*{" not in inhoud


def as_svg(figuur):
    ruw = StringIO()
    figuur.savefig(
        ruw, format="svg", metadata={"Date": None, "Title": tekst()["titel"], "Creator": None, "Language": "nl"}
    )
    return ruw.getvalue()


def test_the_form_of_the_book_is_as_if_drawn_for_it_alone(telling, bewaard):
    alleen = as_svg(aantallen.draw(telling, tekst=svg.without_frame(tekst()), stijl=STIJL))
    assert svg.readable(alleen, naam="figuur-3-1-kaal") == (bewaard / "kaal_figuur.svg").read_text(encoding="utf-8")


def test_panels_and_a_legend_are_set_in_another_text_and_back():
    """Nothing of the first text stays, and the axes stand where a figure of that text has them."""
    lang = tekst(reeksen=[["a", "Een reeks"], ["b", "Een andere reeks met een lange naam"]])
    teksten = (lang, svg.without_frame(lang), lang | {"ondertitel": "", "merk": "", "noten": []})

    def drawn(woorden):
        figuur, vakken = frame.new_panels(STIJL, ["Een", "Twee", "Drie"], kolommen=2, gedeeld="y")
        lijnen = [vak.plot([0, 1], [0, hoogte])[0] for hoogte, vak in enumerate(vakken)]
        vakken[-1].set_xlabel("Een lange naam van een as, die breekt waar zij te lang is voor haar as")
        return frame.close_figure(figuur, woorden, STIJL, handvatten=lijnen[:2])

    verwacht = [as_svg(drawn(woorden)) for woorden in teksten]
    assert len(set(verwacht)) == len(teksten)
    figuur = drawn(teksten[0])
    for plek in (0, 1, 2, 1, 0):
        figuur.surround(teksten[plek])
        assert as_svg(figuur) == verwacht[plek], plek


def test_titles_and_empty_names_cost_no_measuring_and_stand_where_matplotlib_would_seek_them(monkeypatch):
    """A draw asks each axis for its tick labels once; given back their freedom, titles and names stay in place."""
    figuur, vakken = frame.new_panels(STIJL, ["Een", "Over twee\nregels", "Drie"], kolommen=2)
    for vak in vakken:
        vak.plot([0, 1], [0, 1])
    frame.close_figure(figuur, tekst(), STIJL)
    gevraagd, labels = [], Formatter.format_ticks

    def format_ticks(zelf, waarden):
        gevraagd.append(zelf.axis)
        return labels(zelf, waarden)

    monkeypatch.setattr(Formatter, "format_ticks", format_ticks)
    vast = as_svg(figuur)
    assert len(gevraagd) == len(set(gevraagd)) == 2 * len(vakken)
    for vak in vakken:
        # Matplotlib's own: whether it seeks a place itself.
        assert vak._autotitlepos is vak.xaxis._autolabelpos is vak.yaxis._autolabelpos is False
        vak._autotitlepos = vak.xaxis._autolabelpos = vak.yaxis._autolabelpos = True
    gevraagd.clear()
    assert as_svg(figuur) == vast
    assert len(gevraagd) > 2 * len(vakken)


def test_two_forms_on_one_page_share_no_id_and_refer_to_their_own(bewaard):
    ids = {}
    for naam in ("kaal_figuur.svg", "smal_figuur.svg"):
        inhoud = (bewaard / naam).read_text(encoding="utf-8")
        ids[naam] = set(re.findall(r' id="([^"]*)"', inhoud))
        assert set(re.findall(r'href="#([^"]*)"|url\(#([^)]*)\)', inhoud)) <= {
            paar for een in ids[naam] for paar in ((een, ""), ("", een))
        }
        assert inhoud.startswith("<svg ")  # as a page takes it in
    assert ids["kaal_figuur.svg"] & ids["smal_figuur.svg"] == set()


def test_the_figure_for_the_book_has_no_title_notes_or_source_but_keeps_the_mark(telling):
    woorden = texts(aantallen.draw(telling, tekst=svg.without_frame(tekst()), stijl=STIJL))
    assert "SYNTHETISCH" in woorden
    assert not any(woord.startswith(("Noot", "Bron", tekst()["titel"][:20])) for woord in woorden if woord)


def test_names_at_the_line_ends_do_not_overlap(telling):
    gelijk = telling.assign(aantal=300, aantal_laag=300, aantal_hoog=300)
    figuur = aantallen.draw(gelijk, tekst=tekst(), stijl=STIJL)
    figuur.draw_without_rendering()
    namen = {groep.capitalize() for groep in GROEPEN}
    dozen = sorted(
        (label.get_window_extent() for label in figuur.axes[0].texts if label.get_text() in namen), key=lambda d: d.y0
    )
    assert len(dozen) == len(namen)
    assert all(onder.y1 <= boven.y0 + 1 for onder, boven in pairwise(dozen))
    assert np.isfinite([doos.y0 for doos in dozen]).all()
