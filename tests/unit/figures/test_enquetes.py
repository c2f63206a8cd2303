"""Figures on plans and surveys: what is drawn is what the data file says, and every name can be read."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml
from figures import banden, dozen, dozen_jaren, leeftijd_25, sollicitaties, start_streef
from helpers.plans_tables import DICHT
from helpers.plans_tables import banden as als_banden
from helpers.plans_tables import dozen as als_dozen
from helpers.registers import LABELS, lees
from matplotlib.colors import to_rgb

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
RICHTINGEN = yaml.safe_load(Path("resources/contracts/domeinen.yaml").read_text(encoding="utf-8"))["opleidingsrichting"]
TEKST = {"titel": "Titel", "as": "As", "noten": [], "bron": "CBS", "merk": "SYNTHETISCH"}
REEKSEN = [[reeks, LABELS["reeks"][reeks]["kort"]] for reeks in ("landelijk", "laag", "hoog", "midden", "bijna_alle")]
PAREN = TEKST | {"reeksen": [["start", "Startwaarde"], ["streef", "Streefwaarde"]]}


def helder(kleur):
    """Return the luminance of a colour as a grey printer has it."""
    return float(np.dot(to_rgb(kleur), (0.299, 0.587, 0.114)))


def test_a_pair_of_dots_with_a_line_and_one_dot_without_a_target():
    data = lees("rang,start,streef\n1,0.30,0.42\n2,0.35,\n3,0.40,0.38")
    assen = start_streef.teken(data, tekst=PAREN, stijl=STIJL).axes[0]
    lijnen, start, streef = assen.collections
    assert [deel.tolist() for deel in lijnen.get_segments()] == [[[1, 0.3], [1, 0.42]], [[3, 0.38], [3, 0.4]]]
    assert start.get_offsets().tolist() == [[1, 0.3], [2, 0.35], [3, 0.4]]
    assert [punt for punt in streef.get_offsets().filled(np.nan).tolist() if punt[1] == punt[1]] == [
        [1, 0.42],
        [3, 0.38],
    ]


def test_all_institutions_fit_and_stay_apart_on_a_page():
    """55 institutions on the width of an A4 page: more than two points from one to the next."""
    rijen = [f"{rang},{0.2 + rang / 100},{0.3 + rang / 100}" for rang in range(1, 56)]
    figuur = start_streef.teken(lees("\n".join(["rang,start,streef", *rijen])), tekst=PAREN, stijl=STIJL)
    x = figuur.axes[0].transData.transform([(1, 0), (2, 0)])[:, 0]
    assert (x[1] - x[0]) * 72 / figuur.dpi > 2


MET_BREUK = [
    *(f"{leerweg},{jaar},{reeks},{0.5 + plek / 100},{'ja' if jaar == 2022 else 'nee'}"
      for leerweg in ("bol", "bbl")
      for jaar in (2020, 2022, 2024, 2027)
      for plek, reeks in enumerate(("p2_5", "p25", "laag", "landelijk", "hoog", "p75", "p97_5")))
]  # fmt: skip


@pytest.fixture
def bandfiguur():
    tekst = TEKST | {
        "reeksen": REEKSEN,
        "panelen": [["bol", "Bol"], ["bbl", "Bbl"]],
        "ambitie": [2027, "Ambitie\n2027"],
    }
    return banden.teken(als_banden(*MET_BREUK), tekst=tekst, stijl=STIJL)


def test_the_lines_have_their_interval_and_the_ambition_has_none():
    tekst = TEKST | {"reeksen": REEKSEN, "panelen": [["bol", "Bol"]], "ambitie": [2027, "Ambitie\n2027"]}
    rijen = ("bol,2024,landelijk,0.5,nee", "bol,2024,laag,0.4,nee", "bol,2027,landelijk,0.6,nee")
    paneel = banden.teken(als_banden(*rijen, marge=0.02), tekst=tekst, stijl=STIJL).axes[1]
    strepen = [streep for deel in paneel.collections for streep in deel.get_segments()]
    assert np.array(strepen) == pytest.approx(np.array([[[2024, 0.48], [2024, 0.52]], [[2024, 0.38], [2024, 0.42]]]))


def test_bands_lie_between_their_percentiles_and_stop_at_the_break(bandfiguur):
    paneel = bandfiguur.axes[1]
    assert paneel.get_title(loc="left") == "Bol"
    vlakken = [vlak.get_paths()[0].vertices for vlak in paneel.collections]
    assert len(vlakken) == 6  # two bands in three stretches: before the break, after it, the ambition
    for punten, (onder, boven) in zip(vlakken, [(0.5, 0.56)] * 3 + [(0.51, 0.55)] * 3, strict=True):
        assert (punten[:, 1].min(), punten[:, 1].max()) == pytest.approx((onder, boven))
    bereiken = [(punten[:, 0].min(), punten[:, 0].max()) for punten in vlakken[:3]]
    assert all(einde < begin for (_, einde), (begin, _) in pairwise(bereiken))
    assert bereiken[0][1] < 2021 < bereiken[1][0]


def test_no_line_crosses_the_break_and_the_ambition_is_hollow(bandfiguur):
    paneel = bandfiguur.axes[2]
    reeksen = [lijn for lijn in paneel.lines if lijn.get_marker() not in ("None", None, "")]
    jaren = [list(lijn.get_xdata()) for lijn in reeksen]
    assert jaren == [[2020], [2022, 2024], [2027]] * 3
    hol = [to_rgb(lijn.get_markerfacecolor()) == to_rgb(STIJL["kleuren"]["achtergrond"]) for lijn in reeksen]
    assert hol == [False, False, True] * 3
    assert [label.get_text() for label in paneel.texts if "%" in label.get_text()] == ["53%"] * 4


def test_a_box_lies_on_its_quantiles_and_a_hidden_row_says_so():
    data = als_dozen("zorg,0.4,0.5,0.6,0.7,0.8,20", "handel,", "ICT,0.3,0.5,0.7,0.8,0.9,8")
    assen = dozen.teken(data, tekst=TEKST | {"reeksen": []}, stijl=STIJL).axes[0]
    namen = [label.get_text().replace("\N{NO-BREAK SPACE}", " ") for label in assen.get_yticklabels()]
    assert namen == ["Handel (3)", "Zorg (20)", "ICT (8)"]  # from the bottom up: the highest median on top
    randen = sorted((vak.get_path().vertices[:, 0].min(), vak.get_path().vertices[:, 0].max()) for vak in assen.patches)
    assert randen == [pytest.approx((0.5, 0.7)), pytest.approx((0.5, 0.8))]
    uiteinden = {round(float(x), 6) for lijn in assen.lines for x in lijn.get_xdata()}
    assert {0.3, 0.4, 0.8, 0.9, 0.6, 0.7} <= uiteinden
    assert [tekst.get_text() for tekst in assen.texts] == ["niet getoond"]


def test_all_directions_of_study_can_be_read():
    data = als_dozen(*(f"{naam.replace(', ', ' / ')},0.4,0.5,0.6,0.7,0.8,20" for naam in RICHTINGEN))
    figuur = dozen.teken(data, tekst=TEKST | {"reeksen": []}, stijl=STIJL)
    figuur.draw_without_rendering()
    vakken = [label.get_window_extent() for label in figuur.axes[0].get_yticklabels()]
    assert len(vakken) == len(RICHTINGEN)
    assert min(vak.x0 for vak in vakken) >= 0
    assert all(onder.y1 <= boven.y0 + 1 for onder, boven in pairwise(sorted(vakken, key=lambda vak: vak.y0)))


def test_a_panel_per_level_with_both_leerwegen_in_it():
    kop = "studiejaar,leerweg,niveau,snor_laag,kwartiel_1,mediaan,kwartiel_3,snor_hoog,instellingen,reden"
    rijen = [
        f"{jaar},{leerweg},{niveau},0.3,0.5,0.6,0.7,0.9,40,"
        for jaar in ("2021/2022", "2022/2023")
        for leerweg in ("bol", "bbl")
        for niveau in (1, 2, 3, 4)
    ]
    rijen[0] = f"2021/2022,bol,1,,,,,,3,{DICHT}"
    tekst = TEKST | {
        "reeksen": [["bol", "Bol"], ["bbl", "Bbl"]],
        "panelen": [[niveau, f"Niveau {niveau}"] for niveau in (1, 2, 3, 4)],
    }
    figuur = dozen_jaren.teken(lees("\n".join([kop, *rijen])), tekst=tekst, stijl=STIJL)
    panelen = figuur.axes[1:]
    assert [paneel.get_title(loc="left") for paneel in panelen] == [f"Niveau {niveau}" for niveau in (1, 2, 3, 4)]
    assert [len(paneel.patches) for paneel in panelen] == [6, 8, 8, 8]
    staven = {(round(staaf.get_y(), 6), round(staaf.get_y() + staaf.get_height(), 6)) for staaf in panelen[1].patches}
    assert staven == {(0.3, 0.9), (0.5, 0.7)}
    assert [tekst.get_text() for tekst in panelen[0].texts] == ["niet getoond"]


def test_applications_fill_the_bar_and_what_is_hidden_is_left_white():
    delen = (0.27, 0.39, 0.22, 0.07, 0.02, 0.03)
    regels = [f"2024,zonder,{wat},{deel}," for wat, deel in zip(LABELS["sollicitaties"], delen, strict=True)]
    regels += [f"2024,met,{wat},{'' if wat == '1' else 0.1}," for wat in LABELS["sollicitaties"]]
    tekst = TEKST | {
        "reeksen": [[wat, naam] for wat, naam in LABELS["sollicitaties"].items()],
        "panelen": [["zonder", "Zonder"], ["met", "Met"]],
    }
    data = lees("\n".join(["jaar,herkomst,sollicitaties,aandeel,reden", *regels]))
    assen = sollicitaties.teken(data, tekst=tekst, stijl=STIJL).axes[0]
    staven = [(round(staaf.get_x(), 6), round(staaf.get_width(), 6)) for staaf in assen.patches]
    assert staven[:6] == [(0, 0.27), (0.27, 0.39), (0.66, 0.22), (0.88, 0.07), (0.95, 0.02), (0.97, 0.03)]
    assert [breed for _, breed in staven[6:]] == [0.1] * 5
    assert [label.get_text() for label in assen.texts][:5] == ["Zonder", "27%", "39%", "22%", "7%"]
    assert assen.texts[-1].get_text() == "niet getoond"


def test_levels_without_a_last_year_have_a_line_and_no_number():
    data = lees("jaar,niveau,aandeel,teller,n\n2022,totaal,0.5,5,10\n2023,totaal,0.52,5,10\n2022,1,0.4,4,10\n2023,1,,,")
    tekst = TEKST | {"reeksen": [["totaal", "Alle niveaus"], ["1", "Niveau 1"]]}
    assen = leeftijd_25.teken(data, tekst=tekst, stijl=STIJL).axes[0]
    lijnen = [lijn for lijn in assen.lines if lijn.get_linestyle() != "None" and np.isfinite(lijn.get_ydata()).all()]
    assert [list(lijn.get_ydata()) for lijn in lijnen if len(lijn.get_xdata()) and lijn.get_clip_on()] == [
        [0.5, 0.52],
        [0.4],
    ]
    assert [label.get_text() for label in assen.texts] == ["52,0%"]


def test_colours_differ_without_colour():
    """In grey: each step of the applications darker than the last, bands and boxes lighter than what lies on them."""
    stappen = [helder(kleur) for kleur in STIJL["sollicitaties"].values()]
    assert list(STIJL["sollicitaties"]) == list(LABELS["sollicitaties"])
    assert all(licht - donker > 0.06 for licht, donker in pairwise(stappen))
    vlak, midden = (helder(STIJL["banden"][naam]["kleur"]) for naam in ("bijna_alle", "midden"))
    lijnen = [helder(STIJL["banden"][naam]["kleur"]) for naam in ("landelijk", "laag", "hoog")]
    assert 1 - vlak > 0.05
    assert vlak - midden > 0.1
    assert midden - max(lijnen) > 0.25
    assert len({STIJL["banden"][naam]["teken"] for naam in ("landelijk", "laag", "hoog")}) == 3
    assert len({(eigen["teken"], eigen["streep"]) for eigen in STIJL["niveaus"].values()}) == len(STIJL["niveaus"])
    assert STIJL["leerwegen"]["bol"]["arcering"] != STIJL["leerwegen"]["bbl"]["arcering"]


def test_no_direction_with_enough_institutions_still_gives_a_figure():
    data = lees(
        "opleidingsrichting,snor_laag,kwartiel_1,mediaan,kwartiel_3,snor_hoog,instellingen,reden\n"
        "bouw en infra,,,,,,2,minder dan 5 instellingen"
    )
    assen = dozen.teken(data, tekst=PAREN | {"reeksen": []}, stijl=STIJL).axes[0]
    assert [tekst.get_text() for tekst in assen.texts] == ["niet getoond"]
    assert len(assen.patches) == 0
