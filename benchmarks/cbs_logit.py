"""Table B.0.2 at its published size, ours against glum and statsmodels: `python benchmarks/cbs_logit.py [persons]`.

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
from meten import table  # noqa: E402

from werkagenda.models.logit import fit_logit  # noqa: E402

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Schatting = tuple[NDArray[np.float64], NDArray[np.float64]]

N = 639_170
KEER = 3
# Categories per characteristic: with the constant 106 columns.
OMVANG = {
    "afstudeerjaar": 10, "niveau": 3, "leerweg": 2, "leeftijd": 12, "geslacht": 2, "migratieachtergrond": 2,
    "opleiding_ouders": 5, "sectorkamer": 9, "instelling": 69,
}  # fmt: skip
GELIJK = 1e-6


def persons(aantal_personen: int) -> pd.DataFrame:
    """Draw persons with unequal categories, each with its own effect, and their outcome."""
    rng = np.random.default_rng(1)
    uit, index = {}, np.full(aantal_personen, 0.4)
    for naam, aantal in OMVANG.items():
        plek = rng.choice(aantal, aantal_personen, p=rng.dirichlet(np.full(aantal, 3.0)))
        index += rng.normal(0, 0.3, aantal)[plek]
        uit[naam] = np.array([f"{nummer:02d}" for nummer in range(aantal)])[plek]
    return pd.DataFrame(uit).assign(werk=(rng.random(aantal_personen) < 1 / (1 + np.exp(-index))).astype("int8"))


def ours(personen: pd.DataFrame) -> Schatting:
    """Fit with `werkagenda.models.logit`; the first category is the reference, as in the others."""
    tabel = fit_logit(personen, uitkomst="werk", kenmerken=dict.fromkeys(OMVANG, "00")).table().dropna()
    return tabel["coefficient"].to_numpy(), tabel["standaardfout"].to_numpy()


def with_glum(personen: pd.DataFrame) -> Schatting:
    """Fit with glum on categories."""
    x, y = personen[list(OMVANG)].astype("category"), personen["werk"].astype("float64")
    model = GeneralizedLinearRegressor(family="binomial", alpha=0, drop_first=True, gradient_tol=1e-8).fit(x, y)
    fouten = np.asarray(model.std_errors(x, y, robust=False))
    return np.append(model.intercept_, model.coef_), fouten * np.sqrt((len(y) - len(fouten)) / len(y))


def with_statsmodels(personen: pd.DataFrame) -> Schatting:
    """Fit with statsmodels on dummies."""
    x = pd.get_dummies(personen[list(OMVANG)], drop_first=True, dtype=float).assign(constante=1.0)
    x = x[["constante", *x.columns[:-1]]]
    fit = sm.Logit(personen["werk"].to_numpy(dtype=float), x.to_numpy()).fit(disp=0, tol=1e-10)
    return fit.params, fit.bse


def measure(personen: pd.DataFrame) -> dict[str, tuple[float, Schatting]]:
    """Return per way the median CPU seconds of several fits in turns, all threads together, and the estimates."""
    tijden: dict[str, list[float]] = {}
    uit: dict[str, Schatting] = {}
    for _ in range(KEER):
        for naam, schat in {"ons": ours, "glum": with_glum, "statsmodels": with_statsmodels}.items():
            begin = time.process_time()
            uit[naam] = schat(personen)
            tijden.setdefault(naam, []).append(time.process_time() - begin)
    return {naam: (statistics.median(rij), uit[naam]) for naam, rij in tijden.items()}


def main(aantal: int) -> None:
    """Measure the three and print a table."""
    metingen = measure(persons(aantal))
    referentie = metingen["statsmodels"][1]
    ons, glum = metingen["ons"][0], metingen["glum"][0]
    verschil = max(
        float(np.abs(deel - ander).max()) for deel, ander in zip(metingen["ons"][1], referentie, strict=True)
    )
    tijden = ", ".join(f"{naam} {seconden:.2f} s CPU" for naam, (seconden, _) in metingen.items())
    wat = f"Logit over {aantal} personen, {len(referentie[0])} kolommen ({tijden})"
    gelijk = "Grootste verschil van coefficienten en standaardfouten met statsmodels"
    print(
        table(
            [
                (f"{wat}, ons tegen glum", f"{ons / glum:.2f} keer", "minder dan 1 keer", ons < glum),
                (gelijk, f"{verschil:.1e}", f"< {GELIJK}", verschil < GELIJK),
            ]
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else N)
