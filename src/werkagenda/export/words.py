"""What an export says of its tables: facts per table, its description, and the text in place of a table left out.

Everything follows from the tables, their contracts, the records of the steps and the rules; nothing is typed twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkagenda.disclosure.descriptions import load_rules
from werkagenda.export.archive import (
    AANTALLEN,
    NIET_VRIJGEGEVEN,
    TABEL,
    run_line,
    text_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from werkagenda.contract.contracts import Column, Contract
    from werkagenda.run.step import Step

# After this line of a text on a table that is left out stand its rows as csv, without values: so that a figure can say
# that there is nothing to show.
ZONDER_WAARDEN = "Rijen zonder waarden"


@dataclass(frozen=True)
class ExportFacts:
    """One table of the export: what it is about, its text cells, the counts behind them and the verdicts."""

    product: str
    plek: str
    populatie: str
    contract: Contract
    tabel: pd.DataFrame
    aantallen: pd.DataFrame
    oordelen: Sequence[Mapping[str, str]]

    @property
    def released(self) -> bool:
        """Whether the table may leave: no rule says that it may not."""
        return all(oordeel["oordeel"] != NIET_VRIJGEGEVEN for oordeel in self.oordelen)

    @property
    def suppressed(self) -> int:
        """Rows of which the counts are suppressed."""
        return int((self.aantallen["reden"] != "").sum())

    @property
    def displayed(self) -> int:
        """Rows of which the counts are shown."""
        return len(self.aantallen) - self.suppressed

    @property
    def smallest(self) -> int | None:
        """The smallest count above zero shown, in persons; None when there is none."""
        tellingen = self.aantallen.drop(columns=[*self.contract.sleutel, "reden"], errors="ignore")
        gevuld = [float(cel) for kolom in tellingen for cel in tellingen[kolom] if cel]
        return int(min(filter(None, gevuld), default=0)) or None


def facts(s: Step) -> list[ExportFacts]:
    """Return the facts of every table of an export from the inputs of its step, sorted by product.

    Inputs: `tabellen` (`<id>.csv`), `aantallen` (`<id>_aantallen.csv`), `oordeel`, `onthulling` with its schema,
    `nummering` and a `contract_<id>` per table; setting: `woorden`, what stands between braces in `onthulling`.
    """
    oordelen = [
        {str(kolom): str(cel) for kolom, cel in rij.items()}
        for rij in text_table(s.path("oordeel").read_bytes()).to_dict("records")
    ]
    regels = load_rules(s.read("onthulling"), s.read("onthulling_schema"), woorden=s.params["woorden"])
    plekken = {
        rij["id"]: f"{rij['nummer']}, {rij['hoofdstuk'].replace('_', ' ')}"
        for rij in s.read("nummering").to_dict("records")
    }
    aantallen = {pad.name.removesuffix(AANTALLEN): pad for pad in s.paths("aantallen")}
    return [
        ExportFacts(
            product=pad.stem,
            plek=plekken[pad.stem],
            populatie=regels.producten[pad.stem].populatie,
            contract=s.contract(f"contract_{pad.stem}"),
            tabel=text_table(pad.read_bytes()),
            aantallen=text_table(aantallen[pad.stem].read_bytes()),
            oordelen=[rij for rij in oordelen if rij["tabel"] == pad.stem],
        )
        for pad in s.paths("tabellen")
    ]


def describe(
    feiten: ExportFacts, herkomst: Mapping[str, Any], *, run: str, tekst: Mapping[str, Any], merk: str = ""
) -> str:
    """Return the description of a released table.

    Args:
        feiten: the table.
        herkomst: steps and raw files behind it (`lineage.trace`).
        run: identity of the run.
        tekst: the words, `beschrijving` in `resources/uitvoer.yaml`.
        merk: what to say of the data, that they are synthetic; empty for real ones.

    """
    contract = feiten.contract
    delen = {
        "bestanden": [
            tekst["tabel"].format(bestand=f"{feiten.product}{TABEL}", rijen=len(feiten.tabel)),
            tekst["aantallen"].format(bestand=f"{feiten.product}{AANTALLEN}"),
        ],
        "populatie": [feiten.populatie],
        "toelichting": [contract.toelichting] if contract.toelichting else [],
        "variabelen": [_variable(kolom) for kolom in contract.kolommen],
        "instellingen": _settings(herkomst["stappen"]),
        "bronnen": [f"{bron['bron']}: {bron['bestand']}, sha256 {bron['sha256']}" for bron in herkomst["bronnen"]],
        "scripts": sorted({_hash_line(stap, stap["script"]) for stap in herkomst["stappen"]}),
        "modules": sorted(
            {
                _hash_line(stap, pad)
                for stap in herkomst["stappen"]
                for pad in stap["bestanden"]
                if pad != stap["script"]
            }
        ),
        "oordelen": [verdict(oordeel, tekst) for oordeel in feiten.oordelen],
    }
    return _text(f"{feiten.product}: {contract.titel}", feiten.plek, _named(delen, tekst), merk) + "\n" + run_line(run)


def explain_absence(feiten: ExportFacts, tekst: Mapping[str, Any]) -> str:
    """Return why a table is not in the export: rules and numbers of cells, no value; and its rows without values."""
    regels = [oordeel for oordeel in feiten.oordelen if oordeel["oordeel"] == NIET_VRIJGEGEVEN]
    waarom = _named({"waarom": [verdict(oordeel, tekst) for oordeel in regels]}, tekst)
    leeg = empty_table(feiten.tabel, feiten.contract).to_csv(index=False, lineterminator="\n")
    return f"{_text(f'{feiten.product}: {feiten.contract.titel}', feiten.plek, waarom)}\n{ZONDER_WAARDEN}\n{leeg}"


def rows_without_values(tekst: str) -> str:
    """Return the csv at the end of a text on a table that is left out."""
    return tekst.partition(f"{ZONDER_WAARDEN}\n")[2]


def empty_table(tabel: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    """Return a table with every value that may be empty taken out, and the reason in its place."""
    leeg = {kolom.naam: "" for kolom in contract.kolommen if kolom.leeg_mag}
    return tabel.assign(**leeg, reden=NIET_VRIJGEGEVEN)


def verdict(oordeel: Mapping[str, str], tekst: Mapping[str, Any]) -> str:
    """Return one verdict in a line, in the words of `beschrijving`."""
    zin: str = tekst["oordeel"]
    return zin.format(**oordeel, deel=tekst["onderdrukt"].format(**oordeel) if oordeel["onderdrukt"] else "")


def _named(delen: Mapping[str, Sequence[str]], tekst: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    return {tekst["koppen"][naam]: regels for naam, regels in delen.items()}


def _text(titel: str, plek: str, delen: Mapping[str, Sequence[str]], merk: str = "") -> str:
    return "\n".join(["\n".join(filter(None, [titel, plek, merk])) + "\n", sections(delen)])


def sections(delen: Mapping[str, Sequence[str]]) -> str:
    """Return headings with a list under each; one without anything to say is left out."""
    return "\n".join(
        f"{kop}\n" + "".join(f"- {regel}\n" for regel in regels) for kop, regels in delen.items() if regels
    )


def _variable(kolom: Column) -> str:
    eenheid = f" ({kolom.eenheid})" if kolom.eenheid else ""
    codes = f": {', '.join(kolom.codes)}" if kolom.codes else ""
    return f"{kolom.naam}{eenheid}: {kolom.beschrijving}{codes}"


def _settings(stappen: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return every setting once per script: the steps of all cohorts share theirs."""
    return sorted(
        {
            f"{stap['script']}: {naam} = {json.dumps(waarde, ensure_ascii=False, sort_keys=True)}"
            for stap in stappen
            for naam, waarde in stap["instellingen"].items()
        }
    )


def _hash_line(stap: Mapping[str, Any], pad: str) -> str:
    return f"{pad}, sha256 {stap['bestanden'][pad]}"
