"""Write docs/contracten.md: what every raw file and every table of ours holds, from the contracts."""

from collections.abc import Iterable
from pathlib import Path

from werkagenda.contract.contracts import JAREN, Column, Contract, load_contract

INLEIDING = """# Contracten

Wat er in elk ruw bestand moet staan en wat elke tabel van de workflow bevat. Wat afwijkt, stopt de run met een melding.
Deze bladzijde komt uit `resources/contracts/` (`snakemake documentatie`).
"""
KOP_RUW = "| kolom in het bestand | naam bij ons | soort | mag zijn | betekenis |\n|---|---|---|---|---|"
KOP_EIGEN = "| kolom | soort | mag zijn | eenheid | betekenis |\n|---|---|---|---|---|"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _allowed(kolom: Column) -> str:
    parts = [f"`{kolom.patroon}`"] if kolom.patroon else []
    if kolom.codes:
        parts = [
            f"`{raw or 'leeg'}`" if raw == code else f"`{raw}` wordt `{code}`" for raw, code in kolom.codes.items()
        ]
    parts += [f"onbekend: {', '.join(f'`{raw}`' if raw else 'leeg' for raw in kolom.leeg)}"] if kolom.leeg else []
    parts += [f"geschreven als {', '.join(kolom.notaties)}"] if kolom.notaties else []
    parts += [f"van {kolom.grenzen[0]} tot en met {kolom.grenzen[1]}"] if kolom.grenzen != JAREN else []
    parts += [f"vanaf {kolom.vanaf}"] if kolom.vanaf else []
    parts += [f"tot en met {kolom.tot}"] if kolom.tot else []
    return ", ".join(parts)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def contract_part(contract: Contract, *, raw: bool) -> str:
    """Return the part of the page on one table; `raw` shows the names of the file beside ours."""
    key = ", ".join(f"`{naam}`" for naam in contract.sleutel) or "geen, rijen mogen herhaald zijn"
    lines = [f"### {contract.titel}", "", f"`{contract.naam}`; sleutel: {key}."]
    if contract.bron:
        lines += ["", f"Bron: {contract.bron}."]
    if contract.toelichting:
        lines += ["", contract.toelichting.strip()]
    lines += ["", KOP_RUW if raw else KOP_EIGEN]
    for kolom in contract.kolommen:
        if raw:
            ours = f"`{kolom.naam}`" if kolom.gebruik else "niet gebruikt"
            lines.append(_row([f"`{kolom.raw}`", ours, kolom.soort, _allowed(kolom), kolom.beschrijving]))
        else:
            lines.append(_row([f"`{kolom.naam}`", kolom.soort, _allowed(kolom), kolom.eenheid, kolom.beschrijving]))
    if contract.breed:
        breed = contract.breed
        lines.append(_row([f"`{breed.patroon.pattern}`", f"`{breed.naam}`", "telling", "", breed.beschrijving]))
    return "\n".join([*lines, ""])


def contracts_page(raw: Iterable[Contract], own: Iterable[Contract]) -> str:
    """Return the page as Markdown: first the raw files, then our own tables, each in the order given."""
    return "\n".join(
        [
            INLEIDING,
            "## Ruwe bestanden\n",
            *(contract_part(contract, raw=True) for contract in raw),
            "## Tabellen van de workflow\n",
            *(contract_part(contract, raw=False) for contract in own),
        ]
    )


if __name__ == "__main__":
    raw, own = ([load_contract(Path(path)) for path in paths] for paths in (snakemake.input.raw, snakemake.input.eigen))
    Path(snakemake.output.pagina).write_text(contracts_page(raw, own), encoding="utf-8", newline="\n")
