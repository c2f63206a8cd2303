"""What start.py does on a fresh machine, after a change of the lock, and with the words of the command line."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from helpers.project import ROOT


class Machine:
    """Stands in for the machine: remembers the commands, gives each the exit code it is told."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.codes: dict[str, int] = {}
        self.extra: dict[str, str] = {}

    def run(self, *command: object, extra: dict[str, str] | None = None, **_: object) -> int:
        self.extra = extra or {}
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
    for name, lock, text in (("LOCK", "lock", "a==1\n"), ("DEV_LOCK", "dev.lock", "a==1\nb==1\n")):
        monkeypatch.setattr(module, name, tmp_path / lock)
        (tmp_path / lock).write_text(text, encoding="utf-8")
    return module


@pytest.fixture
def machine(start, monkeypatch):
    machine = Machine()
    monkeypatch.setattr(start, "run", machine.run)
    monkeypatch.setattr(start.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(start, "get_uv", str)
    return machine


def test_the_lock_is_installed_once(start, machine):
    start.make_environment(start.LOCK)
    assert [words[1:3] for words in machine.commands] == [["-m", "venv"], ["-m", "pip"]]
    assert {"--require-hashes", "--no-deps"} <= set(machine.commands[1])
    start.make_environment(start.LOCK)
    assert len(machine.commands) == 2


def test_a_changed_lock_is_installed_again(start, machine, tmp_path):
    start.make_environment(start.LOCK)
    (tmp_path / "lock").write_text("a==2\n", encoding="utf-8")
    (tmp_path / ".venv").rename(tmp_path / "old")
    start.make_environment(start.LOCK)
    assert len(machine.commands) == 4


def test_what_developing_needs_is_added_and_stays(start, machine):
    start.make_environment(start.LOCK)
    start.make_environment(start.DEV_LOCK)
    assert [words[1:3] for words in machine.commands] == [["-m", "venv"], ["-m", "pip"], ["-m", "pip"]]
    assert [words[-1] for words in machine.commands[1:]] == ["lock", "dev.lock"]
    # Running asks for no more than what is there.
    start.make_environment(start.LOCK)
    start.make_environment(start.DEV_LOCK)
    assert len(machine.commands) == 3


def test_developing_at_once_installs_one_lock(start, machine):
    start.make_environment(start.DEV_LOCK)
    start.make_environment(start.LOCK)
    assert [words[-1] for words in machine.commands] == [".venv", "dev.lock"]


@pytest.fixture
def with_uv(start, machine, monkeypatch):
    """The machine has uv, and nobody told pip anything."""
    monkeypatch.setattr(start, "get_uv", lambda: "/usr/bin/uv")
    monkeypatch.setattr(start, "told_to_pip", dict)
    return machine


def test_uv_installs_when_it_is_there(start, with_uv):
    start.make_environment(start.LOCK)
    (_, words) = with_uv.commands
    assert words[0] == "/usr/bin/uv"
    assert words[words.index("--python") + 1].startswith("python")
    assert words[-4:] == ["--require-hashes", "--no-deps", "-r", "lock"]
    assert "--no-index" not in words


def test_pip_installs_when_uv_cannot(start, with_uv, capsys):
    with_uv.codes["/usr/bin/uv"] = 2
    start.make_environment(start.LOCK)
    assert [words[1] for words in with_uv.commands] == ["-m", "pip", "-m"]
    assert start.STAMP.exists()
    assert capsys.readouterr().out.splitlines()[1:] == ["Met uv lukte het niet; nu met pip, dat duurt langer"]


def test_uv_of_the_machine_goes_first(start, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", {"uv": "/opt/uv"}.get)
    assert start.get_uv() == "/opt/uv"


@pytest.mark.parametrize(("code", "windows", "expected"), [(0, False, "uv"), (0, True, "uv.exe"), (1, False, "")])
def test_pip_gets_uv_where_it_is_not_there(start, monkeypatch, code, windows, expected):
    machine = Machine()
    machine.codes["pip"] = code
    monkeypatch.setattr(start, "run", machine.run)
    monkeypatch.setattr(start, "WINDOWS", windows)
    monkeypatch.setattr(start.shutil, "which", lambda _: None)
    assert start.get_uv() == (str(start.BIN / expected) if expected else "")
    (words,) = machine.commands
    assert words[-4:] == ["--require-hashes", "--no-deps", "-r", "requirements.uv.lock"]


CONFIG = """\
:env:.find-links='wielen  /elders'
download.cert='/van/download.pem'
global.cert='/van/allen.pem'
global.extra-index-url='\\nhttps://a.example/simple\\nhttps://b.example/simple'
global.find-links='/oud'
global.no-index='true'
install.cert='/van/install.pem'
"""


def test_uv_looks_where_pip_would(start, machine, monkeypatch):
    """Of files and environment: the environment stands over the files, a section for installing over that for all."""
    monkeypatch.setattr(start, "get_uv", lambda: "/usr/bin/uv")
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=CONFIG))
    assert start.install(start.LOCK)
    (words,) = machine.commands
    assert "--no-index" in words
    assert machine.extra == {
        "UV_FIND_LINKS": "wielen,/elders",
        "UV_INDEX": "https://a.example/simple https://b.example/simple",
        "SSL_CERT_FILE": "/van/install.pem",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }


def test_what_the_user_tells_uv_stays(start, monkeypatch):
    monkeypatch.setenv("UV_INDEX", "eigen")
    code = "import os, sys; sys.exit(f\"{os.environ['UV_INDEX']} {os.environ['SSL_CERT_FILE']}\" != 'eigen a.pem')"
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    assert start.run(sys.executable, "-c", code, extra={"UV_INDEX": "van pip", "SSL_CERT_FILE": "a.pem"}) == 0


def test_a_stopped_install_is_done_again(start, machine):
    machine.codes["pip"] = 1
    with pytest.raises(SystemExit, match="niet gelukt"):
        start.make_environment(start.LOCK)
    assert not start.STAMP.exists()


def test_line_ends_of_the_lock_do_not_matter(start, tmp_path):
    expected = hashlib.sha256(b"a==1\n").hexdigest()
    (tmp_path / "lock").write_bytes(b"a==1\r\n")
    assert start.fingerprint(tmp_path / "lock") == f"{expected} {sys.version_info.major}.{sys.version_info.minor}"


@pytest.mark.parametrize(("root", "done"), [(True, True), (False, False)])
def test_debian_without_venv(start, machine, monkeypatch, root, done):
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(start.os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(start, "WINDOWS", False)
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")
    if done:
        start.make_environment(start.LOCK)
        assert machine.commands[1][:2] == ["apt-get", "install"]
        assert machine.commands[1][-1] == "python3-venv"
    else:
        with pytest.raises(SystemExit, match="apt-get install python3-venv"):
            start.make_environment(start.LOCK)
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
    assert [words for words in machine.commands if words[0] == "pytest"] == [["pytest", *start.SIDE_BY_SIDE]]
    assert len(machine.commands) == len(start.CHECKS) + 2
    assert capsys.readouterr().out.endswith("Alles in orde\n")


def test_folders_are_shared_out_over_the_cores(start, machine, monkeypatch, tmp_path):
    monkeypatch.setattr(start, "ROOT", tmp_path)
    for name in ("folder", "other"):
        (tmp_path / name).mkdir()
    for words in (["folder"], ["folder", "other"]):
        start.test(words)
        assert ["pytest", *start.SIDE_BY_SIDE, *words] in machine.commands
    for words in (["folder/test_x.py"], ["folder", "-x"]):
        start.test(words)
        assert ["pytest", *words] in machine.commands


def test_what_the_types_say_stands_behind_the_tests(start, monkeypatch, capfd):
    """They are looked at beside the tests: what is said meanwhile would stand among theirs."""
    print_ = (sys.executable, "-c", "print('of the types'); raise SystemExit(1)")
    monkeypatch.setattr(start, "BIN", Path())
    monkeypatch.setattr(start.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(start, "TYPES", ("typen", print_))
    monkeypatch.setattr(start, "CHECKS", ())
    run = start.run
    monkeypatch.setattr(
        start, "run", lambda *words, **to: run(*words, **to) if to.get("into") else start.say("tests") or 0
    )
    assert start.test([]) == 1
    said = capfd.readouterr().out.splitlines()
    assert said[1:] == ["tests", f"== typen: {sys.executable}", "of the types", "Niet in orde: typen"]


def test_no_browser_and_no_way_to_get_one(start, machine, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match="apt-get install chromium"):
        start.test([])
    assert machine.commands == []


def test_the_browser_without_a_screen_is_got_where_there_is_one(start, machine, monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda name: name == "apt-get")
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(start, "WINDOWS", False)
    monkeypatch.setenv("DEBIAN_FRONTEND", "noninteractive")
    for failing, wanted in ((), start.BROWSERS[:1]), (start.BROWSERS[:1], start.BROWSERS[:2]):
        machine.commands.clear()
        machine.codes = dict.fromkeys(failing, 100)
        assert start.test([]) == 0
        assert tuple(words[-1] for words in machine.commands if words[:2] == ["apt-get", "install"]) == wanted


def test_the_word_test_runs_the_tests(start, machine, monkeypatch):
    monkeypatch.setattr(start, "test", lambda arguments: ("test", arguments))
    monkeypatch.setattr(start, "workflow", lambda arguments: ("workflow", arguments))
    assert start.main(["test", "-x"]) == ("test", ["-x"])
    assert start.main(["figuur_3_1"]) == ("workflow", ["figuur_3_1"])
    assert start.main([]) == ("workflow", [])
    assert [words[-1] for words in machine.commands if "pip" in words] == ["dev.lock"]


@pytest.mark.parametrize(("word", "lock"), [("figuur_3_1", "lock"), ("test", "dev.lock"), ("documentatie", "dev.lock")])
def test_who_only_runs_installs_no_more(start, machine, monkeypatch, word, lock):
    monkeypatch.setattr(start, "test", lambda _: 0)
    assert start.main([word]) == 0
    assert [words[-1] for words in machine.commands if "pip" in words] == [lock]


def test_programs_of_the_environment_come_first(start, tmp_path):
    code = "import os, sys; open(sys.argv[1], 'wb').write(os.environ['PATH'].split(os.pathsep)[0].encode())"
    assert start.run(sys.executable, "-c", code, tmp_path / "path.txt") == 0
    assert (tmp_path / "path.txt").read_text(encoding="utf-8") == str(start.BIN)
    assert start.run(sys.executable, "-c", "raise SystemExit(7)") == 7


def test_settings_are_looked_at_before_snakemake_is_asked(start, machine):
    machine.codes["werkagenda.run.config"] = 1
    arguments = ["figuur_3_1", "--configfile", "a.yaml", "b.yaml", "--cores", "2", "--configfiles=c.yaml"]
    assert start.workflow(arguments) == 1
    assert machine.commands == [[start.PYTHON.name, "-m", "werkagenda.run.config", "a.yaml", "b.yaml", "c.yaml"]]
    machine.codes.clear()
    assert start.workflow(arguments) == 0
    assert machine.ran("snakemake")


@pytest.mark.skipif(not (ROOT / ".venv").exists(), reason="needs the environment itself")
def test_a_target_behind_the_settings_is_one_dutch_line(start, capfd, tmp_path):
    (tmp_path / "mijn.yaml").write_text("site: office\n", encoding="utf-8")
    assert start.workflow(["--configfile", str(tmp_path / "mijn.yaml"), "figuur_3_1"]) == 1
    said = capfd.readouterr().err.splitlines()
    line = (
        "FOUT instellingen | figuur_3_1: het bestand bestaat niet; verwacht: een bestand; zet een doel voor de opties"
    )
    assert said == [f"{line}: `figuur_3_1 --configfile mijn.yaml`"]


@pytest.mark.parametrize(
    ("version", "works"), [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False)]
)
def test_pythons_that_work_and_others_are_refused_in_one_line(start, monkeypatch, version, works):
    monkeypatch.setattr(start.sys, "version_info", (*version, 1, "final", 0))
    monkeypatch.setattr(start, "make_environment", lambda _: None)
    monkeypatch.setattr(start, "workflow", lambda _: 0)
    if works:
        assert start.main([]) == 0
        return
    with pytest.raises(SystemExit) as stop:
        start.main([])
    assert str(stop.value).startswith(f"FOUT Python {version[0]}.{version[1]}: hiermee werkt het niet; wat te doen: ")
    assert "\n" not in str(stop.value)


def test_readme_and_start_name_the_same_pythons(start):
    namen = [".".join(map(str, version)) for version in start.PYTHONS]
    assert f"Nodig is Python {namen[0]}, {namen[1]} of {namen[2]}" in (ROOT / "README.md").read_text(encoding="utf-8")
    lock = (ROOT / "requirements.wheels.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split(",")[2] for line in lock} == set(namen)


@pytest.mark.skipif(os.name == "nt", reason="no folder of Windows has a colon in its name")
def test_a_folder_in_which_no_step_starts_is_named(start, monkeypatch):
    monkeypatch.setattr(start, "ROOT", ROOT)
    monkeypatch.setattr(start, "PYTHON", Path("/home/a:b/bin/python"))
    with pytest.raises(SystemExit, match=r"FOUT map \| .*Python staat in een map met ':'"):
        start.check_place()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets not everybody make a link")
def test_the_project_is_where_it_was_started(tmp_path):
    """By the name of that folder: of a drive of Windows that stands for a network no path on that network is made."""
    (tmp_path / "M").symlink_to(ROOT)
    spec = importlib.util.spec_from_file_location("start", tmp_path / "M" / "docs" / ".." / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert tmp_path / "M" == module.ROOT
