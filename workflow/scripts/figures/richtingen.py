"""Draw the share with work per direction of study, a panel per level and leerweg on one axis.

Each institution is a dot without a name, behind it the middle half of the institutions; the share of all leavers lies
over it with its interval.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from werkagenda import formats
from werkagenda.figures import frame
from werkagenda.figures import style as fs
from werkagenda.figures.svg import save_figure
from werkagenda.words.estimates import NIET_GETOOND

RIJ = 0.47  # cm per direction of study
RIJ_SMAL = 0.86  # with the name above the dots
# Where the axis begins, unless a box or a national share lies lower; an institution beyond it is a mark at the edge.
BEGIN, STAP = 0.4, 0.1
TIKKEN = (0.5, 0.75, 1.0)
LUCHT = 0.03  # share beside the ends of the axis
BALK = 0.62  # of a row: the middle half of the institutions
STIP = 2.1  # points across
BUITEN = 4  # matplotlib's mark that points to the left
REGEL = 160  # points, after which a name wraps
# Dots of one value do not cover each other: each third institution lies a little higher, each third a little lower.
SPREI = (0.0, 0.17, -0.17)
KORST = 2e-3  # a dot is the round end of so short a line; all of a panel are one path, and the page stays small


def draw(data: pd.DataFrame, *, tekst: Mapping[str, Any], stijl: Mapping[str, Any]) -> Figure:
    """Return the figure: leerwegen below each other and levels side by side; where it is narrow the other way round.

    Args:
        data: `leerweg`, `niveau`, `opleidingsrichting`, `onderdeel`, `aandeel` with `aandeel_laag` and `aandeel_hoog`
            (0-1, empty where not shown), `instellingen` (count), `reden`.
        tekst: the product's text, with `leerwegen` and `niveaus` (codes and names) and the words in the figure under
            `beeld`.
        stijl: the style file.

    """
    smal = fs.is_narrow(stijl)
    richtingen = _order(data)
    vakken = [
        (leerweg, niveau, f"{kop}, {naam[:1].lower()}{naam[1:]}")
        for leerweg, kop in tekst["leerwegen"]
        for niveau, naam in tekst["niveaus"]
    ]
    kolommen = len(tekst["niveaus"])
    if smal:
        vakken.sort(key=lambda vak: vak[1])
        kolommen = len(tekst["leerwegen"])
    figuur, assen = frame.new_panels(
        stijl, [kop for *_, kop in vakken], kolommen=kolommen, gedeeld="xy",
        hoogte=(RIJ_SMAL if smal else RIJ) * max(len(richtingen), 3),
    )  # fmt: skip
    begin = _begin(data)
    rijen = data.assign(
        rij=data["opleidingsrichting"].astype("str").map({naam: rij for rij, naam in enumerate(richtingen)})
    )
    assen[0].set_xlim(begin - LUCHT, 1 + LUCHT)
    assen[0].set_ylim(-0.6, max(len(richtingen), 1) - (0.2 if smal else 0.4))
    assen[0].set_xticks(TIKKEN)
    for plek, (vak, (leerweg, niveau, _)) in enumerate(zip(assen, vakken, strict=True)):
        _panel(vak, rijen[rijen["leerweg"].eq(leerweg) & rijen["niveau"].eq(niveau)], begin, tekst, stijl)
        fs.grid(vak, stijl, "x")
        fs.percent_axis(vak.xaxis)
        if smal and plek % kolommen == 0:
            # The names run on above the panel beside it.
            vak.set_zorder(vak.get_zorder() + 1)
            vak.patch.set_visible(False)
            _names_above(vak, richtingen, stijl)
    letter = stijl["lettergrootte"]["noot"]
    namen = ["\n".join(fs.break_text(formats.capitalised(naam), letter, REGEL)) for naam in richtingen]
    for vak in assen:
        vak.tick_params(axis="y", labelsize=letter)
    assen[0].set_yticks(range(len(richtingen)), [] if smal else namen)
    buiten = bool((data.loc[data["onderdeel"] == "instelling", "aandeel"] < begin).any())
    handvatten, labels = _legend(tekst, stijl, buiten=buiten)
    return frame.close_figure(figuur, tekst, stijl, handvatten=handvatten, labels=labels)


def _begin(data: pd.DataFrame) -> float:
    """Return where the axis begins (0-1)."""
    laagste = data.loc[data["onderdeel"] != "instelling", ["aandeel", "aandeel_laag"]].min().min()
    return BEGIN if pd.isna(laagste) else float(min(BEGIN, laagste // STAP * STAP))


def _order(data: pd.DataFrame) -> list[str]:
    """Return the directions from the bottom up: the highest mean of the national shares on top, those without first."""
    landelijk = data[data["onderdeel"] == "landelijk"]
    gemiddeld = landelijk.groupby("opleidingsrichting")["aandeel"].mean().reset_index()
    volgorde = gemiddeld.sort_values(["aandeel", "opleidingsrichting"], na_position="first")
    return [str(naam) for naam in volgorde["opleidingsrichting"]]


def _panel(vak: Axes, data: pd.DataFrame, begin: float, tekst: Mapping[str, Any], stijl: fs.Stijl) -> None:
    """Draw all directions of one panel, each in its row (`rij`); one that is not there says why."""
    dozen, letter = stijl["dozen"], stijl["lettergrootte"]["noot"]
    per_deel = {
        onderdeel: data[data["onderdeel"] == onderdeel].set_index("rij")
        for onderdeel in ("landelijk", "kwartiel_1", "mediaan", "kwartiel_3", "instelling")
    }
    landelijk, mediaan, alle = (per_deel[naam] for naam in ("landelijk", "mediaan", "instelling"))
    onder, boven = (per_deel[naam]["aandeel"] for naam in ("kwartiel_1", "kwartiel_3"))
    vak.barh(onder.index, boven - onder, left=onder, height=BALK, color=dozen["kleur"], linewidth=0, zorder=1)
    buiten = alle[alle["aandeel"] < begin]
    vak.plot([begin] * len(buiten), buiten.index, linestyle="none", marker=BUITEN, markersize=STIP + 2,
             color=dozen["rand"], zorder=2)  # fmt: skip
    for rij, een in buiten.iterrows():
        fs.pointed_at(vak, begin, rij, f"{tekst['beeld']['instelling']}: {formats.procent(een['aandeel'], 1)}")
    stippen = alle[alle["aandeel"] >= begin].sort_values("rang")
    hoogte = [rij + SPREI[rang % len(SPREI)] for rij, rang in zip(stippen.index, stippen["rang"], strict=True)]
    _strokes(vak, stippen["aandeel"], stippen["aandeel"] + KORST, hoogte, hoogte, color=dozen["rand"], linewidth=STIP,
             solid_capstyle="round", zorder=2)  # fmt: skip
    rijen = mediaan.index.to_numpy()
    _strokes(vak, mediaan["aandeel"], mediaan["aandeel"], rijen - BALK / 2, rijen + BALK / 2, color=dozen["rand"],
             linewidth=1.2, zorder=3)  # fmt: skip
    getoond = landelijk.dropna(subset="aandeel")
    _strokes(vak, getoond["aandeel_laag"], getoond["aandeel_hoog"], getoond.index, getoond.index,
             color=dozen["landelijk"], linewidth=1.1, zorder=4)  # fmt: skip
    vak.plot(
        getoond["aandeel"], getoond.index, linestyle="none", marker="D", markersize=3.4, color=dozen["landelijk"],
        markerfacecolor=stijl["kleuren"]["achtergrond"], markeredgewidth=1.1, zorder=5,
    )  # fmt: skip
    for rij, een in getoond.iterrows():
        druk = [formats.procent(een[naam], 1) for naam in ("aandeel", "aandeel_laag", "aandeel_hoog")]
        midden = f"{tekst['beeld']['mediaan'].lower()} {formats.procent(mediaan.loc[rij, 'aandeel'], 1)}"
        naam = formats.capitalised(str(een["opleidingsrichting"]))
        woorden = f"{naam}: {fs.interval_text(*druk)}; {midden} (n = {formats.aantal(een['instellingen'])})"
        fs.pointed_at(vak, een["aandeel"], rij, woorden)
    for rij, een in landelijk[landelijk["aandeel"].isna()].iterrows():
        zin = vak.annotate(
            NIET_GETOOND if een["reden"] else tekst["beeld"]["geen"], (0.02, rij), xycoords=("axes fraction", "data"),
            va="center", fontsize=letter, color=stijl["kleuren"]["as"],
        )  # fmt: skip
        # A panel takes the width that there is, not that of these words.
        zin.set_in_layout(False)


def _strokes(
    vak: Axes,
    x_0: Sequence[float],
    x_1: Sequence[float],
    y_0: Sequence[float],
    y_1: Sequence[float],
    **opmaak: Any,  # noqa: ANN401 - of Line2D
) -> None:
    """Draw many short lines as one path."""
    x, y = (
        [eind for paar in zip(van, tot, strict=True) for eind in (*paar, None)] for van, tot in ((x_0, x_1), (y_0, y_1))
    )
    vak.plot(x, y, **opmaak)


def _names_above(vak: Axes, richtingen: list[str], stijl: fs.Stijl) -> None:
    """Write the directions above their dots, where beside them is no room."""
    for rij, naam in enumerate(richtingen):
        kop = vak.annotate(
            formats.capitalised(naam), (0, rij), xycoords=("axes fraction", "data"), xytext=(0, 6),
            textcoords="offset points", va="bottom", fontsize=stijl["lettergrootte"]["noot"], annotation_clip=False,
            zorder=6,
        )  # fmt: skip
        kop.set_in_layout(False)


def _legend(tekst: Mapping[str, Any], stijl: fs.Stijl, *, buiten: bool) -> tuple[list[Any], list[str]]:
    """Return handles and words of the kinds of marks; `buiten`: there are institutions beyond the axis."""
    dozen, beeld = stijl["dozen"], tekst["beeld"]
    handvatten: list[Any] = [
        Line2D([], [], linestyle="none", marker="o", markersize=STIP + 0.6, color=dozen["rand"]),
        Patch(facecolor=dozen["kleur"], linewidth=0),
        Line2D([], [], linestyle="none", marker="|", markersize=9, markeredgewidth=1.6, color=dozen["rand"]),
        Line2D(
            [], [], marker="D", markersize=3.8, color=dozen["landelijk"], linewidth=1.1, markeredgewidth=1.1,
            markerfacecolor=stijl["kleuren"]["achtergrond"],
        ),
    ]  # fmt: skip
    delen = ["instelling", "midden", "mediaan", "landelijk"]
    if buiten:
        delen.insert(1, "buiten")
        handvatten.insert(1, Line2D([], [], linestyle="none", marker=BUITEN, markersize=STIP + 2, color=dozen["rand"]))
    return handvatten, [beeld[deel] for deel in delen]


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        save_figure(s, draw, s.read("data"), tekst=s.read("tekst"), stijl=s.read("stijl"))
