"""The cohort of 2021 of inputs.md built from a few rows; what a test does not name is a leaver without surprises."""

from dataclasses import fields
from datetime import date

import pandas as pd
from derive.cohort import Registers, Scope, diplomas_of, leavers, one_diploma
from helpers.cbs_rows import register

from werkagenda.persons.attrition import Attrition

MEI = date(2022, 5, 1)
UITSTROOM, UITKOMST = date(2022, 10, 1), date(2023, 10, 1)
WIE = Scope(
    niveaus=[2, 3, 4], leerwegen=["bol", "bbl"], leeftijd_hoogstens=26, bekostigd=["J"], max_zonder_koppeling=0.5
)
KOPPELING = pd.DataFrame(
    [
        ("000001", "25001", "bc001", 1, "handel", "Entree"),
        ("000002", "25002", "bc002", 2, "handel", "Handel"),
        ("000003", "25003", None, 3, None, "Zorg"),
        ("000004", "25004", "bc004", 4, "techniek", "Techniek"),
        ("000005", "25005", "bc004", 4, "techniek", "Techniek"),
    ],
    columns=["oplnr", "crebo", "bc", "niveau", "sectorkamer", "opleidingsrichting"],
)


def diploma(wie, oplnr="000004", **anders):
    rij = {"examen": MEI, "brin": "b1", "leerweg": "bol", "hoofd": "1"} | anders
    return (wie, rij["examen"], oplnr, rij["brin"], rij["leerweg"], rij["hoofd"], "1")


def persoon(wie, **anders):
    rij = {"geslacht": "man", "jaar": 2002, "maand": 3, "generatie": 0, "nl": "ja", "ouders": 0} | anders
    return (wie, *rij.values())


SOORTEN = {"uitstroom": "inschrijvingen", "uitkomst": "inschrijvingen"}


def build(diplomas, *, wie=WIE, **rijen):
    uitval = Attrition(2021)
    een, gekoppeld = one_diploma(diplomas_of(2021, register("diplomas", diplomas)), KOPPELING, uitval)
    registers = Registers(
        **{
            veld.name: register(SOORTEN.get(veld.name, veld.name), rijen.get(veld.name, ()))
            for veld in fields(Registers)
        }
    )
    cohort = leavers(een, registers=registers, wie=wie, uitval=uitval)
    return cohort.set_index(cohort["rinpersoon"].astype(int)), uitval.table().set_index("stap"), gekoppeld
