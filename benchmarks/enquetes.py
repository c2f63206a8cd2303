"""Speed of the JOB-monitor at its real size: reading, regressions, chapter 5: `python benchmarks/enquetes.py [size]`.

The survey of 209,000 students is the synthetic one; the workflow makes it in a copy of the project. Ratios are of
medians within one run: of elapsed time for reading, of CPU time (all threads) for regressions.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import pyreadstat  # noqa: E402
import statsmodels.api as sm  # noqa: E402
from glum import GeneralizedLinearRegressor  # noqa: E402
from helpers.project import PROJECT  # noqa: E402
from meten import Rij, table  # noqa: E402
from rapport import snakemake  # noqa: E402

from werkagenda.contract.contracts import load_contract  # noqa: E402
from werkagenda.ingest.sav import ingest_sav  # noqa: E402
from werkagenda.models.logit_cells import CATEGORIEEN, estimate, fit  # noqa: E402
from werkagenda.surveys.answers import questions, valid  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Getallen = NDArray[np.float64]

KEER = 5
JAAR = 2024
SAV = f"results/persoon/synthetic/raw/job/JOB-monitor {JAAR}.sav"
CONTRACT = ROOT / "resources" / "contracts" / "raw" / "job.yaml"
INSTELLINGEN = "synthetisch:\n  enquetes:\n    omvang: {}\n"
HOOFDSTUK = [
    *(f"figuur_5_{nummer}" for nummer in ("1", "2", "3", "5", "5b", "6", "7", "8")),
    *(f"tabel_5_{naam}" for naam in ("job_overig", "job_regressie", "kiesmbo", "bpv", "meldingen")),
    *(f"figuur_b_0_{nummer}" for nummer in range(1, 6)),
]
LEZEN, REGRESSIE, SECONDEN, GELIJK = 1.3, 1.2, 60, 1e-8


def medians(wegen: dict[str, Callable[[], object]], klok: Callable[[], float]) -> dict[str, float]:
    """Return the median seconds per way, run in turn so that what else the machine does falls on all of them."""
    tijden: dict[str, list[float]] = {naam: [] for naam in wegen}
    for _ in range(KEER):
        for naam, doe in wegen.items():
            begin = klok()
            doe()
            tijden[naam].append(klok() - begin)
    return {naam: statistics.median(rij) for naam, rij in tijden.items()}


def read_survey(sav: Path, map_: Path) -> tuple[Path, Rij]:
    """Measure reading the survey against pyreadstat alone, same columns; return the Parquet file and the outcome."""
    contract, parquet = load_contract(CONTRACT), map_ / "job.parquet"
    kolommen = [kolom.raw for kolom in contract.used]
    wegen = {
        "ons": lambda: ingest_sav(contract, sav, parquet, jaar=JAAR),
        "pyreadstat": lambda: pyreadstat.read_sav(str(sav), usecols=kolommen),
    }
    ons, kaal = medians(wegen, time.perf_counter).values()
    keer = ons / kaal
    wat = f"JOB-monitor {JAAR} naar Parquet ({ons:.1f} s) tegen pyreadstat ({kaal:.1f} s)"
    return parquet, (wat, f"{keer:.2f} keer", f"hoogstens {LEZEN} keer", keer <= LEZEN)


def matrix(personen: pd.DataFrame) -> Getallen:
    """Return the design matrix person by person; age around its mean, as ours."""
    leeftijd = personen["leeftijd"].to_numpy(dtype=float)
    dummies = [personen[naam] == code for naam, codes in CATEGORIEEN.items() for code in codes[1:]]
    return np.column_stack([np.ones(len(personen)), leeftijd - leeftijd.mean(), *dummies]).astype(float)


def regress(parquet: Path) -> list[Rij]:
    """Measure coefficients and standard errors of one question on the same matrix; ours has effects on top.

    Ours starts at the table of students, the others at the finished matrix.
    """
    antwoorden = pd.read_parquet(parquet).dropna(subset=["geslacht", "leeftijd"]).astype({"niveau": "str"})
    personen = valid(antwoorden, questions(load_contract(CONTRACT))[0])
    x, y = matrix(personen), personen["tevreden"].to_numpy(dtype=float)

    kenmerken = np.ascontiguousarray(x[:, 1:])

    def with_glum() -> object:
        model = GeneralizedLinearRegressor(family="binomial", alpha=0, gradient_tol=1e-6).fit(kenmerken, y)
        return model.std_errors(kenmerken, y, robust=False)

    def with_statsmodels() -> Getallen:
        return np.asarray(sm.Logit(y, x).fit(disp=0, tol=1e-12).bse)

    schatters = {"ons": lambda: estimate(personen), "glum": with_glum, "statsmodels": with_statsmodels}
    seconden = medians(schatters, time.process_time)
    eigen = fit(x, np.ones(len(x)), y)
    gelijk = eigen is not None and np.abs(np.sqrt(eigen[1].diagonal()) - with_statsmodels()).max() < GELIJK
    snelst = min(seconden["glum"], seconden["statsmodels"])
    tijden = ", ".join(f"{naam} {tijd:.2f} s" for naam, tijd in seconden.items())
    wat = f"Regressie over {len(x)} studenten ({tijden})"
    keer = seconden["ons"] / snelst
    return [
        (wat, f"{keer:.2f} keer", f"hoogstens {REGRESSIE} keer", keer <= REGRESSIE),
        ("Standaardfouten gelijk aan die van statsmodels", "ja" if gelijk else "nee", f"binnen {GELIJK}", gelijk),
    ]


def chapter(map_: Path) -> Rij:
    """Measure the products of chapter 5 from the ingested files on, as Snakemake makes them."""
    doelen = [f"results/data/{product}.csv" for product in HOOFDSTUK]
    instellingen = ["--configfile", "enquetes.yaml"]
    snakemake(map_, *doelen, *instellingen)
    for deel in ("derived", "data"):
        shutil.rmtree(map_ / "results" / deel)
    # What chapter 3 derives from the files of DUO is not what is measured.
    snakemake(map_, "results/derived/studenten.parquet", *instellingen)
    seconden, _, geheugen = snakemake(map_, *doelen, *instellingen)
    wat = f"{len(doelen)} producten van hoofdstuk 5, 2 kernen, hoogstens {geheugen:.0f} MB"
    return wat, f"{seconden:.0f} s", f"< {SECONDEN} s", seconden < SECONDEN


def main(omvang: float) -> None:
    """Measure everything and print a table."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(tijdelijk) / "monitor"
        map_.mkdir()
        for naam in PROJECT:
            bron = ROOT / naam
            (shutil.copytree if bron.is_dir() else shutil.copy)(bron, map_ / naam)
        (map_ / "enquetes.yaml").write_text(INSTELLINGEN.format(omvang), encoding="utf-8")
        snakemake(map_, SAV, "--configfile", "enquetes.yaml")
        parquet, lezen = read_survey(map_ / SAV, map_)
        print(table([lezen, *regress(parquet), chapter(map_)]))


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
