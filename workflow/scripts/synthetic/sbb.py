"""Write the synthetic files of SBB: reports of stage discrimination per institution, and the BPV monitor."""

import pandas as pd

from werkagenda.contracts import load_contract
from werkagenda.rawfile import write_raw
from werkagenda.step import step
from werkagenda.synthetic_draw import Calibration


def reports(kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per institution under a number of SBB's own: its reports, empty where they are not known."""
    doelen = kalibratie.doelen["meldingen"]
    waarden = [str(aantal) for aantal in kalibratie.aannames["meldingen"]]
    waarden += ["0"] * doelen["instellingen_zonder"] + [""] * doelen["instellingen_onbekend"]
    volgorde = kalibratie.rng("sbb").permutation(len(waarden))
    return pd.DataFrame(
        {
            "jaar": str(kalibratie.aannames["sbb_jaar"]),
            "instelling_nr": [str(nummer + 1) for nummer in range(len(waarden))],
            "meldingen": [waarden[plek] for plek in volgorde],
        }
    )


def monitor(kalibratie: Calibration) -> pd.DataFrame:
    """Return the shares of the BPV monitor as the report prints them."""
    return pd.DataFrame(
        [
            {
                "jaar": str(kalibratie.aannames["sbb_jaar"]),
                "onderdeel": onderdeel,
                "groep": groep,
                "aandeel": f"{aandeel:.2f}",
            }
            for groep, delen in kalibratie.doelen["bpv"].items()
            for onderdeel, aandeel in delen.items()
        ]
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        for naam, tabel in {"meldingen": reports(kalibratie), "bpv": monitor(kalibratie)}.items():
            write_raw(tabel, load_contract(s.path(f"contract_{naam}")), s.target(naam))
            s.rows_out(naam, len(tabel))
