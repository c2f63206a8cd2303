"""Keep the settings that were in force, the default file and the user's own together."""

import yaml

from werkagenda.run.step import step

if __name__ == "__main__":
    with step(snakemake) as s:
        s.write("config", yaml.safe_dump(s.params["alle"], allow_unicode=True, sort_keys=True, width=120))
