"""Where a change in a group's number comes from.

A number is a share times a total, a = s T. Its change is the mean share times the change of the total plus the mean
total times the change of the share: that sums exactly, without a rest. For inflow also: new to mbo, and switchers.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

from werkagenda.flow.count import GROEPEN, count, half_up
from werkagenda.flow.intervals import Margin
from werkagenda.formats import BEGRENSD, GESCHAT, GETELD
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")
SLEUTEL = ["maat", "groep", "van", "tot", "onderdeel"]


def decompose(
    stroom: pd.DataFrame, *, leerwegen: Sequence[str], reeksbreuk: int, definitie: str, marge: Margin | None = None
) -> pd.DataFrame:
    """Return `maat, groep, van, tot, onderdeel, aantal, aantal_laag, aantal_hoog, telling` (students).

    A row per part of a change, for every two successive years under one definition. `onderdeel`: totaaleffect +
    aandeeleffect = som; for inflow also nieuw + switch = som (with definition `mbo` all are new, and the two are left
    out). The interval is missing where nothing is known but bounds.
    """
    rijen = stroom[stroom["leerweg"].isin(list(leerwegen)) & stroom["groep"].isin(["totaal", *GROEPEN])]
    geteld = count(rijen, ["maat", "groep", "jaar"], marge).set_index(["maat", "groep", "jaar"])
    aantal, telling = geteld["aantal"], geteld["telling"]
    delen, gewichten = [], []
    for maat in MATEN:
        jaren = sorted(set(aantal[maat].index.get_level_values("jaar")))
        for van, tot in pairwise(jaren):
            if tot != van + 1 or (maat == "instroom" and van < reeksbreuk <= tot):
                continue
            nieuw = maat == "instroom" and definitie == "opleiding"
            for groep in GROEPEN:
                sleutel = {"maat": maat, "groep": groep, "van": van, "tot": tot}
                statussen = {telling[maat, welke, jaar] for welke in ("totaal", groep) for jaar in (van, tot)}
                status = next(naam for naam in (BEGRENSD, GESCHAT, GETELD) if naam in statussen)
                delen += [
                    sleutel | {"onderdeel": onderdeel, "aantal": waarde, "telling": status}
                    for onderdeel, waarde in _parts(aantal, maat, groep, van, tot, nieuw=nieuw).items()
                ]
                gewichten += [sleutel | deel for deel in _weights(aantal, maat, groep, van, tot, nieuw=nieuw)]
    uit = pd.DataFrame(delen, columns=[*SLEUTEL, "aantal", "telling"])
    halve = pd.DataFrame(columns=[*SLEUTEL, "halve"])
    if marge and gewichten:
        eigen = pd.DataFrame(gewichten).rename(columns={"maat": "van_maat", "telt": "maat"})
        halve = marge.of_changes(rijen, eigen, ["van_maat", *SLEUTEL[1:]]).rename(columns={"van_maat": "maat"})
    uit = uit.merge(halve, on=SLEUTEL, how="left", validate="one_to_one")
    helft = uit["halve"].astype(float).mask(uit["telling"] == GETELD, 0.0).mask(uit["telling"] == BEGRENSD)
    for naam, kant in (("aantal_laag", -1), ("aantal_hoog", 1)):
        rand = uit["aantal"] + kant * helft
        uit[naam] = half_up(rand.fillna(0.0)).astype("Int64").mask(rand.isna())
    return uit.drop(columns="halve")


def _parts(aantal: pd.Series, maat: str, groep: str, van: int, tot: int, *, nieuw: bool) -> dict[str, int]:  # noqa: PLR0913
    begin, eind = aantal[maat, groep, van], aantal[maat, groep, tot]
    totaal_begin, totaal_eind = aantal[maat, "totaal", van], aantal[maat, "totaal", tot]
    gemiddeld_aandeel = (begin / totaal_begin + eind / totaal_eind) / 2
    totaaleffect = int(half_up(pd.Series([gemiddeld_aandeel * (totaal_eind - totaal_begin)]))[0])
    som = int(eind - begin)
    delen = {"totaaleffect": totaaleffect, "aandeeleffect": som - totaaleffect, "som": som}
    if nieuw:
        nieuwe = int(aantal["instroom_nieuw", groep, tot] - aantal["instroom_nieuw", groep, van])
        delen |= {"nieuw": nieuwe, "switch": som - nieuwe}
    return delen


def _weights(  # noqa: PLR0913 - as `_parts`
    aantal: pd.Series, maat: str, groep: str, van: int, tot: int, *, nieuw: bool
) -> Iterator[dict[str, str | int | float]]:
    """Yield what an error of one student counts for in each part: inside the group, and anywhere, per year.

    These are the derivatives of the parts: of the total effect, for the first year, (T2 - T1) / 2 T1 for a student of
    the group, and for any student minus that share of it minus the mean share.
    """
    begin, eind = aantal[maat, groep, van], aantal[maat, groep, tot]
    totaal_begin, totaal_eind = aantal[maat, "totaal", van], aantal[maat, "totaal", tot]
    groei, gemiddeld = totaal_eind - totaal_begin, (begin / totaal_begin + eind / totaal_eind) / 2
    for jaar, teken, deel, totaal in ((van, -1, begin, totaal_begin), (tot, 1, eind, totaal_eind)):
        binnen = groei / (2 * totaal)
        alle = teken * gemiddeld - deel / totaal * binnen
        eigen = {"jaar": jaar, "telt": maat}
        yield eigen | {"onderdeel": "totaaleffect", "in_groep": binnen, "alle": alle}
        yield eigen | {"onderdeel": "aandeeleffect", "in_groep": teken - binnen, "alle": -alle}
        yield eigen | {"onderdeel": "som", "in_groep": teken, "alle": 0.0}
        if nieuw:
            van_nieuw = eigen | {"telt": "instroom_nieuw", "in_groep": teken, "alle": 0.0}
            # Who switches is counted as the difference of two counts, each with its errors.
            yield eigen | {"onderdeel": "switch", "in_groep": teken, "alle": 0.0}
            yield van_nieuw | {"onderdeel": "switch", "in_groep": -teken}
            yield van_nieuw | {"onderdeel": "nieuw"}


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", decompose(pd.concat(s.read_all("stroom").values()), marge=Margin.read(s), **s.params))
