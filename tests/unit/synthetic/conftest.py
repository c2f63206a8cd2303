"""One small synthetic world, written by the scripts themselves, and a recount of its csv files."""

import runpy
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import yaml

from werkagenda.synthetic_names import SCHOOLJAREN, synthetic_files

ROOT = Path(__file__).parents[3]
RES = ROOT / "resources"
OPEN, LEVERING = (2021, 2025), (2018, 2025)
SLEUTEL = ["jaar", "instelling", "bc", "leerweg", "niveau"]
LEERWEG = {"BOL": "bol", "BOLVT": "bol", "BOLDT": "bol", "BBL": "bbl", "EX": "overig", "OVO": "overig"}


class Namen(dict):
    __getattr__ = dict.__getitem__


def run(script, invoer, uitvoer, **params):
    smk = SimpleNamespace(
        rule=script,
        input=Namen({naam: str(pad) for naam, pad in invoer.items()}),
        output=Namen({n: [str(p) for p in pad] if isinstance(pad, list) else str(pad) for n, pad in uitvoer.items()}),
        wildcards=Namen(),
        params=Namen(params, inhoud={"script": script, "bestanden": {}, "raw": {}}),
        log=[],
    )
    pad = ROOT / "workflow" / "scripts" / "synthetic" / f"{script}.py"
    runpy.run_path(str(pad), init_globals={"snakemake": smk}, run_name="__main__")


def build(map_, zaad, omvang):
    """Write a whole world below `map_` in the order of the rules."""
    raw = {
        bron: [map_ / pad for pad in paden] for bron, paden in synthetic_files(OPEN, LEVERING).items()
    }
    tabel = {
        naam: map_ / f"{naam}.parquet"
        for naam in ("instellingen", "programmas", "aanbod", "groepen", "crebos", "instroom", "gediplomeerden")
    }
    waarheid = {naam: map_ / f"waarheid_{naam}.parquet" for naam in ("instroom", "gediplomeerden")}
    basis = {"kalibratie": RES / "kalibratie.yaml", "domeinen": RES / "contracts" / "domeinen.yaml"}

    def kies(*namen):
        return basis | {naam: tabel[naam] for naam in namen}

    def contract(naam):
        return RES / "contracts" / "raw" / f"{naam}.yaml"

    jaren = list(range(LEVERING[0], LEVERING[1] + 1))
    run(
        "synthetische_wereld",
        basis | {"regeling": RES / "bc_regeling.csv", "gepubliceerd": RES / "published" / "tabel_b_0_1.csv"},
        {naam: tabel[naam] for naam in ("instellingen", "programmas")},
        zaad=zaad,
    )
    run(
        "synthetisch_aanbod",
        kies("instellingen", "programmas"),
        {naam: tabel[naam] for naam in ("aanbod", "groepen", "crebos")},
        zaad=zaad,
    )
    for soort in ("instroom", "gediplomeerden"):
        run(
            f"synthetische_{soort}",
            kies("programmas", "groepen", "crebos"),
            {"populatie": tabel[soort], "waarheid": waarheid[soort]},
            zaad=zaad,
            omvang=omvang,
            jaren=jaren,
        )
    for uitgave, voor, reeks in (("open", "", OPEN), ("levering", "levering_", LEVERING)):
        run(
            "synthetische_duo_instroom",
            kies("instellingen", "programmas")
            | {"populatie": tabel["instroom"]}
            | {f"contract_{bestand}": contract(f"instroom_{bestand}") for bestand in "ab"},
            {bestand: raw[f"{voor}instroom_{bestand}"] for bestand in "ab"},
            zaad=zaad,
            uitgave=uitgave,
            jaren=list(range(reeks[0], reeks[1] + 1)),
        )
    run(
        "synthetische_duo_gediplomeerden",
        kies("instellingen", "programmas", "crebos")
        | {"populatie": tabel["gediplomeerden"], "contract": contract("gediplomeerden")},
        {"open": raw["gediplomeerden"][0], "levering": raw["levering_gediplomeerden"][0]},
        jaren={"open": list(range(OPEN[0], OPEN[1] + 1)), "levering": jaren},
    )
    klein = ("instellingen", "fusies", "plan_instellingen", "plan_bc_genoemd")
    run(
        "synthetische_tabellen",
        kies("instellingen", "programmas", "aanbod", "crebos")
        | {"populatie": tabel["instroom"]}
        | {f"contract_{bron}": contract(bron) for bron in (*klein, "crebo_bc")},
        {bron: raw[bron][0] for bron in klein} | {"crebo_bc": raw["crebo_bc"]},
        zaad=zaad,
        schooljaren=list(SCHOOLJAREN),
    )
    return raw


def read(pad):
    """Read a raw file as text, whatever its encoding and separator."""
    inhoud = pad.read_bytes()
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252")
    scheiding = ";" if tekst.splitlines()[0].count(";") else ","
    rijen = [regel[1:-1].split(f'"{scheiding}"') for regel in tekst.splitlines()]
    return pd.DataFrame(rijen[1:], columns=rijen[0])


def read_years(paden):
    return pd.concat(read(pad).assign(jaar=int(pad.name[:4])) for pad in paden)


@pytest.fixture(scope="session")
def kalibratie():
    inhoud = yaml.safe_load((RES / "kalibratie.yaml").read_text(encoding="utf-8"))
    return {doel["naam"]: doel for doel in inhoud["doelen"]}


@pytest.fixture(scope="session")
def wereld(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wereld"), zaad=1, omvang=0.05)


@pytest.fixture(scope="session")
def fusies(wereld):
    tabel = read(wereld["fusies"][0])
    return dict(zip(tabel["oud"], tabel["nieuw"], strict=True))


@pytest.fixture(scope="session")
def genoemd(wereld):
    return read(wereld["plan_bc_genoemd"][0])


@pytest.fixture(scope="session")
def sectoren():
    tabel = pd.read_csv(RES / "bc_regeling.csv", dtype=str)
    return dict(zip(tabel["bc"], tabel["sector"].fillna(""), strict=True))


@pytest.fixture(scope="session")
def instroom(wereld, fusies):
    """File A of the delivery, counts per year, institution of today, BC, leerweg and level."""
    tabel = read_years(wereld["levering_instroom_a"]).rename(
        columns={"BEROEPSOPLEIDING CODE": "bc", "NIVEAU": "niveau"}
    )
    tabel["instelling"] = tabel["INSTELLINGSCODE"].replace(fusies)
    tabel["leerweg"] = tabel["LEERWEG"].map(LEERWEG)
    maten = ["TOTAAL MBO", "INSTROOM MBO", "INSTROOM OPLEIDING"]
    tabel[maten] = tabel[maten].astype(int)
    return tabel.groupby(SLEUTEL, as_index=False)[maten].sum()


@pytest.fixture(scope="session")
def koppeling(wereld):
    """The BCs of each crebo by the latest crosswalk."""
    tabel = read(wereld["crebo_bc"][-1])
    bc = tabel["Beroepsopleiding code"].str.strip().str.lower()
    return bc[bc != ""].groupby(tabel["Erkende opleidingscode"]).agg(lambda codes: sorted(set(codes))).to_dict()


def graduates(pad):
    """Return the wide file long: jaar, code, crebo, leerweg, niveau, aantal (text of the file as a number)."""
    tabel = read(pad)
    vast = [naam for naam in tabel.columns if not naam.startswith("DIP")]
    lang = tabel.melt(vast, var_name="kolom", value_name="aantal")
    return pd.DataFrame(
        {
            "jaar": lang["kolom"].str[-4:].astype(int),
            "code": lang["INSTELLINGSCODE"],
            "crebo": lang["ERKENDE OPLEIDING CODE"],
            "leerweg": lang["LEERWEG"].map(LEERWEG),
            "niveau": lang["NIVEAU"],
            "aantal": lang["aantal"].astype(int),
        }
    )


@pytest.fixture(scope="session")
def gediplomeerden(wereld):
    return graduates(wereld["levering_gediplomeerden"][0])
