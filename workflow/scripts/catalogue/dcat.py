"""The edition and its products as DCAT-AP-NL 3.0, in Turtle: what a data portal harvests."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from werkagenda.run.step import step

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Lists of the Publications Office of the EU.
EU = "http://publications.europa.eu/resource/authority/"
OPENBAAR, ONDERWIJS = f"{EU}access-right/PUBLIC", f"{EU}data-theme/EDUC"
NEDERLANDS, CSV = f"{EU}language/NLD", f"{EU}file-type/CSV"
MEDIATYPE = "https://www.iana.org/assignments/media-types/text/csv"
# Places without the address of the edition are relative to this file, beside the pages.
CATALOGUS, CONTACT, UITGEVER, MAKER = "#catalogus", "#contact", "#uitgever", "#maker-{}"


def literal(tekst: str, taal: str = "") -> str:
    """Return a text as a literal, with its language; the escapes of JSON are those of Turtle."""
    return json.dumps(tekst, ensure_ascii=False) + (f"@{taal}" if taal else "")


def iri(plek: str) -> str:
    """Return a place as an IRI; what an IRI may not hold is escaped."""
    return "<" + "".join(f"%{ord(teken):02X}" if teken in ' <>"{}|\\^`' else teken for teken in plek) + ">"


def subject(plek: str, soort: str, eigenschappen: Iterable[tuple[str, str]]) -> str:
    """Return what is said of one thing."""
    regels = [f"{iri(plek)} a {soort}", *(f"    {naam} {waarde}" for naam, waarde in eigenschappen)]
    return " ;\n".join(regels) + " .\n"


def turtle(pakket: Mapping[str, Any], *, uitgave: Mapping[str, Any]) -> str:
    """Return the catalogue: of the edition, its agents, and per product a dataset with one distribution.

    Args:
        pakket: the Data Package (`datapackage.py`), which has all products.
        uitgave: `uitgave` of the settings.

    """
    adres = uitgave["adres"]
    datum = f'"{uitgave["datum"]}"^^xsd:date'
    makers = [MAKER.format(nummer) for nummer, _ in enumerate(uitgave["opstellers"], start=1)]
    gemeen = [
        ("dct:publisher", iri(f"{adres}{UITGEVER}")),
        ("dcat:contactPoint", iri(f"{adres}{CONTACT}")),
        ("dct:language", iri(NEDERLANDS)),
        ("dct:modified", datum),
    ]
    delen = ["".join(f"@prefix {naam}: <{plek}> .\n" for naam, plek in PREFIXES.items())]
    delen.append(
        subject(
            f"{adres}{CATALOGUS}",
            "dcat:Catalog",
            [
                ("dct:title", literal(pakket["title"], "nl")),
                ("dct:description", literal(pakket["description"], "nl")),
                ("dct:license", iri(uitgave["licentie_adres"])),
                *gemeen,
                *(("dcat:dataset", iri(f"{adres}#{een['name']}")) for een in pakket["resources"]),
            ],
        )
    )
    delen.append(subject(f"{adres}{UITGEVER}", "foaf:Agent", [("foaf:name", literal(uitgave["uitgever"], "nl"))]))
    delen += [
        subject(f"{adres}{plek}", "foaf:Agent", [("foaf:name", literal(naam, "nl"))])
        for plek, naam in zip(makers, uitgave["opstellers"], strict=True)
    ]
    kaart = [("vcard:fn", literal(uitgave["uitgever"], "nl")), ("vcard:hasEmail", iri(f"mailto:{uitgave['contact']}"))]
    delen.append(subject(f"{adres}{CONTACT}", "vcard:Organization", kaart))
    for een in pakket["resources"]:
        naam = een["name"]
        delen.append(
            subject(
                f"{adres}#{naam}",
                "dcat:Dataset",
                [
                    ("dct:title", literal(een["title"], "nl")),
                    ("dct:description", literal(een["description"], "nl")),
                    ("dct:identifier", literal(naam)),
                    ("dct:accessRights", iri(OPENBAAR)),
                    # The first is the one to ask: a dataset has one creator.
                    ("dct:creator", iri(f"{adres}{makers[0]}")),
                    ("dcat:theme", iri(ONDERWIJS)),
                    ("dcat:version", literal(uitgave["versie"])),
                    *gemeen,
                    ("dcat:distribution", iri(f"{adres}#{naam}-csv")),
                ],
            )
        )
        delen.append(
            subject(
                f"{adres}#{naam}-csv",
                "dcat:Distribution",
                [
                    ("dct:title", literal(een["path"])),
                    ("dcat:accessURL", iri(f"{adres}data/{een['path']}")),
                    ("dcat:downloadURL", iri(f"{adres}data/{een['path']}")),
                    ("dct:license", iri(uitgave["licentie_adres"])),
                    ("dct:format", iri(CSV)),
                    ("dcat:mediaType", iri(MEDIATYPE)),
                ],
            )
        )
    return "\n".join(delen)


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("catalogus", turtle(s.read("pakket"), uitgave=s.params["uitgave"]))
