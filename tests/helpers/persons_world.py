"""From rows of persons to the zip that leaves, without a command line: worlds small enough to attack in a test."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import yaml
from disclosure.beveiligen import as_contract, counts_contract, persons, protect
from helpers.disclosure_rules import GRENZEN, INHOUD, ROOT, SCHEMA, WOORDEN
from products.diplomarichting import share_of_directions
from products.doorstroom import on_to_level_4
from products.eerste_baan import first_jobs
from products.kiesmbo import kiesmbo
from products.logit_werk import logit_tables
from products.sollicitaties import answered, applications
from products.startpositie import start_positions
from products.svo import yes_by_trait
from products.uitval_personen import pool_attrition
from products.werk_achtergrond import work_by_background
from products.werk_herkomst import work_by_classification
from products.werkregels import compare_rules

from werkagenda.contract.contracts import load_contract
from werkagenda.contract.tables import check_table, read_table, write_table
from werkagenda.disclosure.descriptions import load_rules
from werkagenda.disclosure.earlier import earlier_table
from werkagenda.disclosure.release import outside_verdicts
from werkagenda.export.archive import INSTELLINGEN, OORDEEL, read_earlier
from werkagenda.export.pack import pack, settings_file
from werkagenda.persons.start import KENMERKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

MODEL = yaml.safe_load((ROOT / "resources" / "logit_werk.yaml").read_text(encoding="utf-8"))
CONTRACTEN = ROOT / "resources" / "contracts" / "tabellen"
ANTWOORDEN = ["niet_nodig", "1", "2-3", "4-6", "7-10", "meer_dan_10"]
RUN = "a1" * 32
KEY = ["rinpersoons", "rinpersoon"]


class World(NamedTuple):
    """Rows of persons: leavers, their start, both surveys, graduates (of level 2, all), the steps before leaving."""

    analyse: pd.DataFrame
    start: pd.DataFrame
    svo: dict[str, pd.DataFrame]
    svo_vmbo: dict[str, pd.DataFrame]
    doorstroom: pd.DataFrame
    richting: pd.DataFrame
    uitval: pd.DataFrame


def draw(n: int, *, seed: int, cohorten: Sequence[int] = (2018, 2021), richtingen: int = 6, klein: int = 0) -> World:
    """Draw `n` leavers a cohort, the last `klein` directions with a handful of persons each."""
    rng = np.random.default_rng(seed)
    delen = []
    for cohort in cohorten:
        kans = np.concatenate([np.ones(richtingen), np.full(klein, richtingen * 6 / n)])
        deel = pd.DataFrame(
            {
                "cohort": cohort,
                "rinpersoons": "R",
                "rinpersoon": [f"{cohort}{nummer:05d}" for nummer in range(n)],
                "brin_crypt": rng.choice(list("ABCDEF"), n),
                "niveau": rng.choice([2, 3, 4], n, p=[0.2, 0.3, 0.5]),
                "leerweg": rng.choice(["bol", "bbl"], n, p=[0.75, 0.25]),
                "sectorkamer": rng.choice(["handel", "techniek", "zorg", "onbekend"], n, p=[0.3, 0.3, 0.38, 0.02]),
                "opleidingsrichting": rng.choice(
                    [f"richting {i}" for i in range(richtingen + klein)], n, p=kans / kans.sum()
                ),
                "leeftijd": rng.choice([16, 17, 18, 20, 24], n, p=[0.01, 0.09, 0.2, 0.5, 0.2]),
                "geslacht": rng.choice(["man", "vrouw"], n),
                "migratieachtergrond": rng.choice(["zonder", "met"], n, p=[0.8, 0.2]),
                "opleiding_ouders": rng.choice(["max_mbo3", "mbo4_havo_vwo", "bachelor", "master", "onbekend"], n),
            }
        )
        # New: only who is born here is without; few of those without by the old classification are not.
        elders = rng.random(n) < 0.04
        nieuw = deel["migratieachtergrond"].mask((deel["migratieachtergrond"] == "zonder") & elders, "met")
        deel["herkomst_nieuw"] = nieuw if cohort >= 2020 else None
        index = 1.2 - 0.8 * (deel["migratieachtergrond"] == "met") + 0.8 * (deel["leerweg"] == "bbl")
        deel["werk_klasse"] = (rng.random(n) < 1 / (1 + np.exp(-index))).astype(int)
        deel["werk_uren"] = np.where(rng.random(n) < 0.04, 1 - deel["werk_klasse"], deel["werk_klasse"])
        delen.append(deel)
    analyse = pd.concat(delen, ignore_index=True)
    laatste = analyse[analyse["cohort"] == max(cohorten)]
    m = len(laatste)
    met_loon = rng.random(m) < 0.8
    contract = rng.choice(["vast", "tijdelijk", "nvt"], m, p=[0.35, 0.62, 0.03])
    start = laatste[KEY].assign(
        maanden=pd.array(np.where(rng.random(m) < 0.85, rng.integers(1, 15, m), -1), dtype="Int64"),
        loon=np.where(met_loon, rng.gamma(12, 160, m).round(2), np.nan),
        contract=np.where(met_loon, contract, ""),
    )
    start["maanden"] = start["maanden"].mask(start["maanden"] < 0)
    # Drawn apart, so that all else is as it was.
    los = np.random.default_rng([seed, 1])
    start["maanden_baan"] = pd.array(np.where(los.random(m) < 0.8, los.integers(1, 4, m), 7), dtype="Int64")
    stage = los.random(m) < 0.25
    start = start.assign(
        stage=np.where(stage, "ja", "nee"), stageloon=np.where(stage, los.gamma(12, 30, m).round(2), np.nan)
    )
    svo = {str(jaar): _survey(rng, n, mbo=True) for jaar in (2022, 2023)}
    svo_vmbo = {str(jaar): _survey(rng, n, mbo=False) for jaar in (2022, 2023)}
    twee = level_2(n, seed)
    alle = graduates(twee, n, seed)
    return World(analyse, start.reset_index(drop=True), svo, svo_vmbo, twee, alle, attrition(len(analyse)))


def level_2(n: int, seed: int) -> pd.DataFrame:
    """Return half of `n` graduates of level 2 in each of two cohorts; few of those of bbl go on."""
    rng, m = np.random.default_rng([seed, 2]), n // 2
    delen = []
    for jaar in (2016, 2017):
        leerweg = rng.choice(["bol", "bbl"], m, p=[0.8, 0.2])
        door = rng.random(m) < np.where(leerweg == "bol", 0.4, 0.25)
        diploma = np.where(rng.random(m) < 1 / 2, "ja", "nee")
        deel = pd.DataFrame({"jaar": jaar, "leerweg": leerweg, "doorstroom": np.where(door, "ja", "nee")})
        delen.append(deel.assign(diploma=pd.Series(diploma).where(door)))
    uit = pd.concat(delen, ignore_index=True)
    return uit.assign(rinpersoons="R", rinpersoon=[f"twee{nummer}" for nummer in range(len(uit))])


def graduates(twee: pd.DataFrame, n: int, seed: int) -> pd.DataFrame:
    """Return those of level 2 from 2017 with others of that year and the next; of bbl few others are in 2017."""
    rng, m = np.random.default_rng([seed, 3]), n // 2
    erbij = pd.DataFrame({"jaar": np.repeat([2017, 2018], m), "rinpersoons": "R"})
    erbij["rinpersoon"] = [f"meer{nummer}" for nummer in range(len(erbij))]
    erbij["leerweg"] = np.where(rng.random(2 * m) < np.repeat([0.01, 0.3], m), "bbl", "bol")
    alle = pd.concat([twee.loc[twee["jaar"] == 2017, [*erbij]], erbij], ignore_index=True)
    kans = np.where(alle["leerweg"] == "bbl", 0.5, 0.3)
    return alle.assign(zorg_techniek_onderwijs=np.where(rng.random(len(alle)) < kans, "ja", "nee"))


def _survey(rng: np.random.Generator, n: int, *, mbo: bool) -> pd.DataFrame:
    uit = pd.DataFrame(
        {
            "herkomst": rng.choice(["zonder", "met", None], n, p=[0.74, 0.25, 0.01]),
            "gewicht": rng.choice([1.0, 2.0], n),
        }
    )
    if mbo:
        kans = [0.3, 0.3, 0.2, 0.1, 0.06, 0.04]
        uit = uit.assign(sollicitaties=rng.choice(ANTWOORDEN, n, p=kans))
        # Drawn apart, so that all else is as it was.
        los = np.random.default_rng([n, int(uit["gewicht"].sum())])
        return uit.assign(
            leerweg=los.choice(["bol", "bbl"], n, p=[0.75, 0.25]),
            niveau=los.choice([1, 2, 3, 4], n, p=[0.02, 0.2, 0.3, 0.48]),
            opleidingsrichting=los.choice(["bouw", "groen", "kunst", "zorg"], n, p=[0.4, 0.2, 0.03, 0.37]),
            discriminatie=los.choice(["ja", "nee", None], n, p=[0.13, 0.84, 0.03]),
            verwant=los.choice(["ja", "nee", None], n, p=[0.55, 0.25, 0.2]),
        )
    kent = rng.choice(["ja", "nee"], n)
    return uit.assign(
        geslacht=rng.choice(["man", "vrouw", None], n, p=[0.495, 0.495, 0.01]),
        kent=kent,
        geholpen=np.where(kent == "ja", rng.choice(["ja", "nee"], n), None),
    )


def attrition(over: int) -> pd.DataFrame:
    """Return the steps that leave `over` persons of some 1,200 more."""
    stappen = [("diplomas_gelezen", 0), ("niveau", 700), ("leeftijd", 400), ("kenmerk_onbekend", 40)]
    rijen, aantal = [], over + sum(weg for _, weg in stappen)
    for volgorde, (stap, weg) in enumerate(stappen, start=1):
        rijen.append((stap, volgorde, aantal, aantal - weg, weg, f"omdat {stap}"))
        aantal -= weg
    return pd.DataFrame(rijen, columns=["stap", "volgorde", "rijen_in", "rijen_uit", "personen_uit", "reden"])


def grown(wereld: World, erbij: int, *, seed: int) -> World:
    """Return the world with so many leavers more, like others that there are."""
    rng = np.random.default_rng(seed)
    nieuw = wereld.analyse.iloc[rng.integers(0, len(wereld.analyse), erbij)]
    oud = nieuw[KEY].merge(wereld.start, on=KEY, how="left").dropna(subset="contract")
    hernoemd = {naam: f"x{naam}" for naam in nieuw["rinpersoon"]}
    nieuw, oud = (deel.assign(rinpersoon=deel["rinpersoon"].map(hernoemd)) for deel in (nieuw, oud))
    # One of them twice is one person more only.
    nieuw, oud = nieuw.drop_duplicates(KEY), oud.drop_duplicates(KEY)
    analyse = pd.concat([wereld.analyse, nieuw], ignore_index=True)
    return wereld._replace(
        analyse=analyse, start=pd.concat([wereld.start, oud], ignore_index=True), uitval=attrition(len(analyse))
    )


def _start(wereld: World) -> pd.DataFrame:
    return wereld.start.merge(wereld.analyse[[*KEY, *KENMERKEN]], on=KEY, how="left", validate="1:1")


def _of_all_years(jaren: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([deel.assign(jaar=int(jaar)) for jaar, deel in jaren.items()])


def _background(wereld: World) -> pd.DataFrame:
    leerwegen, niveaus = (sorted(wereld.analyse[naam].unique()) for naam in ("leerweg", "niveau"))
    return work_by_background(wereld.analyse, regel="klasse", leerwegen=leerwegen, niveaus=niveaus)


# Per product, or per products that are made at once, what makes the unprotected table of a world.
MAKERS: dict[tuple[str, ...], Callable[[World, str], Any]] = {
    ("figuur_5_4",): lambda wereld, _: _background(wereld),
    ("tabel_5_herkomst",): lambda wereld, _: work_by_classification(wereld.analyse, regel="klasse"),
    ("tabel_c_werkregels",): lambda wereld, _: compare_rules(wereld.analyse),
    ("tabel_b_0_2", "tabel_b_0_2_marginaal", "tabel_b_0_2_robuust"): lambda wereld, _: logit_tables(
        wereld.analyse, model=MODEL, regel="klasse", minimum=10, zonder_cohorten=[2019, 2020]
    ),
    ("figuur_k_startpositie",): lambda wereld, vast: start_positions(_start(wereld), maanden=15, vast_van=vast),
    ("tabel_5_eerste_baan",): lambda wereld, _: first_jobs(_start(wereld)),
    ("tabel_3_richting",): lambda wereld, _: share_of_directions(wereld.richting, leerwegen=["bol", "bbl"]),
    ("tabel_5_doorstroom",): lambda wereld, _: on_to_level_4(wereld.doorstroom, leerwegen=["bol", "bbl"]),
    ("tabel_c_uitval",): lambda wereld, _: pool_attrition(wereld.uitval),
    ("figuur_5_6",): lambda wereld, _: applications(answered(_of_all_years(wereld.svo)), antwoorden=ANTWOORDEN),
    ("tabel_5_svo",): lambda wereld, _: yes_by_trait(_of_all_years(wereld.svo)),
    ("tabel_5_kiesmbo",): lambda wereld, _: kiesmbo(_of_all_years(wereld.svo_vmbo)),
}
PRODUCTS = {naam for namen in MAKERS for naam in namen}


def tables(wereld: World, *, vast_van: str, zonder: Collection[str]) -> dict[str, pd.DataFrame]:
    """Return the unprotected table of every product but those of `zonder`; what nobody asks for is not made."""
    uit: dict[str, pd.DataFrame] = {}
    for namen, make in MAKERS.items():
        if gevraagd := set(namen) - set(zonder):
            gemaakt = make(wereld, vast_van)
            uit |= {naam: gemaakt[naam] if len(namen) > 1 else gemaakt for naam in sorted(gevraagd)}
    return uit


def export(  # noqa: PLR0913 - what a test may vary, by keyword
    wereld: World,
    map_: Path,
    *,
    nummer: int = 1,
    eerder: Sequence[Path] = (),
    vast_van: str = "loon",
    zonder: Collection[str] = (),
    **grenzen: float,
) -> Path:
    """Write the zip of a world, `zonder` some products, protected beside earlier zips, and return its path."""
    woorden = WOORDEN | {"zonder_contract": "contract" if vast_van == "contract" else ""}
    regels = load_rules(INHOUD, SCHEMA, woorden=woorden)
    alle = GRENZEN | grenzen
    tabellen, contracten = {}, {}
    alles = tables(wereld, vast_van=vast_van, zonder=zonder)
    for naam in sorted(alles):
        tabel = alles[naam]
        contract = regels.producten[naam].contract
        contracten[naam] = tuple(load_contract(CONTRACTEN / f"{contract}{deel}.yaml") for deel in ("", "_binnen"))
        # As a script reads what another wrote.
        pad = map_ / "binnen.csv"
        write_table(check_table(tabel, contracten[naam][1]), pad)
        tabellen[naam] = as_contract(read_table(pad), contracten[naam][1])
        pad.unlink()
    vroeger = [
        {naam: deel for naam in tabellen if (deel := earlier_table(inhoud, naam, contracten[naam][0])) is not None}
        for inhoud in map(read_earlier, eerder)
    ]
    personen = persons(
        wereld.analyse,
        {"2021": wereld.start},
        wereld.doorstroom,
        wereld.richting,
        {"svo": wereld.svo, "svo_vmbo": wereld.svo_vmbo},
        vast_van=vast_van,
        eigenschap={"cohort": "2021"},
    )
    _, vrij, aantallen, oordelen = protect(tabellen, regels=regels, grenzen=alle, eerder=vroeger, personen=personen)
    bestanden: dict[str, bytes] = {}
    for naam, (contract, binnen) in contracten.items():
        if (oordelen.loc[oordelen["tabel"] == naam, "oordeel"] == "niet vrijgegeven").any():
            bestanden[f"{naam}_niet_vrijgegeven.txt"] = b"Rijen zonder waarden\n"
            continue
        vormen = {naam: (vrij[naam], contract)}
        vormen[f"{naam}_aantallen"] = aantallen[naam], counts_contract(contract, binnen, regels.producten[naam])
        for deel, (data, vorm) in vormen.items():
            pad = map_ / f"{deel}.csv"
            write_table(check_table(data[[kolom.naam for kolom in vorm.kolommen]], vorm), pad)
            bestanden[pad.name] = pad.read_bytes()
            pad.unlink()
        bestanden[f"{naam}_beschrijving.txt"] = f"{naam}\nRun: {RUN}\n".encode()
    tekst = io.StringIO()
    outside_verdicts(oordelen).to_csv(tekst, index=False, lineterminator="\n")
    bestanden[OORDEEL] = tekst.getvalue().encode()
    bestanden[INSTELLINGEN] = settings_file({"raw": {"mode": "synthetic"}, "disclosure": alle})
    uit = map_ / f"monitor_{nummer}.zip"
    uit.write_bytes(pack(bestanden, run=RUN))
    return uit
