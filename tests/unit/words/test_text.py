"""The notes that every product has in common."""

import pandas as pd
from helpers.registers import ALGEMEEN

from werkagenda.words.text import _estimated, _hidden_text

SJABLONEN = dict.fromkeys(("geschat", "begrensd"), "{{ waarde }} in {{ jaren }}, {{ aandeel }}")


def test_each_way_of_not_being_counted_has_its_note_with_its_own_years():
    data = pd.DataFrame(
        {
            "jaar": [2021, 2022, 2020, 2021],
            "telling": ["geteld", "begrensd", "geschat", "geschat"],
            "aantal": 1,
            "aandeel_onderdrukt": [0.9, 0.1, 0.2, 0.3],
        }
    )
    assert _estimated(data, {}, SJABLONEN) == {
        "geschat": "aantal in 2020 en 2021, 0.3",
        "begrensd": "aantal in 2022, 0.1",
    }
    # Two notes do not say twice that DUO holds back small counts.
    echt = _estimated(data, {"onder": 5, "grenzen": "De band zegt", "ster": False}, ALGEMEEN["voorwaardelijke_noten"])
    assert [noot.startswith("DUO maakt") for noot in echt.values()] == [True, False]
    # Shares, of periods, that nothing says of how much was suppressed.
    kaal = data[["telling"]].assign(tot=data["jaar"], aandeel=0.5).iloc[:2]
    assert _estimated(kaal, {}, SJABLONEN) == {"begrensd": "aandeel in 2022, 0"}


def test_why_cells_are_held_back_is_named_but_not_that_they_are():
    def note(*redenen):
        return _hidden_text(pd.DataFrame({"reden": ["", *redenen]}), ALGEMEEN["voorwaardelijke_noten"])

    assert note() == {}
    assert note("onderdrukt")["verborgen"].endswith("herkenbaar zou maken.")
    assert note("onderdrukt", "geen personen")["verborgen"].endswith("herkenbaar zou maken (geen personen).")
