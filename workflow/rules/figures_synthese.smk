# Invoer: results/data/<id>.csv van het hoofdstuk synthese en bijlage A, resources/producten.yaml,
# resources/indicatoren.yaml. Uitvoer: results/text/<id>.json, results/figures/<id>.svg en .png, results/tables/<id>.md.
ALGEMEEN = {"leerwegen": config["noemer"]["leerwegen"], "synthetisch": SYNTHETISCH}


rule tekst_synthese:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
        indicatoren=INDICATOREN,
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*INDICATORFAMILIES),
    params:
        **ALGEMEEN,
    message:
        VERWOORD
    script:
        "../scripts/text/synthese.py"


rule tekst_synthese_instellingen:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
        indicatoren=INDICATOREN,
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*INSTELLINGFAMILIES),
    params:
        **ALGEMEEN,
        drempels=config["richting"],
    message:
        VERWOORD
    script:
        "../scripts/text/synthese_instellingen.py"


rule tekst_synthese_typering:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
    output:
        tekst="results/text/{id}.json",
    log:
        "results/log/tekst/{id}.log",
    wildcard_constraints:
        id=van_familie(*TYPERINGFAMILIES),
    params:
        **ALGEMEEN,
    message:
        VERWOORD
    script:
        "../scripts/text/synthese_typering.py"


rule figuur_sectorbeeld:
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
        id=van_familie("sectorbeeld"),
    message:
        "Teken {wildcards.id}: start-, recente en streefwaarde per indicator"
    script:
        "../scripts/figures/sectorbeeld.py"


rule figuur_besteding:
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
        id=van_familie("besteding_instelling"),
    message:
        "Teken {wildcards.id}: besteding per instelling"
    script:
        "../scripts/figures/besteding.py"


rule figuur_practoraten:
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
        id=van_familie("practoraten"),
    message:
        "Teken {wildcards.id}: instellingen met een practoraat"
    script:
        "../scripts/figures/practoraten.py"


rule figuur_kwartielen:
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
        id=van_familie("kwartielen"),
    message:
        "Teken {wildcards.id}: hoe vaak instellingen in het laagste en het hoogste kwart zitten"
    script:
        "../scripts/figures/kwartielen.py"


use rule figuur_start_streef as figuur_start_recent_streef with:
    wildcard_constraints:
        id=van_familie("start_recent_streef"),
    message:
        "Teken {wildcards.id}: start-, recente en streefwaarde per instelling"


rule tabel_synthese:
    input:
        data="results/data/{id}.csv",
        producten="resources/producten.yaml",
        indicatoren=INDICATOREN,
    output:
        tabel="results/tables/{id}.md",
    log:
        "results/log/tabel/{id}.log",
    wildcard_constraints:
        id=van_familie(*INDICATORFAMILIES, *INSTELLINGFAMILIES, *TYPERINGFAMILIES),
    message:
        TABELREGEL
    script:
        "../scripts/tables/synthese.py"
