"""Two deliveries of a hand-made product, and the record of where each came from."""

from __future__ import annotations

import copy
from pathlib import Path

import pandas as pd
import pytest
import yaml
from audit.herbouw import differing_cells
from audit.oplevering import deliver
from audit.vergelijk import chapters_side_by_side, compare_deliveries, key_of
from helpers.project import ROOT

from werkagenda.compare.causes import causes
from werkagenda.compare.cells import changed_cells
from werkagenda.compare.page import page as reader_page
from werkagenda.compare.prose import changed_prose, changed_sentences, changed_verdicts, unmentioned, word_changes
from werkagenda.contract.contracts import load_contract
from werkagenda.errors import InputError

NIETS_ANDERS = {"zinnen": {}, "hoofdstukken": {}, "oordelen": [], "zonder_zin": [], "koppen": {}, "titels": {}}


def page(verschillen: list[dict], oorzaken: list[dict], **anders_: object) -> str:
    """Return the page, of two deliveries with the same sentences unless something else is given."""
    return reader_page(verschillen, oorzaken, **(NIETS_ANDERS | anders_))


CONTRACTEN = ROOT / "resources" / "contracts" / "tabellen"
TEKST = yaml.safe_load((ROOT / "report" / "paginas" / "vergelijking.yaml").read_text(encoding="utf-8"))
SLEUTEL = ["jaar", "groep"]
BESTAND = "results/data/p.csv"


def tabel(*rijen: tuple[str, ...], kop: tuple[str, ...] = ("jaar", "groep", "aantal", "aandeel")) -> pd.DataFrame:
    return pd.DataFrame(rijen, columns=list(kop), dtype="str")


WAS = tabel(("2024", "totaal", "1000", "0.4"), ("2024", "regeling", "300", ""), ("2023", "totaal", "900", "0.3"))
WORDT = tabel(("2024", "totaal", "1010", "0.4"), ("2024", "regeling", "300", "0.1"), ("2025", "totaal", "7", "0.7"))


def stap(id_: str, uit: str, invoer: dict[str, str], **anders: dict) -> dict:
    vast = {"bestanden": {"src/werkagenda/a.py": "a1", "requirements.lock": "l1"}, "instellingen": {"drempel": 1}}
    return {"id": id_, "script": f"{id_}.py", "invoer": invoer, "uitvoer": {uit: f"som van {uit}"}} | vast | {
        "pakketten": {"pandas": "3.0"}
    } | anders  # fmt: skip


def herkomst() -> dict:
    """Two raw files, each read by a step; one more step puts them together, and the last makes the product."""
    return {
        "bronnen": [
            {"bron": "job", "bestand": "JOB 2024.sav", "sha256": "j1"},
            {"bron": "plan", "bestand": "plan.csv", "sha256": "p1"},
        ],
        "stappen": [
            stap("inlezen/job/2024", "results/ingest/job/2024.parquet", {"results/synthetic/raw/job.sav": "j1"}),
            stap("inlezen/plan/alle", "results/ingest/plan/alle.parquet", {"results/synthetic/raw/plan.csv": "p1"}),
            stap("schrijf", "results/synthetic/raw/job.sav", {}),
            stap("banden/p", BESTAND, dict.fromkeys(("results/ingest/job/2024.parquet",
                 "results/ingest/plan/alle.parquet"), "zelfde")),
        ],
    }  # fmt: skip


def anders(plek: int, **feiten: dict) -> dict:
    uit = copy.deepcopy(herkomst())
    uit["stappen"][plek] |= feiten
    return uit


def test_cells_that_changed_by_key_and_not_by_line() -> None:
    gevonden = changed_cells(WAS, WORDT, sleutel=SLEUTEL)
    assert [tuple(cel) for cel in gevonden] == [
        ("jaar=2024;groep=totaal", "aantal", "waarde", "1000", "1010"),
        ("jaar=2024;groep=regeling", "aandeel", "waarde", "", "0.1"),
        ("jaar=2023;groep=totaal", "aantal", "rij weg", "900", ""),
        ("jaar=2023;groep=totaal", "aandeel", "rij weg", "0.3", ""),
        ("jaar=2025;groep=totaal", "aantal", "rij erbij", "", "7"),
        ("jaar=2025;groep=totaal", "aandeel", "rij erbij", "", "0.7"),
    ]
    assert changed_cells(WAS, WAS.iloc[::-1], sleutel=SLEUTEL) == []


def test_columns_that_came_or_went_and_rows_that_are_nothing_but_a_key() -> None:
    breed = changed_cells(
        WAS[["jaar", "groep", "aantal"]].head(1), WAS[["jaar", "groep", "aandeel"]].head(1), sleutel=SLEUTEL
    )
    assert [(cel.kolom, cel.wijziging) for cel in breed] == [("aantal", "kolom weg"), ("aandeel", "kolom erbij")]
    kaal = tabel(("2024", "a"), ("2024", "a"), kop=("jaar", "groep"))
    assert [cel[:3] for cel in changed_cells(kaal.head(1), kaal, sleutel=SLEUTEL)] == [
        ("jaar=2024;groep=a (2)", "", "rij erbij")
    ]


def test_key_comes_from_the_contract_with_the_same_columns() -> None:
    contracten = [load_contract(CONTRACTEN / f"{naam}.yaml") for naam in ("verschillen", "oorzaken")]
    assert key_of(["is", "was", "product", "oorzaak", "onderdeel"], contracten) == ["product", "oorzaak", "onderdeel"]
    assert key_of(["iets", "anders"], contracten) == ["iets", "anders"]


def test_source_that_changed_is_named_and_the_one_beside_it_is_not() -> None:
    wordt = anders(3, invoer={"results/ingest/job/2024.parquet": "nieuw", "results/ingest/plan/alle.parquet": "zelfde"})
    wordt["bronnen"] = [rij | {"sha256": f"{rij['sha256']}2"} for rij in wordt["bronnen"]]
    # The file of the plans is another one, but what was read from it is the same; and how the synthetic survey was
    # written is the business of that file.
    wordt["stappen"][2]["instellingen"] = {"zaad": 2}
    assert [tuple(deel) for deel in causes(herkomst(), wordt, BESTAND)] == [("bron", "job: JOB 2024.sav", "j1", "j12")]


def test_source_of_a_year_that_came_is_named() -> None:
    wordt = anders(3, invoer={**herkomst()["stappen"][3]["invoer"], "results/ingest/job/2025.parquet": "x"})
    wordt["stappen"].append(stap("inlezen/job/2025", "results/ingest/job/2025.parquet", {}))
    wordt["bronnen"].append({"bron": "job", "bestand": "JOB 2025.sav", "sha256": "j5"})
    assert [tuple(deel) for deel in causes(herkomst(), wordt, BESTAND)] == [("bron", "job: JOB 2025.sav", "", "j5")]


@pytest.mark.parametrize(
    ("feiten", "verwacht"),
    [
        ({"instellingen": {"drempel": 2}}, ("instelling", "drempel (banden/p)", "1", "2")),
        (
            {"bestanden": {"src/werkagenda/a.py": "a2", "requirements.lock": "l1"}},
            ("code", "src/werkagenda/a.py", "a1", "a2"),
        ),
        (
            {"bestanden": {"src/werkagenda/a.py": "a1", "requirements.lock": "l2"}},
            ("pakket", "requirements.lock", "l1", "l2"),
        ),
        (
            {"pakketten": {"pandas": "3.1"}, "bestanden": {"src/werkagenda/a.py": "a1", "requirements.lock": "l2"}},
            ("pakket", "pandas", "3.0", "3.1"),
        ),
        (
            {"bestanden": {"src/werkagenda/a.py": "a1", "requirements.lock": "l1", "resources/bc_regeling.csv": "b"}},
            ("bron", "resources/bc_regeling.csv", "", "b"),
        ),
        ({}, ("onbekend", "de herkomst is gelijk: een bestand is na het maken veranderd", "", "")),
    ],
)
def test_cause_in_the_step_itself(feiten: dict, verwacht: tuple[str, ...]) -> None:
    assert [tuple(deel) for deel in causes(herkomst(), anders(3, **feiten), BESTAND)] == [verwacht]


def test_a_product_without_a_record_says_which_of_the_two_lacks_it() -> None:
    (eerder,), (nu,) = causes(None, herkomst(), BESTAND), causes(herkomst(), None, BESTAND)
    assert eerder == ("onbekend", "de eerdere oplevering heeft geen herkomst van dit product", "", "")
    assert nu == ("onbekend", "deze run heeft geen herkomst van dit product", "", "")


def test_code_above_a_file_that_is_the_same_is_no_cause() -> None:
    boven = anders(0, bestanden={"src/werkagenda/a.py": "a2"})
    assert [deel.oorzaak for deel in causes(herkomst(), boven, BESTAND)] == ["onbekend"]


def vergeleken() -> tuple[list[dict], list[dict]]:
    nieuw = {"p": WORDT, "erbij": WAS, "gelijk": WAS}
    oud = {"p": WAS, "weg": WAS, "gelijk": WAS}
    andere = anders(3, instellingen={"drempel": 2}, pakketten={"pandas": "3.1"})
    return compare_deliveries(
        oud, nieuw, sleutels=dict.fromkeys(nieuw, SLEUTEL), herkomst=({"p": herkomst()}, {"p": andere})
    )


def test_differences_have_their_size_and_their_cause() -> None:
    verschillen, oorzaken = vergeleken()
    assert [(rij["product"], rij["wijziging"], rij["oorzaak"]) for rij in verschillen if not rij["sleutel"]] == [
        ("erbij", "product erbij", "nieuw"),
        ("weg", "product weg", "vervallen"),
    ]
    eerste = next(rij for rij in verschillen if rij["product"] == "p")
    assert eerste["was"] == "1000"
    assert (eerste["verschil"], eerste["verhouding"]) == (10.0, 0.01)
    assert (eerste["oorzaak"], eerste["waardoor"]) == ("instelling en pakket", "drempel (banden/p); pandas")
    assert "gelijk" not in {rij["product"] for rij in (*verschillen, *oorzaken)}


def test_page_shows_the_largest_change_first_and_says_when_nothing_changed() -> None:
    verschillen, oorzaken = vergeleken()
    extra = dict(verschillen[-2], kolom="<i>", verhouding=-0.5, verschil=-2.5, product="p", sleutel="jaar=1")
    tekst = page(
        [*verschillen, extra],
        oorzaken,
        nummers={"p": "Figuur 9"},
        oplevering="v1",
        vergeleken=3,
        merk="SYN",
        tekst=TEKST,
    )
    assert "&lt;i&gt;" in tekst
    # Numbers stand to the right, names do not.
    assert '<td class="getal">1000</td>' in tekst
    assert "<td>&lt;i&gt;</td>" in tekst
    assert tekst.index("−50,0%") < tekst.rindex("+1,0%")  # noqa: RUF001 - a real minus sign
    # The size of a change decides, before its name: what has none comes last.
    cellen = [dict(extra, sleutel=f"jaar={n}", verhouding=v) for n, v in ((1, None), (2, 0.25), (3, -0.75))]
    blad = page(cellen, [], nummers={}, oplevering="v1", vergeleken=1, merk="", tekst=TEKST)
    assert blad.index("jaar=3") < blad.index("jaar=2") < blad.index("jaar=1")
    assert '<td class="getal">+10</td>' in tekst
    assert '<td class="getal">−2,5000</td>' in tekst  # noqa: RUF001 - a real minus sign
    assert "Van de 3 producten van deze run zijn er 3 anders dan toen of vervallen; 7 cellen" in tekst
    leeg = page([], [], nummers={}, oplevering="v1", vergeleken=57, merk="", tekst=TEKST)
    assert "Er is niets veranderd: alle cijfers van 57 producten zijn gelijk." in leeg
    assert "<table>" not in leeg


def test_audit_names_line_and_cell(tmp_path: Path) -> None:
    for naam, inhoud in (("oud", "a,b\n1,2\n3,4\n"), ("nieuw", "a,b\n1,2\n3,5\n6,7\n")):
        (tmp_path / f"{naam}.csv").write_text(inhoud, encoding="utf-8")
        (tmp_path / f"{naam}.md").write_text(inhoud, encoding="utf-8")
    assert differing_cells(tmp_path / "oud.csv", tmp_path / "nieuw.csv") == [
        "regel 3, kolom b: '4' werd '5'",
        "regel 4, kolom a: '' werd '6'",
        "regel 4, kolom b: '' werd '7'",
    ]
    assert differing_cells(tmp_path / "oud.md", tmp_path / "nieuw.md")[0] == "regel 3, kolom tekst: '3,4' werd '3,5'"


def test_delivery_is_a_copy_that_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bron = Path("results", "data", "p.csv")
    bron.parent.mkdir(parents=True)
    bron.write_bytes(b"a\n1\n")
    assert (deliver([bron], naam="v1") / "data" / "p.csv").read_bytes() == b"a\n1\n"
    bron.write_bytes(b"a\n2\n")
    with pytest.raises(InputError, match="'v1' bestaat al"):
        deliver([bron], naam="v1")
    with pytest.raises(InputError, match=r"vergelijk.naam: is leeg"):
        deliver([bron], naam="")
    assert Path("oplevering", "v1", "data", "p.csv").read_bytes() == b"a\n1\n"


OUD = {
    "titel": "Het aandeel is gedaald",
    "noten": ["Een noot."],
    "variabelen": {"stand": "Het aandeel is gedaald.", "kort": "van 31 procent", "weg": "Dit stond er toen."},
}
NU = {
    "titel": "Het aandeel is gestegen",
    "noten": ["Een noot."],
    "variabelen": {
        "stand": "Het aandeel is gestegen.",
        "kort": "van 33 procent",
        "dieper": {"nieuw": "Dit  is nieuw."},
    },
}


def test_sentences_word_by_word_and_each_once() -> None:
    """The title is a sentence of the chapter too; what is no whole sentence is not shown by itself."""
    gevonden = changed_sentences(OUD, NU)
    assert [tuple(zin) for zin in gevonden] == [
        ("Het aandeel is gedaald", "Het aandeel is gestegen"), ("", "Dit is nieuw."), ("Dit stond er toen.", ""),
    ]  # fmt: skip
    assert word_changes(gevonden[0]) == [("gelijk", "Het aandeel is"), ("weg", "gedaald"), ("erbij", "gestegen")]
    assert word_changes(gevonden[1]) == [("erbij", "Dit is nieuw.")]
    assert changed_sentences(OUD, OUD) == []


def cel(product: str, verhouding: float | None, **anders_: object) -> dict:
    vast = {"sleutel": "jaar=2025;groep=per_instelling", "kolom": "aandeel", "wijziging": "waarde", "oorzaak": "bron"}
    waarden = {"was": "0.4", "is": "0.5", "verschil": 0.1, "waardoor": "", "verhouding": verhouding}
    return {"product": product} | vast | waarden | anders_


def test_the_largest_move_of_what_no_sentence_mentions() -> None:
    rijen = [cel("a", 0.1), cel("a", -0.3), cel("b", 0.5), cel("c", 0.9), cel("d", None)]
    zinnen = {"c": changed_sentences(OUD, NU), "a": []}
    assert [(rij["product"], rij["verhouding"]) for rij in unmentioned(rijen, zinnen, hoogstens=9)] == [
        ("b", 0.5), ("a", -0.3),
    ]  # fmt: skip
    assert len(unmentioned(rijen, zinnen, hoogstens=1)) == 1


def test_verdicts_that_changed_and_the_page_for_readers() -> None:
    oordeel = cel(
        "tabel_s_voortgang", None, sleutel="rang=3;indicator=uitval", kolom="oordeel", was="op_koers", **{"is": "x"}
    )
    erbij = oordeel | {"was": ""}
    assert changed_verdicts([oordeel, erbij, cel("a", 0.1)]) == [("uitval", "op_koers", "x")]
    tekst = page(
        [cel("a", 0.25)],
        [],
        zinnen={"a": changed_sentences(OUD, NU | {"titel": "Het <b> is gestegen"})},
        oordelen=[("Uitval", "Op koers", "Bereikt")],
        zonder_zin=[cel("a", 0.25)],
        koppen={"a": {"aandeel": ("Aandeel met werk", "aandeel")}},
        nummers={"a": "Figuur 9"},
        titels={"a": "Het aandeel is gestegen"},
        oplevering="v1",
        vergeleken=1,
        merk="",
        tekst=TEKST,
        terug="index.html",
    )
    assert '<a href="index.html">Naar het rapport</a>' in tekst
    assert "<tr><td>Uitval</td><td>Op koers</td><td>Bereikt</td></tr>" in tekst
    zin = "Het <del>aandeel</del> <ins>&lt;b&gt;</ins> is <del>gedaald</del> <ins>gestegen</ins>"
    assert f'<p class="zin">{zin}</p>' in tekst
    waarden = '<td class="getal">40,0%</td><td class="getal">50,0%</td>'
    assert f"<td>2025, per instelling</td><td>Aandeel met werk</td>{waarden}" in tekst
    assert '<h3 id="a">Figuur 9 Het aandeel is gestegen</h3>' in tekst
    koppen = [TEKST[naam] for naam in ("oordelen", "zinnen", "zonder_zin", "producten")]
    plekken = [tekst.index(f">{kop}</h2>") for kop in koppen]
    assert plekken == sorted(plekken)


def chapter(naam: str, titel: str, *zinnen: str) -> dict:
    return {"hoofdstuk": naam, "titel": titel, "zinnen": list(zinnen)}


def test_sentences_of_a_chapter_come_go_change_and_move() -> None:
    """Half of the words are the same: it is one sentence. The first only moved; a chapter that went says so."""
    was = ["Dit verhuist.", "Minder studenten halen nu het examen.", "Dit gaat weg.", "Dit blijft hier staan."]
    wordt = ["Dit blijft hier staan.", "Meer studenten halen nu het examen.", "Nieuw en heel anders.", "Dit verhuist."]
    anders = changed_prose(was, wordt)
    assert [tuple(zin) for zin in anders] == [
        (was[1], wordt[1]), ("", wordt[2]), ("Dit gaat weg.", ""),
    ]  # fmt: skip
    assert word_changes(anders[0])[:2] == [("weg", "Minder"), ("erbij", "Meer")]
    assert changed_prose(was, list(reversed(was))) == []
    naast = chapters_side_by_side(
        [chapter("h2", "2 Oud", *was), chapter("h9", "9 Weg", "Dit was er.")], [chapter("h2", "2 Nieuw", *wordt)]
    )
    assert {titel: len(zinnen) for titel, zinnen in naast.items()} == {"2 Nieuw": 3, "9 Weg": 1}
    blad = page([], [], nummers={}, oplevering="v1", vergeleken=1, merk="", tekst=TEKST, hoofdstukken=naast)
    assert "<h3>2 Nieuw</h3>" in blad
    assert '<p class="zin"><del>Minder</del> <ins>Meer</ins> studenten halen nu het examen.</p>' in blad
    assert TEKST["zonder_hoofdstukken"] not in blad
    zonder = page([], [], nummers={}, oplevering="v1", vergeleken=1, merk="", tekst=TEKST, hoofdstukken=None)
    assert TEKST["zonder_hoofdstukken"] in zonder
