"""The catalogue of the small build, against the files and pages beside it."""

import csv
import io
import json
import re

import jsonschema
from helpers.data_package import VORM


def fits(tekst, veld):
    """Tell whether a value of a csv is what its field says."""
    regels = veld.get("constraints", {})
    if tekst == "":
        return not regels.get("required")
    if veld["type"] in {"integer", "year"}:
        return re.fullmatch(r"-?\d+", tekst) is not None
    if veld["type"] == "number":
        return regels.get("minimum", float("-inf")) <= float(tekst) <= regels.get("maximum", float("inf"))
    return tekst in regels.get("enum", [tekst])


def test_the_built_catalogue_agrees_with_the_files_beside_it(gebouwd):
    """Every product of the small build: columns and values by its schema, its JSON-LD, nothing of a machine."""
    plek = gebouwd / "results" / "report" / "html" / "data"
    pakket = json.loads((plek / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.validate(pakket, VORM)
    assert {f"{een['name']}.csv" for een in pakket["resources"]} == {pad.name for pad in plek.glob("*.csv")}
    scripts = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
    bladzijden = [pad.read_text(encoding="utf-8") for pad in sorted(plek.parent.glob("*.html"))]
    assert not any(str(gebouwd) in deel for blad in bladzijden for deel in scripts.findall(blad))
    in_pages = [json.loads(deel) for blad in bladzijden for deel in scripts.findall(blad)]
    for een in pakket["resources"]:
        rijen = list(csv.DictReader(io.StringIO((plek / een["path"]).read_text(encoding="utf-8"))))
        velden = {veld["name"]: veld for veld in een["schema"]["fields"]}
        for rij in rijen:
            assert list(rij) == list(velden), een["name"]
            assert all(fits(rij[naam], veld) for naam, veld in velden.items()), (een["name"], rij)
        beschreven = json.loads((plek / f"{een['name']}.jsonld").read_text(encoding="utf-8"))
        assert beschreven["@type"] == "Dataset"
        # The page that shows it holds the same, once.
        assert in_pages.count(beschreven) == 1, een["name"]
    assert len(in_pages) == len(pakket["resources"])
    resultaten = gebouwd / "results"
    kist = json.loads((resultaten / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    for een in kist["@graph"]:
        if "File" in een["@type"]:
            assert (resultaten / een["@id"]).is_file(), een["@id"]
    for pad in (resultaten / "ro-crate-metadata.json", plek / "datapackage.json", plek.parent / "dcat.ttl"):
        tekst = pad.read_text(encoding="utf-8")
        assert str(gebouwd) not in tekst
        assert not re.search(r'"(?:/|[A-Za-z]:[\\/]|file:)', tekst), pad.name
