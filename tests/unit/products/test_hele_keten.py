"""From cells of files A and B to the products, against plain loops over the same rows.

The loops share no code with the steps: dictionaries, exact halves (`midden`) and numpy's quantiles.
"""

from collections import defaultdict
from itertools import pairwise, product

import numpy as np
import pandas as pd
import pytest
from derive.indeling import classify
from derive.instroom_cellen import Suppressed, bound_cells
from helpers.both_flows import flow
from products.aandelen import share_of_groups
from products.aantallen import count_groups
from products.ontleding import decompose
from products.spreiding import spread

JAREN = (2020, 2021, 2022, 2023)
BCS = [f"bc{i:03}" for i in range(8)]
LEERWEGEN = ("bol", "bbl")
GENOEMD = [("01AA", "bc000"), ("02BB", "bc001"), ("03CC", "bc002"), ("03CC", "bc000")]
SECTOREN = {"bc000": "zorg", "bc005": "zorg", "bc006": "woningbouw", "bc001": ""}
FUSIE = {"02BB": "01AA"}
ONDERDRUKKING = Suppressed({"instroom_a": "auto", "instroom_b": 1}, high=4, verwacht="midden", max_leeg=0.0)


def draw(zaad):
    """Return per year rows of A (cell, new, inflow, total) and of B (cell, new, inflow, count), and the truth."""
    rng = np.random.default_rng(zaad)
    a, b, waar = defaultdict(list), defaultdict(list), defaultdict(int)
    for cel in product(JAREN, ("01AA", "02BB", "03CC"), BCS, ("bol", "bbl", "overig"), (2, 4)):
        soorten = rng.poisson(rng.gamma(0.6, 12), 3) * (rng.random() < 0.6)
        delen = np.array([rng.multinomial(n, [0.6, 0.3, 0.1]) for n in soorten])
        a[cel[0]] += [(cel[1:], int(d[0]), int(d[0] + d[1]), int(d.sum())) for d in delen.T if d.sum()]
        for vlaggen, n in zip(("JJ", "NJ", "NN"), soorten, strict=True):
            b[cel[0]] += [(cel[1:], *vlaggen, int(d)) for d in rng.multinomial(n, [0.5, 0.4, 0.1]) if d]
        waar[cel] = int(soorten[0] + soorten[1])
    return a, b, waar


def hidden(n):
    return None if 0 < n < 5 else n


def frames(a, b):
    sleutel = ["instelling", "bc", "leerweg", "niveau"]
    tabel_a = pd.DataFrame(
        [(*cel, *map(hidden, n)) for cel, *n in a],
        columns=[*sleutel, "instroom_mbo", "instroom_opleiding", "totaal_mbo"],
    )
    tabel_b = pd.DataFrame(
        [(*cel, nieuw, instroom, hidden(n)) for cel, nieuw, instroom, n in b],
        columns=[*sleutel, "is_instroom_mbo", "is_instroom_opleiding", "aantal"],
    )
    tellingen = ["instroom_mbo", "instroom_opleiding", "totaal_mbo"]
    return {
        "instroom_a": tabel_a.astype(dict.fromkeys(tellingen, "Int64")),
        "instroom_b": tabel_b.astype({"aantal": "Int64"}),
    }


def loops(a, b):
    """Return per year and cell the bounds of INSTROOM OPLEIDING and of INSTROOM MBO, by loops."""
    uit = {}
    for jaar, (plek, maat) in product(JAREN, ((1, "instroom_nieuw"), (2, "instroom"))):
        laagste = int(any(rij[plek] == 0 for rij in a[jaar]))
        van_a, van_b = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
        for rij in a[jaar]:
            verborgen = 0 < rij[plek] < 5
            van_a[rij[0]][0] += laagste if verborgen else rij[plek]
            van_a[rij[0]][1] += 4 if verborgen else rij[plek]
        for rij in b[jaar]:
            if rij[plek] == "J":
                van_b[rij[0]][0] += 1 if rij[3] < 5 else rij[3]
                van_b[rij[0]][1] += 4 if rij[3] < 5 else rij[3]
        for cel in set(van_a) | set(van_b):
            onder, boven = max(van_a[cel][0], van_b[cel][0]), min(van_a[cel][1], van_b[cel][1])
            uit[maat, jaar, cel] = (onder, boven)
    return uit


def in_group(groep, instelling, bc):
    vandaag = {(FUSIE.get(code, code), naam) for code, naam in GENOEMD}
    return {
        "totaal": True,
        "genoemd": bc in {naam for _, naam in GENOEMD},
        "per_instelling": (instelling, bc) in vandaag,
        "regeling": SECTOREN.get(bc, "") != "",
    }[groep]


def total(grenzen, maat, jaar, groep, *, instelling=None):
    """Return the bounds of a group and of the rest: (min, max, rest min, rest max)."""
    som = [0, 0, 0, 0]
    for (deze_maat, dit_jaar, (code, bc, leerweg, _)), (onder, boven) in grenzen.items():
        vandaag = FUSIE.get(code, code)
        if (deze_maat, dit_jaar) != (maat, jaar) or leerweg not in LEERWEGEN or instelling not in {None, vandaag}:
            continue
        plek = 0 if in_group(groep, vandaag, bc) else 2
        som[plek] += onder
        som[plek + 1] += boven
    return som


def middle(onder, boven):
    return (onder + boven + 1) // 2


@pytest.fixture(scope="module", params=[1, 2])
def keten(request):
    a, b, waar = draw(request.param)
    cellen = pd.concat([bound_cells(frames(a[jaar], b[jaar]), ONDERDRUKKING)[0].assign(jaar=jaar) for jaar in JAREN])
    indeling = classify(
        pd.DataFrame(GENOEMD, columns=["instelling", "bc"]),
        regeling=pd.DataFrame(SECTOREN.items(), columns=["bc", "sector"]),
        fusies=pd.DataFrame(FUSIE.items(), columns=["oud", "nieuw"]),
        scenarios={},
    )
    gediplomeerd = cellen[cellen["maat"] == "instroom_opleiding"].rename(columns={"bc": "crebo"})
    stroom = flow(
        cellen,
        gediplomeerd.drop(columns="maat"),
        indeling=indeling,
        crebo_bc=pd.DataFrame({"crebo": BCS, "bc": BCS}),
        fusies=pd.DataFrame(FUSIE.items(), columns=["oud", "nieuw"]),
        definitie="opleiding",
        verwacht="midden",
    )
    return stroom, loops(a, b), waar


def test_counts_of_figure_3_1(keten):
    stroom, grenzen, waar = keten
    uit = count_groups(stroom, maat="instroom", leerwegen=LEERWEGEN, reeksbreuk=2021)
    assert len(uit) == 16
    for rij in uit.itertuples():
        onder, boven, *_ = total(grenzen, "instroom", rij.jaar, rij.groep)
        assert (rij.aantal_min, rij.aantal, rij.aantal_max) == (onder, middle(onder, boven), boven)
        echt = sum(
            n
            for (jaar, code, bc, leerweg, _), n in waar.items()
            if jaar == rij.jaar and leerweg in LEERWEGEN and in_group(rij.groep, FUSIE.get(code, code), bc)
        )
        assert onder <= echt <= boven
        assert onder < boven


def test_shares_of_figure_3_2(keten):
    stroom, grenzen, _ = keten
    uit = share_of_groups(stroom, maat="instroom", leerwegen=LEERWEGEN, reeksbreuk=2021)
    assert len(uit) == 12
    for rij in uit.itertuples():
        onder, boven, rest_onder, rest_boven = total(grenzen, "instroom", rij.jaar, rij.groep)
        teller, noemer = middle(onder, boven), middle(onder + rest_onder, boven + rest_boven)
        assert (rij.teller, rij.noemer, rij.aandeel) == (teller, noemer, teller / noemer)
        assert rij.aandeel_min == onder / (onder + rest_boven)
        assert rij.aandeel_max == boven / (boven + rest_onder)
        assert 0 <= rij.aandeel_min <= rij.aandeel <= rij.aandeel_max <= 1


def test_spread_over_institutions(keten):
    stroom, grenzen, _ = keten
    uit = spread(stroom, leerwegen=LEERWEGEN, reeksbreuk=2021)
    for rij in uit[uit["maat"] == "instroom"].itertuples():
        aandelen = []
        for code in ("01AA", "03CC"):
            onder, boven, rest_onder, rest_boven = total(grenzen, "instroom", rij.jaar, rij.groep, instelling=code)
            aandelen.append(middle(onder, boven) / middle(onder + rest_onder, boven + rest_boven))
        assert rij.instellingen == 2
        assert [rij.p2_5, rij.p25, rij.mediaan, rij.p75, rij.p97_5, rij.gemiddelde] == pytest.approx(
            [*np.quantile(aandelen, [0.025, 0.25, 0.5, 0.75, 0.975]), np.mean(aandelen)]
        )


def test_decomposition(keten):
    stroom, grenzen, _ = keten
    uit = decompose(stroom, leerwegen=LEERWEGEN, reeksbreuk=2021, definitie="opleiding")
    uit = uit[uit["maat"] == "instroom"].set_index(["groep", "van", "onderdeel"])["aantal"]
    getal = lambda maat, jaar, groep: middle(*total(grenzen, maat, jaar, groep)[:2])  # noqa: E731
    assert set(uit.index.get_level_values("van")) == {2021, 2022}
    for groep, (van, tot) in product(("genoemd", "per_instelling", "regeling"), pairwise(JAREN[1:])):
        a0, a1 = getal("instroom", van, groep), getal("instroom", tot, groep)
        t0, t1 = getal("instroom", van, "totaal"), getal("instroom", tot, "totaal")
        assert uit[groep, van, "som"] == a1 - a0
        assert uit[groep, van, "totaaleffect"] == pytest.approx((a0 / t0 + a1 / t1) / 2 * (t1 - t0), abs=0.5)
        assert uit[groep, van, "aandeeleffect"] == pytest.approx((t0 + t1) / 2 * (a1 / t1 - a0 / t0), abs=0.5)
        nieuw = getal("instroom_nieuw", tot, groep) - getal("instroom_nieuw", van, groep)
        assert uit[groep, van, "nieuw"] == nieuw
        assert uit[groep, van, "switch"] == a1 - a0 - nieuw
