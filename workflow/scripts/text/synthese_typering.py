"""Facts of the typology: quarters, types and movement between groups, as positions in the sector."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda.indicators.typology import GROEPEN, HOOG, LAAG, MIDDEN, ZELDEN
from werkagenda.words.text import finish_text

Labels = Mapping[str, Any]
Facts = dict[str, Any]
HELFT = 0.5
# How often an institution is in an outer quarter says by itself in which group it is: no trait to compare on.
PLAATS = {"derde_laag", "helft_laag", "helft_hoog"}
ALLE, EEN_VAN_BEIDE = "alle", "een_van_beide"


def kwartielen(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Count institutions by how often they are in an outer quarter.

    Returns:
        Counts of institutions: `n` in all, `laag` and `hoog` (in the lowest or highest quarter on over half of the
        indicators), `lage_groep` (in the low group), `gemengd` (of those: on some indicator in the highest quarter
        too).

    """
    lage = data[data["groep"] == LAAG]
    return {
        "n": len(data),
        "laag": int((data[LAAG] > HELFT).sum()),
        "hoog": int((data[HOOG] > HELFT).sum()),
        "lage_groep": len(lage),
        "gemengd": int((lage[HOOG] > 0).sum()),
        "figuur": {
            "reeksen": [[kant, labels["kwart"][kant]] for kant in (LAAG, HOOG)],
            "groepen": [[groep, labels["plaats"][groep]] for groep in GROEPEN],
            "woorden": {"groep": labels["plaats"]},
        },
    }


def typen(data: pd.DataFrame, *, labels: Labels, product: Mapping[str, Any], **_: object) -> Facts:
    """Count institutions per group and what became of them.

    Returns:
        Counts of institutions: `lage` and `hoge` (in the group), `omhoog` (left the low group), `alle` (with a type),
        of which `onzeker` fall in another group in `zelden` (0-1) or more of the redraws within the margins;
        `omvang_laag` and `omvang_hoog`: the sizes of groups as the product is set; `laag_omhoog` and `hoog_gebleven`:
        what became of the institutions of a group, those with a high ambition first (`ambitie`: `hoog`, the others
        `ander`, or `alle` when none of the group has one): `aantal` of `n`.

    """
    aantal = data.groupby("groep")["aantal"].sum()
    return {
        "lage": int(aantal.get(LAAG, 0)),
        "hoge": int(aantal.get(HOOG, 0)),
        "omhoog": int(data.loc[data["groep"] == LAAG, "stijgers"].sum()),
        "alle": int(data["aantal"].sum()),
        "onzeker": int(data["onzeker"].sum()),
        "zelden": ZELDEN,
        "omvang_laag": product["omvang"]["laag"],
        "omvang_hoog": product["omvang"]["hoog"],
        "laag_omhoog": _by_ambition(data[data["groep"] == LAAG], "stijgers"),
        "hoog_gebleven": _by_ambition(data[data["groep"] == HOOG], "gelijk"),
        "figuur": {"woorden": {"groep": labels["plaats"], "ambitie": labels["ambitie"]}},
    }


def beweging(data: pd.DataFrame, *, labels: Labels, **_: object) -> Facts:
    """Count institutions by their group on start values and on recent ones.

    Returns:
        Counts of institutions: `n` in all, `blijvers` in the same group, `sprongen` from low to high or back;
        `laag_nog` and `hoog_nog` still in their group, `laag_erbij` and `hoog_erbij` that came from another.

    """
    plaats = {groep: nummer for nummer, groep in enumerate(GROEPEN)}
    data = data[data["van"].isin(GROEPEN) & data["naar"].isin(GROEPEN)]
    stap = data["naar"].map(plaats) - data["van"].map(plaats)
    paar = {(rij["van"], rij["naar"]): int(rij["aantal"]) for rij in data.to_dict("records")}
    return {
        "n": int(data["aantal"].sum()),
        "blijvers": int(data.loc[stap == 0, "aantal"].sum()),
        "sprongen": int(data.loc[stap.abs() == len(GROEPEN) - 1, "aantal"].sum()),
        "laag_nog": paar[LAAG, LAAG],
        "laag_erbij": paar[MIDDEN, LAAG] + paar[HOOG, LAAG],
        "hoog_nog": paar[HOOG, HOOG],
        "hoog_erbij": paar[MIDDEN, HOOG] + paar[LAAG, HOOG],
        "figuur": {"woorden": dict.fromkeys(("van", "naar"), labels["plaats"])},
    }


def groepen(data: pd.DataFrame, *, labels: Labels, product: Mapping[str, Any], **_: object) -> Facts:
    """Count what the institutions in the low and the high group are, and name the traits that tell them apart.

    Returns:
        `n_laag` and `n_hoog` (institutions in the group on recent values), `bekend` (those in the low group of which is
        known where they are); `nu_laag`, `start_laag`, `nu_hoog`: per trait the institutions of that group and
        moment; `randstad`: the share (0-1) of all institutions there that is
        or was in the low group, None when there are none; `confessie`: whether denominations are known; `onderscheid`:
        rows `groep`, `kant` (vaker, minder) and `namen` of the traits whose test finds a difference (p under
        `grens`).

    """
    grens = product["grens_p"]
    cellen = {(r["moment"], r["groep"], r["kenmerk"]): r for r in data.to_dict("records")}

    def counts(moment: str, groep: str) -> dict[str, int]:
        leeg = {"aantal": 0}
        return {naam: int(cellen.get((moment, groep, naam), leeg)["aantal"]) for naam in labels["instelling"]}

    nu = data[(data["moment"] == "recent") & ~data["kenmerk"].isin(PLAATS) & (data["p"] < grens)]
    onderscheid = []
    for groep in (LAAG, HOOG):
        for kant, meer in (("vaker", True), ("minder", False)):
            gevonden = [
                labels["instelling"][rij["kenmerk"]]["zin"]
                for rij in nu[nu["groep"] == groep].to_dict("records")
                if (rij["aandeel"] > cellen["recent", ALLE, rij["kenmerk"]]["aandeel"]) == meer
            ]
            if gevonden:
                onderscheid.append({"groep": labels["plaats"][groep].lower(), "kant": kant, "namen": gevonden})
    omvang = data[data["moment"] == "recent"].groupby("groep")["n"].max()
    randstad = cellen.get((EEN_VAN_BEIDE, LAAG, "randstad"), {}).get("aandeel_kenmerk")
    return {
        "n_laag": int(omvang.get(LAAG, 0)),
        "n_hoog": int(omvang.get(HOOG, 0)),
        "bekend": int(cellen.get(("recent", LAAG, "randstad"), {"n": 0})["n"]),
        "nu_laag": counts("recent", LAAG),
        "start_laag": counts("start", LAAG),
        "nu_hoog": counts("recent", HOOG),
        "randstad": None if randstad is None or pd.isna(randstad) else randstad,
        "confessie": bool(cellen.get(("recent", ALLE, "confessioneel"), {"n": 0})["n"]),
        "onderscheid": onderscheid,
        "grens": grens,
        "figuur": {
            "woorden": {
                "groep": labels["plaats"],
                "moment": labels["moment"],
                "kenmerk": {naam: woord["kort"] for naam, woord in labels["instelling"].items()},
            }
        },
    }


def _by_ambition(groep: pd.DataFrame, kolom: str) -> list[Facts]:
    """Return what became of the institutions of a group, those with a high ambition beside the others."""
    hoog = groep["ambitie"] == HOOG
    ander = "ander" if groep.loc[hoog, "aantal"].sum() else "alle"
    delen = [
        {"ambitie": soort, "aantal": int(rijen[kolom].sum()), "n": int(rijen["aantal"].sum())}
        for soort, rijen in (("hoog", groep[hoog]), (ander, groep[~hoog]))
    ]
    return [deel for deel in delen if deel["n"]]


FAMILIES = {"kwartielen": kwartielen, "typen": typen, "beweging": beweging, "groepen": groepen}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, product = s.read("data"), s.register["product"]
        finish_text(s, FAMILIES[product["familie"]](data, labels=s.register["labels"], product=product), data)
