"""One small build of the whole workflow, shared by all tests that look at it."""

from __future__ import annotations

import gc
import os
from functools import partial
from typing import TYPE_CHECKING

# Before numpy comes: tests run side by side, and the threads of its linear algebra would wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
import yaml
from filelock import FileLock
from helpers.planted import plant
from helpers.project import AGAIN, Project, changed_by_a_twin, new_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Tests keep most of what they make while they run: looking often for what can go takes a tenth of their time.
gc.set_threshold(100_000, 50, 50)
# The registers and contracts are read in hundreds of tests; libyaml reads the same, eight times as fast.
yaml.safe_load = partial(yaml.load, Loader=yaml.CSafeLoader)

# What takes minutes: it runs when its marker is asked for.
ON_REQUEST = ("rekencluster", "lang")
# The file that takes longest without Snakemake: begun last, it would keep one core busy while the others wait.
LONGEST = "test_tweede_ronde.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the files that take longest first, and mark the tests on the build, so that the others can run without it.

    Files of tests are shared out in this order. The first makes the build; meanwhile another process runs those that
    start Snakemake without it, and not one that would wait. The many small ones fill up the end.

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
    on_the_build = [item.path for item in items if item.get_closest_marker("gebouwd")]

    def place(item: pytest.Item) -> tuple[bool, ...]:
        built, starts = item.path in on_the_build, item.path.parent.name == "workflow"
        return item.path not in on_the_build[:1], built or not starts, not built, item.path.name != LONGEST

    items.sort(key=place)


@pytest.fixture(scope="session", autouse=True)
def nothing_shared_changes() -> Iterator[None]:
    """Fail where a test wrote in a file that others read: it must ask for one of its own."""
    yield
    assert not changed_by_a_twin()


@pytest.fixture(scope="session")
def vers(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Project:
    """The project built once from nothing, with persons to look for; tests that change something copy it first.

    Processes that run tests side by side share it: the first makes it, the others wait.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "monitor" / "eerste keer"
    folder.parent.mkdir(exist_ok=True)
    built = folder.parent / AGAIN
    with FileLock(folder.parent / "slot"):
        if built.exists():
            return Project(folder)
        project = new_project(folder)
        plant(project)
        project.run()
        built.write_text(project.run(), encoding="utf-8")
        return project


@pytest.fixture(scope="session")
def gebouwd(vers: Project) -> Path:
    """The folder of the built project."""
    return vers.map
