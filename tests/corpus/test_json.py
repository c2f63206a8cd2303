"""Tables of StatLine: with the titles that CBS gives them, and odd ones, that give the same rows or one line."""

import itertools
import json
from pathlib import Path

import pytest
from helpers.corpus_trial import Vreemd, check, parameters
from helpers.sav_files import CONTRACTEN

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.statline import read_statline

# The titles of the tables on StatLine itself, as a public catalogue of August 2026 lists them.
TITELS = json.loads((Path(__file__).parent / "statline_titels.json").read_text(encoding="utf-8"))
INSTROOM = load_contract(CONTRACTEN / "statline_instroom.yaml")
WERK = load_contract(CONTRACTEN / "statline_werk.yaml")
# What that catalogue does not list.
NAMEN = {
    "Bedrijfstakken/branches SBI (2008)": "BedrijfstakkenBranchesSBI2008",
    "Uitstromers mbo met en zonder diploma": "UitstromersMboMetEnZonderDiploma",
}
ONBEKEND = {
    "BedrijfstakkenBranchesSBI2008": ["A-U Alle economische activiteiten", "A Landbouw, bosbouw en visserij"],
    "UitstromersMboMetEnZonderDiploma": ["Bol-vt en bbl totaal", "Bbl niveau 2"],
    "Perioden": ["2022/'23"],
}
BESTAND = "85574NED.json"


def tabel(naam, meting, kolommen):
    """Return a row for each combination of titles of these dimensions, the first title of the others."""
    dimensies = {NAMEN.get(d, d): TITELS[naam]["waarden"].get(d) for d in TITELS[naam]["dimensies"]}
    dimensies = {d: titels or ONBEKEND[d] for d, titels in dimensies.items()}
    lijsten = [titels if d in kolommen else titels[:1] for d, titels in dimensies.items()]
    return [
        dict(zip(dimensies, titels, strict=True)) | {"ID": nummer, meting: 10 * nummer}
        for nummer, titels in enumerate(itertools.product(*lijsten))
    ]


def test_the_real_titles_of_the_inflow(tmp_path):
    rijen = tabel("85574NED", "InstromersMbo_1", ["Geslacht", "Niveau", "Leerweg", "Leeftijd", "Sectorkamer"])
    (tmp_path / BESTAND).write_text(json.dumps({"value": rijen}), encoding="utf-8")
    uit = read_statline(INSTROOM, tmp_path / BESTAND).to_pandas()
    # Five levels, five leerwegen and nine ages; of the other dimensions the total.
    assert len(uit) == 5 * 5 * 9
    assert set(uit["niveau"]) == {"totaal", "1", "2", "3", "4"}
    assert set(uit["leerweg"]) == {"totaal", "zonder_extranei", "bol", "bbl", "extranei"}
    (eerste,) = [
        r["InstromersMbo_1"]
        for r in rijen
        if (r["Geslacht"], r["Sectorkamer"]) == ("Totaal mannen en vrouwen", "Totaal")
        and (r["Niveau"], r["Leerweg"], r["Leeftijd"]) == ("Mbo niveau 3", "Bbl totaal", "25 tot 30 jaar")
    ]
    deel = uit[(uit["niveau"] == "3") & (uit["leerweg"] == "bbl") & (uit["leeftijd"] == "25")]
    assert deel["instromers"].tolist() == [eerste]


def test_the_real_titles_of_work(tmp_path):
    rijen = tabel(
        "85698NED",
        "UitstromersMbo_1",
        ["Geslacht", "Leeftijd", "UitstromersMboMetEnZonderDiploma", "Arbeidskenmerken", "Peilmoment"],
    )
    (tmp_path / "85698NED.json").write_text(json.dumps({"value": rijen}), encoding="utf-8")
    uit = read_statline(WERK, tmp_path / "85698NED.json").to_pandas()
    assert sorted(uit["arbeidsduur"].unique()) == ["totaal", "uur_12_20", "uur_20_35", "uur_35"]
    assert len(uit) == 2 * 4


RIJ = {
    "ID": 0,
    "Geslacht": "Totaal mannen en vrouwen",
    "Sectorkamer": "Totaal",
    "BedrijfstakkenBranchesSBI2008": "A-U Alle economische activiteiten",
    "Leerweg": "Bbl totaal",
    "Niveau": "Mbo niveau 3",
    "Leeftijd": "25 tot 30 jaar",
    "Perioden": "2023/'24",
    "InstromersMbo_1": 120,
}
GOED = [(2023, "bbl", "3", "25", 120.0)]


def tekst(*rijen, **meer):
    return json.dumps({"value": rijen or [RIJ], **meer}, ensure_ascii=False).encode()


BESTANDEN = [
    Vreemd(BESTAND, "een BOM", b"\xef\xbb\xbf" + tekst(), GOED),
    Vreemd(
        BESTAND,
        "sleutels met spaties in plaats van titels",
        tekst(RIJ | {"Geslacht": "T001038", "Leeftijd": "70600  ", "Perioden": "2023SJ00"}),
        GOED,
    ),
    Vreemd(
        BESTAND,
        "een nieuwe titel met een bekende sleutel",
        tekst(
            RIJ | {"Leeftijd": "Leeftijd: 25 tot 30 jaar"}, sleutels={"Leeftijd": {"Leeftijd: 25 tot 30 jaar": "70600"}}
        ),
        GOED,
    ),
    Vreemd(
        BESTAND,
        "een nieuwe titel van een totaal met een bekende sleutel",
        tekst(RIJ | {"Geslacht": "Totaal geslacht"}, sleutels={"Geslacht": {"Totaal geslacht": "T001038"}}),
        GOED,
    ),
    Vreemd(
        BESTAND,
        "een nieuwe titel met een onbekende sleutel",
        tekst(RIJ | {"Leeftijd": "25 tot 35 jaar"}, sleutels={"Leeftijd": {"25 tot 35 jaar": "1"}}),
        r"kolom Leeftijd: 1 rijen met een onbekende waarde '25 tot 35 jaar', de eerste in rij 1",
    ),
    Vreemd(
        BESTAND,
        "twee onbekende titels",
        tekst(RIJ, RIJ | {"Leeftijd": "oud", "Niveau": "hoog"}),
        r"2 kolommen met fouten: Niveau: 1 rijen .*'hoog', de eerste in rij 2 .*; Leeftijd: 1 rijen .*'oud'",
    ),
    Vreemd(BESTAND, "een getal als tekst met spaties", tekst(RIJ | {"InstromersMbo_1": "     120"}), GOED),
    Vreemd(BESTAND, "een getal met decimalen", tekst(RIJ | {"InstromersMbo_1": 120.125}), [(*GOED[0][:4], 120.125)]),
    Vreemd(BESTAND, "een geheim getal", tekst(RIJ | {"InstromersMbo_1": "       ."}), [(*GOED[0][:4], None)]),
    Vreemd(
        BESTAND,
        "NaN, dat geen JSON is",
        tekst(RIJ | {"InstromersMbo_1": float("nan")}),
        r"kolom InstromersMbo_1: 1 rijen met een onbekende waarde 'nan'",
    ),
    Vreemd(
        BESTAND,
        "Infinity, dat geen JSON is",
        tekst(RIJ | {"InstromersMbo_1": float("inf")}),
        r"kolom InstromersMbo_1: 1 rijen met een onbekende waarde 'inf'",
    ),
    Vreemd(
        BESTAND,
        "een sleutel twee keer in een rij",
        tekst().replace(b'"ID": 0', b'"InstromersMbo_1": 7, "ID": 0'),
        r"leeg, afgebroken of geen JSON",
    ),
    Vreemd(BESTAND, "een rij twee keer", tekst(RIJ, RIJ | {"ID": 1}), r"1 rijen herhalen een sleutel"),
    Vreemd(
        BESTAND,
        "een sleutel te weinig in een rij",
        tekst(RIJ, {"ID": 1}),
        r"1 rijen hebben andere sleutels dan de eerste rij",
    ),
    Vreemd(
        BESTAND,
        "een jaar met cijfers van een ander schrift",
        tekst(RIJ | {"Perioden": "٢٠٢٣/'24"}),
        r"onbekende periode",
    ),
    Vreemd(BESTAND, "halverwege afgebroken", tekst()[:100], r"leeg, afgebroken of geen JSON; verwacht: een tabel als"),
    Vreemd(BESTAND, "UTF-16", tekst().decode().encode("utf-16"), r"leeg, afgebroken of geen JSON"),
    Vreemd(BESTAND, "een lijst zonder value", b"[1, 2]", r"er staan geen rijen onder 'value'"),
    Vreemd(BESTAND, "haken zonder einde", b"[" * 100_000, r"leeg, afgebroken of geen JSON"),
    Vreemd(
        BESTAND, "een byte die niet in UTF-8 past", tekst().replace(b"Bbl", b"Bb\xe9"), r"leeg, afgebroken of geen JSON"
    ),
]


@parameters(BESTANDEN)
def test_odd_json(bestand, tmp_path):
    pad = tmp_path / bestand.naam
    pad.write_bytes(bestand.inhoud)

    def lees():
        rijen = read_statline(INSTROOM, pad).to_pandas().to_dict("records")
        return [tuple(None if cel != cel else cel for cel in rij.values()) for rij in rijen]  # noqa: PLR0124 - NaN

    check(lees, bestand, tmp_path)


def test_a_title_that_changed_is_named(tmp_path, caplog):
    anders = tekst(RIJ | {"Leeftijd": "25-29"}, sleutels={"Leeftijd": {"25-29": "70600"}})
    (tmp_path / BESTAND).write_bytes(anders)
    read_statline(INSTROOM, tmp_path / BESTAND)
    assert "kolom Leeftijd: '25-29' heet in het contract '25 tot 30 jaar' (dezelfde sleutel)" in caplog.text


@pytest.mark.parametrize("contract", [INSTROOM, WERK], ids=lambda contract: contract.naam)
def test_every_key_stands_for_a_code(contract):
    for kolom in contract.kolommen:
        assert set(kolom.sleutels.values()) <= set((kolom.codes or {}).values())


def test_every_file_is_odd_in_its_own_way():
    assert len({bestand.wat for bestand in BESTANDEN}) == len(BESTANDEN)
