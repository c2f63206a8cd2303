"""A processor with fewer instructions: numpy, its linear algebra and the C library give other last digits there.

Those are the digits that other systems have too: Windows, whose C library is another one, differs in the same places.
"""

from __future__ import annotations

import os
import subprocess
import sys

from helpers.project import ROOT
from numpy._core._multiarray_umath import __cpu_dispatch__

FEWER = {
    "NPY_DISABLE_CPU_FEATURES": " ".join(__cpu_dispatch__),
    "OPENBLAS_CORETYPE": "Nehalem",
    "OPENBLAS_NUM_THREADS": "1",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA",
}


def said_there(code: str) -> str:
    """Return what a piece of Python prints in a process of such a processor."""
    paden = os.pathsep.join(str(ROOT / deel) for deel in ("src", "workflow/scripts", "tests"))
    omgeving = os.environ | FEWER | {"PYTHONPATH": paden}
    opdracht = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(opdracht, env=omgeving, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603
