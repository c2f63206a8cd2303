"""Small tables of counts for the tests of the attack and of the suppression."""

import pandas as pd

from werkagenda.disclosure.system import CellTable

# Row and column totals 80, 49, 61 and 45, 101, 44. One cell is small: 8 persons.
DRIE_BIJ_DRIE = [[20, 50, 10], [8, 19, 22], [17, 32, 12]]
MARGES = ((), ("a",), ("b",))


def table(aantallen, *, naam="t", universum="u", minimum=10, dims=("a", "b"), **anders):
    """Return a table of `dims`, a row per cell named by its place; cells of 1 to `minimum` - 1 are to be protected."""
    cellen = [
        {dims[0]: str(i), dims[1]: str(j), "rij": f"{i}{j}", "waarde": aantal, "primair": 0 < aantal < minimum}
        for i, rij in enumerate(aantallen)
        for j, aantal in enumerate(rij)
    ]
    return CellTable(
        naam, universum, dims, pd.DataFrame(cellen), **{"bekend": MARGES if dims == ("a", "b") else (), **anders}
    )


def line(aantallen, *, naam="t", universum="u", dim="a", minimum=10, **anders):
    """Return a table of one dimension."""
    cellen = [
        {dim: str(i), "rij": str(i), "waarde": aantal, "primair": 0 < aantal < minimum}
        for i, aantal in enumerate(aantallen)
    ]
    return CellTable(naam, universum, (dim,), pd.DataFrame(cellen), **anders)


def rows(*namen, tabel="t"):
    """Return product rows of one table."""
    return pd.DataFrame({"tabel": tabel, "rij": list(namen)}, dtype="str")


def hidden(uit, tabel="t"):
    """Return the names of the rows of a table that are hidden."""
    return set(uit.loc[uit["tabel"] == tabel, "rij"])


def interval(aanval, cel, universum="u"):
    """Return the attacker's interval of one cell."""
    rij = aanval[(aanval["cel"] == cel) & (aanval["universum"] == universum)].iloc[0]
    return rij["laag"], rij["hoog"]
