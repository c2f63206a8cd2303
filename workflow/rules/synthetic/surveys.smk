# Invoer: kalibratie_enquetes_5, de synthetische wereld en de contracten. Uitvoer: de ruwe bestanden van het SVO (onder
# results/persoon/), de CBS-tabel daarop, StatLine en SBB.
from werkagenda.synthetic.names import survey_years

ENQUETES = synthetic_survey_files(WERELD["enquetes"])
ENQUETEJAREN = survey_years(WERELD["enquetes"])
UITSTROOM_WAARHEID = "results/synthetic/waarheid/uitstroom_werk.parquet"


rule synthetisch_svo:
    input:
        kalibratie="resources/kalibratie_enquetes_5.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_svo=contract("svo"),
        contract_svo_vmbo=contract("svo_vmbo"),
        programmas="results/synthetic/wereld/programmas.parquet",
        gediplomeerden="results/synthetic/wereld/gediplomeerden.parquet",
    output:
        svo=ENQUETES["svo"],
        svo_vmbo=ENQUETES["svo_vmbo"],
    log:
        "results/log/synthetisch/svo.log",
    benchmark:
        "results/benchmark/synthetisch/svo.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        omvang=WERELD["omvang"],
        jaren={bron: ENQUETEJAREN[bron] for bron in ("svo", "svo_vmbo")},
    message:
        "Synthetische enquêtes: schrijf het Schoolverlatersonderzoek"
    script:
        "../../scripts/synthetic/svo.py"


rule synthetisch_svo_werk:
    input:
        kalibratie="resources/kalibratie_enquetes_5.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_bestand=contract("svo_werk"),
        instellingen="results/synthetic/wereld/instellingen.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
        gediplomeerden="results/synthetic/wereld/gediplomeerden.parquet",
        opzet="results/synthetic/wereld/plannen_opzet.parquet",
    output:
        bestand=ENQUETES["svo_werk"][0],
        waarheid=UITSTROOM_WAARHEID,
    log:
        "results/log/synthetisch/svo_werk.log",
    benchmark:
        "results/benchmark/synthetisch/svo_werk.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        jaren=ENQUETEJAREN["svo_werk"],
    message:
        "Synthetische enquêtes: schrijf de CBS-tabel over uitstroom met werk"
    script:
        "../../scripts/synthetic/svo_werk.py"


rule synthetisch_statline:
    input:
        kalibratie="resources/kalibratie_enquetes_5.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_instroom=contract("statline_sectorkamer"),
        contract_werk=contract("statline_werk"),
        populatie="results/synthetic/wereld/instroom.parquet",
        programmas="results/synthetic/wereld/programmas.parquet",
        uitstroom=UITSTROOM_WAARHEID,
    output:
        instroom=ENQUETES["statline_instroom"][0],
        werk=ENQUETES["statline_werk"][0],
    log:
        "results/log/synthetisch/statline.log",
    benchmark:
        "results/benchmark/synthetisch/statline.tsv"
    resources:
        mem_mb=500,
    params:
        zaad=WERELD["zaad"],
        jaren=ENQUETEJAREN["statline"],
    message:
        "Synthetische tabellen: schrijf twee tabellen van StatLine"
    script:
        "../../scripts/synthetic/statline.py"


rule synthetisch_sbb:
    input:
        kalibratie="resources/kalibratie_enquetes_5.yaml",
        domeinen="resources/contracts/domeinen.yaml",
        contract_meldingen=contract("sbb_meldingen"),
        contract_bpv=contract("sbb_bpv"),
    output:
        meldingen=ENQUETES["sbb_meldingen"][0],
        bpv=ENQUETES["sbb_bpv"][0],
    log:
        "results/log/synthetisch/sbb.log",
    benchmark:
        "results/benchmark/synthetisch/sbb.tsv"
    params:
        zaad=WERELD["zaad"],
        jaren=ENQUETEJAREN["sbb"],
    message:
        "Synthetische tabellen: schrijf de bestanden van SBB"
    script:
        "../../scripts/synthetic/sbb.py"
