"""Draw the diplomas and enrolments of the persons of the synthetic microdata, a cohort at a time.

The dates follow each other: enrolled, diploma, and then out of education, on to another course, or back a year later.
`val` names the trap that a row belongs to; the definitions must survive each.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.cbs import ONBEKEND
from werkagenda.synthetic.draw import Calibration

_DIPLOMA = ["nummer", "rinpersoons", "rinpersoon", "examen", "oplnr", "brin_crypt", "leerweg"]
_INSCHRIJVING = ["nummer", "rinpersoons", "rinpersoon", "brin_crypt", "oplnr"]
_NIVEAU_1, _NIVEAU_2, _NIVEAU_3, _NIVEAU_4 = 1, 2, 3, 4
# Days of a year, as month and day (yyyymmdd less the year).
_AUGUSTUS, _EIND_JULI, _PEILDAG, _DAG_ERNA, _DAG_ERVOOR = 801, 731, 1001, 1002, 930
_JAAR = 10_000


def draw_traps(personen: pd.DataFrame, *, kalibratie: Calibration, eerste_cohort: int) -> pd.Series:
    """Return the diploma trap of each person, empty for most; the analysis population and level 1 only."""
    cohort = int(personen["cohort"].iloc[0])
    rng, aannames = kalibratie.rng("vallen", cohort), kalibratie.aannames
    kansen = aannames["vallen_diploma"]
    grenzen = np.cumsum(list(kansen.values()))
    namen = np.array([*kansen, ""], dtype=object)
    val = pd.Series(namen[np.searchsorted(grenzen, rng.random(len(personen)), side="right")], index=personen.index)
    niveau = personen["niveau"]
    kan = {
        "hoofd_lager": niveau <= _NIVEAU_3,
        "gelijk_niveau": niveau >= _NIVEAU_3,
        "gelijk_datum": personen["examen"] > cohort * _JAAR + _PEILDAG,
        # An earlier diploma belongs to the cohort two years before.
        "eerder_diploma": (niveau >= _NIVEAU_3) & (cohort - 2 >= eerste_cohort),
    }
    for naam, voorwaarde in kan.items():
        val = val.mask((val == naam) & ~voorwaarde, "")
    val = val.where(personen["rol"] == "analyse", "")
    buiten = (personen["rol"] == "niveau") & (rng.random(len(personen)) < aannames["hoofd_buiten"])
    return val.mask(buiten, "hoofd_buiten").astype(str)


def years_from_level_2(
    personen: pd.DataFrame, val: pd.Series, *, kalibratie: Calibration, eerste_cohort: int
) -> pd.Series:
    """Return of each person how many years before this diploma of level 4 they took one of level 2; 0 for most.

    As many as the calibration says, to the person; of the analysis population without a trap of its own.
    """
    cohort, analyse = int(personen["cohort"].iloc[0]), personen["rol"] == "analyse"
    vier = personen.index[analyse & (personen["niveau"] == _NIVEAU_4)]
    volgorde = kalibratie.rng("van_niveau_2", cohort).permutation(vier[val[vier] == ""])
    jaren, begin = pd.Series(0, index=personen.index), 0
    for na, deel in kalibratie.aannames["van_niveau_2"].items():
        eind = begin + round(deel * len(vier))
        # An earlier one would be from before the first file.
        if cohort - na >= eerste_cohort:
            jaren[volgorde[begin:eind]] = na
        begin = eind
    return jaren


def at_level_2(
    personen: pd.DataFrame, jaren: pd.Series, *, opleidingen: pd.DataFrame, kalibratie: Calibration
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the diplomas of level 2 of who came from there, and the enrolments that led to them."""
    cohort = int(personen["cohort"].iloc[0])
    wie = personen[jaren > 0]
    begin = cohort + 1 - jaren[jaren > 0]
    verschil = pd.Series(_NIVEAU_2 - _NIVEAU_4, index=wie.index)
    oplnr = _other_programme(wie, verschil, opleidingen, kalibratie.rng("op_niveau_2", cohort))
    eigen = wie[_DIPLOMA].assign(oplnr=oplnr, val="van_niveau_2")
    diplomas = eigen.assign(examen=begin * _JAAR + _EIND_JULI, hoofddiploma="1", hoogste_diploma="1", ook_vorig=False)
    inschrijvingen = eigen[[*_INSCHRIJVING, "val"]].assign(
        hoofdinschrijving="ja", type_onderwijs="mbo", bekostigd="J",
        aanvang=(begin - 2) * _JAAR + _AUGUSTUS, einde=(begin * _JAAR + _EIND_JULI).astype("Int64"),
    )  # fmt: skip
    return diplomas, inschrijvingen


def on_to_level_4(
    inschrijvingen: pd.DataFrame,
    personen: pd.DataFrame,
    *,
    laatste_cohort: int,
    opleidingen: pd.DataFrame,
    kalibratie: Calibration,
) -> pd.DataFrame:
    """Return the enrolments with those of who goes on at level 4 after level 2 and has no diploma of it yet.

    Of bol part of those who go on in mbo; of bbl part of those who are too old for the analysis population, for all
    others of bbl leave.
    """
    cohort = int(personen["cohort"].iloc[0])
    rng, aannames = kalibratie.rng("naar_niveau_4", cohort), kalibratie.aannames
    vier = int(((personen["rol"] == "analyse") & (personen["niveau"] == _NIVEAU_4)).sum())
    # Whose diploma would come after the last file is still on the way.
    later = sum(deel for na, deel in aannames["van_niveau_2"].items() if cohort + na > laatste_cohort)
    aantal = {leerweg: round(deel * vier) for leerweg, deel in aannames["zonder_diploma_4"].items()}
    twee = personen["niveau"] == _NIVEAU_2
    gaat = (inschrijvingen["val"] == "door") & (inschrijvingen["type_onderwijs"] == "mbo")
    gaat &= inschrijvingen["nummer"].isin(personen.loc[twee, "nummer"])
    wie = sorted(rng.permutation(inschrijvingen.index[gaat])[: aantal["bol"] + round(later * vier)])
    ouder = personen.index[twee & (personen["rol"] == "leeftijd") & (personen["leerweg"] == "bbl")]
    erbij = personen.loc[sorted(rng.permutation(ouder)[: aantal["bbl"]]), _INSCHRIJVING].assign(
        hoofdinschrijving="ja", type_onderwijs="mbo", bekostigd="J", val="naar_niveau_4",
        aanvang=(cohort + 1) * _JAAR + _AUGUSTUS, einde=(cohort + 3) * _JAAR + _EIND_JULI,
    )  # fmt: skip
    nieuw = pd.concat([inschrijvingen.loc[wie], erbij], ignore_index=True).assign(niveau=_NIVEAU_2)
    verschil = pd.Series(_NIVEAU_4 - _NIVEAU_2, index=nieuw.index)
    nieuw["oplnr"] = _other_programme(nieuw, verschil, opleidingen, rng)
    alles = pd.concat([inschrijvingen.drop(index=wie), nieuw[list(inschrijvingen)]], ignore_index=True)
    return alles.astype(inschrijvingen.dtypes.to_dict())


def list_diplomas(
    personen: pd.DataFrame, val: pd.Series, *, opleidingen: pd.DataFrame, kalibratie: Calibration
) -> pd.DataFrame:
    """Return a row per diploma: person, examen, oplnr, brin_crypt, leerweg, the two selections, `ook_vorig`, val.

    `ook_vorig`: the file of the year before holds the same diploma.
    """
    cohort = int(personen["cohort"].iloc[0])
    rng = kalibratie.rng("diplomas", cohort)
    gelijk = val.str.startswith("gelijk")
    onder = val.isin(["hoofd_lager", "hoofd_buiten"])
    eigen = personen[_DIPLOMA].assign(
        val=val,
        hoofddiploma=np.where(gelijk, "2", "1"),
        hoogste_diploma=np.where(onder, "0", np.where(val.isin(["gelijk_datum", "gelijk_oplnr"]), "2", "1")),
    )
    tweede = eigen[val != ""].assign(
        niveau=personen["niveau"], hoofddiploma=lambda t: np.where(t["hoofddiploma"] == "2", "2", "0")
    )
    verschil = tweede["val"].map({"hoofd_lager": 1, "hoofd_buiten": 2, "gelijk_niveau": -1, "eerder_diploma": -1})
    tweede["oplnr"] = _other_programme(tweede, verschil.fillna(0).astype(int), opleidingen, rng)
    tweede["hoogste_diploma"] = np.where(
        tweede["val"].isin(["hoofd_lager", "hoofd_buiten"]), "1", np.where(tweede["val"] == "gelijk_niveau", "0", "2")
    )
    datum = {
        "gelijk_niveau": (cohort + 1) * _JAAR + _DAG_ERVOOR,
        "gelijk_datum": cohort * _JAAR + _PEILDAG,
        "eerder_diploma": (cohort - 1) * _JAAR + _EIND_JULI,
    }
    tweede["examen"] = tweede["val"].map(datum).fillna(tweede["examen"]).astype(int)
    eerder = tweede["val"] == "eerder_diploma"
    tweede.loc[eerder, ["hoofddiploma", "hoogste_diploma"]] = "1"
    alles = pd.concat([eigen, tweede[tweede["oplnr"].notna()].drop(columns="niveau")], ignore_index=True)
    zomer = (alles["examen"] % _JAAR >= _AUGUSTUS) & (alles["examen"] % _JAAR < _PEILDAG)
    return alles.assign(ook_vorig=zomer & (rng.random(len(alles)) < kalibratie.aannames["dubbel_geleverd"]))


def _other_programme(
    tweede: pd.DataFrame, verschil: pd.Series, opleidingen: pd.DataFrame, rng: np.random.Generator
) -> pd.Series:
    """Return the OPLNR of another programme so many levels up; at the same level a higher number, if there is one."""
    gewoon = opleidingen[opleidingen["gekoppeld"] & (opleidingen["sectorkamer"] != ONBEKEND)].sort_values("oplnr")
    uit = pd.Series(None, index=tweede.index, dtype=object)
    for niveau, lijst in gewoon.groupby("niveau")["oplnr"]:
        nummers = lijst.to_numpy(dtype=str)
        wie = tweede.index[tweede["niveau"] + verschil == niveau]
        vanaf = np.searchsorted(nummers, tweede.loc[wie, "oplnr"].to_numpy(dtype=str), side="right")
        vanaf = np.where(verschil[wie] == 0, vanaf, 0)
        plek = vanaf + (rng.random(len(wie)) * (len(nummers) - vanaf)).astype(int)
        uit[wie] = np.where(plek < len(nummers), nummers[np.minimum(plek, len(nummers) - 1)], None)
    return uit


def list_enrolments(
    personen: pd.DataFrame, val: pd.Series, jaren: pd.Series, *, kalibratie: Calibration
) -> pd.DataFrame:
    """Return a row per enrolment: person, brin_crypt, oplnr, aanvang, einde (yyyymmdd, null: open), kinds, val.

    `jaren` are those since a diploma of level 2, 0 for who did not take that way.
    """
    cohort = int(personen["cohort"].iloc[0])
    rng, aannames, n = kalibratie.rng("inschrijvingen", cohort), kalibratie.aannames, len(personen)
    basis = personen[_INSCHRIJVING].assign(
        hoofdinschrijving="ja", type_onderwijs="mbo", bekostigd="J", val="", rol=personen["rol"]
    )
    eerder = (val == "eerder_diploma").to_numpy()
    duur = np.where(eerder, 2, jaren.where(jaren > 0, personen["niveau"].map(aannames["duur"])).to_numpy())
    laatste = (cohort + 1) * _JAAR + np.where(personen["examen"] % _JAAR < _AUGUSTUS, _EIND_JULI, _DAG_ERVOOR)
    laatste = np.where(personen["examen"] < cohort * _JAAR + 1231, personen["examen"], laatste)
    studie = basis.assign(
        aanvang=(cohort + 1 - duur) * _JAAR + _AUGUSTUS,
        einde=np.where(rng.random(n) < 1 / 2, personen["examen"], laatste),
    )
    vorige = basis[eerder].assign(
        aanvang=(cohort - 3) * _JAAR + _AUGUSTUS, einde=(cohort - 1) * _JAAR + _EIND_JULI, val="eerder_diploma"
    )
    door = basis[basis["rol"] == "uitstromer"]
    soort = np.where(rng.random(len(door)) < 1 / 2, "hbo", "mbo")
    door = door.assign(**_around(len(door), cohort + 1, rng, aannames), val="door", type_onderwijs=soort)
    door["hoofdinschrijving"] = np.where(rng.random(len(door)) < aannames["neveninschrijving"], "nee", "ja")
    terug = basis[basis["rol"] == "terug_in_onderwijs"]
    terug = terug.assign(**_around(len(terug), cohort + 2, rng, aannames), val="terug")
    los = basis[(basis["rol"] == "analyse")]
    kansen = aannames["vallen_inschrijving"]
    namen = np.array([*kansen, ""], dtype=object)
    los = los.assign(val=namen[np.searchsorted(np.cumsum(list(kansen.values())), rng.random(len(los)), side="right")])
    onbekostigd = los[los["val"] == "onbekostigd"].assign(
        bekostigd="N", aanvang=(cohort + 1) * _JAAR + _AUGUSTUS, einde=(cohort + 3) * _JAAR + _EIND_JULI
    )
    tussen = los[los["val"] == "tussen_peildata"].assign(
        aanvang=(cohort + 1) * _JAAR + _DAG_ERNA, einde=(cohort + 2) * _JAAR + _DAG_ERVOOR
    )
    herhaald = studie[(studie["rol"] == "analyse").to_numpy() & (rng.random(n) < kansen["herhaald"])]
    herhaald = herhaald.assign(hoofdinschrijving="nee", val="herhaald")
    alles = pd.concat([studie, vorige, door, terug, onbekostigd, tussen, herhaald], ignore_index=True)
    return alles.drop(columns="rol").assign(einde=alles["einde"].astype("Int64"), aanvang=alles["aanvang"].astype(int))


def _around(n: int, jaar: int, rng: np.random.Generator, aannames: dict[str, float]) -> dict[str, object]:
    """Return begin and end of enrolments that hold on 1 October of a year, some for that day at the very edge."""
    begin = np.where(rng.random(n) < aannames["op_de_dag"], _PEILDAG, _AUGUSTUS) + jaar * _JAAR
    eind = pd.array((jaar + 2) * _JAAR + np.full(n, _EIND_JULI), dtype="Int64")
    eind[rng.random(n) < 1 / 2] = pd.NA
    eind[rng.random(n) < aannames["op_de_dag"]] = jaar * _JAAR + _PEILDAG
    return {"aanvang": begin, "einde": eind}


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **s.params)
        opleidingen = s.read("opleidingen")
        paden = s.paths("personen")
        eerste_cohort, laatste_cohort = int(paden[0].stem), int(paden[-1].stem)
        for pad, diplomas, inschrijvingen in zip(paden, s.output["diplomas"], s.output["inschrijvingen"], strict=True):
            personen = pd.read_parquet(pad)
            val = draw_traps(personen, kalibratie=kalibratie, eerste_cohort=eerste_cohort)
            jaren = years_from_level_2(personen, val, kalibratie=kalibratie, eerste_cohort=eerste_cohort)
            erbij = at_level_2(personen, jaren, opleidingen=opleidingen, kalibratie=kalibratie)
            behaald = list_diplomas(personen, val, opleidingen=opleidingen, kalibratie=kalibratie)
            loopt = list_enrolments(personen, val, jaren, kalibratie=kalibratie)
            loopt = on_to_level_4(
                loopt, personen, laatste_cohort=laatste_cohort, opleidingen=opleidingen, kalibratie=kalibratie
            )
            for doel, eigen, meer in zip((diplomas, inschrijvingen), (behaald, loopt), erbij, strict=True):
                pd.concat([eigen, meer], ignore_index=True)[list(eigen)].to_parquet(s.stage(Path(doel)), index=False)
