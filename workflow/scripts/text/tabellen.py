"""Titles and variables of the tables of chapter 3 and appendix B."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from werkagenda import formats as f
from werkagenda.words import extremes, flow
from werkagenda.words.series import Comparison, Period, periode, vergelijk
from werkagenda.words.text import Tekst, finish_text

VOORRANG = "regeling"


def uitsplitsing(
    data: pd.DataFrame, *, labels: Mapping[str, Any], drempels: Mapping[str, float], breuken: Mapping[str, int]
) -> Tekst:
    """Describe the table by leerweg, level and kind of institution.

    Variables, `<rij>` being `totaal`, `bol`, `bbl`, `niveau_1`, `bol_niveau_1`, `roc` and so on:
    `<maat>_<groep>_<rij>_…` and `<maat>_bbl_totaal_…` (share of bbl in all programmes) with the endings of
    `Comparison.variabelen`; `<maat>_van_jaar`, `<maat>_tot_jaar`; `<maat>_hoogste_niveau` (group of the Regeling,
    empty when no level stands out); `instroom_zin`: what the table says of inflow. Rows without students are left out.
    """
    variabelen: dict[str, str] = {}
    titel, zin = "", ""
    for maat, van_maat in data.dropna(subset="aandeel").groupby("maat", sort=True):
        tijd = periode(van_maat["jaar"], breuken.get(str(maat)))
        paren: dict[str, Comparison] = {}
        variabelen |= _jaren(str(maat), tijd)
        for (groep, naam), reeks in van_maat.assign(rij=rijnaam(van_maat)).groupby(["groep", "rij"], sort=True):
            if {tijd.van, tijd.tot} <= set(reeks["jaar"]):
                paren[f"{groep}_{naam}"] = vergelijk(reeks, "aandeel", tijd, drempels)
                variabelen |= paren[f"{groep}_{naam}"].variabelen(f"{maat}_{groep}_{naam}")
        laatste = van_maat[van_maat["groep"].eq(VOORRANG) & van_maat["jaar"].eq(tijd.tot)]
        per_niveau, per_leerweg = (
            {str(sleutel): float(aandeel) for sleutel, aandeel in zip(rijen[kolom], rijen["aandeel"], strict=True)}
            for kolom, rijen in ((k, laatste[laatste["uitsplitsing"] == k]) for k in ("niveau", "leerweg"))
        )
        variabelen[f"{maat}_hoogste_niveau"] = extremes.enige_hoogste(per_niveau)
        if maat == "instroom":
            groepszin = labels["groep"][VOORRANG]["zin"]
            titel, per_leerweg_zin = extremes.leerwegen(per_leerweg, labels["leerweg"], tijd.tot, groepszin)
            delen = (per_leerweg_zin, extremes.niveau(per_niveau), extremes.bbl(paren.get("bbl_totaal"), tijd))
            zin = " ".join(filter(None, delen))
    return {
        "titel": titel,
        "alt": "Tabel met het aandeel per groep opleidingen, naar leerweg, niveau en soort instelling.",
        "variabelen": variabelen | {"instroom_zin": zin},
    }


def spreiding(
    data: pd.DataFrame, *, labels: Mapping[str, Any], drempels: Mapping[str, float], breuken: Mapping[str, int]
) -> Tekst:
    """Describe the spread over institutions.

    Variables: `<maat>_<groep>_` with `p2_5`, `p25`, `mediaan`, `p75`, `p97_5` (last year), `gemiddelde_van`,
    `gemiddelde_tot`, `gemiddelde_verschil`, `gemiddelde_richting`, `instellingen`, `middelste_helft` (between
    or at which share); `<maat>_van_jaar`, `_tot_jaar`.
    """
    variabelen: dict[str, str] = {}
    for maat, van_maat in data.groupby("maat", sort=True):
        tijd = periode(van_maat["jaar"], breuken.get(str(maat)))
        variabelen |= _jaren(str(maat), tijd)
        for groep, reeks in van_maat.groupby("groep", sort=True):
            per_jaar, stam = reeks.set_index("jaar"), f"{maat}_{groep}"
            oud, nieuw = (float(per_jaar.loc[jaar, "gemiddelde"]) for jaar in (tijd.van, tijd.tot))
            laatste = per_jaar.loc[tijd.tot]
            variabelen |= {
                f"{stam}_{kolom}": f.procent_voluit(laatste[kolom])
                for kolom in ("p2_5", "p25", "mediaan", "p75", "p97_5")
            } | {
                f"{stam}_gemiddelde_van": f.procent_voluit(oud),
                f"{stam}_gemiddelde_tot": f.procent_voluit(nieuw),
                f"{stam}_gemiddelde_verschil": f.procentpunt(oud, nieuw),
                f"{stam}_gemiddelde_richting": f.richting(oud, nieuw, soort="aandeel", drempels=drempels),
                f"{stam}_instellingen": f.aantal(laatste["instellingen"]),
            }
            laag, hoog = variabelen[f"{stam}_p25"], variabelen[f"{stam}_p75"]
            variabelen[f"{stam}_middelste_helft"] = f"op {laag}" if laag == hoog else f"tussen {laag} en {hoog}"
    stam = f"instroom_{VOORRANG}"
    return {
        "titel": (
            f"Bij de middelste helft van de instellingen ligt het aandeel van {labels['groep'][VOORRANG]['zin']} in de "
            f"instroom van {variabelen['instroom_tot_jaar']} {variabelen[f'{stam}_middelste_helft']}"
        ),
        "alt": "Tabel met percentielen van het aandeel over instellingen, per groep opleidingen.",
        "variabelen": variabelen,
    }


def sectoren(
    data: pd.DataFrame, *, labels: Mapping[str, Any], drempels: Mapping[str, float], breuken: Mapping[str, int]
) -> Tekst:
    """Describe the sectors of the Regeling.

    Variables: `<maat>_<sector>_…` (spaces as `_`) with the endings of `Comparison.variabelen`; `<maat>_stijgers`,
    `_gelijk`, `_dalers` (sectors joined, empty when there are none), `<maat>_grootste` (sector with the largest
    number), `<maat>_sterkste` and `<maat>_sterkste_verschil` (largest change in students), `<maat>_som_verschil`;
    `<maat>_zin`: what the table says.
    """
    variabelen: dict[str, str] = {}
    titels: dict[str, str] = {}
    for maat, van_maat in data.groupby("maat", sort=True):
        tijd = periode(van_maat["jaar"], breuken.get(str(maat)))
        paren = {
            str(sector): vergelijk(reeks, "aantal", tijd, drempels)
            for sector, reeks in van_maat.groupby("sector", sort=True)
        }
        verschil = {sector: paar.tot.waarde - paar.van.waarde for sector, paar in paren.items()}
        sterkste = max(verschil, key=lambda sector: (abs(verschil[sector]), sector))
        gevuld = {sector: paar for sector, paar in paren.items() if paar.van.waarde or paar.tot.waarde}
        per_woord = {
            woord: [sector for sector, paar in gevuld.items() if paar.richting == woord]
            for woord in ("gestegen", "gelijk gebleven", "gedaald")
        }
        variabelen |= _jaren(str(maat), tijd)
        titels[str(maat)], variabelen[f"{maat}_zin"] = extremes.sectoren(paren, tijd, labels["maat"][maat])
        for sector, paar in paren.items():
            variabelen |= paar.variabelen(f"{maat}_{sector.replace(' ', '_')}")
        variabelen |= {
            f"{maat}_{naam}": f.opsomming(per_woord[woord]) if per_woord[woord] else ""
            for naam, woord in (("stijgers", "gestegen"), ("gelijk", "gelijk gebleven"), ("dalers", "gedaald"))
        } | {
            f"{maat}_grootste": max(paren, key=lambda sector: (paren[sector].tot.waarde, sector)),
            f"{maat}_sterkste": sterkste,
            f"{maat}_sterkste_verschil": f.met_teken(verschil[sterkste]),
            f"{maat}_som_verschil": f.met_teken(sum(verschil.values())),
        }
    return {
        "titel": titels["instroom"],
        "alt": "Tabel met instroom en gediplomeerden per sector van de Regeling Kwaliteitsafspraken.",
        "variabelen": variabelen,
    }


def ontleding(data: pd.DataFrame, *, labels: Mapping[str, Any], **_: object) -> Tekst:
    """Describe the decomposition of the last change from one year to the next.

    Variables: `<maat>_<groep>_<onderdeel>` (signed students), `<maat>_<groep>_oorzaak` (`de verandering van het totaal`
    or `… van het aandeel`, whichever is larger), `<maat>_van_jaar`, `<maat>_tot_jaar`; always `instroom_zin`.
    """
    laatste = data[data["tot"] == data.groupby("maat")["tot"].transform("max")]
    variabelen: dict[str, str] = {}
    smal: tuple[dict[str, float], Period] | tuple[None, None] = None, None
    for (maat, groep), rijen in laatste.groupby(["maat", "groep"], sort=True):
        delen = {str(deel): float(waarde) for deel, waarde in zip(rijen["onderdeel"], rijen["aantal"], strict=True)}
        tijd = Period(int(rijen["van"].iloc[0]), int(rijen["tot"].iloc[0]))
        if (maat, groep) == ("instroom", VOORRANG):
            smal = delen, tijd
        variabelen |= _jaren(str(maat), tijd)
        variabelen |= {f"{maat}_{groep}_{deel}": f.met_teken(waarde) for deel, waarde in delen.items()}
        variabelen[f"{maat}_{groep}_oorzaak"] = extremes.oorzaak(delen)
    titel, variabelen["instroom_zin"] = extremes.ontleding(*smal, labels["groep"][VOORRANG]["zin"])
    return {
        "titel": titel,
        "alt": "Tabel met de laatste verandering per groep opleidingen, ontleed in onderdelen.",
        "variabelen": variabelen,
    }


def beroepsopleidingen(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe table B.0.1.

    Variables: `genoemd`, `in_sector`, `sector_<sector>` (counts of BCs), `vaakst_naam` and `vaakst_aantal` (the BC that
    most institutions name), `boven_100` (BCs named by more institutions than have graduates).
    """
    met_sector = data[data["sector"].fillna("") != ""]
    vaakst = data.sort_values(["instellingen_genoemd", "bc"], ascending=[False, True]).head(1)
    boven = data["instellingen_genoemd"] > data["instellingen_met_gediplomeerden"]
    return {
        "titel": extremes.beroepsopleidingen(data, len(met_sector)),
        "alt": "Tabel met alle beroepsopleidingen die een of meer instellingen noemen.",
        "variabelen": {
            "genoemd": f.aantal(len(data)),
            "in_sector": f.aantal(len(met_sector)),
            "vaakst_naam": "".join(vaakst["naam"]),
            "vaakst_aantal": "".join(vaakst["instellingen_genoemd"].map(f.aantal)),
            "boven_100": f.getalwoord(int(boven.sum())),
        }
        | {
            f"sector_{str(sector).replace(' ', '_')}": f.getalwoord(len(rijen))
            for sector, rijen in met_sector.groupby("sector", sort=True)
        },
    }


def kerncijfers(data: pd.DataFrame, **_: object) -> Tekst:
    """Describe the key figures of the prose.

    Variables per count `naam`: itself (`137`), `<naam>_woord` (in words to twelve), `<naam>_n` and `<naam>_aandeel` (of
    n); a `naam` that begins with `aandeel` is a share and gives itself (`65 procent`).
    """
    variabelen: dict[str, str] = {}
    for rij in data.itertuples(index=False):
        if rij.naam.startswith("aandeel"):
            variabelen[rij.naam] = f.procent_voluit(rij.waarde)
            continue
        variabelen |= {
            rij.naam: f.aantal(rij.waarde),
            f"{rij.naam}_woord": f.getalwoord(int(rij.waarde)),
            f"{rij.naam}_n": f.aantal(rij.n),
            f"{rij.naam}_aandeel": f.procent_voluit(rij.waarde / rij.n) if rij.n else f.LEEG,
        }
    variabelen["opgave_zin"] = flow.opgave({str(rij.naam): int(rij.waarde) for rij in data.itertuples()})
    return {"titel": "Kerncijfers van hoofdstuk 3", "alt": "", "variabelen": variabelen}


def rijnaam(data: pd.DataFrame) -> pd.Series:
    """Name each breakdown row: `totaal`, `bol`, `niveau_2`, `bol_niveau_2`, `roc`."""
    niveau = data["niveau"].map(lambda waarde: f"niveau_{waarde}" if waarde else "")
    delen = zip(data["leerweg"], niveau, data["soort_instelling"], strict=True)
    return pd.Series(["_".join(filter(None, deel)).replace(" ", "_") or "totaal" for deel in delen], index=data.index)


def _jaren(maat: str, tijd: Period) -> dict[str, str]:
    return {f"{maat}_van_jaar": str(tijd.van), f"{maat}_tot_jaar": str(tijd.tot)}


FAMILIES = {
    "uitsplitsing": uitsplitsing,
    "spreiding": spreiding,
    "sectoren": sectoren,
    "ontleding": ontleding,
    "beroepsopleidingen": beroepsopleidingen,
    "kerncijfers": kerncijfers,
}

if __name__ == "__main__":
    from werkagenda.run.step import step

    with step(snakemake) as s:
        data, verwoord = s.read("data"), FAMILIES[s.register["product"]["familie"]]
        instellingen = {sleutel: s.params[sleutel] for sleutel in ("drempels", "breuken")}
        finish_text(s, verwoord(data, labels=s.register["labels"], **instellingen), data)
