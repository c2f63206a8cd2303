"""What the benchmarks take out of the project is there to be taken out."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest
from helpers.project import ROOT

if TYPE_CHECKING:
    from types import ModuleType

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the benchmark counts processor time as Linux does")


def benchmark(name: str) -> ModuleType:
    """Return a script of `benchmarks` as a module, without what it does as a program."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", ROOT / "benchmarks" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_measure_for_speed_is_a_line_that_stands_once() -> None:
    measures = benchmark("maatregelen").MAATREGELEN
    lines = {line for taken in measures.values() for line in taken}
    assert len(lines) > 5
    for path, line in sorted(lines):
        assert (ROOT / path).read_text(encoding="utf-8").count(line) == 1, (path, line)


def test_every_part_of_the_page_is_a_script() -> None:
    for title, *words in benchmark("run").DELEN.values():
        assert {(ROOT / "benchmarks" / script).is_file() for script, *_ in words} == {True}, title
