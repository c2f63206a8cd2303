"""Write DUO's inflow files A and B of the synthetic world, one of each per year, from the same students.

File A counts per prior education, file B per kind of inflow; both add up to the same group of students. The open
files hide counts of 1 to 4 and use today's institution codes; the delivery does neither.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, split, suppress

_TELLINGEN = {"a": ("TOTAAL MBO", "INSTROOM MBO", "INSTROOM OPLEIDING"), "b": ("AANTAL",)}
_SOORTEN = ("nieuw", "switch", "blijft")
_VLAGGEN = {"nieuw": ("J", "J"), "switch": ("N", "J"), "blijft": ("N", "N")}
_NAMEN = ("code", "naam", "bc", "bc_naam", "hoofdgroep", "hoofdgroep_naam", "klein")
_A_CODE = {"bol": "BOLVT", "bbl": "BBL", "overig": "EX"}
_B_CODE = {"bol": "BOL", "bbl": "BBL", "overig": "EX"}


def split_by_prior_education(
    groepen: pd.DataFrame, *, kalibratie: Calibration, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """Return per kind of student an array groups x (vo x mbo) of counts, rows in the order of `groepen`.

    The kinds share a group's propensities, so that prior educations common among its entrants are so among all.
    """
    aannames = kalibratie.aannames
    niveau = groepen["niveau"].to_numpy() - 1
    vo = _rows(aannames["vooropleiding_vo"])[niveau]
    mbo = {soort: _mbo(aannames["vooropleiding_mbo"][soort])[niveau] for soort in _SOORTEN}
    samen = sum(mbo.values()) / len(mbo)
    basis = (vo[:, :, None] * samen[:, None, :]).reshape(len(groepen), -1)
    omvang = groepen[list(_SOORTEN)].sum(axis=1).to_numpy()
    concentratie = groepen["leerweg"].map(aannames["concentratie_vooropleiding"]).to_numpy()
    # A larger group is more even: without this, the cells of small groups would be all ones.
    concentratie = concentratie * (omvang / omvang.mean()) ** aannames["concentratie_macht"]
    neiging = kalibratie.uneven(basis, concentratie, instelling=groepen["vandaag"], rng=rng)
    uit = {}
    for soort in _SOORTEN:
        kansen = neiging * np.repeat((mbo[soort] / samen)[:, None, :], vo.shape[1], axis=1).reshape(basis.shape)
        uit[soort] = rng.multinomial(groepen[soort], kansen / kansen.sum(axis=1, keepdims=True))
    return uit


def _rows(per_niveau: dict[int, list[float]]) -> np.ndarray:
    kansen = np.array([per_niveau[niveau] for niveau in sorted(per_niveau)])
    return np.asarray(kansen / kansen.sum(axis=1, keepdims=True))


def _mbo(kansen: Any) -> np.ndarray:  # noqa: ANN401 - one row for all levels, or one per level
    return _rows(kansen if isinstance(kansen, dict) else dict.fromkeys((1, 2, 3, 4), kansen))


def file_a(groepen: pd.DataFrame, cellen: dict[str, np.ndarray], *, domeinen: dict[str, list[str]]) -> pd.DataFrame:
    """Return file A: a row per group and prior education, with the raw column names."""
    nieuw, switch, blijft = (cellen[soort] for soort in _SOORTEN)
    rij, cel = np.nonzero(nieuw + switch + blijft)
    basis = groepen.iloc[rij].reset_index(drop=True)
    vo, mbo = np.divmod(cel, len(domeinen["vooropleiding_mbo"]))
    return pd.DataFrame(
        {
            "VOOROPLEIDING VO": pd.Categorical.from_codes(vo, domeinen["vooropleiding_vo"]),
            "VOOROPLEIDING MBO": pd.Categorical.from_codes(mbo, domeinen["vooropleiding_mbo"]),
            "INDICATIE KLEINE OPLEIDING": basis["klein"],
            "INSTELLINGSCODE": basis["code"],
            "INSTELLINGSNAAM": basis["naam"],
            "HOOFDGROEP CODE": basis["hoofdgroep"],
            "HOOFDGROEP NAAM": basis["hoofdgroep_naam"],
            "NIVEAU": basis["niveau"],
            "LEERWEG": basis["leerweg"].map(_A_CODE).mask(basis["boldt"], "BOLDT"),
            "BEROEPSOPLEIDING CODE": basis["bc"],
            "BEROEPSOPLEIDING NAAM": basis["bc_naam"],
            "TOTAAL MBO": (nieuw + switch + blijft)[rij, cel],
            "INSTROOM MBO": nieuw[rij, cel],
            "INSTROOM OPLEIDING": (nieuw + switch)[rij, cel],
        }
    )


def file_b(
    groepen: pd.DataFrame,
    cellen: dict[str, np.ndarray],
    *,
    domeinen: dict[str, list[str]],
    aannames: dict[str, Any],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return file B: a row per group, prior education and kind of inflow, with the raw column names."""
    jaar = int(groepen["jaar"].iloc[0])
    jaren = {"Y-1": str(jaar - 1), "<Y-1": f"<{jaar - 1}", " ": " "}
    delen = []
    for soort in _SOORTEN:
        profielen = aannames["soorten_instroom"][soort]
        rij, cel = np.nonzero(cellen[soort])
        kansen = np.tile([profiel[-1] for profiel in profielen], (len(rij), 1))
        verdeeld = split(cellen[soort][rij, cel], kansen, aannames["concentratie_soort"], rng)
        plek, welk = np.nonzero(verdeeld)
        basis = groepen.iloc[rij[plek]].reset_index(drop=True)
        vo, mbo = np.divmod(cel[plek], len(domeinen["vooropleiding_mbo"]))
        wijziging, vo_jaar, mbo_jaar, instroom_vo, _ = zip(*profielen, strict=True)
        delen.append(
            pd.DataFrame(
                {
                    "JAAR": jaar,
                    "INSTELLINGSCODE": basis["code"],
                    "NIVEAU": basis["niveau"],
                    "LEERWEG": basis["leerweg"].map(_B_CODE),
                    "BEROEPSOPLEIDING CODE": basis["bc"],
                    "BEROEPSOPLEIDING NAAM": basis["bc_naam"],
                    "WIJZIGING IN INSTELLING": np.array(wijziging)[welk],
                    "LAATSTE JAAR VO": pd.Categorical([jaren[een] for een in vo_jaar], jaren.values())[welk],
                    "VOOROPLEIDING VO": pd.Categorical.from_codes(vo, domeinen["vooropleiding_vo"]),
                    "LAATSTE JAAR MBO": pd.Categorical([jaren[een] for een in mbo_jaar], jaren.values())[welk],
                    "VOOROPLEIDING MBO": pd.Categorical.from_codes(mbo, domeinen["vooropleiding_mbo"]),
                    "INSTROOM VO": np.array(instroom_vo)[welk],
                    "INSTROOM MBO": _VLAGGEN[soort][0],
                    "INSTROOM OPLEIDING": _VLAGGEN[soort][1],
                    "AANTAL": verdeeld[plek, welk],
                }
            )
        )
    sleutel = ["INSTELLINGSCODE", "BEROEPSOPLEIDING CODE", "NIVEAU", "LEERWEG"]
    return pd.concat(delen).sort_values(sleutel, kind="stable", ignore_index=True)


def describe(
    populatie: pd.DataFrame, *, instellingen: pd.DataFrame, programmas: pd.DataFrame, code: str, klein_onder: int
) -> pd.DataFrame:
    """Return the groups of one year with the names that a file shows and its institution code, from column `code`.

    A merged institution shows the name of its largest part.
    """
    instellingen = instellingen.sort_values("omvang", ascending=False, kind="stable")
    tabel = populatie.assign(code=populatie[code])
    tabel["naam"] = tabel["code"].map(instellingen.drop_duplicates(code).set_index(code)["naam"])
    namen = programmas[["bc", "naam", "hoofdgroep", "hoofdgroep_naam"]].rename(columns={"naam": "bc_naam"})
    tabel = tabel.merge(namen, on="bc", validate="m:1")
    studenten = tabel[list(_SOORTEN)].sum(axis=1).groupby([tabel["code"], tabel["bc"]]).transform("sum")
    tabel["klein"] = np.where(studenten < klein_onder, "J", "N")
    # Each group becomes many rows: of a number, not of a text.
    return tabel.astype(dict.fromkeys(_NAMEN, "category"))


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"], generator=s.params["generator"])
        aannames = kalibratie.aannames
        domeinen = s.read("domeinen")
        populatie, instellingen, programmas = s.read("populatie"), s.read("instellingen"), s.read("programmas")
        is_open = s.params["uitgave"] == "open"
        contracten = {bestand: s.contract(f"contract_{bestand}") for bestand in ("a", "b")}
        for jaar, doel_a, doel_b in zip(s.params["jaren"], s.output["a"], s.output["b"], strict=True):
            groepen = describe(
                populatie[populatie["jaar"] == jaar].reset_index(drop=True),
                instellingen=instellingen,
                programmas=programmas,
                code="vandaag" if is_open else "instelling",
                klein_onder=aannames["kleine_opleiding_onder"],
            )
            rng = kalibratie.rng("cellen", jaar)
            cellen = split_by_prior_education(groepen, kalibratie=kalibratie, rng=rng)
            bestanden = {
                "a": (file_a(groepen, cellen, domeinen=domeinen), doel_a),
                "b": (file_b(groepen, cellen, domeinen=domeinen, aannames=aannames, rng=rng), doel_b),
            }
            codering = aannames["coderingen"][jaar % len(aannames["coderingen"])]
            for bestand, (tabel, doel) in bestanden.items():
                for kolom in _TELLINGEN[bestand] if is_open else ():
                    tabel[kolom] = suppress(tabel[kolom].to_numpy())
                write_raw(tabel, contracten[bestand], s.stage(Path(doel)), codering=codering)
                s.rows_out(Path(doel).stem, len(tabel))
