# Invoer: results/ingest/efile_*, het register van indicatoren en wat de andere hoofdstukken afleiden. Uitvoer: results/derived/:
# waarden per instelling en indicator, sectorgemiddelden, besteding en maatregelen; results/checks/indicatoren.csv.
rule indicatorwaarden:
    input:
        indicatoren=INDICATOREN,
        efile_waarden=ingelezen("efile_waarden"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        job="results/derived/job_instelling.parquet",
        uitstroom="results/derived/uitstroom_werk.parquet",
        stroom=[
            "results/derived/stroom_instroom.parquet",
            "results/derived/stroom_gediplomeerden.parquet",
        ],
        streefwaarden="results/derived/streefwaarden.parquet",
        studenten="results/derived/studenten.parquet",
        contract_waarden=contract("indicatorwaarden"),
        contract_controle=contract("indicatoren_check"),
    output:
        waarden="results/derived/indicatorwaarden.parquet",
        controle="results/checks/indicatoren.csv",
    log:
        "results/log/indicatorwaarden.log",
    params:
        minimum=config["disclosure"]["minimum"],
        leerwegen=config["noemer"]["leerwegen"],
        peiljaar=config["plannen"]["peiljaar"],
        streefjaar=config["plannen"]["streefjaar"],
    message:
        "Breng de waarden van alle indicatoren bij elkaar"
    script:
        "../../scripts/derive/indicatorwaarden.py"


rule indicator_sector:
    input:
        waarden="results/derived/indicatorwaarden.parquet",
        contract=contract("indicator_sector"),
    output:
        sector="results/derived/indicator_sector.parquet",
    log:
        "results/log/indicator_sector.log",
    message:
        "Middel elke indicator over de instellingen"
    script:
        "../../scripts/derive/indicator_sector.py"


rule besteding_efile:
    input:
        indicatoren=INDICATOREN,
        besteding=ingelezen("efile_besteding"),
        begroting=ingelezen("plan_begroting"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract=contract("besteding_efile"),
    output:
        besteding="results/derived/besteding_efile.parquet",
    log:
        "results/log/besteding_efile.log",
    message:
        "Bepaal de besteding als deel van het budget"
    script:
        "../../scripts/derive/besteding_efile.py"


rule maatregelen_efile:
    input:
        indicatoren=INDICATOREN,
        maatregelen=ingelezen("efile_maatregelen"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract=contract("maatregelen_efile"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        maatregelen="results/derived/maatregelen_efile.parquet",
    log:
        "results/log/maatregelen_efile.log",
    message:
        "Zet het oordeel over de maatregelen op de instellingen van vandaag"
    script:
        "../../scripts/derive/maatregelen_efile.py"
