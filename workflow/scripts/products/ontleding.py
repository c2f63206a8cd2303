"""Where a change in a group's number comes from.

A number is a share times a total, a = s T. Its change is the mean share times the change of the total plus the mean
total times the change of the share: that sums exactly, without a rest. For inflow also: new to mbo, and switchers.
"""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from werkagenda.flow.count import GROEPEN, count, half_up
from werkagenda.run.step import step

MATEN = ("instroom", "gediplomeerd")


def decompose(stroom: pd.DataFrame, *, leerwegen: Sequence[str], reeksbreuk: int, definitie: str) -> pd.DataFrame:
    """Return `maat, groep, van, tot, onderdeel, aantal` (students) for every two successive years under one definition.

    `onderdeel`: totaaleffect + aandeeleffect = som; for inflow also nieuw + switch = som (with definition `mbo` all are
    new, and the two are left out).
    """
    rijen = stroom[stroom["leerweg"].isin(list(leerwegen)) & stroom["groep"].isin(["totaal", *GROEPEN])]
    aantal = count(rijen, ["maat", "groep", "jaar"]).set_index(["maat", "groep", "jaar"])["aantal"]
    delen = []
    for maat in MATEN:
        jaren = sorted(set(aantal[maat].index.get_level_values("jaar")))
        for van, tot in pairwise(jaren):
            if tot != van + 1 or (maat == "instroom" and van < reeksbreuk <= tot):
                continue
            delen += [
                {"maat": maat, "groep": groep, "van": van, "tot": tot, "onderdeel": onderdeel, "aantal": waarde}
                for groep in GROEPEN
                for onderdeel, waarde in _parts(aantal, maat, groep, van, tot, definitie).items()
            ]
    return pd.DataFrame(delen, columns=["maat", "groep", "van", "tot", "onderdeel", "aantal"])


def _parts(aantal: pd.Series, maat: str, groep: str, van: int, tot: int, definitie: str) -> dict[str, int]:  # noqa: PLR0913, PLR0917
    begin, eind = aantal[maat, groep, van], aantal[maat, groep, tot]
    totaal_begin, totaal_eind = aantal[maat, "totaal", van], aantal[maat, "totaal", tot]
    gemiddeld_aandeel = (begin / totaal_begin + eind / totaal_eind) / 2
    totaaleffect = int(half_up(pd.Series([gemiddeld_aandeel * (totaal_eind - totaal_begin)]))[0])
    som = int(eind - begin)
    delen = {"totaaleffect": totaaleffect, "aandeeleffect": som - totaaleffect, "som": som}
    if maat == "instroom" and definitie == "opleiding":
        nieuw = int(aantal["instroom_nieuw", groep, tot] - aantal["instroom_nieuw", groep, van])
        delen |= {"nieuw": nieuw, "switch": som - nieuw}
    return delen


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", decompose(pd.concat(s.read_all("stroom").values()), **s.params))
