"""A csv is looked through in pieces: what is odd in the whole is odd in one of them, wherever they are cut."""

import itertools

import numpy as np
import pytest

from werkagenda.ingest import delimited
from werkagenda.ingest.delimited import _is_odd

HEEL = 1 << 30
KOP = b'"a","b"\r\n'
GEWOON = b'"1","x"\r\n"2","y, z"\r\n3,\r\n"","w"\r\n'


def odd(data, stuk, monkeypatch, begin=0):
    monkeypatch.setattr(delimited, "_STUK", stuk)
    return _is_odd(data, begin, ",")


@pytest.mark.parametrize("stuk", [0, 1, 5, 9, 13, HEEL])
@pytest.mark.parametrize(
    ("rijen", "vreemd"),
    [
        (GEWOON, False),
        (GEWOON.replace(b"\r\n", b"\n"), False),
        (GEWOON + b"\r\n\r\n  \n", False),
        (GEWOON.removesuffix(b"\r\n"), False),
        (GEWOON + b'"4","laatste"', False),
        (b"\r\n" + GEWOON, True),
        (GEWOON + b"\r\n" + GEWOON, True),
        (GEWOON.replace(b"\r\n", b"\n") + b"\n" + GEWOON, True),
        (GEWOON + b'"4","twee\r\nregels"\r\n' + GEWOON, True),
        (GEWOON + b'"4","drie\nkorte\nregels"\r\n' + GEWOON, True),
        (GEWOON + b'"4","een "woord" erin"\r\n' + GEWOON, True),
        (GEWOON + b'"4","niet gesloten\r\n' + GEWOON, True),
        (GEWOON + b'4,5" buis\r\n' + GEWOON, True),
    ],
)
def test_pieces_see_what_the_whole_shows(monkeypatch, stuk, rijen, vreemd):
    assert odd(KOP + rijen, stuk, monkeypatch, len(KOP)) is vreemd


def test_no_cut_hides_what_is_odd(monkeypatch):
    toeval = np.random.default_rng(3)
    tekens = np.array([b'"', b",", b"\n", b"x", b" ", b"\r\n"], dtype=object)
    verdicts = set()
    for _ in range(400):
        data = b"".join(toeval.choice(tekens, size=toeval.integers(1, 25))) + b"\n"
        heel = odd(data, HEEL, monkeypatch)
        verdicts.add(heel)
        for stuk in (0, 2, 3, 7):
            assert odd(data, stuk, monkeypatch) is heel, (data, stuk)
    assert verdicts == {True, False}


def test_a_file_of_many_pieces_gives_the_rows_of_its_lines(monkeypatch):
    regels = list(itertools.islice(itertools.cycle(GEWOON.splitlines(keepends=True)), 1000))
    data = b"".join(regels)
    cuts = []
    piece = delimited._is_odd_piece
    monkeypatch.setattr(delimited, "_is_odd_piece", lambda deel, *rest: cuts.append(deel) or piece(deel, *rest))
    assert odd(data, 100, monkeypatch) is False
    assert b"".join(cuts) == data
    assert len(cuts) > 50
    assert all(deel.endswith(b"\n") for deel in cuts)
