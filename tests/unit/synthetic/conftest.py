"""One small synthetic world, and the counts in its files."""

import pandas as pd
import pytest
import yaml
from helpers import survey_files as enquetes
from helpers.cbs_world import build_cbs
from helpers.duo_world import LEERWEG, RES, SLEUTEL, build, graduates, read, read_years


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


@pytest.fixture(scope="session")
def gediplomeerden(wereld):
    return graduates(wereld["levering_gediplomeerden"][0])


@pytest.fixture(scope="session")
def microdata(tmp_path_factory):
    """Paths of all files of a small world of persons, by source."""
    return build_cbs(tmp_path_factory.mktemp("microdata"), zaad=7, omvang=0.01)


@pytest.fixture(scope="session")
def map_(wereld):
    """The folder of the world, with its plans and JOB-monitors."""
    uit = wereld["fusies"][0].parents[4]
    enquetes.build(uit)
    return uit


@pytest.fixture(scope="session")
def job(map_, fusies):
    """The JOB-monitors by year, on today's codes."""
    return {jaar: enquetes.today(enquetes.survey(map_, jaar), fusies) for jaar in enquetes.JAREN}
