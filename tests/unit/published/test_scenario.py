"""Every scenario file is complete, and counts the programmes that its text says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import yaml
from helpers.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RESOURCES = ROOT / "resources"
BESTANDEN = sorted((RESOURCES / "scenario").glob("*.yaml"))
VERPLICHT = {"naam", "titel", "toelichting", "bron", "wijzigingen"}
INDELING = pd.read_csv(RESOURCES / "bc_regeling.csv", dtype=str, keep_default_na=False, encoding="utf-8")
PUBLISHED = dict(zip(INDELING["bc"], INDELING["sector"], strict=True))


def load(naam: str) -> dict[str, Any]:
    """Read one scenario by name."""
    inhoud: dict[str, Any] = yaml.safe_load((RESOURCES / "scenario" / f"{naam}.yaml").read_text(encoding="utf-8"))
    return inhoud


def counted(scenario: dict[str, Any]) -> set[str]:
    """Return the BCs in group 3 under a scenario, written here once more by the rules of its README."""
    sectoren = PUBLISHED | {bc: sector or "" for bc, sector in scenario["wijzigingen"].items()}
    houden = set(scenario.get("sectoren", sectoren.values())) - {""}
    return {bc for bc, sector in sectoren.items() if sector in houden}


@pytest.mark.parametrize("path", BESTANDEN, ids=lambda pad: pad.stem)
def test_scenario_is_complete_and_changes_something(path: Path) -> None:
    """Known keys only, named as the file, codes of table B.0.1, no change that leaves things as they are."""
    scenario = load(path.stem)
    assert scenario.keys() - {"sectoren"} == VERPLICHT
    assert scenario["naam"] == path.stem
    assert all(scenario[sleutel].strip() for sleutel in ("titel", "toelichting", "bron"))
    assert scenario["wijzigingen"].keys() <= PUBLISHED.keys()
    assert [bc for bc, sector in scenario["wijzigingen"].items() if PUBLISHED[bc] == (sector or "")] == []
    bekend = {*PUBLISHED.values(), *scenario["wijzigingen"].values()}
    assert set(scenario.get("sectoren", [])) <= bekend


@pytest.mark.parametrize(
    ("naam", "aantal", "erbij"),
    [
        ("instructeur_onderwijs", 38, {"bc448"}),
        ("maatschappelijke_zorg", 38, {"bc310"}),
        ("elektrotechniek_klimaat", 38, {"bc371"}),
        ("noot_10", 13, {"bc391", "bc394"}),  # 6 klimaat en energie, 5 zorg, 2 landbouw
    ],
)
def test_programmes_counted(naam: str, aantal: int, erbij: set[str]) -> None:
    """The number of BCs by hand: 37 and one more, or the two published sectors and agriculture."""
    in_groep = counted(load(naam))
    assert len(in_groep) == aantal
    assert {bc for bc in in_groep if not PUBLISHED[bc]} == erbij


def test_titles_differ() -> None:
    """Two lines of one figure never carry the same name."""
    titels = [load(path.stem)["titel"] for path in BESTANDEN]
    assert len(set(titels)) == len(titels)
