"""Table B.0.2 at its published size, ours against glum and statsmodels: `python benchmarks/cbs_logit.py`.

CPU time of coefficients and standard errors, from a table of persons, so encoding counts too. Ratios are of medians
within one run. glum's variance carries a factor N/(N-K); it is undone before standard errors are compared.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import statsmodels.api as sm  # noqa: E402
from glum import GeneralizedLinearRegressor  # noqa: E402

from werkagenda.models.logit import fit_logit  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Schatting = tuple[NDArray[np.float64], NDArray[np.float64]]

N = 639_170
KEER = 3
# Categories per characteristic: with the constant 106 columns.
OMVANG = {
    "afstudeerjaar": 10, "niveau": 3, "leerweg": 2, "leeftijd": 12, "geslacht": 2, "migratieachtergrond": 2,
    "opleiding_ouders": 5, "sectorkamer": 9, "instelling": 69,
}  # fmt: skip
FACTOR, GELIJK = 1.3, 1e-6


def persons() -> pd.DataFrame:
    """Draw persons with unequal categories, each with its own effect, and their outcome."""
    rng = np.random.default_rng(1)
    uit, index = {}, np.full(N, 0.4)
    for naam, aantal in OMVANG.items():
        plek = rng.choice(aantal, N, p=rng.dirichlet(np.full(aantal, 3.0)))
        index += rng.normal(0, 0.3, aantal)[plek]
        uit[naam] = np.array([f"{nummer:02d}" for nummer in range(aantal)])[plek]
    return pd.DataFrame(uit).assign(werk=(rng.random(N) < 1 / (1 + np.exp(-index))).astype("int8"))


def ours(personen: pd.DataFrame) -> Schatting:
    """Fit with `werkagenda.models.logit`; the first category is the reference, as in the others."""
    tabel = fit_logit(personen, uitkomst="werk", kenmerken=dict.fromkeys(OMVANG, "00")).table().dropna()
    return tabel["coefficient"].to_numpy(), tabel["standaardfout"].to_numpy()


def with_glum(personen: pd.DataFrame) -> Schatting:
    """Fit with glum on categories."""
    x, y = personen[list(OMVANG)].astype("category"), personen["werk"].astype("float64")
    model = GeneralizedLinearRegressor(family="binomial", alpha=0, drop_first=True, gradient_tol=1e-8).fit(x, y)
    fouten = np.asarray(model.std_errors(x, y, robust=False))
    return np.append(model.intercept_, model.coef_), fouten * np.sqrt((N - len(fouten)) / N)


def with_statsmodels(personen: pd.DataFrame) -> Schatting:
    """Fit with statsmodels on dummies."""
    x = pd.get_dummies(personen[list(OMVANG)], drop_first=True, dtype=float).assign(constante=1.0)
    x = x[["constante", *x.columns[:-1]]]
    fit = sm.Logit(personen["werk"].to_numpy(dtype=float), x.to_numpy()).fit(disp=0, tol=1e-10)
    return fit.params, fit.bse


def measure(schat: Callable[[pd.DataFrame], Schatting], personen: pd.DataFrame) -> tuple[float, Schatting]:
    """Return the median CPU seconds of several fits, all threads together, and the estimates."""
    tijden = []
    for _ in range(KEER):
        begin = time.process_time()
        uitkomst = schat(personen)
        tijden.append(time.process_time() - begin)
    return statistics.median(tijden), uitkomst


def main() -> None:
    """Measure the three and print a table."""
    personen = persons()
    metingen = {schat.__name__: measure(schat, personen) for schat in (ours, with_glum, with_statsmodels)}
    referentie = metingen["with_statsmodels"][1]
    snelst = min(seconden for seconden, _ in metingen.values())
    print(f"N = {N}, {len(referentie[0])} kolommen, mediaan van {KEER}")
    print("| schatter | CPU (s) | keer de snelste | verschil coefficienten | verschil standaardfouten |")
    print("|---|---|---|---|---|")
    for naam, (seconden, schatting) in metingen.items():
        verschil = [np.abs(deel - ander).max() for deel, ander in zip(schatting, referentie, strict=True)]
        print(f"| {naam} | {seconden:.2f} | {seconden / snelst:.2f} | {verschil[0]:.1e} | {verschil[1]:.1e} |")
    seconden, schatting = metingen["ours"]
    gelijk = all(
        np.allclose(deel, ander, rtol=0, atol=GELIJK) for deel, ander in zip(schatting, referentie, strict=True)
    )
    print(f"hoogstens {FACTOR} keer de snelste: {'ja' if seconden <= FACTOR * snelst else 'nee'}")
    print(f"gelijk aan statsmodels tot op {GELIJK}: {'ja' if gelijk else 'nee'}")


if __name__ == "__main__":
    main()
