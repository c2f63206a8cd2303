"""Facts of the figures on spread of work, applications and the age of new students, with data and without."""

from helpers.plans_tables import DREMPELS, dozen
from helpers.registers import LABELS, PRODUCTEN, labels_of, lees
from text import uitstroom

# Seed 002, printed labels of 2024.
DELEN = {"zonder": (0.27, 0.39, 0.22, 0.07, 0.02, 0.03), "met": (0.18, 0.31, 0.29, 0.12, 0.05, 0.05)}
WERK = """jaar,aandeel,aandeel_laag,aandeel_hoog,uitstromers
    2019,0.79,0.78,0.80,6000
    2024,0.81,0.80,0.82,6100"""
WERK_NAAR = """studiejaar,kenmerk,leerweg,niveau,opleidingsrichting,aandeel,aandeel_min,aandeel_max,n
    2020/2021,totaal,,,,0.79,0.788,0.792,9
    2021/2022,totaal,,,,0.81,0.808,0.812,9
    2021/2022,leerweg_niveau,bol,1,,0.53,0.5,0.56,9
    2021/2022,leerweg_niveau,bol,2,,0.79,0.78,0.8,9
    2021/2022,leerweg_niveau,bbl,2,,0.85,0.84,0.86,9
    2021/2022,opleidingsrichting,,,Entree,0.55,0.54,0.56,9
    2021/2022,opleidingsrichting,,,ICT,0.75,0.74,0.76,9
    2021/2022,opleidingsrichting,,,Bouw en infra,0.92,0.91,0.93,9"""
SECTORKAMER = """jaar,leerweg,sectorkamer,aandeel,aandeel_min,aandeel_max,teller,n
    2023,bbl,totaal,0.53,0.52,0.54,30000,56600
    2022,bbl,zorg,0.9,0.8,1,10,20
    2023,bbl,zorg,0.612,0.61,0.615,9000,14700
    2023,bbl,techniek,0.5,0.49,0.51,7000,14000
    2023,bbl,ict_creatief,0.41,0.37,0.45,410,1000
    2023,bbl,entree,0.2,0.19,0.21,200,1000
    2023,bol,zorg,0.041,0.039,0.043,800,19500
    2023,bol,zakelijk,0.05,0.01,0.1,10,200
    2023,bol,techniek,0.021,0.02,0.022,300,14300"""
LEEFTIJD = """jaar,niveau,aandeel,teller,n
    2022,totaal,0.033,33,1000
    2023,totaal,0.031,31,1000
    2023,1,0.125,125,1000
    2023,4,0.021,21,1000"""


def werk(regels):
    """Return table 5.G from lines; levels are text."""
    data = lees(regels)
    return data.assign(niveau=data["niveau"].astype("Int64").astype("str").replace("<NA>", ""))


def facts(naam, data):
    """Return the facts of a product from a small data file."""
    product = PRODUCTEN[naam]
    return uitstroom.FAMILIES[product["familie"]](
        data,
        product=product,
        labels=labels_of(product["familie"]),
        drempels=DREMPELS,
        woorden={"leeftijd_vanaf": 25, "uitstromers": 10},
    )


def sollicitaties(leeg=()):
    """Return figure 5.6 for 2023 and 2024; the answers in `leeg` (herkomst, answer) are held back."""
    rijen = [
        f"{jaar},{wie},{wat}," + (",,," if (wie, wat) in leeg else f"{deel},{deel},{deel},") + "9,"
        for jaar in (2023, 2024)
        for wie, delen in DELEN.items()
        for wat, deel in zip(LABELS["sollicitaties"], delen, strict=True)
    ]
    return lees("\n".join(["jaar,herkomst,sollicitaties,aandeel,aandeel_min,aandeel_max,n,reden", *rijen]))


def jaren(*rijen):
    """Return figure B.0.1 for one year of study from lines such as `bol,1,0.4,0.5,0.55,0.6,0.7,44`."""
    kop = "studiejaar,leerweg,niveau,snor_laag,kwartiel_1,mediaan,kwartiel_3,snor_hoog,instellingen,reden"
    return lees("\n".join([kop, *(f"2022/2023,{rij}," for rij in rijen)]))


BREED = ["bol,1,0.4,0.5,0.55,0.6,0.7,44", "bbl,1,0.3,0.5,0.6,0.7,0.9,40"]
SMAL = ["bol,2,0.6,0.7,0.8,0.85,0.9,50", "bbl,2,0.8,0.85,0.9,0.92,0.95,50"]
DOZEN = dozen("zorg en welzijn,0.6,0.7,0.8,0.85,0.9,20", "ICT,0.4,0.5,0.6,0.7,0.8,12", "handel,")
GEDEELD = [
    "ICT,0.4,0.5,0.6,0.7,0.8,12",
    '"bouw, hout en infra",0.4,0.495,0.604,0.7,0.8,12',
    "handel,0.6,0.65,0.69,0.72,0.8,12",
]
HOOG = [f"{naam},0.4,0.5,{mediaan},0.7,0.8,12" for naam, mediaan in (*dict.fromkeys("bcde", 0.6).items(), ("a", 0.8))]
RICHTINGEN = """leerweg,niveau,opleidingsrichting,onderdeel,rang,aandeel,aandeel_laag,aandeel_hoog,instellingen,reden
    bbl,2,zorg en welzijn,landelijk,0,0.9,0.88,0.92,12,
    bbl,2,zorg en welzijn,instelling,1,0.85,,,12,
    bol,2,zorg en welzijn,landelijk,0,0.7,0.68,0.72,20,
    bbl,3,zorg en welzijn,landelijk,0,0.8,0.78,0.82,12,
    bol,3,zorg en welzijn,landelijk,0,0.81,0.79,0.83,20,
    bbl,2,handel,landelijk,0,0.6,0.55,0.65,9,
    bol,2,handel,landelijk,0,0.8,0.75,0.85,9,
    bbl,3,handel,landelijk,0,0.9,0.85,0.95,9,
    bol,3,handel,landelijk,0,0.7,0.65,0.75,9,
    bbl,3,ICT,landelijk,0,,,,3,minder dan 5 instellingen met 10 uitstromers
    bol,3,ICT,landelijk,0,0.8,0.75,0.85,9,
    bbl,2,ICT,landelijk,0,,,,0,
    bol,2,ICT,landelijk,0,,,,0,"""


def richtingen(*, tot=None, alleen=""):
    """Return figure 5.2 of one study year from the lines above, up to some, or those of one direction."""
    kop, *rijen = RICHTINGEN.splitlines()[:tot]
    gekozen = [rij for rij in rijen if alleen in rij]
    return lees("\n".join([kop, *gekozen])).assign(studiejaar="2022/2023")


EXAMPLES = {
    "richtingen": {
        "vol": facts("figuur_5_richtingen", richtingen()),
        "open": facts("figuur_5_richtingen", richtingen(alleen=",3,zorg")),
        "alleen": facts("figuur_5_richtingen", richtingen(alleen="ICT")),
        "leeg": facts("figuur_5_richtingen", richtingen(tot=1)),
    },
    "werk_uitsplitsing": {
        "vol": facts("tabel_5_werk", werk(WERK_NAAR)),
        "hoogste open": facts("tabel_5_werk", werk(WERK_NAAR.replace("ICT,0.75,0.74,0.76", "ICT,0.92,0.91,0.93"))),
        "laagste open": facts("tabel_5_werk", werk(WERK_NAAR.replace("ICT,0.75,0.74,0.76", "ICT,0.55,0.54,0.56"))),
        "leeg": facts("tabel_5_werk", werk(WERK_NAAR.splitlines()[0])),
    },
    "dozen": {
        "vol": facts("figuur_5_2", DOZEN),
        "een": facts("figuur_5_2", dozen("ICT,0.4,0.5,0.6,0.7,0.8,12", "handel,")),
        "onderaan": facts("figuur_5_2", dozen(GEDEELD[0], HOOG[-1], "b,0.5,0.6,0.9,0.95,1,9")),
        "gedeeld": facts("figuur_5_2", dozen(*GEDEELD)),
        "samen": facts("figuur_5_2", dozen(*GEDEELD[:2])),
        "hoog": facts("figuur_5_2", dozen(*HOOG)),
        "laag": facts("figuur_5_2", dozen(*(rij.replace("0.8,0.7", "0.52,0.7") for rij in HOOG))),
        "leeg": facts("figuur_5_2", dozen("handel,")),
    },
    "dozen_jaren": {
        "vol": facts("figuur_b_0_1", jaren(*BREED, *SMAL)),
        "leeg": facts("figuur_b_0_1", jaren("bol,1,,,,,,3")),
    },
    "sollicitaties": {
        "vol": facts("figuur_5_6", sollicitaties()),
        "leeg": facts("figuur_5_6", sollicitaties(leeg=[("met", "1"), ("met", "niet_nodig"), ("met", "meer_dan_10")])),
    },
    "leeftijd_25": {
        "vol": facts("figuur_5_8", lees(LEEFTIJD)),
        "leeg": facts("figuur_5_7", lees("\n".join(LEEFTIJD.splitlines()[:3]))),
        "niets": facts("figuur_5_7", lees("jaar,niveau,aandeel,teller,n\n2023,totaal,,,")),
    },
    "leeftijd_sectorkamer": {
        "vol": facts("tabel_5_sectorkamer", lees(SECTORKAMER)),
        "leeg": facts("tabel_5_sectorkamer", lees("\n".join(SECTORKAMER.splitlines()[:2]))),
    },
    "werk_landelijk": {
        "vol": facts("kerncijfers_werk", lees(WERK)),
        "onduidelijk": facts("kerncijfers_werk", lees(WERK.replace("0.81,0.80,0.82", "0.791,0.78,0.80"))),
        "een": facts("kerncijfers_werk", lees("\n".join(WERK.splitlines()[:2]))),
        "leeg": facts("kerncijfers_werk", lees(WERK.splitlines()[0])),
    },
}
