"""The table that leaves: the unprotected one with what is hidden empty, the counts behind it, and the verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from werkagenda.disclosure.judge import GROEP, REGELS, STAPPEN, applies, counts, empty_rows, group_cells, parts_of
from werkagenda.disclosure.merged import SAMEN
from werkagenda.disclosure.rules import GEEN_PERSONEN, ONDERDRUKT
from werkagenda.models.proportions import wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from werkagenda.disclosure.descriptions import Block, Product

NIET_TE_SCHATTEN = "niet te schatten"
IN_ORDE, NIET_VRIJGEGEVEN, SECUNDAIR = "in orde", "niet vrijgegeven", "secundair"
ONDERDRUKKING = "onderdrukking"
REDEN = "reden"
TOTAAL = "totaal"
# The last digits of a z score differ between machines.
DECIMALEN = 9


def start_scores(tabel: pd.DataFrame) -> pd.DataFrame:
    """Add `z_zoekduur` (reversed), `z_vast` and their mean `startpositie` to the table of start positions.

    Over the opleidingsrichtingen shown, never over all: standard scores add up to zero, so over all of them the scores
    shown would give a hidden one back, and with the mean and deviation that two rows shown tell also its search time
    and chance. Made of shown rows alone they say nothing that those rows don't. Missing for the total and hidden rows.
    """
    getoond = tabel[tabel["opleidingsrichting"] != TOTAAL].dropna(subset=["zoekduur", "kans_vast"])
    uit = tabel.assign(z_zoekduur=_z(-getoond["zoekduur"]), z_vast=_z(getoond["kans_vast"]))
    uit["startpositie"] = (uit["z_zoekduur"] + uit["z_vast"]) / 2
    return uit.round(DECIMALEN)


def _z(waarden: pd.Series) -> pd.Series:
    # Without the sign of a zero.
    return ((waarden - waarden.mean()) / waarden.std(ddof=1)).round(DECIMALEN) + 0.0


# Columns made of what is shown, by the name in `resources/onthulling.yaml`, and the columns they add.
AFGELEID: dict[str, tuple[Callable[[pd.DataFrame], pd.DataFrame], tuple[str, ...]]] = {
    "startscores": (start_scores, ("z_zoekduur", "z_vast", "startpositie")),
}


@dataclass(frozen=True)
class Decision:
    """What was decided about a product.

    Attributes:
        product: its description.
        oordelen: per block what `judge` said.
        weg: the parts of rows that the linked system hides.
        te_nauw: cells that cannot be protected; with any, nothing of the table is shown.

    """

    product: Product
    oordelen: Mapping[int, pd.DataFrame]
    weg: Collection[str]
    te_nauw: int = 0


def hidden_parts(tabel: pd.DataFrame, besluit: Decision) -> dict[int, pd.Series]:
    """Return by number of the block how it is hidden in each row: the rule, `secundair`, or empty.

    A row of which the first block is hidden is hidden as a whole: a share or estimate of at least the minimum beside a
    hidden count would say that a rule hides the other count.
    """
    eerste, uit = _first_hidden(tabel, besluit), {}
    for blok in besluit.product.blokken:
        rijen = tabel.index[applies(tabel, blok)]
        regel = besluit.oordelen[blok.nummer]["regel"].reindex(rijen, fill_value="")
        verborgen = parts_of(tabel, blok)[rijen].isin(besluit.weg) | eerste[rijen]
        # A share that is shown as "> 90 %" is not hidden.
        regel = regel.mask((regel == GROEP) & ~verborgen, "")
        uit[blok.nummer] = regel.mask(verborgen & (regel == ""), SECUNDAIR).reindex(tabel.index, fill_value="")
    return uit


def _first_hidden(tabel: pd.DataFrame, besluit: Decision) -> pd.Series:
    uit = pd.Series(data=False, index=tabel.index)
    for blok in reversed(besluit.product.blokken):
        uit = uit.mask(applies(tabel, blok), parts_of(tabel, blok).isin(besluit.weg))
    return uit


def top_coded(tabel: pd.DataFrame, blok: Block, besluit: Decision, *, grens: float) -> pd.Series:
    """Return per row what stands in the place of a share that is group disclosure: `> 90 %` or `< 10 %`, else empty."""
    uit = pd.Series("", tabel.index, dtype="str")
    if not blok.groepsaandeel:
        return uit
    regel = besluit.oordelen[blok.nummer]["regel"]
    groep = group_cells(counts(tabel, besluit.product, blok), blok, grens=grens).dropna(subset="rijtotaal")
    groep = groep[groep["plek"].isin(regel.index[regel == GROEP])]
    eerste = groep["kolom"] == blok.cellen[0].kolom
    tekst = eerste.map({True: f"> {grens:.0%}", False: f"< {1 - grens:.0%}"}).str.replace("%", " %")
    uit.loc[groep["plek"].to_numpy()] = tekst.to_numpy()
    return uit


def release(
    tabel: pd.DataFrame, besluit: Decision, *, grenzen: Mapping[str, float], decimalen: Mapping[str, int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the table and its counts with what is hidden empty, and the reason beside it.

    Args:
        tabel: the unprotected table.
        besluit: what was decided about it.
        grenzen: config/disclosure.yaml.
        decimalen: per column how many leave.

    Returns:
        Both with the columns of the unprotected table and `reden`; a list of steps has its own reasons.

    """
    product, grens = besluit.product, grenzen["groepsaandeel"]
    if product.stappen:
        return _released_steps(tabel, besluit)
    afgerond = rounded(tabel, product, basis=int(grenzen["afronding"]), decimalen=decimalen)
    uit, aantallen = afgerond.copy(), _counts_only(afgerond, product)
    leeg, reden = empty_rows(tabel, product), pd.Series("", tabel.index, dtype="str")
    weg = hidden_parts(tabel, besluit)
    for blok in product.blokken:
        raak = applies(tabel, blok)
        verborgen = (weg[blok.nummer] != "") | (raak & bool(besluit.te_nauw))
        codering = top_coded(tabel, blok, besluit, grens=grens).mask(verborgen, "")
        zonder = verborgen | (codering != "") | (leeg & raak)
        _empty(uit, blok.kolommen, zonder)
        _empty(aantallen, [cel.kolom for cel in blok.cellen], zonder)
        reden = reden.mask((reden == "") & verborgen, ONDERDRUKT)
        reden = reden.mask((reden == "") & (codering != ""), codering)
    if "geschat" in tabel:
        zonder_schatting = tabel["geschat"].eq("nee") & tabel["referentie"].eq("nee") & tabel["n"].notna()
        reden = reden.mask((reden == "") & zonder_schatting, NIET_TE_SCHATTEN)
    reden = reden.mask(leeg, GEEN_PERSONEN)
    if "samen_met" in tabel:
        reden = reden.mask(tabel["samen_met"].fillna("") != "", tabel["samen_met"].map(SAMEN.format))
    if besluit.te_nauw:
        reden = pd.Series(NIET_VRIJGEGEVEN, tabel.index)
    if product.afgeleid:
        uit = AFGELEID[product.afgeleid][0](uit)
        uit = uit.round({kolom: aantal for kolom, aantal in decimalen.items() if kolom in uit})
    return uit.assign(reden=reden), aantallen.assign(reden=reden)


def rounded(tabel: pd.DataFrame, product: Product, *, basis: int, decimalen: Mapping[str, int]) -> pd.DataFrame:
    """Return the table as exact as it leaves.

    Args:
        tabel: the unprotected table.
        product: its description.
        basis: counts become a multiple of it, and shares are those of the rounded counts; 0 leaves counts as they are.
        decimalen: per column the decimals of what is no count.

    """
    uit = tabel.copy()
    if basis:
        tellingen = [kolom for kolom in product.tellingen if pd.api.types.is_numeric_dtype(uit[kolom])]
        feiten = [blok for blok in product.blokken if blok.geen_personen]
        # A column with counts in some rows and other facts in others: only the counts.
        anders = {kolom: _fact_rows(tabel, product, feiten, kolom) for kolom in tellingen}
        for kolom in tellingen:
            uit[kolom] = uit[kolom].mask(~anders[kolom], (uit[kolom] / basis).round() * basis)
        for blok in product.blokken:
            if blok.aandeel:
                _share_of_counts(uit, blok)
    return uit.round({kolom: aantal for kolom, aantal in decimalen.items() if kolom in uit})


def _fact_rows(tabel: pd.DataFrame, product: Product, feiten: list[Block], kolom: str) -> pd.Series:
    telt = pd.Series(data=False, index=tabel.index)
    for blok in product.blokken:
        if kolom in [*(cel.kolom for cel in blok.cellen), *blok.minimum]:
            telt |= applies(tabel, blok)
    feit = pd.Series(data=False, index=tabel.index)
    for blok in feiten:
        if kolom in blok.kolommen:
            feit |= applies(tabel, blok)
    return feit & ~telt


def _share_of_counts(tabel: pd.DataFrame, blok: Block) -> None:
    """Put the share of the first count in the sum of both, and its bounds, in the first three columns of a block."""
    ja, nee = (tabel[cel.kolom] for cel in blok.cellen[:2])
    n = ja + nee
    aandeel, laag, hoog = blok.kolommen[:3]
    tabel[aandeel] = ja / n.where(n > 0)
    tabel[laag], tabel[hoog] = wilson(ja, n)


def _released_steps(tabel: pd.DataFrame, besluit: Decision) -> tuple[pd.DataFrame, pd.DataFrame]:
    uit = tabel.copy()
    reden = ""
    if STAPPEN in besluit.weg or besluit.te_nauw:
        _empty(uit, [(besluit.product.stappen or {})[naam] for naam in ("van", "tot", "personen")], uit["stap"] != "")
        reden = NIET_VRIJGEGEVEN if besluit.te_nauw else ONDERDRUKT
    return uit, uit.assign(reden=reden)


def _counts_only(tabel: pd.DataFrame, product: Product) -> pd.DataFrame:
    """Return the table with the columns of counts empty in rows where they are no count."""
    telt = {kolom: pd.Series(data=False, index=tabel.index) for kolom in product.tellingen}
    for blok in product.blokken:
        for cel in blok.cellen:
            telt[cel.kolom] |= applies(tabel, blok)
    return tabel.assign(**{kolom: tabel[kolom].where(rijen) for kolom, rijen in telt.items()})


def _empty(tabel: pd.DataFrame, kolommen: Collection[str], rijen: pd.Series) -> None:
    for kolom in kolommen:
        getal = pd.api.types.is_numeric_dtype(tabel[kolom])
        tabel[kolom] = tabel[kolom].mask(rijen, None if getal else "")


def verdicts(tabel: pd.DataFrame, besluit: Decision) -> pd.DataFrame:
    """Return per rule that is about a product how many cells it looked at, how many it hides, and the verdict.

    A cell is a block of columns in a row. It stays inside: that both of two cells hidden in a row fall under a rule
    bounds them with their sum.
    """
    product, oordelen = besluit.product, besluit.oordelen
    delen = list(hidden_parts(tabel, besluit).values())
    if product.stappen:
        weg = len(tabel) if STAPPEN in besluit.weg else 0
        oordeel = NIET_VRIJGEGEVEN if besluit.te_nauw else ONDERDRUKT if weg else IN_ORDE
        rij = (SECUNDAIR if weg or besluit.te_nauw else REGELS[0], len(tabel), weg or besluit.te_nauw, oordeel)
        return pd.DataFrame([rij], columns=["regel", "cellen", "onderdrukt", "oordeel"]).assign(tabel=product.naam)
    hoe = pd.concat(delen) if delen else pd.Series(dtype="str")
    uit = []
    for regel in (*REGELS, SECUNDAIR):
        cellen = sum(len(oordelen[blok.nummer]) for blok in product.blokken if _about(blok, regel))
        onderdrukt = int((hoe == regel).sum())
        if cellen:
            oordeel = ONDERDRUKT if onderdrukt else IN_ORDE
            if besluit.te_nauw and regel == SECUNDAIR:
                onderdrukt, oordeel = besluit.te_nauw, NIET_VRIJGEGEVEN
            uit.append((regel, cellen, onderdrukt, oordeel))
    return pd.DataFrame(uit, columns=["regel", "cellen", "onderdrukt", "oordeel"]).assign(tabel=product.naam)


def outside_verdicts(oordelen: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts that leave: what is shown obeys each rule, and how many cells all rules together hide."""
    per_regel = oordelen[oordelen["regel"] != SECUNDAIR].assign(onderdrukt=None, oordeel=IN_ORDE)
    # Of a table that is refused the cells that refuse it count, not those that would have been hidden.
    weigert = oordelen["oordeel"] == NIET_VRIJGEGEVEN
    telt = weigert | ~weigert.groupby(oordelen["tabel"]).transform("any")
    samen = (
        oordelen.assign(onderdrukt=oordelen["onderdrukt"].where(telt, 0))
        .groupby("tabel", as_index=False)
        .agg(cellen=("cellen", "max"), onderdrukt=("onderdrukt", "sum"), oordeel=("oordeel", _worst))
    )
    return pd.concat([per_regel, samen.assign(regel=ONDERDRUKKING)], ignore_index=True)


def _worst(oordelen: pd.Series) -> str:
    return next((oordeel for oordeel in (NIET_VRIJGEGEVEN, ONDERDRUKT) if (oordelen == oordeel).any()), IN_ORDE)


def _about(blok: Block, regel: str) -> bool:
    return {
        "minimum": bool(blok.cellen or blok.minimum),
        "kwantiel": blok.kwantiel is not None,
        "dominantie": blok.dominantie is not None,
        "vrijheidsgraden": blok.vrijheidsgraden is not None,
        GROEP: bool(blok.groepsaandeel),
        SECUNDAIR: bool(blok.cellen),
    }[regel]
