"""The same seed gives the same bytes, another seed others."""

from helpers.duo_world import build, draw_institutions


def hashes(raw):
    return {pad.name + pad.parent.name: pad.read_bytes() for paden in raw.values() for pad in paden}


def test_same_seed_same_bytes_other_seed_other_bytes(wereld, tmp_path):
    eerste = hashes(wereld)
    for naam in ("zelfde", "ander"):
        (tmp_path / naam).mkdir()
    # Drawn anew all the way; the other tests share their institutions.
    assert hashes(build(tmp_path / "zelfde", zaad=1, omvang=0.05, draw=draw_institutions)) == eerste
    ander = hashes(build(tmp_path / "ander", zaad=2, omvang=0.05, draw=draw_institutions))
    assert set(ander) == set(eerste)
    assert not [naam for naam in eerste if ander[naam] == eerste[naam]]
