"""One small build of the whole workflow, shared by all tests that look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bouw import Project, new_project
from workflow.geplant import plant

if TYPE_CHECKING:
    from pathlib import Path


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need the build, so that they can run apart from the others and it is made once."""
    for item in items:
        if "vers" in getattr(item, "fixturenames", ()):
            item.add_marker("gebouwd")


@pytest.fixture(scope="session")
def vers(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project built once from nothing, with persons to look for; tests that change something copy it first."""
    project = new_project(tmp_path_factory.mktemp("monitor") / "eerste keer")
    plant(project)
    project.run()
    return project


@pytest.fixture(scope="session")
def gebouwd(vers: Project) -> Path:
    """The folder of the built project."""
    return vers.map
