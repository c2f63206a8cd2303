"""Odd csv files: each gives the rows that it holds, or one line with the row, the column and what to do."""

import pytest
from helpers.corpus_trial import CURIO, PROEF, Vreemd, check, parameters

from werkagenda.ingest.delimited import read_raw

KOP = "instelling;naam;bedrag\n"
RIJN = [("21CY", "Curio", 5.0), ("25LX", "Rijn", 6.0)]
NIET = r"het aanhalingsteken in rij {} sluit niet .*; verwacht: een aanhalingsteken voor en na"
DUIZEND = r"kolom bedrag: 1 rijen met een onbekende waarde '{}', de eerste in rij 2; verwacht: een getal"


def tekst(rijen, kop=KOP, codering="utf-8"):
    return (kop + rijen).encode(codering)


BESTANDEN = [
    Vreemd(
        "a.csv",
        "een quote die niet sluit neemt de volgende rij mee",
        tekst('21CY;"Curio;5\n25LX;"Rijn";6\n'),
        rf"kolom naam: {NIET.format(2)}",
    ),
    Vreemd(
        "a.csv",
        "een quote slokt een rij op en het aantal velden klopt",
        tekst('21CY;"Curio;5\n25LX;";6\n'),
        rf"kolom naam: {NIET.format(2)}",
    ),
    Vreemd(
        "a.csv",
        "een quote in de eerste kolom slokt een rij op",
        tekst('"21CY;Curio;5\n25LX";Rijn;6\n'),
        rf"kolom instelling: {NIET.format(2)}",
    ),
    Vreemd(
        "a.csv",
        "een quote slokt de rest van het bestand op",
        tekst('21CY;"Curio;5\n25LX;Rijn;6\n'),
        rf"kolom naam: {NIET.format(2)}",
    ),
    Vreemd("a.csv", "letters na een sluitende quote", tekst('21CY;"Curio" roc;5\n'), rf"kolom naam: {NIET.format(2)}"),
    Vreemd(
        "a.csv",
        "een quote slokt een rij op na een lege regel",
        tekst('21CY;Curio;5\n\n25LX;"Rijn;6\n21CY;"x";7\n'),
        rf"kolom naam: {NIET.format(4)}",
    ),
    Vreemd(
        "a.csv", "een dubbele quote in een tekst", tekst('21CY;"roc ""Curio""";5\n'), [("21CY", 'roc "Curio"', 5.0)]
    ),
    Vreemd("a.csv", "een quote midden in een tekst zonder quotes", tekst('21CY;Cur"io;5\n'), [("21CY", 'Cur"io', 5.0)]),
    Vreemd(
        "a.csv",
        "een scheidingsteken in een tekst met quotes",
        tekst('21CY;"Curio; roc";5\n'),
        [("21CY", "Curio; roc", 5.0)],
    ),
    Vreemd(
        "a.csv",
        "een regeleinde in een tekst met quotes",
        tekst('21CY;"Cu\nrio";5\n25LX;Rijn;6\n'),
        [("21CY", "Cu\nrio", 5.0), RIJN[1]],
    ),
    Vreemd(
        "a.csv",
        "meer dan 1 MB met een regeleinde in elke tekst",
        tekst('21CY;"Cu\r\nrio";5\r\n' * 60_000),
        [("21CY", "Cu\r\nrio", 5.0)] * 60_000,
    ),
    Vreemd(
        "a.csv",
        "meer dan 1 MB en dan een quote die niet sluit",
        tekst("21CY;Curio;5\n" * 90_000 + '25LX;"Rijn;6\n21CY;Curio;5\n'),
        rf"kolom naam: {NIET.format(90_002)}",
    ),
    Vreemd(
        "a.csv",
        "een regeleinde te veel in een rij zonder quotes",
        tekst("21CY;Cu\nrio;5\n"),
        r"2 rijen hebben een ander aantal velden .*, de eerste in rij 2; verwacht: 3 velden",
    ),
    Vreemd("a.csv", "lege regels tussen de rijen", tekst("21CY;Curio;5\n\n\r\n25LX;Rijn;6\n\n"), RIJN),
    Vreemd(
        "a.csv",
        "een rij met een veld te veel",
        tekst("21CY;Curio;5\n25LX;Rijn;6;x\n"),
        r"1 rijen hebben een ander aantal velden .*, de eerste in rij 3",
    ),
    Vreemd("a.csv", "lege kolommen achteraan", tekst("21CY;Curio;5;;\n", "instelling;naam;bedrag;;\n"), CURIO),
    Vreemd(
        "a.csv",
        "een cel achter de laatste kolom met een naam",
        tekst("21CY;Curio;5;;x\n", "instelling;naam;bedrag;;\n"),
        r"1 rijen hebben een ander aantal velden .*, de eerste in rij 2",
    ),
    Vreemd("a.csv", "sep=; van Excel als eerste regel", tekst("21CY;Curio;5\n", f"sep=;\n{KOP}"), CURIO),
    Vreemd(
        "a.csv",
        "sep=; en een fout in de eerste rij",
        tekst("21CY;Curio;veel\n", f"sep=;\r\n{KOP}"),
        r"waarde 'veel', de eerste in rij 3",
    ),
    Vreemd(
        "a.csv",
        "sep=| van Excel",
        tekst("21CY|Curio|5\n", "sep=|\ninstelling|naam|bedrag\n"),
        r"gescheiden door verticale strepen; verwacht: puntkomma's of komma's",
    ),
    Vreemd(
        "a.csv",
        "tabs tussen de kolommen",
        tekst("21CY\tCurio\t5\n", KOP.replace(";", "\t")),
        r"gescheiden door tabs; verwacht: puntkomma's of komma's",
    ),
    Vreemd(
        "a.csv",
        "komma's, en de naam heeft puntkomma's",
        tekst('21CY,"Curio;;roc",5\n', KOP.replace(";", ",")),
        [("21CY", "Curio;;roc", 5.0)],
    ),
    Vreemd("a.csv", "een BOM", tekst("21CY;Curio;5\n", codering="utf-8-sig"), CURIO),
    Vreemd("a.csv", "twee keer een BOM", b"\xef\xbb\xbf" + tekst("21CY;Curio;5\n", codering="utf-8-sig"), CURIO),
    Vreemd("a.csv", "regeleinden van een oude Mac", tekst("21CY;Curio;5\n25LX;Rijn;6\n").replace(b"\n", b"\r"), RIJN),
    Vreemd(
        "a.csv",
        "UTF-16",
        tekst("21CY;Curio;5\n", codering="utf-16"),
        r"nulbytes \(UTF-16 of geen tekst\); verwacht: codering utf-8-sig",
    ),
    Vreemd("a.csv", "een nulbyte ver in het bestand", tekst("21CY;Curio;5\n" * 1000 + "21CY;Cu\0rio;5\n"), r"nulbytes"),
    Vreemd(
        "a.csv",
        "een byte die niet in UTF-8 past naast letters die dat wel doen",
        tekst("21CY;Café;5\n") + b"25LX;Caf\xe9;6\n",
        r"rij 3 heeft een byte die niet in UTF-8 past; verwacht: codering",
    ),
    Vreemd("a.csv", "alle letters in cp1252", tekst("21CY;Café;5\n", codering="cp1252"), [("21CY", "Café", 5.0)]),
    Vreemd(
        "a.csv",
        "tekst die twee keer in UTF-8 is gezet",
        tekst("21CY;Café;5\n".encode().decode("cp1252")),
        r"de tekens zijn niet leesbaar",
    ),
    Vreemd(
        "a.csv",
        "een werkboek met de naam van een csv",
        b"PK\x03\x04\x14\0",
        r"dit is een werkboek met de naam van een csv; verwacht: een csv",
    ),
    Vreemd(
        "a.csv",
        "125.000 is duizenden of decimalen",
        tekst("21CY;Curio;125.000\n"),
        DUIZEND.format("125.000") + r" zonder punt of komma .*\('125.000' kan 125 en 125000 zijn\)",
    ),
    Vreemd(
        "a.csv",
        "125,000 is decimalen of duizenden",
        tekst("21CY;Curio;-125,000\n"),
        DUIZEND.format("-125,000") + r" zonder punt of komma",
    ),
    Vreemd(
        "a.csv",
        "1.250.000,50 kan maar een ding zijn",
        tekst("21CY;Curio;1.250.000,50\n"),
        [("21CY", "Curio", 1_250_000.5)],
    ),
    Vreemd(
        "a.csv",
        "1,250,000.50 kan maar een ding zijn",
        tekst("21CY;Curio;1,250,000.50\n"),
        [("21CY", "Curio", 1_250_000.5)],
    ),
    Vreemd(
        "a.csv",
        "vier cijfers voor de punt zijn geen duizendtallen",
        tekst("21CY;Curio;1250.125\n"),
        [("21CY", "Curio", 1250.125)],
    ),
    *(
        Vreemd(
            "a.csv",
            f"als getal {waarde!r}",
            tekst(f"21CY;Curio;{waarde}\n"),
            DUIZEND.format(waarde.replace(".", r"\.").replace("+", r"\+")),
        )
        for waarde in (
            "1_000",
            "٣",
            "inf",
            "nan",
            "1e5",
            "1,25E+06",
            "1 250",
            "1.25.0",
            "0x1F",
            "12.",
            "--1",
            "€ 5",
        )
    ),
    Vreemd(
        "a.csv",
        "een code met cijfers van een ander schrift",
        tekst("٢٣CY;Curio;5\n"),
        r"kolom instelling: 1 rijen met een onbekende waarde '٢٣CY'",
    ),
    *(
        Vreemd(
            "a.csv",
            f"de fout {waarde} van een rekenblad als naam",
            tekst(f"21CY;{waarde};5\n"),
            rf"kolom naam: 1 rijen met een onbekende waarde '{waarde}', .*geen fout van een rekenblad".replace(
                "?", r"\?"
            ),
        )
        for waarde in ("#N/A", "#N/B", "#NAAM?", "#DEEL/0!")
    ),
    Vreemd(
        "a.csv",
        "fouten in twee kolommen",
        tekst("21cy;Curio;5\n21CY;Curio;veel\n"),
        r"2 kolommen met fouten: instelling: .*'21cy', .* rij 2 \(verwacht: .*\); bedrag: .*'veel', .* rij 3",
    ),
    Vreemd(
        "a.csv",
        "twee kolommen van een naam",
        tekst("21CY;Curio;5;6\n", "instelling;naam;bedrag;bedrag\n"),
        r"kolommen staan er twee keer: 'bedrag'",
    ),
    Vreemd(
        "a.csv",
        "namen die in hoofdletters verschillen",
        tekst("21CY;Curio;5;6\n", "instelling;naam;bedrag;Bedrag\n"),
        r"kolommen staan er twee keer: 'bedrag', 'Bedrag'",
    ),
    Vreemd("a.csv", "een kop en verder niets", tekst(""), r"een kopregel en geen rijen"),
    Vreemd(
        "a.csv",
        "formules en tekens met een betekenis elders",
        tekst("21CY;=1+1 @x $a$ ~b~ ^c^ |#<d> \\e *f*;5\n"),
        [("21CY", "=1+1 @x $a$ ~b~ ^c^ |#<d> \\e *f*", 5.0)],
    ),
]


@parameters(BESTANDEN)
def test_odd_csv(bestand, tmp_path):
    pad = tmp_path / bestand.naam
    pad.write_bytes(bestand.inhoud)

    def lees():
        return [tuple(rij.values()) for rij in read_raw(PROEF, pad).to_pylist()]

    check(lees, bestand, tmp_path)


def test_every_file_is_odd_in_its_own_way():
    assert len({bestand.wat for bestand in BESTANDEN}) == len(BESTANDEN)


@pytest.mark.parametrize("rijen", [1, 5000])
def test_plain_and_strict_reading_agree(tmp_path, rijen):
    # An empty line sends the same rows through the other reader.
    gewoon = tekst('21CY;"Curio, ""roc""";5,5\n25LX;Rijn;6\n' * rijen)
    for nummer, inhoud in enumerate((gewoon, gewoon + b"\n\n21CY;x;7\n")):
        (tmp_path / f"{nummer}.csv").write_bytes(inhoud)
    een, ander = (read_raw(PROEF, tmp_path / f"{nummer}.csv").to_pylist() for nummer in range(2))
    assert ander[:-1] == een
