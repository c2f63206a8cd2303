def test_probe(instroom, genoemd, sectoren, fusies, kalibratie, gediplomeerden, koppeling):
    import pandas as pd
    t = instroom[instroom.leerweg != "overig"].assign(n=instroom["INSTROOM OPLEIDING"])
    g3 = t.bc.map(sectoren).fillna("") != ""
    paren = set(zip(genoemd.instelling.replace(fusies), genoemd.bc))
    g2 = pd.Series([p in paren for p in zip(t.instelling, t.bc)], index=t.index)
    g1 = t.bc.isin(genoemd.bc)
    for j, d in t.groupby("jaar"):
        T = d.n.sum()
        u = d.assign(x=d.n * g3).groupby("instelling")[["x", "n"]].sum()
        print(j, T, [round(d.n[g[d.index]].sum() / T, 4) for g in (g1, g2, g3)], round((u.x / u.n).mean(), 4), d.groupby("niveau").n.sum().tolist(), d["TOTAAL MBO"].sum(), round(d.n[d.leerweg == "bbl"].sum() / T, 3), d.n[g3[d.index]].sum(), d["INSTROOM MBO"][g3[d.index]].sum(), d.bc.nunique())
    q = gediplomeerden[(gediplomeerden.leerweg != "overig") & (gediplomeerden.aantal > 0)].copy()
    q["bc"] = [koppeling.get(c, [""])[0] for c in q.crebo]
    q["i"] = q.code.replace(fusies)
    g3 = q.bc.map(sectoren).fillna("") != ""
    g2 = pd.Series([p in paren for p in zip(q.i, q.bc)], index=q.index)
    for j, d in q.groupby("jaar"):
        T = d.aantal.sum()
        u = d.assign(x=d.aantal * g3).groupby("i")[["x", "aantal"]].sum()
        print(j, T, [round(d.aantal[g[d.index]].sum() / T, 4) for g in (g2, g3)], round((u.x / u.aantal).mean(), 4))
    raise AssertionError
