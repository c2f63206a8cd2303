"""Put the report in its other forms beside the web pages, so that a copy of that folder is whole."""

from pathlib import Path

from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        van = {Path(pad).suffix: Path(pad) for pad in s.input.values()}
        for pad in s.output["bestanden"]:
            s.stage(Path(pad)).write_bytes(van[Path(pad).suffix].read_bytes())
