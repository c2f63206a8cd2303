"""The numbers in the text of section 3.1, by hand."""

import pandas as pd
from products.kerncijfers_3 import key_figures

PLANNEN = pd.DataFrame(
    [("roc", "ja")] * 5
    + [("beroepscollege", "ja")]
    + [("beroepscollege", "geen")] * 2
    + [("roc", "geen")]
    + [("roc", "onbekend")] * 4,
    columns=["soort_plan", "opgave"],
)
INDELING = pd.DataFrame(
    [
        ("genoemd", "bc001"), ("genoemd", "bc002"), ("genoemd", "bc003"),
        ("per_instelling", "bc001"), ("regeling", "bc002"), ("regeling", "bc004"), ("sector:zorg", "bc002"),
    ],
    columns=["groep", "bc"],
)  # fmt: skip


def test_plans_and_programmes():
    bc = pd.DataFrame({"bc": [f"bc{i:03}" for i in range(1, 9)]})
    uit = key_figures(PLANNEN, indeling=INDELING, bc=bc)
    assert {naam: (waarde, n) for naam, waarde, n in uit[["naam", "waarde", "n"]].itertuples(index=False)} == {
        "instellingen_met_plan": (13, 13),
        "opgave_ja": (6, 13),
        "opgave_geen": (3, 13),
        "opgave_geen_beroepscollege": (2, 13),
        "opgave_onbekend": (4, 13),
        "bc_totaal": (8, 8),
        "bc_genoemd": (3, 8),
        # In a sector and named: bc004 is in a sector only.
        "bc_regeling": (1, 8),
        "aandeel_bc_genoemd": (0.375, 8),
        "aandeel_bc_regeling": (0.125, 8),
    }
