"""The groups' shares by leerweg, level and kind of institution, and the share of bbl in all."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.flow.count import GROEPEN, mark_break, share
from werkagenda.flow.intervals import Margin
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")
UITSPLITSINGEN = {
    "totaal": [],
    "leerweg": ["leerweg"],
    "niveau": ["niveau"],
    "leerweg_niveau": ["leerweg", "niveau"],
    "soort_instelling": ["soort_instelling"],
}
KENMERKEN = ("leerweg", "niveau", "soort_instelling")


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


def break_down(
    stroom: pd.DataFrame,
    *,
    instellingen: pd.DataFrame,
    leerwegen: Sequence[str],
    reeksbreuk: int,
    marge: Margin | None = None,
) -> pd.DataFrame:
    """Return the shares per year, measure, group and breakdown; a characteristic that is not broken down is empty."""
    rijen = add_kind(stroom[stroom["maat"].isin(MATEN) & stroom["leerweg"].isin(list(leerwegen))], instellingen)
    groepen = rijen[rijen["groep"].isin(["totaal", *GROEPEN])]
    delen = [
        share(groepen, ["jaar", "maat", *kenmerken], marge).assign(uitsplitsing=naam)
        for naam, kenmerken in UITSPLITSINGEN.items()
    ]
    totaal = rijen[rijen["groep"] == "totaal"]
    delen.append(
        share(bbl_as_group(totaal), ["jaar", "maat"], marge and marge.with_bbl()).assign(uitsplitsing="totaal")
    )
    uit = pd.concat(delen)
    for kenmerk in KENMERKEN:
        uit[kenmerk] = uit[kenmerk].map(lambda waarde: "" if pd.isna(waarde) else str(waarde).removesuffix(".0"))
    return mark_break(uit.reset_index(drop=True), reeksbreuk=reeksbreuk)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write(
            "data",
            break_down(
                pd.concat(s.read_all("stroom").values()),
                instellingen=s.read("instellingen"),
                marge=Margin.read(s),
                **s.params,
            ),
        )
