"""Earlier exports: one that is forgotten, a log that would get shorter, limits that got looser."""

from __future__ import annotations

import csv
import hashlib

import pytest
from helpers import export_example as vb

from werkagenda.errors import InputError
from werkagenda.export.archive import unpack
from werkagenda.export.history import check_copy, check_limits, check_log, check_named
from werkagenda.export.pack import pack, settings_file


@pytest.fixture
def exports(tmp_path):
    """A folder with two exports, and where the log would be."""
    een, twee = tmp_path / "monitor_1.zip", tmp_path / "monitor_2.zip"
    een.write_bytes(vb.export())
    twee.write_bytes(vb.export("b2" * 32))
    return tmp_path, een, twee, tmp_path / "log.csv"


def write_log(pad, *zips):
    with pad.open("w", encoding="utf-8", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, ["export", "export_sha256", "bestand"])
        schrijver.writeheader()
        schrijver.writerows(line(zip_) for zip_ in zips)


def line(zip_):
    som = hashlib.sha256(zip_.read_bytes()).hexdigest()
    return {"export": zip_.name, "export_sha256": som, "bestand": "figuur_1.csv"}


def test_a_zip_that_nobody_names_stops_the_export(exports):
    map_, een, twee, log = exports
    check_named("monitor_2.zip", [een], mappen=[map_], log=log)
    with pytest.raises(InputError, match=r"monitor_1\.zip staat in .* en niet in export\.history"):
        check_named("monitor_2.zip", [], mappen=[map_], log=log)
    # The content counts, not the name or the place.
    kopie = map_ / "elders" / "een.zip"
    kopie.parent.mkdir()
    kopie.write_bytes(een.read_bytes())
    check_named("monitor_2.zip", [kopie], mappen=[map_], log=log)
    with pytest.raises(InputError, match=r"een\.zip staat in elders"):
        check_named("monitor_2.zip", [twee], mappen=[map_ / "elders"], log=log)


def test_an_export_in_the_log_alone_stops_it_too(exports):
    map_, een, twee, log = exports
    write_log(log, een, twee)
    een_weg = een.read_bytes()
    een.unlink()
    with pytest.raises(InputError, match=r"monitor_1\.zip staat in log\.csv"):
        check_named("monitor_2.zip", [], mappen=[map_], log=log)
    een.write_bytes(een_weg)
    check_named("monitor_2.zip", [een], mappen=[map_], log=log)


def test_the_log_never_gets_shorter(exports):
    _, een, twee, log = exports
    write_log(log, een, twee)
    check_log([line(een)], log, naam="monitor_2.zip")
    with pytest.raises(InputError, match=r"monitor_1\.zip staat in log\.csv"):
        check_log([line(twee)], log, naam="monitor_2.zip")


@pytest.mark.parametrize(
    ("regel", "toen", "nu", "mag"),
    [
        ("minimum", 10, 10, True),
        ("minimum", 10, 9, False),
        ("minimum", 10, 15, True),
        ("breedte", 10, 8, False),
        ("afstand", 5, 4, False),
        ("p_procent", 0.15, 0.1, False),
        ("vrijheidsgraden", 10, 9, False),
        ("groepsaandeel", 0.9, 0.95, False),
        ("groepsaandeel", 0.9, 0.85, True),
        ("dominantie", 0.5, 0.6, False),
        ("dominantie_twee", 0.85, 0.9, False),
    ],
)
def test_limits_do_not_get_looser(tmp_path, regel, toen, nu, mag):
    grenzen = {
        "minimum": 10, "vrijheidsgraden": 10, "breedte": 10, "afstand": 5, "p_procent": 0.15, "groepsaandeel": 0.9,
        "dominantie": 0.5, "dominantie_twee": 0.85,
    }  # fmt: skip
    instellingen = {"raw": {"mode": "files"}, "disclosure": grenzen | {regel: toen}}
    pad = tmp_path / "monitor_1.zip"
    pad.write_bytes(pack(vb.files() | {"instellingen.csv": settings_file(instellingen)}, run=vb.RUN))
    if mag:
        check_limits(grenzen | {regel: nu}, [unpack(pad)])
    else:
        with pytest.raises(InputError, match=rf"disclosure\.{regel}: {nu} is soepeler dan {toen} in monitor_1\.zip"):
            check_limits(grenzen | {regel: nu}, [unpack(pad)])
    # An export from before the rule says nothing of it.
    pad.write_bytes(pack(vb.files(), run=vb.RUN))
    check_limits(grenzen | {regel: nu}, [unpack(pad)])


def test_a_copy_does_not_take_the_place_of_another_zip(exports):
    map_, een, twee, _ = exports
    doel = map_ / "klaar"
    doel.mkdir()
    check_copy(een, doel)
    (doel / een.name).write_bytes(een.read_bytes())
    check_copy(een, doel)
    (doel / een.name).write_bytes(twee.read_bytes())
    with pytest.raises(InputError, match="een nieuw nummer"):
        check_copy(een, doel)
