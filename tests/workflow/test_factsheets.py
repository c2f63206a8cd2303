"""A page per institution is made again when something on it changed, and only then."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from helpers.project import Project

WAARDEN = "results/synthetic/raw/efile/waarden.csv"


def raise_a_target(project: Project, codes: list[str]) -> str:
    """Raise one target of the first institution that gave one by a tenth of a percentage point, and return its code."""
    pad = project.own(WAARDEN)
    with pad.open(encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    indicatoren = yaml.safe_load((project.map / "resources" / "indicatoren.yaml").read_text(encoding="utf-8"))[
        "indicatoren"
    ]
    eigen = {naam for naam, blok in indicatoren.items() if blok["berekening"] == {"product": "efile"}}
    rij = next(
        rij
        for rij in rijen
        if rij["instelling"] in codes
        and rij["soort"] == "streef"
        and rij["indicator"] in eigen
        and float(rij["waarde"]) < 99
    )
    rij["waarde"] = f"{float(rij['waarde']) + 0.1:.1f}"
    with pad.open("w", encoding="utf-8-sig", newline="") as bestand:
        schrijver = csv.DictWriter(bestand, fieldnames=list(rij), quoting=csv.QUOTE_ALL)
        schrijver.writeheader()
        schrijver.writerows(rijen)
    # As if the step had written it so: a file that is edited by hand would be made again.
    record = project.own(f"results/audit/stappen/{WAARDEN.removeprefix('results/')}.json")
    inhoud = json.loads(record.read_text(encoding="utf-8"))
    inhoud["uitvoer"][WAARDEN] = hashlib.sha256(pad.read_bytes()).hexdigest()
    record.write_text(json.dumps(inhoud, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return rij["instelling"]


def test_one_value_makes_one_factsheet_again(vers: Project, tmp_path: Path) -> None:
    """The other pages keep their bytes and are not made: their content is the same, whatever was computed again."""
    project = vers.twin(tmp_path / "waarde")
    bladen = sorted((project.map / "results" / "factsheets").glob("[0-9]*.pdf"))
    assert len(bladen) > 1
    eerder = {pad.name: pad.read_bytes() for pad in bladen}
    code = raise_a_target(project, [pad.stem for pad in bladen])
    gezegd = project.run(*(f"results/factsheets/{pad.name}" for pad in bladen))
    assert re.findall(r"Maak de factsheet van (\w+)", gezegd) == [code]
    assert [pad.stem for pad in bladen if pad.read_bytes() != eerder[pad.name]] == [code]
