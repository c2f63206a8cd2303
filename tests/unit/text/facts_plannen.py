"""Facts of the families of `text/plannen.py`, from small data files."""

from helpers.plans_tables import MAATREGELEN
from helpers.registers import PRODUCTEN, labels_of, lees
from text import plannen

# Table 2.4 of the report: a majority for all but alumni and the experiment.
MAATREGEL = """maatregel,pas_toe,leg_uit,onduidelijk,n
    2.1.1,0.92,0.02,0.06,53
    2.1.1e,0.31,0.02,0.67,52
    2.1.4,0.47,0.42,0.11,53"""
MEERDERHEID = """maatregel,pas_toe,leg_uit,onduidelijk,n
    2.2.1,0.92,0.02,0.06,53
    2.2.2,0.81,0.02,0.17,52
    2.2.3,0.47,0.42,0.11,53"""
VORM = """onderdeel,sleutel,categorie,aantal,aandeel,n
    vorm,2.2.3,nieuw,26,0.553,47
    vorm,2.1.2,nieuw,7,0.156,45
    partner,2.2,gemeente,22,0.415,53
    partner,2.2,bedrijfsleven,38,0.717,53
    partner,2.2,po,0,0,53
    eigen_indicator,2.1,ja,24,0.436,55
    bbl_aanbod,,nee,1,0.018,55
    toegepast,prioriteit_2,ja,1067,0.7493,1424
    toegepast,2.1,ja,375,0.7116,527
    vorm_doelstelling,2.1,nieuw,66,0.176,375
    vorm_doelstelling,2.2,nieuw,148,0.3466,427
    vijfpuntsschaal,,ja,7,0.127,55
    begroting,,bruikbaar,53,0.964,55
    begroting,,per_prioriteit,1,0.018,55
    begroting,,onvolledig,2,0.018,55
    stagevergoeding,,ja,28,0.509,55"""
BESTEDING = """doelstelling,gemiddelde,minimum,maximum,zonder,n
    prioriteit_2,0.231,0.035,0.54,0,53
    2.1,0.092,0.013,0.322,1,53
    2.2,0.068,0.004,0.358,2,53"""
# 18 comparisons without a difference; Fisher's p of 12 of 14 against 8 of 13 is 0.21.
KENMERKEN = "\n".join([
    "doelstelling,kenmerk,leerweg,niveau,laag,hoog,verschil,toets,p,sterren,n_laag,n_hoog,reden",
    *["2.1,aandeel_bbl,alle,totaal,0.3,0.3,0.0,welch,0.9,,14,13,"] * 18,
    "2.2,roc,alle,totaal,0.857,0.615,-0.242,fisher,0.209,,14,13,",
    "2.2,hulp_keuze_ambitie,alle,totaal,0.146,0.187,0.041,welch,0.03,**,8,6,",
    "2.2,werk,bbl,1,,,,welch,,,1,4,minder dan 2 instellingen in een groep",
])  # fmt: skip
TWEE_VERSCHILLEN = """doelstelling,kenmerk,leerweg,niveau,laag,hoog,verschil,toets,p,sterren,n_laag,n_hoog,reden
    2.3,werk,bol,1,0.579,0.581,0.002,welch,0.02,**,14,13,
    2.3,werk,bol,2,0.73,0.82,0.09,welch,0.001,***,14,13,"""
AANBOD = """onderdeel,categorie,aantal,n
    aanbod,ja,42,55
    aanbod,onbekend,9,55
    onbekend_soort,beroepscollege,1,9
    onbekend_soort,groot roc,0,9
    onbekend_soort,klein roc,8,9
    leerweg,bol,9,42
    leerweg,bbl,21,42"""
DOELGROEP = """onderdeel,categorie,aantal,n
    aanbod,ja,1,2
    doelgroep,werkenden,1,1"""
DOMEINEN = "domein,aantal\nTechniek,18\nGroen,5\nZorg en Welzijn,19"


def facts(naam, regels):
    product = PRODUCTEN[naam]
    return plannen.FAMILIES[product["familie"]](
        lees(regels), product=product, labels=labels_of(product["familie"]), maatregel=MAATREGELEN
    )


def _head(regels):
    return regels.splitlines()[0]


EXAMPLES = {
    "maatregelen": {
        "een meerderheid": facts("tabel_2_4b", MAATREGEL),
        "twee meerderheden": facts("tabel_2_7", MEERDERHEID),
        "elke": facts("tabel_2_4b", "\n".join(MAATREGEL.splitlines()[:2])),
        "geen enkele": facts("tabel_2_4b", "\n".join([_head(MAATREGEL), *MAATREGEL.splitlines()[2:]])),
        "leeg": facts("tabel_2_8", f"{_head(MAATREGEL)}\n2.3.2,,,,0"),
    },
    "maatregelvorm": {
        "vol": facts("tabel_2_maatregelvorm", VORM),
        "vier zonder bbl": facts("tabel_2_maatregelvorm", VORM.replace("nee,1,", "nee,4,")),
        "leeg": facts("tabel_2_maatregelvorm", _head(VORM)),
    },
    "besteding": {
        "vol": facts("tabel_2_9", BESTEDING),
        "leeg": facts("tabel_2_9", f"{_head(BESTEDING)}\nprioriteit_2,,,,0,0\n2.1,,,,0,0\n2.2,,,,0,0"),
    },
    "kenmerken": {
        "een verschil": facts("tabel_2_kenmerken", KENMERKEN),
        "twee verschillen": facts("tabel_2_kenmerken", TWEE_VERSCHILLEN),
        "leeg": facts("tabel_2_kenmerken", _head(KENMERKEN)),
    },
    "maatwerk": {
        "leerwegen": facts("tabel_4_aanbod", AANBOD),
        "een met een doelgroep": facts("tabel_4_aanbod", DOELGROEP),
        "leeg": facts("tabel_4_aanbod", _head(AANBOD)),
    },
    "domeinen": {"vol": facts("tabel_b_0_3", DOMEINEN), "leeg": facts("tabel_b_0_3", _head(DOMEINEN))},
}
