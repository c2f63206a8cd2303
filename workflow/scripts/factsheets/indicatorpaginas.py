"""A page per indicator of the registry, those that nothing computes yet too, and the list of them all."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from werkagenda.factsheets.chart import chart
from werkagenda.factsheets.indicator import in_words, index_page, indicator_page
from werkagenda.factsheets.rows import bands
from werkagenda.formats import capitalised
from werkagenda.indicators.progress import mean_interval
from werkagenda.indicators.registry import Register, registry
from werkagenda.report.fallback import loose_pages
from werkagenda.run.step import step
from werkagenda.words.labels import category_name

# The list of all indicators, as the menu knows it.
OVERZICHT = "indicatoren/index"
KOLOMMEN = ["jaar", "soort", "waarde", "laag", "hoog", "p10", "p25", "p75", "p90", "instellingen"]
# What a share can be broken down by, in the order of the page; the table with the national share with work.
KENMERKEN = ("leerweg", "niveau", "geslacht", "leeftijd", "opleidingsrichting")
WERK = "tabel_5_werk"
# Decimals after which two values are the same.
RUIS = 9


def series(sector: pd.DataFrame, waarden: pd.DataFrame, *, minimum: int) -> dict[str, list[dict[str, Any]]]:
    """Return per indicator the values of the sector by year; interval and band where institutions are enough.

    Args:
        sector: `indicator, soort, jaar, waarde, instellingen`.
        waarden: values of institutions.
        minimum: institutions from which there is a band.

    """
    sleutel = ["indicator", "soort", "jaar"]
    banden = bands(waarden, by=sleutel, minimum=minimum).drop(columns="instellingen")
    ends = [
        dict(zip(sleutel, naam, strict=True)) | {"laag": som.laag, "hoog": som.hoog}
        for naam, deel in waarden.dropna(subset="waarde").groupby(sleutel, sort=True)
        if len(deel) >= minimum
        for som in [mean_interval(deel["waarde"])]
    ]
    intervallen = pd.DataFrame(ends, columns=[*sleutel, "laag", "hoog"])
    alles = sector.merge(banden, on=sleutel, how="left", validate="one_to_one")
    alles = alles.merge(intervallen, on=sleutel, how="left", validate="one_to_one")
    return {
        str(naam): deel.sort_values(["jaar", "soort"]).to_dict("records") for naam, deel in alles.groupby("indicator")
    }


def own_targets(waarden: pd.DataFrame, *, minimum: int) -> dict[str, dict[str, int]]:
    """Return per indicator how many (`gehaald`) of the `n` institutions with both values reached their own target.

    Args:
        waarden: `instelling, indicator, soort, waarde`, mirrored so that higher is better.
        minimum: institutions from which it is said.

    """
    bekend = waarden.dropna(subset="waarde")
    recent, streef = (
        bekend[bekend["soort"] == soort].set_index(["indicator", "instelling"])["waarde"]
        for soort in ("recent", "streef")
    )
    paren = pd.concat({"recent": recent, "streef": streef}, axis=1, join="inner")
    # Without the noise of floats: 0.95 - 0.05 is 0.9.
    bereikt = paren["recent"].round(RUIS) >= paren["streef"].round(RUIS)
    tellingen = bereikt.groupby(level="indicator").agg(["sum", "size"])
    return {
        str(naam): {"gehaald": int(rij["sum"]), "n": int(rij["size"])}
        for naam, rij in tellingen.iterrows()
        if rij["size"] >= minimum
    }


def breakdowns(
    vragen: pd.DataFrame, werk: pd.DataFrame, register: Register, *, labels: Mapping[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """Return per indicator its shares in the last year by each trait that its table has, with their interval.

    Args:
        vragen: what students say (tables of the JOB-monitor): `item, jaar, kenmerk, categorie, aandeel, aandeel_min,
            aandeel_max` (0-1, empty where held back), `n` (students), `tussentijds`.
        werk: the national share with work: `studiejaar, kenmerk, leerweg, niveau, opleidingsrichting`, the same shares
            and `n` (leavers).
        register: which question or table an indicator is; one that products show mirrored is mirrored here too.
        labels: words of the categories.

    """
    jaren = vragen[vragen["tussentijds"] != "ja"]
    uit: dict[str, list[dict[str, Any]]] = {}
    for naam, een in register.indicatoren.items():
        if een.producten[:1] == (WERK,):
            deel = werk.assign(jaar=werk["studiejaar"])
            deel["categorie"] = [rij.get(rij["kenmerk"], "") for rij in werk.to_dict("records")]
        else:
            deel = jaren[jaren["item"] == een.berekening.get("vraag")]
        laatste = deel[deel["kenmerk"].isin(KENMERKEN) & deel["jaar"].eq(deel["jaar"].max())].dropna(subset="aandeel")
        rijen = [
            {
                "kenmerk": rij["kenmerk"],
                "categorie": capitalised(category_name(labels, rij["kenmerk"], str(rij["categorie"]))),
                "jaar": rij["jaar"],
                "n": int(rij["n"]),
                **_shares(rij, mirrored=een.mirrored),
            }
            for kenmerk in KENMERKEN
            for rij in laatste[laatste["kenmerk"] == kenmerk].to_dict("records")
        ]
        if rijen:
            uit[naam] = rijen
    return uit


def _shares(rij: Mapping[Any, Any], *, mirrored: bool) -> dict[str, float]:
    """Return `aandeel`, `laag` and `hoog` of a row, mirrored so that higher is better where products show it so."""
    waarde, laag, hoog = (float(rij[naam]) for naam in ("aandeel", "aandeel_min", "aandeel_max"))
    return {"aandeel": 1 - waarde, "laag": 1 - hoog, "hoog": 1 - laag} if mirrored else {
        "aandeel": waarde, "laag": laag, "hoog": hoog,
    }  # fmt: skip


def not_computed(dekking: pd.DataFrame) -> dict[str, str]:
    """Return why an indicator is not computed, of those that are not (`indicator, berekend, berekening`)."""
    niet = dekking[dekking["berekend"] != "ja"]
    return dict(zip(niet["indicator"], niet["berekening"], strict=True))


def pages(  # noqa: PLR0913 - one argument per kind of part, by name
    register: Register,
    *,
    reeksen: Mapping[str, list[dict[str, Any]]],
    groepen: Mapping[str, list[dict[str, Any]]],
    gehaald: Mapping[str, Mapping[str, int]],
    redenen: Mapping[str, str],
    voortgang: pd.DataFrame,
    producten: Mapping[str, Mapping[str, str]],
    banner: str,
    factsheets: str,
    labels: Mapping[str, Any],
    tekst: Mapping[str, Any],
) -> dict[str, str]:
    """Return the Markdown of every page by name, `index` among them."""
    oordelen = {rij["indicator"]: rij for rij in voortgang.to_dict("records")}
    return {"index": index_page(register, redenen=redenen, banner=banner, tekst=tekst)} | {
        naam: indicator_page(
            een,
            register=register,
            reeks=reeksen.get(naam, []),
            groepen=groepen.get(naam, []),
            gehaald=gehaald.get(naam),
            reden=redenen.get(naam, ""),
            oordeel=oordelen.get(naam),
            producten=producten,
            banner=banner,
            factsheets=factsheets,
            labels=labels,
            tekst=tekst,
        )
        for naam, een in register.indicatoren.items()
    }


if __name__ == "__main__":
    with step(snakemake) as s:
        quarto = s.read("quarto")
        register, tekst, minimum = registry(s.read("indicatoren")), s.read("tekst"), s.params["minimum"]
        reeksen = series(s.read("sector"), s.read("waarden"), minimum=minimum)
        bladzijden = pages(
            register,
            reeksen=reeksen,
            groepen=breakdowns(
                pd.concat([s.read("vragen"), s.read("overig")], ignore_index=True),
                s.read("werk"),
                register,
                labels=s.register["labels"],
            ),
            gehaald=own_targets(s.read("waarden"), minimum=minimum),
            redenen=not_computed(s.read("dekking")),
            voortgang=s.read("voortgang"),
            producten=s.params["producten"],
            banner=s.read("banner"),
            factsheets=s.params["factsheets"],
            labels=s.register["labels"],
            tekst=tekst,
        )
        for pad in s.output["cijfers"]:
            reeks = pd.DataFrame(reeksen.get(Path(pad).stem, []), columns=KOLOMMEN)
            s.stage(Path(pad)).write_text(
                reeks.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n"
            )
        for pad in s.output["beelden"]:
            een = register.indicatoren[Path(pad).stem]
            druk = partial(in_words, eenheid=een.eenheid)
            for soort, smal in (("", False), ("_smal", True)):
                beeld = chart(
                    reeksen.get(een.id, []), titel=een.display_name, woorden=tekst["grafiek"], druk=druk, smal=smal
                )
                doel = s.stage(Path(pad).with_name(f"{een.id}{soort}.svg"))
                doel.write_text(beeld, encoding="utf-8", newline="\n")
        loose_pages(
            bladzijden,
            {Path(pad).stem: s.stage(Path(pad)) for pad in s.output["bladzijden"]},
            quarto=quarto,
            menu=s.params["menu"],
            boekmap=s.path("quarto").parent.absolute(),
            hier={"index": OVERZICHT},
        )
