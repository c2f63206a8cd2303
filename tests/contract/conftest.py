"""Ingest a file that a test wrote by hand, as the workflow would."""

import pytest
from helpers.project import ROOT
from ingest.inlezen import ingest

from werkagenda.contract.contracts import load_contract

CONTRACTEN = ROOT / "resources" / "contracts" / "raw"


@pytest.fixture
def lees(tmp_path):
    """Return a function from source, file name and bytes to the ingested rows."""

    def inlezen(bron, naam, inhoud):
        pad = tmp_path / naam
        if isinstance(inhoud, bytes):
            pad.write_bytes(inhoud)
        andere = tuple(load_contract(CONTRACTEN / f"{ander}.yaml") for ander in ("instroom_a", "instroom_b"))
        return ingest(load_contract(CONTRACTEN / f"{bron}.yaml"), pad, andere=andere).to_pandas()

    return inlezen
