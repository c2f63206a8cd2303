# Invoer: results/data/<id>.csv van de plannen en de enquêtes, resources/producten.yaml, resources/maatregelen.csv,
# resources/stijl/stijl.yaml. Uitvoer: results/text/<id>.json, results/figures/<id>.svg en .png, results/tables/<id>.md.
VERWOORD = "Verwoord {wildcards.id}: titel, noten en getallen voor de tekst"
TABELREGEL = "Zet de cijfers van {wildcards.id} in een tabel"
# De jaren die in noten staan.
NOOTJAREN = {
    "startjaar": config["job"]["startjaar"],
    "streefjaar": config["plannen"]["streefjaar"],
    "peiljaar": config["plannen"]["peiljaar"],
}


rule tekst_streefwaarden:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*STREEFFAMILIES),
    params:
        leerwegen=config["noemer"]["leerwegen"],
        synthetisch=SYNTHETISCH,
        woorden=NOOTJAREN,
    message:
        VERWOORD
    script:
        "../scripts/text/streefwaarden.py"


rule tekst_plannen:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
        maatregelen="resources/maatregelen.csv",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*PLANFAMILIES),
    params:
        leerwegen=config["noemer"]["leerwegen"],
        synthetisch=SYNTHETISCH,
        woorden=NOOTJAREN,
    message:
        VERWOORD
    script:
        "../scripts/text/plannen.py"


rule tekst_enquetes:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*JOBFAMILIES),
    params:
        drempels=config["richting"],
        ambitie=config["plannen"]["streefjaar"],
        reeksbreuk=config["job"]["reeksbreuk"],
        leerwegen=config["noemer"]["leerwegen"],
        synthetisch=is_synthetisch,
        woorden=NOOTJAREN,
    message:
        VERWOORD
    script:
        "../scripts/text/enquetes.py"


rule tekst_uitstroom:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*UITSTROOMFAMILIES),
    params:
        drempels=config["richting"],
        leerwegen=config["noemer"]["leerwegen"],
        synthetisch=is_synthetisch,
    message:
        VERWOORD
    script:
        "../scripts/text/uitstroom.py"


rule figuur_start_streef:
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
        id=van_familie("start_streef"),
    message:
        "Teken {wildcards.id}: start- en streefwaarde per instelling"
    script:
        "../scripts/figures/start_streef.py"


rule figuur_banden:
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
        id=van_familie("banden"),
    message:
        "Teken {wildcards.id}: tevredenheid, ambitie en spreiding"
    script:
        "../scripts/figures/banden.py"


rule figuur_dozen:
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
        id=van_familie("dozen"),
    message:
        "Teken {wildcards.id}: spreiding per opleidingsrichting"
    script:
        "../scripts/figures/dozen.py"


rule figuur_dozen_jaren:
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
        id=van_familie("dozen_jaren"),
    message:
        "Teken {wildcards.id}: spreiding over de studiejaren"
    script:
        "../scripts/figures/dozen_jaren.py"


rule figuur_sollicitaties:
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
        id=van_familie("sollicitaties"),
    message:
        "Teken {wildcards.id}: sollicitaties voor een stage"
    script:
        "../scripts/figures/sollicitaties.py"


rule figuur_leeftijd_25:
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
        id=van_familie("leeftijd_25"),
    message:
        "Teken {wildcards.id}: 25-plussers in de instroom"
    script:
        "../scripts/figures/leeftijd_25.py"


rule tabel_plannen:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
        maatregelen="resources/maatregelen.csv",
    output:
        tabel="results/tables/{id}.md",
    log:
        "results/log/tabel/{id}.log",
    wildcard_constraints:
        id=van_familie(*STREEFFAMILIES, *PLANFAMILIES),
    message:
        TABELREGEL
    script:
        "../scripts/tables/plannen.py"


rule tabel_enquetes:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tabel="results/tables/{id}.md",
    log:
        "results/log/tabel/{id}.log",
    wildcard_constraints:
        id=van_familie(*JOBFAMILIES, *UITSTROOMFAMILIES),
    message:
        TABELREGEL
    script:
        "../scripts/tables/enquetes.py"
