"""What leaves: the same bytes for the same tables, nothing that identifies, and no value of a table left out."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile

import pytest
import yaml
from disclosure.uitvoer import contents, form, log_of
from helpers import export_example as vb
from helpers.project import ROOT

from werkagenda.errors import InputError
from werkagenda.export.archive import check_new, read_earlier, unpack, zip_name
from werkagenda.export.pack import pack, run_identity

TEKSTEN = yaml.safe_load((ROOT / "resources" / "uitvoer.yaml").read_text(encoding="utf-8"))
# What came with the second round.
NIEUW = {"dominantie_twee": 0.85, "p_procent": 0.15, "afstand": 5, "afronding": 0}
REGELS = {"minimum": 10, "groepsaandeel": 0.9, "dominantie": 0.5, "vrijheidsgraden": 10, "breedte": 10, **NIEUW}


def opened(inhoud: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(inhoud))


def rows(tekst: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tekst.decode())))


def test_the_zip_is_flat_sorted_and_says_nothing_of_when_or_where():
    archief = opened(vb.export())
    namen = archief.namelist()
    assert namen == sorted([*vb.files(), "manifest.csv"])
    assert not [naam for naam in namen if "/" in naam or not naam.endswith((".csv", ".txt"))]
    assert {(vak.date_time, vak.external_attr >> 16, vak.create_system) for vak in archief.infolist()} == {
        ((1980, 1, 1, 0, 0, 0), 0o100600, 3)
    }


def test_order_of_the_files_does_not_change_a_byte():
    assert pack(dict(reversed(vb.files().items())), run=vb.RUN) == vb.export()


def test_manifest_by_hand():
    manifest = {rij["bestand"]: rij for rij in rows(opened(vb.export()).read("manifest.csv"))}
    assert set(manifest) == set(vb.files())
    assert manifest["figuur_1.csv"] == {
        "bestand": "figuur_1.csv",
        "sha256": hashlib.sha256(vb.TABEL).hexdigest(),
        "bytes": str(len(vb.TABEL)),
        "rijen": "2",
        "getoond": "1",
        "onderdrukt": "1",
        "run": vb.RUN,
    }
    assert manifest["figuur_1_beschrijving.txt"]["rijen"] == ""


@pytest.mark.parametrize("naam", ["cohort.sav", "figuur.svg", "map/tabel.csv", "uitvoer.log", "tabel.csv.gz", ".csv/x"])
def test_other_files_do_not_leave(naam):
    with pytest.raises(InputError, match="mag niet naar buiten"):
        pack({**vb.files(), naam: b"a\n"}, run=vb.RUN)


@pytest.mark.parametrize("kolom", ["RINPERSOON", "rinpersoons", "RINADRES", "BEID", "brin_crypt", "BRIN"])
def test_columns_that_identify_do_not_leave(kolom):
    with pytest.raises(InputError, match=f"kolom '{kolom}' verlaat de omgeving nooit"):
        pack({**vb.files(), "tabel.csv": f"n,{kolom}\n1,2\n".encode()}, run=vb.RUN)


def test_columns_that_look_alike_do_leave():
    pack({**vb.files(), "tabel.csv": b"beide,rinse,brie\n1,2,3\n"}, run=vb.RUN)


def test_name_of_the_zip():
    assert zip_name("monitor", 3, licht=False) == "monitor_3.zip"
    assert zip_name("monitor", 3, licht=True) == "LIGHT_monitor_3.zip"


def test_an_earlier_export_is_not_overwritten(tmp_path):
    check_new("monitor_2.zip", [tmp_path / "monitor_1.zip"])
    with pytest.raises(InputError, match=r"export\.nummer: monitor_1\.zip staat al in export\.history"):
        check_new("monitor_1.zip", [tmp_path / "monitor_1.zip"])


@pytest.mark.parametrize(
    ("anders", "andere_run"),
    [
        ({"bronnen": [vb.HERKOMST["bronnen"][0] | {"sha256": "00"}]}, True),
        ({"stappen": [vb.HERKOMST["stappen"][0] | {"bestanden": {"scripts/werk.py": "00"}}]}, True),
        ({"stappen": [stap | {"instellingen": {"uren_per_week": 14}} for stap in vb.HERKOMST["stappen"]]}, True),
        ({"stappen": [stap | {"rijen_in": {"x": {"rijen": 9}}} for stap in vb.HERKOMST["stappen"]]}, False),
    ],
)
def test_a_run_is_its_sources_code_and_settings(anders, andere_run):
    assert (run_identity(vb.HERKOMST | anders) != run_identity(vb.HERKOMST)) is andere_run


def packed(tmp_path, naam="monitor_1.zip", run=vb.RUN):
    pad = tmp_path / naam
    pad.write_bytes(vb.export(run))
    return pad


def test_log_keeps_the_exports_of_before(tmp_path):
    eerste, tweede = packed(tmp_path, "monitor_1.zip", "b2" * 32), packed(tmp_path, "monitor_2.zip")
    regels = log_of([unpack(eerste), unpack(tweede)])
    assert [regel["export"] for regel in regels] == ["monitor_1.zip"] * 6 + ["monitor_2.zip"] * 6
    assert {regel["export_sha256"] for regel in regels[:6]} == {hashlib.sha256(eerste.read_bytes()).hexdigest()}
    (tabel,) = [regel for regel in regels[6:] if regel["bestand"] == "figuur_1.csv"]
    assert (tabel["getoond"], tabel["onderdrukt"], tabel["run"]) == ("1", "1", vb.RUN)


def test_earlier_tables_come_back_cell_by_cell(tmp_path):
    tabellen = read_earlier(packed(tmp_path))
    assert set(tabellen) == {"figuur_1", "figuur_1_aantallen"}
    assert tabellen["figuur_1"].to_dict("list") == {
        "leerweg": ["bol", "bbl"],
        "aandeel": ["0.7333333333333333", ""],
        "n": ["15", ""],
        "reden": ["", "minder dan 10 personen"],
    }


def made() -> dict[str, bytes]:
    tabellen = {"figuur_1.csv": vb.TABEL, "figuur_1_aantallen.csv": vb.AANTALLEN, "tabel_2.csv": vb.GEHEIM}
    herkomst = dict.fromkeys(("figuur_1",), vb.HERKOMST)
    return contents(vb.facts(), tabellen=tabellen, run=vb.RUN, herkomst=herkomst, tekst=TEKSTEN["beschrijving"])


def test_released_table_has_its_counts_and_description():
    alles = made()
    assert (alles["figuur_1.csv"], alles["figuur_1_aantallen.csv"]) == (vb.TABEL, vb.AANTALLEN)
    uitleg = alles["figuur_1_beschrijving.txt"].decode()
    for woord in (
        "uitstromers van 16 tot en met 26 jaar",
        "n (personen): uitstromers",
        f"banen: SPOLISBUS2022V5.sav, sha256 {'cd' * 32}",
        f"scripts/werk.py, sha256 {'01' * 32}",
        f"src/uren.py, sha256 {'23' * 32}",
        "scripts/werk.py: uren_per_week = 12",
        "minimum: 2 cellen, 1 onderdrukt: onderdrukt",
        f"Run: {vb.RUN}",
    ):
        assert uitleg.count(woord) == 1, woord


def test_table_left_out_says_why_and_tells_no_value():
    alles = made()
    assert [naam for naam in alles if naam.startswith("tabel_2")] == ["tabel_2_niet_vrijgegeven.txt"]
    uitleg = alles["tabel_2_niet_vrijgegeven.txt"].decode()
    assert "- dominantie: 2 cellen: niet vrijgegeven" in uitleg
    assert not re.search(r"987|654|0\.7777|0\.6666", "".join(inhoud.decode() for inhoud in alles.values()))
    assert uitleg.endswith("leerweg,aandeel,n,reden\nbol,,,niet vrijgegeven\nbbl,,,niet vrijgegeven\n")


def test_the_form_answers_what_cbs_asks(tmp_path):
    betekenis = {regel: f"betekenis van {regel}" for regel in REGELS}
    eerder = [unpack(packed(tmp_path))]
    antwoorden = form(
        vb.facts(), naam="monitor_2.zip", teksten=TEKSTEN, regels=REGELS, betekenis=betekenis, eerder=eerder, merk="NEP"
    )
    for woord in (
        "- NEP\n",
        "- projectnummer:\n",
        "- monitor_2.zip\n",
        "- figuur_1.csv (2 rijen): Aandeel met werk; Figuur 1, hoofdstuk 5; aantallen in figuur_1_aantallen.csv",
        "- tabel_2: zie tabel_2_niet_vrijgegeven.txt",
        "- figuur_1: uitstromers van 16 tot en met 26 jaar",
        # The smallest of 11 and 15; the suppressed row has none.
        "- figuur_1: 11\n",
        "- betekenis van groepsaandeel: 0.9\n",
        "boven 90%",
        "interval van 10 personen",
        "- tabel_2, dominantie: 2 cellen: niet vrijgegeven",
        f"- monitor_1.zip, sha256 {hashlib.sha256(vb.export()).hexdigest()}",
    ):
        assert woord in antwoorden, woord
    assert "987" not in antwoorden
