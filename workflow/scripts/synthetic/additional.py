"""Write the synthetic files that need not be delivered: early school leavers, SBB, and long tables of institutions.

Sums are those of the calibration; institutions have the code of the year of the file. Years of early school leavers
beyond the last delivery come as DUO's open files do: counts of 1 to 4 as -1.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from werkagenda.contract.contracts import Contract
from werkagenda.ingest.delimited import read_raw, write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, largest_remainder, suppress
from werkagenda.synthetic.surveys import LEERWEGEN, code_on, students

_NIVEAUS = (1, 2, 3, 4)


def spread(totaal: int, gewicht: np.ndarray) -> np.ndarray:
    """Return whole numbers that add up to `totaal`, in proportion to the weights."""
    return largest_remainder(totaal * gewicht / gewicht.sum(), np.zeros(len(gewicht)))


def early_leavers(
    populatie: pd.DataFrame, instellingen: pd.DataFrame, jaar: int, *, onderdrukt: bool, kalibratie: Calibration
) -> pd.DataFrame:
    """Return one row per institution, level and leerweg with participants; raw names."""
    rng, alle = kalibratie.rng("vsv", jaar), students(populatie, jaar)
    codes = code_on(instellingen, dt.date(jaar, 10, 1))
    namen = sorted(alle["vandaag"].unique())
    # An institution that loses many students does so in every leerweg and level.
    uitval = dict(zip(namen, np.exp(rng.normal(0, kalibratie.aannames["spreiding_vsv"], len(namen))), strict=True))
    delen = []
    for leerweg in LEERWEGEN:
        for plek, niveau in enumerate(_NIVEAUS):
            deel = alle[(alle["leerweg"] == leerweg) & (alle["niveau"] == niveau)]
            deelnemers = spread(
                kalibratie.aannames["deelnemers"][jaar][leerweg][plek], deel["studenten"].to_numpy(float)
            )
            kans = deelnemers * deel["vandaag"].map(uitval).to_numpy()
            vsv = spread(kalibratie.doelen["vsv"][jaar][leerweg][plek], kans)
            delen.append(deel.assign(deelnemers=deelnemers, vsv=np.minimum(vsv, deelnemers)))
    rijen = pd.concat(delen)
    rijen["code"] = rijen["instelling"].map(codes)
    som = rijen.groupby(["code", "niveau", "leerweg"], as_index=False)[["deelnemers", "vsv"]].sum()
    som = som[som["deelnemers"] > 0]
    tellingen = {naam: suppress(som[naam].to_numpy()) if onderdrukt else som[naam] for naam in ("deelnemers", "vsv")}
    return pd.DataFrame(
        {
            "JAAR": str(jaar),
            "INSTELLINGSCODE": som["code"],
            "NIVEAU": som["niveau"].astype(str),
            "LEERWEG": som["leerweg"].str.upper(),
            "DEELNEMERS": tellingen["deelnemers"].astype(str),
            "VSV": tellingen["vsv"].astype(str),
        }
    )


def _long(rijen: Sequence[tuple[str, int, str, float]]) -> pd.DataFrame:
    """Return a long table, raw names; values are written without needless decimals."""
    tabel = pd.DataFrame(rijen, columns=["instelling", "jaar", "categorie", "waarde"])
    tabel = tabel.sort_values(["instelling", "jaar", "categorie"], ignore_index=True)
    return tabel.assign(jaar=tabel["jaar"].astype(str), waarde=tabel["waarde"].map("{:g}".format))


def qualified(omvang: pd.Series, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return teachers per institution of today by qualification, and who uses the monitor of digital skills."""
    rng, aannames = kalibratie.rng("bevoegdheid"), kalibratie.aannames
    rijen = []
    for jaar, delen in aannames["bevoegdheid"].items():
        docenten = (omvang * aannames["docenten_per_student"]).round().astype(int)
        for code, alle in docenten.items():
            aantallen = rng.multinomial(alle, rng.dirichlet(80 * np.array(list(delen.values()))))
            rijen += [(code, jaar, soort, n) for soort, n in zip(delen, aantallen, strict=True)]
    ja, nee = kalibratie.doelen["digitale_monitor"]
    wie = rng.choice(list(omvang.index), ja + nee, replace=False)
    jaar = aannames["digitale_monitor_jaar"]
    rijen += [(code, jaar, "digitale_monitor", int(plek < ja)) for plek, code in enumerate(wie)]
    return _long(rijen)


def practorates(codes: Sequence[str], *, kalibratie: Calibration) -> pd.DataFrame:
    """Return the practorates that run in the last year, each at one institution; raw names."""
    rng, per_jaar = kalibratie.rng("practoraten"), kalibratie.doelen["practoraten"]
    volgorde = list(rng.permutation(codes))
    rijen: list[tuple[str, int]] = []
    eerste = min(per_jaar)
    for jaar, (alle, met) in per_jaar.items():
        begin = len({code for code, _ in rijen})
        nieuw = list(volgorde[begin:met])
        nieuw += list(rng.choice(volgorde[:met], alle - len(rijen) - len(nieuw))) if alle > len(rijen) else []
        # What there was in the first year began in the years before it.
        sinds = rng.integers(eerste - 6, eerste + 1, len(nieuw)) if jaar == eerste else np.full(len(nieuw), jaar)
        rijen += list(zip(map(str, nieuw), sinds.tolist(), strict=True))
    themas = kalibratie.doelen["practoraat_thema"]
    thema = rng.permutation(np.repeat(list(themas), list(themas.values())))
    tabel = pd.DataFrame(rijen, columns=["instelling", "sinds"]).assign(thema=thema)
    volg = tabel.groupby("thema").cumcount() + 1
    tabel["naam"] = [f"Practoraat {soort} {nummer}" for soort, nummer in zip(thema, volg, strict=True)]
    uit: pd.DataFrame = tabel[["naam", "thema", "instelling", "sinds"]].astype(str)
    return uit.sort_values("naam", ignore_index=True)


def certificates(omvang: pd.Series, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return certificates per institution, year and sectorkamer; raw names."""
    rng, aannames = kalibratie.rng("certificaten"), kalibratie.aannames
    wie = sorted(rng.choice(list(omvang.index), aannames["certificaten_instellingen"], replace=False))
    rijen = []
    for jaar, delen in aannames["certificaten"].items():
        for kamer, alle in delen.items():
            aantallen = spread(alle, omvang[wie].to_numpy(float) * rng.gamma(1.0, 1.0, len(wie)))
            rijen += [(code, jaar, kamer, n) for code, n in zip(wie, aantallen, strict=True) if n]
    return _long(rijen)


def reports(codes: Sequence[str], *, kalibratie: Calibration) -> pd.DataFrame:
    """Return per annual report what it has information on; raw names."""
    rng, aannames = kalibratie.rng("jaarverslagen"), kalibratie.aannames
    met, alle = kalibratie.doelen["samenwerking"]
    wie = sorted(rng.choice(codes, alle, replace=False))
    rijen = []
    for soort, aantal in ({"expliciet": met} | aannames["partners"]).items():
        noemt = set(rng.choice(wie, aantal, replace=False))
        rijen += [(code, aannames["samenwerking_jaar"], soort, int(code in noemt)) for code in wie]
    return _long(rijen)


def own_indicators(plannen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return the subjects of own indicators, of the plans that say they have one; raw names."""
    rng, aannames = kalibratie.rng("eigen_indicatoren"), kalibratie.aannames
    rijen = []
    for doel, onderwerpen in aannames["eigen_onderwerpen"].items():
        ja = plannen[f"eigen_indicator_{doel.replace('.', '_')}"] == "ja"
        wie = sorted(plannen.loc[ja, "instelling"])
        genoemd = {(str(code), soort) for soort, n in onderwerpen.items() for code in rng.choice(wie, n, replace=False)}
        eerste = next(iter(onderwerpen))
        genoemd |= {(code, eerste) for code in set(wie) - {code for code, _ in genoemd}}
        rijen += [(code, doel, soort, "lager" if soort in aannames["eigen_lager"] else "hoger")
                  for code, soort in genoemd]  # fmt: skip
    tabel = pd.DataFrame(rijen, columns=["instelling", "doelstelling", "onderwerp", "richting"])
    return tabel.sort_values(["instelling", "doelstelling", "onderwerp"], ignore_index=True)


def per_chamber(per_jaar: Mapping[int, Mapping[str, Any]], namen: Mapping[str, str]) -> list[tuple[str, str, Any]]:
    """Return year, name of the sectorkamer as SBB writes it, and what the calibration has for it."""
    voluit = {code: naam.capitalize() for naam, code in namen.items()}
    return [(str(jaar), voluit[kamer], waarde) for jaar, delen in per_jaar.items() for kamer, waarde in delen.items()]


def satisfaction(aannames: Mapping[str, Any], namen: Mapping[str, str]) -> pd.DataFrame:
    """Return the shares of satisfied training firms as SBB prints them, the national one without a sectorkamer."""
    voluit = {code: naam.upper() for naam, code in namen.items()}
    rijen = [
        (str(jaar), vraag, voluit.get(kamer, ""), str(aannames["tevredenheid_leerbedrijven"][kamer]),
         f"{aandeel:.2f}".replace(".", ","))
        for jaar, vragen in aannames["tevredenheid"].items()
        for vraag, aandelen in vragen.items()
        for kamer, aandeel in aandelen.items()
    ]  # fmt: skip
    return pd.DataFrame(rijen, columns=["jaar", "vraag", "sectorkamer", "leerbedrijven", "tevreden"])


def chambers(contract: Contract) -> dict[str, str]:
    """Return the names of the sectorkamers with their codes, from a contract that has them."""
    codes: dict[str, str] = dict(contract.column("categorie").codes or {})
    return codes


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        populatie, instellingen, aannames = s.read("populatie"), s.read("instellingen"), kalibratie.aannames
        plannen = read_raw(s.contract("contract_plan_instellingen"), s.path("plannen")).to_pandas()
        omvang = students(populatie, s.params["jaren"][-1]).groupby("vandaag")["studenten"].sum().sort_index()
        kamers = chambers(s.contract("contract_sbb_tekorten"))
        voluit = {code: naam for naam, code in kamers.items()}
        certificaten = certificates(omvang, kalibratie=kalibratie)
        tekort = [
            (jaar, kamer, leerweg, str(n))
            for jaar, kamer, paar in per_chamber(aannames["stagetekorten"], kamers)
            for leerweg, n in zip(LEERWEGEN, paar, strict=True)
        ]
        verklaringen = [
            (jaar, kamer, str(n)) for jaar, kamer, n in per_chamber(aannames["praktijkverklaringen"], kamers)
        ]
        tabellen = {
            "bevoegdheid": qualified(omvang, kalibratie=kalibratie),
            "practoraten_lijst": practorates(list(omvang.index), kalibratie=kalibratie),
            "certificaten": certificaten.assign(categorie=certificaten["categorie"].map(voluit)),
            "samenwerking_jaarverslag": reports(list(omvang.index), kalibratie=kalibratie),
            "sbb_tekorten": pd.DataFrame(tekort, columns=["jaar", "sectorkamer", "leerweg", "tekort"]),
            "sbb_tevredenheid": satisfaction(aannames, kamers),
            "praktijkverklaringen": pd.DataFrame(verklaringen, columns=["jaar", "sectorkamer", "aantal"]),
            "plan_eigen_indicatoren": own_indicators(plannen, kalibratie=kalibratie),
        }
        for naam, tabel in tabellen.items():
            write_raw(tabel, s.contract(f"contract_{naam}"), s.target(naam))
            s.rows_out(naam, len(tabel))
        for jaar, doel in zip(s.params["jaren"], s.output["vsv"], strict=True):
            onderdrukt = jaar > s.params["laatste_levering"]
            vsv = early_leavers(populatie, instellingen, jaar, onderdrukt=onderdrukt, kalibratie=kalibratie)
            write_raw(vsv, s.contract("contract_vsv"), s.stage(Path(doel)))
            s.rows_out(f"vsv_{jaar}", len(vsv))
