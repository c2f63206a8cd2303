"""Write the synthetic e-file's values: start, recent and target value per indicator that an institution reports.

An institution keeps its place over the years and over indicators (big cities lower, small colleges higher), so that
groups of institutions persist; the unweighted means are the published ones. Not every institution reports everything.
The e-file of a later year is the published one with recent values added.
"""

import datetime as dt

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from werkagenda.indicators.registry import SCHALEN, Indicator, Register, registry
from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, largest_remainder
from werkagenda.synthetic.surveys import code_on

# Values are reported to a tenth.
_TIENDEN = 10
_SOORTEN = ("start", "recent", "streef")
# The survey and the table count a study year by this day.
_PEILDAG = (10, 1)
KOLOMMEN = ["vandaag", "indicator", "soort", "jaar", "waarde", "n"]


def places(instellingen: pd.DataFrame, *, randstad: list[str], g4: list[str], kalibratie: Calibration) -> pd.Series:
    """Return per institution of today its lasting place among others: standardised, higher is better."""
    eigen = instellingen[instellingen["type"] != "opgegaan"].set_index("vandaag").sort_index()
    kenmerken = {
        "randstad": eigen["provincie"].isin(randstad),
        "g4": eigen["plaats"].isin(g4),
        "beroepscollege": eigen["type"] != "roc",
    }
    ruw = kalibratie.rng("efile", "plaats").normal(size=len(eigen))
    for naam, effect in kalibratie.aannames["plaats"].items():
        ruw = ruw + effect * kenmerken[naam].to_numpy()
    return pd.Series(standard(ruw), index=eigen.index)


def standard(ruw: np.ndarray) -> np.ndarray:
    """Return the values with mean 0 and standard deviation 1."""
    return (ruw - ruw.mean()) / ruw.std()


def fit(waarden: np.ndarray, *, gemiddelde: float, schaal: tuple[float, float]) -> np.ndarray:
    """Return the values in tenths, shifted so that their mean is `gemiddelde`, none outside the scale."""
    laag, hoog = schaal
    verschuiving = brentq(
        lambda d: float(np.clip(waarden + d, laag, hoog).mean()) - gemiddelde, laag - hoog, hoog - laag
    )
    tienden = np.clip(waarden + verschuiving, laag, hoog) * _TIENDEN
    return largest_remainder(tienden, np.zeros(len(tienden))) / _TIENDEN


def draw(
    een: Indicator,
    plaats: pd.Series,
    *,
    studenten: pd.Series,
    elders: pd.Series,
    kalibratie: Calibration,
) -> pd.DataFrame:
    """Return the rows of one indicator, on today's codes.

    Args:
        een: the indicator.
        plaats: lasting place per institution of today.
        studenten: students per institution of today.
        elders: start values (in the unit of the e-file) of an indicator that the JOB-monitor holds; else empty.
        kalibratie: targets and assumptions.

    """
    aannames = kalibratie.aannames
    regels, doel = aannames["indicatoren"][een.id], kalibratie.doelen["waarden"][een.id]
    rng, (laag, hoog, _) = kalibratie.rng("efile", een.id), SCHALEN[een.eenheid]
    teken = 1 if een.richting == "hoger" else -1
    a = regels.get("plaats", aannames["samenhang_indicatoren"])
    nu = standard(a * plaats.to_numpy() + np.sqrt(1 - a**2) * rng.normal(size=len(plaats)))
    rho = aannames["samenhang_jaren"]
    straks = standard(rho * nu + np.sqrt(1 - rho**2) * rng.normal(size=len(plaats)))
    b = aannames["samenhang_ambitie"]
    eigen = kalibratie.rng("efile", "ambitie").normal(size=len(plaats))
    verder = standard(b * eigen + np.sqrt(1 - b**2) * rng.normal(size=len(plaats)))
    volgorde = pd.Series(rng.permutation(len(plaats)), index=plaats.index)
    if elders.empty:
        start = doel[0] + teken * regels["spreiding"] * nu
    else:
        start = elders.reindex(plaats.index).to_numpy()
        volgorde = volgorde.where(np.isfinite(start), len(plaats))
    reeksen = {
        "start": start,
        "recent": (doel[1] or 0) + teken * regels.get("spreiding", 0) * straks,
        "streef": start + teken * regels["ambitie"] * verder,
    }
    jaren = [*regels.get("jaar", [0, 0]), aannames["streefjaar"]]
    delen = []
    for soort, jaar, aantal, gemiddelde in zip(_SOORTEN, jaren, regels["n"], doel, strict=True):
        wie = volgorde.nsmallest(aantal).sort_index().index
        if wie.empty:
            continue
        ruw = reeksen[soort][plaats.index.get_indexer(wie)]
        waarde = fit(ruw, gemiddelde=gemiddelde, schaal=(laag, hoog))
        n = np.nan if soort == "streef" else np.ceil(studenten[wie].to_numpy() * regels["personen"])
        delen.append(pd.DataFrame({"vandaag": wie, "soort": soort, "jaar": jaar, "waarde": waarde, "n": n}))
    return pd.concat(delen, ignore_index=True).assign(indicator=een.id)[KOLOMMEN]


def next_mean(start: float, recent: float, verder: int, *, stap: float) -> float:
    """Return the mean `verder` years after the recent one; each step is the part `stap` of the one before it."""
    return recent + (recent - start) * sum(stap**nummer for nummer in range(1, verder + 1))


def go_on(rijen: pd.DataFrame, een: Indicator, *, jaren: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return recent values of the `jaren` years after the one in `rijen`, of the institutions that have that one.

    None for an indicator that is not yearly, or that another file holds. Institutions keep their place as they did.
    """
    start, recent = (rijen[rijen["soort"] == soort] for soort in ("start", "recent"))
    if recent.empty or not een.yearly:
        return rijen.iloc[:0]
    rho, stap = kalibratie.aannames["samenhang_jaren"], kalibratie.aannames["opgave"]["stap"]
    midden, delen = recent["waarde"].mean(), [rijen.iloc[:0]]
    plek = standard(recent["waarde"].to_numpy())
    for verder in range(1, jaren + 1):
        jaar = int(recent["jaar"].max()) + verder
        ruis = kalibratie.rng("efile", een.id, jaar).normal(size=len(plek))
        plek = standard(rho * plek + np.sqrt(1 - rho**2) * ruis)
        gemiddelde = next_mean(start["waarde"].mean(), midden, verder, stap=stap)
        # The spread stays the same part of the mean: a percentage that falls does not pile up at 0.
        spreiding = recent["waarde"].std() * gemiddelde / midden
        waarde = fit(spreiding * plek, gemiddelde=gemiddelde, schaal=SCHALEN[een.eenheid][:2])
        delen.append(recent.assign(jaar=jaar, waarde=waarde))
    return pd.concat(delen)


def practoraten(plaats: pd.Series, *, jaren: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return who has a practoraat (100) or none (0), per year and `jaren` years more, and who wants one."""
    doel, streefjaar = kalibratie.doelen["practoraat"], kalibratie.aannames["streefjaar"]
    rng = kalibratie.rng("efile", "practoraat")
    volgorde = pd.Series(plaats.to_numpy() + rng.normal(size=len(plaats)), index=plaats.index).sort_values()
    eerste, laatste = min(doel), max(set(doel) - {streefjaar})
    rijen = [
        ("start" if jaar == eerste else "streef" if jaar == streefjaar else "recent", jaar, *doel[jaar])
        for jaar in doel
    ]
    for verder in range(1, jaren + 1):
        met = next_mean(doel[eerste][0], doel[laatste][0], verder, stap=kalibratie.aannames["opgave"]["stap"])
        rijen.append(("recent", laatste + verder, round(met), doel[laatste][1]))
    delen = []
    for soort, jaar, met, alle in rijen:
        wie = volgorde.index[len(volgorde) - alle :]
        waarde = np.where(np.arange(alle) < alle - met, 0.0, 100.0)
        delen.append(pd.DataFrame({"vandaag": wie, "soort": soort, "jaar": jaar, "waarde": waarde, "n": np.nan}))
    return pd.concat(delen, ignore_index=True).assign(indicator="practoraat")[KOLOMMEN]


def own_codes(waarden: pd.DataFrame, instellingen: pd.DataFrame, *, register: Register, hoger: dict) -> pd.DataFrame:
    """Return the rows under the codes of their year; parts of a later merger differ, their weighted mean does not."""
    delen = []
    for jaar, rijen in waarden.groupby("jaar"):
        codes = code_on(instellingen, dt.date(int(jaar), *_PEILDAG))
        paren = instellingen.assign(code=instellingen["instelling"].map(codes))
        paren = paren.drop_duplicates("code").assign(klein=lambda t: t["type"] == "opgegaan")
        delen.append(rijen.merge(paren[["vandaag", "code", "klein"]], on="vandaag"))
    uit = pd.concat(delen, ignore_index=True)
    twee = uit.duplicated(["vandaag", "indicator", "soort", "jaar"], keep=False)
    stap = uit["indicator"].map(lambda naam: hoger[register.indicatoren[naam].eenheid])
    # A part of a tenth of the persons; where nobody is behind a value the parts weigh the same.
    deel = np.where(uit["n"].isna(), 0.5, np.where(uit["klein"], 0.1, 0.9))
    gemiddeld = twee & ~uit["indicator"].map(lambda naam: "fusie" in register.indicatoren[naam].berekening)
    uit["waarde"] += np.where(gemiddeld, np.where(uit["klein"], stap, -stap) * (1 - deel), 0)
    uit.loc[twee & ~gemiddeld & uit["klein"], "waarde"] = 0
    uit["n"] = np.where(twee, np.ceil(uit["n"] * deel), uit["n"])
    return uit.drop(columns=["vandaag", "klein"]).rename(columns={"code": "instelling"})


def elsewhere(een: Indicator, jaar: int, *, job: dict[int, pd.DataFrame]) -> pd.Series:
    """Return what the synthetic JOB-monitor says of an indicator in a year: a percentage per institution of today.

    Empty where the indicator is no question of it.

    Args:
        een: the indicator.
        jaar: year of the survey.
        job: per year what the JOB-monitor says: `vandaag, leerweg, vraag, tevreden, gewicht`.

    """
    if een.product != "job":
        return pd.Series(dtype=float)
    tabel = job[jaar]
    rijen = tabel[(tabel["vraag"] == een.berekening["vraag"]) & tabel["leerweg"].isin(een.berekening["leerwegen"])]
    som = rijen.groupby("vandaag")[["tevreden", "gewicht"]].sum()
    return 100 * som["tevreden"] / som["gewicht"]


def also_elsewhere(een: Indicator, *, job: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """Return the start and latest value of an indicator that an institution reports though the JOB-monitor has it."""
    delen = []
    for soort, jaar in zip(_SOORTEN, sorted({een.eerste_waarde, max(job)}), strict=False):
        reeks = elsewhere(een, jaar, job=job)
        waarden = reeks.round(1).to_numpy()
        delen.append(pd.DataFrame({"vandaag": reeks.index, "soort": soort, "jaar": jaar, "waarde": waarden}))
    return pd.concat(delen, ignore_index=True).assign(indicator=een.id, n=np.nan)[KOLOMMEN]


def of_parts(codes: list[str], *, streefjaar: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return values of a part of the students: mental health by leerweg, early school leaving on level 4."""
    rng, aannames = kalibratie.rng("efile", "delen"), kalibratie.aannames
    gezondheid, vsv = aannames["mentale_gezondheid_leerweg"], aannames["vsv_niveau"]
    rijen = []
    for indicator, regels, kolom in (
        ("mentale_gezondheid", gezondheid, "leerweg"),
        ("voortijdig_schoolverlaten", vsv, "niveau"),
    ):
        for deel in sorted(set(regels) & {"bol", "bbl", "4"}):
            for soort, midden, jaar in zip(("start", "recent"), regels[deel], regels["jaren"], strict=True):
                waarden = np.maximum(midden + regels["spreiding"] * rng.standard_normal(len(codes)), 0.1).round(1)
                rijen += [
                    (code, indicator, soort, jaar, w, {kolom: deel}) for code, w in zip(codes, waarden, strict=True)
                ]
    bereikt, alle = kalibratie.doelen["vsv_niveau_4"]
    recent = {code: w for code, naam, soort, _, w, deel in rijen if soort == "recent" and deel == {"niveau": "4"}}
    onder, boven = vsv["afstand"]
    for plek, code in enumerate(rng.choice(codes, alle, replace=False)):
        verder = round(rng.uniform(onder, boven), 1) * (1 if plek < bereikt else -1)
        waarde = max(recent[str(code)] + verder, 0)
        rijen.append((str(code), "voortijdig_schoolverlaten", "streef", streefjaar, waarde, {"niveau": "4"}))
    tabel = pd.DataFrame(rijen, columns=["instelling", "indicator", "soort", "jaar", "waarde", "deel"])
    delen = tabel.pop("deel")
    return tabel.assign(
        n=np.nan, **{naam: delen.map(lambda deel, k=naam: deel.get(k, "")) for naam in ("leerweg", "niveau")}
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        wereld, register = s.read("kalibratie_wereld")["wereld"], registry(s.read("indicatoren"))
        instellingen, opzet = s.read("instellingen"), s.read("opzet")
        job = {int(naam.removeprefix("job_")): tabel for naam, tabel in s.read_all("job").items()}
        plaats = places(instellingen, randstad=wereld["randstad"], g4=wereld["g4"], kalibratie=kalibratie)
        studenten = opzet.set_index("instelling")["studenten"].reindex(plaats.index, fill_value=0)
        jaren = max(0, s.params["jaar"] - kalibratie.aannames["opgave"]["jaar"])
        delen = [practoraten(plaats, jaren=jaren, kalibratie=kalibratie)]
        for naam in kalibratie.aannames["indicatoren"]:
            een = register.indicatoren[naam]
            start = elsewhere(een, een.eerste_waarde, job=job)
            rijen = draw(een, plaats, studenten=studenten, elders=start, kalibratie=kalibratie)
            delen += [rijen, go_on(rijen, een, jaren=jaren, kalibratie=kalibratie)]
        delen += [also_elsewhere(register.indicatoren[naam], job=job) for naam in kalibratie.aannames["ook_elders"]]
        eigen = own_codes(
            pd.concat(delen), instellingen, register=register, hoger=kalibratie.aannames["opgegaan_hoger"]
        )
        contract = s.contract()
        codes = sorted(set(eigen["instelling"]) & set(instellingen["vandaag"]))
        streefjaar = kalibratie.aannames["streefjaar"]
        delen_van = of_parts(codes, streefjaar=streefjaar, kalibratie=kalibratie)
        eigen = pd.concat([eigen.assign(leerweg="", niveau=""), delen_van], ignore_index=True)
        eigen = eigen.sort_values(list(contract.sleutel), ignore_index=True)
        tekst = eigen.assign(
            waarde=eigen["waarde"].map("{:.1f}".format), n=eigen["n"].map(lambda n: "" if np.isnan(n) else f"{n:.0f}")
        )
        write_raw(tekst, contract, s.target("efile_waarden"))
        s.rows_out("efile_waarden", len(tekst))
