"""What the appendices say of a run without suppressed cells, and of the two ways to estimate them."""

from __future__ import annotations

import bijlagen
import pandas as pd
import pytest
from voorbereiden import report_variables


def test_a_run_without_suppressed_cells_says_so() -> None:
    """One file, nothing hidden."""
    rij = {"jaar": [2023], "bron": ["a"], "maat": ["m"], "cellen": [9], "onderdrukt": [0], "gemiddelde": [0.0]}
    assert bijlagen.suppression(pd.DataFrame(rij)) == "In de bestanden van deze uitgave is niets afgeschermd.\n"


@pytest.mark.parametrize(("verwacht", "woord"), [("model", "geschat per bestand en jaar"), ("midden", "het midden")])
def test_the_expected_value_is_the_one_of_the_settings(verwacht: str, woord: str) -> None:
    """The sentence of appendix C.2."""
    variabelen = report_variables(richting={"aandeel": 0.5, "aantal": 1.0}, reeksbreuk=2021, verwacht=verwacht)
    assert woord in variabelen["rapport"]["verwachte_waarde"]
