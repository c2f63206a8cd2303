"""Every figure of the built project, wide and narrow: no text over another, none off the page, its values said."""

import csv
import importlib
import json
import sys
from pathlib import Path

import pytest
import yaml
from helpers.drawing import collisions, outside, words
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.product import load_products
from werkagenda.contract.tables import read_table
from werkagenda.figures import style, svg

sys.path.append(str(ROOT / "workflow" / "scripts"))
STIJL = yaml.safe_load((ROOT / "resources" / "stijl" / "stijl.yaml").read_text(encoding="utf-8"))
with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
    PRODUCTEN = load_products(ROOT, list(csv.DictReader(bestand)))
FIGUREN = {naam: product for naam, product in PRODUCTEN.items() if product["scripts"].get("figuur")}


@pytest.mark.parametrize("naam", FIGUREN)
def test_no_text_covers_another_or_runs_off_the_figure(gebouwd: Path, naam: str) -> None:
    product = FIGUREN[naam]
    contract = load_contract(ROOT / "resources" / "contracts" / "tabellen" / f"{product['contract']}.yaml")
    data = read_table(gebouwd / "results" / "data" / f"{naam}.csv", contract)
    tekst = json.loads((gebouwd / "results" / "text" / f"{naam}.json").read_text(encoding="utf-8"))
    draw = importlib.import_module(f"figures.{product['scripts']['figuur']}").draw
    for vorm in (STIJL, style.narrow(STIJL)):
        figuur = draw(data, tekst=svg.without_frame(tekst), stijl=vorm)
        assert collisions(figuur) == []
        assert outside(figuur) == []
        assert tekst["ondertitel"]
        gezegd = [woorden for vak in figuur.axes for woorden in words(vak)]
        # With too few institutions in every row, or years to compare, there is nothing to say but why.
        assert gezegd or data.empty or data[["mediaan"]].isna().all(axis=None)
        assert not any("nan" in woorden for woorden in gezegd)
