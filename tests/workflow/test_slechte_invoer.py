"""Bad input on the real command line: one plain line, a non-zero exit, and every earlier result as it was."""

import hashlib
import re

import pytest
from workflow.bederf import vervang
from workflow.kleine_map import DOEL
from workflow.slechte_gevallen import GEVALLEN, A

# A text of the raw files that no message needs: where it is printed, a row was.
RIJ = re.compile(r"Café|Dossier|\",\"")


def sommen(project):
    """Return the SHA-256 of every result; logs are no results."""
    results = project.map / "results"
    paden = [pad for pad in results.rglob("*") if pad.is_file() and "log" not in pad.relative_to(results).parts]
    return {pad.relative_to(results).as_posix(): hashlib.sha256(pad.read_bytes()).hexdigest() for pad in sorted(paden)}


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval.naam)
def test_one_line_and_nothing_changed(kleine_kopie, geval):
    geval.bederf(kleine_kopie.map / "ruw")
    kleine_kopie.set(geval.config)
    eerder = sommen(kleine_kopie)
    gezegd = kleine_kopie.run(geval.doel, code=1)

    fouten = [regel for regel in gezegd.splitlines() if regel.startswith("FOUT ")]
    assert len(fouten) == 1, gezegd
    melding = fouten[0].removeprefix("FOUT ")
    assert re.fullmatch(geval.regel, melding), melding
    assert gezegd.count(melding) == 1, gezegd
    # Near the end: what Snakemake says after it fits on a few lines.
    assert len(gezegd.rsplit(melding, 1)[1].splitlines()) <= 8
    results = kleine_kopie.map / "results"
    logs = [pad.read_text(encoding="utf-8") for pad in results.glob("log/**/*.log")]
    assert not any(RIJ.search(tekst) for tekst in (gezegd, *logs))

    later = sommen(kleine_kopie)
    assert later.keys() == eerder.keys()
    anders = [pad for pad in eerder if eerder[pad] != later[pad]]
    assert [pad for pad in anders if not re.search(geval.eerdere_stappen, pad)] == []
    assert not list(results.rglob("*.nieuw*"))


def test_the_repaired_file_is_read_again(kleine_kopie):
    pad = kleine_kopie.map / "ruw" / A
    goed = pad.read_bytes()
    vervang(A, '"BBL"', '"BBX"')(kleine_kopie.map / "ruw")
    eerder = sommen(kleine_kopie)
    for _ in range(2):
        kleine_kopie.run(DOEL, code=1)
    pad.write_bytes(goed)
    kleine_kopie.run(DOEL)
    assert sommen(kleine_kopie) == eerder
