# Invoer: report/, results/text, results/tables, results/figures, results/checks en results/audit.
# Uitvoer: results/report/bron (het boek, klaar voor Quarto), results/report/html, monitor.pdf en monitor.docx.
import shutil

import yaml

from werkagenda.report.book import book_files, chapters, kept

BOEKMAP = ROOT / "report"
# Zonder tabellen over personen heeft het boek geen hoofdstuk of blok over hen, zonder openbare factsheets geen blok daarover.
ZONDER = sorted(
    ({"microdata", "svo"} - {rij["deel"] for rij in NUMMERING})
    | (set() if config["factsheets"]["openbaar"] else {"factsheets"})
)
HOOFDSTUKKEN = list(
    kept(
        {
            naam: (BOEKMAP / f"{naam}.qmd").read_text(encoding="utf-8")
            for naam in chapters(
                yaml.safe_load((BOEKMAP / "_quarto.yml").read_text(encoding="utf-8"))
            )
        },
        weg=ZONDER,
    )
)
BOEKBESTANDEN = book_files(BOEKMAP)
FIGUREN = [rij["id"] for rij in NUMMERING if rij["soort"] == "figuur"]
# Met Quarto op het pad maakt Quarto het boek; komt of gaat het, dan wordt het boek opnieuw gemaakt.
QUARTO = shutil.which("quarto") is not None
MERK = ALGEMEEN["merk"] if SYNTHETISCH else ""
BRON = [
    f"results/report/bron/{naam}"
    for naam in [
        *BOEKBESTANDEN,
        *(f"{hoofdstuk}.qmd" for hoofdstuk in HOOFDSTUKKEN),
        *(f"_{product}.md" for product in GENUMMERD),
        "_gegevens.md",
        "_vergelijking.md",
        "_uitval.md",
        "_onderdrukking.md",
        "_voorbeeld_interval.md",
        "_terugtoets.md",
        "_ijking.md",
        "_reconciliatie.md",
        "_reconciliatie_telling.md",
        "_variables.yml",
        "_meta.yml",
        *(
            f"figuren/{figuur}.{soort}"
            for figuur in FIGUREN
            for soort in ("svg", "png")
        ),
    ]
]


rule bijlagen:
    input:
        uitval="results/checks/uitval.csv",
        onderdrukking="results/checks/onderdrukking.csv",
        terugtoets="results/checks/terugtoets.csv",
        contract_terugtoets=contract("terugtoets"),
        instroom="results/data/figuur_3_1.csv",
        contract_instroom=contract("aantallen"),
        gediplomeerd="results/data/figuur_3_3.csv",
        contract_gediplomeerd=contract("aantallen"),
        vergeleken="results/audit/reconciliation.csv",
        nummering="resources/nummering.csv",
        tekst="report/paginas/bijlagen.yaml",
    output:
        uitval="results/report/invoegingen/_uitval.md",
        onderdrukking="results/report/invoegingen/_onderdrukking.md",
        voorbeeld="results/report/invoegingen/_voorbeeld_interval.md",
        toetsing="results/report/invoegingen/_terugtoets.md",
        ijking="results/report/invoegingen/_ijking.md",
        telling="results/report/invoegingen/_reconciliatie_telling.md",
        vergeleken="results/report/invoegingen/_reconciliatie.md",
    log:
        "results/log/bijlagen.log",
    message:
        "Zet de controles in tabellen voor bijlage C en D"
    script:
        "../scripts/report/bijlagen.py"


rule voorbereiden:
    input:
        quarto="report/_quarto.yml",
        boek=[f"report/{naam}" for naam in BOEKBESTANDEN],
        hoofdstukken=[f"report/{naam}.qmd" for naam in HOOFDSTUKKEN],
        invoegingen=sorted(
            pad.relative_to(ROOT).as_posix()
            for pad in BOEKMAP.glob("invoegingen/*.md")
        ),
        namen="report/namen_met_getallen.txt",
        woorden="report/paginas/boek.yaml",
        nummering="resources/nummering.csv",
        teksten=[
            f"results/text/{product}.json" for product in [*GENUMMERD, "kerncijfers_3"]
        ],
        tabellen=[f"results/tables/{product}.md" for product in GENUMMERD],
        figuren=[
            f"results/figures/kaal/{figuur}.{soort}"
            for figuur in FIGUREN
            for soort in ("svg", "png")
        ],
        bijlagen=rules.bijlagen.output,
    output:
        bron=BRON,
    log:
        "results/log/voorbereiden.log",
    params:
        map="results/report/bron",
        synthetisch=SYNTHETISCH,
        zonder=ZONDER,
        personen=PERSONEN,
        register=register("algemeen"),
        plannen={
            "plannen": config["plannen"],
            "job": config["job"],
            "boxplot": config["boxplot"],
            "leeftijd_vanaf": config["instroom"]["leeftijd_vanaf"],
        },
        richting=config["richting"],
        reeksbreuk=config["instroom"]["reeksbreuk"],
        verwacht=config["suppressed"]["verwacht"],
    message:
        "Zet het boek klaar: hoofdstukken, figuren, tabellen en berekende getallen"
    script:
        "../scripts/report/voorbereiden.py"


rule renderen_html:
    input:
        quarto="results/report/bron/_quarto.yml",
        bron=BRON,
    output:
        bladzijden=[f"results/report/html/{naam}.html" for naam in HOOFDSTUKKEN],
        figuren=[f"results/report/html/figuren/{figuur}.svg" for figuur in FIGUREN],
    log:
        "results/log/renderen_html.log",
    params:
        formaat="html",
        map="results/report/html",
        merk=MERK,
        quarto=QUARTO,
    message:
        "Maak het rapport als webpagina's (results/report/html/index.html)"
    script:
        "../scripts/report/renderen.py"


rule renderen_pdf:
    input:
        quarto="results/report/bron/_quarto.yml",
        bron=BRON,
    output:
        boek="results/report/monitor.pdf",
    log:
        "results/log/renderen_pdf.log",
    params:
        formaat="pdf",
        map="results/report",
        merk=MERK,
        quarto=QUARTO,
    message:
        "Maak het rapport als PDF"
    script:
        "../scripts/report/renderen.py"


rule renderen_docx:
    input:
        quarto="results/report/bron/_quarto.yml",
        bron=BRON,
    output:
        boek="results/report/monitor.docx",
    log:
        "results/log/renderen_docx.log",
    params:
        formaat="docx",
        map="results/report",
        merk=MERK,
        quarto=QUARTO,
    message:
        "Maak het rapport als Word-document"
    script:
        "../scripts/report/renderen.py"


rule herkomstpagina:
    input:
        herkomst="results/audit/{product}.json",
        quarto="report/_quarto.yml",
        hoofdstukken=[f"report/{naam}.qmd" for naam in HOOFDSTUKKEN],
        stijl=[f"report/{naam}" for naam in BOEKBESTANDEN],
        banner=f"report/invoegingen/banner_{'synthetisch' if SYNTHETISCH else 'echt'}.md",
        tekst="report/paginas/herkomst.yaml",
    output:
        pagina="results/report/html/herkomst/{product}.html",
    log:
        "results/log/herkomstpagina/{product}.log",
    params:
        nummer=lambda wildcards: GENUMMERD[wildcards.product]["nummer"],
        hoofdstuk=lambda wildcards: GENUMMERD[wildcards.product]["hoofdstuk"],
    message:
        "Beschrijf de herkomst van {wildcards.product}"
    script:
        "../scripts/report/herkomstpagina.py"


rule rapport:
    input:
        rules.renderen_html.output,
        rules.renderen_pdf.output,
        rules.renderen_docx.output,
        [f"results/report/html/herkomst/{product}.html" for product in GENUMMERD],
