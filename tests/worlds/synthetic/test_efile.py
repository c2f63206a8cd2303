"""The synthetic e-file, counted from its files without the project's readers, against the published synthesis."""

import numpy as np
import pandas as pd
import pytest
import yaml
from helpers.duo_world import RES, contract, read, run

KALIBRATIE = RES / "kalibratie_synthese.yaml"
DOELEN = {doel["naam"]: doel for doel in yaml.safe_load(KALIBRATIE.read_text(encoding="utf-8"))["doelen"]}
# The table of the synthesis as printed, mirrored back to the source.
GEDRUKT = {
    "uitstroom_werk_niveau_1_2": (63, 62, 71),
    "mentale_gezondheid": (17, 11, 15), "voortijdig_schoolverlaten": (7, 6, 5), "eerstejaarssucces_mbo": (82, 83, 84),
    "eerstejaarssucces_hbo": (80, 81, 79), "nederlands_ce": (78, 77, 85), "nederlands_ie": (97, 97, 92),
    "rekenen_examen": (91, 89, 71), "werkdruk": (50, 44, 35), "lc_ld": (47, 49, 57), "uitstroom_starters": (36, 39),
    "practoraat": (63, 78, 92),
}  # fmt: skip
STREEF = {"veilig_op_school": 85, "begeleiding_opleiding": 59, "lessen_nederlands": 53, "lessen_rekenen": 52,
          "lessen_burgerschap": 53}  # fmt: skip
CIJFERS = {"ontwikkelmogelijkheden": (6.5, 6.9, 7.1), "blijven_werken": (7.8, 8.0, 8.2)}
CODES = [f"{nummer:02d}AA" for nummer in range(10, 65)]
# The rule for later years by hand: half of 17 to 11, then a quarter; 42 of 54 institutions after 34.
VERDER = {
    "mentale_gezondheid": {2026: 8.0, 2027: 6.5}, "lc_ld": {2025: 50.0, 2026: 50.5},
    "uitstroom_werk_niveau_1_2": {2023: 61.5, 2024: 61.25}, "practoraat": {2026: 4600 / 54, 2027: 4800 / 54},
}  # fmt: skip
TWEEJAARLIJKS = {"werkdruk", "ontwikkelmogelijkheden", "blijven_werken"}
PAD = "results/synthetic/raw/efile/{}.csv"


@pytest.fixture(scope="module")
def efile(tmp_path_factory):
    """Write the three files of a world of 55 institutions, one of which takes in another in August 2024.

    `later` are the values of two years later.
    """
    map_, rng = tmp_path_factory.mktemp("efile"), np.random.default_rng(5)
    instellingen = pd.DataFrame({"vandaag": CODES, "instelling": CODES, "type": "roc", "datum": ""}).assign(
        provincie=rng.choice(["Utrecht", "Drenthe"], 55), plaats=rng.choice(["Ulmstad", "Tweekerk", "Westermo"], 55)
    )
    opgegaan = instellingen.iloc[[3]].assign(instelling="98AA", type="opgegaan", datum="2024-08-01")
    pd.concat([instellingen, opgegaan]).to_parquet(map_ / "instellingen.parquet")
    pd.DataFrame({"instelling": CODES, "studenten": rng.integers(500, 20000, 55)}).to_parquet(map_ / "opzet.parquet")
    job = pd.DataFrame([(code, vraag) for code in CODES for vraag in STREEF], columns=["vandaag", "vraag"])
    job = job.assign(leerweg="bol", gewicht=1000.0, tevreden=rng.uniform(400, 600, len(job)))
    for jaar in (2022, 2025):
        job.to_parquet(map_ / f"job_{jaar}.parquet")
    begroting = "".join(f'"{code}";"totaal";"{1000000 + nummer},00"\n' for nummer, code in enumerate(CODES))
    (map_ / "begroting.csv").write_text('"instelling";"doelstelling";"bedrag"\n' + begroting, encoding="utf-8")
    basis = {"kalibratie": KALIBRATIE, "indicatoren": RES / "indicatoren.yaml", "instellingen": "instellingen.parquet"}
    basis |= {"domeinen": RES / "contracts" / "domeinen.yaml", "contract_plan_begroting": contract("plan_begroting")}
    eigen = {"kalibratie_wereld": RES / "kalibratie.yaml", "opzet": "opzet.parquet"}
    eigen |= {"job": ["job_2022.parquet", "job_2025.parquet"], "begroting": "begroting.csv"}
    bestanden = {"later": ("waarden", 2027)} | {naam: (naam, 2025) for naam in ("waarden", "besteding", "maatregelen")}
    for naam, (soort, jaar) in bestanden.items():
        bron = f"efile_{soort}"
        run(map_, bron, basis | eigen | {"contract": contract(bron)}, {bron: PAD.format(naam)}, zaad=1, jaar=jaar)
    tabellen = {naam: read(map_ / PAD.format(naam)) for naam in bestanden}
    # Values of a part of the students stand apart.
    geheel = {naam: tabellen[naam].query("leerweg == '' and niveau == ''") for naam in ("waarden", "later")}
    return tabellen | geheel | {"delen": tabellen["waarden"].drop(geheel["waarden"].index)}


def means(tabel):
    """Mean per indicator, soort and year over institutions of today; parts of a merger weighted by their persons."""
    tabel = tabel.replace({"instelling": {"98AA": CODES[3]}})
    tabel = tabel.assign(
        waarde=tabel["waarde"].astype(float),
        gewicht=pd.to_numeric(tabel["n"]).fillna(1),
        jaar=tabel["jaar"].astype(int),
    )
    tabel["deel"] = tabel["waarde"] * tabel["gewicht"]
    sleutel = ["indicator", "soort", "jaar", "instelling"]
    som = tabel.groupby(sleutel)[["deel", "gewicht"]].sum()
    hoogste = tabel.groupby(sleutel)["waarde"].max()
    waarde = (som["deel"] / som["gewicht"]).where(som.index.get_level_values("indicator") != "practoraat", hoogste)
    return waarde.groupby(sleutel[:3]).agg(["mean", "size"])


@pytest.fixture(scope="module")
def gemiddeld(efile):
    return means(efile["waarden"])


@pytest.mark.parametrize("indicator", GEDRUKT)
def test_percentages_come_out_as_printed(gemiddeld, indicator):
    laatste = gemiddeld.loc[indicator].reset_index().drop_duplicates("soort", keep="last").set_index("soort")["mean"]
    gevonden = [int(np.floor(laatste[soort] + 0.5)) for soort in ("start", "recent", "streef") if soort in laatste]
    assert tuple(gevonden) == GEDRUKT[indicator]


@pytest.mark.parametrize("indicator", CIJFERS)
def test_marks_come_out_as_printed(gemiddeld, indicator):
    reeks = gemiddeld.loc[indicator, "mean"].groupby("soort").last()
    assert tuple(round(reeks[soort], 1) for soort in ("start", "recent", "streef")) == CIJFERS[indicator]


@pytest.mark.parametrize("indicator", STREEF)
def test_targets_of_survey_questions_come_out_as_printed(gemiddeld, indicator):
    assert round(gemiddeld.loc[(indicator, "streef", 2027), "mean"]) == STREEF[indicator]


def test_half_way_is_reached_on_exact_decimals(gemiddeld):
    for indicator in ("voortijdig_schoolverlaten", "eerstejaarssucces_mbo", "blijven_werken"):
        start, recent, streef = (
            gemiddeld.loc[indicator, "mean"].groupby("soort").last()[s] for s in ("start", "recent", "streef")
        )
        assert (recent - start) / (streef - start) > 0.5


def test_practoraten_per_year(efile):
    tabel = efile["waarden"].query("indicator == 'practoraat' and instelling != '98AA'")
    per_jaar = tabel.groupby("jaar")["waarde"].agg([lambda w: (w == "100.0").sum(), "size"])
    assert {int(jaar): list(rij) for jaar, rij in zip(per_jaar.index, per_jaar.to_numpy().tolist(), strict=True)} == (
        DOELEN["practoraat"]["waarde"]
    )


def test_a_later_merger_stands_under_both_codes_until_its_day(efile):
    rijen = efile["waarden"].query("instelling == '98AA'")
    assert set(rijen["jaar"]) <= {"2021", "2022", "2023"}
    samen = (
        efile["waarden"].query("indicator == 'voortijdig_schoolverlaten' and soort == 'start'").set_index("instelling")
    )
    assert float(samen.loc["98AA", "waarde"]) > float(samen.loc[CODES[3], "waarde"])


def test_gaps_are_rows_that_are_not_there(gemiddeld):
    kalibratie = yaml.safe_load(KALIBRATIE.read_text(encoding="utf-8"))["aannames"]["indicatoren"]
    for indicator, regels in kalibratie.items():
        aantal = gemiddeld.loc[indicator].groupby("soort")["size"].last()
        assert aantal["streef"] == regels["n"][2] if regels["n"][2] else "streef" not in aantal
        if regels["n"][0]:
            assert [aantal["start"], aantal["recent"]] == regels["n"][:2]
    assert ("uitstroom_starters", "streef") not in {rij[:2] for rij in gemiddeld.index}


def test_institutions_keep_their_place(efile):
    tabel = efile["waarden"].query("indicator == 'lc_ld' and instelling != '98AA'")
    breed = tabel.assign(waarde=tabel["waarde"].astype(float)).pivot_table(
        index="instelling", columns="soort", values="waarde"
    )
    assert 0.7 < breed["start"].corr(breed["recent"]) < 0.97
    # The widest spread of all percentages.
    assert breed["start"].std() > 10


@pytest.fixture(scope="module")
def erbij(efile):
    """The rows that two more years add; the others are still there."""
    samen = efile["later"].merge(efile["waarden"], how="outer", indicator="waar")
    assert "right_only" not in set(samen["waar"])
    return samen[samen["waar"] == "left_only"]


def test_later_years_go_on_from_those_before_by_the_rule(efile, erbij):
    assert set(erbij["soort"]) == {"recent"}
    gemeten = set(efile["waarden"].query("soort == 'recent'")["indicator"])
    assert gemeten - set(erbij["indicator"]) == TWEEJAARLIJKS | {"veilig_op_school"}
    gemiddeld = means(erbij)["mean"]
    for indicator, jaren in VERDER.items():
        assert gemiddeld[indicator, "recent"].to_dict() == pytest.approx(jaren, abs=0.01)


def test_later_years_are_of_the_same_institutions_in_the_same_places(efile, erbij):
    eerder = efile["waarden"].query("indicator == 'lc_ld' and soort == 'recent'").set_index("instelling")
    for jaar in ("2025", "2026"):
        later = erbij[(erbij["indicator"] == "lc_ld") & (erbij["jaar"] == jaar)].set_index("instelling")
        assert sorted(later.index) == sorted(eerder.index)
        assert (later["n"] == eerder["n"].reindex(later.index)).all()
        assert 0.5 < later["waarde"].astype(float).corr(eerder["waarde"].astype(float)) < 0.97


def test_spending_is_28_per_cent_of_the_budget(efile):
    tabel = efile["besteding"].assign(bedrag=efile["besteding"]["bedrag"].astype(float))
    budget = tabel["instelling"].map({code: 1000000 + nummer for nummer, code in enumerate(CODES)})
    aandeel = 100 * tabel["bedrag"] / budget
    per_instelling = aandeel.groupby(tabel["instelling"]).sum()
    assert per_instelling.mean() == pytest.approx(28, abs=0.05)
    assert [(per_instelling < 20).sum(), (per_instelling > 30).sum()] == [6, 2]
    per_doel = aandeel.groupby(tabel["doelstelling"]).sum() / len(CODES)
    uitzonderingen = {"1.2": 3, "1.3": 5, "3.3": 6}
    assert {doel: round(per_doel[doel]) for doel in uitzonderingen} == uitzonderingen
    assert per_doel.drop(list(uitzonderingen)).round().between(1, 2).all()
    assert len(per_doel) == 12


def test_progress_and_effect_as_institutions_report(efile):
    tabel = efile["maatregelen"].query("maatregel == ''")
    volgens = (tabel["voortgang"] == "zoals verwacht").groupby(tabel["doelstelling"]).mean()
    goed = tabel["effectiviteit"].isin(["heel effectief", "een beetje effectief"]).groupby(tabel["doelstelling"]).mean()
    for gevonden, naam in ((volgens, "voortgang"), (goed, "effectief")):
        for onderdeel, aandeel in DOELEN[naam]["waarde"].items():
            assert gevonden[onderdeel] == pytest.approx(aandeel, abs=DOELEN[naam]["tolerantie"])
    andere = volgens.drop(list(DOELEN["voortgang"]["waarde"]))
    assert andere.between(0.8, 0.9).all()
    wisselt = (tabel["effectiviteit"] == "wisselt per activiteit").groupby(tabel["doelstelling"]).mean()
    assert round(100 * wisselt["3.3"]) == 44
    # A part of 1.3 is reported, never 1.3 itself.
    assert not (tabel["doelstelling"] == "1.3").any()


def test_single_measures_as_institutions_chose_them(efile):
    """90 and 78 percent of 54 institutions, and 85 percent that takes at least five of six: typed here."""
    tabel = efile["maatregelen"].query("maatregel != ''")
    ja = tabel["gekozen"].eq("ja").groupby(tabel["maatregel"]).mean()
    assert (round(100 * ja["1.2.1"]) in (90, 91), round(100 * ja["1.2.4"])) == (True, 78)
    werken = tabel[tabel["doelstelling"] == "3.3"]
    aantal = werken["gekozen"].eq("ja").groupby(werken["instelling"]).sum()
    assert (round(100 * (aantal >= 5).mean()), len(aantal)) == (85, 54)
    assert (tabel[["voortgang", "effectiviteit"]] == "").all().all()


def test_a_third_reached_its_target_on_level_4_and_bol_is_worse_off(efile):
    """18 of 54, typed here; less is better in both."""
    delen = efile["delen"].assign(waarde=efile["delen"]["waarde"].astype(float))
    vsv = delen[delen["niveau"] == "4"].pivot_table(index="instelling", columns="soort", values="waarde").dropna()
    assert ((vsv["recent"] <= vsv["streef"]).sum(), len(vsv)) == (18, 54)
    gezond = delen[delen["indicator"].eq("mentale_gezondheid") & delen["soort"].eq("recent")]
    per_leerweg = gezond.groupby("leerweg")["waarde"].mean()
    assert per_leerweg["bol"] == pytest.approx(12.5, abs=1)
    assert per_leerweg["bbl"] == pytest.approx(7.5, abs=1)
