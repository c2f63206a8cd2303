"""The written .sav files: names, storage, labels, missing values, and each trap that they must hold."""

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from helpers.cbs_reading import SLEUTEL, diplomas, of_year, parents_class
from helpers.cbs_world import COHORTEN, calibration


def header(bestanden, bron, jaar=""):
    (pad,) = [pad for pad in bestanden[bron] if str(jaar) in pad.name]
    return pyreadstat.read_sav(str(pad), metadataonly=True, user_missing=True)[1]


def missing(meta, kolom):
    return {bereik["lo"] for bereik in meta.missing_ranges.get(kolom, [])}


def raw_values(bestanden, bron, jaar, kolom):
    (pad,) = [pad for pad in bestanden[bron] if str(jaar) in pad.name]
    return pyreadstat.read_sav(str(pad), usecols=[kolom], user_missing=True)[0][kolom]


def test_older_years_come_in_other_capitals(microdata):
    namen = [pad.name for pad in microdata["banen"]]
    assert namen[:3] == ["spolisbus2014v3.sav", "SPOLISBUS2015V3.SAV", "SPOLISBUS2016V3.sav"]
    assert all(naam.islower() for naam in header(microdata, "diplomas", 2014).column_names)
    assert header(microdata, "diplomas", 2015).column_names[4] == "BRIN_CRYPT"
    assert header(microdata, "diplomas", 2016).column_names[4] == "BRIN_crypt"


@pytest.mark.parametrize("bron", ["inschrijvingen", "diplomas", "personen", "kindouder", "hoogsteopl", "banen"])
def test_person_numbers_are_text_of_nine_with_zeros(microdata, bron):
    for pad in microdata[bron]:
        soorten = pyreadstat.read_sav(str(pad), metadataonly=True)[1].original_variable_types
        assert list(soorten.values())[:2] == ["A1", "A9"]
    nummers = of_year(microdata[bron], 2016)["rinpersoon"]
    assert nummers.str.fullmatch(r"\d{9}").all()
    assert nummers.str.startswith("0").any()


def test_codes_are_numbers_with_labels_in_some_years_and_text_in_others(microdata):
    getal, tekst = header(microdata, "diplomas", 2013), header(microdata, "diplomas", 2012)
    assert getal.original_variable_types["TYPEMBODPL"].startswith("F")
    assert getal.variable_value_labels["TYPEMBODPL"][1.0] == "bol voltijd"
    assert tekst.original_variable_types["TYPEMBODPL"] == "A1"
    assert tekst.variable_value_labels["TYPEMBODPL"]["1"] == "bol voltijd"
    assert tekst.variable_value_labels["RINPERSOONS"]["R"] == "in het bevolkingsregister"
    # Letters can't be numbers: J and N stay text in every year.
    assert header(microdata, "inschrijvingen", 2013).original_variable_types["BEKOSTIGING"] == "A1"


def test_unknown_values_are_declared_or_marked(microdata):
    assert missing(header(microdata, "personen", 2022), "GBAGESLACHT") == {9.0}
    assert missing(header(microdata, "personen", 2023), "GBAGESLACHT") == {"-"}
    assert (raw_values(microdata, "personen", 2022, "GBAGESLACHT") == 9).any()
    assert (raw_values(microdata, "personen", 2023, "GBAGESLACHT") == "-").any()
    assert (raw_values(microdata, "personen", 2021, "GBAGEBOORTEJAAR") == 0).any()
    assert set(raw_values(microdata, "kindouder", 2016, "RINPERSOONMa")) >= {"-", "---------", ""}
    assert set(raw_values(microdata, "kindouder", 2016, "RINPERSOONSpa")) == {"R", "-", ""}


def test_programme_numbers_with_zeros_without_and_as_number(microdata):
    assert raw_values(microdata, "diplomas", 2012, "OPLNR").str.len().eq(6).all()
    assert raw_values(microdata, "diplomas", 2014, "oplnr").str.len().min() < 6
    assert raw_values(microdata, "diplomas", 2013, "OPLNR").dtype == float
    assert pd.read_csv(microdata["oplnr_bc"][0], sep=";", dtype=str)["oplnr"].str.len().min() < 6


def test_open_end_is_nines_in_some_years_and_words_in_others(microdata):
    negens, woorden = (raw_values(microdata, "inschrijvingen", jaar, "EINDINSCHR") for jaar in (2013, 2016))
    assert (negens == "99999999").any()
    assert (woorden == "Niet uitgeschreven").any()
    assert not (woorden == "99999999").any()
    # What ended after the year of the file was not known to end.
    assert negens[negens != "99999999"].max() <= "20131231"


def test_education_has_the_new_column_beside_the_old_from_2019(microdata):
    oud, nieuw = "OPLNIVSOI2016AGG4HBMETNIRWO", "OPLNIVSOI2021AGG4HBmetNIRWO"
    assert header(microdata, "hoogsteopl", 2018).column_names[2:] == [oud]
    assert set(header(microdata, "hoogsteopl", 2019).column_names[2:]) == {oud, nieuw}
    tabel = of_year(microdata["hoogsteopl"], 2020)
    assert (tabel[oud.lower()] != tabel[nieuw.lower()]).mean() > 0.05


def test_a_third_of_the_parents_has_no_education(microdata):
    doel = next(waarde for naam, waarde in calibration(7, 1).doelen.items() if naam == "ouders_zonder_opleiding")
    ouders = of_year(microdata["kindouder"], 2017)
    opleiding = of_year(microdata["hoogsteopl"], 2017).dropna().set_index("rinpersoon").iloc[:, 1]
    nummers = pd.concat([ouders["rinpersoonma"], ouders["rinpersoonpa"]])
    nummers = nummers[nummers.str.fullmatch(r"\d{9}").eq(True)].drop_duplicates()  # noqa: FBT003 - missing is no
    assert (~nummers.isin(opleiding[opleiding != "----"].index)).mean() == pytest.approx(doel, abs=0.04)
    assert parents_class(microdata, 2017).nunique() == 5


def test_register_has_new_columns_from_2022_and_no_order(microdata):
    assert len(header(microdata, "personen", 2021).column_names) == 7
    assert len(header(microdata, "personen", 2022).column_names) == 10
    tabel = of_year(microdata["personen"], 2016)
    assert not tabel["rinpersoon"].is_monotonic_increasing
    assert not tabel.duplicated(SLEUTEL).any()
    kinderen = of_year(microdata["kindouder"], 2015)
    # The mothers of the children of the year before live there too, as women.
    moeders = tabel.merge(kinderen[["rinpersoonma"]], left_on="rinpersoon", right_on="rinpersoonma")
    assert len(moeders) / len(kinderen) > 0.6
    assert set(moeders["gbageslacht"]) == {"2"}


def test_two_diplomas_ties_and_deliveries_in_two_files(microdata):
    tabel = diplomas(microdata, 2016)
    dubbel = tabel.duplicated([*SLEUTEL, "examendatummbo", "oplnr", "brin_crypt"])
    assert dubbel.any()
    assert tabel.loc[dubbel, "examendatummbo"].str[4:6].isin(["08", "09"]).all()
    tabel = tabel[~dubbel & tabel["niveau"].notna()].assign(niveau=lambda t: t["niveau"].astype(int))
    twee = tabel[tabel.duplicated(SLEUTEL, keep=False)]
    assert (twee["selectiehoofddplmbo"] == "2").any()
    hoofd, ander = (twee[twee["selectiehoofddplmbo"] == code].set_index("rinpersoon")["niveau"] for code in "10")
    assert (ander.reindex(hoofd.index) > hoofd).any()
    # A programme at level 1 as main diploma, with one in scope beside it.
    assert (hoofd == 1).any()


def test_programmes_without_crosswalk_row_or_sectorkamer_are_few(microdata):
    zonder = kamer = totaal = 0
    for cohort in COHORTEN:
        tabel = diplomas(microdata, cohort)
        zonder += tabel["niveau"].isna().sum()
        totaal += len(tabel)
        kamer += (
            tabel["niveau"].notna() & tabel["sectorkamer"].fillna("").str.lower().isin(["", "bovensectoraal"])
        ).sum()
    assert 0 < zonder / totaal < 0.02
    assert 0 < kamer / totaal < 0.002
    kamers = pd.read_csv(microdata["oplnr_bc"][0], sep=";", dtype=str)["sectorkamer"].dropna()
    assert kamers.nunique() > kamers.str.lower().nunique()


def test_numbers_of_the_reference_file_are_those_of_the_diplomas(microdata):
    oplnr = set(raw_values(microdata, "opleidingsnummers", "", "OPLNR"))
    assert set(diplomas(microdata, 2018)["oplnr"]) <= oplnr
    assert len(oplnr) > len(pd.read_csv(microdata["oplnr_bc"][0], sep=";", dtype=str))


def test_enrolments_and_diplomas_follow_each_other(microdata):
    inschrijvingen = of_year(microdata["inschrijvingen"], 2017)
    einde = inschrijvingen["eindinschr"].replace("99999999", None)
    assert (inschrijvingen["aanvinschr"] <= einde.fillna("99999999")).all()
    assert einde.isna().any()
    assert set(inschrijvingen["bekostiging"]) == {"J", "N"}
    assert set(inschrijvingen["hoofdinschr"]) == {"0", "1"}
    # Whoever took a diploma before August was enrolled on that day.
    tabel = diplomas(microdata, 2016)
    tabel = tabel[tabel["examendatummbo"].between("20170101", "20170731")].drop_duplicates(SLEUTEL)
    samen = tabel.merge(inschrijvingen.assign(einde=einde), on=SLEUTEL)
    op = (samen["aanvinschr"] <= samen["examendatummbo"]) & (
        samen["einde"].isna() | (samen["einde"] >= samen["examendatummbo"])
    )
    assert set(tabel["rinpersoon"]) == set(samen.loc[op, "rinpersoon"])


def test_no_filler_is_a_graduate_of_a_cohort(microdata):
    eigen = pd.concat([pd.read_parquet(pad, columns=SLEUTEL) for pad in microdata["wereld_personen"]])
    assert not eigen.duplicated().any()
    for cohort in COHORTEN:
        assert diplomas(microdata, cohort)["rinpersoon"].isin(eigen["rinpersoon"]).all()
    for jaar in (2012, 2022):
        assert not of_year(microdata["diplomas"], jaar)["rinpersoon"].isin(eigen["rinpersoon"]).all()
    assert np.mean(of_year(microdata["personen"], 2016)["rinpersoon"].isin(eigen["rinpersoon"])) < 0.5
