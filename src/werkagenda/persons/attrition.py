"""Attrition of a population of persons: who leaves at which step, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from werkagenda.persons.register import count_persons

# The steps from diplomas to the analysis population, in their order.
REDENEN = {
    "diplomas_gelezen": "diploma's met een examendatum in het studiejaar",
    "dubbel_geleverd": "hetzelfde diploma staat in twee bestanden",
    "een_diploma": "meer diploma's in het studiejaar: een telt",
    "zonder_koppeling": "opleidingsnummer zonder rij in de koppeling",
    "niveau": "niveau telt niet mee",
    "leerweg": "leerweg telt niet mee",
    "achtergrond_onbekend": "geboortejaar of geboortemaand onbekend",
    "leeftijd": "ouder dan de leeftijdsgrens",
    "uitstromer": "een jaar na het diploma nog in bekostigd onderwijs",
    "register": "niet in het bevolkingsregister in het jaar van de uitkomst",
    "terug_in_onderwijs": "in het jaar van de uitkomst weer in bekostigd onderwijs",
    "kenmerk_onbekend": "geslacht of generatie onbekend",
}


@dataclass
class Attrition:
    """Attrition of one cohort, step by step."""

    cohort: int
    stappen: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, rijen: pd.DataFrame, stap: str, blijft: pd.Series) -> pd.DataFrame:
        """Return the rows where `blijft` is true, and note how many rows and persons left."""
        over = rijen[blijft]
        self.stappen.append(
            {
                "cohort": self.cohort,
                "stap": stap,
                "volgorde": len(self.stappen) + 1,
                "rijen_in": len(rijen),
                "rijen_uit": len(over),
                "personen_uit": count_persons(rijen) - count_persons(over),
                "reden": REDENEN[stap],
            }
        )
        return over

    def table(self) -> pd.DataFrame:
        """Return one row per step."""
        return pd.DataFrame(self.stappen)
