# Invoer: results/derived/, results/ingest/plan_*, results/persoon/ingest/job/. Uitvoer: results/data/<product>.csv van
# de plannen en de JOB-monitor. Welke vraag, leerweg en doelstelling bij een product horen staat in resources/producten/.
def familie_van(familie):
    """De producten van een familie in het register."""
    return {
        naam: product
        for naam, product in REGISTER.items()
        if product["familie"] == familie
    }


STREEFWAARDEN = familie_van("streefwaarden")
VERSCHIL = familie_van("verschil")
START_STREEF = familie_van("start_streef")
BANDEN = familie_van("banden")
MAATREGELEN = familie_van("maatregelen")
# Elke vraag met de leerwegen waarin zij als geheel wordt bekeken: die van de figuren met start- en streefwaarden.
REEKSEN = [
    (product["indicator"], product["leerweg"]) for product in START_STREEF.values()
]
PLANNEN = config["plannen"]
MONITOR = config["job"]
TABELLEN = {
    "streefwaarden": "results/derived/streefwaarden.parquet",
    "studenten": "results/derived/studenten.parquet",
    "job": "results/derived/job_instelling.parquet",
}
# De doelstelling waarbij het rapport het aandeel uitstromers met werk vergelijkt.
WERK_BIJ = "2.1"
JOB_OVERIG = ["aansluiting_stage", "moeite_stage_vinden"]


def leerwegen_van(indicator):
    """De leerwegen waarin een vraag als geheel wordt bekeken: alle, bol of bbl."""
    return [leerweg for vraag, leerweg in REEKSEN if vraag == indicator]


def per_leerweg(indicator):
    """De leerwegen van een vraag, elk apart."""
    leerwegen = leerwegen_van(indicator)
    return ["bol", "bbl"] if "alle" in leerwegen else leerwegen


def per_doelstelling():
    """De vragen en leerwegen bij elke doelstelling."""
    doelen = {
        product["indicator"]: product["doelstelling"] for product in BANDEN.values()
    }
    return {
        doelstelling: [reeks for reeks in REEKSEN if doelen[reeks[0]] == doelstelling]
        for doelstelling in ("2.1", "2.2", "2.3")
    }


rule instelling_kenmerken:
    input:
        plannen=ingelezen("plan_instellingen"),
        studenten="results/derived/studenten_eigen.parquet",
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract=contract("instelling_kenmerken"),
    output:
        kenmerken="results/derived/instelling_kenmerken.parquet",
    log:
        "results/log/instelling_kenmerken.log",
    params:
        peiljaar=PLANNEN["peiljaar"],
    message:
        "Breng de kenmerken van instellingen naar de codes van vandaag"
    script:
        "../../scripts/derive/instelling_kenmerken.py"


rule streefwaarden_niveau:
    input:
        **TABELLEN,
        contract=contract("streefwaarden_niveau"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="|".join(STREEFWAARDEN),
    params:
        indicator=lambda wildcards: STREEFWAARDEN[wildcards.product]["indicator"],
        leerwegen=lambda wildcards: per_leerweg(
            STREEFWAARDEN[wildcards.product]["indicator"]
        ),
        meting=PLANNEN["meting"],
        peiljaar=PLANNEN["peiljaar"],
        startjaar=MONITOR["startjaar"],
    message:
        "Vat de streefwaarden samen voor {wildcards.product}"
    script:
        "../../scripts/products/streefwaarden_niveau.py"


rule streef_verschil:
    input:
        **TABELLEN,
        contract=contract("streef_verschil"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="|".join(VERSCHIL),
    params:
        indicator=lambda wildcards: VERSCHIL[wildcards.product]["indicator"],
        leerwegen=lambda wildcards: leerwegen_van(
            VERSCHIL[wildcards.product]["indicator"]
        ),
        meting=PLANNEN["meting"],
        peiljaar=PLANNEN["peiljaar"],
        startjaar=MONITOR["startjaar"],
    message:
        "Vergelijk streef- en startwaarden voor {wildcards.product}"
    script:
        "../../scripts/products/streef_verschil.py"


rule start_streef:
    input:
        **TABELLEN,
        contract=contract("start_streef"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="|".join(START_STREEF),
    params:
        indicator=lambda wildcards: START_STREEF[wildcards.product]["indicator"],
        leerweg=lambda wildcards: START_STREEF[wildcards.product]["leerweg"],
        meting=PLANNEN["meting"],
        peiljaar=PLANNEN["peiljaar"],
        startjaar=MONITOR["startjaar"],
    message:
        "Zet start- en streefwaarden op een rij voor {wildcards.product}"
    script:
        "../../scripts/products/start_streef.py"


rule samenhang:
    input:
        **TABELLEN,
        contract=contract("samenhang"),
    output:
        data="results/data/tabel_2_samenhang.csv",
    log:
        "results/log/data/tabel_2_samenhang.log",
    params:
        reeksen=REEKSEN,
        meting=PLANNEN["meting"],
        peiljaar=PLANNEN["peiljaar"],
        startjaar=MONITOR["startjaar"],
    message:
        "Toets de samenhang van start- en streefwaarden"
    script:
        "../../scripts/products/samenhang.py"


rule maatregelen:
    input:
        plannen=ingelezen("plan_maatregelen"),
        maatregelen="resources/maatregelen.csv",
        contract=contract("maatregelen"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="|".join(MAATREGELEN),
    params:
        doelstelling=lambda wildcards: MAATREGELEN[wildcards.product]["doelstelling"],
    message:
        "Tel welke maatregelen instellingen toepassen voor {wildcards.product}"
    script:
        "../../scripts/products/maatregelen.py"


rule maatregelvorm:
    input:
        maatregelen=ingelezen("plan_maatregelen"),
        samenwerking=ingelezen("plan_samenwerking"),
        instellingen=ingelezen("plan_instellingen"),
        streefwaarden=ingelezen("plan_streefwaarden"),
        begroting=ingelezen("plan_begroting"),
        domeinen="resources/contracts/domeinen.yaml",
        contract=contract("maatregelvorm"),
    output:
        data="results/data/tabel_2_maatregelvorm.csv",
    log:
        "results/log/data/tabel_2_maatregelvorm.log",
    params:
        meting=PLANNEN["meting"],
        max_verschil=PLANNEN["max_verschil_begroting"],
    message:
        "Tel de vorm van maatregelen en de partners"
    script:
        "../../scripts/products/maatregelvorm.py"


rule besteding_tabel:
    input:
        besteding="results/derived/besteding.parquet",
        contract=contract("besteding_tabel"),
    output:
        data="results/data/tabel_2_9.csv",
    log:
        "results/log/data/tabel_2_9.log",
    message:
        "Vat de besteding aan prioriteit 2 samen"
    script:
        "../../scripts/products/besteding_tabel.py"


rule kenmerken:
    input:
        **TABELLEN,
        besteding="results/derived/besteding.parquet",
        kenmerken="results/derived/instelling_kenmerken.parquet",
        uitstroom="results/derived/uitstroom_werk.parquet",
        contract=contract("kenmerken"),
    output:
        data="results/data/tabel_2_kenmerken.csv",
    log:
        "results/log/data/tabel_2_kenmerken.log",
    params:
        reeksen=per_doelstelling(),
        werk_bij=WERK_BIJ,
        jaren=MONITOR["jaren"],
        startjaar=MONITOR["startjaar"],
        meting=PLANNEN["meting"],
        peiljaar=PLANNEN["peiljaar"],
        minimum=PLANNEN["minimum_groep"],
    message:
        "Vergelijk instellingen met een lage en een hoge besteding"
    script:
        "../../scripts/products/kenmerken.py"


rule maatwerk:
    input:
        maatwerk=ingelezen("plan_maatwerk"),
        plannen=ingelezen("plan_instellingen"),
        studenten="results/derived/studenten_eigen.parquet",
        contract_maatwerk=contract("plan_maatwerk"),
        contract=contract("maatwerk"),
    output:
        data="results/data/tabel_4_aanbod.csv",
    log:
        "results/log/data/tabel_4_aanbod.log",
    params:
        peiljaar=PLANNEN["peiljaar"],
    message:
        "Tel het aanbod van maatwerkopleidingen"
    script:
        "../../scripts/products/maatwerk.py"


rule domeinen:
    input:
        maatwerk=ingelezen("plan_maatwerk"),
        contract=contract("domeinen_maatwerk"),
    output:
        data="results/data/tabel_b_0_3.csv",
    log:
        "results/log/data/tabel_b_0_3.log",
    message:
        "Tel de domeinen van maatwerkopleidingen"
    script:
        "../../scripts/products/domeinen.py"


rule banden:
    input:
        **TABELLEN,
        besteding="results/derived/besteding.parquet",
        contract=contract("banden"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="|".join(BANDEN),
    params:
        indicator=lambda wildcards: BANDEN[wildcards.product]["indicator"],
        doelstelling=lambda wildcards: BANDEN[wildcards.product]["doelstelling"],
        leerwegen=lambda wildcards: leerwegen_van(
            BANDEN[wildcards.product]["indicator"]
        ),
        jaren=MONITOR["jaren"],
        reeksbreuk=MONITOR["reeksbreuk"],
        minimum=config["boxplot"]["instellingen"],
        streefjaar=PLANNEN["streefjaar"],
        meting=PLANNEN["meting"],
        peiljaar=PLANNEN["peiljaar"],
    message:
        "Bereken tevredenheid, ambitie en spreiding voor {wildcards.product}"
    script:
        "../../scripts/products/banden.py"


rule job_overig:
    input:
        job=personen_van("job"),
        hoofdgroepen="results/derived/hoofdgroepen.parquet",
        contract_job=contract("job"),
        contract=contract("job_overig"),
    output:
        data="results/data/tabel_5_job_overig.csv",
        overige="results/data/tabel_5_job_items.csv",
    log:
        "results/log/data/tabel_5_job_overig.log",
    resources:
        mem_mb=1500,
    params:
        vragen=JOB_OVERIG,
        jaren=MONITOR["jaren"],
        leeftijden=MONITOR["leeftijden"],
        minimum=config["disclosure"]["minimum"],
    message:
        "Splits de vragen van de JOB-monitor uit naar student"
    script:
        "../../scripts/products/job_overig.py"


rule job_regressie:
    input:
        job=persoon("job", MONITOR["jaren"][-1]),
        contract_job=contract("job"),
        contract=contract("job_regressie"),
    output:
        data="results/data/tabel_5_job_regressie.csv",
    log:
        "results/log/data/tabel_5_job_regressie.log",
    resources:
        mem_mb=1500,
    params:
        minimum=config["disclosure"]["minimum"],
    message:
        "Schat welke kenmerken samenhangen met tevredenheid"
    script:
        "../../scripts/products/job_regressie.py"
