"""The run as a Workflow Run RO-Crate: what was made by which step from what, by the records of the steps.

A file with a row per person, or an unprotected table of persons, is named and nothing more: no size, no hash, no place.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from werkagenda.catalogue.entry import as_json
from werkagenda.run.lineage import is_person
from werkagenda.run.step import step

Thing = dict[str, Any]
DESCRIPTION = "ro-crate-metadata.json"
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    WORKFLOW_CRATE: ("Workflow RO-Crate", "1.0"),
}
CRATE, WORKFLOW, LANGUAGE, RUN = "https://w3id.org/ro/crate/1.1", "audit/Snakefile", "#snakemake", "#run"
SOORTEN = {".csv": "text/csv", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png"}


def ref(naam: str) -> dict[str, str]:
    """Return a reference to a thing of the crate."""
    return {"@id": naam}


def source(bron: Mapping[str, Any], *, persoonlijk: bool, woorden: Mapping[str, str]) -> Thing:
    """Return a raw file: with its hash, or of persons by its name alone. Neither is in the crate."""
    naam = f"#bron/{bron['bron']}/{bron['bestand']}".replace(" ", "%20")
    uit = {"@id": naam, "@type": "CreativeWork", "name": bron["bestand"]}
    if persoonlijk:
        return uit | {"description": woorden["persoon"]}
    return uit | {"sha256": bron["sha256"], "description": woorden["bron"]}


def file_of(pad: str, *, som: str = "") -> Thing:
    """Return a file below `results`: its place in the crate, or of persons its name alone."""
    binnen = pad.removeprefix("results/")
    if is_person(Path(pad)):
        return {"@id": f"#{binnen}", "@type": "CreativeWork", "name": PurePosixPath(pad).name}
    uit = {"@id": binnen, "@type": "File", "name": PurePosixPath(pad).name}
    soort = SOORTEN.get(PurePosixPath(pad).suffix)
    return uit | ({"encodingFormat": soort} if soort else {}) | ({"sha256": som} if som else {})


def actions(stap: Mapping[str, Any], delen: Mapping[str, str]) -> tuple[Thing, Thing]:
    """Return what a step did, and the script that did it; `delen` are the files of the crate by path."""
    script: Thing = {
        "@id": f"#{stap['script']}",
        "@type": ["SoftwareSourceCode", "SoftwareApplication"],
        "name": stap["script"],
        "softwareVersion": f"sha256 {stap['bestanden'].get(stap['script'], '')}".strip(),
    }
    daad: Thing = {
        "@id": f"#stap/{stap['id']}",
        "@type": "CreateAction",
        "name": stap["id"],
        "instrument": ref(script["@id"]),
    }
    for rol, paden in (("object", stap["invoer"]), ("result", stap["uitvoer"])):
        daad[rol] = [ref(delen.get(pad) or file_of(pad)["@id"]) for pad in sorted(paden)]
    return daad, script


def crate(  # noqa: PLR0913 - what the description is made of, by name
    herkomsten: Iterable[Mapping[str, Any]],
    *,
    persoonlijk: frozenset[str],
    uitgave: Mapping[str, Any],
    titel: str,
    ondertitel: str,
    woorden: Mapping[str, str],
) -> Thing:
    """Return the description of the run.

    Args:
        herkomsten: lineage of every product (`results/audit/<id>.json`).
        persoonlijk: sources with a row per person.
        uitgave: `uitgave` of the settings.
        titel: of the book.
        ondertitel: of the book.
        woorden: what is said of a raw file, and of one with a row per person.

    """
    alle = sorted(herkomsten, key=lambda herkomst: herkomst["product"])
    stappen = {stap["id"]: stap for herkomst in alle for stap in herkomst["stappen"]}
    bronnen = {
        (bron["bron"], bron["bestand"]): source(bron, persoonlijk=bron["bron"] in persoonlijk, woorden=woorden)
        for herkomst in alle
        for bron in herkomst["bronnen"]
    }
    sommen = {pad: som for stap in stappen.values() for pad, som in stap["uitvoer"].items()}
    geleverd = {pad: file_of(pad, som=sommen.get(pad, "")) for herkomst in alle for pad in herkomst["bestanden"]}
    delen = {pad: een["@id"] for pad, een in geleverd.items()}
    gedaan: dict[str, Thing] = {}
    for _, stap in sorted(stappen.items()):
        gedaan |= {een["@id"]: een for een in actions(stap, delen)}
    # What lies between raw file and product: named, not delivered.
    tussen = {
        een["@id"]: een | {"@type": "CreativeWork"}
        for stap in stappen.values()
        for pad in (*stap["invoer"], *stap["uitvoer"])
        if pad not in delen and (een := file_of(pad))
    }
    makers = [
        {"@id": f"#maker-{nummer}", "@type": "Organization", "name": naam}
        for nummer, naam in enumerate(uitgave["opstellers"], start=1)
    ]
    licentie = uitgave["licentie_adres"]
    uitvoer = sorted(delen.values())
    graaf: list[Thing] = [
        {
            "@id": DESCRIPTION,
            "@type": "CreativeWork",
            "about": ref("./"),
            "conformsTo": [ref(CRATE), ref(WORKFLOW_CRATE)],
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": titel,
            "description": ondertitel,
            "datePublished": uitgave["datum"],
            "version": uitgave["versie"],
            "license": ref(licentie),
            "author": [ref(een["@id"]) for een in makers],
            "publisher": ref("#uitgever"),
            "conformsTo": [ref(profiel) for profiel in PROFILES],
            "mainEntity": ref(WORKFLOW),
            "mentions": [ref(RUN), *(ref(naam) for naam in gedaan if naam.startswith("#stap/"))],
            "hasPart": [ref(WORKFLOW), *map(ref, uitvoer)],
        },
        *(
            {"@id": plek, "@type": "CreativeWork", "name": naam, "version": versie}
            for plek, (naam, versie) in PROFILES.items()
        ),
        {
            "@id": WORKFLOW,
            "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
            "name": "Snakefile",
            "programmingLanguage": ref(LANGUAGE),
            "license": ref(woorden["licentie_code"]),
        },
        {"@id": LANGUAGE, "@type": "ComputerLanguage", "name": "Snakemake", "url": "https://snakemake.readthedocs.io"},
        {"@id": licentie, "@type": "CreativeWork", "name": uitgave["licentie"]},
        {"@id": woorden["licentie_code"], "@type": "CreativeWork", "name": "EUPL-1.2"},
        *makers,
        {"@id": "#uitgever", "@type": "Organization", "name": uitgave["uitgever"]},
        {
            "@id": RUN,
            "@type": "CreateAction",
            "name": titel,
            "instrument": ref(WORKFLOW),
            "object": [ref(een["@id"]) for _, een in sorted(bronnen.items())],
            "result": [ref(naam) for naam in uitvoer],
        },
        *(een for _, een in sorted(geleverd.items())),
        *(een for _, een in sorted(bronnen.items())),
        *(een for _, een in sorted(gedaan.items())),
        *(een for _, een in sorted(tussen.items())),
    ]
    return {"@context": CONTEXT, "@graph": graaf}


if __name__ == "__main__":
    with step(snakemake) as s:
        boek = s.read("quarto")["book"]
        inhoud = crate(
            s.read_all("herkomst").values(),
            persoonlijk=frozenset(s.params["persoonlijk"]),
            uitgave=s.params["uitgave"],
            titel=boek["title"],
            ondertitel=boek["subtitle"],
            woorden=s.read("woorden"),
        )
        s.write("beschrijving", as_json(inhoud))
        s.target("workflow").write_bytes(s.path("snakefile").read_bytes())
