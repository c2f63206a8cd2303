"""One stage of chapter 3 on a multiple of the real files, as functions in a process of its own.

    python benchmarks/schaal.py <ruwe map> <resultaten> <instellingen keer> <jaren keer>

Prints per stage the seconds and the memory it added (MB), as JSON. More institutions means the same rows under new
codes; more years the same file under other years.
"""

from __future__ import annotations

import json
import string
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "workflow" / "scripts"
sys.path[:0] = [str(ROOT / "src"), *(str(SCRIPTS / fase) for fase in ("ingest", "derive", "products"))]

import aandelen  # noqa: E402 - found by the line above
import aantallen  # noqa: E402
import instroom_cellen  # noqa: E402
import pandas as pd  # noqa: E402
import spreiding  # noqa: E402
import stroom_gediplomeerden  # noqa: E402
import stroom_instroom  # noqa: E402
import yaml  # noqa: E402
from inlezen import ingest  # noqa: E402

from werkagenda.contracts import load_contract  # noqa: E402

BRONNEN = {"instroom_a": "*vooropleiding.csv", "instroom_b": "*soorten-instroom.csv"}
CONFIG = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))


def peak() -> float:
    """Return the most memory this process has held, in MB."""
    if sys.platform == "win32":
        import psutil  # noqa: PLC0415 - elsewhere the standard library knows it

        return float(psutil.Process().memory_info().peak_wset) / 1e6
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def newer_codes(codes: pd.Series, keer: int) -> pd.Series:
    """Return the codes of the `keer`-th copy of the institutions: two digits and two letters, none in use."""
    bestaand = sorted(codes.unique())
    vrij = (f"{cijfers:02d}{letter}Q" for letter in string.ascii_uppercase for cijfers in range(100))
    nieuw = [code for code in vrij if code not in bestaand][len(bestaand) * (keer - 1) :]
    return codes.map(dict(zip(bestaand, nieuw, strict=False))) if keer else codes


def multiply(bron: Path, doel: Path, *, instellingen: int, jaren: int) -> list[Path]:
    """Write `jaren` files with `instellingen` times the institutions of one raw file; return them."""
    enkel = pd.read_csv(bron, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    code = "INSTELLINGSCODE"
    meer = pd.concat([enkel.assign(**{code: newer_codes(enkel[code], keer)}) for keer in range(instellingen)])
    bestanden = []
    for jaar in range(2030, 2030 + jaren):
        pad = doel / f"{jaar}{bron.name[4:]}"
        nieuw = meer.assign(JAAR=str(jaar)) if "JAAR" in meer else meer
        nieuw.to_csv(pad, index=False, encoding="utf-8", quoting=1, lineterminator="\n")
        bestanden.append(pad)
    return bestanden


def measure(ruw: Path, results: Path, *, instellingen: int, jaren: int) -> dict[str, tuple[float, float]]:
    """Return seconds and added MB per stage."""
    uit: dict[str, tuple[float, float]] = {}

    def note(fase: str, begin: float, geheugen: float) -> None:
        uit[fase] = (time.perf_counter() - begin, peak() - geheugen)

    contracten = {bron: load_contract(ROOT / f"resources/contracts/raw/{bron}.yaml") for bron in BRONNEN}
    met_wat = instroom_cellen.Onderdrukking(**CONFIG["suppressed"])
    afgeleid = {
        naam: pd.read_parquet(results / "derived" / f"{naam}.parquet")
        for naam in ("indeling", "crebo_bc", "gediplomeerden_cellen")
    }
    fusies = pd.read_parquet(results / "ingest" / "fusies" / "alle.parquet")
    with tempfile.TemporaryDirectory() as map_:
        bestanden = {
            bron: multiply(max(ruw.glob(patroon)), Path(map_), instellingen=instellingen, jaren=jaren)
            for bron, patroon in BRONNEN.items()
        }
        begin, geheugen = time.perf_counter(), peak()
        ingelezen = {bron: [ingest(contracten[bron], pad) for pad in paden] for bron, paden in bestanden.items()}
        note("ingest", begin, geheugen)
    begin, geheugen = time.perf_counter(), peak()
    cellen = []
    for jaar, delen in enumerate(zip(*ingelezen.values(), strict=True), start=2030):
        tabellen = {bron: tabel.to_pandas() for bron, tabel in zip(BRONNEN, delen, strict=True)}
        cellen.append(instroom_cellen.bound_cells(tabellen, met_wat)[0].assign(jaar=jaar))
    samen = {"indeling": afgeleid["indeling"], "fusies": fusies, "verwacht": CONFIG["suppressed"]["verwacht"]}
    gediplomeerden = afgeleid["gediplomeerden_cellen"].query("uitgave == 'open'")
    telling = pd.concat(
        [
            stroom_instroom.inflow_flow(pd.concat(cellen), definitie=CONFIG["instroom"]["definitie"], **samen),
            stroom_gediplomeerden.graduate_flow(gediplomeerden, crebo_bc=afgeleid["crebo_bc"], **samen),
        ]
    )
    note("derive", begin, geheugen)
    begin, geheugen = time.perf_counter(), peak()
    leerwegen = CONFIG["noemer"]["leerwegen"]
    voor_instroom = {"maat": "instroom", "leerwegen": leerwegen, "reeksbreuk": CONFIG["instroom"]["reeksbreuk"]}
    aantallen.count_groups(telling, **voor_instroom)
    aandelen.share_of_groups(telling, **voor_instroom)
    spreiding.spread(telling, leerwegen=leerwegen, reeksbreuk=CONFIG["instroom"]["reeksbreuk"])
    note("products", begin, geheugen)
    return uit


if __name__ == "__main__":
    ruw, results, instellingen, jaren = sys.argv[1:]
    print(json.dumps(measure(Path(ruw), Path(results), instellingen=int(instellingen), jaren=int(jaren))))
