# Invoer: results/ingest/ van bestanden die er niet hoeven te zijn. Uitvoer: results/data/<product>.csv; zonder bestand
# heeft het geen rijen, en zegt de tekst van het product dat er geen gegevens zijn aangeleverd.
AANVULLEND = {
    "tabel_s_vsv": "vsv",
    "tabel_s_bevoegdheid": "bevoegdheid",
    "tabel_s_practoraten": "practoraten_lijst",
    "tabel_s_samenwerking": "samenwerking_jaarverslag",
    "tabel_s_maatregelkeuze": "efile_maatregelen",
    "tabel_s_delen": "efile_waarden",
    "tabel_5_verwant": "svo_werk",
    "tabel_2_redenen": "plan_maatregelen",
    "tabel_2_eigen_indicatoren": "plan_eigen_indicatoren",
    "tabel_4_certificaten": "certificaten",
    "tabel_4_praktijkverklaringen": "praktijkverklaringen",
    "tabel_5_stagetekorten": "sbb_tekorten",
}

LEERBEDRIJVEN = "tabel_5_leerbedrijven"
# Alle producten van zulke bestanden.
NIET_ALTIJD = AANVULLEND | {LEERBEDRIJVEN: "sbb_tevredenheid"}


def aangeleverd(wildcards):
    """De ingelezen bestanden van een product; geen enkel als er niets is aangeleverd."""
    bron = NIET_ALTIJD[wildcards.product]
    return [f"results/ingest/{bron}/{deel}.parquet" for deel in RAW[bron]]


rule additional:
    input:
        bron=aangeleverd,
        plannen=ingelezen("plan_instellingen"),
        instellingen=ingelezen("instellingen"),
        fusies=ingelezen("fusies"),
        contract=contract("aanvullend"),
        domeinen="resources/contracts/domeinen.yaml",
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product="|".join(AANVULLEND),
    params:
        bron=lambda wildcards: AANVULLEND[wildcards.product],
        # Bestanden zonder jaar: de plannen zijn van hun meting, de e-file is van het jaar daarna.
        jaar=lambda wildcards: config["plannen"]["meting"]
        + AANVULLEND[wildcards.product].startswith("efile_"),
        lager=sorted(
            een.id
            for een in INDICATORREGISTER.indicatoren.values()
            if een.richting == "lager"
        ),
        bijna_alle=REGISTER["tabel_s_maatregelkeuze"]["bijna_alle"],
        onderdrukt={
            "high": config["suppressed"]["high"],
            "verwacht": config["suppressed"]["verwacht"],
        },
    message:
        "Tel wat er is aangeleverd voor {wildcards.product}"
    script:
        "../../scripts/products/additional.py"


rule leerbedrijven:
    input:
        bron=aangeleverd,
        contract=contract("leerbedrijven"),
    output:
        data="results/data/{product}.csv",
    log:
        "results/log/data/{product}.log",
    wildcard_constraints:
        product=LEERBEDRIJVEN,
    message:
        "Neem over wat leerbedrijven van mbo'ers vinden"
    script:
        "../../scripts/products/leerbedrijven.py"
