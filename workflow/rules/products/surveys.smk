# Invoer: results/ingest/ (CBS-tabel op het SVO, StatLine, SBB) en results/persoon/ingest/ (SVO). Uitvoer:
# results/derived/uitstroom_werk.parquet, results/checks/werk_landelijk.csv en results/data/<product>.csv van hoofdstuk 5;
# van het SVO results/persoon/data/, onbeveiligd.
STATLINE = ("statline_instroom", "statline_sectorkamer", "statline_werk")
# Wat er wordt opgehaald: een contract per bestand, dat met de meeste rijen.
OP_TE_HALEN = ("statline_sectorkamer", "statline_werk")
UITSTROOM = "results/derived/uitstroom_werk.parquet"
# De boxplots per opleidingsrichting van een leerweg en niveau.
BOXPLOTS = {
    "figuur_5_2": {"leerweg": "bol", "niveau": 2},
    "figuur_5_3": {"leerweg": "bbl", "niveau": 2},
    "figuur_b_0_2": {"leerweg": "bol", "niveau": 3},
    "figuur_b_0_3": {"leerweg": "bbl", "niveau": 3},
    "figuur_b_0_4": {"leerweg": "bol", "niveau": 4},
    "figuur_b_0_5": {"leerweg": "bbl", "niveau": 4},
}
# De niveaus waarvan de richtingen naast elkaar staan: de entree kent er geen.
RICHTINGNIVEAUS = sorted({vak["niveau"] for vak in BOXPLOTS.values()})
LEEFTIJD_FIGUREN = {"figuur_5_7": "bbl", "figuur_5_8": "bol"}


ruleorder: inlezen_statline > inlezen


rule inlezen_statline:
    input:
        ruw,
        contract=lambda wildcards: contract(wildcards.bron),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        tabel="results/ingest/{bron}/{deel}.parquet",
    log:
        "results/log/inlezen_statline/{bron}_{deel}.log",
    wildcard_constraints:
        bron="|".join(STATLINE),
    params:
        raw=ruw_pad,
    message:
        "Lees en controleer {wildcards.bron}"
    script:
        "../../scripts/ingest/inlezen_statline.py"


# Alleen op verzoek en zonder uitvoer: elke keer wordt opnieuw opgehaald.
rule statline:
    input:
        contracten=[contract(bron) for bron in OP_TE_HALEN],
        domeinen="resources/contracts/domeinen.yaml",
    log:
        "results/log/statline.log",
    params:
        bestanden={
            bron: (Path(config["raw"]["root"]) / BRONNEN[bron]).as_posix()
            for bron in OP_TE_HALEN
        },
    message:
        "Haal de tabellen van StatLine op (alleen met een netwerk)"
    script:
        "../../scripts/ingest/statline.py"


rule uitstroom_werk:
    input:
        svo_werk=ingelezen("svo_werk"),
        fusies=ingelezen("fusies"),
        instellingen=ingelezen("instellingen"),
        contract=contract("uitstroom_werk"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        tabel=UITSTROOM,
    log:
        "results/log/uitstroom_werk.log",
    message:
        "Breng de uitstroom met werk naar de instellingen van vandaag"
    script:
        "../../scripts/derive/uitstroom_werk.py"


rule werk_landelijk:
    input:
        tabel=UITSTROOM,
        statline=ingelezen("statline_werk"),
        contract=contract("werk_landelijk"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        tabel="results/checks/werk_landelijk.csv",
    log:
        "results/log/werk_landelijk.log",
    message:
        "Leg de tabel per instelling naast StatLine"
    script:
        "../../scripts/derive/werk_landelijk.py"


rule kerncijfers_werk:
    input:
        uitstroom=UITSTROOM,
        contract=contract("kerncijfers_werk"),
    output:
        data="results/data/kerncijfers_werk.csv",
    log:
        "results/log/data/kerncijfers_werk.log",
    message:
        "Bereken het landelijke aandeel uitstromers met werk"
    script:
        "../../scripts/products/kerncijfers_werk.py"


rule boxplot:
    input:
        uitstroom=UITSTROOM,
        contract=contract("boxplot_richting"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/data/{figuur}.csv",
    log:
        "results/log/data/{figuur}.log",
    wildcard_constraints:
        figuur="|".join(BOXPLOTS),
    params:
        per=["opleidingsrichting"],
        alleen=lambda wildcards: BOXPLOTS[wildcards.figuur],
        laatste_jaar=True,
        minimum=config["boxplot"],
    message:
        "Bereken de spreiding tussen instellingen per opleidingsrichting ({wildcards.figuur})"
    script:
        "../../scripts/products/boxplot.py"


use rule boxplot as boxplot_niveau with:
    input:
        uitstroom=UITSTROOM,
        contract=contract("boxplot_niveau"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/data/figuur_b_0_1.csv",
    log:
        "results/log/data/figuur_b_0_1.log",
    params:
        per=["studiejaar", "leerweg", "niveau"],
        alleen={},
        laatste_jaar=False,
        minimum=config["boxplot"],
    message:
        "Bereken de spreiding tussen instellingen per studiejaar, leerweg en niveau"


rule richtingen:
    input:
        uitstroom=UITSTROOM,
        contract=contract("spreiding_richting"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/data/figuur_5_richtingen.csv",
    log:
        "results/log/data/figuur_5_richtingen.log",
    params:
        niveaus=RICHTINGNIVEAUS,
        minimum=config["boxplot"],
    message:
        "Zet de spreiding per opleidingsrichting van alle niveaus en leerwegen naast elkaar"
    script:
        "../../scripts/products/richtingen.py"


rule werk_uitsplitsing:
    input:
        uitstroom=UITSTROOM,
        contract=contract("werk_uitsplitsing"),
    output:
        data="results/data/tabel_5_werk.csv",
    log:
        "results/log/data/tabel_5_werk.log",
    message:
        "Bereken het landelijke aandeel uitstromers met werk"
    script:
        "../../scripts/products/werk_uitsplitsing.py"


rule leeftijd_instroom:
    input:
        instroom=ingelezen("statline_instroom"),
        contract=contract("leeftijd_instroom"),
    output:
        data="results/data/{figuur}.csv",
    log:
        "results/log/data/{figuur}.log",
    wildcard_constraints:
        figuur="|".join(LEEFTIJD_FIGUREN),
    params:
        bron="statline_instroom",
        alleen=lambda wildcards: {"leerweg": [LEEFTIJD_FIGUREN[wildcards.figuur]]},
        per=["niveau"],
        vanaf=config["instroom"]["leeftijd_vanaf"],
    message:
        "Bereken het aandeel 25-plussers in de instroom ({wildcards.figuur})"
    script:
        "../../scripts/products/leeftijd_instroom.py"


use rule leeftijd_instroom as leeftijd_sectorkamer with:
    input:
        instroom=ingelezen("statline_sectorkamer"),
        contract=contract("leeftijd_sectorkamer"),
    output:
        data="results/data/tabel_5_sectorkamer.csv",
    log:
        "results/log/data/tabel_5_sectorkamer.log",
    wildcard_constraints:
        figuur="",
    params:
        bron="statline_sectorkamer",
        alleen={"leerweg": ["bol", "bbl"], "niveau": ["totaal"]},
        per=["leerweg", "sectorkamer"],
        vanaf=config["instroom"]["leeftijd_vanaf"],
    message:
        "Bereken het aandeel 25-plussers in de instroom per sectorkamer"


rule bpv:
    input:
        bpv=ingelezen("sbb_bpv"),
        contract=contract("bpv"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/data/tabel_5_bpv.csv",
    log:
        "results/log/data/tabel_5_bpv.log",
    message:
        "Neem de cijfers van de BPV-monitor over"
    script:
        "../../scripts/products/bpv.py"


rule meldingen:
    input:
        meldingen=ingelezen("sbb_meldingen"),
        contract=contract("meldingen"),
    output:
        data="results/data/tabel_5_meldingen.csv",
    log:
        "results/log/data/tabel_5_meldingen.log",
    message:
        "Tel de meldingen van stagediscriminatie"
    script:
        "../../scripts/products/meldingen.py"


rule sollicitaties:
    input:
        svo=[persoon("svo", jaar) for jaar in RAW["svo"]],
        contract=contract("sollicitaties_binnen"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/persoon/data/figuur_5_6.csv",
    log:
        "results/log/data/figuur_5_6.log",
    message:
        "Bereken hoe vaak gediplomeerden solliciteerden voor een stage"
    script:
        "../../scripts/products/sollicitaties.py"


rule svo:
    input:
        svo=[persoon("svo", jaar) for jaar in RAW["svo"]],
        contract=contract("svo_vragen_binnen"),
    output:
        data="results/persoon/data/tabel_5_svo.csv",
    log:
        "results/log/data/tabel_5_svo.log",
    message:
        "Bereken wie weinig solliciteerde, discriminatie ervoer en in de eigen richting werkt"
    script:
        "../../scripts/products/svo.py"


rule kiesmbo:
    input:
        svo_vmbo=[persoon("svo_vmbo", jaar) for jaar in RAW["svo_vmbo"]],
        contract=contract("kiesmbo_binnen"),
    output:
        data="results/persoon/data/tabel_5_kiesmbo.csv",
    log:
        "results/log/data/tabel_5_kiesmbo.log",
    message:
        "Bereken wie KiesMBO.nl kent en wie het hielp"
    script:
        "../../scripts/products/kiesmbo.py"
