"""Templates of pages: read once, by what they hold."""

import pytest
from jinja2 import TemplateSyntaxError, UndefinedError

from werkagenda.report.template import _template, fill, read_beforehand


def test_text_is_escaped_and_an_unknown_name_stops():
    assert fill("<p>{{ a }}</p>\n", {"a": "x & y"}) == "<p>x &amp; y</p>\n"
    with pytest.raises(UndefinedError):
        fill("{{ b }}", {})


def test_what_is_read_beforehand_is_known_by_its_text_and_a_faulty_one_waits_for_its_step(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    stijl = tmp_path / "report" / "stijl"
    stijl.mkdir(parents=True)
    goed, fout = "<p>{{ eerder_gelezen }}</p>", "{% if %}"
    (stijl / "a.html").write_text(fout, encoding="utf-8")
    (stijl / "b.html").write_text(goed, encoding="utf-8")
    read_beforehand()
    gelezen = _template.cache_info().misses
    assert fill(goed, {"eerder_gelezen": 1}) == "<p>1</p>"
    assert _template.cache_info().misses == gelezen
    # A file that has changed since is another text.
    assert fill(f"{goed}!", {"eerder_gelezen": 2}) == "<p>2</p>!"
    with pytest.raises(TemplateSyntaxError):
        fill(fout, {})
