"""Number the programmes as CBS does: the reference file of OPLNR and the crosswalk from OPLNR to crebo and BC.

A few numbers are missing from the crosswalk, and of a few programmes (one per level) the sectorkamer is not known.
"""

import numpy as np
import pandas as pd
import polars as pl

from werkagenda.run.step import step
from werkagenda.synthetic.cbs import ONBEKEND
from werkagenda.synthetic.cbs_sav import SavStyle, write_sav
from werkagenda.synthetic.draw import Calibration


def number_programmes(
    crebos: pd.DataFrame, programmas: pd.DataFrame, *, sectorkamers: dict[str, str], kalibratie: Calibration
) -> pd.DataFrame:
    """Return one row per OPLNR: oplnr (6 digits), crebo, bc, niveau, sectorkamer, opleidingsrichting, gekoppeld."""
    rng, wereld = kalibratie.rng("oplnr"), kalibratie.wereld
    per_bc = programmas.set_index("bc")
    tabel = crebos.loc[crebos["bc"] != "", ["crebo", "bc", "niveau"]].sort_values("crebo", ignore_index=True)
    tabel = tabel[tabel["bc"].map(per_bc["gediplomeerd"]) > 0]
    tabel["sectorkamer"] = tabel["bc"].map(per_bc["sectorkamer"]).str.lower().map(sectorkamers)
    tabel["opleidingsrichting"] = tabel["bc"].map(per_bc["hoofdgroep_naam"])
    per_niveau = tabel.groupby("niveau", sort=True)
    onbekend = per_niveau.head(1).assign(sectorkamer=ONBEKEND)
    los = per_niveau.head(wereld["oplnr_zonder_koppeling"]).assign(gekoppeld=False)
    alles = pd.concat([tabel.assign(gekoppeld=True), onbekend.assign(gekoppeld=True), los], ignore_index=True)
    nummers = np.sort(rng.choice(np.arange(*wereld["oplnr_bereik"]), len(alles), replace=False))
    alles["oplnr"] = pd.Series(rng.permutation(nummers)).astype(str).str.zfill(6)
    return alles.sort_values("oplnr", ignore_index=True)


def crosswalk(opleidingen: pd.DataFrame, *, sectorkamers: dict[str, str], rng: np.random.Generator) -> pd.DataFrame:
    """Return the crosswalk as somebody would deliver it: zeros lost here and there, capitals that differ."""
    uit = opleidingen[opleidingen["gekoppeld"]].reset_index(drop=True)
    naam = {code: naam for naam, code in reversed(sectorkamers.items())}
    schrijfwijze = rng.integers(0, 3, len(uit))
    kamer = uit["sectorkamer"].map(naam)
    kamer = kamer.str.capitalize().mask(schrijfwijze == 1, kamer.str.upper()).mask(schrijfwijze == 2, kamer)  # noqa: PLR2004
    zonder = (uit["sectorkamer"] == ONBEKEND) & (uit["niveau"] % 2 == 0)
    uit["sectorkamer"] = kamer.mask(zonder, "")
    uit["oplnr"] = uit["oplnr"].mask(rng.random(len(uit)) < 1 / 2, uit["oplnr"].str.lstrip("0"))
    return uit[["oplnr", "crebo", "bc", "niveau", "sectorkamer", "opleidingsrichting"]]


def reference(opleidingen: pd.DataFrame, *, rng: np.random.Generator) -> pl.DataFrame:
    """Return the rows of OPLEIDINGSNRREF: every number, in the order of the file."""
    n = len(opleidingen)
    cto = pd.Series(rng.integers(10000, 99999, n)).astype(str).mask(rng.random(n) < 1 / 20)
    richting = pd.Series(rng.integers(11, 1100, n)).astype(str).str.zfill(4)
    kolommen = {"oplnr": opleidingen["oplnr"], "cto": cto, "soi_niveau": opleidingen["niveau"].astype(str)}
    return pl.from_pandas(pd.DataFrame(kolommen | {"isced_richting": richting}))


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), **s.params)
        sectorkamers = s.contract("contract_oplnr_bc").column("sectorkamer").codes
        opleidingen = number_programmes(
            s.read("crebos"), s.read("programmas"), sectorkamers=sectorkamers, kalibratie=kalibratie
        )
        opleidingen.to_parquet(s.target("opleidingen"), index=False)
        rng = kalibratie.rng("oplnr", "bestanden")
        tekst = crosswalk(opleidingen, sectorkamers=sectorkamers, rng=rng).to_csv(
            sep=";", index=False, lineterminator="\n"
        )
        s.target("oplnr_bc").write_text(tekst, encoding="utf-8", newline="\n")
        write_sav(
            reference(opleidingen, rng=rng),
            s.target("opleidingsnummers"),
            contract=s.contract("contract_opleidingsnummers"),
            rng=rng,
            stijl=SavStyle(tekstlabels=True),
        )
        s.rows_out("opleidingen", len(opleidingen))
