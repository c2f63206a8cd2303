# Invoer: results/derived/. Uitvoer: results/data/<product>.csv.
STROOM = {
    "instroom": "results/derived/stroom_instroom.parquet",
    "gediplomeerd": "results/derived/stroom_gediplomeerden.parquet",
}
ONZEKER = {
    "instroom": "results/derived/onzeker_instroom.parquet",
    "gediplomeerd": "results/derived/onzeker_gediplomeerden.parquet",
}
HOOFDGROEPEN = ("instroom", "gediplomeerden")
LEERWEGEN = config["noemer"]["leerwegen"]
REEKSBREUK = config["instroom"]["reeksbreuk"]
MAAT = {
    "figuur_3_1": "instroom",
    "figuur_3_2": "instroom",
    "figuur_3_3": "gediplomeerd",
    "figuur_3_4": "gediplomeerd",
}


rule aantallen:
    input:
        stroom=lambda wildcards: STROOM[MAAT[wildcards.product]],
        onzeker=lambda wildcards: ONZEKER[MAAT[wildcards.product]],
        kalibratie=lambda wildcards: KALIBRATIE[MAAT[wildcards.product]],
        contract=contract("aantallen"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="figuur_3_1|figuur_3_3",
    params:
        maat=lambda wildcards: MAAT[wildcards.product],
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
    message:
        "Tel de groepen opleidingen voor {wildcards.product}"
    script:
        "../../scripts/products/aantallen.py"


rule aandelen:
    input:
        stroom=lambda wildcards: STROOM[MAAT[wildcards.product]],
        onzeker=lambda wildcards: ONZEKER[MAAT[wildcards.product]],
        kalibratie=lambda wildcards: KALIBRATIE[MAAT[wildcards.product]],
        contract=contract("aandelen"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="figuur_3_2|figuur_3_4",
    params:
        maat=lambda wildcards: MAAT[wildcards.product],
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
    message:
        "Bereken de aandelen van de groepen voor {wildcards.product}"
    script:
        "../../scripts/products/aandelen.py"


rule scenario:
    input:
        stroom=STROOM["instroom"],
        onzeker=ONZEKER["instroom"],
        kalibratie=KALIBRATIE["instroom"],
        contract=contract("scenario"),
    output:
        data="results/data/figuur_3_2_scenario.csv",
    log:
        "results/log/data/figuur_3_2_scenario.log",
    params:
        maat="instroom",
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
    message:
        "Bereken het aandeel van de sectoren onder andere indelingen"
    script:
        "../../scripts/products/scenario.py"


rule uitsplitsing:
    input:
        stroom=list(STROOM.values()),
        onzeker=list(ONZEKER.values()),
        kalibratie=list(KALIBRATIE.values()),
        delen=[f"results/derived/hoofdgroep_{maat}.parquet" for maat in HOOFDGROEPEN],
        onzeker_delen=[
            f"results/derived/onzeker_hoofdgroep_{maat}.parquet"
            for maat in HOOFDGROEPEN
        ],
        studenten="results/derived/studenten_landelijk.parquet",
        instellingen=ingelezen("instellingen"),
        contract=contract("uitsplitsing"),
    output:
        data="results/data/tabel_3_uitsplitsing.csv",
    log:
        "results/log/data/tabel_3_uitsplitsing.log",
    params:
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
    message:
        "Splits de aandelen uit naar leerweg, niveau en soort instelling"
    script:
        "../../scripts/products/uitsplitsing.py"


rule spreiding:
    input:
        stroom=list(STROOM.values()),
        onzeker=list(ONZEKER.values()),
        kalibratie=list(KALIBRATIE.values()),
        contract=contract("spreiding"),
    output:
        data="results/data/tabel_3_spreiding.csv",
    log:
        "results/log/data/tabel_3_spreiding.log",
    params:
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
    message:
        "Bereken de spreiding over instellingen"
    script:
        "../../scripts/products/spreiding.py"


rule sectoren:
    input:
        stroom=list(STROOM.values()),
        onzeker=list(ONZEKER.values()),
        kalibratie=list(KALIBRATIE.values()),
        contract=contract("sectoren"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/data/tabel_3_sectoren.csv",
    log:
        "results/log/data/tabel_3_sectoren.log",
    params:
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
    message:
        "Tel de sectoren van de Regeling"
    script:
        "../../scripts/products/sectoren.py"


rule ontleding:
    input:
        stroom=list(STROOM.values()),
        onzeker=list(ONZEKER.values()),
        kalibratie=list(KALIBRATIE.values()),
        contract=contract("ontleding"),
    output:
        data="results/data/tabel_3_ontleding.csv",
    log:
        "results/log/data/tabel_3_ontleding.log",
    params:
        leerwegen=LEERWEGEN,
        reeksbreuk=REEKSBREUK,
        definitie=config["instroom"]["definitie"],
    message:
        "Ontleed de verandering van instroom en gediplomeerden"
    script:
        "../../scripts/products/ontleding.py"


rule terugtoets_soort:
    input:
        terugtoets="results/checks/terugtoets.csv",
        contract_terugtoets=contract("terugtoets"),
        contract=contract("terugtoets_soort"),
    output:
        data="results/data/figuur_c_terugtoets.csv",
    log:
        "results/log/data/figuur_c_terugtoets.log",
    message:
        "Zet de toets van de intervallen bij elkaar per soort optelling"
    script:
        "../../scripts/products/terugtoets.py"


rule tabel_b_0_1_data:
    input:
        bc_genoemd=ingelezen("plan_bc_genoemd"),
        gediplomeerden="results/derived/gediplomeerden_cellen.parquet",
        crebo_bc="results/derived/crebo_bc.parquet",
        bc="results/derived/bc.parquet",
        regeling="resources/bc_regeling.csv",
        contract=contract("tabel_b_0_1"),
    output:
        data="results/data/tabel_b_0_1.csv",
    log:
        "results/log/data/tabel_b_0_1.log",
    params:
        diplomajaar=config["tabel_b_0_1"]["diplomajaar"],
        voorrang=config["jaren"]["voorrang"],
    message:
        "Tel welke instellingen een opleiding noemen en gediplomeerden hebben"
    script:
        "../../scripts/products/tabel_b_0_1.py"


rule kerncijfers_3:
    input:
        plannen=ingelezen("plan_instellingen"),
        indeling="results/derived/indeling.parquet",
        bc="results/derived/bc.parquet",
        contract=contract("kerncijfers_3"),
    output:
        data="results/data/kerncijfers_3.csv",
    log:
        "results/log/data/kerncijfers_3.log",
    message:
        "Tel plannen en genoemde opleidingen"
    script:
        "../../scripts/products/kerncijfers_3.py"
