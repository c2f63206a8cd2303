"""Age, background and programme of a cohort, and numbers without a row in the crosswalk, by hand."""

import pandas as pd
import pytest
from derive.cohort import diplomas_of, one_diploma, unlinked
from helpers.cbs_rows import register
from helpers.cohort import KOPPELING, build, diploma, persoon
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table
from werkagenda.errors import InputError
from werkagenda.persons.attrition import Attrition

CONTRACTEN = ROOT / "resources" / "contracts" / "tabellen"

# On 1 October 2022; the limit is 26.
GEBOORTEN = {
    (1996, 9): 26, (1996, 10): 26, (1996, 11): 25, (1995, 10): None, (1995, 11): 26, (2004, 10): 18, (2004, 11): 17,
}  # fmt: skip


def test_age_on_the_day_and_born_in_october_has_had_the_birthday():
    wie = dict(enumerate(GEBOORTEN, start=1))
    cohort, uitval, _ = build(
        [diploma(w) for w in wie], personen=[persoon(w, jaar=jaar, maand=maand) for w, (jaar, maand) in wie.items()]
    )
    assert cohort["leeftijd"].to_dict() == {w: GEBOORTEN[geboren] for w, geboren in wie.items() if GEBOORTEN[geboren]}
    assert uitval.loc["leeftijd", "personen_uit"] == 1


def test_background_in_both_classifications():
    gevallen = {
        1: (persoon(1), "zonder", "zonder"),
        2: (persoon(2, generatie=1, nl="nee"), "met", "met"),
        3: (persoon(3, generatie=2, ouders=1), "met", "met"),
        4: (persoon(4, generatie=0, nl="nee"), "zonder", "met"),
        5: (persoon(5, generatie=0, ouders=2), "zonder", "met"),
        6: (persoon(6, nl=None, ouders=None), "zonder", ""),
        7: (persoon(7, nl=None, ouders=0), "zonder", ""),
        8: (persoon(8, nl=None, ouders=1), "zonder", "met"),
        9: (persoon(9, nl="ja", ouders=None), "zonder", ""),
    }
    cohort, _, _ = build([diploma(wie) for wie in gevallen], personen=[rij for rij, _, _ in gevallen.values()])
    assert cohort["migratieachtergrond"].to_dict() == {wie: oud for wie, (_, oud, _) in gevallen.items()}
    assert cohort["herkomst_nieuw"].to_dict() == {wie: nieuw for wie, (_, _, nieuw) in gevallen.items()}


def test_file_without_the_new_columns():
    cohort, _, _ = build([diploma(1), diploma(2)], personen=[persoon(w, nl=None, ouders=None) for w in (1, 2)])
    assert cohort["herkomst_nieuw"].tolist() == ["", ""]


def test_programme_columns_and_unknown_sectorkamer():
    cohort, _, _ = build([diploma(1, "000003"), diploma(2)], personen=[persoon(1), persoon(2)])
    assert cohort.loc[2, ["crebo", "bc", "niveau", "sectorkamer", "opleidingsrichting"]].tolist() == [
        "25004", "bc004", 4, "techniek", "Techniek",
    ]  # fmt: skip
    assert (cohort.loc[1, "sectorkamer"], cohort["bc"].isna().to_dict()) == ("onbekend", {1: True, 2: False})


def test_crosswalk_that_multiplies_rows_stops_the_run():
    dubbel = pd.concat([KOPPELING, KOPPELING.iloc[[3]].assign(bc="bc009"), KOPPELING.iloc[[1]]])
    with pytest.raises(InputError, match=r"oplnr_bc .* kolom oplnr: 2 .*meer dan een keer in: '000002', '000004'"):
        one_diploma(diplomas_of(2021, register("diplomas", [diploma(1)])), dubbel, Attrition(2021))


BEKEND = pd.DataFrame({"oplnr": ["777777"], "cto": ["1"], "soi_niveau": ["4"], "isced_richting": ["0913"]})
ZONDER = [diploma(1), diploma(2), diploma(3), diploma(4, "777777"), diploma(5, "777777"), diploma(6, "666666")]


def test_numbers_without_a_row_are_listed_with_their_diplomas():
    _, _, gekoppeld = build(ZONDER, personen=[persoon(1)])
    lijst = unlinked(gekoppeld, opleidingsnummers=BEKEND, cohort=2021, hoogstens=0.5)
    assert lijst[["cohort", "oplnr", "diplomas"]].to_numpy().tolist() == [[2021, "777777", 2], [2021, "666666", 1]]
    assert lijst["aandeel"].tolist() == pytest.approx([2 / 6, 1 / 6])
    assert lijst[["soi_niveau", "isced_richting"]].to_numpy().tolist() == [["4", "0913"], ["", ""]]


def test_numbers_with_as_many_diplomas_stand_in_their_own_order():
    gekoppeld = pd.DataFrame({"oplnr": ["000001", "888888", "666666", "777777", "777777"], "niveau": [4, *[None] * 4]})
    lijst = unlinked(gekoppeld, opleidingsnummers=BEKEND, cohort=2021, hoogstens=0.8)
    assert lijst[["oplnr", "diplomas"]].to_numpy().tolist() == [["777777", 2], ["666666", 1], ["888888", 1]]


def test_too_many_without_a_row_stop_the_run():
    _, _, gekoppeld = build(ZONDER, personen=[persoon(1)])
    with pytest.raises(InputError, match=r"2 opleidingsnummers met 50\.0% .*: '777777', '666666'; .* hoogstens 49\.0%"):
        unlinked(gekoppeld, opleidingsnummers=BEKEND, cohort=2021, hoogstens=0.49)


def test_tables_fit_their_contracts():
    cohort, uitval, gekoppeld = build(ZONDER, personen=[persoon(1), persoon(2)])
    tabellen = {
        "cohort": cohort.reset_index(drop=True),
        "uitval_persoon": uitval.reset_index(),
        "koppeling_oplnr": unlinked(gekoppeld, opleidingsnummers=BEKEND, cohort=2021, hoogstens=0.5),
    }
    for naam, tabel in tabellen.items():
        uit = check_table(tabel, load_contract(CONTRACTEN / f"{naam}.yaml"))
        assert len(uit) == len(tabel) > 0
    assert check_table(tabellen["cohort"], load_contract(CONTRACTEN / "cohort.yaml"))["niveau"].tolist() == [4, 4]
