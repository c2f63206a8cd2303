# De monitor: van ruw bestand tot hoofdstuk. `snakemake --cores 8` bouwt het rapport, `snakemake help` toont de doelen.
configfile: "config/config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/synthetic.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/derive.smk"
include: "workflow/rules/products.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/docs.smk"


rule monitor:
    default_target: True
    input:
        rules.rapport.input,
        [product_bestanden(rij["id"]) for rij in NUMMERING],
        rules.controles.output,
        rules.koppeling.output.controle,
        "results/tables/monitor.xlsx",
        "results/audit/reconciliation.csv",
        "results/audit/config.yaml",
        "results/audit/run.json",
    message:
        "De monitor is klaar: open results/report/html/index.html"


rule hoofdstuk_3:
    input:
        [
            product_bestanden(rij["id"])
            for rij in NUMMERING
            if rij["hoofdstuk"] == "hoofdstuk_3"
        ],
        "results/report/html/hoofdstuk_3.html",
    message:
        "Hoofdstuk 3 is klaar: open results/report/html/hoofdstuk_3.html"


for rij in NUMMERING:

    rule:
        name:
            rij["id"]
        input:
            product_bestanden(rij["id"]),
            f"results/audit/{rij['id']}.json",
        message:
            f"{rij['nummer']} is klaar: zie {product_bestanden(rij['id'])[-1]}"


track_content(
    workflow, Fingerprints(Path(".snakemake/werkagenda/vingerafdrukken.json")), ROOT
)
