"""Facts of the typology, for the snapshot of its sentences."""

import pandas as pd
from helpers.registers import PRODUCTEN, labels_of, lees
from text import synthese_typering

QUARTERS = lees("""rang,laag,hoog,groep,n
    1,0.6,0.1,laag,20
    2,0.5,0.0,laag,20
    3,0.1,0.2,midden,20
    4,0.0,0.7,hoog,20""").assign(groep=["laag", "laag", "midden", "hoog"])  # fmt: skip
# The published typology. Low group: both with a high ambition rose, of the others four of eight. High group: four of
# six and two of seven stayed.
TYPES = pd.DataFrame(
    [(0, "midden", "midden", 11, 2, 6, 3), (1, "hoog", "hoog", 6, 2, 4, 0), (1, "hoog", "midden", 7, 5, 2, 0),
     (2, "laag", "hoog", 2, 0, 0, 2), (3, "laag", "midden", 6, 0, 2, 4), (3, "laag", "laag", 2, 0, 2, 0),
     (4, "midden", "hoog", 8, 3, 4, 1), (5, "midden", "laag", 10, 3, 6, 1)],
    columns=["type", "groep", "ambitie", "aantal", "dalers", "gelijk", "stijgers"],
).assign(onzeker=[3, 1, 2, 0, 1, 0, 2, 3])  # fmt: skip
PAIRS = {("laag", "laag"): 4, ("laag", "midden"): 6, ("midden", "laag"): 8, ("midden", "midden"): 16,
         ("midden", "hoog"): 5, ("hoog", "midden"): 7, ("hoog", "hoog"): 6, ("totaal", "totaal"): 52}  # fmt: skip


def traits(*regels):
    """Return a table of groups from lines such as `recent,laag,randstad,9,13,0.69,0.53,0.004`."""
    return lees("\n".join(["moment,groep,kenmerk,aantal,n,aandeel,aandeel_kenmerk,p", *regels]))


GROUPS = [
    "start,laag,randstad,8,12,0.67,0.47,0.01", "start,laag,g4,6,12,0.5,0.86,0.001",
    "start,laag,derde_laag,12,12,1.0,0.8,0.0", "start,laag,helft_laag,4,12,0.33,1.0,0.01",
    "recent,laag,randstad,9,13,0.69,0.53,0.004", "recent,laag,g4,7,13,0.54,1.0,0.0",
    "recent,laag,klein,0,13,0.0,0.0,0.03", "recent,laag,derde_laag,13,13,1.0,0.62,0.0",
    "recent,laag,helft_laag,5,13,0.38,1.0,0.0", "recent,hoog,beroepscollege,6,12,0.5,0.4,0.04",
    "recent,hoog,groot_roc,2,12,0.17,0.15,0.7", "recent,hoog,confessioneel,4,12,0.33,0.3,0.2",
    "recent,alle,randstad,17,54,0.31,1.0,", "recent,alle,g4,7,54,0.13,1.0,", "recent,alle,klein,14,54,0.26,1.0,",
    "recent,alle,beroepscollege,15,54,0.28,1.0,", "recent,alle,confessioneel,13,54,0.24,1.0,",
    "een_van_beide,laag,randstad,11,15,0.73,0.65,0.001",
]  # fmt: skip


def moves(paren):
    """Return a table of moves with its totals."""
    groepen = ["laag", "midden", "hoog", "totaal"]
    rijen = [(van, naar, paren.get((van, naar), 0)) for van in groepen for naar in groepen]
    return pd.DataFrame(rijen, columns=["van", "naar", "aantal"])


def facts(naam, data):
    product = PRODUCTEN[naam]
    return synthese_typering.FAMILIES[product["familie"]](data, labels=labels_of(product["familie"]), product=product)


# One of each: everything in the singular.
ONE = pd.DataFrame([(2, "laag", "hoog", 1, 0, 0, 1, 1), (1, "hoog", "midden", 1, 1, 0, 0, 0)], columns=TYPES.columns)
EXAMPLES = {
    "kwartielen": {
        "vol": facts("figuur_s_kwartielen", QUARTERS),
        "leeg": facts("figuur_s_kwartielen", QUARTERS.iloc[:0]),
    },
    "typen": {
        "vol": facts("tabel_s_typering", TYPES),
        "een": facts("tabel_s_typering", ONE),
        "zeker": facts("tabel_s_typering", TYPES.assign(onzeker=0)),
        "leeg": facts("tabel_s_typering", TYPES.iloc[:0]),
    },
    "groepen": {
        "vol": facts("tabel_s_groepen", traits(*GROUPS)),
        "niets aantoonbaar": facts("tabel_s_groepen", traits(*GROUPS).assign(p=0.5)),
        "zonder denominatie": facts(
            "tabel_s_groepen", traits(*(regel for regel in GROUPS if "confessioneel" not in regel))
        ),
        "leeg": facts("tabel_s_groepen", traits()),
    },
    "beweging": {
        "vol": facts("tabel_s_beweging", moves(PAIRS)),
        "sprong": facts("tabel_s_beweging", moves(PAIRS | {("laag", "hoog"): 2, ("midden", "laag"): 1})),
        "leeg": facts("tabel_s_beweging", moves({})),
    },
}
