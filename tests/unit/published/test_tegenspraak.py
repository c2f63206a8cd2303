"""Where the report contradicts itself: every statement of chapters 2, 4 and 5 against its own printed numbers."""

from __future__ import annotations

import pandas as pd
from audit.reconciliatie import reconcile
from helpers.project import ROOT
from helpers.registers import koppen

RESOURCES = ROOT / "resources"
BESTANDEN = ["hoofdstuk_2", "hoofdstuk_4", "hoofdstuk_5_enquetes"]


def read() -> pd.DataFrame:
    """Read the published numbers of the plans and surveys as text."""
    paden = [RESOURCES / "published" / f"{naam}.csv" for naam in BESTANDEN]
    return pd.concat([pd.read_csv(pad, dtype=str, keep_default_na=False, encoding="utf-8") for pad in paden])


def test_contradictions_are_the_known_ones() -> None:
    """Rows that another published number contradicts, per product and column."""
    alles = read()
    strijdig = alles[alles["strijdig_met"] != ""]
    assert strijdig.groupby(["product", "kolom"]).size().to_dict() == {
        ("figuur_5_5b", "n"): 2,  # n = 40, where table 2.5 has 31 to 37
        ("figuur_5_6", "aandeel"): 1,  # more than ten times: up in the report, down in the synthesis
        ("tabel_2_3", "aandeel_instellingen"): 1,  # bol-1: 31 (75%)
        ("tabel_2_3", "n"): 1,
        ("tabel_2_4a", "gemiddelde_pp"): 8,  # 11 and 7 with 40 of 55 institutions; 13 in section 2.5
        ("tabel_2_4b", "pas_toe"): 3,  # three quarters (70%), half (47%), 70 to 85 (92%)
        ("tabel_2_6", "gemiddelde_pp"): 4,  # title and section 2.5: 3 to 4; table: 2 and 3
        ("tabel_2_6", "kwartiel_3_pp"): 2,  # 5, and 8 with more zeros
        ("tabel_2_7", "aantal_leg_uit"): 1,  # 2.2.7: 4 in the text, 9% in the table
        ("tabel_2_kenmerken", "p"): 1,  # Fisher's p is 0.21
        ("tabel_2_maatregelvorm", "aantal"): 3,  # 2.2.8a: 12 + 5 + 27 is not 39
        ("tabel_5_job_regressie", "effect"): 1,  # older students: more satisfied in 5.2, less in 5.4
        ("tabel_b_0_3", "aantal"): 2,  # all domains: 8 in the table, 7 in the text
    }


def own_numbers(gepubliceerd: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return per product the table that the printed numbers make: one row per key, the finest number per column."""
    vast = gepubliceerd[gepubliceerd["soort"].isin(["exact", "afgeleid"]) & ~gepubliceerd["sleutel"].str.contains(">")]
    vast = vast.assign(uit_tabel=vast["pagina"].str.contains("tabel"), fijn=vast["afronding"] == "procent1")
    vast = vast.sort_values(["fijn", "uit_tabel"], ascending=False, kind="stable")
    tabellen: dict[str, dict[str, dict[str, object]]] = {}
    for rij in vast.itertuples():
        cellen = tabellen.setdefault(str(rij.product), {}).setdefault(str(rij.sleutel), {})
        deler = 100 if str(rij.afronding).startswith("procent") else 1
        cellen.setdefault(str(rij.kolom), float(str(rij.waarde)) / deler)
    return {
        product: pd.DataFrame(
            [dict(deel.split("=") for deel in sleutel.split(";")) | cellen for sleutel, cellen in rijen.items()],
            columns=list(koppen(product)),
        )
        for product, rijen in tabellen.items()
    }


def test_the_words_of_the_report_fit_its_own_numbers() -> None:
    """Every statement against the printed numbers: what does not fit is a known contradiction, and nothing else."""
    gepubliceerd = read()
    gepubliceerd = gepubliceerd[gepubliceerd["soort"] != "woord"]
    uitkomst = reconcile(gepubliceerd, own_numbers(gepubliceerd), drempels={"aandeel": 0.5, "aantal": 1.0}, geijkt=[])
    assert (uitkomst["oordeel"] == "gelijk").sum() > 600
    assert set(uitkomst["oordeel"]) == {"gelijk", "binnen bereik", "niet berekend", "bron strijdig"}
    strijdig = uitkomst[uitkomst["oordeel"] == "bron strijdig"]
    assert strijdig[["product", "gepubliceerd", "berekend"]].to_numpy().tolist() == [
        ["figuur_5_6", "gestegen", "gedaald"],
        ["tabel_2_4a", "13", "11"],
        ["tabel_2_4b", "67.5 tot 87.5", "92"],
        ["tabel_2_4b", "72.5 tot 77.5", "70"],
        ["tabel_2_4b", "47.5 tot 52.5", "47"],
        ["tabel_2_6", "4", "3"],
        ["tabel_2_6", "4", "3"],
        ["tabel_2_6", "3", "2"],
        ["tabel_2_6", "3", "2"],
        ["tabel_b_0_3", "7", "8"],
    ]
