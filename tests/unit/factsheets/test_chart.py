"""The chart and the numbers of an indicator's page, worked out by hand."""

import re
from math import sqrt

import pandas as pd
import pytest
from factsheets.indicatorpaginas import breakdowns, own_targets, series
from helpers.factsheet_example import indicator, read, register

from werkagenda.factsheets.chart import chart, ticks

WOORDEN = read("report/factsheets/indicatoren.yaml")["grafiek"]
BAND = {"p10": 0.1, "p25": 0.15, "p75": 0.25, "p90": 0.3}
REEKS = [
    {"jaar": 2022, "soort": "start", "waarde": 0.2, "laag": 0.15, "hoog": 0.25, **BAND},
    {"jaar": 2024, "soort": "recent", "waarde": 0.3, "laag": float("nan"), "hoog": float("nan")},
    {"jaar": 2026, "soort": "streef", "waarde": 0.4},
]  # fmt: skip


def test_ticks_are_round_and_hold_all_values():
    assert ticks(0.13, 0.42) == [0.1, 0.2, 0.3, 0.4, 0.5]
    assert ticks(6.5, 7.1) == [6.4, 6.6, 6.8, 7.0, 7.2]
    assert ticks(0.5, 0.5)[0] <= 0.5 <= ticks(0.5, 0.5)[-1]


def test_each_mark_stands_at_its_value_and_says_it():
    svg = chart(REEKS, titel="Een <titel>", woorden=WOORDEN, druk=lambda waarde: f"{waarde:.0%}")
    assert svg == chart(REEKS, titel="Een <titel>", woorden=WOORDEN, druk=lambda waarde: f"{waarde:.0%}")
    assert "<title>Een &lt;titel&gt;</title>" in svg
    assert "<title>2024: gemiddelde 30%</title>" in svg
    assert "<title>2026: streefwaarde 40%</title>" in svg
    assert "15% – 25%" in svg  # noqa: RUF001 - from to
    punten = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)]
    assert [x for x, _ in punten] == [52.0, 271.0, 490.0]
    # Equal steps of the value are equal steps of the drawing.
    assert punten[0][1] - punten[1][1] == pytest.approx(punten[1][1] - punten[2][1], abs=0.2)
    assert chart([], titel="", woorden=WOORDEN, druk=str).count("<") == 1


def test_the_mean_has_a_t_interval_over_institutions_from_the_minimum_on():
    rijen = [("veilig", "recent", 2024, waarde) for waarde in (0.1, 0.2, 0.3, 0.4)]
    waarden = pd.DataFrame(rijen, columns=["indicator", "soort", "jaar", "waarde"])
    sector = pd.DataFrame(
        {"indicator": ["veilig"], "soort": ["recent"], "jaar": [2024], "waarde": [0.25], "instellingen": [4]}
    )
    (rij,) = series(sector, waarden, minimum=4)["veilig"]
    # t of 3 degrees of freedom is 3.182446; the variance is 0.05 / 3.
    marge = 3.182446 * sqrt(0.05 / 3 / 4)
    assert (rij["laag"], rij["hoog"]) == pytest.approx((0.25 - marge, 0.25 + marge))
    assert pd.isna(series(sector, waarden, minimum=5)["veilig"][0]["laag"])


def test_own_targets_that_are_reached_in_spite_of_floats():
    rijen = [
        ("a", "recent", 0.95 - 0.05),
        ("a", "streef", 0.9),
        ("b", "recent", 0.5),
        ("b", "streef", 0.6),
        ("c", "recent", 1),
    ]
    waarden = pd.DataFrame(rijen, columns=["instelling", "soort", "waarde"]).assign(indicator="veilig")
    assert own_targets(waarden, minimum=2) == {"veilig": {"gehaald": 1, "n": 2}}
    assert own_targets(waarden, minimum=3) == {}


def test_a_narrow_chart_has_its_words_below():
    """Four lines of 20 units below the 300 of the plot, and a margin; the plot ends 18 units from the right."""
    svg = chart(REEKS, titel="T", woorden=WOORDEN, druk=lambda waarde: f"{waarde:.0%}", smal=True)
    assert 'viewBox="0 0 360 384"' in svg
    x = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', svg)]
    assert x == [52.0, 197.0, 342.0]
    teksten = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)', svg)
    onder = [(float(x), float(y), tekst) for x, y, tekst in teksten if float(y) > 300]
    assert onder == [
        (52, 316, "streefwaarde: 40%"), (52, 336, "gemiddelde: 30%"),
        (68, 356, "middelste helft"), (68, 376, "middelste 80%"),
    ]  # fmt: skip


VRAGEN = pd.DataFrame(
    [
        ("v", 2022, "leerweg", "bol", 0.9, 0.8, 0.95, 50, "nee"),
        ("v", 2024, "totaal", "totaal", 0.6, 0.5, 0.7, 300, "nee"),
        ("v", 2024, "leeftijd", "16-18", 0.7, 0.6, 0.75, 100, "nee"),
        ("v", 2024, "leerweg", "bol", 0.5, 0.4, 0.65, 200, "nee"),
        ("v", 2024, "leerweg", "bbl", None, None, None, None, "nee"),
        ("v", 2025, "leerweg", "bol", 0.1, 0.0, 0.2, 200, "ja"),
    ],
    columns=["item", "jaar", "kenmerk", "categorie", "aandeel", "aandeel_min", "aandeel_max", "n", "tussentijds"],
)
WERK = pd.DataFrame(
    [
        ("2021/2022", "opleidingsrichting", "", "", "zorg en welzijn", 0.8, 0.7, 0.9, 40),
        ("2022/2023", "opleidingsrichting", "", "", "zorg en welzijn", 0.9, 0.8, 0.95, 50),
        ("2022/2023", "leerweg_niveau", "bol", "2", "", 0.7, 0.6, 0.8, 30),
        ("2022/2023", "niveau", "", "2", "", 0.75, 0.65, 0.85, 60),
    ],
    columns=["studiejaar", "kenmerk", "leerweg", "niveau", "opleidingsrichting", "aandeel", "aandeel_min",
             "aandeel_max", "n"],
)  # fmt: skip


def test_breakdowns_are_those_of_the_tables_of_the_last_full_year():
    """The interim year and what is held back are left out; an indicator that should fall is mirrored, ends and all."""
    job = {"product": "job", "vraag": "v", "leerwegen": ["bol"], "streef": "efile"}
    uit = breakdowns(
        VRAGEN,
        WERK,
        register(
            veilig=indicator("Veilig", berekening=job),
            moeite=indicator("Moeite", richting="lager", naam_gespiegeld="Zonder moeite", berekening=job),
            werk=indicator("Werk", berekening={"producten": ["tabel_5_werk"]}),
        ),
        labels=read("resources/labels.yaml"),
    )
    assert [(rij["kenmerk"], rij["categorie"], rij["jaar"], rij["n"]) for rij in uit["veilig"]] == [
        ("leerweg", "Bol", 2024, 200), ("leeftijd", "16-18", 2024, 100),
    ]  # fmt: skip
    assert [uit["veilig"][0][naam] for naam in ("aandeel", "laag", "hoog")] == [0.5, 0.4, 0.65]
    assert [uit["moeite"][1][naam] for naam in ("aandeel", "laag", "hoog")] == pytest.approx([0.3, 0.25, 0.4])
    assert [(rij["kenmerk"], rij["categorie"], rij["jaar"], rij["aandeel"]) for rij in uit["werk"]] == [
        ("niveau", "Mbo-niveau 2", "2022/2023", 0.75), ("opleidingsrichting", "Zorg en welzijn", "2022/2023", 0.9),
    ]  # fmt: skip
    assert set(uit) == {"veilig", "moeite", "werk"}
