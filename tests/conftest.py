"""One small build of the whole workflow, shared by all tests that look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bouw import Project, new_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def vers(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project built once from nothing; tests that change something copy it first."""
    project = new_project(tmp_path_factory.mktemp("monitor") / "eerste keer")
    project.run()
    return project


@pytest.fixture(scope="session")
def gebouwd(vers: Project) -> Path:
    """The folder of the built project."""
    return vers.map


@pytest.fixture(scope="session")
def gebouwd_rapport(gebouwd: Path) -> Path:
    """The folder with the results of the built project."""
    return gebouwd / "results"
