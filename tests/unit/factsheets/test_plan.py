"""What a factsheet says of the own plan: spending beside the sector, measures and programmes, by hand."""

import pandas as pd

from werkagenda.factsheets.plan import plans, spending
from werkagenda.formats import LEEG
from werkagenda.institutions.kinds import kind


def test_spending_of_the_last_year_beside_the_middle_half():
    """Shares of 1 to 5 percent: half of the five institutions spends 2 to 4 percent; last year's do not count."""
    nu = pd.DataFrame(
        {"instelling": list("abcde"), "doelstelling": "1.2", "jaar": 2024, "aandeel": [n / 100 for n in range(1, 6)]}
    )
    toen = nu.assign(jaar=2023, aandeel=0.5)
    uit = spending(pd.concat([toen, nu]), minimum=5)
    assert uit["a"] == {"1.2": {"tekst": "1,0%", "jaar": "2024", "sector": "2,0% tot 4,0%"}}
    assert spending(nu, minimum=6)["a"]["1.2"]["sector"] == LEEG


def test_measures_count_once_and_programmes_have_names():
    """Two parts of one institution of today: a measure that one of them applies is applied."""
    maatregelen = pd.DataFrame(
        [
            ("01AA", "01AA", "2.1.1", "pas toe", "nieuw"),
            ("01AA", "99AA", "2.1.1", "leg uit", None),
            ("01AA", "01AA", "2.1.2", "pas toe", "uitbreiding of voortzetting"),
            ("01AA", "99AA", "2.1.2", "pas toe", "nieuw"),
            ("01AA", "01AA", "2.1.3", "leg uit", None),
            ("01AA", "01AA", "2.1.4", "pas toe", "onduidelijk"),
        ],
        columns=["instelling", "eigen", "maatregel", "oordeel", "vorm"],
    )
    genoemd = pd.DataFrame({"instelling": ["01AA"] * 3 + ["02AA"], "bc": ["bc2", "bc1", "bc2", "bc1"]})
    bc = pd.DataFrame({"bc": ["bc1", "bc2"], "naam": ["Timmeren", "Kok"]})
    assert plans(maatregelen, genoemd, bc) == {
        "01AA": {"gecodeerd": 4, "toegepast": 3, "nieuw": 1, "voortgezet": 1, "onbekend": 1, "bcs": ["Kok", "Timmeren"]}
    }


def test_rocs_are_large_above_the_median_of_rocs():
    roc = pd.Series({"a": True, "b": True, "c": True, "d": False})
    studenten = pd.Series({"a": 100, "b": 200, "c": 300, "d": 9000})
    assert kind(roc, studenten).to_dict() == {
        "a": "klein roc",
        "b": "klein roc",
        "c": "groot roc",
        "d": "beroepscollege",
    }
