"""The words of a chapter as a later edition is set beside them."""

from report.proza import prose

HOOFDSTUK = """# 5 Werk {#werk .microdata}

::: {.svo}
## Wie werkt {#wie}

{{< include _figuur_5_4.md >}}

{{< var figuur_5_4.vergelijking >}}
{{< var figuur_5_4.een >}}, {{< var figuur_5_4.twee >}}
[{{< var figuur_5_4.een >}}]{.waarde} [{{< var figuur_5_4.twee >}}]{.marge}
- Van **alle** jongeren werkt {{< var figuur_5_4.deel >}} [@seo2024najaar, p. 3], zie {{< var ref.figuur_5_4 >}}.
In [bijlage C](#populatie) staat wie telt: {{< var personen.cohorten >}}.

{{< include _duiding_oorzaak.md >}}
{{< include _duiding_past_niet.md >}}
:::
"""
PRODUCTEN = {
    "figuur_5_4": {"titel": "T", "variabelen": {"deel": "80 procent", "vergelijking": "Meer.", "een": "1", "twee": "2"}}
}


def test_headings_sentences_and_interpretation_without_markup_and_with_numbers():
    (deel,) = prose(
        {"hoofdstuk_5": HOOFDSTUK},
        producten=PRODUCTEN,
        nummers={"figuur_5_4": "Figuur 5.3"},
        instellingen={"personen": {"cohorten": "2012/2013"}},
        duiding={"oorzaak": "Dat kan *komen* door de regio [@seo2024najaar].", "past_niet": ""},
    )
    assert deel == {
        "hoofdstuk": "hoofdstuk_5",
        "titel": "5 Werk",
        "zinnen": [
            "5 Werk",
            "Wie werkt",
            "Van alle jongeren werkt 80 procent, zie Figuur 5.3.",
            "In bijlage C staat wie telt: 2012/2013.",
            "Dat kan komen door de regio.",
        ],
    }
