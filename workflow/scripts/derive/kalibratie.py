"""Learn from the years with both an open file and a delivery what a suppressed cell holds, and how sure that is."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.flow.backtest import SLEUTEL, backtest, coverage
from werkagenda.flow.calibration import KOLOMMEN, learn, truth_beside
from werkagenda.flow.groups import own_programmes, placed
from werkagenda.run.step import log, step

# The counts of DUO's inflow files that chapter 3 shows; all students (TOTAAL MBO) only weigh.
MATEN = ["instroom_mbo", "instroom_opleiding"]
GETOETST = [*SLEUTEL, "blokken", "gedekt", "halve_breedte", "uiterste_breedte", "fout", "fout_ongecorrigeerd"]
_TELLINGEN = ["aantal_min", "aantal", "aantal_max", "onderdrukt", "onderdrukte_cellen"]
_CEL = ["jaar", "maat", "bronmaat", "instelling", "opleiding", "leerweg", "niveau", "klasse"]


def calibrate(  # noqa: PLR0913 - one table each, by keyword
    cellen: pd.DataFrame,
    koppeling: pd.DataFrame,
    *,
    indeling: pd.DataFrame,
    fusies: pd.DataFrame,
    overzicht: pd.DataFrame,
    leerwegen: Sequence[str],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `kalibratie` and its backtest; both are empty for a measure without a year in both editions.

    Args:
        cellen: both editions: jaar, uitgave, maat, instelling, opleiding, leerweg, niveau and the counts.
        koppeling: `opleiding, bc`.
        indeling: `groep, instelling, bc`.
        fusies: `oud, nieuw, datum`.
        overzicht: what was suppressed per file, with the expected value of a cell and its standard error.
        leerwegen: those that count in the products.

    """
    telt = cellen[cellen["leerweg"].isin(list(leerwegen))]
    vandaag, leden = placed(telt.assign(bronmaat=telt["maat"]), koppeling, indeling=indeling, fusies=fusies)
    samen = vandaag.groupby(["uitgave", *_CEL], as_index=False, sort=True, observed=True)[_TELLINGEN].sum()
    samen["bc"] = samen["opleiding"].map(koppeling.groupby("opleiding")["bc"].min()).fillna(samen["opleiding"])
    geleerd, getoetst = [pd.DataFrame(columns=KOLOMMEN)], [pd.DataFrame(columns=GETOETST)]
    for maat, deel in samen.groupby("maat", sort=True):
        naast = truth_beside(*(deel[deel["uitgave"] == uitgave] for uitgave in ("open", "levering")))
        if not naast["cellen"].any():
            log.info("%s: geen jaar met een open bestand en een levering; er valt niets te leren", maat)
            continue
        van_maat = overzicht[(overzicht["maat"] == maat) & (overzicht["onderdrukt"] > 0)]
        relatieve_fout = float((van_maat["standaardfout"] / van_maat["gemiddelde"]).max())
        geleerd.append(learn(naast, leden, relatieve_fout))
        getoetst += [coverage(per_blok) for per_blok in backtest(naast, leden, relatieve_fout)]
    return pd.concat(geleerd, ignore_index=True), pd.concat(getoetst, ignore_index=True)


if __name__ == "__main__":
    with step(snakemake) as s:
        cellen, overzicht = (pd.concat(s.read_all(naam).values()) for naam in ("cellen", "overzicht"))
        if s.paths("crebo_bc"):
            cellen = cellen.rename(columns={"crebo": "opleiding"}).assign(maat="gediplomeerd")
            koppeling = s.read("crebo_bc").rename(columns={"crebo": "opleiding"})
        else:
            cellen = cellen[cellen["maat"].isin(MATEN)].rename(columns={"bc": "opleiding"})
            koppeling = own_programmes(cellen["opleiding"])
        uit = calibrate(
            cellen,
            koppeling,
            indeling=s.read("indeling"),
            fusies=s.read("fusies"),
            overzicht=overzicht,
            leerwegen=s.params["leerwegen"],
        )
        for naam, tabel in zip(("kalibratie", "terugtoets"), uit, strict=True):
            s.write(naam, tabel)
