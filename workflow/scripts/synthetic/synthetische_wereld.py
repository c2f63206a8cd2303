"""Draw the institutions and beroepsopleidingen of the synthetic world.

Institutions carry the code of the plans' own year and, as `vandaag`, the code after later mergers.
"""

from typing import Any

import numpy as np
import pandas as pd

from werkagenda.run.step import step
from werkagenda.synthetic.draw import DECIMALEN, Calibration

# A programme of the last year that is known goes on: a file of a next year has it too.
_ZONDER_EINDE = 9999


def place_institutions(kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per institution code of the plans' year: today's code, type, names, plan and size (students)."""
    rng = kalibratie.rng("instellingen")
    wereld = kalibratie.wereld
    vast = list(wereld["vaste_namen"])
    codes = vast + list(rng.permutation([code for code in wereld["instellingen"] if code not in vast]))
    namen = dict(zip(codes[len(vast) :], rng.permutation(wereld["namen"]), strict=True)) | wereld["vaste_namen"]
    rijen: list[dict[str, Any]] = []
    for soort in wereld["typen"]:
        opgaven = ["ja"] * soort["noemt"] + ["geen"] * soort["geen"]
        opgaven += ["onbekend" if soort["plan"] else ""] * (soort["aantal"] - len(opgaven))
        rijen += [
            {
                "type": soort["naam"],
                "soort": soort["soorten"][nummer % len(soort["soorten"])],
                "entree": soort["entree"],
                "hoofdgroepen": " ".join(soort["hoofdgroepen"]),
                "opgave": opgave,
                "omvang": soort["omvang"] * np.exp(rng.normal(0, kalibratie.aannames["spreiding_instelling"])),
            }
            for nummer, opgave in enumerate(opgaven)
        ]
    tabel = pd.DataFrame(rijen).assign(vandaag=codes)
    tabel["naam"] = tabel["vandaag"].map(namen)
    tabel["plaats"] = np.resize(rng.permutation(wereld["plaatsen"]), len(tabel))
    tabel["provincie"] = rng.choice(np.concatenate(list(wereld["provincies"].values())), len(tabel))
    tabel["instelling"] = tabel["vandaag"]
    tabel["datum"] = ""
    tabel["eigen_bc"] = ""
    partner, hernoemd = rng.choice(np.arange(len(vast), wereld["typen"][0]["noemt"]), 2, replace=False)
    opgegaan, nieuw = wereld["fusies"]
    tabel.loc[hernoemd, ["instelling", "datum"]] = [nieuw["oud"], nieuw["datum"]]
    klein = tabel.loc[[partner]].assign(
        instelling=opgegaan["oud"],
        datum=opgegaan["datum"],
        type="opgegaan",
        naam="Groen " + tabel.loc[partner, "plaats"],
        entree=False,
        omvang=float(opgegaan["omvang"]),
        eigen_bc=" ".join(opgegaan["bc"]),
    )
    return pd.concat([tabel, klein]).sort_values("instelling", ignore_index=True).round({"omvang": DECIMALEN})


def list_programmes(kalibratie: Calibration, *, regeling: pd.DataFrame, gepubliceerd: pd.DataFrame) -> pd.DataFrame:
    """Return one row per BC: name, sector, hoofdgroep, levels, published counts and its first and last year of inflow.

    The BCs that nobody named fill up the number of BCs in a year; the rest stands in older crosswalks only (years 0).
    """
    rng = kalibratie.rng("beroepsopleidingen")
    wereld, doelen = kalibratie.wereld, kalibratie.doelen
    aantallen = gepubliceerd.pivot_table(index="sleutel", columns="kolom", values="waarde").astype(int)
    aantallen.index = aantallen.index.str.removeprefix("bc=")
    groepen = pd.DataFrame(wereld["hoofdgroepen"]).rename(columns={"code": "hoofdgroep", "naam": "hoofdgroep_naam"})
    bekend = [(bc, str(niveaus), rij.hoofdgroep) for rij in groepen.itertuples() for bc, niveaus in rij.niveaus.items()]
    tabel = pd.DataFrame(bekend, columns=["bc", "niveaus", "hoofdgroep"]).merge(regeling, on="bc", validate="1:1")
    tabel["genoemd"] = tabel["bc"].map(aantallen["instellingen_genoemd"])
    tabel["gediplomeerd"] = tabel["bc"].map(aantallen["instellingen_met_gediplomeerden"])
    jaren = doelen["bc_instroom"]
    tabel["eerste"], tabel["laatste"] = min(jaren), max(jaren)

    over = doelen["bc_totaal"] - len(tabel)
    namen = rng.choice(groepen.loc[groepen["hoofdgroep"] != "hg005", "hoofdgroep"], over)
    rest = pd.DataFrame({"hoofdgroep": namen, "genoemd": 0})
    eerste_code = wereld["niet_genoemd"]["eerste_code"]
    rest["bc"] = [f"bc{eerste_code + nummer}" for nummer in range(over)]
    rest["niveaus"] = rng.choice(["2", "3", "4", "23", "34"], over)
    rest["gediplomeerd"] = rng.integers(1, wereld["niet_genoemd"]["instellingen_hoogstens"] + 1, over)
    rest["eerste"], rest["laatste"] = _active_years({jaar: n - len(tabel) for jaar, n in jaren.items()}, over)
    alles = pd.concat([tabel, rest]).merge(groepen.drop(columns="niveaus"), on="hoofdgroep", validate="m:1")
    leeg = alles["naam"].isna()
    alles.loc[leeg, "naam"] = alles["hoofdgroep_naam"] + ", overig " + alles["bc"].str[2:]
    alles["sector"] = alles["sector"].fillna("")
    alles["laatste"] = alles["laatste"].mask(alles["laatste"] == max(jaren), _ZONDER_EINDE)
    return alles.sort_values("bc", ignore_index=True).drop(columns="naam_bron")


def _active_years(aantal: dict[int, int], over: int) -> tuple[list[int], list[int]]:
    """Return first and last year per unnamed BC so that `aantal` of them are active in each year; 0 is never."""
    eerste, laatste = [0] * over, [0] * over
    actief: list[int] = []
    volgende = 0
    for jaar, doel in sorted(aantal.items()):
        actief = actief[max(0, len(actief) - doel) :]
        while len(actief) < doel:
            eerste[volgende] = jaar
            actief.append(volgende)
            volgende += 1
        for nummer in actief:
            laatste[nummer] = jaar
    return eerste, laatste


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **s.params)
        tabellen = {
            "instellingen": place_institutions(kalibratie),
            "programmas": list_programmes(kalibratie, regeling=s.read("regeling"), gepubliceerd=s.read("gepubliceerd")),
        }
        for naam, tabel in tabellen.items():
            tabel.to_parquet(s.target(naam), index=False)
            s.rows_out(naam, len(tabel))
