"""Table S.I: what the institutions in the low and the high group are, compared with all others."""

from collections.abc import Mapping

import pandas as pd

from werkagenda.indicators.typology import GROEPEN, HOOG, LAAG
from werkagenda.institutions.quarters import quarters
from werkagenda.models.tests import fisher
from werkagenda.run.step import step

ALLE = "alle"
MOMENTEN = ("start", "recent")
# In the group at the start, recently, or both.
EEN_VAN_BEIDE = "een_van_beide"
DERDE, HELFT = 1 / 3, 0.5


def traits(kenmerken: pd.DataFrame) -> pd.DataFrame:
    """Return per institution 1 or 0 for each trait, missing where it is not known; large is the top quarter in size."""
    groot = pd.Series(quarters(kenmerken["studenten"]), index=kenmerken.index) == HOOG
    klein = pd.Series(quarters(kenmerken["studenten"]), index=kenmerken.index) == LAAG
    return pd.DataFrame(
        {
            "randstad": kenmerken["randstad"],
            "g4": kenmerken["g4"],
            "roc": kenmerken["roc"],
            "beroepscollege": 1 - kenmerken["roc"],
            "confessioneel": kenmerken["confessioneel"],
            "groot": groot.astype("int64"),
            "klein": klein.astype("int64"),
            "groot_roc": (groot & (kenmerken["roc"] == 1)).astype("int64"),
        }
    ).set_axis(kenmerken["instelling"])


def often(typering: pd.DataFrame, moment: str) -> pd.DataFrame:
    """Return per institution whether it is in an outer quarter on more than a third, or half, of its indicators."""
    laag, hoog = typering[f"{LAAG}_{moment}"], typering[f"{HOOG}_{moment}"]
    vaak = {"derde_laag": laag > DERDE, "helft_laag": laag > HELFT, "helft_hoog": hoog > HELFT}
    return pd.DataFrame({naam: waarde.astype("int64") for naam, waarde in vaak.items()})


def compare_groups(typering: pd.DataFrame, *, kenmerken: pd.DataFrame) -> pd.DataFrame:
    """Return a row per moment, group and trait: how many institutions of the group have it, against all others.

    Args:
        typering: a row per institution: its group and shares of quarters on start and recent values.
        kenmerken: what institutions with a plan are.

    Returns:
        `moment` (start, recent, een_van_beide), `groep` (laag, midden, hoog, alle), `kenmerk`; `aantal` of the `n`
        institutions of the group whose trait is known and its `aandeel`; `aandeel_kenmerk`: which part of all
        institutions with the trait is in the group; `p`: of Fisher's exact test on the group against all others.

    """
    eigenschap = traits(kenmerken)
    tabel = typering.set_index("instelling")
    per_moment = {
        moment: (tabel[f"groep_{moment}"].astype("object"), eigenschap.reindex(tabel.index).join(often(tabel, moment)))
        for moment in MOMENTEN
    }
    rijen = []
    for moment, (groep, wat) in per_moment.items():
        bekend = groep.notna()
        for naam in [*GROEPEN, ALLE]:
            erin = (groep == naam) if naam != ALLE else bekend
            rijen += _per_trait(wat[bekend], erin[bekend], {"moment": moment, "groep": naam})
    ooit = {naam: per_moment["start"][0].eq(naam) | per_moment["recent"][0].eq(naam) for naam in (LAAG, HOOG)}
    for naam, erin in ooit.items():
        vast = eigenschap.reindex(tabel.index)
        rijen += _per_trait(vast, erin, {"moment": EEN_VAN_BEIDE, "groep": naam})
    return pd.DataFrame(rijen)


def _per_trait(wat: pd.DataFrame, erin: pd.Series, sleutel: Mapping[str, str]) -> list[dict[str, object]]:
    rijen = []
    for kenmerk in wat:
        bekend = wat[kenmerk].dropna().astype("int64")
        binnen, buiten = bekend[erin[bekend.index]], bekend[~erin[bekend.index]]
        aantal, alle = int(binnen.sum()), int(bekend.sum())
        rijen.append(
            {**sleutel, "kenmerk": str(kenmerk), "aantal": aantal, "n": len(binnen)}
            | {"aandeel": aantal / len(binnen) if len(binnen) else None}
            | {"aandeel_kenmerk": aantal / alle if alle else None, "p": fisher(binnen, buiten).p}
        )
    return rijen


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", compare_groups(s.read("typering"), kenmerken=s.read("kenmerken")))
