"""The list of targets: chapters in the order of the book, each product with what it shows."""

from audit.hulp import overview


def test_targets_stand_in_the_order_of_the_book_and_say_what_they_show():
    rijen = [
        {"id": "tabel_a", "nummer": "Tabel A.1", "hoofdstuk": "bijlage_a"},
        {"id": "figuur_3_1", "nummer": "Figuur 3.1", "hoofdstuk": "hoofdstuk_3"},
    ]
    boek = {
        "index": "Ligt het mbo op koers?",
        "hoofdstuk_3": "Hoofdstuk 3 Opleidingen",
        "bijlage_a": "Bijlage A Dekking",
    }
    toont = {"figuur_3_1": "de instroom is gedaald", "tabel_a": "a b " * 99}
    regels = overview(rijen, hoofdstukken=boek, toont=toont).splitlines()
    van = [regel.split()[0] for regel in regels if regel.split()[:1] and regel.split()[0] in {*boek, *toont}]
    assert van[-4:] == ["hoofdstuk_3", "figuur_3_1", "bijlage_a", "tabel_a"]
    assert "index" not in van
    assert any(regel.endswith("Figuur 3.1: de instroom is gedaald") for regel in regels)
    assert max(map(len, regels)) == 119
