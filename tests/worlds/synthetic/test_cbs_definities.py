"""The definitions, applied to the written files with other means, give back exactly the population that was drawn."""

import pandas as pd
import pytest
from helpers.cbs_reading import SLEUTEL, crosswalk, diplomas, enrolled, of_year, parents_class
from helpers.cbs_world import COHORTEN

LEERWEG = {"1": "bol", "2": "bol_deeltijd", "3": "bbl", "4": "overig"}
# Steps of the attrition table in their order, after one diploma per person.
STAPPEN = ["zonder_koppeling", "niveau", "leerweg", "achtergrond_onbekend", "leeftijd", "uitstromer", "register"]
STAPPEN += ["terug_in_onderwijs", "kenmerk_onbekend"]


def one_diploma(tabel):
    tabel = tabel.drop_duplicates().assign(
        geen_hoofd=lambda t: t["selectiehoofddplmbo"] != "1",
        laag=lambda t: -t["niveau"].fillna("0").astype(int),
        vroeg=lambda t: -t["examendatummbo"].astype(int),
    )
    volgorde = [*SLEUTEL, "geen_hoofd", "laag", "vroeg", "oplnr", "brin_crypt", "typembodpl"]
    return tabel.sort_values(volgorde).drop_duplicates(SLEUTEL)


def fall_out(tabel, gba, bestanden, cohort):
    """The step at which each person falls out, by the definitions; empty for who stays."""
    tabel = tabel.merge(gba.assign(in_gba=True), on=SLEUTEL, how="left", validate="1:1")
    jaar, maand = (pd.to_numeric(tabel[f"gbageboorte{deel}"], errors="coerce") for deel in ("jaar", "maand"))
    in_gba = tabel["in_gba"].notna()
    leeftijd = (cohort + 1) - jaar - (maand > 10)
    geen_leeftijd = in_gba & ((jaar.fillna(0) == 0) | (maand.fillna(0) == 0))
    kenmerk = ~tabel["gbageslacht"].isin(["1", "2"]) | ~tabel["gbageneratie"].isin(["0", "1", "2"])
    redenen = [
        tabel["niveau"].isna(),
        ~tabel["niveau"].isin(["2", "3", "4"]),
        ~tabel["typembodpl"].map(LEERWEG).isin(["bol", "bbl"]),
        geen_leeftijd,
        in_gba & (leeftijd > 26),
        tabel["rinpersoon"].isin(enrolled(bestanden["inschrijvingen"], cohort + 1)),
        ~in_gba | (tabel["rinpersoons"] != "R"),
        tabel["rinpersoon"].isin(enrolled(bestanden["inschrijvingen"], cohort + 2)),
        kenmerk,
    ]
    stap = pd.Series("", index=tabel.index)
    for naam, reden in reversed(list(zip(STAPPEN, redenen, strict=True))):
        stap = stap.mask(reden, naam)
    return tabel.assign(stap=stap, leeftijd=leeftijd)


def october(bestanden, cohort):
    """The October records without interns; who works by rule klasse, and by rule uren."""
    banen = of_year(bestanden["banen"], cohort + 2)
    van, tot = f"{cohort + 2}1001", f"{cohort + 2}1031"
    banen = banen[(banen["sdatumaanvangiko"] <= tot) & (banen["sdatumeindeiko"] >= van) & (banen["ssoortbaan"] != "2")]
    klasse = pd.to_numeric(banen["swekarbduurklasse"])
    uren = banen.groupby("rinpersoon")["sbasisuren"].sum() * 7 / 31
    return set(banen.loc[klasse >= 2, "rinpersoon"]), set(uren[uren >= 12].index)


@pytest.fixture(scope="module", params=COHORTEN)
def cohort(request, microdata):
    jaar = request.param
    tabel = one_diploma(diplomas(microdata, jaar))
    tabel = fall_out(tabel, of_year(microdata["personen"], jaar + 2), microdata, jaar)
    (pad,) = [pad for pad in microdata["waarheid"] if pad.stem == str(jaar)]
    return jaar, tabel, pd.read_parquet(pad)


def test_population_background_and_work_are_the_truth(cohort, microdata):
    jaar, tabel, waar = cohort
    gevonden = tabel[tabel["stap"] == ""].sort_values(SLEUTEL, ignore_index=True)
    assert gevonden[SLEUTEL].to_numpy().tolist() == waar[SLEUTEL].to_numpy().tolist()
    assert gevonden["leeftijd"].tolist() == waar["leeftijd"].tolist()
    assert gevonden["typembodpl"].map(LEERWEG).tolist() == waar["leerweg"].tolist()
    for naam in ("oplnr", "bc", "brin_crypt", "opleidingsrichting"):
        assert gevonden[naam].tolist() == waar[naam].tolist()
    assert gevonden["niveau"].astype(int).tolist() == waar["niveau"].tolist()
    assert gevonden["gbageslacht"].map({"1": "man", "2": "vrouw"}).tolist() == waar["geslacht"].tolist()
    achtergrond = gevonden["gbageneratie"].map({"0": "zonder", "1": "met", "2": "met"})
    assert achtergrond.tolist() == waar["migratieachtergrond"].tolist()
    ouders = gevonden["rinpersoon"].map(parents_class(microdata, jaar + 1)).fillna("onbekend")
    assert ouders.tolist() == waar["opleiding_ouders"].tolist()
    klasse, uren = october(microdata, jaar)
    werkt = gevonden["rinpersoon"].isin(klasse)
    assert werkt.astype(int).tolist() == waar["werk_klasse"].tolist()
    # Both rules differ in both directions, or the comparison of rules would have nothing to show.
    op_uren = gevonden["rinpersoon"].isin(uren)
    assert (werkt & ~op_uren).any()
    assert (~werkt & op_uren).any()


def test_new_classification_stands_in_the_files_that_have_it(cohort):
    jaar, tabel, waar = cohort
    gevonden = tabel[tabel["stap"] == ""].sort_values(SLEUTEL, ignore_index=True)
    heeft = "gbageboortelandnl" in gevonden
    assert heeft == (jaar + 2 >= 2022)
    if heeft:
        zonder = (gevonden["gbageboortelandnl"] == "1") & (gevonden["gbaaantaloudersbuitenland"] == "0")
        assert zonder.map({True: "zonder", False: "met"}).tolist() == waar["herkomst_nieuw"].tolist()
        assert (waar["herkomst_nieuw"] != waar["migratieachtergrond"]).any()


def test_each_step_takes_out_whom_it_must(cohort, microdata):
    jaar, tabel, _ = cohort
    rollen = pd.read_parquet(microdata["rollen"][0]).query("cohort == @jaar").set_index("rol")["personen"]
    gevonden = tabel["stap"].value_counts()
    # Who took an earlier diploma on the way to a later cohort was enrolled when leaving was judged.
    eerder = len(tabel) - rollen.sum()
    assert (eerder > 0) == (jaar + 2 in COHORTEN)
    for stap in STAPPEN:
        assert gevonden[stap] == rollen[stap] + (eerder if stap == "uitstromer" else 0), stap
    assert gevonden[""] == rollen["analyse"]


def test_half_of_who_goes_on_from_level_2_to_4_is_there_after_four_years(microdata):
    """The letter says 50 percent; counted from the files over all cohorts that can be followed."""
    alle = {jaar: diplomas(microdata, jaar) for jaar in COHORTEN}
    vier = set(crosswalk(microdata).query("niveau == '4'")["oplnr"])
    door = haalt = 0
    for jaar in COHORTEN[:-4]:
        twee = one_diploma(alle[jaar]).query("niveau == '2' and typembodpl in ['1', '3']")
        op_vier = enrolled(microdata["inschrijvingen"], jaar + 1, oplnr=vier)
        wie = set(twee["rinpersoon"]) & op_vier
        later = pd.concat([alle[jaar + na] for na in range(1, 5)]).query("niveau == '4'")
        door, haalt = door + len(wie), haalt + len(wie & set(later["rinpersoon"]))
    assert door > 300
    assert haalt / door == pytest.approx(0.5, abs=0.02)
