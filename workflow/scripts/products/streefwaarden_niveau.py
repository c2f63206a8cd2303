"""Tables 2.1, 2.3 and 2.5: the targets of institutions per leerweg and level, beside what students said."""

from collections.abc import Sequence

import pandas as pd

from werkagenda.institutions.values import read_plans, weigh_targets, weighted_mean
from werkagenda.run.step import step

NIVEAUS = (1, 2, 3, 4)


def target_table(  # noqa: PLR0913 - three tables, and the settings by keyword
    doelen: pd.DataFrame,
    *,
    studenten: pd.DataFrame,
    job: pd.DataFrame,
    laatste_doelen: pd.DataFrame,
    indicator: str,
    leerwegen: Sequence[str],
    startjaar: int,
) -> pd.DataFrame:
    """Return `leerweg, niveau, gemiddelde, minimum, maximum, n, instellingen_aanbod, aandeel_instellingen, job_start`.

    Beside them the last reading of the targets and the last JOB-monitor: `streef_recent`, `job_recent`, `jaar_recent`.

    Args:
        doelen: targets (0-1) with the students (`aantal`) they are for.
        studenten: students per institution, leerweg and level; who has any offers it.
        job: share of satisfied students per year, question, institution, leerweg and level.
        laatste_doelen: as `doelen`, of the last reading.
        indicator: the question of the targets.
        leerwegen: leerwegen of the table.
        startjaar: year of the JOB-monitor in `job_start`.

    Means are weighted by students; n and instellingen_aanbod count institutions.

    """
    van_vraag = job[job["item"] == indicator]
    jaar_recent = job["jaar"].max()
    rijen = []
    for leerweg in leerwegen:
        for niveau in NIVEAUS:
            doel, laatste, aanbod, gemeten, nu = (
                tabel[(tabel["leerweg"] == leerweg) & (tabel["niveau"] == niveau)].set_index("instelling")
                for tabel in (
                    doelen[doelen["indicator"] == indicator],
                    laatste_doelen[laatste_doelen["indicator"] == indicator],
                    studenten[studenten["aantal"] > 0],
                    van_vraag[van_vraag["jaar"] == startjaar],
                    van_vraag[van_vraag["jaar"] == jaar_recent],
                )
            )
            rijen.append(
                {
                    "leerweg": leerweg,
                    "niveau": niveau,
                    "gemiddelde": weighted_mean(doel["waarde"], doel["aantal"]),
                    "minimum": doel["waarde"].min(),
                    "maximum": doel["waarde"].max(),
                    "n": len(doel),
                    "instellingen_aanbod": len(aanbod),
                    "aandeel_instellingen": len(doel) / len(aanbod) if len(aanbod) else float("nan"),
                    "job_start": weighted_mean(gemeten["aandeel"], aanbod["aantal"]),
                    "streef_recent": weighted_mean(laatste["waarde"], laatste["aantal"]),
                    "job_recent": weighted_mean(nu["aandeel"], aanbod["aantal"]),
                    "jaar_recent": jaar_recent,
                }
            )
    return pd.DataFrame(rijen)


if __name__ == "__main__":
    with step(snakemake) as s:
        jaren = {naam: s.params[naam] for naam in ("meting", "peiljaar", "startjaar")}
        keuze = {naam: s.params[naam] for naam in ("indicator", "leerwegen", "startjaar")}
        doelen, studenten, job = read_plans(s, **jaren)
        streefwaarden = s.read("streefwaarden")
        laatste = streefwaarden[streefwaarden["meting"] == streefwaarden["meting"].max()]
        uit = target_table(
            doelen, studenten=studenten, job=job, laatste_doelen=weigh_targets(laatste, studenten), **keuze
        )
        s.write("data", uit)
