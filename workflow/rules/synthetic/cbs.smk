# Invoer: kalibratie_cbs, tabel B.0.2, de synthetische wereld en de contracten. Uitvoer: results/persoon/synthetic/: de
# getrokken personen, de waarheid en de .sav-bestanden; results/synthetic/: de koppeling van opleidingsnummers.
PERSONENWERELD = "results/persoon/synthetic/wereld"
MICRO = WERELD["microdata"]
CBS_BESTANDEN = synthetic_cbs_files(
    tuple(config["microdata"]["cohorten"]), tuple(config["startpositie"]["cohorten"])
)
REGISTERS = ("personen", "kindouder", "hoogsteopl")
OPLEIDINGSNUMMERS = "results/synthetic/wereld/opleidingsnummers.parquet"


def per_cohort(naam):
    """De synthetische personen, of een tabel die bij hen hoort: een bestand per cohort."""
    return expand(f"{PERSONENWERELD}/{naam}/{{cohort}}.parquet", cohort=COHORTEN)


rule cbs_oplnr:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_oplnr_bc=contract("oplnr_bc"),
        contract_opleidingsnummers=contract("opleidingsnummers"),
        programmas="results/synthetic/wereld/programmas.parquet",
        crebos="results/synthetic/wereld/crebos.parquet",
    output:
        opleidingen=OPLEIDINGSNUMMERS,
        oplnr_bc=CBS_BESTANDEN["oplnr_bc"][0],
        opleidingsnummers=CBS_BESTANDEN["opleidingsnummers"][0],
    log:
        "results/log/synthetisch/cbs_oplnr.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_oplnr.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
    message:
        "Synthetische microdata: nummer de opleidingen zoals het CBS"
    script:
        "../../scripts/synthetic/cbs_oplnr.py"


rule cbs_personen:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        gepubliceerd="resources/published/tabel_b_0_2.csv",
        contract_oplnr_bc=contract("oplnr_bc"),
        programmas="results/synthetic/wereld/programmas.parquet",
        groepen="results/synthetic/wereld/groepen.parquet",
        opleidingen=OPLEIDINGSNUMMERS,
    output:
        personen=per_cohort("personen"),
        waarheid=expand(
            "results/persoon/synthetic/waarheid/{cohort}.parquet", cohort=COHORTEN
        ),
        rollen="results/persoon/synthetic/waarheid/rollen.parquet",
    log:
        "results/log/synthetisch/cbs_personen.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_personen.tsv"
    resources:
        mem_mb=1500,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
        cohorten=COHORTEN,
    message:
        "Synthetische microdata: trek de gediplomeerden en wie van hen werkt"
    script:
        "../../scripts/synthetic/cbs_personen.py"


rule cbs_loopbaan:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        opleidingen=OPLEIDINGSNUMMERS,
        personen=per_cohort("personen"),
    output:
        diplomas=per_cohort("diplomas"),
        inschrijvingen=per_cohort("inschrijvingen"),
    log:
        "results/log/synthetisch/cbs_loopbaan.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_loopbaan.tsv"
    resources:
        mem_mb=1500,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
    message:
        "Synthetische microdata: trek diploma's en inschrijvingen"
    script:
        "../../scripts/synthetic/cbs_loopbaan.py"


rule cbs_dienstverbanden:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        personen=per_cohort("personen"),
    output:
        banen=per_cohort("banen"),
    log:
        "results/log/synthetisch/cbs_dienstverbanden.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_dienstverbanden.tsv"
    resources:
        mem_mb=1500,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
    message:
        "Synthetische microdata: trek de banen"
    script:
        "../../scripts/synthetic/cbs_dienstverbanden.py"


rule cbs_onderwijs:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        contract_diplomas=contract("diplomas"),
        contract_inschrijvingen=contract("inschrijvingen"),
        diplomas=per_cohort("diplomas"),
        inschrijvingen=per_cohort("inschrijvingen"),
    output:
        diplomas=CBS_BESTANDEN["diplomas"],
        inschrijvingen=CBS_BESTANDEN["inschrijvingen"],
    log:
        "results/log/synthetisch/cbs_onderwijs.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_onderwijs.tsv"
    resources:
        mem_mb=1500,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
        onbekende_codes=MICRO["onbekende_codes"],
        jaren={bron: CBS_JAREN[bron] for bron in ("diplomas", "inschrijvingen")},
    message:
        "Synthetische microdata: schrijf ONDERWIJSINSCHRTAB en DIPLOMAMBO"
    script:
        "../../scripts/synthetic/cbs_onderwijs.py"


rule cbs_registers:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        contract_personen=contract("personen"),
        contract_kindouder=contract("kindouder"),
        contract_hoogsteopl=contract("hoogsteopl"),
        personen=per_cohort("personen"),
    output:
        personen=CBS_BESTANDEN["personen"],
        kindouder=CBS_BESTANDEN["kindouder"],
        hoogsteopl=CBS_BESTANDEN["hoogsteopl"],
    log:
        "results/log/synthetisch/cbs_registers.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_registers.tsv"
    resources:
        mem_mb=2000,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
        onbekende_codes=MICRO["onbekende_codes"],
        jaren={bron: CBS_JAREN[bron] for bron in REGISTERS},
    message:
        "Synthetische microdata: schrijf GBAPERSOON, KINDOUDERTAB en HOOGSTEOPL"
    script:
        "../../scripts/synthetic/cbs_registers.py"


rule cbs_banen:
    input:
        kalibratie="resources/kalibratie_cbs.yaml",
        contract_banen=contract("banen"),
        banen=per_cohort("banen"),
    output:
        raw=CBS_BESTANDEN["banen"],
    log:
        "results/log/synthetisch/cbs_banen.log",
    benchmark:
        "results/benchmark/synthetisch/cbs_banen.tsv"
    resources:
        mem_mb=2000,
    params:
        zaad=WERELD["zaad"],
        omvang=MICRO["omvang"],
        onbekende_codes=MICRO["onbekende_codes"],
        jaren=CBS_JAREN["banen"],
        start=START_COHORTEN,
    message:
        "Synthetische microdata: schrijf SPOLISBUS"
    script:
        "../../scripts/synthetic/cbs_banen.py"
