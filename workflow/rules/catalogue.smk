# Invoer: results/data/, results/text/, de contracten en de herkomst per product. Uitvoer: wat machines van de uitgave lezen:
# het Data Package en de JSON-LD bij de cijfers, de DCAT-catalogus bij de pagina's, en de RO-Crate van de run.
CIJFERS = f"{BOEK_HTML}/data"


rule datapackage:
    input:
        data=[f"results/data/{product}.csv" for product in GENUMMERD],
        contracten=sorted(
            {contract(PRODUCTEN[product]["contract"]) for product in GENUMMERD}
        ),
        teksten=[f"results/text/{product}.json" for product in GENUMMERD],
        nummering="resources/nummering.csv",
        quarto="report/_quarto.yml",
    output:
        pakket=f"{CIJFERS}/datapackage.json",
        jsonld=[f"{CIJFERS}/{product}.jsonld" for product in GENUMMERD],
    log:
        "results/log/datapackage.log",
    params:
        uitgave=config["uitgave"],
        woorden=NOOTJAREN | UITSTROOM,
        register=register("producten"),
    message:
        "Beschrijf de cijfers als Data Package en voor zoekmachines"
    script:
        "../scripts/catalogue/datapackage.py"


rule dcat:
    input:
        pakket=rules.datapackage.output.pakket,
    output:
        catalogus=f"{BOEK_HTML}/dcat.ttl",
    log:
        "results/log/dcat.log",
    params:
        uitgave=config["uitgave"],
    message:
        "Beschrijf de uitgave voor dataportalen (DCAT-AP-NL)"
    script:
        "../scripts/catalogue/dcat.py"


rule crate:
    input:
        herkomst=[f"results/audit/{product}.json" for product in GENUMMERD],
        quarto="report/_quarto.yml",
        woorden="report/paginas/catalogus.yaml",
        snakefile="Snakefile",
    output:
        beschrijving="results/ro-crate-metadata.json",
        workflow="results/audit/Snakefile",
    log:
        "results/log/crate.log",
    params:
        uitgave=config["uitgave"],
        # Van deze bronnen alleen de naam: een rij per persoon.
        persoonlijk=sorted(PERSOONSBRONNEN),
    message:
        "Beschrijf de run als RO-Crate"
    script:
        "../scripts/catalogue/crate.py"


rule catalogus:
    input:
        rules.datapackage.output,
        rules.dcat.output,
        rules.crate.output,
    message:
        f"De beschrijving voor machines is klaar: {CIJFERS}/datapackage.json, {BOEK_HTML}/dcat.ttl en results/ro-crate-metadata.json"
