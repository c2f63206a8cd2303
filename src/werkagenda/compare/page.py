"""The page that says what is different from an earlier delivery, for readers.

First verdicts, sentences word by word and what no sentence says; then the products, and their cells by size.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from werkagenda.compare.cells import number
from werkagenda.compare.prose import ERBIJ, GELIJK, WEG, key_parts, word_changes
from werkagenda.formats import LEEG, getal, procent, with_sign
from werkagenda.words.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from werkagenda.compare.prose import Sentence

# Cells shown per product, the largest changes first; the csv has them all.
_GETOOND = 50
_DECIMALEN = 4
# Enough of a hash to compare by eye; the full one stands in the csv.
_SOM, _KORT = 64, 12
_STIJL = """\
body { font: 1rem/1.5 sans-serif; color: #1a1a1a; background: #fff; max-width: 70rem; margin: auto; padding: 1rem }
table { border-collapse: collapse; margin: 1rem 0 }
caption { text-align: left; font-weight: bold; padding: .3rem 0 }
th, td { border-bottom: 1px solid #767676; padding: .2rem .7rem; text-align: left; vertical-align: top }
.getal { text-align: right; white-space: nowrap }
.merk { border: 2px solid #8a1c1c; padding: .5rem; font-weight: bold }
.vak { overflow-x: auto }
.zin { max-width: 45rem; margin: .5rem 0 }
del { background: #fbe3e1; color: #6d1414 }
ins { background: #e0f0e4; color: #14462a }"""
Rij = dict[str, Any]


def page(  # noqa: PLR0913 - two tables, and what is said of them
    verschillen: Sequence[Rij],
    oorzaken: Sequence[Rij],
    *,
    zinnen: Mapping[str, Sequence[Sentence]],
    hoofdstukken: Mapping[str, Sequence[Sentence]] | None,
    oordelen: Sequence[Sequence[str]],
    zonder_zin: Sequence[Rij],
    koppen: Mapping[str, Mapping[str, tuple[str, str]]],
    nummers: Mapping[str, str],
    titels: Mapping[str, str],
    oplevering: str,
    vergeleken: int,
    merk: str,
    tekst: Mapping[str, Any],
    terug: str = "",
) -> str:
    """Return the page as HTML that stands alone.

    Args:
        verschillen: a row per cell that changed, by the columns of `results/vergelijk/verschillen.csv`.
        oorzaken: per product what is not what it was, as in `results/vergelijk/oorzaken.csv`.
        zinnen: per product the sentences that are not what they were.
        hoofdstukken: per chapter, by its title, the sentences of its own text that are not what they were; None where
            the earlier delivery or this run has no text of chapters.
        oordelen: per indicator with another verdict its name and both verdicts, in words.
        zonder_zin: rows of `verschillen` that changed while no sentence of their product did.
        koppen: per product and column its heading and its kind.
        nummers: label per product, for instance `Figuur 3.1`.
        titels: title per product.
        oplevering: name of the earlier delivery.
        vergeleken: products of this run.
        merk: mark of synthetic data; empty for real data.
        tekst: the words, of `report/paginas/vergelijking.yaml`.
        terug: way to the report, where the page stands beside it.

    """
    titel = escape(render(tekst["titel"], {"oplevering": oplevering}))
    per_product: dict[str, list[Rij]] = {}
    for rij in verschillen:
        per_product.setdefault(rij["product"], []).append(rij)
    delen = [f'<p><a href="{escape(terug)}">{tekst["terug"]}</a></p>'] if terug else []
    delen.append(f"<h1>{titel}</h1>")
    delen += [f'<p class="merk">{escape(merk)}</p>'] if merk else []
    delen.append(f"<p>{_summary(per_product, vergeleken, tekst)}</p>")
    if oordelen:
        delen.append(f'<h2 id="oordelen">{tekst["oordelen"]}</h2>')
        regels = [[escape(cel) for cel in rij] for rij in oordelen]
        delen.append(_table(tekst["oordelen"], tekst["kop_oordelen"], regels, rechts=frozenset()))
    per_nummer = {nummers[product]: zinnen[product] for product in nummers if product in zinnen}
    delen.append(_prose("zinnen", per_nummer, tekst))
    delen.append(f"<p>{tekst['zonder_hoofdstukken']}</p>" if hoofdstukken is None else "")
    delen.append(_prose("hoofdstukken", hoofdstukken or {}, tekst))
    if zonder_zin:
        delen.append(f'<h2 id="zonder-zin">{tekst["zonder_zin"]}</h2>\n<p>{tekst["zonder_zin_uitleg"]}</p>')
        regels = [_move(rij, koppen, nummers) for rij in zonder_zin]
        delen.append(_table(tekst["zonder_zin"], tekst["kop_zonder_zin"], regels, rechts=frozenset({3, 4, 5})))
    if per_product:
        delen.append(f'<h2 id="producten">{tekst["producten"]}</h2>')
        delen.append(_overview(per_product, nummers, tekst))
    for product, rijen in per_product.items():
        kop = f"{nummers.get(product, product)} {titels.get(product, '')}".strip()
        delen.append(f'<h3 id="{escape(product)}">{escape(kop)}</h3>')
        delen.append(_reasons([rij for rij in oorzaken if rij["product"] == product], tekst))
        delen.append(_cells([rij for rij in rijen if rij["sleutel"]], tekst))
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>{titel}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STIJL}\n</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(filter(None, delen))
        + "\n</main>\n</body>\n</html>\n"
    )


def _prose(soort: str, zinnen: Mapping[str, Sequence[Sentence]], tekst: Mapping[str, Any]) -> str:
    """Return the sentences that changed, word by word, under the heading of their product or chapter."""
    vorm = {GELIJK: "{}", WEG: "<del>{}</del>", ERBIJ: "<ins>{}</ins>"}
    delen = []
    for kop, anders in zinnen.items():
        delen += [f"<h3>{escape(kop)}</h3>"] if anders else []
        for zin in anders:
            woorden = " ".join(vorm[wat].format(escape(deel)) for wat, deel in word_changes(zin))
            delen.append(f'<p class="zin">{woorden}</p>')
    kop = f'<h2 id="{soort}">{tekst[soort]}</h2>\n<p>{tekst[f"{soort}_uitleg"]}</p>'
    return "\n".join([kop, *delen]) if delen else ""


def _move(rij: Rij, koppen: Mapping[str, Mapping[str, tuple[str, str]]], nummers: Mapping[str, str]) -> list[str]:
    """Return a changed number as a reader reads it: figure or table, row, column, both values, size."""
    product = str(rij["product"])
    kop, soort = koppen.get(product, {}).get(str(rij["kolom"]), (str(rij["kolom"]), ""))
    wie = ", ".join(waarde.replace("_", " ") for waarde in key_parts(rij["sleutel"]).values() if waarde)
    waarden = [_printed(str(rij[kant]), soort) for kant in ("was", "is")]
    naam = f'<a href="#{escape(product)}">{escape(nummers.get(product, product))}</a>'
    return [naam, escape(wie), escape(kop), *waarden, _percent(rij["verhouding"])]


def _printed(cel: str, soort: str) -> str:
    """Return a cell as the report prints it: a share as a percentage, a count with points between the thousands."""
    waarde = number(cel)
    if waarde is None or soort not in {"aandeel", "telling"}:
        return _value(cel)
    return procent(float(waarde), 1) if soort == "aandeel" else getal(waarde)


def _summary(per_product: Mapping[str, Sequence[Rij]], vergeleken: int, tekst: Mapping[str, Any]) -> str:
    cellen = sum(1 for rijen in per_product.values() for rij in rijen if rij["sleutel"])
    return render(tekst["samenvatting"], {"producten": vergeleken, "anders": len(per_product), "cellen": cellen})


def _table(titel: str, koppen: Sequence[str], rijen: Iterable[Sequence[str]], *, rechts: frozenset[int]) -> str:
    """Return a table in a box that scrolls on a narrow screen; columns at positions `rechts` are numbers."""
    klassen = [' class="getal"' if plek in rechts else "" for plek in range(len(koppen))]
    kop = "".join(f'<th scope="col"{klasse}>{tekst}</th>' for klasse, tekst in zip(klassen, koppen, strict=True))
    regels = "\n".join(
        "<tr>" + "".join(f"<td{klasse}>{tekst}</td>" for klasse, tekst in zip(klassen, rij, strict=True)) + "</tr>"
        for rij in rijen
    )
    return (
        f'<div class="vak" tabindex="0" role="region" aria-label="{titel}">\n<table>\n<caption>{titel}</caption>\n'
        f"<thead>\n<tr>{kop}</tr>\n</thead>\n<tbody>\n{regels}\n</tbody>\n</table>\n</div>"
    )


def _overview(per_product: Mapping[str, Sequence[Rij]], nummers: Mapping[str, str], tekst: Mapping[str, Any]) -> str:
    """Return the list of products with what happened and the largest change."""
    rijen = []
    for product, cellen in per_product.items():
        soorten = sorted({cel["wijziging"] for cel in cellen})
        telling = [f"{soort} ({sum(cel['wijziging'] == soort for cel in cellen)})" for soort in soorten]
        grootste = max(cellen, key=_size)
        naam = f'<a href="#{escape(product)}">{escape(nummers.get(product, product))}</a>'
        rijen.append([naam, escape(", ".join(telling)), _percent(grootste["verhouding"]), escape(grootste["oorzaak"])])
    return _table(tekst["producten"], tekst["kop_producten"], rijen, rechts=frozenset({2}))


def _reasons(oorzaken: Sequence[Rij], tekst: Mapping[str, Any]) -> str:
    kolommen = ("oorzaak", "onderdeel", "was", "is")
    rijen = [[_short(rij[kolom]) for kolom in kolommen] for rij in oorzaken]
    return _table(tekst["oorzaken"], tekst["kop_oorzaken"], rijen, rechts=frozenset())


def _short(waarde: str) -> str:
    """Return a value for the page: of a hash its begin."""
    return escape(waarde[:_KORT] if len(waarde) == _SOM and " " not in waarde else waarde) or LEEG


def _size(cel: Rij) -> float:
    """Return how large a change is beside the old value; what has no size comes last."""
    return -1.0 if cel["verhouding"] is None else abs(float(cel["verhouding"]))


def _cells(cellen: Sequence[Rij], tekst: Mapping[str, Any]) -> str:
    """Return the cells of one product, the largest changes first."""
    if not cellen:
        return ""
    volgorde = sorted(cellen, key=lambda cel: (-_size(cel), cel["wijziging"], cel["sleutel"], cel["kolom"]))
    rijen = [
        [
            *(escape(cel[kolom]) for kolom in ("sleutel", "kolom", "wijziging")),
            _value(cel["was"]),
            _value(cel["is"]),
            _signed(cel["verschil"]),
            _percent(cel["verhouding"]),
        ]
        for cel in volgorde[:_GETOOND]
    ]
    meer = len(cellen) - len(rijen)
    slot = f"<p>{render(tekst['meer'], {'meer': meer})}</p>" if meer else ""
    return _table(tekst["cellen"], tekst["kop_cellen"], rijen, rechts=frozenset({3, 4, 5, 6})) + slot


def _value(cel: str) -> str:
    """Return a cell in Dutch notation; whole numbers, among them years, as they stand."""
    waarde = number(cel)
    if waarde is None or waarde == waarde.to_integral_value():
        return escape(cel) or LEEG
    return getal(waarde, _DECIMALEN)


def _signed(verschil: float | None) -> str:
    if verschil is None:
        return LEEG
    return with_sign(verschil, 0 if float(verschil).is_integer() else _DECIMALEN)


def _percent(verhouding: float | None) -> str:
    return LEEG if verhouding is None else f"{with_sign(verhouding * 100, 1)}%"
