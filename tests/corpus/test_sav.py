"""Odd .sav files, each read by both readers: the same values, labels and missings, or the same one line."""

import datetime as dt
import math
import struct

import polars as pl
import pyreadstat
import pytest
from helpers.corpus_sav import DATE, DATETIME, DTIME, MOYR, SYSMIS, TIME, Kolom, Sav
from helpers.corpus_trial import Vreemd, check, parameters
from helpers.sav_files import MOTOREN
from polars_readstat import ScanReadstat

from werkagenda.contract.contracts import Column, Contract
from werkagenda.ingest.sav import ingest_sav
from werkagenda.ingest.sav_body import look_at_rows, read_layout
from werkagenda.ingest.sav_header import read_header

PROEF = Contract(
    naam="proef",
    titel="Proef",
    formaat={"soort": "sav"},
    kolommen=(
        Column("wie", "code", "WIE", opslag="tekst"),
        Column(
            "soort",
            "code",
            "SOORT",
            codes={"1": "een", "2": "twee"},
            leeg=("",),
            labels={"1": ("eerste",), "2": ("tweede",)},
        ),
        Column("uren", "getal", "UREN", notaties=("decimaalpunt", "decimaalkomma")),
        Column("dag", "datum", "DAG", leeg_mag=True, leeg=("",)),
    ),
    sleutel=(),
    volgorde=("wie",),
)
GOED = Sav(
    (
        Kolom("WIE", 8, ["21CY", "25LX", "25LY"]),
        Kolom("SOORT", 1, ["1", "2", "1"]),
        Kolom("UREN", 0, [160.0, 8.5, -12.25]),
        Kolom("DAG", 8, ["20231001", "20231031", "20240229"]),
    )
)
OKTOBER, NOVEMBER = dt.date(2023, 10, 1), dt.date(2023, 11, 1)
RIJEN = [
    ("21CY", "een", 160.0, OKTOBER),
    ("25LX", "twee", 8.5, dt.date(2023, 10, 31)),
    ("25LY", "een", -12.25, dt.date(2024, 2, 29)),
]
EPOCH = dt.date(1582, 10, 14)
BREEKT = r"breekt af of is beschadigd; verwacht: het hele bestand"
MEER = r"er staan meer rijen in dan de {} die de kop noemt; verwacht: het bestand zoals het geleverd is"


def met(**anders):
    return Sav(GOED.kolommen, **anders)


def seconden(*datums):
    return [(datum - EPOCH).days * 86_400.0 for datum in datums]


def uren(*waarden):
    return [(*rij[:2], waarde, rij[3]) for rij, waarde in zip(RIJEN, waarden, strict=True)]


def wie(*waarden):
    return [(waarde, *rij[1:]) for rij, waarde in zip(RIJEN, waarden, strict=True)]


def soort(*waarden):
    return [(rij[0], waarde, *rij[2:]) for rij, waarde in zip(RIJEN, waarden, strict=True)]


def dag(*waarden):
    return [(*rij[:3], waarde) for rij, waarde in zip(RIJEN, waarden, strict=True)]


def datums(formaat, *waarden):
    return GOED.met("DAG", breedte=0, formaat=formaat, waarden=list(waarden))


def erbij(*kolommen, **anders):
    return Sav((*GOED.kolommen, *kolommen), **anders)


def cut(sav, staart):
    return sav.bytes()[:-staart]


def versleuteld():
    return b"\x1c\0\0\0\0\0\0\0ENCRYPTEDSAV\x15\0\0\0" + bytes(512)


LANG = "é" * 400
DRIE = range(3)
PAKKEN = {0: "los", 1: "ingepakt", 2: "in zlib"}
BESTANDEN = [
    *(Vreemd("a.sav", f"drie rijen {hoe}", met(pakken=pakken), RIJEN) for pakken, hoe in PAKKEN.items()),
    *(
        Vreemd("a.sav", f"grootste byte eerst, {PAKKEN[pakken]}", met(pakken=pakken, orde=">"), RIJEN)
        for pakken in (0, 1)
    ),
    *(
        Vreemd("a.sav", f"de kop noemt 2 rijen van de 3, {hoe}", met(rijen=2, pakken=pakken), MEER.format(2))
        for pakken, hoe in PAKKEN.items()
    ),
    *(
        Vreemd(
            "a.sav",
            f"de kop noemt 5 rijen van de 3, {hoe}",
            met(rijen=5, pakken=pakken),
            rf"({BREEKT})|(3 rijen gelezen; verwacht: 5 rijen volgens de kop)",
        )
        for pakken, hoe in PAKKEN.items()
    ),
    *(
        Vreemd("a.sav", f"de kop noemt geen aantal rijen, {hoe}", met(rijen=-1, pakken=pakken), RIJEN)
        for pakken, hoe in PAKKEN.items()
    ),
    *(
        Vreemd("a.sav", f"geen aantal rijen en afgebroken, {hoe}", cut(met(rijen=-1, pakken=pakken), 20), BREEKT)
        for pakken, hoe in PAKKEN.items()
    ),
    *(
        Vreemd(
            "a.sav",
            f"afgebroken, {hoe}",
            cut(met(pakken=pakken), 20),
            rf"({BREEKT})|(rijen gelezen; verwacht: 3 rijen)",
        )
        for pakken, hoe in PAKKEN.items()
    ),
    *(
        Vreemd(
            "a.sav",
            f"een byte midden in een tekst die niet in UTF-8 past, {hoe}",
            Sav(GOED.met("WIE", waarden=[b"In\xe9st 1", b"In\xe9st 2", "25LY"]).kolommen, pakken=pakken),
            r"kolom WIE: 2 rijen met een teken dat niet in de codering UTF-8 past, de eerste is rij 1",
        )
        for pakken, hoe in PAKKEN.items()
    ),
    Vreemd(
        "a.sav",
        "een byte aan het eind van een tekst die niet in UTF-8 past",
        GOED.met("WIE", waarden=[b"Inst\xe9", b"Inst\xea", "25LY"]),
        r"kolom WIE: 2 rijen met een teken dat niet in de codering UTF-8 past, de eerste is rij 1",
    ),
    Vreemd(
        "a.sav",
        "een letter van twee bytes die half in de kolom past",
        GOED.met("WIE", waarden=["21CY", b"Instell\xc3", "25LY"]),
        r"kolom WIE: 1 rijen met een teken dat niet in de codering UTF-8 past, de eerste is rij 2",
    ),
    Vreemd(
        "a.sav",
        "letters met een accent in UTF-8",
        GOED.met("WIE", waarden=["Één", "Zoë", "é"]),
        sorted(wie("Één", "Zoë", "é")),
    ),
    Vreemd(
        "a.sav",
        "letters met een accent in windows-1252",
        Sav(GOED.met("WIE", waarden=["Zoë", "Één", "x"]).kolommen, codering="windows-1252", tekenset=1252),
        sorted(wie("Zoë", "Één", "x")),
    ),
    Vreemd(
        "a.sav",
        "labels in windows-1252",
        Sav(
            GOED.met("SOORT", labels={"1": "eerste", "2": "twééde soort"}).kolommen,
            codering="windows-1252",
            tekenset=1252,
        ),
        RIJEN,
    ),
    Vreemd(
        "a.sav",
        "een tekst van 800 bytes in een kolom die niemand leest",
        erbij(Kolom("LANG", 1000, [LANG, "x", "y"])),
        RIJEN,
    ),
    Vreemd(
        "a.sav",
        "een tekst van 800 bytes in een kolom die telt",
        GOED.met("WIE", breedte=1000, waarden=[LANG, "a" * 1000, "x"]),
        sorted(wie(LANG, "a" * 1000, "x")),
    ),
    Vreemd(
        "a.sav",
        "een tekst van 255 bytes",
        GOED.met("WIE", breedte=255, waarden=["a" * 255, "b", "c"]),
        wie("a" * 255, "b", "c"),
    ),
    Vreemd(
        "a.sav",
        "een kapotte byte na een lange tekst",
        Sav((Kolom("LANG", 600, ["x" * 600] * 3), *GOED.met("WIE", waarden=[b"a\xff", "b", "c"]).kolommen)),
        r"kolom WIE: 1 rijen met een teken dat niet in de codering",
    ),
    *(
        Vreemd("a.sav", f"uren als {naam} van SPSS", GOED.met("UREN", formaat=formaat), RIJEN)
        for naam, formaat in {"TIME": TIME, "DTIME": DTIME, "MOYR": MOYR}.items()
    ),
    Vreemd(
        "a.sav",
        "meer dan 24 uur als TIME van SPSS",
        GOED.met("UREN", formaat=TIME, waarden=[576_000.0, 8.5, -12.25]),
        uren(576_000.0, 8.5, -12.25),
    ),
    Vreemd(
        "a.sav",
        "uren als datum van SPSS",
        GOED.met("UREN", formaat=DATE),
        r"kolom UREN: staat als datum in het bestand; verwacht: getal",
    ),
    Vreemd(
        "a.sav",
        "datums als DATE van SPSS",
        datums(DATE, *seconden(OKTOBER, NOVEMBER), None),
        dag(OKTOBER, NOVEMBER, None),
    ),
    Vreemd(
        "a.sav",
        "datums met een tijd",
        datums(DATETIME, *seconden(OKTOBER, NOVEMBER), seconden(NOVEMBER)[0] + 86_399),
        dag(OKTOBER, NOVEMBER, NOVEMBER),
    ),
    Vreemd(
        "a.sav",
        "een datum in het jaar 201416",
        datums(DATE, *seconden(OKTOBER, NOVEMBER), 6_300_000_000_000.0),
        r"kolom DAG: 1 rijen met een onbekende waarde; verwacht: een datum .* van 1900 tot en met 2100",
    ),
    Vreemd(
        "a.sav",
        "een datum die geen seconden zijn maar jjjjmmdd",
        datums(DATE, 20_231_001.0, 20_231_031.0, 20_231_101.0),
        r"kolom DAG: 3 rijen met een onbekende waarde",
    ),
    Vreemd(
        "a.sav",
        "een datum voor 1582",
        datums(DATE, *seconden(OKTOBER, NOVEMBER), -86_400.0),
        r"kolom DAG: 1 rijen met een onbekende waarde",
    ),
    Vreemd(
        "a.sav",
        "een dag als MOYR",
        datums(MOYR, *seconden(OKTOBER, NOVEMBER, NOVEMBER)),
        r"kolom DAG: 3 rijen met een onbekende waarde",
    ),
    Vreemd(
        "a.sav",
        "een datum als getal jjjjmmdd",
        GOED.met("DAG", breedte=0, waarden=[20231001.0, 20231101.0, None]),
        dag(OKTOBER, NOVEMBER, None),
    ),
    Vreemd(
        "a.sav",
        "een datum als tekst in het jaar 0201",
        GOED.met("DAG", waarden=["20231001", "02011031", ""]),
        r"kolom DAG: 1 rijen met een onbekende waarde '02011031'",
    ),
    Vreemd(
        "a.sav",
        "oneindig veel uren",
        GOED.met("UREN", waarden=[math.inf, 1.0, 2.0]),
        r"kolom UREN: 1 rijen met een onbekende waarde; verwacht: een getal",
    ),
    Vreemd("a.sav", "uren die geen getal zijn", GOED.met("UREN", waarden=[math.nan, 1.0, 2.0]), uren(None, 1.0, 2.0)),
    Vreemd(
        "a.sav",
        "uren zonder waarde, ingepakt",
        Sav(GOED.met("UREN", waarden=[None, 1.0, SYSMIS]).kolommen, pakken=1),
        uren(None, 1.0, None),
    ),
    Vreemd(
        "a.sav",
        "uren als tekst met een komma",
        GOED.met("UREN", breedte=8, waarden=["160,5", " 8.25", ""]),
        uren(160.5, 8.25, None),
    ),
    Vreemd(
        "a.sav",
        "uren als tekst met 1_000",
        GOED.met("UREN", breedte=8, waarden=["1_000", "8.25", ""]),
        r"kolom UREN: 1 rijen met een onbekende waarde; verwacht: een getal",
    ),
    Vreemd(
        "a.sav",
        "een code die een letter van twee bytes is",
        Sav(GOED.met("SOORT", waarden=["1", "é", "1"]).kolommen, codering="windows-1252", tekenset=1252),
        r"kolom SOORT: 1 rijen met een onbekende waarde 'é'; verwacht: '1', '2'",
    ),
    Vreemd("a.sav", "een code die soms leeg is", GOED.met("SOORT", waarden=["1", "", "2"]), soort("een", None, "twee")),
    Vreemd(
        "a.sav",
        "codes als getal",
        GOED.met("SOORT", breedte=0, waarden=[1.0, 2.0, 1.0], labels={1.0: "eerste", 2.0: "tweede"}),
        RIJEN,
    ),
    Vreemd(
        "a.sav",
        "codes als getal met een half",
        GOED.met("SOORT", breedte=0, waarden=[1.5, 2.0, 1.0]),
        r"kolom SOORT: 1 rijen met een onbekende waarde '1.5'",
    ),
    Vreemd(
        "a.sav",
        "een code die tekst als missend verklaart",
        GOED.met("SOORT", waarden=["1", "9", "1"], missend=(1, ["9"])),
        soort("een", None, "een"),
    ),
    Vreemd(
        "a.sav",
        "twee codes als missend verklaard",
        GOED.met("SOORT", waarden=["8", "9", "1"], missend=(2, ["8", "9"])),
        soort(None, None, "een"),
    ),
    Vreemd(
        "a.sav",
        "een getal dat als missend is verklaard",
        GOED.met("UREN", waarden=[999.0, 8.5, -12.25], missend=(1, [999.0])),
        uren(None, 8.5, -12.25),
    ),
    Vreemd(
        "a.sav",
        "een reeks getallen als missend verklaard",
        GOED.met("UREN", waarden=[995.0, 8.5, -1.0], missend=(-3, [990.0, 999.0, -1.0])),
        uren(None, 8.5, None),
    ),
    Vreemd(
        "a.sav",
        "alles boven 990 als missend verklaard",
        GOED.met("UREN", waarden=[1e6, 8.5, 5.0], missend=(-2, [990.0, -SYSMIS])),
        uren(None, 8.5, 5.0),
    ),
    Vreemd(
        "a.sav",
        "een reeks teksten als missend verklaard",
        GOED.met("SOORT", waarden=["7", "8", "1"], missend=(-2, ["7", "9"])),
        soort(None, None, "een"),
    ),
    Vreemd(
        "a.sav",
        "een lange tekst als missend verklaard",
        erbij(
            Kolom("EXTRA", 12, ["onbekend", "b", "c"]),
            extra=((22, struct.pack("<i5sBi8s", 5, b"EXTRA", 1, 8, b"onbekend")),),
        ),
        RIJEN,
    ),
    Vreemd(
        "a.sav",
        "een id dat als missend is verklaard",
        GOED.met("WIE", missend=(1, ["21CY"])),
        r"kolom WIE: 1 rijen zonder waarde",
    ),
    Vreemd("a.sav", "sets van antwoorden (MRSETS)", erbij(extra=((7, b"$keuze=D1 1 5 Keuze SOORT WIE\n"),)), RIJEN),
    Vreemd(
        "a.sav", "een regel van een soort die niemand kent", erbij(extra=((99, b"wat dit is weet niemand"),)), RIJEN
    ),
    Vreemd(
        "a.sav",
        "kleine letters in de namen",
        Sav(tuple(Kolom(k.naam, k.breedte, k.waarden, lang=k.naam.lower()) for k in GOED.kolommen)),
        RIJEN,
    ),
    Vreemd(
        "a.sav",
        "een lange naam met een accent ernaast",
        erbij(Kolom("V1", 0, [1.0, 2.0, 3.0], lang="reünie_van_een_lange_naam")),
        RIJEN,
    ),
    Vreemd(
        "a.sav",
        "twee kolommen van een naam",
        erbij(Kolom("V1", 0, [1.0, 2.0, 3.0], lang="UREN")),
        r"kolommen staan er twee keer: 'UREN'; verwacht: een per naam",
    ),
    Vreemd(
        "a.sav",
        "namen die in hoofdletters verschillen",
        erbij(Kolom("V1", 0, [1.0, 2.0, 3.0], lang="Uren")),
        r"kolommen verschillen alleen in hoofdletters: 'UREN', 'Uren'",
    ),
    Vreemd(
        "a.sav",
        "labels die van plaats zijn gewisseld",
        GOED.met("SOORT", labels={"1": "tweede", "2": "eerste"}),
        r"code '1' heet in het bestand 'tweede', in het contract 'eerste'.*code '2' heet in het bestand 'eerste'",
    ),
    Vreemd(
        "a.sav",
        "met een wachtwoord",
        versleuteld(),
        r"het bestand heeft een wachtwoord; verwacht: een SPSS-bestand zonder wachtwoord",
    ),
    Vreemd("a.sav", "een kop die halverwege afbreekt", GOED.bytes()[:300], r"de kop is niet te lezen"),
    Vreemd("a.sav", "een csv met de naam van een sav", b"WIE;SOORT\n21CY;1\n", r"de kop is niet te lezen"),
    Vreemd(
        "a.sav",
        "geen rijen",
        Sav(tuple(Kolom(k.naam, k.breedte, []) for k in GOED.kolommen)),
        r"het bestand heeft kolommen en geen rijen",
    ),
    Vreemd(
        "a.sav",
        "fouten in twee kolommen",
        GOED.met("SOORT", waarden=["3", "4", "1"]).met("DAG", waarden=["20231301", "20231001", ""]),
        r"2 kolommen met fouten: SOORT: 2 rijen .*'3', '4' .*; DAG: 1 rijen .*'20231301'",
    ),
    Vreemd("a.SAV", "een naam in hoofdletters", GOED, RIJEN),
]


@pytest.mark.parametrize("motor", MOTOREN)
@parameters(BESTANDEN)
def test_odd_sav(bestand, motor, tmp_path):
    pad = tmp_path / bestand.naam
    pad.write_bytes(bestand.inhoud if isinstance(bestand.inhoud, bytes) else bestand.inhoud.bytes())

    def lees():
        ingest_sav(PROEF, pad, tmp_path / "uit.parquet", jaar=2023, motor=motor)
        return pl.read_parquet(tmp_path / "uit.parquet").rows()

    check(lees, bestand, tmp_path)
    if isinstance(bestand.uitkomst, str):
        assert not (tmp_path / "uit.parquet").exists()


@parameters([bestand for bestand in BESTANDEN if isinstance(bestand.uitkomst, list)])
def test_both_readers_see_the_same(bestand, tmp_path):
    pad = tmp_path / bestand.naam
    pad.write_bytes(bestand.inhoud.bytes())
    waarden, meta = pyreadstat.read_sav(pad, output_format="dict", disable_datetime_conversion=True)
    ander = ScanReadstat(pad, preserve_order=True)
    kolommen = {kolom["name"]: kolom for kolom in ander.metadata["variables"]}
    assert list(kolommen) == meta.column_names
    for naam, kolom in kolommen.items():
        labels = {str(code): label for code, label in (kolom.get("value_labels") or {}).items()}
        assert labels == {
            f"{c:g}" if isinstance(c, float) else c: label
            for c, label in meta.variable_value_labels.get(naam, {}).items()
        }
    assert look_at_rows(pad).rijen == len(waarden[meta.column_names[0]])
    with pad.open("rb") as inhoud:
        assert read_layout(inhoud).begin == ander.metadata["data_offset"]
    if ander.metadata["row_count"] == len(waarden[meta.column_names[0]]):
        frame = ander.df.collect()
        # Of a range of missing texts one reader sees the ends alone: the ingest takes the other reader there.
        for naam in set(frame.columns) - read_header("proef", pad).reeksen:
            # What the one gives as a date or a time, the other gives in seconds: the ingest tests hold those.
            if frame[naam].dtype in {pl.String, pl.Float64}:
                assert frame[naam].to_list() == [None if w != w else w for w in waarden[naam]], naam  # noqa: PLR0124 - NaN


def test_every_file_is_odd_in_its_own_way():
    assert len({bestand.wat for bestand in BESTANDEN}) == len(BESTANDEN)


@pytest.mark.parametrize("pakken", DRIE)
@pytest.mark.parametrize("rijen", [1, 7, 8, 9, 200])
def test_rows_are_counted_across_blocks(tmp_path, monkeypatch, pakken, rijen):
    # Blocks of one, two or three words: a command and the words that follow it lie in different ones.
    monkeypatch.setattr("werkagenda.ingest.sav_body._BLOK", 24)
    teksten = [f"{plek:03d}" for plek in range(rijen)]
    sav = Sav((Kolom("WIE", 9, teksten), Kolom("UREN", 0, [plek * 0.5 for plek in range(rijen)])), pakken=pakken)
    (tmp_path / "a.sav").write_bytes(sav.bytes())
    lichaam = look_at_rows(tmp_path / "a.sav")
    assert (lichaam.rijen, lichaam.heel, lichaam.buiten_ascii) == (rijen, True, frozenset())
    vreemd = sav.met("WIE", waarden=[*teksten[:-1], "é"])
    (tmp_path / "a.sav").write_bytes(vreemd.bytes())
    assert look_at_rows(tmp_path / "a.sav").buiten_ascii == {0}
