"""Where the scripts of the report and the sample book are found."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "report"), str(ROOT / "tests" / "report")]
