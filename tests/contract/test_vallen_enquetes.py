"""Traps in the plans and the JOB-monitor: unknown codes, separators, decimal signs, a sheet that is not there."""

import pytest
from contract.conftest import CONTRACTEN
from helpers.sav_files import ingest, write_sav
from helpers.small_folder import regels
from openpyxl import Workbook

from werkagenda.contract.contracts import load_contract
from werkagenda.errors import InputError

KOP = ["meting", "instelling", "indicator", "leerweg", "niveau", "waarde", "eenheid"]
RIJ = ["2024", "21CY", "hulp_keuze", "bol", "2", "47,5", "percentage"]
VRAGEN = [kolom.raw for kolom in load_contract(CONTRACTEN / "job.yaml").kolommen if kolom.eenheid == "vijfpuntsschaal"]


@pytest.mark.parametrize("scheiding", [";", ","])
@pytest.mark.parametrize("waarde", ["47,5", "47.5"])
def test_targets_with_either_separator_and_decimal_sign(lees, scheiding, waarde):
    inhoud = regels(KOP, [[*RIJ[:5], waarde, RIJ[6]]], scheiding=scheiding).encode()
    assert lees("plan_streefwaarden", "streefwaarden.csv", inhoud)["waarde"].tolist() == [47.5]


@pytest.mark.parametrize(
    ("bron", "kop", "rij", "fout"),
    [
        (
            "plan_streefwaarden",
            KOP,
            [*RIJ[:2], "hulp", *RIJ[3:]],
            "kolom indicator: 1 rijen met een onbekende waarde 'hulp'",
        ),
        ("plan_streefwaarden", KOP, [*RIJ[:6], "punten"], "kolom eenheid: 1 rijen met een onbekende waarde 'punten'"),
        (
            "plan_streefwaarden",
            KOP,
            [*RIJ[:5], "veel", RIJ[6]],
            "kolom waarde: 1 rijen .* 'veel', de eerste in rij 2; verwacht: een getal",
        ),
        (
            "plan_maatregelen",
            ["instelling", "maatregel", "oordeel", "vorm"],
            ["21CY", "2.1.9", "pas toe", "nieuw"],
            "kolom maatregel: 1 rijen met een onbekende waarde '2.1.9'",
        ),
        (
            "plan_begroting",
            ["instelling", "doelstelling", "bedrag"],
            ["21CY", "4.1", "100"],
            "kolom doelstelling: 1 rijen met een onbekende waarde '4.1'",
        ),
    ],
)
def test_an_unknown_code_is_named(lees, bron, kop, rij, fout):
    with pytest.raises(InputError, match=rf"^{bron} \| plan.csv \| {fout}"):
        lees(bron, "plan.csv", regels(kop, [rij], scheiding=";").encode())


def test_a_form_that_was_not_coded_is_empty_and_not_unclear(lees):
    kop = ["instelling", "maatregel", "oordeel", "vorm"]
    rijen = [["21CY", "2.1.1", "leg uit", ""], ["21CY", "2.1.2", "pas toe", "onduidelijk"]]
    uit = lees("plan_maatregelen", "maatregelen.csv", regels(kop, rijen, scheiding=";").encode())
    assert uit["vorm"].isna().tolist() == [True, False]


def test_plans_in_one_workbook_and_a_sheet_that_is_missing(lees, tmp_path):
    boek = Workbook()
    boek.active.title = "streefwaarden"
    for rij in (KOP, [2024, "21CY", "hulp_keuze", "bol", 2, 47.5, "percentage"]):
        boek["streefwaarden"].append(rij)
    boek.save(tmp_path / "plannen.xlsx")
    assert lees("plan_streefwaarden", "plannen.xlsx", None)["waarde"].tolist() == [47.5]
    with pytest.raises(InputError, match=r"plan_begroting \| plannen.xlsx: het blad 'begroting' ontbreekt"):
        lees("plan_begroting", "plannen.xlsx", None)


def read_survey(tmp_path, **anders):
    """Ingest two rows: one that answers, one that does not and differs."""
    rij = {"jaar": 2022, "instelling": "21CY", "leerweg": 1, "niveau": 2, "geslacht": 2, "leeftijd": 18, "gewicht": 2.5}
    rijen = [rij | dict.fromkeys(VRAGEN, 4), rij | dict.fromkeys(VRAGEN, 9) | {"geslacht": 9} | anders]
    kolommen = {naam: [een[naam] for een in rijen] for naam in rijen[0]}
    return ingest("job", write_sav(tmp_path / "JOB-monitor 2022.sav", kolommen), jaar=2022)


def test_a_survey_may_lack_the_later_questions_and_the_programme(tmp_path):
    rij = {"jaar": 2022, "instelling": "21CY", "leerweg": 1, "niveau": 2, "geslacht": 2, "leeftijd": 18, "gewicht": 2.5}
    later = ("veilig_bpv", "tevreden_school", "tevreden_opleiding", "ondersteuning_school", "sfeer")
    rij |= {vraag: 4 for vraag in VRAGEN if vraag not in later}
    zonder = ingest("job", write_sav(tmp_path / "JOB-monitor 2022.sav", {n: [w] for n, w in rij.items()}), jaar=2022)
    assert [zonder[vraag].to_list() for vraag in later] == [[None]] * len(later)
    met = {naam: [waarde] for naam, waarde in (rij | {"sfeer": 2, "bc": "BC008 "}).items()}
    uit = ingest("job", write_sav(tmp_path / "JOB-monitor 2022.sav", met), jaar=2022)
    assert (uit["sfeer"].to_list(), uit["bc"].to_list()) == ([2], ["bc008"])


def test_no_answer_is_unknown_in_the_survey(tmp_path):
    uit = read_survey(tmp_path)
    assert uit["hulp_keuze"].drop_nulls().to_list() == [4]
    assert uit["geslacht"].drop_nulls().to_list() == ["vrouw"]
    assert uit["leerweg"].to_list() == ["bol", "bol"]


@pytest.mark.parametrize(("vraag", "code"), [("hulp_keuze", 6), ("leerweg", 3), ("niveau", 5), ("instelling", "geen")])
def test_an_unknown_code_in_the_survey_is_named(tmp_path, vraag, code):
    with pytest.raises(
        InputError, match=rf"^job \| JOB-monitor 2022.sav \| kolom {vraag}: 1 rijen met een onbekende waarde.*'{code}'"
    ):
        read_survey(tmp_path, **{vraag: code})
