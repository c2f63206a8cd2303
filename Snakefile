# De monitor: van ruw bestand tot hoofdstuk. `snakemake --cores 8` bouwt het rapport, `snakemake help` toont de doelen.

configfile: "config/config.yaml"


include: "workflow/rules/common.smk"


rule rapport:
    default_target: True
    input:
        rapport_bestanden(),
        expand("results/audit/{product}.json", product=PRODUCTEN),
        "results/audit/reconciliation.csv",
        "results/audit/run.json",
        "results/audit/config.yaml",
        "results/tables/monitor.xlsx",


rule hoofdstuk_3:
    input:
        [product_bestanden(product) for product in PER_HOOFDSTUK["hoofdstuk_3"]],
        "results/report/html/hoofdstuk_3.html",
