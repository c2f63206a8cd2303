"""Facts of the products on measures, spending, pay and practoraten, for the snapshot of their sentences."""

import pandas as pd
from helpers.plans_tables import DREMPELS
from helpers.registers import PRODUCTEN, labels_of, lees
from helpers.synthesis_example import blok, inhoud
from text import synthese_instellingen

from werkagenda.indicators.registry import registry

REGISTER = registry(inhoud())
MEASURES = lees("""doelstelling,onderdeel,categorie,aantal,aandeel,n
    1.2,gekozen,gekozen,50,0.93,54
    1.2a,gekozen,gekozen,46,0.85,54
    1.2,voortgang,zoals verwacht,40,0.8,50
    1.2a,voortgang,zoals verwacht,30,0.6,50
    1.2,effectiviteit,effectief,34,0.68,50
    1.2a,effectiviteit,effectief,20,0.40,50
    1.2,effectiviteit,wisselt per activiteit,10,0.2,50""")
# The published synthesis: most between 20 and 30 percent, six lower, two higher; the bounds themselves are between.
SPENDING = pd.DataFrame({"aandeel": [0.19] * 6 + [0.2, 0.28, 0.3] + [0.31] * 2})
OBJECTIVES = pd.DataFrame(
    [("totaal", 0.28), ("1.2", 0.06), ("3.3", 0.048), ("1.2a", 0.03), ("2.1", 0.02), ("2.2", 0.012)],
    columns=["doelstelling", "gemiddelde"],
).assign(jaar=2024)  # fmt: skip
TARGETS = pd.DataFrame({
    "rang": [1, 2, 3], "start": [0.2, 0.3, None], "recent": [0.25, 0.28, 0.5], "streef": [0.25, None, 0.6],
})  # fmt: skip
REGIONS = lees("""regio,soort,gemiddelde,gemiddelde_laag,gemiddelde_hoog,n,reden
    west,start,0.57,0.54,0.60,12,
    west,recent,0.59,0.56,0.62,12,
    oost,recent,0.49,0.44,0.54,16,
    zuid,recent,0.46,0.40,0.52,11,
    noord,recent,0.37,0.33,0.39,14,""")
RELATIONS = lees("""oorzaak,rang,indicator,waarde,waarde_laag,waarde_hoog,p,n
    besteding,1,veilig,0.44,0.05,0.70,0.02,27
    effectiviteit,2,uitval,-0.52,-0.77,-0.13,0.004,24
    voortgang,3,cijfer,0.1,-0.2,0.4,0.5,40
    voortgang,4,lc_ld,,,,,2""")
YEARS = lees("""jaar,aandeel,teller,n,streef,gemiddeld,gemiddeld_streef
    2023,0.63,34,54,0.92,1.96,2.8
    2025,0.72,39,54,0.92,2.36,2.8""")


def facts(naam, data):
    stand = inhoud()
    stand["doelstellingen"] |= {"2.1": "Opgaven", "2.2": "Stage"}
    stand["indicatoren"]["lc_ld"] = blok("Leraren in LC of LD", 4)
    product = PRODUCTEN[naam]
    return synthese_instellingen.FAMILIES[product["familie"]](
        data, product=product, labels=labels_of(product["familie"]), register=registry(stand), drempels=DREMPELS
    )


EXAMPLES = {
    "maatregelen_voortgang": {
        "vol": facts("tabel_s_maatregelen", MEASURES),
        "zonder_wisselt": facts("tabel_s_maatregelen", MEASURES.iloc[:-1]),
        "leeg": facts("tabel_s_maatregelen", MEASURES.iloc[:0]),
    },
    "besteding_instelling": {
        "vol": facts("figuur_s_besteding", SPENDING),
        "leeg": facts("figuur_s_besteding", SPENDING.iloc[:0]),
    },
    "besteding_doel": {
        "vol": facts("tabel_s_besteding", OBJECTIVES),
        "leeg": facts("tabel_s_besteding", OBJECTIVES.iloc[:1]),
    },
    "start_recent_streef": {
        "vol": facts("figuur_s_lc_ld", TARGETS),
        "leeg": facts("figuur_s_lc_ld", TARGETS.iloc[:0]),
    },
    "regio": {
        "vol": facts("tabel_s_regio", REGIONS),
        "overlap": facts("tabel_s_regio", REGIONS.assign(gemiddelde_laag=0.3, gemiddelde_hoog=0.7)),
        "een_vooraan": facts("tabel_s_regio", REGIONS.assign(gemiddelde_laag=[0.5, 0.56, 0.3, 0.3, 0.3])),
        "een_achteraan": facts("tabel_s_regio", REGIONS.assign(gemiddelde_hoog=[0.7, 0.7, 0.7, 0.7, 0.39])),
        "leeg": facts("tabel_s_regio", REGIONS.iloc[:0]),
    },
    "verband": {
        "vol": facts("tabel_s_verband", RELATIONS),
        "niets": facts("tabel_s_verband", RELATIONS.iloc[2:]),
        "leeg": facts("tabel_s_verband", RELATIONS.iloc[3:]),
    },
    "practoraten": {
        "vol": facts("figuur_s_practoraten", YEARS),
        "gelijk": facts("figuur_s_practoraten", YEARS.assign(aandeel=[0.63, 0.632])),
        "zonder_lijst": facts("figuur_s_practoraten", YEARS.assign(gemiddeld=float("nan"))),
        "leeg": facts("figuur_s_practoraten", YEARS.iloc[:0]),
    },
}
