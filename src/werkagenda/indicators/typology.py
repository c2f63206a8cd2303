"""The typology of the synthesis: where an institution stands among all institutions, over all indicators at once.

It is a position in the sector, and no judgement of quality. Values are mirrored so that higher is better. The steps
in order: quarter per indicator and institution, share of the available indicators in the lowest and in the highest
quarter, group (low, middle, high), ambition, type, and movement between start and recent values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from werkagenda.institutions.quarters import DECIMALEN, HOOG, LAAG, MIDDEN, quarters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Redraws of the values within their margins, and where they start.
TREKKINGEN, ZAAD = 200, 20231001
# Share of the redraws from which a group is not certain.
ZELDEN = 0.05
GROEPEN = (LAAG, MIDDEN, HOOG)
DALER, BLIJVER, STIJGER = "daler", "blijver", "stijger"
BEWEGINGEN = (DALER, BLIJVER, STIJGER)
# Group on start values and ambition, per type of the synthesis; the high group is one type, whatever its ambition.
TYPEN = {
    (MIDDEN, MIDDEN): 0,
    (HOOG, HOOG): 1,
    (HOOG, MIDDEN): 1,
    (HOOG, LAAG): 1,
    (LAAG, HOOG): 2,
    (LAAG, MIDDEN): 3,
    (LAAG, LAAG): 3,
    (MIDDEN, HOOG): 4,
    (MIDDEN, LAAG): 5,
}


def indicator_quarters(waarden: pd.DataFrame) -> pd.DataFrame:
    """Return `instelling, indicator, kwart` (laag, midden, hoog) of values of one kind, per indicator.

    `waarden` has `instelling, indicator, waarde`; a missing value is in no quarter and does not count as available.
    """
    bekend = waarden.dropna(subset="waarde")
    delen = [deel.assign(kwart=quarters(deel["waarde"])) for _, deel in bekend.groupby("indicator", sort=True)]
    kolommen = ["instelling", "indicator", "kwart"]
    return pd.concat(delen, ignore_index=True)[kolommen] if delen else pd.DataFrame(columns=kolommen)


def quarter_shares(kwarten: pd.DataFrame) -> pd.DataFrame:
    """Return per institution `laag` and `hoog` (0-1), its share of available indicators in that quarter, and `n`."""
    per_instelling = kwarten.groupby("instelling")["kwart"]
    n = per_instelling.size()
    delen = {kwart: kwarten["kwart"].eq(kwart).groupby(kwarten["instelling"]).sum() / n for kwart in (LAAG, HOOG)}
    return pd.DataFrame(delen | {"n": n})


def groups(delen: pd.DataFrame, *, omvang: Mapping[str, int]) -> pd.Series:
    """Return the group of each institution: the largest shares in the lowest quarter, those in the highest, the rest.

    Ties go by the other share (less is further out), then by code. Who is among both stays where its share is larger
    (the low group when they are equal), and the next one takes the free place. Who is never in a quarter is never in
    that group.

    Args:
        delen: `laag` and `hoog` (0-1), one row per institution by code.
        omvang: institutions in the group `laag` and in the group `hoog`.

    """
    return pd.Series(
        _groups(list(delen.index), {kant: delen[kant].to_numpy() for kant in (LAAG, HOOG)}, omvang), delen.index
    )


def _groups(wie: Sequence[str], delen: Mapping[str, np.ndarray], omvang: Mapping[str, int]) -> list[str]:
    """Return the group of each institution, in the order of `wie`."""
    deel = {kant: delen[kant].round(DECIMALEN).tolist() for kant in (LAAG, HOOG)}
    volgorde = {
        kant: sorted(
            (i for i, waarde in enumerate(deel[kant]) if waarde > 0),
            key=lambda i: (-deel[kant][i], deel[ander][i], wie[i]),
        )
        for kant, ander in ((LAAG, HOOG), (HOOG, LAAG))
    }
    while True:
        gekozen = {kant: rij[: omvang[kant]] for kant, rij in volgorde.items()}
        beide = set(gekozen[LAAG]) & set(gekozen[HOOG])
        if not beide:
            break
        naar_hoog = {i for i in beide if deel[HOOG][i] > deel[LAAG][i]}
        for kant, weg in ((LAAG, naar_hoog), (HOOG, beide - naar_hoog)):
            volgorde[kant] = [i for i in volgorde[kant] if i not in weg]
    uit = [MIDDEN] * len(wie)
    for kant, gekozenen in gekozen.items():
        for i in gekozenen:
            uit[i] = kant
    return uit


def group_doubt(waarden: pd.DataFrame, *, omvang: Mapping[str, int], trekkingen: int = TREKKINGEN) -> pd.Series:
    """Return per institution the share (0-1) of redraws of all values in which it falls in another group.

    A share of n persons is drawn anew from a normal distribution with the standard error of that share, two persons
    of either kind added (Agresti and Coull), so that 0 and 1 vary too. A value without n stays as it is. The seed is
    fixed.

    Args:
        waarden: `instelling, indicator, waarde, n` (persons behind a share, missing where there are none) of one kind.
        omvang: institutions in the group `laag` and in the group `hoog`.
        trekkingen: redraws.

    """
    bekend = waarden.dropna(subset="waarde").sort_values(["indicator", "instelling"], ignore_index=True)
    if bekend.empty:
        return pd.Series(dtype=float)
    wie = pd.Index(sorted(set(bekend["instelling"])), name="instelling")
    toeval = np.random.default_rng(ZAAD)
    keer = {kwart: np.zeros((trekkingen, len(wie))) for kwart in (LAAG, HOOG)}
    for _, deel in bekend.groupby("indicator", sort=True):
        plek = wie.get_indexer(deel["instelling"])
        getrokken = toeval.normal(deel["waarde"], _standard_error(deel), (trekkingen, len(deel)))
        kwart = quarters(getrokken)
        for kant, telling in keer.items():
            telling[:, plek] += kwart == kant
    n = bekend.groupby("instelling").size().reindex(wie).to_numpy()
    nu = groups(quarter_shares(indicator_quarters(bekend)), omvang=omvang).to_numpy(object)
    anders = np.zeros(len(wie))
    for i in range(trekkingen):
        toen = _groups(list(wie), {kant: telling[i] / n for kant, telling in keer.items()}, omvang)
        anders += np.array(toen, dtype=object) != nu
    return pd.Series(anders / trekkingen, index=wie)


def _standard_error(deel: pd.DataFrame) -> np.ndarray:
    """Return the standard error of shares of n persons; 0 without n."""
    n = deel["n"].astype("float64") + 4
    p = (deel["waarde"] * (n - 4) + 2) / n
    return np.asarray(np.sqrt(p * (1 - p) / n).fillna(0.0))


def ambition_scores(start: pd.DataFrame, streef: pd.DataFrame) -> pd.Series:
    """Return per institution the mean over its indicators of (target - start) / SD.

    The SD is that of the start values over institutions (ddof 1); an indicator on which all start alike has none and
    does not count. Both tables have `instelling, indicator, waarde`.
    """
    beide = start.merge(streef, on=["instelling", "indicator"], suffixes=("", "_streef"), validate="one_to_one")
    sd = start.groupby("indicator")["waarde"].std()
    schaal = beide["indicator"].map(sd[sd > 0]).astype("float64")
    score = (beide["waarde_streef"] - beide["waarde"]) / schaal
    # By indicator, so that the floats of a mean are always added in the same order.
    op_volgorde = beide.assign(score=score).dropna(subset="score").sort_values(["instelling", "indicator"])
    return op_volgorde.groupby("instelling")["score"].mean()


def ambition_levels(scores: pd.Series) -> pd.Series:
    """Return `hoog` for the top quarter of the ambition scores, `laag` for the bottom quarter, else `midden`."""
    return pd.Series(quarters(scores), index=scores.index, dtype="str") if len(scores) else pd.Series(dtype="str")


def movement(van: object, naar: object) -> str | None:
    """Return `daler`, `blijver` or `stijger` between two groups; None when one is unknown."""
    if van not in GROEPEN or naar not in GROEPEN:
        return None
    stap = GROEPEN.index(str(naar)) - GROEPEN.index(str(van))
    return BEWEGINGEN[1 + int(np.sign(stap))]


def typology(waarden: pd.DataFrame, *, omvang: Mapping[str, int]) -> pd.DataFrame:
    """Return one row per institution: shares, groups, ambition, type and movement.

    Args:
        waarden: `instelling, indicator, soort` (start, recent, streef), `waarde`; one row per key.
        omvang: institutions in the low and in the high group.

    Returns:
        `instelling, laag_start, hoog_start, n_start, laag_recent, hoog_recent, n_recent, groep_start, groep_recent,
        ambitie, type, beweging`; what an institution has no values for is missing.

    """
    per_soort = {soort: deel.dropna(subset="waarde") for soort, deel in waarden.groupby("soort")}
    leeg = waarden.iloc[:0]
    uit = pd.DataFrame(index=pd.Index(sorted(set(waarden["instelling"])), name="instelling"))
    for soort in ("start", "recent"):
        delen = quarter_shares(indicator_quarters(per_soort.get(soort, leeg)))
        uit = uit.join(delen.add_suffix(f"_{soort}"))
        uit[f"groep_{soort}"] = groups(delen, omvang=omvang)
    uit["ambitie"] = ambition_levels(ambition_scores(per_soort.get("start", leeg), per_soort.get("streef", leeg)))
    paren = list(zip(uit["groep_start"], uit["ambitie"], strict=True))
    uit["type"] = pd.array([TYPEN.get(paar) for paar in paren], dtype="Int64")
    uit["beweging"] = [movement(*paar) for paar in zip(uit["groep_start"], uit["groep_recent"], strict=True)]
    return uit.reset_index()
