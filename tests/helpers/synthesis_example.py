"""A small registry of indicators and the values of four institutions, for the tests of the synthesis."""

from typing import Any

import pandas as pd

BLOK: dict[str, Any] = {
    "doelstelling": "1.2",
    "eenheid": "procent",
    "richting": "hoger",
    "niveau": "landelijk",
    "uitsplitsingen": {"leerweg": "tabel_1", "leeftijd": None},
    "bron": "JOB-monitor",
    "frequentie": "jaarlijks",
    "eerste_waarde": 2022,
    "berekening": {"product": "efile"},
}


def blok(naam: str, rang: int | None, **anders: Any) -> dict[str, Any]:
    """Return the block of one indicator; `rang` is its place in the synthesis."""
    lijsten = {"monitoringsplan": ["1-1"]} | ({} if rang is None else {"synthese": rang})
    return {"naam": naam, "korte_naam": naam, **BLOK, "lijsten": lijsten} | anders


def inhoud() -> dict[str, Any]:
    """Return what a registry file holds: one share, one mirrored share, one mark, and one that is not computed."""
    return {
        "doelstellingen": {"1.2": "Welzijn", "3.3": "Werken in het mbo"},
        "onderdelen": {"1.2a": "Veiligheid"},
        "indicatoren": {
            "cijfer": blok("Tevreden personeel", 3, eenheid="rapportcijfer", doelstelling="3.3"),
            "veilig": blok("Voelt zich veilig", 1),
            "uitval": blok("Valt uit", 2, richting="lager", naam_gespiegeld="Valt niet uit", korte_naam="Geen uitval"),
            "stages": blok("Stagetekort", None, berekening={"geen": "bron niet in project"}),
        },
    }


# Institution, then start, recent and target; a gap is None. Values are mirrored already.
PER_INSTELLING = {
    "veilig": {
        "01AA": (0.50, 0.56, 0.60),
        "02BB": (0.60, 0.64, 0.70),
        "03CC": (0.70, 0.72, None),
        "04DD": (0.80, 0.80, 0.90),
    },
    "uitval": {"01AA": (0.93, 0.94, 0.95), "02BB": (0.93, 0.94, 0.95), "03CC": (0.93, 0.94, 0.95)},
    "cijfer": {"01AA": (6.0, 6.4, 7.0), "02BB": (7.0, None, 7.0)},
}
JAREN = {"start": 2022, "recent": 2024, "streef": 2027}


def waarden(per_indicator: dict[str, dict[str, tuple[float | None, ...]]] | None = None) -> pd.DataFrame:
    """Return the values of the institutions as `indicatorwaarden` has them."""
    rijen = [
        (wie, naam, soort, jaar, waarde)
        for naam, instellingen in (per_indicator or PER_INSTELLING).items()
        for wie, drie in instellingen.items()
        for (soort, jaar), waarde in zip(JAREN.items(), drie, strict=True)
        if waarde is not None
    ]
    kolommen = ["instelling", "indicator", "soort", "jaar", "waarde"]
    return pd.DataFrame(rijen, columns=kolommen).assign(reden="", n=None)


def sector(tabel: pd.DataFrame) -> pd.DataFrame:
    """Return the unweighted means as `indicator_sector` has them."""
    per_soort = tabel.groupby(["indicator", "soort", "jaar"])["waarde"]
    return per_soort.agg(waarde="mean", instellingen="size").reset_index()
