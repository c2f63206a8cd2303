"""Where the scripts of the report and the sample book are found."""

import sys

from helpers.project import ROOT

sys.path[:0] = [str(ROOT / "src"), str(ROOT / "workflow" / "scripts" / "report"), str(ROOT / "tests" / "report")]
