"""Coverage where the truth is not the model's own: the other worlds (`synthetisch.wereld`), by their own generator."""

import pandas as pd
import pytest
from derive.gediplomeerden_cellen import bound_cells as bound_graduates
from derive.indeling import classify
from derive.instroom_cellen import Suppressed, bound_cells
from derive.kalibratie import calibrate
from helpers.duo_world import BASIS, RES, contract, institutions, run
from ingest.inlezen import ingest

from werkagenda.contract.contracts import load_contract
from werkagenda.flow.groups import own_programmes

JAREN = [2022, 2023]
MAAT = "instroom_opleiding"
UITGAVEN = ("open", "levering")
UIT = "results/synthetic"
ONDERDRUKKING = Suppressed(low={"instroom_a": "auto", "instroom_b": 1}, high=4, verwacht="model", max_leeg=0.01)
# As the goal says it: of all blocks together, and of a kind with at least so many of them.
ALLE, PER_SOORT, GENOEG = 0.94, 0.90, 20
# Share of the students behind a suppressed count in the usual world, and how many times that in the others.
GEWOON = {"gediplomeerd": 0.200, MAAT: 0.281}
VERBORGEN = {"lognormaal": 1.0, "dubbel_onderdrukt": 2.0}


def raw_files(map_, generator):
    """Draw a world of the years JAREN by its scripts; return its files as ingest reads them, per source and edition."""
    tabel = institutions(map_, zaad=1)
    zaad = {"zaad": 1, "generator": generator}
    for soort in ("instroom", "gediplomeerden"):
        uitvoer = {"populatie": f"{UIT}/{soort}.parquet", "waarheid": f"{UIT}/{soort}_waar.parquet"}
        run(map_, f"synthetische_{soort}", BASIS | tabel, uitvoer, **zaad, omvang=1.0, jaren=JAREN)
    contracten = {f"contract_{bestand}": contract(f"instroom_{bestand}") for bestand in "ab"}
    invoer = BASIS | tabel | contracten | {"populatie": f"{UIT}/instroom.parquet"}
    for uitgave in UITGAVEN:
        uitvoer = {bestand: [f"{UIT}/{uitgave}/{jaar}_{bestand}.csv" for jaar in JAREN] for bestand in "ab"}
        run(map_, "synthetische_duo_instroom", invoer, uitvoer, **zaad, uitgave=uitgave, jaren=JAREN)
    invoer |= {"populatie": f"{UIT}/gediplomeerden.parquet", "contract": contract("gediplomeerden")}
    uitvoer = {uitgave: f"{UIT}/{uitgave}/gediplomeerden.csv" for uitgave in UITGAVEN}
    run(map_, "synthetische_duo_gediplomeerden", invoer, uitvoer, jaren=dict.fromkeys(UITGAVEN, JAREN))
    return {naam: pd.read_parquet(map_ / tabel[naam]) for naam in ("instellingen", "aanbod", "crebos")}


def ingested(map_, bron, pad):
    return ingest(load_contract(contract(bron)), map_ / UIT / pad).to_pandas()


def inflow(map_):
    """Return cells and summary of MAAT, both editions."""
    cellen, overzichten = [], []
    for uitgave in UITGAVEN:
        for jaar in JAREN:
            delen = {f"instroom_{b}": ingested(map_, f"instroom_{b}", f"{uitgave}/{jaar}_{b}.csv") for b in "ab"}
            cel, _, overzicht = bound_cells(delen, ONDERDRUKKING)
            cellen.append(cel[cel["maat"] == MAAT].assign(jaar=jaar, uitgave=uitgave))
            overzichten.append(overzicht)
    return pd.concat(cellen).rename(columns={"bc": "opleiding"}), pd.concat(overzichten)


def graduates(map_):
    """Return cells and summary of graduates, both editions."""
    cellen, overzichten = [], []
    for uitgave in UITGAVEN:
        tabel = ingested(map_, "gediplomeerden", f"{uitgave}/gediplomeerden.csv")
        cel, overzicht = bound_graduates(tabel, low=1, high=4, verwacht="model")
        cellen.append(cel.assign(uitgave=uitgave, maat="gediplomeerd"))
        overzichten.append(overzicht)
    return pd.concat(cellen).rename(columns={"crebo": "opleiding"}), pd.concat(overzichten)


@pytest.fixture(scope="module", params=sorted(VERBORGEN))
def tested(request, tmp_path_factory):
    """Return the backtest of a world, and per count the share of its students that is hidden beside the usual one."""
    map_ = tmp_path_factory.mktemp(request.param)
    wereld = raw_files(map_, request.param)
    fusies = wereld["instellingen"].query("datum != ''").rename(columns={"instelling": "oud", "vandaag": "nieuw"})
    genoemd = wereld["aanbod"].query("genoemd")[["instelling", "bc"]]
    regeling = pd.read_csv(RES / "bc_regeling.csv", dtype=str)
    indeling = classify(genoemd, regeling=regeling, fusies=fusies, scenarios={})
    paren = [wereld["crebos"][["crebo", bc]].set_axis(["opleiding", "bc"], axis=1) for bc in ("bc", "bc_ook")]
    crebo_bc = pd.concat(paren).query("bc != ''").drop_duplicates()
    verborgen, getoetst = {}, []
    for maat, (cellen, overzicht) in (("gediplomeerd", graduates(map_)), (MAAT, inflow(map_))):
        koppeling = crebo_bc if maat == "gediplomeerd" else own_programmes(cellen["opleiding"])
        samen = {"indeling": indeling, "fusies": fusies, "overzicht": overzicht, "leerwegen": ["bol", "bbl"]}
        getoetst.append(calibrate(cellen, koppeling, **samen)[1])
        open_ = cellen[cellen["uitgave"] == "open"]
        verborgen[maat] = open_["onderdrukt"].sum() / open_["aantal"].sum()
    return request.param, pd.concat(getoetst), verborgen


def covered(getoetst):
    """Return the share of blocks in their interval, and how many blocks there are."""
    blokken = getoetst["blokken"].sum()
    return (getoetst["gedekt"] * getoetst["blokken"]).sum() / blokken, blokken


def test_the_intervals_hold_what_they_promise(tested):
    _, getoetst, _ = tested
    assert covered(getoetst)[0] >= ALLE
    soorten = {soort: covered(rijen) for soort, rijen in getoetst.groupby(["bronmaat", "grootheid", "soort"])}
    assert sum(n >= GENOEG for _, n in soorten.values()) >= 12
    assert {soort: deel for soort, (deel, n) in soorten.items() if n >= GENOEG and deel < PER_SOORT} == {}


def test_they_are_narrower_than_the_bounds_and_not_just_wide(tested):
    """An interval that always holds would be no better than the bounds."""
    _, getoetst, _ = tested
    assert covered(getoetst)[0] <= 0.99
    totaal = getoetst[(getoetst["soort"] == "totaal") & (getoetst["grootheid"] == "aantal")]
    assert (totaal["halve_breedte"] * 5 < totaal["uiterste_breedte"]).all()
    assert (totaal["fout"] <= totaal["halve_breedte"]).all()


def test_as_many_students_are_hidden_as_the_world_says(tested):
    wereld, _, verborgen = tested
    keer = {maat: verborgen[maat] / deel for maat, deel in GEWOON.items()}
    assert list(keer.values()) == pytest.approx([VERBORGEN[wereld]] * 2, rel=0.15), keer
