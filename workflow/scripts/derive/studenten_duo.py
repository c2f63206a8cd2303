"""Set DUO's student files 01 and 08 beside the inflow files: each counts all students of an institution on 1 October.

File 01 has so few rows that almost nothing in it is suppressed: it says how far the estimate of the inflow files is off
in a year without a delivery too. Neither file has to be there.
"""

import pandas as pd

from werkagenda.flow.groups import choose_edition
from werkagenda.flow.suppressed import lowest
from werkagenda.institutions.mergers import current_codes
from werkagenda.run.step import log, step

BESTANDEN = ("studenten_leerweg", "studenten_opleiding")
_MAAT = "totaal_mbo"
_SLEUTEL = ["jaar", "instelling", "leerweg"]
_TELLINGEN = ["bestand_min", "bestand_max", "aantal_min", "aantal", "aantal_max"]
# The columns of file 01, in the three words that the monitor has for them.
_KOLOMMEN = {"bbl": "bbl", "bol_deeltijd": "bol", "bol_voltijd": "bol", "overig": "overig"}


def long_form(tabel: pd.DataFrame) -> pd.DataFrame:
    """Return a student file with a row per count: `jaar, instelling, leerweg, aantal`; file 08 comes so from ingest."""
    if "leerweg" in tabel:
        return tabel[[*_SLEUTEL, "aantal"]]
    lang = tabel.melt(["jaar", "instelling"], list(_KOLOMMEN), var_name="leerweg", value_name="aantal")
    return lang.assign(leerweg=lang["leerweg"].map(_KOLOMMEN))


def bounds(lang: pd.DataFrame, *, fusies: pd.DataFrame, high: int) -> pd.DataFrame:
    """Return `bestand_min, bestand_max` (students) per jaar, instelling of today and leerweg.

    Args:
        lang: as `long_form` returns; an empty count is suppressed. In a file that shows a 0 it holds somebody.
        fusies: `oud, nieuw, datum`.
        high: highest value of a suppressed cell.

    """
    leeg = lang["aantal"].isna()
    laagste = lowest("auto", bool((lang["aantal"] == 0).any()))
    geteld = lang["aantal"].fillna(0).astype("int64")
    per_rij = lang[_SLEUTEL].astype({"instelling": "str", "leerweg": "str", "jaar": "int64"})
    per_rij["instelling"] = current_codes(per_rij["instelling"], fusies)
    per_rij = per_rij.assign(bestand_min=geteld + leeg * laagste, bestand_max=geteld + leeg * high)
    return per_rij.groupby(_SLEUTEL)[_TELLINGEN[:2]].sum()


def inflow_files(cellen: pd.DataFrame, *, fusies: pd.DataFrame) -> pd.DataFrame:
    """Return `aantal_min, aantal, aantal_max` of all students by files A and B, the open ones where there are.

    Open files and student files are of one publication; a year of which there is a delivery alone has that.
    """
    maat = cellen[cellen["maat"] == _MAAT]
    open_ = choose_edition(maat, "open", maat["jaar"].unique()).sort_values([*_SLEUTEL, "bc", "niveau"])
    open_ = open_.astype({"instelling": "str", "leerweg": "str", "jaar": "int64"})
    vandaag = open_.assign(instelling=current_codes(open_["instelling"], fusies))
    return vandaag.groupby(_SLEUTEL)[_TELLINGEN[2:]].sum()


def compare(bestand: pd.DataFrame, instroom: pd.DataFrame) -> pd.DataFrame:
    """Return both beside each other with `past` (ja or nee), for the years that both have.

    Who is in one of the two alone is 0 in the other. `past` says whether their bounds have a number in common.
    """
    jaren = set(bestand.index.unique("jaar")) & set(instroom.index.unique("jaar"))
    samen = bestand.join(instroom, how="outer").fillna(0).sort_index()
    samen = samen[samen.index.isin(jaren, level="jaar") & (samen[["bestand_max", "aantal_max"]] > 0).any(axis=1)]
    past = (samen["bestand_min"] <= samen["aantal_max"]) & (samen["aantal_min"] <= samen["bestand_max"])
    tellingen = samen.astype({naam: "int64" for naam in _TELLINGEN if naam != "aantal"})
    return tellingen.assign(past=past.map({True: "ja", False: "nee"})).reset_index()


if __name__ == "__main__":
    with step(snakemake) as s:
        fusies = s.read("fusies")
        instroom = inflow_files(pd.concat(s.read_all("cellen").values()), fusies=fusies)
        delen = [pd.DataFrame(columns=["bron", *_SLEUTEL, *_TELLINGEN, "past"])]
        for bron in BESTANDEN:
            if not s.paths(bron):
                continue
            naast = compare(bounds(long_form(s.read(bron)), fusies=fusies, high=s.params["high"]), instroom)
            delen.append(naast.assign(bron=bron))
            strijdig = int((naast["past"] == "nee").sum())
            if strijdig:
                log.warning(
                    "%s: %s van %s aantallen passen niet bij de instroombestanden, zie %s",
                    bron, strijdig, len(naast), s.output["tabel"],
                )  # fmt: skip
        s.write("tabel", pd.concat(delen))
