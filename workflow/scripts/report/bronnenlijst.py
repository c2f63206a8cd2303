"""What a user of the data must know of each source: whom it is about, years, breaks, what is held back."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from werkagenda.report.pipe_table import in_region, pipe_table
from werkagenda.words.render import render

Words = Mapping[str, Any]


def guidance(
    tekst: Words, *, jaren: Mapping[str, Sequence[object]], feiten: Mapping[str, Any], weg: Collection[str]
) -> str:
    """Return a section per source as Markdown.

    Args:
        tekst: `report/paginas/gegevens.yaml`.
        jaren: the years of this run per source, or per section that has those of a product.
        feiten: settings that the words name.
        weg: parts that this run has not (`microdata`, `svo`).

    """
    delen = []
    for bron in tekst["bronnen"]:
        if bron.get("deel") in weg:
            continue
        alle = sorted({str(jaar) for naam in [*bron.get("bron", []), bron["id"]] for jaar in jaren.get(naam, ())})
        woorden = dict(bron) | ({"jaren": render(tekst["jaren"], {"jaren": alle})} if alle else {})
        rijen = [
            [kop, render(woorden[kenmerk], feiten)] for kenmerk, kop in tekst["kenmerken"].items() if kenmerk in woorden
        ]
        delen.append(
            f"## {bron['naam']} {{#{bron['id']}}}\n\n{in_region(pipe_table(tekst['koppen'], rijen), bron['naam'])}"
        )
    return "\n\n".join(delen) + "\n"


if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        jaren = dict(s.params["jaren"])
        for bron, tabel in s.params["tabellen"].items():
            jaren[bron] = sorted(set(s.read(tabel)["jaar"]))
        s.write(
            "lijst",
            guidance(s.read("tekst"), jaren=jaren, feiten=s.params["feiten"], weg=s.params["zonder"]),
        )
