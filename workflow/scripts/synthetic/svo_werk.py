"""Write the synthetic CBS table on outflow with work, per study year, institution, leerweg, level and direction.

The shares meet, in the latest year, the groups of institutions by spending and the distributions that the report
describes; an institution resembles itself from year to year.
"""

import datetime as dt

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import DECIMALEN_AANDEEL, Calibration, largest_remainder
from werkagenda.synthetic.job import standard_scores
from werkagenda.synthetic.surveys import LEERWEGEN, code_on

CEL = ["leerweg", "niveau"]
# Institutions with a quarter of spending of their own target mean, and the rest.
_KWARTEN = {"laag": 0, "midden": 1, "hoog": 2}
_HALVERINGEN = 60


def list_cells(gediplomeerden: pd.DataFrame, programmas: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per year, code, leerweg, level and opleidingsrichting: `uitstromers`, at least one."""
    richting = programmas.set_index("bc")["hoofdgroep_naam"].str.lower()
    rijen = gediplomeerden[gediplomeerden["leerweg"].isin(LEERWEGEN) & (gediplomeerden["bc"] != "")]
    rijen = rijen.assign(opleidingsrichting=rijen["bc"].map(richting), aantal=rijen["man"] + rijen["vrouw"])
    sleutel = ["jaar", "instelling", "vandaag", *CEL, "opleidingsrichting"]
    som = rijen.dropna(subset=["opleidingsrichting"]).groupby(sleutel, as_index=False)["aantal"].sum()
    factor = kalibratie.aannames["uitstroom"]
    deel = np.array(
        [factor[leerweg][niveau - 1] for leerweg, niveau in zip(som["leerweg"], som["niveau"], strict=True)]
    )
    stratum = som["jaar"].to_numpy() * 100 + (som["leerweg"] == "bbl").to_numpy() * 10 + som["niveau"].to_numpy()
    som["uitstromers"] = largest_remainder(som["aantal"].to_numpy() * deel, stratum)
    return _add_small(som[som["uitstromers"] > 0].drop(columns="aantal"), sleutel, kalibratie.aannames["aangevuld"])


def _add_small(cellen: pd.DataFrame, sleutel: list[str], aangevuld: dict[str, dict[str, int]]) -> pd.DataFrame:
    """Return the cells with some leavers in a small opleidingsrichting, at the largest institutions of each year."""
    for naam, eigen in aangevuld.items():
        leerweg, niveau, richting = naam.split("_", 2)
        deel = cellen[(cellen["leerweg"] == leerweg) & (cellen["niveau"] == int(niveau))]
        omvang = deel.groupby(["jaar", "instelling", "vandaag"], as_index=False)["uitstromers"].sum()
        grootste = omvang.sort_values(["jaar", "uitstromers", "instelling"], ascending=[True, False, True])
        nieuw = (
            grootste.groupby("jaar")
            .head(eigen["instellingen"])
            .assign(leerweg=leerweg, niveau=int(niveau), opleidingsrichting=richting, uitstromers=eigen["uitstromers"])
        )
        cellen = pd.concat([cellen, nieuw]).groupby(sleutel, as_index=False)["uitstromers"].max()
    return cellen.sort_values(sleutel, ignore_index=True)


def draw_shares(cellen: pd.DataFrame, kwart: pd.Series, *, kalibratie: Calibration) -> pd.Series:
    """Return the share with work of each cell (0-1); `kwart` is the quarter of spending per institution of today."""
    uit = pd.Series(np.nan, index=cellen.index)
    for _, deel in cellen.groupby(["jaar", *CEL]):
        doel = _targets(deel, kwart, laatste=cellen["jaar"].max(), kalibratie=kalibratie)
        uit[deel.index] = _fill(deel, doel, kalibratie=kalibratie)
    return uit.round(DECIMALEN_AANDEEL)


def _targets(deel: pd.DataFrame, kwart: pd.Series, *, laatste: int, kalibratie: Calibration) -> pd.Series:
    """Return the share wanted per institution of today; institutions without a known cell take part in no mean."""
    jaar, leerweg, niveau = deel[["jaar", *CEL]].iloc[0]
    aannames = kalibratie.aannames
    bekend = sorted(deel.loc[deel["uitstromers"] >= aannames["aandeel_leeg_onder"], "vandaag"].unique())
    groep = pd.Series(bekend).map(kwart).map(_KWARTEN).fillna(1).to_numpy(dtype=np.int64)
    naam, rho = f"{leerweg}_{niveau}", aannames["samenhang_jaren"]
    blijvend = pd.Series(kalibratie.rng("werk", naam).normal(size=len(kwart)), index=kwart.index)
    eigen = kalibratie.rng("werk", naam, jaar).normal(size=len(bekend))
    ruw = rho * blijvend[bekend].to_numpy() + np.sqrt(1 - rho**2) * eigen
    # Institutions count alike in the published means.
    score = standard_scores(ruw, groep, np.ones(len(bekend)))
    midden = aannames["werk"][leerweg][niveau - 1]
    laag_hoog = kalibratie.doelen["werk_kwart"].get(naam, [midden, midden])
    per_groep = np.array([laag_hoog[0], midden, laag_hoog[1]])[groep]
    spreiding = aannames["werk_spreiding"][leerweg][niveau - 1]
    eerder = aannames["werk_jaar"][niveau - 1] * (laatste - jaar)
    return pd.Series(per_groep + spreiding * score - eerder, index=bekend)


def _fill(deel: pd.DataFrame, doel: pd.Series, *, kalibratie: Calibration) -> np.ndarray:
    """Return the shares of the cells of one year, leerweg and level; weighted, an institution meets its target."""
    aannames, (jaar, leerweg, niveau) = kalibratie.aannames, deel[["jaar", *CEL]].iloc[0]
    rng, naam = kalibratie.rng("werk", "richting", leerweg, niveau, jaar), f"{leerweg}_{niveau}"
    eigen = aannames["richting"].get(naam, {})
    gewoon = [0.0, aannames["richting_spreiding"]]
    verschil, spreiding = np.array([eigen.get(richting, gewoon) for richting in deel["opleidingsrichting"]]).T
    basis = logit(aannames["werk"][leerweg][niveau - 1]) + verschil + spreiding * rng.normal(size=len(deel))
    uit = np.full(len(deel), np.nan)
    for richting in deel["opleidingsrichting"].unique():
        punten = aannames["verdeling"].get(f"{naam}_{richting}")
        if punten is not None:
            in_richting = (deel["opleidingsrichting"] == richting).to_numpy()
            uit[in_richting] = _spread(deel[in_richting], doel, punten)
    nummer = (
        deel["vandaag"].map({code: plek for plek, code in enumerate(doel.index)}).fillna(-1).to_numpy(dtype=np.int64)
    )
    gewicht = deel["uitstromers"].where(deel["uitstromers"] >= aannames["aandeel_leeg_onder"], 0).to_numpy(dtype=float)
    vrij = np.isnan(uit)
    mee = vrij & (nummer >= 0)
    rest = doel.to_numpy() * np.bincount(nummer[nummer >= 0], gewicht[nummer >= 0], len(doel))
    rest -= np.bincount(nummer[~vrij & (nummer >= 0)], (uit * gewicht)[~vrij & (nummer >= 0)], len(doel))
    uit[mee] = expit(basis[mee] + _shift(basis[mee], gewicht[mee], nummer[mee], rest)[nummer[mee]])
    uit[np.isnan(uit)] = expit(basis[np.isnan(uit)])
    return uit


def _spread(deel: pd.DataFrame, doel: pd.Series, punten: list[float]) -> np.ndarray:
    """Return shares spread over the five points of a box, the institution with the highest target on top."""
    rang = deel["vandaag"].map(doel).fillna(doel.median()).rank(method="dense").to_numpy() - 1
    return np.interp(rang / max(rang.max(), 1), np.linspace(0, 1, len(punten)), punten)


def _shift(basis: np.ndarray, gewicht: np.ndarray, nummer: np.ndarray, wens: np.ndarray) -> np.ndarray:
    """Return per institution the shift (logit) after which its weighted sum of shares is `wens`; by bisection."""
    laag, hoog = np.full(len(wens), -6.0), np.full(len(wens), 6.0)
    for _ in range(_HALVERINGEN):
        midden = (laag + hoog) / 2
        te_hoog = np.bincount(nummer, gewicht * expit(basis + midden[nummer]), len(wens)) > wens
        laag, hoog = np.where(te_hoog, laag, midden), np.where(te_hoog, midden, hoog)
    return (laag + hoog) / 2


def to_raw(cellen: pd.DataFrame, instellingen: pd.DataFrame, *, leeg_onder: int) -> pd.DataFrame:
    """Return the rows as CBS writes them: our names, codes of the study year, small cells without a share."""
    codes = {jaar: code_on(instellingen, dt.date(jaar - 1, 10, 1)) for jaar in cellen["jaar"].unique()}
    aandeel = cellen["aandeel"].map("{:.4f}".format).where(cellen["uitstromers"] >= leeg_onder, "")
    return pd.DataFrame(
        {
            "studiejaar": [f"{jaar - 1}/{jaar}" for jaar in cellen["jaar"]],
            "instelling": [codes[jaar][code] for jaar, code in zip(cellen["jaar"], cellen["instelling"], strict=True)],
            "leerweg": cellen["leerweg"].to_numpy(),
            "niveau": cellen["niveau"].astype(str).to_numpy(),
            "opleidingsrichting": cellen["opleidingsrichting"].str.capitalize().to_numpy(),
            "uitstromers": cellen["uitstromers"].astype(str).to_numpy(),
            "aandeel_werk_12u": aandeel.to_numpy(),
        }
    )


def related(cellen: pd.DataFrame, *, kalibratie: Calibration) -> np.ndarray:
    """Return per cell the share of those with work whose work fits their programme."""
    rng, regels = kalibratie.rng("svo_werk", "verwant"), kalibratie.aannames["verwant"]
    midden = np.array([regels[lw][nv - 1] for lw, nv in zip(cellen["leerweg"], cellen["niveau"], strict=True)])
    return np.asarray(expit(logit(midden) + rng.normal(0, regels["spreiding"], len(cellen))))


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        opzet, instellingen = s.read("opzet"), s.read("instellingen")
        gediplomeerden = s.read("gediplomeerden")
        gediplomeerden = gediplomeerden[(gediplomeerden["jaar"] - 1).isin(s.params["jaren"])]
        cellen = list_cells(gediplomeerden, s.read("programmas"), kalibratie=kalibratie)
        cellen["aandeel"] = draw_shares(cellen, opzet.set_index("instelling")["kwart_2_1"], kalibratie=kalibratie)
        ruw = to_raw(cellen, instellingen, leeg_onder=kalibratie.aannames["aandeel_leeg_onder"])
        verwant = pd.Series(related(cellen, kalibratie=kalibratie)).map("{:.4f}".format)
        ruw = ruw.assign(aandeel_verwant=verwant.where(ruw["aandeel_werk_12u"].ne(""), ""))
        write_raw(ruw, s.contract("contract_bestand"), s.target("bestand"))
        s.rows_out("bestand", len(ruw))
        cellen.to_parquet(s.target("waarheid"), index=False)
        s.rows_out("waarheid", len(cellen))
