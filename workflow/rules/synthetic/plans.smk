# Invoer: kalibratie_enquetes, de synthetische wereld en de contracten. Uitvoer: ruwe plannen in results/synthetic/raw/plans
# en de JOB-monitor, een rij per student, in results/persoon/synthetic/raw/job.
from werkagenda.synthetic.names import JOB, synthetic_plan_files

PLANBESTANDEN = synthetic_plan_files(WERELD["enquetes"]["job"])
# Jaar van de JOB-monitor met de startwaarden.
STARTMETING = 2022


rule plannen_opzet:
    input:
        kalibratie="resources/kalibratie_enquetes.yaml",
        instellingen="results/synthetic/wereld/instellingen.parquet",
        populatie="results/synthetic/wereld/instroom.parquet",
    output:
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
    log:
        "results/log/synthetisch/plannen_opzet.log",
    benchmark:
        "results/benchmark/synthetisch/plannen_opzet.tsv"
    params:
        zaad=WERELD["zaad"],
        metingen=sorted({STARTMETING, *WERELD["enquetes"]["job"]}),
    message:
        "Synthetische plannen: bepaal per instelling de besteding en de deelname aan de JOB-monitor"
    script:
        "../../scripts/synthetic/plannen_opzet.py"


rule job_bestand:
    input:
        kalibratie="resources/kalibratie_enquetes.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_bestand=contract("job"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        populatie="results/synthetic/wereld/instroom.parquet",
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
    output:
        bestand=f"{JOB}/JOB-monitor {{jaar}}.sav",
        meting="results/synthetic/waarheid/job_{jaar}.parquet",
    log:
        "results/log/synthetisch/job_{jaar}.log",
    benchmark:
        "results/benchmark/synthetisch/job_{jaar}.tsv"
    resources:
        mem_mb=700,
    params:
        zaad=WERELD["zaad"],
        omvang=WERELD["enquetes"]["omvang"],
    message:
        "Synthetische JOB-monitor: trek de studenten van {wildcards.jaar}"
    script:
        "../../scripts/synthetic/job_bestand.py"


rule plannen_doelen:
    input:
        kalibratie="resources/kalibratie_enquetes.yaml",
        populatie="results/synthetic/wereld/instroom.parquet",
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
        meting=f"results/synthetic/waarheid/job_{STARTMETING}.parquet",
    output:
        doelen="results/synthetic/wereld/plannen_doelen.parquet",
    log:
        "results/log/synthetisch/plannen_doelen.log",
    benchmark:
        "results/benchmark/synthetisch/plannen_doelen.tsv"
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische plannen: los de streefwaarden op bij de startwaarden (tabellen 2.1 tot en met 2.6)"
    script:
        "../../scripts/synthetic/plannen_doelen.py"


rule plannen_streefwaarden:
    input:
        kalibratie="resources/kalibratie_enquetes.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract=contract("plan_streefwaarden"),
        populatie="results/synthetic/wereld/instroom.parquet",
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
        doelen="results/synthetic/wereld/plannen_doelen.parquet",
    output:
        plan_streefwaarden=PLANBESTANDEN["plan_streefwaarden"][0],
    log:
        "results/log/synthetisch/plannen_streefwaarden.log",
    benchmark:
        "results/benchmark/synthetisch/plannen_streefwaarden.tsv"
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische plannen: schrijf de streefwaarden van twee metingen"
    script:
        "../../scripts/synthetic/plannen_streefwaarden.py"


rule plannen_tabellen:
    input:
        kalibratie="resources/kalibratie_enquetes.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_plan_maatregelen=contract("plan_maatregelen"),
        contract_plan_begroting=contract("plan_begroting"),
        contract_plan_maatwerk=contract("plan_maatwerk"),
        contract_plan_samenwerking=contract("plan_samenwerking"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
    output:
        plan_maatregelen=PLANBESTANDEN["plan_maatregelen"][0],
        plan_begroting=PLANBESTANDEN["plan_begroting"][0],
        plan_maatwerk=PLANBESTANDEN["plan_maatwerk"][0],
        plan_samenwerking=PLANBESTANDEN["plan_samenwerking"][0],
    log:
        "results/log/synthetisch/plannen_tabellen.log",
    benchmark:
        "results/benchmark/synthetisch/plannen_tabellen.tsv"
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische plannen: schrijf maatregelen, begroting, maatwerk en samenwerking"
    script:
        "../../scripts/synthetic/plannen_tabellen.py"
