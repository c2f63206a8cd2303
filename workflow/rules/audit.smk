# Invoer: de producten en hun zijspannen met herkomst. Uitvoer: results/audit/ en results/checks/uitval.csv.
AUDIT_PRODUCTEN = config["audit"]["producten"] or [rij["id"] for rij in NUMMERING]
if onbekend := sorted(set(AUDIT_PRODUCTEN) - {rij["id"] for rij in NUMMERING}):
    raise WorkflowError(
        f"instelling audit.producten noemt {onbekend[0]!r}; dat product bestaat niet"
        + did_you_mean(onbekend[0], [rij["id"] for rij in NUMMERING])
    )


def product_bestanden(product):
    """De bestanden van een product: cijfers, tekst, tabel en, bij een figuur, de beelden."""
    soort = next(rij["soort"] for rij in NUMMERING if rij["id"] == product)
    beelden = (
        [f"results/figures/{product}.{ext}" for ext in ("svg", "png")]
        if soort == "figuur"
        else []
    )
    return [
        f"results/data/{product}.csv",
        f"results/text/{product}.json",
        f"results/tables/{product}.md",
        *beelden,
    ]


wildcard_constraints:
    product="|".join(rij["id"] for rij in NUMMERING),


rule herkomst:
    input:
        bestanden=lambda wildcards: product_bestanden(wildcards.product),
    output:
        herkomst="results/audit/{product}.json",
    log:
        "results/log/herkomst/{product}.log",
    priority: LAATST
    message:
        "Leg de herkomst van {wildcards.product} vast"
    script:
        "../scripts/audit/herkomst.py"


rule reconciliatie:
    input:
        published=[
            pad.relative_to(ROOT).as_posix()
            for pad in sorted((ROOT / "resources" / "published").glob("*.csv"))
        ],
        data=expand("results/data/{product}.csv", product=PRODUCTEN),
        niet_geijkt="resources/niet_geijkt.yaml",
        contract=contract("reconciliatie"),
    output:
        reconciliation="results/audit/reconciliation.csv",
    log:
        "results/log/reconciliatie.log",
    params:
        drempels=config["richting"],
        synthetisch=[naam for naam in PRODUCTEN if uit_synthetisch(naam)],
    message:
        "Vergelijk met de gepubliceerde cijfers"
    script:
        "../scripts/audit/reconciliatie.py"


rule uitval:
    input:
        producten=expand("results/data/{product}.csv", product=PRODUCTEN),
        stroom=[
            "results/derived/stroom_instroom.parquet",
            "results/derived/stroom_gediplomeerden.parquet",
        ],
        contract=contract("uitval"),
    output:
        uitval="results/checks/uitval.csv",
    log:
        "results/log/uitval.log",
    params:
        leerwegen=config["noemer"]["leerwegen"],
    message:
        "Zet bij elkaar welke rijen onderweg afvielen, en waarom"
    script:
        "../scripts/audit/uitval.py"


rule instellingen:
    output:
        config="results/audit/config.yaml",
    log:
        "results/log/instellingen.log",
    params:
        alle=config,
    message:
        "Bewaar de instellingen van deze run"
    script:
        "../scripts/audit/instellingen.py"


rule run:
    input:
        expand("results/audit/{product}.json", product=[rij["id"] for rij in NUMMERING]),
    output:
        run="results/audit/run.json",
    log:
        "results/log/run.log",
    params:
        quarto=QUARTO,
        modus=config["raw"]["mode"],
        site=config["site"],
    message:
        "Leg vast waarmee deze run is gemaakt"
    script:
        "../scripts/audit/run.py"


rule audit:
    threads: workflow.cores or 1
    params:
        # Geen invoer: wat in de oplevering met de hand is gewijzigd, zou eerst worden hersteld en dus gelijk zijn.
        bestanden=[
            pad for product in AUDIT_PRODUCTEN for pad in product_bestanden(product)
        ]
        + [f"results/audit/{product}.json" for product in AUDIT_PRODUCTEN],
        alle=config,
        vanaf=config["audit"]["vanaf"],
        cores=workflow.cores or 1,
    message:
        "Bouw {input} opnieuw in een lege map en vergelijk".replace(
            "{input}", f"{len(AUDIT_PRODUCTEN)} producten"
        )
    script:
        "../scripts/audit/herbouw.py"


rule gezondheid:
    params:
        alle=config,
    message:
        "Kijk of resultaten, verslagen en rechten kloppen"
    script:
        "../scripts/audit/gezondheid.py"


def wat_het_toont(product):
    """De titel van een product, die zegt wat erin staat; voor de eerste run die van zijn tabel."""
    pad = Path(f"results/text/{product}.json")
    if pad.is_file():
        return json.loads(pad.read_text(encoding="utf-8"))["titel"].strip()
    return lees_yaml(contract(PRODUCTEN[product]["contract"]))["titel"]


rule help:
    input:
        nummering="resources/nummering.csv",
    params:
        hoofdstukken={naam: MENU[naam] for naam in HOOFDSTUKKEN},
        toont=lambda wildcards: {
            naam: wat_het_toont(naam) if naam in PRODUCTEN else "" for naam in REGISTER
        },
    message:
        "Welke doelen er zijn"
    script:
        "../scripts/audit/hulp.py"
