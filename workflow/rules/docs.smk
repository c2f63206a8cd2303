# Invoer: config/schema/, config/config.yaml, resources/contracts/, de regels en src/werkagenda/. Uitvoer: docs/.
rule instellingen_pagina:
    input:
        schema="config/schema/config.schema.yaml",
        config="config/config.yaml",
        disclosure="config/disclosure.yaml",
    output:
        pagina="docs/instellingen.md",
    log:
        "results/log/docs/instellingen.log",
    message:
        "Beschrijf de instellingen"
    script:
        "../scripts/docs/instellingen_pagina.py"


rule contracten_pagina:
    input:
        raw=[
            contract(naam)
            for naam in sorted({contract_name(bron) for bron in BRONNEN})
        ],
        eigen=sorted(
            pad.relative_to(ROOT).as_posix()
            for pad in (ROOT / "resources" / "contracts" / "tabellen").glob("*.yaml")
        ),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        pagina="docs/contracten.md",
    log:
        "results/log/docs/contracten.log",
    message:
        "Beschrijf de ruwe bestanden en de tabellen"
    script:
        "../scripts/docs/contracten_pagina.py"


rule meldingen_pagina:
    input:
        code=sorted(
            pad.relative_to(ROOT).as_posix()
            for map_ in ("src", "workflow/scripts")
            for pad in (ROOT / map_).rglob("*.py")
        ),
    output:
        pagina="docs/meldingen.md",
    log:
        "results/log/docs/meldingen.log",
    message:
        "Zet alle meldingen bij elkaar"
    script:
        "../scripts/docs/meldingen_pagina.py"


rule dag_pagina:
    input:
        regels=["Snakefile"]
        + sorted(
            pad.relative_to(ROOT).as_posix()
            for pad in (ROOT / "workflow" / "rules").rglob("*.smk")
        ),
    output:
        pagina="docs/dag.md",
    log:
        "results/log/docs/dag.log",
    params:
        # Per regel zijn bestand zonder .smk en zijn uitleg; de doelen van het Snakefile zelf hebben geen script.
        regels=lambda wildcards: {
            regel.name: {
                "stap": Path(regel.snakefile)
                .relative_to(ROOT / "workflow" / "rules")
                .with_suffix("")
                .as_posix(),
                "uitleg": regel.message,
            }
            for regel in workflow.rules
            if regel.script
        },
    message:
        "Teken de workflow per onderdeel"
    script:
        "../scripts/docs/dag_pagina.py"


rule referentie:
    input:
        config="docs/_quarto.yml",
        modules=sorted(
            pad.relative_to(ROOT).as_posix()
            for pad in (ROOT / "src" / "werkagenda").rglob("[!_]*.py")
        ),
    output:
        index="docs/reference/index.qmd",
    log:
        "results/log/docs/referentie.log",
    message:
        "Maak naslagbladzijden van src/werkagenda"
    script:
        "../scripts/docs/referentie.py"


rule documentatie:
    input:
        rules.instellingen_pagina.output,
        rules.contracten_pagina.output,
        rules.meldingen_pagina.output,
        rules.dag_pagina.output,
        rules.referentie.output,
    message:
        "De documentatie staat in docs/"
