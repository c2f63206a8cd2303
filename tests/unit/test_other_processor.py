"""The last digits of a logarithm, a power or a fit are those of the machine; no file of ours hangs on them."""

from __future__ import annotations

import contextlib
import io

import pytest
from helpers.other_processor import said_there
from helpers.project import ROOT

# What is made by functions whose outcome had other last digits elsewhere, and at the end what shows that it would.
TRIAL = """\
import hashlib
from pathlib import Path

import numpy as np
import yaml
from synthetic.synthetische_wereld import place_institutions
from unit.flow.test_calibration import world

from werkagenda.flow.calibration import learn
from werkagenda.synthetic.draw import Calibration

def say(naam, tekst):
    print(naam, hashlib.sha256(tekst.encode()).hexdigest())

kalibratie = yaml.safe_load(Path(ROOT, "resources/kalibratie.yaml").read_text(encoding="utf-8"))
for zaad in range(1, 6):
    say("wereld", place_institutions(Calibration.from_file(kalibratie, zaad=zaad)).to_csv())
say("kalibratie", learn(*world(3), 0.01).to_csv())
say("rekenwerk", np.exp(np.linspace(0, 1, 100_001)).tobytes().hex())
"""


def test_the_same_files_on_another_processor():
    code = f"ROOT = {str(ROOT)!r}\n{TRIAL}"
    hier = io.StringIO()
    with contextlib.redirect_stdout(hier):
        exec(code, {})  # noqa: S102 - our own
    *eigen, rekenwerk = hier.getvalue().splitlines()
    *daar, ander = said_there(code).splitlines()
    if rekenwerk == ander:
        pytest.skip("dit systeem rekent met en zonder die opdrachten gelijk: hier is niets te zien")
    assert daar == eigen
