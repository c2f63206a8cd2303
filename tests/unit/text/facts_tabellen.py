"""Facts of the families of `text/tabellen.py`, from small data files."""

import pandas as pd
from helpers.registers import labels_of, lees
from text import tabellen

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
BREUKEN = {"instroom": 2021}


def facts(familie, data):
    verwoord = tabellen.FAMILIES[familie]
    return verwoord(data, labels=labels_of(familie), drempels=DREMPELS, breuken=BREUKEN)


def uitgesplitst(*rijen, maat="instroom"):
    """Return the breakdown of a measure from rows of year, group, breakdown, leerweg, level (or part) and share."""
    kolommen = ["jaar", "groep", "uitsplitsing", "leerweg", "niveau", "aandeel"]
    data = pd.DataFrame(rijen, columns=kolommen).assign(maat=maat, soort_instelling="")
    data["hoofdgroep"] = data["niveau"].where(data["uitsplitsing"] == "hoofdgroep", "")
    return data.assign(aandeel_min=data["aandeel"], aandeel_max=data["aandeel"])


def _year(jaar, aandeel, bbl=0.25):
    return [
        (jaar, "regeling", "leerweg", "bol", "", aandeel),
        (jaar, "regeling", "leerweg", "bbl", "", aandeel + 0.1),
        (jaar, "regeling", "niveau", "", "2", aandeel),
        (jaar, "regeling", "niveau", "", "3", aandeel + 0.05),
        (jaar, "bbl", "totaal", "", "", bbl),
    ]


def per_sector(instroom, gediplomeerd=None, marge=0):
    """Return the numbers per sector by year from 2021 on."""
    rijen = [
        (jaar, maat, sector, aantal, aantal - marge, aantal + marge)
        for maat, reeksen in (("instroom", instroom), ("gediplomeerd", gediplomeerd or {}))
        for sector, reeks in reeksen.items()
        for jaar, aantal in enumerate(reeks, 2021)
    ]
    return pd.DataFrame(rijen, columns=["jaar", "maat", "sector", "aantal", "aantal_min", "aantal_max"])


def ontleed(van=2023, marge=0, **delen):
    """Return the parts of a change in the inflow of the Regeling, `marge` unsure on either side."""
    rijen = [("instroom", "regeling", van, van + 1, deel, aantal) for deel, aantal in delen.items()]
    data = pd.DataFrame(rijen, columns=["maat", "groep", "van", "tot", "onderdeel", "aantal"])
    return data.assign(aantal_laag=data["aantal"] - marge, aantal_hoog=data["aantal"] + marge)


def _bcs(*sectoren):
    return pd.DataFrame({"bc": [f"bc{n}" for n in range(len(sectoren))], "sector": list(sectoren)})


def _figures(plannen, geen, college, onbekend, bcs=(212, 137, 37)):
    namen = ("instellingen_met_plan", "opgave_geen", "opgave_geen_beroepscollege", "opgave_onbekend")
    cijfers = zip(
        (*namen, "bc_totaal", "bc_genoemd", "bc_regeling"), (plannen, geen, college, onbekend, *bcs), strict=True
    )
    return pd.DataFrame(cijfers, columns=["naam", "waarde"])


SPREIDING = """jaar,maat,groep,p2_5,p25,mediaan,p75,p97_5,gemiddelde,instellingen
    2021,instroom,regeling,0,0.1,0.2,0.3,0.9,0.26,55
    2022,instroom,regeling,0,0.12,0.2,0.345,0.9,0.25,54
    2022,gediplomeerd,regeling,0,0.201,0.2,0.204,0.9,0.31,54"""

GETOETST = """grootheid,soort,blokken,gedekt,fout_ongecorrigeerd,fout,halve_breedte,uiterste_breedte
    aandeel,groep,30,1,0.03,0.01,0.002,0.02
    aantal,instelling,40,0.925,0.03,0.01,0.025,0.25
    aantal,totaal,10,0.8,0.03,0.01,0.003,0.03"""

# All that is not about groups of programmes, of one year.
OVERIG = [
    uitgesplitst(
        *_year(2022, 0.32, 0.28), (2022, "bbl", "niveau", "", "1", 0.4), (2022, "bbl", "niveau", "", "2", 0.3),
        (2022, "nieuw", "totaal", "", "", 0.58), (2022, "switch", "totaal", "", "", 0.42),
    ),
    uitgesplitst((2023, "hoofdgroep", "hoofdgroep", "", "Zorg en welzijn", 0.2),
                 (2023, "hoofdgroep", "hoofdgroep", "", "Bouw en infra", 0.1), maat="gediplomeerd"),
    uitgesplitst((2022, "bbl", "totaal", "", "", 0.302), maat="studenten"),
]  # fmt: skip
EXAMPLES = {
    "terugtoets": {
        "vol": facts("terugtoets", lees(GETOETST)),
        "leeg": facts("terugtoets", lees(GETOETST).head(0)),
    },
    "uitsplitsing": {
        "ook anders": facts("uitsplitsing", pd.concat(OVERIG, ignore_index=True)),
        "begrensd": facts("uitsplitsing", pd.concat(OVERIG, ignore_index=True).assign(aandeel_min=0.0)),
        "vol": facts("uitsplitsing", uitgesplitst(*_year(2020, 0.1), *_year(2021, 0.3), *_year(2022, 0.32, 0.28))),
        "onzeker": facts(
            "uitsplitsing",
            uitgesplitst(*_year(2021, 0.3), *_year(2022, 0.32, 0.253)).assign(
                aandeel_min=lambda data: data["aandeel"] - 0.03, aandeel_max=lambda data: data["aandeel"] + 0.03
            ),
        ),
        "alleen bol": facts(
            "uitsplitsing",
            uitgesplitst(
                (2022, "regeling", "leerweg", "bol", "", 0.3),
                (2023, "regeling", "leerweg", "bol", "", 0.4),
                (2022, "bbl", "totaal", "", "", 0.0),
                (2023, "bbl", "totaal", "", "", 0.0),
            ),
        ),
        "een jaar": facts("uitsplitsing", uitgesplitst(*_year(2020, 0.1), *_year(2021, 0.3))),
        "zonder leerweg": facts("uitsplitsing", uitgesplitst((2022, "bbl", "totaal", "", "", 0.0))),
        "leeg": facts("uitsplitsing", uitgesplitst()),
    },
    "spreiding": {
        "vol": facts("spreiding", lees(SPREIDING)),
        "op een waarde": facts("spreiding", lees(SPREIDING.replace("0.12", "0.341"))),
        "leeg": facts("spreiding", lees(SPREIDING).head(0)),
    },
    "sectoren": {
        "sterkste": facts(
            "sectoren", per_sector({"zorg": (500, 400), "bouw": (100, 120)}, {"zorg": (5, 9), "bouw": (9, 5)})
        ),
        "onzeker": facts("sectoren", per_sector({"zorg": (500, 400), "bouw": (100, 160), "ict": (1, 1)}, marge=30)),
        "een jaar, twee samen": facts("sectoren", per_sector({"zorg": (9,), "bouw": (9,), "ict": (2,)})),
        "een jaar": facts("sectoren", per_sector({"zorg": (5,), "bouw": (9,)}, {"zorg": (7,), "bouw": (7,)})),
        "leeg": facts("sectoren", per_sector({"zorg": (0, 0), "bouw": (0, 0)})),
        "niets": facts("sectoren", per_sector({})),
    },
    "ontleding": {
        "aandeel": facts(
            "ontleding",
            pd.concat(
                [
                    ontleed(2022, totaaleffect=900, aandeeleffect=1, som=901),
                    ontleed(totaaleffect=-20, aandeeleffect=1070, som=1050, nieuw=1000, switch=50),
                ]
            ),
        ),
        "totaal": facts("ontleding", ontleed(totaaleffect=30, aandeeleffect=-10, som=20)),
        "onzeker": facts("ontleding", ontleed(totaaleffect=30, aandeeleffect=-10, som=20, marge=11)),
        "begrensd": facts("ontleding", ontleed(totaaleffect=30, aandeeleffect=-10, som=20, marge=float("nan"))),
        "niet veranderd": facts("ontleding", ontleed(totaaleffect=30, aandeeleffect=-30, som=0)),
        "leeg": facts("ontleding", ontleed()),
    },
    "beroepsopleidingen": {
        "vol": facts("beroepsopleidingen", _bcs("", "klimaat en energie", "zorg")),
        "een in een sector": facts("beroepsopleidingen", _bcs("zorg", "", "")),
        "geen in een sector": facts("beroepsopleidingen", _bcs("", "")),
        "een": facts("beroepsopleidingen", _bcs("zorg")),
        "een zonder sector": facts("beroepsopleidingen", _bcs("")),
        "leeg": facts("beroepsopleidingen", _bcs()),
    },
    "kerncijfers": {
        "vol": facts("kerncijfers", _figures(55, 3, 2, 2)),
        "drie met een college": facts("kerncijfers", _figures(55, 3, 1, 0)),
        "een": facts("kerncijfers", _figures(5, 1, 1, 1)),
        "geen": facts("kerncijfers", _figures(55, 0, 0, 0)),
        "een instelling": facts("kerncijfers", _figures(1, 1, 0, 0)),
        "leeg": facts("kerncijfers", _figures(1, 0, 0, 0, (0, 0, 0))),
    },
}
