# Invoer: results/persoon/ingest/, results/ingest/oplnr_bc/. Uitvoer: results/persoon/derived/; een rij per persoon blijft daar.
wildcard_constraints:
    cohort=r"\d{4}",


def jaren_na(bron, *later):
    """Functie die de ingelezen jaren van een bron geeft, geteld vanaf het begin van het cohort."""

    def invoer(wildcards):
        return [persoon(bron, int(wildcards.cohort) + jaar) for jaar in later]

    return invoer


rule cohort:
    input:
        diplomas=jaren_na("diplomas", 0, 1),
        koppeling=ingelezen("oplnr_bc"),
        opleidingsnummers=persoon("opleidingsnummers"),
        uitstroom=jaren_na("inschrijvingen", 1),
        uitkomst=jaren_na("inschrijvingen", 2),
        personen=jaren_na("personen", 2),
        kindouder=jaren_na("kindouder", 1),
        hoogsteopl=jaren_na("hoogsteopl", 1),
        contract_cohort=contract("cohort"),
        contract_uitval=contract("uitval_persoon"),
        contract_koppeling=contract("koppeling_oplnr"),
        contract_gediplomeerden=contract("gediplomeerden_cbs"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        cohort="results/persoon/derived/cohort/{cohort}.parquet",
        uitval="results/persoon/derived/uitval/{cohort}.parquet",
        koppeling="results/persoon/derived/koppeling/{cohort}.parquet",
        gediplomeerden="results/persoon/derived/gediplomeerden/{cohort}.parquet",
    log:
        "results/log/cohort/{cohort}.log",
    resources:
        mem_mb=2000,
        runtime=60,
    params:
        niveaus=config["microdata"]["niveaus"],
        leerwegen=config["microdata"]["leerwegen"],
        leeftijd_hoogstens=config["microdata"]["leeftijd_hoogstens"],
        bekostigd=config["microdata"]["bekostigd"],
        max_zonder_koppeling=config["microdata"]["max_zonder_koppeling"],
    message:
        "Bepaal de uitstromers van cohort {wildcards.cohort} en hun achtergrond"
    script:
        "../../scripts/derive/cohort.py"


# Vier studiejaren na een diploma van niveau 2, als in de Kamerbrief; de cohorten waarvan die diploma's er zijn.
DOORSTROOM_JAREN = 4
DOORSTROOM_COHORTEN = [
    cohort for cohort in COHORTEN if cohort + DOORSTROOM_JAREN <= COHORTEN[-1]
]


rule doorstroom:
    input:
        gediplomeerden=[
            f"results/persoon/derived/gediplomeerden/{cohort}.parquet"
            for cohort in COHORTEN
        ],
        inschrijvingen=[
            persoon("inschrijvingen", cohort + 1) for cohort in DOORSTROOM_COHORTEN
        ],
        koppeling=ingelezen("oplnr_bc"),
        contract=contract("doorstroom"),
    output:
        doorstroom="results/persoon/derived/doorstroom.parquet",
    log:
        "results/log/doorstroom.log",
    resources:
        mem_mb=2000,
        runtime=60,
    params:
        jaren=DOORSTROOM_JAREN,
        cohorten=DOORSTROOM_COHORTEN,
        leerwegen=config["microdata"]["leerwegen"],
        bekostigd=config["microdata"]["bekostigd"],
    message:
        "Zoek wie na niveau 2 op niveau 4 verder leert en er een diploma haalt"
    script:
        "../../scripts/derive/doorstroom.py"


# Vanaf het eerste jaar dat de Kamerbrief noemt.
RICHTING_COHORTEN = [cohort for cohort in COHORTEN if cohort >= 2016]


rule diplomarichting:
    input:
        gediplomeerden=[
            f"results/persoon/derived/gediplomeerden/{cohort}.parquet"
            for cohort in RICHTING_COHORTEN
        ],
        koppeling=ingelezen("oplnr_bc"),
        contract=contract("gediplomeerden_richting"),
    output:
        richting="results/persoon/derived/diplomarichting.parquet",
    log:
        "results/log/diplomarichting.log",
    params:
        leerwegen=config["microdata"]["leerwegen"],
    message:
        "Zoek wie een diploma in zorg, techniek of onderwijs haalde"
    script:
        "../../scripts/derive/diplomarichting.py"


rule werk:
    input:
        cohort="results/persoon/derived/cohort/{cohort}.parquet",
        banen=jaren_na("banen", 2),
        contract=contract("werk"),
    output:
        werk="results/persoon/derived/werk/{cohort}.parquet",
    log:
        "results/log/werk/{cohort}.log",
    resources:
        mem_mb=config["geheugen"]["banen"],
        runtime=120,
    params:
        klasse_vanaf=config["werk"]["klasse_vanaf"],
        uren_per_week=config["werk"]["uren_per_week"],
    message:
        "Zoek het werk van cohort {wildcards.cohort} in oktober van het uitkomstjaar"
    script:
        "../../scripts/derive/werk.py"


rule start:
    input:
        cohort="results/persoon/derived/cohort/{cohort}.parquet",
        banen=jaren_na("banen", 0, 1, 2),
        contract=contract("start"),
    output:
        start="results/persoon/derived/start/{cohort}.parquet",
    log:
        "results/log/start/{cohort}.log",
    resources:
        mem_mb=config["geheugen"]["banen"],
        runtime=120,
    params:
        maanden=config["startpositie"]["maanden"],
        uren_per_week=config["startpositie"]["uren_per_week"],
    message:
        "Zoek de eerste baan, het loon en het contract van cohort {wildcards.cohort}"
    script:
        "../../scripts/derive/start.py"


rule analyse:
    input:
        cohorten=[
            f"results/persoon/derived/cohort/{cohort}.parquet" for cohort in COHORTEN
        ],
        werk=[f"results/persoon/derived/werk/{cohort}.parquet" for cohort in COHORTEN],
        contract=contract("analyse"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        analyse="results/persoon/derived/analyse.parquet",
    log:
        "results/log/analyse.log",
    resources:
        mem_mb=2000,
    message:
        "Zet de cohorten en hun werk bij elkaar"
    script:
        "../../scripts/derive/analyse.py"
