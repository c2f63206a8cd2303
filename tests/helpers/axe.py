"""The rules of axe in a page, where long tables are as short as their kinds of rows allow, and drawings are empty.

Most of what axe looks at is cells: 1,100 rows of a table are four kinds. A rule that looks at an element says the same
of two rows that differ in nothing it reads: tags and attributes, how each element is drawn, and of its text whether
there is any and of what kind. So of each table a row of each kind stays while axe runs; the others come back
afterwards. A row that names something itself, or leads somewhere, has words that rules compare: it stays. So does
every row of a table with cells over more rows. In the place of the others stand rows that are hidden, since a style may
count rows, and the table keeps its width, so that what scrolled still scrolls.

A drawing is a picture with a name, which stays. Of the shapes and texts in it axe says nothing, and takes long for
that: it knows not what lies behind a text there. One that holds more than shapes stays as it is.

`tests/report/test_axe.py` plants faults in all of these, and finds with the whole page what is found here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import Page

ALL_RULES: dict[str, Any] = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# Of contrast, axe passes over a text of one letter, and one of signs alone.
SHORTEN = r"""() => {
    const drawn = ["color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "textShadow", "opacity",
        "filter", "display", "visibility", "position", "overflow"];
    const words = t => t.trim().length < 2 ? t.trim().length : /[\p{L}\p{N}]/u.test(t) ? "words" : "signs";
    const look = e => { const style = getComputedStyle(e); return drawn.map(name => style[name]); };
    const kind = row => row.outerHTML.replace(/>([^<]*)</g, (_, t) => `>${words(t)}<`)
        + [row, ...row.querySelectorAll("*")].map(look).join("|");
    const own = "a, button, input, select, [aria-label], [aria-labelledby], [title], [lang]";
    const rows = [], shapes = [], styles = new Map();
    for (const table of document.querySelectorAll("table:not(:has([rowspan]))")) {
        const seen = new Set();
        for (const body of table.tBodies) for (const row of body.rows) {
            if (row.querySelector(own)) continue;
            const its = kind(row);
            if (seen.has(its)) { rows.push(row); styles.set(table, table.getAttribute("style")); }
            seen.add(its);
        }
    }
    for (const drawing of document.querySelectorAll("svg[role=img]"))
        if (!/<(a|foreignObject)\b|\s(role|tabindex|lang|aria-\w+)=|!important/.test(drawing.innerHTML))
            shapes.push(...drawing.querySelectorAll(":scope > :not(title, desc)"));
    for (const [table, width] of [...styles.keys()].map(table => [table, table.getBoundingClientRect().width]))
        table.style.minWidth = `${width}px`;
    const empty = row => { const place = row.cloneNode(false); place.hidden = true; return place; };
    const away = [...rows.map(row => [empty(row), row]), ...shapes.map(shape => [new Comment(), shape])];
    away.forEach(([place, one]) => one.replaceWith(place));
    window.lengthen = () => {
        away.forEach(([place, one]) => place.replaceWith(one));
        styles.forEach((style, table) => {
            style === null ? table.removeAttribute("style") : table.setAttribute("style", style);
        });
    };
    return {rows: rows.length, shapes: shapes.length};
}"""
RUN = """rules => axe.run({runOnly: rules, resultTypes: ["violations"]}).then(
    found => found.violations.map(one => `${one.id}: ${one.nodes[0].html}`))"""


def whole(page: Page, rules: dict[str, Any] = ALL_RULES) -> list[str]:
    """Return what axe finds in the page as it is: of each rule its name and the first element."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(RUN, rules)


def violations(page: Page, rules: dict[str, Any] = ALL_RULES) -> list[str]:
    """Return the same, found in a row of each kind."""
    page.evaluate(SHORTEN)
    found = whole(page, rules)
    page.evaluate("lengthen()")
    return found
