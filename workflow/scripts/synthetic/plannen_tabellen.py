"""Write the other tables of the synthetic plans: measures, budgets, tailor-made programmes and partners.

Counts of institutions are those of the report, on the codes of the plans' own year. The institution that merged later
has no coded measures and no usable budget, so that these counts hold before and after mergers.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from werkagenda.ingest.delimited import write_raw
from werkagenda.run.step import step
from werkagenda.synthetic.draw import Calibration, largest_remainder

_OORDELEN = ["pas toe", "leg uit", "onduidelijk"]
_VORMEN = ["nieuw", "uitbreiding of voortzetting", "onduidelijk"]
_PRIORITEITEN = ("1", "2", "3")
# The objectives of which one institution gave the amounts: those with compulsory measures.
_VERPLICHT = ("2.1", "2.2")


def plan_codes(instellingen: pd.DataFrame) -> pd.DataFrame:
    """Return the institutions with a plan: code of the plans' year, today's, whether it merged into another."""
    plan = instellingen[instellingen["opgave"] != ""]
    return plan.assign(opgegaan=plan["type"] == "opgegaan").sort_values("instelling", ignore_index=True)


def judge_measures(plannen: pd.DataFrame, opzet: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return a judgement per institution and measure, and the form of those that apply it; raw names.

    An institution without bbl explains why it does not apply a measure on bbl.
    """
    doelen = kalibratie.doelen["maatregelen"]
    rng, meest = kalibratie.rng("maatregelen"), max(sum(oordelen) for oordelen, _ in doelen.values())
    kan = plannen.loc[~plannen["opgegaan"]].sort_values("instelling")
    codes = sorted(rng.choice(kan["instelling"], meest, replace=False))
    vandaag = dict(zip(plannen["instelling"], plannen["vandaag"], strict=True))
    zonder_bbl = set(opzet.loc[opzet["bbl"] == 0, "instelling"])
    rijen = []
    for maatregel, (oordelen, vormen) in doelen.items():
        volgorde = rng.permutation(codes)
        if maatregel in kalibratie.doelen["maatregelen_bbl"]:
            volgorde = np.array(sorted(volgorde, key=lambda code: vandaag[code] not in zonder_bbl))
        weg = len(codes) - sum(oordelen)
        gecodeerd = volgorde[: len(codes) - weg]
        uitleg, rest = gecodeerd[: oordelen[1]], gecodeerd[oordelen[1] :]
        past = zip(rest, np.repeat(_VORMEN, vormen), strict=False)
        rijen += [(code, maatregel, _OORDELEN[0], vorm) for code, vorm in past]
        rijen += [(code, maatregel, _OORDELEN[1], "") for code in uitleg]
        rijen += [(code, maatregel, _OORDELEN[2], "") for code in rest[oordelen[0] :]]
    tabel = pd.DataFrame(rijen, columns=["instelling", "maatregel", "oordeel", "vorm"])
    tabel = tabel.sort_values(["instelling", "maatregel"], ignore_index=True)
    return explain(tabel, {code for code in codes if vandaag[code] in zonder_bbl}, kalibratie=kalibratie)


def explain(tabel: pd.DataFrame, zonder_bbl: set[str], *, kalibratie: Calibration) -> pd.DataFrame:
    """Return the judgements with the reason why a measure is not applied, and what is new about a new one."""
    rng, kansen = kalibratie.rng("redenen"), kalibratie.aannames["reden"]
    reden = pd.Series(rng.choice(list(kansen), len(tabel), p=list(kansen.values())), dtype="str")
    bbl = tabel["instelling"].isin(zonder_bbl) & tabel["maatregel"].isin(kalibratie.doelen["maatregelen_bbl"])
    reden = reden.mask(bbl, "geen bbl").where(tabel["oordeel"] == _OORDELEN[1], "")
    zegt = tabel["vorm"].eq(_VORMEN[0]) & (rng.random(len(tabel)) < kalibratie.aannames["nieuw_toegelicht"])
    return tabel.assign(reden=reden, nieuw_toelichting=np.where(zegt, "Nieuw vanaf het eerste jaar; met partners", ""))


def budgets(plannen: pd.DataFrame, opzet: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return amounts in euros per objective and in all; raw names.

    One institution gives only its priorities, one only the objectives with compulsory measures.
    """
    rng, aannames = kalibratie.rng("begroting"), kalibratie.aannames
    eigen = opzet.set_index("instelling")
    overig = aannames["verdeling_overig"]
    rijen: list[tuple[str, str, float]] = []
    for rij in plannen.itertuples():
        totaal = round(eigen.loc[rij.vandaag, "studenten"] * aannames["euro_per_student"] * rng.uniform(0.85, 1.15), -3)
        deel = {d: eigen.loc[rij.vandaag, f"besteding_{d.replace('.', '_')}"] / 100 for d in ("2.1", "2.2", "2.3")}
        bruikbaar = not (rij.opgegaan or np.isnan(deel["2.1"]))
        if not bruikbaar:
            deel = dict.fromkeys(deel, 0.08)
        kans = rng.dirichlet(60 * np.array(list(overig.values()))) * (1 - sum(deel.values()))
        deel |= dict(zip(overig, kans, strict=True))
        heel = largest_remainder(totaal * np.array(list(deel.values())), np.zeros(len(deel)))
        bedragen = dict(zip(deel, heel.tolist(), strict=True))
        if rij.opgegaan:
            bedragen = {p: sum(b for d, b in bedragen.items() if d.startswith(p)) for p in _PRIORITEITEN}
        elif not bruikbaar:
            bedragen = {d: bedragen[d] for d in _VERPLICHT}
        rijen += [(rij.instelling, post, bedrag) for post, bedrag in sorted(bedragen.items())]
        rijen.append((rij.instelling, "totaal", totaal))
    tabel = pd.DataFrame(rijen, columns=["instelling", "doelstelling", "bedrag"])
    return tabel.assign(bedrag=tabel["bedrag"].map("{:.2f}".format).str.replace(".", ","))


def hand_out(
    aantallen: dict[str, int], codes: Iterable[str], rng: np.random.Generator, *, hoogstens: int
) -> list[tuple[str, str]]:
    """Return pairs of a code and a thing: each thing goes to as many codes as counted, no code has more than fits."""
    ruimte = dict.fromkeys(codes, hoogstens)
    paren = []
    for ding, aantal in aantallen.items():
        kan = [code for code in ruimte if ruimte[code] > 0]
        wie = rng.choice(sorted(kan), aantal, replace=False)
        for code in wie:
            ruimte[code] -= 1
        paren += [(str(code), ding) for code in wie]
    return paren


def tailor_made(plannen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return a row per thing that an institution names of its tailor-made programmes; raw names."""
    rng, doelen, aannames = kalibratie.rng("maatwerk"), kalibratie.doelen, kalibratie.aannames
    codes = rng.permutation(plannen["instelling"])
    antwoorden = np.repeat(list(doelen["maatwerk_aanbod"]), list(doelen["maatwerk_aanbod"].values()))
    aanbod = dict(zip(codes, antwoorden, strict=True))
    biedt = [code for code in codes if aanbod[code] == "ja"]
    alles, *_ = domeinen = list(doelen["maatwerk_domein"])
    overal = biedt[: doelen["maatwerk_domein"][alles]]
    genoemd = {domein: doelen["maatwerk_domein"][domein] for domein in domeinen[1:]}
    namen = {
        "domein": [(code, alles) for code in overal] + hand_out(genoemd, biedt[len(overal) :], rng, hoogstens=8),
        "doelgroep": hand_out(aannames["maatwerk_doelgroep"], biedt, rng, hoogstens=6),
        "leerweg": hand_out(aannames["maatwerk_leerweg"], biedt, rng, hoogstens=3),
        "flexibiliteit": hand_out(doelen["maatwerk_flexibiliteit"], biedt, rng, hoogstens=5),
    }
    delen = []
    for kolom, paren in namen.items():
        deel = pd.DataFrame(paren, columns=["instelling", kolom]).sort_values(["instelling", kolom])
        delen.append(deel.assign(nummer=deel.groupby("instelling").cumcount()).set_index(["instelling", "nummer"]))
    rijen = pd.concat(delen, axis=1).fillna("").reset_index().drop(columns="nummer")
    zwijgt = pd.DataFrame({"instelling": [code for code in codes if code not in set(rijen["instelling"])]})
    tabel = pd.concat([rijen, zwijgt]).fillna("")
    return tabel.assign(aanbod=tabel["instelling"].map(aanbod)).sort_values(
        ["instelling", "domein", "doelgroep", "leerweg", "flexibiliteit"], ignore_index=True
    )


def partners(maatregelen: pd.DataFrame, *, kalibratie: Calibration) -> pd.DataFrame:
    """Return the partners that institutions with coded measures name per objective; raw names."""
    rng, codes = kalibratie.rng("partners"), sorted(maatregelen["instelling"].unique())
    aantallen = kalibratie.aannames["partners_overig"] | {"2.2": kalibratie.doelen["partners"]}
    rijen = [
        (code, doelstelling, partner)
        for doelstelling, genoemd in aantallen.items()
        for code, partner in hand_out(genoemd, codes, rng, hoogstens=len(genoemd))
    ]
    tabel = pd.DataFrame(rijen, columns=["instelling", "doelstelling", "partner"])
    return tabel.sort_values(["instelling", "doelstelling", "partner"], ignore_index=True)


if __name__ == "__main__":
    with step(snakemake) as s:
        kalibratie = Calibration.from_file(s.read("kalibratie"), zaad=s.params["zaad"])
        plannen, opzet = plan_codes(s.read("instellingen")), s.read("opzet")
        maatregelen = judge_measures(plannen, opzet, kalibratie=kalibratie)
        tabellen = {
            "plan_maatregelen": maatregelen,
            "plan_begroting": budgets(plannen, opzet, kalibratie=kalibratie),
            "plan_maatwerk": tailor_made(plannen, kalibratie=kalibratie),
            "plan_samenwerking": partners(maatregelen, kalibratie=kalibratie),
        }
        for bron, tabel in tabellen.items():
            write_raw(tabel, s.contract(f"contract_{bron}"), s.target(bron))
            s.rows_out(bron, len(tabel))
