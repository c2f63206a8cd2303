"""What may leave and what not, on tables small enough to see: every rule, secondary cells, and earlier exports."""

import pandas as pd
import pytest
from disclosure.beveiligen import merged
from helpers.disclosure_rules import REGELS, as_export, background, estimates, kiesmbo, protected, start

from werkagenda.disclosure.differences import Difference
from werkagenda.disclosure.merge_steps import merge_steps
from werkagenda.disclosure.secure import steps as populations_left

CEL = ["migratieachtergrond", "leerweg", "niveau"]
WAARDEN = ["aandeel", "aandeel_min", "aandeel_max", "teller"]


def test_what_is_safe_leaves_as_it_is():
    tabel = background(met_bbl_3=(100, 90))
    _, vrij, aantallen, oordelen = protected(figuur_5_4=tabel)
    # Shares with three decimals: what a reader needs, and too few to work a count out of.
    pd.testing.assert_frame_equal(vrij["figuur_5_4"], tabel.round(3).assign(reden=""), check_dtype=False)
    assert aantallen["figuur_5_4"]["n_nee"].tolist() == tabel["n_nee"].tolist()
    assert oordelen["oordeel"].eq("in orde").all()


def test_nine_without_work_are_hidden_with_one_that_protects_them():
    """(600 - 9, 9): the totals by leerweg, level and background would give it back, so others go with it."""
    _, vrij, aantallen, oordelen = protected(figuur_5_4=background(met_bbl_3=(100, 91)))
    tabel = vrij["figuur_5_4"].set_index(CEL)
    assert tabel.loc[("met", "bbl", 3), WAARDEN].isna().all()
    assert tabel.loc[("met", "bbl", 3), "n"] == 100
    weg = tabel.index[tabel["aandeel"].isna()]
    assert len(weg) >= 2
    # The reader cannot tell which of them a rule hides.
    assert set(tabel.loc[weg, "reden"]) == {"onderdrukt"}
    assert aantallen["figuur_5_4"]["teller"].isna().sum() == len(weg)
    assert oordelen.loc[("figuur_5_4", "minimum"), ["cellen", "onderdrukt", "oordeel"]].tolist() == [
        24,
        1,
        "onderdrukt",
    ]
    assert oordelen.loc[("figuur_5_4", "secundair"), "onderdrukt"] == len(weg) - 1


def test_attacker_is_left_with_ten_persons_at_least():
    # Of other persons, so no equation links the two.
    figuur, *_ = protected(figuur_5_4=background(met_bbl_3=(5, 2)))
    tabel, vrij, *_ = protected(tabel_5_kiesmbo=kiesmbo(man=(9, 4)))
    aanval = pd.concat([figuur.aanval, tabel.aanval])
    geheim = aanval[aanval["primair"]]
    assert len(geheim) >= 3
    assert (geheim["hoog"] - geheim["laag"] >= 10).all()
    # 2000 less 1991 girls would be nine boys.
    per_sekse = vrij["tabel_5_kiesmbo"].set_index("categorie")
    assert per_sekse.loc[["man"], ["n", "aandeel"]].isna().all(axis=None)


def test_a_row_without_persons_hides_nobody():
    _, vrij, *_ = protected(figuur_5_4=background(met_bbl_3=(0, 0)))
    tabel = vrij["figuur_5_4"].set_index(CEL)
    assert tabel.loc[("met", "bbl", 3), "reden"] == "geen personen"
    assert tabel["aandeel"].isna().sum() == 1


@pytest.mark.parametrize(
    ("teller", "reden", "getoond"),
    [
        (900, "", True),
        # "> 90 %" of 1000 is 901 to 990: nearer to either end than five, it is hidden.
        (905, "onderdrukt", False),
        (906, "> 90 %", False),
        (985, "> 90 %", False),
        (986, "onderdrukt", False),
        (100, "", True),
        (95, "onderdrukt", False),
        (94, "< 10 %", False),
        (15, "< 10 %", False),
        (14, "onderdrukt", False),
    ],
)
def test_a_share_over_ninety_percent_is_only_said_to_be_so(teller, reden, getoond):
    _, vrij, *_ = protected(tabel_5_kiesmbo=kiesmbo(man=(1000, teller), vrouw=(900, 450), totaal=(1900, teller + 450)))
    man = vrij["tabel_5_kiesmbo"].set_index("categorie").loc["man"]
    assert man["reden"] == reden
    assert pd.notna(man["aandeel"]) is getoond
    assert man["n"] == 1000


def test_over_ninety_percent_of_few_is_hidden():
    """Between 91 and 100 of 100 are less than ten numbers apart."""
    _, vrij, *_ = protected(tabel_5_kiesmbo=kiesmbo(man=(102, 92), vrouw=(1898, 908)), grenzen={"breedte": 12})
    assert vrij["tabel_5_kiesmbo"].set_index("categorie").loc["man", "reden"] == "onderdrukt"


@pytest.mark.parametrize(
    ("anders", "regel"),
    [
        ({"loon_grootste": 100_000.0}, None),
        ({"loon_grootste": 100_200.0}, "dominantie"),
        ({"studenten": 20, "n_loon": 20, "vast": 10}, None),
        ({"vast": 9}, "minimum"),
        ({"studenten": 19, "n_loon": 19, "vast": 9}, "minimum"),
    ],
)
def test_start_positions(anders, regel):
    _, vrij, _, oordelen = protected(figuur_k_startpositie=start(bouw=anders))
    tabel = vrij["figuur_k_startpositie"].set_index("opleidingsrichting")
    per_regel = oordelen.loc["figuur_k_startpositie", "onderdrukt"]
    if regel is None:
        assert per_regel.sum() == 0
        assert tabel["startloon"].notna().all()
    else:
        assert per_regel[regel] == 1
        # The total beside them would tell the one, so another goes too.
        weg = tabel.index[tabel["kans_vast" if "vast" in anders else "startloon"].isna()]
        assert "bouw" in weg
        assert len(weg) >= 2
        # Without both there is no start position.
        assert tabel.loc[weg, ["z_zoekduur", "z_vast", "startpositie"]].isna().all(axis=None)


def test_nearly_all_with_a_permanent_contract():
    anders = {"studenten": 310, "n_loon": 300, "vast": 280, "niet_vast": 20}
    _, vrij, *_ = protected(figuur_k_startpositie=start(bouw=anders))
    bouw = vrij["figuur_k_startpositie"].set_index("opleidingsrichting").loc["bouw"]
    assert bouw["reden"] == "> 90 %"
    assert bouw[["kans_vast", "z_vast", "startpositie"]].isna().all()
    assert bouw["startloon"] == 2000


@pytest.mark.parametrize(
    ("keuze", "coefficient", "n"),
    [
        ({"vrouw": (20, 10)}, True, True),
        ({"vrouw": (20, 11)}, False, False),
        ({"vrouw": (9, 4)}, False, False),
        ({"vrijheidsgraden": 10}, True, True),
        ({"vrijheidsgraden": 9}, False, False),
    ],
)
def test_estimates(keuze, coefficient, n):
    _, vrij, *_ = protected(tabel_b_0_2=estimates(**keuze))
    vrouw, anders = (vrij["tabel_b_0_2"].set_index("categorie").loc[rij] for rij in ("vrouw", "anders"))
    assert pd.notna(vrouw["coefficient"]) is coefficient
    assert (vrouw["sterren"] == "*") is coefficient
    assert pd.notna(vrouw["n"]) is n
    assert anders["reden"] == "geen personen"


@pytest.mark.parametrize(("weggelaten", "getoond"), [(9, False), (10, True)])
def test_persons_left_out_are_the_difference_with_the_size(weggelaten, getoond):
    """All leavers are known, so their number less N is who was left out."""
    tabel = estimates(weggelaten=weggelaten)
    regels = pd.DataFrame(
        {"cohort": [2021], "n": [600 + weggelaten], "klasse_ja": [300], "klasse_nee": [300 + weggelaten]}
    )
    regels = regels.assign(uren_ja=300, uren_nee=300 + weggelaten, beide=250, alleen_klasse=50, alleen_uren=50)
    regels = regels.assign(geen=250 + weggelaten)
    kolommen = [f"{regel}_{deel}" for regel in ("klasse", "uren") for deel in ("aandeel", "min", "max")]
    regels = regels.assign(**dict.fromkeys(kolommen, 0.5))
    _, vrij, aantallen, _ = protected(tabel_b_0_2=tabel, tabel_c_werkregels=regels)
    feiten = vrij["tabel_b_0_2"].set_index("categorie").loc[["n", "weggelaten"], "waarde"]
    assert feiten.notna().tolist() == [getoond, getoond]
    per_sekse = aantallen["tabel_b_0_2"].set_index("categorie").loc[["man", "vrouw"], "n"]
    assert per_sekse.notna().all() == getoond
    assert vrij["tabel_c_werkregels"]["n"].notna().all()


def last_year(tabel):
    """Return figure 5.4 as it left last year."""
    _, vrij, aantallen, _ = protected(figuur_5_4=tabel)
    return as_export("figuur_5_4", vrij["figuur_5_4"], aantallen["figuur_5_4"])


@pytest.mark.parametrize(("erbij", "getoond"), [(9, False), (10, True)])
def test_the_difference_with_the_export_of_last_year_is_a_cell(erbij, getoond):
    """Every cell grows by forty persons with work and forty without; one by `erbij` without."""
    nieuw = {f"{a}_{b}_{c}": (680, 340) for a in ("zonder", "met") for b in ("bol", "bbl") for c in (2, 3, 4)} | {
        "met_bbl_3": (640 + erbij, 340)
    }
    _, vrij, *_ = protected([last_year(background())], figuur_5_4=background(**nieuw))
    tabel = vrij["figuur_5_4"].set_index(CEL)
    assert pd.notna(tabel.loc[("met", "bbl", 3), "aandeel"]) is getoond
    assert tabel["aandeel"].isna().any() != getoond


def test_what_was_shown_before_cannot_protect():
    """The same persons, a stricter rule: the cell is known already, so the table does not leave; another does."""
    tabel = background(met_bbl_3=(100, 89))
    uit, vrij, _, oordelen = protected(
        [last_year(tabel)], figuur_5_4=tabel, tabel_5_kiesmbo=kiesmbo(), grenzen={"minimum": 12}
    )
    assert set(uit.geweigerd) == {"figuur_5_4"}
    assert oordelen.loc[("figuur_5_4", "secundair"), "oordeel"] == "niet vrijgegeven"
    assert vrij["figuur_5_4"][[*WAARDEN, "n"]].isna().all(axis=None)
    assert set(vrij["figuur_5_4"]["reden"]) == {"niet vrijgegeven"}
    assert vrij["tabel_5_kiesmbo"]["aandeel"].notna().all()


def steps(*stappen):
    """Return steps from (name, rows before, rows after, persons)."""
    kolommen = ["stap", "rijen_in", "rijen_uit", "personen_uit"]
    tabel = pd.DataFrame(stappen, columns=kolommen)
    return tabel.assign(volgorde=range(1, len(tabel) + 1), reden="r_" + tabel["stap"])


def merge(tabel, **eerder):
    kolommen = {"van": "rijen_in", "tot": "rijen_uit", "personen": "personen_uit"}
    uit = merge_steps(tabel, kolommen=kolommen, minimum=10, **eerder)
    return uit[["stap", "reden", "rijen_in", "rijen_uit", "personen_uit"]].to_numpy().tolist()


def test_small_steps_go_together():
    tabel = steps(
        ("a", 1000, 1000, 0), ("b", 1000, 995, 5), ("c", 995, 992, 3), ("d", 992, 820, 166), ("e", 820, 817, 3)
    )
    # 5 of b and 3 of c are still 8, so d takes them; the 3 of e, at the end, go with those before.
    assert merge(tabel) == [["a", "r_a", 1000, 1000, 0], ["e", "r_b; r_c; r_d; r_e", 1000, 817, 177]]
    alleen = steps(("a", 500, 480, 20), ("b", 480, 470, 10), ("c", 470, 470, 0))
    assert [rij[0] for rij in merge(alleen)] == ["a", "b", "c"]
    # Rows say as much as persons: four diplomas that are left out belong to four persons at most.
    assert [rij[0] for rij in merge(steps(("a", 500, 496, 0), ("b", 496, 400, 96)))] == ["b"]


def test_a_step_that_grew_by_few_since_the_last_export_goes_with_the_next():
    vorig = steps(("a", 500, 480, 20), ("b", 480, 400, 80))
    nu = steps(("a", 600, 571, 29), ("b", 571, 400, 171))
    assert [rij[0] for rij in merge(nu, eerder=[vorig])] == ["b"]
    assert [rij[0] for rij in merge(steps(("a", 600, 570, 30), ("b", 570, 400, 170)), eerder=[vorig])] == ["a", "b"]


def test_steps_of_the_export_go_together_by_all_earlier_ones():
    """Of the series alone; the second of two exports counts as the first, and a table without steps stays."""
    (naam,) = [product for product, regel in REGELS.producten.items() if regel.stappen]
    vorig = steps(("a", 500, 480, 20), ("b", 480, 400, 80))
    nu = steps(("a", 600, 571, 29), ("b", 571, 400, 171))

    def names(*eerder):
        uit = merged({naam: nu, "figuur_5_4": background()}, regels=REGELS, minimum=10, eerder=list(eerder))
        pd.testing.assert_frame_equal(uit["figuur_5_4"], background())
        return uit[naam]["stap"].tolist()

    assert names() == ["a", "b"]
    assert names({"figuur_5_4": background()}) == ["a", "b"]
    assert names({"figuur_5_4": background()}, {naam: vorig}) == ["b"]


def test_what_is_left_after_a_step_is_part_of_what_was_left_before():
    """Two steps are three populations in a row, the last that of the analyses; a product without steps has none."""
    (product,) = [product for product in REGELS.producten.values() if product.stappen]
    van, tot = product.stappen["van"], product.stappen["tot"]
    tabel = pd.DataFrame({"stap": ["a", "b"], van: [500, 480], tot: [480, 400]})
    namen = [product.universum, f"{product.universum}_a", product.stappen["over"]]
    assert populations_left(tabel, product, minimum=10) == [
        Difference(namen[1], namen[0], 10),
        Difference(namen[2], namen[1], 10),
    ]
    assert populations_left(tabel, REGELS.producten["figuur_5_4"], minimum=10) == []
