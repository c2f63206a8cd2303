"""Tables 2.4b, 2.A, 2.9, 4.A and B.0.3: counts of plans, by hand."""

import pandas as pd
import pytest
from products.besteding_tabel import spending
from products.domeinen import count_domains
from products.maatregelen import judgements
from products.maatregelvorm import forms
from products.maatwerk import kinds as kind_of_plan
from products.maatwerk import offer

from werkagenda.errors import InputError
from werkagenda.institutions.budgets import kinds

CODES = {
    "plan_maatregel": ["2.1.1", "2.1.2", "2.2.1", "2.3.6"],
    "plan_vorm": ["nieuw", "uitbreiding of voortzetting", "onduidelijk"],
    "plan_partner": ["bedrijfsleven", "mbo", "vo"],
    "plan_doelstelling": ["2.1", "2.2"],
}
MAATREGELEN = pd.DataFrame(
    [
        ("01AA", "2.1.1", "pas toe", "nieuw"),
        ("02BB", "2.1.1", "pas toe", "onduidelijk"),
        ("03CC", "2.1.1", "leg uit", None),
        ("04DD", "2.1.1", "pas toe", None),
        ("05EE", "2.1.1", "onduidelijk", None),
        ("01AA", "2.1.2", "pas toe", "nieuw"),
        ("02BB", "2.2.1", "leg uit", None),
    ],
    columns=["instelling", "maatregel", "oordeel", "vorm"],
).astype("category")
SAMENWERKING = pd.DataFrame(
    [("01AA", "2.1", "mbo"), ("02BB", "2.1", "mbo"), ("02BB", "2.2", "vo")],
    columns=["instelling", "doelstelling", "partner"],
).astype("category")
INSTELLINGEN = pd.DataFrame(
    {
        "instelling": ["01AA", "02BB", "03CC", "06FF"],
        "bbl_aanbod": ["ja", "nee", "ja", "ja"],
        "stagevergoeding_genoemd": ["ja", "nee", "ja", "ja"],
        "eigen_indicator_2_1": ["ja", "nee", "nee", "nee"],
        "eigen_indicator_2_2": ["nee", "nee", "nee", "nee"],
    }
).astype("category")
STREEFWAARDEN = pd.DataFrame(
    {
        "instelling": ["01AA", "01AA", "01AA", "02BB"],
        "eenheid": ["vijfpuntsschaal", "vijfpuntsschaal", "percentage", "percentage"],
    }
).astype("category")
# 01AA adds up; 02BB gives priorities; of 03CC an objective lacks, of 04DD the total.
BEGROTING = pd.DataFrame(
    [("01AA", "2.1", 60.0), ("01AA", "3.1", 40.0), ("01AA", "totaal", 100.0), ("02BB", "1", 50.0), ("02BB", "2", 50.0),
     ("02BB", "totaal", 100.0), ("03CC", "2.2", 10.0), ("03CC", "totaal", 100.0), ("04DD", "2.2", 10.0)],
    columns=["instelling", "doelstelling", "bedrag"],
)  # fmt: skip
MAATWERK = pd.DataFrame(
    [
        ("01AA", "ja", "Techniek", "werkenden", "bbl"),
        ("01AA", "ja", "Groen", "werkenden", None),
        ("02BB", "ja", "Alle domeinen", None, None),
        ("02BB", "ja", "Techniek", "alumni", "bbl"),
        ("03CC", "ambitie", None, None, None),
        ("04DD", "onbekend", None, None, None),
    ],
    columns=["instelling", "aanbod", "domein", "doelgroep", "leerweg"],
).astype("category")


def test_a_measure_that_is_not_coded_is_not_unclear():
    uit = judgements(MAATREGELEN, maatregelen=["2.1.1", "2.1.2", "2.1.3"]).set_index("maatregel")
    assert uit.loc["2.1.1", ["aantal_pas_toe", "aantal_leg_uit", "aantal_onduidelijk", "n"]].tolist() == [3, 1, 1, 5]
    assert uit.loc["2.1.1", ["pas_toe", "leg_uit", "onduidelijk"]].tolist() == pytest.approx([0.6, 0.2, 0.2])
    assert uit.loc["2.1.2", ["pas_toe", "n"]].tolist() == [1.0, 1]
    # Measures of the table only, and one without judgements is empty.
    assert len(uit) == 3
    assert uit.loc["2.1.3", "n"] == 0
    assert pd.isna(uit.loc["2.1.3", "pas_toe"])


def test_forms_partners_and_mentions():
    uit = forms(
        MAATREGELEN,
        samenwerking=SAMENWERKING,
        instellingen=INSTELLINGEN,
        streefwaarden=STREEFWAARDEN,
        begrotingen=kinds(BEGROTING, max_verschil=0.01),
        codes=CODES,
    ).set_index(["onderdeel", "sleutel", "categorie"])
    # Of three plans that apply 2.1.1 the form of two is coded.
    assert uit.loc[("vorm", "2.1.1", "nieuw"), ["aantal", "aandeel", "n"]].tolist() == [1, 0.5, 2]
    assert uit.loc[("vorm", "2.1.1", "uitbreiding of voortzetting"), "aantal"] == 0
    assert uit.loc[("vorm", "2.2.1", "nieuw"), "n"] == 0
    # A measure that no plan has coded is there too.
    assert uit.loc[("vorm", "2.3.6", "nieuw"), ["aantal", "n"]].tolist() == [0, 0]
    # Five plans have coded measures; nobody names a firm.
    assert uit.loc[("partner", "2.1", "mbo"), ["aantal", "aandeel", "n"]].tolist() == [2, 0.4, 5]
    assert uit.loc[("partner", "2.2", "bedrijfsleven"), "aantal"] == 0
    assert len(uit.loc["partner"]) == 6
    assert uit.loc[("stagevergoeding", "", "ja"), ["aantal", "aandeel", "n"]].tolist() == [3, 0.75, 4]
    assert uit.loc[("eigen_indicator", "2.1", "ja"), "aantal"] == 1
    assert uit.loc[("eigen_indicator", "2.2", "ja"), "aantal"] == 0
    assert uit.loc[("bbl_aanbod", "", "nee"), ["aantal", "n"]].tolist() == [1, 4]
    # Of six judgements on 2.1 four are that it applies, of seven in all; three of those four have a form.
    assert uit.loc[("toegepast", "2.1", "ja"), ["aantal", "n"]].tolist() == [4, 6]
    assert uit.loc[("toegepast", "prioriteit_2", "ja"), ["aantal", "aandeel", "n"]].tolist() == [4, 4 / 7, 7]
    assert uit.loc[("vorm_doelstelling", "2.1", "nieuw"), ["aantal", "aandeel", "n"]].tolist() == [2, 2 / 3, 3]
    assert uit.loc[("vorm_doelstelling", "2.2", "nieuw"), ["aantal", "n"]].tolist() == [0, 0]
    # 01AA gave two targets on a scale, 02BB percentages alone.
    assert uit.loc[("vijfpuntsschaal", "", "ja"), ["aantal", "aandeel", "n"]].tolist() == [1, 0.5, 2]
    assert uit.loc["begroting", "aantal"].droplevel("sleutel").to_dict() == {
        "bruikbaar": 1,
        "per_prioriteit": 1,
        "onvolledig": 2,
    }


def test_spending_weighs_every_institution_the_same():
    besteding = pd.DataFrame({"doelstelling": ["2.1"] * 3 + ["2.3"], "aandeel": [0.1, 0.2, 0.6, 0.0]})
    uit = spending(besteding).set_index("doelstelling")
    kolommen = ["gemiddelde", "minimum", "maximum", "zonder", "n"]
    assert uit.loc["2.1", kolommen].tolist() == pytest.approx([0.3, 0.1, 0.6, 0, 3])
    assert uit.loc["2.3", kolommen].tolist() == [0.0, 0.0, 0.0, 1, 1]


def test_offer_counts_plans_and_not_rows():
    categorieen = {
        "aanbod": ["ja", "nee", "ambitie", "onbekend"],
        "doelgroep": ["werkenden", "alumni", "zzp'ers"],
        "leerweg": ["bol", "bbl"],
    }
    plannen = pd.DataFrame({"instelling": ["01AA", "02BB", "03CC", "04DD"], "soort_plan": ["roc"] * 4})
    soorten = kind_of_plan(plannen, pd.Series({"01AA": 10.0, "02BB": 20.0, "03CC": 30.0, "04DD": 40.0}))
    uit = offer(MAATWERK, categorieen=categorieen, soorten=soorten).set_index(["onderdeel", "categorie"])
    # Of the one plan that says nothing: 40 students, above the median of 25.
    assert uit.loc["onbekend_soort", "aantal"].to_dict() == {"beroepscollege": 0, "groot roc": 1, "klein roc": 0}
    assert set(uit.drop("onbekend_soort")["n"]) == {4}
    assert uit.loc["aanbod", "aantal"].tolist() == [2, 0, 1, 1]
    assert uit.loc["doelgroep", "aantal"].tolist() == [1, 1, 0]
    assert uit.loc["leerweg", "aantal"].tolist() == [0, 2]


def test_two_answers_on_the_offer_are_named():
    dubbel = pd.concat([MAATWERK, MAATWERK[:1].assign(aanbod="nee")])
    with pytest.raises(InputError, match=r"plan_maatwerk .* kolom aanbod: 1 instellingen .*'01AA'"):
        offer(dubbel, categorieen={"aanbod": ["ja"]}, soorten=pd.Series(dtype=str))


def test_who_names_all_domains_counts_there_alone():
    uit = count_domains(MAATWERK, domeinen=["Alle domeinen", "Techniek", "Groen", "Energie"])
    assert dict(zip(uit["domein"], uit["aantal"], strict=True)) == {
        "Alle domeinen": 1, "Techniek": 1, "Groen": 1, "Energie": 0,
    }  # fmt: skip
    # Techniek with the bbl by 01AA; that of 02BB, who names all domains, does not count there.
    assert uit.set_index("domein").loc["Techniek", ["bol", "bbl", "derde_leerweg"]].tolist() == [0, 1, 0]
    assert uit["bbl"].sum() == 1


def test_the_kind_of_a_plan():
    plannen = pd.DataFrame(
        {"instelling": ["01AA", "02BB", "03CC", "04DD"], "soort_plan": ["roc", "roc", "roc", "beroepscollege"]}
    )
    # The median of the rocs is 20; one without students is small.
    uit = kind_of_plan(plannen, pd.Series({"01AA": 30.0, "02BB": 20.0, "04DD": 99.0}))
    assert uit.to_dict() == {
        "01AA": "groot roc",
        "02BB": "klein roc",
        "03CC": "klein roc",
        "04DD": "beroepscollege",
    }
