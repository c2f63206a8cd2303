"""Tables of estimates as the report prints them, and cells that are held back."""

import pandas as pd
import pytest
from helpers.persons_tables import coefficienten, effecten, werk
from helpers.registers import PRODUCTEN, contract_of, koppen, labels_of, lees
from tables import schattingen

from werkagenda.report.pipe_table import print_tables

PUBLISHED = "resources/published/tabel_b_0_2.csv"
MIN = "\N{MINUS SIGN}"


def rijen(data, naam):
    """Return the rows of a printed table as lists of cells, without the escapes of Markdown."""
    familie = PRODUCTEN[naam]["familie"]
    gereed = schattingen.FAMILIES[familie](data, labels=labels_of(familie), koppen=koppen(naam))
    regels = print_tables(gereed, "Leeg.").replace("\\", "").splitlines()
    return [[cel.strip() for cel in regel.split("|")[1:-1]] for regel in [regels[0], *regels[2:]]]


def test_table_b_0_2_prints_the_published_cells():
    """The published numbers go in as data; the printed cell must be the one of the report."""
    gepubliceerd = pd.read_csv(PUBLISHED, dtype=str, keep_default_na=False)
    breed = gepubliceerd.pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first")
    zwart = breed.loc["categorie=met;kenmerk=migratieachtergrond"]
    data = coefficienten(
        "migratieachtergrond,zonder,ja,,,,,",
        f"migratieachtergrond,met,nee,{zwart['coefficient']},{zwart['standaardfout']},{zwart['sterren']},,",
        "leeftijd,onder_16,nee,,,,,minder dan 10",
        "geslacht,vrouw,nee,-0.0151,0.008,*,,",
        "model,constante,nee,0.2014,0.0526,****,,",
        "model,n,nee,,,,639170,",
        "model,pseudo_r2,nee,,,,0.07712,",
    )
    assert rijen(data, "tabel_b_0_2") == [
        ["Kenmerk", "Coëfficiënt"],
        ["**Migratieachtergrond**", ""],
        ["Nederlandse achtergrond (ref.)", ""],
        ["Migratieachtergrond", f"{MIN}0,776**** (0,008)"],
        ["**Leeftijd**", ""],
        ["Onder 16", "niet getoond"],
        ["**Geslacht**", ""],
        ["Vrouw", f"{MIN}0,015* (0,008)"],
        ["Constante", "0,201**** (0,053)"],
        ["N", "639.170"],
        ["Pseudo-R2", "0,077"],
    ]


def test_marginal_effects_are_in_percentage_points_with_the_reference_beside_the_name():
    data = effecten("leerweg,bol,ja", "leerweg,bbl,nee,0.1534,0.15,0.157", "leeftijd,onder_16,nee")
    assert rijen(data, "tabel_b_0_2_marginaal")[1:] == [
        ["**Leerweg** (ref. Bol)", "", ""],
        ["Bbl", "+15,3", "+15,0 tot +15,7"],
        ["**Leeftijd**", "", ""],
        ["Onder 16", "niet getoond", "niet getoond"],
    ]


def test_variants_stand_side_by_side_and_a_missing_one_is_a_dash():
    data = lees("""variant,kenmerk,categorie,referentie,coefficient,standaardfout,sterren,waarde,reden
        basis,afstudeerjaar,2019,nee,0.5,0.01,****,,
        basis,model,n,nee,,,,1000,
        zonder_2019_2020,model,n,nee,,,,800,""")
    assert rijen(data, "tabel_b_0_2_robuust") == [
        ["Kenmerk", "Hoofdschatting", "Zonder 2019 en 2020"],
        ["**Afstudeerjaar**", "", ""],
        ["Studiejaar 2019", "0,500**** (0,010)", "\N{EN DASH}"],
        ["N", "1.000", "800"],
    ]


def test_shares_have_their_interval_and_a_hidden_one_says_so():
    data = werk("zonder,bol,2,0.625,0.6149,0.635", "met,bol,2")
    assert rijen(data, "figuur_5_4")[1] == ["Bol", "2", "62,5% (61,5-63,5%)", "niet getoond"]


def test_directions_run_from_best_to_worst_with_the_national_row_last():
    kop = "opleidingsrichting,startloon,zoekduur,kans_vast,kans_vast_min,kans_vast_max,startpositie,studenten,reden"
    data = lees(f"""{kop}
        totaal,1877.2,9,0.3512,0.33,0.37,,530,
        kunst,,,,,,,,minder dan 10
        ICT,2100.4,5.5,0.41,0.4,0.425,-0.8,120,
        zorg,1800,7,0.52,0.5,0.54,1.1,400,""")
    tabel = rijen(data, "figuur_k_startpositie")
    assert [rij[0] for rij in tabel[1:]] == ["Zorg", "ICT", "Kunst", "Landelijk"]
    assert tabel[2] == ["ICT", "2.100", "5,5", "41,0% (40,0-42,5%)", f"{MIN}0,80", "120"]
    assert tabel[3][1:] == ["niet getoond"] * 5
    assert tabel[4][1:] == ["1.877", "9", "35,1% (33,0-37,0%)", "\N{EN DASH}", "530"]


def test_internships_have_a_column_with_their_pay_and_first_jobs_have_none():
    data = lees("""vraag,kenmerk,categorie,aandeel,aandeel_min,aandeel_max,stageloon,n,reden
        baan_drie_maanden,totaal,totaal,0.82,0.8,0.84,,3196,
        stage,niveau,2,0.16,0.14,0.19,346.53,724,
        stage,opleidingsrichting,zorg en welzijn,,,,,,onderdrukt""")
    banen, stages = schattingen.eerste_baan(data, labels=labels_of("eerste_baan"), koppen=koppen("tabel_5_eerste_baan"))
    assert banen[0] == "Baan binnen drie maanden"
    assert banen[1].to_dict("records") == [
        {"Categorie": "Totaal", "Aandeel": "82,0% (80,0-84,0%)", "Uitstromers": "3.196"}
    ]
    assert [list(rij.values()) for rij in stages[1].to_dict("records")] == [
        ["Mbo-niveau 2", "16,0% (14,0-19,0%)", "347", "724"],
        ["Zorg en welzijn", "niet getoond", "niet getoond", "niet getoond"],
    ]


@pytest.mark.parametrize(
    ("naam", "contract"),
    [
        ("figuur_5_4", "werk_achtergrond"),
        ("tabel_5_herkomst", "werk_herkomst"),
        ("figuur_k_startpositie", "startpositie"),
        ("tabel_5_eerste_baan", "eerste_baan"),
        ("tabel_b_0_2", "tabel_b_0_2"),
        ("tabel_b_0_2_marginaal", "tabel_b_0_2_marginaal"),
        ("tabel_b_0_2_robuust", "tabel_b_0_2_robuust"),
        ("tabel_c_uitval", "uitval_personen"),
        ("tabel_c_werkregels", "werkregels"),
    ],
)
def test_what_leaves_is_an_aggregate(naam, contract):
    assert (contract_of(naam).naam, contract_of(naam).niveau) == (contract, "aggregaat")


@pytest.mark.parametrize("naam", PRODUCTEN)
def test_every_column_of_a_product_has_a_heading(naam):
    """The workbook prints them all."""
    assert [kolom for kolom, kop in koppen(naam).items() if not kop] == []
