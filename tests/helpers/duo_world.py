"""Build a synthetic world with the scripts themselves, and read its files without the project's own reader."""

import contextlib
import runpy
import tempfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
from helpers.project import ROOT

from werkagenda.synthetic.draw import USUAL
from werkagenda.synthetic.names import school_years, synthetic_files

RES = ROOT / "resources"
OPEN, LEVERING = (2021, 2025), (2018, 2025)
SLEUTEL = ["jaar", "instelling", "bc", "leerweg", "niveau"]
GEPUBLICEERD = (
    pd.read_csv(RES / "published" / "tabel_b_0_1.csv")
    .assign(bc=lambda tabel: tabel["sleutel"].str.removeprefix("bc="))
    .pivot_table(index="bc", columns="kolom", values="waarde")
)
LEERWEG = {"BOL": "bol", "BOLVT": "bol", "BOLDT": "bol", "BBL": "bbl", "EX": "overig", "OVO": "overig"}


class Names(dict):
    __getattr__ = dict.__getitem__


def run(map_, script, invoer, uitvoer, *, wildcards=None, **params):
    """Run a script's tail in folder `map_`, as Snakemake does: outputs have paths relative to it."""

    def paden(namen):
        return Names({n: [str(p) for p in pad] if isinstance(pad, list) else str(pad) for n, pad in namen.items()})

    smk = SimpleNamespace(
        rule=script,
        input=paden(invoer),
        output=paden(uitvoer),
        wildcards=Names(wildcards or {}),
        params=Names(params, inhoud={"script": script, "bestanden": {}, "raw": {}}),
        log=[],
    )
    pad = ROOT / "workflow" / "scripts" / "synthetic" / f"{script}.py"
    with contextlib.chdir(map_):
        runpy.run_path(str(pad), init_globals={"snakemake": smk}, run_name="__main__")


BASIS = {"kalibratie": RES / "kalibratie.yaml", "domeinen": RES / "contracts" / "domeinen.yaml"}
JAREN = list(range(LEVERING[0], LEVERING[1] + 1))


def contract(naam):
    return RES / "contracts" / "raw" / f"{naam}.yaml"


def draw_institutions(map_, zaad):
    """Draw institutions and what they offer below `map_`; return the paths of the tables by name, relative to it."""
    namen = ("instellingen", "programmas", "aanbod", "groepen", "crebos")
    tabel = {naam: f"results/synthetic/wereld/{naam}.parquet" for naam in namen}
    invoer = BASIS | {"regeling": RES / "bc_regeling.csv", "gepubliceerd": RES / "published" / "tabel_b_0_1.csv"}
    run(map_, "synthetische_wereld", invoer, {naam: tabel[naam] for naam in namen[:2]}, zaad=zaad)
    run(map_, "synthetisch_aanbod", BASIS | tabel, {naam: tabel[naam] for naam in namen[2:]}, zaad=zaad)
    return tabel


@cache
def _drawn(zaad):
    """The tables of `draw_institutions` as bytes, drawn once per seed for all tests: they know nothing of the size."""
    with tempfile.TemporaryDirectory() as map_:
        return {naam: (pad, (Path(map_) / pad).read_bytes()) for naam, pad in draw_institutions(map_, zaad).items()}


def institutions(map_, zaad):
    """Put the tables of `draw_institutions` below `map_`; return their paths by name, relative to it."""
    for pad, inhoud in _drawn(zaad).values():
        (map_ / pad).parent.mkdir(parents=True, exist_ok=True)
        (map_ / pad).write_bytes(inhoud)
    return {naam: pad for naam, (pad, _) in _drawn(zaad).items()}


def populations(map_, zaad, omvang, *, draw=institutions):
    """Draw a world below `map_`; return the paths of its tables by name, relative to it."""
    tabel = draw(map_, zaad)
    soorten = ("instroom", "gediplomeerden")
    tabel |= {soort: f"results/synthetic/wereld/{soort}.parquet" for soort in soorten}
    for soort in soorten:
        uitvoer = {"populatie": tabel[soort], "waarheid": f"results/synthetic/waarheid/{soort}.parquet"}
        run(
            map_,
            f"synthetische_{soort}",
            BASIS | tabel,
            uitvoer,
            zaad=zaad,
            omvang=omvang,
            generator=USUAL,
            jaren=JAREN,
        )
    return tabel


def build(map_, zaad, omvang, *, draw=institutions):
    """Write a whole world below `map_` in the order of the rules; return the paths of its raw files by source."""
    raw = synthetic_files(OPEN, LEVERING)
    tabel = populations(map_, zaad, omvang, draw=draw)
    for uitgave, voor, (eerste, laatste) in (("open", "", OPEN), ("levering", "levering_", LEVERING)):
        invoer = {f"contract_{bestand}": contract(f"instroom_{bestand}") for bestand in "ab"}
        run(
            map_,
            "synthetische_duo_instroom",
            BASIS | tabel | invoer | {"populatie": tabel["instroom"]},
            {bestand: raw[f"{voor}instroom_{bestand}"] for bestand in "ab"},
            zaad=zaad,
            generator=USUAL,
            uitgave=uitgave,
            jaren=list(range(eerste, laatste + 1)),
        )
    run(
        map_,
        "synthetische_duo_gediplomeerden",
        BASIS | tabel | {"populatie": tabel["gediplomeerden"], "contract": contract("gediplomeerden")},
        {"open": raw["gediplomeerden"][0], "levering": raw["levering_gediplomeerden"][0]},
        jaren={"open": list(range(OPEN[0], OPEN[1] + 1)), "levering": JAREN},
    )
    klein = ("instellingen", "fusies", "plan_instellingen", "plan_bc_genoemd")
    invoer = {f"contract_{bron}": contract(bron) for bron in (*klein, "crebo_bc")}
    run(
        map_,
        "synthetische_tabellen",
        BASIS | tabel | invoer | {"populatie": tabel["instroom"]},
        {bron: raw[bron][0] for bron in klein} | {"crebo_bc": raw["crebo_bc"]},
        zaad=zaad,
        schooljaren=school_years(OPEN),
    )
    return {bron: [map_ / pad for pad in paden] for bron, paden in raw.items()}


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
