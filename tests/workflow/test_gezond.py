"""What is kept and what is told: results against their records, and unforeseen stops, on the command line."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers.project import INSTELLINGEN, KLEIN, NIETS, Project, jobs
from helpers.stand_in import on_the_path

CIJFERS, SCRIPT = "results/data/figuur_3_1.csv", "workflow/scripts/products/aantallen.py"
PARQUET = "results/derived/indicatorwaarden.parquet"
PERSONEN = "results/persoon/ingest/kindouder/2019.parquet"


def tree(project: Project, *delen: str) -> dict[str, bytes]:
    """Return the bytes of all files below folders."""
    map_ = project.map.joinpath(*delen)
    return {pad.relative_to(map_).as_posix(): pad.read_bytes() for pad in sorted(map_.rglob("*")) if pad.is_file()}


def stops(gezegd: str) -> list[str]:
    """Return the lines that say why a run stopped, each once."""
    return list(dict.fromkeys(regel for regel in gezegd.splitlines() if regel.startswith("FOUT ")))


@pytest.fixture(scope="module")
def kopie(vers: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the build in a folder whose name needs quotes; every test here leaves it as it found it."""
    return vers.copy(tmp_path_factory.mktemp("gezond") / "R&D (oud) d'Hondt")


@pytest.fixture
def zonder_geheugen(kopie: Project) -> Project:
    """The copy as a delivery that leaves hidden folders behind."""
    opzij = kopie.map.parent / "opzij"
    shutil.move(kopie.map / ".snakemake", opzij)
    yield kopie
    shutil.rmtree(kopie.map / ".snakemake", ignore_errors=True)
    shutil.move(opzij, kopie.map / ".snakemake")


@pytest.fixture
def veranderd(kopie: Project) -> Project:
    """The copy, with the files that a test here touches put back afterwards."""
    bewaard = {pad: (kopie.map / pad).read_bytes() for pad in (CIJFERS, PARQUET, SCRIPT)}
    yield kopie
    for pad, inhoud in bewaard.items():
        (kopie.map / pad).write_bytes(inhoud)


def test_results_without_snakemakes_memory_are_judged_by_their_records(
    kopie: Project, zonder_geheugen: Project
) -> None:
    """Nothing to do; with another setting exactly what runs with that memory; without a record too, that step."""
    assert NIETS in zonder_geheugen.run("-n")
    ander = INSTELLINGEN + "crosswalk: {max_unmatched_share: 0.03}\n"
    zonder_geheugen.set(ander)
    zonder = zonder_geheugen.pending()
    zonder_geheugen.set(INSTELLINGEN)
    assert zonder["koppeling"] == 1
    assert not {"synthetische_wereld", "inlezen"} & set(zonder)
    verslag = kopie.map / "results/audit/stappen/data/figuur_3_1.csv.json"
    inhoud = verslag.read_bytes()
    verslag.unlink()
    assert zonder_geheugen.pending(CIJFERS) == {"aantallen": 1}
    verslag.write_bytes(b"{half")
    assert zonder_geheugen.pending(CIJFERS) == {"aantallen": 1}
    verslag.write_bytes(inhoud)
    assert zonder_geheugen.pending(CIJFERS) == {}


def test_an_edited_result_is_named_and_not_used(veranderd: Project) -> None:
    """A line more in a csv, and four bytes of a Parquet that keeps its size and date."""
    csv, parquet = veranderd.map / CIJFERS, veranderd.map / PARQUET
    goed = csv.read_bytes(), parquet.read_bytes()
    with csv.open("ab") as bestand:
        bestand.write(b"2024,met de hand\n")
    datum = parquet.stat()
    with parquet.open("r+b") as bestand:
        bestand.seek(datum.st_size // 2)
        bestand.write(b"zzzz")
    os.utime(parquet, ns=(datum.st_atime_ns, datum.st_mtime_ns))
    gezegd = veranderd.run(CIJFERS, PARQUET)
    for pad in (CIJFERS, PARQUET):
        assert f"LET OP {pad} heeft andere bytes" in gezegd
    assert (csv.read_bytes(), parquet.read_bytes()) == goed
    assert NIETS in veranderd.run(CIJFERS, PARQUET)


def test_a_step_refuses_an_input_that_changed_under_it(veranderd: Project) -> None:
    """The look at the start is over by then: the step that makes the input spoils it after its record was written."""
    tekst = (veranderd.map / SCRIPT).read_text(encoding="utf-8")
    na = f"\n    with open({CIJFERS!r}, 'a') as bestand:\n        bestand.write('x')\n"
    (veranderd.map / SCRIPT).write_text(tekst + na, encoding="utf-8")
    gezegd = veranderd.run("results/tables/figuur_3_1.md", code=1)
    assert [regel.split(":")[0] for regel in stops(gezegd)] == [f"FOUT results | {CIJFERS}"]
    (veranderd.map / SCRIPT).write_text(tekst, encoding="utf-8")
    veranderd.run("results/tables/figuur_3_1.md")


def test_a_failed_step_leaves_the_rows_of_persons(kopie: Project) -> None:
    """Reading them again would take hours at CBS; no copy of them goes elsewhere, and the next run makes them."""
    script = "workflow/scripts/ingest/inlezen_cbs.py"
    goed, eerder = (kopie.map / script).read_bytes(), tree(kopie, "results", "persoon", "ingest")
    kopie.edit(script, "with step(snakemake) as s:", "with step(snakemake) as s:\n        raise RuntimeError")
    kopie.run(PERSONEN, code=1)
    assert tree(kopie, "results", "persoon", "ingest") == eerder
    assert not [pad for pad in (kopie.map / ".snakemake" / "backups").rglob("*") if pad.is_file()]
    assert stat.S_IMODE((kopie.map / PERSONEN).stat().st_mode) == 0o600
    assert kopie.pending(PERSONEN) == {"inlezen_cbs": 1}
    (kopie.map / script).write_bytes(goed)
    assert kopie.pending(PERSONEN) == {}


def spoil(project: Project, regel: str) -> None:
    """Have the step of figure 3.1 do something else first."""
    project.edit(SCRIPT, "with step(snakemake) as s:", f"with step(snakemake) as s:\n        {regel}")


@pytest.mark.parametrize(
    ("regel", "woorden"),
    [
        ("open('/dev/full', 'w').write('x' * 100_000)", ("de schijf is vol", "maak ruimte vrij")),
        ("raise MemoryError", ("te weinig geheugen", "--cores 1")),
        ("raise PermissionError(13, 'Permission denied')", ("geen recht", "waarin u mag schrijven")),
        ("import os; os.kill(os.getpid(), 9)", ("geheugen op was", "--cores 1")),
    ],
)
def test_what_the_machine_does_is_one_line(veranderd: Project, regel: str, woorden: tuple[str, ...]) -> None:
    eerder = (veranderd.map / CIJFERS).read_bytes()
    spoil(veranderd, regel)
    gevonden = stops(veranderd.run(CIJFERS, code=1))
    assert len(gevonden) == 1
    assert "aantallen" in gevonden[0]
    assert all(woord in gevonden[0] for woord in woorden)
    assert (veranderd.map / CIJFERS).read_bytes() == eerder


def test_a_killed_run_leaves_no_step_and_its_lock_says_how_to_lift_it(veranderd: Project) -> None:
    """The step would write into the next run: it ends with its run, and nothing that it was making is kept."""
    eerder, teken = tree(veranderd, "results", "data"), veranderd.map / "stap.pid"
    script = (veranderd.map / SCRIPT).read_bytes()
    spoil(veranderd, f"import os, pathlib, time; s.stage(pathlib.Path({CIJFERS!r})).write_text('half')")
    veranderd.edit(
        SCRIPT, "write_text('half')", f"write_text('half'); open({teken.name!r}, 'w').write('x'); time.sleep(600)"
    )
    proces = veranderd.start(CIJFERS)
    while not teken.exists():
        assert proces.poll() is None
        time.sleep(0.05)
    proces.kill()
    # The step holds the pipe open for as long as it lives.
    proces.communicate(timeout=120)
    teken.unlink()
    assert tree(veranderd, "results", "data") == eerder

    gezegd = veranderd.run(CIJFERS, code=1)
    (regel,) = stops(gezegd)
    assert "geen andere run bezig" in regel
    assert "snakemake --unlock" in regel
    assert "Directory cannot be locked" not in gezegd
    (veranderd.map / SCRIPT).write_bytes(script)
    veranderd.run("--unlock")
    veranderd.run(CIJFERS)
    assert tree(veranderd, "results", "data") == eerder


@pytest.mark.parametrize("dicht", ["results/data", CIJFERS, "results/log/data"])
def test_a_folder_that_may_not_be_written_is_one_line(veranderd: Project, dicht: str) -> None:
    """In the step, and before it where Snakemake looks at the result and puts the log; nothing changes."""
    # Whoever is root may write everywhere, but for a process without that right.
    recht = ("setpriv", "--bounding-set", "-dac_override") if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    if recht and not shutil.which(recht[0]):
        pytest.skip("root without setpriv (util-linux) may write everywhere")
    eerder = tree(veranderd, "results", "data")
    spoil(veranderd, "pass")
    pad = veranderd.map / dicht
    mag = stat.S_IMODE(pad.stat().st_mode)
    pad.chmod(0o500)
    opdracht = [*recht, sys.executable, "-m", "snakemake", CIJFERS, "--cores", "1", "--configfile", KLEIN]
    uit = subprocess.run(opdracht, cwd=veranderd.map, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    pad.chmod(mag)
    assert uit.returncode == 1
    (regel,) = stops(uit.stderr)
    assert "er is geen recht om hier" in regel
    assert "map waarin u mag schrijven" in regel
    assert tree(veranderd, "results", "data") == eerder


VAN_ELKE_SOORT = (
    "config/disclosure.yaml", "resources/indicatoren.yaml", "resources/labels.yaml", "report/teksten/aantallen.yaml",
)  # fmt: skip


def test_yaml_of_the_project_that_is_broken_is_named(kopie: Project) -> None:
    """One of each kind: settings, which Snakemake would read first and name in English, a register, and sentences."""
    for pad in VAN_ELKE_SOORT:
        goed = (kopie.map / pad).read_bytes()
        (kopie.map / pad).write_bytes(goed + b"\nnaam: [\n")
        gezegd = kopie.run("results/tables/figuur_3_1.md", "-n", code=1)
        (kopie.map / pad).write_bytes(goed)
        (regel,) = stops(gezegd)
        assert f"{Path(pad).name}: regel " in regel
        assert "dit is geen geldige YAML" in regel
    # None of the four leaves a trace once it is mended.
    assert kopie.pending("results/tables/figuur_3_1.md") == {}


def test_a_refusal_of_quarto_leaves_the_report(kopie: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With Quarto on the PATH the pages are made anew and the PDF, which needs no Quarto, is not."""
    html, pdf = "results/report/html/index.html", "results/report/monitor.pdf"
    eerder = tree(kopie, "results", "report")
    monkeypatch.setenv("STAND_IN", "refuse")
    with monkeypatch.context() as pad:
        on_the_path(tmp_path / "bin", pad)
        gezegd = kopie.run(html, pdf, code=1)
    assert jobs(gezegd) == {"renderen_html": 1}
    (regel,) = stops(gezegd)
    assert regel.startswith("FOUT rapport | quarto: weergave mislukt: ERROR: In file _quarto.yml (line 17,")
    assert tree(kopie, "results", "report") == eerder
    assert kopie.pending(html, pdf) == {}


def test_python_in_a_folder_whose_name_needs_quotes(kopie: Project, tmp_path: Path) -> None:
    """The project stands in one already; Python is found along a folder with such a name, one step and several."""
    omgeving = tmp_path / "Python & co (3) d'Hondt"
    omgeving.symlink_to(Path(sys.prefix), target_is_directory=True)
    python = omgeving / "bin" / "python"
    opdracht = [
        str(python),
        "-m",
        "snakemake",
        CIJFERS,
        "--cores",
        "2",
        "--configfile",
        KLEIN,
        "--forcerun",
        "aantallen",
    ]
    uit = subprocess.run(opdracht, cwd=kopie.map, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    assert uit.returncode == 0, uit.stderr[-3000:]
    assert "Finished jobid" in uit.stderr


def test_what_a_user_has_at_home_does_not_come_into_a_figure(kopie: Project, tmp_path: Path) -> None:
    """A matplotlibrc at home and in the folder, another language: the same bytes."""
    figuren = [kopie.map / f"results/figures/figuur_3_1.{soort}" for soort in ("svg", "png")]
    eerder = [pad.read_bytes() for pad in figuren]
    rc = "axes.facecolor: red\nlines.linewidth: 9\naxes.formatter.use_locale: True\nfigure.dpi: 33\n"
    (tmp_path / "matplotlib").mkdir()
    for pad in (tmp_path / "matplotlib" / "matplotlibrc", kopie.map / "matplotlibrc"):
        pad.write_text(rc, encoding="utf-8")
    env = os.environ | {"XDG_CONFIG_HOME": str(tmp_path), "LC_ALL": "C", "LANG": "nl_NL.ISO-8859-1"}
    opdracht = [sys.executable, "-m", "snakemake", str(figuren[0].relative_to(kopie.map)), "--cores", "1"]
    opdracht += ["--configfile", KLEIN, "--forcerun", "figuur_aantallen"]
    uit = subprocess.run(opdracht, cwd=kopie.map, env=env, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    (kopie.map / "matplotlibrc").unlink()
    assert uit.returncode == 0, uit.stderr[-3000:]
    assert [pad.read_bytes() for pad in figuren] == eerder


def test_health_says_what_is_off(veranderd: Project) -> None:
    """Healthy first; then an edit, a half file, one without a record, a changed setting and opened persons."""
    assert "Gezond: " in veranderd.run("gezondheid")
    with (veranderd.map / CIJFERS).open("ab") as bestand:
        bestand.write(b"x\n")
    (veranderd.map / PERSONEN).chmod(0o644)
    for naam in ("figuur_3_1.nieuw.csv", "eigen.csv"):
        (veranderd.map / "results/data" / naam).write_text("x\n", encoding="utf-8")
    veranderd.set(INSTELLINGEN + "crosswalk: {max_unmatched_share: 0.03}\n")
    gezegd = veranderd.run("gezondheid", code=1)
    veranderd.set(INSTELLINGEN)
    for regel in (
        f"gewijzigd: {CIJFERS} heeft andere bytes",
        # Told and put back before anything is looked at; what can't be put back is in the unit tests.
        "results/persoon: de rechten waren verruimd en zijn hersteld (1 keer)",
        "afgebroken: results/data/figuur_3_1.nieuw.csv",
        "zonder verslag: results/data/eigen.csv",
        "verouderd: results/checks/crosswalk.csv een run maakt het opnieuw",
    ):
        assert regel in gezegd, regel
    assert len(stops(gezegd)) == 1
    assert stat.S_IMODE((veranderd.map / PERSONEN).stat().st_mode) == 0o600
    for naam in ("figuur_3_1.nieuw.csv", "eigen.csv"):
        (veranderd.map / "results/data" / naam).unlink()


def test_the_end_of_a_run_says_it_too(veranderd: Project) -> None:
    """Cheaply, also when nothing was made: something edited that the target does not need, so is not made again."""
    eerder = (veranderd.map / PARQUET).read_bytes()
    (veranderd.map / PARQUET).write_bytes(eerder + b"x")
    regel = f"LET OP gewijzigd: {PARQUET} heeft andere bytes"
    gezegd = veranderd.run(CIJFERS)
    assert NIETS in gezegd
    assert regel in gezegd
    assert regel not in veranderd.run(CIJFERS, "-n")
    spoil(veranderd, "pass")
    assert regel in veranderd.run(CIJFERS)
    (veranderd.map / PARQUET).write_bytes(eerder)
    gezegd = veranderd.run(CIJFERS)
    assert NIETS in gezegd
    assert "Gezond: " in gezegd
    assert "LET OP" not in gezegd
