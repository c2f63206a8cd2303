"""Set every published number beside the number that this run computed.

How a published number is compared, in the unit in which it was printed (a share times 100):

- `exact`: `gelijk` when the computed value, rounded half up as published, equals it. `binnen afronding` when it does
  not, but the unrounded computed value lies half a unit of the last published digit away: a half that the source
  rounded down. A count never differs by half a one, so it is never that.
- `afgeleid`: as `exact`, for a number that is not printed but follows from the printed ones.
- `ongeveer`: `binnen bereik` when the computed value lies in the interval, bounds included; `breedte` says how wide
  that is. It is never `gelijk`, because words such as "rond de dertig procent" give no number to be equal to.
- `schatting`: as `exact`; failing that `binnen onzekerheid` when the published number lies inside the 95 % interval of
  the computed estimate, from the `standaardfout` in its row. Two samples of one population need agree no better.
  `breedte` is then the half width; when that is wider than the published number itself, agreement says nothing and the
  verdict is `te onzeker`.
- `woord`: `gelijk` when the text is the published one; an empty cell is the word `geen`.
- `richting`: `gelijk` when the computed word of direction is the published one; "niet gestegen" holds for a fall and
  for no change. Without a period (`jaar=2019>2023`) in the key the column is itself a change and its sign counts.

Everything else is `afwijkend`. It is `bron strijdig` when another published number (`strijdig_met`: product,
key and column) contradicts the published one and the run does agree with that other number.
A row, value or product that this run does not have is `niet berekend`; where its row says why (`reden`: a group too
small to release), the explanation says it too. `geijkt` says whether the files of the run were generated so that this
number comes out: agreement then proves the computation, and nothing about the reports.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd

from werkagenda.errors import InputError, did_you_mean
from werkagenda.formats import change, exact, half_op
from werkagenda.models.proportions import Z
from werkagenda.run.step import step
from werkagenda.words.direction import direction

BRON = "gepubliceerde cijfers"
KOLOMMEN = [
    "product",
    "sleutel",
    "kolom",
    "gepubliceerd",
    "berekend",
    "verschil",
    "breedte",
    "oordeel",
    "geijkt",
    "bron",
    "pagina",
    "toelichting",
]
VOLGORDE = ["product", "sleutel", "kolom", "bron", "pagina"]
# Per rounding: the power of ten between the data file and print, and the decimals printed.
AFRONDING = {
    "geheel": (0, 0),
    "procent0": (2, 0),
    "procent1": (2, 1),
    "procent2": (2, 2),
    "decimalen1": (0, 1),
    "decimalen2": (0, 2),
    "decimalen3": (0, 3),
    "geen": (0, 0),
}
GETOOND = 2
# Standard errors between an estimate and the end of its 95 % interval.
HALVE_BREEDTE = Decimal(repr(Z))
GEEN = "geen"
# The column without which a cell of this kind says nothing: stars belong to a p value.
STEUN = {"schatting": "standaardfout", "woord": "p"}

Regel = dict[str, str]
Rij = dict[str, Any]
# What was computed, how far off it is, how wide an interval is (empty without one), and the verdict.
Uitkomst = tuple[str, str, str, str]
# Agreement that settles which of two contradicting numbers a run finds.
EENS = ("gelijk", "binnen afronding")


class Searched(NamedTuple):
    """A computed product, and its columns as text."""

    tabel: pd.DataFrame
    tekst: Mapping[str, np.ndarray]


def reconcile(
    published: pd.DataFrame,
    computed: Mapping[str, pd.DataFrame],
    *,
    drempels: Mapping[str, float],
    geijkt: Sequence[str],
) -> pd.DataFrame:
    """Judge every published number against this run.

    Args:
        published: rows of `resources/published/*.csv`, all columns text, empty text where nothing applies.
        computed: per product the rows of `results/data/<product>.csv`; shares 0-1.
        drempels: smallest change that is called one: `aandeel` in percentage points, `aantal` in percent.
        geijkt: products whose input was generated to meet the published numbers.

    Returns:
        One row per published row, with the columns KOLOMMEN, sorted by VOLGORDE. `gepubliceerd`, `berekend`,
        `verschil` (computed minus published; for an interval the distance to it) and `breedte` are text in the
        published unit.

    Raises:
        InputError: a key names an unknown column or selects more than one row; an unknown kind or rounding.

    """
    regels = [{str(naam): str(waarde) for naam, waarde in rij.items()} for rij in published.to_dict("records")]
    # Every published number looks for its row: the columns are made text once.
    gezocht = {
        product: Searched(tabel, {str(naam): _as_text(tabel[naam]) for naam in tabel})
        for product, tabel in computed.items()
    }
    rijen = [_reconcile_row(regel, gezocht.get(regel["product"]), drempels) for regel in regels]
    gevonden = [(regel, str(rij["oordeel"])) for regel, rij in zip(regels, rijen, strict=True)]
    for regel, rij in zip(regels, rijen, strict=True):
        rij["geijkt"] = "ja" if regel["product"] in geijkt else "nee"
        if rij["oordeel"] == "afwijkend" and _agrees_with_other(regel, gevonden):
            rij["oordeel"] = "bron strijdig"
    return pd.DataFrame(rijen, columns=KOLOMMEN).sort_values(VOLGORDE, ignore_index=True)


def _agrees_with_other(regel: Regel, gevonden: Sequence[tuple[Regel, str]]) -> bool:
    """Tell whether the run finds the other published number that contradicts this one."""
    plek, _, kolom = regel["strijdig_met"].partition("|")
    product, _, sleutel = plek.partition(";")
    ander = (product, sleutel, kolom)
    zelf = tuple(regel[naam] for naam in ("product", "sleutel", "kolom", "waarde"))
    return any(
        oordeel in EENS and (een["product"], een["sleutel"], een["kolom"]) == ander and (*ander, een["waarde"]) != zelf
        for een, oordeel in gevonden
    )


def _reconcile_row(regel: Regel, tabel: Searched | None, drempels: Mapping[str, float]) -> Rij:
    for kolom, keuzes in (("soort", OORDELEN), ("afronding", AFRONDING)):
        if regel[kolom] not in keuzes:
            melding = f"onbekende waarde {regel[kolom]!r} bij {regel['sleutel']!r}"
            raise InputError(BRON, regel["product"], melding, kolom=kolom, verwacht=", ".join(keuzes))
    rijen = [] if tabel is None else [_select(regel, sleutel, tabel) for sleutel in _keys(regel)]
    # No star is a word, `geen`, as long as there is the estimate that it belongs to.
    steun = STEUN.get(regel["soort"], regel["kolom"])
    gevonden = [rij for rij in rijen if rij and not _empty(rij[steun])]
    if not gevonden or len(gevonden) < len(rijen):
        berekend, verschil, breedte, oordeel = "", "", "", "niet berekend"
        redenen = [f"Niet getoond: {rij['reden']}." for rij in rijen if rij and not _empty(rij.get("reden"))]
    else:
        berekend, verschil, breedte, oordeel = OORDELEN[regel["soort"]](regel, gevonden, drempels)
        redenen = []
    uitkomst = {
        "gepubliceerd": regel["waarde"] if regel["soort"] != "ongeveer" else f"{regel['onder']} tot {regel['boven']}",
        "berekend": berekend,
        "verschil": verschil,
        "breedte": breedte,
        "oordeel": oordeel,
        "toelichting": " ".join(filter(None, [regel["toelichting"], *redenen])),
    }
    return {**{kolom: regel[kolom] for kolom in VOLGORDE}, **uitkomst}


def _empty(waarde: object) -> bool:
    return bool(waarde is None or pd.isna(waarde) or waarde == "")


def _keys(regel: Regel) -> list[Regel]:
    """Split `jaar=2019>2023;groep=regeling` into one selection per end of the period, else into one selection."""
    paren = [deel.partition("=") for deel in regel["sleutel"].split(";")]
    if not all(kolom and waarde for kolom, _, waarde in paren):
        melding = f"onleesbare sleutel {regel['sleutel']!r}"
        raise InputError(BRON, regel["product"], melding, kolom="sleutel", verwacht="kolom=waarde;kolom=waarde")
    eindes = (0, -1) if ">" in regel["sleutel"] else (0,)
    return [{kolom: waarde.split(">")[einde] for kolom, _, waarde in paren} for einde in eindes]


def _select(regel: Regel, sleutel: Regel, gezocht: Searched) -> Rij | None:
    """Return the one row that the key selects; None when there is none."""
    tabel, tekst = gezocht
    for naam in [*sleutel, regel["kolom"], STEUN.get(regel["soort"], regel["kolom"])]:
        if naam not in tabel:
            hint = did_you_mean(naam, list(tabel.columns))
            raise InputError(BRON, regel["product"], f"onbekende kolom in {regel['sleutel']!r}{hint}", kolom=naam)
    plekken = np.flatnonzero(np.all([tekst[naam] == waarde for naam, waarde in sleutel.items()], axis=0))
    if len(plekken) > 1:
        melding = f"sleutel {regel['sleutel']!r} wijst {len(plekken)} rijen aan"
        raise InputError(BRON, regel["product"], melding, kolom=regel["kolom"], verwacht="één rij")
    return {str(naam): waarde for naam, waarde in tabel.iloc[plekken[0]].items()} if len(plekken) else None


def _as_text(kolom: pd.Series) -> np.ndarray:
    """Return a key column as text; a year or level that pandas read as a float loses its `.0`."""
    tekst = kolom.map("{:g}".format) if pd.api.types.is_float_dtype(kolom) else kolom.astype(str)
    return tekst.to_numpy(object)


def _judge_number(regel: Regel, rijen: list[Rij], _drempels: Mapping[str, float]) -> Uitkomst:
    berekend, decimalen = _in_print(regel, rijen)
    gepubliceerd = _printed(regel, "waarde")
    verschil = berekend - gepubliceerd
    if half_op(berekend, decimalen) == gepubliceerd:
        oordeel = "gelijk"
    else:
        oordeel = "binnen afronding" if abs(verschil) <= Decimal(1).scaleb(-decimalen) / 2 else "afwijkend"
    return _show(berekend, decimalen), _show(verschil, decimalen), "", oordeel


def _judge_estimate(regel: Regel, rijen: list[Rij], drempels: Mapping[str, float]) -> Uitkomst:
    berekend, verschil, _, oordeel = _judge_number(regel, rijen, drempels)
    waarde, decimalen = _in_print(regel, rijen)
    gepubliceerd = _printed(regel, "waarde")
    halve = HALVE_BREEDTE * exact(rijen[0]["standaardfout"])
    if oordeel == "afwijkend" and abs(waarde - gepubliceerd) <= halve:
        oordeel = "binnen onzekerheid" if halve <= abs(gepubliceerd) else "te onzeker"
    return berekend, verschil, _show(halve, decimalen), oordeel


def _judge_word(regel: Regel, rijen: list[Rij], _drempels: Mapping[str, float]) -> Uitkomst:
    cel = rijen[0][regel["kolom"]]
    woord = GEEN if _empty(cel) else str(cel)
    return woord, "", "", "gelijk" if woord == regel["waarde"] else "afwijkend"


def _judge_interval(regel: Regel, rijen: list[Rij], _drempels: Mapping[str, float]) -> Uitkomst:
    berekend, decimalen = _in_print(regel, rijen)
    onder, boven = _printed(regel, "onder"), _printed(regel, "boven")
    verschil = berekend - min(max(berekend, onder), boven)
    oordeel = "afwijkend" if verschil else "binnen bereik"
    return _show(berekend, decimalen), _show(verschil, decimalen), _show(boven - onder, decimalen), oordeel


def _judge_direction(regel: Regel, rijen: list[Rij], drempels: Mapping[str, float]) -> Uitkomst:
    """Compare words; `verschil` stays empty, because two words have no distance."""
    waarden = [exact(rij[regel["kolom"]]) for rij in rijen]
    if len(waarden) == 1:
        woord = {-1: "gedaald", 0: "gelijk gebleven", 1: "gestegen"}[int(waarden[0].compare(Decimal(0)))]
    else:
        soort: Literal["aandeel", "aantal"] = "aantal" if regel["afronding"] == "geheel" else "aandeel"
        # Two published numbers have no interval.
        meer = float(change(float(waarden[0]), float(waarden[1]), soort))
        woord = direction(meer, meer, meer, drempels[soort])
    juist = woord != "gestegen" if regel["waarde"] == "niet gestegen" else woord == regel["waarde"]
    return woord, "", "", "gelijk" if juist else "afwijkend"


def _printed(regel: Regel, kolom: str) -> Decimal:
    try:
        return Decimal(regel[kolom])
    except InvalidOperation as fout:
        melding = f"{regel[kolom]!r} bij {regel['sleutel']!r} is geen getal"
        raise InputError(BRON, regel["product"], melding, kolom=kolom, verwacht="een getal met decimale punt") from fout


def _in_print(regel: Regel, rijen: list[Rij]) -> tuple[Decimal, int]:
    """Return the value, or the change from first to last, in the published unit, and the decimals published."""
    macht, decimalen = AFRONDING[regel["afronding"]]
    waarden = [exact(rij[regel["kolom"]]) for rij in rijen]
    waarde = waarden[0] if len(waarden) == 1 else waarden[1] - waarden[0]
    return waarde.scaleb(macht), decimalen


def _show(waarde: Decimal, decimalen: int) -> str:
    """Return a number with two decimals more than published, without trailing zeros or a negative zero."""
    return format((half_op(waarde, decimalen + GETOOND) + 0).normalize(), "f")


OORDELEN = {
    "exact": _judge_number,
    "afgeleid": _judge_number,
    "schatting": _judge_estimate,
    "ongeveer": _judge_interval,
    "woord": _judge_word,
    "richting": _judge_direction,
}


if __name__ == "__main__":
    with step(snakemake) as s:
        gepubliceerd = [
            pd.read_csv(pad, dtype=str, keep_default_na=False, encoding="utf-8") for pad in s.paths("published")
        ]
        # Real files were not generated, whatever product they come in.
        niet = s.read("niet_geijkt")["producten"]
        geijkt = [product for product in s.params["synthetisch"] if product not in niet]
        tabellen, drempels = s.read_all("data"), s.params["drempels"]
        vergeleken = reconcile(pd.concat(gepubliceerd), tabellen, drempels=drempels, geijkt=geijkt)
        s.write("reconciliation", vergeleken)
