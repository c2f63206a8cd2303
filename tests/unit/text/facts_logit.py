"""Facts of table B.0.2, its marginal effects and its variants, with data and without."""

from helpers.persons_tables import coefficienten, effecten
from helpers.registers import labels_of, lees
from text import logit

MODEL = ["model,n,nee,,,,639170,", "model,pseudo_r2,nee,,,,0.0772,", "model,instellingen,nee,,,,61,"]
LEEG_MODEL = [f"model,{naam},nee,,,,,minder dan 10" for naam in ("n", "pseudo_r2", "instellingen")]
ACHTERGROND = "migratieachtergrond,zonder,ja"
ROBUUST = """variant,kenmerk,categorie,referentie,coefficient,standaardfout,sterren,waarde,reden
    basis,leerweg,bbl,nee,0.8,0.1,****,,
    basis,geslacht,vrouw,nee,0.01,0.1,,,
    basis,migratieachtergrond,met,nee,-0.7,0.1,****,,
    geclusterd,leerweg,bbl,nee,{bbl},0.2,****,,
    geclusterd,geslacht,vrouw,nee,-0.01,0.2,,,
    geclusterd,migratieachtergrond,met,nee,{met},0.1,****,,"""
KAMERS = ["sectorkamer,handel,ja", "sectorkamer,zorg,nee,0.05,0.04,0.06", "sectorkamer,onbekend,nee,0.4,0.3,0.5"]
OUDERS = [
    "opleiding_ouders,max_mbo3,nee,0.034,0.03,0.04",
    "opleiding_ouders,bachelor,ja",
    "opleiding_ouders,master,nee,-0.038,-0.04,-0.03",
    "opleiding_ouders,mbo4_havo_vwo,nee,0.001,-0.01,0.01",
]


def voorop(rij, *andere, model=tuple(MODEL)):
    """Return the facts on table B.0.2 with this row for a migration background."""
    return logit.logit(coefficienten(f"{ACHTERGROND},,,,,", f"migratieachtergrond,met,nee,{rij}", *andere, *model))


def marginal(*rijen):
    """Return the facts on these marginal effects."""
    return logit.marginal(effecten(*rijen), labels=labels_of("marginaal"))


def robuust(bbl="0.8", met="-0.8"):
    """Return the facts on two variants, with these coefficients in the second."""
    return logit.robuust(lees(ROBUUST.format(bbl=bbl, met=met)))


DICHT = [f"leeftijd,{leeftijd},nee,,,,,minder dan 10" for leeftijd in (17, 18)]
EXAMPLES = {
    "logit": {
        "vol": voorop("-0.776,0.008,****,,"),
        "groter": voorop("0.5,0.1,****,,", DICHT[0], "leeftijd,20,ja,,,,,", "leeftijd,19,nee,,,,,samen met 20"),
        "gelijk": voorop("-0.1,0.1,,,", *DICHT),
        "leeg": voorop(",,,,minder dan 10", model=LEEG_MODEL),
    },
    "marginaal": {
        "aan beide kanten": marginal(
            *KAMERS, "sectorkamer,ict_creatief,nee,-0.05,-0.06,-0.04", "sectorkamer,vakmanschap,nee,0.01,-0.06,0.08"
        ),
        "vol": marginal(
            ACHTERGROND,
            "migratieachtergrond,met,nee,-0.142,-0.145,-0.139",
            "geslacht,man,ja",
            "geslacht,vrouw,nee,0.02,0.01,0.03",
            "leerweg,bol,ja",
            "leerweg,bbl,nee,-0.003,-0.01,0.004",
            *OUDERS,
            *KAMERS,
            "sectorkamer,techniek,nee,0.12,0.11,0.13",
        ),
        "onzeker": marginal(
            ACHTERGROND,
            "migratieachtergrond,met,nee,0.01,-0.01,0.03",
            *OUDERS[:2],
            "sectorkamer,handel,ja",
            "sectorkamer,zorg,nee,0.01,-0.01,0.03",
        ),
        "gedeelde_kamers": marginal(
            ACHTERGROND,
            "sectorkamer,handel,ja",
            "sectorkamer,zorg,nee,0.11,0.09,0.13",
            "sectorkamer,techniek,nee,0.12,0.1,0.14",
        ),
        "hoogste_kamer": marginal(
            ACHTERGROND,
            *KAMERS[:1],
            *(f"sectorkamer,{naam},nee,0.01,-0.01,0.03" for naam in ("zorg", "voedsel", "ict")),
            "sectorkamer,techniek,nee,0.12,0.11,0.13",
        ),
        "laagste_kamer": marginal(
            ACHTERGROND,
            *KAMERS[:1],
            *(f"sectorkamer,{naam},nee,0.01,-0.01,0.03" for naam in ("zorg", "voedsel", "ict")),
            "sectorkamer,techniek,nee,-0.12,-0.13,-0.11",
        ),
        "leeg": marginal(ACHTERGROND, "migratieachtergrond,met,nee", "sectorkamer,handel,ja", "sectorkamer,zorg,nee"),
    },
    "robuust": {
        "vol": robuust(),
        "omgekeerd": robuust(bbl="-0.1", met="-0.7"),
        "leeg": logit.robuust(lees(ROBUUST.format(bbl="0.8", met="-0.8")).assign(coefficient=float("nan"))),
    },
}
