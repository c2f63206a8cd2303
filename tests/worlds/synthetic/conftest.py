"""One small synthetic world, and the counts in its files."""

import pickle
import shutil

import pandas as pd
import pytest
import yaml
from filelock import FileLock
from helpers import survey_files as enquetes
from helpers.cbs_world import build_cbs
from helpers.duo_world import LEERWEG, RES, SLEUTEL, build, graduates, read, read_years


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Return a function that puts files in a folder of this process, which all processes together make once."""
    base = tmp_path_factory.getbasetemp()
    samen = (base if worker_id == "master" else base.parent) / "samen"
    samen.mkdir(exist_ok=True)

    def made(naam, make, doel):
        with FileLock(samen / f"{naam}.slot"):
            if not (samen / naam).exists():
                bezig = samen / f"{naam} in de maak"
                bezig.mkdir()
                paden = make(bezig) or {}
                los = {bron: [pad.relative_to(bezig) for pad in een] for bron, een in paden.items()}
                (samen / f"{naam}.pickle").write_bytes(pickle.dumps(los))
                bezig.rename(samen / naam)
        shutil.copytree(samen / naam, doel, dirs_exist_ok=True)
        los = pickle.loads((samen / f"{naam}.pickle").read_bytes())  # noqa: S301 - our own
        return {bron: [doel / pad for pad in paden] for bron, paden in los.items()}

    return made


@pytest.fixture(scope="session")
def kalibratie():
    inhoud = yaml.safe_load((RES / "kalibratie.yaml").read_text(encoding="utf-8"))
    return {doel["naam"]: doel for doel in inhoud["doelen"]}


@pytest.fixture(scope="session")
def wereld(once, tmp_path_factory):
    return once("wereld", lambda map_: build(map_, zaad=1, omvang=0.05), tmp_path_factory.mktemp("wereld"))


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


@pytest.fixture(scope="session")
def gediplomeerden(wereld):
    return graduates(wereld["levering_gediplomeerden"][0])


@pytest.fixture(scope="session")
def microdata(once, tmp_path_factory):
    """Paths of all files of a small world of persons, by source."""
    return once("microdata", lambda map_: build_cbs(map_, zaad=7, omvang=0.01), tmp_path_factory.mktemp("microdata"))


@pytest.fixture(scope="session")
def map_(once, wereld):
    """The folder of the world, with its plans and JOB-monitors."""
    uit = wereld["fusies"][0].parents[4]

    def beside_a_world(map_):
        shutil.copytree(uit, map_, dirs_exist_ok=True)
        enquetes.build(map_)

    once("enquetes", beside_a_world, uit)
    return uit


@pytest.fixture(scope="session")
def job(map_, fusies):
    """The JOB-monitors by year, on today's codes."""
    return {jaar: enquetes.today(enquetes.survey(map_, jaar), fusies) for jaar in enquetes.JAREN}
