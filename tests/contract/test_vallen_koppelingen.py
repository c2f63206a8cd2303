"""Traps in what belongs to what: codes against names, mergers, crebo to BC, leerwegen and years."""

import pandas as pd
import pytest
from derive.indeling import classify
from derive.koppeling import link, main_groups, unmatched
from helpers.registers import LABELS
from helpers.small_folder import KOP_A, KOP_B, kop_gediplomeerden, regels

from werkagenda.errors import InputError
from werkagenda.flow.groups import membership

A = "2025 a.csv"
B = "2025 b.csv"
CROSSWALK = "combinatie-erkende-opleidingscode-en-beroep-2023-2024.csv"
KOP_CROSSWALK = (
    "Erkende opleidingscode;Hoofdgroep naam;Subgroep naam;Dossier naam;Sectorkamer naam;Beroepsopleiding code;"
    "Beroepsopleiding naam\r\n"
)


def rij_a(*, instelling="21CY", leerweg="BOLVT", bc="bc008", niveau="4"):
    vast = ["havo diploma", "mbo niveau 1 diploma", "N", instelling, "Curio", "hg001", "Zorg"]
    return [*vast, niveau, leerweg, bc, "Café", "9", "8", "7"]


def rij_b(leerweg):
    return [
        "2025",
        "21CY",
        "4",
        leerweg,
        "bc008",
        "C",
        " ",
        " ",
        "havo diploma",
        " ",
        "mbo niveau 1 diploma",
        "Geen instroom",
        "J",
        "J",
        "7",
    ]


def rij_g(leerweg, *, crebo="25001", aantal="5"):
    return ["21CY", "Curio", "Breda", leerweg, "4", crebo, "Café", "Zorg", "Zorg", aantal, aantal]


def test_curio_is_two_institutions(lees):
    rijen = [rij_a(instelling="21CY"), rij_a(instelling="25LX")]
    tabel = lees("instroom_a", A, regels(KOP_A, rijen).encode())
    assert tabel["instelling"].tolist() == ["21CY", "25LX"]
    assert "instellingsnaam" not in tabel.columns
    genoemd = lees("plan_bc_genoemd", "bc_genoemd.csv", b"instelling;bc\r\n25LX;bc008\r\n")
    fusies = pd.DataFrame({"oud": [], "nieuw": [], "datum": []})
    regeling = pd.DataFrame({"bc": ["bc008"], "sector": [""]})
    indeling = classify(genoemd, regeling=regeling, fusies=fusies, scenarios={})
    opleidingen = tabel.astype({"instelling": "str", "bc": "str"}).rename(columns={"bc": "opleiding"})
    koppeling = pd.DataFrame({"opleiding": ["bc008"], "bc": ["bc008"]})
    leden = membership(opleidingen[["instelling", "opleiding"]], indeling, koppeling)
    per_groep = leden.groupby("groep")["instelling"].agg(list).to_dict()
    assert per_groep == {"genoemd": ["21CY", "25LX"], "per_instelling": ["25LX"]}


def test_plans_follow_their_institution_through_two_mergers(lees):
    fusies = lees("fusies", "fusies.csv", b"oud,nieuw,datum\r\n98AA,17WH,2022-08-01\r\n17WH,24ZW,2024-01-01\r\n")
    genoemd = lees("plan_bc_genoemd", "bc_genoemd.csv", b"instelling,bc\r\n98AA,BC008\r\n17WH,bc008\r\n00GT,bc005\r\n")
    regeling = pd.DataFrame({"bc": ["bc008"], "sector": ["zorg"]})
    indeling = classify(genoemd, regeling=regeling, fusies=fusies, scenarios={}).query("groep == 'per_instelling'")
    assert indeling[["instelling", "bc"]].to_numpy().tolist() == [["00GT", "bc005"], ["24ZW", "bc008"]]


def test_mergers_in_a_circle_and_a_code_that_merges_twice_stop_the_run(lees):
    genoemd = lees("plan_bc_genoemd", "bc_genoemd.csv", b"instelling,bc\r\n98AA,bc008\r\n")
    kring = lees("fusies", "fusies.csv", b"oud,nieuw,datum\r\n98AA,17WH,2022-08-01\r\n17WH,98AA,2024-01-01\r\n")
    with pytest.raises(InputError, match=r"fusies .* verwijst in een kring"):
        classify(genoemd, regeling=pd.DataFrame({"bc": [], "sector": []}), fusies=kring, scenarios={})
    with pytest.raises(InputError, match=r"fusies \| fusies.csv: 1 rijen herhalen een sleutel .* van oud"):
        lees("fusies", "fusies.csv", b"oud,nieuw,datum\r\n98AA,17WH,2022-08-01\r\n98AA,24ZW,2024-01-01\r\n")


def test_leerweg_of_a(lees):
    rijen = [
        rij_a(leerweg=leerweg, niveau=str(n)) for n, leerweg in enumerate(("BBL", "BOLVT", "BOLDT", "EX"), start=1)
    ]
    tabel = lees("instroom_a", A, regels(KOP_A, rijen).encode())
    assert dict(zip(tabel["niveau"], tabel["leerweg"], strict=True)) == {1: "bbl", 2: "bol", 3: "bol", 4: "overig"}


def test_boldt_and_bolvt_of_one_cell_are_no_double_key(lees):
    rijen = [rij_a(leerweg=leerweg) for leerweg in ("BOLVT", "BOLDT")]
    assert lees("instroom_a", A, regels(KOP_A, rijen).encode())["leerweg"].tolist() == ["bol", "bol"]


def test_leerweg_of_b(lees):
    rijen = [rij_b(leerweg) for leerweg in ("BBL", "BOL", "EX")]
    tabel = lees("instroom_b", B, regels(KOP_B, rijen).encode())
    assert sorted(tabel["leerweg"]) == ["bbl", "bol", "overig"]


def test_leerweg_of_graduates(lees):
    rijen = [rij_g(leerweg, aantal=str(n)) for n, leerweg in enumerate(("BBL", "BOLDT", "BOLVT", "EX", "OVO"), start=5)]
    tabel = lees("gediplomeerden", "g.csv", regels(kop_gediplomeerden([2025]), rijen).encode())
    mannen = tabel[tabel["geslacht"] == "man"]
    assert mannen.groupby("leerweg", observed=True)["aantal"].sum().to_dict() == {"bbl": 5, "bol": 13, "overig": 17}


@pytest.mark.parametrize(
    ("bron", "naam", "tekst", "melding"),
    [
        (
            "instroom_a",
            A,
            regels(KOP_A, [rij_a(leerweg="BOL")]),
            "kolom LEERWEG: 1 rijen met een onbekende waarde 'BOL', de eerste in rij 2; verwacht: 'BBL', 'BOLDT'",
        ),
        ("instroom_b", B, regels(KOP_B, [rij_b("OVO")] * 2), "kolom LEERWEG: 2 rijen met een onbekende waarde 'OVO'"),
        (
            "instroom_a",
            A,
            regels(KOP_A, [rij_a(bc="8")]),
            "kolom BEROEPSOPLEIDING CODE: 1 rijen met een onbekende waarde '8'",
        ),
        ("instroom_a", A, regels(KOP_A, [rij_a(niveau="5")]), "kolom NIVEAU: 1 rijen met een onbekende waarde '5'"),
        (
            "gediplomeerden",
            "g.csv",
            regels(kop_gediplomeerden([2025]), [rij_g("BBL", crebo="123")]),
            "kolom ERKENDE OPLEIDING CODE: 1 rijen met een onbekende waarde '123'",
        ),
    ],
)
def test_an_unknown_code_stops_naming_file_column_and_code(lees, bron, naam, tekst, melding):
    with pytest.raises(InputError, match=rf"^{bron} \| {naam} \| {melding}"):
        lees(bron, naam, tekst.encode())


def test_crosswalk(lees):
    # 25001 on two rows with one BC; 25002 with two BCs; 25003 without a BC; 25004 is in no row at all.
    rijen = [("25001", "BC008"), ("25001", "bc008 "), ("25002", "bc005"), ("25002", "bc008"), ("25003", " ")]
    tekst = KOP_CROSSWALK + "".join(f'"{crebo}";"H, en, k";"S";"D";"Z";"{bc}";"Café"\r\n' for crebo, bc in rijen)
    gelezen = lees("crebo_bc", CROSSWALK, tekst.encode("cp1252"))
    paren, namen = link({"2023": gelezen})
    groepen = main_groups({"2023": gelezen}).set_index(["soort", "opleiding"])["groep"]
    # A crebo without a BC has its hoofdgroep too.
    assert sorted(groepen.index) == [("bc", "bc005"), ("bc", "bc008"), *(("crebo", f"2500{n}") for n in (1, 2, 3))]
    assert set(groepen) == {"H, en, k"}
    assert sorted(paren.itertuples(index=False, name=None)) == [
        ("25001", "bc008"),
        ("25002", "bc005"),
        ("25002", "bc008"),
    ]
    assert dict(namen.itertuples(index=False, name=None)) == {"bc005": "Café", "bc008": "Café"}
    cellen = pd.DataFrame({"crebo": ["25001", "25002", "25003", "25004"], "aantal": [60.0, 20.0, 15.0, 5.0]})
    lijst = unmatched(cellen, paren, max_unmatched_share=0.2).set_index("crebo")
    assert lijst["soort"].to_dict() == {
        "25002": "meer dan een beroepsopleiding",
        "25003": "zonder beroepsopleiding",
        "25004": "zonder beroepsopleiding",
    }
    assert lijst["gediplomeerden"].to_dict() == {"25002": 20, "25003": 15, "25004": 5}
    with pytest.raises(InputError, match=r"2 crebo's met 20.0% van de gediplomeerden"):
        unmatched(cellen, paren, max_unmatched_share=0.19)


def test_crosswalk_of_the_latest_year_and_bcs_of_all_years(lees):
    delen = {
        jaar: lees(
            "crebo_bc", f"k-{jaar}-{int(jaar) + 1}.csv", f"{KOP_CROSSWALK}25001;H;S;D;Z;{bc};{naam}\r\n".encode()
        )
        for jaar, bc, naam in (("2022", "bc005", "Oud"), ("2023", "bc008", "Nieuw"))
    }
    assert {deel["jaar"].iloc[0] for deel in delen.values()} == {2022, 2023}
    paren, namen = link(delen)
    assert paren.to_numpy().tolist() == [["25001", "bc008"]]
    assert sorted(namen["bc"]) == ["bc005", "bc008"]


def test_2025_is_1_october_for_inflow_and_the_diploma_year_for_graduates(lees):
    instroom = lees("instroom_a", A, regels(KOP_A, [rij_a()]).encode())
    diploma = lees("gediplomeerden", "2024-2025 g.csv", regels(kop_gediplomeerden([2025]), [rij_g("BBL")]).encode())
    assert (set(instroom["jaar"]), set(diploma["jaar"])) == ({2025}, {2025})
    assen = _waarden(LABELS["maat"], "as")
    assert any("1 oktober" in as_ for as_ in assen)
    assert any("iplomajaar" in as_ for as_ in assen)


def _waarden(knoop, sleutel):
    """Find the values of a key, however deep it stands."""
    if isinstance(knoop, dict):
        eigen = [waarde for naam, waarde in knoop.items() if naam == sleutel]
        return eigen + [waarde for onder in knoop.values() for waarde in _waarden(onder, sleutel)]
    return [waarde for onder in knoop for waarde in _waarden(onder, sleutel)] if isinstance(knoop, list) else []


def test_the_hoofdgroep_of_the_latest_year_and_of_most_crebos():
    """25001 moved to Bouw; of bc005 two crebos are in Zorg and one in Bouw; bc008 is gone since 2022."""
    kolommen = ["crebo", "bc", "hoofdgroep"]
    oud = pd.DataFrame([("25001", "bc005", "Zorg"), ("25009", "bc008", "Groen")], columns=kolommen)
    nieuw = pd.DataFrame(
        [("25001", "bc005", "Bouw"), ("25002", "bc005", "Zorg"), ("25003", "bc005", "Zorg"), ("25004", "", "Zorg")],
        columns=kolommen,
    )
    uit = main_groups({"2022": oud, "2023": nieuw}).set_index(["soort", "opleiding"])["groep"]
    assert uit["crebo", "25001"] == "Bouw"
    assert uit["bc", "bc005"] == "Zorg"
    assert uit["bc", "bc008"] == uit["crebo", "25009"] == "Groen"
    assert uit["crebo", "25004"] == "Zorg"
