"""Add up cells per group of programmes; institution codes become those of today.

A group's bounds are sums of the bounds of its cells; `rest_min` and `rest_max` bound what is outside the group, so that
a share can move both ends. Which suppressed cells are in a group stands in a table of its own, for the intervals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from werkagenda.errors import InputError
from werkagenda.flow.calibration import correct, group_class
from werkagenda.institutions.mergers import current_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkagenda.run.step import Step

GROEPSSLEUTEL = ["jaar", "maat", "instelling", "leerweg", "niveau"]
AANTALLEN = ["aantal_min", "aantal", "aantal_max", "onderdrukt"]
# The expected value without, and with all, that is only perhaps in the group.
MISSCHIEN = ["aantal_zeker", "aantal_mogelijk"]


def choose_edition(cellen: pd.DataFrame, voorrang: str, jaren: Iterable[int]) -> pd.DataFrame:
    """Keep per year one edition: the preferred one where it has that year, else the other."""
    gekozen = cellen[cellen["jaar"].isin(list(jaren))]
    heeft = gekozen.loc[gekozen["uitgave"] == voorrang, "jaar"].unique()
    return gekozen[(gekozen["uitgave"] == voorrang) | ~gekozen["jaar"].isin(heeft)]


def years_wanted(cellen: pd.DataFrame, gevraagd: str | list[int]) -> list[int]:
    """Return the diploma years to make: all there are for `auto`, else first to last.

    Raises InputError on a year without graduates in any file.
    """
    aanwezig = sorted(int(jaar) for jaar in cellen["jaar"].unique())
    eerste, laatste = (aanwezig[0], aanwezig[-1]) if isinstance(gevraagd, str) else gevraagd
    ontbreekt = [jaar for jaar in range(eerste, laatste + 1) if jaar not in aanwezig]
    if ontbreekt:
        raise InputError(
            "gediplomeerden",
            f"diplomajaar {ontbreekt[0]}",
            "dit jaar staat in geen bestand",
            verwacht=f"kolommen voor {eerste} tot en met {laatste}, of een ander jaar in de instellingen",
        )
    return list(range(eerste, laatste + 1))


def membership(opleidingen: pd.DataFrame, indeling: pd.DataFrame, koppeling: pd.DataFrame) -> pd.DataFrame:
    """Return per group, institution and programme how it counts: `w_min, w, w_max` (0-1).

    A crebo with several BCs counts when all are in the group; when some are, it is out in the lower bound, in for
    the upper, and for its share of BCs in the expected value.

    Args:
        opleidingen: the `instelling, opleiding` that occur; `opleiding` is a BC or a crebo.
        indeling: `groep, instelling, bc`.
        koppeling: `opleiding, bc`; for BCs themselves each is its own.

    """
    paren = opleidingen.merge(koppeling, on="opleiding", validate="many_to_many")
    aantal_bcs = koppeling.groupby("opleiding", as_index=False).agg(bcs=("bc", "size"))
    overal = indeling[indeling["instelling"] == "*"].drop(columns="instelling")
    eigen = indeling[indeling["instelling"] != "*"]
    leden = pd.concat([paren.merge(overal, on="bc"), paren.merge(eigen, on=["instelling", "bc"])])
    telt = leden.groupby(["groep", "instelling", "opleiding"], sort=True, as_index=False).agg(leden=("bc", "size"))
    telt = telt.merge(aantal_bcs, on="opleiding", validate="many_to_one")
    telt["w"] = telt["leden"] / telt["bcs"]
    return telt.assign(w_min=(telt["w"] == 1).astype(float), w_max=1.0).drop(columns=["leden", "bcs"])


def own_programmes(opleidingen: pd.Series) -> pd.DataFrame:
    """Return the `opleiding, bc` of programmes that are BCs: each is its own."""
    codes = sorted(opleidingen.unique())
    return pd.DataFrame({"opleiding": codes, "bc": codes})


def per_group(cellen: pd.DataFrame, leden: pd.DataFrame, groepen: Iterable[str], *, verwacht: str) -> pd.DataFrame:
    """Return one row per year, measure, group, institution, leerweg and level; `totaal` and empty slices included.

    Args:
        cellen: jaar, maat, instelling, opleiding, leerweg, niveau, aantal_min, aantal, aantal_max, onderdrukt.
        leden: as `membership` returns.
        groepen: the groups there are; one in which nobody is counts 0.
        verwacht: with `midden` a programme that may be in a group counts there at the middle of its bounds.

    """
    totaal = cellen.groupby(GROEPSSLEUTEL, sort=True)[AANTALLEN].sum().reset_index()
    in_groep = cellen.merge(leden, on=["instelling", "opleiding"], validate="many_to_many")
    delen = {
        "aantal_zeker": in_groep["aantal"] * in_groep["w_min"],
        "aantal_mogelijk": in_groep["aantal"] * in_groep["w_max"],
        "aantal_min": in_groep["aantal_min"] * in_groep["w_min"],
        "aantal": in_groep["aantal"] * in_groep["w"],
        "aantal_max": in_groep["aantal_max"] * in_groep["w_max"],
        "onderdrukt": in_groep["onderdrukt"] * in_groep["w"],
        # Inside the group for sure at its maximum; inside at all at its minimum: what the rest can't hold.
        "zeker_max": in_groep["aantal_max"] * in_groep["w_min"],
        "mogelijk_min": in_groep["aantal_min"] * in_groep["w_max"],
    }
    if verwacht == "midden":
        delen["aantal"] = (delen["aantal_min"] + delen["aantal_max"]) / 2
        delen["onderdrukt"] = in_groep["onderdrukt"] * delen["aantal"] / in_groep["aantal"]
    som = in_groep.assign(**delen).groupby(["groep", *GROEPSSLEUTEL], sort=True)[list(delen)].sum().reset_index()
    vakken = totaal[[*GROEPSSLEUTEL, "aantal_min", "aantal_max"]].rename(
        columns={"aantal_min": "totaal_min", "aantal_max": "totaal_max"}
    )
    uit = vakken.merge(pd.DataFrame({"groep": sorted(groepen)}), how="cross")
    uit = uit.merge(som, on=["groep", *GROEPSSLEUTEL], how="left", validate="one_to_one")
    uit[list(delen)] = uit[list(delen)].fillna(0.0)
    uit["rest_min"] = uit["totaal_min"] - uit["mogelijk_min"]
    uit["rest_max"] = uit["totaal_max"] - uit["zeker_max"]
    zelf = dict.fromkeys(MISSCHIEN, totaal["aantal"])
    alles = pd.concat([totaal.assign(groep="totaal", rest_min=0, rest_max=0, **zelf), uit])
    return alles[["groep", *GROEPSSLEUTEL, *AANTALLEN, *MISSCHIEN, "rest_min", "rest_max"]]


def suppressed_cells(cellen: pd.DataFrame, leden: pd.DataFrame, koppeling: pd.DataFrame) -> pd.DataFrame:
    """Return `onzeker`: per group the programmes with suppressed cells, and their weight in it (0-1); `totaal` too.

    `bc` says whose errors hang together: of a crebo with several BCs the first, of one without BC the crebo itself.
    """
    eerste = koppeling.groupby("opleiding")["bc"].min()
    sleutel = [*GROEPSSLEUTEL, "opleiding"]
    onzeker = cellen[cellen["onderdrukte_cellen"] > 0].groupby([*sleutel, "bronmaat"], sort=True)
    som = onzeker["onderdrukte_cellen"].sum().rename("cellen").reset_index()
    som["bc"] = som["opleiding"].map(eerste).fillna(som["opleiding"])
    in_groep = som.merge(leden[["groep", "instelling", "opleiding", "w"]], on=["instelling", "opleiding"])
    alles = pd.concat([som.assign(groep="totaal", w=1.0), in_groep]).rename(columns={"w": "gewicht"})
    return alles[["groep", *sleutel, "bc", "bronmaat", "cellen", "gewicht"]]


def flow(  # noqa: PLR0913 - one table each, by keyword
    cellen: pd.DataFrame,
    koppeling: pd.DataFrame,
    *,
    indeling: pd.DataFrame,
    fusies: pd.DataFrame,
    verwacht: str,
    kalibratie: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `stroom`, groups, measures, years, institutions of today, leerwegen and levels; and `onzeker`.

    Args:
        cellen: one edition a year: jaar, maat, bronmaat, instelling, opleiding, leerweg, niveau and the counts.
        koppeling: `opleiding, bc`.
        indeling: `groep, instelling, bc`.
        fusies: `oud, nieuw, datum`.
        verwacht: `model` or `midden`.
        kalibratie: what the years with a delivery teach; may be empty.

    """
    vandaag, leden = placed(cellen, koppeling, indeling=indeling, fusies=fusies)
    vandaag = correct(vandaag, kalibratie)
    stroom = per_group(vandaag, leden, indeling["groep"].unique(), verwacht=verwacht)
    return stroom, suppressed_cells(vandaag, leden, koppeling)


def flow_of_parts(  # noqa: PLR0913 - one table each, by keyword
    cellen: pd.DataFrame,
    koppeling: pd.DataFrame,
    *,
    delen: pd.DataFrame,
    indeling: pd.DataFrame,
    fusies: pd.DataFrame,
    verwacht: str,
    kalibratie: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what `flow` returns, for parts that together are all programmes; a programme is in one of them.

    The estimate of a suppressed cell is that of `flow`: the groups of `indeling` correct it.

    Args:
        cellen: as in `flow`.
        koppeling: `opleiding, bc`.
        delen: `opleiding, groep`; a programme that is not there counts in the total alone.
        indeling: `groep, instelling, bc`.
        fusies: `oud, nieuw, datum`.
        verwacht: `model` or `midden`.
        kalibratie: what the years with a delivery teach; may be empty.

    """
    vandaag, _ = placed(cellen, koppeling, indeling=indeling, fusies=fusies)
    vandaag = correct(vandaag, kalibratie)
    paren = vandaag[["instelling", "opleiding"]].drop_duplicates()
    leden = paren.merge(delen, on="opleiding", validate="many_to_one").assign(w_min=1.0, w=1.0, w_max=1.0)
    stroom = per_group(vandaag, leden, delen["groep"].unique(), verwacht=verwacht)
    return stroom, suppressed_cells(vandaag, leden, koppeling)


def placed(
    cellen: pd.DataFrame, koppeling: pd.DataFrame, *, indeling: pd.DataFrame, fusies: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cells on the institutions of today, with the groups of each in `klasse`; and the membership."""
    vandaag = cellen.assign(instelling=current_codes(cellen["instelling"], fusies))
    leden = membership(vandaag[["instelling", "opleiding"]].drop_duplicates(), indeling, koppeling)
    return vandaag.assign(klasse=group_class(vandaag, leden)), leden


def shared_inputs(stap: Step) -> dict[str, Any]:
    """Return what a step that adds up a flow reads beside its cells, by the names that `flow` knows."""
    return {naam: stap.read(naam) for naam in ("indeling", "fusies", "kalibratie")} | {
        "verwacht": stap.params["verwacht"]
    }


def write_flow(stap: Step, stroom: Iterable[pd.DataFrame], delen: Iterable[pd.DataFrame]) -> None:
    """Write what `flow` and `flow_of_parts` return."""
    for naam, tabel in zip(("stroom", "onzeker", "delen", "onzeker_delen"), (*stroom, *delen), strict=True):
        stap.write(naam, tabel)


def note_choice(stap: Step, bron: str, alle: pd.DataFrame, gekozen: pd.DataFrame, fusies: pd.DataFrame) -> None:
    """Note in the attrition what the choice of an edition left out and what mergers moved."""
    if len(gekozen) < len(alle):
        stap.attrition(
            bron,
            len(alle),
            len(gekozen),
            f"ander jaar, of een jaar met twee uitgaven: {stap.params['voorrang']} gaat voor",
            studenten=alle["aantal"].sum() - gekozen["aantal"].sum(),
        )
    verhuisd = gekozen[gekozen["instelling"].isin(fusies["oud"].astype(str))]
    if len(verhuisd):
        stap.attrition(
            bron,
            len(gekozen),
            len(gekozen),
            f"{len(verhuisd)} cellen van een gefuseerde instelling tellen bij de instelling van vandaag",
            studenten=verhuisd["aantal"].sum(),
        )
