"""Learn, where the truth is known, what a suppressed cell holds and how far sums of them are off.

The truth is known in the years of which both the open file and an unsuppressed delivery are there. What is learned per
count of DUO's files (`bronmaat`) is one table, `kalibratie`: the ratio of truth to expected value by leerweg, level and
size of the cell, the variances of `intervals.DELEN`, and per kind of block a factor on the width.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import nnls

from werkagenda.flow.intervals import CEL, DELEN, SECTOR, features, kind
from werkagenda.models.proportions import Z

if TYPE_CHECKING:
    from collections.abc import Iterable

# Least number of students of a cell, published and suppressed, up to which it belongs to a size class; the last has no
# end. The expected number would not do: it is no whole number, and a next year puts it on the other side of a limit.
GROOTTEN = (1, 3, 6, 12, 25, 50, 100)
STRATUM = ["leerweg", "niveau", "grootte"]
# A stratum of this many expected students weighs as much as the overall ratio.
_KRIMP = 50.0
# Rounds of weighting until the variances stay as they are.
_RONDEN = 25
# The last digits of a fit differ between machines; what is learned, and all that is made of it, does not.
_DECIMALEN = 9
_GROEPEN = ("totaal", "genoemd", "per_instelling", "regeling")
# The splits of the products, and with that the kinds of block; sectors are not split.
SPLITSINGEN = (["leerweg"], ["niveau"], ["leerweg", "niveau"], ["instelling"])
KOLOMMEN = ["bronmaat", "onderdeel", "grootheid", "soort", *STRATUM, "waarde"]


def group_class(cellen: pd.DataFrame, leden: pd.DataFrame) -> pd.Series:
    """Return which groups each cell's programme is in, as one word: `genoemd+regeling`; of no group it is empty."""
    eigen = leden[leden["groep"].isin(_GROEPEN)].sort_values("groep")
    woord = eigen.groupby(["instelling", "opleiding"])["groep"].agg("+".join)
    sleutel = pd.MultiIndex.from_frame(cellen[["instelling", "opleiding"]])
    return pd.Series(woord.reindex(sleutel).fillna("").to_numpy(), index=cellen.index)


def size_class(cellen: pd.DataFrame) -> pd.Series:
    """Return the size class (1 is the smallest) of cells by their least number of students."""
    return pd.Series(np.searchsorted(GROOTTEN, cellen["aantal_min"], side="left") + 1, index=cellen.index)


def ratio(cellen: pd.DataFrame) -> pd.DataFrame:
    """Return `leerweg, niveau, grootte, waarde`: truth over expected of suppressed cells, shrunk to the overall ratio.

    Args:
        cellen: STRATUM, `onderdrukt` (expected students in suppressed cells) and `waar_onderdrukt` (their true number).
            The row without a stratum (leerweg empty, niveau and grootte 0) is the overall ratio.

    """
    overal = cellen["waar_onderdrukt"].sum() / cellen["onderdrukt"].sum()
    som = cellen.groupby(STRATUM, as_index=False)[["onderdrukt", "waar_onderdrukt"]].sum()
    som["waarde"] = (som["waar_onderdrukt"] + _KRIMP * overal) / (som["onderdrukt"] + _KRIMP)
    alles = pd.DataFrame([{"leerweg": "", "niveau": 0, "grootte": 0, "waarde": overal}])
    return pd.concat([alles, som[[*STRATUM, "waarde"]]], ignore_index=True)


def correct(cellen: pd.DataFrame, kalibratie: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with `aantal` and `onderdrukt` corrected by the ratio, inside the bounds.

    Args:
        cellen: bronmaat, leerweg, niveau, aantal_min, aantal, aantal_max, onderdrukt. A bronmaat without calibration
            and a cell without suppressed counts stay as they are.
        kalibratie: the derived table.

    """
    van = kalibratie[kalibratie["onderdeel"] == "verhouding"]
    overal = van[van["grootte"] == 0].set_index("bronmaat")["waarde"]
    per_stratum = van.set_index(["bronmaat", *STRATUM])["waarde"]
    sleutel = pd.MultiIndex.from_frame(cellen[["bronmaat", "leerweg", "niveau"]].assign(grootte=size_class(cellen)))
    gevonden = pd.Series(per_stratum.reindex(sleutel).to_numpy(dtype=float), index=cellen.index)
    groep = kalibratie[kalibratie["onderdeel"] == "verhouding_groep"].set_index(["bronmaat", "soort"])["waarde"]
    van_groep = groep.reindex(pd.MultiIndex.from_frame(cellen[["bronmaat", "klasse"]])).to_numpy(dtype=float)
    verhouding = gevonden.fillna(cellen["bronmaat"].map(overal)).fillna(1.0) * np.nan_to_num(van_groep, nan=1.0)
    gepubliceerd = cellen["aantal"] - cellen["onderdrukt"]
    aantal = (gepubliceerd + verhouding * cellen["onderdrukt"]).clip(cellen["aantal_min"], cellen["aantal_max"])
    aantal = aantal.where(cellen["onderdrukte_cellen"] > 0, cellen["aantal"])
    return cellen.assign(aantal=aantal, onderdrukt=aantal - gepubliceerd)


def blocks(cellen: pd.DataFrame, leden: pd.DataFrame) -> pd.DataFrame:
    """Return the blocks that the products are made of, per year: their error and the features of its variance.

    Args:
        cellen: one bronmaat: the columns of CEL, bc, cellen, aantal, waar, aantal_min, aantal_max; all its cells, also
            those without suppressed counts.
        leden: groep, instelling, opleiding, w.

    Returns:
        jaar, grootheid (aantal or aandeel), soort, deel (blocks of another do not overlap), schatting, waar,
        onder, boven (students or 0-1), and DELEN.

    """
    rijen = _in_groups(cellen, leden)
    groepen = rijen[rijen["groep"].isin(_GROEPEN)]
    delen = [_counts(rijen, ["jaar", "groep"]), _shares(groepen, ["jaar"])]
    for splitsing in SPLITSINGEN:
        delen += [_counts(groepen, ["jaar", "groep", *splitsing]), _shares(groepen, ["jaar", *splitsing])]
    per_bc = rijen[rijen["groep"] == "totaal"]
    delen.append(_counts(per_bc, ["jaar", "groep", "bc"]).assign(soort="beroepsopleiding"))
    return pd.concat(delen, ignore_index=True)


def _in_groups(cellen: pd.DataFrame, leden: pd.DataFrame) -> pd.DataFrame:
    """Return a row per cell and group it is in, with its weight; `totaal` holds every cell."""
    telt = leden[leden["groep"].isin(_GROEPEN) | leden["groep"].str.startswith(SECTOR)]
    in_groep = cellen.merge(telt[["groep", "instelling", "opleiding", "w"]], on=["instelling", "opleiding"])
    return pd.concat([cellen.assign(groep="totaal", w=1.0), in_groep], ignore_index=True)


_WAARDEN = {"schatting": "aantal", "waar": "waar", "onder": "aantal_min", "boven": "aantal_max"}


def _sums(rijen: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    gewogen = rijen[by].assign(**{naam: rijen[kolom] * rijen["w"] for naam, kolom in _WAARDEN.items()})
    return gewogen.groupby(by, sort=True).sum()


def _counts(rijen: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    uit = _sums(rijen, by)
    onzeker = rijen[rijen["cellen"] > 0].assign(x=lambda deel: deel["w"])
    return _named(uit.join(features(onzeker, by), how="inner").reset_index(), by, "aantal")


def _shares(rijen: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    som = _sums(rijen, ["groep", *by]).reset_index()
    totaal = som[som["groep"] == "totaal"].drop(columns="groep")
    uit = som[som["groep"] != "totaal"].merge(totaal, on=by, suffixes=("", "_t"), validate="many_to_one")
    uit = uit[(uit["schatting_t"] > 0) & (uit["waar_t"] > 0)]
    aandeel = uit["schatting"] / uit["schatting_t"]
    onzeker = rijen[rijen["cellen"] > 0]
    alle = onzeker[onzeker["groep"] == "totaal"].drop(columns=["groep", "w"])
    kruis = uit[["groep", *by]].assign(aandeel=aandeel, noemer=uit["schatting_t"]).merge(alle, on=by)
    kruis = kruis.merge(onzeker[["groep", *CEL, "w"]], on=["groep", *CEL], how="left", validate="many_to_one")
    kruis["x"] = (kruis["w"].fillna(0.0) - kruis["aandeel"]) / kruis["noemer"]
    kop = uit.assign(
        schatting=aandeel,
        waar=uit["waar"] / uit["waar_t"],
        onder=uit["onder"] / (uit["onder"] + uit["boven_t"] - uit["boven"]).where(lambda s: s > 0, 1),
        boven=uit["boven"] / (uit["boven"] + uit["onder_t"] - uit["onder"]).where(lambda s: s > 0, 1),
    )
    sleutel = ["groep", *by]
    kop = kop.set_index(sleutel)[list(_WAARDEN)].join(features(kruis, sleutel), how="inner").reset_index()
    return _named(kop, by, "aandeel")


_BLOK = ["jaar", "grootheid", "soort", "deel", *_WAARDEN, *DELEN]


def _named(per_blok: pd.DataFrame, by: list[str], grootheid: str) -> pd.DataFrame:
    """Add what kind of block each is, and which do not overlap: sectors, levels and so on; other groups do."""
    deel = per_blok["groep"].where(per_blok["groep"].str.startswith(SECTOR), "")
    if by[-1] not in {"jaar", "groep"}:
        deel = per_blok[by[-1]].astype(str)
    soort = [kind(by, groep) for groep in per_blok["groep"]]
    return per_blok.assign(grootheid=grootheid, soort=soort, deel=deel)[_BLOK]


def variances(cellen: pd.DataFrame) -> pd.Series:
    """Return the variances `per_cel`, `per_opleiding`, `per_instelling` that fit the squared errors best, none below 0.

    Each squared error weighs by the inverse of what it is expected to be. Single cells weigh as much as the sums of
    an institution and of a BC together.
    """
    onzeker = cellen[cellen["cellen"] > 0].assign(x=1.0, fout=lambda deel: deel["waar"] - deel["aantal"])
    k = onzeker["cellen"].to_numpy(dtype=float)
    kwadraten, kenmerken = [onzeker["fout"].to_numpy() ** 2], [np.column_stack([k, k**2, k**2])]
    for by in (["jaar", "instelling"], ["jaar", "bc"]):
        kwadraten.append(onzeker.groupby(by, sort=True)["fout"].sum().to_numpy() ** 2)
        kenmerken.append(features(onzeker, by)[DELEN[:3]].to_numpy())
    kwadraat, kenmerk = np.concatenate(kwadraten), np.concatenate(kenmerken)
    sommen = len(kwadraat) - len(onzeker)
    gewicht = np.repeat([1 / len(onzeker), 1 / sommen], [len(onzeker), sommen])
    verwacht = kenmerk[:, 0]
    for _ in range(_RONDEN):
        schaal = np.sqrt(gewicht) / verwacht
        waarden, _rest = nnls(kenmerk * schaal[:, None], kwadraat * schaal)
        verwacht = np.maximum(kenmerk @ waarden, 1e-12)
    return pd.Series(waarden, index=DELEN[:3])


def shared(cellen: pd.DataFrame, varianties: pd.Series, relatieve_fout: float) -> float:
    """Return the variance, per squared suppressed cell, of what all cells of a year share.

    Two things: the ratio is learned on a limited number of cells, and the distribution is fitted anew each year, in
    the years learned from and in the year it is used for.
    """
    onzeker = cellen[cellen["cellen"] > 0].assign(x=1.0)
    som = features(onzeker, ["jaar"])
    geleerd = float((som[DELEN[:3]] @ varianties).sum()) / onzeker["cellen"].sum() ** 2
    per_cel = onzeker["waar_onderdrukt"].sum() / onzeker["cellen"].sum()
    return geleerd + (relatieve_fout * per_cel) ** 2 * (1 + 1 / onzeker["jaar"].nunique())


def standard_deviation(per_blok: pd.DataFrame, kalibratie: pd.DataFrame) -> pd.Series:
    """Return the standard deviation of each block by the variances of one bronmaat, before its factor."""
    van = kalibratie[kalibratie["onderdeel"].isin(DELEN)].set_index("onderdeel")["waarde"]
    return pd.Series(np.sqrt(per_blok[DELEN].to_numpy() @ van[DELEN].to_numpy()), index=per_blok.index)


def factors(per_blok: pd.DataFrame, afwijking: pd.Series) -> pd.Series:
    """Return per grootheid and soort how many times as wide the interval must be to hold 95 % of these blocks.

    Args:
        per_blok: as `blocks` returns, with `keer`: in which round the block was left out.
        afwijking: the standard deviation of each.

    """
    z = (per_blok["waar"] - per_blok["schatting"]).abs() / (Z * afwijking.where(afwijking > 0, np.inf))
    soorten = per_blok.assign(z=z).groupby(["grootheid", "soort"])
    return pd.Series({soort: _factor(deel["z"], deel.groupby(["keer", "deel"]).ngroups) for soort, deel in soorten})


def _factor(waarden: pd.Series, los: int) -> float:
    """Return the value that a new one stays under 95 % of the time.

    A handful of values has no such quantile: then it is that of the t distribution around their root mean square.

    Args:
        waarden: errors in half widths of a normal interval.
        los: how many of them do not overlap. What a year shares, is seen as often as there are: with few of them no
            factor is below that of the t distribution.

    """
    student = float(stats.t.ppf(0.975, los))
    genoeg = math.ceil(0.95 * (los + 1)) <= los
    plek = min(math.ceil(0.95 * (len(waarden) + 1)), len(waarden))
    gezien = waarden.sort_values().iloc[plek - 1] if genoeg else student * np.sqrt((waarden**2).mean())
    return max(student / Z, float(gezien))


def learn(cellen: pd.DataFrame, leden: pd.DataFrame, relatieve_fout: float) -> pd.DataFrame:
    """Return the calibration of one bronmaat from the years in which the truth is known.

    The factors come from cells that the ratio did not see: those of another year, or with one year those of the other
    half of the institutions.

    Args:
        cellen: as `truth_beside` returns, with `klasse`.
        leden: groep, instelling, opleiding, w.
        relatieve_fout: standard error of the fitted expected value, as a share of it.

    """
    kern = _core(cellen, relatieve_fout)
    buiten = []
    for keer, deel in enumerate(_parts(cellen)):
        # One institution alone has no other half: its own cells must do.
        zonder = _core(cellen[~deel], relatieve_fout) if cellen.loc[~deel, "cellen"].any() else kern
        per_blok = blocks(correct(cellen[deel], zonder), leden)
        buiten.append(per_blok.assign(afwijking=standard_deviation(per_blok, zonder), keer=keer))
    alle = pd.concat(buiten, ignore_index=True)
    factor = factors(alle, alle["afwijking"]).rename_axis(["grootheid", "soort"])
    rijen = factor.rename("waarde").reset_index().assign(onderdeel="factor")
    return _tidy([kern, rijen], cellen)


def _parts(cellen: pd.DataFrame) -> list[pd.Series]:
    """Return which cells are left out in turn."""
    jaren = sorted(cellen["jaar"].unique())
    if len(jaren) > 1:
        return [cellen["jaar"] == jaar for jaar in jaren]
    helft = cellen["instelling"].isin(sorted(cellen["instelling"].unique())[::2])
    return [deel for deel in (helft, ~helft) if cellen.loc[deel, "cellen"].any()]


def _core(cellen: pd.DataFrame, relatieve_fout: float) -> pd.DataFrame:
    """Return ratios and variances, without factors."""
    verhouding = ratio(cellen[cellen["cellen"] > 0].assign(grootte=size_class)).assign(onderdeel="verhouding")
    eerst = correct(cellen, _tidy([verhouding], cellen))
    som = eerst[eerst["cellen"] > 0].groupby("klasse")[["onderdrukt", "waar_onderdrukt"]].sum() + _KRIMP
    van_groep = (som["waar_onderdrukt"] / som["onderdrukt"]).rename("waarde").rename_axis("soort").reset_index()
    kop = _tidy([verhouding, van_groep.assign(onderdeel="verhouding_groep")], cellen)
    gecorrigeerd = correct(cellen, kop)
    varianties = variances(gecorrigeerd)
    varianties[DELEN[3]] = shared(cellen, varianties, relatieve_fout)
    return _tidy([kop, varianties.rename_axis("onderdeel").rename("waarde").reset_index()], cellen)


def _tidy(delen: Iterable[pd.DataFrame], cellen: pd.DataFrame) -> pd.DataFrame:
    """Return parts of a calibration as one table with the columns KOLOMMEN; what does not apply is empty or 0."""
    leeg = {
        "bronmaat": cellen["bronmaat"].iloc[0],
        "grootheid": "",
        "soort": "",
        "leerweg": "",
        "niveau": 0,
        "grootte": 0,
    }
    aangevuld = [deel.assign(**{naam: waarde for naam, waarde in leeg.items() if naam not in deel}) for deel in delen]
    return pd.concat(aangevuld, ignore_index=True)[KOLOMMEN].round({"waarde": _DECIMALEN})


def truth_beside(open_: pd.DataFrame, levering: pd.DataFrame) -> pd.DataFrame:
    """Set the delivery beside the open file in the years that both have.

    Args:
        open_: VAK with institutions of today, opleiding, bc, bronmaat, aantal_min, aantal, aantal_max, onderdrukt,
            onderdrukte_cellen.
        levering: the same of the delivery.

    Returns:
        the open cells with `cellen` (suppressed cells that leave room), `waar` and `waar_onderdrukt` (students).

    """
    sleutel = ["bronmaat", *CEL]
    samen = open_[open_["jaar"].isin(levering["jaar"].unique())]
    echt = levering.groupby(sleutel)["aantal"].sum().rename("waar").reset_index()
    uit = samen.merge(echt, on=sleutel, how="left", validate="one_to_one")
    ruimte = uit["aantal_min"] < uit["aantal_max"]
    # A cell that the open file shows is what it is: the calibration is about what it hides.
    uit["waar"] = uit["waar"].fillna(0.0).where(ruimte, uit["aantal"])
    uit["cellen"] = uit["onderdrukte_cellen"].where(ruimte, 0)
    return uit.assign(waar_onderdrukt=uit["waar"] - (uit["aantal"] - uit["onderdrukt"]))
