"""Write the reference pages of src/werkagenda from its docstrings."""

import contextlib
from pathlib import Path

from quartodoc import Builder


def build_reference(config: Path) -> None:
    """Write the pages beside `config`, a `_quarto.yml` with a part `quartodoc`; the Quarto program is not needed."""
    # quartodoc writes relative to the current folder, as `quartodoc build` does.
    with contextlib.chdir(config.parent):
        builder = Builder.from_quarto_config(config.name)
        builder.out_inventory = f"{builder.dir}/objects.json"
        builder.build()


if __name__ == "__main__":
    build_reference(Path(snakemake.input.config))
