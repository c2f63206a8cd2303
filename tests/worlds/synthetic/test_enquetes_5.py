"""The synthetic surveys and public tables of chapter 5, counted from the files without the project's readers."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest
import yaml
from helpers.duo_world import RES, contract, populations, run
from helpers.project import ROOT
from synthetic.svo_werk import to_raw

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.statline import read_statline
from werkagenda.run.lineage import record_path
from werkagenda.synthetic.draw import DECIMALEN_AANDEEL
from werkagenda.synthetic.names import survey_years, synthetic_survey_files

KALIBRATIE = RES / "kalibratie_enquetes_5.yaml"
DOELEN = {doel["naam"]: doel for doel in yaml.safe_load(KALIBRATIE.read_text(encoding="utf-8"))["doelen"]}
BASIS = {"kalibratie": KALIBRATIE, "domeinen": RES / "contracts" / "domeinen.yaml"}
# A small world is drawn in little time; so many of each of its students make it as large as the real one.
OMVANG, KEER = 0.05, 20
PERIODEN = {
    "svo": (2022, 2024),
    "svo_vmbo": (2022, 2023),
    "sbb": (2023, 2023),
    "svo_werk": (2018, 2022),
    "statline": (2018, 2023),
}
JAREN = survey_years(PERIODEN)
ANTWOORDEN, GESLACHT, HERKOMST = range(1, 7), {"man": 1, "vrouw": 2}, {"zonder": 1, "met": 2}


def enlarge(map_, pad, kolommen):
    tabel = pd.read_parquet(map_ / pad)
    tabel[kolommen] *= KEER
    tabel.to_parquet(map_ / pad, index=False)
    # The record says what the step wrote; without it nobody says that this is another table.
    (map_ / record_path(Path(pad))).unlink()


@pytest.fixture(scope="module")
def kwart(wereldmap):
    """A quarter of spending for 53 institutions of today, drawn by hand."""
    map_, tabel = wereldmap
    codes = np.sort(pd.read_parquet(map_ / tabel["instellingen"])["vandaag"].unique())
    geschud = np.random.default_rng(3).permutation(codes)
    namen = ["laag"] * 14 + ["midden"] * 26 + ["hoog"] * 13 + [None] * (len(codes) - 53)
    return pd.DataFrame({"instelling": geschud, "kwart_2_1": namen})


@pytest.fixture(scope="module")
def wereldmap(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("enquetes")
    tabel = populations(map_, 1, OMVANG)
    enlarge(map_, tabel["gediplomeerden"], ["man", "vrouw"])
    enlarge(map_, tabel["instroom"], ["nieuw", "switch", "blijft"])
    return map_, tabel


@pytest.fixture(scope="module")
def bestanden(wereldmap, kwart):
    """Write all files; return their paths by source."""
    map_, tabel = wereldmap
    namen, waarheid = synthetic_survey_files(PERIODEN), "results/synthetic/waarheid/uitstroom_werk.parquet"
    kwart.to_parquet(map_ / "opzet.parquet", index=False)
    run(
        map_, "svo", BASIS | tabel | {f"contract_{naam}": contract(naam) for naam in ("svo", "svo_vmbo")},
        {naam: namen[naam] for naam in ("svo", "svo_vmbo")},
        zaad=1, omvang=0.5, jaren={naam: JAREN[naam] for naam in ("svo", "svo_vmbo")},
    )  # fmt: skip
    run(
        map_, "svo_werk", BASIS | tabel | {"contract_bestand": contract("svo_werk"), "opzet": "opzet.parquet"},
        {"bestand": namen["svo_werk"][0], "waarheid": waarheid}, zaad=1, jaren=JAREN["svo_werk"],
    )  # fmt: skip
    run(
        map_, "statline",
        BASIS | {"contract_instroom": contract("statline_sectorkamer"), "contract_werk": contract("statline_werk")}
        | {"populatie": tabel["instroom"], "programmas": tabel["programmas"], "uitstroom": waarheid},
        {naam: namen[f"statline_{naam}"][0] for naam in ("instroom", "werk")}, zaad=1, jaren=JAREN["statline"],
    )  # fmt: skip
    run(
        map_, "sbb", BASIS | {f"contract_{naam}": contract(f"sbb_{naam}") for naam in ("meldingen", "bpv")},
        {naam: namen[f"sbb_{naam}"][0] for naam in ("meldingen", "bpv")}, zaad=1, jaren=JAREN["sbb"],
    )  # fmt: skip
    return {bron: [map_ / pad for pad in paden] for bron, paden in namen.items()}


def sav(paden):
    return pd.concat(pyreadstat.read_sav(str(pad))[0] for pad in paden)


@pytest.mark.usefixtures("bestanden")
def test_shares_with_work_have_no_digit_that_hangs_on_the_processor(wereldmap):
    aandeel = pd.read_parquet(wereldmap[0] / "results/synthetic/waarheid/uitstroom_werk.parquet")["aandeel"]
    assert aandeel.equals(aandeel.round(DECIMALEN_AANDEEL))


def weighted(personen, vraag, code):
    geldig = personen[personen[vraag].notna()]
    return geldig.loc[geldig[vraag] == code, "gewicht"].sum() / geldig["gewicht"].sum()


def test_applications_as_in_the_synthesis(bestanden):
    svo, doel = sav(bestanden["svo"]), DOELEN["sollicitaties"]
    for herkomst, per_jaar in doel["waarde"].items():
        for jaar, aandelen in per_jaar.items():
            groep = svo[(svo["jaar"] == jaar) & (svo["herkomst"] == HERKOMST[herkomst])]
            gemeten = [weighted(groep, "aantal_sollicitaties", code) for code in ANTWOORDEN]
            assert gemeten == pytest.approx(aandelen, abs=doel["tolerantie"])
            # The rounding of the figure itself.
            assert [round(100 * aandeel) for aandeel in gemeten] == [round(100 * aandeel) for aandeel in aandelen]


def test_one_in_nine_met_discrimination_and_only_who_works_says_of_the_field(bestanden):
    svo, doel = sav(bestanden["svo"]), DOELEN["discriminatie"]
    for _, groep in svo.groupby("jaar"):
        assert weighted(groep, "ervaren_discriminatie", 1) == pytest.approx(
            doel["waarde"]["totaal"], abs=doel["tolerantie"]
        )
        for herkomst, kans in doel["waarde"]["herkomst"].items():
            deel = groep[groep["herkomst"] == HERKOMST[herkomst]]
            assert weighted(deel, "ervaren_discriminatie", 1) == pytest.approx(kans, abs=doel["tolerantie"])
    assert svo["verwante_richting"].notna().mean() == pytest.approx(0.8, abs=0.02)
    per_leerweg = {leerweg: weighted(deel, "verwante_richting", 1) for leerweg, deel in svo.groupby("leerweg")}
    assert per_leerweg[2] > per_leerweg[1] + 0.1


@pytest.mark.parametrize(
    ("doel", "vraag"), [("kiesmbo_kent", "kent_kiesmbo"), ("kiesmbo_geholpen", "kiesmbo_geholpen")]
)
def test_kiesmbo_as_in_the_report(bestanden, doel, vraag):
    vmbo = sav(bestanden["svo_vmbo"])
    for jaar, waarden in DOELEN[doel]["waarde"].items():
        alle = vmbo[vmbo["jaar"] == jaar]
        groepen = {"totaal": alle}
        groepen |= {naam: alle[alle["geslacht"] == code] for naam, code in GESLACHT.items()}
        groepen |= {naam: alle[alle["herkomst"] == code] for naam, code in HERKOMST.items()}
        gemeten = {naam: weighted(groep, vraag, 1) for naam, groep in groepen.items()}
        assert gemeten == pytest.approx(waarden, abs=DOELEN[doel]["tolerantie"])
        if vraag == "kiesmbo_geholpen":
            # Asked of those alone who know the website.
            assert (alle.loc[alle[vraag].notna(), "kent_kiesmbo"] == 1).all()


@pytest.fixture(scope="module")
def werk(bestanden):
    tabel = pd.read_csv(bestanden["svo_werk"][0], encoding="utf-8-sig")
    tabel["opleidingsrichting"] = tabel["opleidingsrichting"].str.lower()
    return tabel.rename(columns={"aandeel_werk_12u": "aandeel"})


@pytest.fixture(scope="module")
def laatste(werk, wereldmap):
    """The latest year on today's institutions, cells with a share."""
    map_, paden = wereldmap
    codes = pd.read_parquet(map_ / paden["instellingen"]).set_index("instelling")["vandaag"]
    deel = werk[(werk["studiejaar"] == "2022/2023") & werk["aandeel"].notna()]
    return deel.assign(vandaag=deel["instelling"].map(codes), met_werk=deel["aandeel"] * deel["uitstromers"])


def per_institution(tabel, leerweg, niveau):
    deel = tabel[(tabel["leerweg"] == leerweg) & (tabel["niveau"] == niveau)]
    som = deel.groupby("vandaag")[["met_werk", "uitstromers"]].sum()
    return (som["met_werk"] / som["uitstromers"])[som["uitstromers"] >= 10]


def whiskers(aandelen):
    """Lowest and highest value within 1.5 interquartile ranges of the box, and the median."""
    laag, midden, hoog = np.percentile(aandelen, [25, 50, 75])
    binnen = [a for a in aandelen if laag - 1.5 * (hoog - laag) <= a <= hoog + 1.5 * (hoog - laag)]
    return [min(binnen), midden, max(binnen)]


def test_quarters_of_spending_differ_as_in_the_report(laatste, kwart):
    groep = kwart.set_index("instelling")["kwart_2_1"]
    for cel, waarden in DOELEN["werk_kwart"]["waarde"].items():
        leerweg, niveau = cel.split("_")
        deel = laatste[(laatste["leerweg"] == leerweg) & (laatste["niveau"] == int(niveau))]
        som = deel.groupby("vandaag")[["met_werk", "uitstromers"]].sum()
        gemiddeld = (som["met_werk"] / som["uitstromers"]).groupby(groep).mean()
        assert gemiddeld[["laag", "hoog"]].tolist() == pytest.approx(waarden, abs=DOELEN["werk_kwart"]["tolerantie"])


def test_spread_of_technology_and_of_entree(laatste):
    doel = DOELEN["werk_verdeling"]
    for naam, (laag, _, midden, _, hoog) in doel["waarde"].items():
        leerweg, niveau, richting = naam.split("_", 2)
        deel = laatste[laatste["opleidingsrichting"] == richting]
        gemeten = whiskers(per_institution(deel, leerweg, int(niveau)).tolist())
        assert gemeten == pytest.approx([laag, midden, hoog], abs=doel["tolerantie"])


def test_levels_of_bbl_and_where_institutions_differ_most(laatste):
    def iqr(leerweg, niveau):
        return np.subtract(*np.percentile(per_institution(laatste, leerweg, niveau), [75, 25]))

    for niveau in (2, 3, 4):
        assert per_institution(laatste, "bbl", niveau).median() >= DOELEN["werk_bbl"]["waarde"]
        assert iqr("bol", niveau) > iqr("bbl", niveau)
    assert iqr("bbl", 1) > iqr("bol", 1)


def test_directions_that_the_report_names(laatste):
    def median(leerweg, niveau, richting):
        return per_institution(laatste[laatste["opleidingsrichting"] == richting], leerweg, niveau).median()

    richtingen = laatste["opleidingsrichting"].unique()
    bbl_2 = {r: per_institution(laatste[laatste["opleidingsrichting"] == r], "bbl", 2) for r in richtingen}
    assert max((r for r, deel in bbl_2.items() if len(deel) >= 5), key=lambda r: bbl_2[r].median()) == "zorg en welzijn"
    assert median("bol", 2, "veiligheid en sport") > median("bol", 2, "techniek en procesindustrie") + 0.1
    laag = median("bbl", 3, "economie en administratie")
    assert all(
        laag < median("bbl", 3, richting) - 0.1
        for richting in ("handel en ondernemerschap", "techniek en procesindustrie", "zorg en welzijn")
    )


def test_the_table_has_the_codes_of_its_years(werk, wereldmap):
    map_, paden = wereldmap
    instellingen = pd.read_parquet(map_ / paden["instellingen"])
    assert set(werk["instelling"]) == set(instellingen["instelling"])
    assert set(instellingen["vandaag"]) != set(instellingen["instelling"])
    assert len(werk["studiejaar"].unique()) == len(JAREN["svo_werk"])


def test_a_small_cell_is_written_without_a_share_under_its_old_code():
    instellingen = pd.DataFrame({"instelling": ["98AA", "20AA"], "vandaag": "20AA", "datum": ["2024-08-01", ""]})
    cellen = pd.DataFrame(
        {"jaar": [2023, 2023, 2025], "instelling": ["98AA", "20AA", "98AA"], "leerweg": "bol", "niveau": 2,
         "opleidingsrichting": "bouw en infra", "uitstromers": [4, 5, 5], "aandeel": 0.75}
    )  # fmt: skip
    ruw = to_raw(cellen, instellingen, leeg_onder=5)
    assert ruw["aandeel_werk_12u"].tolist() == ["", "0.7500", "0.7500"]
    # Merged in August 2024: the study year that began after it has the new code.
    assert ruw["instelling"].tolist() == ["98AA", "20AA", "20AA"]
    assert ruw["studiejaar"].tolist() == ["2022/2023", "2022/2023", "2024/2025"]


def rows(pad):
    return pd.DataFrame(json.loads(pad.read_text(encoding="utf-8"))["value"])


def test_older_students_in_statline(bestanden):
    tabel = rows(bestanden["statline_instroom"][0])
    totaal = tabel[
        (tabel["Geslacht"] == "Totaal mannen en vrouwen")
        & (tabel["Sectorkamer"] == "Totaal")
        & tabel["BedrijfstakkenBranchesSBI2008"].str.startswith("A-U")
    ]
    breed = totaal.pivot_table(index=["Leerweg", "Niveau", "Perioden"], columns="Leeftijd", values="InstromersMbo_1")
    klassen = [
        "25 tot 30 jaar",
        "30 tot 35 jaar",
        "35 tot 40 jaar",
        "40 tot 45 jaar",
        "45 tot 50 jaar",
        "50 jaar of ouder",
    ]
    aandeel = breed[klassen].sum(axis=1) / breed["Totaal leeftijd"]
    titels = {"bbl_totaal": ("Bbl totaal", "Totaal middelbaar beroepsonderwijs")}
    titels |= {
        "bol_totaal": ("Bol totaal", titels["bbl_totaal"][1]),
        "bol_1": ("Bol totaal", "Mbo-entreeopleiding"),
    }
    for naam, (laag, hoog) in DOELEN["instroom_25"]["waarde"].items():
        assert aandeel[titels[naam]].between(laag, hoog).all()
    assert aandeel[titels["bol_1"]].sort_index().is_monotonic_decreasing
    bbl = {niveau: aandeel["Bbl totaal"][niveau] for niveau in breed.index.unique("Niveau")}
    assert (bbl["Mbo niveau 4"] > bbl["Mbo niveau 2"] + 0.1).all()
    assert (bbl["Mbo niveau 3"] - bbl[titels["bbl_totaal"][1]]).abs().max() < 0.025
    # CBS rounds each cell, and adds to the totals the rows that must not be added up again.
    assert set(tabel["InstromersMbo_1"] % 10) == {0}
    assert tabel["InstromersMbo_1"].sum() > 2 * totaal["InstromersMbo_1"].sum()


def test_sectorkamers_in_statline_add_up_and_differ(bestanden):
    contract_ = load_contract(ROOT / contract("statline_sectorkamer"))
    tabel = read_statline(contract_, bestanden["statline_sectorkamer"][0]).to_pandas()
    kamers = tabel[tabel["sectorkamer"] != "totaal"]
    assert {"zorg", "techniek", "vakmanschap", "entree"} <= set(kamers["sectorkamer"])
    sleutel = ["jaar", "leerweg", "niveau", "leeftijd"]
    som = kamers.groupby(sleutel)["instromers"].agg(["sum", "size"])
    totaal = tabel[tabel["sectorkamer"] == "totaal"].set_index(sleutel)["instromers"]
    # Each count is rounded to tens.
    assert ((som["sum"] - totaal.reindex(som.index)).abs() <= 5 * (som["size"] + 1)).all()
    bbl = kamers[(kamers["leerweg"] == "bbl") & (kamers["niveau"] == "4")].pivot_table(
        index="sectorkamer", columns="leeftijd", values="instromers", aggfunc="sum"
    )
    ouder = 1 - (bbl["15"] + bbl["20"]) / bbl["totaal"]
    assert ouder["zorg"] > ouder["techniek"] + 0.1


def test_statline_is_near_the_table_per_institution(bestanden, laatste):
    tabel = rows(bestanden["statline_werk"][0])
    breed = tabel[tabel["Perioden"] == "2022/'23"].pivot_table(
        index="UitstromersMboMetEnZonderDiploma", columns="Arbeidskenmerken", values="UitstromersMbo_1"
    )
    klassen = ["12 tot 20 uur per week", "20 tot 35 uur per week", "35 uur of meer per week"]
    landelijk = breed[klassen].sum(axis=1) / breed["Totaal"]
    for leerweg, titel in (("bol", "Bol-vt niveau"), ("bbl", "Bbl niveau")):
        for niveau in range(1, 5):
            deel = laatste[(laatste["leerweg"] == leerweg) & (laatste["niveau"] == niveau)]
            eigen = deel["met_werk"].sum() / deel["uitstromers"].sum()
            assert landelijk[f"{titel} {niveau}"] == pytest.approx(eigen, abs=0.02)


def test_reports_of_discrimination_and_the_monitor(bestanden):
    meldingen = pd.read_csv(bestanden["sbb_meldingen"][0], encoding="utf-8-sig")["meldingen"]
    assert DOELEN["meldingen"]["waarde"] == {
        "meldingen": meldingen.sum(),
        "instellingen_met": (meldingen > 0).sum(),
        "instellingen_zonder": (meldingen == 0).sum(),
        "instellingen_onbekend": meldingen.isna().sum(),
        "maximum": meldingen.max(),
    }
    bpv = pd.read_csv(bestanden["sbb_bpv"][0], encoding="utf-8-sig").set_index(["groep", "onderdeel"])["aandeel"]
    verwacht = {
        (groep, onderdeel): aandeel
        for doel in ("bpv", "bpv_contactmomenten")
        for groep, delen in DOELEN[doel]["waarde"].items()
        for onderdeel, aandeel in delen.items()
    }
    # Of the firms no source gives a number.
    assert bpv.drop(("praktijkopleider", "tevreden_samenwerking")).to_dict() == verwacht
    momenten = bpv[bpv.index.get_level_values("onderdeel").str.startswith("contactmomenten_")]
    assert momenten.groupby("groep").sum().to_list() == pytest.approx([1, 1])
