"""Random cells of graduates over crebo's with none to three programmes: the bounds of each group hold the truth."""

import numpy as np
import pandas as pd
import pytest
from helpers.both_flows import flow
from unit.derive.test_stroom import AANTALLEN, ALLES, FUSIES, INSTROOM

from werkagenda.flow.count import share


def random_case(zaad):
    """Draw cells of graduates over crebo's with one to three BCs, and groups at random; the truth is known."""
    rng = np.random.default_rng(zaad)
    bcs = [f"bc{i:03}" for i in range(12)]
    koppeling = [(f"2{i:04}", bc) for i in range(20) for bc in rng.choice(bcs, rng.integers(0, 4), replace=False)]
    indeling = [("regeling", "*", bc) for bc in bcs if rng.random() < 0.4]
    indeling += [("per_instelling", i, bc) for i in ("01AA", "03CC") for bc in bcs if rng.random() < 0.4]
    rijen = []
    for instelling in ("01AA", "02BB", "03CC"):
        for i in range(20):
            laag, breed = int(rng.integers(0, 20)), int(rng.integers(0, 6))
            waar = laag + int(rng.integers(0, breed + 1))
            verwacht = laag + breed * rng.random()
            rijen.append(
                (instelling, f"2{i:04}", laag, verwacht, laag + breed, verwacht - laag, waar, int(rng.integers(0, 99)))
            )
    cellen = pd.DataFrame(rijen, columns=["instelling", "crebo", *AANTALLEN, "waar", "lot"])
    return (
        cellen.assign(jaar=2022, niveau=2, leerweg="bol", uitgave="open"),
        pd.DataFrame(indeling, columns=["groep", "instelling", "bc"]),
        pd.DataFrame(koppeling, columns=["crebo", "bc"]),
    )


@pytest.mark.parametrize("zaad", range(6))
def test_bounds_hold_the_truth_whatever_programme_the_graduates_took(zaad):
    cellen, indeling, crebo_bc = random_case(zaad)
    uit = flow(
        INSTROOM,
        cellen.drop(columns=["waar", "lot"]),
        indeling=indeling,
        crebo_bc=crebo_bc,
        fusies=FUSIES,
        definitie="opleiding",
        verwacht="model",
    )
    uit = uit[uit["maat"] == "gediplomeerd"]
    assert (uit["aantal_min"] <= uit["aantal"] + 1e-9).all()
    assert (uit["aantal"] <= uit["aantal_max"] + 1e-9).all()
    aandeel = share(uit, ["jaar"]).set_index("groep")
    assert (aandeel["aandeel_min"] <= aandeel["aandeel"]).all()
    assert (aandeel["aandeel"] <= aandeel["aandeel_max"]).all()
    # In truth all graduates of a cell took one of the BCs of its crebo, by lot.
    bcs = crebo_bc.groupby("crebo")["bc"].agg(list)
    echt = [
        bcs[c][lot % len(bcs[c])] if c in bcs.index else ""
        for c, lot in zip(cellen["crebo"], cellen["lot"], strict=True)
    ]
    leden = set(indeling.itertuples(index=False, name=None))
    for groep in ("regeling", "per_instelling"):
        in_groep = [
            (groep, "*", bc) in leden or (groep, instelling.replace("02BB", "01AA"), bc) in leden
            for instelling, bc in zip(cellen["instelling"], echt, strict=True)
        ]
        waar = cellen.loc[in_groep, "waar"].sum()
        som = uit[uit["groep"] == groep][ALLES].sum()
        assert som["aantal_min"] <= waar <= som["aantal_max"]
        assert som["rest_min"] <= cellen["waar"].sum() - waar <= som["rest_max"]
        assert aandeel.loc[groep, "aandeel_min"] <= waar / cellen["waar"].sum() <= aandeel.loc[groep, "aandeel_max"]
