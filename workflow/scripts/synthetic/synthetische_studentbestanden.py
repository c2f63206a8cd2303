"""Write DUO's student files 01 and 08 of the synthetic world: the students of its inflow files, split in other ways.

Each file hides its own counts of 1 to 4. Both use today's institution codes; a merged institution has a row per place.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, suppress

_SOORTEN = ["nieuw", "switch", "blijft"]
_CODES = {"bol": "BOLVT", "bbl": "BBL", "overig": "EX"}
_KOLOMMEN = ["BBL", "BOLDT", "BOLVT", "EX"]
_PLEK = [
    "PROVINCIE INSTELLING",
    "BEVOEGD GEZAG NUMMER",
    "INSTELLINGSCODE",
    "INSTELLINGSNAAM",
    "GEMEENTENUMMER INSTELLING",
    "GEMEENTE INSTELLING",
]
_OPLEIDING = ["SECTORKAMER NAAM", "HOOFDGROEP NAAM", "BEROEPSOPLEIDING CODE", "BEROEPSOPLEIDING NAAM"]


def describe(populatie: pd.DataFrame, instellingen: pd.DataFrame, programmas: pd.DataFrame) -> pd.DataFrame:
    """Return the groups of students with what the files say of their institution, place and programme; raw names."""
    plaatsen = sorted(instellingen["plaats"].unique())
    plek = instellingen.set_index("instelling")["plaats"]
    # An institution that was merged into another goes on in a place of its own.
    opgegaan = instellingen.loc[instellingen["type"] == "opgegaan", "instelling"]
    plek[opgegaan] = [plaatsen[plaatsen.index(plaats) - 1] for plaats in plek[opgegaan]]
    # An institution has the province and the name of its largest part.
    grootste = instellingen.sort_values("omvang", ascending=False, kind="stable").drop_duplicates("vandaag")
    kop = grootste.set_index("vandaag").sort_index()
    nummer = pd.Series(range(len(kop)), index=kop.index)
    gemeenten = {naam: f"{volg:04d}" for volg, naam in enumerate(plaatsen, 1)}
    opleiding = programmas.set_index("bc")
    gemeente = populatie["instelling"].map(plek)
    return populatie.assign(
        **{
            "PROVINCIE INSTELLING": populatie["vandaag"].map(kop["provincie"]),
            "BEVOEGD GEZAG NUMMER": (40001 + 7 * populatie["vandaag"].map(nummer)).astype(str),
            "INSTELLINGSCODE": populatie["vandaag"],
            "INSTELLINGSNAAM": populatie["vandaag"].map(kop["naam"]),
            "GEMEENTENUMMER INSTELLING": gemeente.map(gemeenten),
            "GEMEENTE INSTELLING": gemeente,
            "SECTORKAMER NAAM": populatie["bc"].map(opleiding["sectorkamer"]),
            "HOOFDGROEP NAAM": populatie["bc"].map(opleiding["hoofdgroep_naam"]),
            "BEROEPSOPLEIDING CODE": populatie["bc"],
            "BEROEPSOPLEIDING NAAM": populatie["bc"].map(opleiding["naam"]),
            "LEERWEG": populatie["leerweg"].map(_CODES).mask(populatie["boldt"], "BOLDT"),
        }
    )


def file_01(groepen: pd.DataFrame) -> pd.DataFrame:
    """Return file 01: a row per year, institution and place, a column per leerweg."""
    rijen = groepen.assign(JAAR=groepen["jaar"].astype(str), studenten=groepen[_SOORTEN].sum(axis=1))
    breed = rijen.pivot_table(
        index=["JAAR", *_PLEK], columns="LEERWEG", values="studenten", aggfunc="sum", fill_value=0, sort=True
    ).reindex(columns=_KOLOMMEN, fill_value=0)
    uit = breed.reset_index()
    uit["PLAATSNAAM INSTELLING"] = uit["GEMEENTE INSTELLING"].str.upper()
    return uit.assign(**{kolom: suppress(uit[kolom].to_numpy()).astype(str) for kolom in _KOLOMMEN})


def file_08(groepen: pd.DataFrame, verblijf: Mapping[str, float], rng: np.random.Generator) -> pd.DataFrame:
    """Return file 08: a row per institution, place, programme, leerweg and year in mbo, a column per year.

    Who is new in mbo is in the first year; `verblijf` has the shares of the later ones among all others.
    """
    kansen = np.array(list(verblijf.values()))
    later = rng.multinomial(groepen["switch"] + groepen["blijft"], kansen / kansen.sum())
    delen = [groepen.assign(verblijfsjaar="1", studenten=groepen["nieuw"])]
    delen += [
        groepen.assign(verblijfsjaar=jaar, studenten=later[:, plek]) for plek, jaar in enumerate(map(str, verblijf))
    ]
    rijen = pd.concat(delen, ignore_index=True)
    rijen = rijen[rijen["studenten"] > 0].rename(columns={"verblijfsjaar": "VERBLIJFSJAAR IN MBO"})
    rijen["kolom"] = "JAAR_" + rijen["jaar"].astype(str)
    vast = [*_PLEK, *_OPLEIDING, "LEERWEG", "VERBLIJFSJAAR IN MBO"]
    breed = rijen.pivot_table(index=vast, columns="kolom", values="studenten", aggfunc="sum", fill_value=0, sort=True)
    return breed.apply(lambda kolom: suppress(kolom.to_numpy()).astype(str)).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        populatie = s.read("populatie")
        populatie = populatie[populatie["jaar"].isin(s.params["jaren"])].reset_index(drop=True)
        groepen = describe(populatie, s.read("instellingen"), s.read("programmas"))
        verblijf = kalibratie.aannames["verblijfsjaar"]
        tabellen = {
            "studenten_leerweg": file_01(groepen),
            "studenten_opleiding": file_08(groepen, verblijf, kalibratie.rng("verblijfsjaar")),
        }
        for naam, tabel in tabellen.items():
            write_raw(tabel, s.contract(f"contract_{naam}"), s.target(naam))
            s.rows_out(naam, len(tabel))
