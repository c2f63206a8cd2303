"""The published numbers of the synthesis: its own sums, what follows from them, and where it contradicts itself."""

from collections import Counter

import pandas as pd
import yaml
from helpers.project import ROOT

from werkagenda.indicators.progress import verdict
from werkagenda.indicators.registry import registry

RESOURCES = ROOT / "resources"
REGISTER = registry(yaml.safe_load((RESOURCES / "indicatoren.yaml").read_text(encoding="utf-8")))
ALLES = pd.read_csv(RESOURCES / "published" / "synthese.csv", dtype=str, keep_default_na=False, encoding="utf-8")
HOOFDTABEL = "§ 2.1, tabel"


def printed() -> pd.DataFrame:
    """Return the table of section 2.1: one row per indicator, by rank."""
    eigen = ALLES[(ALLES["product"] == "tabel_s_voortgang") & (ALLES["pagina"] == HOOFDTABEL)]
    breed = eigen.pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first").astype(float)
    sleutels = [dict(deel.split("=") for deel in str(sleutel).split(";")) for sleutel in breed.index]
    return breed.assign(
        indicator=[s["indicator"] for s in sleutels], rang=[int(s["rang"]) for s in sleutels]
    ).sort_values("rang", ignore_index=True)


def test_the_rows_are_the_indicators_of_the_registry() -> None:
    """Every indicator of the synthesis with its rank, and no other."""
    tabel = printed()
    gedrukt = dict(zip(tabel["indicator"], tabel["rang"], strict=True))
    assert gedrukt == {een.id: een.synthese for een in REGISTER.synthese()}


def test_the_verdicts_of_the_printed_values() -> None:
    """4 reached, 6 on course, 6 with progress, 4 not on course, 3 without target; the counts in the file agree."""
    telling = Counter(verdict(rij["start"], rij["recent"], rij["streef"]) for rij in printed().to_dict("records"))
    eigen = ALLES[(ALLES["product"] == "tabel_s_oordelen") & (ALLES["soort"] == "afgeleid")]
    afgeleid = dict(zip(eigen["sleutel"].str.removeprefix("onderdeel="), eigen["waarde"].astype(int), strict=True))
    assert afgeleid == {**telling, "gestegen": int((printed()["recent"] > printed()["start"]).sum())}
    assert telling == {"bereikt": 4, "op_koers": 6, "vooruitgang": 6, "niet_op_koers": 4, "geen_streefwaarde": 3}
    assert afgeleid["gestegen"] == 15


def test_the_printed_differences_are_recent_minus_start() -> None:
    """All but one: 7.8 to 8.0 is printed as 0.4, which fits the 7.6 of section 2.4."""
    tabel = printed()
    scheef = tabel[(tabel["recent"] - tabel["start"] - tabel["verschil"]).abs() > 0.01]
    assert scheef["indicator"].tolist() == ["blijven_werken"]


def test_the_typology_adds_up_but_for_what_is_marked() -> None:
    """52 institutions; per type fallers, stayers and risers are the count; the low group has ten, not twelve."""
    eigen = ALLES[ALLES["product"] == "tabel_s_typering"]
    breed = (
        eigen.pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first").astype(float).fillna(0)
    )
    assert breed["aantal"].sum() == 52
    assert (breed[["dalers", "gelijk", "stijgers"]].sum(axis=1) == breed["aantal"]).all()
    assert breed.loc[breed.index.str.contains("groep=laag"), "aantal"].sum() == 10
    assert breed.loc[breed.index.str.contains("groep=hoog"), "gelijk"].sum() == 6


def test_contradictions_are_the_known_ones() -> None:
    """Rows that another published number contradicts, per product and column."""
    strijdig = ALLES[ALLES["strijdig_met"] != ""]
    assert strijdig.groupby(["product", "kolom"]).size().to_dict() == {
        ("tabel_s_beweging", "aantal"): 9,  # low at start 10 or 12; stayed high 9 or 6; from middle to high 3 or 5
        ("tabel_s_oordelen", "aantal"): 6,  # 13 or 14, seven or eight, 17 up or 15
        ("tabel_s_typering", "aantal"): 3,
        ("tabel_s_typering", "gelijk"): 5,
        ("tabel_s_typering", "stijgers"): 3,
        ("tabel_s_voortgang", "start"): 3,  # 7.8 or 7.6; placement 34 percent, by level 35 to 37
        ("tabel_s_voortgang", "streef"): 3,  # practoraten 92 or 94 percent, LC and LD 57 or 58
        ("tabel_s_voortgang", "verschil"): 2,
    }
