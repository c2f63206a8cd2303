"""Facts of the products on indicators, made from small data files, for the snapshot of their sentences."""

import pandas as pd
from helpers.registers import labels_of, lees
from helpers.synthesis_example import blok, inhoud
from text import synthese

from werkagenda.indicators.registry import registry

REGISTER = registry(inhoud())
VERDICTS = pd.DataFrame({
    "rang": [1, 2, 3], "indicator": ["veilig", "uitval", "cijfer"],
    "eenheid": ["procent", "procent", "rapportcijfer"],
    "jaar_recent": [2025, 2023, 2024], "start": [0.82, 0.93, 6.5], "recent": [0.83, 0.95, 6.9],
    "streef": [0.85, 0.95, None], "verschil": [0.01, 0.02, 0.4], "reden": "",
    "oordeel_synthese": ["vooruitgang", "bereikt", "geen_streefwaarde"],
    "basis": ["onafgerond", "afgerond", "afgerond"], "oordeel": ["te_langzaam", "bereikt", "geen_oordeel"],
    "verandering": [0.01, 0.02, 0.4], "verandering_laag": [0.006, 0.01, 0.3], "verandering_hoog": [0.014, 0.03, 0.5],
    "gehaald": [20, 31, 0], "gehaald_n": [40, 41, 0],
    "geen_oordeel": ["", "", "geen_streefwaarde"], "richting": ["gestegen", "gestegen", "gestegen"],
})  # fmt: skip
# An interval on one side of 0 is a direction; of the flat one it holds 0.
PICTURE = lees("""indicator,rang,start,recent,streef,n,oordeel,verandering,verandering_laag,verandering_hoog
    veilig,1,0.824,0.826,0.85,40,op_koers,0.02,0.01,0.03
    uitval,2,0.93,0.91,0.95,50,achteruitgang,-0.02,-0.03,-0.01
    vlak,4,0.501,0.504,,50,geen_oordeel,0.003,-0.01,0.016""")
# The largest two overlap with each other; with each its own interval they do not.
RISES = PICTURE.assign(verandering=[0.03, 0.05, 0.01], verandering_laag=[0.02, 0.025, 0.006],
                       verandering_hoog=[0.04, 0.075, 0.019])  # fmt: skip
FALLS = RISES.assign(verandering=-RISES["verandering"], verandering_laag=-RISES["verandering_hoog"],
                     verandering_hoog=-RISES["verandering_laag"])  # fmt: skip
# The counts of the published synthesis.
COUNTS = {
    "bereikt": 4, "op_koers": 6, "vooruitgang": 6, "niet_op_koers": 4, "geen_streefwaarde": 3,
    "minstens_halverwege": 10, "niet_halverwege": 13, "zonder_vooruitgang": 6, "minder_dan_halverwege": 7,
    "enige_vooruitgang": 17, "gestegen": 15, "monitor_bereikt": 4, "monitor_op_koers": 6, "monitor_te_langzaam": 0,
    "monitor_geen_verandering": 2, "monitor_achteruitgang": 1, "monitor_geen_oordeel": 10,
}  # fmt: skip
THRESHOLDS = lees("""rang,indicator,drempel,oordeel
    1,veilig,0.9,op_koers
    1,veilig,1.0,te_langzaam
    2,uitval,0.9,bereikt
    2,uitval,1.0,bereikt""")
SPREAD = pd.DataFrame(
    [("veilig", "start", 0.5, 0.55, 0.65, 0.7), ("veilig", "recent", 0.5, 0.55, 0.75, 0.8),
     ("uitval", "start", 0.9, 0.91, 0.93, 0.95), ("uitval", "recent", 0.92, 0.93, 0.955, 0.96),
     ("ja_nee", "start", 0.0, 0.0, 1.0, 1.0), ("ja_nee", "recent", 0.0, 0.0, 1.0, 1.0)],
    columns=["indicator", "soort", "p10", "p25", "p75", "p90"],
).assign(eenheid="procent")  # fmt: skip
COVERAGE = pd.DataFrame({
    "indicator": ["cijfer", "veilig", "uitval", "stages"],
    # Of the last the file was not delivered.
    "geleverd": [*["leerweg (Tabel 1)"] * 3, ""],
    "berekend": ["ja", "nee", "nee", "nee"],
    "berekening": ["DUO", "bron niet in project", "bron niet in project", "nieuw te ontwikkelen"],
    "monitoringsplan": ["ja", "ja", "ja", "nee"], "bijlage_a": ["nee"] * 4, "synthese": ["ja", "nee", "nee", "nee"],
})  # fmt: skip


def register_with(naam, display_name):
    """Return the register of the examples with one indicator more."""
    stand = inhoud()
    stand["indicatoren"][naam] = blok(display_name, 4)
    return registry(stand)


def facts(familie, data, register=REGISTER):
    return synthese.FAMILIES[familie](
        data, labels=labels_of(familie), register=register, drempels={"aandeel": 0.5, "aantal": 1.0}
    )


def counts(**anders):
    delen = COUNTS | anders
    return pd.DataFrame({"onderdeel": list(delen), "aantal": list(delen.values()), "n": 23})


FLAT = register_with("vlak", "Blijft vlak")
MARK = VERDICTS.assign(streef=[0.85, 0.95, 7.0])
EXAMPLES = {
    "sectorbeeld": {
        "vol": facts("sectorbeeld", PICTURE, FLAT),
        "een_stijger": facts("sectorbeeld", PICTURE.iloc[:1], FLAT),
        "overlap": facts("sectorbeeld", RISES, FLAT),
        "alles_gedaald": facts("sectorbeeld", FALLS, FLAT),
        "leeg": facts("sectorbeeld", PICTURE.iloc[:0], FLAT),
    },
    "voortgang": {
        "vol": facts("voortgang", VERDICTS),
        "streefcijfer": facts("voortgang", MARK.assign(basis="onafgerond")),
        "zonder_oordeel": facts(
            "voortgang",
            VERDICTS.assign(
                oordeel_synthese=["niet_op_koers", "op_koers", ""],
                oordeel=["achteruitgang", *["geen_oordeel"] * 2],
                geen_oordeel=["", "minderheid", "geen_waarde"],
                richting=["gedaald", "", ""],
            ),
        ),
        "onzeker": facts(
            "voortgang",
            VERDICTS.assign(
                oordeel=["geen_verandering", "op_koers", "geen_oordeel"],
                richting=["niet_te_zeggen", "gestegen", "gedaald"],
            ),
        ),
        "doelloos": facts(
            "voortgang",
            VERDICTS.assign(
                oordeel="geen_oordeel",
                geen_oordeel="geen_streefwaarde",
                oordeel_synthese="geen_streefwaarde",
                verandering=[0.01, -0.02, 0.0],
                verandering_laag=[0.006, -0.03, -0.3],
                verandering_hoog=[0.014, -0.01, 0.5],
            ),
        ),
        "leeg": facts("voortgang", VERDICTS.iloc[:0]),
    },
    "oordelen": {
        "vol": facts("oordelen", counts()),
        "leeg": facts(
            "oordelen",
            counts(
                minstens_halverwege=0,
                niet_halverwege=23,
                minder_dan_halverwege=17,
                monitor_bereikt=0,
                monitor_op_koers=0,
            ),
        ),
    },
    "drempels": {
        "vol": facts("drempels", THRESHOLDS),
        "gelijk": facts("drempels", THRESHOLDS.assign(oordeel="op_koers")),
        "leeg": facts("drempels", THRESHOLDS.iloc[:0]),
    },
    "spreiding_indicatoren": {
        "vol": facts("spreiding_indicatoren", SPREAD, register_with("ja_nee", "Heeft het")),
        "leeg": facts("spreiding_indicatoren", SPREAD.iloc[:0]),
    },
    "dekking": {
        "vol": facts("dekking", COVERAGE),
        "leeg": facts("dekking", COVERAGE.assign(berekend="ja")),
    },
}
