"""The page of an institution: the same content on the web and on paper, and the same bytes each time."""

import json
import re

import pandas as pd
import pytest
import typst
from factsheets.factsheet import as_pdf
from factsheets.factsheet_index import by_name
from helpers.factsheet_example import PLAN, SJABLONEN, filled, group, read, sheet, template, values
from jinja2 import UndefinedError

from werkagenda.report.template import fill, plain

NAAM = "ROC Kunst & <Techniek>"


@pytest.fixture(scope="module")
def blad():
    return sheet(
        pd.concat([group(), values(("01AA", "cijfer", "start", 2022, float("nan"), "minder dan 10 personen"))]),
        naam=NAAM,
    )


@pytest.fixture(scope="module")
def pdf(blad):
    return as_pdf(filled(blad), sjabloon=SJABLONEN / "factsheet.typ")


def paper_words(gegevens):
    """Return the words of the tables on paper; in the PDF itself they are glyphs."""
    stukken = typst.query(
        str(SJABLONEN / "factsheet.typ"),
        "table",
        sys_inputs={"gegevens": json.dumps(gegevens)},
        ignore_system_fonts=True,
    )
    return " ".join(re.findall(r'"text": ?"([^"]*)"', stukken))


def test_web_and_paper_say_the_same(blad):
    pagina = fill(template("factsheet.html"), filled(blad))
    assert "ROC Kunst &amp; &lt;Techniek&gt;" in pagina
    papier = paper_words(filled(blad))
    for woord in ("10,0%", "20,0 tot 40,0%", "3,2%", "2,5% tot 4,1%", "minder dan 10 personen", "Veilig op school"):
        assert woord in pagina, woord
        assert woord in papier, woord


def test_the_pdf_is_the_same_each_time_has_no_date_is_tagged_and_follows_the_content(blad, pdf):
    assert as_pdf(filled(blad), sjabloon=SJABLONEN / "factsheet.typ") == pdf
    assert b"pdfuaid:part>1<" in pdf
    assert b"/CreationDate" not in pdf
    anders = as_pdf(filled(blad | {"naam": "ROC Anders"}), sjabloon=SJABLONEN / "factsheet.typ")
    assert anders != pdf


def test_the_banner_stands_on_both_and_only_when_there_is_one(blad):
    banner = (SJABLONEN.parent / "invoegingen" / "banner_synthetisch.md").read_text(encoding="utf-8")
    gegevens = filled(blad, banner=banner)
    assert gegevens["banner"].startswith("SYNTHETISCH. Deze uitgave")
    assert 'class="synthetisch"' in fill(template("factsheet.html"), gegevens)
    assert 'class="synthetisch"' not in fill(template("factsheet.html"), filled(blad))
    assert plain("") == ""


def test_a_template_that_names_what_is_not_given_stops(blad):
    with pytest.raises(UndefinedError):
        fill("{{ blad.naam }} {{ onbekend }}", filled(blad))


def test_every_word_of_the_pages_is_used():
    """A text that no template names would be lost without a word."""
    sjablonen = [template(naam) for naam in ("factsheet.html", "factsheet.typ", "index.html")]
    for naam in set(read("report/factsheets/tekst.yaml")) - {"koppen", "legenda", "valt_op_zinnen", "plan_zinnen"}:
        assert any(f"tekst.{naam}" in sjabloon or f"woorden.{naam}" in sjabloon for sjabloon in sjablonen), naam


def test_the_list_goes_by_name_whatever_the_capitals():
    tabel = pd.DataFrame({"instelling": ["03", "02", "01"], "naam": ["beta", "Alfa", "beta"], "voorheen": [""] * 3})
    assert [rij["instelling"] for rij in by_name(tabel)] == ["02", "01", "03"]


def test_a_sheet_of_all_indicators_is_one_side_of_a4(blad):
    """As many objectives and indicators as the synthesis has, half of them with a line of margins."""
    gegevens = filled(blad)
    rij = next(rij for doel in blad["doelstellingen"] for rij in doel["rijen"] if rij["band"])
    marge = rij | {"naam": "Studenten tevreden over iets", "start": rij["start"] | {"marge": "±4,2; n = 371"}}
    besteding = {"tekst": "3,2%", "jaar": "2024", "sector": "2,5% tot 4,1%"}
    doelen = [
        {"nummer": "1.1", "naam": "Een doelstelling", "besteding": besteding, "rijen": rijen}
        for rijen in [*[[marge] * 3] * 4, *[[rij] * 2] * 5, [rij] * 3]
    ]
    vol = gegevens | {"blad": blad | {"doelstellingen": doelen, "plan": PLAN | {"bcs": ["Een beroepsopleiding"] * 60}}}
    assert len(re.findall(rb"/Type\s*/Page\b", as_pdf(vol, sjabloon=SJABLONEN / "factsheet.typ"))) == 1


def test_the_own_plan_stands_on_both(blad):
    """The web page names all programmes, paper as many as fit."""
    namen = [f"Opleiding {n:02}" for n in range(1, 21)]
    gegevens = filled(blad | {"plan": PLAN | {"bcs": namen}})
    pagina = fill(template("factsheet.html"), gegevens)
    assert "past de instelling er 20 toe: 5 nieuw en 12 als uitbreiding of voortzetting" in pagina
    assert "noemt 20 beroepsopleidingen" in pagina
    assert all(naam in pagina for naam in namen)
    zonder = fill(template("factsheet.html"), filled(blad | {"plan": None}))
    assert "geen kwaliteitsagenda gecodeerd" in zonder
