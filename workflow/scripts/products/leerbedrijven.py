"""Table 5 on training firms: what they say of the skills of mbo graduates, with an interval."""

import pandas as pd

from werkagenda.errors import InputError, quoted
from werkagenda.models.proportions import wilson

BRON, BESTAND = "sbb_tevredenheid", "tevredenheid.csv"
TOTAAL, SECTORKAMER = "totaal", "sectorkamer"
KOLOMMEN = ["jaar", "vraag", "kenmerk", "categorie", "aandeel", "aandeel_min", "aandeel_max", "n", "reden"]


def satisfied(antwoorden: pd.DataFrame) -> pd.DataFrame:
    """Return the share of satisfied firms per year and question, in all and per sectorkamer, with 95 % intervals.

    Args:
        antwoorden: `jaar, vraag, categorie` (sectorkamer, missing in the national row), `aandeel` (0-1) and `n`
            (firms that answered).

    Raises:
        InputError: a question has no national row in a year; sectorkamers do not add up to it, since SBB weighs.

    """
    landelijk = antwoorden["categorie"].isna()
    sleutel = ["jaar", "vraag"]
    gevraagd, heeft = (set(map(tuple, deel[sleutel].astype(str).to_numpy()))
                       for deel in (antwoorden, antwoorden[landelijk]))  # fmt: skip
    if zonder := sorted(gevraagd - heeft):
        raise InputError(
            BRON,
            BESTAND,
            f"{len(zonder)} vragen zonder landelijk cijfer: {quoted([' '.join(een) for een in zonder])}",
            kolom="sectorkamer",
            verwacht="per jaar en vraag een rij met een lege sectorkamer",
        )
    rijen = antwoorden.astype({"categorie": "object"}).assign(reden="")
    rijen["kenmerk"] = landelijk.map({True: TOTAAL, False: SECTORKAMER})
    rijen["categorie"] = rijen["categorie"].where(~landelijk, TOTAAL)
    rijen["aandeel_min"], rijen["aandeel_max"] = wilson(rijen["aandeel"] * rijen["n"], rijen["n"])
    return rijen[KOLOMMEN]


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        delen = list(s.read_all("bron").values())
        # Without a file the product is there, without rows, and its text says so.
        s.write("data", satisfied(pd.concat(delen)) if delen else pd.DataFrame(columns=KOLOMMEN))
