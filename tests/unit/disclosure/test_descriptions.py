"""The rules per product: a slip in the file is refused, and every column that leaves has a rule."""

import copy
from pathlib import Path

import pytest
from helpers.disclosure_rules import INHOUD, REGELS, ROOT, SCHEMA
from helpers.registers import contract_of

from werkagenda.contract.contracts import load_contract
from werkagenda.disclosure.descriptions import check_columns, load_rules
from werkagenda.disclosure.release import AFGELEID
from werkagenda.errors import InputError

DECIMALEN = REGELS.decimalen
CONTRACTEN = ROOT / "resources" / "contracts" / "tabellen"


def derived(product):
    return AFGELEID[product.afgeleid][1] if product.afgeleid else ()


@pytest.mark.parametrize("naam", sorted(REGELS.producten))
def test_every_column_that_leaves_has_a_rule_and_its_counts_exist(naam):
    product = REGELS.producten[naam]
    check_columns(
        product, load_contract(CONTRACTEN / f"{product.contract}.yaml"), derived(product), decimalen=DECIMALEN
    )
    binnen = {kolom.naam for kolom in load_contract(CONTRACTEN / f"{product.contract}_binnen.yaml").kolommen}
    nodig = {*product.tellingen, *product.dimensies}
    nodig |= {kolom for blok in product.blokken for kolom in (*blok.minimum, *blok.als)}
    assert nodig <= binnen
    assert REGELS.universum(product.blokken[0].universum if product.blokken else product.universum)


def test_a_column_without_a_rule_does_not_leave():
    product = REGELS.producten["figuur_k_startpositie"]
    contract = load_contract(CONTRACTEN / "startpositie.yaml")
    with pytest.raises(InputError, match="z_vast"):
        check_columns(product, contract, (), decimalen=DECIMALEN)


@pytest.mark.parametrize(
    ("verander", "melding"),
    [
        (lambda blok: blok.update(kwantiel={"n": "n", "kans": 0}), "kans"),
        (lambda blok: blok.update(kwantiel={"n": "n", "kans": 1}), "kans"),
        (lambda blok: blok.update(minimun=["n"]), "minimun"),
    ],
)
def test_a_slip_in_the_file_is_refused(verander, melding):
    """The minimum (0) and maximum (1) of persons are no quantiles that can be asked for."""
    inhoud = copy.deepcopy(INHOUD)
    verander(inhoud["producten"]["figuur_5_4"]["blokken"][0])
    with pytest.raises(InputError, match=melding):
        load_rules(inhoud, SCHEMA, woorden={})


def test_every_product_on_persons_of_cbs_has_rules():
    nummering = (Path(ROOT) / "resources" / "nummering.csv").read_text(encoding="utf-8").splitlines()
    microdata = {regel.split(",")[0] for regel in nummering if regel.endswith((",microdata", ",svo"))}
    assert set(REGELS.producten) == microdata
    assert {contract_of(naam).niveau for naam in microdata} == {"aggregaat"}
