# Invoer: results/ingest/, resources/bc_regeling.csv, resources/scenario/. Uitvoer: results/derived/, results/checks/.
UITGAVEN = {"open": "", "levering": LEVERING}
# Per uitgave de jaren waarvan er een bestand A of B is.
INSTROOM_DELEN = [
    (uitgave, jaar)
    for uitgave, voorvoegsel in UITGAVEN.items()
    for jaar in JAREN_INSTROOM
    if any(
        str(jaar) in RAW[f"{voorvoegsel}{bron}"]
        for bron in ("instroom_a", "instroom_b")
    )
]


def deel_van(bron):
    """Functie die het ingelezen bestand van een bron voor een uitgave en jaar geeft, of niets als het er niet is."""

    def invoer(wildcards):
        naam = f"{UITGAVEN[wildcards.uitgave]}{bron}"
        return (
            f"results/ingest/{naam}/{wildcards.jaar}.parquet"
            if wildcards.jaar in RAW[naam]
            else []
        )

    return invoer


wildcard_constraints:
    uitgave="open|levering",
    jaar=r"\d{4}",


rule instroom_cellen:
    input:
        instroom_a=deel_van("instroom_a"),
        instroom_b=deel_van("instroom_b"),
        contract_cellen=contract("instroom_cellen"),
        contract_strijdig=contract("instroom_a_b"),
        contract_overzicht=contract("onderdrukking"),
    output:
        cellen="results/derived/instroom_cellen/{uitgave}_{jaar}.parquet",
        strijdig="results/derived/instroom_a_b/{uitgave}_{jaar}.parquet",
        overzicht="results/derived/onderdrukking/{uitgave}_{jaar}.parquet",
    log:
        "results/log/instroom_cellen/{uitgave}_{jaar}.log",
    params:
        low=config["suppressed"]["low"],
        high=config["suppressed"]["high"],
        verwacht=config["suppressed"]["verwacht"],
        max_leeg=config["suppressed"]["max_leeg"],
    message:
        "Bepaal de grenzen van de instroom van {wildcards.jaar} ({wildcards.uitgave})"
    script:
        "../../scripts/derive/instroom_cellen.py"


rule gediplomeerden_cellen:
    input:
        open=ingelezen("gediplomeerden"),
        levering=ingelezen("levering_gediplomeerden"),
        contract_cellen=contract("gediplomeerden_cellen"),
        contract_overzicht=contract("onderdrukking"),
    output:
        cellen="results/derived/gediplomeerden_cellen.parquet",
        overzicht="results/derived/onderdrukking/gediplomeerden.parquet",
    log:
        "results/log/gediplomeerden_cellen.log",
    params:
        low=config["suppressed"]["low"]["gediplomeerden"],
        high=config["suppressed"]["high"],
        verwacht=config["suppressed"]["verwacht"],
    message:
        "Bepaal de grenzen van de aantallen gediplomeerden"
    script:
        "../../scripts/derive/gediplomeerden_cellen.py"


rule koppeling:
    input:
        crosswalk=ingelezen("crebo_bc"),
        cellen="results/derived/gediplomeerden_cellen.parquet",
        contract_crebo_bc=contract("crebo_bc_paren"),
        contract_bc=contract("bc"),
        contract_hoofdgroepen=contract("hoofdgroepen"),
        contract_controle=contract("crosswalk"),
    output:
        crebo_bc="results/derived/crebo_bc.parquet",
        bc="results/derived/bc.parquet",
        hoofdgroepen="results/derived/hoofdgroepen.parquet",
        controle="results/checks/crosswalk.csv",
    log:
        "results/log/koppeling.log",
    params:
        max_unmatched_share=config["crosswalk"]["max_unmatched_share"],
    message:
        "Koppel erkende opleidingen aan beroepsopleidingen"
    script:
        "../../scripts/derive/koppeling.py"


rule indeling:
    input:
        bc_genoemd=ingelezen("plan_bc_genoemd"),
        plannen=ingelezen("plan_instellingen"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        regeling="resources/bc_regeling.csv",
        scenarios=SCENARIOS,
        contract=contract("indeling"),
    output:
        indeling="results/derived/indeling.parquet",
    log:
        "results/log/indeling.log",
    message:
        "Deel de beroepsopleidingen in groepen en sectoren in"
    script:
        "../../scripts/derive/indeling.py"


# De jaren met een open bestand en een levering: daar is de waarheid achter onderdrukte cellen bekend.
BEIDE_UITGAVEN = sorted(
    {jaar for uitgave, jaar in INSTROOM_DELEN if uitgave == "open"}
    & {jaar for uitgave, jaar in INSTROOM_DELEN if uitgave == "levering"}
)
KALIBRATIE = {
    "instroom": "results/derived/kalibratie_instroom.parquet",
    "gediplomeerd": "results/derived/kalibratie_gediplomeerden.parquet",
}


rule kalibratie_instroom:
    input:
        # Zonder zo'n jaar valt er niets te leren; een jaar met een uitgave geeft dan toch een tabel, zonder rijen.
        cellen=[
            f"results/derived/instroom_cellen/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
            if not BEIDE_UITGAVEN or jaar in BEIDE_UITGAVEN
        ],
        overzicht=[
            f"results/derived/onderdrukking/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
        ],
        indeling="results/derived/indeling.parquet",
        fusies=ingelezen("fusies"),
        contract_kalibratie=contract("kalibratie"),
        contract_terugtoets=contract("terugtoets"),
    output:
        kalibratie=KALIBRATIE["instroom"],
        terugtoets="results/derived/terugtoets_instroom.parquet",
    log:
        "results/log/kalibratie_instroom.log",
    benchmark:
        "results/benchmark/kalibratie_instroom.tsv"
    resources:
        mem_mb=1000,
    params:
        leerwegen=config["noemer"]["leerwegen"],
    message:
        "Leer uit jaren met een levering wat een onderdrukte cel van de instroom bevat"
    script:
        "../../scripts/derive/kalibratie.py"


use rule kalibratie_instroom as kalibratie_gediplomeerden with:
    input:
        cellen="results/derived/gediplomeerden_cellen.parquet",
        overzicht="results/derived/onderdrukking/gediplomeerden.parquet",
        crebo_bc="results/derived/crebo_bc.parquet",
        indeling="results/derived/indeling.parquet",
        fusies=ingelezen("fusies"),
        contract_kalibratie=contract("kalibratie"),
        contract_terugtoets=contract("terugtoets"),
    output:
        kalibratie=KALIBRATIE["gediplomeerd"],
        terugtoets="results/derived/terugtoets_gediplomeerden.parquet",
    log:
        "results/log/kalibratie_gediplomeerden.log",
    benchmark:
        "results/benchmark/kalibratie_gediplomeerden.tsv"
    message:
        "Leer uit jaren met een levering wat een onderdrukte cel van de gediplomeerden bevat"


rule stroom_instroom:
    input:
        cellen=[
            f"results/derived/instroom_cellen/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
        ],
        indeling="results/derived/indeling.parquet",
        fusies=ingelezen("fusies"),
        kalibratie=KALIBRATIE["instroom"],
        hoofdgroepen="results/derived/hoofdgroepen.parquet",
        contract_stroom=contract("stroom"),
        contract_onzeker=contract("onzeker"),
        contract_delen=contract("stroom"),
        contract_onzeker_delen=contract("onzeker"),
    output:
        stroom="results/derived/stroom_instroom.parquet",
        onzeker="results/derived/onzeker_instroom.parquet",
        delen="results/derived/hoofdgroep_instroom.parquet",
        onzeker_delen="results/derived/onzeker_hoofdgroep_instroom.parquet",
    log:
        "results/log/stroom_instroom.log",
    params:
        voorrang=config["jaren"]["voorrang"],
        definitie=config["instroom"]["definitie"],
        verwacht=config["suppressed"]["verwacht"],
    message:
        "Tel de instroom op per groep en instelling"
    script:
        "../../scripts/derive/stroom_instroom.py"


rule stroom_gediplomeerden:
    input:
        cellen="results/derived/gediplomeerden_cellen.parquet",
        indeling="results/derived/indeling.parquet",
        crebo_bc="results/derived/crebo_bc.parquet",
        fusies=ingelezen("fusies"),
        kalibratie=KALIBRATIE["gediplomeerd"],
        hoofdgroepen="results/derived/hoofdgroepen.parquet",
        contract_stroom=contract("stroom"),
        contract_onzeker=contract("onzeker"),
        contract_delen=contract("stroom"),
        contract_onzeker_delen=contract("onzeker"),
    output:
        stroom="results/derived/stroom_gediplomeerden.parquet",
        onzeker="results/derived/onzeker_gediplomeerden.parquet",
        delen="results/derived/hoofdgroep_gediplomeerden.parquet",
        onzeker_delen="results/derived/onzeker_hoofdgroep_gediplomeerden.parquet",
    log:
        "results/log/stroom_gediplomeerden.log",
    params:
        voorrang=config["jaren"]["voorrang"],
        jaren=config["jaren"]["gediplomeerden"],
        verwacht=config["suppressed"]["verwacht"],
    message:
        "Tel de gediplomeerden op per groep en instelling"
    script:
        "../../scripts/derive/stroom_gediplomeerden.py"


rule controles:
    input:
        strijdig=[
            f"results/derived/instroom_a_b/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
        ],
        overzicht=[
            f"results/derived/onderdrukking/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
        ]
        + ["results/derived/onderdrukking/gediplomeerden.parquet"],
        terugtoets=[
            "results/derived/terugtoets_instroom.parquet",
            "results/derived/terugtoets_gediplomeerden.parquet",
        ],
        contract_terugtoets=contract("terugtoets"),
        contract_instroom_a_b=contract("instroom_a_b"),
        contract_onderdrukking=contract("onderdrukking"),
    output:
        instroom_a_b="results/checks/instroom_a_b.csv",
        onderdrukking="results/checks/onderdrukking.csv",
        terugtoets="results/checks/terugtoets.csv",
    log:
        "results/log/controles.log",
    message:
        "Zet de controles bij elkaar: onderdrukking, tegenstrijdige cellen en de toets van de intervallen"
    script:
        "../../scripts/derive/controles.py"


rule studenten_duo:
    input:
        cellen=[
            f"results/derived/instroom_cellen/{uitgave}_{jaar}.parquet"
            for uitgave, jaar in INSTROOM_DELEN
        ],
        studenten_leerweg=ingelezen("studenten_leerweg"),
        studenten_opleiding=ingelezen("studenten_opleiding"),
        fusies=ingelezen("fusies"),
        contract=contract("studenten_duo"),
    output:
        tabel="results/checks/studenten_duo.csv",
    log:
        "results/log/studenten_duo.log",
    params:
        high=config["suppressed"]["high"],
    message:
        "Leg de studentenbestanden van DUO naast de instroombestanden"
    script:
        "../../scripts/derive/studenten_duo.py"
