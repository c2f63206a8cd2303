"""A mistake in the configuration is named with its place and, where one is near, what was meant."""

from __future__ import annotations

import copy
import re

import pytest
import yaml
from docs.instellingen_pagina import leaves
from helpers.project import ROOT
from snakemake.utils import update_config

from werkagenda.errors import InputError
from werkagenda.run.config import ConfigError, check_config, read_settings, require_mode

SCHEMA = ROOT / "config" / "schema" / "config.schema.yaml"
RULES = yaml.safe_load(SCHEMA.read_text(encoding="utf-8"))
DEFAULT = {
    key: value
    for name in ("config.yaml", "disclosure.yaml")
    for key, value in yaml.safe_load((ROOT / "config" / name).read_text(encoding="utf-8")).items()
}
LEAVES = dict(leaves(RULES, RULES))


@pytest.fixture
def config():
    return copy.deepcopy(DEFAULT)


def mistakes(config) -> list[str]:
    with pytest.raises(ConfigError) as fout:
        check_config(config, SCHEMA)
    return str(fout.value).splitlines()


def test_the_default_is_valid(config):
    check_config(config, SCHEMA)


def test_mistyped_key_at_the_top(config):
    config["instrom"] = config["instroom"]
    assert mistakes(config) == ["instelling instrom bestaat niet (bedoelde u 'instroom'?)"]


def test_mistyped_key_below(config):
    config["suppressed"]["low"]["instroom_c"] = 1
    (line,) = mistakes(config)
    assert re.fullmatch(r"instelling suppressed\.low\.instroom_c bestaat niet \(bedoelde u 'instroom_[ab]'\?\)", line)


def test_a_word_like_no_key_gets_no_hint(config):
    config["qqq"] = 1
    assert mistakes(config) == ["instelling qqq bestaat niet"]


def test_two_mistyped_keys_are_both_named(config):
    config["raw"] |= {"moode": "files", "rooot": "x"}
    (line,) = mistakes(config)
    assert "raw.moode bestaat niet (bedoelde u 'mode'?)" in line
    assert "raw.rooot bestaat niet (bedoelde u 'root'?)" in line


def test_wrong_choice(config):
    config["instroom"]["definitie"] = "opleidng"
    (line,) = mistakes(config)
    assert line == ("instelling instroom.definitie is 'opleidng' (bedoelde u 'opleiding'?); kies uit opleiding, mbo")


def test_missing_key(config):
    del config["suppressed"]["high"]
    assert mistakes(config) == ["instelling suppressed.high ontbreekt"]


def test_every_missing_key_is_named(config):
    del config["suppressed"]["high"]
    del config["suppressed"]["verwacht"]
    assert mistakes(config) == [
        "instelling suppressed.high ontbreekt",
        "instelling suppressed.verwacht ontbreekt",
    ]


@pytest.mark.parametrize(
    ("part", "key", "value", "expected"),
    [
        ("suppressed", "high", "vier", "hoogste waarde van een onderdrukte cel"),
        ("suppressed", "max_leeg", 2, "hoogste aandeel cellen waarin bestand A en B elkaar tegenspreken"),
        ("synthetisch", "open", [2021], "[eerste jaar, laatste jaar]"),
        ("jaren", "instroom", "alle", "auto, of [eerste jaar, laatste jaar]"),
        ("noemer", "leerwegen", [], "leerwegen die meetellen"),
        ("raw", "root", "", "map met de ruwe bestanden"),
    ],
)
def test_wrong_type_or_size(config, part, key, value, expected):
    config[part][key] = value
    assert mistakes(config) == [f"instelling {part}.{key} is {value!r}; verwacht: {expected}"]


def test_several_mistakes_are_told_at_once(config):
    config["site"] = "thuis"
    config["richting"]["aantal"] = -1
    assert [line.split()[1] for line in mistakes(config)] == ["richting.aantal", "site"]


def objects(node, path=()):
    """Yield every part of the schema that has keys, references left as they are."""
    if "properties" in node:
        yield path, node
        for key, child in node["properties"].items():
            yield from objects(child, (*path, key))


def test_the_schema_is_closed_and_complete():
    for path, node in objects(RULES):
        assert node["additionalProperties"] is False, path
        assert sorted(node["required"]) == sorted(node["properties"]), path
        for key, child in node["properties"].items():
            assert "$ref" in child or child["description"], (*path, key)


def test_every_key_has_a_meaning_and_a_unit():
    for path, leaf in LEAVES.items():
        assert leaf["description"], path
        assert leaf["x-eenheid"], path


def test_schema_and_default_have_the_same_keys():
    def keys(node, path=()):
        for key, value in node.items():
            yield from keys(value, (*path, key)) if isinstance(value, dict) else [(*path, key)]

    bronnen = ("raw", "bronnen")
    assert {(*bronnen, "<naam>") if path[:2] == bronnen else path for path in keys(DEFAULT)} == set(LEAVES)


def keys_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r'"(\w+)"', text))


def used(text: str) -> set[tuple[str, ...]]:
    """Return the parts of the configuration that a text of rules takes, also by a name that was given to a part."""
    naming = re.compile(r'^(\w+) = config((?:\["\w+"\])+)$', re.MULTILINE)
    names = {name: keys_of(keys) for name, keys in naming.findall(text)}
    rest = naming.sub("", text)
    found = {
        (*path, *keys_of(keys))
        for name, path in {"config": (), **names}.items()
        for keys in re.findall(rf'\b{name}\b((?:\["\w+"\])*)', rest)
    }
    # The configuration as a whole is checked and kept, which is no use of a key.
    return found - {()}


def test_reading_what_rules_use():
    text = 'A = config["a"]\nB = config["b"]\nC = config["c"]\nf(A["x"])\ng(B)\nh=config["d"]["e"],\ncheck(config)\n'
    assert used(text) == {("a", "x"), ("b",), ("d", "e")}


def test_every_key_is_used_by_some_rule():
    files = [ROOT / "Snakefile", *(ROOT / "workflow" / "rules").rglob("*.smk")]
    found = used("\n".join(file.read_text(encoding="utf-8") for file in files))
    parts = {path: {path[:length] for length in range(1, len(path) + 1)} for path in LEAVES}
    assert [".".join(path) for path in LEAVES if not parts[path] & found] == []


@pytest.mark.parametrize(
    ("inhoud", "regel"),
    [
        ("", "het bestand is leeg; verwacht: instellingen, zoals in config/config.yaml"),
        ("# alleen uitleg\n", "het bestand is leeg; verwacht: instellingen, zoals in config/config.yaml"),
        ("- raw\n", "het bestand heeft geen sleutels; verwacht: instellingen, zoals in config/config.yaml"),
        ("files\n", "het bestand heeft geen sleutels; verwacht: instellingen, zoals in config/config.yaml"),
    ],
)
def test_yaml_that_is_no_file_with_settings(tmp_path, inhoud, regel):
    (tmp_path / "mijn.yaml").write_text(inhoud, encoding="utf-8")
    with pytest.raises(InputError) as fout:
        read_settings(tmp_path / "mijn.yaml")
    assert str(fout.value) == f"instellingen | mijn.yaml: {regel}"


def test_a_place_of_raw_files_is_never_passed_by_for_synthetic_ones(config):
    with pytest.raises(ConfigError, match=r"raw\.root is gezet en raw\.mode niet: dat is synthetic; zet raw\.mode op"):
        require_mode({"raw": {"root": "D:/ruw"}}, config)
    for eigen in ({}, {"raw": {"mode": "synthetic", "root": "x"}}, {"raw": {"lezer": "auto"}}, {"raw": None}):
        require_mode(eigen, config)


@pytest.mark.parametrize(
    ("eigen", "regel"),
    [
        ("raw: {mode: files, rot: ruw}", "instelling raw.rot bestaat niet (bedoelde u 'root'?)"),
        ("raw: {mode: file}", "instelling raw.mode is 'file' (bedoelde u 'files'?); kies uit synthetic, files"),
        ("raw: {root: ruw}", "instelling raw.root is gezet en raw.mode niet: dat is synthetic; zet raw.mode op files"),
        (
            "raw: {mode: files}\nraw: {mode: synthetic}",
            "instellingen | klein.yaml: regel 2: de sleutel raw staat ook in regel 1; verwacht: elke sleutel een keer",
        ),
        *(
            (
                tekst,
                (
                    "instellingen | klein.yaml: regel 1: een schuine streep naar achteren tussen dubbele"
                    " aanhalingstekens; verwacht: een pad als 'D:/ruw', of enkele aanhalingstekens eromheen"
                ),
            )
            for tekst in ('raw: {mode: files, root: "D:\\ruw"}', 'vergelijk: {naam: "D:\\ruw"}')
        ),
    ],
)
def test_the_whole_line_of_a_mistake_in_someones_own_file(tmp_path, config, eigen, regel):
    """As the rules check it; one of each place is given on the command line too (`workflow/test_slechte_invoer.py`)."""
    (tmp_path / "klein.yaml").write_text(f"{eigen}\n", encoding="utf-8")

    def checked():
        inhoud = read_settings(tmp_path / "klein.yaml")
        update_config(config, inhoud)
        require_mode(inhoud, config)
        check_config(config, SCHEMA)

    with pytest.raises((InputError, ConfigError)) as fout:
        checked()
    assert str(fout.value) == regel


def test_the_own_files_of_the_project_are_read():
    for naam in ("config.yaml", "disclosure.yaml", "volle_omvang.yaml"):
        assert read_settings(ROOT / "config" / naam) == yaml.safe_load((ROOT / "config" / naam).read_text("utf-8"))
