"""Facts of the families of `text/additional.py`, from small data files; "leeg" is a file that was not delivered."""

from helpers.registers import PRODUCTEN, labels_of, lees
from text import additional

KOP = "jaar,onderdeel,uitsplitsing,categorie,waarde,waarde_min,waarde_max,eenheid,n,instellingen"
DREMPELS = {"aandeel": 0.5, "aantal": 1.0}


def facts(naam, *regels):
    product = PRODUCTEN[naam]
    data = lees("\n".join([KOP, *regels]))
    return additional.FAMILIES[product["familie"]](
        data, product=product, labels=labels_of(product["familie"]), drempels=DREMPELS
    )


GETELD = (
    "2022,vsv,totaal,,24250,24250,24250,aantal,24250,54",
    "2023,vsv,totaal,,22308,22308,22308,aantal,22308,54",
    "2023,aandeel_vsv,totaal,,0.0587,0.0587,0.0587,procent,380000,54",
    "2022,vsv,leerweg,bbl,4100,4100,4100,aantal,4100,54",
    "2023,vsv,leerweg,bbl,4317,4317,4317,aantal,4317,54",
    "2022,aandeel_vsv,leerweg_niveau,bol 4,0.0446,0.0446,0.0446,procent,190000,54",
    "2023,aandeel_vsv,leerweg_niveau,bol 4,0.0392,0.0392,0.0392,procent,190000,54",
    "2023,aandeel_vsv,niveau,1,0.219,0.219,0.219,procent,15000,54",
    "2023,aandeel_vsv,niveau,4,0.04,0.04,0.04,procent,200000,54",
)
# The bounds of the last year leave both directions open.
ONDERDRUKT = tuple(
    {
        GETELD[1]: "2023,vsv,totaal,,17900,17000,25000,aantal,17900,54",
        GETELD[4]: "2023,vsv,leerweg,bbl,4150,4000,4300,aantal,4150,54",
        GETELD[6]: "2023,aandeel_vsv,leerweg_niveau,bol 4,0.0440,0.0380,0.0480,procent,190000,54",
    }.get(regel, regel)
    for regel in GETELD
)
OPGETELD = (
    "2023,certificaten,totaal,,6220,6220,6220,aantal,6220,31",
    "2024,certificaten,totaal,,7200,7200,7200,aantal,7200,31",
    "2024,certificaten,categorie,zorg,4000,4000,4000,aantal,4000,31",
    "2024,certificaten,categorie,ict_creatief,3200,3200,3200,aantal,3200,20",
)
DOCENTEN = (
    "2024,docenten,categorie,bevoegd,0.8,0.8,0.8,procent,1000,54",
    "2024,docenten,categorie,in_opleiding,0.13,0.13,0.13,procent,1000,54",
    "2024,docenten,categorie,niet_bevoegd,0.07,0.07,0.07,procent,1000,54",
    "2023,digitale_monitor,totaal,,40,40,40,aantal,54,54",
)
PRACTORATEN = (
    "2023,practoraten,totaal,,108,108,108,aantal,108,34",
    "2025,practoraten,totaal,,130,130,130,aantal,130,42",
    "2023,practoraten_per_instelling,totaal,,2.0,2.0,2.0,gemiddelde,54,54",
    "2025,practoraten_per_instelling,totaal,,2.407,2.407,2.407,gemiddelde,54,54",
    "2025,practoraten,categorie,onderwijskundig,28,28,28,aantal,28,20",
    "2025,practoraten,categorie,ict en creatieve industrie,12,12,12,aantal,12,9",
)
JAARVERSLAGEN = (
    "2024,jaarverslagen,categorie,expliciet,0.407,0.407,0.407,procent,54,54",
    "2024,jaarverslagen,categorie,gemeente,0.704,0.704,0.704,procent,54,54",
    "2024,jaarverslagen,categorie,bedrijfsleven,0.759,0.759,0.759,procent,54,54",
)
EIGEN = (
    "2024,eigen_indicator,doelstelling,2.1,24,24,24,aantal,55,55",
    "2024,eigen_indicator,doelstelling,2.2,31,31,31,aantal,55,55",
    "2024,eigen_indicator,onderwerp,2.1 loopbaanbegeleiding,4,4,4,aantal,24,55",
    "2024,eigen_indicator,onderwerp,2.1 tevredenheid van studenten,18,18,18,aantal,24,55",
    "2024,eigen_indicator,onderwerp,2.2 stagevergoeding,6,6,6,aantal,31,55",
)
REDENEN = (
    "2024,reden,categorie,al gerealiseerd,30,30,30,aantal,80,25",
    "2024,reden,categorie,geen bbl,12,12,12,aantal,80,4",
    "2024,reden,doelstelling,2.1,42,42,42,aantal,80,25",
    "2024,nieuw_toegelicht,totaal,,0.6,0.6,0.6,procent,200,40",
)
KEUZE = (
    "2025,bijna_alle,doel,1.2,0.78,0.78,0.78,procent,54,54",
    "2025,bijna_alle,doel,3.3,0.85,0.85,0.85,procent,54,54",
    "2025,gekozen,categorie,1.2.1,0.907,0.907,0.907,procent,54,54",
    "2025,gekozen,categorie,1.2.4,0.778,0.778,0.778,procent,54,54",
)
VERWANT = (
    "2022,verwant,totaal,,0.7,0.7,0.7,procent,50000,54",
    "2022,verwant,leerweg,bol,0.64,0.64,0.64,procent,30000,54",
    "2022,verwant,leerweg,bbl,0.81,0.81,0.81,procent,20000,52",
)
DELEN = (
    "2025,recentwaarde,leerweg,mentale_gezondheid bol,0.125,0.125,0.125,procent,53,53",
    "2025,recentwaarde,leerweg,mentale_gezondheid bbl,0.075,0.075,0.075,procent,53,53",
    "2023,streef_bereikt,niveau,voortijdig_schoolverlaten 4,0.333,0.333,0.333,procent,54,54",
)

EXAMPLES = {
    "verwant": {"vol": facts("tabel_5_verwant", *VERWANT), "leeg": facts("tabel_5_verwant")},
    "delen": {
        "vol": facts("tabel_s_delen", *DELEN),
        "alleen niveau": facts("tabel_s_delen", DELEN[2]),
        "leeg": facts("tabel_s_delen"),
    },
    "redenen": {
        "vol": facts("tabel_2_redenen", *REDENEN),
        "zonder toelichting": facts("tabel_2_redenen", *REDENEN[:2]),
        "leeg": facts("tabel_2_redenen"),
    },
    "maatregelkeuze": {
        "vol": facts("tabel_s_maatregelkeuze", *KEUZE),
        "leeg": facts("tabel_s_maatregelkeuze"),
    },
    "vsv": {
        "geteld": facts("tabel_s_vsv", *GETELD),
        "onderdrukt": facts("tabel_s_vsv", *ONDERDRUKT),
        "een jaar, gehaald": facts("tabel_s_vsv", GETELD[1].replace("22308", "17308"), GETELD[2]),
        "leeg": facts("tabel_s_vsv"),
    },
    "opgeteld": {
        "twee jaar": facts("tabel_4_certificaten", *OPGETELD),
        "een jaar": facts("tabel_5_stagetekorten", *OPGETELD[1:]),
        "leeg": facts("tabel_4_praktijkverklaringen"),
    },
    "bevoegdheid": {
        "vol": facts("tabel_s_bevoegdheid", *DOCENTEN),
        "zonder docenten": facts("tabel_s_bevoegdheid", DOCENTEN[-1]),
        "leeg": facts("tabel_s_bevoegdheid"),
    },
    "practoraten_thema": {
        "vol": facts("tabel_s_practoraten", *PRACTORATEN),
        "leeg": facts("tabel_s_practoraten"),
    },
    "samenwerking": {
        "vol": facts("tabel_s_samenwerking", *JAARVERSLAGEN),
        "leeg": facts("tabel_s_samenwerking"),
    },
    "eigen_indicatoren": {
        "vol": facts("tabel_2_eigen_indicatoren", *EIGEN),
        "leeg": facts("tabel_2_eigen_indicatoren"),
    },
}
