"""One stage of chapter 3 on a multiple of the real files, as functions in a process of its own.

    python benchmarks/schaal.py <ruwe map> <resultaten> <instellingen keer> <jaren keer>

Prints per stage the seconds and the memory it added (MB), as JSON. More institutions means the same rows under new
codes; more years the same file under other years. Inflow alone: it has all rows but a few.
"""

from __future__ import annotations

import json
import multiprocessing
import string
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "workflow" / "scripts"
sys.path[:0] = [str(ROOT / "src"), *(str(SCRIPTS / fase) for fase in ("ingest", "derive", "products"))]

import aandelen  # noqa: E402 - found by the line above
import aantallen  # noqa: E402
import instroom_cellen  # noqa: E402
import pandas as pd  # noqa: E402
import psutil  # noqa: E402
import spreiding  # noqa: E402
import stroom_instroom  # noqa: E402
import yaml  # noqa: E402
from inlezen import ingest  # noqa: E402
from meten import forget_peak, peak  # noqa: E402

from werkagenda.contract.contracts import load_contract  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# DUO cuts off the names of its files.
BRONNEN = {"instroom_a": "*-vooro*.csv", "instroom_b": "*-soorten-inst*.csv"}
# A year that no real file has.
EERSTE = 2030
KEER = 3
CONFIG = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))


def newer_codes(codes: pd.Series, keer: int) -> pd.Series:
    """Return the codes of the `keer`-th copy of the institutions: two digits and two letters, none in use."""
    bestaand = sorted(codes.unique())
    vrij = (f"{cijfers:02d}{letter}Q" for letter in string.ascii_uppercase for cijfers in range(100))
    nieuw = [code for code in vrij if code not in bestaand][len(bestaand) * (keer - 1) :]
    return codes.map(dict(zip(bestaand, nieuw, strict=False))) if keer else codes


def multiply(bron: Path, doel: Path, instellingen: int, jaren: int) -> list[Path]:
    """Write `jaren` files with `instellingen` times the institutions of one raw file; return them."""
    enkel = pd.read_csv(bron, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    code = "INSTELLINGSCODE"
    meer = pd.concat([enkel.assign(**{code: newer_codes(enkel[code], keer)}) for keer in range(instellingen)])
    bestanden = []
    for jaar in range(EERSTE, EERSTE + jaren):
        pad = doel / f"{jaar}{bron.name[4:]}"
        nieuw = meer.assign(JAAR=str(jaar)) if "JAAR" in meer else meer
        nieuw.to_csv(pad, index=False, encoding="utf-8", quoting=1, lineterminator="\n")
        bestanden.append(pad)
    return bestanden


def measure(ruw: Path, results: Path, *, instellingen: int, jaren: int) -> dict[str, tuple[float, float]]:
    """Return per stage the least seconds of several times, and the memory that it took beside what was held (MB)."""
    uit: dict[str, tuple[float, float]] = {}

    def timed(fase: str, doe: Callable[[], T]) -> T:
        forget_peak()
        nu, tijden = psutil.Process().memory_info().rss / 1e6, []
        for _ in range(KEER):
            begin = time.perf_counter()
            resultaat = doe()
            tijden.append(time.perf_counter() - begin)
        # The least: other work on the machine only adds.
        uit[fase] = (min(tijden), peak() - nu)
        return resultaat

    contracten = {bron: load_contract(ROOT / f"resources/contracts/raw/{bron}.yaml") for bron in BRONNEN}
    indeling = pd.read_parquet(results / "derived" / "indeling.parquet")
    fusies = pd.read_parquet(results / "ingest" / "fusies" / "alle.parquet")
    kalibratie = pd.read_parquet(results / "derived" / "kalibratie_instroom.parquet")
    met_wat = instroom_cellen.Suppressed(**CONFIG["suppressed"])
    leerwegen = CONFIG["noemer"]["leerwegen"]
    voor_instroom = {"maat": "instroom", "leerwegen": leerwegen, "reeksbreuk": CONFIG["instroom"]["reeksbreuk"]}

    def derive() -> pd.DataFrame:
        cellen = []
        for jaar, delen in enumerate(zip(*ingelezen.values(), strict=True), start=EERSTE):
            tabellen = {bron: tabel.to_pandas() for bron, tabel in zip(BRONNEN, delen, strict=True)}
            cellen.append(instroom_cellen.bound_cells(tabellen, met_wat)[0].assign(jaar=jaar))
        return stroom_instroom.inflow_flow(
            pd.concat(cellen),
            indeling=indeling,
            fusies=fusies,
            kalibratie=kalibratie,
            definitie=CONFIG["instroom"]["definitie"],
            verwacht=CONFIG["suppressed"]["verwacht"],
        )[0]

    def products() -> None:
        aantallen.count_groups(telling, **voor_instroom)
        aandelen.share_of_groups(telling, **voor_instroom)
        spreiding.spread(telling, leerwegen=leerwegen, reeksbreuk=voor_instroom["reeksbreuk"])

    with tempfile.TemporaryDirectory() as map_:
        # In a process of its own: what it takes to make the files is not what it takes to read them.
        with multiprocessing.get_context("spawn").Pool(1) as elders:
            bestanden = {
                bron: elders.apply(multiply, (max(ruw.glob(patroon)), Path(map_), instellingen, jaren))
                for bron, patroon in BRONNEN.items()
            }
        ingelezen = timed(
            "ingest", lambda: {bron: [ingest(contracten[bron], pad) for pad in bestanden[bron]] for bron in BRONNEN}
        )
    telling = timed("derive", derive)
    timed("products", products)
    return uit


if __name__ == "__main__":
    ruw, results, instellingen, jaren = sys.argv[1:]
    print(json.dumps(measure(Path(ruw), Path(results), instellingen=int(instellingen), jaren=int(jaren))))
