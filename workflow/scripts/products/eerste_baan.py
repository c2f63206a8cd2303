"""Table 5 on the first job: who had one within three months, who had a paid internship, and what that paid."""

import pandas as pd

from werkagenda.models.proportions import wilson
from werkagenda.persons.start import KENMERKEN, job_soon, with_traits
from werkagenda.run.step import step

TOTAAL = "totaal"
BAAN, STAGE = "baan_drie_maanden", "stage"
LOON = "stageloon"
# Pay in cents; the last digits of a sum of floats differ between machines.
CENTEN = 2


def first_jobs(personen: pd.DataFrame) -> pd.DataFrame:
    """Return per question and category the share of persons, with Wilson's interval, and the pay of internships.

    Args:
        personen: one row per leaver: leerweg, niveau, opleidingsrichting, maanden_baan (months to any job, missing:
            none yet), stage (ja or nee: a paid internship) and stageloon (euro a month, missing: none).

    Returns:
        `vraag`, `kenmerk`, `categorie`, `aandeel` with its bounds, `n` (persons), `teller` and `n_nee`; of internships
        the mean pay `stageloon` over who had one, their sum and the two largest.

    """
    alle = personen.assign(totaal=TOTAAL, **{BAAN: job_soon(personen["maanden_baan"])})
    delen = [_per_category(alle, vraag, kenmerk) for vraag in (BAAN, STAGE) for kenmerk in (TOTAAL, *KENMERKEN)]
    uit = pd.concat(delen, ignore_index=True)
    uit["aandeel"] = uit["teller"] / uit["n"]
    uit["aandeel_min"], uit["aandeel_max"] = wilson(uit["teller"], uit["n"])
    return uit


def _per_category(personen: pd.DataFrame, vraag: str, kenmerk: str) -> pd.DataFrame:
    """Return the counts of one question by one trait, and what internships paid."""
    groepen = personen.assign(ja=personen[vraag].eq("ja")).groupby(kenmerk, sort=True)
    uit = groepen.agg(n=("ja", "size"), teller=("ja", "sum"))
    if vraag == STAGE:
        lonen = groepen[LOON].agg(stageloon="mean", loon_som="sum", loon_grootste="max", loon_tweede=_second)
        uit = uit.join(lonen.round(CENTEN))
    uit = uit.assign(n_nee=uit["n"] - uit["teller"], vraag=vraag, kenmerk=kenmerk)
    return uit.rename_axis("categorie").reset_index().astype({"categorie": str})


def _second(lonen: pd.Series) -> float:
    """Return the second largest pay, 0 where there is none."""
    return float(lonen.nlargest(2).iloc[-1]) if lonen.count() > 1 else 0.0


if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", first_jobs(with_traits(s.read_all("start"), s.read_all("cohorten"))))
