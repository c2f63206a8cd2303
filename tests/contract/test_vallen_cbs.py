"""Traps in the CBS files: each file is written with pyreadstat and read with both engines where that matters."""

import builtins
import datetime as dt
import errno

import pandas as pd
import pyarrow.parquet as pq
import pytest
from helpers.sav_files import GOED, JAAR, MOTOREN, ingest, write_sav

from werkagenda.errors import InputError
from werkagenda.ingest import sav


@pytest.fixture(params=MOTOREN)
def lees(request, tmp_path):
    """Return a function from source and changed columns to the ingested rows, by one of the engines."""

    def lezen(bron, anders=None, *, jaar=None, zonder=(), **opties):
        kolommen = {naam: rijen for naam, rijen in (GOED[bron] | (anders or {})).items() if naam not in zonder}
        pad = write_sav(tmp_path / f"{bron}.sav", kolommen, **opties)
        return ingest(bron, pad, jaar=jaar or JAAR.get(bron, 2021), motor=request.param)

    return lezen


@pytest.fixture
def weigert(lees, tmp_path):
    """Return a function that says with which line a file is refused; nothing is left behind and no id is shown."""

    def weigeren(bron, anders=None, **opties):
        with pytest.raises(InputError) as fout:
            lees(bron, anders, **opties)
        assert [rest.name for rest in tmp_path.iterdir()] == [f"{bron}.sav"]
        regel = str(fout.value)
        assert "\n" not in regel
        assert not any(nummer in regel for nummer in GOED["banen"]["RINPERSOON"])
        return regel

    return weigeren


@pytest.mark.parametrize("bron", GOED)
def test_good_files_are_read(lees, bron):
    uit = lees(bron)
    assert len(uit) == 3
    if bron != "opleidingsnummers":
        # G before R, then by number: nine characters, zeros kept.
        assert uit["rinpersoon"].to_list() == ["000000005", "000000017", "000000023"]


def test_truncated_file(tmp_path):
    veel = {naam: rijen * 2000 for naam, rijen in GOED["banen"].items()}
    for motor in MOTOREN:
        for soort in (False, True):
            pad = write_sav(tmp_path / "SPOLISBUS2023V3.sav", veel, row_compress=soort)
            pad.write_bytes(pad.read_bytes()[: pad.stat().st_size * 2 // 3])
            with pytest.raises(InputError, match=r"^banen \| SPOLISBUS2023V3\.sav: het bestand breekt af"):
                ingest("banen", pad, jaar=2023, motor=motor)
            assert [rest.name for rest in tmp_path.iterdir()] == [pad.name]


@pytest.mark.parametrize("inhoud", [b"", b"RINPERSOON;1\n", b"$FL2@(#) SPSS DATA FILE afgebroken"])
def test_no_sav_at_all(tmp_path, inhoud):
    pad = tmp_path / "SPOLISBUS2023V3.sav"
    pad.write_bytes(inhoud)
    with pytest.raises(InputError, match="de kop is niet te lezen"):
        ingest("banen", pad, jaar=2023)


def test_header_without_number_of_rows_is_read_whole(tmp_path):
    pad = write_sav(tmp_path / "a.sav", GOED["banen"])
    inhoud = bytearray(pad.read_bytes())
    # The number of rows stands at byte 80; a program that writes as it goes leaves -1.
    inhoud[80:84] = b"\xff\xff\xff\xff"
    pad.write_bytes(inhoud)
    assert len(ingest("banen", pad, jaar=2023, motor="auto")) == 3


def test_missing_renamed_and_doubled_columns(weigert):
    assert "banen.sav: kolom ontbreekt: 'SSOORTBAAN'; verwacht: de 11 kolommen" in weigert(
        "banen", zonder=["SSOORTBAAN"]
    )
    hernoemd = weigert("banen", {"SSOORTBAANX": ["9", "2", "4"]}, zonder=["SSOORTBAAN"])
    assert "kolom ontbreekt: 'SSOORTBAAN' (heet die nu 'SSOORTBAANX'?)" in hernoemd


def test_columns_that_differ_in_capitals_alone(weigert, monkeypatch):
    echt = sav.read_header

    def dubbel(bron, pad):
        kop = echt(bron, pad)
        return type(kop)(kop.opslag | {"Ikvid": "tekst"}, kop.labels, kop.verklaard_leeg, kop.rijen, kop.rijbreedte)

    monkeypatch.setattr(sav, "read_header", dubbel)
    assert "kolommen verschillen alleen in hoofdletters: 'IKVID', 'Ikvid'" in weigert("banen")


def test_other_capitals_are_the_same_column(lees):
    klein = {naam.lower(): rijen for naam, rijen in GOED["banen"].items()}
    uit = lees("banen", klein, zonder=list(GOED["banen"]))
    assert uit["ikvid"].to_list() == ["IKV3", "IKV1", "IKV2"]


def test_unknown_code_names_file_column_codes_and_rows(weigert):
    regel = weigert("banen", {"SSOORTBAAN": ["7", "2", "7"]})
    assert regel.startswith(
        "banen | banen.sav | kolom SSOORTBAAN: 2 rijen met een onbekende waarde '7'; verwacht: '1', '2'"
    )
    assert "1 rijen met een onbekende waarde '1.5'" in weigert("banen", {"SWEKARBDUURKLASSE": [1.5, 2.0, 3.0]})


def test_id_as_number(weigert):
    regel = weigert("banen", {"RINPERSOON": [17.0, 23.0, 5.0]})
    assert "kolom RINPERSOON: staat als getal in het bestand; voorloopnullen zijn verloren" in regel


def test_id_of_another_form_is_counted_and_not_shown(weigert):
    regel = weigert("banen", {"RINPERSOON": ["17", "000000023", "000000005"]})
    assert regel.endswith(r"kolom RINPERSOON: 1 rijen met een onbekende waarde; verwacht: het patroon \d{9}")
    assert "kolom RINPERSOON: 1 rijen zonder waarde" in weigert("banen", {"RINPERSOON": ["", "000000023", "000000005"]})


def test_declared_missing_never_hides_an_id(weigert):
    assert "kolom RINPERSOONS: 1 rijen zonder waarde" in weigert("personen", missing_ranges={"RINPERSOONS": ["G"]})


def test_duplicate_key(weigert):
    dubbel = {"RINPERSOON": ["000000017", "000000023", "000000017"], "RINPERSOONS": ["R", "R", "R"]}
    regel = weigert("personen", dubbel)
    assert (
        "1 rijen herhalen een sleutel die al voorkwam; verwacht: een unieke combinatie van rinpersoons, rinp" in regel
    )


def test_empty_file(weigert):
    # Without rows a column has to be told that it is text.
    leeg = {naam: pd.Series([], dtype="str") for naam in GOED["personen"]}
    assert "het bestand heeft kolommen en geen rijen" in weigert("personen", leeg)


def test_user_missing_values_are_unknown(lees):
    uit = lees(
        "personen",
        {"GBAGEBOORTEJAAR": [2001.0, 9998.0, 8888.0], "GBAGENERATIE": ["0", "8", "2"]},
        missing_ranges={"GBAGEBOORTEJAAR": [{"lo": 9990, "hi": 9999}, 8888], "GBAGENERATIE": ["8"]},
    )
    assert uit["geboortejaar"].to_list() == [None, 2001, None]
    assert uit["generatie"].to_list() == [2, 0, None]


def test_codes_as_numbers(lees):
    uit = lees(
        "banen",
        {"SWEKARBDUURKLASSE": [6.0, 1.0, None], "SSOORTBAAN": [9.0, 2.0, 4.0], "SDATUMEINDEIKO": [20231031.0] * 3},
    )
    assert uit["uurklasse"].to_list() == [None, 6, 1]
    assert uit["soort_baan"].to_list() == ["4", "9", "2"]
    assert uit["einde"].to_list() == [dt.date(2023, 10, 31)] * 3


def test_number_without_value_where_a_code_is_needed(weigert):
    assert "kolom SSOORTBAAN: 1 rijen zonder waarde" in weigert("banen", {"SSOORTBAAN": [9.0, None, 4.0]})


def test_oplnr_without_zeros(lees):
    assert lees("opleidingsnummers")["oplnr"].to_list() == ["005678", "201111", "201234"]
    uit = lees("inschrijvingen", {"OPLNR": ["1234", " 5678", "------"]})
    assert uit["oplnr"].to_list() == [None, "001234", "005678"]


def test_missing_parents(lees):
    uit = lees("kindouder")
    assert uit["rinpersoon_ma"].to_list() == [None, "000000101", None]
    assert uit["rinpersoon_pa"].to_list() == [None, "000000102", "000000103"]
    assert uit["rinpersoons_ma"].to_list() == [None, "R", None]


def test_open_enrolment(lees):
    assert lees("inschrijvingen")["einde"].to_list() == [None, dt.date(2021, 7, 31), None]


@pytest.mark.parametrize("waarde", ["20211301", "2021-10-1", "00000000", "0"])
def test_invalid_date(weigert, waarde):
    regel = weigert("inschrijvingen", {"AANVINSCHR": [waarde, "20210801", "20190801"]})
    assert f"kolom AANVINSCHR: 1 rijen met een onbekende waarde {waarde!r}; verwacht: een datum als jjjjmmdd" in regel


def test_dates_of_spss(lees):
    datums = [dt.date(2023, 10, 1), dt.date(1900, 1, 1), dt.date(2099, 12, 31)]
    assert lees("banen", {"SDATUMAANVANGIKO": datums})["aanvang"].to_list() == [datums[2], *datums[:2]]


def test_hoogsteopl_changes_its_column_in_2019(lees, weigert):
    oud = {"OPLNIVSOI2016AGG4HBMETNIRWO": ["2112", "3111", "----"]}
    nieuw = {"OPLNIVSOI2021AGG4HBmetNIRWO": ["3211", "2121", "1111"]}
    assert lees("hoogsteopl", oud, jaar=2018)["opleiding"].to_list() == [None, "max_mbo3", "bachelor"]
    # From 2019 the old column is passed by, even where it is there.
    assert lees("hoogsteopl", oud | nieuw, jaar=2019)["opleiding"].to_list() == ["max_mbo3", "master", "mbo4_havo_vwo"]
    assert "kolom ontbreekt: 'OPLNIVSOI2021AGG4HBmetNIRWO'" in weigert("hoogsteopl", oud, jaar=2019)


def test_columns_from_2022_are_empty_before(lees, weigert):
    nieuw = {
        "GBAHERKOMSTLAND": ["6030", "5010", "----"],
        "GBAGEBOORTELANDNL": ["1", "0", "-"],
        "GBAAANTALOUDERSBUITENLAND": ["0", "2", "-"],
    }
    voor, na = lees("personen", jaar=2021), lees("personen", nieuw, jaar=2022)
    assert voor.schema == na.schema
    assert voor["geboren_in_nederland"].to_list() == [None] * 3
    assert na["geboren_in_nederland"].to_list() == [None, "ja", "nee"]
    assert na["ouders_buitenland"].to_list() == [None, 0, 2]
    assert "kolom ontbreekt: 'GBAHERKOMSTLAND'" in weigert("personen", jaar=2022)


@pytest.mark.parametrize("waar", ["write_table", "close"])
def test_disk_full(weigert, monkeypatch, waar):
    echt = getattr(pq.ParquetWriter, waar)

    def vol(schrijver, *rest):
        echt(schrijver, *rest)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq.ParquetWriter, waar, vol)
    assert "de schijf is vol" in weigert("banen")


def test_engine_that_is_not_installed(tmp_path, monkeypatch):
    echt = builtins.__import__

    def zonder(naam, *rest, **meer):
        if naam == "polars_readstat":
            raise ImportError(naam)
        return echt(naam, *rest, **meer)

    monkeypatch.setattr(builtins, "__import__", zonder)
    assert len(ingest("banen", write_sav(tmp_path / "a.sav", GOED["banen"]), jaar=2023, motor="auto")) == 3


def labelled(tmp_path, labels):
    opties = {"variable_value_labels": {"TYPEMBODPL": labels}}
    return write_sav(tmp_path / "DIPLOMAMBO2021TABV1.sav", GOED["diplomas"], **opties)


def test_labels_that_changed_places_stop_the_run_with_both(tmp_path):
    pad = labelled(tmp_path, {"1": "bbl", "2": "bol deeltijd", "3": "Bol voltijd"})
    with pytest.raises(InputError) as fout:
        ingest("diplomas", pad, jaar=2021)
    assert str(fout.value).startswith(
        "diplomas | DIPLOMAMBO2021TABV1.sav: 2 kolommen met fouten: "
        "TYPEMBODPL: code '1' heet in het bestand 'bbl', in het contract 'bol voltijd'"
    )
    assert "code '3' heet in het bestand 'Bol voltijd', in het contract 'bbl'" in str(fout.value)


@pytest.mark.parametrize("label", ["BOL-voltijd", "Bol  voltijd.", "Beroepsopleidende leerweg, voltijd"])
def test_another_wording_that_the_contract_lists_is_no_news(tmp_path, caplog, label):
    caplog.set_level("INFO")
    assert len(ingest("diplomas", labelled(tmp_path, {"1": label}), jaar=2021)) == 3
    assert "labels" not in caplog.text


def test_a_wording_that_nobody_listed_is_one_line(tmp_path, caplog):
    caplog.set_level("INFO")
    ingest("diplomas", labelled(tmp_path, {"1": "Dagonderwijs", "3": "Leerlingwezen"}), jaar=2021)
    (regel,) = [regel.getMessage() for regel in caplog.records if "labels" in regel.getMessage()]
    assert regel.endswith("dan in het contract: TYPEMBODPL 1 'Dagonderwijs'; TYPEMBODPL 3 'Leerlingwezen'")


def test_all_columns_and_codes_are_named_in_one_reading(weigert):
    regel = weigert("inschrijvingen", {"HOOFDINSCHR": ["11", "01", "1"], "TYPEONDERWIJS": ["3", "7", "MBO"]})
    assert regel.startswith(
        "inschrijvingen | inschrijvingen.sav: 2 kolommen met fouten: "
        "HOOFDINSCHR: 2 rijen met een onbekende waarde '01', '11' (verwacht: '0', '1'); "
        "TYPEONDERWIJS: 2 rijen met een onbekende waarde '7', 'MBO' (verwacht: "
    )


@pytest.mark.parametrize("jaar", ["2100", "2022", "1849", "٢٠٠١"])
def test_a_birth_year_that_nobody_has(weigert, jaar):
    # The file is of 2021: a child of 2100 would be younger than any limit.
    regel = weigert("personen", {"GBAGEBOORTEJAAR": [jaar, "1999", "2001"]}, jaar=2021)
    assert "kolom GBAGEBOORTEJAAR: 1 rijen met een onbekende waarde" in regel
    assert regel.endswith("verwacht: een jaartal van 1850 tot en met 2021")


@pytest.mark.parametrize("datum", ["18991231", "21010101"])
def test_a_date_outside_all_time(weigert, datum):
    assert "van 1900 tot en met 2100" in weigert("inschrijvingen", {"AANVINSCHR": [datum, "20210801", "20190801"]})


def test_a_number_as_text_is_read_in_the_notations_of_the_contract(lees, weigert):
    assert lees("banen", {"SBASISUREN": ["160,5", " 12.5", "-8"]})["uren"].to_list() == [-8.0, 160.5, 12.5]
    for waarde in ("inf", "nan", "1_000", "1e3", "٣"):
        assert "kolom SBASISUREN: 1 rijen met een onbekende waarde;" in weigert(
            "banen", {"SBASISUREN": [waarde, "1", "2"]}
        )


def test_an_infinite_number(weigert):
    regel = weigert("banen", {"SBASISUREN": [float("inf"), 1.0, 2.0]})
    assert "kolom SBASISUREN: 1 rijen met een onbekende waarde; verwacht: een getal" in regel


@pytest.mark.parametrize("bron", ["banen", "diplomas", "inschrijvingen"])
def test_a_file_of_another_year_than_its_name(weigert, bron):
    assert weigert(bron, jaar=2015).endswith("; verwacht: het jaar van de bestandsnaam")


def test_a_survey_of_another_year_than_its_name(tmp_path):
    pad = write_sav(
        tmp_path / "SVO vmbo 2023.sav",
        {naam: ["1"] * 2 for naam in ("herkomst", "geslacht", "kent_kiesmbo", "kiesmbo_geholpen")}
        | {"jaar": [2022.0, 2023.0], "gewicht": [1.0, 2.0]},
    )
    with pytest.raises(
        InputError, match=r"kolom jaar: 1 rijen met een onbekende waarde '2022'; verwacht: een jaartal van 2023"
    ):
        ingest("svo_vmbo", pad, jaar=2023)
