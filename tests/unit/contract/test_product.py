"""Products: what stands of each in the registers and in its contract."""

import pytest
from helpers.registers import PRODUCTEN, contract_of

from werkagenda.contract.product import headings
from werkagenda.errors import InputError


def test_a_heading_names_the_setting_of_the_year():
    product = PRODUCTEN["tabel_2_1"]
    assert headings(contract_of("tabel_2_1"), product, {"startjaar": 2024})["job_start"] == "JOB 2024"
    with pytest.raises(InputError, match="startjaar"):
        headings(contract_of("tabel_2_1"), product)
