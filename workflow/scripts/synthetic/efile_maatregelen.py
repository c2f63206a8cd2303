"""Write the synthetic e-file's view of the measures: progress and effect per institution and objective."""

import numpy as np
import pandas as pd

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, largest_remainder

# How near a share of whole institutions must come to the published one.
_TOLERANTIE = 0.005


def rows_for(alle: int, wens: int, aandelen: list[float]) -> int:
    """Return how many of `alle` institutions answer: nearest to `wens`, with every share met by whole institutions."""
    for aantal in sorted(range(1, alle + 1), key=lambda n: (abs(n - wens), n)):
        if all(abs(round(aantal * deel) / aantal - deel) < _TOLERANTIE for deel in aandelen):
            return aantal
    message = f"geen aantal instellingen past bij {aandelen}"
    raise ValueError(message)


def judge(codes: list[str], onderdelen: list[str], *, kalibratie: Calibration) -> pd.DataFrame:
    """Return `instelling, doelstelling, voortgang, effectiviteit` for those that took measures."""
    doelen, regels = kalibratie.doelen, kalibratie.aannames["maatregelen"]
    delen = []
    for onderdeel in onderdelen:
        rng = kalibratie.rng("efile", "maatregelen", onderdeel)
        volgens = doelen["voortgang"].get(onderdeel, regels["zoals_verwacht"])
        goed = doelen["effectief"].get(onderdeel, regels["effectief"])
        vast = [doelen[naam][onderdeel] for naam in ("voortgang", "effectief") if onderdeel in doelen[naam]]
        n = rows_for(len(codes), round(len(codes) * regels["deelname"]), vast)
        wie = rng.choice(codes, n, replace=False)
        voortgang = {
            "zoals verwacht": round(n * volgens),
            "voor": (n - round(n * volgens)) * regels["voor"],
            "achter": (n - round(n * volgens)) * (1 - regels["voor"]),
        }
        rest = n - round(n * goed)
        effect = {
            "heel effectief": round(round(n * goed) * regels["heel"]),
            "een beetje effectief": round(n * goed) - round(round(n * goed) * regels["heel"]),
            "wisselt per activiteit": rest * regels["wisselt"],
            "niet effectief": rest * (1 - regels["wisselt"]) * regels["niet"],
            "nog niet te zeggen": rest * (1 - regels["wisselt"]) * (1 - regels["niet"]),
        }
        delen.append(
            pd.DataFrame(
                {
                    "instelling": wie,
                    "doelstelling": onderdeel,
                    "voortgang": rng.permutation(_repeat(voortgang)),
                    "effectiviteit": rng.permutation(_repeat(effect)),
                }
            )
        )
    return pd.concat(delen, ignore_index=True).sort_values(["instelling", "doelstelling"], ignore_index=True)


def choose(codes: list[str], *, kalibratie: Calibration) -> pd.DataFrame:
    """Return a row per institution and single measure: `gekozen`; progress and effect are of the objective."""
    rng, regels = kalibratie.rng("efile", "maatregelkeuze"), kalibratie.aannames["maatregelen_werken"]
    rijen = []
    for doel, maatregelen in kalibratie.doelen["maatregelkeuze"].items():
        for maatregel, (ja, alle) in maatregelen.items():
            wie = rng.choice(codes, alle, replace=False)
            rijen += [(code, doel, maatregel, "ja" if plek < ja else "nee") for plek, code in enumerate(wie)]
    bijna, alle = kalibratie.doelen["bijna_alle"]
    nummers = [f"3.3.{nummer}" for nummer in range(1, regels["aantal"] + 1)]
    for plek, code in enumerate(rng.choice(codes, alle, replace=False)):
        onder, boven = regels["bijna"] if plek < bijna else regels["anders"]
        neemt = set(rng.choice(nummers, rng.integers(onder, boven + 1), replace=False))
        rijen += [(code, "3.3", nummer, "ja" if nummer in neemt else "nee") for nummer in nummers]
    tabel = pd.DataFrame(rijen, columns=["instelling", "doelstelling", "maatregel", "gekozen"])
    return tabel.assign(voortgang="", effectiviteit="")


def _repeat(aantallen: dict[str, float]) -> np.ndarray:
    heel = largest_remainder(np.array(list(aantallen.values()), dtype=float), np.zeros(len(aantallen)))
    return np.repeat(list(aantallen), heel)


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        register = s.read("indicatoren")
        gedeeld = {onderdeel[:-1] for onderdeel in register["onderdelen"]}
        onderdelen = sorted({*register["doelstellingen"], *register["onderdelen"]} - gedeeld)
        codes = sorted(s.read("instellingen")["vandaag"].unique())
        mee = kalibratie.rng("efile", "maatregelen").choice(
            codes, kalibratie.aannames["maatregelen"]["instellingen"], replace=False
        )
        oordelen = judge(sorted(mee), onderdelen, kalibratie=kalibratie).assign(maatregel="", gekozen="")
        ruw = pd.concat([oordelen, choose(sorted(mee), kalibratie=kalibratie)]).sort_values(
            ["instelling", "doelstelling", "maatregel"], ignore_index=True
        )
        write_raw(ruw, s.contract(), s.target("efile_maatregelen"))
        s.rows_out("efile_maatregelen", len(ruw))
