"""Set every published number beside the number that this run computed.

How a published number is compared, in the unit in which it was printed (a share times 100):

- `exact`: `gelijk` when the computed value, rounded half up as published, equals it. `binnen afronding` when it does
  not, but the unrounded computed value lies less than one unit of the last published digit away: the published number
  may come from numbers that were rounded before. A count never differs by less than one, so it is never that.
- `ongeveer`: `binnen afronding` when the computed value lies in the interval, bounds included. It is never `gelijk`,
  because words such as "rond de dertig procent" give no number to be equal to.
- `richting`: `gelijk` when the computed word of direction is the published one; "niet gestegen" holds for a fall and
  for no change. Without a period (`jaar=2019>2023`) in the key the column is itself a change and its sign counts.

Everything else is `afwijkend`, or `bron strijdig` when another published number contradicts the published one. A row,
value or product that this run does not have is `niet berekend`.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal

import pandas as pd

from werkagenda.errors import InvoerFout, bedoelde_u
from werkagenda.formats import exact, half_op, richting
from werkagenda.step import step

BRON = "gepubliceerde cijfers"
KOLOMMEN = [
    "product",
    "sleutel",
    "kolom",
    "gepubliceerd",
    "berekend",
    "verschil",
    "oordeel",
    "bron",
    "pagina",
    "toelichting",
]
VOLGORDE = ["product", "sleutel", "kolom", "bron", "pagina"]
# Per rounding: the power of ten between the data file and print, and the decimals printed.
AFRONDING = {"geheel": (0, 0), "procent0": (2, 0)}
GETOOND = 2

Regel = dict[str, str]


def reconcile(
    published: pd.DataFrame, computed: Mapping[str, pd.DataFrame], *, drempels: Mapping[str, float]
) -> pd.DataFrame:
    """Judge every published number against this run.

    Args:
        published: rows of `resources/published/*.csv`, all columns text, empty text where nothing applies.
        computed: per product the rows of `results/data/<product>.csv`; shares 0-1.
        drempels: smallest change that is called one: `aandeel` in percentage points, `aantal` in percent.

    Returns:
        One row per published row, with the columns KOLOMMEN, sorted by VOLGORDE. `gepubliceerd`, `berekend` and
        `verschil` (computed minus published; for an interval the distance to it) are text in the published unit.

    Raises:
        InvoerFout: a key names an unknown column or selects more than one row; an unknown kind or rounding.

    """
    regels = [{str(naam): str(waarde) for naam, waarde in rij.items()} for rij in published.to_dict("records")]
    rijen = [_reconcile_row(regel, computed.get(regel["product"]), drempels) for regel in regels]
    return pd.DataFrame(rijen, columns=KOLOMMEN).sort_values(VOLGORDE, ignore_index=True)


def _reconcile_row(regel: Regel, tabel: pd.DataFrame | None, drempels: Mapping[str, float]) -> Regel:
    for kolom, keuzes in (("soort", OORDELEN), ("afronding", AFRONDING)):
        if regel[kolom] not in keuzes:
            melding = f"onbekende waarde {regel[kolom]!r} bij {regel['sleutel']!r}"
            raise InvoerFout(BRON, regel["product"], melding, kolom=kolom, verwacht=", ".join(keuzes))
    waarden = [] if tabel is None else [_select(regel, sleutel, tabel) for sleutel in _keys(regel)]
    gevonden = [waarde for waarde in waarden if waarde is not None]
    if not gevonden or len(gevonden) < len(waarden):
        berekend, verschil, oordeel = "", "", "niet berekend"
    else:
        berekend, verschil, oordeel = OORDELEN[regel["soort"]](regel, gevonden, drempels)
    if oordeel == "afwijkend" and regel["strijdig_met"]:
        oordeel = "bron strijdig"
    gepubliceerd = regel["waarde"] if regel["soort"] != "ongeveer" else f"{regel['onder']} tot {regel['boven']}"
    uitkomst = {"gepubliceerd": gepubliceerd, "berekend": berekend, "verschil": verschil, "oordeel": oordeel}
    return {kolom: {**regel, **uitkomst}[kolom] for kolom in KOLOMMEN}


def _keys(regel: Regel) -> list[Regel]:
    """Split `jaar=2019>2023;groep=regeling` into one selection per end of the period, else into one selection."""
    paren = [deel.partition("=") for deel in regel["sleutel"].split(";")]
    if not all(kolom and waarde for kolom, _, waarde in paren):
        melding = f"onleesbare sleutel {regel['sleutel']!r}"
        raise InvoerFout(BRON, regel["product"], melding, kolom="sleutel", verwacht="kolom=waarde;kolom=waarde")
    eindes = (0, -1) if ">" in regel["sleutel"] else (0,)
    return [{kolom: waarde.split(">")[einde] for kolom, _, waarde in paren} for einde in eindes]


def _select(regel: Regel, sleutel: Regel, tabel: pd.DataFrame) -> Decimal | None:
    """Return the one value that the key selects; None when there is no row or its cell is empty."""
    for naam in [*sleutel, regel["kolom"]]:
        if naam not in tabel:
            hint = bedoelde_u(naam, list(tabel.columns))
            raise InvoerFout(BRON, regel["product"], f"onbekende kolom in {regel['sleutel']!r}{hint}", kolom=naam)
    treffer = pd.Series(data=True, index=tabel.index)
    for naam, waarde in sleutel.items():
        treffer &= _as_text(tabel[naam]) == waarde
    gekozen = tabel.loc[treffer, regel["kolom"]]
    if len(gekozen) > 1:
        melding = f"sleutel {regel['sleutel']!r} wijst {len(gekozen)} rijen aan"
        raise InvoerFout(BRON, regel["product"], melding, kolom=regel["kolom"], verwacht="één rij")
    leeg = gekozen.isna() | (gekozen.astype(str) == "")
    return None if leeg.all() else exact(gekozen.iloc[0])


def _as_text(kolom: pd.Series) -> pd.Series:
    """Return a key column as text; a year or level that pandas read as a float loses its `.0`."""
    return kolom.map("{:g}".format) if pd.api.types.is_float_dtype(kolom) else kolom.astype(str)


def _judge_number(regel: Regel, waarden: list[Decimal], _drempels: Mapping[str, float]) -> tuple[str, str, str]:
    berekend, decimalen = _in_print(regel, waarden)
    gepubliceerd = _printed(regel, "waarde")
    verschil = berekend - gepubliceerd
    if half_op(berekend, decimalen) == gepubliceerd:
        oordeel = "gelijk"
    else:
        oordeel = "binnen afronding" if abs(verschil) < Decimal(1).scaleb(-decimalen) else "afwijkend"
    return _show(berekend, decimalen), _show(verschil, decimalen), oordeel


def _judge_interval(regel: Regel, waarden: list[Decimal], _drempels: Mapping[str, float]) -> tuple[str, str, str]:
    berekend, decimalen = _in_print(regel, waarden)
    verschil = berekend - min(max(berekend, _printed(regel, "onder")), _printed(regel, "boven"))
    oordeel = "afwijkend" if verschil else "binnen afronding"
    return _show(berekend, decimalen), _show(verschil, decimalen), oordeel


def _judge_direction(regel: Regel, waarden: list[Decimal], drempels: Mapping[str, float]) -> tuple[str, str, str]:
    """Compare words; `verschil` stays empty, because two words have no distance."""
    if len(waarden) == 1:
        woord = {-1: "gedaald", 0: "gelijk gebleven", 1: "gestegen"}[int(waarden[0].compare(Decimal(0)))]
    else:
        soort: Literal["aandeel", "aantal"] = "aantal" if regel["afronding"] == "geheel" else "aandeel"
        woord = richting(float(waarden[0]), float(waarden[1]), soort=soort, drempels=drempels)
    juist = woord != "gestegen" if regel["waarde"] == "niet gestegen" else woord == regel["waarde"]
    return woord, "", "gelijk" if juist else "afwijkend"


def _printed(regel: Regel, kolom: str) -> Decimal:
    try:
        return Decimal(regel[kolom])
    except InvalidOperation as fout:
        melding = f"{regel[kolom]!r} bij {regel['sleutel']!r} is geen getal"
        raise InvoerFout(BRON, regel["product"], melding, kolom=kolom, verwacht="een getal met decimale punt") from fout


def _in_print(regel: Regel, waarden: list[Decimal]) -> tuple[Decimal, int]:
    """Return the value, or the change from first to last, in the published unit, and the decimals published."""
    macht, decimalen = AFRONDING[regel["afronding"]]
    waarde = waarden[0] if len(waarden) == 1 else waarden[1] - waarden[0]
    return waarde.scaleb(macht), decimalen


def _show(waarde: Decimal, decimalen: int) -> str:
    """Return a number with two decimals more than published, without trailing zeros or a negative zero."""
    return format((half_op(waarde, decimalen + GETOOND) + 0).normalize(), "f")


OORDELEN = {"exact": _judge_number, "ongeveer": _judge_interval, "richting": _judge_direction}


if __name__ == "__main__":
    with step(snakemake) as s:
        gepubliceerd = [
            pd.read_csv(pad, dtype=str, keep_default_na=False, encoding="utf-8") for pad in s.paths("published")
        ]
        s.write("reconciliation", reconcile(pd.concat(gepubliceerd), s.read_all("data"), **s.params))
