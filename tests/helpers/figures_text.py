"""What matplotlib would draw of texts in the style of the monitor: as they are, or as a formula."""

from pathlib import Path

import matplotlib as mpl
import yaml
from matplotlib.figure import Figure

from werkagenda.figures import style

STIJL = next(Path("resources/stijl").glob("*.yaml"))


def drawn(teksten: list[str]) -> list[str]:
    """Return the texts that are drawn letter by letter; a formula would be set by another engine."""
    with mpl.rc_context():
        style.apply_style(yaml.safe_load(STIJL.read_text(encoding="utf-8")))
        figuur = Figure()
        uit = []
        for tekst in teksten:
            getekend = figuur.text(0, 0, tekst)
            klaar, formule = getekend._preprocess_math(tekst)  # what drawing itself asks
            uit.append("formule" if formule else klaar)
        return uit
