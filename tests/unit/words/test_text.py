"""The notes that every product has in common."""

import pandas as pd

from werkagenda.words.text import _estimated

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
    # Shares, of periods, that nothing says of how much was suppressed.
    kaal = data[["telling"]].assign(tot=data["jaar"], aandeel=0.5).iloc[:2]
    assert _estimated(kaal, {}, SJABLONEN) == {"begrensd": "aandeel in 2022, 0"}
