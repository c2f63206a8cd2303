"""Starting wage and start position by hand."""

import pandas as pd
import pytest
from products.startpositie import start_positions
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from werkagenda.disclosure.release import start_scores
from werkagenda.errors import InputError
from werkagenda.persons.start import with_traits


def persons(richting, maanden, *, vast, tijdelijk, nvt=0, lonen):  # noqa: PLR0913
    """Persons of an opleidingsrichting; the wages repeat over those with a contract, who come first."""
    contract = ["vast"] * vast + ["tijdelijk"] * tijdelijk + ["nvt"] * nvt
    n = len(maanden)
    loon = [lonen[i % len(lonen)] if i < len(contract) else None for i in range(n)]
    return pd.DataFrame(
        {
            "opleidingsrichting": richting,
            "maanden": pd.array(maanden, dtype="Int64"),
            "loon": pd.array(loon, dtype="Float64").astype("float64"),
            "contract": contract + [""] * (n - len(contract)),
        }
    )


@pytest.fixture
def personen():
    return pd.concat(
        [
            # Median of 20 ones and 20 threes is 2; 20 of 40 permanent.
            persons("bouw", [1] * 20 + [3] * 20, vast=20, tijdelijk=20, lonen=(1500, 2500)),
            # 19 fours, 21 without a job within 15 months, who count as 16.
            persons("kunst", [4] * 19 + [None] * 21, vast=10, tijdelijk=30, lonen=(1000, 1200)),
            # Six are exempt: 12 of 30 permanent.
            persons("zorg", [6] * 40, vast=12, tijdelijk=18, nvt=6, lonen=(2000,)),
        ],
        ignore_index=True,
    )


def test_wage_duration_and_contract(personen):
    tabel = start_positions(personen, maanden=15, vast_van="contract").set_index("opleidingsrichting")
    assert tabel["startloon"].to_dict() == {"bouw": 2000, "kunst": 1100, "zorg": 2000, "totaal": pytest.approx(1689.66)}
    assert tabel["zoekduur"].to_dict() == {"bouw": 2, "kunst": 16, "zorg": 6, "totaal": 6}
    assert tabel["kans_vast"].to_dict() == {"bouw": 0.5, "kunst": 0.25, "zorg": 0.4, "totaal": pytest.approx(42 / 110)}
    assert tabel.loc["zorg", ["studenten", "n_loon"]].tolist() == [40, 36]
    assert tabel.loc["zorg", ["vast", "niet_vast"]].tolist() == [12, 18]
    assert tabel.loc["bouw", ["loon_som", "loon_grootste", "loon_tweede"]].tolist() == [80_000, 2500, 2500]


@pytest.mark.parametrize(("vast_van", "van"), [("contract", 30), ("loon", 36)])
def test_the_chance_of_a_permanent_contract_has_the_interval_of_wilson(personen, vast_van, van):
    tabel = start_positions(personen, maanden=15, vast_van=vast_van).set_index("opleidingsrichting")
    for richting, vast, noemer in (("bouw", 20, 40), ("zorg", 12, van)):
        grenzen = tabel.loc[richting, ["kans_vast_min", "kans_vast_max"]].tolist()
        assert grenzen == pytest.approx(proportion_confint(vast, noemer, method="wilson"), abs=1e-12)


def test_who_has_no_kind_of_contract_is_not_permanent(personen):
    """Of all with a wage: 12 of 36 instead of 12 of 30, and no number beside it that tells the six who are exempt."""
    tabel = start_positions(personen, maanden=15, vast_van="loon").set_index("opleidingsrichting")
    assert tabel["kans_vast"].to_dict() == pytest.approx(
        {"bouw": 0.5, "kunst": 0.25, "zorg": 12 / 36, "totaal": 42 / 116}
    )
    assert (tabel["vast"] + tabel["niet_vast"]).equals(tabel["n_loon"])
    alleen = start_positions(personen[:1], maanden=15, vast_van="loon").set_index("opleidingsrichting")
    assert alleen.loc["bouw", ["loon_grootste", "loon_tweede"]].tolist() == [1500, 0]


def test_z_scores_equal_scipy(personen):
    tabel = start_scores(start_positions(personen, maanden=15, vast_van="contract")).set_index("opleidingsrichting")
    duur, vast = -stats.zscore([2, 16, 6], ddof=1), stats.zscore([0.5, 0.25, 0.4], ddof=1)
    assert tabel.loc[["bouw", "kunst", "zorg"], "z_zoekduur"].to_numpy() == pytest.approx(duur)
    assert tabel.loc[["bouw", "kunst", "zorg"], "startpositie"].to_numpy() == pytest.approx((duur + vast) / 2)
    assert tabel.loc["totaal", ["z_zoekduur", "z_vast", "startpositie"]].isna().all()


def test_scores_are_made_of_what_is_shown_alone(personen):
    """Over all rows the hidden one would be minus the sum of the others."""
    tabel = start_positions(personen, maanden=15, vast_van="contract")
    bouw = tabel["opleidingsrichting"] == "bouw"
    getoond = tabel.assign(zoekduur=tabel["zoekduur"].mask(bouw), kans_vast=tabel["kans_vast"].mask(bouw))
    uit = start_scores(getoond).set_index("opleidingsrichting")
    assert uit.loc["bouw", ["z_zoekduur", "z_vast", "startpositie"]].isna().all()
    # Of two, each is as far from their mean as the other, whatever is hidden.
    assert uit["z_vast"].dropna().tolist() == pytest.approx([-(0.5**0.5), 0.5**0.5])


def test_cohort_and_start_are_of_the_same_persons():
    sleutel = {"rinpersoons": ["R", "R"], "rinpersoon": ["000000001", "000000002"]}
    kenmerken = {"leerweg": ["bol", "bbl"], "niveau": [2, 3], "opleidingsrichting": ["bouw", "zorg"]}
    cohort = pd.DataFrame({**sleutel, **kenmerken, "geslacht": ["man", "vrouw"]})
    start = pd.DataFrame({**sleutel, "maanden": [1, 2], "loon": [1.0, 2.0], "contract": ["vast", "nvt"]})
    samen = with_traits({"2021": start}, {"2021": cohort})
    assert samen[["opleidingsrichting", "maanden"]].to_numpy().tolist() == [["bouw", 1], ["zorg", 2]]
    with pytest.raises(InputError, match="niet van dezelfde personen"):
        with_traits({"2021": start[:1]}, {"2021": cohort})
