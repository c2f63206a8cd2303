"""Traps in the files of the SVO and SBB, met by their contracts."""

import pytest
from helpers.sav_files import ingest, write_sav

from werkagenda.errors import InputError

KOP_WERK = '"studiejaar";"instelling";"leerweg";"niveau";"opleidingsrichting";"uitstromers";"aandeel_werk_12u"'
SVO = {
    "jaar": [2023.0] * 3,
    "herkomst": [1.0, 2.0, None],
    "leerweg": [1.0, 2.0, 2.0],
    "niveau": [2.0, 3.0, 4.0],
    "opleidingsrichting": ["Zorg en welzijn", "Bouw en infra", "Zorg en welzijn"],
    "geslacht": [1.0, 2.0, 2.0],
    "gewicht": [1.5, 0.5, 1.0],
    "aantal_sollicitaties": [1.0, 6.0, 9.0],
}


@pytest.fixture
def lees_sav(tmp_path):
    def lezen(**anders):
        kolommen = {naam: cellen for naam, cellen in (SVO | anders).items() if cellen is not None}
        return ingest("svo", write_sav(tmp_path / "SVO 2023.sav", kolommen), jaar=2023).to_pandas()

    return lezen


def test_svo_by_our_names(lees_sav):
    tabel = lees_sav().sort_values("gewicht")
    assert tabel["sollicitaties"].fillna("onbekend").tolist() == ["meer_dan_10", "onbekend", "niet_nodig"]
    assert tabel["herkomst"].fillna("onbekend").tolist() == ["met", "onbekend", "zonder"]
    assert tabel["opleidingsrichting"].tolist() == ["bouw en infra", "zorg en welzijn", "zorg en welzijn"]


def test_questions_that_a_file_need_not_have(lees_sav):
    assert {"discriminatie", "verwant"}.isdisjoint(lees_sav().dropna(axis=1, how="all"))
    tabel = lees_sav(ERVAREN_DISCRIMINATIE=[1.0, 2.0, 9.0], verwante_richting=[None, 1.0, 2.0])
    tabel = tabel.sort_values("gewicht").fillna("onbekend")
    assert tabel["discriminatie"].tolist() == ["nee", "onbekend", "ja"]
    assert tabel["verwant"].tolist() == ["ja", "nee", "onbekend"]
    with pytest.raises(InputError, match=r"kolom ervaren_discriminatie: 1 rijen met een onbekende waarde '3'"):
        lees_sav(ervaren_discriminatie=[1.0, 2.0, 3.0])


def test_an_unknown_number_of_applications(lees_sav):
    with pytest.raises(
        InputError,
        match=r"svo \| SVO 2023.sav \| kolom aantal_sollicitaties: 2 rijen met een onbekende waarde '7'; "
        r"verwacht: '1', '2'",
    ):
        lees_sav(aantal_sollicitaties=[7.0, 7.0, 1.0])


def test_an_unknown_direction_and_a_missing_column(lees_sav):
    with pytest.raises(InputError, match=r"kolom opleidingsrichting: 1 rijen met een onbekende waarde 'zorg'"):
        lees_sav(opleidingsrichting=["Zorg", "Bouw en infra", "Zorg en welzijn"])
    with pytest.raises(InputError, match=r"svo \| SVO 2023.sav: kolom ontbreekt: 'herkomst'"):
        lees_sav(herkomst=None)


def werk(*rijen):
    return "\r\n".join([KOP_WERK, *(";".join(f'"{cel}"' for cel in rij) for rij in rijen), ""]).encode()


RIJ = ("2022/2023", "20AA", "BOL", "2", "Zorg en welzijn", "12", "0,75")


def test_table_with_a_decimal_comma_and_an_empty_share(lees):
    tabel = lees("svo_werk", "uitstroom_werk.csv", werk(RIJ, ("2022/2023", "20AA", "bbl", *RIJ[3:5], "3", "")))
    assert tabel["aandeel"].fillna(-1).tolist() == [-1, 0.75]
    assert tabel["uitstromers"].tolist() == [3, 12]


@pytest.mark.parametrize("waarde", ["1,02", "75", "-0,1", "75%"])
def test_a_share_of_the_table_lies_within_0_and_1(lees, waarde):
    with pytest.raises(
        InputError, match=r"kolom aandeel_werk_12u: 1 rijen met een onbekende waarde .*een aandeel van 0"
    ):
        lees("svo_werk", "uitstroom_werk.csv", werk((*RIJ[:6], waarde)))


def test_unknown_study_year_direction_and_a_row_twice(lees):
    with pytest.raises(InputError, match=r"kolom studiejaar: .*'2022'"):
        lees("svo_werk", "uitstroom_werk.csv", werk(("2022", *RIJ[1:])))
    with pytest.raises(InputError, match=r"kolom opleidingsrichting: .*'zorg'"):
        lees("svo_werk", "uitstroom_werk.csv", werk((*RIJ[:4], "Zorg", *RIJ[5:])))
    with pytest.raises(InputError, match=r"1 rijen herhalen een sleutel"):
        lees("svo_werk", "uitstroom_werk.csv", werk(RIJ, RIJ))


def test_an_empty_number_of_reports_is_no_zero(lees):
    tabel = lees("sbb_meldingen", "meldingen.csv", b"jaar,instelling_nr,meldingen\n2023,1,\n2023,2,0\n2023,3,15\n")
    assert tabel["meldingen"].isna().tolist() == [True, False, False]
    assert tabel["meldingen"].dropna().tolist() == [0, 15]


def test_bpv_with_a_percentage_or_an_unknown_part(lees):
    with pytest.raises(InputError, match=r"kolom aandeel: 1 rijen"):
        lees("sbb_bpv", "bpv_monitor.csv", b"jaar,onderdeel,groep,aandeel\n2023,contact,student,93\n")
    with pytest.raises(InputError, match=r"kolom onderdeel: .*'bezoek'"):
        lees("sbb_bpv", "bpv_monitor.csv", b"jaar,onderdeel,groep,aandeel\n2023,bezoek,student,0.93\n")
