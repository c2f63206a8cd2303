"""The analysis population of the synthetic microdata: who they are, and whether they work by the published logit."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from scipy.special import expit

from werkagenda.synthetic.draw import rake

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from werkagenda.synthetic.draw import Calibration

ONBEKEND = "onbekend"
# Characteristics that depend on the education (niveau, leerweg) but not on each other's institution or programme.
_PERSOON = ("leeftijd", "migratieachtergrond", "opleiding_ouders")
_OPLEIDING = ("niveau", "leerweg")
# The characteristics of the published logit, and where the population has them.
KENMERKEN = {"afstudeerjaar": "cohort"} | {naam: naam for naam in (*_OPLEIDING, *_PERSOON, "geslacht", "sectorkamer")}
# The youngest age of the published table; whoever is younger is in one class.
_JONGST = 16


def published_coefficients(gepubliceerd: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return the coefficients of table B.0.2 by (kenmerk, categorie); a reference category is not in it.

    `gepubliceerd` is `resources/published/tabel_b_0_2.csv`; its format stands in the README beside it.
    """
    rijen = gepubliceerd[gepubliceerd["kolom"] == "coefficient"]
    sleutels = [dict(deel.split("=") for deel in sleutel.split(";")) for sleutel in rijen["sleutel"]]
    return {
        (sleutel["kenmerk"], sleutel["categorie"]): float(waarde)
        for sleutel, waarde in zip(sleutels, rijen["waarde"], strict=True)
    }


def education_cells(
    groepen: pd.DataFrame,
    programmas: pd.DataFrame,
    *,
    sectorkamers: Mapping[str, str],
    kalibratie: Calibration,
) -> pd.DataFrame:
    """Return who can graduate where: a row per institution, BC, level, leerweg and sex with its probability `kans`.

    `groepen` and `programmas` are tables of the synthetic world (institutions, what they run, its size);
    `sectorkamers` gives the code of a sectorkamer by its name in lower case (contract `oplnr_bc`). The shares of level,
    leerweg, sex and sectorkamer are those of the calibration. Columns: instelling, bc, niveau, leerweg, geslacht,
    sectorkamer, opleidingsrichting, kans (adds up to 1).
    """
    doelen = kalibratie.doelen
    cellen = groepen[groepen["niveau"].isin(doelen["niveau"]) & groepen["leerweg"].isin(doelen["leerweg"])]
    cellen = cellen[~cellen["nieuw"] & ~cellen["boldt"]]
    kolommen = ["bc", "sectorkamer", "hoofdgroep_naam", "man"]
    cellen = cellen.merge(programmas[kolommen], on="bc", validate="m:1")
    cellen = cellen.assign(sectorkamer=cellen["sectorkamer"].str.lower().map(dict(sectorkamers)))
    cellen = cellen[cellen["sectorkamer"].isin(doelen["sectorkamer"])]
    delen = [
        cellen.assign(geslacht="man", gewicht=cellen["gewicht"] * cellen["man"]),
        cellen.assign(geslacht="vrouw", gewicht=cellen["gewicht"] * (1 - cellen["man"])),
    ]
    sleutel = ["instelling", "bc", "niveau", "leerweg", "geslacht"]
    cellen = pd.concat(delen).rename(columns={"hoofdgroep_naam": "opleidingsrichting"})
    cellen = cellen.groupby([*sleutel, "sectorkamer", "opleidingsrichting"])["gewicht"].sum().reset_index()
    marges = [_margin(cellen[naam], doelen[naam]) for naam in ("niveau", "leerweg", "geslacht", "sectorkamer")]
    kans = rake(cellen["gewicht"].to_numpy(), marges)
    return cellen.assign(kans=kans / kans.sum()).drop(columns="gewicht").sort_values(sleutel, ignore_index=True)


def _margin(klasse: pd.Series, doel: Mapping[Any, float]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the class number of each row and the share of each class, as `rake` takes a margin."""
    nummer = {naam: i for i, naam in enumerate(doel)}
    return klasse.map(nummer).to_numpy(dtype=np.int64), np.array(list(doel.values()), dtype=float)


def person_profiles(kalibratie: Calibration) -> pd.DataFrame:
    """Return the joint shares `kans` of niveau, leerweg, leeftijd, migratieachtergrond and opleiding_ouders.

    Age 15 is under 16. Products of the margins times the factors of `samenhang`, raked back to the margins.
    """
    namen = [*_OPLEIDING, *_PERSOON]
    doelen = kalibratie.doelen
    tabel = pd.MultiIndex.from_product([list(doelen[naam]) for naam in namen], names=namen).to_frame(index=False)
    kans = np.prod([tabel[naam].map(doelen[naam]).to_numpy(dtype=float) for naam in namen], axis=0)
    for regel in kalibratie.aannames["samenhang"]:
        geldt = np.ones(len(tabel), dtype=bool)
        for naam, waarde in regel.items():
            if naam == "leeftijd":
                geldt &= tabel[naam].between(*waarde).to_numpy()
            elif naam != "factor":
                geldt &= (tabel[naam] == waarde).to_numpy()
        kans = np.where(geldt, kans * regel["factor"], kans)
    return tabel.assign(kans=rake(kans, [_margin(tabel[naam], doelen[naam]) for naam in namen]))


def institution_effects(cellen: pd.DataFrame, *, kalibratie: Calibration) -> dict[str, float]:
    """Return the effect of each institution on the index (log odds).

    Over persons the mean is 0 and the standard deviation `spreiding_instelling` whatever the seed: the pseudo-R2
    depends on it.
    """
    gewicht = cellen.groupby("instelling")["kans"].sum()
    trekking = kalibratie.rng("instellingseffect").normal(size=len(gewicht))
    trekking -= np.average(trekking, weights=gewicht)
    trekking *= kalibratie.aannames["spreiding_instelling"] / np.sqrt(np.average(trekking**2, weights=gewicht))
    return dict(zip(gewicht.index, trekking.tolist(), strict=True))


def encrypt(instellingen: Sequence[str], *, zaad: int) -> dict[str, str]:
    """Return the encrypted number of each institution: a hash with a key, so that nobody can make it from the code."""
    sleutel = zaad.to_bytes(8, "big")
    return {
        code: hashlib.blake2b(code.encode("utf-8"), key=sleutel, digest_size=8).hexdigest().upper()
        for code in instellingen
    }


def draw_covariates(
    n: int, cellen: pd.DataFrame, profielen: pd.DataFrame, *, kalibratie: Calibration, rng: np.random.Generator
) -> pd.DataFrame:
    """Return `n` persons with the columns of `education_cells` (without kans) and those of `person_profiles`.

    A few (`sectorkamer_onbekend`) followed a programme whose sectorkamer is not known.
    """
    cel = cellen.iloc[rng.choice(len(cellen), n, p=cellen["kans"] / cellen["kans"].sum())].reset_index(drop=True)
    # The profiles lie on a line, a stretch of length 1 per level and leerweg: a number picks one of the own stretch.
    opleiding = list(_OPLEIDING)
    profielen = profielen.sort_values(opleiding, kind="stable", ignore_index=True)
    per_opleiding = profielen.groupby(opleiding)["kans"]
    grenzen = np.cumsum((profielen["kans"] / per_opleiding.transform("sum")).to_numpy())[:-1]
    vak = pd.Series(range(per_opleiding.ngroups), index=per_opleiding.sum().index)
    plek = vak.reindex(pd.MultiIndex.from_frame(cel[opleiding])).to_numpy() + rng.random(n)
    gekozen = profielen[list(_PERSOON)].iloc[np.searchsorted(grenzen, plek, side="right")]
    cel = pd.concat([cel.drop(columns="kans"), gekozen.reset_index(drop=True)], axis=1)
    zonder = rng.random(n) < kalibratie.aannames["sectorkamer_onbekend"]
    return cel.assign(sectorkamer=cel["sectorkamer"].mask(zonder, ONBEKEND))


def linear_index(
    personen: pd.DataFrame, *, coefficienten: Mapping[tuple[str, str], float], effecten: Mapping[str, float]
) -> NDArray[np.float64]:
    """Return the log odds of work per person: constant, published coefficients, effect of the institution.

    `personen` has the columns of `draw_covariates` and `cohort`; a category without coefficient is a reference.
    """
    index = np.full(len(personen), coefficienten["model", "constante"])
    for kenmerk, kolom in KENMERKEN.items():
        waarden = {categorie: waarde for (naam, categorie), waarde in coefficienten.items() if naam == kenmerk}
        # Many persons of few kinds: a number for each kind, not a word for each person.
        plek, soorten = pd.factorize(personen[kolom], use_na_sentinel=False)
        if kenmerk == "leeftijd":
            namen = ["onder_16" if soort < _JONGST else str(soort) for soort in soorten]
        elif kenmerk == "afstudeerjaar":
            # A later cohort than the published ones is as the last of them, and not as the reference.
            namen = [str(min(soort, max(map(int, waarden)))) for soort in soorten]
        else:
            namen = [str(soort) for soort in soorten]
        index += np.array([waarden.get(naam, 0.0) for naam in namen])[plek]
    return index + personen["instelling"].map(dict(effecten)).to_numpy(dtype=float)


def draw_population(
    cellen: pd.DataFrame,
    *,
    kalibratie: Calibration,
    coefficienten: Mapping[tuple[str, str], float],
    cohorten: Sequence[int],
) -> pd.DataFrame:
    """Draw the analysis population in memory: the persons that the derive rules must find, and who of them works.

    The same seed gives the same persons in the written files. `cellen` comes from `education_cells`, `coefficienten`
    from `published_coefficients`; `kalibratie` (`resources/kalibratie_cbs.yaml`) holds seed and size: at `omvang` 1 a
    cohort has about 64,000 persons.

    Returns:
        A row per person: cohort, instelling, brin_crypt, bc, niveau, leerweg, leeftijd (15 is under 16), geslacht,
        migratieachtergrond, opleiding_ouders, sectorkamer, opleidingsrichting, the linear `index` (log odds) and the
        outcome `werk_klasse` (0/1).
    """
    profielen = person_profiles(kalibratie)
    effecten = institution_effects(cellen, kalibratie=kalibratie)
    geheim = encrypt(sorted(effecten), zaad=kalibratie.zaad)
    n = round(kalibratie.doelen["n_cohort"] * kalibratie.omvang)
    delen = []
    for cohort in cohorten:
        rng = kalibratie.rng("populatie", cohort)
        deel = draw_covariates(n, cellen, profielen, kalibratie=kalibratie, rng=rng).assign(cohort=cohort)
        index = linear_index(deel, coefficienten=coefficienten, effecten=effecten)
        werk = (rng.random(n) < expit(index)).astype(np.int8)
        delen.append(deel.assign(brin_crypt=deel["instelling"].map(geheim), index=index, werk_klasse=werk))
    return pd.concat(delen, ignore_index=True)
