"""Facts of the products on work after graduation, with data and without."""

from helpers.persons_tables import WOORDEN
from helpers.persons_tables import werk as figuur_5_4
from helpers.plans_tables import DREMPELS
from helpers.registers import PRODUCTEN, labels_of, lees
from text import werk

ZONDER = ["zonder,bol,2,0.7,0.69,0.71", "zonder,bbl,2,0.8,0.79,0.81"]
HERKOMST = """indeling,achtergrond,cohort,aandeel,aandeel_min,aandeel_max,reden
    oud,zonder,2020,0.76,0.76,0.76,
    oud,met,2020,0.60,0.60,0.60,
    nieuw,zonder,2020,0.76,0.76,0.76,
    nieuw,met,2020,{0},{1},{2},
    oud,zonder,2021,0.9,0.9,0.9,
    oud,met,2021,,,,minder dan 10
    nieuw,zonder,2021,0.9,0.9,0.9,
    nieuw,met,2021,,,,minder dan 10"""
START = """opleidingsrichting,startloon,zoekduur,kans_vast,startpositie,studenten,reden
    ICT,2100.4,5,0.41,0.8,120,
    zorg en welzijn,1800,7.5,0.52,{best},400,
    kunst,,,,,,minder dan 10 personen
    totaal,{land},,530,"""
EERSTE = """vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,stageloon,n,reden
    baan_drie_maanden,totaal,totaal,{baan},,3196,
    baan_drie_maanden,leerweg,bol,0.785,0.768,0.801,,2369,
    baan_drie_maanden,leerweg,bbl,{bbl},,827,
    baan_drie_maanden,niveau,2,0.756,0.722,0.785,,724,
    baan_drie_maanden,niveau,4,0.77,0.75,0.79,,1600,
    stage,totaal,totaal,{stage},3196,
    stage,leerweg,bol,0.278,0.260,0.296,349.3,2369,
    stage,leerweg,bbl,,,,,827,onderdrukt
    stage,niveau,2,0.164,0.139,0.193,346.5,724,
    stage,niveau,4,0.239,0.219,0.260,352.9,1600,"""
WERKREGELS = """cohort,n,klasse_aandeel,uren_aandeel,beide,alleen_klasse,alleen_uren,geen,reden
    2012,100,0.5,0.6,60,2,8,30,
    2013,300,0.7,0.7,250,5,5,40,"""
UITVAL = """stap,volgorde,rijen_in,rijen_uit,personen_uit,reden
    niveau,2,900,500,400,niveau telt niet mee
    diplomas_gelezen,1,{begin},900,20,dubbel"""


def facts(naam, data):
    """Return the facts of a product from a small data file."""
    product = PRODUCTEN[naam]
    return werk.FAMILIES[product["familie"]](
        data if hasattr(data, "columns") else lees(data),
        labels=labels_of(product["familie"]),
        drempels=DREMPELS,
        woorden=WOORDEN,
    )


def eerste_baan(baan="0.822,0.808,0.835", bbl="0.926,0.906,0.942", stage="0.211,0.197,0.225,349.67"):
    """Return the facts on first jobs and internships with these shares."""
    return facts("tabel_5_eerste_baan", EERSTE.format(baan=baan, bbl=bbl, stage=stage))


def achtergrond(bol, bbl):
    """Return the facts on figure 5.4 with these cells for a migration background, such as `0.5,0.49,0.51`."""
    met = [f"met,{leerweg},2{',' if cel else ''}{cel}" for leerweg, cel in (("bol", bol), ("bbl", bbl))]
    return facts("figuur_5_4", figuur_5_4(*ZONDER, *met))


def herkomst(met):
    """Return the facts on the two classifications, with this share of work in the new one (and its interval)."""
    delen = met.split(",")
    return facts("tabel_5_herkomst", HERKOMST.format(*(delen if len(delen) > 1 else delen * 3)))


def startpositie(land="1877.2,9,0.3512", best="1.1"):
    """Return the facts on the letter's figure with these national values."""
    return facts("figuur_k_startpositie", START.format(land=land, best=best))


EXAMPLES = {
    "werk_achtergrond": {
        "vol": achtergrond("0.5,0.49,0.51", "0.6,0.59,0.61"),
        "vaker": achtergrond("0.75,0.74,0.76", "0.9,0.89,0.91"),
        "soms_onzeker": achtergrond("0.69,0.6,0.75", "0.6,0.59,0.61"),
        "onzeker": achtergrond("0.69,0.6,0.75", "0.79,0.7,0.85"),
        "deels": achtergrond("0.5,0.49,0.51", "0.9,0.89,0.91"),
        "deels_onzeker": achtergrond("0.69,0.6,0.75", "0.81,0.7,0.9"),
        "een_getoond": achtergrond("0.5,0.49,0.51", ""),
        "leeg": achtergrond("", ""),
    },
    "herkomst": {
        "vol": herkomst("0.62"),
        "groter": herkomst("0.55"),
        "gelijk": herkomst("0.60"),
        "onzeker": herkomst("0.62,0.59,0.65"),
        "leeg": facts("tabel_5_herkomst", "\n".join(HERKOMST.splitlines()[:3])),
    },
    "startpositie": {
        "vol": startpositie(),
        "dezelfde": startpositie(land="1877.2,7.5,0.3512", best="0.1"),
        "lang": startpositie(land="1877.2,16,"),
        "maand": startpositie(land="1877.2,1,0.3512"),
        "leeg": facts(
            "figuur_k_startpositie",
            "\n".join([START.splitlines()[0], *START.format(land=",,", best="").splitlines()[3:]]),
        ),
    },
    "eerste_baan": {
        "vol": eerste_baan(),
        "gelijk": eerste_baan(bbl="0.785,0.75,0.82"),
        "zonder_loon": eerste_baan(stage="0.211,0.197,0.225,"),
        "leeg": eerste_baan(baan=",,", bbl=",,", stage=",,,"),
    },
    "uitval_personen": {
        "vol": facts("tabel_c_uitval", UITVAL.format(begin="1000")),
        "leeg": facts("tabel_c_uitval", UITVAL.format(begin="")),
    },
    "werkregels": {
        "vol": facts("tabel_c_werkregels", WERKREGELS),
        "zonder_tabel": facts("tabel_c_werkregels", f"{WERKREGELS.splitlines()[0]}\n2012,100,0.5,0.6,,,,,samen met"),
        "leeg": facts("tabel_c_werkregels", f"{WERKREGELS.splitlines()[0]}\n2012,,,,,,,,minder dan 10 personen"),
    },
}
