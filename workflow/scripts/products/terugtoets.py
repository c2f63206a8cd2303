"""How often the intervals held the truth per kind of block, of all measures and years together (figure C.1)."""

from werkagenda.flow.backtest import pooled
from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("data", pooled(s.read("terugtoets")))
