"""Write the synthetic files of SBB: reports of stage discrimination per institution, and the BPV monitor."""

import pandas as pd

from werkagenda.contract.contracts import load_contract
from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration


def reports(jaren: list[int], kalibratie: Calibration) -> pd.DataFrame:
    """Return one row per year and institution under a number of SBB's own: its reports, empty where not known."""
    doelen = kalibratie.doelen["meldingen"]
    waarden = [str(aantal) for aantal in kalibratie.aannames["meldingen"]]
    waarden += ["0"] * doelen["instellingen_zonder"] + [""] * doelen["instellingen_onbekend"]
    rng = kalibratie.rng("sbb")
    delen = [
        pd.DataFrame(
            {
                "jaar": str(jaar),
                "instelling_nr": [str(nummer + 1) for nummer in range(len(waarden))],
                "meldingen": [waarden[plek] for plek in rng.permutation(len(waarden))],
            }
        )
        for jaar in jaren
    ]
    return pd.concat(delen, ignore_index=True)


def monitor(jaren: list[int], kalibratie: Calibration) -> pd.DataFrame:
    """Return the shares of the BPV monitor as the report prints them, the same in each year."""
    return pd.DataFrame(
        [
            {
                "jaar": str(jaar),
                "onderdeel": onderdeel,
                "groep": groep,
                "aandeel": f"{aandeel:.2f}",
            }
            for jaar in jaren
            for deel in (
                kalibratie.doelen["bpv"],
                kalibratie.doelen["bpv_contactmomenten"],
                kalibratie.aannames["bpv_overig"],
            )
            for groep, delen in deel.items()
            for onderdeel, aandeel in delen.items()
        ]
    )


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        jaren = s.params["jaren"]
        for naam, tabel in {"meldingen": reports(jaren, kalibratie), "bpv": monitor(jaren, kalibratie)}.items():
            write_raw(tabel, load_contract(s.path(f"contract_{naam}")), s.target(naam))
            s.rows_out(naam, len(tabel))
