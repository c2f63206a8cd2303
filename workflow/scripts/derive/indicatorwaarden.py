"""Bring the values of all indicators together: one table per institution of today, and a check on what stands twice.

What follows from the JOB-monitor or DUO comes from the tables that the other chapters use; the e-file gives the rest.
An institution without a value has no row. A value of too few persons has a reason: it counts in every mean, quarter and
band, and is shown nowhere as the value of that institution.
"""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from werkagenda.disclosure.rules import reason_share
from werkagenda.flow.count import share, within
from werkagenda.indicators.efile import (
    RECENT,
    WAARDEN,
    check_values,
    latest,
    merge_parts,
    scale,
    to_scale,
    whole_institution,
)
from werkagenda.indicators.registry import SCHALEN, Indicator, Register, registry
from werkagenda.institutions.codes import to_today
from werkagenda.institutions.values import effective_size, target, weigh_targets
from werkagenda.run.step import step
from werkagenda.surveys.outflow import add_up

# The two leerwegen of a plan's target, by the name that `target` has for them.
_LEERWEGEN = {("bbl", "bol"): "alle", ("bol",): "bol", ("bbl",): "bbl"}
_MEETWAARDE = ["instelling", "indicator", "jaar", "waarde", "n", "n_effectief", "reden"]


def from_job(job: pd.DataFrame, een: Indicator, *, minimum: int) -> pd.DataFrame:
    """Return satisfaction per institution and year, the leerwegen and levels weighted by the weights of the survey."""
    regels = een.berekening
    rijen = job[(job["item"] == regels["vraag"]) & job["leerweg"].isin(regels["leerwegen"])]
    rijen = rijen.assign(deel=rijen["aandeel"] * rijen["gewicht"])
    som = rijen.groupby(["jaar", "instelling"], as_index=False, observed=True)[
        ["deel", "gewicht", "n", "tevreden"]
    ].sum()
    som = som.assign(aandeel=(som["deel"] / som["gewicht"]).clip(0, 1), teller=som["tevreden"])
    # In the order of the same groups.
    omvang = effective_size(rijen, ["jaar", "instelling"]).to_numpy()
    return _persons(som.assign(n_effectief=omvang), een, minimum=minimum)


def from_leavers(uitstroom: pd.DataFrame, een: Indicator, *, minimum: int) -> pd.DataFrame:
    """Return the share with work per institution and study year, of the leavers whose share is known."""
    rijen = uitstroom[uitstroom["niveau"].isin(een.controle["niveaus"])]
    som = add_up(rijen, ["studiejaar", "instelling"]).rename(columns={"uitstromers": "n"})
    # CBS gives the share alone: the persons behind it are a whole number.
    teller = (som["aandeel"] * som["n"]).round()
    som = som.assign(jaar=som["studiejaar"].str[:4].astype(int), teller=teller, n_effectief=math.nan)
    return _persons(som, een, minimum=minimum)


def from_flow(stroom: pd.DataFrame, een: Indicator, *, leerwegen: Sequence[str]) -> pd.DataFrame:
    """Return the share of a group of programmes per institution and year, those with none included."""
    maat, groep = een.berekening["maat"], een.berekening["groep"]
    rijen = within(stroom, maat=maat, leerwegen=leerwegen)
    deel = share(rijen[rijen["groep"].isin(["totaal", groep])], ["jaar", "instelling"])
    deel = deel[deel["groep"] == groep]
    uit = deel.assign(
        indicator=een.id, waarde=deel["aandeel"], n=deel["noemer"].round(), n_effectief=math.nan, reden=""
    )
    return uit[_MEETWAARDE]


def _persons(som: pd.DataFrame, een: Indicator, *, minimum: int) -> pd.DataFrame:
    """Return shares of persons on the scale of the tables, with a reason below the minimum.

    `som` has `jaar, instelling, aandeel`, and counted persons: `n`, and `teller` of them in the share; `n_effectief`.
    """
    reden = reason_share(som["n"], som["teller"], minimum=minimum)
    procent = som["aandeel"] * SCHALEN[een.eenheid][1]
    return som.assign(indicator=een.id, waarde=scale(procent, een), reden=reden)[_MEETWAARDE]


def label(waarden: pd.DataFrame, een: Indicator) -> pd.DataFrame:
    """Return the rows of one survey or register with `soort`: of the start year, of the latest, or in between.

    Years before the start value are left out. The latest year is that of the source: an institution that is not in it
    has no recent value.
    """
    uit = waarden[waarden["jaar"] >= (een.eerste_waarde or 0)]
    soort = pd.Series("tussen", index=uit.index).mask(uit["jaar"] == uit["jaar"].max(), RECENT)
    return uit.assign(soort=soort.mask(uit["jaar"] == een.eerste_waarde, "start"), bron=een.product)


def from_efile(waarden: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return what only the institutions report, and their targets; a recent value that a later one follows is `tussen`.

    Args:
        waarden: rows per institution of today, indicator, `soort` and year, in the unit of the e-file.
        register: the registry.

    """
    eigen = {een.id for een in register.per_institution() if een.product == "efile"}
    doel = {een.id for een in register.per_institution() if een.berekening.get("streef", "efile") == "efile"}
    mag = waarden["indicator"].isin(eigen) | (waarden["indicator"].isin(doel) & (waarden["soort"] == "streef"))
    uit = waarden[mag]
    recent = uit[uit["soort"] == RECENT]
    eerder = recent.index[~latest(recent["jaar"], [recent["instelling"], recent["indicator"]])]
    soort = uit["soort"].mask(uit.index.isin(eerder), "tussen")
    return uit.assign(waarde=to_scale(uit, register), soort=soort, bron="efile", reden="")


def from_plans(doelen: pd.DataFrame, een: Indicator, *, jaar: int) -> pd.DataFrame:
    """Return the targets of one question: per institution the student-weighted mean of those it gave."""
    leerweg = _LEERWEGEN[tuple(sorted(een.berekening["leerwegen"]))]
    reeks = target(doelen, item=een.berekening["vraag"], leerweg=leerweg)
    procent = reeks.reset_index(drop=True) * SCHALEN[een.eenheid][1]
    return pd.DataFrame(
        {"instelling": reeks.index, "indicator": een.id, "jaar": jaar, "waarde": scale(procent, een), "n": None}
    ).assign(soort="streef", bron="plan", reden="")


def targets_of_plans(
    streefwaarden: pd.DataFrame, studenten: pd.DataFrame, register: Register, *, peiljaar: int, streefjaar: int
) -> list[pd.DataFrame]:
    """Return, per indicator with a target in the plans, those of the latest reading, weighed by students of `peiljaar`.

    Targets are corrected from one reading to the next.
    """
    laatste = streefwaarden[streefwaarden["meting"] == streefwaarden["meting"].max()]
    doelen = weigh_targets(laatste, studenten[studenten["jaar"] == peiljaar])
    uit_plan = [een for een in register.per_institution() if een.berekening.get("streef") == "plan"]
    return [from_plans(doelen, een, jaar=streefjaar) for een in uit_plan]


def compare(product: pd.DataFrame, efile: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Return how far the e-file is from the product where both have a value of the same institution and year."""
    gemeten = efile[efile["soort"] != "streef"]
    beide = product.merge(
        gemeten.assign(opgave=to_scale(gemeten, register)),
        on=["instelling", "indicator", "jaar"],
        suffixes=("", "_efile"),
    ).dropna(subset=["waarde"])
    # In percentage points, or marks.
    factor = beide["indicator"].map(lambda naam: SCHALEN[register.indicatoren[naam].eenheid][2])
    beide["verschil"] = (beide["waarde"] - beide["opgave"]) * factor
    beide["afstand"] = beide["verschil"].abs()
    return beide.groupby(["indicator", "jaar", "bron"], as_index=False).agg(
        instellingen=("verschil", "size"), gemiddeld_verschil=("verschil", "mean"), grootste_verschil=("afstand", "max")
    )


def collect(
    register: Register, tabellen: Mapping[str, pd.DataFrame], *, minimum: int, leerwegen: Sequence[str]
) -> pd.DataFrame:
    """Return the values of every indicator that a survey or register gives; `tabellen` are those of `job` and so on."""
    delen = []
    for een in register.per_institution():
        if een.product == "job":
            delen.append(label(from_job(tabellen["job"], een, minimum=minimum), een))
        elif een.product == "stroom":
            delen.append(label(from_flow(tabellen["stroom"], een, leerwegen=leerwegen), een))
    return pd.concat(delen, ignore_index=True)


def beside(register: Register, uitstroom: pd.DataFrame, *, minimum: int) -> list[pd.DataFrame]:
    """Return, per indicator of the e-file that another source counts too, what that source says."""
    eigen = [een for een in register.per_institution() if een.controle]
    return [from_leavers(uitstroom, een, minimum=minimum).assign(bron=een.controle["product"]) for een in eigen]


if __name__ == "__main__":
    with step(snakemake) as s:
        register = registry(s.read("indicatoren"))
        ruw = whole_institution(s.read("efile_waarden"))
        check_values(ruw, register)
        vandaag = to_today(ruw, bron=WAARDEN, instellingen=s.read("instellingen"), fusies=s.read("fusies"))
        verhuisd = vandaag["eigen"] != vandaag["instelling"]
        if verhuisd.any():
            reden = f"{int(verhuisd.sum())} waarden van een gefuseerde instelling tellen bij die van vandaag"
            s.attrition(WAARDEN, len(vandaag), len(vandaag), reden, studenten=0)
        opgave = merge_parts(vandaag, register)
        tabellen = {
            "job": s.read("job"),
            "stroom": pd.concat(s.read_all("stroom").values(), ignore_index=True),
        }
        product = collect(register, tabellen, minimum=s.params["minimum"], leerwegen=s.params["leerwegen"])
        jaren = {naam: s.params[naam] for naam in ("peiljaar", "streefjaar")}
        plannen = targets_of_plans(s.read("streefwaarden"), s.read("studenten"), register, **jaren)
        s.write("waarden", pd.concat([product, from_efile(opgave, register), *plannen], ignore_index=True))
        ernaast = beside(register, s.read("uitstroom"), minimum=s.params["minimum"])
        s.write("controle", compare(pd.concat([product, *ernaast]), opgave, register))
