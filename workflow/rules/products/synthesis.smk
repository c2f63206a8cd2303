# Invoer: results/derived/ en resources/indicatoren.yaml. Uitvoer: results/derived/typering.parquet en results/data/ van
# het hoofdstuk synthese en van bijlage A. Welke indicator een figuur toont staat in resources/producten/.
SECTOR = "results/derived/indicator_sector.parquet"
WAARDEN = "results/derived/indicatorwaarden.parquet"
# Figuren van één indicator noemen hem in het register van producten.
VAN_EEN_INDICATOR = {
    familie: next(iter(familie_van(familie)))
    for familie in ("start_recent_streef", "practoraten", "regio")
}


rule typering:
    input:
        waarden=WAARDEN,
        indicatoren=INDICATOREN,
        contract=contract("typering"),
    output:
        typering="results/derived/typering.parquet",
    log:
        "results/log/typering.log",
    params:
        omvang=REGISTER["tabel_s_typering"]["omvang"],
    message:
        "Bepaal de plaats van elke instelling in de sector"
    script:
        "../../scripts/derive/typering.py"


rule sectorbeeld:
    input:
        sector=SECTOR,
        voortgang="results/data/tabel_s_voortgang.csv",
        indicatoren=INDICATOREN,
        contract_voortgang=contract("voortgang"),
        contract=contract("sectorbeeld"),
    output:
        data="results/data/figuur_s_sectorbeeld.csv",
    log:
        "results/log/data/figuur_s_sectorbeeld.log",
    message:
        "Zet start-, recente en streefwaarde per indicator bijeen"
    script:
        "../../scripts/products/sectorbeeld.py"


rule voortgang:
    input:
        sector=SECTOR,
        waarden=WAARDEN,
        studenten="results/derived/studenten.parquet",
        indicatoren=INDICATOREN,
        contract_data=contract("voortgang"),
        contract_telling=contract("oordelen"),
        contract_drempels=contract("drempels"),
    output:
        data="results/data/tabel_s_voortgang.csv",
        telling="results/data/tabel_s_oordelen.csv",
        drempels="results/data/tabel_s_drempels.csv",
    log:
        "results/log/data/tabel_s_voortgang.log",
    params:
        grenzen=config["oordelen"],
        leerwegen=config["noemer"]["leerwegen"],
        vraagbreuk=config["job"]["reeksbreuk"],
    message:
        "Beoordeel de voortgang per indicator"
    script:
        "../../scripts/products/voortgang.py"


rule spreiding_indicatoren:
    input:
        waarden=WAARDEN,
        indicatoren=INDICATOREN,
        contract=contract("spreiding_indicatoren"),
    output:
        data="results/data/tabel_s_spreiding.csv",
    log:
        "results/log/data/tabel_s_spreiding.log",
    message:
        "Bepaal per indicator de spreiding over instellingen"
    script:
        "../../scripts/products/spreiding_indicatoren.py"


rule maatregelen_voortgang:
    input:
        maatregelen="results/derived/maatregelen_efile.parquet",
        contract_bron=contract("efile_maatregelen"),
        contract_data=contract("maatregelen_voortgang"),
    output:
        data="results/data/tabel_s_maatregelen.csv",
    log:
        "results/log/data/tabel_s_maatregelen.log",
    message:
        "Tel wat instellingen zeggen over hun maatregelen"
    script:
        "../../scripts/products/maatregelen_voortgang.py"


rule besteding_instelling:
    input:
        besteding="results/derived/besteding_efile.parquet",
        contract_data=contract("besteding_instelling"),
        contract_doel=contract("besteding_doel"),
    output:
        data="results/data/figuur_s_besteding.csv",
        doel="results/data/tabel_s_besteding.csv",
    log:
        "results/log/data/figuur_s_besteding.log",
    params:
        **REGISTER["tabel_s_besteding"]["grenzen"],
    message:
        "Vergelijk de besteding van instellingen met hun budget"
    script:
        "../../scripts/products/besteding_instelling.py"


rule start_recent_streef:
    input:
        waarden=WAARDEN,
        contract=contract("start_recent_streef"),
    output:
        data=f"results/data/{VAN_EEN_INDICATOR['start_recent_streef']}.csv",
    log:
        f"results/log/data/{VAN_EEN_INDICATOR['start_recent_streef']}.log",
    params:
        indicator=REGISTER[VAN_EEN_INDICATOR["start_recent_streef"]]["indicator"],
    message:
        "Zet start-, recente en streefwaarde per instelling bijeen"
    script:
        "../../scripts/products/start_recent_streef.py"


rule practoraten:
    input:
        waarden=WAARDEN,
        lijst="results/data/tabel_s_practoraten.csv",
        contract_lijst=contract("aanvullend"),
        contract=contract("practoraten"),
    output:
        data=f"results/data/{VAN_EEN_INDICATOR['practoraten']}.csv",
    log:
        f"results/log/data/{VAN_EEN_INDICATOR['practoraten']}.log",
    params:
        indicator=REGISTER[VAN_EEN_INDICATOR["practoraten"]]["indicator"],
        doel=REGISTER["tabel_s_practoraten"]["doel"],
    message:
        "Tel de instellingen met een practoraat, en de practoraten per instelling"
    script:
        "../../scripts/products/practoraten.py"


rule kwartielen:
    input:
        typering="results/derived/typering.parquet",
        contract=contract("kwartielen"),
    output:
        data="results/data/figuur_s_kwartielen.csv",
    log:
        "results/log/data/figuur_s_kwartielen.log",
    message:
        "Zet bijeen hoe vaak instellingen in het laagste en het hoogste kwart zitten"
    script:
        "../../scripts/products/kwartielen.py"


rule typen:
    input:
        typering="results/derived/typering.parquet",
        contract_typen=contract("typen"),
        contract_beweging=contract("beweging"),
    output:
        typen="results/data/tabel_s_typering.csv",
        beweging="results/data/tabel_s_beweging.csv",
    log:
        "results/log/data/tabel_s_typering.log",
    message:
        "Tel de instellingen per type en hun beweging tussen groepen"
    script:
        "../../scripts/products/typen.py"


rule groepen:
    input:
        typering="results/derived/typering.parquet",
        kenmerken="results/derived/instelling_kenmerken.parquet",
        contract=contract("groepen"),
    output:
        data="results/data/tabel_s_groepen.csv",
    log:
        "results/log/data/tabel_s_groepen.log",
    message:
        "Vergelijk de lage en de hoge groep met de andere instellingen"
    script:
        "../../scripts/products/groepen.py"


rule regio:
    input:
        waarden=WAARDEN,
        kenmerken="results/derived/instelling_kenmerken.parquet",
        contract=contract("regio"),
    output:
        data=f"results/data/{VAN_EEN_INDICATOR['regio']}.csv",
    log:
        f"results/log/data/{VAN_EEN_INDICATOR['regio']}.log",
    params:
        indicator=REGISTER[VAN_EEN_INDICATOR["regio"]]["indicator"],
        minimum=config["plannen"]["minimum_groep"],
    message:
        "Middel een indicator per landsdeel"
    script:
        "../../scripts/products/regio.py"


rule verband:
    input:
        waarden=WAARDEN,
        besteding="results/derived/besteding_efile.parquet",
        maatregelen="results/derived/maatregelen_efile.parquet",
        indicatoren=INDICATOREN,
        contract=contract("verband"),
    output:
        data="results/data/tabel_s_verband.csv",
    log:
        "results/log/data/tabel_s_verband.log",
    message:
        "Vergelijk besteding en maatregelen met de verandering per indicator"
    script:
        "../../scripts/products/verband.py"


# De producten die het register van indicatoren noemt; wat hier niet gemaakt kan worden, is er niet.
VAN_INDICATOREN = sorted(
    {
        product
        for een in INDICATORREGISTER.indicatoren.values()
        for product in (*een.producten, *filter(None, een.uitsplitsingen.values()))
    }
)


def niet_gegeven(product):
    """Waarom een product geen rijen over een indicator heeft: het bestand of de kolom is niet aangeleverd."""
    woorden = REGISTER["tabel_a_dekking"]
    bron = NIET_ALTIJD.get(product)
    if bron is None:
        naam = ALGEMEEN["bronnen"][REGISTER[product]["bron"]]
        return woorden["zonder_gegevens"].format(titel=naam)
    soort = "zonder_gegevens" if RAW[bron] else "zonder_bestand"
    return woorden[soort].format(titel=CONTRACTEN[bron].titel)


rule dekking:
    input:
        indicatoren=INDICATOREN,
        nummering="resources/nummering.csv",
        producten=[
            f"results/data/{id}.csv" for id in VAN_INDICATOREN if id in PRODUCTEN
        ],
        sector=SECTOR,
        contract=contract("dekking"),
    output:
        data="results/data/tabel_a_dekking.csv",
    log:
        "results/log/data/tabel_a_dekking.log",
    params:
        herkomst=REGISTER["tabel_a_dekking"]["herkomst"],
        kenmerken=REGISTER["tabel_a_dekking"]["kenmerken"],
        ontbreekt={id: niet_gegeven(id) for id in VAN_INDICATOREN}
        | {
            soort: REGISTER["tabel_a_dekking"]["zonder_gegevens"].format(titel=naam)
            for soort, naam in REGISTER["tabel_a_dekking"]["herkomst"].items()
        },
    message:
        "Maak de dekkingstabel van de indicatoren"
    script:
        "../../scripts/products/dekking.py"
