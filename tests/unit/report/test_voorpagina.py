"""The front page and what stands beside each number: worked out by hand from a few rows."""

import json
import zipfile

import pandas as pd
import pytest
from helpers.book_example import page_words
from helpers.project import ROOT
from helpers.registers import LABELS, contract_of
from kern import compared, national, reports, summary, verdicts
from meenemen import archive, as_json, description, readme
from scorebord import part_of_the_way, scoreboard
from uitgave import changes, details, notes

from werkagenda.indicators.registry import load_registry

UITGAVE = {
    "versie": "1.0",
    "datum": "2026-11-30",
    "opstellers": ["A", "B"],
    "opdrachtgever": "C",
    "uitgever": "D",
    "contact": "e@example.org",
    "adres": "",
    "licentie": "CC-BY-4.0",
    "licentie_adres": "https://example.org/by",
    "volgende": "",
    "titel": "Monitor",
    "ondertitel": "Cijfers",
}


@pytest.mark.parametrize(
    ("start", "recent", "streef", "deel"),
    [(0.3, 0.36, 0.5, 0.3), (0.3, 0.2, 0.5, -0.5), (0.3, 0.6, 0.5, 1.5), (0.5, 0.4, 0.5, None), (0.3, 0.4, None, None)],
)
def test_the_part_of_the_way_that_is_behind(start, recent, streef, deel):
    assert part_of_the_way(start, recent, streef) == deel


def test_the_scoreboard_heads_each_objective_and_says_how_sure_a_verdict_is():
    register = load_registry(ROOT / "resources/indicatoren.yaml", ROOT / "config/schema/indicatoren.schema.yaml")
    basis = {"eenheid": "procent", "start": 0.3, "recent": 0.36, "streef": 0.5, "verandering": 0.05}
    rijen = [
        {"indicator": "hulp_keuze", "verandering_laag": 0.01, "verandering_hoog": 0.09, "oordeel": "op_koers"},
        {"indicator": "veilig_op_school", "oordeel": "geen_oordeel", "geen_oordeel": "minderheid"},
    ]
    data = pd.DataFrame([basis | {"geen_oordeel": ""} | rij for rij in rijen])
    bord = scoreboard(data, register=register, labels=LABELS, tekst=page_words("voorpagina")["scorebord"])
    regels = [[cel.strip() for cel in regel.strip("|").split("|")] for regel in bord.splitlines() if regel[:1] == "|"]
    assert regels[2:] == [
        ["1.2 Studentenwelzijn en veiligheid", *[""] * 6],
        [
            "[Veilig op school](indicatoren/veilig_op_school.html)",
            *("30%", "36%", "50%", "30%", "+5,0"),
            f"[Geen oordeel]{{.oordeel .geen-oordeel}} [{LABELS['geen_oordeel']['minderheid']}]{{.klein}}",
        ],
        ["2.1 Opleiden voor maatschappelijke opgaven", *[""] * 6],
        [
            "[Hulp bij keuze vervolg](indicatoren/hulp_keuze.html)",
            *("30%", "36%", "50%", "30%", "+5,0 (+1,0 tot +9,0)"),
            "[Op koers]{.oordeel .op-koers}",
        ],
    ]


def test_what_changed_counts_cells_and_names_the_products_with_most():
    tekst, nummering = page_words("uitgave"), [{"id": "figuur_3_1", "nummer": "Figuur 3.1"}, {"id": "x", "nummer": "Y"}]
    rijen = [("figuur_3_1", "waarde"), ("x", "waarde"), ("figuur_3_1", "rij erbij"), ("x", "product weg")]
    verschillen = pd.DataFrame(rijen, columns=["product", "wijziging"])
    zin = changes(verschillen, nummering=nummering, oplevering="voorjaar", tekst=tekst)
    assert zin == (
        "Ten opzichte van de oplevering van voorjaar zijn 3 cijfers anders, in twee figuren en tabellen; het meest in "
        "[Figuur 3.1](#figuur-3-1) (2) en [Y](#x) (1)."
    )
    assert "geen eerdere" in changes(None, nummering=nummering, oplevering="", tekst=tekst)
    leeg = verschillen[verschillen["wijziging"] == "product weg"]
    assert changes(leeg, nummering=nummering, oplevering="voorjaar", tekst=tekst).startswith("Geen enkel cijfer")


def test_an_edition_says_who_made_it_and_leaves_out_what_is_not_known():
    tekst = page_words("uitgave")
    tabel = details(UITGAVE, tekst)
    assert "| Opstellers | A en B |" in tabel
    assert "| Volgende uitgave | nog niet bekend |" in tabel
    assert "Webadres" not in tabel
    assert notes("0.0", tekst) == ""
    assert notes("2026.1", tekst).count("\n- ") == len(tekst["uitgaven"]["2026.1"]["nieuw"])


def test_the_summaries_follow_the_interval():
    reeks = pd.DataFrame(
        {"jaar": [2021, 2025], "aantal": [1000, 900], "aantal_laag": [990, 890], "aantal_hoog": [1010, 910]}
    )
    paar = compared(reeks, "aantal", {"aantal": 1.0})
    assert (paar["richting"], paar["van_jaar"], paar["tot_jaar"]) == ("gedaald", 2021, 2025)
    delen = compared(
        pd.DataFrame(
            {"jaar": [2021, 2025], "aandeel": [0.3, 0.31], "aandeel_laag": [0.2, 0.2], "aandeel_hoog": [0.4, 0.4]}
        ),
        "aandeel",
        {"aandeel": 0.5},
    )
    meldingen = reports(pd.DataFrame({"onderdeel": ["meldingen"], "jaar": [2023], "waarde": [56]}))
    facts = {
        "streefjaar": 2027,
        "oordelen": verdicts(pd.DataFrame({"oordeel": ["bereikt", "op_koers", "op_koers", "geen_oordeel"]})),
        **dict.fromkeys(("instroom", "diploma"), paar),
        **dict.fromkeys(("regeling", "hulp", "werk"), delen),
        "meldingen": meldingen,
    }
    dutch, english = (summary(facts, page_words(naam)) for naam in ("eenvoudig", "summary"))
    assert "We kijken naar 4 doelen. Eén doel is al gehaald. Bij twee doelen gaat het snel genoeg." in dutch
    assert "In 2025 begonnen 900 studenten met een opleiding in het mbo. Dat zijn er minder dan in 2021." in dutch
    assert "Of dat in 2021 anders was, weten we niet zeker." in dutch
    assert "Of 4 indicators, 1 has reached the target and 2 are on course." in english
    assert "900 students began an mbo programme. This has fallen since 2021." in english
    assert "31.0 per cent" in english
    assert reports(pd.DataFrame({"onderdeel": ["meldingen"], "jaar": [2023], "waarde": [None]})) is None


def test_a_measurement_in_between_and_an_ambition_are_not_compared():
    lijn = national(
        pd.DataFrame(
            {
                "reeks": "landelijk",
                "jaar": [2022, 2024, 2025, 2027],
                "waarde": [0.31, 0.32, 0.4, 0.5],
                "tussenmeting": ["nee", "nee", "ja", "nee"],
            }
        ),
        2027,
    )
    assert lijn[["jaar", "aandeel"]].to_numpy().tolist() == [[2022, 0.31], [2024, 0.32]]


def test_beside_the_csv_stands_what_each_column_holds():
    data = pd.DataFrame({"jaar": [2024, 2025], "aandeel": [0.3, 0.31]})
    tekst = {"titel": "Titel", "alt": "Beeld", "bron": "DUO", "noten": ["Noot."], "merk": "SYNTHETISCH"}
    uit = description(
        data,
        contract=contract_of("figuur_3_2"),
        product={"id": "figuur_3_2", "nummer": "Figuur 3.2", "gepubliceerd": "Figuur 3.2"},
        tekst=tekst,
        koppen={"jaar": "Jaar", "aandeel": "Aandeel"},
        feiten=UITGAVE,
        woorden=page_words("meenemen"),
        aanhalen=page_words("uitgave")["aanhalen_cijfer"],
    )
    assert (uit["rijen"], uit["jaren"], uit["synthetisch"]) == (2, [2024, 2025], True)
    assert uit["kolommen"][1]["kop"] == "Aandeel"
    assert uit["aanhalen"] == "A en B (2026). Figuur 3.2: Titel. In: Monitor (versie 1.0). D."
    assert json.loads(as_json(uit))["naam"] == "figuur_3_2"
    boven = readme([uit], UITGAVE | {"merk_uitleg": ""}, page_words("meenemen"))
    assert boven.splitlines()[-1] == "| figuur_3_2 | Figuur 3.2 | Titel |"


def test_the_archive_has_the_same_bytes_twice(tmp_path):
    bestanden = {"b.csv": b"1\n", "a.csv": b"2\n"}
    archive(tmp_path / "een.zip", bestanden)
    archive(tmp_path / "twee.zip", dict(reversed(bestanden.items())))
    assert (tmp_path / "een.zip").read_bytes() == (tmp_path / "twee.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "een.zip") as zip_:
        assert zip_.namelist() == ["a.csv", "b.csv"]
