"""What differs from run to run and so stays outside the comparison: commit, machine, Python, renderer, date."""

import datetime as dt
import platform
import shutil
import subprocess
from typing import Any

from werkagenda.run.step import step

ONBEKEND = "onbekend"


def commit() -> str:
    """Return the commit of the code, or 'onbekend' without git or outside a checkout."""
    git = shutil.which("git")
    if git is None:
        return ONBEKEND
    uit = subprocess.run([git, "rev-parse", "HEAD"], capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    return uit.stdout.strip() if uit.returncode == 0 else ONBEKEND


def this_run(*, quarto: bool, modus: str, site: str) -> dict[str, Any]:
    """Return the facts of this run."""
    return {
        "commit": commit(),
        "tijdstip": dt.datetime.now(tz=dt.UTC).isoformat(timespec="seconds"),
        "systeem": platform.platform(),
        "python": platform.python_version(),
        "weergave": "quarto, pdf: pandoc en typst" if quarto else "pandoc en typst",
        "ruwe_bestanden": modus,
        "site": site,
    }


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("run", this_run(**s.params))
