"""Table B.0.2: the logit of work, its average marginal effects, and what other choices would give."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from werkagenda.disclosure.rules import reason_share
from werkagenda.models.design_matrix import CONSTANTE, Getallen
from werkagenda.models.logit import Fit, cluster_covariance, fit_logit, marginal_effects, mean_constant, p_value
from werkagenda.models.proportions import Z
from werkagenda.persons.work_share import REGELS
from werkagenda.run.step import step

INSTELLING = "instelling"
MODEL = "model"
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


def merge_small(
    personen: pd.DataFrame, delen: Sequence[pd.Series], *, model: dict[str, Any], minimum: int
) -> tuple[pd.DataFrame, dict[tuple[str, str], str]]:
    """Put a category with too few persons together with its neighbour, where it has one.

    Args:
        personen: a row per person (`as_categories`).
        delen: which persons are in each of the samples; all estimates share one classification.
        model: `resources/logit_werk.yaml`.
        minimum: fewest persons in either outcome of either rule.

    Returns:
        The persons, and per category that went (`kenmerk`, `categorie`) the one that it is counted with.

    """
    uit, samen = personen.copy(), dict[tuple[str, str], str]()
    for kenmerk, regel in model["kenmerken"].items():
        for klein, buur in regel.get("buur", {}).items():
            raak = uit[kenmerk] == klein
            if raak.any() and (kenmerk, buur) not in samen and _few(uit[raak], [deel[raak] for deel in delen], minimum):
                uit.loc[raak, kenmerk] = buur
                samen = {plek: buur if naar == klein else naar for plek, naar in samen.items()}
                samen[kenmerk, klein] = buur
    return uit, samen


def _few(personen: pd.DataFrame, delen: Sequence[pd.Series], minimum: int) -> bool:
    return any(
        personen.loc[deel, uitkomst].eq(waarde).sum() < minimum
        for deel in delen
        for uitkomst in REGELS.values()
        for waarde in (0, 1)
    )


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
    """Return the reference of each characteristic: the report's, or else the first with `minimum` in both outcomes.

    With a reference that may not be shown every other category would say something about it.
    """
    genoeg = aantallen.index[reason_share(aantallen["n"], aantallen["teller"], minimum=minimum) == ""]
    uit = {}
    for kenmerk, regel in model["kenmerken"].items():
        keuze = [categorie for naam, categorie in genoeg if naam == kenmerk]
        uit[kenmerk] = regel["referentie"] if regel["referentie"] in keuze else next(iter(keuze), None)
    return uit


def rows(fit: Fit, aantallen: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table without estimates, with all that decides whether they may be shown.

    `aantallen` counts all persons (`n_alle`, `n_ja_alle`, `n_nee_alle`); the fit knows those of its sample (`n`,
    `n_ja`, `n_nee`). `referentie` and `geschat` are ja or nee; `vrijheidsgraden` are those of the model.
    """
    steekproef = fit.table()[["n", "teller"]].reindex(aantallen.index, fill_value=0)
    referentie = aantallen.index.isin([fit.design.termen[blok.stop - 1] for blok in fit.design.blok.values()])
    geschat = aantallen.index.isin(fit.design.termen[fit.geschat])
    uit = {"referentie": referentie, "geschat": geschat}
    for einde, tabel in (("", steekproef), ("_alle", aantallen)):
        uit |= {f"n{einde}": tabel["n"], f"n_ja{einde}": tabel["teller"], f"n_nee{einde}": tabel["n"] - tabel["teller"]}
    tabel = pd.DataFrame(uit, index=aantallen.index)
    tabel[["referentie", "geschat"]] = tabel[["referentie", "geschat"]].replace({True: "ja", False: "nee"})
    return tabel


def stars(p: pd.Series, *, model: dict[str, Any]) -> pd.Series:
    """Return the stars of p values; none where p is missing."""
    grenzen = model["sterren"].items()
    return p.map(lambda waarde: next((ster for ster, grens in grenzen if waarde < grens), ""))


def model_rows(fit: Fit, covariantie: Getallen) -> pd.DataFrame:
    """Return the constant of the mean institution, and in `waarde` N, persons left out, pseudo-R2 and institutions."""
    feiten = {
        "n": fit.design.n,
        "weggelaten": fit.left_out,
        "pseudo_r2": round(fit.pseudo_r2, DECIMALEN),
        "instellingen": fit.design.size(INSTELLING),
    }
    index = pd.MultiIndex.from_tuples([CONSTANTE, *((MODEL, feit) for feit in feiten)], names=["kenmerk", "categorie"])
    totaal = fit.design.n + fit.left_out
    uit = pd.DataFrame({"referentie": "nee", "geschat": "nee", "waarde": [float("nan"), *feiten.values()]}, index=index)
    coefficient, fout = mean_constant(fit, INSTELLING, covariantie)
    cijfers = pd.Series({"geschat": "ja", "coefficient": coefficient, "standaardfout": fout})
    uit.loc[[CONSTANTE], cijfers.index] = cijfers.to_numpy()
    # Who adds size and persons left out knows how many there are in all.
    uit.loc[[(MODEL, "weggelaten")], "totaal"] = totaal
    return uit


def coefficients(fit: Fit, aantallen: pd.DataFrame, *, model: dict[str, Any], geclusterd: bool = False) -> pd.DataFrame:
    """Return table B.0.2: coefficients with standard error, p, stars and n, then the facts of the model."""
    covariantie = cluster_covariance(fit, INSTELLING) if geclusterd else fit.covariantie
    rijen = rows(fit, aantallen)
    kolommen = ["coefficient", "standaardfout"]
    cijfers = fit.table(covariantie)[kolommen].reindex(rijen.index)
    uit = pd.concat([rijen.join(cijfers), model_rows(fit, covariantie)])
    p = p_value(uit["coefficient"] / uit["standaardfout"])
    uit[kolommen] = uit[kolommen].round(DECIMALEN)
    return _numbered(uit.assign(p=p.round(DECIMALEN), sterren=stars(p, model=model)), fit)


def effects(fit: Fit, aantallen: pd.DataFrame) -> pd.DataFrame:
    """Return the average marginal effects (0-1) with their 95 % interval."""
    rijen = rows(fit, aantallen)
    kenmerken = rijen.index.get_level_values("kenmerk").unique()
    schatting = pd.concat({naam: marginal_effects(fit, naam) for naam in kenmerken if naam in fit.design.blok})
    cijfers = schatting.reindex(rijen.index)
    marge = Z * cijfers["standaardfout"]
    cijfers = cijfers.assign(
        effect_min=cijfers["effect"] - marge,
        effect_max=cijfers["effect"] + marge,
        p=p_value(cijfers["effect"] / cijfers["standaardfout"]),
    )
    return _numbered(rijen.join(cijfers.round(DECIMALEN)), fit)


def _numbered(tabel: pd.DataFrame, fit: Fit) -> pd.DataFrame:
    uit = tabel.reset_index()
    return uit.assign(volgorde=range(1, len(uit) + 1), vrijheidsgraden=fit.design.n - int(fit.geschat.sum()))


def logit_tables(
    analyse: pd.DataFrame, *, model: dict[str, Any], regel: str, minimum: int, zonder_cohorten: Sequence[int]
) -> dict[str, pd.DataFrame]:
    """Return table B.0.2, its marginal effects and its variants, by product.

    Args:
        analyse: a row per leaver.
        model: `resources/logit_werk.yaml`.
        regel: the work rule of the table; the other one is a variant.
        minimum: fewest persons of a reference in either outcome.
        zonder_cohorten: cohorts that one variant leaves out.

    """
    personen = as_categories(analyse, model=model)
    andere = next(naam for naam in REGELS if naam != regel)

    def estimate(deel: pd.DataFrame, welke: str) -> tuple[Fit, pd.DataFrame]:
        uitkomst = REGELS[welke]
        aantallen = count_categories(deel, model=model, uitkomst=uitkomst)
        kenmerken = {**references(aantallen, model=model, minimum=minimum), INSTELLING: None}
        return fit_logit(deel, uitkomst=uitkomst, kenmerken=kenmerken), aantallen

    rest = ~personen["cohort"].isin(list(zonder_cohorten))
    delen = [pd.Series(data=True, index=personen.index), *([rest] if rest.any() else [])]
    personen, samen = merge_small(personen, delen, model=model, minimum=minimum)
    basis = estimate(personen, regel)
    varianten = {
        "basis": coefficients(*basis, model=model),
        "andere_regel": coefficients(*estimate(personen, andere), model=model),
        "geclusterd": coefficients(*basis, model=model, geclusterd=True),
    }
    if rest.any():
        naam = "_".join(["zonder", *map(str, zonder_cohorten)])
        varianten[naam] = coefficients(*estimate(personen[rest], regel), model=model)
    robuust = pd.concat([tabel.assign(variant=naam) for naam, tabel in varianten.items()], ignore_index=True)
    uit = {
        "tabel_b_0_2": varianten["basis"],
        "tabel_b_0_2_marginaal": effects(*basis),
        "tabel_b_0_2_robuust": robuust.assign(volgorde=range(1, len(robuust) + 1)),
    }
    plekken = {naam: zip(tabel["kenmerk"], tabel["categorie"], strict=True) for naam, tabel in uit.items()}
    return {
        naam: tabel.assign(samen_met=[samen.get(plek, "") for plek in plekken[naam]]) for naam, tabel in uit.items()
    }


if __name__ == "__main__":
    with step(snakemake) as s:
        for product, tabel in logit_tables(s.read("analyse"), model=s.read("model"), **s.params).items():
            s.write(product, tabel)
