"""Run every benchmark and write `benchmarks/uitkomsten.md`: `python benchmarks/run.py [--klein] [part ...]`.

Each part is a script of its own that prints its tables; all together take about an hour on two quiet cores. With names
of parts those alone run and the others keep what the page has. With `--klein` each runs on small sizes, to try them,
and nothing is written.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

import psutil

HIER = Path(__file__).parent
PAGINA = HIER / "uitkomsten.md"
KOP = """# Snelheid en geheugen

Gemaakt door `python benchmarks/run.py`; verhoudingen zijn van medianen binnen een run.
"""
# Per part: its title, its script with what it is given, and with what it is given on small sizes.
DELEN = {
    "rapport": ("Het rapport", ["rapport.py"], ["rapport.py", "--klein"]),
    "ontwikkelen": ("Installeren en testen", ["ontwikkelen.py"], ["ontwikkelen.py", "tests/unit/test_formats.py"]),
    "lezen": ("Van .sav naar Parquet", ["cbs_lezen.py", "1", "5", "20"], ["cbs_lezen.py", "0.1"]),
    "werk": ("Werk uit banen", ["cbs_werk.py", "15", "50"], ["cbs_werk.py", "0.5"]),
    "logit": ("De logit", ["cbs_logit.py"], ["cbs_logit.py", "20000"]),
    "omvang": (
        "Ware grootte",
        ["volle_omvang.py", "2", "20", "60", "120"],
        ["volle_omvang.py", "--keten", "klein.yaml", "0.5", "1"],
    ),
    "enquetes": ("De JOB-monitor", ["enquetes.py"], ["enquetes.py", "0.05"]),
    "onthulling": (
        "Onderdrukking en haar bewijs",
        ["onthulling.py", "3", "55", "17", "4", "2", "1", "2", "5"],
        ["onthulling.py", "1", "10", "5", "2", "2", "1"],
    ),
    "maatregelen": ("Wat elke maatregel voor de snelheid scheelt", ["maatregelen.py"], ["maatregelen.py"]),
}


def speed() -> str:
    """Return the processor seconds of a fixed loop, in Dutch notation: the same Python can be built a tenth slower."""
    tijden = []
    for _ in range(5):
        begin, tel = time.process_time(), dict[int, int]()
        for getal in range(2_000_000):
            tel[getal % 1000] = tel.get(getal % 1000, 0) + len(str(getal))
        tijden.append(time.process_time() - begin)
    return f"{min(tijden):.2f}".replace(".", ",")


def load() -> str:
    """Return how busy the machine was in the last minute, in Dutch notation."""
    return f"{psutil.getloadavg()[0]:.1f}".replace(".", ",")


def measure(titel: str, opdracht: list[str]) -> tuple[str, bool]:
    """Run a script and return its section, and whether it came to its end."""
    voor, begin = load(), time.perf_counter()
    gezegd = subprocess.run(
        [sys.executable, str(HIER / opdracht[0]), *opdracht[1:]],
        cwd=HIER.parent,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        check=False,
    )
    minuten = f"{(time.perf_counter() - begin) / 60:.1f}".replace(".", ",")
    geheugen = psutil.virtual_memory().total / 2**30
    python = f"Python {platform.python_version()} (een vaste lus in {speed()} s)"
    machine = f"{os.cpu_count()} kernen, {geheugen:.0f} GB, {python}"
    druk = f"{minuten} minuten, belasting vooraf {voor}, daarna {load()}"
    regel = f"`python benchmarks/{' '.join(opdracht)}`: {machine}; {druk}."
    uitkomst = gezegd.stdout.strip() if gezegd.returncode == 0 else "Niet gelukt."
    return f"## {titel}\n\n{regel}\n\n{uitkomst}\n", gezegd.returncode == 0


def sections() -> dict[str, str]:
    """Return the sections of the page by their titles."""
    tekst = PAGINA.read_text(encoding="utf-8") if PAGINA.exists() else ""
    return {deel.split("\n", 1)[0][3:]: deel for deel in re.split(r"\n(?=## )", tekst)[1:]}


def main(woorden: list[str]) -> int:
    """Run the parts and write the page after each; return 1 when one did not come to its end."""
    klein = "--klein" in woorden
    gevraagd = [woord for woord in woorden if woord != "--klein"] or list(DELEN)
    if onbekend := [woord for woord in gevraagd if woord not in DELEN]:
        sys.exit(f"Geen onderdeel: {', '.join(onbekend)}. Kies uit {', '.join(DELEN)}, met --klein op kleine maten.")
    goed = True
    for naam in gevraagd:
        titel, groot, proef = DELEN[naam]
        sectie, gelukt = measure(titel, proef if klein else groot)
        goed &= gelukt
        print(sectie, flush=True)
        if not klein:
            alle = sections() | {titel: sectie.rstrip("\n")}
            delen = [alle[een] for een, *_ in DELEN.values() if een in alle]
            pagina = "\n\n".join([KOP.rstrip("\n"), *map(str.rstrip, delen)])
            PAGINA.write_text(f"{pagina}\n", encoding="utf-8", newline="\n")
    return 0 if goed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
