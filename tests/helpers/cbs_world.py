"""The synthetic microdata for tests: the population in memory, or files in a folder."""

import tempfile
from functools import cache, partial
from pathlib import Path

import pandas as pd
import yaml
from helpers.duo_world import RES, contract, institutions, run

from werkagenda.contract.contracts import load_contract
from werkagenda.synthetic.cbs import draw_population, education_cells, published_coefficients
from werkagenda.synthetic.draw import Calibration
from werkagenda.synthetic.names import cbs_years, synthetic_cbs_files

COHORTEN = tuple(range(2012, 2022))


def calibration(zaad, omvang):
    inhoud = yaml.safe_load((RES / "kalibratie_cbs.yaml").read_text(encoding="utf-8"))
    return Calibration.from_file(inhoud, zaad=zaad, omvang=omvang)


def coefficients():
    return published_coefficients(pd.read_csv(RES / "published" / "tabel_b_0_2.csv", dtype=str))


@cache
def cells():
    """Who can graduate where, in the world of seed 1 (drawn once for all tests)."""
    with tempfile.TemporaryDirectory() as map_:
        tabel = {naam: pd.read_parquet(Path(map_) / pad) for naam, pad in institutions(Path(map_), 1).items()}
    sectorkamers = load_contract(contract("oplnr_bc")).column("sectorkamer").codes
    return education_cells(
        tabel["groepen"], tabel["programmas"], sectorkamers=sectorkamers, kalibratie=calibration(1, 1)
    )


def population(zaad, omvang, cohorten=COHORTEN):
    """The analysis population of `draw_population` in memory."""
    return draw_population(
        cells(), kalibratie=calibration(zaad, omvang), coefficienten=coefficients(), cohorten=cohorten
    )


START = (2021, 2021)
REGISTERS = ("personen", "kindouder", "hoogsteopl")


def build_cbs(map_, zaad, omvang, *, onbekende_codes=False):
    """Write all microdata below `map_` in the order of the rules; return the paths of its files by source."""
    raw = synthetic_cbs_files((COHORTEN[0], COHORTEN[-1]), START)
    jaren = cbs_years((COHORTEN[0], COHORTEN[-1]), START)
    tabel = {naam: str(map_ / pad) for naam, pad in institutions(map_, 1).items()} | {
        "kalibratie": RES / "kalibratie_cbs.yaml"
    }
    tabel["opleidingen"] = "results/synthetic/wereld/opleidingsnummers.parquet"
    per_cohort = {
        naam: [f"results/persoon/synthetic/wereld/{naam}/{cohort}.parquet" for cohort in COHORTEN]
        for naam in ("personen", "diplomas", "inschrijvingen", "banen")
    }
    waarheid = [f"results/persoon/synthetic/waarheid/{cohort}.parquet" for cohort in COHORTEN]
    bronnen = ("oplnr_bc", "opleidingsnummers", "diplomas", "inschrijvingen", "banen", *REGISTERS)
    invoer = tabel | {f"contract_{bron}": contract(bron) for bron in bronnen}
    invoer["gepubliceerd"] = RES / "published" / "tabel_b_0_2.csv"
    basis = {"zaad": zaad, "omvang": omvang}
    bestanden = basis | {"onbekende_codes": onbekende_codes}
    stap = partial(run, map_)
    stap(
        "cbs_oplnr",
        invoer,
        {naam: raw[naam][0] for naam in ("oplnr_bc", "opleidingsnummers")} | {"opleidingen": tabel["opleidingen"]},
        **basis,
    )
    rollen = "results/persoon/synthetic/waarheid/rollen.parquet"
    uit = {"personen": per_cohort["personen"], "waarheid": waarheid, "rollen": rollen}
    stap("cbs_personen", invoer, uit, cohorten=list(COHORTEN), **basis)
    invoer["personen"] = per_cohort["personen"]
    loopbaan = {naam: per_cohort[naam] for naam in ("diplomas", "inschrijvingen")}
    stap("cbs_loopbaan", invoer, loopbaan, **basis)
    stap("cbs_dienstverbanden", invoer, {"banen": per_cohort["banen"]}, **basis)
    stap("cbs_onderwijs", invoer | loopbaan, {naam: raw[naam] for naam in loopbaan}, jaren=jaren, **bestanden)
    stap("cbs_registers", invoer, {naam: raw[naam] for naam in REGISTERS}, jaren=jaren, **bestanden)
    stap(
        "cbs_banen",
        invoer | {"banen": per_cohort["banen"]},
        {"raw": raw["banen"]},
        jaren=jaren["banen"],
        start=list(range(START[0], START[1] + 1)),
        **bestanden,
    )
    wereld = {f"wereld_{naam}": paden for naam, paden in per_cohort.items()}
    alles = raw | wereld | {"waarheid": waarheid, "rollen": [rollen], "opleidingen": [tabel["opleidingen"]]}
    return {naam: [map_ / pad for pad in paden] for naam, paden in alles.items()}
