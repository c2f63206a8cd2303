"""Tables of StatLine: totals, keys, periods and secret cells; a table that CBS changed stops with its name."""

import json

import pytest
from helpers.project import ROOT

from werkagenda.contract.contracts import load_contract
from werkagenda.errors import InputError
from werkagenda.ingest.statline import read_statline

CONTRACT = load_contract(ROOT / "resources" / "contracts" / "raw" / "statline_instroom.yaml")
RIJ = {
    "ID": 0,
    "Geslacht": "Totaal mannen en vrouwen",
    "Sectorkamer": "Totaal  ",
    "BedrijfstakkenBranchesSBI2008": "A-U Alle economische activiteiten",
    "Leerweg": "Bbl totaal",
    "Niveau": "Mbo niveau 3",
    "Leeftijd": "25 tot 30 jaar   ",
    "Perioden": "2023/'24",
    "InstromersMbo_1": 120,
}


@pytest.fixture
def lees(tmp_path):
    def lezen(*rijen, inhoud=None):
        pad = tmp_path / "85574NED.json"
        pad.write_text(json.dumps({"value": rijen}) if inhoud is None else inhoud, encoding="utf-8")
        return read_statline(CONTRACT, pad).to_pandas()

    return lezen


def rij(**anders):
    return RIJ | anders


def test_only_the_totals_of_the_other_dimensions_count(lees):
    tabel = lees(
        rij(),
        rij(Geslacht="Mannen", InstromersMbo_1=70),
        rij(Sectorkamer="Sectorkamer techniek en gebouwde omgeve.", InstromersMbo_1=30),
        rij(Leeftijd="Totaal leeftijd", InstromersMbo_1="  900"),
    )
    assert tabel.to_numpy().tolist() == [[2023, "bbl", "3", "25", 120.0], [2023, "bbl", "3", "totaal", 900.0]]


def test_a_secret_cell_is_unknown_and_a_key_is_a_period_too(lees):
    tabel = lees(rij(InstromersMbo_1=None), rij(Perioden="2022SJ00", InstromersMbo_1=5.0), rij(Perioden="2021/'22*"))
    assert tabel["jaar"].tolist() == [2021, 2022, 2023]
    assert tabel["instromers"].isna().tolist() == [False, False, True]


def test_a_changed_set_of_keys_names_what_is_gone_and_what_is_new(lees):
    anders = {("Leeftijd2023" if naam == "Leeftijd" else naam): cel for naam, cel in RIJ.items()}
    with pytest.raises(
        InputError,
        match=r"statline_instroom \| 85574NED.json: de sleutels van de tabel zijn veranderd: "
        r"'Leeftijd' ontbreekt; 'Leeftijd2023' is nieuw; verwacht: .*'InstromersMbo_1'",
    ):
        lees(anders)
    with pytest.raises(InputError, match=r"'Vooropleiding' is nieuw"):
        lees(rij(Vooropleiding="Totaal"))
    with pytest.raises(InputError, match=r"1 rijen hebben andere sleutels"):
        lees(rij(), {naam: cel for naam, cel in RIJ.items() if naam != "Niveau"})


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"Leeftijd": "25 tot 35 jaar"}, r"kolom Leeftijd: 1 rijen met een onbekende waarde '25 tot 35 jaar'"),
        ({"Niveau": "Mbo 3"}, r"kolom Niveau: .*'Mbo 3'"),
        ({"Perioden": "2023"}, r"kolom Perioden: onbekende periode '2023'; verwacht: een studiejaar als 2023/'24"),
        ({"InstromersMbo_1": "veel"}, r"kolom InstromersMbo_1: 1 rijen met een onbekende waarde 'veel'"),
    ],
)
def test_a_title_that_no_list_has(lees, anders, melding):
    with pytest.raises(InputError, match=melding):
        lees(rij(**anders))


def test_a_total_that_is_not_there(lees):
    with pytest.raises(InputError, match=r"kolom Geslacht: geen rij heeft 'Totaal mannen en vrouwen', wel 'Totaal'"):
        lees(rij(Geslacht="Totaal"))
    with pytest.raises(InputError, match=r"geen rij heeft alle totalen samen"):
        lees(rij(Geslacht="Mannen"), rij(Sectorkamer="Sectorkamer handel"))


def test_a_cell_that_stands_twice(lees):
    with pytest.raises(InputError, match=r"1 rijen herhalen een sleutel"):
        lees(rij(), rij(ID=1))


@pytest.mark.parametrize(
    "inhoud", ["", "[]", '{"value": []}', '{"value": [1]}', '{"value": [{"ID": 0', '{"error": {}}']
)
def test_a_file_that_is_no_table(lees, inhoud):
    with pytest.raises(InputError, match=r'85574NED.json: .*verwacht: een tabel als \{"value"'):
        lees(inhoud=inhoud)


def test_no_file(tmp_path):
    with pytest.raises(
        InputError, match=r"bestaat niet; verwacht: tabel 85574NED; haal haar op met snakemake statline"
    ):
        read_statline(CONTRACT, tmp_path / "85574NED.json")
