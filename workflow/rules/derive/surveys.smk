# Invoer: results/derived/instroom_cellen/, results/ingest/plan_*, results/persoon/ingest/job/. Uitvoer: results/derived/:
# studenten, JOB-monitor, streefwaarden en besteding per instelling van vandaag.
rule studenten:
    input:
        cellen=[
            f"results/derived/instroom_cellen/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
        ],
        fusies=ingelezen("fusies"),
        contract=contract("studenten"),
        contract_landelijk=contract("studenten_landelijk"),
    output:
        landelijk="results/derived/studenten_landelijk.parquet",
        studenten="results/derived/studenten.parquet",
        eigen="results/derived/studenten_eigen.parquet",
    log:
        "results/log/studenten.log",
    params:
        voorrang=config["jaren"]["voorrang"],
        leerwegen=config["noemer"]["leerwegen"],
    message:
        "Tel de studenten per instelling, leerweg en niveau"
    script:
        "../../scripts/derive/studenten.py"


rule job_instelling:
    input:
        job=personen_van("job"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract_job=contract("job"),
        contract=contract("job_instelling"),
    output:
        job_instelling="results/derived/job_instelling.parquet",
    log:
        "results/log/job_instelling.log",
    resources:
        mem_mb=1500,
    message:
        "Tel de JOB-monitor op per instelling"
    script:
        "../../scripts/derive/job_instelling.py"


rule streefwaarden:
    input:
        streefwaarden=ingelezen("plan_streefwaarden"),
        studenten="results/derived/studenten_eigen.parquet",
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract=contract("streefwaarden"),
    output:
        streefwaarden="results/derived/streefwaarden.parquet",
    log:
        "results/log/streefwaarden.log",
    params:
        peiljaar=config["plannen"]["peiljaar"],
    message:
        "Bepaal de streefwaarden per instelling van vandaag"
    script:
        "../../scripts/derive/streefwaarden.py"


rule besteding:
    input:
        begroting=ingelezen("plan_begroting"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract=contract("besteding"),
    output:
        besteding="results/derived/besteding.parquet",
    log:
        "results/log/besteding.log",
    params:
        max_verschil=config["plannen"]["max_verschil_begroting"],
    message:
        "Bepaal de besteding per doelstelling en de kwarten van instellingen"
    script:
        "../../scripts/derive/besteding.py"
