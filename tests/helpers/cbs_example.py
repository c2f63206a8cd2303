"""Leavers for the tests of products from persons, as the table `analyse` has them."""

import pandas as pd

EEN = {
    "cohort": 2021, "rinpersoons": "R", "brin_crypt": "A", "niveau": 4, "leerweg": "bol", "leeftijd": 20,
    "geslacht": "man", "migratieachtergrond": "zonder", "herkomst_nieuw": "zonder", "opleiding_ouders": "bachelor",
    "sectorkamer": "handel", "opleidingsrichting": "handel", "werk_klasse": 1, "werk_uren": 1,
}  # fmt: skip


def leavers(*groepen):
    """Build persons from (number, what differs from EEN) pairs."""
    rijen = [EEN | anders for aantal, anders in groepen for _ in range(aantal)]
    return pd.DataFrame(rijen).assign(rinpersoon=[f"{nummer:09d}" for nummer in range(len(rijen))])
