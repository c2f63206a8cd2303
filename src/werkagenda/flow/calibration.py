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

from werkagenda.flow.intervals import CEL, DELEN, SECTOR, Division, features, kind
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
    namen = sorted(_GROEPEN)
    # Each group is a binary digit: their sum says which groups a programme is in.
    cijfer = leden["groep"].map({naam: 2**plek for plek, naam in enumerate(namen)}).astype(float)
    som = cijfer.groupby([leden["instelling"], leden["opleiding"]]).sum()
    van_cel = som.reindex(pd.MultiIndex.from_frame(cellen[["instelling", "opleiding"]])).fillna(0).to_numpy(dtype=int)
    woorden = [
        "+".join(naam for plek, naam in enumerate(namen) if getal >> plek & 1) for getal in range(2 ** len(namen))
    ]
    return pd.Series(np.array(woorden)[van_cel], index=cellen.index, dtype=str)


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
    gewichten = _weights(cellen, leden)
    delen = [_blocks(cellen, ["jaar"], gewichten)]
    gesplitst = {groep: w for groep, w in gewichten.items() if groep in _GROEPEN}
    delen += [_blocks(cellen, ["jaar", *splitsing], gesplitst) for splitsing in SPLITSINGEN]
    per_bc = _blocks(cellen, ["jaar", "bc"], {"totaal": gewichten["totaal"]})
    return pd.concat([*delen, per_bc.assign(soort="beroepsopleiding")], ignore_index=True)


def _weights(cellen: pd.DataFrame, leden: pd.DataFrame) -> dict[str, np.ndarray]:
    """Return per group and sector how much of each cell is in it (0-1); the last is `totaal`, which holds them all."""
    telt = leden[leden["groep"].isin(_GROEPEN) | leden["groep"].str.startswith(SECTOR)]
    sleutel = ["instelling", "opleiding"]
    breed = telt.pivot(index=sleutel, columns="groep", values="w")  # noqa: PD010 - what is there twice is an error
    van_cel = breed.reindex(pd.MultiIndex.from_frame(cellen[sleutel])).fillna(0.0)
    return {str(groep): van_cel[groep].to_numpy() for groep in breed} | {"totaal": np.ones(len(cellen))}


_WAARDEN = {"schatting": "aantal", "waar": "waar", "onder": "aantal_min", "boven": "aantal_max"}


def _blocks(cellen: pd.DataFrame, by: list[str], gewichten: dict[str, np.ndarray]) -> pd.DataFrame:
    """Return counts, and of groups shares in `totaal`, of blocks of `by` that hold an uncertain cell.

    A share needs an uncertain cell and somebody in its total, and a cell in the group itself.
    """
    deling, w = Division(cellen, by), np.stack(list(gewichten.values()))
    som = {naam: deling.sum(w * cellen[kolom].to_numpy()) for naam, kolom in _WAARDEN.items()}
    onzeker = deling.sum((w > 0) & (cellen["cellen"].to_numpy() > 0)) > 0
    tellingen = _table("aantal", som, deling.features(w), onzeker)
    groepen = [plek for plek, groep in enumerate(gewichten) if groep in _GROEPEN[1:]]
    deel, totaal = ({naam: waarden[welke] for naam, waarden in som.items()} for welke in (groepen, -1))
    kan = (deling.sum(w[groepen] > 0) > 0) & onzeker[-1] & (totaal["schatting"] > 0) & (totaal["waar"] > 0)
    noemer = np.where(totaal["schatting"] > 0, totaal["schatting"], 1.0)
    aandeel = deel["schatting"] / noemer
    # Of a share a cell inside the group counts for 1 - aandeel, one outside for -aandeel.
    x = (w[groepen] - aandeel[:, deling.nummer]) / noemer[deling.nummer]
    hoogst, laagst = deel["onder"] + totaal["boven"] - deel["boven"], deel["boven"] + totaal["onder"] - deel["onder"]
    aandelen = {
        "schatting": aandeel,
        "waar": deel["waar"] / np.where(totaal["waar"] > 0, totaal["waar"], 1.0),
        "onder": deel["onder"] / np.where(hoogst > 0, hoogst, 1.0),
        "boven": deel["boven"] / np.where(laagst > 0, laagst, 1.0),
    }
    alle = pd.concat([tellingen, _table("aandeel", aandelen, deling.features(x), kan)], ignore_index=True)
    return _named(alle, deling, by, list(gewichten))


def _table(grootheid: str, waarden: dict[str, np.ndarray], kenmerken: np.ndarray, welke: np.ndarray) -> pd.DataFrame:
    """Return a row per group and block (both by number) of `welke`."""
    groep, blok = np.nonzero(welke)
    kolommen = waarden | dict(zip(DELEN, kenmerken, strict=True))
    vast = {"grootheid": grootheid, "groep": groep, "blok": blok}
    return pd.DataFrame(vast | {naam: waarde[welke] for naam, waarde in kolommen.items()})


_BLOK = ["jaar", "grootheid", "soort", "deel", *_WAARDEN, *DELEN]


def _named(tabel: pd.DataFrame, deling: Division, by: list[str], groepen: list[str]) -> pd.DataFrame:
    """Add what kind of block each is, and which do not overlap: sectors, levels and so on; other groups do."""
    sleutel = deling.sleutel[tabel["blok"]]
    groep = [groepen[nummer] for nummer in tabel["groep"]]
    eigen = [naam if naam.startswith(SECTOR) else "" for naam in groep]
    return tabel.assign(
        jaar=sleutel.get_level_values("jaar"),
        soort=[kind(by, naam) for naam in groep],
        deel=eigen if by == ["jaar"] else sleutel.get_level_values(by[-1]).astype(str),
    )[_BLOK]


def variances(cellen: pd.DataFrame) -> pd.Series:
    """Return the variances `per_cel`, `per_opleiding`, `per_instelling` that fit the squared errors best, none below 0.

    Each squared error weighs by the inverse of what it is expected to be. Single cells weigh as much as the sums of
    an institution and of a BC together.
    """
    onzeker = cellen[cellen["cellen"] > 0].assign(x=1.0, fout=lambda deel: deel["waar"] - deel["aantal"])
    # Cells with as many suppressed counts have the same features: their mean stands for them all.
    per_k = (onzeker["fout"] ** 2).groupby(onzeker["cellen"], sort=True).agg(["mean", "size"])
    k = per_k.index.to_numpy(dtype=float)
    kwadraten, kenmerken = [per_k["mean"].to_numpy()], [np.column_stack([k, k**2, k**2])]
    for by in (["jaar", "instelling"], ["jaar", "bc"]):
        kwadraten.append(onzeker.groupby(by, sort=True)["fout"].sum().to_numpy() ** 2)
        kenmerken.append(features(onzeker, by)[DELEN[:3]].to_numpy())
    kwadraat, kenmerk = np.concatenate(kwadraten), np.concatenate(kenmerken)
    sommen = len(kwadraat) - len(k)
    gewicht = np.concatenate([per_k["size"] / len(onzeker), np.repeat(1 / sommen, sommen)])
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
    onzeker = cellen[cellen["cellen"] > 0]
    verhouding = ratio(onzeker.assign(grootte=size_class)).assign(onderdeel="verhouding")
    eerst = correct(onzeker, _tidy([verhouding], cellen))
    som = eerst.groupby("klasse")[["onderdrukt", "waar_onderdrukt"]].sum() + _KRIMP
    van_groep = (som["waar_onderdrukt"] / som["onderdrukt"]).rename("waarde").rename_axis("soort").reset_index()
    kop = _tidy([verhouding, van_groep.assign(onderdeel="verhouding_groep")], cellen)
    varianties = variances(correct(onzeker, kop))
    varianties[DELEN[3]] = shared(onzeker, varianties, relatieve_fout)
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
