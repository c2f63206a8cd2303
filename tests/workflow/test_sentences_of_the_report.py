"""Every sentence with a word of direction, rank or verdict, against the interval in its data file; and pure noise."""

import contextlib
import html
import re
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from helpers.project import PROJECT, ROOT
from helpers.registers import LABELS
from helpers.sentences import WOORDEN, changes, ends, intervals, products, say

from werkagenda.words.direction import GEDAALD, GELIJK, GESTEGEN, NIET_TE_ZEGGEN

Z = 1.959963984540054
# What tells the series of a data file apart; not what two values of one year are compared by.
REEKS = {"groep", "leerweg", "niveau", "reeks", "item", "vraag", "kenmerk", "categorie", "maat", "scenario"} | {
    "sollicitaties", "uitsplitsing", "waarde_van", "sector", "instelling", "onderdeel"
}  # fmt: skip
KEER = 10  # noise worlds; each has one value per interval
HOOGSTENS = 0.05  # false directions among all that are asked
# Who comes first by a full count of institutions, objectives or prints: exact, and no question to the mechanism. Per
# family why.
GETELD = {
    "besteding": "begrotingen van alle instellingen met een opgave",
    "besteding_doel": "begrotingen van alle instellingen met een opgave",
    "domeinen": "aantal instellingen dat het noemt",
    "eigen_indicatoren": "aantal instellingen dat het onderwerp kiest",
    "leeftijd_25": "telling van alle studenten",
    "maatregelen": "aantal instellingen dat de maatregel toepast",
    "maatregelen_voortgang": "aantal instellingen",
    "maatregelvorm": "aantal instellingen dat het noemt",
    "maatwerk": "aantal instellingen dat het noemt",
    "redenen": "aantal keer dat de reden is gegeven",
    "samenwerking": "aantal jaarverslagen dat het noemt",
    "startpositie": "mediaan van alle jongeren in het bestand",
}


def rule(low, high, threshold):
    """Return the word that an interval allows, written down anew: ends as they are printed, with one decimal."""
    onder, boven = (
        np.sign(eind) * np.floor(abs(round(eind, 9)) * 10 + 0.5 + 1e-9) / 10 if np.isfinite(eind) else eind
        for eind in (low, high)
    )
    if onder >= threshold:
        return GESTEGEN
    if boven <= -threshold:
        return GEDAALD
    return GELIJK if -threshold < onder and boven < threshold else NIET_TE_ZEGGEN


def first(waarden, *, hoogste, verschil):
    """Return who comes first, written down anew: the best, and whose interval reaches that of the best."""
    kant = 1 if hoogste else -1
    beste = max(waarden, key=lambda een: (kant * round(een.waarde, 9), [-ord(teken) for teken in een.naam]))
    samen = set()
    for een in waarden:
        ruimte = (beste.onder - een.boven) if hoogste else (een.onder - beste.boven)
        if een is beste or round(ruimte, 9) <= 0 or abs(round(beste.waarde - een.waarde, 9)) < verschil:
            samen.add(een.naam)
    return samen if len(samen) < len(waarden) and len(samen) <= 3 else set()


def faults(naam, gezegd):
    """Return what the text of a product says that its data file does not carry."""
    uit = []
    mag = changes(gezegd.data)
    for woord, (d, low, high), drempel in gezegd.richtingen:
        if woord != rule(low, high, drempel):
            uit.append(f"{naam}: {woord} bij {low} tot {high}")
        eindig = np.isfinite([low, high]).all()
        zoek = np.array([d, low, high]) if eindig else np.array([d])
        afstand = np.abs(mag[:, : len(zoek)] - zoek).max(axis=1) if len(mag) else np.array([np.inf])
        if afstand.min() > 1e-5 * max(1, abs(d)):
            uit.append(f"{naam}: verandering {d} ({low} tot {high}) staat niet in het bestand")
    gevraagd = {woord for woord, *_ in gezegd.richtingen}
    uit += [
        f"{naam}.{zin}: {woorden - gevraagd} is niet gevraagd"
        for zin, woorden in gezegd.words().items()
        if not woorden <= gevraagd
    ]
    for eerste, waarden, hoogste, verschil in gezegd.rangen:
        if set(eerste) != (first(waarden, hoogste=hoogste, verschil=verschil) if waarden else set()):
            uit.append(f"{naam}: {eerste} staat vooraan bij {waarden}")
    if gezegd.familie not in GETELD and not any(eerste for eerste, *_ in gezegd.rangen):
        uit += [f"{naam}.{zin}: geen vraag wie vooraan staat" for zin in gezegd.ranks()]
    return uit


@contextlib.contextmanager
def book(map_, doel):
    """Go into a folder with the project and the data files of a built one; results of the texts stay there."""
    for deel in PROJECT:
        (shutil.copytree if (ROOT / deel).is_dir() else shutil.copy)(ROOT / deel, doel / deel)
    shutil.copytree(map_ / "results" / "data", doel / "results" / "data")
    with contextlib.chdir(doel):
        yield


def noise(data, rng):
    """Return a data file in which nothing differs from year to year, or by background, but by chance.

    Every series stands at its first value; each value is off by a normal error of the size of its interval.
    """
    uit = data.copy()
    for kolom, deel in intervals(data):
        onder, boven = ends(kolom, data)
        halve = (deel["boven"] - deel["onder"]) / 2
        vast = 0.0 if kolom.startswith("verandering") else level(data, deel)
        waarde = vast + rng.normal(0, 1, len(deel)) * halve / Z
        for naam, plek in ((kolom, waarde), (onder, waarde - halve), (boven, waarde + halve)):
            uit[naam] = uit[naam].astype(float)
            # Counts are whole; an interval is rounded outwards.
            uit.loc[deel.index, naam] = (
                {kolom: round, onder: np.floor, boven: np.ceil}[naam](plek) if kolom.startswith("aantal") else plek
            )
    return uit


def level(data, deel):
    """Return the value that each series has in its first year."""
    rijen = data.loc[deel.index].assign(waarde_nu=deel["waarde"], samen=0)
    rijen = rijen.sort_values("jaar", kind="stable") if "jaar" in rijen else rijen
    reeks = ["samen", *(kolom for kolom in data.columns if kolom in REEKS)]
    return rijen.groupby(reeks, dropna=False)["waarde_nu"].transform("first").reindex(deel.index)


def walk(map_, doel):
    """Return what each text says of its own data file; how often pure noise was called a change, of how many times."""
    rng, vals, gevraagd = np.random.default_rng(1), 0, 0
    with book(map_, doel):
        verslagen = products(map_)
        gezegd = {naam: say(naam, verslagen[naam], Path(f"results/data/{naam}.csv")) for naam in verslagen}
        Path("results/ruis").mkdir()
        for naam, eigen in gezegd.items():
            # A full count has no interval: what it says is no chance.
            for _ in range(KEER if eigen.richtingen and intervals(eigen.data) else 0):
                pad = Path(f"results/ruis/{naam}.csv")
                noise(eigen.data, rng).to_csv(pad, index=False)
                woorden = [woord for woord, *_ in say(naam, verslagen[naam], pad).richtingen]
                vals += sum(woord in {GESTEGEN, GEDAALD} for woord in woorden)
                gevraagd += len(woorden)
    return gezegd, (vals, gevraagd)


@pytest.fixture(scope="module")
def gelopen(gebouwd, tmp_path_factory):
    """What the texts of the built report say."""
    map_ = tmp_path_factory.mktemp("zinnen") / "boek"
    map_.mkdir()
    return walk(gebouwd, map_)


def test_every_word_of_direction_and_rank_is_carried_by_the_data_file(gelopen):
    gezegd, _ = gelopen
    assert [fout for naam, eigen in gezegd.items() for fout in faults(naam, eigen)] == []
    # There is something to check: sentences that say a direction or a question of one, and that rank.
    assert sum(len(eigen.richtingen) for eigen in gezegd.values()) > 30
    assert sum(len(eigen.ranks()) for eigen in gezegd.values()) > 20


def test_a_sentence_that_says_more_than_its_data_is_found(gelopen):
    gezegd = next(eigen for naam, eigen in gelopen[0].items() if naam == "figuur_3_2")
    erbij = {"zinnen": gezegd.zinnen | {"nieuw": "Het aandeel steeg en daalde, en is het hoogst in de bol."}}
    woord, (d, low, high), drempel = gezegd.richtingen[0]
    anders = next(ander for ander in (GESTEGEN, GEDAALD, GELIJK) if ander != woord)
    assert len(faults("figuur_3_2", replace(gezegd, **erbij))) >= 2
    assert len(faults("figuur_3_2", replace(gezegd, richtingen=[(anders, (d, low, high), drempel)]))) >= 1
    assert len(faults("figuur_3_2", replace(gezegd, richtingen=[(woord, (d, d - 0.011, d + 0.011), drempel)]))) >= 1


def test_noise_is_hardly_ever_called_a_change(gelopen):
    vals, gevraagd = gelopen[1]
    assert gevraagd > 100
    assert vals / gevraagd <= HOOGSTENS


def test_the_chapters_themselves_say_no_direction():
    """What rose or fell is filled in; written down is what a word means (appendix C) and what a source says (`[@`)."""
    woorden = "|".join(WOORDEN.values())
    los = [
        (pad.name, regel)
        for pad in sorted(set((ROOT / "report").glob("*.qmd")) - {ROOT / "report" / "bijlage_c.qmd"})
        for regel in pad.read_text(encoding="utf-8").splitlines()
        if "[@" not in regel
        and re.search(rf"\b({woorden})\b", regel)
        and not re.search(r"gestegen\W+(en\W+)?gedaald|stijging of daling", regel)
    ]
    assert los == []


def own_verdict(rij, drempel):
    """Return the verdict of the monitor on one row of table S.A, written down anew."""
    if isinstance(rij["geen_oordeel"], str):
        return "geen_oordeel"
    if rij["recent_samen"] >= rij["streef_samen"]:
        return "bereikt"
    if rij["verandering_laag"] > 0:
        return "op_koers" if rij["deel_weg"] >= drempel else "te_langzaam"
    return "achteruitgang" if rij["verandering_hoog"] < 0 else "geen_verandering"


def test_every_verdict_follows_from_its_row_and_is_the_one_on_its_page(gebouwd):
    rijen = pd.read_csv(gebouwd / "results" / "data" / "tabel_s_voortgang.csv")
    drempel = yaml.safe_load((ROOT / "config" / "config.yaml").read_text(encoding="utf-8"))["oordelen"]["drempel"]
    assert rijen["oordeel"].tolist() == [own_verdict(rij, drempel) for rij in rijen.to_dict("records")]
    for rij in rijen.to_dict("records"):
        pagina = (gebouwd / "results" / "report" / "html" / "indicatoren" / f"{rij['indicator']}.html").read_text(
            "utf-8"
        )
        tekst = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", pagina)).split())
        gezegd = re.search(r"voortgang van de sector: ([a-z, ]+?) ?[.(:]", tekst)
        assert gezegd, rij["indicator"]
        assert gezegd.group(1) == LABELS["oordeel_monitor"][rij["oordeel"]]["kort"].lower()
