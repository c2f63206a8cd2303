# Invoer: report/, results/text, results/tables, results/figures, results/checks en results/audit.
# Uitvoer: results/report/bron (het boek, klaar voor Quarto), results/report/html, monitor.pdf en monitor.docx.
import json
import shutil

from werkagenda.contract.yaml_file import read_yaml
from werkagenda.report.book import INVOEGING, book_files, chapters, kept, menu, title_of

BOEKMAP = ROOT / "report"
# Zonder tabellen over personen heeft het boek geen hoofdstuk of blok over hen, zonder openbare factsheets geen blok daarover.
ZONDER = sorted(
    ({"microdata", "svo"} - {rij["deel"] for rij in NUMMERING})
    | (set() if config["factsheets"]["openbaar"] else {"factsheets"})
)
HOOFDSTUKTEKST = kept(
    {
        naam: (BOEKMAP / f"{naam}.qmd").read_text(encoding="utf-8")
        for naam in chapters(lees_yaml("report/_quarto.yml"))
    },
    weg=ZONDER,
)
HOOFDSTUKKEN = list(HOOFDSTUKTEKST)
# Het menu op elke bladzijde: een andere zin in een hoofdstuk maakt de bladzijden daarbuiten niet anders.
MENU = {
    naam: titel
    for naam, titel in menu(
        {naam: title_of(tekst) for naam, tekst in HOOFDSTUKTEKST.items()},
        lees_yaml("report/paginas/boek.yaml")["menu"],
    ).items()
    if config["factsheets"]["openbaar"] or not naam.startswith("factsheets/")
}
# Beelden die een hoofdstuk nog eens toont, buiten hun eigen plaats.
BEELDEN = sorted(
    {
        naam
        for tekst in HOOFDSTUKTEKST.values()
        for naam in INVOEGING.findall(tekst)
        if naam.startswith("_beeld_")
    }
)
BOEKBESTANDEN = book_files(BOEKMAP)
# Wat een bladzijde buiten de hoofdstukken van het boek nodig heeft.
PAGINA = "report/stijl/pagina.html"
RAAM = [PAGINA, "report/filters/verwijzing.lua", "report/factsheets/bladen.lua"]
FIGUREN = [rij["id"] for rij in NUMMERING if rij["soort"] == "figuur"]
# Waar de samenvattingen in eenvoudige taal en in het Engels over gaan.
KERN = {
    "voortgang": "tabel_s_voortgang",
    "instroom": "figuur_3_1",
    "diploma": "figuur_3_3",
    "aandeel": "figuur_3_2",
    "hulp": "figuur_5_1",
    "werk": "kerncijfers_werk",
    "meldingen": "tabel_5_meldingen",
}
# Producten waarvan de jaren die van een bron zijn die haar jaren niet in haar bestandsnaam heeft.
JAREN_VAN = {
    "gegevens-gediplomeerden": "figuur_3_3",
    "gegevens-svo": "kerncijfers_werk",
    "gegevens-statline": "figuur_5_7",
    "gegevens-sbb": "tabel_5_meldingen",
    "gegevens-sbb-sectorkamers": "tabel_5_stagetekorten",
    "gegevens-leerbedrijven": "tabel_5_leerbedrijven",
    "gegevens-certificaten": "tabel_4_certificaten",
    "gegevens-efile": "tabel_s_maatregelkeuze",
    "gegevens-jaarverslagen": "tabel_s_samenwerking",
    "gegevens-practoraten": "tabel_s_practoraten",
    "gegevens-docenten": "tabel_s_bevoegdheid",
}
# Met Quarto op het pad maakt Quarto de webpagina's en het Word-document; komt of gaat het, dan worden die opnieuw
# gemaakt.
QUARTO = shutil.which("quarto") is not None
MERK = ALGEMEEN["merk"] if SYNTHETISCH else ""
# Wat onderzoekers over de cijfers schreven, per hoofdstuk, met de voorwaarde waaronder het blijft staan.
DUIDINGEN = sorted(
    pad.relative_to(ROOT).as_posix() for pad in BOEKMAP.glob("duiding/*.yaml")
)
DUIDING = {
    tekst["id"]: tekst for pad in DUIDINGEN for tekst in read_yaml(ROOT / pad) or []
}
# De producten waar hun feiten uit komen, voor zover deze run ze maakt.
FEITEN = sorted(
    {feit["product"] for tekst in DUIDING.values() for feit in tekst["feiten"].values()}
    & set(PRODUCTEN)
)
BRON = [
    f"results/report/bron/{naam}"
    for naam in [
        *BOEKBESTANDEN,
        *(f"{hoofdstuk}.qmd" for hoofdstuk in HOOFDSTUKKEN),
        *(f"_{product}.md" for product in GENUMMERD),
        *BEELDEN,
        "_scorebord.md",
        "_veranderd.md",
        "_uitgave.md",
        "_aanhalen.md",
        "_opmerkingen.md",
        "_bronnenlijst.md",
        "_begrippen.md",
        "_eenvoudig.md",
        "_summary.md",
        "_gegevens.md",
        "_vergelijking.md",
        "_uitval.md",
        "_onderdrukking.md",
        "_voorbeeld_interval.md",
        "_terugtoets.md",
        "_studenten_duo.md",
        "_ijking.md",
        "_reconciliatie.md",
        "_reconciliatie_telling.md",
        *(f"_duiding_{naam}.md" for naam in DUIDING),
        "_variables.yml",
        "_meta.yml",
        "_menu.yml",
        "stijl/zoekindex.js",
        *(
            f"figuren/{figuur}{soort}"
            for figuur in FIGUREN
            for soort in (".svg", ".png", "_smal.svg")
        ),
    ]
]


rule bijlagen:
    input:
        uitval="results/checks/uitval.csv",
        onderdrukking="results/checks/onderdrukking.csv",
        terugtoets="results/checks/terugtoets.csv",
        contract_terugtoets=contract("terugtoets"),
        studenten="results/checks/studenten_duo.csv",
        contract_studenten=contract("studenten_duo"),
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
        studententoets="results/report/invoegingen/_studenten_duo.md",
        ijking="results/report/invoegingen/_ijking.md",
        telling="results/report/invoegingen/_reconciliatie_telling.md",
        vergeleken="results/report/invoegingen/_reconciliatie.md",
    log:
        "results/log/bijlagen.log",
    params:
        register=register(labels=["terugtoets"]),
    message:
        "Zet de controles in tabellen voor bijlage C en D"
    script:
        "../scripts/report/bijlagen.py"


rule scorebord:
    input:
        data="results/data/tabel_s_voortgang.csv",
        contract_data=contract("voortgang"),
        indicatoren=INDICATOREN,
        tekst="report/paginas/voorpagina.yaml",
    output:
        bord="results/report/invoegingen/_scorebord.md",
    log:
        "results/log/scorebord.log",
    params:
        register=register(labels=["oordeel_monitor", "geen_oordeel"]),
    message:
        "Zet alle indicatoren per doel op een rij"
    script:
        "../scripts/report/scorebord.py"


rule uitgave:
    input:
        **(
            {
                "verschillen": "results/vergelijk/verschillen.csv",
                "contract_verschillen": contract("verschillen"),
            }
            if config["vergelijk"]["oplevering"]
            else {}
        ),
        nummering="resources/nummering.csv",
        quarto="report/_quarto.yml",
        tekst="report/paginas/uitgave.yaml",
    output:
        veranderd="results/report/invoegingen/_veranderd.md",
        uitgave="results/report/invoegingen/_uitgave.md",
        aanhalen="results/report/invoegingen/_aanhalen.md",
        opmerkingen="results/report/invoegingen/_opmerkingen.md",
    log:
        "results/log/uitgave.log",
    params:
        uitgave=config["uitgave"],
        oplevering=Path(config["vergelijk"]["oplevering"]).name,
    message:
        "Beschrijf de uitgave en wat er is veranderd"
    script:
        "../scripts/report/uitgave.py"


rule kern:
    input:
        **{naam: f"results/data/{product}.csv" for naam, product in KERN.items()},
        **{
            f"contract_{naam}": contract(REGISTER[product]["contract"])
            for naam, product in KERN.items()
        },
        tekst_eenvoudig="report/paginas/eenvoudig.yaml",
        tekst_summary="report/paginas/summary.yaml",
    output:
        eenvoudig="results/report/invoegingen/_eenvoudig.md",
        summary="results/report/invoegingen/_summary.md",
    log:
        "results/log/kern.log",
    params:
        drempels=config["richting"],
        streefjaar=config["plannen"]["streefjaar"],
    message:
        "Schrijf de samenvatting in eenvoudige taal en in het Engels"
    script:
        "../scripts/report/kern.py"


rule bronnenlijst:
    input:
        **{tabel: f"results/data/{tabel}.csv" for tabel in JAREN_VAN.values()},
        **{
            f"contract_{tabel}": contract(REGISTER[tabel]["contract"])
            for tabel in JAREN_VAN.values()
        },
        tekst="report/paginas/gegevens.yaml",
    output:
        lijst="results/report/invoegingen/_bronnenlijst.md",
    log:
        "results/log/bronnenlijst.log",
    params:
        jaren={
            bron: sorted(delen) for bron, delen in RAW.items() if "alle" not in delen
        },
        tabellen=JAREN_VAN,
        zonder=ZONDER,
        feiten={
            "reeksbreuk": config["instroom"]["reeksbreuk"],
            "job_breuk": config["job"]["reeksbreuk"],
            "minimum": config["disclosure"]["minimum"],
            **ONDERDRUKT,
        },
    message:
        "Beschrijf de bronnen: over wie, welke jaren, wat is afgeschermd"
    script:
        "../scripts/report/bronnenlijst.py"


rule duiding:
    input:
        duiding=DUIDINGEN,
        woorden="report/paginas/duiding.yaml",
        namen="report/namen_met_getallen.txt",
        data=expand("results/data/{product}.csv", product=FEITEN),
        contracten=sorted(
            {contract(PRODUCTEN[product]["contract"]) for product in FEITEN}
        ),
        contract_lijst=contract("duiding"),
    output:
        teksten="results/report/duiding.json",
        lijst="results/checks/duiding.csv",
    log:
        "results/log/duiding.log",
    params:
        contract_van={product: PRODUCTEN[product]["contract"] for product in FEITEN},
        definitief=config["rapport"]["definitief"],
    message:
        "Ga na of elke tekst van duiding nog past bij de cijfers"
    script:
        "../scripts/report/duiding.py"


# De instellingen die hoofdstukken noemen.
IN_HOOFDSTUKKEN = {
    "personen": PERSONEN,
    "plannen": {
        "plannen": config["plannen"],
        "job": config["job"],
        "boxplot": config["boxplot"],
        "leeftijd_vanaf": config["instroom"]["leeftijd_vanaf"],
    },
    "rapport": {
        "richting": config["richting"],
        "reeksbreuk": config["instroom"]["reeksbreuk"],
        "verwacht": config["suppressed"]["verwacht"],
    },
}


rule proza:
    input:
        quarto="report/_quarto.yml",
        hoofdstukken=[f"report/{naam}.qmd" for naam in HOOFDSTUKKEN],
        nummering="resources/nummering.csv",
        woorden="report/paginas/boek.yaml",
        teksten=[f"results/text/{product}.json" for product in PRODUCTEN],
        duiding=rules.duiding.output.teksten,
    output:
        proza="results/report/proza.json",
    log:
        "results/log/proza.log",
    params:
        zonder=ZONDER,
        register=register("algemeen"),
        instellingen=IN_HOOFDSTUKKEN,
    message:
        "Zet de woorden van de hoofdstukken op een rij, om een latere uitgave mee te vergelijken"
    script:
        "../scripts/report/proza.py"


rule voorbereiden:
    input:
        **(
            {"instellingen": "results/derived/factsheets/instellingen.csv"}
            if config["factsheets"]["openbaar"]
            else {}
        ),
        quarto="report/_quarto.yml",
        boek=[f"report/{naam}" for naam in BOEKBESTANDEN],
        hoofdstukken=[f"report/{naam}.qmd" for naam in HOOFDSTUKKEN],
        invoegingen=sorted(
            pad.relative_to(ROOT).as_posix()
            for pad in BOEKMAP.glob("invoegingen/*.md")
        ),
        namen="report/namen_met_getallen.txt",
        woorden="report/paginas/boek.yaml",
        begrippen="report/begrippen.yaml",
        indicatoren=INDICATOREN,
        nummering="resources/nummering.csv",
        teksten=[f"results/text/{product}.json" for product in PRODUCTEN],
        tabellen=[f"results/tables/{product}.md" for product in GENUMMERD],
        jsonld=[f"results/report/html/data/{product}.jsonld" for product in GENUMMERD],
        figuren=[
            f"results/figures/kaal/{figuur}.{soort}"
            for figuur in FIGUREN
            for soort in ("svg", "png")
        ],
        smal=[f"results/figures/smal/{figuur}.svg" for figuur in FIGUREN],
        bijlagen=[
            *rules.bijlagen.output,
            *rules.scorebord.output,
            *rules.uitgave.output,
            *rules.bronnenlijst.output,
            *rules.kern.output,
        ],
        duiding=rules.duiding.output.teksten,
    output:
        bron=BRON,
    log:
        "results/log/voorbereiden.log",
    params:
        map="results/report/bron",
        menu=MENU,
        uitgave=config["uitgave"],
        synthetisch=SYNTHETISCH,
        zonder=ZONDER,
        register=register("algemeen"),
        instellingen=IN_HOOFDSTUKKEN,
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
        stijl=[
            f"results/report/html/{naam}"
            for naam in [*BOEKBESTANDEN, "stijl/zoekindex.js"]
            if naam.endswith((".css", ".js"))
        ],
    log:
        "results/log/renderen_html.log",
    priority: EERST
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
    priority: EERST
    params:
        formaat="pdf",
        map="results/report",
        merk=MERK,
        # De PDF draagt het merk op elke bladzijde en is dezelfde met en zonder Quarto.
        quarto=False,
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
    priority: EERST
    params:
        formaat="docx",
        map="results/report",
        merk=MERK,
        quarto=QUARTO,
    message:
        "Maak het rapport als Word-document"
    script:
        "../scripts/report/renderen.py"


def onderschrift(product):
    """Het nummer en de titel van een product; Snakemake vraagt ernaar als het zijn eigen rapport maakt."""

    def bij(wildcards):
        pad = Path(f"results/text/{product}.json")
        titel = json.loads(pad.read_text(encoding="utf-8"))["titel"]
        return {"nummer": GENUMMERD[product]["nummer"], "titel": titel}

    return bij


rule meenemen:
    input:
        data=[f"results/data/{product}.csv" for product in GENUMMERD],
        contracten=sorted(
            {contract(PRODUCTEN[product]["contract"]) for product in GENUMMERD}
        ),
        teksten=[f"results/text/{product}.json" for product in GENUMMERD],
        werkmappen=[f"results/tables/{product}.xlsx" for product in GENUMMERD],
        werkmap="results/tables/monitor.xlsx",
        figuren=[
            f"results/figures/{figuur}.{soort}"
            for figuur in FIGUREN
            for soort in ("svg", "png")
        ],
        nummering="resources/nummering.csv",
        quarto="report/_quarto.yml",
        woorden="report/paginas/meenemen.yaml",
        uitgave="report/paginas/uitgave.yaml",
    output:
        los=[
            f"results/report/html/data/{product}.{soort}"
            for product in GENUMMERD
            for soort in ("xlsx", "metadata.json")
        ]
        + [f"results/report/html/data/{figuur}.png" for figuur in FIGUREN]
        + [f"results/report/html/data/{figuur}.csv" for figuur in FIGUREN],
        # Wat `snakemake --report` laat zien: elke figuur en elke tabel, onder haar hoofdstuk.
        getoond=[
            report(
                f"results/report/html/data/{product}.{'svg' if product in FIGUREN else 'csv'}",
                category=MENU.get(rij["hoofdstuk"], rij["hoofdstuk"]),
                labels=onderschrift(product),
            )
            for product, rij in GENUMMERD.items()
        ],
        zip="results/report/html/downloads/monitor.zip",
    log:
        "results/log/meenemen.log",
    params:
        map="results/report/html",
        uitgave=config["uitgave"],
        woorden=NOOTJAREN | UITSTROOM,
        register=register("producten"),
    message:
        "Zet klaar wat een lezer van elke figuur en tabel kan meenemen"
    script:
        "../scripts/report/meenemen.py"


rule downloads:
    input:
        pdf="results/report/monitor.pdf",
        docx="results/report/monitor.docx",
        xlsx="results/tables/monitor.xlsx",
    output:
        bestanden=[
            f"results/report/html/downloads/monitor.{soort}"
            for soort in ("pdf", "docx", "xlsx")
        ],
    log:
        "results/log/downloads.log",
    message:
        "Zet het rapport in zijn andere vormen naast de webpagina's"
    script:
        "../scripts/report/downloads.py"


rule herkomstpagina:
    input:
        herkomst="results/audit/{product}.json",
        quarto="report/_quarto.yml",
        raam=PAGINA,
        banner=f"report/invoegingen/banner_{'synthetisch' if SYNTHETISCH else 'echt'}.md",
        sjabloon="report/paginas/herkomst.html",
        tekst="report/paginas/herkomst.yaml",
    output:
        pagina="results/report/html/herkomst/{product}.html",
    log:
        "results/log/herkomstpagina/{product}.log",
    priority: LAATST
    params:
        nummer=lambda wildcards: GENUMMERD[wildcards.product]["nummer"],
        hoofdstuk=lambda wildcards: GENUMMERD[wildcards.product]["hoofdstuk"],
        menu=MENU,
    message:
        "Beschrijf de herkomst van {wildcards.product}"
    script:
        "../scripts/report/herkomstpagina.py"


rule rapport:
    input:
        rules.renderen_html.output,
        rules.renderen_pdf.output,
        rules.renderen_docx.output,
        rules.meenemen.output,
        rules.downloads.output,
        [f"results/report/html/herkomst/{product}.html" for product in GENUMMERD],
