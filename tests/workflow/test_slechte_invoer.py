"""Bad input on the real command line: one plain line, a non-zero exit, and every earlier result as it was."""

import hashlib
import re

import pytest
from helpers.bad_cases import APART, JAREN, SAMEN, A
from helpers.damage import vervang
from helpers.project import new_project
from helpers.small_folder import CONFIG, DOEL, schrijf

# A text of the raw files that no message needs: where it is printed, a row was.
RIJ = re.compile(r"Café|Dossier|\",\"")


def sommen(project):
    """Return the SHA-256 of every result; logs are no results."""
    results = project.map / "results"
    paden = [pad for pad in results.rglob("*") if pad.is_file() and "log" not in pad.relative_to(results).parts]
    return {pad.relative_to(results).as_posix(): hashlib.sha256(pad.read_bytes()).hexdigest() for pad in sorted(paden)}


def told(gezegd):
    """Return the lines with an error, without the word before them."""
    return [regel.removeprefix("FOUT ") for regel in gezegd.splitlines() if regel.startswith("FOUT ")]


def no_row(project, gezegd):
    """Tell whether no row was shown, on the screen or in a log."""
    logs = [pad.read_text(encoding="utf-8") for pad in (project.map / "results").glob("log/**/*.log")]
    return not any(RIJ.search(tekst) for tekst in (gezegd, *logs))


@pytest.fixture(scope="module")
def samen(tmp_path_factory):
    """Every case with a file of its own in one run: the project, its results before, and what was said."""
    project = new_project(tmp_path_factory.mktemp("samen") / "project", CONFIG)
    schrijf(project.map / "ruw", JAREN)
    doelen = [geval.doel for geval in SAMEN]
    project.run(*doelen)
    eerder = sommen(project)
    for geval in SAMEN:
        geval.bederf(project.map / "ruw")
    return project, eerder, project.run(*doelen, "--keep-going", code=1)


@pytest.mark.parametrize("geval", SAMEN, ids=lambda geval: geval.naam)
def test_a_file_that_is_refused_gets_its_line(samen, geval):
    _, _, gezegd = samen
    assert len([melding for melding in told(gezegd) if re.fullmatch(geval.regel, melding)]) == 1, told(gezegd)


def test_files_that_are_refused_together_get_a_line_each_and_change_nothing(samen):
    project, eerder, gezegd = samen
    assert len(told(gezegd)) == len({geval.doel for geval in SAMEN}) == len(SAMEN)
    assert no_row(project, gezegd)
    assert sommen(project) == eerder
    assert not list((project.map / "results").rglob("*.nieuw*"))


@pytest.mark.parametrize("geval", APART, ids=lambda geval: geval.naam)
def test_one_line_and_nothing_changed(kleine_kopie, geval):
    geval.bederf(kleine_kopie.map / "ruw")
    kleine_kopie.set(geval.config)
    eerder = sommen(kleine_kopie)
    gezegd = kleine_kopie.run(geval.doel, code=1)

    (melding,) = told(gezegd)
    assert re.fullmatch(geval.regel, melding), melding
    assert gezegd.count(melding) == 1, gezegd
    # Near the end: what Snakemake says after it fits on a few lines.
    assert len(gezegd.rsplit(melding, 1)[1].splitlines()) <= 8
    assert no_row(kleine_kopie, gezegd)

    later = sommen(kleine_kopie)
    assert later.keys() == eerder.keys()
    anders = [pad for pad in eerder if eerder[pad] != later[pad]]
    assert [pad for pad in anders if not re.search(geval.eerdere_stappen, pad)] == []
    assert not list((kleine_kopie.map / "results").rglob("*.nieuw*"))


def test_the_repaired_file_is_read_again(kleine_kopie):
    pad = kleine_kopie.map / "ruw" / A
    goed = pad.read_bytes()
    vervang(A, '"BBL"', '"BBX"')(kleine_kopie.map / "ruw")
    eerder = sommen(kleine_kopie)
    for _ in range(2):
        kleine_kopie.run(DOEL, code=1)
    pad.write_bytes(goed)
    kleine_kopie.run(DOEL)
    assert sommen(kleine_kopie) == eerder
