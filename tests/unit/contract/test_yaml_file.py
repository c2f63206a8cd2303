"""YAML as people type it: read, or one line that says what is wrong, where, and what to do."""

from __future__ import annotations

import pytest

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError

GOED = "raw:\n  mode: files\n  root: D:/ruw\n"
UTF8 = "UTF-8 (in Kladblok: Opslaan als, Codering UTF-8)"
SLEUTEL = "dit is geen geldige YAML; verwacht: sleutel: waarde, en spaties om in te springen"
STREEP = (
    "een schuine streep naar achteren tussen dubbele aanhalingstekens; "
    "verwacht: een pad als 'D:/ruw', of enkele aanhalingstekens eromheen"
)


def own_file(tmp_path, inhoud: bytes):
    pad = tmp_path / "mijn.yaml"
    pad.write_bytes(inhoud)
    return pad


@pytest.mark.parametrize(
    "inhoud", [GOED.encode(), b"\xef\xbb\xbf" + GOED.encode(), GOED.replace("\n", "\r\n").encode()]
)
def test_what_is_read(tmp_path, inhoud):
    assert read_yaml(own_file(tmp_path, inhoud)) == {"raw": {"mode": "files", "root": "D:/ruw"}}


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (
            b"raw: {mode: files}\nsite: office\nraw: {root: D:/ruw}\n",
            "regel 3: de sleutel raw staat ook in regel 1; verwacht: elke sleutel een keer",
        ),
        (
            b"raw:\n  mode: files\n  mode: synthetic\n",
            "regel 3: de sleutel mode staat ook in regel 2; verwacht: elke sleutel een keer",
        ),
        (b"a: 1\nb: caf\xe9\n", f"regel 2 is niet in UTF-8 opgeslagen; verwacht: {UTF8}"),
        ("site: office".encode("utf-16"), f"regel 1 is niet in UTF-8 opgeslagen; verwacht: {UTF8}"),
        (b"site: off\0ice\n", f"er staat een teken in dat geen tekst is; verwacht: {UTF8}"),
        (b"raw:\n\tmode: files\n", "regel 2 begint met een tab; verwacht: spaties om in te springen"),
        (b'raw:\n  root: "D:\\ruw"\n', f"regel 2: {STREEP}"),
        (b'raw:\n  root: "D:\\nieuw"\n', f"regel 2: {STREEP}"),
        (b'raw:\n  root: "D:\\data"\n', f"regel 2: {STREEP}"),
        (b"raw: {mode: files\n", f"regel 1: {SLEUTEL}"),
        (b"raw:\n mode: files\n  root: x\n", f"regel 3: {SLEUTEL}"),
    ],
)
def test_what_is_refused(tmp_path, inhoud, melding):
    with pytest.raises(InputError) as fout:
        read_yaml(own_file(tmp_path, inhoud))
    assert str(fout.value) == f"instellingen | mijn.yaml: {melding}"


@pytest.mark.parametrize(
    "inhoud",
    [
        b"\xef\xbb\xbfraw: {root: 'D:\\ruw'}\r\n",
        b'raw: {root: "D:\\\\ruw"}\n',
        b"raw: {root: D:\\ruw}\n",
        b'{"raw": {"root": "D:\\\\ruw"}}',
    ],
)
def test_a_path_of_windows_stays_what_it_is(tmp_path, inhoud):
    assert read_yaml(own_file(tmp_path, inhoud)) == {"raw": {"root": "D:\\ruw"}}


def test_a_file_that_is_not_there_may_be_a_target(tmp_path):
    with pytest.raises(InputError) as fout:
        read_yaml(tmp_path / "mijn.yaml")
    assert str(fout.value) == "instellingen | mijn.yaml: het bestand bestaat niet; verwacht: een bestand"
    with pytest.raises(InputError, match="verwacht: een bestand; zet een doel voor de opties: `figuur_3_1 --conf"):
        read_yaml(tmp_path / "figuur_3_1")


def test_merge_keys_are_no_doubles(tmp_path):
    inhoud = b"a: &a {x: 1}\nb: &b {y: 2}\nc: {<<: *a, <<: *b, z: 3}\n"
    assert read_yaml(own_file(tmp_path, inhoud))["c"] == {"x": 1, "y": 2, "z": 3}


def test_a_file_below_the_project_is_named_with_its_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "a.yaml").write_text("a: [\n", encoding="utf-8")
    pad = (tmp_path / "report" / "a.yaml").relative_to(tmp_path)
    with pytest.raises(InputError, match=r"^tekst \| report/a\.yaml: regel 1"):
        read_yaml(pad, bron="tekst")


def test_words_may_have_a_new_line_and_settings_may_not(tmp_path):
    pad = own_file(tmp_path, b'as: "Verschil\\n(procentpunt)"\n')
    assert read_yaml(pad, bron="report/teksten") == {"as": "Verschil\n(procentpunt)"}
    with pytest.raises(InputError, match="regel 1: een schuine streep naar achteren"):
        read_yaml(pad)
    with pytest.raises(InputError, match=r"^report/teksten \| mijn\.yaml: regel 1: een schuine streep"):
        read_yaml(own_file(tmp_path, b'as: "D:\\ruw"\n'), bron="report/teksten")
