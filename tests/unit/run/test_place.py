"""Where the project may stand, on either system, by hand."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest

from werkagenda.run.place import LONGEST, problem


@pytest.mark.parametrize("naam", ["gewoon", "met spatie", "R&D (oud)", "d'Hondt", 'met "aanhaling"', "ü"])
def test_a_folder_that_works(naam):
    assert problem(Path("/home") / naam, Path("/home") / naam / "bin/python", windows=False) == ""


@pytest.mark.parametrize(
    ("root", "python", "windows", "wat"),
    [
        (Path("/home/a:b"), Path("/usr/bin/python3"), False, "het project staat in een map met ':'"),
        (Path("/home/a"), Path("/home/x:y/python3"), False, "Python staat in een map met ':'"),
        (
            PureWindowsPath("D:/100%/m"),
            PureWindowsPath("C:/py/python.exe"),
            True,
            "het project staat in een map met '%'",
        ),
        (PureWindowsPath("D:/m"), PureWindowsPath("C:/a;b/python.exe"), True, "Python staat in een map met ';'"),
    ],
)
def test_a_folder_in_which_no_step_would_start_is_refused(root, python, windows, wat):
    gezegd = problem(root, python, windows=windows, long_paths=True)
    assert wat in gezegd
    assert "wat te doen" in gezegd


def test_a_folder_on_the_network_needs_a_letter():
    """The command prompt that starts each step can't be in it, and would start it in the folder of Windows."""
    python = PureWindowsPath("C:/py/python.exe")
    gezegd = problem(PureWindowsPath("//server/deel/monitor"), python, windows=True, long_paths=True)
    assert "(net use M: \\\\server\\deel)" in gezegd
    assert problem(PureWindowsPath("M:/monitor"), python, windows=True, long_paths=True) == ""


def test_a_root_that_is_too_long_for_windows():
    """What is made below it is LONGEST characters at most, and 259 is what Windows takes."""
    past = PureWindowsPath("C:/" + "m" * (259 - LONGEST - 1 - 3))
    python = PureWindowsPath("C:/py/python.exe")
    assert problem(past, python, windows=True, long_paths=False) == ""
    langer = PureWindowsPath(f"{past}m")
    assert f"{259 - LONGEST} tekens en er passen er {259 - LONGEST - 1}" in problem(
        langer, python, windows=True, long_paths=False
    )
    assert problem(langer, python, windows=True, long_paths=True) == ""
