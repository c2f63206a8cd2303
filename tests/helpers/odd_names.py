"""Names with signs that mean something in the languages in which the book is written."""

NAMEN = [
    "@roc",
    "roc@mbo [@bron]",
    "$x$ en $y",
    "~weg~ en ~~weg~~",
    "^hoog^ [^1]",
    "a | b",
    "# kop",
    "#let x = 1",
    "<b>vet</b> &amp; <",
    "*vet* _schuin_ **",
    "`code` \\alpha \\",
    "{{< var x >}} {.klasse} `x`{=html}",
    "![plaat](x.png) [tekst](x.html)",
    "=1+1",
    "+31 -2 @SUM(A1)",
]
REGELEINDE = "eerste\ntweede"
