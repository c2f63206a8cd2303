"""What machines read, against the required fields of each standard, without a network."""

from __future__ import annotations

import json
import re

import jsonschema
import pandas as pd
import pytest
import rdflib
import yaml
from catalogue.crate import crate
from catalogue.datapackage import data_package
from catalogue.dcat import turtle
from helpers.data_package import VORM
from helpers.project import ROOT
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from werkagenda.catalogue.entry import as_json, entry, json_ld
from werkagenda.contract.contracts import load_contract
from werkagenda.contract.product import headings

UITGAVE = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))["uitgave"]
CONTRACT = load_contract(ROOT / "resources" / "contracts" / "tabellen" / "aandelen.yaml")
DATA = pd.DataFrame(
    {
        "jaar": [2021, 2024], "groep": ["totaal", "regeling"], "aandeel": [1.0, 0.25], "aandeel_laag": [1.0, 0.24],
        "aandeel_hoog": [1.0, 0.26], "aandeel_min": [1.0, 0.2], "aandeel_max": [1.0, 0.3], "teller": [100, 25],
        "noemer": [100, 100], "telling": ["geteld", "geschat"], "reeksbreuk": ["nee", "nee"],
    }
)  # fmt: skip
TEKST = {
    "titel": 'Een "kwart" volgt\u00e9',
    "alt": "Lijn: van 30\nnaar 25 procent.",
    "bron": "DUO",
    "merk": "SYNTHETISCH",
}


def made(product="figuur_3_2"):
    rij = {"id": product, "nummer": "Figuur 3.2"}
    return entry(DATA, contract=CONTRACT, product=rij, tekst=TEKST, koppen=headings(CONTRACT, {}))


def packed(**anders):
    uitgave = UITGAVE | anders
    return data_package([made(), made("figuur_3_4")], uitgave=uitgave, titel="Monitor", ondertitel="Opleiden"), uitgave


def test_the_package_has_what_version_2_requires():
    pakket, _ = packed()
    jsonschema.validate(pakket, VORM)
    assert [een["path"] for een in pakket["resources"]] == ["figuur_3_2.csv", "figuur_3_4.csv"]
    velden = {veld["name"]: veld for veld in pakket["resources"][0]["schema"]["fields"]}
    assert list(velden) == list(DATA)
    assert velden["jaar"]["type"] == "year"
    assert velden["groep"]["constraints"]["enum"] == ["totaal", "genoemd", "per_instelling", "regeling"]
    assert velden["aandeel"]["constraints"] == {"required": True, "minimum": 0, "maximum": 1}
    assert velden["teller"]["description"] == "studenten in de groep (studenten)"
    assert pakket["resources"][0]["schema"]["primaryKey"] == ["jaar", "groep"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(pakket | {"resources": [{"name": "Figuur 3", "path": "../x.csv"}]}, VORM)


def test_json_ld_is_a_dataset_of_schema_org():
    inhoud = json_ld(made(), uitgave=UITGAVE | {"adres": "https://monitor.example/"}, titel="Monitor")
    assert inhoud["@context"] == "https://schema.org"
    graaf = rdflib.Graph().parse(
        data=json.dumps(inhoud | {"@context": {"@vocab": "https://schema.org/"}}), format="json-ld"
    )
    schema = rdflib.Namespace("https://schema.org/")
    (plek,) = graaf.subjects(RDF.type, schema.Dataset)
    for eis in (
        "name",
        "description",
        "license",
        "creator",
        "publisher",
        "version",
        "distribution",
        "temporalCoverage",
    ):
        assert (plek, schema[eis], None) in graaf, eis
    assert inhoud["distribution"][0]["contentUrl"] == "https://monitor.example/data/figuur_3_2.csv"
    assert inhoud["temporalCoverage"] == "2021/2024"
    assert inhoud["description"].startswith("SYNTHETISCH. ")


@pytest.mark.parametrize("adres", ["", "https://monitor.example/mbo/"])
def test_the_catalogue_has_the_required_fields_of_dcat_ap_nl(adres):
    pakket, uitgave = packed(adres=adres)
    graaf = rdflib.Graph().parse(
        data=turtle(pakket, uitgave=uitgave), format="turtle", publicID="https://hier.example/"
    )
    vcard = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
    een = {
        DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.license, DCAT.contactPoint],
        DCAT.Dataset: [
            DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.creator,
            DCTERMS.publisher, DCAT.contactPoint, DCAT.theme, DCAT.distribution,
        ],
        DCAT.Distribution: [DCAT.accessURL, DCTERMS.license, DCTERMS.format],
        FOAF.Agent: [FOAF.name],
        vcard.Organization: [vcard.fn, vcard.hasEmail],
    }  # fmt: skip
    for soort, eisen in een.items():
        plekken = list(graaf.subjects(RDF.type, soort))
        assert plekken, soort
        for plek in plekken:
            for eis in eisen:
                assert len(list(graaf.objects(plek, eis))) == 1, (plek, eis)
    catalogus = next(graaf.subjects(RDF.type, DCAT.Catalog))
    assert set(graaf.objects(catalogus, DCAT.dataset)) == set(graaf.subjects(RDF.type, DCAT.Dataset))
    # What is pointed to is there: agents, cards, distributions.
    for rol in (DCTERMS.publisher, DCTERMS.creator, DCAT.contactPoint, DCAT.distribution):
        assert all((doel, RDF.type, None) in graaf for doel in graaf.objects(None, rol))
    basis = adres or "https://hier.example/"
    assert {str(plek) for plek in graaf.objects(None, DCAT.accessURL)} == {
        f"{basis}data/figuur_3_2.csv", f"{basis}data/figuur_3_4.csv",
    }  # fmt: skip
    titels = {str(titel) for titel in graaf.objects(None, DCTERMS.title)}
    assert 'Figuur 3.2. Een "kwart" volgt\u00e9' in titels


GEHEIM = "results/persoon/data/figuur_5_4.csv"
HERKOMST = {
    "product": "figuur_5_4",
    "bestanden": ["results/data/figuur_5_4.csv"],
    "bronnen": [
        {"bron": "banen", "bestand": "SPOLISBUS2022V5.sav", "rijen": 120_000_000, "sha256": "ab" * 32},
        {"bron": "fusies", "bestand": "fusies 2022.csv", "rijen": 2, "sha256": "cd" * 32},
    ],
    "stappen": [
        {
            "id": "beveiligen", "script": "workflow/scripts/disclosure/beveiligen.py",
            "bestanden": {"src/werkagenda/errors.py": "ee" * 32}, "invoer": {GEHEIM: "01" * 32},
            "uitvoer": {"results/export/tabellen/figuur_5_4.csv": "02" * 32},
        },
        {
            "id": "import_export/figuur_5_4", "script": "workflow/scripts/disclosure/importeren.py", "bestanden": {},
            "invoer": {"results/export/tabellen/figuur_5_4.csv": "02" * 32},
            "uitvoer": {"results/data/figuur_5_4.csv": "03" * 32},
        },
    ],
}  # fmt: skip
WOORDEN = yaml.safe_load((ROOT / "report" / "paginas" / "catalogus.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def kist():
    return crate(
        [HERKOMST],
        persoonlijk=frozenset({"banen"}),
        uitgave=UITGAVE,
        titel="Monitor",
        ondertitel="Opleiden",
        woorden=WOORDEN,
    )


def refs(inhoud):
    if isinstance(inhoud, dict):
        return ({inhoud["@id"]} if set(inhoud) == {"@id"} else set()).union(*map(refs, inhoud.values()))
    return set().union(*map(refs, inhoud)) if isinstance(inhoud, list) else set()


def test_the_crate_has_what_a_workflow_run_requires(kist):
    dingen = {een["@id"]: een for een in kist["@graph"]}
    assert len(dingen) == len(kist["@graph"])
    assert refs(kist["@graph"]) - set(dingen) == {"https://w3id.org/ro/crate/1.1"}
    beschrijving, wortel = dingen["ro-crate-metadata.json"], dingen["./"]
    assert beschrijving["about"] == {"@id": "./"}
    assert {"@id": "https://w3id.org/ro/crate/1.1"} in beschrijving["conformsTo"]
    assert {"name", "description", "datePublished", "license", "conformsTo", "mainEntity", "hasPart"} <= set(wortel)
    assert all(een["@id"].startswith("https://w3id.org/") for een in wortel["conformsTo"])
    hoofd = dingen[wortel["mainEntity"]["@id"]]
    assert {"File", "SoftwareSourceCode", "ComputationalWorkflow"} <= set(hoofd["@type"])
    assert dingen[hoofd["programmingLanguage"]["@id"]]["@type"] == "ComputerLanguage"
    daden = [een for een in kist["@graph"] if een["@type"] == "CreateAction"]
    (run,) = [een for een in daden if een["instrument"] == wortel["mainEntity"]]
    assert {een["@id"] for een in daden} == {een["@id"] for een in wortel["mentions"]}
    assert run["result"] == [{"@id": "data/figuur_5_4.csv"}]
    assert all("Software" in str(dingen[een["instrument"]["@id"]]["@type"]) for een in daden)
    assert dingen["data/figuur_5_4.csv"]["sha256"] == "03" * 32


def test_files_of_persons_are_named_and_nothing_more(kist):
    dingen = {een["@id"]: een for een in kist["@graph"]}
    assert set(dingen["#persoon/data/figuur_5_4.csv"]) == {"@id", "@type", "name"}
    assert set(dingen["#bron/banen/SPOLISBUS2022V5.sav"]) == {"@id", "@type", "name", "description"}
    tekst = as_json(kist)
    # Neither the hash of a raw file of persons nor of a table before it is protected, nor how many rows there are.
    assert not re.search(r"(ab){32}|(01){32}|120000000", tekst)
    assert dingen["#bron/fusies/fusies%202022.csv"]["sha256"] == "cd" * 32
    assert {een["@id"] for een in dingen["./"]["hasPart"]} == {"audit/Snakefile", "data/figuur_5_4.csv"}


def test_the_files_of_the_root_say_what_the_settings_say():
    aanhaling = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(aanhaling)
    assert (aanhaling["version"], aanhaling["date-released"]) == (UITGAVE["versie"], UITGAVE["datum"])
    assert [maker["name"] for maker in aanhaling["authors"]] == UITGAVE["opstellers"]
    assert aanhaling["contact"] == [{"name": UITGAVE["uitgever"], "email": UITGAVE["contact"]}]
    boek = yaml.safe_load((ROOT / "report" / "_quarto.yml").read_text(encoding="utf-8"))["book"]
    assert aanhaling["title"] == boek["title"]
    licentie = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "SPDX-License-Identifier: EUPL-1.2\n" in licentie
    assert aanhaling["license"] == "EUPL-1.2"
    assert WOORDEN["licentie_code"] in licentie
    assert f"## {UITGAVE['versie']} ({UITGAVE['datum']})" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
