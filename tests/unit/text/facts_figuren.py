"""Facts of the families of `text/figuren.py`, from small data files."""

import pandas as pd
from helpers.registers import PRODUCTEN, labels_of
from text import figuren

from werkagenda.contract.labels import Labels

DREMPELS = {"aandeel": 0.5, "aantal": 1.0}
SCENARIOS = {"scenario": {"regeling": {"kort": "Basis"}, "zorg": {"kort": "Met zorg"}}}


def tellingen(*, marge=0, breuk=None, **reeksen):
    """Return a figure of counts: per group its numbers by year, `marge` students unsure on either side."""
    rijen = [
        (
            jaar,
            groep,
            aantal,
            aantal - marge,
            aantal + marge,
            0.0412 if marge else 0.0,
            "ja" if jaar == breuk else "nee",
        )
        for groep, reeks in reeksen.items()
        for jaar, aantal in reeks.items()
    ]
    kolommen = ["jaar", "groep", "aantal", "aantal_laag", "aantal_hoog", "aandeel_onderdrukt", "reeksbreuk"]
    return pd.DataFrame(rijen, columns=kolommen).assign(telling="geschat" if marge else "geteld")


def aandelen(*, sleutel="groep", marge=0.0, **reeksen):
    """Return a figure of shares: per series its shares by year, `marge` unsure on either side."""
    rijen = [
        (jaar, naam, aandeel, aandeel - marge, aandeel + marge, "nee")
        for naam, reeks in reeksen.items()
        for jaar, aandeel in reeks.items()
    ]
    kolommen = ["jaar", sleutel, "aandeel", "aandeel_laag", "aandeel_hoog", "reeksbreuk"]
    return pd.DataFrame(rijen, columns=kolommen).assign(telling="geschat" if marge else "geteld")


def facts(naam, data):
    product = PRODUCTEN[naam]
    return figuren.FAMILIES[product["familie"]](
        data, product=product, labels=Labels(labels_of(product["familie"]) | SCENARIOS), drempels=DREMPELS
    )


def _tellingen(totaal, regeling, *, naam="figuur_3_1", **verder):
    jaren = range(2021, 2021 + len(totaal))
    return facts(
        naam,
        tellingen(
            totaal=dict(zip(jaren, totaal, strict=True)), regeling=dict(zip(jaren, regeling, strict=True)), **verder
        ),
    )


def _aandelen(regeling, *, naam="figuur_3_2", marge=0.0, **verder):
    jaren = range(2021, 2021 + len(regeling))
    reeksen = {groep: dict(zip(jaren, reeks, strict=True)) for groep, reeks in {"regeling": regeling, **verder}.items()}
    return facts(naam, aandelen(marge=marge, **reeksen))


def _indelingen(basis, zorg, *, marge=0.0):
    jaren = range(2021, 2021 + len(basis))
    reeksen = {naam: dict(zip(jaren, reeks, strict=True)) for naam, reeks in (("regeling", basis), ("zorg", zorg))}
    return facts("figuur_3_2_scenario", aandelen(sleutel="scenario", marge=marge, **reeksen))


EXAMPLES = {
    "aantallen": {
        "beide gedaald": _tellingen(
            (1000, 880, 900), (300, 290, 280), per_instelling={2021: 200, 2022: 200, 2023: 210}
        ),
        "anders": _tellingen((1000, 900), (300, 330), naam="figuur_3_3"),
        "gelijk": _tellingen((1000, 900), (300, 300)),
        "beide onzeker": _tellingen((1000, 1030), (300, 330), marge=20),
        "daar onzeker": _tellingen((1000, 900), (300, 280), marge=20),
        "anders en onzeker": _tellingen((1000, 900), (300, 310), marge=20),
        "alleen het totaal onzeker": _tellingen((1000, 1030), (300, 400), marge=20),
        "alleen de Regeling duidelijk gelijk": _tellingen((1000, 1000), (30000, 30010), marge=20),
        "eigen onzeker": _tellingen((1000, 900), (300, 200), per_instelling={2021: 200, 2022: 195}, marge=5),
        "twee dalen": _tellingen((1000, 880, 890, 950), (300, 290, 290, 280), marge=8),
        "leeg": _tellingen((0, 0), (0, 0)),
        "een jaar": _tellingen((12000,), (3000,)),
        "een jaar met eigen": _tellingen((12000,), (3000,), per_instelling={2021: 7000}),
    },
    "aandelen": {
        "gestegen": _aandelen((0.3, 0.32), genoemd=(0.97, 0.96), per_instelling=(0.5, 0.52)),
        "anders": _aandelen((0.264, 0.256), per_instelling=(0.5, 0.52), naam="figuur_3_4"),
        "gelijk en onzeker": _aandelen((0.3, 0.303), marge=0.01),
        "eigen en Regeling onzeker": _aandelen((0.3, 0.303), per_instelling=(0.5, 0.503), marge=0.01),
        "eigen onzeker": _aandelen((0.3, 0.4), per_instelling=(0.5, 0.503), marge=0.01),
        "Regeling onzeker": _aandelen((0.3, 0.303), per_instelling=(0.5, 0.6), marge=0.01),
        "samen gestegen": _aandelen((0.3, 0.4), per_instelling=(0.5, 0.6)),
        "onzeker in tienden": _aandelen((0.45, 0.48), marge=0.002),
        "een jaar": _aandelen((0.4,), per_instelling=(0.3,)),
        "leeg": _aandelen((0.0,)),
    },
    "scenario": {
        "anders": _indelingen((0.3, 0.32), (0.4, 0.4)),
        "gelijk": _indelingen((0.3, 0.32), (0.38, 0.4), marge=0.02),
        "samen": _indelingen((0.3, 0.32), (0.38, 0.4)),
        "een deel onzeker": _indelingen((0.3, 0.36), (0.402, 0.4), marge=0.01),
        "een tiende verschil": _indelingen((0.301,), (0.303,)),
        "leeg": _indelingen((0.0, 0.0), (0.0, 0.0)),
    },
}
