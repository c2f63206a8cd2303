"""The synthetic student files, counted from the files without the project's readers, beside DUO's file A."""

import pandas as pd
import pytest
from helpers.duo_world import LEERWEG, OPEN, RES, contract, read, run

from werkagenda.synthetic.names import synthetic_student_files

_PER = ["jaar", "instelling", "leerweg"]
SCHEMA_01 = """JAAR, PROVINCIE INSTELLING, BEVOEGD GEZAG NUMMER, INSTELLINGSCODE, INSTELLINGSNAAM, PLAATSNAAM
INSTELLING, GEMEENTENUMMER INSTELLING, GEMEENTE INSTELLING, BBL, BOLDT, BOLVT, EX"""
SCHEMA_08 = """PROVINCIE INSTELLING, SECTORKAMER NAAM, HOOFDGROEP NAAM, BEVOEGD GEZAG NUMMER, INSTELLINGSCODE,
INSTELLINGSNAAM, GEMEENTENUMMER INSTELLING, GEMEENTE INSTELLING, BEROEPSOPLEIDING CODE, BEROEPSOPLEIDING NAAM, LEERWEG,
VERBLIJFSJAAR IN MBO, JAAR_2021, JAAR_2022, JAAR_2023, JAAR_2024, JAAR_2025"""


@pytest.fixture(scope="module")
def bestanden(wereld):
    """Write both files beside a small world; return them by source."""
    map_, namen = wereld["fusies"][0].parents[4], synthetic_student_files()
    tabellen = {"populatie": "instroom", "instellingen": "instellingen", "programmas": "programmas"}
    run(
        map_,
        "synthetische_studentbestanden",
        {
            "kalibratie": RES / "kalibratie_aanvullend.yaml",
            **{f"contract_{bron}": contract(bron) for bron in namen},
            **{naam: f"results/synthetic/wereld/{tabel}.parquet" for naam, tabel in tabellen.items()},
        },
        {bron: paden[0] for bron, paden in namen.items()},
        zaad=1,
        jaren=list(range(OPEN[0], OPEN[1] + 1)),
    )
    return {bron: read(map_ / pad) for bron, (pad,) in namen.items()}


@pytest.fixture(scope="module")
def lang(bestanden):
    """Both files with a row per count: jaar, instelling, leerweg, aantal."""
    een, acht = bestanden["studenten_leerweg"], bestanden["studenten_opleiding"]
    een = een.melt(["JAAR", "INSTELLINGSCODE"], ["BBL", "BOLDT", "BOLVT", "EX"], "LEERWEG", "aantal")
    een["jaar"] = een["JAAR"].astype(int)
    kolommen = [naam for naam in acht if naam.startswith("JAAR_")]
    acht = acht.melt([naam for naam in acht if naam not in kolommen], kolommen, "JAAR", "aantal")
    acht["jaar"] = acht["JAAR"].str[-4:].astype(int)
    namen = {"INSTELLINGSCODE": "instelling"}
    return {
        bron: tabel.rename(columns=namen).assign(
            leerweg=tabel["LEERWEG"].map(LEERWEG), aantal=tabel["aantal"].astype(int)
        )
        for bron, tabel in (("studenten_leerweg", een), ("studenten_opleiding", acht))
    }


def test_the_columns_are_those_of_duo(bestanden):
    for bron, schema in (("studenten_leerweg", SCHEMA_01), ("studenten_opleiding", SCHEMA_08)):
        assert sorted(bestanden[bron]) == sorted(" ".join(schema.split()).split(", "))


def test_counts_of_one_to_four_are_hidden_and_only_those(lang):
    for tabel in lang.values():
        assert not tabel["aantal"].isin([1, 2, 3, 4]).any()
        assert set(tabel.loc[tabel["aantal"] < 0, "aantal"]) == {-1}
        assert (tabel["aantal"] == 0).any()


def test_each_file_adds_up_to_the_students_of_file_a(lang, instroom):
    """What the delivery of file A counts lies between each file's bounds: a hidden count is 1 to 4."""
    waar = instroom.groupby(_PER)["TOTAAL MBO"].sum()
    waar = waar[waar.index.get_level_values("jaar") >= OPEN[0]]
    for tabel in lang.values():
        delen = tabel.assign(
            onder=tabel["aantal"].replace(-1, 1), boven=tabel["aantal"].replace(-1, 4), verborgen=tabel["aantal"] < 0
        )
        som = delen.groupby(_PER)[["onder", "boven", "verborgen"]].sum()
        som = som[som["boven"] > 0]
        pd.testing.assert_index_equal(som.index, waar.index)
        assert ((som["onder"] <= waar) & (waar <= som["boven"])).all()
        assert (som.loc[som["verborgen"] == 0, "onder"] == waar[som["verborgen"] == 0]).all()
    # File 01 hides next to nothing of bol and bbl, and a merged institution stands in it with each of its places.
    een = lang["studenten_leerweg"]
    assert (een.loc[een["LEERWEG"].isin(["BBL", "BOLVT"]), "aantal"] < 0).mean() < 0.02
    assert een.groupby(["jaar", "instelling", "LEERWEG"]).size().max() == 2


def test_the_first_year_in_mbo_is_the_new_inflow(lang, instroom):
    acht = lang["studenten_opleiding"]
    eerste = acht[acht["VERBLIJFSJAAR IN MBO"] == "1"]
    onder, boven = eerste["aantal"].replace(-1, 1).sum(), eerste["aantal"].replace(-1, 4).sum()
    nieuw = instroom.loc[instroom["jaar"] >= OPEN[0], "INSTROOM MBO"].sum()
    assert onder <= nieuw <= boven
    assert boven < nieuw * 2
