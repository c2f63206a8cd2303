# Invoer: ruwe bestanden (echt of synthetisch) en hun contract. Uitvoer: results/ingest/<bron>/<deel>.parquet, en voor
# bestanden met een rij per persoon results/persoon/ingest/<bron>/<deel>.parquet.
wildcard_constraints:
    bron="|".join(BRONNEN),
    deel=r"\d{4}|alle",


rule inlezen:
    input:
        ruw,
        contract=lambda wildcards: contract(contract_name(wildcards.bron)),
        andere=[contract("instroom_a"), contract("instroom_b")],
        domeinen="resources/contracts/domeinen.yaml",
    output:
        tabel="results/ingest/{bron}/{deel}.parquet",
    log:
        "results/log/inlezen/{bron}_{deel}.log",
    params:
        # Met `input` erin onthoudt Snakemake deze niet: een map die verhuist is geen verandering van inhoud.
        raw=lambda wildcards, input: RAW[wildcards.bron][wildcards.deel],
    message:
        "Lees en controleer {wildcards.bron} ({wildcards.deel})"
    script:
        "../scripts/ingest/inlezen.py"


rule inlezen_cbs:
    input:
        ruw,
        contract=lambda wildcards: contract(wildcards.bron),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        tabel="results/persoon/ingest/{bron}/{deel}.parquet",
    log:
        "results/log/inlezen_cbs/{bron}_{deel}.log",
    wildcard_constraints:
        bron="|".join(PERSOONSBRONNEN),
    params:
        raw=lambda wildcards, input: RAW[wildcards.bron][wildcards.deel],
        lezer=config["raw"]["lezer"],
    resources:
        mem_mb=lambda wildcards: (
            config["geheugen"]["banen"] if wildcards.bron == "banen" else 500
        ),
    message:
        "Lees en controleer {wildcards.bron} ({wildcards.deel})"
    script:
        "../scripts/ingest/inlezen_cbs.py"
