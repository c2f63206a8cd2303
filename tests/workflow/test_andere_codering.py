"""On Windows in the secure environment text is cp1252 unless a file says otherwise; here ASCII stands in for it.

That is stricter: whatever reads or writes an accent in the encoding of the machine fails instead of muddling it.
"""

from __future__ import annotations

import subprocess
import sys

from helpers import small_folder as kleine_map

# The last one keeps Python from taking UTF-8 for the C locale after all.
ASCII = {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
# A table with a dash for what is not there; its data are made of what kleine_run reads.
TABEL = "results/tables/tabel_3_ontleding.md"
CROSSWALK = "results/ingest/crebo_bc/2023.parquet"


def test_the_same_bytes_whatever_the_encoding_of_the_machine(kleine_run, zonder_ruw, monkeypatch):
    for naam, waarde in ASCII.items():
        monkeypatch.setenv(naam, waarde)
    vraag = "import locale; print(locale.getpreferredencoding(False))"
    gezegd = subprocess.run([sys.executable, "-c", vraag], capture_output=True, check=True, encoding="ascii")  # noqa: S603
    assert gezegd.stdout.strip() in {"ANSI_X3.4-1968", "US-ASCII", "646"}
    kleine_map.schrijf(zonder_ruw.map / "ruw")
    zonder_ruw.run(TABEL)
    assert "–" in (zonder_ruw.map / TABEL).read_text(encoding="utf-8")  # noqa: RUF001 - the Dutch sign for no value
    assert (zonder_ruw.map / CROSSWALK).read_bytes() == (kleine_run.map / CROSSWALK).read_bytes()
