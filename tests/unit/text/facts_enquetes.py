"""Facts of the products from surveys, with data and without."""

from helpers.plans_tables import DREMPELS, banden
from helpers.registers import PRODUCTEN, labels_of, lees
from text import enquetes

BOL = [
    "bol,2020,landelijk,0.70,nee",
    "bol,2022,landelijk,0.64,ja",
    "bol,2024,landelijk,0.62,nee",
    "bol,2024,laag,0.66,nee",
    "bol,2024,hoog,0.60,nee",
    "bol,2024,p25,0.58,nee",
    "bol,2024,p75,0.67,nee",
    "bol,2027,landelijk,0.672,nee",
]
BBL = [
    "bbl,2022,landelijk,0.70,ja",
    "bbl,2024,landelijk,0.68,nee",
    "bbl,2020,landelijk,0.7,nee",
    "bbl,2024,laag,0.681,nee",
    "bbl,2024,hoog,0.679,nee",
    "bbl,2027,landelijk,0.6,nee",
]
REGRESSIE = """item,kenmerk,categorie,effect,effect_min,effect_max,n,reden
    begeleiding_school_stage,geslacht,man,0.0,,,65040,
    begeleiding_school_stage,geslacht,vrouw,-0.0496,-0.0546,-0.0446,72950,
    begeleiding_school_stage,leeftijd,per_jaar,0.0091,0.0083,0.0098,137990,
    begeleiding_school_stage,niveau,4,0.0,,,77623,
    begeleiding_school_stage,niveau,3,0.002,-0.004,0.008,31311,
    begeleiding_school_stage,leerweg,bol,,,,137990,niet te schatten
    begeleiding_school_stage,leerweg,bbl,,,,0,geen personen
    moeite_stage_vinden,geslacht,man,0.0,,,10,
    moeite_stage_vinden,geslacht,vrouw,0.01,0.007,0.014,10,
    hulp_keuze,niveau,1,,,,,minder dan 10 personen"""
KIESMBO = """jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
    2022,kent,totaal,totaal,0.41,0.40,0.42,9,
    2023,kent,totaal,totaal,0.47,0.46,0.48,9,
    2023,kent,geslacht,man,0.44,0.43,0.45,9,
    2023,kent,geslacht,vrouw,0.50,0.49,0.51,9,
    2023,kent,herkomst,met,,,,,minder dan 10 personen
    2022,geholpen,totaal,totaal,0.55,0.53,0.57,9,
    2023,geholpen,totaal,totaal,0.56,0.54,0.58,9,
    2023,geholpen,geslacht,man,0.56,0.54,0.58,9,
    2023,geholpen,geslacht,vrouw,0.56,0.54,0.58,9,"""
SVO = """jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
    2023,hoogstens_drie,totaal,totaal,0.861,0.856,0.865,25000,
    2024,hoogstens_drie,totaal,totaal,0.846,0.841,0.851,25000,
    2024,hoogstens_drie,niveau,2,0.82,0.81,0.83,6000,
    2024,hoogstens_drie,niveau,4,0.88,0.87,0.89,11000,
    2024,hoogstens_drie,opleidingsrichting,zorg en welzijn,0.84,0.81,0.87,2500,
    2024,hoogstens_drie,opleidingsrichting,bouw en infra,0.85,0.82,0.88,1900,
    2024,discriminatie,totaal,totaal,0.11,0.106,0.114,25000,
    2024,discriminatie,herkomst,zonder,,,,19000,< 10 %
    2024,discriminatie,herkomst,met,0.205,0.19,0.22,6000,
    2024,verwant,leerweg,bol,0.66,0.65,0.67,17000,
    2024,verwant,leerweg,bbl,0.82,0.80,0.84,7000,
    2024,verwant,totaal,totaal,0.71,0.70,0.72,24000,"""
KIESMBO_LEEG = """jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
    2023,kent,totaal,totaal,0.47,0.46,0.48,9,
    2023,geholpen,totaal,totaal,,,,,minder dan 10 personen
    2023,geholpen,geslacht,man,,,,,minder dan 10 personen"""
OVERIG = """item,jaar,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden,tussentijds
    aansluiting_stage,2022,totaal,totaal,0.621,0.61,0.63,9,,nee
    aansluiting_stage,2024,totaal,totaal,0.619,0.61,0.63,9,,nee
    moeite_stage_vinden,2020,totaal,totaal,0.30,0.29,0.31,9,,nee
    moeite_stage_vinden,2024,totaal,totaal,0.20,0.19,0.21,9,,nee
    moeite_stage_vinden,2024,leerweg,bol,0.24,0.20,0.28,9,,nee
    moeite_stage_vinden,2024,leerweg,bbl,0.18,0.16,0.22,9,,nee
    moeite_stage_vinden,2024,niveau,2,0.25,0.24,0.26,9,,nee
    moeite_stage_vinden,2024,niveau,4,0.15,0.14,0.16,9,,nee"""
OVERIG_LEEG = """item,jaar,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden,tussentijds
    aansluiting_stage,2024,totaal,totaal,,,,,minder dan 10 personen,nee
    moeite_stage_vinden,2024,totaal,totaal,,,,,minder dan 10 personen,nee
    moeite_stage_vinden,2024,niveau,2,0.25,0.24,0.26,9,,nee"""
ITEMS = """item,jaar,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden,tussentijds
    veilig_op_school,2022,totaal,totaal,0.81,0.80,0.82,9,,nee
    veilig_op_school,2024,totaal,totaal,0.84,0.83,0.85,9,,nee
    veilig_op_school,2025,totaal,totaal,0.83,0.81,0.85,9,,ja
    lessen_rekenen,2022,totaal,totaal,0.46,0.45,0.47,9,,nee
    lessen_rekenen,2024,totaal,totaal,0.44,0.435,0.445,9,,nee
    lessen_burgerschap,2022,totaal,totaal,0.5,0.499,0.501,9,,nee
    lessen_burgerschap,2024,totaal,totaal,0.501,0.5,0.502,9,,nee
    lessen_nederlands,2022,totaal,totaal,0.6,0.5,0.7,9,,nee
    lessen_nederlands,2024,totaal,totaal,0.62,0.5,0.7,9,,nee
    lessen_rekenen,2024,niveau,2,0.5,0.4,0.6,9,,nee"""
DIPLOMARICHTING = """jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
    2016,zorg_techniek_onderwijs,totaal,totaal,0.348,0.337,0.359,7180,
    2021,zorg_techniek_onderwijs,totaal,totaal,0.372,0.361,0.383,6686,
    2021,zorg_techniek_onderwijs,leerweg,bol,0.331,0.318,0.343,5604,
    2021,zorg_techniek_onderwijs,leerweg,bbl,0.552,0.522,0.581,1082,"""
DOORSTROOM = """jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
    2012,doorstroom,totaal,totaal,0.196,0.178,0.215,1720,
    2017,doorstroom,totaal,totaal,0.201,0.182,0.221,1648,
    2012,diploma,totaal,totaal,0.504,0.451,0.557,337,
    2017,diploma,totaal,totaal,0.495,0.442,0.549,331,
    2017,diploma,leerweg,bol,0.472,0.413,0.532,269,
    2017,diploma,leerweg,bbl,0.597,0.472,0.71,62,"""
LEERBEDRIJVEN = """jaar,vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,n,reden
    2022,beroepsvaardigheden,totaal,totaal,0.78,0.772,0.788,9420,
    2024,beroepsvaardigheden,totaal,totaal,0.76,0.751,0.768,9420,
    2024,beroepsvaardigheden,sectorkamer,zorg,0.8,0.784,0.815,2610,
    2024,beroepsvaardigheden,sectorkamer,techniek,0.71,0.69,0.73,1980,
    2024,taal_rekenen,totaal,totaal,0.61,0.6,0.62,9420,"""
BPV = """onderdeel,groep,aandeel,jaar
    begeleiding_leerbedrijf,student,0.84,2024
    begeleiding_opleiding,student,0.63,2024
    contact,student,0.9,2024
    contact_vooraf,student,0.5,2023
    contact_voldoende,praktijkopleider,0.75,2024"""
CONTACTMOMENTEN = """
    contactmomenten_3,student,0.16,2024
    contactmomenten_geen,student,0.1,2024
    tevreden_samenwerking,praktijkopleider,0.71,2024"""
MELDINGEN = """onderdeel,jaar,waarde,reden
    meldingen,2022,40,
    meldingen,2023,56,
    instellingen_met,2023,12,
    instellingen_zonder,2023,36,
    instellingen_onbekend,2023,{},{}
    maximum,2023,{},{}"""


def facts(naam, data):
    """Return the facts of a product from a small data file."""
    product = PRODUCTEN[naam]
    return enquetes.FAMILIES[product["familie"]](
        data if hasattr(data, "columns") else lees(data),
        product=product,
        labels=labels_of(product["familie"]),
        drempels=DREMPELS,
        reeksbreuk=2022,
        streefjaar=2027,
    )


def job_regressie(*effecten):
    """Return the effect of sex on a question each, such as `-0.05,-0.06,-0.04`."""
    vragen = ["hulp_keuze", "begeleiding_school_stage", "begeleiding_leerbedrijf"]
    rijen = [f"{vraag},geslacht,vrouw,{effect}" for vraag, effect in zip(vragen, effecten, strict=False)]
    return lees("\n".join(["item,kenmerk,categorie,effect,effect_min,effect_max,n,reden", *rijen]))


MINDER, MEER, GELIJK = "-0.05,-0.06,-0.04,9,", "0.05,0.04,0.06,9,", "0.001,-0.01,0.01,9,"
DICHT = ",,,,minder dan 10 personen"

EXAMPLES = {
    "banden": {
        "vol": facts("figuur_5_5", banden(*BOL)),
        "twee_samen": facts("figuur_5_5b", banden(*BOL, *BBL)),
        "tussenmeting": facts("figuur_5_5", banden(*BOL, "bol,2025,landelijk,0.60,nee", marge=0.01)),
        "twee_apart": facts("figuur_5_5b", banden(*BOL, "bbl,2022,landelijk,0.70,ja", "bbl,2024,landelijk,0.72,nee")),
        "onzeker": facts("figuur_5_5", banden(*BOL, marge=0.02)),
        "een_van_twee_onzeker": facts(
            "figuur_5_5b", banden(*BOL, "bbl,2022,landelijk,0.70,ja", "bbl,2024,landelijk,0.80,nee", marge=0.02)
        ),
        "twee_onzeker": facts("figuur_5_5b", banden(*BOL, *BBL, marge=0.02)),
        "een_meting": facts("figuur_5_1", banden("alle,2024,landelijk,0.33,nee", "alle,2027,landelijk,0.33,nee")),
        "twee_een_meting": facts("figuur_5_5b", banden("bol,2024,landelijk,0.33,nee", "bbl,2024,landelijk,0.33,nee")),
        "leeg": facts("figuur_5_1", banden("alle,2022,landelijk,,nee", "alle,2024,landelijk,0.4,nee")),
    },
    "job_regressie": {
        "vol": facts("tabel_5_job_regressie", REGRESSIE),
        "alle_vragen": facts("tabel_5_job_regressie", job_regressie(MINDER, MINDER, MINDER)),
        "deel": facts("tabel_5_job_regressie", job_regressie(MEER, MEER, MINDER)),
        "gelijk": facts("tabel_5_job_regressie", job_regressie(GELIJK)),
        "leeg": facts("tabel_5_job_regressie", job_regressie(DICHT)),
    },
    "job_overig": {"vol": facts("tabel_5_job_overig", OVERIG), "leeg": facts("tabel_5_job_overig", OVERIG_LEEG)},
    "job_items": {
        "vol": facts("tabel_5_job_items", ITEMS),
        "een": facts("tabel_5_job_items", "\n".join(ITEMS.splitlines()[:3])),
        "leeg": facts("tabel_5_job_items", ITEMS.splitlines()[0]),
    },
    "kiesmbo": {
        "vol": facts("tabel_5_kiesmbo", KIESMBO),
        "leeg": facts("tabel_5_kiesmbo", KIESMBO_LEEG),
    },
    "svo_vragen": {
        "vol": facts("tabel_5_svo", SVO),
        "een": facts("tabel_5_svo", "\n".join(SVO.splitlines()[:4])),
        "leeg": facts("tabel_5_svo", SVO.splitlines()[0]),
    },
    "diplomarichting": {
        "vol": facts("tabel_3_richting", DIPLOMARICHTING),
        "een_jaar": facts("tabel_3_richting", "\n".join(DIPLOMARICHTING.splitlines()[:2])),
        "leeg": facts("tabel_3_richting", DIPLOMARICHTING.splitlines()[0]),
    },
    "doorstroom": {
        "vol": facts("tabel_5_doorstroom", DOORSTROOM),
        "bbl_onderdrukt": facts("tabel_5_doorstroom", "\n".join(DOORSTROOM.splitlines()[:-1])),
        "leeg": facts("tabel_5_doorstroom", DOORSTROOM.splitlines()[0]),
    },
    "leerbedrijven": {
        "vol": facts("tabel_5_leerbedrijven", LEERBEDRIJVEN),
        "een": facts("tabel_5_leerbedrijven", "\n".join(LEERBEDRIJVEN.splitlines()[:2])),
        "leeg": facts("tabel_5_leerbedrijven", LEERBEDRIJVEN.splitlines()[0]),
    },
    "bpv": {
        "vol": facts("tabel_5_bpv", BPV),
        "met contactmomenten": facts("tabel_5_bpv", BPV + CONTACTMOMENTEN),
        "leeg": facts("tabel_5_bpv", "\n".join(BPV.splitlines()[:2])),
    },
    "meldingen": {
        "vol": facts("tabel_5_meldingen", MELDINGEN.format("7", "", "15", "")),
        "leeg": facts("tabel_5_meldingen", MELDINGEN.format("", "minder dan 5", "", "een maximum")),
    },
}
