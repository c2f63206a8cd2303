"""Draw the graduates of the synthetic world by crebo and sex, per diploma year.

Table B.0.1 holds exactly in diploma year 2023: an institution has graduates in the programmes it then offers, and in
no other. A crebo with two BCs has graduates only where the institution has graduates in both anyway.
"""

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.draw import (
    Calibration,
    fit_shares,
    largest_remainder,
    program_classes,
)

_INSTELLINGEN = ("zaad", "omvang", "generator")
_SLEUTEL = ["instelling", "bc", "niveau", "leerweg"]


def count_year(groepen: pd.DataFrame, *, programmas: pd.DataFrame, jaar: int, kalibratie: Calibration) -> pd.DataFrame:
    """Return the groups of one diploma year with `aantal` graduates, and `zeker`: the one that must be there."""
    rng = kalibratie.rng("gediplomeerden", jaar)
    doelen, aannames, omvang = kalibratie.doelen, kalibratie.aannames, kalibratie.omvang
    ruis = np.exp(rng.normal(0, aannames["spreiding_jaar"], len(groepen)))
    ruis *= kalibratie.of_year(groepen["vandaag"], 1, kalibratie.rng("gediplomeerden instelling", jaar))[0]
    loopt = _graduating(groepen, programmas, jaar, aannames)
    regulier = (loopt & (groepen["leerweg"] != "overig")).to_numpy()
    deel = groepen[regulier].reset_index(drop=True)
    klasse, regeling = program_classes(deel, programmas)
    instelling = np.unique(deel["vandaag"], return_inverse=True)[1]
    totaal = doelen["gediplomeerden_totaal"][jaar] * 1000 * omvang
    genoemd, eigen = doelen["gediplomeerden_genoemd"], doelen["gediplomeerden_per_instelling"][jaar]
    aandeel, bbl = doelen["gediplomeerden_regeling"][jaar], aannames["aandeel_bbl_gediplomeerden"]
    verwacht = fit_shares(
        deel["gewicht"].to_numpy() * ruis[regulier],
        [
            (klasse, totaal * np.array([1 - genoemd, genoemd - eigen, eigen])),
            (regeling.astype(np.int64), totaal * np.array([1 - aandeel, aandeel])),
            ((deel["leerweg"] == "bbl").to_numpy(dtype=np.int64), totaal * np.array([1 - bbl, bbl])),
            (deel["niveau"].to_numpy() - 1, totaal * np.array(aannames["gediplomeerden_niveau"])),
        ],
        instelling=instelling,
        in_groep=regeling,
        ongewogen=aannames["ongewogen_gediplomeerden"][jaar],
    )
    zeker = np.zeros(len(deel), dtype=np.int64)
    if jaar == doelen["diplomajaar_b_0_1"]:
        zwaarst = pd.Series(verwacht).groupby([deel["instelling"], deel["bc"]]).idxmax()
        zeker[zwaarst] = 1
    aantal = _with_floor(verwacht, zeker, instelling * 6 + klasse * 2 + regeling)
    uit = deel.assign(aantal=aantal, zeker=zeker)
    overig = groepen[(loopt & (groepen["leerweg"] == "overig")).to_numpy()]
    overig = overig.assign(aantal=rng.poisson(aannames["ex_gediplomeerd"] * omvang, len(overig)), zeker=0)
    uit = pd.concat([uit, overig])
    return uit.loc[uit["aantal"] > 0, [*_SLEUTEL, "vandaag", "boldt", "aantal", "zeker"]].assign(jaar=jaar)


def _graduating(groepen: pd.DataFrame, programmas: pd.DataFrame, jaar: int, aannames: dict[str, int]) -> pd.Series:
    """Return which groups bring out graduates: a study's length after their first and until after their last year."""
    per_bc = programmas.set_index("bc")
    eerste, laatste = groepen["bc"].map(per_bc["eerste"]), groepen["bc"].map(per_bc["laatste"])
    duur = aannames["studieduur"]
    # Programmes of the first year of all ran before it too.
    begonnen = (eerste == eerste.min()) | (eerste + duur <= jaar)
    nieuw = groepen["nieuw"] & (jaar < aannames["nieuw_aanbod_vanaf"] + duur)
    return begonnen & (laatste + duur >= jaar) & ~nieuw


def _with_floor(verwacht: np.ndarray, zeker: np.ndarray, stratum: np.ndarray) -> np.ndarray:
    """Round expected counts to at least `zeker`, keeping the sum of each stratum where the floor leaves room."""
    codes = np.unique(stratum, return_inverse=True)[1]
    ruimte = np.maximum(verwacht - zeker, 0)
    over = np.maximum(np.bincount(codes, verwacht) - np.bincount(codes, zeker), 0)
    som = np.bincount(codes, ruimte)
    schaal = np.divide(over, som, out=np.zeros(len(over)), where=som > 0)
    return np.asarray(zeker + largest_remainder(ruimte * schaal[codes], codes))


def divide_over_crebos(
    aantallen: pd.DataFrame, *, crebos: pd.DataFrame, programmas: pd.DataFrame, kalibratie: Calibration
) -> pd.DataFrame:
    """Return graduates per year, institution, crebo, leerweg and level: `man`, `vrouw`."""
    rng, aannames = kalibratie.rng("crebokeuze"), kalibratie.aannames
    aantallen = aantallen.sort_values(["jaar", *_SLEUTEL], ignore_index=True)
    lijst = crebos[crebos["bc"] != ""].copy()
    lijst["plek"] = lijst.groupby(["bc", "niveau"]).cumcount()
    breedte = int(lijst["plek"].max()) + 1
    codes = lijst.pivot_table(index=["bc", "niveau"], columns="plek", values="crebo", aggfunc="first", fill_value="")
    tweede = lijst.pivot_table(index=["bc", "niveau"], columns="plek", values="bc_ook", aggfunc="first", fill_value="")
    aanbod = aantallen[["instelling", "bc", "niveau"]].drop_duplicates().sort_values(["instelling", "bc", "niveau"])
    sleutel = pd.MultiIndex.from_frame(aanbod[["bc", "niveau"]])
    namen, ook = codes.loc[sleutel].to_numpy(), tweede.loc[sleutel].to_numpy()
    heeft = set(zip(*(aantallen.loc[aantallen["zeker"] == 1, k] for k in ("instelling", "bc")), strict=True))
    mag = namen != ""
    for rij, plek in np.argwhere(ook != ""):
        mag[rij, plek] = (aanbod["instelling"].iloc[rij], ook[rij, plek]) in heeft
    gelijk = mag / mag.sum(axis=1, keepdims=True)
    concentratie = aannames["concentratie_crebo"] * breedte
    kansen = kalibratie.uneven(gelijk, concentratie, instelling=aanbod["instelling"], rng=rng)
    plaats = pd.MultiIndex.from_frame(aanbod).get_indexer(aantallen[["instelling", "bc", "niveau"]])
    verdeeld = rng.multinomial(aantallen["aantal"] - aantallen["zeker"], kansen[plaats])
    verdeeld[:, 0] += aantallen["zeker"]
    rij, plek = np.nonzero(verdeeld)
    uit = aantallen.iloc[rij].drop(columns=["aantal", "zeker"]).reset_index(drop=True)
    uit = uit.assign(crebo=namen[plaats][rij, plek])
    aantal, concentratie = verdeeld[rij, plek], aannames["concentratie_geslacht"]
    per_bc = programmas.set_index("bc")["man"]
    kans = pd.Series(rng.beta(concentratie * per_bc, concentratie * (1 - per_bc)), index=per_bc.index)
    man = rng.binomial(aantal, _of_rows(uit["bc"].map(kans).to_numpy(), uit["instelling"], kalibratie))
    return uit.assign(man=man, vrouw=aantal - man)


def _of_rows(kans: np.ndarray, instelling: pd.Series, kalibratie: Calibration) -> np.ndarray:
    """Return the chance of a man per row: that of its BC, in another world with what an institution shares."""
    if kalibratie.spreiding is None:
        return kans
    beide = np.column_stack([kans, 1 - kans])
    return kalibratie.uneven(beide, 1.0, instelling=instelling, rng=kalibratie.rng("geslacht per instelling"))[:, 0]


def without_programme(verdeeld: pd.DataFrame, *, crebos: pd.DataFrame, kalibratie: Calibration) -> pd.DataFrame:
    """Return graduates of crebos that have no BC: a small share, at the institutions with most graduates."""
    rng, aandeel = kalibratie.rng("zonder bc"), kalibratie.aannames["aandeel_zonder_bc"]
    per_jaar = verdeeld.groupby("jaar")[["man", "vrouw"]].sum().sum(axis=1)
    groot = verdeeld["instelling"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:12]
    los = crebos.loc[crebos["bc"] == "", ["crebo", "niveau"]]
    vandaag = verdeeld.drop_duplicates("instelling").set_index("instelling")["vandaag"]
    alle = los.merge(pd.DataFrame({"instelling": groot}), how="cross").merge(
        pd.DataFrame({"jaar": per_jaar.index}), how="cross"
    )
    gemiddeld = alle["jaar"].map(per_jaar) * aandeel / (len(los) * len(groot)) / 2
    alle = alle.assign(
        man=rng.poisson(gemiddeld),
        vrouw=rng.poisson(gemiddeld),
        bc="",
        leerweg="bol",
        boldt=False,
        vandaag=alle["instelling"].map(vandaag),
    )
    return alle[alle["man"] + alle["vrouw"] > 0]


def truth(populatie: pd.DataFrame) -> pd.DataFrame:
    """Return the graduates per diploma year, institution of today, crebo, leerweg and level."""
    tabel = populatie.assign(instelling=populatie["vandaag"], gediplomeerd=populatie["man"] + populatie["vrouw"])
    sleutel = ["jaar", "instelling", "crebo", "leerweg", "niveau"]
    return tabel.groupby(sleutel, as_index=False)["gediplomeerd"].sum()


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **{naam: s.params[naam] for naam in _INSTELLINGEN})
        groepen, programmas, crebos = s.read("groepen"), s.read("programmas"), s.read("crebos")
        aantallen = pd.concat(
            count_year(groepen, programmas=programmas, jaar=jaar, kalibratie=kalibratie) for jaar in s.params["jaren"]
        )
        verdeeld = divide_over_crebos(aantallen, crebos=crebos, programmas=programmas, kalibratie=kalibratie)
        los = without_programme(verdeeld, crebos=crebos, kalibratie=kalibratie)
        populatie = pd.concat([verdeeld, los]).sort_values(["jaar", *_SLEUTEL, "crebo"], ignore_index=True)
        for naam, tabel in {"populatie": populatie, "waarheid": truth(populatie)}.items():
            tabel.to_parquet(s.target(naam), index=False)
            s.rows_out(naam, len(tabel))
