"""Figures on plans and surveys: what is drawn is what the data file says, and every name can be read."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import yaml
from figures import banden, dozen, dozen_jaren, leeftijd_25, richtingen, sollicitaties, start_streef
from helpers.drawing import collisions, outside, series, words
from helpers.plans_tables import DICHT
from helpers.plans_tables import banden as als_banden
from helpers.plans_tables import dozen as als_dozen
from helpers.registers import LABELS, lees
from matplotlib.colors import to_hex, to_rgb

from werkagenda.figures import style
from werkagenda.formats import LEEG, capitalised

STIJL = yaml.safe_load(Path("resources/stijl/stijl.yaml").read_text(encoding="utf-8"))
RICHTINGEN = yaml.safe_load(Path("resources/contracts/domeinen.yaml").read_text(encoding="utf-8"))["opleidingsrichting"]
TEKST = {"titel": "Titel", "ondertitel": "", "as": "As", "noten": [], "bron": "CBS", "merk": "SYNTHETISCH"}
REEKSEN = [[reeks, LABELS["reeks"][reeks]["kort"]] for reeks in ("landelijk", "laag", "hoog", "midden", "bijna_alle")]
PAREN = TEKST | {
    "beeld": {
        "met": "Met",
        "zonder": "Zonder",
        "start": "Start",
        "hoger": "Hoger",
        "lager": "Lager",
        "mediaan": "Mediaan",
    }
}
DOZEN = TEKST | {"beeld": {"mediaan": "Mediaan", "midden": "Middelste helft", "landelijk": "Alle"}}


def helder(kleur):
    """Return the luminance of a colour as a grey printer has it."""
    return float(np.dot(to_rgb(kleur), (0.299, 0.587, 0.114)))


def test_an_arrow_from_start_to_target_and_a_panel_for_those_without():
    data = lees("rang,start,streef\n1,0.30,0.42\n2,0.35,\n3,0.40,0.38")
    figuur = start_streef.draw(data, tekst=PAREN, stijl=STIJL)
    met, zonder = figuur.axes
    assert [vak.get_title(loc="left") for vak in figuur.axes] == ["Met", "Zonder"]
    pijlen = [pijl for pijl in met.texts if getattr(pijl, "arrow_patch", None)]
    assert [(pijl.xyann, pijl.xy) for pijl in pijlen] == [((1, 0.3), (1, 0.42)), ((2, 0.4), (2, 0.38))]
    kleuren = [to_hex(pijl.arrow_patch.get_edgecolor()) for pijl in pijlen]
    assert kleuren == [STIJL["start_streef"]["streef"]["kleur"], STIJL["start_streef"]["daler"]["kleur"]]
    assert [series(vak)[0] for vak in (met, zonder)] == [[(1, 0.3), (2, 0.4)], [(1, 0.35)]]
    mediaan = [lijn.get_ydata()[0] for vak in (met, zonder) for lijn in vak.lines if lijn.get_linestyle() == "--"]
    assert mediaan == [0.35, 0.35]
    assert [tekst.get_text() for tekst in met.texts if tekst.get_text()] == ["+12", "−2"]  # noqa: RUF001
    assert words(zonder) == ["35%"]
    assert [tekst.get_text() for tekst in figuur.legends[0].get_texts()] == ["Start", "Hoger", "Lager", "Mediaan"]


def test_only_outliers_are_labelled_and_falling_targets_named_only_where_they_are():
    """Ten rises of five points and one of thirty: that one is the largest and the only one far out."""
    rijen = [f"{rang},0.4,0.45" for rang in range(1, 11)] + ["11,0.4,0.7"]
    figuur = start_streef.draw(lees("\n".join(["rang,start,streef", *rijen])), tekst=PAREN, stijl=STIJL)
    assert [tekst.get_text() for tekst in figuur.axes[0].texts if tekst.get_text()] == ["+30"]
    assert "Lager" not in [tekst.get_text() for tekst in figuur.legends[0].get_texts()]


@pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
def test_all_institutions_fit_and_stay_apart(vorm):
    """55 institutions on the width of an A4 page or a phone: more than two points from one to the next."""
    rijen = [f"{rang},{0.2 + rang / 100},{0.3 + rang / 100}" for rang in range(1, 56)]
    figuur = start_streef.draw(lees("\n".join(["rang,start,streef", *rijen])), tekst=PAREN, stijl=vorm)
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
    return banden.draw(als_banden(*MET_BREUK), tekst=tekst, stijl=STIJL)


def test_the_lines_have_their_interval_and_the_ambition_has_none():
    tekst = TEKST | {"reeksen": REEKSEN, "panelen": [["bol", "Bol"]], "ambitie": [2027, "Ambitie\n2027"]}
    rijen = ("bol,2024,landelijk,0.5,nee", "bol,2024,laag,0.4,nee", "bol,2027,landelijk,0.6,nee")
    paneel = banden.draw(als_banden(*rijen, marge=0.02), tekst=tekst, stijl=STIJL).axes[0]
    strepen = [streep[:, 1] for deel in paneel.collections for streep in deel.get_segments()]
    assert np.array(strepen) == pytest.approx(np.array([[0.48, 0.52], [0.38, 0.42]]))
    assert [woord.partition(": ")[2] for woord in words(paneel)] == [
        "50,0% (48,0% – 52,0%)", "60,0%", "40,0% (38,0% – 42,0%)",  # noqa: RUF001
    ]  # fmt: skip


def test_bands_lie_between_their_percentiles_and_stop_at_the_break(bandfiguur):
    paneel = bandfiguur.axes[0]
    assert paneel.get_title(loc="left") == "Bol"
    vlakken = [
        vlak.get_paths()[0].vertices for vlak in paneel.collections if vlak.get_paths() and len(vlak.get_paths()[0])
    ]
    vlakken = [punten for punten in vlakken if len(punten) > 2]
    assert len(vlakken) == 6  # two bands in three stretches: before the break, after it, the ambition
    for punten, (onder, boven) in zip(vlakken, [(0.5, 0.56)] * 3 + [(0.51, 0.55)] * 3, strict=True):
        assert (punten[:, 1].min(), punten[:, 1].max()) == pytest.approx((onder, boven))
    bereiken = [(punten[:, 0].min(), punten[:, 0].max()) for punten in vlakken[:3]]
    assert all(einde < begin for (_, einde), (begin, _) in pairwise(bereiken))
    assert bereiken[0][1] < 2021 < bereiken[1][0]


def test_no_line_crosses_the_break_and_the_ambition_is_hollow_on_a_field_of_its_own(bandfiguur):
    paneel = bandfiguur.axes[1]
    reeksen = [lijn for lijn in paneel.lines if lijn.get_marker() not in ("None", None, "") and not lijn.get_gid()]
    assert [len(lijn.get_xdata()) for lijn in reeksen] == [1, 2, 1] * 3
    landelijk = [lijn.get_xdata().tolist() for lijn in reeksen[:3]]
    assert landelijk[:2] == [[2020], [2022, 2024]]
    (veld,) = paneel.patches
    assert veld.get_x() < landelijk[2][0] < veld.get_x() + veld.get_width()
    assert veld.get_x() > 2024
    hol = [to_rgb(lijn.get_markerfacecolor()) == to_rgb(STIJL["kleuren"]["achtergrond"]) for lijn in reeksen]
    assert hol == [False, False, True] * 3
    assert [label.get_text() for label in paneel.texts if "%" in label.get_text()] == ["53%"] * 4


def test_a_box_lies_on_its_quantiles_and_a_hidden_row_says_so():
    data = als_dozen("zorg,0.4,0.5,0.6,0.7,0.8,20", "handel,", "ICT,0.3,0.5,0.7,0.8,0.9,8")
    assen = dozen.draw(data, tekst=DOZEN, stijl=STIJL).axes[0]
    namen = [label.get_text().replace("\N{NO-BREAK SPACE}", " ") for label in assen.get_yticklabels()]
    assert namen == ["Handel (3)", "Zorg (20)", "ICT (8)"]  # from the bottom up: the highest median on top
    randen = sorted((vak.get_path().vertices[:, 0].min(), vak.get_path().vertices[:, 0].max()) for vak in assen.patches)
    assert randen == [pytest.approx((0.5, 0.7)), pytest.approx((0.5, 0.8))]
    assert words(assen) == [
        "Zorg\N{NO-BREAK SPACE}(20): 60,0% (50,0% – 70,0%); Alle: 61,0%",  # noqa: RUF001
        "ICT\N{NO-BREAK SPACE}(8): 70,0% (50,0% – 80,0%); Alle: 71,0%",  # noqa: RUF001
    ]
    ruit = next(lijn for lijn in assen.lines if lijn.get_marker() == "D")
    assert list(zip(ruit.get_xdata(), ruit.get_ydata(), strict=True)) == [(0.61, 1), (0.71, 2)]
    uiteinden = {round(float(x), 6) for lijn in assen.lines for x in lijn.get_xdata()}
    assert {0.3, 0.4, 0.8, 0.9, 0.6, 0.7} <= uiteinden
    assert [tekst.get_text() for tekst in assen.texts] == [f"niet getoond: {DICHT}"]


@pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
def test_all_directions_of_study_can_be_read(vorm):
    data = als_dozen(*(f"{naam.replace(', ', ' / ')},0.4,0.5,0.6,0.7,0.8,20" for naam in RICHTINGEN))
    figuur = dozen.draw(data, tekst=DOZEN, stijl=vorm)
    assert collisions(figuur) == []
    assert outside(figuur) == []
    namen = figuur.axes[0].get_yticklabels() if vorm is STIJL else figuur.axes[0].texts
    assert len(namen) == len(RICHTINGEN)


def test_the_six_figures_have_one_axis_until_the_data_ask_for_more():
    grenzen = [
        dozen.draw(als_dozen(f"zorg,{laag},0.5,0.6,0.7,0.8,20"), tekst=DOZEN, stijl=STIJL).axes[0].get_xlim()
        for laag in (0.31, 0.45, 0.18)
    ]
    assert grenzen[0] == grenzen[1]
    assert grenzen[2][0] == pytest.approx(0.1)
    assert len({grens[1] for grens in grenzen}) == 1


RICHTINGTEKST = TEKST | {
    "leerwegen": [["bol", "Bol"], ["bbl", "Bbl"]],
    "niveaus": [[2, "Niveau 2"], [3, "Niveau 3"]],
    "beeld": {
        "instelling": "Instelling", "buiten": "Buiten", "midden": "Middelste helft", "mediaan": "Mediaan",
        "landelijk": "Alle", "geen": "geen uitstromers",
    },
}  # fmt: skip


def naast_elkaar(namen):
    """Return two levels of both leerwegen: five institutions for the first name, none shown for the others."""
    kop = "leerweg,niveau,opleidingsrichting,onderdeel,rang,aandeel,aandeel_laag,aandeel_hoog,instellingen,reden"
    rijen = [kop]
    for leerweg in ("bol", "bbl"):
        for niveau in (2, 3):
            eerste, *rest = [f'{leerweg},{niveau},"{naam}"' for naam in namen]
            rijen += [f"{eerste},landelijk,0,0.7,0.66,0.74,5,", f"{eerste},kwartiel_1,0,0.6,,,5,"]
            rijen += [f"{eerste},mediaan,0,0.65,,,5,", f"{eerste},kwartiel_3,0,0.8,,,5,"]
            rijen += [f"{eerste},instelling,{rang},{0.4 + rang / 10},,,5," for rang in range(1, 6)]
            redenen = {2: "", 3: "minder dan 5 instellingen met 10 uitstromers"}
            rijen += [f"{een},landelijk,0,,,,{niveau - 2},{redenen[niveau]}" for een in rest]
    return lees("\n".join(rijen))


def test_levels_and_leerwegen_side_by_side_with_a_dot_per_institution():
    figuur = richtingen.draw(naast_elkaar(["zorg", "handel"]), tekst=RICHTINGTEKST, stijl=STIJL)
    koppen = [vak.get_title(loc="left") for vak in figuur.axes]
    assert koppen == ["Bol, niveau 2", "Bol, niveau 3", "Bbl, niveau 2", "Bbl, niveau 3"]
    assert len({vak.get_xlim() for vak in figuur.axes}) == 1
    vak = figuur.axes[1]
    stippen = next(lijn for lijn in vak.lines if lijn.get_solid_capstyle() == "round")
    assert stippen.get_xdata()[::3].tolist() == pytest.approx([0.5, 0.6, 0.7, 0.8, 0.9])
    (helft,) = vak.patches
    assert (helft.get_x(), helft.get_x() + helft.get_width()) == pytest.approx((0.6, 0.8))
    assert [0.66, 0.74] in [list(lijn.get_xdata())[:2] for lijn in vak.lines]
    assert words(vak) == ["Zorg: 70,0% (66,0% – 74,0%); mediaan 65,0% (n = 5)"]  # noqa: RUF001
    assert "Buiten" not in [tekst.get_text() for tekst in figuur.legends[0].get_texts()]
    redenen = [[tekst.get_text() for tekst in vak.texts] for vak in figuur.axes]
    assert redenen == [["geen uitstromers"], ["niet getoond"]] * 2


def test_an_institution_far_to_the_left_is_a_mark_at_the_edge():
    data = naast_elkaar(["zorg"])
    eerste = data["onderdeel"].eq("instelling") & data["rang"].eq(1) & data["niveau"].eq(2) & data["leerweg"].eq("bol")
    data.loc[eerste, "aandeel"] = 0.1
    figuur = richtingen.draw(data, tekst=RICHTINGTEKST, stijl=STIJL)
    assert figuur.axes[0].get_xlim()[0] > 0.3
    assert words(figuur.axes[0])[0] == "Instelling: 10,0%"
    assert "Buiten" in [tekst.get_text() for tekst in figuur.legends[0].get_texts()]


@pytest.mark.parametrize("vorm", [STIJL, style.narrow(STIJL)], ids=["breed", "smal"])
def test_the_names_of_all_directions_stand_beside_or_above_their_dots(vorm):
    figuur = richtingen.draw(naast_elkaar(RICHTINGEN), tekst=RICHTINGTEKST, stijl=vorm)
    assert (collisions(figuur), outside(figuur)) == ([], [])
    if vorm is not STIJL:
        # Level below level, both leerwegen side by side.
        assert [vak.get_title(loc="left") for vak in figuur.axes][:2] == ["Bol, niveau 2", "Bbl, niveau 2"]
        assert (
            len([tekst for tekst in figuur.axes[0].texts if tekst.get_text() in set(map(capitalised, RICHTINGEN))])
            == 17
        )
    leeg = richtingen.draw(naast_elkaar(RICHTINGEN).iloc[:0], tekst=RICHTINGTEKST, stijl=vorm)
    assert [len(vak.patches) for vak in leeg.axes] == [0] * 4


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
        "beeld": {"mediaan": "mediaan", "midden": "middelste helft", "heel": "alle"},
    }
    figuur = dozen_jaren.draw(lees("\n".join([kop, *rijen])), tekst=tekst, stijl=STIJL)
    panelen = figuur.axes
    assert [paneel.get_title(loc="left") for paneel in panelen] == [f"Niveau {niveau}" for niveau in (1, 2, 3, 4)]
    assert [len(paneel.patches) for paneel in panelen] == [6, 8, 8, 8]
    staven = {(round(staaf.get_y(), 6), round(staaf.get_y() + staaf.get_height(), 6)) for staaf in panelen[1].patches}
    assert staven == {(0.3, 0.9), (0.5, 0.7)}
    assert [tekst.get_text() for tekst in panelen[0].texts] == ["niet getoond"]
    uitleg = [tekst.get_text() for tekst in figuur.legends[0].get_texts()]
    assert uitleg == [
        f"{leerweg}: {deel}" for leerweg in ("Bol", "Bbl") for deel in ("mediaan", "middelste helft", "alle")
    ]


def test_applications_fill_the_bar_and_what_is_hidden_is_left_white():
    delen = (0.27, 0.39, 0.22, 0.07, 0.02, 0.03)
    regels = [
        f"2024,zonder,{wat},{deel},{deel - 0.01},{deel + 0.02},"
        for wat, deel in zip(LABELS["sollicitaties"], delen, strict=True)
    ]
    regels += [f"2024,met,{wat},{',,' if wat == '1' else '0.1,0.05,0.2'}," for wat in LABELS["sollicitaties"]]
    tekst = TEKST | {
        "reeksen": [[wat, naam] for wat, naam in LABELS["sollicitaties"].items()],
        "panelen": [["zonder", "Zonder"], ["met", "Met"]],
        "drie": ["niet_nodig", "1", "2-3"],
        "beeld": {"drie": "Hoogstens drie"},
    }
    data = lees("\n".join(["jaar,herkomst,sollicitaties,aandeel,aandeel_min,aandeel_max,reden", *regels]))
    figuur = sollicitaties.draw(data, tekst=tekst, stijl=STIJL)
    assen = figuur.axes[0]
    staven = [(round(staaf.get_x(), 6), round(staaf.get_width(), 6)) for staaf in assen.patches]
    assert staven[:6] == [(0, 0.27), (0.27, 0.39), (0.66, 0.22), (0.88, 0.07), (0.95, 0.02), (0.97, 0.03)]
    assert [breed for _, breed in staven[6:]] == [0.1] * 5
    # 27 + 39 + 22 = 88 percent at most three times; of the other group one of the three is hidden.
    assert [label.get_text() for label in assen.texts][:6] == ["Zonder", "27%", "39%", "22%", "7%", "88%"]
    assert assen.texts[-1].get_text() == "Hoogstens\ndrie"
    assert figuur.legends[0].get_texts()[-1].get_text() == "niet getoond"
    assert [streep.get_segments()[0][0][0] for streep in assen.collections] == [pytest.approx(0.88)]
    # Each part ends where it begins plus its share: there stands its interval, none for the hidden one.
    einden = [tuple(lijn.get_xdata()) for lijn in assen.lines if lijn.get_marker() == "|"]
    assert einden[1] == pytest.approx((0.27 + 0.38, 0.27 + 0.41))
    assert len(einden) == len(staven)
    assert words(assen)[1] == f"Zonder, 2024, 1 keer: 39,0% (38,0% {LEEG} 41,0%)"


def test_levels_without_a_last_year_have_a_line_and_no_number():
    data = lees("jaar,niveau,aandeel,teller,n\n2022,totaal,0.5,5,10\n2023,totaal,0.52,5,10\n2022,1,0.4,4,10\n2023,1,,,")
    tekst = TEKST | {"reeksen": [["totaal", "Alle niveaus"], ["1", "Niveau 1"]]}
    assen = leeftijd_25.draw(data, tekst=tekst, stijl=STIJL).axes[0]
    # On their own year, not beside it.
    assert series(assen) == [[(2022, 0.5), (2023, 0.52)], [(2022, 0.4)]]
    assert [label.get_text() for label in assen.texts] == ["Alle niveaus: 52,0%"]


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
        "opleidingsrichting,snor_laag,kwartiel_1,mediaan,kwartiel_3,snor_hoog,landelijk,instellingen,reden\n"
        "bouw en infra,,,,,,,2,minder dan 5 instellingen"
    )
    assen = dozen.draw(data, tekst=DOZEN, stijl=STIJL).axes[0]
    assert [tekst.get_text() for tekst in assen.texts] == ["niet getoond: minder dan 5 instellingen"]
    assert len(assen.patches) == 0
