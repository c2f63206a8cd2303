from werkagenda.synthetic.names import synthetic_files

A = "nieuw-instromende-studenten-per-instelling-hoofdgroep-leerweg-beroepsopleiding-niveau-vooropleiding.csv"
B = "nieuw-instromende-studenten-per-instelling-niveau-leerweg-beroepsopleiding-met-soorten-instroom.csv"
DUO = "results/synthetic/raw/duo"


def test_names_are_those_of_duo():
    bestanden = synthetic_files((2024, 2025), (2018, 2018))
    # The open files have the names of the portal: cut off, and in odd years without a space.
    kort = A.replace("vooropleiding", "vooro")
    assert bestanden["instroom_a"] == [f"{DUO}/2024 {kort}", f"{DUO}/2025-{kort}"]
    assert bestanden["instroom_b"][0].endswith("-met-soorten-inst.csv")
    assert bestanden["levering_instroom_b"] == [f"{DUO}/levering/2018 instroom-b.csv"]
    assert bestanden["gediplomeerden"] == [f"{DUO}/2023-2024-gediplomeerden.csv"]
    assert len(bestanden["crebo_bc"]) == 5
    assert bestanden["crebo_bc"][-1].endswith("/combinatie-erkende-opleidingscode-en-beroep-2024-2025.csv")
