# Invoer: results/data/<id>.csv met zijn contract, resources/producten/, resources/families.yaml, resources/labels.yaml,
# report/teksten/, resources/stijl/stijl.yaml, report/stijl/letter.css. Uitvoer: results/text/<id>.json,
# results/figures/<id>.svg en .png (smal/ voor een smal scherm, kaal/ voor het boek), results/tables/<id>.md en results/tables/monitor.xlsx. Een familie van producten heeft een script voor haar feiten,
# haar figuur en haar tabel; een taak per product.

# Wat noten en hoofdstukken over de personen zeggen.
PERSONEN = {
    "microdata": config["microdata"],
    "werk": config["werk"],
    "start": config["startpositie"],
    "disclosure": config["disclosure"],
}
# De jaren die in noten en koppen staan.
NOOTJAREN = {
    "startjaar": config["job"]["startjaar"],
    "streefjaar": config["plannen"]["streefjaar"],
    "peiljaar": config["plannen"]["peiljaar"],
}
# Vanaf wanneer een instelling meetelt in een boxplot, en een student als ouder.
UITSTROOM = {
    "uitstromers": config["boxplot"]["uitstromers"],
    "leeftijd_vanaf": config["instroom"]["leeftijd_vanaf"],
}
# Onder welk aantal DUO een cel niet openbaar maakt.
ONDERDRUKT = {"onder": config["suppressed"]["high"] + 1}
# Wanneer de monitor een oordeel geeft, en wanneer dat op koers is.
OORDEELGRENZEN = {
    "drempel": config["oordelen"]["drempel"],
    "minstens": config["oordelen"]["instellingen"],
    "minstens_deel": config["oordelen"]["deel"],
}
LEERWEGEN = config["noemer"]["leerwegen"]
OVER_CBS = {"instellingen": PERSONEN, "leerwegen": config["microdata"]["leerwegen"]}
BREUKEN = {"instroom": config["instroom"]["reeksbreuk"]}
# Welke instellingen een tekst noemt.
TEKSTEN = {
    "figuren": {
        "drempels": config["richting"],
        "leerwegen": LEERWEGEN,
        "woorden": ONDERDRUKT,
    },
    "tabellen": {
        "drempels": config["richting"],
        "breuken": BREUKEN,
        "leerwegen": LEERWEGEN,
        "woorden": ONDERDRUKT,
    },
    "werk": {"drempels": config["richting"], **OVER_CBS},
    "logit": OVER_CBS,
    "streefwaarden": {"leerwegen": LEERWEGEN, "woorden": NOOTJAREN},
    "plannen": {"leerwegen": LEERWEGEN, "woorden": NOOTJAREN},
    "enquetes": {
        "drempels": config["richting"],
        "reeksbreuk": config["job"]["reeksbreuk"],
        "leerwegen": LEERWEGEN,
        "woorden": NOOTJAREN,
    },
    "uitstroom": {
        "drempels": config["richting"],
        "leerwegen": LEERWEGEN,
        "woorden": UITSTROOM,
    },
    "synthese": {
        "drempels": config["richting"],
        "leerwegen": LEERWEGEN,
        "woorden": OORDEELGRENZEN,
    },
    "synthese_instellingen": {
        "leerwegen": LEERWEGEN,
        "drempels": config["richting"],
    },
    "synthese_typering": {"leerwegen": LEERWEGEN},
    "additional": {
        "drempels": config["richting"],
        "leerwegen": LEERWEGEN,
        "woorden": NOOTJAREN | ONDERDRUKT,
    },
}
# Welke instellingen een tabel noemt.
TABELLEN = {
    "markdown": {"breuken": BREUKEN},
    "plannen": {"woorden": NOOTJAREN},
    "enquetes": {"woorden": UITSTROOM},
}
# Wat een script naast de cijfers leest.
NAAST = {
    ("tekst", "figuren"): {"scenarios": SCENARIOS},
    ("tekst", "plannen"): {"maatregelen": "resources/maatregelen.csv"},
    ("tekst", "synthese"): {"indicatoren": INDICATOREN},
    ("tekst", "synthese_instellingen"): {"indicatoren": INDICATOREN},
    ("tabel", "markdown"): {"tekst": "results/text/{id}.json"},
    ("tabel", "plannen"): {"maatregelen": "resources/maatregelen.csv"},
    ("tabel", "synthese"): {"indicatoren": INDICATOREN},
}


def scripts(deel):
    """De scripts van een deel (tekst, figuur of tabel), elk met het patroon van zijn producten."""
    uit = {}
    for product, inhoud in PRODUCTEN.items():
        if naam := inhoud["scripts"].get(deel):
            uit.setdefault(naam, []).append(product)
    return {naam: "|".join(producten) for naam, producten in uit.items()}


def contract_van(wildcards):
    """Het contract van de cijfers van een product."""
    return contract(PRODUCTEN[wildcards.id]["contract"])


for naam, patroon in scripts("tekst").items():

    rule:
        name:
            f"tekst_{naam}"
        input:
            **NAAST.get(("tekst", naam), {}),
            data="results/data/{id}.csv",
            contract_data=contract_van,
        output:
            tekst="results/text/{id}.json",
        log:
            "results/log/tekst/{id}.log",
        wildcard_constraints:
            id=patroon,
        params:
            **TEKSTEN[naam],
            code=naam,
            synthetisch=is_synthetisch,
            # Een noot noemt de leerwegen.
            register=register("product", "zinnen", "algemeen", labels=["leerweg"]),
        message:
            "Verwoord {wildcards.id}: titel, noten en getallen voor de tekst"
        script:
            "../scripts/text/{params.code}.py"


for naam, patroon in scripts("figuur").items():

    rule:
        name:
            f"figuur_{naam}"
        input:
            data="results/data/{id}.csv",
            contract_data=contract_van,
            tekst="results/text/{id}.json",
            stijl="resources/stijl/stijl.yaml",
            letter="report/stijl/letter.css",
        output:
            svg="results/figures/{id}.svg",
            png="results/figures/{id}.png",
            kaal_svg="results/figures/kaal/{id}.svg",
            kaal_png="results/figures/kaal/{id}.png",
            smal_svg="results/figures/smal/{id}.svg",
        log:
            "results/log/figuur/{id}.log",
        wildcard_constraints:
            id=patroon,
        params:
            code=naam,
        message:
            "Teken {wildcards.id}"
        script:
            "../scripts/figures/{params.code}.py"


for naam, patroon in scripts("tabel").items():

    rule:
        name:
            f"tabel_{naam}"
        input:
            **NAAST.get(("tabel", naam), {}),
            data="results/data/{id}.csv",
            contract_data=contract_van,
        output:
            tabel="results/tables/{id}.md",
        log:
            "results/log/tabel/{id}.log",
        wildcard_constraints:
            id=patroon,
        params:
            **TABELLEN.get(naam, {}),
            code=naam,
            register=register("product", labels=["tabelkop.leeg"]),
        message:
            "Zet de cijfers van {wildcards.id} in een tabel"
        script:
            "../scripts/tables/{params.code}.py"


rule werkmap:
    input:
        data=expand("results/data/{id}.csv", id=PRODUCTEN),
        contracten=sorted(
            {contract(product["contract"]) for product in PRODUCTEN.values()}
        ),
        teksten=expand("results/text/{id}.json", id=PRODUCTEN),
        vergelijking="results/audit/reconciliation.csv",
        contract_vergelijking=contract("reconciliatie"),
        bijlagen="report/paginas/bijlagen.yaml",
    output:
        werkmap="results/tables/monitor.xlsx",
        los=expand("results/tables/{id}.xlsx", id=PRODUCTEN),
    log:
        "results/log/werkmap.log",
    params:
        register=register("producten", "algemeen", labels=LABELS),
        woorden=NOOTJAREN | UITSTROOM,
    message:
        "Maak het werkboek met alle cijfers, en een per figuur of tabel"
    script:
        "../scripts/tables/werkmap.py"
