"""A small `stroom` for the tests of the products: two measures, four years, three institutions."""

import pandas as pd

KOLOMMEN = [
    "jaar", "maat", "groep", "instelling", "leerweg", "niveau",
    "aantal_min", "aantal", "aantal_max", "onderdrukt", "rest_min", "rest_max",
]  # fmt: skip


def stroom(*rijen):
    """Build rows of `stroom` from tuples in the order of KOLOMMEN; nothing is only perhaps in a group."""
    tabel = pd.DataFrame(rijen, columns=KOLOMMEN)
    return tabel.assign(aantal_zeker=tabel["aantal"], aantal_mogelijk=tabel["aantal"])


def exact(jaar, maat, groep, aantal, *, totaal, instelling="01AA", leerweg="bol", niveau=4):  # noqa: PLR0913
    """Return a row of a group without suppressed cells; the rest of the total stands beside it."""
    rest = 0 if groep == "totaal" else totaal - aantal
    return (jaar, maat, groep, instelling, leerweg, niveau, aantal, float(aantal), aantal, 0.0, rest, rest)


def slice_of(jaar, maat, totaal, groepen, **waar):
    """Return the rows of one slice: its total, and each group that is named."""
    rijen = [exact(jaar, maat, "totaal", totaal, totaal=totaal, **waar)]
    return rijen + [exact(jaar, maat, groep, aantal, totaal=totaal, **waar) for groep, aantal in groepen.items()]
