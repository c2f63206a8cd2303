"""A zip has the same bytes whatever system or program its parts come from."""

from __future__ import annotations

import zipfile

from werkagenda.report.zip_file import make_even, write_zip


def made(pad, systeem, datum, regeleinde):
    with zipfile.ZipFile(pad, "w") as archief:
        for naam, inhoud in (("b/een.xml", b"<a>\n</a>"), ("a.png", b"\x89\r\n\x1a\n")):
            vak = zipfile.ZipInfo(naam, datum)
            vak.create_system = systeem
            archief.writestr(vak, inhoud.replace(b"\n", regeleinde) if naam.endswith("xml") else inhoud)
    return pad


def test_a_document_of_windows_and_of_linux_are_one(tmp_path):
    linux = made(tmp_path / "linux", 3, (2026, 1, 2, 3, 4, 6), b"\n")
    windows = made(tmp_path / "windows", 0, (1980, 1, 1, 0, 0, 0), b"\r\n")
    assert linux.read_bytes() != windows.read_bytes()
    make_even(linux)
    make_even(windows)
    assert linux.read_bytes() == windows.read_bytes()
    with zipfile.ZipFile(windows) as archief:
        # In the order they had, and what is no text as it was.
        delen = {vak.filename: (archief.read(vak), vak.create_system, vak.date_time[0]) for vak in archief.infolist()}
    assert list(delen.items()) == [("b/een.xml", (b"<a>\n</a>", 3, 1980)), ("a.png", (b"\x89\r\n\x1a\n", 3, 1980))]


def test_what_is_even_stays_as_it_is(tmp_path):
    write_zip(tmp_path / "een", {"a.xml": b"<a/>\n"})
    eerst = (tmp_path / "een").read_bytes()
    make_even(tmp_path / "een")
    assert (tmp_path / "een").read_bytes() == eerst
