"""What the intervals are worth: learn from one year with a delivery, predict the others, count how often it fits."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd

from werkagenda.flow.calibration import blocks, correct, learn, standard_deviation
from werkagenda.models.proportions import Z

# What an interval promises; a kind of block with fewer than GENOEG of them says little about how often it keeps that.
ZEKERHEID, GENOEG = 0.95, 20
SLEUTEL = ["bronmaat", "grootheid", "soort", "geleerd", "getoetst"]


def backtest(cellen: pd.DataFrame, leden: pd.DataFrame, relatieve_fout: float) -> list[pd.DataFrame]:
    """Return, per pair of years with a delivery, the blocks of the second by a calibration of the first.

    Args:
        cellen: one bronmaat, as `calibration.truth_beside` returns.
        leden: groep, instelling, opleiding, w.
        relatieve_fout: as `calibration.learn` takes it.

    Returns:
        tables of jaar, grootheid, soort, schatting, waar, laag, hoog, onder, boven, and the estimate without ratio
        (ongecorrigeerd).

    """
    jaren = sorted(cellen["jaar"].unique())
    eerst = {jaar: blocks(cellen[cellen["jaar"] == jaar], leden) for jaar in jaren}
    geleerd = {jaar: learn(cellen[cellen["jaar"] == jaar], leden, relatieve_fout) for jaar in jaren}
    uit = []
    for van, naar in permutations(jaren, 2):
        per_blok = predict(blocks(correct(cellen[cellen["jaar"] == naar], geleerd[van]), leden), geleerd[van])
        vast = {"bronmaat": cellen["bronmaat"].iloc[0], "geleerd": van, "getoetst": naar}
        uit.append(per_blok.assign(ongecorrigeerd=eerst[naar]["schatting"].to_numpy(), **vast))
    return uit


def predict(per_blok: pd.DataFrame, kalibratie: pd.DataFrame) -> pd.DataFrame:
    """Return the blocks with their interval `laag`, `hoog` inside the outer bounds."""
    van = kalibratie[kalibratie["onderdeel"] == "factor"].set_index(["grootheid", "soort"])["waarde"]
    factor = van.reindex(pd.MultiIndex.from_frame(per_blok[["grootheid", "soort"]])).to_numpy(dtype=float)
    helft = Z * factor * standard_deviation(per_blok, kalibratie)
    return per_blok.assign(
        laag=(per_blok["schatting"] - helft).clip(lower=per_blok["onder"]),
        hoog=(per_blok["schatting"] + helft).clip(upper=per_blok["boven"]),
    )


def coverage(per_blok: pd.DataFrame) -> pd.DataFrame:
    """Return per SLEUTEL how the blocks were predicted.

    Columns: blokken; gedekt (share of blocks with the truth in the interval); halve_breedte, uiterste_breedte (medians
    of half the width of the interval and of the outer bounds), fout, fout_ongecorrigeerd (median distance of the
    estimate to the truth): of counts as a share of the truth, of shares as they are (0-1).
    """
    aantal = per_blok["grootheid"] == "aantal"
    # Counts are printed as whole students: an interval is rounded outwards by at most half a student.
    speling = np.where(aantal, 0.5, 0.0) + 1e-9
    noemer = per_blok["waar"].where(aantal & (per_blok["waar"] > 0), 1.0)
    per = per_blok[SLEUTEL].assign(
        gedekt=per_blok["waar"].between(per_blok["laag"] - speling, per_blok["hoog"] + speling).astype(float),
        halve_breedte=(per_blok["hoog"] - per_blok["laag"]) / 2 / noemer,
        uiterste_breedte=(per_blok["boven"] - per_blok["onder"]) / 2 / noemer,
        fout=(per_blok["schatting"] - per_blok["waar"]).abs() / noemer,
        fout_ongecorrigeerd=(per_blok["ongecorrigeerd"] - per_blok["waar"]).abs() / noemer,
    )
    groep = per.groupby(SLEUTEL, sort=True)
    midden = groep[["halve_breedte", "uiterste_breedte", "fout", "fout_ongecorrigeerd"]].median()
    return pd.concat([groep.size().rename("blokken"), groep["gedekt"].mean(), midden], axis=1).reset_index()


def pooled(terugtoets: pd.DataFrame) -> pd.DataFrame:
    """Return the backtest (contract `terugtoets`) per grootheid and soort, over all measures and pairs of years.

    `gedekt` is the share of all blocks; the widths and errors are means of the medians, by the number of blocks.
    """
    sleutel = ["grootheid", "soort"]
    gemiddeld = ["gedekt", "fout_ongecorrigeerd", "fout", "halve_breedte", "uiterste_breedte"]
    gewogen = terugtoets.assign(**{kolom: terugtoets[kolom] * terugtoets["blokken"] for kolom in gemiddeld})
    som = gewogen.groupby(sleutel, observed=True)[["blokken", *gemiddeld]].sum()
    return som[["blokken"]].join(som[gemiddeld].div(som["blokken"], axis=0)).reset_index()


def covered(per_soort: pd.DataFrame) -> float:
    """Return the share (0-1) of all blocks of `pooled` whose interval holds the truth; there must be one at least."""
    return float((per_soort["gedekt"] * per_soort["blokken"]).sum() / per_soort["blokken"].sum())
