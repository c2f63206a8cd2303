"""Whatever leaves is in the system: the points of the second round, each from the released zip alone.

The worlds are small and drawn; the intruder (`tests/helpers/intruder.py`) knows nothing of how they are protected.
"""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pandas as pd
import pytest
import yaml
from disclosure.beveiligen import persons, protect
from helpers import persons_world as w
from helpers.disclosure_rules import GRENZEN, INHOUD, REGELS, SCHEMA, WOORDEN, kiesmbo, protected, start
from helpers.intruder import attack as intrude
from helpers.intruder import read, report
from products.werkregels import compare_rules

from werkagenda.disclosure import secure, system
from werkagenda.disclosure.descriptions import load_rules
from werkagenda.errors import InputError

# What takes long to protect and adds no kind of attack to those of table B.0.2.
LANG = ("tabel_b_0_2_robuust", "tabel_b_0_2_marginaal")
# Of other persons than leavers: no equation links them, so in a world with many small cells they are protected apart.
# A refused table there would have the others protected a second time.
GEDIPLOMEERDEN = ("tabel_3_richting", "tabel_5_doorstroom")
ENQUETES = ("figuur_5_6", "tabel_5_svo", "tabel_5_kiesmbo")
KLEIN = 10


@pytest.fixture(scope="module")
def gewoon(tmp_path_factory):
    """A world of the default's kind: large cells, two small groups behind the new classification; all its products."""
    wereld = w.draw(900, seed=2, klein=1)
    return wereld, w.export(wereld, tmp_path_factory.mktemp("gewoon"))


def small_cells():
    """Return a world with many small cells."""
    return w.draw(250, seed=1, klein=3)


def all_but(*namen):
    """Return all products of a world but these."""
    return w.PRODUCTS - set(namen)


@pytest.fixture(scope="module")
def klein(tmp_path_factory):
    """A world with many small cells, the leavers and both surveys."""
    wereld, map_ = small_cells(), tmp_path_factory.mktemp("klein")
    return wereld, w.export(wereld, map_, zonder=(*LANG, *GEDIPLOMEERDEN))


@pytest.fixture(scope="module")
def gediplomeerden(tmp_path_factory):
    """The graduates of that world; one of their tables is refused."""
    wereld, map_ = small_cells(), tmp_path_factory.mktemp("gediplomeerden")
    return wereld, w.export(wereld, map_, zonder=all_but(*GEDIPLOMEERDEN))


@pytest.fixture(scope="module")
def geheel(tmp_path_factory):
    """That world with all of its products together."""
    wereld, map_ = small_cells(), tmp_path_factory.mktemp("geheel")
    return wereld, w.export(wereld, map_, zonder=LANG)


def small(gevonden):
    return [deel for deel in gevonden if deel.small]


class _BuiltError(Exception):
    """The system is there, and need not be solved."""


def test_no_equation_links_leavers_surveys_and_graduates(tmp_path, monkeypatch):
    """Why they may be protected apart here: what the intruder finds in the parts is what he finds in the whole."""
    gebouwd = []

    def build(tabellen, **anders):
        gebouwd.append((tabellen, system.build(tabellen, **anders)))
        raise _BuiltError

    monkeypatch.setattr(secure, "build", build)
    with pytest.raises(_BuiltError):
        w.export(small_cells(), tmp_path)
    ((tabellen, stelsel),) = gebouwd
    deel_van = dict.fromkeys(ENQUETES, "enquetes") | dict.fromkeys(GEDIPLOMEERDEN, "gediplomeerden")
    families = {
        tabel.universum: deel_van.get(tabel.naam.split(secure.SCHEIDING)[0], "uitstromers") for tabel in tabellen
    }
    for tabel in tabellen:
        assert families[tabel.universum] == deel_van.get(tabel.naam.split(secure.SCHEIDING)[0], "uitstromers"), (
            tabel.naam
        )
    assert set(families.values()) == {"uitstromers", "enquetes", "gediplomeerden"}
    # Of a difference of two populations: that of the whole.
    van = stelsel.cellen["universum"].str.split(" zonder ").str[0].map(families).to_numpy()
    assert not pd.isna(van).any()
    vergelijking, cel = stelsel.gelijk.nonzero()
    per = pd.Series(van[cel]).groupby(vergelijking).nunique(dropna=False)
    assert len(per) > 100
    assert (per == 1).all()


def test_the_intruder_reaches_small_counts_where_nothing_is_protected(klein, tmp_path):
    """Else it would prove nothing: the same world with the rules switched off."""
    wereld, _ = klein
    zonder = (*LANG, "tabel_b_0_2", "figuur_5_6", "tabel_5_kiesmbo")
    uit = {"minimum": 1, "breedte": 0, "afstand": 0, "groepsaandeel": 1.0, "dominantie": 1.0, "dominantie_twee": 1.0}
    open_ = w.export(wereld, tmp_path, zonder=zonder, p_procent=0.0, **uit)
    gevonden = small(intrude(open_))
    wie = " ".join(deel.wie for deel in gevonden)
    assert "oud zonder, nieuw met" in wie
    assert "zonder loon" in wie
    # What it says is true: the few that only the old classification calls without.
    laatste = wereld.analyse[wereld.analyse["cohort"] == 2021]
    anders = laatste[(laatste["migratieachtergrond"] == "zonder") & (laatste["herkomst_nieuw"] == "met")]
    gezegd = {deel.wie: (deel.laag, deel.hoog) for deel in gevonden}
    nee = int((anders["werk_klasse"] == 0).sum())
    assert gezegd["herkomst 2021 oud zonder, nieuw met nee"] == (nee, nee)


@pytest.mark.parametrize(
    ("welke", "groepen"),
    [("gewoon", 100), ("klein", 100), ("gediplomeerden", 0), pytest.param("geheel", 100, marks=pytest.mark.lang)],
)
def test_the_intruder_reaches_nothing_under_ten(welke, groepen, request):
    wereld, pad = request.getfixturevalue(welke)
    gevonden = intrude(pad)
    print(report(gevonden))  # noqa: T201 - what it reached is the point of the test
    assert not small(gevonden), report(gevonden)
    assert len(gevonden) >= groepen
    assert wereld.analyse["cohort"].nunique() == 2


def test_two_tables_of_one_question_protect_each_other(tmp_path):
    """How often graduates applied, and whether that was three times at most: eight were what the sums left."""
    zonder = w.PRODUCTS - {"figuur_5_6", "tabel_5_svo"}
    gevonden = intrude(w.export(w.draw(250, seed=5, klein=3), tmp_path, zonder=zonder))
    assert "svo 2023 met 2-3" in {deel.wie for deel in gevonden}
    assert not small(gevonden), report(gevonden)


@pytest.mark.parametrize(
    ("welke", "wat", "erbij"),
    [
        ("klein", all_but(*LANG, *GEDIPLOMEERDEN, *ENQUETES), 1),
        ("klein", ENQUETES, 1),
        ("gediplomeerden", GEDIPLOMEERDEN, 1),
        # All of them together.
        *(pytest.param("geheel", all_but(*LANG), meer, marks=pytest.mark.lang) for meer in (1, 5, 9)),
    ],
    ids=["uitstromers", "enquetes", "gediplomeerden", "geheel-1", "geheel-5", "geheel-9"],
)
def test_nor_from_a_second_export_with_a_few_persons_more(welke, wat, erbij, request, tmp_path):
    """Of the surveys and the graduates nobody is new: what is shown now was shown before."""
    wereld, een = request.getfixturevalue(welke)
    twee = w.export(w.grown(wereld, erbij, seed=erbij), tmp_path, nummer=2, eerder=[een], zonder=all_but(*wat))
    gevonden = intrude(twee, een)
    print(report(gevonden))  # noqa: T201
    assert not small(gevonden), report(gevonden)
    # The total is the one number that tells how many came: no table says it, the attrition neither (point 2).
    # A table may be refused as a whole: then it tells it neither.
    tabellen = read(twee)
    if "tabel_c_uitval" in tabellen:
        assert tabellen["tabel_c_uitval"][["rijen_in", "rijen_uit", "personen_uit"]].eq("").all(axis=None)
    if "tabel_b_0_2" in tabellen:
        assert tabellen["tabel_b_0_2"].set_index("categorie")["waarde"][["n", "weggelaten"]].eq("").all()


def with_a_merged_category(wereld):
    """Return the world with an unknown sector of whom nine have no work: it is counted with vakmanschap."""
    analyse = wereld.analyse.copy()
    techniek = analyse.index[analyse["sectorkamer"] == "techniek"]
    analyse.loc[techniek[:80], "sectorkamer"] = "vakmanschap"
    zonder = analyse["werk_klasse"].eq(0) & analyse["werk_uren"].eq(0)
    anders = analyse["sectorkamer"].eq("onbekend") & (analyse["werk_klasse"].eq(0) | analyse["werk_uren"].eq(0))
    analyse.loc[anders, "sectorkamer"] = "zorg"
    analyse.loc[analyse.index[zonder & analyse["sectorkamer"].eq("handel")][:9], "sectorkamer"] = "onbekend"
    return wereld._replace(analyse=analyse)


def test_a_category_counted_with_another_is_linked_to_what_both_are_apart(tmp_path):
    """Nine without work are counted with vakmanschap, ten for themselves: together there is one more.

    Another one, in zorg, hides the total: it is not for the total's sake that one of the two has to go.
    """
    wereld = with_a_merged_category(w.draw(450, seed=2))
    zonder = all_but("tabel_b_0_2", "tabel_c_uitval")
    een = w.export(wereld, tmp_path, zonder=zonder)
    nieuw = wereld.analyse[wereld.analyse["sectorkamer"].eq("onbekend") & wereld.analyse["werk_klasse"].eq(0)]
    zorg = wereld.analyse[wereld.analyse["sectorkamer"].eq("zorg")]
    nieuw = pd.concat([deel[deel["cohort"] == 2018].head(1) for deel in (nieuw, zorg)])
    nieuw = nieuw.assign(rinpersoon=["nieuw0", "nieuw1"])
    analyse = pd.concat([wereld.analyse, nieuw], ignore_index=True)
    groter = wereld._replace(analyse=analyse, uitval=w.attrition(len(analyse)))
    twee = w.export(groter, tmp_path, nummer=2, eerder=[een], zonder=zonder)
    redenen = [read(pad)["tabel_b_0_2"].set_index("categorie")["reden"]["onbekend"] for pad in (een, twee)]
    assert redenen[0].iloc[-1] == "samen met vakmanschap"
    assert redenen[1].iloc[-1] != "samen met vakmanschap"
    gevonden = intrude(twee, een)
    assert any("onbekend+vakmanschap" in deel.wie for deel in gevonden)
    assert not small(gevonden), report(gevonden)


def test_two_classifications_are_one_partition(gewoon):
    """Point 1: old without less new without is a group; who can't subtract the two has at least ten to choose from."""
    _, pad = gewoon
    tabel = read(pad)["tabel_5_herkomst"].set_index(["indeling", "achtergrond", "cohort"])
    for kolom in ("n", "teller", "n_nee"):
        oud, nieuw = (pd.to_numeric(tabel.loc[(indeling, "zonder", "2021"), kolom]) for indeling in ("oud", "nieuw"))
        assert np.isnan(oud) or np.isnan(nieuw) or oud - nieuw >= KLEIN or oud == nieuw


def test_the_last_step_of_the_attrition_is_the_total_of_all_tables(gewoon):
    """Point 2, where nothing was exported before: the number is shown, and agrees with the sum of the cells."""
    _, pad = gewoon
    tabellen = read(pad)
    laatste = int(tabellen["tabel_c_uitval"]["rijen_uit"].iloc[-1])
    feiten = tabellen["tabel_b_0_2"].set_index("categorie")["waarde"]
    assert laatste == float(feiten["n"]) + float(feiten["weggelaten"])
    assert laatste == tabellen["tabel_c_werkregels"]["n"].astype(int).sum()


def test_no_two_numbers_of_a_start_position_differ_by_one_to_nine(gewoon, klein):
    """Point 3: with a wage less permanent less not permanent; students less those with a wage."""
    for _, pad in (gewoon, klein):
        tabel = read(pad)["figuur_k_startpositie"].replace("", None)
        getal = tabel[["studenten", "n_loon", "vast", "niet_vast"]].astype(float)
        for een, twee in ((getal["n_loon"], getal["vast"] + getal["niet_vast"]), (getal["studenten"], getal["n_loon"])):
            assert not (een - twee).between(1, KLEIN - 1).any()
        assert "n_contract" not in tabel


def test_of_who_has_a_contract_the_few_without_are_a_cell():
    """Point 3, the other setting: nine of a hundred without a kind of contract take the chance with them."""
    regels = load_rules(INHOUD, SCHEMA, woorden=WOORDEN | {"zonder_contract": "contract"})
    for zonder, getoond in ((9, False), (10, True), (0, True)):
        tabel = start(bouw={"vast": 50, "niet_vast": 50 - zonder})
        _, vrij, *_ = protect({"figuur_k_startpositie": tabel}, regels=regels, grenzen=GRENZEN, eerder=[])
        rij = vrij["figuur_k_startpositie"].set_index("opleidingsrichting").loc["bouw"]
        assert pd.notna(rij["kans_vast"]) is getoond


def test_no_gap_beside_a_number_tells_its_reason(gewoon):
    """Point 4: where a number of persons is shown, so is the estimate; else both are empty."""
    _, pad = gewoon
    for naam, schatting in (("tabel_b_0_2", "coefficient"), ("tabel_b_0_2_marginaal", "effect")):
        tabel = read(pad)[naam].query("kenmerk != 'model' and referentie == 'nee'")
        assert ((tabel["n"] == "") == (tabel[schatting] == "")).all()
        redenen = tabel.loc[tabel["n"] == "", "reden"].str.replace(r"^samen met .+", "samen met", regex=True)
        assert set(redenen) <= {"onderdrukt", "geen personen", "samen met"}
        assert "samen met" in set(redenen)


def test_the_only_empty_share_of_a_table_takes_another_along():
    """Point 4: nobody knows the totals of the survey by sex, so one could hide alone, and would say why."""
    _, vrij, *_ = protected(tabel_5_kiesmbo=kiesmbo(man=(1000, 500), vrouw=(900, 891), totaal=(1980, 1430)))
    tabel = vrij["tabel_5_kiesmbo"]
    leeg = tabel["aandeel"].isna() & tabel["n"].notna() & tabel["reden"].eq("onderdrukt")
    assert leeg.sum() != 1


def test_numbers_leave_with_few_decimals(gewoon):
    """Point 5: shares three, estimates four, wages none; no nine digits in a row."""
    _, pad = gewoon
    decimalen = {"aandeel": 3, "klasse_aandeel": 3, "kans_vast": 3, "coefficient": 4, "p": 4, "startloon": 0}
    for naam, tabel in read(pad).items():
        for kolom in tabel:
            cijfers = tabel[kolom].str.extract(r"^-?\d+\.(\d+)$")[0].dropna().str.rstrip("0").str.len()
            assert cijfers.max() <= decimalen.get(kolom, 4) or cijfers.empty, (naam, kolom)
            assert not tabel[kolom].str.contains(r"\d{9}").any(), (naam, kolom)


def test_rounded_counts_close_differences_and_cost_half_a_ten(klein, tmp_path):
    """Point 5: to tens every difference is a ten, shares follow from the rounded counts; none is off by more than 5."""
    wereld, gewoon = klein
    # The others would be protected for nothing: nobody looks at them here.
    zonder = all_but("figuur_5_4", "figuur_5_6")
    afgerond = w.export(wereld, tmp_path, zonder=zonder, afronding=10)
    precies, rond = read(gewoon), read(afgerond)
    for naam, kolom in (
        ("figuur_5_4", "n"),
        ("figuur_5_4", "teller"),
        ("figuur_5_6", "n"),
    ):
        een, twee = (pd.to_numeric(tabel[naam][kolom]) for tabel in (precies, rond))
        assert twee.dropna().mod(10).eq(0).all()
        assert (een - twee).abs().max() <= KLEIN / 2
        assert not (een.dropna() % 10 == 0).all()
    tabel = rond["figuur_5_4"].replace("", None).dropna(subset="aandeel")
    aandeel, teller, n_nee = (tabel[kolom].astype(float) for kolom in ("aandeel", "teller", "n_nee"))
    assert (aandeel - teller / (teller + n_nee)).abs().max() <= 0.0005
    oud = precies["figuur_5_4"].replace("", None)["aandeel"].astype(float)
    assert 0 < (oud - aandeel).abs().max() < 0.2


def amounts(grootste, tweede, som, richtingen):
    """Return start positions with wages; all directions have 100 persons."""
    tabel = start()
    for naam, (een, twee, totaal) in zip(richtingen, zip(grootste, tweede, som, strict=True), strict=True):
        rij = tabel["opleidingsrichting"] == naam
        tabel.loc[rij, ["loon_grootste", "loon_tweede", "loon_som"]] = een, twee, totaal
    deel = tabel["opleidingsrichting"] != "totaal"
    tabel.loc[~deel, "loon_som"] = tabel.loc[deel, "loon_som"].sum()
    tabel["startloon"] = tabel["loon_som"] / tabel["n_loon"]
    return tabel


def shown(tabel):
    _, vrij, *_ = protected(figuur_k_startpositie=tabel)
    return vrij["figuur_k_startpositie"].set_index("opleidingsrichting")["startloon"].dropna()


def test_an_amount_that_is_dominated_does_not_come_back_from_the_total():
    """Point 6: total times n less the rest, within 15 % of what is hidden: the partner has to add enough.

    Bouw is dominated. Groen alone adds 1,000 to its 200,000: 0.5 %. By persons both partners are the same.
    """
    tabel = amounts([150_000, 20, 4000], [300, 19, 3000], [200_000, 1000, 200_000], ["bouw", "groen", "kunst"])
    loon = shown(tabel)
    weg = set(tabel["opleidingsrichting"]) - set(loon.index)
    assert "bouw" in weg
    assert "totaal" in loon.index
    per_rij = tabel.set_index("opleidingsrichting")
    terug = (loon["totaal"] * per_rij.loc["totaal", "n_loon"]) - sum(
        loon[naam] * per_rij.loc[naam, "n_loon"] for naam in loon.index if naam != "totaal"
    )
    assert terug - 200_000 >= 0.15 * 200_000
    # Nor is what comes back dominated by the one that bouw is hidden for.
    assert 0.5 * terug >= 150_000


@pytest.mark.parametrize(
    ("grootste", "tweede", "toont"), [(90_000, 79_000, True), (90_000, 81_000, False), (99_000, 90_000, False)]
)
def test_two_that_have_most_of_a_sum_hide_it(grootste, tweede, toont):
    """Point 6: of 200,000 two have 85 % at 170,000."""
    assert ("bouw" in shown(amounts([grootste], [tweede], [200_000], ["bouw"]))) is toont


def persons_of(wereld):
    """Return the rows of persons of a world, surveys aside."""
    return persons(
        wereld.analyse,
        {"2021": wereld.start},
        wereld.doorstroom,
        wereld.richting,
        {},
        vast_van="loon",
        eigenschap={"cohort": "2021"},
    )


def test_a_population_that_nobody_names_is_refused():
    """The declaration is checked against the persons: rows split by something that no dimension says."""
    wereld = w.draw(250, seed=3)
    personen = persons_of(wereld)
    vrouwen = wereld.analyse[wereld.analyse["geslacht"] == "vrouw"]
    eigen = compare_rules(wereld.analyse)
    geplant = compare_rules(vrouwen)

    def secured(universum, tabellen, **universa):
        inhoud = yaml.safe_load(yaml.safe_dump(INHOUD))
        inhoud["universa"] |= universa
        inhoud["producten"]["geplant"] = inhoud["producten"]["tabel_c_werkregels"] | {"universum": universum}
        regels = load_rules(inhoud, SCHEMA, woorden=WOORDEN)
        return protect(tabellen, regels=regels, grenzen=GRENZEN, eerder=[], personen=personen)

    with pytest.raises(InputError, match="zijn niet die van de personen"):
        secured("uitstromers", {"geplant": geplant})
    with pytest.raises(InputError, match=r"andere aantallen|zijn niet die van de personen"):
        secured("uitstromers", {"geplant": geplant, "tabel_c_werkregels": eigen})
    # A name of its own does not help: it has to say whose part it is, or which persons it is about.
    with pytest.raises(InputError, match="is not valid under any"):
        secured("vrouwen", {"geplant": geplant}, vrouwen={})
    with pytest.raises(InputError, match="twee universa hebben de personen uitstromers"):
        secured("vrouwen", {"geplant": geplant}, vrouwen={"personen": "uitstromers"})
    with pytest.raises(InputError, match="universum vrouwen bestaat niet"):
        secured("vrouwen", {"geplant": geplant})
    # As a part of all leavers it is in the system, and may leave.
    _, vrij, *_ = secured(
        "vrouwen", {"geplant": geplant, "tabel_c_werkregels": eigen}, vrouwen={"deel_van": "uitstromers"}
    )
    assert vrij["geplant"]["n"].notna().any()


def test_a_characteristic_that_persons_do_not_have_is_refused():
    wereld = w.draw(250, seed=3)
    personen = persons_of(wereld)
    inhoud = yaml.safe_load(yaml.safe_dump(INHOUD))
    inhoud["producten"]["tabel_c_werkregels"]["dimensies"] = {"cohort": "vlag"}
    inhoud["producten"]["tabel_c_werkregels"]["bekend"] = [[]]
    tabellen = {"tabel_c_werkregels": compare_rules(wereld.analyse)}
    with pytest.raises(InputError, match="geen gegeven van personen is vlag"):
        protect(
            tabellen, regels=load_rules(inhoud, SCHEMA, woorden=WOORDEN), grenzen=GRENZEN, eerder=[], personen=personen
        )


def test_a_number_of_persons_that_is_no_cell_is_refused():
    from helpers.disclosure_rules import estimates  # noqa: PLC0415 - this test alone

    tabel = estimates()
    feit = pd.DataFrame({"kenmerk": ["model"], "categorie": ["gezien"], "waarde": [612.0], "geschat": "nee"})
    inhoud = yaml.safe_load(yaml.safe_dump(INHOUD))
    for blok in inhoud["producten"]["tabel_b_0_2"]["blokken"]:
        blok.pop("geen_personen", None)
    zonder = load_rules(inhoud, SCHEMA, woorden=WOORDEN)
    met = {"tabel_b_0_2": pd.concat([tabel, feit], ignore_index=True).assign(volgorde=range(1, len(tabel) + 2))}
    with pytest.raises(InputError, match="waarde toont aantallen die geen cel zijn"):
        protect(met, regels=zonder, grenzen=GRENZEN, eerder=[])
    assert REGELS.producten["tabel_b_0_2"].blokken[-1].geen_personen


def test_the_zip_of_a_world_is_one_that_an_office_would_take(gewoon):
    _, pad = gewoon
    with zipfile.ZipFile(io.BytesIO(pad.read_bytes())) as archief:
        assert {"manifest.csv", "oordeel.csv", "figuur_5_4.csv", "tabel_b_0_2_robuust.csv"} <= set(archief.namelist())
