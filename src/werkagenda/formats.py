"""Numbers and words as the report prints them: Dutch notation, half-up rounding, words of direction.

Rounding goes through the shortest decimal that stands for the number (its `repr`), because a share such as 0.625
has no exact binary neighbour rule that a reader could check by hand: 62.5 % is printed as 63 %.
"""

from collections.abc import Container, Iterable
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Literal

LEEG = "–"  # noqa: RUF001 - the en dash is the Dutch sign for "no value" in a table
MIN = "−"  # noqa: RUF001 - a real minus sign, as wide as a figure
PUBLICATIEDECIMALEN = 1
_GETALWOORDEN = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()  # noqa: SIM905
_MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
_OMSLAG = str.maketrans(",.", ".,")

# What a number rests on: counted, estimated with an interval, or nothing but its outer bounds.
GETELD, GESCHAT, BEGRENSD = "geteld", "geschat", "begrensd"

Soort = Literal["aandeel", "aantal"]
Grenzen = tuple[float, float]


def exact(waarde: float | Decimal) -> Decimal:
    """Return the shortest decimal number that stands for `waarde`; numpy scalars lose their type name."""
    return waarde if isinstance(waarde, Decimal) else Decimal(repr(float(waarde)))


def half_op(waarde: float | Decimal, decimalen: int = 0) -> Decimal:
    """Round half away from zero to `decimalen` decimals: 62.5 becomes 63, -0.25 with one decimal becomes -0.3."""
    return exact(waarde).quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)


def getal(waarde: float | Decimal | None, decimalen: int = 0) -> str:
    """Return a number in Dutch notation, `1.234,5`; a missing value is an en dash."""
    if waarde is None or waarde != waarde:  # noqa: PLR0124 - only a missing number differs from itself
        return LEEG
    afgerond = half_op(waarde, decimalen)
    teken = MIN if afgerond < 0 else ""
    return teken + f"{abs(afgerond):,.{decimalen}f}".translate(_OMSLAG)


def aantal(waarde: float | None) -> str:
    """Return a count of students, institutions or codes: `12.345`."""
    return getal(waarde)


def procent(aandeel: float | None, decimalen: int = 0) -> str:
    """Return a share (0-1) as the tables and axes print it: 0.3049 is `30%`."""
    tekst = getal(_to_hundreds(aandeel), decimalen)
    return tekst if tekst == LEEG else f"{tekst}%"


def percent_in_full(aandeel: float | None, decimalen: int = 0) -> str:
    """Return a share (0-1) as the prose prints it: 0.3049 is `30 procent`."""
    tekst = getal(_to_hundreds(aandeel), decimalen)
    return tekst if tekst == LEEG else f"{tekst} procent"


def percent_rounded_up(aandeel: float, decimalen: int = 0) -> str:
    """Return a share (0-1) as an upper limit, never rounded below itself: 0.0412 is `5 procent`."""
    boven = (exact(aandeel) * 100).quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_CEILING)
    return f"{getal(boven, decimalen)} procent"


def with_sign(waarde: float | Decimal | None, decimalen: int = 0) -> str:
    """Return a difference with its sign, `+1.234` or the same with a minus; zero has none."""
    tekst = getal(waarde, decimalen)
    positief = tekst != LEEG and half_op(waarde or 0, decimalen) > 0
    return f"+{tekst}" if positief else tekst


def interval_columns(kolom: str, aanwezig: Container[str]) -> tuple[str, str]:
    """Return the columns with the 95 % interval of a value: `_laag`, `_hoog`, or `_min`, `_max` in a table without.

    Beside such an interval `_min` and `_max` are outer bounds, from which no trend can be read.
    """
    achter = ("laag", "hoog") if f"{kolom}_laag" in aanwezig else ("min", "max")
    return f"{kolom}_{achter[0]}", f"{kolom}_{achter[1]}"


def intervals_overlap(oud: Grenzen, nieuw: Grenzen) -> bool:
    """Tell whether two intervals overlap; two exact numbers carry no uncertainty, equal or not."""
    exacte_getallen = oud[0] == oud[1] and nieuw[0] == nieuw[1]
    return not exacte_getallen and oud[0] <= nieuw[1] and nieuw[0] <= oud[1]


def enumeration(woorden: Iterable[str], voegwoord: str = "en") -> str:
    """Join words as Dutch does: `a, b en c`, or with `of`."""
    *begin, einde = woorden
    return f"{', '.join(begin)} {voegwoord} {einde}" if begin else einde


def number_word(waarde: int) -> str:
    """Write nul to twaalf as a word and larger counts in figures."""
    return _GETALWOORDEN[waarde] if 0 <= waarde < len(_GETALWOORDEN) else aantal(waarde)


def date_in_full(datum: str) -> str:
    """Write a date, `2026-11-30`, as Dutch does: `30 november 2026`."""
    jaar, maand, dag = map(int, datum.split("-"))
    return f"{dag} {_MAANDEN[maand - 1]} {jaar}"


def years(jaren: Iterable[int | str]) -> str:
    """Join years, those that follow each other from the first to the last: `2018 tot en met 2023 en 2025`."""
    reeksen: list[list[int]] = []
    for jaar in sorted({int(een) for een in jaren}):
        if reeksen and jaar == reeksen[-1][-1] + 1:
            reeksen[-1].append(jaar)
        else:
            reeksen.append([jaar])
    return enumeration([woord for reeks in reeksen for woord in _span(reeks)])


def _span(reeks: list[int]) -> list[str]:
    """Return consecutive years as they are named: one or two by themselves, more from the first to the last."""
    eerste, laatste = reeks[0], reeks[-1]
    return [f"{eerste} tot en met {laatste}"] if laatste - eerste > 1 else [*map(str, reeks)]


def capitalised(tekst: str) -> str:
    """Return `tekst` with a capital first letter, the rest untouched; `één` becomes `Eén`, as Dutch spells it."""
    return tekst[:1].upper().replace("É", "E") + tekst[1:]


def uncapitalised(tekst: str) -> str:
    """Return `tekst` with a small first letter, the rest untouched; an abbreviation, such as `LOB`, stays as it is."""
    return tekst if tekst[:2].isupper() else tekst[:1].lower() + tekst[1:]


def _to_hundreds(aandeel: float | None) -> Decimal | None:
    """Return a share as an exact percentage; a missing share stays missing."""
    return None if aandeel is None or aandeel != aandeel else exact(aandeel) * 100  # noqa: PLR0124


def change(oud: float, nieuw: float, soort: Soort) -> Decimal:
    """Return the change in percentage points, or in percent of a count; from nothing to something is 100 %."""
    verschil = exact(nieuw) - exact(oud)
    if soort == "aandeel":
        return verschil * 100
    if oud == 0:
        return Decimal(100) * (nieuw != 0)
    return verschil / exact(oud) * 100
