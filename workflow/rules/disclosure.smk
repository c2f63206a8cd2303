# Invoer: results/persoon/data/ en resources/onthulling.yaml. Uitvoer: results/export/, en results/data/ van de producten over
# personen.
ONTHULLING = lees_yaml("resources/onthulling.yaml")["producten"]
# Per product over personen het contract van de tabel die naar buiten gaat.
PERSOONSTABELLEN = {
    rij["id"]: ONTHULLING[rij["id"]]["contract"]
    for rij in NUMMERING
    if rij["deel"] != "duo"
}
# Wat in onthulling.yaml tussen accolades staat.
WOORDEN = {
    "regel": config["werk"]["regel"],
    "start": "-".join(map(str, START_COHORTEN)),
    "start_eigenschap": "cohort" if len(START_COHORTEN) == 1 else "cohorten",
    # Alleen dan heeft niet ieder met loon een contract dat telt.
    "zonder_contract": (
        "contract" if config["startpositie"]["vast_van"] == "contract" else ""
    ),
    "zonder": "_".join(["zonder", *map(str, config["werk"]["zonder_cohorten"])]),
}
# Wat de controleur van de uitvoer ziet, en wat naar buiten gaat, komt uit dezelfde bestanden.
UITVOERBESTANDEN = {
    "tabellen": expand("results/export/tabellen/{id}.csv", id=PERSOONSTABELLEN),
    "aantallen": expand(
        "results/export/tabellen/{id}_aantallen.csv", id=PERSOONSTABELLEN
    ),
    "oordeel": "results/export/oordeel.csv",
    "onthulling": "resources/onthulling.yaml",
    "onthulling_schema": "config/schema/onthulling.schema.yaml",
    "nummering": "resources/nummering.csv",
    "teksten": "resources/uitvoer.yaml",
    **{f"contract_{id}": contract(naam) for id, naam in PERSOONSTABELLEN.items()},
}


def eerdere_exports(wildcards, input):
    """De zip-bestanden van eerdere exports; met `input` erbij onthoudt Snakemake de paden niet, alleen de inhoud."""
    return EXPORT["history"]


rule beveiligen:
    input:
        **{f"contract_{id}": contract(naam) for id, naam in PERSOONSTABELLEN.items()},
        **{
            f"binnen_{id}": contract(f"{naam}_binnen")
            for id, naam in PERSOONSTABELLEN.items()
        },
        tabellen=expand("results/persoon/data/{id}.csv", id=PERSOONSTABELLEN),
        # Elke telling wordt met de personen nageteld.
        analyse=ANALYSE,
        start=per_cohort("start", START_COHORTEN),
        doorstroom="results/persoon/derived/doorstroom.parquet",
        richting="results/persoon/derived/diplomarichting.parquet",
        svo=[persoon("svo", jaar) for jaar in RAW["svo"]],
        svo_vmbo=[persoon("svo_vmbo", jaar) for jaar in RAW["svo_vmbo"]],
        onthulling="resources/onthulling.yaml",
        schema="config/schema/onthulling.schema.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_oordeel=contract("oordeel"),
        contract_oordeel_binnen=contract("oordeel_binnen"),
        contract_aanval=contract("aanval"),
    output:
        **{id: f"results/export/tabellen/{id}.csv" for id in PERSOONSTABELLEN},
        **{
            f"{id}_aantallen": f"results/export/tabellen/{id}_aantallen.csv"
            for id in PERSOONSTABELLEN
        },
        oordeel="results/export/oordeel.csv",
        oordeel_binnen="results/persoon/checks/oordeel.csv",
        aanval="results/persoon/checks/aanval.csv",
    log:
        "results/log/beveiligen.log",
    params:
        raw=eerdere_exports,
        naam=UITVOERNAAM,
        grenzen=config["disclosure"],
        woorden=WOORDEN,
        vast_van=config["startpositie"]["vast_van"],
    message:
        "Onderdruk wat een persoon zou onthullen en bewijs dat het niet te berekenen is"
    script:
        "../scripts/disclosure/beveiligen.py"


rule controlepagina:
    input:
        **UITVOERBESTANDEN,
        stijl="report/stijl/monitor.css",
        sjabloon="resources/stijl/controle.html",
    output:
        nl="results/export/controle_nl.txt",
        en="results/export/controle_en.txt",
        csv="results/export/controle.csv",
        html="results/persoon/export/controle.html",
    log:
        "results/log/controlepagina.log",
    params:
        raw=eerdere_exports,
        regels=config["disclosure"],
        woorden=WOORDEN,
        synthetisch=SYNTHETISCH,
    message:
        "Maak de bladzijde voor wie de uitvoer controleert"
    script:
        "../scripts/disclosure/controlepagina.py"


rule uitvoer:
    input:
        **UITVOERBESTANDEN,
        controle=[
            rules.controlepagina.output.csv,
            rules.controlepagina.output.nl,
            rules.controlepagina.output.en,
        ],
        schema="config/schema/config.schema.yaml",
    output:
        zip=f"results/export/{UITVOERNAAM}",
        log="results/export/log.csv",
    log:
        "results/log/uitvoer.log",
    params:
        raw=eerdere_exports,
        woorden=WOORDEN,
        # Wat een kantoor van deze run moet weten.
        instellingen={
            "raw": {"mode": config["raw"]["mode"]},
            **{deel: config[deel] for deel in OVER_PERSONEN},
        },
    message:
        "Pak wat de beveiligde omgeving mag verlaten in een zip"
    script:
        "../scripts/disclosure/uitvoer.py"


rule export:
    input:
        zip=rules.uitvoer.output.zip,
        log=rules.uitvoer.output.log,
        pagina=rules.controlepagina.output.html,
    log:
        "results/log/export.log",
    params:
        raw=eerdere_exports,
        map=EXPORT["map"],
    message:
        "De export is klaar"
    script:
        "../scripts/disclosure/export.py"


def binnengekomen(wildcards, input):
    """De export waar de tabellen uit komen: die van deze run, of op kantoor het bestand dat binnenkwam."""
    if not UITVOER:
        raise WorkflowError(
            f"{FOUT} instellingen | export.invoer: leeg; verwacht: het zip-bestand dat het CBS vrijgaf"
        )
    return str(rules.uitvoer.output.zip) if MICRODATA else EXPORT["invoer"]


rule import_export:
    input:
        rules.uitvoer.output.zip if MICRODATA else [],
        **{f"contract_{id}": contract(naam) for id, naam in PERSOONSTABELLEN.items()},
        onthulling="resources/onthulling.yaml",
        schema="config/schema/onthulling.schema.yaml",
    output:
        **{id: f"results/data/{id}.csv" for id in PERSOONSTABELLEN},
    log:
        "results/log/import_export.log",
    params:
        raw=binnengekomen,
        som="" if MICRODATA else EXPORT["sha256"],
        woorden=WOORDEN,
    message:
        "Controleer de export en neem de tabellen over"
    script:
        "../scripts/disclosure/importeren.py"
