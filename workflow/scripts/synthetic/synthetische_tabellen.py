"""Write the small raw files of the synthetic world: institutions, mergers, crosswalk and coded plans."""

from pathlib import Path

import numpy as np
import pandas as pd

from werkagenda.contract.contracts import Contract
from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration

# The plans describe the institution as it was on 1 October of this year.
_PEILJAAR = 2022
# Denominations, dealt out in turn to rocs (True) and to all others.
_DENOMINATIES = {
    True: ("Algemeen bijzonder", "Algemeen bijzonder", "Openbaar", "Algemeen bijzonder", "Interconfessioneel"),
    False: ("Protestants-Christelijk", "Algemeen bijzonder", "Rooms-Katholiek"),
}


def address_file(instellingen: pd.DataFrame, *, contract: Contract, soorten: dict[str, str]) -> pd.DataFrame:
    """Return DUO's address file: today's institutions, names in full, all columns of the contract; raw names."""
    vandaag = instellingen[instellingen["type"] != "opgegaan"].sort_values("vandaag", ignore_index=True)
    uit = pd.DataFrame(" ", index=vandaag.index, columns=[kolom.raw for kolom in contract.kolommen])
    nummers = pd.Series(range(len(vandaag)))
    is_roc = vandaag["type"] == "roc"
    beurt = is_roc.groupby(is_roc).cumcount()
    denominatie = [_DENOMINATIES[roc][plek % len(_DENOMINATIES[roc])] for roc, plek in zip(is_roc, beurt, strict=True)]
    eigen = {
        "MBO INSTELLINGSSOORT - CODE": vandaag["soort"],
        "MBO INSTELLINGSSOORT - NAAM": vandaag["soort"].map(soorten),
        "PROVINCIE": vandaag["provincie"],
        "BEVOEGD GEZAG NUMMER": (40001 + 7 * nummers).astype(str),
        "INSTELLINGSCODE": vandaag["vandaag"],
        # The address file has the name in full: no join by name succeeds.
        "INSTELLINGSNAAM": (
            "Stichting " + vandaag["naam"].str.removeprefix("Stichting ") + " voor middelbaar beroepsonderwijs"
        ),
        "PLAATSNAAM": vandaag["plaats"].str.upper(),
        "GEMEENTENAAM": vandaag["plaats"],
        "DENOMINATIE": denominatie,
    }
    return uit.assign(**eigen)


def crosswalk(
    crebos: pd.DataFrame, programmas: pd.DataFrame, *, jaar: int, laatste: int, kalibratie: Calibration
) -> pd.DataFrame:
    """Return the crosswalk of one school year: a crebo on more rows, some with two BCs, some without; raw names.

    Older years still hold programmes that ended, and give a few crebos another BC: only the latest year counts.
    """
    rng, vast, aannames = kalibratie.rng("koppeling", jaar), kalibratie.rng("koppeling"), kalibratie.aannames
    zonder = crebos["bc"] == ""
    # Half of the crebos without a BC stand in the table with an empty one, the others not at all.
    weg = crebos.index.isin(crebos.index[zonder][::2])
    vervallen = crebos["bc"].isin(programmas.loc[programmas["eerste"] == 0, "bc"])
    tabel = crebos[~weg & ~(vervallen & (jaar > laatste - 3))]
    enkel = crebos.index[~zonder & ~vervallen & (crebos["bc_ook"] == "") & crebos["bc"].duplicated()]
    verhuisd = vast.choice(enkel, aannames["crebo_verhuisd"], replace=False)
    if jaar < laatste - 2:
        tabel = tabel.assign(bc=tabel["bc"].mask(tabel.index.isin(verhuisd), programmas["bc"].iloc[0]))
    dubbel = tabel[vast.random(len(tabel)) < aannames["crebo_dubbele_rij"]]
    tweede = tabel[tabel["bc_ook"] != ""].assign(bc=lambda t: t["bc_ook"])
    alles = pd.concat([tabel.assign(dossier=1), dubbel.assign(dossier=2), tweede.assign(dossier=1)])
    alles = alles.merge(programmas, on="bc", how="left", suffixes=("_crebo", ""), validate="m:1")
    alles = alles.sort_values(["crebo", "bc", "dossier"], ignore_index=True)
    slordig, slordig_deel = rng.random(len(alles)), aannames["slordige_rij"]
    hoofdgroep = alles["hoofdgroep_naam"].fillna("")
    naam = alles["naam"].fillna("")
    return pd.DataFrame(
        {
            "Erkende opleidingscode": alles["crebo"],
            "Hoofdgroep naam": hoofdgroep,
            "Subgroep naam": hoofdgroep + " algemeen",
            "Dossier naam": naam.where(alles["dossier"] == 1, naam + " (herzien)"),
            "Sectorkamer naam": alles["sectorkamer"].fillna(""),
            "Beroepsopleiding code": alles["bc"].mask(slordig < slordig_deel, alles["bc"].str.upper() + " "),
            "Beroepsopleiding naam": naam.mask(slordig > 1 - slordig_deel, " " + naam.str.upper()),
        }
    )


def plan_table(instellingen: pd.DataFrame, populatie: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per institution with a plan, on the codes of the plans' year; raw names, shares 0-1."""
    rng, wereld = kalibratie.rng("plannen"), kalibratie.wereld
    plan = instellingen[instellingen["opgave"] != ""].sort_values("instelling", ignore_index=True)
    studenten = populatie[populatie["jaar"] == _PEILJAAR]
    studenten = studenten.assign(n=studenten[["nieuw", "switch", "blijft"]].sum(axis=1))
    totaal = studenten.groupby("instelling")["n"].sum()
    laag = studenten[studenten["niveau"] <= 2].groupby("instelling")["n"].sum() / totaal  # noqa: PLR2004 - niveau 1 en 2
    bbl = (studenten[studenten["leerweg"] == "bbl"].groupby("instelling")["n"].sum() / totaal).fillna(0)
    regio = {provincie: naam for naam, provincies in wereld["provincies"].items() for provincie in provincies}
    aantallen = kalibratie.doelen["plan_ja"]
    tabel = pd.DataFrame(
        {
            "instelling": plan["instelling"],
            "naam": plan["naam"],
            "soort": np.where(plan["soort"].str.startswith("ROC") & (plan["type"] == "roc"), "roc", "beroepscollege"),
            "regio": plan["provincie"].map(regio),
            "bbl_aanbod": _yes(plan["instelling"].map(bbl) > 0),
            "aandeel_niveau_1_2": plan["instelling"].map(laag).fillna(0).map("{:.3f}".format),
            "aandeel_bbl": plan["instelling"].map(bbl).fillna(0).map("{:.3f}".format),
            "randstad": _yes(plan["provincie"].isin(wereld["randstad"])),
            "g4": _yes(plan["plaats"].isin(wereld["g4"])),
            "opgave": plan["opgave"],
        }
    )
    return tabel.assign(
        **{naam: _yes(pd.Series(rng.permutation(len(plan)) < aantal)) for naam, aantal in aantallen.items()}
    )


def _yes(vlag: pd.Series) -> pd.Series:
    return vlag.map({True: "ja", False: "nee"})


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        coderingen = kalibratie.aannames["coderingen"]
        instellingen, programmas, crebos = s.read("instellingen"), s.read("programmas"), s.read("crebos")
        aanbod = s.read("aanbod")
        contracten = {bron: s.contract(f"contract_{bron}") for bron in s.output if bron != "crebo_bc"}
        genoemd = aanbod.loc[aanbod["genoemd"], ["instelling", "bc"]].sort_values(["instelling", "bc"])
        fusies = instellingen.loc[instellingen["datum"] != "", ["instelling", "vandaag", "datum"]]
        tabellen = {
            "instellingen": address_file(
                instellingen, contract=contracten["instellingen"], soorten=kalibratie.wereld["soorten"]
            ),
            "fusies": fusies.rename(columns={"instelling": "oud", "vandaag": "nieuw"}),
            "plan_instellingen": plan_table(instellingen, s.read("populatie"), kalibratie=kalibratie),
            "plan_bc_genoemd": genoemd,
        }
        for bron, tabel in tabellen.items():
            write_raw(tabel, contracten[bron], s.target(bron))
            s.rows_out(bron, len(tabel))
        for jaar, doel in zip(s.params["schooljaren"], s.output["crebo_bc"], strict=True):
            laatste = s.params["schooljaren"][-1]
            tabel = crosswalk(crebos, programmas, jaar=jaar, laatste=laatste, kalibratie=kalibratie)
            codering = coderingen[jaar % len(coderingen)]
            write_raw(tabel, s.contract("contract_crebo_bc"), s.stage(Path(doel)), codering=codering)
            s.rows_out(Path(doel).stem, len(tabel))
