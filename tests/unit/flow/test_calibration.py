"""What is learned from a year of which the truth is known: ratios by hand, variances and coverage by simulation."""

import numpy as np
import pandas as pd
import pytest

from werkagenda.flow.backtest import backtest, coverage
from werkagenda.flow.calibration import (
    blocks,
    correct,
    factors,
    group_class,
    learn,
    ratio,
    shared,
    size_class,
    truth_beside,
    variances,
)
from werkagenda.flow.intervals import DELEN

MAAT = "gediplomeerd"
GROEPEN = {"genoemd": 0.9, "per_instelling": 0.5, "regeling": 0.3}


def test_the_ratio_of_a_stratum_is_shrunk_to_that_of_all():
    cellen = pd.DataFrame(
        {
            "leerweg": ["bol", "bbl"], "niveau": [4, 4], "grootte": [1, 1],
            "onderdrukt": [150.0, 50.0], "waar_onderdrukt": [180.0, 40.0],
        }
    )  # fmt: skip
    uit = ratio(cellen).set_index("leerweg")["waarde"]
    # Overall 220 / 200 = 1.1. bol (180 + 50 x 1.1) / 200 = 1.175; bbl (40 + 55) / 100 = 0.95.
    assert uit.to_dict() == pytest.approx({"": 1.1, "bol": 1.175, "bbl": 0.95})


def test_a_cell_belongs_to_the_size_class_of_its_least_number():
    aantallen = pd.DataFrame({"aantal_min": [1, 2, 3, 4, 25, 100, 101]})
    assert size_class(aantallen).tolist() == [1, 2, 2, 3, 5, 7, 8]


def test_a_next_year_in_which_more_is_expected_of_a_cell_leaves_it_in_its_class():
    """Three cells of 1.676 or 1.666 students each are 5.03 or 4.998: a limit at 5 would set them apart."""
    een, ander = (pd.DataFrame({"aantal_min": [3], "aantal": [3 * verwacht]}) for verwacht in (1.676, 1.666))
    assert size_class(een).tolist() == size_class(ander).tolist()


def test_a_factor_follows_from_how_many_blocks_do_not_overlap():
    afwijking = pd.Series([1.0] * 4)
    fouten = {"grootheid": "aantal", "soort": "leerweg", "schatting": 0.0, "waar": [0.5, -0.5, 0.5, 0.5], "keer": 0}
    per_blok = pd.DataFrame(fouten).assign(deel=["|bol", "|bbl", "|bol", "|bbl"])
    # Two that do not overlap: the t distribution of 2, 4.303, over 1.960; the errors are smaller than that.
    assert factors(per_blok, afwijking)["aantal", "leerweg"] == pytest.approx(4.3027 / 1.9600, rel=1e-4)
    # Errors of five times what was expected: 4.303 times their root mean square of 5 / 1.960.
    assert factors(per_blok.assign(waar=[5.0, -5, 5, -5]), afwijking)["aantal", "leerweg"] == pytest.approx(
        4.3027 * 5 / 1.9600, rel=1e-4
    )
    # A block of which no error is expected counts as one without: the mean of the squares is that of three in four.
    zonder = factors(per_blok.assign(waar=[5.0, -5, 5, -5]), pd.Series([1.0, 1, 1, 0]))["aantal", "leerweg"]
    assert zonder == pytest.approx(4.3027 * 5 * 0.75**0.5 / 1.9600, rel=1e-4)


def test_with_enough_blocks_a_factor_is_the_quantile_that_was_seen():
    aantal = 200
    per_blok = pd.DataFrame({"waar": np.arange(aantal) / 10.0, "deel": [f"|{plek}" for plek in range(aantal)]})
    per_blok = per_blok.assign(grootheid="aantal", soort="instelling", schatting=0.0, keer=0)
    # Place 191 of 200 (0.95 x 201 rounded up): 19.0 standard deviations.
    uit = factors(per_blok, pd.Series([1.0] * aantal))["aantal", "instelling"]
    assert uit == pytest.approx(19.0 / 1.9600, rel=1e-4)


def known(*rijen):
    kolommen = ["onderdeel", "soort", "leerweg", "niveau", "grootte", "waarde"]
    return pd.DataFrame(rijen, columns=kolommen).assign(bronmaat=MAAT, grootheid="")


def test_a_correction_leaves_what_is_published_and_stays_inside_the_bounds():
    cellen = pd.DataFrame(
        {
            "bronmaat": [MAAT] * 4, "klasse": ["regeling", "", "", ""], "leerweg": ["bol", "bol", "bbl", "bol"],
            "niveau": 4, "onderdrukte_cellen": [2, 1, 2, 0],
            "aantal_min": [8, 1, 2, 7], "aantal": [10.0, 3.8, 4.0, 7.0], "aantal_max": [14, 4, 8, 7],
            "onderdrukt": [4.0, 3.8, 4.0, 0.0],
        }
    )  # fmt: skip
    kalibratie = known(
        ("verhouding", "", "", 0, 0, 0.5),
        ("verhouding", "", "bol", 4, 4, 1.5),
        ("verhouding", "", "bol", 4, 1, 2.0),
        ("verhouding_groep", "regeling", "", 0, 0, 1.1),
    )
    uit = correct(cellen, kalibratie)
    # 6 + 4 x 1.5 x 1.1 = 12.6; 3.8 x 2 is over 4; bbl is in no stratum: 4 x 0.5; a counted cell stays.
    assert uit["aantal"].tolist() == pytest.approx([12.6, 4.0, 2.0, 7.0])
    assert uit["onderdrukt"].tolist() == pytest.approx([6.6, 4.0, 2.0, 0.0])
    niets = correct(cellen, kalibratie.iloc[:0])
    assert niets["aantal"].tolist() == cellen["aantal"].tolist()


def test_groups_of_a_cell_in_one_word():
    cellen = pd.DataFrame({"instelling": ["01AA", "03CC"], "opleiding": ["bc1", "bc1"]})
    leden = pd.DataFrame(
        [("regeling", "01AA", "bc1"), ("genoemd", "01AA", "bc1"), ("sector:zorg", "01AA", "bc1")],
        columns=["groep", "instelling", "opleiding"],
    )
    assert group_class(cellen, leden).tolist() == ["genoemd+regeling", ""]


def test_the_truth_beside_a_year_with_both_editions():
    def edition(*rijen):
        kolommen = ["jaar", "opleiding", "aantal_min", "aantal", "aantal_max", "onderdrukt", "onderdrukte_cellen"]
        vast = {"bronmaat": MAAT, "maat": MAAT, "instelling": "01AA", "leerweg": "bol", "niveau": 4}
        return pd.DataFrame(rijen, columns=kolommen).assign(**vast)

    open_ = edition(
        (2022, "a", 6, 8.0, 12, 3.0, 2),
        (2022, "b", 4, 4.0, 4, 0.0, 0),
        (2022, "c", 1, 2.0, 4, 2.0, 1),
        (2023, "a", 1, 2.0, 4, 2.0, 1),
    )
    uit = truth_beside(open_, edition((2022, "a", 9, 9.0, 9, 0.0, 0), (2022, "b", 5, 5.0, 5, 0.0, 0)))
    assert uit["jaar"].unique().tolist() == [2022]
    # a: 9, of which 5 published; b is shown; c has nobody in the delivery.
    assert uit[["opleiding", "cellen", "waar", "waar_onderdrukt"]].to_numpy().tolist() == [
        ["a", 2, 9.0, 4.0],
        ["b", 0, 4.0, 0.0],
        ["c", 1, 0.0, 2.0 - 2.0],
    ]


def world(zaad, *, jaren=(2021, 2022), per_bc=0.1, per_instelling=0.08):
    """Draw cells of 1-4 whose chance of being large hangs on BC and institution, and of which 1.9 is expected."""
    instellingen, bcs = 30, 60
    rng = np.random.default_rng(zaad)
    rijen = []
    for jaar in jaren:
        bij_bc, bij_instelling = rng.normal(0, per_bc, bcs), rng.normal(0, per_instelling, instellingen)
        for i in range(instellingen):
            for b in rng.choice(bcs, 25, replace=False):
                k = 1 + rng.poisson(3)
                kans = np.clip((0.9 + bij_bc[b] + bij_instelling[i]) / 3, 0.02, 0.98)
                waar = int((1 + rng.binomial(3, kans, k)).sum())
                rijen.append(
                    (jaar, f"i{i:02}", f"bc{b:02}", rng.choice(["bol", "bbl"]), int(rng.integers(2, 5)), k, waar)
                )
    cellen = pd.DataFrame(rijen, columns=["jaar", "instelling", "bc", "leerweg", "niveau", "cellen", "waar"])
    zichtbaar = rng.poisson(20, len(cellen))
    cellen = cellen.assign(
        maat=MAAT, bronmaat=MAAT, opleiding=cellen["bc"], onderdrukte_cellen=cellen["cellen"],
        aantal_min=zichtbaar + cellen["cellen"], aantal=zichtbaar + 1.9 * cellen["cellen"],
        aantal_max=zichtbaar + 4 * cellen["cellen"], onderdrukt=1.9 * cellen["cellen"],
        waar_onderdrukt=cellen["waar"], waar=zichtbaar + cellen["waar"],
    )  # fmt: skip
    paren = cellen[["instelling", "opleiding"]].drop_duplicates()
    delen = [paren.sample(frac=deel, random_state=zaad).assign(groep=groep, w=1.0) for groep, deel in GROEPEN.items()]
    leden = pd.concat(delen, ignore_index=True)
    return cellen.assign(klasse=group_class(cellen, leden)), leden


def test_variances_find_what_bcs_and_institutions_share():
    cellen, _ = world(1, jaren=range(2000, 2014))
    uit = variances(cellen.assign(aantal=cellen["aantal_min"] + 0.9 * cellen["cellen"]))
    # A cell is 1 + binomial(3, p): variance 3 p (1 - p) = 0.63 at p = 0.3.
    assert uit["per_cel"] == pytest.approx(0.63, rel=0.1)
    assert uit["per_opleiding"] == pytest.approx(0.1**2, rel=0.25)
    assert uit["per_instelling"] == pytest.approx(0.08**2, rel=0.3)


def test_independent_cells_share_nothing():
    cellen, _ = world(2, per_bc=0, per_instelling=0, jaren=range(2000, 2006))
    uit = variances(cellen.assign(aantal=cellen["aantal_min"] + 0.9 * cellen["cellen"]))
    assert uit["per_opleiding"] < 0.002
    assert uit["per_instelling"] < 0.002


def test_one_year_predicts_the_other_and_independent_cells_would_not():
    gedekt, zonder = [], []
    for zaad in range(2):
        cellen, leden = world(zaad)
        for per_blok in backtest(cellen, leden, 0.0):
            gedekt.append(coverage(per_blok))
            los = per_blok[per_blok["soort"].isin(["instelling", "beroepsopleiding"])]
            helft = 1.96 * np.sqrt(los["per_cel"] * 0.63)
            zonder.append((los["waar"] - los["schatting"]).abs() <= helft)
    uit = pd.concat(gedekt)
    deel = (uit["gedekt"] * uit["blokken"]).sum() / uit["blokken"].sum()
    assert 0.94 <= deel <= 0.99
    assert pd.concat(zonder).mean() < 0.93
    assert (uit["halve_breedte"] < uit["uiterste_breedte"]).all()


def test_the_order_of_the_cells_does_not_matter():
    cellen, leden = world(3)
    geschud = cellen.sample(frac=1, random_state=1)
    een, ander = learn(cellen, leden, 0.01), learn(geschud, leden, 0.01)
    pd.testing.assert_frame_equal(een, ander, rtol=1e-9)


def test_a_single_institution_in_a_single_year_still_has_factors():
    cellen, leden = world(5, jaren=(2021,))
    uit = learn(cellen[cellen["instelling"] == "i00"], leden, 0.0)
    assert (uit.loc[uit["onderdeel"] == "factor", "waarde"] >= 1).all()


def test_blocks_add_up_to_the_truth_of_the_total():
    cellen, leden = world(4, jaren=(2021,))
    per_blok = blocks(correct(cellen, learn(cellen, leden, 0.0)), leden)
    totaal = per_blok[(per_blok["soort"] == "totaal") & (per_blok["grootheid"] == "aantal")]
    assert totaal["waar"].tolist() == [cellen["waar"].sum()]
    assert (per_blok["onder"] <= per_blok["waar"] + 1e-9).all()
    # The ratio is learned on these cells: it hits their sum all but for what shrinking leaves.
    assert totaal["schatting"].iloc[0] == pytest.approx(cellen["waar"].sum(), rel=0.002)


# Per cell: institution, leerweg, level, programme, suppressed cells, expected, true, least and most students.
CELLEN = pd.DataFrame(
    [("01AA", "bol", 4, "25001", 1, 2.0, 3.0, 1, 4), ("01AA", "bol", 4, "25002", 0, 10.0, 10.0, 10, 10),
     ("02BB", "bbl", 3, "25001", 2, 4.0, 3.0, 2, 8), ("03CC", "bbl", 3, "25003", 1, 2.0, 1.0, 0, 4)],
    columns=["instelling", "leerweg", "niveau", "opleiding", "cellen", "aantal", "waar", "aantal_min", "aantal_max"],
).assign(jaar=2022, maat=MAAT, bronmaat=MAAT, bc=lambda deel: deel["opleiding"].str.replace("25", "bc"))  # fmt: skip
LEDEN = pd.DataFrame(
    [("genoemd", "01AA", "25001", 0.2), ("genoemd", "02BB", "25001", 1.0), ("genoemd", "03CC", "25003", 1.0),
     ("sector:zorg", "02BB", "25001", 1.0), ("iets anders", "01AA", "25002", 1.0)],
    columns=["groep", "instelling", "opleiding", "w"],
)  # fmt: skip


def test_blocks_by_hand():
    """A fifth of the first cell is in the group, all of the two others with suppressed counts are."""
    uit = blocks(CELLEN, LEDEN)
    kolommen = ["schatting", "waar", "onder", "boven"]
    per_blok = {
        (grootheid, soort, deel): [pytest.approx(rij) for rij in groep[kolommen].to_numpy().tolist()]
        for (grootheid, soort, deel), groep in uit.groupby(["grootheid", "soort", "deel"])
    }
    assert per_blok["aantal", "totaal", ""] == [[18, 17, 13, 26]]
    assert per_blok["aantal", "groep", ""] == [[6.4, 4.6, 2.2, 12.8]]
    assert per_blok["aantal", "sector", "sector:zorg"] == [[4, 3, 2, 8]]
    assert per_blok["aantal", "leerweg", "bol"] == [[0.4, 0.6, 0.2, 0.8], [12, 13, 11, 14]]
    assert per_blok["aantal", "groep_instelling", "02BB"] == [[4, 3, 2, 8]]
    # A programme without a suppressed cell has no error to learn from.
    assert {deel for _, soort, deel in per_blok if soort == "beroepsopleiding"} == {"bc001", "bc003"}
    assert per_blok["aantal", "beroepsopleiding", "bc001"] == [[6, 6, 3, 12]]
    # Of the rest at least 13 - 2.2 and at most 26 - 12.8 students.
    assert per_blok["aandeel", "groep", ""] == [[6.4 / 18, 4.6 / 17, 2.2 / (2.2 + 13.2), 12.8 / (12.8 + 10.8)]]
    assert per_blok["aandeel", "leerweg", "bol"] == [[0.4 / 12, 0.6 / 13, 0.2 / 13.4, 0.8 / 11.6]]
    # Nobody for sure in the group nor outside it: from none to all.
    assert per_blok["aandeel", "groep_instelling", "03CC"] == [[1, 1, 0, 1]]
    assert not [sleutel for sleutel in per_blok if sleutel[:2] == ("aandeel", "sector")]
    assert len(uit) == uit[kolommen].notna().all(axis=1).sum()


def test_a_part_of_a_student_outside_the_group_still_counts():
    """A fifth of a cell of none to four: at most 0.8 in the group, with nobody outside for sure."""
    cel = CELLEN.iloc[3:].assign(opleiding="25001", instelling="01AA")
    uit = blocks(cel, LEDEN).set_index(["grootheid", "soort"])
    assert uit.loc[("aandeel", "groep"), ["onder", "boven"]].tolist() == pytest.approx([0, 1])


def test_cells_without_a_suppressed_count_teach_nothing_and_a_single_count_does():
    fouten = CELLEN.assign(cellen=[1, 0, 1, 1], waar=[3.0, 90.0, 3.0, 1.0])
    # Each error is one student, in a BC and an institution of its own: together the variances are one.
    assert variances(fouten.assign(bc=list("abcd"))).sum() == pytest.approx(1)
    jaren = pd.concat([CELLEN, CELLEN.iloc[[1]].assign(jaar=2021)]).assign(waar_onderdrukt=lambda deel: deel["waar"])
    varianties = pd.Series([0.5, 0.0, 0.0], index=["per_cel", "per_opleiding", "per_instelling"])
    # Four suppressed counts with 3 + 3 + 1 students, all of one year: 0.5 x 4 / 16, and (0.1 x 7 / 4) squared, twice.
    assert shared(jaren, varianties, 0.1) == pytest.approx(0.125 + 2 * 0.175**2)


def test_blocks_are_those_of_adding_up_cell_by_cell():
    """Every block, value and feature by its definition, one cell after the other, with parts of cells in groups."""
    cellen, leden = world(7, jaren=(2021, 2022))
    cellen = cellen[cellen["instelling"].isin(["i00", "i01", "i02"])].assign(
        cellen=lambda deel: deel["cellen"].where(deel["niveau"] == 4, 0)
    )
    leden = leden.assign(w=np.where(leden.index % 3, 1.0, 0.4))
    leden = pd.concat([leden, leden[leden["groep"] == "regeling"].assign(groep="sector:zorg")])
    gewicht = {(rij.groep, rij.instelling, rij.opleiding): rij.w for rij in leden.itertuples()}
    rijen = list(cellen.itertuples())

    def weight(groep, rij):
        return 1.0 if groep == "totaal" else gewicht.get((groep, rij.instelling, rij.opleiding), 0.0)

    def features_of(erin, x):
        def squared(kolom):
            som = {}
            for rij, waarde in zip(erin, x, strict=True):
                som[getattr(rij, kolom)] = som.get(getattr(rij, kolom), 0.0) + waarde * rij.cellen
            return sum(waarde**2 for waarde in som.values())

        per_cel = sum(waarde**2 * rij.cellen for rij, waarde in zip(erin, x, strict=True))
        return [per_cel, squared("bc"), squared("instelling"), squared("maat")]

    def blocks_of(by, groep):
        for sleutel in sorted({tuple(getattr(rij, naam) for naam in by) for rij in rijen}):
            erin = [rij for rij in rijen if tuple(getattr(rij, naam) for naam in by) == sleutel]
            w = [weight(groep, rij) for rij in erin]
            alles = [sum(getattr(rij, naam) for rij in erin) for naam in tellingen]
            som = [sum(gew * getattr(rij, naam) for gew, rij in zip(w, erin, strict=True)) for naam in tellingen]
            los = sleutel[-1] if by[1:] else groep if groep.startswith("sector:") else ""
            kop = [sleutel[0], str(los)]
            if any(gew > 0 and rij.cellen > 0 for gew, rij in zip(w, erin, strict=True)):
                yield [*kop, "aantal", *som, *features_of(erin, w)]
            if groep in GROEPEN and any(w) and any(rij.cellen > 0 for rij in erin):
                deel = som[0] / alles[0]
                onder, boven = som[2] / (som[2] + alles[3] - som[3]), som[3] / (som[3] + alles[2] - som[2])
                kenmerken = features_of(erin, [(gew - deel) / alles[0] for gew in w])
                yield [*kop, "aandeel", deel, som[1] / alles[1], onder, boven, *kenmerken]

    tellingen = ["aantal", "waar", "aantal_min", "aantal_max"]
    groepen = ["totaal", *GROEPEN]
    splitsingen = [[], ["leerweg"], ["niveau"], ["leerweg", "niveau"], ["instelling"]]
    verwacht = [rij for by in splitsingen for groep in groepen for rij in blocks_of(["jaar", *by], groep)]
    verwacht += [*blocks_of(["jaar"], "sector:zorg"), *blocks_of(["jaar", "bc"], "totaal")]
    uit = blocks(cellen, leden)[["jaar", "deel", "grootheid", "schatting", "waar", "onder", "boven", *DELEN]]
    assert len(verwacht) > 150
    gelijk = zip(sorted(uit.to_numpy().tolist()), sorted(verwacht), strict=True)
    assert all(een[:3] == ander[:3] and een[3:] == pytest.approx(ander[3:], rel=1e-9) for een, ander in gelijk)
