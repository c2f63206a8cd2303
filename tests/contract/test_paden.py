"""No path is too long for Windows, where the project stands on a drive of the secure environment."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from helpers.project import PROJECT, ROOT, new_project

from werkagenda.run.lineage import record_path
from werkagenda.run.place import LONGEST

# Where the project stands there; README of config/ra asks for a folder no longer than this.
VOORVOEGSEL = "H:\\monitor\\"
HOOGSTENS = 200
# What Windows itself allows, for the files that Snakemake and an audit keep beside ours.
WINDOWS = 259
TIJDELIJK = ".nieuw"
# Of a row of Snakemake's summary; the path comes first.
KOLOMMEN = 6
AUDIT = "results/persoon/audit_12345678/"


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory):
    """Return every file that the default run would make, with the record of its step."""
    gezegd = new_project(tmp_path_factory.mktemp("paden") / "project").run("--summary")
    rijen = [regel.split("\t") for regel in gezegd.splitlines() if regel.count("\t") == KOLOMMEN - 1]
    paden = {rij[0] for rij in rijen[1:]}
    assert "results/data/figuur_3_1.csv" in paden
    assert len(paden) > 200
    return paden | {record_path(Path(pad)).as_posix() for pad in paden}


def tracked() -> list[str]:
    """Return the files of the project; without git (a copy that was brought in) what the project is made of."""
    if (ROOT / ".git").exists():
        opdracht = ["git", "ls-files"]
        return subprocess.run(opdracht, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout.splitlines()  # noqa: S603
    delen = [ROOT / naam for naam in (*PROJECT, "tests")]
    return [pad.relative_to(ROOT).as_posix() for deel in delen for pad in (deel, *deel.rglob("*")) if pad.is_file()]


def too_long(paden, hoogstens) -> dict[str, int]:
    lengtes = {pad: len(VOORVOEGSEL + pad) for pad in paden}
    return {pad: lengte for pad, lengte in lengtes.items() if lengte > hoogstens}


def test_measuring_by_hand():
    assert too_long(["a" * 189, "b" * 190], HOOGSTENS) == {"b" * 190: 201}


def test_tracked_files_are_short_enough():
    namen = tracked()
    assert "workflow/rules/common.smk" in namen
    assert too_long(namen, HOOGSTENS) == {}


def test_made_files_are_short_enough(gemaakt):
    """A file is written beside its place first, under a longer name."""
    assert too_long([pad + TIJDELIJK for pad in gemaakt], HOOGSTENS) == {}


def test_what_snakemake_keeps_of_a_file_fits(gemaakt):
    """Snakemake keeps a file per output, named by the output's path in base64."""
    namen = [base64.b64encode(pad.encode()).decode() for pad in gemaakt]
    assert too_long([f".snakemake/metadata/{naam}" for naam in namen], WINDOWS) == {}


def test_the_longest_path_is_the_one_that_the_workflow_asks_room_for(gemaakt):
    """On Windows a root for which it leaves no room is refused before the first step (`run.place`)."""
    namen = [base64.urlsafe_b64encode(pad.encode()).decode() for pad in gemaakt if "/stappen/" not in pad]
    paden = [*(f".snakemake/incomplete/{naam}" for naam in namen), *(pad + TIJDELIJK for pad in gemaakt)]
    assert LONGEST - 20 <= max(map(len, paden)) <= LONGEST


def test_a_rebuild_by_audit_fits(gemaakt):
    assert too_long([AUDIT + pad + TIJDELIJK for pad in gemaakt], WINDOWS) == {}
