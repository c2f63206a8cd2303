"""No file of the synthetic world has a digit that hangs on the processor."""

from __future__ import annotations

import pandas as pd
import pytest

from werkagenda.synthetic.draw import DECIMALEN


def loose(pad):
    """Return the columns of a file with more decimals than are written of a number with a logarithm or power behind."""
    getallen = pd.read_parquet(pad).select_dtypes("float")
    return [naam for naam in getallen if not getallen[naam].equals(getallen[naam].round(DECIMALEN))]


@pytest.mark.parametrize(
    ("naam", "begin"), [("instellingen", "omvang"), ("groepen", "gewicht"), ("opzet", "besteding")]
)
def test_institutions_their_programmes_and_their_spending(map_, naam, begin):
    """Other columns are plain divisions, which each processor does alike."""
    pad = map_ / f"results/synthetic/wereld/{naam}.parquet"
    assert any(kolom.startswith(begin) for kolom in pd.read_parquet(pad))
    assert not [kolom for kolom in loose(pad) if kolom.startswith(begin)]


def test_wages(microdata):
    assert "uurloon" in pd.read_parquet(microdata["wereld_banen"][0])
    assert not any("uurloon" in loose(pad) for pad in microdata["wereld_banen"])
