"""The preflight on a folder with each trap: a row per file, never a stop."""

import pytest
from helpers.sav_files import CONTRACTEN, GOED, write_sav

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.preflight import candidates, passes, preflight, text_table

BRONNEN = {
    "personen": "cbs/GBAPERSOON*",
    "banen": ["cbs/apart/SPOLISBUS*.sav", "cbs/SPOLISBUS*.sav"],
    "opleidingsnummers": "cbs/OPLEIDINGSNRREF*.sav",
    "oplnr_bc": "oplnr_bc.csv",
}
JAREN = {"personen": range(2015, 2021), "banen": range(2018, 2024)}
CONTRACT = {bron: load_contract(CONTRACTEN / f"{bron}.yaml") for bron in BRONNEN}
JAARPATRONEN = {bron: contract.jaar.get("patroon") for bron, contract in CONTRACT.items()}
TEMPO = {"mb_per_seconde": 0.001, "bytes_per_rij": 1e6, "bytes_per_rij_sorteren": 2e6}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("ruw")
    (root / "cbs" / "apart").mkdir(parents=True)

    def sav(naam, bron, anders=None, zonder=()):
        kolommen = {kolom: rijen for kolom, rijen in (GOED[bron] | (anders or {})).items() if kolom not in zonder}
        return write_sav(root / "cbs" / naam, kolommen)

    sav("GBAPERSOON2015TABV1.sav", "personen")
    sav("GBAPERSOON2016TABV1.sav", "personen", {"GBAGESLACHTX": ["1"] * 3}, zonder=["GBAGESLACHT", "GBAGENERATIE"])
    (root / "cbs" / "GBAPERSOON2017TABV1.sav").write_bytes(b"$FL2@(#)")
    sav("gbapersoon2018tabv1.sav", "personen", {"RINPERSOON": [1.0, 2.0, 3.0]})
    (root / "cbs" / "GBAPERSOON2019TABV1.zip").write_bytes(b"PK")
    sav("GBAPERSOON2014TABV1.sav", "personen")
    sav("GBAPERSOON.sav", "personen")
    for naam in ("2018V5", "2019V12", "2020V9", "2021V2", "2021V3", "2022V3"):
        sav(f"SPOLISBUS{naam}.sav", "banen")
    # An exception that stands first in the list of globs.
    sav("apart/SPOLISBUS2022V011.sav", "banen")
    zonder_aantal = sav("OPLEIDINGSNRREFV36.sav", "opleidingsnummers")
    kop = bytearray(zonder_aantal.read_bytes())
    kop[80:84] = b"\xff\xff\xff\xff"
    zonder_aantal.write_bytes(kop)
    (root / "oplnr_bc.csv").write_text("oplnr;crebo;bc;niveau;sector;opleidingsrichting\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def rijen(root):
    plan = candidates(root, BRONNEN, JAARPATRONEN, JAREN)
    return preflight(plan, contracten=CONTRACT, bronnen=BRONNEN, tempo=TEMPO)


def test_a_row_per_needed_file_with_what_is_wrong(rijen):
    gezien = [(rij["bron"], rij["jaar"], rij["status"]) for rij in rijen[:-1]]
    getal = (
        "kolom RINPERSOON: staat als getal in het bestand; voorloopnullen zijn verloren; verwacht: een kolom met tekst"
    )
    assert gezien == [
        ("personen", "2015", "goed"),
        ("personen", "2016", "hernoemd: GBAGESLACHT heet nu GBAGESLACHTX; kolom ontbreekt: GBAGENERATIE"),
        (
            "personen",
            "2017",
            "onleesbaar: de kop is niet te lezen (leeg, afgebroken of geen .sav); verwacht: een SPSS-bestand",
        ),
        ("personen", "2018", getal),
        ("personen", "2019", "geen sav"),
        ("personen", "2020", "ontbreekt"),
        ("personen", "zonder jaar", "geen jaar in de naam"),
        ("banen", "2018", "goed"),
        ("banen", "2019", "voorlopige versie"),
        ("banen", "2020", "onbekende versie"),
        ("banen", "2021", "twee bestanden"),
        ("banen", "2022", "voorlopige versie"),
        ("banen", "2023", "ontbreekt"),
        ("opleidingsnummers", None, "goed"),
        ("oplnr_bc", None, "kolom ontbreekt: 'sectorkamer' (heet die nu 'sector'?); verwacht: 6 kolommen, gevonden 6"),
    ]


def test_files_are_named_and_missing_ones_by_what_was_looked_for(rijen):
    bestanden = {(rij["bron"], rij["jaar"]): rij["bestand"] for rij in rijen}
    assert bestanden["banen", "2021"] == "SPOLISBUS2021V2.sav en SPOLISBUS2021V3.sav"
    assert bestanden["banen", "2022"] == "SPOLISBUS2022V011.sav"
    assert bestanden["banen", "2023"] == "cbs/apart/SPOLISBUS*.sav of cbs/SPOLISBUS*.sav"


def test_rows_time_and_disk_from_the_header_and_the_size(root, rijen):
    goed = rijen[0]
    grootte = (root / "cbs" / "GBAPERSOON2015TABV1.sav").stat().st_size
    assert (goed["rijen"], goed["geschat"], goed["schijf_mb"]) == (3, "nee", 3)
    assert goed["minuten"] == pytest.approx(grootte / 1e6 / 0.001 / 60, abs=0.005)
    # Without a number in the header: the size over the bytes of a row, which are 8 + 3 x 8 here.
    geschat = rijen[-3]
    assert geschat["geschat"] == "ja"
    assert geschat["rijen"] == (root / "cbs" / "OPLEIDINGSNRREFV36.sav").stat().st_size // 32


def test_total_adds_up_and_holds_the_room_to_sort_the_largest(rijen):
    totaal = rijen[-1]
    assert totaal["status"] == "9 houden de run tegen"
    assert totaal["rijen"] == sum(rij["rijen"] or 0 for rij in rijen[:-1])
    grootste = max(rij["rijen"] or 0 for rij in rijen[:-1])
    assert totaal["schijf_mb"] == sum(rij["schijf_mb"] or 0 for rij in rijen[:-1]) + 2 * grootste
    assert [passes(rij) for rij in rijen[:3]] == [True, False, False]
    assert text_table(rijen).splitlines()[-1].startswith("totaal")


def test_place_that_is_not_there_is_missing_files(tmp_path):
    plan = candidates(tmp_path / "weg", BRONNEN, JAARPATRONEN, JAREN)
    rijen = preflight(plan, contracten=CONTRACT, bronnen=BRONNEN, tempo=TEMPO)
    assert {rij["status"] for rij in rijen[:-1]} == {"ontbreekt"}


def status(pad, bron):
    (rij, _) = preflight({bron: {"2021": [str(pad)]}}, contracten=LABELS, bronnen={bron: "x"}, tempo=TEMPO)
    return rij["status"], passes(rij)


LABELS = {bron: load_contract(CONTRACTEN / f"{bron}.yaml") for bron in ("diplomas", "inschrijvingen")}


def test_labels_that_changed_places_are_seen_before_a_row_is_read(tmp_path):
    pad = write_sav(
        tmp_path / "DIPLOMAMBO2021TABV1.sav",
        GOED["diplomas"],
        variable_value_labels={"TYPEMBODPL": {"1": "bbl", "3": "bol voltijd"}},
    )
    wat, mag = status(pad, "diplomas")
    assert wat.startswith("2 kolommen met fouten: TYPEMBODPL: code '1' heet in het bestand 'bbl', in het contract 'bol")
    assert not mag


def test_codes_that_only_the_labels_know_are_all_named_and_stop_nothing(tmp_path):
    labels = {
        "HOOFDINSCHR": {"1": "hoofdinschrijving", "11": "hoofd"},
        "TYPEONDERWIJS": {"3": "mbo", "7": "po", "8": "so"},
    }
    pad = write_sav(tmp_path / "ONDERWIJSINSCHRTAB2021V1.sav", GOED["inschrijvingen"], variable_value_labels=labels)
    wat, mag = status(pad, "inschrijvingen")
    assert wat == (
        "let op: codes met een label en zonder regel in het contract: HOOFDINSCHR '11'; TYPEONDERWIJS '7', '8'"
    )
    assert mag
