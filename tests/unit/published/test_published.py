"""The transcribed numbers: nothing malformed, and sums that were worked out apart from the transcription."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from statistics import NormalDist
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from helpers.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RESOURCES = ROOT / "resources"
KOLOMMEN = [
    "product",
    "sleutel",
    "kolom",
    "waarde",
    "onder",
    "boven",
    "afronding",
    "soort",
    "bron",
    "pagina",
    "strijdig_met",
    "toelichting",
]
UNIEK = ["product", "sleutel", "kolom", "bron", "pagina"]
WOORDEN = {"gestegen", "gedaald", "gelijk gebleven", "niet gestegen"}
DECIMALEN = {
    "geheel": 0,
    "procent0": 0,
    "procent1": 1,
    "procent2": 2,
    "decimalen1": 1,
    "decimalen2": 2,
    "decimalen3": 3,
    "geen": 0,
}
STERREN = {"geen", "*", "**", "***", "****"}
BESTANDEN = sorted((RESOURCES / "published").glob("*.csv"))
# Table B.0.1 has more institutions naming a BC than having graduates in it: 200 % twice.
HOOGSTE_PROCENT = 200


def read(path: Path) -> pd.DataFrame:
    """Read one file of published numbers as text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")


def number(tekst: str) -> Decimal | None:
    """Return the number, or None where there is none."""
    try:
        return Decimal(tekst)
    except InvalidOperation:
        return None


def decimals(waarde: Decimal) -> int:
    """Return how many decimals are printed; a final zero counts."""
    return -int(waarde.as_tuple().exponent)


def row_faults(rij: dict[str, str]) -> list[str]:
    """Return what is wrong with one row by itself."""
    sleutels = [deel.partition("=")[0] for deel in rij["sleutel"].split(";")]
    waarde, onder, boven = (number(rij[kolom]) for kolom in ("waarde", "onder", "boven"))
    grens = [getal for getal in (waarde, onder, boven) if getal is not None]
    fouten = {
        "sleutel": not re.fullmatch(r"[a-z_]+=[^=;]+(;[a-z_]+=[^=;]+)*", rij["sleutel"]),
        "volgorde in sleutel": sleutels != sorted(set(sleutels)),
        "afronding": rij["afronding"] not in DECIMALEN or (rij["soort"] == "woord") != (rij["afronding"] == "geen"),
        "soort": rij["soort"] not in {"exact", "afgeleid", "schatting", "ongeveer", "woord", "richting"},
        "bron of pagina leeg": not (rij["bron"] and rij["pagina"]),
        "exact": rij["soort"] in {"exact", "afgeleid", "schatting"}
        and (waarde is None or decimals(waarde) != DECIMALEN.get(rij["afronding"]) or rij["onder"] + rij["boven"]),
        "woord": rij["soort"] == "woord" and (rij["waarde"] not in STERREN or rij["onder"] + rij["boven"]),
        "ongeveer": rij["soort"] == "ongeveer" and (onder is None or boven is None or onder >= boven),
        "buiten grenzen": rij["soort"] == "ongeveer"
        and not (onder is None or boven is None or waarde is None or onder <= waarde <= boven),
        "richting": rij["soort"] == "richting" and (rij["waarde"] not in WOORDEN or rij["onder"] + rij["boven"]),
        "bereik": rij["afronding"] in {"procent0", "procent1", "procent2"} and any(abs(getal) > 100 for getal in grens),
        "uitleg ontbreekt": rij["soort"] in {"afgeleid", "ongeveer", "richting"} and not rij["toelichting"],
    }
    return [f"{rij['product']} {rij['sleutel']} {rij['kolom']}: {fout}" for fout, waar in fouten.items() if waar]


def faults(tabel: pd.DataFrame, alles: pd.DataFrame) -> list[str]:
    """Return everything that is wrong with a file of published numbers; a contradiction may stand in any file."""
    if list(tabel.columns) != KOLOMMEN:
        return [f"kolommen: {list(tabel.columns)}"]
    plekken = alles["product"] + ";" + alles["sleutel"] + "|" + alles["kolom"]
    getallen = alles["waarde"].groupby(plekken.to_numpy()).agg(set).to_dict()
    dubbel = tabel[tabel.duplicated(UNIEK)]
    # At the same place there must be another number.
    los = [
        naar
        for naar, waarde in zip(tabel["strijdig_met"], tabel["waarde"], strict=True)
        if naar and getallen.get(naar, set()) <= {waarde}
    ]
    regels = [{str(naam): str(cel) for naam, cel in rij.items()} for rij in tabel.to_dict("records")]
    return [
        *(
            f"dubbel: {product} {sleutel}"
            for product, sleutel in zip(dubbel["product"], dubbel["sleutel"], strict=True)
        ),
        *(f"strijdig_met onbekend: {naar}" for naar in los),
        *(fout for regel in regels for fout in row_faults(regel)),
    ]


@pytest.mark.parametrize("path", BESTANDEN, ids=lambda pad: pad.stem)
def test_file_is_well_formed(path: Path) -> None:
    """Every file: the columns, unique keys, sorted, values within their range, unix line ends."""
    tabel = read(path)
    assert faults(tabel, pd.concat([read(bestand) for bestand in BESTANDEN])) == []
    assert tabel[UNIEK].to_numpy().tolist() == sorted(tabel[UNIEK].to_numpy().tolist())
    inhoud = path.read_bytes()
    assert b"\r" not in inhoud
    assert inhoud.endswith(b"\n")
    assert not inhoud.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("kolom", "waarde", "fout"),
    [
        ("sleutel", "groep regeling", "sleutel"),
        ("sleutel", "jaar=2022;groep=regeling", "volgorde in sleutel"),
        ("sleutel", "jaar=2022;jaar=2023", "volgorde in sleutel"),
        ("waarde", "30%", "exact"),
        ("waarde", "30.5", "exact"),
        ("waarde", "130", "bereik"),
        ("onder", "20", "exact"),
        ("afronding", "procent", "afronding"),
        ("soort", "precies", "soort"),
        ("soort", "woord", "woord"),
        ("soort", "afgeleid", "uitleg ontbreekt"),
        ("afronding", "procent1", "exact"),
        ("afronding", "decimalen3", "exact"),
        ("soort", "ongeveer", "ongeveer"),
        ("soort", "richting", "richting"),
        ("pagina", "", "bron of pagina leeg"),
        ("strijdig_met", "p;groep=weg", "strijdig_met onbekend"),
    ],
)
def test_checks_see_a_hostile_row(kolom: str, waarde: str, fout: str) -> None:
    """A good row has no fault; with one cell spoiled the fault is named."""
    goed = dict.fromkeys(KOLOMMEN, "") | {
        "product": "p",
        "sleutel": "groep=regeling;jaar=2022",
        "kolom": "aandeel",
        "waarde": "30",
        "afronding": "procent0",
        "soort": "exact",
        "bron": "rapport",
        "pagina": "12",
    }
    tabel, slecht = pd.DataFrame([goed]), pd.DataFrame([goed | {kolom: waarde}])
    assert faults(tabel, tabel) == []
    assert any(fout in gevonden for gevonden in faults(slecht, slecht))
    assert "dubbel" in faults(pd.DataFrame([goed, goed]), tabel)[0]
    assert "kolommen" in faults(pd.DataFrame([goed | {"extra": ""}]), tabel)[0]


def test_a_key_stands_in_one_file_only() -> None:
    """The files together have unique keys, and know only numbered products and the key figures."""
    alles = pd.concat([read(path) for path in BESTANDEN])
    assert not alles.duplicated(UNIEK).any()
    nummering = pd.read_csv(RESOURCES / "nummering.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    assert set(alles["product"]) <= {*nummering["id"], "kerncijfers_3"}


def test_table_b_0_1_percentages_are_half_up() -> None:
    """Each of the 137 printed percentages follows from its two counts, by integer arithmetic."""
    tabel = read(RESOURCES / "published" / "tabel_b_0_1.csv")
    breed = tabel.pivot_table(index="sleutel", columns="kolom", values="waarde", aggfunc="first").astype(int)
    teller, noemer = breed["instellingen_genoemd"], breed["instellingen_met_gediplomeerden"]
    assert len(breed) == 137
    assert breed["procent"].tolist() == ((200 * teller + noemer) // (2 * noemer)).tolist()
    assert breed["procent"].max() == HOOGSTE_PROCENT
    assert noemer.max() == 47


def test_table_b_0_1_adds_up_to_the_printed_columns() -> None:
    """Sums by row and sums weighted by code number, added up from the printed table by another program."""
    tabel = read(RESOURCES / "published" / "tabel_b_0_1.csv")
    tabel["code"] = tabel["sleutel"].str.removeprefix("bc=bc").astype(int)
    tabel["getal"] = tabel["waarde"].astype(int)
    tabel["gewogen"] = tabel["code"] * tabel["getal"]
    som = tabel.groupby("kolom")[["getal", "gewogen"]].sum()
    assert som.loc["instellingen_genoemd"].tolist() == [1_081, 342_219]
    assert som.loc["instellingen_met_gediplomeerden"].tolist() == [2_290, 738_013]
    assert som.loc["procent", "getal"] == 7_453


def test_table_b_0_1_has_the_codes_of_the_classification() -> None:
    """Both transcriptions hold the same codes; mentions per sector as added up from the printed table."""
    tabel = read(RESOURCES / "published" / "tabel_b_0_1.csv")
    indeling = pd.read_csv(RESOURCES / "bc_regeling.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    tabel["bc"] = tabel["sleutel"].str.removeprefix("bc=")
    assert sorted(set(tabel["bc"])) == indeling["bc"].tolist()
    genoemd = tabel[tabel["kolom"] == "instellingen_genoemd"].merge(indeling, on="bc", validate="one_to_one")
    per_sector = genoemd["waarde"].astype(int).groupby(genoemd["sector"]).sum().to_dict()
    assert per_sector == {
        "": 570,
        "digitalisering": 76,
        "kinderopvang": 40,
        "klimaat en energie": 52,
        "veiligheid": 67,
        "woningbouw": 146,
        "zorg": 130,
    }


def test_table_b_0_2_has_every_printed_number() -> None:
    """Estimates with error and stars per section, counted by eye in the printed table; N and pseudo-R2."""
    tabel = read(RESOURCES / "published" / "tabel_b_0_2.csv")
    assert tabel["kolom"].value_counts().to_dict() == {
        "coefficient": 37,
        "standaardfout": 37,
        "sterren": 37,
        "waarde": 2,
    }
    kenmerk = tabel["sleutel"].str.split("kenmerk=").str[1]
    assert kenmerk[tabel["kolom"] == "sterren"].value_counts().to_dict() == {
        "afstudeerjaar": 9,
        "niveau": 2,
        "leerweg": 1,
        "leeftijd": 11,
        "geslacht": 1,
        "migratieachtergrond": 1,
        "opleiding_ouders": 4,
        "sectorkamer": 7,
        "model": 1,
    }


def test_stars_of_table_b_0_2_follow_from_estimate_and_error() -> None:
    """The printed stars are those of z = b / se at .10, .05, .01 and .001, within what rounding of both allows."""
    grenzen = [NormalDist().inv_cdf(1 - p / 2) for p in (0.1, 0.05, 0.01, 0.001)]
    tabel = read(RESOURCES / "published" / "tabel_b_0_2.csv")
    breed = tabel[tabel["kolom"] != "waarde"].pivot_table(
        index="sleutel", columns="kolom", values="waarde", aggfunc="first"
    )
    for sleutel, rij in breed.iterrows():
        b, fout = abs(float(rij["coefficient"])), float(rij["standaardfout"])
        mogelijk = {
            sum(b_ / fout_ > grens for grens in grenzen)
            for b_ in (b - 0.0005, b + 0.0005)
            for fout_ in (fout - 0.0005, fout + 0.0005)
        }
        assert len(rij["sterren"].replace("geen", "")) in range(min(mogelijk), max(mogelijk) + 1), sleutel


def test_key_figures_fit_each_other() -> None:
    """137 of 212 is 65 percent and 37 of 212 is 17 percent, and 212 is the only total for which both hold."""
    tabel = read(RESOURCES / "published" / "kerncijfers_3.csv")
    exact = tabel[tabel["soort"] == "exact"]
    waarde = dict(zip(exact["sleutel"].str.removeprefix("naam="), exact["waarde"].astype(int), strict=True))
    passend = [
        totaal
        for totaal in range(137, 400)
        if (200 * waarde["bc_genoemd"] + totaal) // (2 * totaal) == waarde["aandeel_bc_genoemd"]
        and (200 * waarde["bc_regeling"] + totaal) // (2 * totaal) == waarde["aandeel_bc_regeling"]
    ]
    assert passend == [waarde["bc_totaal"]]
    assert waarde["instellingen_met_plan"] == 55
    assert waarde["opgave_geen"] == waarde["opgave_geen_beroepscollege"] == 3
    assert waarde["opgave_onbekend"] == 6


def test_synthesis_means_and_their_differences() -> None:
    """Group 3, unweighted: inflow 26 to 25 percent, graduates 25 to 26, differences as printed."""
    tabel = read(RESOURCES / "published" / "hoofdstuk_3.csv")
    spreiding = tabel[(tabel["product"] == "tabel_3_spreiding") & (tabel["soort"] == "exact")]
    waarde = dict(zip(spreiding["sleutel"], spreiding["waarde"].astype(int), strict=True))
    instroom, gediplomeerd = "groep=regeling;jaar={};maat=instroom", "groep=regeling;jaar={};maat=gediplomeerd"
    assert [waarde[instroom.format(jaar)] for jaar in ("2022", "2024", "2022>2024")] == [26, 25, 25 - 26]
    assert [waarde[gediplomeerd.format(jaar)] for jaar in ("2023", "2024", "2023>2024")] == [25, 26, 26 - 25]
