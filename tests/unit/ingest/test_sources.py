"""Raw files are found whatever their capitals; a missing or doubled year stops the run."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from helpers.project import ROOT
from helpers.sav_files import CONTRACTEN

from werkagenda.contract.contracts import load_contract
from werkagenda.errors import InputError
from werkagenda.ingest.delimited import is_other
from werkagenda.ingest.preflight import candidates
from werkagenda.ingest.sources import LIJKEN, NODIG_CBS, find_files, require_years
from werkagenda.synthetic.names import cbs_years, synthetic_cbs_files

PATROON = r"(?i)spolisbus(\d{4})"


def make(map_: Path, *namen: str) -> Path:
    for naam in namen:
        (map_ / naam).parent.mkdir(parents=True, exist_ok=True)
        (map_ / naam).touch()
    return map_


def find(root: Path, patroon: str | list[str]) -> dict[str, str]:
    gevonden = find_files(root, {"banen": patroon}, {"banen": PATROON}, [])["banen"]
    return {jaar: Path(pad).relative_to(root).as_posix() for jaar, pad in gevonden.items()}


def test_capitals_do_not_count(tmp_path):
    make(tmp_path, "CBS/Spolisbus2014V2.SAV", "CBS/spolisbus2015v3.sav", "CBS/anders.sav")
    assert find(tmp_path, "cbs/SPOLISBUS*.sav") == {
        "2014": "CBS/Spolisbus2014V2.SAV",
        "2015": "CBS/spolisbus2015v3.sav",
    }


def test_any_number_of_folders(tmp_path):
    make(tmp_path, "a/2014/SPOLISBUS2014V2.sav", "SPOLISBUS2015V2.sav", "b/SPOLISBUS2016V2.sav")
    assert find(tmp_path, "**/SPOLISBUS*.sav") == {
        "2014": "a/2014/SPOLISBUS2014V2.sav",
        "2015": "SPOLISBUS2015V2.sav",
        "2016": "b/SPOLISBUS2016V2.sav",
    }


def test_a_pattern_with_its_own_drive(tmp_path):
    elders = make(tmp_path / "elders", "SPOLISBUS2014V2.sav")
    root = make(tmp_path / "root", "SPOLISBUS2015V2.sav")
    gevonden = find_files(root, {"banen": f"{elders.as_posix()}/*.sav"}, {"banen": PATROON}, [])
    assert list(gevonden["banen"]) == ["2014"]


def test_provisional_beside_final_stops(tmp_path):
    make(tmp_path, "SPOLISBUS2021V3.sav", "SPOLISBUS2021V012.sav")
    with pytest.raises(
        InputError, match=r"SPOLISBUS2021V3\.sav: er zijn twee bestanden voor 2021, ook SPOLISBUS2021V012"
    ):
        find(tmp_path, "*.sav")
    assert find(tmp_path, "SPOLISBUS*V3.sav") == {"2021": "SPOLISBUS2021V3.sav"}


def test_an_exception_for_one_year_stands_before_the_rule(tmp_path):
    final = ("SPOLISBUS2021V3.sav", "SPOLISBUS2022V4.sav", "SPOLISBUS2022V5.sav")
    make(tmp_path, *final, "SPOLISBUS2022V012.sav", "SPOLISBUS2023V012.sav")
    assert find(tmp_path, ["SPOLISBUS2022V5.sav", "SPOLISBUS2023V012.sav", "SPOLISBUS*V[2-7].sav"]) == {
        "2021": "SPOLISBUS2021V3.sav",
        "2022": "SPOLISBUS2022V5.sav",
        "2023": "SPOLISBUS2023V012.sav",
    }


def test_a_year_that_is_not_asked_for_may_be_there_twice(tmp_path):
    make(tmp_path, "SPOLISBUS2005V1.sav", "SPOLISBUS2005V2.sav", "SPOLISBUS2021V3.sav")
    gevonden = find_files(tmp_path, {"banen": "*.sav"}, {"banen": PATROON}, [], {"banen": [2021]})
    assert list(gevonden["banen"]) == ["2021"]


def test_missing_year_is_named():
    with pytest.raises(InputError, match=r"banen \| jaar 2015: 1 jaar zonder bestand; verwacht: .* 2014-2016"):
        require_years({"banen": {"2014": "a", "2016": "b"}}, {"banen": [2014, 2015, 2016]}, "microdata.cohorten")


def test_missing_source_is_named(tmp_path):
    make(tmp_path, "SPOLISBUS2014V2.sav")
    with pytest.raises(InputError, match="inschrijvingen"):
        find_files(
            tmp_path,
            {"banen": "*.sav", "inschrijvingen": "x*.sav"},
            {"banen": PATROON, "inschrijvingen": None},
            [groep for groep in NODIG_CBS if groep[0] in {"banen", "inschrijvingen"}],
        )


def test_years_that_the_published_cohorts_need():
    # Cohorts 2012/13-2021/22, start of 2021/22: worked out by hand from the definition of inputs.md.
    assert cbs_years((2012, 2021), (2021, 2021)) == {
        "inschrijvingen": [*range(2013, 2024)],
        "diplomas": [*range(2012, 2023)],
        "personen": [*range(2014, 2024)],
        "kindouder": [*range(2013, 2023)],
        "hoogsteopl": [*range(2013, 2023)],
        "banen": [*range(2014, 2024)],
    }
    assert cbs_years((2012, 2012), (2012, 2012))["banen"] == [2012, 2013, 2014]
    assert len(synthetic_cbs_files((2012, 2021), (2021, 2021))["banen"]) == 10


A = "VOOROPLEIDING VO,VOOROPLEIDING MBO,INDICATIE KLEINE OPLEIDING,INSTELLINGSCODE,HOOFDGROEP CODE,NIVEAU,LEERWEG,"
A += "BEROEPSOPLEIDING CODE,TOTAAL MBO,INSTROOM MBO,INSTROOM OPLEIDING\n"
B = "JAAR,INSTELLINGSCODE,NIVEAU,LEERWEG,BEROEPSOPLEIDING CODE,WIJZIGING IN INSTELLING,LAATSTE JAAR VO,"
B += "VOOROPLEIDING VO,LAATSTE JAAR MBO,VOOROPLEIDING MBO,INSTROOM VO,INSTROOM MBO,INSTROOM OPLEIDING,AANTAL\n"
STAM = "nieuw-instromende-studenten-per-instelling"
CONFIG = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))["raw"]["bronnen"]
CONTRACT = {naam: load_contract(CONTRACTEN / f"{naam}.yaml") for naam in LIJKEN}
JAARPATROON = {naam: contract.jaar["patroon"] for naam, contract in CONTRACT.items()}


def van_ander(bron, pad):
    return is_other(Path(pad), CONTRACT[bron], CONTRACT[LIJKEN[bron]])


def inflow(root, patronen):
    (root / "duo").mkdir()
    namen = {
        f"2022 {STAM}-hoofdgroep-leerweg-beroepsopleiding-niveau-vooropleiding.csv": A,
        f"2023 {STAM}-hoofdgroep-leerweg-beroepsopleiding-niveau-vooro.csv": A,
        f"2024-{STAM}-hoofdgroep-leerweg-beroepsopleiding-.csv": A,
        f"2022 {STAM}-niveau-leerweg-beroepsopleiding-met-soorten-instroom.csv": B,
        f"2023 {STAM}-niveau-leerweg-beroepsopleiding-met-soorten-inst.csv": B,
        f"2024-{STAM}-niveau-leerweg-beroepsopleiding-.csv": B,
    }
    for naam, kop in namen.items():
        (root / "duo" / naam).write_text(kop, encoding="utf-8-sig")
    gevonden = find_files(root, patronen, JAARPATROON, [], van_ander=van_ander)
    assert gevonden == {
        bron: {jaar: pad[0] for jaar, pad in delen.items()}
        for bron, delen in candidates(root, patronen, JAARPATROON, {}, van_ander=van_ander).items()
    }
    return {bron: {jaar: namen[Path(pad).name] for jaar, pad in delen.items()} for bron, delen in gevonden.items()}


def test_names_of_duo_whole_cut_off_and_with_hyphens(tmp_path):
    patronen = {naam: CONFIG[naam] for naam in LIJKEN}
    assert inflow(tmp_path, patronen) == {
        "instroom_a": dict.fromkeys(["2022", "2023", "2024"], A),
        "instroom_b": dict.fromkeys(["2022", "2023", "2024"], B),
    }


def test_which_file_it_is_follows_from_its_columns(tmp_path):
    patronen = dict.fromkeys(LIJKEN, f"duo/*{STAM}*.csv")
    assert inflow(tmp_path, patronen) == {
        "instroom_a": dict.fromkeys(["2022", "2023", "2024"], A),
        "instroom_b": dict.fromkeys(["2022", "2023", "2024"], B),
    }
