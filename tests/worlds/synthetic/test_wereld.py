"""The written raw files, counted again, against the calibration and the published table."""

import numpy as np
import pandas as pd
import pytest
from helpers.duo_world import GEPUBLICEERD, LEERWEG, graduates, read, read_years

GROEPEN = ("genoemd", "per_instelling", "regeling")


@pytest.fixture(scope="module")
def gegroepeerd(instroom, genoemd, sectoren, fusies):
    tabel = instroom[instroom["leerweg"] != "overig"].rename(columns={"INSTROOM OPLEIDING": "n"})
    paren = set(zip(genoemd["instelling"].replace(fusies), genoemd["bc"], strict=True))
    return tabel.assign(
        genoemd=tabel["bc"].isin(genoemd["bc"]),
        per_instelling=[paar in paren for paar in zip(tabel["instelling"], tabel["bc"], strict=True)],
        regeling=tabel["bc"].map(sectoren).fillna("") != "",
    )


@pytest.fixture(scope="module")
def gediplomeerd(gediplomeerden, koppeling, genoemd, sectoren, fusies):
    tabel = gediplomeerden[(gediplomeerden["leerweg"] != "overig") & (gediplomeerden["aantal"] > 0)].copy()
    tabel["bc"] = [koppeling.get(crebo, [""])[0] for crebo in tabel["crebo"]]
    tabel["instelling"] = tabel["code"].replace(fusies)
    paren = set(zip(genoemd["instelling"].replace(fusies), genoemd["bc"], strict=True))
    return tabel.assign(
        n=tabel["aantal"],
        per_instelling=[paar in paren for paar in zip(tabel["instelling"], tabel["bc"], strict=True)],
        regeling=tabel["bc"].map(sectoren).fillna("") != "",
    )


def share(tabel, groep, jaar):
    deel = tabel[tabel["jaar"] == jaar]
    return deel.loc[deel[groep], "n"].sum() / deel["n"].sum()


def unweighted(tabel, jaar):
    deel = tabel[tabel["jaar"] == jaar]
    per = deel.assign(in_groep=deel["n"] * deel["regeling"]).groupby("instelling")[["in_groep", "n"]].sum()
    return (per["in_groep"] / per["n"]).mean()


def percent(aandeel):
    """Round half up, as the reports do."""
    return int(np.floor(aandeel * 100 + 0.5))


@pytest.mark.parametrize("bron", ["levering_gediplomeerden", "gediplomeerden"])
def test_table_b_0_1_is_exact_on_old_and_on_todays_codes(wereld, genoemd, koppeling, bron):
    tabel = graduates(wereld[bron][0])
    # A suppressed count (-1) counts as "has graduates".
    tabel = tabel[(tabel["jaar"] == 2023) & (tabel["aantal"] != 0)]
    paren = {
        (bc, code) for code, crebo in zip(tabel["code"], tabel["crebo"], strict=True) for bc in koppeling.get(crebo, [])
    }
    geteld = pd.Series([bc for bc, _ in paren]).value_counts()
    assert set(GEPUBLICEERD.index) == set(genoemd["bc"])
    assert geteld.reindex(GEPUBLICEERD.index).tolist() == GEPUBLICEERD["instellingen_met_gediplomeerden"].tolist()
    assert genoemd["bc"].value_counts().reindex(GEPUBLICEERD.index).tolist() == (
        GEPUBLICEERD["instellingen_genoemd"].tolist()
    )


def test_merged_institutions_share_no_programme(wereld, koppeling, fusies):
    tabel = graduates(wereld["levering_gediplomeerden"][0])
    tabel = tabel[(tabel["jaar"] == 2023) & (tabel["aantal"] > 0)]
    bcs = tabel.groupby("code")["crebo"].agg(lambda crebos: {bc for crebo in crebos for bc in koppeling.get(crebo, [])})
    gefuseerd = [(oud, nieuw) for oud, nieuw in fusies.items() if nieuw in bcs.index]
    assert len(gefuseerd) == 1
    for oud, nieuw in gefuseerd:
        assert bcs[oud]
        assert not bcs[oud] & bcs[nieuw]


def test_plans(wereld, kalibratie, genoemd):
    plannen = read(wereld["plan_instellingen"][0])
    assert len(plannen) == 55
    assert plannen["opgave"].value_counts().to_dict() == kalibratie["plannen"]["waarde"]
    assert set(genoemd["instelling"]) == set(plannen.loc[plannen["opgave"] == "ja", "instelling"])
    assert set(plannen.loc[plannen["opgave"] == "geen", "soort"]) == {"beroepscollege"}
    assert (plannen["bbl_aanbod"] == "nee").sum() == kalibratie["zonder_bbl"]["waarde"]


def test_institutions_and_mergers(wereld, fusies):
    vandaag = read(wereld["instellingen"][0])
    plannen = read(wereld["plan_instellingen"][0])
    assert vandaag["INSTELLINGSCODE"].nunique() == len(vandaag) == 55
    assert vandaag.shape[1] == 31
    assert set(vandaag["MBO INSTELLINGSSOORT - CODE"]) == {"BER", "BERV", "DOV", "ROC", "ROCV"}
    assert set(vandaag.loc[vandaag["INSTELLINGSNAAM"].str.contains("Accentra"), "INSTELLINGSCODE"]) == {"92RN", "95BX"}
    assert set(fusies) == set(plannen["instelling"]) - set(vandaag["INSTELLINGSCODE"])
    assert set(fusies.values()) <= set(vandaag["INSTELLINGSCODE"])


def test_offers_of_2022(instroom, kalibratie):
    aanbod = instroom[(instroom["jaar"] == 2022) & (instroom["TOTAAL MBO"] > 0)]
    aantal = aanbod.groupby(["leerweg", "niveau"])["instelling"].nunique()
    for leerweg, verwacht in kalibratie["aanbod"]["waarde"].items():
        assert aantal[leerweg].tolist() == verwacht
    zonder = set(aanbod["instelling"]) - set(aanbod.loc[aanbod["leerweg"] == "bbl", "instelling"])
    assert len(zonder) == kalibratie["zonder_bbl"]["waarde"]


def test_number_of_programmes(wereld, instroom, kalibratie):
    assert instroom.groupby("jaar")["bc"].nunique().to_dict() == kalibratie["bc_instroom"]["waarde"]
    alle = {bc for pad in wereld["crebo_bc"] for bc in read(pad)["Beroepsopleiding code"].str.strip().str.lower()}
    assert len(alle - {""}) == kalibratie["bc_totaal"]["waarde"]
    assert set(instroom["bc"]) <= alle


def test_inflow_per_level_follows_the_targets(gegroepeerd, kalibratie):
    aantal = gegroepeerd.pivot_table(index="jaar", columns="niveau", values="n", aggfunc="sum")
    doel = pd.DataFrame(kalibratie["instroom_niveau"]["waarde"]).T * 1000 * 0.05
    # Rounding to whole students weighs more in a small world than in a real one.
    assert np.allclose(aantal, doel, rtol=0.05)
    totaal = aantal.sum(axis=1)
    assert np.allclose(totaal, doel.sum(axis=1), rtol=kalibratie["instroom_niveau"]["tolerantie"])
    assert (totaal.loc[2018:2023].diff().dropna() < 0).all()
    assert totaal[2024] > 1.01 * totaal[2023]
    verandering = aantal.loc[2024] / aantal.loc[2023] - 1
    assert verandering["1"] > 0.01
    assert verandering["2"] > 0.01
    assert verandering["3"] < -0.01
    assert abs(verandering["4"]) < 0.01


def test_enrolment_and_bbl(instroom, gegroepeerd, kalibratie):
    regulier = instroom[instroom["leerweg"] != "overig"]
    totaal = regulier.groupby("jaar")["TOTAAL MBO"].sum()
    assert np.allclose(totaal, pd.Series(kalibratie["totaal_mbo"]["waarde"]) * 50, rtol=0.01)
    bbl = (
        gegroepeerd[gegroepeerd["leerweg"] == "bbl"].groupby("jaar")["n"].sum() / gegroepeerd.groupby("jaar")["n"].sum()
    )
    assert np.allclose(bbl, pd.Series(kalibratie["aandeel_bbl_instroom"]["waarde"]), atol=0.01)


def test_shares_of_the_three_groups(gegroepeerd, kalibratie):
    for groep in GROEPEN:
        doel = kalibratie[f"aandeel_{groep}"]
        for jaar in range(2018, 2026):
            waarde = doel["waarde"][jaar] if isinstance(doel["waarde"], dict) else doel["waarde"]
            assert share(gegroepeerd, groep, jaar) == pytest.approx(waarde, abs=doel["tolerantie"])


def test_unweighted_share_of_the_inflow(gegroepeerd):
    assert [percent(unweighted(gegroepeerd, jaar)) for jaar in (2023, 2024)] == [26, 25]


def test_regeling_in_2024_more_new_students_and_fewer_switchers(gegroepeerd):
    deel = gegroepeerd[gegroepeerd["regeling"]].groupby("jaar")[["n", "INSTROOM MBO"]].sum()
    switch = deel["n"] - deel["INSTROOM MBO"]
    assert deel["n"][2024] < deel["n"][2023]
    assert deel["INSTROOM MBO"][2024] > deel["INSTROOM MBO"][2023]
    assert switch[2024] < switch[2023]


def test_graduates_fall_while_groups_rise(gediplomeerd, kalibratie):
    totaal = gediplomeerd.groupby("jaar")["n"].sum()
    assert (totaal.loc[2018:2022].diff().dropna() < 0).all()
    for groep in ("per_instelling", "regeling"):
        aantal = gediplomeerd[gediplomeerd[groep]].groupby("jaar")["n"].sum()
        assert aantal[2022] > aantal[2018]
        for jaar in (2018, 2020, 2022, 2024):
            doel = kalibratie[f"gediplomeerden_{groep}"]
            assert share(gediplomeerd, groep, jaar) == pytest.approx(doel["waarde"][jaar], abs=0.01)
    assert percent(unweighted(gediplomeerd, 2024)) == 26


def test_files_a_and_b_count_the_same_students(wereld, instroom, fusies):
    b = read_years(wereld["levering_instroom_b"]).rename(columns={"BEROEPSOPLEIDING CODE": "bc", "NIVEAU": "niveau"})
    assert (b["jaar"].astype(str) == b["JAAR"]).all()
    b = b.assign(
        instelling=b["INSTELLINGSCODE"].replace(fusies), leerweg=b["LEERWEG"].map(LEERWEG), n=b["AANTAL"].astype(int)
    )
    sleutel = ["jaar", "instelling", "bc", "leerweg", "niveau"]
    a = instroom.set_index(sleutel)
    for maat in ("INSTROOM MBO", "INSTROOM OPLEIDING"):
        som = b[b[maat] == "J"].groupby(sleutel)["n"].sum().reindex(a.index, fill_value=0)
        assert som.tolist() == a[maat].tolist()
    assert b.groupby(sleutel)["n"].sum().reindex(a.index).tolist() == a["TOTAAL MBO"].tolist()
    assert b["n"].min() >= 1


def test_open_file_hides_counts_of_1_to_4_and_nothing_else(wereld, fusies):
    open_2022, levering_2022 = (
        read(next(pad for pad in wereld[bron] if pad.name.startswith("2022"))).assign(
            INSTELLINGSCODE=lambda t: t["INSTELLINGSCODE"].replace(fusies)
        )
        for bron in ("instroom_a", "levering_instroom_a")
    )
    sleutel = ["INSTELLINGSCODE", "BEROEPSOPLEIDING CODE", "NIVEAU", "LEERWEG", "VOOROPLEIDING VO", "VOOROPLEIDING MBO"]
    samen = open_2022.merge(levering_2022, on=sleutel, suffixes=("", "_waar"), validate="1:1")
    assert len(samen) == len(open_2022) == len(levering_2022)
    for maat in ("TOTAAL MBO", "INSTROOM MBO", "INSTROOM OPLEIDING"):
        waar = samen[f"{maat}_waar"].astype(int)
        verwacht = [-1 if 1 <= aantal <= 4 else aantal for aantal in waar]
        assert samen[maat].astype(int).tolist() == verwacht
        assert -1 in verwacht


def test_definition_breaks_in_2021(wereld):
    a = read_years(wereld["levering_instroom_a"])
    per_jaar = a.groupby("jaar")["LEERWEG"].agg(set)
    assert all("EX" not in per_jaar[jaar] for jaar in (2018, 2019, 2020))
    assert all("EX" in per_jaar[jaar] for jaar in (2021, 2022, 2025))
    assert per_jaar[2021] == {"BBL", "BOLDT", "BOLVT", "EX"}
    assert per_jaar[2022] == {"BBL", "BOLVT", "EX"}
    assert set(read(wereld["instroom_b"][0])["LEERWEG"]) == {"BBL", "BOL", "EX"}
    assert set(read(wereld["gediplomeerden"][0])["LEERWEG"]) == {"BBL", "BOLDT", "BOLVT", "EX", "OVO"}


def test_missing_and_last_years_in_file_b(wereld):
    b = read(next(pad for pad in wereld["instroom_b"] if pad.name.startswith("2024")))
    assert set(b["LAATSTE JAAR VO"]) == {" ", "2023", "<2023"}
    assert set(b["LAATSTE JAAR MBO"]) == {" ", "2023", "<2023"}
    assert set(b["WIJZIGING IN INSTELLING"]) == {" ", "J", "N"}


def test_encodings_differ_over_the_years(wereld):
    soorten = set()
    for pad in wereld["instroom_a"]:
        inhoud = pad.read_bytes()
        soorten.add("utf-8-sig" if inhoud.startswith(b"\xef\xbb\xbf") else "cp1252" if b"\xeb" in inhoud else "")
    assert soorten == {"utf-8-sig", "cp1252"}


def test_file_name_of_graduates_says_other_years_than_its_columns(wereld):
    pad = wereld["gediplomeerden"][0]
    assert pad.name == "2020-2024-gediplomeerden.csv"
    jaren = {naam[-4:] for naam in read(pad).columns if naam.startswith("DIP")}
    assert jaren == {"2021", "2022", "2023", "2024", "2025"}


def test_crosswalk_has_its_traps(wereld, koppeling, gediplomeerden):
    tabel = read(wereld["crebo_bc"][-1])
    assert tabel["Erkende opleidingscode"].duplicated().any()
    assert (tabel["Beroepsopleiding code"].str.match("BC[0-9]{3} $")).any()
    twee = [crebo for crebo, bcs in koppeling.items() if len(bcs) > 1]
    assert len(twee) == 8
    zonder = gediplomeerden[~gediplomeerden["crebo"].isin(koppeling)]["aantal"].sum()
    assert 0 < zonder < 0.01 * gediplomeerden["aantal"].sum()
    oud = read(wereld["crebo_bc"][0]).assign(bc=lambda t: t["Beroepsopleiding code"].str.strip().str.lower())
    toen = oud.groupby("Erkende opleidingscode")["bc"].agg(lambda codes: sorted(set(codes) - {""})).to_dict()
    assert sum(toen[crebo] != bcs for crebo, bcs in koppeling.items()) == 3
