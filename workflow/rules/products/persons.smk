# Invoer: results/persoon/derived/. Uitvoer: results/persoon/data/, onbeveiligd; wat naar buiten mag komt van `beveiligen`.
ANALYSE = "results/persoon/derived/analyse.parquet"
REGEL = config["werk"]["regel"]


def per_cohort(tabel, cohorten):
    """De bestanden van een afgeleide tabel met een bestand per cohort."""
    return [f"results/persoon/derived/{tabel}/{cohort}.parquet" for cohort in cohorten]


rule werk_achtergrond:
    input:
        analyse=ANALYSE,
        contract=contract("werk_achtergrond_binnen"),
    output:
        data="results/persoon/data/figuur_5_4.csv",
    log:
        "results/log/data/figuur_5_4.log",
    params:
        regel=REGEL,
        leerwegen=config["microdata"]["leerwegen"],
        niveaus=config["microdata"]["niveaus"],
    message:
        "Bereken het aandeel met werk naar migratieachtergrond"
    script:
        "../../scripts/products/werk_achtergrond.py"


rule werk_herkomst:
    input:
        analyse=ANALYSE,
        contract=contract("werk_herkomst_binnen"),
    output:
        data="results/persoon/data/tabel_5_herkomst.csv",
    log:
        "results/log/data/tabel_5_herkomst.log",
    params:
        regel=REGEL,
    message:
        "Vergelijk de oude en de nieuwe indeling naar herkomst"
    script:
        "../../scripts/products/werk_herkomst.py"


rule logit_werk:
    input:
        analyse=ANALYSE,
        model="resources/logit_werk.yaml",
        contract_tabel_b_0_2=contract("tabel_b_0_2_binnen"),
        contract_tabel_b_0_2_marginaal=contract("tabel_b_0_2_marginaal_binnen"),
        contract_tabel_b_0_2_robuust=contract("tabel_b_0_2_robuust_binnen"),
    output:
        tabel_b_0_2="results/persoon/data/tabel_b_0_2.csv",
        tabel_b_0_2_marginaal="results/persoon/data/tabel_b_0_2_marginaal.csv",
        tabel_b_0_2_robuust="results/persoon/data/tabel_b_0_2_robuust.csv",
    log:
        "results/log/data/tabel_b_0_2.log",
    resources:
        mem_mb=2000,
    params:
        regel=REGEL,
        zonder_cohorten=config["werk"]["zonder_cohorten"],
        minimum=config["disclosure"]["minimum"],
    message:
        "Schat de kans op werk"
    script:
        "../../scripts/products/logit_werk.py"


rule startpositie:
    input:
        start=per_cohort("start", START_COHORTEN),
        cohorten=per_cohort("cohort", START_COHORTEN),
        contract=contract("startpositie_binnen"),
    output:
        data="results/persoon/data/figuur_k_startpositie.csv",
    log:
        "results/log/data/figuur_k_startpositie.log",
    params:
        maanden=config["startpositie"]["maanden"],
        vast_van=config["startpositie"]["vast_van"],
    message:
        "Bereken startloon en startpositie per opleidingsrichting"
    script:
        "../../scripts/products/startpositie.py"


rule eerste_baan:
    input:
        start=per_cohort("start", START_COHORTEN),
        cohorten=per_cohort("cohort", START_COHORTEN),
        contract=contract("eerste_baan_binnen"),
    output:
        data="results/persoon/data/tabel_5_eerste_baan.csv",
    log:
        "results/log/data/tabel_5_eerste_baan.log",
    message:
        "Bereken wie binnen drie maanden een baan had en wie een betaalde stage"
    script:
        "../../scripts/products/eerste_baan.py"


rule doorstroom_4:
    input:
        doorstroom="results/persoon/derived/doorstroom.parquet",
        contract=contract("doorstroom_4_binnen"),
    output:
        data="results/persoon/data/tabel_5_doorstroom.csv",
    log:
        "results/log/data/tabel_5_doorstroom.log",
    params:
        leerwegen=config["microdata"]["leerwegen"],
    message:
        "Bereken wie van niveau 2 naar niveau 4 gaat en er een diploma haalt"
    script:
        "../../scripts/products/doorstroom.py"


rule aandeel_richting:
    input:
        richting="results/persoon/derived/diplomarichting.parquet",
        contract=contract("diplomarichting_binnen"),
    output:
        data="results/persoon/data/tabel_3_richting.csv",
    log:
        "results/log/data/tabel_3_richting.log",
    params:
        leerwegen=config["microdata"]["leerwegen"],
    message:
        "Bereken het aandeel diploma's in zorg, techniek en onderwijs"
    script:
        "../../scripts/products/diplomarichting.py"


rule uitval_personen:
    input:
        uitval=per_cohort("uitval", COHORTEN),
        contract=contract("uitval_personen_binnen"),
    output:
        data="results/persoon/data/tabel_c_uitval.csv",
    log:
        "results/log/data/tabel_c_uitval.log",
    message:
        "Tel wie er afvalt tussen diploma en analyse"
    script:
        "../../scripts/products/uitval_personen.py"


rule werkregels:
    input:
        analyse=ANALYSE,
        contract=contract("werkregels_binnen"),
    output:
        data="results/persoon/data/tabel_c_werkregels.csv",
    log:
        "results/log/data/tabel_c_werkregels.log",
    message:
        "Vergelijk de twee regels voor werk"
    script:
        "../../scripts/products/werkregels.py"


rule werk_instelling:
    input:
        analyse=ANALYSE,
        contract=contract("werk_instelling"),
    output:
        data="results/persoon/data/werk_instelling.csv",
    log:
        "results/log/data/werk_instelling.log",
    params:
        regel=REGEL,
    message:
        "Bereken het aandeel met werk per instelling, voor gebruik in de beveiligde omgeving"
    script:
        "../../scripts/products/werk_instelling.py"
