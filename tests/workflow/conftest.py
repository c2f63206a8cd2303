"""The project with the small hand-made raw folder, built once, and copies of it that a test may spoil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import small_folder as kleine_map
from helpers.project import Project, new_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def kleine_run(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small folder in `ruw`, built up to figuur_3_1 and figuur_3_3; copy it before changing anything."""
    project = new_project(tmp_path_factory.mktemp("klein") / "project", kleine_map.CONFIG)
    kleine_map.schrijf(project.map / "ruw")
    project.run(
        kleine_map.DOEL,
        kleine_map.DOEL_GEDIPLOMEERDEN,
        *(f"results/ingest/{bron}/alle.parquet" for bron in ("instellingen", "plan_instellingen")),
    )
    return project


@pytest.fixture
def kleine_kopie(kleine_run: Project, tmp_path: Path) -> Project:
    """A copy of the built project that a test may spoil."""
    return kleine_run.copy(tmp_path / "project")


@pytest.fixture
def zonder_ruw(tmp_path: Path) -> Project:
    """The project with the configuration of the small folder, without raw files or results."""
    return new_project(tmp_path / "project", kleine_map.CONFIG)
