"""Write DUO's wide files with graduates of the synthetic world: open (suppressed, today's codes) and delivery."""

import numpy as np
import pandas as pd

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import suppress

_SEKSEN = {"man": "DIPMAN", "vrouw": "DIPVROUW"}


def wide_file(
    populatie: pd.DataFrame, *, instellingen: pd.DataFrame, opleidingen: pd.DataFrame, code: str, jaren: list[int]
) -> pd.DataFrame:
    """Return a row per institution, leerweg, level and crebo, and a column per sex and diploma year; raw names.

    `code` is the column with the institution code to show; a merged institution shows the name of its largest part.
    """
    instellingen = instellingen.sort_values("omvang", ascending=False, kind="stable")
    tabel = populatie[populatie["jaar"].isin(jaren)].assign(INSTELLINGSCODE=populatie[code])
    overig = np.where(tabel["crebo"].astype(int) % 2, "OVO", "EX")
    tabel["LEERWEG"] = tabel["leerweg"].map({"bol": "BOLVT", "bbl": "BBL"}).mask(tabel["boldt"], "BOLDT").fillna("")
    tabel["LEERWEG"] = tabel["LEERWEG"].mask(tabel["leerweg"] == "overig", pd.Series(overig, index=tabel.index))
    sleutel = ["INSTELLINGSCODE", "LEERWEG", "niveau", "crebo"]
    breed = tabel.pivot_table(
        index=sleutel, columns="jaar", values=list(_SEKSEN), aggfunc="sum", fill_value=0, sort=True
    )
    uit = breed.index.to_frame(index=False).rename(columns={"niveau": "NIVEAU", "crebo": "ERKENDE OPLEIDING CODE"})
    plek = instellingen.drop_duplicates(code).set_index(code)
    uit["INSTELLINGSNAAM"] = uit["INSTELLINGSCODE"].map(plek["naam"])
    uit["PLAATSNAAM INSTELLING"] = uit["INSTELLINGSCODE"].map(plek["plaats"])
    opleiding = opleidingen.set_index("crebo")
    bron = {"ERKENDE OPLEIDING NAAM": "naam", "SECTORKAMER NAAM": "sectorkamer", "HOOFDGROEP NAAM": "hoofdgroep_naam"}
    for naam, kolom in bron.items():
        uit[naam] = uit["ERKENDE OPLEIDING CODE"].map(opleiding[kolom])
    uit["SECTORKAMER NAAM"] = uit["SECTORKAMER NAAM"].fillna("niet gespecificeerd naar sector")
    uit["HOOFDGROEP NAAM"] = uit["HOOFDGROEP NAAM"].fillna(" ")
    for jaar in jaren:
        for sekse, kolom in _SEKSEN.items():
            uit[f"{kolom}{jaar}"] = breed[sekse, jaar].to_numpy().astype(np.int64)
    return uit


if __name__ == "__main__":
    with step(snakemake) as s:
        coderingen = s.read("kalibratie")["aannames"]["coderingen"]
        per_bc = s.read("programmas")[["bc", "sectorkamer", "hoofdgroep_naam"]]
        opleidingen = s.read("crebos").merge(per_bc, on="bc", how="left", validate="m:1")
        for uitgave, jaren in s.params["jaren"].items():
            tabel = wide_file(
                s.read("populatie"),
                instellingen=s.read("instellingen"),
                opleidingen=opleidingen,
                code="vandaag" if uitgave == "open" else "instelling",
                jaren=jaren,
            )
            if uitgave == "open":
                tellingen = [kolom for kolom in tabel.columns if kolom.startswith(tuple(_SEKSEN.values()))]
                tabel = tabel.assign(**{kolom: suppress(tabel[kolom].to_numpy()) for kolom in tellingen})
            write_raw(tabel, s.contract(), s.target(uitgave), codering=coderingen[jaren[0] % len(coderingen)])
            s.rows_out(uitgave, len(tabel))
