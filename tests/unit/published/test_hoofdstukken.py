"""Chapters 2, 4 and 5: sums added up from the printed tables by another program, and arithmetic on their numbers."""

from __future__ import annotations

import pandas as pd
import pytest
from helpers.project import ROOT

PUBLISHED = ROOT / "resources" / "published"
STREEFWAARDEN = ["tabel_2_1", "tabel_2_3", "tabel_2_5"]
MAATREGELEN = {"tabel_2_4b": 10, "tabel_2_7": 10, "tabel_2_8": 7}
OORDELEN = ["pas_toe", "leg_uit", "onduidelijk"]
MET_52 = {"2.1.1e", "2.1.3", "2.1.5", "2.2.1", "2.2.2", "2.2.8a", "2.3.1a"}


def read(naam: str) -> pd.DataFrame:
    """Read one file of published numbers as text."""
    return pd.read_csv(PUBLISHED / f"{naam}.csv", dtype=str, keep_default_na=False, encoding="utf-8")


def printed(naam: str, product: str, woord: str) -> pd.DataFrame:
    """Return the printed or derived numbers of one product, per key and column, from pages that name `woord`."""
    tabel = read(naam)
    keuze = (
        (tabel["product"] == product) & tabel["soort"].isin(["exact", "afgeleid"]) & tabel["pagina"].str.contains(woord)
    )
    return tabel[keuze].pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first").astype(float)


def half_up(teller: float, noemer: float) -> int:
    """Return a percentage as printed, by integer arithmetic."""
    return (200 * int(teller) + int(noemer)) // (2 * int(noemer))


@pytest.mark.parametrize(
    ("product", "sommen"),
    [  # rows, mean, minimum, maximum, N, percentage, JOB 2022
        ("tabel_2_1", [8, 344, 238, 550, 283, 564, 327]),
        ("tabel_2_3", [4, 188, 122, 320, 149, 294, 176]),
        ("tabel_2_5", [8, 552, 360, 660, 273, 544, 535]),
    ],
)
def test_targets_add_up_to_the_printed_columns(product: str, sommen: list[int]) -> None:
    """Every row of tables 2.1, 2.3 and 2.5 is there, and no column is shifted."""
    breed = printed("hoofdstuk_2", product, "tabel")
    kolommen = ["gemiddelde", "minimum", "maximum", "n", "aandeel_instellingen", "job_start"]
    assert [len(breed), *breed[kolommen].sum().astype(int)] == sommen


def test_share_of_institutions_that_offer_it() -> None:
    """N of the derived number of institutions gives the printed percentage, and no neighbouring number does."""
    for product in STREEFWAARDEN:
        breed = printed("hoofdstuk_2", product, "tabel")
        for sleutel, rij in breed.dropna(subset="instellingen_aanbod").iterrows():
            aanbod = rij["instellingen_aanbod"]
            passend = [m for m in range(25, 80) if half_up(rij["n"], m) == rij["aandeel_instellingen"]]
            assert passend == [aanbod], (product, sleutel)
    # 31 institutions are 70 percent of 44 and 69 or 71 of its neighbours; the 75 of table 2.3 fits no number at all.
    bol_1 = printed("hoofdstuk_2", "tabel_2_3", "tabel").loc["leerweg=bol;niveau=1"]
    assert [m for m in range(25, 80) if half_up(bol_1["n"], m) == bol_1["aandeel_instellingen"]] == []
    assert pd.isna(bol_1["instellingen_aanbod"])


@pytest.mark.parametrize(
    ("product", "sleutel", "som", "gewogen"),
    [  # the six numbers of a line, added up plainly and times their place
        ("tabel_2_2", "leerweg=alle;variant=gegeven", 73, 355),
        ("tabel_2_2", "leerweg=alle;variant=gelijk_gebleven", 57, 301),
        ("tabel_2_4a", "leerweg=bol;variant=gegeven", 92, 479),
        ("tabel_2_4a", "leerweg=bol;variant=gelijk_gebleven", 75, 414),
        ("tabel_2_6", "leerweg=bol;variant=gegeven", 8, 137),
        ("tabel_2_6", "leerweg=bol;variant=gelijk_gebleven", 2, 114),
        ("tabel_2_6", "leerweg=bbl;variant=gegeven", -4, 91),
        ("tabel_2_6", "leerweg=bbl;variant=gelijk_gebleven", -2, 103),
    ],
)
def test_differences_as_printed(product: str, sleutel: str, som: int, gewogen: int) -> None:
    """Target minus start; quartiles never fall, and setting missing targets to zero never raises the third quartile."""
    breed = printed("hoofdstuk_2", product, r", tabel")
    rij = breed.loc[sleutel]
    kolommen = ["minimum_pp", "kwartiel_1_pp", "mediaan_pp", "gemiddelde_pp", "kwartiel_3_pp", "maximum_pp"]
    assert rij[kolommen].sum() == som
    assert sum(plaats * rij[kolom] for plaats, kolom in enumerate(kolommen, start=1)) == gewogen
    kwartielen = rij.drop("gemiddelde_pp")[["minimum_pp", "kwartiel_1_pp", "mediaan_pp", "kwartiel_3_pp", "maximum_pp"]]
    assert kwartielen.is_monotonic_increasing
    gegeven, gebleven = (
        breed.loc[sleutel.split("variant=", maxsplit=1)[0] + f"variant={v}"] for v in ("gegeven", "gelijk_gebleven")
    )
    onmogelijk = product == "tabel_2_6" and "bbl" in sleutel
    assert (gebleven["kwartiel_3_pp"] > gegeven["kwartiel_3_pp"]) == onmogelijk


@pytest.mark.parametrize(
    ("product", "sommen"),
    [("tabel_2_4b", [10, 710, 91, 200]), ("tabel_2_7", [10, 809, 67, 123]), ("tabel_2_8", [7, 501, 121, 79])],
)
def test_measures_add_up_to_the_printed_columns(product: str, sommen: list[int]) -> None:
    """Percentages of the three judgements; each row adds up to 100 within the rounding of three numbers."""
    breed = printed("hoofdstuk_2", product, "tabel")
    assert [len(breed), *breed[OORDELEN].sum().astype(int)] == sommen
    assert breed[OORDELEN].sum(axis=1).between(99, 101).all()


def test_counts_in_the_text_give_the_percentages_in_the_tables() -> None:
    """Count over 52 or 53, half up, is the printed percentage: for all but the exemption of 2.2.7 (4 in the text)."""
    afwijkend = set()
    for product in MAATREGELEN:
        breed = printed("hoofdstuk_2", product, "p\\.")
        for sleutel, rij in breed.dropna(subset="n").iterrows():
            maatregel = str(sleutel).removeprefix("maatregel=")
            assert rij["n"] == 53 - (maatregel in MET_52)
            for oordeel in OORDELEN:
                aantal = rij[f"aantal_{oordeel}"]
                if aantal == aantal and half_up(aantal, rij["n"]) != rij[oordeel]:  # noqa: PLR0124 - not missing
                    afwijkend.add((maatregel, oordeel))
            aantallen = rij[[f"aantal_{oordeel}" for oordeel in OORDELEN]]
            assert aantallen.isna().any() or aantallen.sum() == rij["n"] - (maatregel == "2.2.7")
    assert afwijkend == {("2.2.7", "leg_uit")}


def test_forms_add_up_to_the_institutions_that_apply() -> None:
    """New, extended and unclear together are the institutions that apply a measure, but for 2.2.8a: 44 where 39 do."""
    tabel = read("hoofdstuk_2")
    vorm = tabel[(tabel["product"] == "tabel_2_maatregelvorm") & tabel["sleutel"].str.contains("onderdeel=vorm")]
    vorm = vorm[vorm["soort"].isin(["exact", "afgeleid"])]
    som = vorm["waarde"].astype(int).groupby(vorm["sleutel"].str.split("sleutel=").str[1]).agg(["sum", "size"])
    toegepast = pd.concat([printed("hoofdstuk_2", product, "p\\.")["aantal_pas_toe"] for product in MAATREGELEN])
    toegepast.index = toegepast.index.str.removeprefix("maatregel=")
    verschil = som["sum"] - toegepast.reindex(som.index)
    assert len(som) == 20
    assert (som["size"] == 3).all()
    assert verschil[verschil != 0].to_dict() == {"2.2.8a": 5}


def test_spending_adds_up_but_for_rounding() -> None:
    """9.2 + 6.8 + 7.0 is 23.0, a tenth under the printed 23.1: three roundings of at most 0.05 allow 0.15."""
    breed = printed("hoofdstuk_2", "tabel_2_9", "tabel 2.9")
    doelen = breed.loc[[f"doelstelling={doel}" for doel in ("2.1", "2.2", "2.3")]]
    assert round(breed.loc["doelstelling=prioriteit_2", "gemiddelde"] - doelen["gemiddelde"].sum(), 6) == 0.1
    assert breed.sum().round(1).to_dict() == {"gemiddelde": 46.1, "maximum": 158.0, "minimum": 5.2, "n": 212.0}


def test_quarters_and_their_percentages() -> None:
    """86 and 62 percent are 12 of 14 and 8 of 13, and no other split of 27 institutions gives both."""
    rij = printed("hoofdstuk_2", "tabel_2_kenmerken", "§ 2.2").loc["doelstelling=2.2;kenmerk=roc"]
    passend = [
        laag
        for laag in range(1, 27)
        if any(half_up(a, laag) == rij["laag"] for a in range(laag + 1))
        and any(half_up(b, 27 - laag) == rij["hoog"] for b in range(28 - laag))
    ]
    assert (rij["n_laag"], rij["n_hoog"]) == (14, 13)
    assert passend == [14]


def test_tailor_made_programmes() -> None:
    """42, 4 and 9 are the 55 institutions and 42 is 76 percent; table B.0.3 names 24 domains 112 times."""
    aanbod = printed("hoofdstuk_4", "tabel_4_aanbod", "p\\.")
    assert aanbod["aantal"].sum() == aanbod.loc["categorie=ja;onderdeel=aanbod", "n"] == 55
    assert [n for n in range(42, 80) if half_up(42, n) == 76] == [55]
    domeinen = printed("hoofdstuk_4", "tabel_b_0_3", "tabel B.0.3")
    assert (len(domeinen), domeinen["aantal"].sum()) == (24, 112)


def test_applications_add_up_to_100() -> None:
    """The two labels that the figure lacks are what is left of 100; the other columns are whole by themselves."""
    tabel = read("hoofdstuk_5_enquetes")
    figuur = tabel[(tabel["product"] == "figuur_5_6") & tabel["soort"].isin(["exact", "afgeleid"])]
    som = (
        figuur["waarde"].astype(int).groupby(figuur["sleutel"].str.split(";sollicitaties").str[0]).agg(["sum", "size"])
    )
    assert som.to_numpy().tolist() == [[100, 6]] * 6
    assert figuur[figuur["soort"] == "afgeleid"]["sleutel"].tolist() == [
        f"herkomst=zonder;jaar={jaar};sollicitaties=7-10" for jaar in (2023, 2024)
    ]


def test_kiesmbo_totals_lie_between_their_groups() -> None:
    """A total is an average of men and women, and of those with and without a migration background."""
    breed = printed("hoofdstuk_5_enquetes", "tabel_5_kiesmbo", "§ 5.1")["aandeel"]
    for jaar in (2022, 2023):
        for vraag in ("kent", "geholpen"):
            totaal = breed[f"jaar={jaar};kenmerk=totaal;vraag={vraag}"]
            for kenmerk, categorieen in (("geslacht", ("man", "vrouw")), ("herkomst", ("zonder", "met"))):
                delen = [
                    breed.get(f"categorie={categorie};jaar={jaar};kenmerk={kenmerk};vraag={vraag}", totaal)
                    for categorie in categorieen
                ]
                assert min(delen) <= totaal <= max(delen), (jaar, vraag, kenmerk)
