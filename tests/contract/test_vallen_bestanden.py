"""Traps in the file itself: encoding, header, fields per row, where the year stands. Each file is written by hand."""

import pytest
from helpers.small_folder import KOP_A, KOP_B, kop_gediplomeerden, regels

from werkagenda.errors import InputError
from werkagenda.ingest.sources import arrange

A = "2023 nieuw-instromende-studenten-per-instelling-hoofdgroep-leerweg-beroepsopleiding-niveau-vooropleiding.csv"
B = "2023 nieuw-instromende-studenten-per-instelling-niveau-leerweg-beroepsopleiding-met-soorten-instroom.csv"
VOOR = ["havo diploma", "mbo niveau 1 diploma", "N"]
RIJ_A = [*VOOR, "21CY", "Curio", "hg001", "Zorg", "4", "BOLVT", "bc008", "Café", "30", "20", "25"]
RIJ_B = [
    "2023",
    "21CY",
    "4",
    "BOL",
    "bc008",
    "Café",
    " ",
    "<2011",
    VOOR[0],
    " ",
    VOOR[1],
    "Geen instroom",
    "J",
    "N",
    "7",
]
RIJ_G = ["21CY", "Curio", "Breda", "BOLVT", "4", "25001", "Café", "Zorg", "Zorg", "5", "6"]
INSTELLING = (
    '"MBO INSTELLINGSSOORT - CODE","MBO INSTELLINGSSOORT - NAAM","PROVINCIE","BEVOEGD GEZAG NUMMER","INSTELLINGSCODE",'
    '"INSTELLINGSNAAM"\r\n"ROC","Regionaal","Fryslân","01234","00AB","ROC {}"\r\n'
)


@pytest.mark.parametrize(
    ("codering", "naam"),
    [("utf-8-sig", "Friesland ë €"), ("utf-8", "ë €"), ("latin-1", "Frîslân ë"), ("cp1252", "ë €")],
)
def test_encodings_seen(lees, codering, naam):
    tabel = lees("instellingen", "instellingenmbo.csv", INSTELLING.format(naam).encode(codering))
    assert tabel["instellingsnaam"].tolist() == [f"ROC {naam}"]
    assert tabel["provincie"].tolist() == ["Fryslân"]


def test_a_column_that_nothing_reads_may_be_missing(lees):
    """One that something reads may not."""
    kop = '"MBO INSTELLINGSSOORT - CODE","PROVINCIE","INSTELLINGSCODE","INSTELLINGSNAAM"'
    tekst = f'{kop}\r\n"ROC","Fryslân","00AB","ROC X"\r\n'
    volledig = lees("instellingen", "instellingenmbo.csv", INSTELLING.format("X").encode())
    zonder = lees("instellingen", "instellingenmbo.csv", tekst.encode())
    assert zonder.to_dict("records") == volledig.to_dict("records")
    with pytest.raises(InputError, match="kolom ontbreekt: 'PROVINCIE'"):
        lees(
            "instellingen", "instellingenmbo.csv", tekst.replace('"PROVINCIE",', "").replace('"Fryslân",', "").encode()
        )


def test_bom_is_no_part_of_the_first_column(lees):
    tabel = lees("fusies", "fusies.csv", b'\xef\xbb\xbf"oud","nieuw","datum"\r\n"98AA","17WH","2024-08-01"\r\n')
    assert tabel.to_dict("records") == [{"oud": "98AA", "nieuw": "17WH", "datum": "2024-08-01"}]


@pytest.mark.parametrize("codering", ["utf-16", "utf-16-le"])
def test_utf_16_is_refused(lees, codering):
    with pytest.raises(
        InputError, match=r"instellingen \| instellingenmbo.csv: .*UTF-16.*; verwacht: codering utf-8-sig"
    ):
        lees("instellingen", "instellingenmbo.csv", INSTELLING.format("X").encode(codering))


def test_text_that_was_encoded_twice_is_refused(lees):
    dubbel = INSTELLING.format("ë").encode("utf-8").decode("cp1252").encode("utf-8")
    with pytest.raises(InputError, match="niet leesbaar"):
        lees("instellingen", "instellingenmbo.csv", dubbel)


def test_year_of_a_is_in_its_name(lees):
    tabel = lees("instroom_a", A, regels(KOP_A, [RIJ_A]).encode())
    assert tabel[["jaar", "totaal_mbo", "instroom_mbo", "instroom_opleiding"]].to_numpy().tolist() == [
        [2023, 30, 20, 25]
    ]
    with pytest.raises(InputError, match="de bestandsnaam noemt geen jaar"):
        lees("instroom_a", f"kopie van {A}", regels(KOP_A, [RIJ_A]).encode())


def test_same_header_is_a_count_in_a_and_a_flag_in_b(lees):
    a = lees("instroom_a", A, regels(KOP_A, [RIJ_A]).encode())
    b = lees("instroom_b", B, regels(KOP_B, [RIJ_B]).encode())
    assert (a["instroom_mbo"].tolist(), a["instroom_opleiding"].tolist()) == ([20], [25])
    assert (b["is_instroom_mbo"].tolist(), b["is_instroom_opleiding"].tolist(), b["aantal"].tolist()) == (
        ["J"],
        ["N"],
        [7],
    )


@pytest.mark.parametrize(
    ("bron", "naam", "tekst", "ander"),
    [
        ("instroom_a", A, regels(KOP_B, [RIJ_B]), "instroom_b"),
        ("instroom_b", B, regels(KOP_A, [RIJ_A]), "instroom_a"),
    ],
)
def test_swapped_files_are_told_apart_by_their_columns(lees, bron, naam, tekst, ander):
    with pytest.raises(InputError, match=rf"{bron} \| 2023 .*: dit bestand heeft de kolommen van {ander}"):
        lees(bron, naam, tekst.encode())


def test_columns_are_found_by_name_and_not_by_place(lees):
    tabel = lees("instroom_a", A, regels(KOP_A[::-1], [RIJ_A[::-1]]).encode())
    assert tabel[["bc", "totaal_mbo", "instroom_opleiding"]].to_numpy().tolist() == [["bc008", 30, 25]]


def test_b_must_hold_the_year_of_its_name(lees):
    rijen = [RIJ_B, ["2022", *RIJ_B[1:]]]
    with pytest.raises(InputError, match="kolom JAAR: 1 rijen van een ander jaar; verwacht: 2023"):
        lees("instroom_b", B, regels(KOP_B, rijen).encode())


@pytest.mark.parametrize("jaar", ["23", "202310", "²⁰²³", ""])
def test_a_year_that_is_none(lees, jaar):
    with pytest.raises(InputError, match="kolom JAAR: 1 rijen"):
        lees("instroom_b", B, regels(KOP_B, [[jaar, *RIJ_B[1:]]]).encode())


def test_graduates_years_are_those_of_the_columns(lees):
    kop = kop_gediplomeerden([2021])
    tabel = lees("gediplomeerden", "2019-2023-gediplomeerden.csv", regels(kop, [RIJ_G]).encode())
    assert tabel[["jaar", "geslacht", "aantal"]].to_numpy().tolist() == [[2021, "man", 5], [2021, "vrouw", 6]]


@pytest.mark.parametrize(
    ("kop", "melding"),
    [
        ([*kop_gediplomeerden([2021])[:-1], "DIP VROUW 2021"], "onbekende kolom: 'DIP VROUW 2021'"),
        ([*kop_gediplomeerden([2021])[:-1], "DIPVROUW2022"], "kolom ontbreekt: geslacht 'VROUW' van 2021"),
        ([*kop_gediplomeerden([2021])[:-2], "A", "B"], "geen enkele kolom met aantallen"),
    ],
)
def test_a_renamed_column_of_a_wide_file_loses_nobody(lees, kop, melding):
    with pytest.raises(InputError, match=melding):
        lees("gediplomeerden", "gediplomeerden.csv", regels(kop, [RIJ_G]).encode())


def test_codes_keep_their_zeros(lees):
    tabel = lees("instellingen", "instellingenmbo.csv", INSTELLING.format("X").encode())
    assert tabel["instelling"].tolist() == ["00AB"]
    rij = ["01234", "", "", "", "", "bc008", "naam"]
    kop = "Erkende opleidingscode;Hoofdgroep naam;Subgroep naam;Dossier naam;Sectorkamer naam;Beroepsopleiding code;"
    koppeling = lees("crebo_bc", "k-2023-2024.csv", f"{kop}Beroepsopleiding naam\r\n{';'.join(rij)}\r\n".encode())
    assert koppeling["crebo"].tolist() == ["01234"]


def test_one_space_is_missing(lees):
    tabel = lees("instroom_b", B, regels(KOP_B, [RIJ_B]).encode())
    assert tabel[["wijziging_in_instelling", "laatste_jaar_vo", "laatste_jaar_mbo"]].to_numpy().tolist() == [
        ["", "<2011", ""]
    ]


def test_bc_codes_are_trimmed_and_lower_case(lees):
    rijen = [[*RIJ_A[:9], code, *RIJ_A[10:]] for code in (" BC008", "Bc005 ")]
    assert lees("instroom_a", A, regels(KOP_A, rijen).encode())["bc"].tolist() == ["bc005", "bc008"]


def test_a_key_that_differs_only_in_capitals_is_a_double(lees):
    rijen = [[*RIJ_A[:9], code, *RIJ_A[10:]] for code in ("bc008", "BC008 ")]
    with pytest.raises(InputError, match="1 rijen herhalen een sleutel"):
        lees("instroom_a", A, regels(KOP_A, rijen).encode())


@pytest.mark.parametrize(
    ("staart", "melding"),
    [
        (4, "breekt af in de laatste regel"),  # inside the last, quoted count: 2 of "25"
        (8, "breekt af in de laatste regel"),  # inside the one before
        (len(regels([], [RIJ_A]).encode()) - 2, "kopregel en geen rijen"),
    ],
)
def test_truncated_file(lees, staart, melding):
    with pytest.raises(InputError, match=melding):
        lees("instroom_a", A, regels(KOP_A, [RIJ_A]).encode()[:-staart])


def test_unquoted_file_without_a_last_line_end_is_read_and_noted(lees, caplog):
    # Without quotes a cut inside the last count looks the same as a file that lacks its last line end.
    tekst = regels(KOP_A, [RIJ_A]).replace('"', "").encode()
    assert lees("instroom_a", A, tekst)["instroom_opleiding"].tolist() == [25]
    assert not caplog.records
    assert lees("instroom_a", A, tekst.removesuffix(b"\r\n"))["instroom_opleiding"].tolist() == [25]
    assert "geen regeleinde" in caplog.text


@pytest.mark.parametrize("inhoud", [b"", b"\r\n", b"\xef\xbb\xbf"])
def test_empty_file(lees, inhoud):
    with pytest.raises(InputError, match=r"instroom_a \| 2023 .*: het bestand is leeg"):
        lees("instroom_a", A, inhoud)


def test_two_files_for_one_year_are_not_guessed_at():
    with pytest.raises(InputError, match=r"2023 b\.csv: er zijn twee bestanden voor 2023, ook 2023 a\.csv"):
        arrange("instroom_a", ["duo/2023 b.csv", "duo/2023 a.csv", "duo/2022 a.csv"], r"^(\d{4}) ")
