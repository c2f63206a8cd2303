"""No invented figure stands under an institution that exists: codes, names and places of the synthetic world."""

import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from helpers.duo_world import RES, read
from helpers.project import INSTELLINGEN, ROOT
from helpers.survey_files import JAREN, survey

ECHT = yaml.safe_load((Path(__file__).parent / "echte_instellingen.yaml").read_text(encoding="utf-8"))
WERELD = yaml.safe_load((RES / "kalibratie.yaml").read_text(encoding="utf-8"))["wereld"]
CODE = re.compile(r"\b\d\d[A-Z]{2}\b")
CODES = {*WERELD["instellingen"], *(fusie["oud"] for fusie in WERELD["fusies"])}
NAMEN = {*WERELD["namen"], *WERELD["vaste_namen"].values()}


def letters(naam):
    """Reduce a name to what makes it that of an institution: 'SiNTLUCAS' is 'Sint Lucas'."""
    return re.sub(r"[^a-z0-9]", "", naam.casefold())


def strange(tekst, echt):
    """Return the names of `echt` that stand in a text as words of their own, in capitals or not."""
    gevouwen = tekst.casefold()
    # Most stand nowhere, which is seen at once.
    erin = [naam for naam in echt if naam.casefold() in gevouwen]
    return [naam for naam in erin if re.search(rf"(?<!\w){re.escape(naam)}(?!\w)", tekst, re.IGNORECASE)]


def test_the_list_of_what_exists_is_whole():
    assert (len(ECHT["codes"]), len(ECHT["namen"]), len(ECHT["plaatsen"])) == (55, 54, 33)
    assert strange("een roc, ROC TOP en noorderpoortcollege", ECHT["namen"]) == ["ROC TOP"]


def test_world_is_invented_in_the_form_of_the_real_one():
    assert not CODES & set(ECHT["codes"])
    assert not {letters(naam) for naam in NAMEN} & {letters(naam) for naam in ECHT["namen"]}
    assert not {letters(plaats) for plaats in WERELD["plaatsen"]} & {letters(plaats) for plaats in ECHT["plaatsen"]}
    assert all(CODE.fullmatch(code) for code in CODES)
    # As many as there are, in order, and one name for two codes; DUO cuts a name at 25 characters.
    assert WERELD["instellingen"] == sorted(set(WERELD["instellingen"]))
    assert (len(WERELD["instellingen"]), len(NAMEN), len(set(WERELD["plaatsen"]))) == (55, 54, 33)
    assert max(map(len, NAMEN)) == max(map(len, ECHT["namen"])) == 25
    assert set(WERELD["g4"]) <= set(WERELD["plaatsen"])
    assert set(WERELD["vaste_namen"]) <= set(WERELD["instellingen"])


def test_settings_name_invented_institutions_only():
    for tekst in (INSTELLINGEN, *(pad.read_text(encoding="utf-8") for pad in (ROOT / "config").glob("*.yaml"))):
        assert set(yaml.safe_load(tekst).get("factsheets", {}).get("instellingen", [])) <= CODES


@pytest.mark.parametrize("bron", ["instellingen", "plan_instellingen", "gediplomeerden", "levering_instroom_a"])
def test_written_files_hold_codes_names_and_places_of_the_world_alone(wereld, bron):
    tabel = pd.concat(read(pad) for pad in wereld[bron])
    code, naam = next(
        paar for paar in (("INSTELLINGSCODE", "INSTELLINGSNAAM"), ("instelling", "naam")) if paar[0] in tabel
    )
    assert set(tabel[code]) <= CODES
    assert len(set(tabel[code])) >= 50
    for geschreven in set(tabel[naam]):
        assert strange(geschreven, NAMEN | {f"Groen {plaats}" for plaats in WERELD["plaatsen"]}), geschreven
        assert not strange(geschreven, ECHT["namen"])
    for kolom in tabel.columns.intersection(["PLAATSNAAM", "PLAATSNAAM INSTELLING", "GEMEENTENAAM"]):
        assert {plaats.casefold() for plaats in tabel[kolom]} <= {plaats.casefold() for plaats in WERELD["plaatsen"]}


def test_no_written_file_names_an_institution_that_exists(wereld, map_):
    """The small files as text, mergers, plans and the e-file too; the surveys by the codes of their rows."""
    paden = [pad for paden in wereld.values() for pad in paden if pad.stat().st_size < 1_000_000]
    paden += sorted((map_ / "results" / "synthetic" / "raw").rglob("*.csv"))
    assert {"fusies.csv", "bc_genoemd.csv", "streefwaarden.csv"} <= {pad.name for pad in paden}
    for pad in {pad for pad in paden if pad.stat().st_size < 1_000_000}:
        tekst = pad.read_bytes().decode("utf-8-sig", errors="replace")
        assert set(CODE.findall(tekst)) <= CODES, pad.name
        # The institute of the food trade has the name of CBS's survey.
        assert not set(strange(tekst, ECHT["namen"])) - {"SVO"}, pad.name
    for jaar in JAREN:
        assert set(survey(map_, jaar)["instelling"]) <= CODES
