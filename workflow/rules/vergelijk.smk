# Invoer: de producten van deze run en een eerdere oplevering (vergelijk.oplevering). Uitvoer: results/vergelijk/, en met
# `snakemake oplevering` een map oplevering/<naam>/ om later mee te vergelijken.
import hashlib

from werkagenda.run.lineage import sha256

EERDER = config["vergelijk"]["oplevering"]
TE_VERGELIJKEN = [f"results/data/{product}.csv" for product in AUDIT_PRODUCTEN]
TEKSTEN_NU = [f"results/text/{product}.json" for product in AUDIT_PRODUCTEN]
# De woorden van de hoofdstukken; wie een deel van de producten vergelijkt, maakt het boek niet.
PROZA = (
    ["results/report/proza.json"] if DUO and not config["audit"]["producten"] else []
)
HERKOMSTEN = [f"results/audit/{product}.json" for product in AUDIT_PRODUCTEN]


def eerdere(map_, ext):
    """De bestanden van de eerdere oplevering; van een deel van de producten als audit.producten dat noemt."""
    gevonden = sorted((Path(EERDER) / map_).glob(f"*.{ext}")) if EERDER else []
    if map_ == "data" and not gevonden:
        fout = InputError(
            "instellingen",
            "vergelijk.oplevering",
            f"in {EERDER!r} staat geen oplevering" if EERDER else "is leeg",
            verwacht="een map met data/*.csv en audit/*.json, zoals `snakemake oplevering` haar maakt",
        )
        raise WorkflowError(f"{FOUT} {fout}")
    return [
        pad.as_posix()
        for pad in gevonden
        if not config["audit"]["producten"] or pad.stem in AUDIT_PRODUCTEN
    ]


def eerder_proza(wildcards):
    """De woorden van de hoofdstukken van de eerdere oplevering; een oude oplevering heeft ze niet."""
    pad = Path(EERDER) / "report" / "proza.json"
    return [pad.as_posix()] if EERDER and PROZA and pad.is_file() else []


def som_van_eerdere(wildcards):
    """De inhoud van de eerdere oplevering; waar zij staat en van welke datum zij is doet er niet toe."""
    sommen = [
        f"{Path(pad).name} {sha256(Path(pad))}"
        for pad in eerdere("data", "csv")
        + eerdere("audit", "json")
        + eerdere("text", "json")
        + eerder_proza(wildcards)
    ]
    return hashlib.sha256("\n".join(sommen).encode()).hexdigest()


rule vergelijk:
    input:
        data=TE_VERGELIJKEN,
        herkomst=HERKOMSTEN,
        teksten=TEKSTEN_NU,
        indicatoren=INDICATOREN,
        proza=PROZA,
        eerder_proza=eerder_proza,
        eerder_teksten=lambda wildcards: eerdere("text", "json"),
        eerder_data=lambda wildcards: eerdere("data", "csv"),
        eerder_herkomst=lambda wildcards: eerdere("audit", "json"),
        nummering="resources/nummering.csv",
        tekst="report/paginas/vergelijking.yaml",
        contracten=sorted(
            pad.relative_to(ROOT).as_posix()
            for pad in (ROOT / "resources" / "contracts" / "tabellen").glob("*.yaml")
        ),
        contract_verschillen=contract("verschillen"),
        contract_oorzaken=contract("oorzaken"),
    output:
        # Bij het rapport, waar een lezer haar vindt.
        **({"lezers": f"{BOEK_HTML}/vergelijk.html"} if DUO else {}),
        verschillen="results/vergelijk/verschillen.csv",
        oorzaken="results/vergelijk/oorzaken.csv",
        pagina="results/vergelijk/verschillen.html",
    log:
        "results/log/vergelijk.log",
    params:
        # De naam alleen: een pad is op elke machine anders.
        oplevering=Path(EERDER).name,
        som=som_van_eerdere,
        merk=MERK,
        woorden=NOOTJAREN | UITSTROOM,
        register=register("producten", labels=["oordeel_monitor"]),
    message:
        "Vergelijk met de eerdere oplevering (results/vergelijk/verschillen.html)"
    script:
        "../scripts/audit/vergelijk.py"


rule oplevering:
    input:
        bestanden=TE_VERGELIJKEN
        + TEKSTEN_NU
        + PROZA
        + HERKOMSTEN
        + [
            "results/audit/config.yaml",
            "results/audit/reconciliation.csv",
            "results/audit/run.json",
        ],
    log:
        "results/log/oplevering.log",
    params:
        naam=config["vergelijk"]["naam"],
    message:
        "Bewaar deze run als oplevering"
    script:
        "../scripts/audit/oplevering.py"
