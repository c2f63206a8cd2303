"""What start.py does on a fresh machine, after a change of the lock, and with the words of the command line."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


class Machine:
    """Stands in for the machine: remembers the commands, gives each the exit code it is told."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.codes: dict[str, int] = {}

    def run(self, *command: object, **_: object) -> int:
        words = [Path(part).name if isinstance(part, Path) else str(part) for part in command]
        self.commands.append(words)
        if "venv" in words:
            Path(str(command[-1])).mkdir()
        return next((code for word, code in self.codes.items() if word in words), 0)

    def ran(self, word: str) -> bool:
        return any(word in words for words in self.commands)


@pytest.fixture
def start(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(module, "LOCK", tmp_path / "lock")
    (tmp_path / "lock").write_text("a==1\n", encoding="utf-8")
    return module


@pytest.fixture
def machine(start, monkeypatch):
    machine = Machine()
    monkeypatch.setattr(start, "run", machine.run)
    monkeypatch.setattr(start.shutil, "which", lambda name: f"/usr/bin/{name}")
    return machine


def test_the_lock_is_installed_once(start, machine):
    start.make_environment()
    assert [words[1:3] for words in machine.commands] == [["-m", "venv"], ["-m", "pip"]]
    assert {"--require-hashes", "--no-deps"} <= set(machine.commands[1])
    start.make_environment()
    assert len(machine.commands) == 2


def test_a_changed_lock_is_installed_again(start, machine, tmp_path):
    start.make_environment()
    (tmp_path / "lock").write_text("a==2\n", encoding="utf-8")
    (tmp_path / ".venv").rename(tmp_path / "old")
    start.make_environment()
    assert len(machine.commands) == 4


def test_a_stopped_install_is_done_again(start, machine):
    machine.codes["pip"] = 1
    with pytest.raises(SystemExit, match="niet gelukt"):
        start.make_environment()
    assert not start.STAMP.exists()


def test_line_ends_of_the_lock_do_not_matter(start, tmp_path):
    expected = hashlib.sha256(b"a==1\n").hexdigest()
    (tmp_path / "lock").write_bytes(b"a==1\r\n")
    assert start.fingerprint() == f"{expected} {sys.version_info.major}.{sys.version_info.minor}\n"


@pytest.mark.parametrize(("root", "done"), [(True, True), (False, False)])
def test_debian_without_venv(start, machine, monkeypatch, root, done):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(start.os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(start, "WINDOWS", False)
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")
    if done:
        start.make_environment()
        assert machine.commands[1][:2] == ["apt-get", "install"]
        assert machine.commands[1][-1] == "python3-venv"
    else:
        with pytest.raises(SystemExit, match="apt-get install python3-venv"):
            start.make_environment()
        assert machine.commands == []


def test_targets_and_options_go_to_snakemake(start, machine):
    machine.codes["snakemake"] = 3
    assert start.workflow(["figuur_3_1", "--cores", "2"]) == 3
    (words,) = machine.commands
    assert words[0].startswith("snakemake")
    assert words[-3:] == ["figuur_3_1", "--cores", "2"]
    assert words.index("all") < words.index("figuur_3_1")


def test_all_checks_run_and_one_failure_counts(start, machine, capsys):
    machine.codes["ruff"] = 1
    assert start.test(["-k", "lock"]) == 1
    assert [words for words in machine.commands if words[0] == "pytest"] == [["pytest", "-k", "lock"]]
    assert {words[0] for words in machine.commands} == {"ruff", "snakefmt", "mypy", "pytest"}
    assert "Niet in orde: stijl, opmaak" in capsys.readouterr().out


def test_all_checks_in_order(start, machine, capsys):
    assert start.test([]) == 0
    assert sorted(words[1:] for words in machine.commands if words[0] == "pytest") == [
        ["-m", "gebouwd"],
        ["-m", "not gebouwd"],
    ]
    assert len(machine.commands) == len(start.CHECKS) + 2
    assert capsys.readouterr().out.endswith("Alles in orde\n")


def test_a_failure_among_the_tests_that_run_beside_it_counts(start, machine, capsys):
    machine.codes["not gebouwd"] = 1
    assert start.test([]) == 1
    assert "Niet in orde: andere tests" in capsys.readouterr().out


def test_no_browser_and_no_way_to_get_one(start, machine, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match="apt-get install chromium"):
        start.test([])
    assert machine.commands == []


@pytest.mark.usefixtures("machine")
def test_the_word_test_runs_the_tests(start, monkeypatch):
    monkeypatch.setattr(start, "test", lambda arguments: ("test", arguments))
    monkeypatch.setattr(start, "workflow", lambda arguments: ("workflow", arguments))
    assert start.main(["test", "-x"]) == ("test", ["-x"])
    assert start.main(["figuur_3_1"]) == ("workflow", ["figuur_3_1"])
    assert start.main([]) == ("workflow", [])


def test_programs_of_the_environment_come_first(start, tmp_path):
    code = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(os.environ['PATH'].split(os.pathsep)[0])"
    assert start.run(sys.executable, "-c", code, tmp_path / "path.txt") == 0
    assert (tmp_path / "path.txt").read_text() == str(start.BIN)
    assert start.run(sys.executable, "-c", "raise SystemExit(7)") == 7
    with (tmp_path / "printed.txt").open("wb") as printed:
        assert start.run(sys.executable, "-c", "print('hier')", output=printed) == 0
    assert (tmp_path / "printed.txt").read_text().strip() == "hier"
