"""Decide who offers, names and runs which beroepsopleiding, on the institution codes of the plans' own year.

Table B.0.1 fixes the margins: per beroepsopleiding the number of institutions that name it and that have graduates
in diploma year 2023. The offers per leerweg and level follow the counts behind tables 2.1 to 2.6.
"""

from typing import Any

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.draw import DECIMALEN, Calibration, largest_remainder

# The score of a beroepsopleiding that an institution can't have.
_NOOIT = -1e9
_NIVEAUS = (1, 2, 3, 4)


def offer(instellingen: pd.DataFrame, programmas: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per institution and BC on offer: `genoemd` (in the plan), `nieuw` (no graduates in 2023 yet)."""
    rng, aannames = kalibratie.rng("aanbod"), kalibratie.aannames
    noemt = (instellingen["opgave"] == "ja").to_numpy()
    grootte = aannames["aanbod_omvang"] * np.log(instellingen["omvang"].to_numpy())
    neiging = rng.normal(0, 1, len(instellingen))
    rijen = []
    for programma in programmas[programmas["eerste"] > 0].itertuples():
        score = grootte + rng.normal(0, aannames["aanbod_ruis"], len(instellingen))
        score += _affinity(instellingen, programma, aannames)
        plek = np.argsort(-score, kind="stable")
        # More institutions may name a BC than have graduates in it (new programmes); never the reverse order.
        zwijgers = max(programma.gediplomeerd - programma.genoemd, 0)
        mag = noemt[plek] | (np.cumsum(~noemt[plek]) <= zwijgers)
        gekozen = plek[mag & (score[plek] > _NOOIT / 2)][: max(programma.gediplomeerd, programma.genoemd)]
        volgorde = gekozen[noemt[gekozen]]
        noemscore = neiging + rng.normal(0, aannames["noemen_ruis"], len(neiging))
        volgorde = volgorde[np.argsort(-noemscore[volgorde], kind="stable")]
        genoemd = set(volgorde[: programma.genoemd])
        rijen += [
            (instellingen["instelling"][i], programma.bc, i in genoemd, rang >= programma.gediplomeerd)
            for rang, i in enumerate(gekozen)
        ]
    aanbod = pd.DataFrame(rijen, columns=["instelling", "bc", "genoemd", "nieuw"])
    return _name_something(aanbod, set(instellingen.loc[noemt, "instelling"]))


def _affinity(
    instellingen: pd.DataFrame,
    programma: Any,  # noqa: ANN401 - a row of the programmes
    aannames: dict[str, Any],
) -> np.ndarray:
    """Return how well a BC fits each institution; the merging institution and its partner share no BC."""
    past = np.where(instellingen["type"] == "roc", 0.0, aannames["aanbod_buiten"])
    past[instellingen["hoofdgroepen"].str.contains(programma.hoofdgroep)] = aannames["aanbod_thuis"]
    klein = (instellingen["type"] == "opgegaan").to_numpy()
    partner = (instellingen["instelling"] == instellingen.loc[klein, "vandaag"].iloc[0]).to_numpy()
    eigen = programma.bc in instellingen.loc[klein, "eigen_bc"].iloc[0].split()
    past[klein] = -_NOOIT if eigen else _NOOIT
    if eigen:
        past[partner] = _NOOIT
    if programma.hoofdgroep == "hg005":
        past[~instellingen["entree"]] = _NOOIT
    return past


def _name_something(aanbod: pd.DataFrame, noemers: set[str]) -> pd.DataFrame:
    """Give each institution that names programmes at least one, taking it over from the one that names most."""
    aanbod = aanbod.copy()
    for instelling in sorted(noemers - set(aanbod.loc[aanbod["genoemd"], "instelling"])):
        aantal = aanbod.loc[aanbod["genoemd"], "instelling"].value_counts()
        eigen = set(aanbod.loc[(aanbod["instelling"] == instelling) & ~aanbod["nieuw"], "bc"])
        ruil = aanbod[aanbod["genoemd"] & aanbod["bc"].isin(eigen)]
        gever = ruil.iloc[ruil["instelling"].map(aantal).to_numpy().argmax()]
        aanbod.loc[(aanbod["instelling"] == gever["instelling"]) & (aanbod["bc"] == gever["bc"]), "genoemd"] = False
        aanbod.loc[(aanbod["instelling"] == instelling) & (aanbod["bc"] == gever["bc"]), "genoemd"] = True
    return aanbod


def allowed(instellingen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return `vandaag, leerweg, niveau`: which institutions of today run which leerweg and level.

    Institutions without a leerweg at a level are drawn so that the counts per leerweg and level are those wanted;
    beroepscolleges lack one first, a merged institution never does.
    """
    rng, aanbod = kalibratie.rng("niveaus"), kalibratie.doelen["aanbod"]
    vandaag = instellingen[instellingen["type"] != "opgegaan"].sample(frac=1, random_state=rng)
    vandaag = vandaag.sort_values("type", key=lambda soort: soort == "roc", kind="stable")
    entree = list(vandaag.loc[vandaag["entree"], "vandaag"])
    overig = list(vandaag.loc[~vandaag["entree"], "vandaag"])
    zonder = len(vandaag) - aanbod["bbl"][1]
    entree_zonder = len(entree) - aanbod["bbl"][0]
    geen_bbl = entree[:entree_zonder] + overig[: zonder - entree_zonder]
    mist = {("bbl", niveau): set(geen_bbl) for niveau in _NIVEAUS} | {("bol", niveau): set() for niveau in _NIVEAUS}
    rest = [code for code in overig if code not in geen_bbl]
    mist["bol", 1] = set(entree[entree_zonder : entree_zonder + len(entree) - aanbod["bol"][0]])
    mist["bol", 2] = set(rest[: len(vandaag) - aanbod["bol"][1]])
    for niveau in (3, 4):
        mist["bol", niveau] = set(rest[: len(vandaag) - aanbod["bol"][niveau - 1]])
        mist["bbl", niveau] |= set(rest[::-1][: len(vandaag) - zonder - aanbod["bbl"][niveau - 1]])
    return pd.DataFrame(
        [
            (code, leerweg, niveau)
            for (leerweg, niveau), ontbreekt in mist.items()
            for code in (entree if niveau == 1 else list(vandaag["vandaag"]))
            if code not in ontbreekt
        ],
        columns=["vandaag", "leerweg", "niveau"],
    )


def run_groups(
    aanbod: pd.DataFrame,
    *,
    instellingen: pd.DataFrame,
    programmas: pd.DataFrame,
    mag: pd.DataFrame,
    kalibratie: Calibration,
) -> pd.DataFrame:
    """Return one row per institution, BC, level and leerweg that runs, with its weight; `anker` marks one that must.

    Anchors keep every BC, and every leerweg and level of an institution, alive whatever the size of the world.
    """
    rng, aannames = kalibratie.rng("groepen"), kalibratie.aannames
    tabel = aanbod.merge(instellingen[["instelling", "vandaag", "omvang"]], on="instelling", validate="m:1")
    tabel = tabel.merge(programmas[["bc", "niveaus", "bbl", "man", "sector"]], on="bc", validate="m:1")
    tabel = tabel.assign(niveau=tabel["niveaus"].map(list)).explode("niveau", ignore_index=True)
    tabel["niveau"] = tabel["niveau"].astype(int)
    draait = pd.Series(rng.random(len(tabel)) < aannames["kans_niveau"])
    sleutel = tabel["instelling"] + tabel["bc"]
    tabel = tabel[draait | ~draait.groupby(sleutel).transform("any")]
    kans = {}
    for leerweg in ("bol", "bbl"):
        vast, helling = aannames[f"kans_{leerweg}"]
        kans[leerweg] = vast + helling * tabel["bbl"]
    kans["overig"] = pd.Series(aannames["aandeel_ex"], index=tabel.index)
    delen = [
        tabel.assign(leerweg=leerweg, draait=rng.random(len(tabel)) < kans[leerweg], gewicht=gewicht)
        for leerweg, gewicht in (("bol", 1.1 - tabel["bbl"]), ("bbl", tabel["bbl"]), ("overig", tabel["bbl"] * 0 + 1))
    ]
    groepen = pd.concat(delen).sort_values(["instelling", "bc", "niveau", "leerweg"], ignore_index=True)
    groepen = groepen.merge(mag.assign(mag=True), on=["vandaag", "leerweg", "niveau"], how="left", validate="m:1")
    groepen["mag"] = groepen["mag"].eq(True)  # noqa: FBT003 - missing means no
    groepen["gewicht"] *= np.exp(rng.normal(0, aannames["spreiding_aanbod"], len(groepen)))
    per_bc = dict(zip(programmas["bc"], np.exp(rng.normal(0, aannames["spreiding_bc"], len(programmas))), strict=True))
    groepen["gewicht"] *= groepen["bc"].map(per_bc)
    # An anchor must not depend on a programme that starts or ends.
    blijvend = groepen["mag"] & ~groepen["nieuw"] & groepen["bc"].isin(programmas.loc[programmas["genoemd"] > 0, "bc"])
    plek = groepen[blijvend].groupby(["vandaag", "leerweg", "niveau"])["gewicht"].idxmax()
    per_bc = groepen[groepen["mag"] & ~groepen["nieuw"]].groupby("bc")["gewicht"].idxmax()
    groepen["anker"] = groepen.index.isin(plek) | groepen.index.isin(per_bc)
    # Each offer keeps a group: where chance left none, the heaviest that the institution may run.
    houdt = groepen["mag"] & groepen["draait"]
    zonder = groepen["mag"] & ~houdt.groupby([groepen["instelling"], groepen["bc"]]).transform("any")
    redding = groepen[zonder].groupby(["instelling", "bc"])["gewicht"].idxmax()
    klein = (groepen["leerweg"] == "overig") & groepen["draait"]
    groepen = groepen[houdt | klein | groepen["anker"] | groepen.index.isin(redding)]
    som = groepen.groupby("instelling")["gewicht"].transform("sum")
    groepen["gewicht"] = (groepen["gewicht"] * groepen["omvang"] / som).round(DECIMALEN)
    groepen["boldt"] = (groepen["leerweg"] == "bol") & (rng.random(len(groepen)) < aannames["aandeel_boldt"])
    kolommen = ["instelling", "vandaag", "bc", "niveau", "leerweg", "gewicht", "genoemd", "nieuw", "anker", "boldt"]
    return groepen[kolommen].reset_index(drop=True)


def number_crebos(groepen: pd.DataFrame, programmas: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per crebo: `crebo, bc, bc_ook, niveau, naam`, five digits, first those with graduates.

    `bc_ook` is a second BC of a few; a few others have no BC at all, and each BC of an older crosswalk has its own.
    """
    rng, aannames = kalibratie.rng("crebos"), kalibratie.aannames
    paren = groepen.groupby(["bc", "niveau"], as_index=False)["gewicht"].sum()
    los = aannames["crebos_zonder_bc"]
    ruimte = np.sqrt(paren["gewicht"].to_numpy())
    verdeeld = ruimte / ruimte.sum() * (kalibratie.doelen["crebos"] - los - len(paren))
    keer = 1 + largest_remainder(verdeeld, np.zeros(len(paren)))
    tabel = paren.loc[paren.index.repeat(keer), ["bc", "niveau"]].reset_index(drop=True)
    tabel["volgnummer"] = tabel.groupby(["bc", "niveau"]).cumcount()
    oud = programmas.loc[programmas["eerste"] == 0, ["bc", "niveaus"]]
    oud = oud.loc[oud.index.repeat(aannames["crebos_vervallen_bc"])]
    oud = pd.DataFrame({"bc": oud["bc"], "niveau": oud["niveaus"].str[0].astype(int)})
    oud["volgnummer"] = oud.groupby("bc").cumcount()
    zonder = pd.DataFrame({"bc": "", "niveau": 4, "volgnummer": range(los)})
    alles = pd.concat([tabel, zonder, oud], ignore_index=True)
    alles["crebo"] = np.sort(rng.choice(np.arange(25001, 97721), len(alles), replace=False)).astype(str)
    namen = alles["bc"].map(programmas.set_index("bc")["naam"]).fillna("Zonder beroepsopleiding")
    alles["naam"] = namen + np.where(alles["volgnummer"] > 0, " (profiel " + alles["volgnummer"].astype(str) + ")", "")
    ook = _second_bc(alles, programmas, aannames["crebos_twee_bc"], rng)
    return alles.assign(bc_ook=ook).drop(columns="volgnummer")


def _second_bc(crebos: pd.DataFrame, programmas: pd.DataFrame, aantal: int, rng: np.random.Generator) -> pd.Series:
    """Return a second BC of the same hoofdgroep and level for a few crebos that are not the only one of theirs."""
    genoemd = programmas[programmas["genoemd"] > 0]
    groepen = {
        bc: (groep, niveaus) for bc, groep, niveaus in genoemd[["bc", "hoofdgroep", "niveaus"]].itertuples(index=False)
    }
    kan = crebos[crebos["bc"].isin(list(groepen)) & (crebos["volgnummer"] > 0)]
    van, niveau = kan["bc"].to_dict(), kan["niveau"].astype(str).to_dict()
    ook: dict[str, tuple[int, str]] = {}
    for plek in rng.permutation(kan.index.to_numpy()):
        bc = van[plek]
        if len(ook) == aantal or bc in ook:
            continue
        buren = [
            ander
            for ander, (groep, niveaus) in groepen.items()
            if ander != bc and groep == groepen[bc][0] and niveau[plek] in niveaus
        ]
        if buren:
            ook[bc] = plek, str(rng.choice(buren))
    uit = pd.Series("", index=crebos.index)
    for plek, buur in ook.values():
        uit[plek] = buur
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **s.params)
        instellingen, programmas = s.read("instellingen"), s.read("programmas")
        aanbod = offer(instellingen, programmas, kalibratie=kalibratie)
        groepen = run_groups(
            aanbod,
            instellingen=instellingen,
            programmas=programmas,
            mag=allowed(instellingen, kalibratie=kalibratie),
            kalibratie=kalibratie,
        )
        crebos = number_crebos(groepen, programmas, kalibratie=kalibratie)
        for naam, tabel in {"aanbod": aanbod, "groepen": groepen, "crebos": crebos}.items():
            tabel.to_parquet(s.target(naam), index=False)
            s.rows_out(naam, len(tabel))
