"""Products of chapter 5 from the SVO, StatLine and SBB, by hand."""

import pandas as pd
import pytest
from helpers.registers import koppen, labels_of, lees
from products.bpv import latest_monitor
from products.kiesmbo import kiesmbo
from products.leeftijd_instroom import older_share
from products.meldingen import count_reports
from products.sollicitaties import answered, applications
from products.werk_uitsplitsing import national
from tables import enquetes

from werkagenda.errors import InputError

ANTWOORDEN = ["niet_nodig", "1", "2-3"]


UITSTROOM = pd.DataFrame(
    [("2021/2022", "01AA", "bol", 1, "Entree", 40, 0.5), ("2021/2022", "02BB", "bol", 1, "Entree", 60, 0.6),
     ("2021/2022", "01AA", "bbl", 2, "Bouw", 100, 0.9), ("2022/2023", "01AA", "bol", 2, "Bouw", 50, 0.8)],
    columns=["studiejaar", "instelling", "leerweg", "niveau", "opleidingsrichting", "uitstromers", "aandeel"],
)  # fmt: skip


def test_the_national_share_with_work_weighs_by_leavers():
    """2021/2022: 20 + 36 + 90 of 200; entree 56 of 100."""
    uit = national(UITSTROOM).set_index(["studiejaar", "kenmerk", "leerweg", "niveau", "opleidingsrichting"])
    assert uit.loc[("2021/2022", "totaal", "", "", ""), ["aandeel", "n"]].tolist() == pytest.approx([0.73, 200])
    assert uit.loc[("2021/2022", "leerweg", "bol", "", ""), ["aandeel", "n"]].tolist() == pytest.approx([0.56, 100])
    assert uit.loc[("2021/2022", "niveau", "", "2", ""), "aandeel"] == pytest.approx(0.9)
    assert uit.loc[("2021/2022", "leerweg_niveau", "bol", "1", ""), "aandeel"] == pytest.approx(0.56)
    assert uit.loc[("2021/2022", "opleidingsrichting", "", "", "Entree"), "aandeel"] == pytest.approx(0.56)
    assert uit.loc[("2022/2023", "totaal", "", "", ""), ["aandeel", "n"]].tolist() == pytest.approx([0.8, 50])
    # Wilson for 90 of 100 by hand: (0.9 + 3.8415 / 200) / 1.038415 less and more 1.96 / 1.038415 times the root.
    bbl = uit.loc[("2021/2022", "leerweg", "bbl", "", "")]
    assert [bbl["aandeel_min"], bbl["aandeel_max"]] == pytest.approx([0.82564, 0.94477], abs=1e-5)


def svo(*groepen):
    """Return graduates from (number, year, background, answer, weight)."""
    rijen = [rij for aantal, *rij in groepen for _ in range(aantal)]
    return pd.DataFrame(rijen, columns=["jaar", "herkomst", "sollicitaties", "gewicht"])


def test_applications_are_weighted_within_year_and_background():
    tabel = applications(
        svo(
            (30, 2022, "zonder", "niet_nodig", 1.0), (15, 2022, "zonder", "1", 2.0), (40, 2022, "zonder", "2-3", 1.0),
            (10, 2022, "met", "niet_nodig", 1.0), (20, 2022, "met", "1", 1.0), (70, 2022, "met", "2-3", 1.0),
        ),
        antwoorden=ANTWOORDEN,
    )  # fmt: skip
    assert tabel["aandeel"].tolist() == pytest.approx([0.3, 0.3, 0.4, 0.1, 0.2, 0.7])
    assert tabel["n"].tolist() == [85] * 3 + [100] * 3
    assert (tabel["aandeel_min"] < tabel["aandeel"]).all()
    assert (tabel["aandeel"] < tabel["aandeel_max"]).all()


def test_who_gave_an_answer_and_who_another():
    tabel = applications(
        svo((9, 2022, "met", "niet_nodig", 1.0), (21, 2022, "met", "1", 2.0), (70, 2022, "met", "2-3", 1.0)),
        antwoorden=ANTWOORDEN,
    ).set_index(["herkomst", "sollicitaties"])  # fmt: skip
    assert tabel.loc["met", ["teller", "n_nee", "n"]].to_numpy().tolist() == [
        [9, 91, 100],
        [21, 79, 100],
        [70, 30, 100],
    ]
    assert tabel.loc["zonder", "n"].tolist() == [0, 0, 0]


def test_unknown_background_or_answer_is_left_out():
    alle = svo((3, 2022, "zonder", "1", 1.0), (2, 2022, None, "1", 1.0), (4, 2022, "met", None, 1.0))
    assert len(answered(alle)) == 3


def vmbo(*groepen):
    """Return graduates of the vmbo from (number, sex, background, knows, helped)."""
    rijen = [(2022, *rij, 1.0) for aantal, *rij in groepen for _ in range(aantal)]
    return pd.DataFrame(rijen, columns=["jaar", "geslacht", "herkomst", "kent", "geholpen", "gewicht"])


def test_kiesmbo_helped_is_asked_of_who_knows_it():
    tabel = kiesmbo(
        vmbo(
            (30, "man", "zonder", "ja", "ja"), (10, "man", "zonder", "ja", "nee"), (40, "man", "zonder", "nee", None),
            (15, "vrouw", "met", "ja", "ja"), (25, "vrouw", "met", "ja", "nee"), (60, "vrouw", "met", "nee", None),
            (20, None, None, "ja", None),
        ),
    ).set_index(["vraag", "categorie"])  # fmt: skip
    # Of 200, of whom 20 of unknown sex: 100 know it; of the 80 who answered 45 were helped.
    assert tabel["aandeel"].to_dict() == pytest.approx(
        {
            ("kent", "totaal"): 0.5, ("kent", "man"): 0.5, ("kent", "vrouw"): 0.4,
            ("kent", "zonder"): 0.5, ("kent", "met"): 0.4,
            ("geholpen", "totaal"): 45 / 80, ("geholpen", "man"): 0.75, ("geholpen", "vrouw"): 0.375,
            ("geholpen", "zonder"): 0.75, ("geholpen", "met"): 0.375,
        }
    )  # fmt: skip
    assert tabel.loc[("geholpen", "totaal"), "n"] == 80
    assert tabel.loc[("geholpen", "man"), ["teller", "n_nee"]].tolist() == [30, 10]


KLASSEN = {"15": 30, "20": 10, "25": 20, "30": 10, "35": 10, "40": 10, "45": 10, "50": 20}


def instroom(*cellen):
    """Return inflow from (year, leerweg, level, inflow per age band, total)."""
    rijen = [
        (jaar, leerweg, niveau, leeftijd, aantal)
        for jaar, leerweg, niveau, klassen, totaal in cellen
        for leeftijd, aantal in (*klassen.items(), ("totaal", totaal))
    ]
    return pd.DataFrame(rijen, columns=["jaar", "leerweg", "niveau", "leeftijd", "instromers"])


BBL = {"bron": "statline_instroom", "alleen": {"leerweg": ["bbl"]}, "per": ["niveau"], "vanaf": 25}


def test_older_students_are_the_sum_of_six_bands():
    tabel = older_share(
        instroom(
            (2022, "bbl", "2", KLASSEN, 120), (2022, "bbl", "totaal", KLASSEN, 160), (2022, "bol", "2", KLASSEN, 120)
        ),
        **BBL,
    )  # fmt: skip
    # 20 + 10 + 10 + 10 + 10 + 20 of 120, and of a total that rounding made 160.
    kolommen = ["jaar", "niveau", "aandeel", "teller", "n"]
    assert tabel[kolommen].to_numpy().tolist() == [[2022, "2", 80 / 120, 80, 120], [2022, "totaal", 0.5, 80, 160]]
    # Six bands and the total, each 5 off at most.
    assert tabel.loc[1, ["aandeel_min", "aandeel_max"]].tolist() == pytest.approx([50 / 165, 110 / 155])


def test_older_students_by_sectorkamer_are_those_of_all_levels():
    """Care: 80 of 120; trade: 40 of 80, of whom the 30 on level 2 do not count apart."""
    handel = KLASSEN | {"15": 30, "25": 0, "50": 0}
    tabel = pd.concat(
        [
            instroom((2023, "bbl", "totaal", KLASSEN, 120)).assign(sectorkamer="zorg"),
            instroom((2023, "bbl", "totaal", handel, 80)).assign(sectorkamer="handel"),
            instroom((2023, "bbl", "2", KLASSEN, 120)).assign(sectorkamer="handel"),
            instroom((2023, "totaal", "totaal", KLASSEN, 120)).assign(sectorkamer="handel"),
        ]
    )
    uit = older_share(
        tabel,
        bron="statline_sectorkamer",
        alleen={"leerweg": ["bol", "bbl"], "niveau": ["totaal"]},
        per=["leerweg", "sectorkamer"],
        vanaf=25,
    )
    kolommen = ["jaar", "leerweg", "sectorkamer", "aandeel", "teller", "n"]
    assert uit[kolommen].to_numpy().tolist() == [
        [2023, "bbl", "handel", 0.5, 40, 80],
        [2023, "bbl", "zorg", 80 / 120, 80, 120],
    ]


def test_bands_that_do_not_add_up_stop():
    zonder_50 = {klasse: 100 * n for klasse, n in KLASSEN.items() if klasse != "50"}
    with pytest.raises(InputError, match=r"in 1 rijen tellen de leeftijden niet op tot het totaal"):
        older_share(instroom((2022, "bbl", "2", zonder_50, 12000)), **BBL)


def test_a_secret_band_leaves_the_share_empty():
    tabel = older_share(instroom((2022, "bbl", "1", KLASSEN | {"40": None}, 120)), **BBL)
    assert tabel[["aandeel", "aandeel_min", "aandeel_max", "teller"]].isna().all(axis=None)
    assert tabel["n"].tolist() == [120]


def test_reports_by_hand_without_the_maximum():
    meldingen = pd.DataFrame({"jaar": 2023, "instelling_nr": range(6), "meldingen": [0, 15, None, 2, 0, 0]})
    tabel = count_reports(meldingen).set_index("onderdeel")
    assert tabel["waarde"].dropna().to_dict() == {
        "meldingen": 17, "instellingen_met": 2, "instellingen_zonder": 3, "instellingen_onbekend": 1,
    }  # fmt: skip
    assert "15" not in tabel.to_csv()
    assert tabel["reden"].ne("").to_dict() == {
        "meldingen": False, "instellingen_met": False, "instellingen_zonder": False, "instellingen_onbekend": False,
        "maximum": True,
    }  # fmt: skip


def test_the_latest_monitor_counts():
    bpv = pd.DataFrame({"jaar": [2021, 2023], "onderdeel": "contact", "groep": "student", "aandeel": [0.8, 0.9]})
    assert latest_monitor(bpv)["aandeel"].tolist() == [0.9]


def test_the_table_by_sectorkamer_shows_what_rounding_leaves():
    data = lees("""jaar,leerweg,sectorkamer,aandeel,aandeel_min,aandeel_max,teller,n
        2022,bbl,zorg,0.6123,0.61,0.6151,9000,14700
        2023,bbl,zorg,,,,,
        2023,bbl,ict_creatief,0.41,0.37,0.45,410,1000""")
    tabellen = enquetes.leeftijd_sectorkamer(
        data, labels=labels_of("leeftijd_sectorkamer"), koppen=koppen("tabel_5_sectorkamer")
    )
    assert [(naam, tabel.to_dict("records")) for naam, tabel in tabellen] == [
        (
            "Bbl",
            [
                {"Sectorkamer": "Zorg, welzijn en sport", "2022": "61,2% (61,0-61,5%)", "2023": "\N{EN DASH}"},
                {"Sectorkamer": "ICT en creatieve industrie", "2022": "\N{EN DASH}", "2023": "41,0% (37,0-45,0%)"},
            ],
        )
    ]
