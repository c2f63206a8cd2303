# Invoer: results/derived/, results/data/ en het register van indicatoren. Uitvoer: een webpagina en een PDF per instelling
# met een lijst (FACTSHEETS), en een bladzijde per indicator (results/report/html/indicatoren/).
import posixpath

BLADEN = "results/derived/factsheets"
BOEK_HTML = "results/report/html"
# Zij noemen instellingen, het rapport niet: alleen bij het boek als dat is gekozen.
OPENBAAR = config["factsheets"]["openbaar"]
IN_BOEK = f"{BOEK_HTML}/factsheets"
FACTSHEETS = IN_BOEK if OPENBAAR else "results/factsheets"
SJABLONEN = "report/factsheets"
BANNER = f"report/invoegingen/banner_{'synthetisch' if SYNTHETISCH else 'echt'}.md"


def factsheet_bestanden(wildcards):
    """De factsheets van alle instellingen; welke dat zijn, staat pas vast als de bronnen zijn ingelezen."""
    lijst = checkpoints.factsheet_gegevens.get().output.lijst
    with open(lijst, encoding="utf-8", newline="") as bestand:
        codes = [rij["instelling"] for rij in csv.DictReader(bestand)]
    return expand(
        f"{FACTSHEETS}/{{instelling}}.{{soort}}",
        instelling=codes,
        soort=["html", "pdf"],
    )


def factsheet_blad(wildcards):
    """De inhoud van een factsheet; geen regel noemt haar, want haar naam staat pas vast na het checkpoint."""
    lijst = Path(checkpoints.factsheet_gegevens.get().output.lijst)
    return lijst.with_name(f"{wildcards.instelling}.json").as_posix()


# De indicatoren met een reeks, en dus met een beeld en een csv.
PER_INSTELLING = [
    naam for naam, een in INDICATORREGISTER.indicatoren.items() if een.per_institution
]


# Een checkpoint: daarna kijkt Snakemake opnieuw welke factsheets andere inhoud kregen, en maakt het alleen die.
checkpoint factsheet_gegevens:
    input:
        waarden=WAARDEN,
        typering=rules.typering.output.typering,
        stroom=list(STROOM.values()),
        onzeker=list(ONZEKER.values()),
        kalibratie=list(KALIBRATIE.values()),
        spreiding="results/data/tabel_3_spreiding.csv",
        kenmerken="results/derived/instelling_kenmerken.parquet",
        besteding="results/derived/besteding_efile.parquet",
        plan_maatregelen=ingelezen("plan_maatregelen"),
        plan_bc_genoemd=ingelezen("plan_bc_genoemd"),
        bc="results/derived/bc.parquet",
        instellingen="results/ingest/instellingen/alle.parquet",
        fusies="results/ingest/fusies/alle.parquet",
        indicatoren=INDICATOREN,
        contract=contract("factsheets"),
    output:
        lijst=f"{BLADEN}/instellingen.csv",
    log:
        "results/log/factsheets/gegevens.log",
    benchmark:
        "results/benchmark/factsheets/gegevens.tsv"
    params:
        instellingen=config["factsheets"]["instellingen"],
        minimum=config["boxplot"]["instellingen"],
        leerwegen=LEERWEGEN,
    message:
        "Zet per instelling bijeen wat op haar factsheet staat"
    script:
        "../scripts/factsheets/factsheet_gegevens.py"


rule factsheet:
    input:
        blad=factsheet_blad,
        tekst=f"{SJABLONEN}/tekst.yaml",
        html=f"{SJABLONEN}/factsheet.html",
        css=f"{SJABLONEN}/factsheet.css",
        typst=f"{SJABLONEN}/factsheet.typ",
        stijl="resources/stijl/stijl.yaml",
        quarto="report/_quarto.yml",
        banner=BANNER,
    output:
        html=f"{FACTSHEETS}/{{instelling}}.html",
        pdf=f"{FACTSHEETS}/{{instelling}}.pdf",
    log:
        "results/log/factsheets/{instelling}.log",
    wildcard_constraints:
        instelling="[0-9]{2}[A-Z]{2}",
    priority: LAATST
    params:
        boekmap=posixpath.relpath(BOEK_HTML, FACTSHEETS),
        minimum=config["disclosure"]["minimum"],
        instellingen=config["boxplot"]["instellingen"],
    message:
        "Maak de factsheet van {wildcards.instelling}"
    script:
        "../scripts/factsheets/factsheet.py"


rule factsheet_index:
    input:
        lijst=f"{BLADEN}/instellingen.csv",
        tekst=f"{SJABLONEN}/tekst.yaml",
        html=f"{SJABLONEN}/index.html",
        css=f"{SJABLONEN}/factsheet.css",
        script=f"{SJABLONEN}/zoek.js",
        quarto="report/_quarto.yml",
        banner=BANNER,
    output:
        html=f"{FACTSHEETS}/index.html",
    log:
        "results/log/factsheets/index.log",
    params:
        boekmap=posixpath.relpath(BOEK_HTML, FACTSHEETS),
    message:
        "Maak de lijst van factsheets, met zoeken op naam of code"
    script:
        "../scripts/factsheets/factsheet_index.py"


rule indicatorpaginas:
    input:
        indicatoren=INDICATOREN,
        waarden=WAARDEN,
        sector=SECTOR,
        vragen="results/data/tabel_5_job_items.csv",
        overig="results/data/tabel_5_job_overig.csv",
        werk="results/data/tabel_5_werk.csv",
        contract_vragen=contract(REGISTER["tabel_5_job_items"]["contract"]),
        contract_overig=contract(REGISTER["tabel_5_job_overig"]["contract"]),
        contract_werk=contract(REGISTER["tabel_5_werk"]["contract"]),
        voortgang="results/data/tabel_s_voortgang.csv",
        dekking="results/data/tabel_a_dekking.csv",
        tekst=f"{SJABLONEN}/indicatoren.yaml",
        quarto="report/_quarto.yml",
        raam=RAAM,
        banner=BANNER,
    output:
        bladzijden=[
            f"{BOEK_HTML}/indicatoren/{naam}.html"
            for naam in ["index", *INDICATORREGISTER.indicatoren]
        ],
        cijfers=[f"{BOEK_HTML}/indicatoren/{naam}.csv" for naam in PER_INSTELLING],
        beelden=[f"{BOEK_HTML}/indicatoren/{naam}.svg" for naam in PER_INSTELLING],
        smal=[f"{BOEK_HTML}/indicatoren/{naam}_smal.svg" for naam in PER_INSTELLING],
    log:
        "results/log/factsheets/indicatorpaginas.log",
    priority: LAATST
    params:
        minimum=config["boxplot"]["instellingen"],
        producten={
            naam: {
                "nummer": rij["nummer"],
                "hoofdstuk": rij["hoofdstuk"],
                "indicator": REGISTER[naam].get("indicator", ""),
                "maat": REGISTER[naam].get("maat", ""),
            }
            for naam, rij in GENUMMERD.items()
        },
        factsheets=(
            posixpath.relpath(FACTSHEETS, f"{BOEK_HTML}/indicatoren")
            if OPENBAAR
            else ""
        ),
        menu=MENU,
        register=register(
            labels=[
                "oordeel",
                "oordeel_monitor",
                "geen_oordeel",
                "eenheid_verandering",
                "item",
                "categorie",
            ]
        ),
    message:
        "Maak een bladzijde per indicator"
    script:
        "../scripts/factsheets/indicatorpaginas.py"


rule factsheets:
    input:
        factsheet_bestanden,
        rules.factsheet_index.output,
        rules.indicatorpaginas.output,
    message:
        f"De factsheets zijn klaar: open {FACTSHEETS}/index.html"
