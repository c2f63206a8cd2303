"""The rules and limits of the project, and small unprotected tables, for tests of what may leave."""

import pandas as pd
import yaml
from disclosure.beveiligen import protect
from helpers.project import ROOT

from werkagenda.disclosure.descriptions import load_rules
from werkagenda.persons.work_share import add_share

INHOUD = yaml.safe_load((ROOT / "resources" / "onthulling.yaml").read_text(encoding="utf-8"))
SCHEMA = yaml.safe_load((ROOT / "config" / "schema" / "onthulling.schema.yaml").read_text(encoding="utf-8"))
GRENZEN = yaml.safe_load((ROOT / "config" / "disclosure.yaml").read_text(encoding="utf-8"))["disclosure"]
WOORDEN = {
    "regel": "klasse",
    "start": "2021",
    "start_eigenschap": "cohort",
    "zonder_contract": "",
    "zonder": "zonder_2019_2020",
}
REGELS = load_rules(INHOUD, SCHEMA, woorden=WOORDEN)


def protected(eerder=(), **tabellen):
    """Return tables, counts and verdicts that leave, each table by its key; `grenzen` changes the limits."""
    grenzen = GRENZEN | tabellen.pop("grenzen", {})
    uit, vrij, aantallen, oordelen = protect(tabellen, regels=REGELS, grenzen=grenzen, eerder=list(eerder))
    return uit, vrij, aantallen, oordelen.set_index(["tabel", "regel"])


def background(**anders):
    """Return figure 5.4 with 600 persons of whom 300 work in each cell; `met_bbl_3=(n, teller)` changes one."""
    rijen = []
    for achtergrond in ("zonder", "met"):
        for leerweg in ("bol", "bbl"):
            for niveau in (2, 3, 4):
                n, teller = anders.get(f"{achtergrond}_{leerweg}_{niveau}", (600, 300))
                rijen.append((achtergrond, leerweg, niveau, n, teller))
    return add_share(pd.DataFrame(rijen, columns=["migratieachtergrond", "leerweg", "niveau", "n", "teller"]))


def kiesmbo(**anders):
    """Return who knows KiesMBO of 1000 boys and 1000 girls, half of whom know it; `man=(n, teller)` changes a row."""
    kern = {"totaal": (2000, 1000), "man": (1000, 500), "vrouw": (1000, 500)} | anders
    kenmerk = {"totaal": "totaal", "man": "geslacht", "vrouw": "geslacht"}
    rijen = [(2022, "kent", kenmerk[naam], naam, *aantallen) for naam, aantallen in kern.items()]
    return add_share(pd.DataFrame(rijen, columns=["jaar", "vraag", "kenmerk", "categorie", "n", "teller"]))


def start(**anders):
    """Return start positions of three opleidingsrichtingen with 100 persons each; `bouw={...}` changes a row."""
    gewoon = {
        "studenten": 100, "n_loon": 100, "vast": 50, "niet_vast": 50, "startloon": 2000.0, "loon_som": 200_000.0,
        "loon_grootste": 4000.0, "loon_tweede": 3000.0, "zoekduur": 5.0,
    }  # fmt: skip
    rijen = pd.DataFrame(
        [{"opleidingsrichting": naam} | gewoon | anders.get(naam, {}) for naam in ("bouw", "groen", "kunst", "zorg")]
    )
    if "niet_vast" not in anders.get("bouw", {}):
        rijen["niet_vast"] = rijen["n_loon"] - rijen["vast"]
    som = rijen[["studenten", "n_loon", "vast", "niet_vast", "loon_som"]].sum().to_dict()
    totaal = gewoon | som | {"opleidingsrichting": "totaal"}
    uit = pd.concat([rijen, pd.DataFrame([totaal])], ignore_index=True)
    return uit.assign(kans_vast=uit["vast"] / (uit["vast"] + uit["niet_vast"]), kans_vast_min=0.1, kans_vast_max=0.9)


def estimates(*, weggelaten=0, vrijheidsgraden=500, vrouw=(300, 150), variant=None):
    """Return table B.0.2 on sex alone, of 600 persons; `vrouw` is (n, n_ja) of the women in the sample."""
    n, ja = vrouw
    rijen = [
        ("geslacht", "man", "ja", "nee", 600 - n, 300 - ja),
        ("geslacht", "vrouw", "nee", "ja", n, ja),
        ("geslacht", "anders", "nee", "nee", 0, 0),
    ]
    uit = pd.DataFrame(rijen, columns=["kenmerk", "categorie", "referentie", "geschat", "n", "n_ja"])
    uit["n_nee"] = uit["n"] - uit["n_ja"]
    uit = uit.assign(n_alle=uit["n"], n_ja_alle=uit["n_ja"], n_nee_alle=uit["n_nee"], coefficient=0.5)
    uit["coefficient"] = uit["coefficient"].where(uit["geschat"] == "ja")
    feiten = pd.DataFrame(
        {"kenmerk": "model", "categorie": ["n", "weggelaten"], "referentie": "nee", "geschat": "nee"}
    ).assign(waarde=[600.0, float(weggelaten)], totaal=[None, 600.0 + weggelaten])
    uit = pd.concat([uit, feiten], ignore_index=True)
    uit = uit.assign(standaardfout=uit["coefficient"] / 10, p=uit["coefficient"] / 100, sterren="*")
    uit = uit.assign(vrijheidsgraden=vrijheidsgraden, volgorde=range(1, len(uit) + 1))
    return uit if variant is None else uit.assign(variant=variant)


def as_export(naam, tabel, aantallen):
    """Return a released table as an earlier export gives it back: its counts as numbers."""
    return {naam: tabel.assign(**{kolom: aantallen[kolom] for kolom in REGELS.producten[naam].tellingen})}
