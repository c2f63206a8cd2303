"""Settings as people type them: read, or one line that says what is wrong and where."""

from __future__ import annotations

import pytest

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import InputError

GOED = "raw:\n  mode: files\n  root: D:/ruw\n"


@pytest.mark.parametrize(
    "inhoud", [GOED.encode(), b"\xef\xbb\xbf" + GOED.encode(), GOED.replace("\n", "\r\n").encode()]
)
def test_what_is_read(tmp_path, inhoud):
    pad = tmp_path / "mijn.yaml"
    pad.write_bytes(inhoud)
    assert read_yaml(pad) == {"raw": {"mode": "files", "root": "D:/ruw"}}


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"raw: {mode: files}\nx: 1\nraw: {mode: synthetic}\n", "regel 3: de sleutel 'raw' staat er twee keer"),
        (b"raw:\n  mode: files\n  mode: synthetic\n", "regel 3: de sleutel 'mode' staat er twee keer"),
        (b"raw: {mode: files\n", "is geen YAML vanaf regel"),
        (b"raw:\n\tmode: files\n", "regel 2 springt in met een tab; gebruik spaties"),
        (b"a: 1\nb: caf\xe9\n", "regel 2 is geen UTF-8"),
        ("raw: 1\n".encode("utf-16"), "regel 1 is geen UTF-8"),
        (b'raw: {root: "D:\\ruw"}\n', "raw.root bevat een stuurteken"),
        (b'raw: {root: "D:\\data"}\n', "schrijf een pad als D:/ruw"),
    ],
)
def test_what_is_refused(tmp_path, inhoud, melding):
    pad = tmp_path / "mijn.yaml"
    pad.write_bytes(inhoud)
    with pytest.raises(InputError) as fout:
        read_yaml(pad)
    assert melding in str(fout.value)
    assert "\n" not in str(fout.value)


def test_a_target_after_the_option_is_no_file(tmp_path):
    with pytest.raises(InputError, match="bestaat niet; verwacht: een bestand; zet een doel voor de opties"):
        read_yaml(tmp_path / "figuur_3_1")


def test_merge_keys_are_no_doubles(tmp_path):
    pad = tmp_path / "a.yaml"
    pad.write_text("a: &a {x: 1}\nb: &b {y: 2}\nc: {<<: *a, z: 3}\n", encoding="utf-8")
    assert read_yaml(pad)["c"] == {"x": 1, "z": 3}
