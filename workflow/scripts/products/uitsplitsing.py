"""The groups' shares by leerweg, level and kind of institution, and the share of bbl in all."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.flow.count import GROEPEN, count, half_up, mark_break, share
from werkagenda.flow.intervals import Margin
from werkagenda.formats import BEGRENSD, GESCHAT, GETELD
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")
UITSPLITSINGEN = {
    "totaal": [],
    "leerweg": ["leerweg"],
    "niveau": ["niveau"],
    "leerweg_niveau": ["leerweg", "niveau"],
    "soort_instelling": ["soort_instelling"],
}
KENMERKEN = ("leerweg", "niveau", "soort_instelling", "hoofdgroep")
# How the share of bbl is broken down, and that of those new to mbo and of switchers.
VAN_BBL = ("totaal", "niveau", "soort_instelling")
VAN_NIEUW = ("totaal", "leerweg", "niveau", "soort_instelling")
NIEUW, SWITCH, HOOFDGROEP, STUDENTEN = "nieuw", "switch", "hoofdgroep", "studenten"
# From the surest to the least sure way to count.
ZEKERHEID = (GETELD, GESCHAT, BEGRENSD)


def add_kind(stroom: pd.DataFrame, instellingen: pd.DataFrame) -> pd.DataFrame:
    """Add `soort_instelling` by institution code.

    Raises InputError when an institution of the counts is in no list of institutions.
    """
    soorten = instellingen.astype(str).set_index("instelling")["soort_instelling"]
    onbekend = sorted(set(stroom["instelling"]) - set(soorten.index))
    if onbekend:
        raise InputError(
            "instellingen",
            "instellingenmbo",
            f"{len(onbekend)} instellingen uit de telbestanden staan er niet in: {quoted(onbekend)}",
            kolom="INSTELLINGSCODE",
            verwacht="alle instellingen, na de fusies",
        )
    return stroom.assign(soort_instelling=stroom["instelling"].map(soorten))


def bbl_as_group(totaal: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `totaal` with bbl set apart as a group, bounds included."""
    bbl = totaal["leerweg"] == "bbl"
    groep = totaal.assign(groep="bbl")
    groep["rest_min"] = groep["aantal_min"].where(~bbl, 0)
    groep["rest_max"] = groep["aantal_max"].where(~bbl, 0)
    groep.loc[~bbl, ["aantal_min", "aantal_zeker", "aantal", "aantal_mogelijk", "aantal_max"]] = 0
    return pd.concat([totaal, groep])


def new_and_switched(instroom: pd.DataFrame, nieuw: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Return which part of the inflow is new to mbo and which switched programmes, with bounds.

    Both counts have their own interval; the bounds of their ratio take the two at opposite ends, so they are wide
    enough. Nothing where the inflow counts those new to mbo alone.

    Args:
        instroom: counts of all inflow, as `count` returns them.
        nieuw: the same of those new to mbo.
        by: the columns that tell the rows apart.

    """
    beide = instroom.merge(nieuw, on=list(by), suffixes=("", "_nieuw"), validate="one_to_one")
    beide = beide[(beide["aantal"] > 0) & (beide["aantal_min"] > 0)]
    if beide["aantal"].equals(beide["aantal_nieuw"]):
        return beide.iloc[:0].reindex(columns=[*by, "groep"])
    telling = [max(paar, key=ZEKERHEID.index) for paar in zip(beide["telling"], beide["telling_nieuw"], strict=True)]

    def ratio(teller: str, noemer: str) -> pd.Series:
        return (beide[f"{teller}_nieuw"] / beide[noemer]).clip(upper=1)

    tegen = {"": "", "_laag": "_hoog", "_hoog": "_laag", "_min": "_max", "_max": "_min"}
    deel = {f"aandeel{eind}": ratio(f"aantal{eind}", f"aantal{ander}") for eind, ander in tegen.items()}
    wel = beide[list(by)].assign(groep=NIEUW, **deel, teller=beide["aantal_nieuw"].clip(upper=beide["aantal"]))
    niet = {f"aandeel{eind}": 1 - deel[f"aandeel{ander}"] for eind, ander in tegen.items()}
    anders = beide[list(by)].assign(groep=SWITCH, **niet, teller=beide["aantal"] - wel["teller"])
    return pd.concat([tabel.assign(noemer=beide["aantal"], telling=telling) for tabel in (wel, anders)])


def bbl_in_all(studenten: pd.DataFrame) -> pd.DataFrame:
    """Return the share of bbl in all students of 1 October per year, with the outer bounds that suppressed cells leave.

    `studenten` has jaar, leerweg, aantal_min, aantal and aantal_max of bol and bbl. Nothing is learned of these counts.
    """
    grenzen = ["aantal_min", "aantal", "aantal_max"]
    jaren = sorted(set(studenten["jaar"]))
    bbl, bol = (
        studenten[studenten["leerweg"] == leerweg].groupby("jaar")[grenzen].sum().reindex(jaren, fill_value=0)
        for leerweg in ("bbl", "bol")
    )
    uit = pd.DataFrame(
        {
            "aandeel": bbl["aantal"] / (bbl["aantal"] + bol["aantal"]),
            "aandeel_min": bbl["aantal_min"] / (bbl["aantal_min"] + bol["aantal_max"]),
            "aandeel_max": bbl["aantal_max"] / (bbl["aantal_max"] + bol["aantal_min"]),
            "teller": half_up(bbl["aantal"]),
            "noemer": half_up(bbl["aantal"] + bol["aantal"]),
        }
    )
    uit = uit[uit["noemer"] > 0].fillna({"aandeel_min": 0.0, "aandeel_max": 1.0})
    uit["telling"] = (uit["aandeel_min"] < uit["aandeel_max"]).map({True: BEGRENSD, False: GETELD})
    uit = uit.assign(aandeel_laag=uit["aandeel_min"], aandeel_hoog=uit["aandeel_max"])
    return uit.reset_index().assign(maat=STUDENTEN, groep="bbl", uitsplitsing="totaal")


def main_groups(delen: pd.DataFrame, marge: Margin | None) -> pd.DataFrame:
    """Return the share of each hoofdgroep in all, and the share of bbl within it, per year and measure."""
    by = ["jaar", "maat"]
    aandeel = share(delen, by, marge)
    uit = [aandeel.assign(hoofdgroep=aandeel["groep"], groep=HOOFDGROEP)]
    for naam in sorted(set(delen["groep"]) - {"totaal"}):
        eigen = delen[delen["groep"] == naam].assign(groep="totaal")
        van_deel = None
        if marge:
            cellen = marge.cellen[marge.cellen["groep"] == naam].assign(groep="totaal")
            van_deel = Margin(cellen, marge.kalibratie).with_bbl()
        uit.append(share(bbl_as_group(eigen), by, van_deel).assign(hoofdgroep=naam))
    return pd.concat(uit).assign(uitsplitsing=HOOFDGROEP)


def break_down(  # noqa: PLR0913 - one table each, by keyword
    stroom: pd.DataFrame,
    *,
    instellingen: pd.DataFrame,
    delen: pd.DataFrame,
    studenten: pd.DataFrame,
    leerwegen: Sequence[str],
    reeksbreuk: int,
    marge: Margin | None = None,
    marge_delen: Margin | None = None,
) -> pd.DataFrame:
    """Return the shares per year, measure, group and breakdown; a characteristic that is not broken down is empty.

    Args:
        stroom: the groups of programmes, as derived.
        instellingen: today's institutions with their kind.
        delen: the same counts per hoofdgroep.
        studenten: all students of bol and bbl per year, with the bounds of suppressed cells.
        leerwegen: those that count.
        reeksbreuk: first year of the present definition of inflow.
        marge: the suppressed cells of `stroom`.
        marge_delen: those of `delen`.

    """
    rijen = add_kind(stroom[stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))], instellingen)
    groepen = rijen[rijen["groep"].isin(["totaal", *GROEPEN])]
    tabellen = [
        share(groepen, ["jaar", "maat", *kenmerken], marge).assign(uitsplitsing=naam)
        for naam, kenmerken in UITSPLITSINGEN.items()
    ]
    totaal = rijen[rijen["groep"] == "totaal"]
    met_bbl, marge_bbl = bbl_as_group(totaal), marge and marge.with_bbl()
    tabellen += [
        share(met_bbl, ["jaar", "maat", *UITSPLITSINGEN[naam]], marge_bbl).assign(uitsplitsing=naam) for naam in VAN_BBL
    ]
    alle = add_kind(within_total(stroom, leerwegen), instellingen)
    for naam in VAN_NIEUW if alle["maat"].eq("instroom_nieuw").any() else ():
        by = ["jaar", *UITSPLITSINGEN[naam]]
        instroom, nieuw = (
            count(alle[alle["maat"] == maat], ["groep", *by], marge).drop(columns="groep")
            for maat in ("instroom", "instroom_nieuw")
        )
        tabellen.append(new_and_switched(instroom, nieuw, by).assign(maat="instroom", uitsplitsing=naam))
    tabellen.append(main_groups(delen[delen["leerweg"].isin(list(leerwegen))], marge_delen))
    tabellen.append(bbl_in_all(studenten))
    uit = pd.concat([tabel for tabel in tabellen if len(tabel)])
    uit = uit.reindex(columns=list(dict.fromkeys([*uit.columns, *KENMERKEN])))
    for kenmerk in KENMERKEN:
        uit[kenmerk] = uit[kenmerk].map(lambda waarde: "" if pd.isna(waarde) else str(waarde).removesuffix(".0"))
    return mark_break(uit.reset_index(drop=True), reeksbreuk=reeksbreuk)


def within_total(stroom: pd.DataFrame, leerwegen: Sequence[str]) -> pd.DataFrame:
    """Return the rows of all programmes together in the leerwegen that count."""
    return stroom[(stroom["groep"] == "totaal") & stroom["leerweg"].isin(list(leerwegen))]


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "data",
            break_down(
                pd.concat(s.read_all("stroom").values()),
                instellingen=s.read("instellingen"),
                delen=pd.concat(s.read_all("delen").values()),
                studenten=s.read("studenten"),
                marge=Margin.read(s),
                marge_delen=Margin.read(s, "onzeker_delen"),
                **s.params,
            ),
        )
