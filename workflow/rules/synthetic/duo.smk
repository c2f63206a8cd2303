# Invoer: kalibratie, tabel B.0.1 en de contracten. Uitvoer: results/synthetic/: waarheid, populatie en ruwe bestanden.
from werkagenda.synthetic.names import school_years

WERELD = config["synthetisch"]
WERELDBESTANDEN = synthetic_files(tuple(WERELD["open"]), tuple(WERELD["levering"]))
WERELDJAREN = {
    uitgave: list(range(WERELD[uitgave][0], WERELD[uitgave][1] + 1))
    for uitgave in ("open", "levering")
}
ALLE_WERELDJAREN = sorted(set(WERELDJAREN["open"]) | set(WERELDJAREN["levering"]))


rule synthetische_wereld:
    input:
        kalibratie="resources/kalibratie.yaml",
        regeling="resources/bc_regeling.csv",
        gepubliceerd="resources/published/tabel_b_0_1.csv",
    output:
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
    log:
        "results/log/synthetisch/wereld.log",
    benchmark:
        "results/benchmark/synthetisch/wereld.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische wereld: verzin instellingen en beroepsopleidingen"
    script:
        "../../scripts/synthetic/synthetische_wereld.py"


rule synthetisch_aanbod:
    input:
        kalibratie="resources/kalibratie.yaml",
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
    output:
        aanbod="results/synthetic/wereld/aanbod.parquet",
        groepen="results/synthetic/wereld/groepen.parquet",
        crebos="results/synthetic/wereld/crebos.parquet",
    log:
        "results/log/synthetisch/aanbod.log",
    benchmark:
        "results/benchmark/synthetisch/aanbod.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
    message:
        "Synthetische wereld: bepaal wie welke opleiding aanbiedt en noemt (tabel B.0.1)"
    script:
        "../../scripts/synthetic/synthetisch_aanbod.py"


rule synthetische_instroom:
    input:
        kalibratie="resources/kalibratie.yaml",
        programmas="results/synthetic/wereld/programmas.parquet",
        groepen="results/synthetic/wereld/groepen.parquet",
    output:
        populatie="results/synthetic/wereld/instroom.parquet",
        waarheid="results/synthetic/waarheid/instroom.parquet",
    log:
        "results/log/synthetisch/instroom.log",
    benchmark:
        "results/benchmark/synthetisch/instroom.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        omvang=WERELD["omvang"],
        generator=WERELD["wereld"],
        jaren=ALLE_WERELDJAREN,
    message:
        "Synthetische wereld: trek de studenten per jaar"
    script:
        "../../scripts/synthetic/synthetische_instroom.py"


rule synthetische_gediplomeerden:
    input:
        kalibratie="resources/kalibratie.yaml",
        programmas="results/synthetic/wereld/programmas.parquet",
        groepen="results/synthetic/wereld/groepen.parquet",
        crebos="results/synthetic/wereld/crebos.parquet",
    output:
        populatie="results/synthetic/wereld/gediplomeerden.parquet",
        waarheid="results/synthetic/waarheid/gediplomeerden.parquet",
    log:
        "results/log/synthetisch/gediplomeerden.log",
    benchmark:
        "results/benchmark/synthetisch/gediplomeerden.tsv"
    resources:
        mem_mb=700,
    params:
        zaad=WERELD["zaad"],
        omvang=WERELD["omvang"],
        generator=WERELD["wereld"],
        jaren=ALLE_WERELDJAREN,
    message:
        "Synthetische wereld: trek de gediplomeerden per diplomajaar"
    script:
        "../../scripts/synthetic/synthetische_gediplomeerden.py"


rule synthetische_duo_instroom_open:
    input:
        kalibratie="resources/kalibratie.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_a=contract("instroom_a"),
        contract_b=contract("instroom_b"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
        populatie="results/synthetic/wereld/instroom.parquet",
    output:
        a=WERELDBESTANDEN["instroom_a"],
        b=WERELDBESTANDEN["instroom_b"],
    log:
        "results/log/synthetisch/duo_instroom_open.log",
    benchmark:
        "results/benchmark/synthetisch/duo_instroom_open.tsv"
    resources:
        mem_mb=1000,
    params:
        zaad=WERELD["zaad"],
        generator=WERELD["wereld"],
        uitgave="open",
        jaren=WERELDJAREN["open"],
    message:
        "Synthetische wereld: schrijf DUO's open instroombestanden A en B"
    script:
        "../../scripts/synthetic/synthetische_duo_instroom.py"


use rule synthetische_duo_instroom_open as synthetische_duo_instroom_levering with:
    output:
        a=WERELDBESTANDEN["levering_instroom_a"],
        b=WERELDBESTANDEN["levering_instroom_b"],
    log:
        "results/log/synthetisch/duo_instroom_levering.log",
    benchmark:
        "results/benchmark/synthetisch/duo_instroom_levering.tsv"
    params:
        zaad=WERELD["zaad"],
        generator=WERELD["wereld"],
        uitgave="levering",
        jaren=WERELDJAREN["levering"],
    message:
        "Synthetische wereld: schrijf de levering van instroombestanden A en B (niet onderdrukt)"


rule synthetische_duo_gediplomeerden:
    input:
        kalibratie="resources/kalibratie.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract=contract("gediplomeerden"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
        crebos="results/synthetic/wereld/crebos.parquet",
        populatie="results/synthetic/wereld/gediplomeerden.parquet",
    output:
        open=WERELDBESTANDEN["gediplomeerden"][0],
        levering=WERELDBESTANDEN["levering_gediplomeerden"][0],
    log:
        "results/log/synthetisch/duo_gediplomeerden.log",
    benchmark:
        "results/benchmark/synthetisch/duo_gediplomeerden.tsv"
    resources:
        mem_mb=700,
    params:
        jaren=WERELDJAREN,
    message:
        "Synthetische wereld: schrijf DUO's bestanden met gediplomeerden"
    script:
        "../../scripts/synthetic/synthetische_duo_gediplomeerden.py"


rule synthetische_tabellen:
    input:
        kalibratie="resources/kalibratie.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_instellingen=contract("instellingen"),
        contract_crebo_bc=contract("crebo_bc"),
        contract_fusies=contract("fusies"),
        contract_plan_instellingen=contract("plan_instellingen"),
        contract_plan_bc_genoemd=contract("plan_bc_genoemd"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
        aanbod="results/synthetic/wereld/aanbod.parquet",
        crebos="results/synthetic/wereld/crebos.parquet",
        populatie="results/synthetic/wereld/instroom.parquet",
    output:
        instellingen=WERELDBESTANDEN["instellingen"][0],
        crebo_bc=WERELDBESTANDEN["crebo_bc"],
        fusies=WERELDBESTANDEN["fusies"][0],
        plan_instellingen=WERELDBESTANDEN["plan_instellingen"][0],
        plan_bc_genoemd=WERELDBESTANDEN["plan_bc_genoemd"][0],
    log:
        "results/log/synthetisch/tabellen.log",
    benchmark:
        "results/benchmark/synthetisch/tabellen.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        schooljaren=school_years(tuple(WERELD["open"])),
    message:
        "Synthetische wereld: schrijf instellingen, fusies, koppeling en gecodeerde plannen"
    script:
        "../../scripts/synthetic/synthetische_tabellen.py"
