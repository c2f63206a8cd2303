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
        raw=ruw_pad,
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
    resources:
        mem_mb=lambda wildcards: (
            config["geheugen"]["banen"] if wildcards.bron == "banen" else 1000
        ),
        runtime=240,
    params:
        raw=ruw_pad,
        lezer=config["raw"]["lezer"],
    message:
        "Lees en controleer {wildcards.bron} ({wildcards.deel})"
    script:
        "../scripts/ingest/inlezen_cbs.py"


def te_bekijken():
    """De bestanden van de voorvlucht, per bron en jaar: alles wat een patroon van deze plek vindt, en wat ontbreekt."""
    if SYNTHETISCH:
        return {
            bron: {deel: [pad] for deel, pad in RAW[bron].items()}
            for bron in BRONNEN
            if RAW[bron]
        }
    from werkagenda.ingest.preflight import candidates

    plan = candidates(
        Path(config["raw"]["root"]),
        GEZOCHT,
        JAARPATRONEN,
        CBS_JAREN,
        van_ander=van_ander,
    )
    # Een bron die door een andere vervangen kan worden, hoeft er niet te zijn.
    return {
        bron: delen
        for bron, delen in plan.items()
        if any(delen.values()) or (bron,) in (*NODIG_CBS, *NODIG_DUO)
    }


rule voorvlucht:
    input:
        # Synthetische bestanden moeten eerst gemaakt zijn; echte worden alleen bekeken.
        lambda wildcards: (
            [pad for delen in RAW.values() for pad in delen.values()]
            if SYNTHETISCH
            else []
        ),
        contracten=sorted({contract(contract_name(bron)) for bron in BRONNEN}),
        domeinen="resources/contracts/domeinen.yaml",
        tempo="resources/leestempo.yaml",
    log:
        "results/log/voorvlucht.log",
    params:
        plan=lambda wildcards: te_bekijken(),
        bronnen=BRONNEN,
        tabel="results/checks/voorvlucht.csv",
    message:
        "Bekijk de koppen van alle bestanden"
    script:
        "../scripts/ingest/voorvlucht.py"
