"""An intruder: what plain arithmetic and a solver reach from a zip, and from the zips before it.

It reads the tables as a reader does, by their names and headings, and knows nothing of how they were protected. Every
number shown is a fact; so are sums (men and women are all whose sex is known), parts (who has a wage is among the
students), the classes that lie within each other, and that nobody left between two exports. A secret is a group of
persons: a cell that is hidden, or the difference of two numbers. It is reached where its count is known to be under
ten.

    python tests/helpers/intruder.py <zip> [<earlier zip> ...]
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Name = tuple[str, ...]

KLEIN = 10
HELE = ("n", "ja", "nee")
WEG = "onderdrukt"
SAMEN = "samen met "
VER = 1e7
# Of a program: the least of a number, and the most.
RICHTINGEN = (1.0, -1.0)


class Reached(NamedTuple):
    """A group of persons and what is known of its number; `hoe` says by what."""

    wie: str
    laag: float
    hoog: float
    hoe: str

    @property
    def small(self) -> bool:
        """Whether somebody is in it, and it is known within less than ten persons to be under ten."""
        return self.hoog > 0 and self.laag < KLEIN and self.hoog - self.laag < KLEIN


@dataclass
class Facts:
    """Unknown counts by name, what is known of them, and which add up to zero.

    Attributes:
        laag: least value of each.
        hoog: greatest value.
        sommen: terms of each sum.
        geheim: unknowns that are groups of persons of whom no number is shown.
        los: what was reached without any sum.

    """

    laag: dict[Name, float] = field(default_factory=dict)
    hoog: dict[Name, float] = field(default_factory=dict)
    sommen: list[dict[Name, float]] = field(default_factory=list)
    geheim: set[Name] = field(default_factory=set)
    los: list[Reached] = field(default_factory=list)

    def count(self, naam: Name, shown: str = "", *, minst: float = 0.0) -> Name:
        """Add a count: as it is shown, or empty and at least `minst`."""
        laag, hoog = (float(shown), float(shown)) if shown else (minst, VER)
        self.laag[naam] = max(laag, self.laag.get(naam, 0.0))
        self.hoog[naam] = min(hoog, self.hoog.get(naam, VER))
        if not shown:
            self.geheim.add(naam)
        return naam

    def total(self, geheel: Name, delen: Iterable[Name]) -> None:
        """Add that parts are a whole."""
        self.sommen.append({geheel: -1.0, **dict.fromkeys(delen, 1.0)})

    def within(self, geheel: Name, delen: Iterable[Name], wie: str) -> None:
        """Add that parts are among a whole: who else is in it is a group of persons."""
        rest = self.count((*geheel, "zonder", wie))
        self.total(geheel, [*delen, rest])


def read(pad: Path) -> dict[str, pd.DataFrame]:
    """Return the tables of a zip, the counts behind them beside their rows, every cell as text."""
    with zipfile.ZipFile(pad) as archief:
        alle = {
            naam.removesuffix(".csv"): pd.read_csv(io.BytesIO(archief.read(naam)), dtype=str, keep_default_na=False)
            for naam in archief.namelist()
            if naam.endswith(".csv")
        }
    uit = {}
    for naam, tabel in alle.items():
        tellingen = alle.get(f"{naam}_aantallen")
        if tellingen is not None:
            nieuw = [kolom for kolom in tellingen if kolom not in tabel]
            uit[naam] = tabel.assign(**{kolom: tellingen[kolom] for kolom in nieuw})
    return uit


def facts(tabellen: dict[str, pd.DataFrame]) -> Facts:
    """Return what a reader knows of the counts of one export."""
    feiten = Facts()
    for naam, lees in LEZERS.items():
        if naam in tabellen:
            lees(feiten, tabellen[naam])
    _gaps(feiten, tabellen)
    return feiten


def _group(feiten: Facts, plek: Name, rij: dict[str, str], kolommen: tuple[str, str, str]) -> None:
    """Add the persons of a row, those with the outcome and those without."""
    n, ja, nee = (feiten.count((*plek, deel), rij[kolom]) for deel, kolom in zip(HELE, kolommen, strict=True))
    if rij["reden"] == WEG and not rij[kolommen[0]]:
        # A row without anybody says so.
        feiten.laag[n] = max(feiten.laag[n], 1.0)
    feiten.total(n, [ja, nee])


def _rows(tabel: pd.DataFrame) -> Iterator[dict[str, str]]:
    for rij in tabel.to_dict("records"):
        yield {str(kolom): str(cel) for kolom, cel in rij.items()} | (
            {"n": "0", "teller": "0", "n_nee": "0"} if rij.get("reden") == "geen personen" else {}
        )


def _background(feiten: Facts, tabel: pd.DataFrame) -> None:
    delen = defaultdict(list)
    for rij in _rows(tabel):
        plek = ("5.4", rij["migratieachtergrond"], rij["leerweg"], rij["niveau"])
        _group(feiten, plek, rij, ("n", "teller", "n_nee"))
        for deel in HELE:
            delen["alle", deel].append((*plek, deel))
        for kenmerk in ("migratieachtergrond", "leerweg", "niveau"):
            delen[kenmerk, rij[kenmerk], "n"].append((*plek, "n"))
    for geheel, leden in delen.items():
        feiten.total(feiten.count(geheel), leden)


def _rules(feiten: Facts, tabel: pd.DataFrame) -> None:
    delen = defaultdict(list)
    for rij in _rows(tabel):
        plek = ("afstudeerjaar", rij["cohort"])
        namen = {
            kolom: feiten.count((*plek, kolom), rij[kolom])
            for kolom in (
                "n",
                "klasse_ja",
                "klasse_nee",
                "uren_ja",
                "uren_nee",
                "beide",
                "alleen_klasse",
                "alleen_uren",
                "geen",
            )
        }
        for geheel, leden in {
            "klasse_ja": ("beide", "alleen_klasse"),
            "klasse_nee": ("alleen_uren", "geen"),
            "uren_ja": ("beide", "alleen_uren"),
            "uren_nee": ("alleen_klasse", "geen"),
            "n": ("klasse_ja", "klasse_nee"),
        }.items():
            feiten.total(namen[geheel], [namen[lid] for lid in leden])
        for deel, kolom in zip(HELE, ("n", "klasse_ja", "klasse_nee"), strict=True):
            delen["alle", deel].append(namen[kolom])
    for geheel, leden in delen.items():
        feiten.total(feiten.count(geheel), leden)


def _classes(feiten: Facts, tabel: pd.DataFrame) -> None:
    """Old and new classification: all that are without by the new one are so by the old one."""
    for rij in _rows(tabel):
        _group(feiten, ("herkomst", rij["cohort"], rij["indeling"], rij["achtergrond"]), rij, ("n", "teller", "n_nee"))
    for cohort in tabel["cohort"].unique():
        for deel in HELE:
            oz, om, nz, nm = (
                ("herkomst", cohort, indeling, achtergrond, deel)
                for indeling in ("oud", "nieuw")
                for achtergrond in ("zonder", "met")
            )
            anders = feiten.count(("herkomst", cohort, "oud zonder, nieuw met", deel))
            feiten.total(oz, [nz, anders])
            feiten.total(nm, [om, anders])
            kolom = {"n": "n", "ja": "klasse_ja", "nee": "klasse_nee"}[deel]
            geheel = feiten.count(("afstudeerjaar", cohort, kolom))
            feiten.within(geheel, [oz, om], f"nieuwe indeling onbekend {deel}")


def _estimates(feiten: Facts, tabel: pd.DataFrame) -> None:
    for variant in tabel["variant"].unique() if "variant" in tabel else ["basis"]:
        deel = tabel[tabel["variant"] == variant] if "variant" in tabel else tabel
        # Other standard errors, the same persons.
        _sample(feiten, "basis" if variant == "geclusterd" else variant, deel)


def _sample(feiten: Facts, naam: str, tabel: pd.DataFrame) -> None:
    """Add the persons behind an estimate: per category, in all, and who is left out."""
    per_kenmerk, samen = defaultdict(list), defaultdict(list)
    for rij in _rows(tabel):
        if rij["reden"].startswith(SAMEN):
            samen[rij["kenmerk"], rij["reden"].removeprefix(SAMEN)].append(rij["categorie"])
    for rij in _rows(tabel):
        if rij["kenmerk"] == "model" and rij["categorie"] in {"n", "weggelaten"}:
            feiten.count(("steekproef", naam, rij["categorie"]), rij["waarde"].removesuffix(".0"))
        elif rij["kenmerk"] != "model" and not rij["reden"].startswith(SAMEN):
            # Counted together with others it is another group than alone.
            wie = "+".join(sorted([rij["categorie"], *samen[rij["kenmerk"], rij["categorie"]]]))
            plek = ("steekproef", naam, rij["kenmerk"], wie)
            per_kenmerk[rij["kenmerk"]].append(feiten.count(plek, rij["n"], minst=float(rij["reden"] == WEG)))
    n, weggelaten = feiten.count(("steekproef", naam, "n")), ("steekproef", naam, "weggelaten")
    for leden in per_kenmerk.values():
        feiten.total(n, leden)
    if not naam.startswith("zonder") and weggelaten in feiten.laag:
        feiten.total(feiten.count(("alle", "n")), [n, weggelaten])
    for plek in (plek for leden in per_kenmerk.values() for plek in leden):
        heel = (*plek[2:], "n") if naam == "basis" else ("steekproef", "basis", *plek[2:])
        if (naam == "basis" or naam.startswith("zonder")) and heel in feiten.laag:
            feiten.within(heel, [plek], naam)


def _start(feiten: Facts, tabel: pd.DataFrame) -> None:
    # Earlier exports told who has a temporary contract.
    tabel = tabel.rename(columns={"tijdelijk": "niet_vast"})
    rijen = list(_rows(tabel))
    heel = not any(
        int(rij["vast"]) + int(rij["niet_vast"]) < int(rij["n_loon"]) for rij in rijen if rij["vast"] and rij["n_loon"]
    )
    delen = defaultdict(list)
    for rij in rijen:
        plek = ("start", rij["opleidingsrichting"])
        namen = {
            kolom: feiten.count((*plek, kolom), rij[kolom]) for kolom in ("studenten", "n_loon", "vast", "niet_vast")
        }
        if rij["reden"] == WEG and not rij["studenten"]:
            feiten.laag[namen["studenten"]] = 1.0
        feiten.within(namen["studenten"], [namen["n_loon"]], "loon")
        if heel:
            feiten.total(namen["n_loon"], [namen["vast"], namen["niet_vast"]])
        else:
            feiten.within(namen["n_loon"], [namen["vast"], namen["niet_vast"]], "contract")
        for kolom, naam in namen.items():
            if rij["opleidingsrichting"] != "totaal":
                delen[kolom].append(naam)
    for kolom, leden in delen.items():
        feiten.total(("start", "totaal", kolom), leden)
    _wages(feiten, tabel)


def _first_jobs(feiten: Facts, tabel: pd.DataFrame) -> None:
    delen: dict[tuple[str, ...], dict[Name, None]] = defaultdict(dict)
    for rij in _rows(tabel):
        vraag, kenmerk, categorie = rij["vraag"], rij["kenmerk"], rij["categorie"]
        # The students of the start positions are those of this table.
        samen = kenmerk in {"totaal", "opleidingsrichting"}
        plek = ("start", categorie) if samen else ("start", kenmerk, categorie)
        n = feiten.count((*plek, "studenten"), rij["n"])
        if rij["reden"] == WEG and not rij["n"]:
            feiten.laag[n] = max(feiten.laag[n], 1.0)
        ja, nee = (feiten.count((*plek, vraag, wat), rij[kolom]) for wat, kolom in (("ja", "teller"), ("nee", "n_nee")))
        feiten.total(n, [ja, nee])
        if kenmerk != "totaal":
            for soort, naam in ((("studenten",), n), ((vraag, "ja"), ja), ((vraag, "nee"), nee)):
                delen[(kenmerk, *soort)][naam] = None
    for (_, *soort), leden in delen.items():
        feiten.total(("start", "totaal", *soort), leden)


def _wages(feiten: Facts, tabel: pd.DataFrame) -> None:
    """The wages of all less those of the rows shown are those of the rows hidden: of how many persons?"""
    totaal = tabel["opleidingsrichting"] == "totaal"
    getoond = (tabel["startloon"] != "") & ~totaal
    if (tabel.loc[totaal, "startloon"] != "").all() and (tabel["startloon"] == "").any():
        rest = int(tabel.loc[totaal, "n_loon"].iloc[0]) - tabel.loc[getoond, "n_loon"].astype(int).sum()
        feiten.los.append(Reached("lonen van wie niet getoond is", rest, rest, "totaal min rest"))


def _kiesmbo(feiten: Facts, tabel: pd.DataFrame) -> None:
    for rij in _rows(tabel):
        plek = ("kiesmbo", rij["jaar"], rij["vraag"], rij["kenmerk"], rij["categorie"])
        _group(feiten, plek, rij, ("n", "teller", "n_nee"))
    for (jaar, vraag), deel in tabel.groupby(["jaar", "vraag"]):
        for kenmerk, leden in deel[deel["kenmerk"] != "totaal"].groupby("kenmerk"):
            for soort in HELE:
                geheel = ("kiesmbo", jaar, vraag, "totaal", "totaal", soort)
                namen = [("kiesmbo", jaar, vraag, kenmerk, categorie, soort) for categorie in leden["categorie"]]
                feiten.within(geheel, namen, f"{kenmerk} bekend")
    for rij in _rows(tabel[tabel["vraag"] == "geholpen"]):
        plek = (rij["kenmerk"], rij["categorie"])
        kent = ("kiesmbo", rij["jaar"], "kent", *plek, "ja")
        if kent in feiten.laag:
            feiten.within(kent, [("kiesmbo", rij["jaar"], "geholpen", *plek, "n")], "antwoord op geholpen")


def _onwards(feiten: Facts, tabel: pd.DataFrame) -> None:
    delen: dict[Name, list[Name]] = defaultdict(list)
    for rij in _rows(tabel):
        plek = (rij["kenmerk"], rij["categorie"])
        groep = ("door", rij["jaar"], rij["vraag"])
        _group(feiten, (*groep, *plek), rij, ("n", "teller", "n_nee"))
        if rij["kenmerk"] != "totaal":
            for soort in HELE:
                delen[(*groep, "totaal", "totaal", soort)].append((*groep, *plek, soort))
        if rij["vraag"] == "diploma":
            # Of who goes on it is known whether they got there.
            feiten.total((*groep, *plek, "n"), [("door", rij["jaar"], "doorstroom", *plek, "ja")])
    for geheel, leden in delen.items():
        feiten.total(geheel, leden)


def _directions(feiten: Facts, tabel: pd.DataFrame) -> None:
    delen: dict[Name, list[Name]] = defaultdict(list)
    for rij in _rows(tabel):
        plek = (rij["kenmerk"], rij["categorie"])
        groep = ("diploma", rij["jaar"])
        _group(feiten, (*groep, *plek), rij, ("n", "teller", "n_nee"))
        if rij["kenmerk"] != "totaal":
            for soort in HELE:
                delen[(*groep, "totaal", "totaal", soort)].append((*groep, *plek, soort))
        twee = ("door", rij["jaar"], "doorstroom", *plek, "n")
        if twee in feiten.laag:
            feiten.within((*groep, *plek, "n"), [twee], "niveau 2")
    for geheel, leden in delen.items():
        feiten.total(geheel, leden)


def _answers(feiten: Facts, tabel: pd.DataFrame) -> None:
    delen: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for rij in _rows(tabel):
        groep = (rij["jaar"], rij["vraag"], rij["kenmerk"], rij["categorie"])
        _group(feiten, ("svo", *groep), rij, ("n", "teller", "n_nee"))
        if kant := {">": "ja", "<": "nee"}.get(rij["reden"][:1]):
            _top_coded(feiten, ("svo", *groep, kant), rij | {"reden": "> 90 %"})
        ander = ("svo", rij["jaar"], rij["categorie"])
        if rij["vraag"] == "hoogstens_drie" and rij["kenmerk"] == "herkomst" and ander in feiten.laag:
            # The same persons as in figure 5.6, which has each answer.
            feiten.total(("svo", *groep, "n"), [ander])
            feiten.total(("svo", *groep, "ja"), [(*ander, antwoord) for antwoord in ("niet_nodig", "1", "2-3")])
        if rij["kenmerk"] != "totaal":
            for deel in HELE:
                delen[(rij["jaar"], rij["vraag"], rij["kenmerk"], deel)].append(("svo", *groep, deel))
    for (jaar, vraag, _, deel), leden in delen.items():
        feiten.total(("svo", jaar, vraag, "totaal", "totaal", deel), leden)


def _applications(feiten: Facts, tabel: pd.DataFrame) -> None:
    for (jaar, herkomst), deel in tabel.groupby(["jaar", "herkomst"]):
        n = feiten.count(("svo", jaar, herkomst), next((rij["n"] for rij in _rows(deel) if rij["n"]), ""))
        leden = []
        for rij in _rows(deel):
            naam = feiten.count(("svo", jaar, herkomst, rij["sollicitaties"]), rij["teller"])
            _top_coded(feiten, naam, rij)
            leden.append(naam)
        feiten.total(n, leden)


def _top_coded(feiten: Facts, naam: Name, rij: dict[str, str]) -> None:
    if rij["reden"].startswith(">") and rij["n"]:
        grens, n = int(re.sub(r"\D", "", rij["reden"])), int(rij["n"])
        feiten.laag[naam], feiten.hoog[naam] = grens * n // 100 + 1, n - KLEIN


def _attrition(feiten: Facts, tabel: pd.DataFrame) -> None:
    eerder: Name | None = None
    rijen = list(_rows(tabel))
    for nummer, rij in enumerate(rijen):
        laatste = nummer == len(rijen) - 1
        na = feiten.count(("alle", "n") if laatste else ("na", rij["stap"]), rij["rijen_uit"])
        voor = eerder or feiten.count(("na", "begin"), rij["rijen_in"])
        feiten.within(voor, [na], f"afgevallen bij {rij['stap']}")
        eerder = na


LEZERS = {
    "tabel_c_uitval": _attrition,
    "tabel_c_werkregels": _rules,
    "figuur_5_4": _background,
    "tabel_5_herkomst": _classes,
    "tabel_b_0_2": _estimates,
    "tabel_b_0_2_marginaal": _estimates,
    "tabel_b_0_2_robuust": _estimates,
    "figuur_k_startpositie": _start,
    "tabel_5_eerste_baan": _first_jobs,
    "tabel_5_doorstroom": _onwards,
    # After those of level 2, who are among them.
    "tabel_3_richting": _directions,
    "tabel_5_kiesmbo": _kiesmbo,
    "figuur_5_6": _applications,
    "tabel_5_svo": _answers,
}


def _gaps(feiten: Facts, tabellen: dict[str, pd.DataFrame]) -> None:
    """What is missing beside a number that is shown tells which rule hid it, unless something else may have."""
    for naam, tabel in tabellen.items():
        for schatting in {"coefficient", "effect"} & set(tabel):
            rijen = tabel[(tabel["n"] != "") & (tabel[schatting] == "") & (tabel["referentie"] == "nee")]
            feiten.los += [
                Reached(f"{naam} {c}: een uitkomst", 1, KLEIN - 1, "leeg naast n") for c in rijen["categorie"]
            ]
        if {"aandeel", "n"} <= set(tabel):
            leeg = tabel[(tabel["n"] != "") & (tabel["aandeel"] == "") & (tabel["reden"] == WEG)]
            if len(leeg) == 1:
                feiten.los.append(Reached(f"{naam}: een uitkomst", 1, KLEIN - 1, "enige gat"))
            if "indeling" in tabel:
                # With the shares of one classification shown, who the other calls otherwise are the only ones to hide.
                getoond = tabel[tabel["aandeel"] != ""].groupby("cohort")["indeling"].agg(set)
                anders = {
                    cohort
                    for cohort, indeling in zip(leeg["cohort"], leeg["indeling"], strict=True)
                    if cohort in getoond.index and indeling not in getoond[cohort]
                }
                feiten.los += [
                    Reached(f"{naam} {cohort}: een uitkomst", 1, KLEIN - 1, "enige groep die verschilt")
                    for cohort in sorted(anders)
                ]
            # The share and its bounds tell the number of persons, and so the count.
            verteld = tabel[(tabel["n"] == "") & (tabel["aandeel"] != "")]
            feiten.los += [Reached(f"{naam} rij {plek}", 1, 1, "aandeel zonder n") for plek in verteld.index]
        for kolom in set(tabel) - {"reden"}:
            lang = tabel[kolom].str.extract(r"^-?\d*\.(\d+)$")[0].dropna().str.len()
            if len(lang) and lang.max() > 4:
                feiten.los.append(Reached(f"{naam}.{kolom}: {lang.max()} decimalen", 1, 1, "decimalen"))


def _merged(feiten: Facts, andere: Iterable[Facts]) -> None:
    """Add the groups that other exports count together, where this one counts all of their parts."""
    eigen = [naam for naam in feiten.laag if naam[0] == "steekproef" and len(naam) == 4]
    for samen in sorted({naam for ander in andere for naam in ander.laag if "+" in naam[-1]} - set(eigen)):
        delen = [
            naam for naam in eigen if naam[:3] == samen[:3] and set(naam[3].split("+")) <= set(samen[3].split("+"))
        ]
        if {lid for naam in delen for lid in naam[3].split("+")} == set(samen[3].split("+")):
            feiten.total(feiten.count(samen), delen)


def together(nu: Facts, eerder: Iterable[Facts]) -> Facts:
    """Return the facts of an export with those of earlier ones: nobody left, so what is more now are new persons."""
    uit = Facts(dict(nu.laag), dict(nu.hoog), list(nu.sommen), set(nu.geheim), list(nu.los))
    for nummer, oud in enumerate(eerder, start=1):
        merk = f"export {nummer}"
        uit.laag |= {(merk, *naam): waarde for naam, waarde in oud.laag.items()}
        uit.hoog |= {(merk, *naam): waarde for naam, waarde in oud.hoog.items()}
        uit.sommen += [{(merk, *naam): factor for naam, factor in som.items()} for som in oud.sommen]
        uit.geheim |= {(merk, *naam) for naam in oud.geheim}
        for naam in oud.laag.keys() & nu.laag.keys():
            uit.total(naam, [(merk, *naam), uit.count((*naam, f"nieuw sinds {merk}"))])
    return uit


def intervals(feiten: Facts) -> list[Reached]:
    """Return the least and greatest number of every group of persons of whom no number is shown, in whole persons."""
    namen = list(feiten.laag)
    plek = {naam: nummer for nummer, naam in enumerate(namen)}
    laag, hoog = (np.array([grens[naam] for naam in namen]) for grens in (feiten.laag, feiten.hoog))
    sommen = [{plek[naam]: factor for naam, factor in som.items()} for som in feiten.sommen]
    _known(sommen, laag, hoog)
    vrij = np.flatnonzero(hoog > laag)
    nummer = {cel: k for k, cel in enumerate(vrij)}
    rijen, rechts = [], []
    for som in sommen:
        los = {nummer[cel]: factor for cel, factor in som.items() if cel in nummer}
        if los:
            rijen.append(los)
            rechts.append(-sum(factor * laag[cel] for cel, factor in som.items() if cel not in nummer))
    matrix = sparse.csr_array(
        (
            [factor for som in rijen for factor in som.values()],
            ([k for k, som in enumerate(rijen) for _ in som], [cel for som in rijen for cel in som]),
        ),
        shape=(len(rijen), len(vrij)),
    )
    uit = [
        Reached(" ".join(naam), laag[plek[naam]], hoog[plek[naam]], "optellen en aftrekken")
        for naam in sorted(feiten.geheim)
        if plek[naam] not in nummer
    ]
    if not len(vrij):
        return uit
    banden = sparse.block_array([[None, matrix.T], [matrix, None]])
    groepen = connected_components(banden, directed=False)[1]
    geheim = {plek[naam] for naam in feiten.geheim}
    for groep in np.unique(groepen[: len(vrij)]):
        cellen = np.flatnonzero(groepen[: len(vrij)] == groep)
        eigen = np.flatnonzero(groepen[len(vrij) :] == groep)
        deel, nodig = matrix[eigen][:, cellen], np.array(rechts)[eigen]
        grenzen = Bounds(laag[vrij[cellen]], hoog[vrij[cellen]])
        gezocht = [k for k, cel in enumerate(cellen) if vrij[cel] in geheim]
        for k, einden in _ends(deel, nodig, grenzen, gezocht).items():
            uit.append(Reached(" ".join(namen[vrij[cellen[k]]]), *einden))
    return uit


def _ends(
    matrix: sparse.csr_array, nodig: np.ndarray, grenzen: Bounds, gezocht: Sequence[int]
) -> dict[int, tuple[float, float, str]]:
    """Return the least and greatest number of each group, and by what they are known.

    Each program finds numbers that fit all facts, for all groups at once. Where those found so far lie ten apart,
    nobody is reached (`Reached.small`), and the ends themselves need no program.
    """
    uit = {}
    laag, hoog = np.full(matrix.shape[1], np.inf), np.full(matrix.shape[1], -np.inf)
    for k in gezocht:
        einden: list[float] = []
        while len(einden) < len(RICHTINGEN) and not hoog[k] - laag[k] >= KLEIN:
            eind, getallen = _end(matrix, nodig, grenzen, k, RICHTINGEN[len(einden)])
            einden.append(eind)
            laag, hoog = np.fmin(laag, getallen), np.fmax(hoog, getallen)
        geheel = len(einden) == len(RICHTINGEN)
        uit[k] = (*einden, "gehele getallen") if geheel else (laag[k], hoog[k], "ten minste zo ver uiteen")
    return uit


def _known(sommen: list[dict[int, float]], laag: np.ndarray, hoog: np.ndarray) -> None:
    """Work out what a sum leaves when all but one of its terms are known, again and again."""
    bezig = True
    while bezig:
        bezig = False
        for som in sommen:
            open_ = [cel for cel in som if hoog[cel] > laag[cel]]
            if len(open_) == 1:
                (cel,) = open_
                waarde = -sum(factor * laag[ander] for ander, factor in som.items() if ander != cel) / som[cel]
                if not laag[cel] <= waarde <= hoog[cel]:
                    message = "the facts contradict each other"
                    raise ValueError(message)
                laag[cel] = hoog[cel] = waarde
                bezig = True


def _end(
    matrix: sparse.csr_array, nodig: np.ndarray, grenzen: Bounds, cel: int, richting: float
) -> tuple[float, np.ndarray]:
    """Return an end of a group, and the numbers of all that were found with it; missing where they do not fit."""
    doel = np.zeros(matrix.shape[1])
    doel[cel] = richting
    uit = milp(
        doel,
        integrality=np.ones(len(doel)),
        bounds=grenzen,
        constraints=LinearConstraint(matrix, nodig, nodig) if matrix.shape[0] else (),
        options={"node_limit": 500},
    )
    if uit.status == 2:  # scipy's number for infeasible
        message = "the facts contradict each other"
        raise ValueError(message)
    # What the solver proves, where it stops before the end: an intruder claims no more than that.
    waarde = uit.mip_dual_bound if uit.x is None or uit.status else float(uit.x[cel]) * richting
    getallen = np.full(len(doel), np.nan) if uit.x is None else np.round(uit.x)
    past = (matrix @ getallen == nodig).all() and ((getallen >= grenzen.lb) & (getallen <= grenzen.ub)).all()
    return float(np.round(richting * waarde)), getallen if past else np.full(len(doel), np.nan)


def attack(pad: Path, *eerder: Path) -> list[Reached]:
    """Return what is reached from a zip and those before it: every group of persons with its least and most."""
    alle = [facts(read(een)) for een in (pad, *eerder)]
    for feiten in alle:
        _merged(feiten, [ander for ander in alle if ander is not feiten])
    nu, *oud = alle
    feiten = together(nu, oud)
    return [*feiten.los, *intervals(feiten), *_hashes(pad)]


def _hashes(pad: Path) -> Iterator[Reached]:
    """Try every small count in the place of an empty one against the hashes that the zip tells."""
    from hashlib import sha256  # noqa: PLC0415 - this attack alone

    with zipfile.ZipFile(pad) as archief:
        bestanden = {naam: archief.read(naam) for naam in archief.namelist()}
    eigen = {sha256(inhoud).hexdigest() for inhoud in bestanden.values()}
    sommen = set(re.findall(r"\b[0-9a-f]{64}\b", b" ".join(bestanden.values()).decode())) - eigen
    for naam, inhoud in bestanden.items():
        regels = inhoud.decode().split("\n")
        for nummer, regel in enumerate(regels) if naam.endswith("_aantallen.csv") else ():
            if not regel.endswith(WEG):
                continue
            for aantal in range(KLEIN):
                vol = re.sub(r",(?=,)", f",{aantal}", regel.removesuffix(WEG))
                gok = "\n".join([*regels[:nummer], vol, *regels[nummer + 1 :]])
                if sha256(gok.encode()).hexdigest() in sommen:
                    yield Reached(f"{naam} rij {nummer}", aantal, aantal, "hash")


def report(gevonden: list[Reached]) -> str:
    """Return the narrowest counts that were reached, in words."""
    klein = sorted((deel for deel in gevonden if deel.small), key=lambda deel: (deel.hoog - deel.laag, deel.hoog))
    regels = [f"{deel.laag:.0f}-{deel.hoog:.0f}: {deel.wie} ({deel.hoe})" for deel in klein[:20]]
    minst = [deel for deel in gevonden if deel.hoog > 0]
    smalst = min((deel.hoog for deel in minst if deel.hoog == deel.laag), default=None)
    breedte = min(
        (deel.hoog - deel.laag for deel in minst if deel.laag < KLEIN and deel.hoog > deel.laag), default=None
    )
    kop = f"{len(klein)} counts under ten reached of {len(gevonden)} groups tried"
    return "\n".join(
        [f"{kop}; least exact count {smalst}, narrowest interval of a possible small count {breedte}", *regels]
    )


if __name__ == "__main__":
    sys.stdout.write(report(attack(*map(Path, sys.argv[1:]))) + "\n")
