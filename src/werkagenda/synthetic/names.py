"""The raw files of the synthetic world, by source: what its rules write and what the ingest reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RAW = "results/synthetic/raw"
_A = "nieuw-instromende-studenten-per-instelling-hoofdgroep-leerweg-beroepsopleiding-niveau-vooropleiding.csv"
_B = "nieuw-instromende-studenten-per-instelling-niveau-leerweg-beroepsopleiding-met-soorten-instroom.csv"
_LANGST = 100
# A delivery has no names of DUO's: short ones, for what Snakemake keeps of a file is named by its path.
_LEVERING = ("instroom-a.csv", "instroom-b.csv")
# The crosswalk is published per school year, from this one on.
_EERSTE_SCHOOLJAAR = 2020


def school_years(open_years: tuple[int, int]) -> list[int]:
    """Return the school years (by their first calendar year) that DUO offers beside the open files of these years."""
    return list(range(_EERSTE_SCHOOLJAAR, open_years[1]))


def portal_name(naam: str) -> str:
    """Return the name of a file on DUO's portal: of 100 characters at most, in odd years with a hyphen for a space."""
    stam, punt, soort = naam.rpartition(".")
    kort = f"{stam[: _LANGST - len(punt + soort)]}{punt}{soort}"
    return kort.replace(" ", "-") if int(naam[:4]) % 2 else kort


def synthetic_files(open_years: tuple[int, int], levering_years: tuple[int, int]) -> dict[str, list[str]]:
    """Return per source the paths of its raw files, relative to the project, oldest first.

    Both arguments are the first and the last year. The graduates' file name says a year earlier than its columns,
    as DUO's does.
    """
    bestanden: dict[str, list[str]] = {}
    for voorvoegsel, map_, (eerste, laatste), (a, b) in (
        ("", f"{RAW}/duo", open_years, (_A, _B)),
        ("levering_", f"{RAW}/duo/levering", levering_years, _LEVERING),
    ):
        for bron, naam in (("instroom_a", a), ("instroom_b", b)):
            namen = [f"{jaar} {naam}" for jaar in range(eerste, laatste + 1)]
            bestanden[f"{voorvoegsel}{bron}"] = [
                f"{map_}/{portal_name(naam) if not voorvoegsel else naam}" for naam in namen
            ]
        bestanden[f"{voorvoegsel}gediplomeerden"] = [f"{map_}/{eerste - 1}-{laatste - 1}-gediplomeerden.csv"]
    naam = "combinatie-erkende-opleidingscode-en-beroep"
    return bestanden | {
        "instellingen": [f"{RAW}/duo/instellingenmbo.csv"],
        "crebo_bc": [f"{RAW}/crosswalk/{naam}-{jaar}-{jaar + 1}.csv" for jaar in school_years(open_years)],
        "fusies": [f"{RAW}/crosswalk/fusies.csv"],
        "plan_instellingen": [f"{RAW}/plans/instellingen.csv"],
        "plan_bc_genoemd": [f"{RAW}/plans/bc_genoemd.csv"],
    }


# The .sav files hold a row per person, synthetic or not.
CBS = "results/persoon/synthetic/raw/cbs"
# Name of the file of a year per source; older deliveries come in other capitals.
_CBS_NAMEN = {
    "inschrijvingen": "ONDERWIJSINSCHRTAB{jaar}V2.sav",
    "diplomas": "DIPLOMAMBO{jaar}TABV1.sav",
    "personen": "GBAPERSOON{jaar}TABV1.sav",
    "kindouder": "KINDOUDERTAB{jaar}V1.sav",
    "hoogsteopl": "HOOGSTEOPL{jaar}TABV2.sav",
    "banen": "SPOLISBUS{jaar}V3.sav",
}
_ANDERE_LETTERS = {2014: str.lower, 2015: str.upper}


def cbs_years(cohorten: tuple[int, int], start: tuple[int, int]) -> dict[str, list[int]]:
    """Return per CBS source the file years that cohorts need (first and last cohort of the monitor and of the start).

    Cohort c took its diploma between 1 October c and 30 September c + 1, has left on 1 October c + 1 or not, and is
    looked up in October c + 2. A diploma file covers August to July.
    """
    eerste, laatste = cohorten
    maanden = {jaar for cohort in range(start[0], start[1] + 1) for jaar in range(cohort, cohort + 3)}
    return {
        "inschrijvingen": list(range(eerste + 1, laatste + 3)),
        "diplomas": list(range(eerste, laatste + 2)),
        "personen": list(range(eerste + 2, laatste + 3)),
        "kindouder": list(range(eerste + 1, laatste + 2)),
        "hoogsteopl": list(range(eerste + 1, laatste + 2)),
        "banen": sorted(maanden | set(range(eerste + 2, laatste + 3))),
    }


def synthetic_cbs_files(cohorten: tuple[int, int], start: tuple[int, int]) -> dict[str, list[str]]:
    """Return per CBS source the paths of its synthetic raw files, relative to the project, oldest first."""
    bestanden = {
        bron: [f"{CBS}/{_ANDERE_LETTERS.get(jaar, str)(_CBS_NAMEN[bron].format(jaar=jaar))}" for jaar in jaren]
        for bron, jaren in cbs_years(cohorten, start).items()
    }
    return bestanden | {
        "opleidingsnummers": [f"{CBS}/OPLEIDINGSNRREFV36.sav"],
        "oplnr_bc": [f"{RAW}/crosswalk/oplnr_bc.csv"],
    }


# A row per student: the file and what is read from it stay under results/persoon.
JOB = "results/persoon/synthetic/raw/job"
_PLANNEN = ("maatregelen", "streefwaarden", "begroting", "maatwerk", "samenwerking")


def synthetic_plan_files(job_jaren: Sequence[int]) -> dict[str, list[str]]:
    """Return per source the paths of its synthetic raw files, relative to the project; `job_jaren` have a survey."""
    return {f"plan_{naam}": [f"{RAW}/plans/{naam}.csv"] for naam in _PLANNEN} | {
        "job": [f"{JOB}/JOB-monitor {jaar}.sav" for jaar in sorted(job_jaren)]
    }


# A row per person: what is read from it stays under results/persoon.
SVO = "results/persoon/synthetic/raw/svo"
# The sources whose configuration is a first and a last year.
REEKSEN = ("svo", "svo_vmbo", "sbb", "svo_werk", "statline")


def survey_years(enquetes: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return all years per survey, study years by their begin; `enquetes` is `synthetisch.enquetes`."""
    return {naam: list(range(enquetes[naam][0], enquetes[naam][1] + 1)) for naam in REEKSEN}


def synthetic_survey_files(enquetes: Mapping[str, Sequence[int]]) -> dict[str, list[str]]:
    """Return per source the paths of its synthetic raw files, relative to the project, oldest first."""
    jaren = survey_years(enquetes)
    return {
        "svo": [f"{SVO}/SVO {jaar}.sav" for jaar in jaren["svo"]],
        "svo_vmbo": [f"{SVO}/SVO vmbo {jaar}.sav" for jaar in jaren["svo_vmbo"]],
        "svo_werk": [f"{RAW}/svo/uitstroom_werk.csv"],
        "statline_instroom": [f"{RAW}/statline/85574NED.json"],
        "statline_sectorkamer": [f"{RAW}/statline/85574NED.json"],
        "statline_werk": [f"{RAW}/statline/85698NED.json"],
        "sbb_meldingen": [f"{RAW}/sbb/meldingen.csv"],
        "sbb_bpv": [f"{RAW}/sbb/bpv_monitor.csv"],
    }


def synthetic_efile_files() -> dict[str, list[str]]:
    """Return per source the path of its synthetic raw file, relative to the project."""
    return {f"efile_{naam}": [f"{RAW}/efile/{naam}.csv"] for naam in ("waarden", "besteding", "maatregelen")}


def synthetic_student_files() -> dict[str, list[str]]:
    """Return the paths of DUO's student files 01 and 08, each with all open years, relative to the project."""
    return {
        "studenten_leerweg": [f"{RAW}/duo/01-mbo-studenten-per-instelling-plaats-en-leerweg.csv"],
        "studenten_opleiding": [f"{RAW}/duo/08-mbo-studenten-per-instelling-beroepsopleiding-en-verblijfsjaar.csv"],
    }


# The first school year of the file on early school leavers.
_EERSTE_VSV = 2022


def dropout_years(open_years: tuple[int, int]) -> list[int]:
    """Return the school years (by their begin) that have a file on early school leavers beside these open years."""
    return list(range(_EERSTE_VSV, max(open_years[1], _EERSTE_VSV + 1)))


def synthetic_additional_files(open_years: tuple[int, int]) -> dict[str, list[str]]:
    """Return per source that need not be delivered the paths of its synthetic raw files, relative to the project."""
    return {
        "vsv": [f"{RAW}/duo/vsv-{jaar}.csv" for jaar in dropout_years(open_years)],
        "bevoegdheid": [f"{RAW}/personeel/bevoegdheid.csv"],
        "practoraten_lijst": [f"{RAW}/practoraten/practoraten.csv"],
        "certificaten": [f"{RAW}/aanbod/certificaten.csv"],
        "samenwerking_jaarverslag": [f"{RAW}/jaarverslagen/samenwerking.csv"],
        "sbb_tekorten": [f"{RAW}/sbb/stagetekorten.csv"],
        "sbb_tevredenheid": [f"{RAW}/sbb/tevredenheid.csv"],
        "praktijkverklaringen": [f"{RAW}/sbb/praktijkverklaringen.csv"],
        "plan_eigen_indicatoren": [f"{RAW}/plans/eigen_indicatoren.csv"],
    }
