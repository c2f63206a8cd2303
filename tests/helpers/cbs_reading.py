"""Read the synthetic .sav files with pyreadstat and plain pandas, without the project's own reader or contracts."""

import pandas as pd
import pyreadstat

MBO3 = ("1111", "1112", "1211", "1212", "1213", "1221", "1222", "2111", "2112")
KLASSE = dict.fromkeys(MBO3, 0) | dict.fromkeys(("2121", "2131", "2132"), 1)
KLASSE |= dict.fromkeys(("3111", "3112", "3113"), 2) | dict.fromkeys(("3210", "3211", "3212", "3213"), 3)
NAMEN = {0: "max_mbo3", 1: "mbo4_havo_vwo", 2: "bachelor", 3: "master"}
SLEUTEL = ["rinpersoons", "rinpersoon"]


def sav(pad):
    """All columns as text under small names; a missing value, declared or not, is None."""
    tabel, _ = pyreadstat.read_sav(str(pad), user_missing=False)
    tabel.columns = tabel.columns.str.lower()
    for naam, kolom in tabel.items():
        if naam not in {"sbasisuren", "sbasisloon"} and kolom.dtype == float:
            tabel[naam] = kolom.astype("Int64").astype(str).where(kolom.notna(), None)
    return tabel


def of_year(paden, jaar):
    (pad,) = [pad for pad in paden if str(jaar) in pad.name]
    return sav(pad)


def enrolled(paden, jaar, oplnr=None):
    """The persons in a funded enrolment on 1 October of a year; with `oplnr` in mbo, in one of these programmes."""
    tabel = of_year(paden, jaar)
    if oplnr is not None:
        tabel = tabel[tabel["oplnr"].str.zfill(6).isin(oplnr) & (tabel["typeonderwijs"] == "3")]
    einde = tabel["eindinschr"].replace("Niet uitgeschreven", "99999999")
    dag = f"{jaar}1001"
    op = (tabel["aanvinschr"] <= dag) & (einde >= dag) & (tabel["bekostiging"] == "J")
    return set(tabel.loc[op, "rinpersoon"])


def diplomas(bestanden, cohort):
    """The diploma rows of a cohort by the date of the exam, from both files, with the crosswalk beside."""
    tabel = pd.concat([of_year(bestanden["diplomas"], jaar) for jaar in (cohort, cohort + 1)])
    tabel["oplnr"] = tabel["oplnr"].str.zfill(6)
    tabel = tabel[tabel["examendatummbo"].between(f"{cohort}1001", f"{cohort + 1}0930")]
    return tabel.merge(crosswalk(bestanden), on="oplnr", how="left", validate="m:1")


def crosswalk(bestanden):
    """The crosswalk of OPLNR, with leading zeros."""
    koppeling = pd.read_csv(bestanden["oplnr_bc"][0], sep=";", dtype=str)
    return koppeling.assign(oplnr=koppeling["oplnr"].str.zfill(6))


def parents_class(bestanden, jaar):
    """The class of parents' education per child, and the education of each parent."""
    ouders = of_year(bestanden["kindouder"], jaar)
    opleiding = of_year(bestanden["hoogsteopl"], jaar)
    kolom = "oplnivsoi2021agg4hbmetnirwo" if jaar >= 2019 else "oplnivsoi2016agg4hbmetnirwo"
    klasse = opleiding.set_index("rinpersoon")[kolom].map(KLASSE)
    beide = pd.concat([ouders["rinpersoonma"].map(klasse), ouders["rinpersoonpa"].map(klasse)], axis=1)
    return ouders.assign(klasse=beide.max(axis=1).map(NAMEN).fillna("onbekend")).set_index("rinpersoon")["klasse"]
