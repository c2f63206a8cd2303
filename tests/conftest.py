"""One small build of the whole workflow, shared by all tests that look at it."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

# Before numpy comes: two test runs go side by side, and the threads of its linear algebra would wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
import yaml
from helpers.planted import plant
from helpers.project import Project, new_project

if TYPE_CHECKING:
    from pathlib import Path

# The registers and contracts are read in hundreds of tests; libyaml reads the same, eight times as fast.
yaml.safe_load = partial(yaml.load, Loader=yaml.CSafeLoader)

# What takes minutes: it runs when its marker is asked for.
ON_REQUEST = ("rekencluster", "lang")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that need the build, so that they can run apart from the others and it is made once.

    What starts a cluster, or is long, runs when it is asked for alone.
    """
    for marker in ON_REQUEST:
        if marker not in config.option.markexpr:
            away = [item for item in items if item.get_closest_marker(marker)]
            items[:] = [item for item in items if item not in away]
            config.hook.pytest_deselected(items=away)
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
