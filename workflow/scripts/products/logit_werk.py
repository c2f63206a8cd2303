"""Table B.0.2: the logit of work, its average marginal effects, and what other choices would give."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from werkagenda.designmatrix import CONSTANTE, Getallen
from werkagenda.logit import Fit, cluster_covariance, fit_logit, marginal_effects, mean_constant, p_value
from werkagenda.onthulling import GEEN_PERSONEN, first_reason, hide, protect, reason_count, reason_share
from werkagenda.step import step
from werkagenda.werkaandeel import REGELS, Z

INSTELLING = "instelling"
MODEL = "model"
NIET_TE_SCHATTEN = "niet te schatten"
# The last digits of a float differ between machines; nobody reads them.
DECIMALEN = 9


def as_categories(analyse: pd.DataFrame, *, model: dict[str, Any]) -> pd.DataFrame:
    """Return per person cohort, institution, both outcomes, and the category of each characteristic of the model."""
    uit = analyse[["cohort", *REGELS.values()]].assign(**{INSTELLING: analyse[model[INSTELLING]]})
    for kenmerk, regel in model["kenmerken"].items():
        waarden = analyse[regel["kolom"]]
        uit[kenmerk] = waarden.astype("str")
        if "onder" in regel:
            uit[kenmerk] = uit[kenmerk].mask(waarden < regel["onder"], regel["categorieen"][0])
    return uit


def count_categories(personen: pd.DataFrame, *, model: dict[str, Any], uitkomst: str) -> pd.DataFrame:
    """Return per row of the table (kenmerk, categorie) `n` and `teller`: persons, and those with the outcome.

    The rows are those of the report, then the other categories that the data have.
    """
    delen = {}
    for kenmerk, regel in model["kenmerken"].items():
        aantal = personen.groupby(kenmerk)[uitkomst].agg(n="size", teller="sum")
        andere = [categorie for categorie in aantal.index if categorie not in regel["categorieen"]]
        delen[kenmerk] = aantal.reindex([*regel["categorieen"], *andere], fill_value=0)
    return pd.concat(delen, names=["kenmerk", "categorie"])


def references(aantallen: pd.DataFrame, *, model: dict[str, Any], minimum: int) -> dict[str, str | None]:
    """Return the reference of each characteristic: the report's, or else the first that passes `minimum`."""
    genoeg = aantallen.index[reason_share(aantallen["n"], aantallen["teller"], minimum=minimum) == ""]
    uit = {}
    for kenmerk, regel in model["kenmerken"].items():
        keuze = [categorie for naam, categorie in genoeg if naam == kenmerk]
        uit[kenmerk] = regel["referentie"] if regel["referentie"] in keuze else next(iter(keuze), None)
    return uit


def rows(fit: Fit, aantallen: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Return the rows of the table without estimates: `referentie` (ja/nee), `n` where it may be shown, and `reden`.

    `aantallen` counts all persons; the fit knows those of its sample. A category needs `minimum` persons in either
    outcome in both.
    """
    steekproef = fit.table()[["n", "teller"]].reindex(aantallen.index, fill_value=0)
    redenen = [reason_share(tabel["n"], tabel["teller"], minimum=minimum) for tabel in (aantallen, steekproef)]
    reden = first_reason(*redenen).mask(aantallen["n"] == 0, GEEN_PERSONEN)
    referentie = aantallen.index.isin([fit.design.termen[blok.stop - 1] for blok in fit.design.blok.values()])
    geschat = aantallen.index.isin(fit.design.termen[fit.geschat])
    reden = reden.mask((reden == "") & ~referentie & ~geschat, NIET_TE_SCHATTEN)
    # N is the total of every characteristic, so one count alone can't be hidden.
    n, klein = steekproef["n"], reason_count(steekproef["n"], minimum=minimum)
    klein = pd.concat(
        [protect(deel, n[deel.index], minimum=minimum) for _, deel in klein.groupby(level="kenmerk", sort=False)]
    )
    uit = pd.DataFrame({"referentie": pd.Series(referentie, n.index).map({True: "ja", False: "nee"}), "n": n})
    return hide(uit, klein, ["n"]).assign(reden=first_reason(reden, klein), getoond=(reden == "") & geschat)


def stars(p: pd.Series, *, model: dict[str, Any]) -> pd.Series:
    """Return the stars of p values; none where p is missing."""
    grenzen = model["sterren"].items()
    return p.map(lambda waarde: next((ster for ster, grens in grenzen if waarde < grens), ""))


def model_rows(fit: Fit, covariantie: Getallen, *, minimum: int) -> pd.DataFrame:
    """Return the constant of the mean institution, and in `waarde` N, persons left out, pseudo-R2 and institutions."""
    feiten = {
        "n": fit.design.n,
        "weggelaten": fit.weggelaten,
        "pseudo_r2": round(fit.pseudo_r2, DECIMALEN),
        "instellingen": fit.design.size(INSTELLING),
    }
    index = pd.MultiIndex.from_tuples([CONSTANTE, *((MODEL, feit) for feit in feiten)], names=["kenmerk", "categorie"])
    uit = pd.DataFrame({"referentie": "nee", "reden": "", "waarde": [float("nan"), *feiten.values()]}, index=index)
    coefficient, fout = mean_constant(fit, INSTELLING, covariantie)
    cijfers = pd.Series({"coefficient": coefficient, "standaardfout": fout})
    uit.loc[[CONSTANTE], cijfers.index] = cijfers.to_numpy()
    weg = (MODEL, "weggelaten")
    if 0 < fit.weggelaten < minimum:
        uit.loc[weg, ["waarde", "reden"]] = [float("nan"), f"minder dan {minimum} personen"]
    return uit


def coefficients(
    fit: Fit, aantallen: pd.DataFrame, *, model: dict[str, Any], minimum: int, geclusterd: bool = False
) -> pd.DataFrame:
    """Return table B.0.2: coefficients with standard error, p, stars and n, then the facts of the model."""
    covariantie = cluster_covariance(fit, INSTELLING) if geclusterd else fit.covariantie
    rijen = rows(fit, aantallen, minimum=minimum)
    kolommen = ["coefficient", "standaardfout"]
    cijfers = fit.table(covariantie)[kolommen].reindex(rijen.index).where(rijen["getoond"])
    uit = pd.concat([rijen.join(cijfers), model_rows(fit, covariantie, minimum=minimum)])
    p = p_value(uit["coefficient"] / uit["standaardfout"])
    uit[kolommen] = uit[kolommen].round(DECIMALEN)
    return _numbered(uit.assign(p=p.round(DECIMALEN), sterren=stars(p, model=model)))


def effects(fit: Fit, aantallen: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """Return the average marginal effects (0-1) with their 95 % interval."""
    rijen = rows(fit, aantallen, minimum=minimum)
    kenmerken = rijen.index.get_level_values("kenmerk").unique()
    schatting = pd.concat({naam: marginal_effects(fit, naam) for naam in kenmerken if naam in fit.design.blok})
    cijfers = schatting.reindex(rijen.index).where(rijen["getoond"])
    marge = Z * cijfers["standaardfout"]
    cijfers = cijfers.assign(
        effect_min=cijfers["effect"] - marge,
        effect_max=cijfers["effect"] + marge,
        p=p_value(cijfers["effect"] / cijfers["standaardfout"]),
    )
    return _numbered(rijen.join(cijfers.round(DECIMALEN)))


def _numbered(tabel: pd.DataFrame) -> pd.DataFrame:
    uit = tabel.reset_index().drop(columns="getoond")
    return uit.assign(volgorde=range(1, len(uit) + 1))


def logit_tables(
    analyse: pd.DataFrame, *, model: dict[str, Any], regel: str, minimum: int, zonder_cohorten: Sequence[int]
) -> dict[str, pd.DataFrame]:
    """Return table B.0.2, its marginal effects and its variants, by product.

    Args:
        analyse: a row per leaver.
        model: `resources/logit_werk.yaml`.
        regel: the work rule of the table; the other one is a variant.
        minimum: fewest persons behind a category, in either outcome.
        zonder_cohorten: cohorts that one variant leaves out.

    """
    personen = as_categories(analyse, model=model)
    andere = next(naam for naam in REGELS if naam != regel)

    def estimate(deel: pd.DataFrame, welke: str) -> tuple[Fit, pd.DataFrame]:
        uitkomst = REGELS[welke]
        aantallen = count_categories(deel, model=model, uitkomst=uitkomst)
        kenmerken = {**references(aantallen, model=model, minimum=minimum), INSTELLING: None}
        return fit_logit(deel, uitkomst=uitkomst, kenmerken=kenmerken), aantallen

    keuze = {"model": model, "minimum": minimum}
    basis = estimate(personen, regel)
    varianten = {
        "basis": coefficients(*basis, **keuze),
        "andere_regel": coefficients(*estimate(personen, andere), **keuze),
        "geclusterd": coefficients(*basis, **keuze, geclusterd=True),
    }
    rest = personen[~personen["cohort"].isin(list(zonder_cohorten))]
    if not rest.empty:
        naam = "_".join(["zonder", *map(str, zonder_cohorten)])
        varianten[naam] = coefficients(*estimate(rest, regel), **keuze)
    robuust = pd.concat([tabel.assign(variant=naam) for naam, tabel in varianten.items()], ignore_index=True)
    return {
        "tabel_b_0_2": varianten["basis"],
        "tabel_b_0_2_marginaal": effects(*basis, minimum=minimum),
        "tabel_b_0_2_robuust": robuust.assign(volgorde=range(1, len(robuust) + 1)),
    }


if __name__ == "__main__":
    with step(snakemake) as s:
        for product, tabel in logit_tables(s.read("analyse"), model=s.read("model"), **s.params).items():
            s.write(product, tabel)
