"""Traps in the e-file: wrong names, scales, doubles and amounts stop the run and are named; nothing is guessed."""

import pandas as pd
import pytest
from derive.besteding_efile import check_amounts, parts_of_budget
from derive.maatregelen_efile import judgements
from helpers.project import ROOT

from werkagenda.errors import InputError
from werkagenda.indicators.efile import check_values
from werkagenda.indicators.registry import load_registry

REGISTER = load_registry(
    ROOT / "resources" / "indicatoren.yaml", ROOT / "config" / "schema" / "indicatoren.schema.yaml"
)
KOP = ("instelling", "indicator", "soort", "jaar", "waarde", "n")
GOED = (
    ("20AA", "lc_ld", "start", "2023", "47,5", "120"),
    ("20AA", "lc_ld", "streef", "2027", "57", ""),
    ("21CY", "lc_ld", "start", "2023", "40", "80"),
    ("21CY", "blijven_werken", "start", "2022", "7,8", ""),
)


def csv(*rijen, kop=KOP):
    return "".join(";".join(rij) + "\r\n" for rij in (kop, *rijen)).encode()


def test_values_as_typed(lees):
    tabel = lees("efile_waarden", "waarden.csv", csv(*GOED))
    check_values(tabel, REGISTER)
    assert tabel["waarde"].sum() == 47.5 + 57 + 40 + 7.8
    assert tabel["n"].isna().sum() == 2


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        (("20AA", "lc_lb", "start", "2023", "47", ""), r"'lc_lb' staat niet in het register \(bedoelde u 'lc_ld'\?\)"),
        (("20AA", "certificaten", "start", "2023", "47", ""), r"'certificaten' heeft geen waarde per instelling"),
        (("25LX", "lc_ld", "start", "2023", "101", ""), r"1 startwaarden van lc_ld buiten 0-100, .* '25LX'"),
        (("25LX", "lc_ld", "recent", "2024", "-1", ""), r"1 recente waarden van lc_ld buiten 0-100"),
        (("25LX", "blijven_werken", "streef", "2027", "82", ""), r"1 streefwaarden van blijven_werken buiten 1-10"),
        (("25LX", "blijven_werken", "start", "2022", "0.8", ""), r"1 startwaarden van blijven_werken buiten 1-10"),
        (("25LX", "lc_ld", "streef", "2027", "0,57", ""), r"1 streefwaarden van lc_ld op een andere schaal, .* '25LX'"),
        (
            ("20AA", "lc_ld", "streef", "2026", "58", ""),
            r"1 start- of streefwaarden staan er voor twee jaren, .* '20AA'",
        ),
    ],
)
def test_a_wrong_value_is_named(lees, rij, melding):
    tabel = lees("efile_waarden", "waarden.csv", csv(*GOED, rij))
    with pytest.raises(InputError, match=rf"^efile_waarden \| waarden.csv \| kolom .*{melding}"):
        check_values(tabel, REGISTER)


def test_a_small_percentage_of_a_small_indicator_is_no_share(lees):
    rijen = [("20AA", "voortijdig_schoolverlaten", "start", "2022", "0,9", "300")]
    rijen += [(f"2{n}AA", "voortijdig_schoolverlaten", "start", "2022", "7", "300") for n in range(1, 5)]
    check_values(lees("efile_waarden", "waarden.csv", csv(*rijen)), REGISTER)
    with pytest.raises(InputError, match="op een andere schaal"):
        check_values(lees("efile_waarden", "waarden.csv", csv(*rijen, ("29AA", *rijen[0][1:4], "0,07", ""))), REGISTER)


@pytest.mark.parametrize(
    ("rij", "melding"),
    [
        (
            GOED[0],
            r"waarden.csv: 1 rijen herhalen een sleutel die al voorkwam, van instelling '20AA'; .* van instelling, i",
        ),
        (("20AA", "lc_ld", "doel", "2027", "57", ""), r"kolom soort: 1 rijen met een onbekende waarde 'doel'"),
        (("20AA", "lc_ld", "recent", "2024", "veel", ""), r"kolom waarde: 1 rijen met een onbekende waarde 'veel'"),
        (("20aa1", "lc_ld", "recent", "2024", "50", ""), r"kolom instelling: 1 rijen met een onbekende waarde '20aa1'"),
    ],
)
def test_the_contract_stops_a_double_row_and_an_unknown_word(lees, rij, melding):
    with pytest.raises(InputError, match=melding):
        lees("efile_waarden", "waarden.csv", csv(*GOED, rij))


def test_spending_on_an_unknown_objective_negative_or_above_the_budget(lees):
    kop = ("instelling", "doelstelling", "jaar", "bedrag")
    doelen = set(REGISTER.doelstellingen)
    vreemd = lees("efile_besteding", "besteding.csv", csv(("20AA", "3.9", "2024", "100"), kop=kop))
    with pytest.raises(InputError, match=r"doelstelling '3.9' staat niet in het register"):
        check_amounts(vreemd, doelen)
    negatief = lees("efile_besteding", "besteding.csv", csv(("20AA", "3.3", "2024", "-100"), kop=kop))
    with pytest.raises(InputError, match="1 rijen met een negatief bedrag, van instelling '20AA'"):
        check_amounts(negatief, doelen)
    veel = lees("efile_besteding", "besteding.csv", csv(("20AA", "3.3", "2024", "1001"), kop=kop))
    begroting = pd.DataFrame({"instelling": ["20AA"], "doelstelling": ["totaal"], "bedrag": [1000.0]})
    with pytest.raises(InputError, match="meer besteed in een jaar dan het hele budget, van instelling '20AA'"):
        parts_of_budget(veel, begroting)


def test_measures_with_an_unknown_objective_or_word(lees):
    kop = ("instelling", "doelstelling", "voortgang", "effectiviteit")
    with pytest.raises(InputError, match="kolom voortgang: 1 rijen met een onbekende waarde 'snel'"):
        lees("efile_maatregelen", "maatregelen.csv", csv(("20AA", "3.3", "snel", ""), kop=kop))
    tabel = lees("efile_maatregelen", "maatregelen.csv", csv(("20AA", "3.3x", "voor", ""), kop=kop))
    with pytest.raises(InputError, match=r"doelstelling '3.3x' staat niet in het register"):
        judgements(tabel.assign(eigen=tabel["instelling"]), REGISTER)
