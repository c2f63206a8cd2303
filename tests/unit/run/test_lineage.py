"""Lineage: hashes against published values, code found by imports, memory of fingerprints, merged records."""

import hashlib
import json
import os
import threading
import time
from pathlib import Path

import pytest

from werkagenda.run import lineage
from werkagenda.run.lineage import Fingerprints, Imports, code_files, digest, read_record, record_path, sha256, trace

# FIPS 180-2, appendix B.1: the SHA-256 of "abc".
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def write(pad, tekst):
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(tekst, encoding="utf-8", newline="")
    return pad


def test_hash_of_a_small_and_of_a_large_file(tmp_path):
    assert sha256(write(tmp_path / "abc", "abc")) == ABC
    groot = b"werkagenda" * 300_000  # more than one block
    (tmp_path / "groot").write_bytes(groot)
    assert sha256(tmp_path / "groot") == hashlib.sha256(groot).hexdigest()


def project(tmp_path):
    write(tmp_path / "src/pakket/__init__.py", "")
    write(tmp_path / "src/pakket/a.py", "from pakket import b\nimport json\n")
    write(tmp_path / "src/pakket/b.py", "def f():\n    import pakket.c\n")
    write(tmp_path / "src/pakket/c.py", "from pakket.a import x\n")
    write(tmp_path / "src/pakket/los.py", "")
    write(tmp_path / "scripts/naast.py", "")
    return write(tmp_path / "scripts/stap.py", "import naast\nfrom pakket.a import x\n")


def test_code_is_every_project_module_below_a_script_and_no_other(tmp_path):
    script = project(tmp_path)
    gevonden = code_files(script, (tmp_path / "src", tmp_path / "scripts"))
    namen = [pad.relative_to(tmp_path).as_posix() for pad in gevonden]
    assert namen == [
        "scripts/naast.py",
        "scripts/stap.py",
        *(f"src/pakket/{m}.py" for m in ("__init__", "a", "b", "c")),
    ]


def test_imports_are_read_once_per_content_and_not_after_an_edit(tmp_path, monkeypatch):
    script, roots, geheugen = (
        project(tmp_path),
        (tmp_path / "src", tmp_path / "scripts"),
        tmp_path / "diep/imports.json",
    )
    eerst = Imports(geheugen)
    gevonden = code_files(script, roots, eerst)
    eerst.keep()
    monkeypatch.setattr(lineage, "_imports", lambda pad: [f"pakket.los_{pad.stem}", "pakket.los"])
    # Another date is no other content: whatever reading anew would find, the memory answers.
    for pad in gevonden:
        os.utime(pad, (1, 1))
    assert code_files(script, roots, Imports(geheugen)) == gevonden
    write(script, "import pakket.los\n")
    na = Imports(geheugen)
    assert tmp_path / "src/pakket/los.py" in code_files(script, roots, na)
    na.keep()
    # What no script has any more is forgotten: the memory does not grow.
    assert len(json.loads(geheugen.read_text(encoding="utf-8"))) == 2


def test_damaged_memory_of_imports_is_made_anew(tmp_path):
    script, roots = project(tmp_path), (tmp_path / "src", tmp_path / "scripts")
    for kapot in ("", "[1]", "{"):
        imports = Imports(write(tmp_path / "imports.json", kapot))
        assert len(code_files(script, roots, imports)) == 6
        imports.keep()
        assert json.loads((tmp_path / "imports.json").read_text(encoding="utf-8"))


def test_digest_is_the_hash_of_the_content_whatever_dates_or_line_ends(tmp_path):
    een = write(tmp_path / "een", "1\n2\n")
    assert digest(een) == hashlib.sha256(b"1\n2\n").hexdigest()
    os.utime(een, (1, 1))
    write(een, "1\r\n2\r\n")
    assert digest(een) == hashlib.sha256(b"1\n2\n").hexdigest()


def test_fingerprint_sees_a_file_replaced_by_one_with_an_older_date(tmp_path):
    pad, geheugen = write(tmp_path / "raw.csv", "abc"), tmp_path / "diep/geheugen.json"
    assert Fingerprints(geheugen).of(pad) == ABC
    write(pad, "abd")
    os.utime(pad, (10, 10))
    assert Fingerprints(geheugen).of(pad) == hashlib.sha256(b"abd").hexdigest()


def test_unchanged_file_is_hashed_once_in_its_life(tmp_path, monkeypatch):
    """Where small files are hashed each time (Windows), as large ones are there."""
    monkeypatch.setattr(lineage, "_SMALL", 0)
    pad, geheugen = write(tmp_path / "raw.csv", "abc"), tmp_path / "geheugen.json"
    onthoud = Fingerprints(geheugen)
    onthoud.of(pad)
    onthoud.save()
    monkeypatch.setattr(lineage, "sha256", lambda _: "opnieuw")
    assert Fingerprints(geheugen).of(pad) == ABC
    os.utime(pad, (10, 10))
    assert Fingerprints(geheugen).of(pad) == "opnieuw"
    write(pad, "abcd")
    os.utime(pad, (10, 10))
    monkeypatch.setattr(lineage, "sha256", lambda _: "ook een andere lengte")
    assert Fingerprints(geheugen).of(pad) == "ook een andere lengte"


def test_what_a_file_says_is_found_once_and_anew_when_it_or_what_it_shares_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(lineage, "_SMALL", 0)
    pad, samen, geheugen = (tmp_path / naam for naam in ("contract.yaml", "domeinen.yaml", "geheugen.json"))
    onthoud, gevonden = Fingerprints(geheugen), []

    def find():
        gevonden.append(pad.name)
        return f"keer {len(gevonden)}"

    # What is not there may come.
    assert [onthoud.recall(pad, find, [samen]) for _ in range(2)] == ["keer 1", "keer 2"]
    write(pad, "abc")
    write(samen, "d")
    assert [onthoud.recall(pad, find, [samen]) for _ in range(2)] == ["keer 3", "keer 3"]
    # It is not taken for the hash of its bytes, nor the other way around.
    assert onthoud.of(pad) == ABC
    onthoud.save()
    assert Fingerprints(geheugen).recall(pad, find, [samen]) == "keer 3"
    write(samen, "de")
    assert Fingerprints(geheugen).recall(pad, find, [samen]) == "keer 4"
    write(pad, "abcd")
    assert Fingerprints(geheugen).recall(pad, find, [samen]) == "keer 5"


def test_missing_file_and_damaged_memory(tmp_path):
    geheugen = write(tmp_path / "geheugen.json", "{kapot")
    assert Fingerprints(geheugen).of(tmp_path / "weg.csv") == "ontbreekt"
    onthoud = Fingerprints(geheugen)
    assert onthoud.of(write(tmp_path / "raw.csv", "abc")) == ABC
    onthoud.save()
    assert (tmp_path / "raw.csv").as_posix() in json.loads(geheugen.read_text(encoding="utf-8"))


def test_files_are_hashed_ahead_beside_each_other(tmp_path, monkeypatch):
    """Only what is not known yet, a missing file left to its own step; what was done is said in bytes."""
    monkeypatch.setattr(lineage, "_UNSAVED", 5)
    monkeypatch.setattr(lineage, "_BLOK", 2)
    monkeypatch.setattr(lineage, "_SMALL", 0)
    onthoud, gezegd = Fingerprints(tmp_path / "geheugen.json"), []
    paden = [write(tmp_path / naam, "abc") for naam in ("a.sav", "b.sav", "c.sav")]
    onthoud.of(paden[0])
    onthoud.ahead([*paden, tmp_path / "weg.sav"], lambda *hoe_ver: gezegd.append(hoe_ver))
    assert gezegd[-1] == (2, 6, 6)
    monkeypatch.setattr(lineage, "sha256", None)
    assert [onthoud.of(pad) for pad in paden] == [ABC] * 3
    onthoud.ahead(paden, None)


def test_hashing_ahead_can_be_broken_off(tmp_path, monkeypatch):
    """Ctrl-C while files are read: they are not read to their end, and what is known is right."""
    monkeypatch.setattr(lineage, "_UNSAVED", 5)
    monkeypatch.setattr(lineage, "_TUSSENPOOS", 0.01)
    begonnen, verder = threading.Event(), threading.Event()

    def slow(_, read):
        begonnen.set()
        verder.wait(10)
        read(3)
        return "te laat"

    def stop(*_):
        begonnen.wait(10)
        threading.Timer(0.05, verder.set).start()
        raise KeyboardInterrupt

    monkeypatch.setattr(lineage, "sha256", slow)
    onthoud, pad = Fingerprints(tmp_path / "geheugen.json"), write(tmp_path / "a.sav", "abcabc")
    with pytest.raises(KeyboardInterrupt):
        onthoud.ahead([pad], stop)
    monkeypatch.undo()
    assert onthoud.of(pad) == hashlib.sha256(b"abcabc").hexdigest()


@pytest.mark.parametrize("windows", [True] if os.name == "nt" else [False, True])
def test_edit_that_keeps_size_and_puts_the_date_back_is_noticed(tmp_path, monkeypatch, windows):
    """Four bytes of a small file; Windows has no date of the last change of state, and reads small files each time."""
    monkeypatch.setattr(lineage, "_CREATION_DATE", windows)
    pad, onthoud = write(tmp_path / "tabel.parquet", "PAR1abcdPAR1"), Fingerprints(tmp_path / "geheugen.json")
    eerst, datum = onthoud.of(pad), pad.stat().st_mtime_ns
    time.sleep(0.02)
    with pad.open("r+b") as bestand:
        bestand.seek(4)
        bestand.write(b"zzzz")
    os.utime(pad, ns=(datum, datum))
    assert pad.stat().st_mtime_ns == datum
    assert onthoud.of(pad) == hashlib.sha256(b"PAR1zzzzPAR1").hexdigest() != eerst


BRON = {"bron": "instroom_a", "bestand": "2022 a.csv", "rijen": 9}


def record(uitvoer, naam, invoer, bronnen=(), **meer):
    """Write an output and its record, as a step does."""
    write(Path(uitvoer), "")
    inhoud = {"id": naam, "invoer": dict.fromkeys(invoer, "som"), "uitvoer": {uitvoer: "som"}, "bronnen": list(bronnen)}
    inhoud |= meer
    write(record_path(Path(uitvoer)), json.dumps(inhoud))


def test_every_step_and_source_behind_a_file_stands_once_and_sorted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ander = BRON | {"bestand": "2021 a.csv"}
    record("results/ingest/a/2022.parquet", "inlezen/2022", [], [BRON])
    record("results/ingest/a/2021.parquet", "inlezen/2021", [], [ander])
    record("results/derived/x.parquet", "stroom", ["results/ingest/a/2022.parquet", "results/ingest/a/2021.parquet"])
    record("results/data/y.csv", "aantallen", ["results/derived/x.parquet", "results/ingest/a/2022.parquet"])
    record("results/data/z.csv", "elders", ["results/derived/x.parquet"])
    uit = trace([Path("results/data/y.csv")])
    assert [stap["id"] for stap in uit["stappen"]] == ["aantallen", "inlezen/2021", "inlezen/2022", "stroom"]
    assert uit["bronnen"] == [ander, BRON]
    assert "bronnen" not in uit["stappen"][0]
    assert trace([Path("results/data/y.csv"), Path("results/derived/x.parquet")]) == uit


def test_records_of_persons_stay_with_them_and_their_counts_are_not_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tellingen = {"rijen_in": {"a": {"rijen": 12}}, "rijen_uit": {"b": {"rijen": 9}}, "uitval": [{"studenten": 3}]}
    record("results/persoon/derived/werk.parquet", "werk", [], [BRON], **tellingen)
    record("results/data/y.csv", "aandeel", ["results/persoon/derived/werk.parquet"], **tellingen)
    assert record_path(Path("results/persoon/derived/werk.parquet")).parts[:2] == ("results", "persoon")
    assert "persoon" not in record_path(Path("results/data/y.csv")).parts
    aandeel, werk = trace([Path("results/data/y.csv")])["stappen"]
    assert {naam: aandeel[naam] for naam in tellingen} == tellingen
    assert not set(werk) & set(tellingen)
    assert trace([Path("results/data/y.csv")])["bronnen"] == [BRON]


def test_a_step_with_outputs_on_both_sides_tells_no_counts(tmp_path, monkeypatch):
    """One output with rows of persons is enough, whichever comes first."""
    monkeypatch.chdir(tmp_path)
    binnen, buiten = "results/persoon/checks/aanval.csv", "results/export/tabellen/x.csv"
    tellingen = {"rijen_in": {"a": {"rijen": 12}}, "rijen_uit": {"b": {"rijen": 9}}, "uitval": [{"studenten": 3}]}
    for uitvoer in ({binnen: "som", buiten: "som"}, {buiten: "som", binnen: "som"}):
        inhoud = {"id": "beveiligen", "invoer": {}, "uitvoer": uitvoer, "bronnen": [BRON], **tellingen}
        write(record_path(Path(buiten)), json.dumps(inhoud))
        (stap,) = trace([Path(buiten)])["stappen"]
        assert stap["id"] == "beveiligen"
        assert not set(stap) & set(tellingen)


def test_file_that_no_step_made_has_no_record(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(Path("results/data/x.csv"), "")
    assert read_record(Path("results/data/x.csv")) is None
    assert read_record(Path("resources/bc_regeling.csv")) is None
    assert trace([Path("resources/bc_regeling.csv")]) == {"stappen": [], "bronnen": []}


def test_outputs_of_one_name_in_two_folders_have_their_own_record():
    assert record_path(Path("results/data/x.csv")) != record_path(Path("results/tables/x.csv"))
    assert record_path(Path("results/data/x.csv")) != record_path(Path("results/data/x.md"))


def test_packages_that_can_change_a_number_have_a_version():
    assert {"numpy", "pandas", "pyarrow", "scipy"} <= set(lineage.packages())


def test_hash_of_an_unprotected_table_is_told_under_a_key_only(tmp_path, monkeypatch):
    """An intruder who tries every count under ten against the hash finds nothing; who has the records does."""
    monkeypatch.chdir(tmp_path)
    rijen, tabel = Path("results/persoon/ingest/svo/2022.parquet"), Path("results/persoon/data/x.csv")
    geheim = hashlib.sha256(b"n\n7\n").hexdigest()
    record(rijen.as_posix(), "inlezen", [])
    inhoud = {"id": "tellen", "invoer": {rijen.as_posix(): "som"}, "uitvoer": {tabel.as_posix(): geheim}, "bronnen": []}
    write(record_path(tabel), json.dumps(inhoud))
    record("results/export/x.csv", "beveiligen", [tabel.as_posix()])
    verteld = trace([Path("results/export/x.csv")])
    geraden = {hashlib.sha256(f"n\n{aantal}\n".encode()).hexdigest() for aantal in range(10)}
    assert geheim in geraden
    assert not any(som in json.dumps(verteld) for som in geraden)
    onder_sleutel = lineage.keyed(tabel, geheim)
    assert len(onder_sleutel) == len(geheim)
    assert {stap["id"]: stap["uitvoer"] for stap in verteld["stappen"]}["tellen"] == {tabel.as_posix(): onder_sleutel}
    # The same rows give the same key, other rows another; what is no person's keeps its hash.
    assert lineage.keyed(tabel, geheim) == onder_sleutel
    write(record_path(rijen), json.dumps({"id": "a", "invoer": {}, "uitvoer": {rijen.as_posix(): "anders"}}))
    assert lineage.keyed(tabel, geheim) != onder_sleutel
    assert lineage.keyed(Path("results/data/x.csv"), geheim) == geheim
    assert lineage.keyed(Path("results/persoon/data/zonder.csv"), geheim) == ""
