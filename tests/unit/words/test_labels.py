"""Words that the texts and tables on plans and surveys share."""

import pytest

from werkagenda.words.labels import level, trait_label

LABELS = {
    "instelling": {"g4": {"kort": "In een grote stad"}},
    "kenmerk": {"aandeel_niveau_1_2": "Niveau 1 en 2", "roc": "Roc", "hulp_keuze_meting": "Hulp, JOB {jaar}"},
}


@pytest.mark.parametrize(
    ("kenmerk", "woorden"),
    [
        ("roc", "Roc"),
        ("aandeel_niveau_1_2", "Niveau 1 en 2"),
        ("hulp_keuze_2028", "Hulp, JOB 2028"),
        ("g4", "In een grote stad"),
    ],
)
def test_a_question_has_the_year_of_its_survey(kenmerk, woorden):
    assert trait_label(kenmerk, LABELS) == woorden


def test_a_level_without_a_name_of_its_own_has_that_of_the_rest():
    labels = {"niveau": {"totaal": "Alle niveaus", "overig": "Niveau {}"}}
    assert [level(labels, niveau) for niveau in ("totaal", "2")] == ["Alle niveaus", "Niveau 2"]
