# De monitor: van ruw bestand tot hoofdstuk. `snakemake --cores 8` bouwt het rapport, `snakemake help` toont de doelen.
include: "workflow/rules/settings.smk"


configfile: "config/config.yaml"
configfile: "config/disclosure.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/synthetic/duo.smk"
include: "workflow/rules/synthetic/cbs.smk"
include: "workflow/rules/synthetic/plans.smk"
include: "workflow/rules/synthetic/surveys.smk"
include: "workflow/rules/synthetic/efile.smk"
include: "workflow/rules/synthetic/additional.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/derive/duo.smk"
include: "workflow/rules/derive/cbs.smk"
include: "workflow/rules/derive/surveys.smk"
include: "workflow/rules/derive/synthesis.smk"
include: "workflow/rules/products/persons.smk"
include: "workflow/rules/products/chapter_3.smk"
include: "workflow/rules/products/plans.smk"
include: "workflow/rules/products/surveys.smk"
include: "workflow/rules/products/additional.smk"
include: "workflow/rules/disclosure.smk"
include: "workflow/rules/products/synthesis.smk"
include: "workflow/rules/presentation.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/factsheets.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/catalogue.smk"
include: "workflow/rules/vergelijk.smk"
include: "workflow/rules/docs.smk"


rule monitor:
    default_target: True
    input:
        # In de beveiligde omgeving zijn er de producten; het rapport wordt op kantoor gemaakt.
        rules.rapport.input if DUO else [],
        rules.factsheets.input if DUO else [],
        rules.catalogus.input if DUO else [],
        [product_bestanden(rij["id"]) for rij in NUMMERING],
        [rules.controles.output, rules.uitval.output] if DUO else [],
        rules.koppeling.output.controle if DUO else [],
        rules.werk_landelijk.output if DUO else [],
        "results/persoon/data/werk_instelling.csv" if MICRODATA else [],
        "results/tables/monitor.xlsx",
        "results/audit/reconciliation.csv",
        "results/audit/config.yaml",
        "results/audit/run.json",
    message:
        (
            "De monitor is klaar: open results/report/html/index.html"
            if DUO
            else "De tabellen en figuren zijn klaar: zie results/data en results/figures; `snakemake export` noemt het zip-bestand"
        )


for hoofdstuk in sorted({rij["hoofdstuk"] for rij in NUMMERING}):

    rule:
        name:
            hoofdstuk
        input:
            [
                product_bestanden(rij["id"])
                for rij in NUMMERING
                if rij["hoofdstuk"] == hoofdstuk
            ],
            f"results/report/html/{hoofdstuk}.html",
        message:
            f"Klaar: open results/report/html/{hoofdstuk}.html"


for rij in NUMMERING:

    rule:
        name:
            rij["id"]
        input:
            product_bestanden(rij["id"]),
            f"results/audit/{rij['id']}.json",
        message:
            f"{rij['nummer']} is klaar: zie {product_bestanden(rij['id'])[-1]}"


check_levels(workflow, ROOT)
# Op een rekencluster: een taak per jaar van de grote bestanden. De rest duurt korter dan een plaats in de rij.
keep_here(workflow, ("inlezen_cbs", "cohort", "werk", "start"))
share_memory(workflow, machine_memory())
track_content(workflow, VINGERAFDRUKKEN, ROOT, meld_lezen)
follow_records(workflow, VINGERAFDRUKKEN, notify)
STAND.spare_plan(lambda: logger.info(NOTHING_TO_BE_DONE_MSG), reading=meld_lezen)
