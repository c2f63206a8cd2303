"""The numbers of the report, counted again in the written files of the synthetic plans and JOB-monitor."""

import numpy as np
import pandas as pd
import pytest
import yaml
from helpers.duo_world import RES
from helpers.survey_files import (
    BASIS,
    doelen,
    half_up,
    number,
    own_students,
    plan,
    quantiles,
    satisfied,
    survey,
    targets,
)

PUBLICATIE = doelen(yaml.safe_load((RES / "kalibratie_enquetes.yaml").read_text(encoding="utf-8")))
STREEF = [
    (naam.rsplit("_", 1), niveau, plek) for naam in PUBLICATIE["streefwaarden"] for plek, niveau in enumerate("1234")
]
# The tables as printed: pas toe, leg uit, onduidelijk (per cent), and n.
GEDRUKT = {
    "2.1.1": (92, 2, 6, 53), "2.1.1a": (70, 6, 25, 53), "2.1.1b": (77, 4, 19, 53), "2.1.1c": (77, 6, 17, 53),
    "2.1.1d": (75, 4, 21, 53), "2.1.1e": (31, 2, 67, 52), "2.1.2": (85, 4, 11, 53), "2.1.3": (83, 8, 10, 52),
    "2.1.4": (47, 42, 11, 53), "2.1.5": (73, 13, 13, 52), "2.2.1": (77, 8, 15, 52), "2.2.2": (90, 2, 8, 52),
    "2.2.3": (89, 6, 6, 53), "2.2.4": (79, 9, 11, 53), "2.2.5": (77, 8, 15, 53), "2.2.6": (77, 11, 11, 53),
    "2.2.7": (83, 9, 8, 53), "2.2.8a": (75, 4, 21, 52), "2.2.8b": (79, 6, 15, 53), "2.2.9": (83, 4, 13, 53),
    "2.3.1a": (75, 19, 6, 52), "2.3.1b": (43, 15, 42, 53), "2.3.2": (70, 19, 11, 53), "2.3.3": (79, 17, 4, 53),
    "2.3.4": (85, 8, 8, 53), "2.3.5": (81, 17, 2, 53), "2.3.6": (68, 26, 6, 53),
}  # fmt: skip


@pytest.fixture(scope="session")
def streef(map_, wereld, fusies):
    return targets(map_, wereld, fusies)


@pytest.mark.parametrize(("naam", "niveau", "plek"), STREEF)
def test_targets_per_level(streef, naam, niveau, plek):
    indicator, leerweg = naam
    rijen = streef[(streef["indicator"] == indicator) & (streef["leerweg"] == leerweg) & (streef["niveau"] == niveau)]
    gedrukt = {k: v[plek] for k, v in PUBLICATIE["streefwaarden"]["_".join(naam)].items()}
    assert len(rijen) == gedrukt["n"]
    assert half_up(np.average(rijen["waarde"], weights=rijen["n"])) == round(100 * gedrukt["gemiddelde"])
    assert half_up(rijen["waarde"].min()) == round(100 * gedrukt["minimum"])
    assert half_up(rijen["waarde"].max()) == round(100 * gedrukt["maximum"])


@pytest.mark.parametrize("naam", PUBLICATIE["verschillen"])
def test_target_minus_start(streef, job, naam):
    vraag, leerwegen = (naam, ["bol", "bbl"]) if naam == "hulp_keuze" else (naam.rsplit("_", 1)[0], [naam[-3:]])
    start = satisfied(job[2022][job[2022]["leerweg"].isin(leerwegen)], vraag, "instelling")
    eigen = streef[(streef["indicator"] == vraag) & streef["leerweg"].isin(leerwegen)]
    som = eigen.groupby("instelling")[["product", "n"]].sum()
    verschil = (som["product"] / som["n"] - start).reindex(start.index)
    gedrukt = PUBLICATIE["verschillen"][naam]
    for rij, waarden in (("gegeven", verschil.dropna()), ("gelijk_gebleven", verschil.fillna(0))):
        for gevonden, verwacht in zip(quantiles(waarden), gedrukt[rij], strict=True):
            assert verwacht is None or half_up(gevonden) == verwacht
    assert len(start) == {"begeleiding_leerbedrijf_bbl": 47}.get(naam, 51)


@pytest.mark.parametrize("vraag", PUBLICATIE["job_2022"])
def test_satisfaction_of_2022_per_level(job, vraag):
    per = satisfied(job[2022], vraag, ["leerweg", "niveau"])
    for leerweg, gedrukt in PUBLICATIE["job_2022"][vraag].items():
        assert [half_up(aandeel) for aandeel in per[leerweg]] == [round(100 * waarde) for waarde in gedrukt]


def test_school_asks_only_bol_about_its_guidance(job):
    bbl = job[2022]["leerweg"] == "bbl"
    assert job[2022].loc[bbl, "begeleiding_school_stage"].isna().all()
    assert (job[2022].loc[~bbl, "begeleiding_school_stage"] == 9).sum() > 0


def test_weights_bring_respondents_to_the_students_of_file_a(job, wereld, fusies):
    verwacht = own_students(wereld)
    eigen = job[2022].groupby(["instelling", "leerweg", "niveau"])["gewicht"].sum()
    samen = eigen.drop(list(fusies.values()), level=0)
    naast = verwacht.rename_axis(samen.index.names).reindex(samen.index)
    assert (samen - naast).abs().max() < 0.5


@pytest.mark.parametrize(("doelstelling", "gedrukt"), PUBLICATIE["besteding"].items())
def test_spending(map_, doelstelling, gedrukt):
    rijen = plan(map_, "begroting")
    bedrag = rijen.assign(bedrag=number(rijen["bedrag"])).pivot_table(
        index="instelling", columns="doelstelling", values="bedrag"
    )
    doelen_ = [naam for naam in bedrag if "." in naam]
    goed = bedrag[(bedrag[doelen_].sum(axis=1) - bedrag["totaal"]).abs() < 1]
    assert len(goed) == 53
    assert "98AA" not in goed.index
    teller = goed[["2.1", "2.2", "2.3"]].sum(axis=1) if doelstelling == "prioriteit_2" else goed[doelstelling]
    aandeel = 100 * teller / goed["totaal"]
    assert [round(waarde, 1) for waarde in (aandeel.mean(), aandeel.min(), aandeel.max())] == [
        pytest.approx(round(waarde + 1e-9, 1)) for waarde in gedrukt
    ]
    assert (aandeel == 0).sum() == (2 if doelstelling == "2.3" else 0)
    if doelstelling == "2.2":
        # Stata's xtile of 53 values: the 14 lowest and the 13 highest.
        rij = aandeel.sort_values().index
        soort = plan(map_, "instellingen").set_index("instelling")["soort"]
        assert [(soort[rij[:14]] == "roc").sum(), (soort[rij[-13:]] == "roc").sum()] == [12, 8]


@pytest.mark.parametrize("maatregel", GEDRUKT)
def test_measures(map_, maatregel):
    alle = plan(map_, "maatregelen")
    assert sorted(alle["maatregel"].unique()) == sorted(GEDRUKT)
    rijen = alle[alle["maatregel"] == maatregel]
    tel = rijen["oordeel"].value_counts()
    *gedrukt, n = GEDRUKT[maatregel]
    assert len(rijen) == n
    assert [half_up(100 * tel[oordeel] / n) for oordeel in ("pas toe", "leg uit", "onduidelijk")] == gedrukt
    assert (rijen["vorm"] == "").sum() == n - tel["pas toe"]


def test_institutions_without_bbl_explain_measures_on_bbl(map_):
    zonder = plan(map_, "instellingen").query("bbl_aanbod == 'nee'")["instelling"]
    rijen = plan(map_, "maatregelen").query("maatregel == '2.3.3'").set_index("instelling")["oordeel"]
    assert set(rijen.reindex(zonder).dropna()) == {"leg uit"}


def test_partners_own_indicators_and_tailor_made_programmes(map_):
    samen = plan(map_, "samenwerking").query("doelstelling == '2.2'")["partner"].value_counts()
    assert samen.to_dict() == {
        "bedrijfsleven": 38, "mbo": 29, "gemeente": 22, "antidiscriminatievoorziening": 7, "vo": 5, "hbo": 3,
    }  # fmt: skip
    plannen = plan(map_, "instellingen")
    kolommen = ["stagevergoeding_genoemd", "eigen_indicator_2_1", "eigen_indicator_2_2", "eigen_indicator_2_3"]
    assert (plannen[kolommen] == "ja").sum().tolist() == [28, 24, 31, 28]
    maatwerk = plan(map_, "maatwerk")
    aanbod = maatwerk.drop_duplicates("instelling")["aanbod"].value_counts()
    assert aanbod.to_dict() == {"ja": 42, "onbekend": 9, "ambitie": 4}
    assert set(maatwerk["instelling"]) == set(plannen["instelling"])
    domeinen = maatwerk[maatwerk["domein"] != ""].drop_duplicates(["instelling", "domein"])["domein"].value_counts()
    assert domeinen[["Alle domeinen", "Zorg en Welzijn", "Techniek"]].tolist() == [8, 19, 18]
    assert (domeinen.sum(), len(domeinen)) == (112, 24)
    tempo = maatwerk[maatwerk["flexibiliteit"] == "tempo"]
    assert (tempo["instelling"].nunique(), set(tempo["aanbod"])) == (39, {"ja"})


def test_reasons_belong_to_what_is_explained_and_who_has_no_bbl_says_so(map_):
    tabel = plan(map_, "maatregelen")
    assert tabel["reden"].ne("").equals(tabel["oordeel"].eq("leg uit"))
    assert set(tabel.loc[tabel["reden"] == "geen bbl", "maatregel"]) == {"2.3.1a", "2.3.2", "2.3.3"}
    toegelicht = tabel["nieuw_toelichting"] != ""
    assert set(tabel.loc[toegelicht, "vorm"]) == {"nieuw"}
    assert 0.5 < toegelicht.sum() / (tabel["vorm"] == "nieuw").sum() < 0.7


def test_texts_of_measures_belong_to_the_codes_of_the_contract():
    domeinen = yaml.safe_load((RES / "contracts" / "domeinen.yaml").read_text(encoding="utf-8"))
    teksten = pd.read_csv(RES / "maatregelen.csv", dtype=str)
    assert teksten["code"].tolist() == domeinen["plan_maatregel"]
    assert teksten["doelstelling"].equals(teksten["code"].str[:3])
    assert teksten.query("verplicht == 'ja'")["code"].tolist() == ["2.1.1", "2.2.8a", "2.2.8b"]


def test_surveys_use_the_code_of_their_own_year(map_, fusies):
    codes = {jaar: set(survey(map_, jaar)["instelling"]) for jaar in (2022, 2024)}
    # 98AB got another code on 1 January 2024; 98AA merged in August of that year, after the survey.
    assert {"98AA", "98AB"} <= codes[2022]
    assert fusies["98AB"] not in codes[2022]
    assert {"98AA", fusies["98AB"]} <= codes[2024]
    assert "98AB" not in codes[2024]


def test_parts_of_a_merged_institution_have_targets_of_their_own(map_, fusies, streef):
    rijen = plan(map_, "streefwaarden").query("meting == '2024' and eenheid == 'percentage'")
    sleutel = ["indicator", "leerweg", "niveau"]
    vandaag = fusies["98AA"]
    oud, nieuw = (rijen[rijen["instelling"] == code].set_index(sleutel)["waarde"] for code in ("98AA", vandaag))
    beide = oud.index.intersection(nieuw.index)
    assert (number(oud[beide]) > number(nieuw[beide])).all()
    doel = pd.read_parquet(map_ / BASIS["doelen"]).assign(niveau=lambda tabel: tabel["niveau"].astype(str))
    doel = doel[doel["vandaag"] == vandaag].set_index(sleutel)["waarde"]
    samen = streef[streef["instelling"] == vandaag].set_index(sleutel)["waarde"]
    assert set(samen.index) == set(doel.index)
    assert ((samen - doel).abs() < 0.11).all()


def test_the_second_reading_has_no_five_point_values(map_):
    rijen = plan(map_, "streefwaarden")
    vijf = rijen[rijen["eenheid"] == "vijfpuntsschaal"]
    assert set(vijf["meting"]) == {"2024"}
    assert vijf.groupby("indicator")["instelling"].nunique().to_dict() == {
        "hulp_keuze": 3, "begeleiding_school_stage": 2, "begeleiding_leerbedrijf": 2,
    }  # fmt: skip
    assert number(vijf["waarde"]).between(1, 5).all()
    assert number(rijen.loc[rijen["meting"] == "2025", "waarde"]).between(27, 100).all()
