"""Facts of the families of `text/streefwaarden.py`, from small data files."""

from helpers.plans_tables import streefwaarden as gepubliceerd
from helpers.registers import PRODUCTEN, koppen, labels_of, lees
from text import streefwaarden as s

_KOP = "leerweg,niveau,gemiddelde,minimum,maximum,n,aandeel_instellingen,job_start,streef_recent,job_recent,jaar_recent"
ONGELIJK = f"""{_KOP}
    bol,2,0.43,0.30,0.70,38,0.73,0.42,0.44,0.41,2025
    bol,3,0.41,0.29,0.60,40,0.73,0.33,,0.33,2025
    bbl,2,0.40,0.30,0.60,31,0.67,0.36,0.41,0.35,2025
    bbl,3,0.44,0.27,0.60,33,0.69,0.30,0.45,0.31,2025"""
ZONDER_DOEL = f"""{_KOP}
    bol,1,,,,0,0.0,0.5,,,2025"""
VERSCHIL = """leerweg,variant,minimum_pp,kwartiel_1_pp,mediaan_pp,gemiddelde_pp,kwartiel_3_pp,maximum_pp,n
    bol,gegeven,-22,0,3,3.2,6,18,33
    bol,gelijk_gebleven,-22,0,0,2.1,4,18,51
    bbl,gegeven,-25,-1,1,-0.6,5,14,31"""
NIETS_GEGEVEN = """leerweg,variant,minimum_pp,kwartiel_1_pp,mediaan_pp,gemiddelde_pp,kwartiel_3_pp,maximum_pp,n
    alle,gegeven,,,,,,,0
    alle,gelijk_gebleven,0,0,0,0,0,0,51"""
# 0.300 to 0.304 prints as 30 percent twice: neither higher nor lower; the last has no target.
PAREN = """rang,start,streef
    1,0.25,0.40
    2,0.300,0.304
    3,0.35,0.30
    4,0.40,"""
TOETSEN = """indicator,leerweg,vraag,toets,waarde,p,n
    hulp_keuze,alle,start_naar_gegeven,welch,0.2,0.8,51
    hulp_keuze,alle,start_streef,pearson,0.5,0.001,36
    hulp_keuze,alle,start_streef,spearman,0.4,0.03,36
    begeleiding_leerbedrijf,bol,start_streef,pearson,0.3,0.04,36
    begeleiding_leerbedrijf,bol,start_streef,spearman,0.2,0.20,36"""
ALLE_VRAGEN = """indicator,leerweg,vraag,toets,waarde,p,n
    begeleiding_leerbedrijf,bol,start_naar_gegeven,welch,-0.2,0.001,51
    hulp_keuze,alle,start_naar_gegeven,welch,0.2,0.05,51
    hulp_keuze,alle,start_ambitie,pearson,-0.5,0.06,36"""


def facts(naam, data):
    product = PRODUCTEN[naam] | {"koppen": koppen(naam)}
    return s.FAMILIES[product["familie"]](data, product=product, labels=labels_of(product["familie"]))


EXAMPLES = {
    "streefwaarden": {
        "hoogste niveau": facts("tabel_2_1", gepubliceerd("tabel_2_1")),
        "gelijk": facts("tabel_2_5", gepubliceerd("tabel_2_5")),
        "ongelijk": facts("tabel_2_3", lees(ONGELIJK)),
        "leeg": facts("tabel_2_1", lees(ZONDER_DOEL)),
    },
    "verschil": {
        "per leerweg": facts("tabel_2_6", lees(VERSCHIL)),
        "leeg": facts("tabel_2_2", lees(NIETS_GEGEVEN)),
    },
    "start_streef": {
        "een hoger": facts("figuur_2_1", lees(PAREN)),
        "twee hoger": facts("figuur_2_2", lees("rang,start,streef\n1,0.25,0.40\n2,0.30,0.42")),
        "leeg": facts("figuur_2_4", lees("rang,start,streef\n1,0.25,")),
    },
    "samenhang": {
        "een vraag": facts("tabel_2_samenhang", lees(TOETSEN)),
        "andere vragen": facts("tabel_2_samenhang", lees(ALLE_VRAGEN)),
        "leeg": facts("tabel_2_samenhang", lees("indicator,leerweg,vraag,toets,waarde,p,n")),
    },
}
