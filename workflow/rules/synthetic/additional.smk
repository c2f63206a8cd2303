# Invoer: kalibratie_aanvullend, de synthetische wereld en de contracten. Uitvoer: de ruwe bestanden die niet elk jaar of
# niet door iedereen worden aangeleverd.
from werkagenda.synthetic.names import dropout_years

AANVULLENDE_BESTANDEN = synthetic_additional_files(tuple(WERELD["open"]))
STUDENTBESTANDEN = synthetic_student_files()


rule synthetic_additional:
    input:
        **{
            f"contract_{bron}": contract(bron)
            for bron in (*AANVULLENDE_BESTANDEN, "plan_instellingen")
        },
        kalibratie="resources/kalibratie_aanvullend.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        instellingen="results/synthetic/wereld/instellingen.parquet",
        populatie="results/synthetic/wereld/instroom.parquet",
        plannen=WERELDBESTANDEN["plan_instellingen"][0],
    output:
        **{
            bron: paden[0]
            for bron, paden in AANVULLENDE_BESTANDEN.items()
            if bron != "vsv"
        },
        vsv=AANVULLENDE_BESTANDEN["vsv"],
    log:
        "results/log/synthetisch/additional.log",
    benchmark:
        "results/benchmark/synthetisch/additional.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        jaren=dropout_years(tuple(WERELD["open"])),
        laatste_levering=WERELD["levering"][1],
    message:
        "Synthetische bestanden: schrijf wat niet altijd wordt aangeleverd"
    script:
        "../../scripts/synthetic/additional.py"


rule synthetische_studentbestanden:
    input:
        **{f"contract_{bron}": contract(bron) for bron in STUDENTBESTANDEN},
        kalibratie="resources/kalibratie_aanvullend.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
        populatie="results/synthetic/wereld/instroom.parquet",
    output:
        **{bron: paden[0] for bron, paden in STUDENTBESTANDEN.items()},
    log:
        "results/log/synthetisch/studentbestanden.log",
    benchmark:
        "results/benchmark/synthetisch/studentbestanden.tsv"
    resources:
        mem_mb=700,
    params:
        zaad=WERELD["zaad"],
        jaren=WERELDJAREN["open"],
    message:
        "Synthetische bestanden: schrijf DUO's bestanden met studenten (01 en 08)"
    script:
        "../../scripts/synthetic/synthetische_studentbestanden.py"
