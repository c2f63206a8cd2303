"""Cases that other tools are known for: holes of suppression programs, and what record-aware ones find."""

import pandas as pd
import pytest
from helpers.cells import hidden, interval, line, rows, table
from helpers.disclosure_rules import GRENZEN, REGELS, start

from werkagenda.disclosure.amounts import partners
from werkagenda.disclosure.attack import attack, too_narrow
from werkagenda.disclosure.counting import Counter
from werkagenda.disclosure.nesting import find
from werkagenda.disclosure.suppress import suppress
from werkagenda.disclosure.system import TOTAAL, CellTable, build


def known_to_be_there(tabel):
    """Return the table as readers know it: a row that is hidden has somebody in it, for one without says so."""
    tabel.cellen["onder"] = tabel.cellen["waarde"].clip(upper=1)
    return tabel


def safe(stelsel, verborgen, afstand=5):
    return too_narrow(attack(stelsel, verborgen, breedte=10, afstand=afstand), breedte=10, afstand=afstand).empty


def test_fifteen_is_ten_and_three_and_one_and_one():
    """Two hidden cells that add up to two are one each, since nobody would be said."""
    stelsel = build([known_to_be_there(line([10, 3, 1, 1], bekend=((),), minimum=3))])
    aanval = attack(stelsel, rows("2", "3"), breedte=10)
    assert interval(aanval, "a=2") == interval(aanval, "a=3") == (1, 1)
    uit = suppress(stelsel, breedte=10, afstand=5)
    assert hidden(uit) == {"0", "1", "2", "3"}
    assert safe(stelsel, uit)


def test_three_singletons_are_not_each_others_protection():
    stelsel = build([known_to_be_there(line([1, 1, 1, 40, 60], bekend=((),)))])
    assert not safe(stelsel, rows("0", "1", "2"))
    uit = suppress(stelsel, breedte=10, afstand=5)
    assert hidden(uit) == {"0", "1", "2", "3"}
    assert safe(stelsel, uit)


@pytest.mark.parametrize(("partner", "genoeg"), [(5, True), (4, False)])
def test_the_true_count_does_not_lie_at_an_end(partner, genoeg):
    """Nine beside four are 0 to 13: wide enough, and yet it is known to be nearly all; beside five it is not."""
    stelsel = build([line([9, partner, 300], bekend=((),))])
    aanval = attack(stelsel, rows("0", "1"), breedte=10, afstand=5)
    assert interval(aanval, "a=0") == (0, 9 + partner)
    assert too_narrow(aanval, breedte=10).empty
    assert too_narrow(aanval, breedte=10, afstand=5).empty is genoeg
    assert hidden(suppress(stelsel, breedte=10, afstand=5)) == ({"0", "1"} if genoeg else {"0", "1", "2"})


def test_one_cell_under_two_levels_is_hidden_at_both():
    """A region with one town in it: the same persons in two rows of two tables."""
    fijn = pd.DataFrame({"fijn": ["x", "y", "z"], "grof": ["1", "1", "2"], "waarde": [40, 30, 6]})
    grof = line([70, 6], dim="grof", naam="grof", minimum=1).cellen.assign(grof=["1", "2"])
    stelsel = build(
        [
            CellTable("fijn", "u", ("fijn", "grof"), fijn.assign(rij=fijn["fijn"], primair=fijn["waarde"] < 10)),
            CellTable("grof", "u", ("grof",), grof, bekend=((),)),
        ]
    )
    uit = suppress(stelsel, breedte=10, afstand=5)
    assert "z" in hidden(uit, "fijn")
    assert "1" in hidden(uit, "grof")
    assert safe(stelsel, uit)


def test_cells_of_the_same_persons_in_two_tables_protect_each_other_in_neither():
    """Record-aware duplicates: who is in the one is in the other, so hiding both hides one group."""
    personen = pd.DataFrame({"oud": ["z"] * 60 + ["m"] * 40, "nieuw": ["z"] * 53 + ["m"] * 47})
    tabellen = [CellTable(naam, "u", (naam,), _counts(personen, naam)) for naam in ("oud", "nieuw")]
    genest = find(tabellen, {"u": Counter(personen)}, deel_van={}, minimum=10)
    # All that are z by the new one are so by the old one, and all m by the old one by the new one: seven differ.
    assert set(genest.paren["groot"] + " > " + genest.paren["klein"]) == {"oud=z > nieuw=z", "nieuw=m > oud=m"}
    stelsel = build(tabellen, genest=genest)
    verschil = stelsel.cellen.set_index("cel").loc["oud=z zonder nieuw=z"]
    assert (verschil["waarde"], verschil["primair"]) == (7, True)
    assert not safe(stelsel, rows())
    uit = suppress(stelsel, breedte=10, afstand=5)
    assert safe(stelsel, uit)
    assert {*hidden(uit, "oud"), *hidden(uit, "nieuw")}
    # Ten that differ are no secret, and neither are classes that cross.
    for nieuw in (["z"] * 50 + ["m"] * 50, ["z"] * 53 + ["m"] * 40 + ["z"] * 7):
        anders = personen.assign(nieuw=nieuw)
        los = [CellTable(naam, "u", (naam,), _counts(anders, naam)) for naam in ("oud", "nieuw")]
        assert find(los, {"u": Counter(anders)}, deel_van={}, minimum=10).paren.empty


def test_answers_add_up_to_a_coarser_question_in_another_table():
    """Times applied, and whether that was three at most: nobody said that the one says the other."""
    keer = ["nul"] * 8 + ["een"] * 30 + ["drie"] * 40 + ["meer"] * 22
    personen = pd.DataFrame({"keer": keer, "hoogstens": ["ja"] * 78 + ["nee"] * 22})
    tabellen = [CellTable(naam, "u", (naam,), _counts(personen, naam)) for naam in ("keer", "hoogstens")]
    genest = find(tabellen, {"u": Counter(personen)}, deel_van={}, minimum=10)
    ja = {("hoogstens=ja", f"keer={een}") for een in ("nul", "een", "drie")}
    paren = set(zip(genest.sommen["cel"], genest.sommen["klein"], strict=True))
    assert paren == ja | {("hoogstens=nee", "keer=meer")}
    tabellen[0].cellen.loc[tabellen[0].cellen["rij"] == "nul", "primair"] = True
    los, samen = build(tabellen), build(tabellen, genest=genest)
    # 78 less 30 and 40 are eight.
    twee = rows("nul", "meer", tabel="keer")
    assert safe(los, twee)
    assert not safe(samen, twee)
    uit = suppress(samen, breedte=10, afstand=5)
    assert safe(samen, uit)
    # A product that is left out takes its sums along.
    assert build(tabellen[:1], genest=genest).gelijk.shape[0] == build(tabellen[:1]).gelijk.shape[0]
    # One answer on both sides, or unknown to some, and nothing adds up.
    for anders in (["ja"] * 70 + ["nee"] * 30, ["ja"] * 77 + [None] + ["nee"] * 22):
        ook = personen.assign(hoogstens=anders)
        tabellen = [CellTable(naam, "u", (naam,), _counts(ook, naam)) for naam in ("keer", "hoogstens")]
        assert find(tabellen, {"u": Counter(ook)}, deel_van={}, minimum=10).sommen.empty


def _counts(personen, naam):
    cellen = personen.groupby(naam).size().rename("waarde").reset_index()
    return cellen.assign(rij=cellen[naam], primair=False)


def test_a_group_of_hidden_sums_is_not_dominated_together():
    """Two rows hidden for their few persons, of whom one earns most of both: a third goes with them."""
    tabel = start()
    product = REGELS.producten["figuur_k_startpositie"]
    plek = dict(zip(tabel["opleidingsrichting"], tabel.index, strict=True))
    for naam, (grootste, tweede, som) in {"bouw": (9000, 1000, 12_000), "groen": (900, 800, 2500)}.items():
        tabel.loc[plek[naam], ["loon_grootste", "loon_tweede", "loon_som"]] = grootste, tweede, som
    weg = {f"{plek[naam]}.0" for naam in ("bouw", "groen")}
    bij = partners(tabel, product, weg, grenzen=GRENZEN)
    # 9,000 of 14,500 is 62 %: of all three together it is little.
    assert bij == {f"{plek['kunst']}.0"}
    assert partners(tabel, product, weg | bij, grenzen=GRENZEN) == set()
    # Without the total nobody works out their sum.
    assert partners(tabel, product, {*weg, f"{plek['totaal']}.0"}, grenzen=GRENZEN) == set()


def test_a_table_of_zeros_and_ones_is_hidden_or_shown_as_a_whole():
    stelsel = build([known_to_be_there(table([[0, 1], [1, 0]]))])
    uit = suppress(stelsel, breedte=10)
    assert hidden(uit) == {"01", "10"}
    # Nothing is left to protect them with: the attack says so, and the product is refused.
    assert len(too_narrow(attack(stelsel, uit, breedte=10), breedte=10)) >= 2
    assert TOTAAL in set(stelsel.cellen["cel"])
