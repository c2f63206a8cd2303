# Invoer: config/config.yaml, het register van indicatoren en de contracten. Uitvoer: results/audit/config.yaml; namen voor
# de andere regelbestanden.
import atexit
import csv
import gc
import os
import sys
import time
from functools import cache
from pathlib import Path

try:
    import resource
except ImportError:
    # Windows telt het geheugen van beëindigde stappen niet.
    resource = None

# Snakemake houdt bijna alles wat het maakt: vaak zoeken naar wat weg kan, is een twintigste van zijn tijd.
gc.set_threshold(100_000, 50, 50)

# De scripts draaien in een eigen proces en vinden de gedeelde modules langs deze weg, ook zonder installatie. Wat de
# gebruiker zelf heeft ingesteld (taal, pakketten, figuren), doet niet mee.
os.environ |= {
    "PYTHONPATH": str(ROOT / "src"),
    "PYTHONUTF8": "1",
    "PYTHONNOUSERSITE": "1",
    "WERKAGENDA_RUN": str(os.getpid()),
}
if os.name == "posix":
    os.environ["LC_ALL"] = "C.UTF-8"

from snakemake.common import NOTHING_TO_BE_DONE_MSG
from snakemake.exceptions import WorkflowError
from snakemake.logging import logger

from werkagenda.run.config import ConfigError, check_config, require_mode
from werkagenda.contract.contracts import PERSOON, load_contract
from werkagenda.contract.labels import WORDS, parts
from werkagenda.contract.product import KEY_FIGURES, load_products
from werkagenda.contract.yaml_file import read_yaml
from werkagenda.errors import FOUT, LET_OP, InputError, did_you_mean, error_lines
from werkagenda.formats import getal
from werkagenda.indicators.registry import load_registry
from werkagenda.run.lineage import Fingerprints
from werkagenda.run.health import problems, rights
from werkagenda.run.levels import check_levels
from werkagenda.run.records import withdraw
from werkagenda.run.rights import restore
from werkagenda.ingest.sources import (
    CBS,
    ENQUETES,
    LEVERING,
    LIJKEN,
    NODIG_CBS,
    NODIG_DUO,
    SVO,
    arrange,
    contract_name,
    find_files,
    require_years,
    years,
)
from werkagenda.synthetic.names import cbs_years, synthetic_cbs_files, synthetic_files
from werkagenda.synthetic.names import synthetic_additional_files
from werkagenda.synthetic.names import synthetic_efile_files, synthetic_student_files
from werkagenda.synthetic.names import synthetic_survey_files
from werkagenda.synthetic.names import synthetic_plan_files
from werkagenda.run.scheduling import (
    ask_sizes_once,
    keep_here,
    lift_rate_limit,
    machine_memory,
    quote_python,
    record_without_pandas,
    share_memory,
)
from werkagenda.run.tracking import follow_records, track_content
from werkagenda.run.trouble import ClusterSaid, in_dutch, silent
from werkagenda.run.unchanged import Standing, seems_changed, spare_steps
from werkagenda.run.warm import WarmProcess
from werkagenda.export.archive import unpack, zip_name


def controleer_instellingen():
    """Stop met een regel per fout in de instellingen."""
    try:
        require_mode(workflow.config_settings.overwrite_config, config)
        check_config(config, ROOT / "config" / "schema" / "config.schema.yaml")
    except ConfigError as fout:
        # Een fout van Snakemake zou de regel tussen plekken in de code zetten.
        sys.exit("\n".join(f"{FOUT} {regel}" for regel in str(fout).splitlines()))


controleer_instellingen()
record_without_pandas()
# Wat er nu is, blijft tot het eind: dan nog eens zoeken naar wat weg kan, kost een derde seconde.
atexit.register(gc.freeze)
WARM = WarmProcess()
# Wie iets veranderde, heeft straks stappen: wat die nodig hebben, wordt ingelezen terwijl hier de regels gelezen worden.
if (
    workflow.is_main_process
    and not {"-n", "--dry-run", "--dryrun"} & set(sys.argv)
    and seems_changed()
):
    WARM.start()

INDICATOREN = "resources/indicatoren.yaml"
try:
    # Het register bepaalt welke pagina's en figuren er zijn: een fout daarin stopt de run voor de eerste stap.
    INDICATORREGISTER = load_registry(
        ROOT / INDICATOREN, ROOT / "config" / "schema" / "indicatoren.schema.yaml"
    )
except InputError as fout:
    sys.exit(f"{FOUT} {fout}")


@cache
def lees_yaml(pad):
    """De inhoud van een register of tekstbestand van het project."""
    try:
        return read_yaml(ROOT / pad, bron=Path(pad).parent.as_posix())
    except InputError as fout:
        sys.exit(f"{FOUT} {fout}")


def contract(naam):
    """Pad van het contract van een ruwe bron of van een eigen tabel."""
    for map_ in ("raw", "tabellen"):
        pad = f"resources/contracts/{map_}/{naam}.yaml"
        if (ROOT / pad).exists():
            return pad
    raise WorkflowError(f"er is geen contract {naam!r}")


SYNTHETISCH = config["raw"]["mode"] == "synthetic"
# Op kantoor zijn er geen microdata, in de beveiligde omgeving geen bestanden van DUO; een synthetische run heeft beide.
MICRODATA = SYNTHETISCH or config["site"] == "inside"
DUO = SYNTHETISCH or config["site"] == "office"
EXPORT = config["export"]
# Tabellen over personen komen langs een export: die van deze run, of op kantoor het bestand dat binnenkwam.
UITVOER = MICRODATA or bool(EXPORT["invoer"])
UITVOERNAAM = zip_name(EXPORT["naam"], EXPORT["nummer"], licht=EXPORT["licht"])
# Over wie die tabellen gaan. Op kantoor gelden de instellingen van de export, anders vertelt een figuur iets anders dan binnen.
OVER_PERSONEN = ("microdata", "werk", "startpositie", "disclosure")
SYNTHETISCHE_PERSONEN = SYNTHETISCH
GELEVERD = ()
if UITVOER and not MICRODATA:
    try:
        INGEVOERD = unpack(Path(EXPORT["invoer"]), som=EXPORT["sha256"])
    except InputError as fout:
        sys.exit(f"{FOUT} {fout}")
    GELEVERD = INGEVOERD.judged
    VAN_BINNEN = INGEVOERD.instellingen
    config.update({deel: VAN_BINNEN.get(deel, {}) for deel in OVER_PERSONEN})
    # Een export van een andere versie van het project kan sleutels missen.
    controleer_instellingen()
    SYNTHETISCHE_PERSONEN = VAN_BINNEN["raw"]["mode"] == "synthetic"
BRONNEN = config["raw"]["bronnen"]
# Een bron is wat een contract heeft: een nieuwe bron heeft geen regel in het schema van de instellingen nodig.
MET_CONTRACT = {
    pad.stem for pad in (ROOT / "resources" / "contracts" / "raw").glob("*.yaml")
}
if onbekend := sorted(
    bron for bron in BRONNEN if contract_name(bron) not in MET_CONTRACT
):
    sys.exit(
        f"{FOUT} instelling raw.bronnen.{onbekend[0]} bestaat niet"
        + did_you_mean(onbekend[0], sorted(BRONNEN.keys() - set(onbekend)))
    )
try:
    CONTRACTEN = {
        bron: load_contract(ROOT / contract(contract_name(bron))) for bron in BRONNEN
    }
except InputError as fout:
    sys.exit(f"{FOUT} {fout}")
JAARPATRONEN = {bron: inhoud.jaar.get("patroon") for bron, inhoud in CONTRACTEN.items()}
PERSOONSBRONNEN = [
    bron for bron, inhoud in CONTRACTEN.items() if inhoud.niveau in PERSOON
]
COHORTEN, START_COHORTEN = (
    list(range(eerste, laatste + 1))
    for eerste, laatste in (
        config["microdata"]["cohorten"],
        config["startpositie"]["cohorten"],
    )
)

# Bronnen van de andere plek worden niet gezocht.
GEZOCHT = {
    bron: patroon
    for bron, patroon in BRONNEN.items()
    if (MICRODATA if bron in (*CBS, *SVO) else DUO)
}


def van_ander(bron, pad):
    """Of een bestand de kolommen heeft van de bron die er in naam op lijkt."""
    naam = contract_name(bron)
    if naam not in LIJKEN:
        return False
    from werkagenda.ingest.delimited import is_other

    return is_other(
        Path(pad), CONTRACTEN[bron], load_contract(ROOT / contract(LIJKEN[naam]))
    )


INSTROOM = (
    "instroom_a",
    "instroom_b",
    "levering_instroom_a",
    "levering_instroom_b",
)
# De voorvlucht vertelt wat er mis is met de bestanden, en mag daar zelf niet op stoppen. De doelen kent Snakemake nog
# niet als het de regels leest.
VOORVLUCHT = "voorvlucht" in sys.argv
JAREN_INSTROOM = []
try:
    if not set(START_COHORTEN) <= set(COHORTEN):
        raise InputError(
            "instellingen",
            "startpositie.cohorten",
            f"{START_COHORTEN} valt buiten microdata.cohorten",
            verwacht=f"[eerste, laatste] binnen {COHORTEN[:1] + COHORTEN[-1:]}",
        )
    CBS_JAREN = cbs_years(
        tuple(config["microdata"]["cohorten"]),
        tuple(config["startpositie"]["cohorten"]),
    )
    if SYNTHETISCH:
        RAW = {
            **synthetic_files(
                tuple(config["synthetisch"]["open"]),
                tuple(config["synthetisch"]["levering"]),
            ),
            **synthetic_cbs_files(
                tuple(config["microdata"]["cohorten"]),
                tuple(config["startpositie"]["cohorten"]),
            ),
            **synthetic_plan_files(config["synthetisch"]["enquetes"]["job"]),
            **synthetic_survey_files(config["synthetisch"]["enquetes"]),
            **synthetic_efile_files(),
            **synthetic_student_files(),
            **synthetic_additional_files(tuple(config["synthetisch"]["open"])),
        }
        RAW = {bron: arrange(bron, RAW[bron], JAARPATRONEN[bron]) for bron in BRONNEN}
    else:
        RAW = dict.fromkeys(BRONNEN, {}) | find_files(
            Path(config["raw"]["root"]),
            GEZOCHT,
            JAARPATRONEN,
            NODIG_CBS if MICRODATA else NODIG_DUO,
            CBS_JAREN,
            van_ander=van_ander,
        )
    if MICRODATA:
        require_years(RAW, CBS_JAREN, "microdata.cohorten")
    if DUO:
        JAREN_INSTROOM = years(RAW, INSTROOM, config["jaren"]["instroom"])
except InputError as fout:
    if not VOORVLUCHT:
        sys.exit(f"{FOUT} {fout}")
    RAW = dict.fromkeys(BRONNEN, {})


def ruw(wildcards):
    """Het synthetische bestand dat eerst gemaakt moet zijn; een echt bestand telt naar inhoud, niet naar plek of datum."""
    return RAW[wildcards.bron][wildcards.deel] if SYNTHETISCH else []


def ontbreekt(bron, deel=""):
    """Invoer die er niet is: wie haar nodig heeft, stopt met een regel die zegt welk bestand ontbreekt."""
    fout = InputError(
        bron,
        f"jaar {deel}" if deel else str(BRONNEN[bron]),
        "er is geen bestand",
        verwacht="een bestand onder raw.root",
    )

    def invoer(wildcards):
        raise WorkflowError(f"{FOUT} {fout}")

    return invoer


def ruw_pad(wildcards, input):
    """Het ruwe bestand van een bron en een jaar."""
    # Met `input` erbij onthoudt Snakemake deze waarde niet: een map die verhuist is geen verandering van inhoud.
    if wildcards.deel not in RAW[wildcards.bron]:
        ontbreekt(wildcards.bron, wildcards.deel)(wildcards)
    return RAW[wildcards.bron][wildcards.deel]


def ingelezen(*bronnen):
    """De ingelezen Parquet-bestanden van bronnen, voor zover er ruwe bestanden van zijn."""
    for bron in bronnen:
        if bron in ENQUETES and not RAW[bron]:
            return ontbreekt(bron)
    return [
        f"results/ingest/{bron}/{deel}.parquet"
        for bron in bronnen
        for deel in RAW[bron]
    ]


def persoon(bron, jaar="alle"):
    """Het ingelezen bestand van een bron met een rij per persoon; het blijft onder results/persoon."""
    return f"results/persoon/ingest/{bron}/{jaar}.parquet"


def personen_van(bron):
    """Alle ingelezen jaren van een bron met een rij per persoon."""
    return [persoon(bron, jaar) for jaar in RAW[bron]] or ontbreekt(bron)


def is_hier(product):
    """Of een product van nummering.csv op deze plek gemaakt kan worden."""
    if product["deel"] == "duo":
        return DUO
    if not MICRODATA:
        return product["id"] in GELEVERD
    return product["deel"] == "microdata" or (RAW["svo"] and RAW["svo_vmbo"])


def uit_synthetisch(product):
    """Of een product uit synthetische bestanden komt; over personen zegt op kantoor de export dat."""
    return SYNTHETISCHE_PERSONEN if product in PERSOONSTABELLEN else SYNTHETISCH


def is_synthetisch(wildcards):
    """Of het product van een stap uit synthetische bestanden komt."""
    return uit_synthetisch(wildcards.id)


with open(
    ROOT / "resources" / "nummering.csv", encoding="utf-8", newline=""
) as bestand:
    ALLE_NUMMERS = list(csv.DictReader(bestand))
# Wat niet op deze plek gemaakt kan worden, is er geen product.
NUMMERING = [rij for rij in ALLE_NUMMERS if is_hier(rij)]
GENUMMERD = {rij["id"]: rij for rij in NUMMERING}
try:
    REGISTER = load_products(ROOT, ALLE_NUMMERS)
except InputError as fout:
    sys.exit(f"{FOUT} {fout}")
# Kerncijfers hebben geen nummer; zij komen uit de bestanden van DUO en de plannen.
PRODUCTEN = {
    naam: product
    for naam, product in REGISTER.items()
    if naam in GENUMMERD or (DUO and product["soort"] == KEY_FIGURES)
}
LABELS = lees_yaml(WORDS)
ALGEMEEN = lees_yaml("report/teksten/algemeen.yaml")


def register(*delen, labels=()):
    """Wat een stap uit de registers nodig heeft: per deel waarvan het een deel is, en de inhoud.

    Van de labels zijn dat de genoemde, en bij een stap voor een product die van zijn familie. Verandert een ander deel
    van het register, dan draait de stap niet opnieuw.
    """

    def deel(naam, wildcards):
        if naam == "product":
            return f"resources/producten#{wildcards.id}", PRODUCTEN[wildcards.id]
        if naam == "producten":
            return "resources/producten", PRODUCTEN
        if naam == "zinnen":
            pad = f"report/teksten/{PRODUCTEN[wildcards.id]['familie']}.yaml"
            return pad, lees_yaml(pad)
        return {"algemeen": ("report/teksten/algemeen.yaml", ALGEMEEN)}[naam]

    def van_stap(wildcards, input):
        # Met `input` erbij onthoudt Snakemake de inhoud niet: dat doet `track_content`, met een vingerafdruk per deel.
        eigen = PRODUCTEN[wildcards.id]["labels"] if "product" in delen else ()
        return {naam: deel(naam, wildcards) for naam in delen} | parts(
            LABELS, [*labels, *eigen]
        )

    return van_stap


# Het rapport maken duurt het langst en kan pas laat: het gaat voor, en wat er niet in staat vult op wat dan overblijft.
EERST, LAATST = 1, -1
SCENARIOS = [
    pad.relative_to(ROOT).as_posix()
    for pad in sorted((ROOT / "resources" / "scenario").glob("*.yaml"))
]


def logstand():
    """De logboeken van de stappen met hun datum: wat tijdens de run verandert is van deze run."""
    return {pad: pad.stat().st_mtime_ns for pad in Path("results/log").rglob("*.log")}


def notify(regel):
    """Zet een regel die ertoe doet op het scherm."""
    print(f"{LET_OP} {regel}", file=sys.stderr, flush=True)


def meld_lezen(bestanden, gelezen, alles):
    """Zeg hoe ver het rekenen van vingerafdrukken is: bij grote bestanden duurt dat minuten voor de eerste stap."""
    print(
        f"Vingerafdruk van {bestanden} ruwe bestanden: {getal(gelezen / 1e9, 1)} van {getal(alles / 1e9, 1)} GB",
        file=sys.stderr,
        flush=True,
    )


def meld_gezondheid():
    """Zeg aan het eind van een run wat er met de resultaten niet klopt: goedkoop, naar datum, plaats en grootte."""
    # Is er niets veranderd sinds een gezonde run, dan kunnen alleen de rechten anders zijn.
    gevonden = sorted(rights()) if STAND.nothing_to_do else problems(VINGERAFDRUKKEN.of)
    for een in gevonden[:MEEST]:
        notify(f"{een.soort}: {een.pad} {een.waarom}")
    if len(gevonden) > MEEST:
        notify(f"en {len(gevonden) - MEEST} andere: `snakemake gezondheid` noemt ze")
    if not gevonden:
        print("Gezond: de resultaten zijn zoals hun verslagen.", file=sys.stderr)
    return not gevonden


def idle_run(melding):
    """Kijk ook aan het eind van een run die niets maakt: Snakemake roept dan geen van de haken hieronder aan."""
    niets = str(melding.msg) == NOTHING_TO_BE_DONE_MSG
    if niets and workflow.is_main_process and not workflow.dryrun and meld_gezondheid():
        STAND.keep()
    return True


# Meer regels leest niemand aan het eind van een run.
MEEST = 10
VINGERAFDRUKKEN = Fingerprints(Path(".snakemake/werkagenda/vingerafdrukken.json"))
LOGS_VOORAF = logstand()
if workflow.is_main_process:
    # Een keer, aan het eind: bij elke stap het hele geheugen schrijven kost een run op een kopie een halve minuut.
    atexit.register(VINGERAFDRUKKEN.save)
    # Ook als er niets te doen is.
    for regel in restore():
        print(regel, file=sys.stderr)
BEGIN = time.monotonic()
# De regels van stappen die niet hoefden.
GESPAARD = []
# De bestanden van buiten het project waar een run van afhangt.
VAN_BUITEN = [pad for delen in RAW.values() for pad in delen.values()]
STAND = Standing(
    workflow,
    VINGERAFDRUKKEN,
    map(Path, [*VAN_BUITEN, *filter(None, [EXPORT["invoer"]])]),
    config,
)
quote_python()
# Wat Snakemake zegt als het stopt, in een regel die zegt wat te doen.
logger.addFilter(in_dutch)
VAN_SLURM = ClusterSaid()
logger.addFilter(VAN_SLURM)
logger.addFilter(idle_run)


onstart:
    lift_rate_limit(workflow)
    ask_sizes_once()
    WARM.use()
    spare_steps(workflow, VINGERAFDRUKKEN, GESPAARD.append)
    # Wat een eerdere run wel openbaar maakte, blijft niet bij het boek staan.
    if workflow.is_main_process and not OPENBAAR and withdraw(Path(IN_BOEK)):
        notify(f"{IN_BOEK} is weggehaald: factsheets.openbaar staat uit")


def geschreven():
    """De logboeken van deze run."""
    return [pad for pad, datum in logstand().items() if LOGS_VOORAF.get(pad) != datum]


def meld_slot():
    """Zeg aan het eind wat iedereen moet weten die de cijfers leest: waarschuwingen, en wat er niet klopt."""
    waarschuwingen = error_lines(geschreven(), soort=LET_OP)
    for regel in waarschuwingen[:MEEST]:
        print(regel, file=sys.stderr)
    if len(waarschuwingen) > MEEST:
        notify(
            f"en {len(waarschuwingen) - MEEST} andere, in results/log en in bijlage C"
        )
    return meld_gezondheid()


onerror:
    # Aan het eind, want Snakemake bedelft een melding onder zijn eigen regels.
    meld_slot()
    mislukt = [
        (str(stap), Path(pad))
        for stap in workflow.scheduler.failed
        for pad in list(stap.log)[:1]
    ]
    print(
        "",
        *error_lines(geschreven()),
        *silent(mislukt, VAN_SLURM.stops),
        "",
        sep="\n",
        file=sys.stderr,
    )


onsuccess:
    if meld_slot():
        STAND.keep()
    regel = f"Duur: {(time.monotonic() - BEGIN) / 60:.1f} minuten."
    if resource:
        kinderen = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        piek = max(kinderen, WARM.peak)
        regel += f" De grootste stap gebruikte {piek:.0f} MB geheugen."
    if GESPAARD:
        regel += f" Stappen waarvan de invoer gelijk bleef, en die dus niet draaiden: {len(GESPAARD)}."
    print("", regel, "", sep="\n", file=sys.stderr)
