"""A small book to render: the real chapters, with made-up numbers in every variable and a plain picture per figure."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import bijlagen
import pandas as pd
import yaml
from helpers.project import ROOT
from helpers.registers import LABELS
from voorbereiden import lay_out

from werkagenda.report import book

if TYPE_CHECKING:
    from pathlib import Path

BOEK = ROOT / "report"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320">'
    '<rect width="640" height="320" fill="#dde6ee"/><path d="M40 280 L600 60" stroke="#00497a" stroke-width="6"/></svg>'
)
# The smallest PNG there is: one grey dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
# Of the backtest, per grootheid and soort.
WOORDEN = LABELS["terugtoets"]
# Includes that steps of their own write.
MADE = [
    f"_{naam}.md"
    for naam in (
        "scorebord", "veranderd", "uitgave", "aanhalen", "opmerkingen", "bronnenlijst", "eenvoudig", "summary",
    )
]  # fmt: skip
TABEL = "| Jaar | Groep opleidingen | Aantal | Ondergrens | Bovengrens |\n|:--|:--|--:|--:|--:|\n" + "".join(
    f"| {jaar} | 3. Sectoren van de Regeling | 51.{jaar} | 50.998 | 51.204 |\n" for jaar in range(2019, 2026)
)


def chapters() -> dict[str, str]:
    """Read the real chapters, in order."""
    quarto = yaml.safe_load((BOEK / "_quarto.yml").read_text(encoding="utf-8"))
    return {naam: (BOEK / f"{naam}.qmd").read_text(encoding="utf-8") for naam in book.chapters(quarto)}


def numbering() -> dict[str, dict[str, str]]:
    """Read the real numbers of figures and tables."""
    with (ROOT / "resources" / "nummering.csv").open(encoding="utf-8", newline="") as bestand:
        return {rij["id"]: rij for rij in csv.DictReader(bestand)}


def variables(teksten: dict[str, str]) -> dict[str, dict[str, str]]:
    """Give every variable that the chapters use a value."""
    genoemd = {naam for tekst in teksten.values() for naam in book.VARIABELE.findall(tekst)}
    waarden: dict[str, dict[str, str]] = {}
    for naam in sorted(genoemd):
        groep, _, rest = naam.partition(".")
        waarden.setdefault(groep, {})[rest] = "51.234"
    return waarden


def interpretations() -> list[str]:
    """Return the include of every text of interpretation."""
    paden = sorted(BOEK.glob("duiding/*.yaml"))
    return [f"_duiding_{een['id']}.md" for pad in paden for een in yaml.safe_load(pad.read_text(encoding="utf-8"))]


def banner() -> str:
    """Return the mark that synthetic data put on every page."""
    return (BOEK / "invoegingen" / "banner_synthetisch.md").read_text(encoding="utf-8")


def page_words(naam: str) -> dict[str, Any]:
    """Return the words of a page of the report."""
    woorden: dict[str, Any] = yaml.safe_load((BOEK / "paginas" / f"{naam}.yaml").read_text(encoding="utf-8"))
    return woorden


def counts() -> pd.DataFrame:
    """Return counts of two years: one of a delivery, one estimated."""
    kolommen = ["jaar", "groep", "aantal", "aantal_laag", "aantal_hoog", "aantal_min", "aantal_max"]
    rijen = [(2022, "regeling", 900, 900, 900, 900, 900), (2023, "regeling", 1000, 990, 1010, 800, 1300)]
    return pd.DataFrame(rijen, columns=kolommen).assign(aandeel_onderdrukt=[0.0, 0.25], telling=["geteld", "geschat"])


def backtests() -> pd.DataFrame:
    """Return a backtest: two years, each by the other."""
    kolommen = ["grootheid", "soort", "geleerd", "getoetst", "blokken", "gedekt", "halve_breedte"]
    rijen = [
        ("aandeel", "groep", 2021, 2022, 3, 1.0, 0.002),
        ("aantal", "instelling", 2021, 2022, 30, 0.9, 0.02),
        ("aantal", "instelling", 2022, 2021, 10, 1.0, 0.04),
        ("aantal", "totaal", 2021, 2022, 1, 0.0, 0.003),
    ]
    uit = pd.DataFrame(rijen, columns=kolommen).assign(bronmaat="instroom_mbo", fout=0.01, fout_ongecorrigeerd=0.03)
    return uit.assign(uiterste_breedte=uit["halve_breedte"] * 10)


def students() -> pd.DataFrame:
    """Return DUO's student files beside the inflow files (contract `studenten_duo`): one fits, one does not."""
    kolommen = ["bron", "jaar", "bestand_min", "bestand_max", "aantal_min", "aantal", "aantal_max", "past"]
    rijen = [
        ("studenten_leerweg", 2022, 100, 100, 90, 102.0, 110, "ja"),
        ("studenten_leerweg", 2022, 200, 200, 180, 190.0, 210, "ja"),
        ("studenten_leerweg", 2023, 300, 300, 290, 301.0, 310, "ja"),
        ("studenten_leerweg", 2023, 1, 4, 1, 3.0, 4, "ja"),
        ("studenten_leerweg", 2023, 50, 50, 50, 50.0, 50, "ja"),
        ("studenten_opleiding", 2022, 60, 90, 70, 80.0, 95, "ja"),
        ("studenten_opleiding", 2022, 60, 90, 100, 110.0, 120, "nee"),
    ]
    return pd.DataFrame(rijen, columns=kolommen)


def checks() -> dict[str, str]:
    """Return the includes of appendices C and D from a few made-up rows."""
    tekst = page_words("bijlagen")
    uitval = pd.DataFrame(
        {
            "stap": ["inlezen"],
            "bron": ["instroom_a"],
            "rijen_in": [54500],
            "rijen_uit": [54499],
            "studenten": [3],
            "reden": ["lege regel"],
        }
    )
    onderdrukt = pd.DataFrame(
        {
            "jaar": [2023],
            "bron": ["instroom_a"],
            "maat": ["instroom_mbo"],
            "cellen": [9000],
            "onderdrukt": [4100],
            "gemiddelde": [1.8],
        }
    )
    vergeleken = pd.DataFrame(
        {
            "product": ["figuur_3_2", "tabel_b_0_1"],
            "sleutel": ["groep=regeling;jaar=2019>2023", "bc=bc005"],
            "kolom": ["aandeel", "procent"],
            "gepubliceerd": ["30", "50"],
            "berekend": ["29,6", "50"],
            "verschil": ["-0,4", "0"],
            "breedte": ["", ""],
            "geijkt": ["ja", "nee"],
            "oordeel": ["binnen afronding", "gelijk"],
            "bron": ["SEO-rapport 2024-152"] * 2,
            "pagina": ["39-41", "vanaf 64"],
            "toelichting": ["", ""],
        }
    )
    return {
        "_uitval.md": bijlagen.attrition(uitval, tekst["uitval"]),
        "_onderdrukking.md": bijlagen.suppression(onderdrukt, tekst["onderdrukking"]),
        "_voorbeeld_interval.md": bijlagen.interval_example({"instroom": counts()}, tekst["voorbeeld"]),
        "_terugtoets.md": bijlagen.backtest(backtests(), {"instroom": counts()}, tekst["terugtoets"], WOORDEN),
        "_studenten_duo.md": bijlagen.student_files(students(), tekst["studenten_duo"]),
        "_ijking.md": bijlagen.calibration(vergeleken, {}, tekst["ijking"]),
        "_reconciliatie_telling.md": bijlagen.verdict_counts(vergeleken, {}, tekst["telling"]),
        "_reconciliatie.md": bijlagen.verdicts(vergeleken, {}, tekst["vergeleken"]),
    }


def staged(map_: Path, **anders: Any) -> Path:
    """Write a staged book below `map_` and return its folder; `anders` replaces arguments of `lay_out`.

    `variabelenbron` gives other chapters to take the variables from, so that one of them can be missing.
    """
    teksten = anders.pop("hoofdstukken", chapters())
    waarden = variables(anders.pop("variabelenbron", teksten))
    nummers = numbering()
    producten = {
        naam: {
            "id": naam,
            "titel": f"Een titel die zegt wat {rij['nummer']} laat zien, met 'aanhaling' en een flinke lengte",
            "alt": f"Beschrijving van {rij['nummer']}.",
            "bron": "DUO registratiegegevens en kwaliteitsagenda's mbo-instellingen",
            "noten": ["Studenten die op 1 oktober van het jaar met een opleiding zijn begonnen."],
            "variabelen": waarden.pop(naam, {}),
        }
        for naam, rij in nummers.items()
    } | {naam: {"variabelen": waarden.pop(naam, {})} for naam in ("kerncijfers_3", "kerncijfers_werk")}
    for groep in ("ref", "weergave"):
        waarden.pop(groep, None)
    tekst = BOEK / "invoegingen"
    soorten = {
        f"_{naam}.md": (tekst / f"{naam}_synthetisch.md").read_text(encoding="utf-8")
        for naam in ("gegevens", "vergelijking")
    }
    argumenten: dict[str, Any] = {
        "producten": producten,
        "nummering": nummers,
        "tabellen": dict.fromkeys(nummers, TABEL),
        "jsonld": dict.fromkeys(nummers, '{"@type": "Dataset", "name": "</script>"}'),
        "omslag": {"makers": "Onderzoekers", "gegevens": ["Versie 2026.1, 2026-11-30", "Uitgave: a@b.example"]},
        "invoegingen": checks()
        | soorten
        | dict.fromkeys([*MADE, *interpretations()], "Een tekst die een stap schreef.\n"),
        "variabelen": waarden,
        "toegestaan": (BOEK / "namen_met_getallen.txt").read_text(encoding="utf-8").splitlines(),
        "banner": banner(),
        "woorden": page_words("boek"),
        "menu": book.menu({naam: book.title_of(tekst) for naam, tekst in teksten.items()}, page_words("boek")["menu"]),
        "begrippen": yaml.safe_load((BOEK / "begrippen.yaml").read_text(encoding="utf-8")),
        "indicatoren": yaml.safe_load((ROOT / "resources" / "indicatoren.yaml").read_text(encoding="utf-8"))[
            "indicatoren"
        ],
    } | anders
    bron = map_ / "bron"
    (bron / "figuren").mkdir(parents=True)
    for naam in book.book_files(BOEK):
        doel = bron / naam
        doel.parent.mkdir(exist_ok=True)
        doel.write_bytes((BOEK / naam).read_bytes())
    for naam, inhoud in lay_out(teksten, **argumenten).items():
        (bron / naam).write_text(inhoud, encoding="utf-8", newline="\n")
    for naam, rij in nummers.items():
        if rij["soort"] == "figuur":
            for vorm in ("", "_smal"):
                (bron / "figuren" / f"{naam}{vorm}.svg").write_text(SVG, encoding="utf-8")
            (bron / "figuren" / f"{naam}.png").write_bytes(PNG)
    return bron


def staged_small(map_: Path, erbij: dict[str, str], *, nummering: dict[str, dict[str, str]], banner: str = "") -> Path:
    """Write a staged book of which each chapter is its title and what is added to it, for who looks at that alone."""
    titels = {naam: f"# {book.title_of(tekst)} {{#{naam}}}\n" for naam, tekst in chapters().items()}
    teksten = {naam: f"{titel}\n{erbij.get(naam, '')}\n" for naam, titel in titels.items()}
    return staged(map_, hoofdstukken=teksten, nummering=nummering, begrippen=[], banner=banner)
