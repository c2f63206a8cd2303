# Invoer: de bestanden met instellingen. Uitvoer: geen; dit staat voor al het andere, want wat Snakemake zelf van zo'n bestand
# of van deze plek zegt, is Engels.
import sys
from pathlib import Path

ROOT = Path(workflow.basedir)
sys.path.insert(0, str(ROOT / "src"))
from werkagenda.run.place import problem

if bezwaar := problem(ROOT, Path(sys.executable)):
    sys.exit(f"FOUT {bezwaar}")

from werkagenda.errors import FOUT, InputError
from werkagenda.run.config import read_settings

try:
    for instellingen in (
        *(ROOT / "config" / f"{naam}.yaml" for naam in ("config", "disclosure")),
        *map(Path, workflow.config_settings.configfiles),
    ):
        read_settings(instellingen)
except InputError as fout:
    sys.exit(f"{FOUT} {fout}")
