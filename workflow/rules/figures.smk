# Invoer: results/data/<id>.csv, resources/producten.yaml, resources/stijl/stijl.yaml. Uitvoer: results/text/<id>.json,
# results/figures/<id>.svg en .png, results/tables/<id>.md en results/tables/monitor.xlsx.
import yaml

GENUMMERD = {rij["id"] for rij in NUMMERING}
with open(ROOT / "resources" / "producten.yaml", encoding="utf-8") as bestand:
    # Kerncijfers hebben geen nummer; zij komen uit de bestanden van DUO en de plannen.
    REGISTER = {
        naam: product
        for naam, product in yaml.safe_load(bestand)["producten"].items()
        if naam in GENUMMERD or (DUO and product["soort"] == "kerncijfers")
    }
# Wat noten en hoofdstukken over de personen zeggen.
PERSONEN = {
    "microdata": config["microdata"],
    "werk": config["werk"],
    "start": config["startpositie"],
    "disclosure": config["disclosure"],
}
WERKFAMILIES = (
    "werk_achtergrond",
    "herkomst",
    "startpositie",
    "uitval_personen",
    "werkregels",
)
LOGITFAMILIES = ("logit", "marginaal", "robuust")
# Hun regels staan in figures_enquetes.smk.
STREEFFAMILIES = ("streefwaarden", "verschil", "start_streef", "samenhang")
PLANFAMILIES = (
    "maatregelen",
    "maatregelvorm",
    "besteding",
    "kenmerken",
    "maatwerk",
    "domeinen",
)
JOBFAMILIES = (
    "banden",
    "job_regressie",
    "job_overig",
    "kiesmbo",
    "bpv",
    "meldingen",
)
UITSTROOMFAMILIES = ("dozen", "dozen_jaren", "sollicitaties", "leeftijd_25")
# Hun regels staan in figures_synthese.smk.
INDICATORFAMILIES = (
    "sectorbeeld",
    "voortgang",
    "oordelen",
    "spreiding_indicatoren",
    "dekking",
)
INSTELLINGFAMILIES = (
    "maatregelen_voortgang",
    "besteding_instelling",
    "besteding_doel",
    "start_recent_streef",
    "practoraten",
)
TYPERINGFAMILIES = ("kwartielen", "typen", "beweging")


def van_familie(*families):
    """Patroon van de producten van deze families; een dat nergens op past als er op deze plek geen zijn."""
    namen = [
        naam for naam, product in REGISTER.items() if product["familie"] in families
    ]
    return "|".join(namen) or "(?!)"


# Een taak per product: zo maakt `snakemake figuur_3_1` alleen wat die figuur nodig heeft, en noemt haar herkomst
# alleen haar eigen bronnen.
rule tekst_figuur:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie("aantallen", "aandelen"),
    params:
        drempels=config["richting"],
        leerwegen=config["noemer"]["leerwegen"],
        synthetisch=SYNTHETISCH,
    message:
        "Verwoord {wildcards.id}: titel, noten en getallen voor de tekst"
    script:
        "../scripts/text/figuren.py"


use rule tekst_figuur as tekst_scenario with:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
        scenarios=SCENARIOS,
    wildcard_constraints:
        id=van_familie("scenario"),


rule tekst_tabel:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(
            "uitsplitsing",
            "spreiding",
            "sectoren",
            "ontleding",
            "beroepsopleidingen",
            "kerncijfers",
        ),
    params:
        drempels=config["richting"],
        breuken={"instroom": config["instroom"]["reeksbreuk"]},
        leerwegen=config["noemer"]["leerwegen"],
        synthetisch=SYNTHETISCH,
    message:
        "Verwoord {wildcards.id}: titel, noten en getallen voor de tekst"
    script:
        "../scripts/text/tabellen.py"


rule tekst_werk:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*WERKFAMILIES),
    params:
        drempels=config["richting"],
        instellingen=PERSONEN,
        leerwegen=config["microdata"]["leerwegen"],
        synthetisch=is_synthetisch,
    message:
        "Verwoord {wildcards.id}: titel, noten en getallen voor de tekst"
    script:
        "../scripts/text/werk.py"


rule tekst_logit:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*LOGITFAMILIES),
    params:
        instellingen=PERSONEN,
        leerwegen=config["microdata"]["leerwegen"],
        synthetisch=is_synthetisch,
    message:
        "Verwoord {wildcards.id}: titel, noten en getallen voor de tekst"
    script:
        "../scripts/text/logit.py"


rule figuur_aantallen:
    input:
        data="results/data/{id}.csv",
        tekst="results/text/{id}.json",
        stijl="resources/stijl/stijl.yaml",
    output:
        svg="results/figures/{id}.svg",
        png="results/figures/{id}.png",
        kaal_svg="results/figures/kaal/{id}.svg",
        kaal_png="results/figures/kaal/{id}.png",
    log:
        "results/log/figuur/{id}.log",
    wildcard_constraints:
        id=van_familie("aantallen"),
    message:
        "Teken {wildcards.id}: aantallen per jaar"
    script:
        "../scripts/figures/aantallen.py"


rule figuur_aandelen:
    input:
        data="results/data/{id}.csv",
        tekst="results/text/{id}.json",
        stijl="resources/stijl/stijl.yaml",
    output:
        svg="results/figures/{id}.svg",
        png="results/figures/{id}.png",
        kaal_svg="results/figures/kaal/{id}.svg",
        kaal_png="results/figures/kaal/{id}.png",
    log:
        "results/log/figuur/{id}.log",
    wildcard_constraints:
        id=van_familie("aandelen"),
    message:
        "Teken {wildcards.id}: aandelen per jaar"
    script:
        "../scripts/figures/aandelen.py"


rule figuur_scenario:
    input:
        data="results/data/{id}.csv",
        tekst="results/text/{id}.json",
        stijl="resources/stijl/stijl.yaml",
    output:
        svg="results/figures/{id}.svg",
        png="results/figures/{id}.png",
        kaal_svg="results/figures/kaal/{id}.svg",
        kaal_png="results/figures/kaal/{id}.png",
    log:
        "results/log/figuur/{id}.log",
    wildcard_constraints:
        id=van_familie("scenario"),
    message:
        "Teken {wildcards.id}: hetzelfde aandeel bij andere indelingen"
    script:
        "../scripts/figures/scenario.py"


rule figuur_werk_achtergrond:
    input:
        data="results/data/{id}.csv",
        tekst="results/text/{id}.json",
        stijl="resources/stijl/stijl.yaml",
    output:
        svg="results/figures/{id}.svg",
        png="results/figures/{id}.png",
        kaal_svg="results/figures/kaal/{id}.svg",
        kaal_png="results/figures/kaal/{id}.png",
    log:
        "results/log/figuur/{id}.log",
    wildcard_constraints:
        id=van_familie("werk_achtergrond"),
    message:
        "Teken {wildcards.id}: aandeel met werk naar achtergrond"
    script:
        "../scripts/figures/werk_achtergrond.py"


rule figuur_startpositie:
    input:
        data="results/data/{id}.csv",
        tekst="results/text/{id}.json",
        stijl="resources/stijl/stijl.yaml",
    output:
        svg="results/figures/{id}.svg",
        png="results/figures/{id}.png",
        kaal_svg="results/figures/kaal/{id}.svg",
        kaal_png="results/figures/kaal/{id}.png",
    log:
        "results/log/figuur/{id}.log",
    wildcard_constraints:
        id=van_familie("startpositie"),
    message:
        "Teken {wildcards.id}: startloon tegen startpositie"
    script:
        "../scripts/figures/startpositie.py"


rule tabel:
    input:
        data="results/data/{id}.csv",
        tekst="results/text/{id}.json",
        producten="resources/producten.yaml",
    output:
        tabel="results/tables/{id}.md",
    log:
        "results/log/tabel/{id}.log",
    wildcard_constraints:
        id="|".join(
            naam
            for naam, product in REGISTER.items()
            if product["familie"]
            not in (
                *WERKFAMILIES,
                *LOGITFAMILIES,
                *STREEFFAMILIES,
                *PLANFAMILIES,
                *JOBFAMILIES,
                *UITSTROOMFAMILIES,
                *INDICATORFAMILIES,
                *INSTELLINGFAMILIES,
                *TYPERINGFAMILIES,
            )
        )
        or "(?!)",
    params:
        breuken={"instroom": config["instroom"]["reeksbreuk"]},
    message:
        "Zet de cijfers van {wildcards.id} in een tabel"
    script:
        "../scripts/tables/markdown.py"


rule tabel_schattingen:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tabel="results/tables/{id}.md",
    log:
        "results/log/tabel/{id}.log",
    wildcard_constraints:
        id=van_familie(*WERKFAMILIES, *LOGITFAMILIES),
    message:
        "Zet de cijfers van {wildcards.id} in een tabel"
    script:
        "../scripts/tables/schattingen.py"


rule werkmap:
    input:
        data=expand("results/data/{id}.csv", id=REGISTER),
        teksten=expand("results/text/{id}.json", id=REGISTER),
        producten="resources/producten.yaml",
        nummering="resources/nummering.csv",
    output:
        werkmap="results/tables/monitor.xlsx",
    log:
        "results/log/werkmap.log",
    message:
        "Maak het werkboek met alle cijfers"
    script:
        "../scripts/tables/werkmap.py"
