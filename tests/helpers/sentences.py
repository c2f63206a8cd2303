"""Every sentence of a built report that says a direction, a rank or a verdict, and what its data file allows.

The text of each product is made again from its data file by its own script, while a note is kept of every question
put to the mechanism of words (`words.direction`). What may be answered is worked out here anew, from the data.
"""

from __future__ import annotations

import contextlib
import copy
import importlib
import json
import pkgutil
import re
import runpy
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
from helpers.registers import ALGEMEEN, PRODUCTEN, label_parts, sentences

import werkagenda.words
from werkagenda.run.lineage import read_record
from werkagenda.words import direction as mechanism

# Who imports the mechanism must have done so before it is replaced.
for _module in pkgutil.iter_modules(werkagenda.words.__path__):
    importlib.import_module(f"werkagenda.words.{_module.name}")

WOORDEN = {
    mechanism.GESTEGEN: r"gestegen|steeg|stegen|stijgt",
    mechanism.GEDAALD: r"gedaald|daalde|daalden|daalt",
    mechanism.GELIJK: r"gelijk gebleven|gelijk is gebleven",
}
# A question, and not an answer; and words of what a text explains or counts.
VRAAG = r"gestegen of gedaald|een stijging of daling"
# Not a quarter of the institutions: "in het laagste kwart" is a place, and no rank of one.
RANG = r"(?<!\bin )\bhet (hoogst|laagst|meest|minst|vaakst|grootst|kleinst|sterkst|verst)e?\b(?! kwart)"
OPEN = "niet te zeggen"
EINDEN = (("laag", "hoog"), ("min", "max"), ("onder", "boven"))
Triple = tuple[float, float, float]


@dataclass
class Said:
    """What the text of one product says, and what it asked for it.

    `zinnen` are all sentences (title, alternative text, variables); `richtingen` the word per question with its change,
    interval and threshold; `rangen` who came first, among whom, on which side and by which least difference.
    """

    familie: str
    data: pd.DataFrame
    zinnen: dict[str, str]
    richtingen: list[tuple[str, Triple, float]] = field(default_factory=list)
    rangen: list[tuple[list[str], list[mechanism.Ranked], bool, float]] = field(default_factory=list)

    def words(self) -> dict[str, set[str]]:
        """Return per sentence the words of direction it says."""
        uit = {}
        for naam, zin in self.zinnen.items():
            antwoord = re.sub(VRAAG, "", zin)
            gezegd = {woord for woord, vorm in WOORDEN.items() if re.search(rf"\b({vorm})\b", antwoord)}
            if gezegd:
                uit[naam] = gezegd
        return uit

    def ranks(self) -> list[str]:
        """Return the sentences that say who comes first; one that leaves it open says nobody."""
        los = {naam: re.split(r"(?<=[.;]) ", zin) for naam, zin in self.zinnen.items()}
        return [
            naam for naam, delen in los.items() if any(re.search(RANG, deel) and OPEN not in deel for deel in delen)
        ]


class _Names(dict):
    """Names of files as Snakemake hands them over: by name, by place, one by one."""

    def __getattr__(self, naam):
        return self[naam]

    def __iter__(self):
        return iter([pad for deel in self.values() for pad in ([deel] if isinstance(deel, str) else deel)])

    def __getitem__(self, naam):
        return list(self)[naam] if isinstance(naam, int) else dict.__getitem__(self, naam)


def beside(script: str) -> dict[str, Any]:
    """Return what a script of texts reads beside its data."""
    scenarios = sorted(pad.as_posix() for pad in Path("resources/scenario").glob("*.yaml"))
    return {
        "figuren": {"scenarios": scenarios},
        "plannen": {"maatregelen": "resources/maatregelen.csv"},
        "synthese": {"indicatoren": "resources/indicatoren.yaml"},
        "synthese_instellingen": {"indicatoren": "resources/indicatoren.yaml"},
    }.get(script, {})


@contextlib.contextmanager
def noted(richtingen: list[Any], rangen: list[Any]):
    """Keep every question put to the mechanism of words while this lasts, wherever it was imported."""

    def direction(d, low, high, threshold):
        woord = mechanism_direction(d, low, high, threshold)
        richtingen.append((woord, (d, low, high), threshold))
        return woord

    def ranking(waarden, *, hoogste=True, verschil=0.0):
        alle = list(waarden)
        eerste = mechanism_ranking(alle, hoogste=hoogste, verschil=verschil)
        rangen.append((eerste, alle, hoogste, verschil))
        return eerste

    mechanism_direction, mechanism_ranking = mechanism.direction, mechanism.ranking
    anders = {id(mechanism_direction): direction, id(mechanism_ranking): ranking}
    plekken = [
        (module, naam, waarde)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("werkagenda")
        for naam, waarde in list(vars(module).items())
        if id(waarde) in anders
    ]
    for module, naam, waarde in plekken:
        setattr(module, naam, anders[id(waarde)])
    try:
        yield
    finally:
        for module, naam, waarde in plekken:
            setattr(module, naam, waarde)


def say(naam: str, verslag: dict[str, Any], data: Path) -> Said:
    """Make the text of a product of the project in this folder from a data file; `verslag` is its step's record."""
    product, script = PRODUCTEN[naam], PRODUCTEN[naam]["scripts"]["tekst"]
    alles = {"product": product, "zinnen": sentences(product["familie"]), "algemeen": ALGEMEEN}
    tekst = f"results/text/{naam}.json"
    delen = {deel: (deel, wat) for deel, wat in alles.items()} | label_parts(product["familie"])
    params = verslag["instellingen"] | {"register": copy.deepcopy(delen)}
    contract = f"resources/contracts/tabellen/{product['contract']}.yaml"
    smk = SimpleNamespace(
        rule=f"tekst_{script}",
        input=_Names({"data": data.as_posix(), "contract_data": contract} | beside(script)),
        output=_Names({"tekst": tekst}),
        params=_Names(params | {"inhoud": {"script": "", "bestanden": {}, "raw": {}}}),
        wildcards=_Names({"id": naam}),
        log=[],
    )
    richtingen: list[Any] = []
    rangen: list[Any] = []
    with noted(richtingen, rangen):
        runpy.run_path(f"workflow/scripts/text/{script}.py", init_globals={"snakemake": smk}, run_name="__main__")
    gezegd = json.loads(Path(tekst).read_text(encoding="utf-8"))
    zinnen = {deel: gezegd[deel] for deel in ("titel", "alt") if gezegd.get(deel)} | gezegd["variabelen"]
    return Said(product["familie"], pd.read_csv(data), zinnen, richtingen, rangen)


def products(map_: Path) -> dict[str, dict[str, Any]]:
    """Return the record of the text of every product of a built project that has one."""
    with contextlib.chdir(map_):
        verslagen = {naam: read_record(Path(f"results/text/{naam}.json")) for naam in PRODUCTEN}
    return {naam: verslag for naam, verslag in verslagen.items() if verslag is not None}


def ends(kolom: str, data: pd.DataFrame) -> tuple[str, str] | None:
    """Return the columns with the 95 % interval of a value; beside such ones `_min` and `_max` are outer bounds."""
    paren = ((f"{kolom}_{onder}", f"{kolom}_{boven}") for onder, boven in EINDEN)
    return next((paar for paar in paren if set(paar) <= set(data.columns)), None)


def intervals(data: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return per value with a 95 % interval its name and a table `waarde, onder, boven`."""
    uit = []
    for kolom in data.columns:
        paar = ends(kolom, data)
        if paar:
            deel = data[[kolom, *paar]].apply(pd.to_numeric, errors="coerce").dropna()
            uit.append((kolom, deel.set_axis(["waarde", "onder", "boven"], axis=1)))
    return uit


def changes(data: pd.DataFrame) -> np.ndarray:
    """Return every change that a data file lets be said, with its interval: rows of d, low, high.

    The difference of two values with intervals (Newcombe), in points and in percent of the older; what is a change of
    its own; the difference of two exact values, both ways too; and where a file has two classifications, how much
    greater a difference is by the one than by the other.
    """
    rijen = []
    for kolom, deel in intervals(data):
        w, o, b = deel.to_numpy(dtype=float).T
        i, j = (plek.ravel() for plek in np.indices((len(w), len(w))))
        if "indeling" in data:
            van = data.loc[deel.index, "indeling"].to_numpy()
            groter = (van[i] == van[j]) & (w[j] > w[i])
            d, laag, hoog = _newcombe(w, o, b, i[groter], j[groter]).T
            k, m = (plek.ravel() for plek in np.indices((len(d), len(d))))
            rijen.append(_newcombe(d, laag, hoog, k, m) * 100)
        if kolom.startswith("verandering"):
            rijen += [np.column_stack([w, o, b]) * schaal for schaal in (1, 100)]
        if len(i):
            rijen += [_newcombe(w, o, b, i, j) * 100, _percent(w, o, b, i, j)]
    for kolom in data.select_dtypes("number"):
        w = data[kolom].dropna().to_numpy(dtype=float)
        if 1 < len(w) <= 400:
            i, j = (plek.ravel() for plek in np.indices((len(w), len(w))))
            with np.errstate(divide="ignore", invalid="ignore"):
                exact = [(w[j] - w[i]) * 100, (w[j] - w[i]) * 100 / w[i]]
            rijen += [np.column_stack([d, d, d]) for d in exact]
    alle = np.vstack(rijen) if rijen else np.empty((0, 3))
    return alle[np.isfinite(alle).all(axis=1)]


def _newcombe(w, o, b, i, j):
    d = w[j] - w[i]
    return np.column_stack([d, d - np.hypot(w[j] - o[j], b[i] - w[i]), d + np.hypot(b[j] - w[j], w[i] - o[i])])


def _percent(w, o, b, i, j):
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * _newcombe(w, o, b, i, j) / w[i][:, None]
