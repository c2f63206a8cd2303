"""Five institutions for the tests of the plans: students, targets and answers that can be added up by hand."""

import pandas as pd

from werkagenda.institutions.values import weigh_targets

CEL = ["instelling", "leerweg", "niveau"]
STUDENTEN = pd.DataFrame(
    [
        ("01AA", "bol", 3, 100.0),
        ("01AA", "bol", 4, 400.0),
        ("01AA", "bbl", 4, 500.0),
        ("02BB", "bol", 4, 200.0),
        ("03CC", "bol", 3, 0.0),
        ("03CC", "bol", 4, 300.0),
        ("04DD", "bol", 4, 100.0),
        ("05EE", "bol", 4, 50.0),
    ],
    columns=[*CEL, "aantal"],
)
# 05EE is not in the JOB-monitor; 02BB and 04DD gave no target; 03CC gave one for a level without students.
STREEF = pd.DataFrame(
    [
        (2024, "hulp_keuze", "01AA", "bol", 3, 0.50),
        (2024, "hulp_keuze", "01AA", "bol", 4, 0.40),
        (2024, "hulp_keuze", "01AA", "bbl", 4, 0.70),
        (2024, "hulp_keuze", "03CC", "bol", 3, 0.90),
        (2024, "hulp_keuze", "03CC", "bol", 4, 0.30),
        (2024, "hulp_keuze", "05EE", "bol", 4, 0.60),
        (2024, "begeleiding_leerbedrijf", "02BB", "bol", 4, 0.80),
        (2025, "hulp_keuze", "01AA", "bol", 4, 0.99),
    ],
    columns=["meting", "indicator", *CEL, "waarde"],
)
JOB = pd.DataFrame(
    [
        (2022, "hulp_keuze", "01AA", "bol", 3, 0.40, 100.0),
        (2022, "hulp_keuze", "01AA", "bol", 4, 0.30, 300.0),
        (2022, "hulp_keuze", "01AA", "bbl", 4, 0.60, 100.0),
        (2022, "hulp_keuze", "02BB", "bol", 4, 0.50, 150.0),
        (2022, "hulp_keuze", "03CC", "bol", 4, 0.25, 80.0),
        (2022, "hulp_keuze", "04DD", "bol", 3, 0.50, 40.0),
        (2022, "hulp_keuze", "04DD", "bol", 4, 0.20, 60.0),
        (2024, "hulp_keuze", "01AA", "bol", 4, 0.35, 300.0),
        (2024, "hulp_keuze", "02BB", "bol", 4, 0.45, 150.0),
        (2022, "begeleiding_leerbedrijf", "01AA", "bol", 4, 0.99, 10.0),
    ],
    columns=["jaar", "item", *CEL, "aandeel", "gewicht"],
)
DOELEN = weigh_targets(STREEF[STREEF["meting"] == 2024], STUDENTEN)
