"""Table B.0.2 and what stands beside it: rows, references, what is hidden, and estimates against statsmodels."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
import yaml
from helpers.project import ROOT
from products.logit_werk import as_categories, count_categories, logit_tables, merge_small, references, stars

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table

MODEL = yaml.safe_load((ROOT / "resources" / "logit_werk.yaml").read_text(encoding="utf-8"))
KENMERKEN = list(MODEL["kenmerken"])


def draw(n, zaad=11):
    """Draw leavers; nobody is under 16 or has sectorkamer vakmanschap, a few are 16, all nine of 26 work."""
    rng = np.random.default_rng(zaad)
    uit = pd.DataFrame(
        {
            "cohort": rng.choice([2018, 2019, 2020, 2021], n),
            "niveau": rng.choice([2, 3, 4], n),
            "leerweg": rng.choice(["bol", "bbl"], n),
            "leeftijd": rng.choice([17, 18, 20, 24], n, p=[0.1, 0.2, 0.5, 0.2]),
            "geslacht": rng.choice(["man", "vrouw"], n),
            "migratieachtergrond": rng.choice(["zonder", "met"], n, p=[0.7, 0.3]),
            "opleiding_ouders": rng.choice(["max_mbo3", "mbo4_havo_vwo", "bachelor", "master", "onbekend"], n),
            "sectorkamer": rng.choice(["handel", "techniek", "zorg", "onbekend"], n),
            "brin_crypt": rng.choice(list("ABCDEF"), n),
        }
    )
    uit.loc[:6, "leeftijd"] = 16
    uit.loc[10:18, "leeftijd"] = 26
    index = 0.4 + 0.7 * (uit["leerweg"] == "bbl") - 0.8 * (uit["migratieachtergrond"] == "met")
    uit["werk_klasse"] = (rng.random(n) < 1 / (1 + np.exp(-index))).astype(int)
    uit.loc[:1, "werk_klasse"] = [0, 1]
    uit.loc[10:18, "werk_klasse"] = 1
    return uit.assign(werk_uren=np.where(rng.random(n) < 0.1, 1 - uit["werk_klasse"], uit["werk_klasse"]))


@pytest.fixture(scope="module")
def analyse():
    return draw(3000)


@pytest.fixture(scope="module")
def tabellen(analyse):
    uit = logit_tables(analyse, model=MODEL, regel="klasse", minimum=10, zonder_cohorten=[2019, 2020])
    contracten = ROOT / "resources" / "contracts" / "tabellen"
    return {naam: check_table(tabel, load_contract(contracten / f"{naam}_binnen.yaml")) for naam, tabel in uit.items()}


def by_term(tabel):
    return tabel.set_index(["kenmerk", "categorie"])


def formula(personen, **hoe):
    """Fit the same model by a formula of statsmodels, without those whose age predicts the outcome."""
    # The seven of 16 are too few: they are counted with those of 17.
    personen = personen.assign(leeftijd=personen["leeftijd"].replace(16, 17))
    personen = personen[personen["leeftijd"] != 26].astype(dict.fromkeys(("cohort", "niveau", "leeftijd"), str))
    delen = [
        f"C({regel['kolom']}, Treatment('{'2018' if kenmerk == 'afstudeerjaar' else regel['referentie']}'))"
        for kenmerk, regel in MODEL["kenmerken"].items()
    ]
    return smf.logit(f"werk_klasse ~ {' + '.join(delen)} + C(brin_crypt)", personen).fit(disp=0, tol=1e-12, **hoe)


def term(hunne, kolom, categorie):
    (naam,) = [
        naam for naam in hunne.params.index if naam.startswith(f"C({kolom},") and naam.endswith(f"T.{categorie}]")
    ]
    return naam


def assert_equal(tabel, hunne):
    getoond = by_term(tabel)["coefficient"].dropna().drop(("model", "constante"))
    assert len(getoond) >= 14
    for (kenmerk, categorie), waarde in getoond.items():
        naam = term(hunne, MODEL["kenmerken"][kenmerk]["kolom"], categorie)
        assert waarde == pytest.approx(hunne.params[naam], abs=1e-6)
        assert by_term(tabel).loc[(kenmerk, categorie), "standaardfout"] == pytest.approx(hunne.bse[naam], abs=1e-6)


def test_rows_of_the_report_in_its_order(tabellen):
    tabel = tabellen["tabel_b_0_2"]
    assert tabel["kenmerk"].drop_duplicates().tolist() == [*KENMERKEN, "model"]
    assert not tabel.duplicated(["kenmerk", "categorie"]).any()
    leeftijd = tabel.loc[tabel["kenmerk"] == "leeftijd", "categorie"].tolist()
    assert leeftijd == ["onder_16", *map(str, range(16, 27))]
    # The year of the report's reference is not in these data; the first one is.
    referenties = by_term(tabel).query("referentie == 'ja'").index.tolist()
    assert referenties == [
        ("afstudeerjaar", "2018"), ("niveau", "2"), ("leerweg", "bol"), ("leeftijd", "20"), ("geslacht", "man"),
        ("migratieachtergrond", "zonder"), ("opleiding_ouders", "bachelor"), ("sectorkamer", "handel"),
    ]  # fmt: skip
    assert by_term(tabel).loc[referenties, "coefficient"].isna().all()


def test_estimates_equal_statsmodels(analyse, tabellen):
    hunne = formula(analyse)
    tabel = tabellen["tabel_b_0_2"]
    assert_equal(tabel, hunne)
    waarde = by_term(tabel).loc["model", "waarde"]
    assert waarde["n"] == hunne.nobs == 2991
    assert waarde["pseudo_r2"] == pytest.approx(hunne.prsquared, abs=1e-8)
    assert waarde["instellingen"] == 6


def test_counts_that_decide_what_may_be_shown(tabellen):
    leeftijd = by_term(tabellen["tabel_b_0_2"]).loc["leeftijd"]
    assert leeftijd.loc["onder_16", ["n_alle", "n"]].tolist() == [0, 0]
    # The nine of 26 all work: they are out of the sample.
    kolommen = ["n_alle", "n_ja_alle", "n_nee_alle", "n", "n_ja", "n_nee"]
    assert leeftijd.loc["26", kolommen].tolist() == [9, 9, 0, 0, 0, 0]
    # An empty estimate beside their number would say that one of their outcomes is small.
    assert leeftijd.loc["16", ["n_alle", "n", "samen_met"]].tolist() == [0, 0, "17"]
    assert leeftijd["samen_met"].drop("16").eq("").all()
    assert tabellen["tabel_b_0_2_marginaal"].set_index("categorie").loc["16", "samen_met"] == "17"
    model = by_term(tabellen["tabel_b_0_2"]).loc["model"]
    assert model.loc[["n", "weggelaten"], "waarde"].tolist() == [2991, 9]
    assert model.loc["weggelaten", "totaal"] == 3000
    # 3 years, 2 levels, 1 leerweg, 3 ages, 1 sex, 1 background, 4 of parents, 3 sectors, 5 institutions, 1 constant.
    assert leeftijd["vrijheidsgraden"].eq(2991 - 24).all()


def test_variants(analyse, tabellen):
    per_variant = dict(tuple(tabellen["tabel_b_0_2_robuust"].groupby("variant")))
    assert set(per_variant) == {"basis", "andere_regel", "geclusterd", "zonder_2019_2020"}
    kolommen = ["kenmerk", "categorie", "coefficient", "standaardfout", "p", "sterren", "n", "waarde"]
    basis = per_variant["basis"].reset_index(drop=True)
    pd.testing.assert_frame_equal(basis[kolommen], tabellen["tabel_b_0_2"][kolommen])
    groepen = pd.factorize(analyse.loc[analyse["leeftijd"] != 26, "brin_crypt"])[0]
    assert_equal(per_variant["geclusterd"], formula(analyse, cov_type="cluster", cov_kwds={"groups": groepen}))
    assert_equal(per_variant["zonder_2019_2020"], formula(analyse[~analyse["cohort"].isin([2019, 2020])]))


def test_the_other_rule_is_the_table_by_that_rule(analyse, tabellen):
    uren = logit_tables(analyse, model=MODEL, regel="uren", minimum=10, zonder_cohorten=[2019, 2020])["tabel_b_0_2"]
    robuust = tabellen["tabel_b_0_2_robuust"]
    andere = robuust[robuust["variant"] == "andere_regel"].reset_index(drop=True)
    pd.testing.assert_series_equal(andere["coefficient"], uren["coefficient"], check_index=False)
    assert by_term(andere).loc[("leerweg", "bbl"), "coefficient"] != pytest.approx(
        by_term(tabellen["tabel_b_0_2"]).loc[("leerweg", "bbl"), "coefficient"], abs=0.01
    )


def test_without_other_cohorts_there_is_no_such_variant(analyse):
    alleen = analyse[analyse["cohort"].isin([2019, 2020])]
    robuust = logit_tables(alleen, model=MODEL, regel="klasse", minimum=10, zonder_cohorten=[2019, 2020])
    assert set(robuust["tabel_b_0_2_robuust"]["variant"]) == {"basis", "andere_regel", "geclusterd"}


def test_marginal_effects_of_two_way_characteristics_equal_statsmodels(analyse, tabellen):
    hunne = formula(analyse)
    hun = hunne.get_margeff(at="overall", dummy=True).summary_frame()
    tabel = by_term(tabellen["tabel_b_0_2_marginaal"])
    for kenmerk, categorie in (("leerweg", "bbl"), ("geslacht", "vrouw"), ("migratieachtergrond", "met")):
        rij, hun_rij = tabel.loc[(kenmerk, categorie)], hun.loc[term(hunne, kenmerk, categorie)]
        assert rij[["effect", "standaardfout", "effect_min", "effect_max", "p"]].tolist() == pytest.approx(
            hun_rij.drop("z").iloc[[0, 1, 3, 4, 2]].tolist(), abs=1e-8
        )
    coefficienten = tabellen["tabel_b_0_2"].query("kenmerk != 'model'")["coefficient"]
    assert tabel["effect"].isna().tolist() == coefficienten.isna().tolist()


def test_a_reference_with_too_few_persons_gives_way_to_the_first_with_enough():
    personen = as_categories(
        draw(400).assign(leerweg="bbl", werk_klasse=[0, 1] * 200, leeftijd=[20] * 12 + [19] * 100 + [21] * 288),
        model=MODEL,
    )
    aantallen = count_categories(personen, model=MODEL, uitkomst="werk_klasse")
    uit = references(aantallen, model=MODEL, minimum=10)
    assert (uit["leerweg"], uit["leeftijd"], uit["geslacht"]) == ("bbl", "19", "man")


def test_stars_on_either_side_of_each_border():
    p = pd.Series([0.0, 0.000999, 0.001, 0.00999, 0.01, 0.0499, 0.05, 0.0999, 0.1, np.nan])
    assert stars(p, model=MODEL).tolist() == ["****", "****", "***", "***", "**", "**", "*", "*", "", ""]


def merged(personen, **delen):
    """Return the sectorkamers after merging, and what went where, of persons with and without work by either rule."""
    alles = pd.Series(data=True, index=personen.index)
    samen, waarheen = merge_small(personen, [alles, *delen.values()], model=MODEL, minimum=10)
    return samen["sectorkamer"].value_counts().to_dict(), waarheen


def sectors(**aantallen):
    """Return persons per sectorkamer, `(with, without)` work by both rules; all of them are twenty."""
    rijen = [
        (kamer, werk, werk)
        for kamer, paar in aantallen.items()
        for werk, aantal in zip((1, 0), paar, strict=True)
        for _ in range(aantal)
    ]
    uit = pd.DataFrame(rijen, columns=["sectorkamer", "werk_klasse", "werk_uren"])
    return uit.assign(**{kenmerk: "20" for kenmerk in MODEL["kenmerken"] if kenmerk != "sectorkamer"})


@pytest.mark.parametrize(("nee", "samen"), [(9, True), (10, False)])
def test_a_category_with_few_in_an_outcome_goes_with_its_neighbour(nee, samen):
    aantallen, waarheen = merged(sectors(handel=(50, 50), vakmanschap=(90, 30), onbekend=(40, nee)))
    assert waarheen == ({("sectorkamer", "onbekend"): "vakmanschap"} if samen else {})
    assert aantallen["vakmanschap"] == (120 + 40 + nee if samen else 120)


def test_one_classification_for_all_samples_and_either_rule():
    """Ten without work in all, nine in the sample without some cohorts: merged everywhere."""
    personen = sectors(handel=(50, 50), vakmanschap=(90, 30), onbekend=(40, 10))
    deel = pd.Series(data=True, index=personen.index)
    deel[personen.index[personen["sectorkamer"] == "onbekend"][-1]] = False
    assert merged(personen, deel=deel)[1] == {("sectorkamer", "onbekend"): "vakmanschap"}
    anders = personen.assign(werk_uren=personen["werk_uren"].where(deel, 1))
    assert merged(anders)[1] == {("sectorkamer", "onbekend"): "vakmanschap"}


def test_neighbours_in_a_row_end_in_the_same_category():
    personen = sectors(handel=(50, 50)).assign(leeftijd=["onder_16"] * 2 + ["16"] * 3 + ["17"] * 4 + ["18"] * 91)
    samen, waarheen = merge_small(personen, [pd.Series(data=True, index=personen.index)], model=MODEL, minimum=10)
    assert set(waarheen.values()) == {"18"}
    assert len(waarheen) == 3
    assert samen["leeftijd"].eq("18").all()


def test_two_categories_that_go_each_keep_their_own_neighbour():
    personen = sectors(handel=(50, 50), vakmanschap=(90, 30), onbekend=(40, 9))
    personen = personen.assign(leeftijd=["16"] * 5 + ["17"] * 100 + ["18"] * (len(personen) - 105))
    _, waarheen = merge_small(personen, [pd.Series(data=True, index=personen.index)], model=MODEL, minimum=10)
    assert waarheen[("sectorkamer", "onbekend")] == "vakmanschap"
    assert waarheen[("leeftijd", "16")] == "17"
