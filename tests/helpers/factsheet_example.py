"""A registry of three indicators, the words and the looks of the real project, and pages made of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import yaml
from factsheets.factsheet import content
from factsheets.factsheet_gegevens import sheets
from helpers.project import ROOT

from werkagenda.factsheets.rows import rows
from werkagenda.indicators.registry import Register, registry

SJABLONEN = ROOT / "report" / "factsheets"
WAARDEN = ["instelling", "indicator", "soort", "jaar", "waarde", "reden"]


def read(pad: str) -> Any:
    """Read a YAML file of the project."""
    return yaml.safe_load((ROOT / pad).read_text(encoding="utf-8"))


def template(naam: str) -> str:
    """Read a file of `report/factsheets`."""
    return (SJABLONEN / naam).read_text(encoding="utf-8")


def indicator(naam: str, **anders: Any) -> dict[str, Any]:
    """Return a block of the registry."""
    return {
        "naam": naam,
        "korte_naam": naam,
        "doelstelling": "1.2",
        "eenheid": "procent",
        "richting": "hoger",
        "niveau": "landelijk, met spreiding over instellingen",
        "uitsplitsingen": {"leerweg": None},
        "bron": "JOB-monitor",
        "frequentie": "jaarlijks",
        "eerste_waarde": 2022,
        "lijsten": {"monitoringsplan": ["1-1"]},
        "berekening": {"product": "job"},
    } | anders


def register(**anders: dict[str, Any]) -> Register:
    """Return a registry: a share, a mark and a yes or no; `anders` adds or replaces."""
    blokken = {
        "veilig": indicator("Veilig op school"),
        "cijfer": indicator("Blijven werken", doelstelling="3.3", eenheid="rapportcijfer"),
        "practoraat": indicator("Practoraat", doelstelling="3.3", berekening={"product": "efile", "fusie": "hoogste"}),
    } | anders
    namen = {"1.2": "Welzijn & veiligheid", "3.3": "Werken in het mbo"}
    return registry({"indicatoren": blokken, "doelstellingen": namen, "onderdelen": {}})


def values(*rijen: tuple[Any, ...]) -> pd.DataFrame:
    """Return rows of `indicatorwaarden` as a step reads them."""
    return (
        pd.DataFrame(list(rijen), columns=WAARDEN)
        .astype({"waarde": "float64"})
        .assign(n=pd.NA, n_effectief=float("nan"))
    )


def group() -> pd.DataFrame:
    """Return a share of five institutions: 10, 20, 30, 40 and 50 percent."""
    return values(*[(f"0{n}AA", "veilig", "recent", 2024, n / 10, "") for n in range(1, 6)])


SOORTEN = pd.Series(["groot roc"] * 5, index=[f"0{n}AA" for n in range(1, 6)])
PLAN = {"gecodeerd": 27, "toegepast": 20, "nieuw": 5, "voortgezet": 12, "onbekend": 3, "bcs": ["Kok", "Timmeren"]}


def sheet(waarden: pd.DataFrame, *, naam: str = "ROC Voorbeeld", minimum: int = 5, **anders: Any) -> dict[str, Any]:
    """Return the content of the page of 01AA; `anders` replaces parts of it."""
    codes = pd.DataFrame({"instelling": ["01AA"], "naam": [naam], "soort": ["roc"], "voorheen": ["98AA"]})
    rijen = rows(waarden, register().per_institution(), ["01AA"], minimum=minimum, groepen=SOORTEN)
    besteding = {"01AA": {"1.2": {"tekst": "3,2%", "jaar": "2024", "sector": "2,5% tot 4,1%"}}}
    blad = sheets(
        codes,
        register=register(),
        rijen=rijen,
        soorten=SOORTEN,
        besteding=besteding,
        plannen={"01AA": PLAN},
        opgaven={},
        typering=pd.DataFrame({"instelling": []}),
    )
    return blad["01AA"] | anders


def filled(blad: dict[str, Any], *, banner: str = "") -> dict[str, Any]:
    """Return all that the templates fill in for a page."""
    gegevens = content(
        blad,
        tekst=read("report/factsheets/tekst.yaml"),
        stijl=read("resources/stijl/stijl.yaml"),
        boek=read("report/_quarto.yml")["book"],
        banner=banner,
        minimum=10,
        instellingen=5,
    )
    return gegevens | {"boekmap": "../boek", "css": template("factsheet.css")}
