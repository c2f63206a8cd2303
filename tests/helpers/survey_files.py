"""Write the synthetic plans and JOB-monitors of a small world, and read them without the project's own readers."""

import numpy as np
import pandas as pd
import pyreadstat
from helpers.duo_world import LEERWEG, RES, contract, read, read_years, run

JAREN = (2022, 2024)
ZAAD, OMVANG = 1, 0.1
PLANNEN = ("maatregelen", "begroting", "maatwerk", "samenwerking")
BASIS = {
    "kalibratie": RES / "kalibratie_enquetes.yaml",
    "domeinen": RES / "contracts" / "domeinen.yaml",
    **{naam: f"results/synthetic/wereld/{naam}.parquet" for naam in ("instellingen", "opzet", "doelen")},
    "populatie": "results/synthetic/wereld/instroom.parquet",
}


def job_file(jaar):
    return f"results/persoon/synthetic/raw/job/JOB-monitor {jaar}.sav"


def write_job(map_, jaar):
    uitvoer = {"bestand": job_file(jaar), "meting": f"results/synthetic/waarheid/job_{jaar}.parquet"}
    invoer = BASIS | {"contract_bestand": contract("job")}
    run(map_, "job_bestand", invoer, uitvoer, wildcards={"jaar": str(jaar)}, zaad=ZAAD, omvang=OMVANG)


def build(map_):
    """Write all files below `map_`, where a world stands already, in the order of the rules."""
    run(map_, "plannen_opzet", BASIS, {"opzet": BASIS["opzet"]}, zaad=ZAAD, metingen=[2020, *JAREN, 2025])
    for jaar in JAREN:
        write_job(map_, jaar)
    meting = {"meting": "results/synthetic/waarheid/job_2022.parquet"}
    run(map_, "plannen_doelen", BASIS | meting, {"doelen": BASIS["doelen"]}, zaad=ZAAD)
    for script, namen in (("plannen_streefwaarden", ("streefwaarden",)), ("plannen_tabellen", PLANNEN)):
        contracten = {f"contract_plan_{naam}": contract(f"plan_{naam}") for naam in namen}
        contracten |= {"contract": contract("plan_streefwaarden")}
        uitvoer = {f"plan_{naam}": f"results/synthetic/raw/plans/{naam}.csv" for naam in namen}
        run(map_, script, BASIS | contracten, uitvoer, zaad=ZAAD)


def plan(map_, naam):
    return read(map_ / f"results/synthetic/raw/plans/{naam}.csv")


def number(kolom):
    return kolom.str.replace(",", ".").astype(float)


def survey(map_, jaar):
    return pyreadstat.read_sav(map_ / job_file(jaar))[0]


def own_students(wereld):
    """TOTAAL MBO of file A on 1 October 2022, per code of the file, leerweg and level."""
    a = read_years([pad for pad in wereld["levering_instroom_a"] if pad.name.startswith("2022")])
    a = a.assign(leerweg=a["LEERWEG"].map(LEERWEG), niveau=a["NIVEAU"], n=a["TOTAAL MBO"].astype(int))
    return a.groupby(["INSTELLINGSCODE", "leerweg", "niveau"])["n"].sum().rename_axis(["eigen", "leerweg", "niveau"])


def targets(map_, wereld, fusies):
    """The percentages of the reading of 2024 per institution of today: one row per question, leerweg and level."""
    rijen = plan(map_, "streefwaarden").query("meting == '2024' and eenheid == 'percentage'")
    rijen = rijen.rename(columns={"instelling": "eigen"}).assign(waarde=number(rijen["waarde"]))
    rijen = rijen.merge(own_students(wereld).reset_index(), on=["eigen", "leerweg", "niveau"], validate="m:1")
    rijen["instelling"] = rijen["eigen"].replace(fusies)
    rijen["product"] = rijen["waarde"] * rijen["n"]
    som = rijen.groupby(["indicator", "instelling", "leerweg", "niveau"], as_index=False)[["product", "n"]].sum()
    return som.assign(waarde=som["product"] / som["n"])


def satisfied(antwoorden, vraag, per):
    """The weighted share (per cent) with a 4 or 5 of those who answered."""
    geldig = antwoorden[antwoorden[vraag].between(1, 5)]
    groepen = geldig.assign(t=geldig["gewicht"] * (geldig[vraag] >= 4)).groupby(per)[["t", "gewicht"]].sum()
    return 100 * groepen["t"] / groepen["gewicht"]


def half_up(getal):
    return int(np.floor(getal + 0.5))


def today(antwoorden, fusies):
    return antwoorden.assign(
        instelling=antwoorden["instelling"].replace(fusies),
        leerweg=antwoorden["leerweg"].map({1.0: "bol", 2.0: "bbl"}),
        niveau=antwoorden["niveau"].astype(int).astype(str),
    )


def doelen(kalibratie):
    return {doel["naam"]: doel["waarde"] for doel in kalibratie["doelen"]}


def quantiles(reeks):
    """Minimum, quartiles by linear interpolation on a sorted list, mean and maximum."""
    rij = np.sort(pd.Series(reeks).to_numpy())

    def plek(kans):
        laag, deel = divmod((len(rij) - 1) * kans, 1)
        return rij[int(laag)] + deel * (rij[min(int(laag) + 1, len(rij) - 1)] - rij[int(laag)])

    return [rij[0], plek(0.25), plek(0.5), rij.sum() / len(rij), plek(0.75), rij[-1]]
