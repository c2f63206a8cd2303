"""Categories that one export counts together and another apart, by hand."""

import pandas as pd
from helpers.disclosure_rules import GRENZEN, REGELS

from werkagenda.disclosure.earlier import earlier_tables
from werkagenda.disclosure.judge import judge, linked_tables
from werkagenda.disclosure.merged import groups, in_groups, merges, regroup, regrouped
from werkagenda.disclosure.secure import older_versions
from werkagenda.disclosure.system import build

PRODUCT = REGELS.producten["tabel_b_0_2"]
MINIMUM = 10


def sectors(*rijen):
    """Return table B.0.2 on the sector alone: (category, persons, counted with)."""
    tabel = pd.DataFrame(rijen, columns=["categorie", "n", "samen_met"]).assign(kenmerk="sectorkamer", geschat="nee")
    genoeg = dict.fromkeys(("n_ja", "n_nee", "n_ja_alle", "n_nee_alle", "vrijheidsgraden"), 500)
    schatting = dict.fromkeys(("waarde", "totaal", "coefficient", "standaardfout", "p"), float("nan"))
    return tabel.assign(**genoeg, **schatting, n_alle=tabel["n"], sterren="")


SAMEN = sectors(("handel", 300, ""), ("vakmanschap", 106, ""), ("onbekend", 0, "vakmanschap"))
APART = sectors(("handel", 300, ""), ("vakmanschap", 80, ""), ("onbekend", 27, ""))


def earlier(tabel):
    """Return the table as a zip gives it back: nothing of what stays inside, why a row is empty as its reason."""
    reden = tabel["samen_met"].map(lambda naar: f"samen met {naar}" if naar else "")
    return tabel.drop(columns=["samen_met", "geschat", "n_alle"]).assign(reden=reden, n=tabel["n"].where(reden == ""))


def test_what_is_merged_is_read_from_either_table():
    for tabel in (SAMEN, earlier(SAMEN)):
        assert merges(tabel, PRODUCT)["sectorkamer"] == {"onbekend": "vakmanschap"}
    assert not any(merges(earlier(APART), PRODUCT).values())


def test_groups_are_what_some_export_counts_together():
    keten = {"leeftijd": {"16": "17", "15": "17"}}, {"leeftijd": {"17": "18"}}, {"leeftijd": {}}
    assert groups(keten) == {"leeftijd": dict.fromkeys(("15", "16", "17", "18"), "15+16+17+18")}
    assert groups(keten[:1] * 2) == {}
    assert groups([{"leeftijd": {"16": "17"}}, {}]) == {}


def test_cells_get_the_group_beside_them_and_add_up_to_it():
    groepen = {"kleur": {"rood": "rood+roze", "roze": "rood+roze"}}
    cellen = pd.DataFrame({"kleur": ["rood", "roze", "blauw", "totaal"], "waarde": [7, 5, 9, 21], "rij": list("abcd")})
    apart = regroup(cellen, {"kleur": {}}, groepen)
    assert apart["kleur_groep"].tolist() == ["rood+roze", "rood+roze", "blauw", "totaal"]
    assert apart["kleur"].tolist() == ["rood", "roze", "blauw", "totaal"]
    samen = regroup(cellen.assign(waarde=[12, 0, 9, 21]), {"kleur": {"roze": "rood"}}, groepen)
    assert samen[["kleur", "kleur_groep", "waarde"]].to_numpy().tolist() == [
        ["totaal", "rood+roze", 12], ["totaal", "blauw", 9], ["totaal", "totaal", 21],
    ]  # fmt: skip
    for deel, naar in ((apart, {"kleur": {}}), (samen, {"kleur": {"roze": "rood"}})):
        uit = in_groups(deel, naar, groepen).set_index("kleur_groep")["waarde"]
        assert uit.to_dict() == {"rood+roze": 12, "blauw": 9, "totaal": 21}
    # With one of the two hidden, nothing is known of both.
    half = in_groups(apart[apart["kleur"] != "roze"], {"kleur": {}}, groepen)
    assert set(half["kleur_groep"]) == {"blauw", "totaal"}


def difference(eerst, nu):
    """Return the cell that says how many more both categories have together, in the system of two exports."""
    groepen = groups([merges(tabel, PRODUCT) for tabel in (nu, eerst)])
    export = {"tabel_b_0_2": earlier(eerst)}
    vroeger = list(earlier_tables(1, export, nu={"tabel_b_0_2": nu}, regels=REGELS, minimum=MINIMUM, groepen=groepen))
    oordelen = {blok.nummer: judge(nu, PRODUCT, blok, grenzen=GRENZEN) for blok in PRODUCT.blokken}
    tabellen = [
        regrouped(tabel, merges(nu, PRODUCT), groepen)
        for tabel in linked_tables(nu, PRODUCT, oordelen, grenzen=GRENZEN)
    ]
    stelsel = build([*tabellen, *(tabel for tabel, _ in vroeger)], delen=older_versions(vroeger))
    cel = stelsel.cellen[stelsel.cellen["universum"] == "steekproef_basis zonder steekproef_basis@export 1"]
    return cel.set_index("cel").loc["sectorkamer_groep=onbekend+vakmanschap", ["waarde", "primair"]].tolist()


def test_one_person_more_in_two_categories_is_a_cell_to_protect():
    """106 of both together, then 80 and 27: apart neither says that there is one more. The other way round too."""
    assert difference(SAMEN, APART) == [1, True]
    minder = sectors(("handel", 300, ""), ("vakmanschap", 111, ""), ("onbekend", 0, "vakmanschap"))
    assert difference(APART, minder) == [4, True]
