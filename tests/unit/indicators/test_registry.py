"""The registry: the lists it unites, counted in their sources, and mistakes that are named."""

import copy
import csv

import pytest
import yaml
from helpers.project import ROOT

from werkagenda.errors import InputError
from werkagenda.indicators.registry import check_schema, load_registry, registry

PAD = ROOT / "resources" / "indicatoren.yaml"
SCHEMA_PAD = ROOT / "config" / "schema" / "indicatoren.schema.yaml"
SCHEMA = yaml.safe_load(SCHEMA_PAD.read_text(encoding="utf-8"))
REGISTER = load_registry(PAD, SCHEMA_PAD)
INHOUD = yaml.safe_load(PAD.read_text(encoding="utf-8"))
# Counted in the monitoring plan: rows of the tables of priority 1, 2, 3 and the Stagepact, and two of the staff survey.
RIJEN = {"1": 7, "2": 9, "3": 7, "S": 6, "MTO": 2}
# Bijlage A of the report: the rows with "Ja" under "Opgenomen in deze rapportage".
OPGENOMEN = {1, 2, 3, 4, 8, 9, 10, 12, 16, 17, 21, 22}
# What this project computes beside: satisfaction of firms, switchers, shortages, pay of internships, discrimination,
# certificates, tailor-made programmes, praktijkverklaringen.
OOK_BEREKEND = {5, 6, 11, 15, 18, 19, 23, 24}


@pytest.fixture
def inhoud():
    return copy.deepcopy(INHOUD)


def load(inhoud):
    check_schema(inhoud, SCHEMA)
    return registry(inhoud)


def mistake(inhoud):
    with pytest.raises(InputError) as fout:
        load(inhoud)
    return str(fout.value)


def test_every_row_of_the_monitoring_plan_is_there():
    rijen = {rij for een in REGISTER.indicatoren.values() for rij in een.plan}
    verwacht = {f"{tabel}-{nummer}" for tabel, aantal in RIJEN.items() for nummer in range(1, aantal + 1)}
    assert rijen == verwacht
    assert sum(not rij.startswith("MTO") for rij in rijen) == 29
    assert sum(rij.startswith("MTO") for rij in rijen) == 2


def test_bijlage_a_has_24_rows_and_computes_those_of_the_report():
    rijen = [een.bijlage_a for een in REGISTER.bijlage_a()]
    assert set(rijen) == set(range(1, 25))
    assert {een.bijlage_a for een in REGISTER.bijlage_a() if not een.reason} == OPGENOMEN | OOK_BEREKEND


def test_the_synthesis_has_23_indicators_of_institutions():
    synthese = REGISTER.synthese()
    assert len(synthese) == 23
    assert all(een.per_institution for een in synthese)
    # Printed with "GEEN", "NIET", "nog werkzaam": the four whose source counts the opposite.
    assert [een.synthese for een in synthese if een.mirrored] == [1, 3, 18, 20]
    assert [een.synthese for een in synthese if een.eenheid == "rapportcijfer"] == [21, 22]


def test_each_indicator_says_what_computes_it_or_why_nothing_does():
    for een in REGISTER.indicatoren.values():
        assert een.per_institution + bool(een.producten) + bool(een.reason) == 1
    with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
        producten = {rij["id"] for rij in csv.DictReader(bestand)}
    assert {naam for een in REGISTER.indicatoren.values() for naam in een.producten} <= producten
    gegeven = {naam for een in REGISTER.indicatoren.values() for naam in een.uitsplitsingen.values() if naam}
    assert gegeven <= producten


def test_an_indicator_that_nothing_computes_has_no_breakdowns():
    assert [een.id for een in REGISTER.indicatoren.values() if een.reason and any(een.uitsplitsingen.values())] == []


def test_questions_are_items_of_the_job_monitor():
    contract = yaml.safe_load((ROOT / "resources" / "contracts" / "raw" / "job.yaml").read_text(encoding="utf-8"))
    vragen = {kolom["naam"] for kolom in contract["kolommen"]}
    assert {een.berekening["vraag"] for een in REGISTER.per_institution() if een.product == "job"} <= vragen


def test_yearly_is_what_the_source_says():
    """Staff surveys and the JOB-monitor are not; all else that the e-file gives of the synthesis is."""
    niet = [een.synthese for een in REGISTER.synthese() if not een.yearly]
    assert niet == [2, 5, 8, 11, 12, 13, 17, 18, 21, 22]


def test_an_indicator_is_added_and_retired_in_the_file_alone(inhoud):
    blok = copy.deepcopy(inhoud["indicatoren"]["lc_ld"]) | {"lijsten": {"synthese": 24}, "korte_naam": "Nieuw"}
    inhoud["indicatoren"]["nieuw"] = blok
    assert [een.id for een in load(inhoud).synthese()][-1] == "nieuw"
    del inhoud["indicatoren"]["nieuw"], inhoud["indicatoren"]["practoraat"]
    assert len(registry(inhoud).synthese()) == 22


def test_a_missing_direction_is_named(inhoud):
    del inhoud["indicatoren"]["lc_ld"]["richting"]
    assert mistake(inhoud) == "indicatoren | indicatoren.yaml: indicatoren.lc_ld richting ontbreekt"


def test_a_wrong_direction_and_a_mistyped_key_are_named(inhoud):
    inhoud["indicatoren"]["lc_ld"]["richting"] = "omhoog"
    assert "indicatoren.lc_ld.richting 'omhoog' bestaat niet; verwacht: hoger, lager" in mistake(inhoud)
    inhoud["indicatoren"]["lc_ld"] |= {"richting": "hoger", "eenhied": "procent"}
    assert "indicatoren.lc_ld eenhied bestaat niet (bedoelde u 'eenheid'?)" in mistake(inhoud)


@pytest.mark.parametrize(
    ("sleutel", "waarde", "melding"),
    [
        ("richting", "lager", "lc_ld.naam_gespiegeld ontbreekt, en lager is beter"),
        ("naam_gespiegeld", "Anders", "lc_ld.naam_gespiegeld een indicator waarvan hoger beter is wordt niet"),
        ("eerste_waarde", None, "lc_ld.eerste_waarde is leeg"),
        ("eenheid", "euro", "lc_ld.eenheid 'euro' kan niet per instelling"),
        ("doelstelling", "3.9", "lc_ld.doelstelling '3.9' heeft geen naam"),
        ("lijsten", {"synthese": 20}, "de rangen zijn niet 1, 2, 3"),
        ("berekening", {"geen": "bron niet in project"}, "lc_ld.berekening een indicator van de synthese heeft"),
        ("berekening", {"product": "elders"}, "indicatoren.lc_ld.berekening past niet bij het schema"),
        ("berekening", {"product": "efile", "controle": {"product": "svo_werk"}}, "lc_ld.berekening past niet bij het"),
    ],
)
def test_what_contradicts_itself_is_named(inhoud, sleutel, waarde, melding):
    inhoud["indicatoren"]["lc_ld"][sleutel] = waarde
    assert melding in mistake(inhoud)


def test_an_unknown_indicator_is_named_with_the_nearest():
    with pytest.raises(InputError, match=r"indicator 'werkdrk' staat niet .* \(bedoelde u 'werkdruk'\?\)"):
        REGISTER.require(["werkdruk", "werkdrk"], bron="efile_waarden", bestand="waarden.csv")
