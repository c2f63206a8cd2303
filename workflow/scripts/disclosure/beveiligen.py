"""Protect all tables on CBS and SVO persons together, and write what may leave: tables, counts and verdicts."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from werkagenda.contract.contracts import Contract
from werkagenda.contract.tables import check_table, write_table
from werkagenda.disclosure.descriptions import Descriptions, Product, check_columns, load_rules
from werkagenda.disclosure.earlier import earlier_table, earlier_tables
from werkagenda.disclosure.judge import check_sizes
from werkagenda.disclosure.merge_steps import merge_steps
from werkagenda.disclosure.merged import groups, merges
from werkagenda.disclosure.release import AFGELEID, Decision, outside_verdicts, release, verdicts
from werkagenda.disclosure.secure import Protected, secure
from werkagenda.export.archive import check_new, read_earlier, unpack
from werkagenda.export.history import check_limits, check_named
from werkagenda.persons.register import SLEUTEL
from werkagenda.persons.start import job_soon
from werkagenda.persons.work_share import REGELS as WERK
from werkagenda.run.step import Step, step
from werkagenda.surveys.svo import with_yes_and_no

EXPORTMAP = Path("results/export")
GETALLEN = {"getal", "aandeel", "telling", "geheel", "jaar"}


def as_contract(tabel: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Return a table as it was written, with its numbers as numbers: a csv with an empty cell reads as text."""
    getallen = [kolom.naam for kolom in contract.kolommen if kolom.soort in GETALLEN]
    return tabel.assign(**{naam: pd.to_numeric(tabel[naam].replace("", None)) for naam in getallen})


def merged(
    tabellen: Mapping[str, pd.DataFrame], *, regels: Descriptions, minimum: int, eerder: list[dict[str, pd.DataFrame]]
) -> dict[str, pd.DataFrame]:
    """Return the tables with the small steps of a series put together."""
    uit = dict(tabellen)
    for naam, tabel in tabellen.items():
        if kolommen := regels.producten[naam].stappen:
            vroeger = [export[naam] for export in eerder if naam in export]
            uit[naam] = merge_steps(tabel, kolommen=kolommen, minimum=minimum, eerder=vroeger)
    return uit


def counts_contract(contract: Contract, binnen: Contract, product: Product) -> Contract:
    """Return the contract of the counts behind a table: its key, the counts, and why one is empty."""
    kolommen = [contract.column(naam) for naam in contract.sleutel]
    kolommen += [replace(binnen.column(naam), leeg_mag=True) for naam in product.tellingen]
    return replace(contract, naam=f"{contract.naam}_aantallen", kolommen=(*kolommen, contract.column("reden")))


def protect(
    tabellen: Mapping[str, pd.DataFrame],
    *,
    regels: Descriptions,
    grenzen: Mapping[str, float],
    eerder: list[dict[str, pd.DataFrame]],
    personen: Mapping[str, pd.DataFrame] | None = None,
) -> tuple[Protected, dict[str, pd.DataFrame], dict[str, pd.DataFrame], pd.DataFrame]:
    """Return what is hidden, and per product the table and the counts that may leave, and all verdicts.

    Args:
        tabellen: the unprotected table per product.
        regels: `resources/onthulling.yaml`.
        grenzen: config/disclosure.yaml.
        eerder: per earlier export its tables with their counts as numbers.
        personen: rows of persons (`persons`), to count all again; None only where there are none.

    """
    minimum = int(grenzen["minimum"])
    for naam, tabel in tabellen.items():
        check_sizes(tabel, regels.producten[naam], minimum=minimum)
    alle = merged(tabellen, regels=regels, minimum=minimum, eerder=eerder)
    groepen = groups(
        [merges(tabel, regels.producten[naam]) for export in (alle, *eerder) for naam, tabel in export.items()]
    )
    vroeger = [
        deel
        for nummer, export in enumerate(eerder, start=1)
        for deel in earlier_tables(nummer, export, nu=alle, regels=regels, minimum=minimum, groepen=groepen)
    ]
    uit = secure(alle, regels=regels, grenzen=grenzen, eerder=vroeger, personen=personen, groepen=groepen)
    vrij, aantallen, oordelen = {}, {}, []
    for naam, tabel in alle.items():
        weg = frozenset(uit.verborgen.loc[uit.verborgen["product"] == naam, "rij"])
        besluit = Decision(regels.producten[naam], uit.oordelen[naam], weg, uit.geweigerd.get(naam, 0))
        vrij[naam], aantallen[naam] = release(tabel, besluit, grenzen=grenzen, decimalen=regels.decimalen)
        oordelen.append(verdicts(tabel, besluit))
    return uit, vrij, aantallen, pd.concat(oordelen, ignore_index=True)


def persons(  # noqa: PLR0913 - the tables and the settings, by name
    analyse: pd.DataFrame,
    start: Mapping[str, pd.DataFrame],
    doorstroom: pd.DataFrame,
    richting: pd.DataFrame,
    svo: Mapping[str, Mapping[str, pd.DataFrame]],
    *,
    vast_van: str,
    eigenschap: Mapping[str, str],
) -> dict[str, pd.DataFrame]:
    """Return the rows of persons with the characteristics that counts are split by, as text; missing where unknown.

    Args:
        analyse: all leavers.
        start: first job, wage, contract and internship per cohort of the start positions.
        doorstroom: graduates of level 2 and their way to level 4.
        richting: graduates of level 2 and higher and whether they are in care, technology or education.
        svo: per survey its years.
        vast_van: of whom the chance of a permanent contract is.
        eigenschap: name and value of what all persons of the start positions have in common.

    """
    loon = pd.concat(start.values())[[*SLEUTEL, "loon", "contract", "maanden_baan", "stage"]]
    alle = analyse.assign(rij_cohort=analyse["cohort"].astype(str).isin(list(start))).merge(
        loon.assign(rij_cohort=True), on=[*SLEUTEL, "rij_cohort"], how="left"
    )
    met_loon = alle["loon"].notna()
    vast = alle["contract"].eq("vast").map({True: "vast", False: "niet_vast"})
    telt = met_loon if vast_van == "loon" else met_loon & alle["contract"].isin(["vast", "tijdelijk"])
    alle = alle.assign(
        loon=met_loon.map({True: "ja", False: None}),
        contract=vast.where(telt),
        baan_drie_maanden=job_soon(alle["maanden_baan"]).where(alle["rij_cohort"]),
    )
    alle = alle.assign(**{kolom: alle[kolom].map({1: "ja", 0: "nee"}) for kolom in WERK.values()})
    for naam, waarde in eigenschap.items():
        if naam not in alle:
            alle[naam] = alle["rij_cohort"].map({True: waarde, False: None})
    gediplomeerden = richting.merge(doorstroom, on=["jaar", *SLEUTEL, "leerweg"], how="outer", validate="1:1")
    uit = {"uitstromers": alle, "gediplomeerden": gediplomeerden}
    uit |= {
        bron: pd.concat([deel.assign(jaar=jaar) for jaar, deel in jaren.items()])
        for bron, jaren in svo.items()
        if jaren
    }
    if "svo" in uit:
        uit["svo"] = with_yes_and_no(uit["svo"])
    return {bron: _as_text(rijen) for bron, rijen in uit.items()}


def _as_text(rijen: pd.DataFrame) -> pd.DataFrame:
    """Return all characteristics as text, missing where empty; of the person's number nothing is kept."""
    weg = [kolom for kolom in rijen if str(kolom).startswith("rin")]
    tekst = {str(kolom): rijen[kolom].astype("object") for kolom in rijen.columns.difference(weg)}
    return pd.DataFrame(
        {kolom: deel.where(deel.isna(), deel.astype(str)).replace("", None) for kolom, deel in tekst.items()}
    ).reset_index(drop=True)


def write_tables(
    s: Step, vrij: Mapping[str, pd.DataFrame], aantallen: Mapping[str, pd.DataFrame], regels: Descriptions
) -> None:
    """Write the tables and counts through their contracts; columns that stay inside are dropped."""
    for naam, tabel in vrij.items():
        contract, binnen = s.contract(f"contract_{naam}"), s.contract(f"binnen_{naam}")
        delen = {naam: (tabel, contract)}
        delen[f"{naam}_aantallen"] = (aantallen[naam], counts_contract(contract, binnen, regels.producten[naam]))
        for uitvoer, (data, vorm) in delen.items():
            gecontroleerd = check_table(data[[kolom.naam for kolom in vorm.kolommen]], vorm)
            write_table(gecontroleerd, s.target(uitvoer))
            s.rows_out(uitvoer, len(gecontroleerd))


if __name__ == "__main__":
    with step(snakemake) as s:
        check_new(s.params["naam"], s.paths("raw"))
        check_named(s.params["naam"], s.paths("raw"), mappen=[EXPORTMAP], log=EXPORTMAP / "log.csv")
        check_limits(s.params["grenzen"], [unpack(pad) for pad in s.paths("raw")])
        regels = load_rules(s.read("onthulling"), s.read("schema"), woorden=s.params["woorden"])
        tabellen = {}
        for pad, tabel in s.read_all("tabellen").items():
            contract = s.contract(f"contract_{pad}")
            afgeleid = AFGELEID[regels.producten[pad].afgeleid][1] if regels.producten[pad].afgeleid else ()
            check_columns(regels.producten[pad], contract, afgeleid, decimalen=regels.decimalen)
            tabellen[pad] = as_contract(tabel, s.contract(f"binnen_{pad}"))
        eerder = [
            {
                naam: vroeger
                for naam in tabellen
                if (vroeger := earlier_table(export, naam, s.contract(f"contract_{naam}"))) is not None
            }
            for export in map(read_earlier, s.paths("raw"))
        ]
        personen = persons(
            s.read("analyse"),
            s.read_all("start"),
            s.read("doorstroom"),
            s.read("richting"),
            {bron: s.read_all(bron) for bron in ("svo", "svo_vmbo")},
            vast_van=s.params["vast_van"],
            eigenschap={s.params["woorden"]["start_eigenschap"]: s.params["woorden"]["start"]},
        )
        uit, vrij, aantallen, oordelen = protect(
            tabellen, regels=regels, grenzen=s.params["grenzen"], eerder=eerder, personen=personen
        )
        write_tables(s, vrij, aantallen, regels)
        s.write("oordeel", outside_verdicts(oordelen))
        s.write("oordeel_binnen", oordelen)
        s.write("aanval", uit.aanval)
