# Invoer: kalibratie_synthese, het register van indicatoren en de synthetische wereld, JOB-monitor en begroting. Uitvoer: de
# synthetische opgave van de instellingen in results/synthetic/raw/efile.
EFILE = synthetic_efile_files()
# Jaren van de JOB-monitor waarop streefwaarden steunen, en waaruit een instelling haar waarden overneemt.
EFILE_JOB = sorted({STARTMETING, *WERELD["enquetes"]["job"]})


rule efile_waarden:
    input:
        kalibratie="resources/kalibratie_synthese.yaml",
        kalibratie_wereld="resources/kalibratie.yaml",
        indicatoren=INDICATOREN,
        contract=contract("efile_waarden"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
        job=[f"results/synthetic/waarheid/job_{jaar}.parquet" for jaar in EFILE_JOB],
    output:
        efile_waarden=EFILE["efile_waarden"][0],
    log:
        "results/log/synthetisch/efile_waarden.log",
    benchmark:
        "results/benchmark/synthetisch/efile_waarden.tsv"
    params:
        zaad=WERELD["zaad"],
        jaar=WERELD["open"][1],
    message:
        "Synthetische opgave van de instellingen: schrijf start, recente en streefwaarden"
    script:
        "../../scripts/synthetic/efile_waarden.py"


rule efile_besteding:
    input:
        kalibratie="resources/kalibratie_synthese.yaml",
        contract=contract("efile_besteding"),
        contract_plan_begroting=contract("plan_begroting"),
        domeinen="resources/contracts/domeinen.yaml",
        instellingen="results/synthetic/wereld/instellingen.parquet",
        begroting=PLANBESTANDEN["plan_begroting"][0],
    output:
        efile_besteding=EFILE["efile_besteding"][0],
    log:
        "results/log/synthetisch/efile_besteding.log",
    benchmark:
        "results/benchmark/synthetisch/efile_besteding.tsv"
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische opgave van de instellingen: schrijf de besteding"
    script:
        "../../scripts/synthetic/efile_besteding.py"


rule efile_maatregelen:
    input:
        kalibratie="resources/kalibratie_synthese.yaml",
        indicatoren=INDICATOREN,
        contract=contract("efile_maatregelen"),
        domeinen="resources/contracts/domeinen.yaml",
        instellingen="results/synthetic/wereld/instellingen.parquet",
    output:
        efile_maatregelen=EFILE["efile_maatregelen"][0],
    log:
        "results/log/synthetisch/efile_maatregelen.log",
    benchmark:
        "results/benchmark/synthetisch/efile_maatregelen.tsv"
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische opgave van de instellingen: schrijf voortgang en effectiviteit van de maatregelen"
    script:
        "../../scripts/synthetic/efile_maatregelen.py"
