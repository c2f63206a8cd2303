"""Words of the values in the data files, handed out by part: a step gets those that it names, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkagenda.errors import InputError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORDS = "resources/labels.yaml"
# Before the name of a part in the register of a step: `labels.groep`, or one word of it, `labels.tabelkop.leeg`.
LABELS = "labels"
_VERWACHT = "die onder `labels` van de familie in resources/families.yaml, of bij de regel in workflow/rules"


class Labels(dict[str, Any]):
    """The parts that a step named; InputError for another, which would change without the step running again."""

    def __missing__(self, sleutel: str) -> Any:  # noqa: ANN401 - nothing is returned
        """Stop with the place where a part is named."""
        raise InputError(LABELS, WORDS, f"een stap gebruikt {sleutel!r} en noemt het niet", verwacht=_VERWACHT)


def parts(words: Mapping[str, Any], namen: Iterable[str]) -> dict[str, tuple[str, Any]]:
    """Return per part what it is a part of and its content, under its name in the register of a step.

    Args:
        words: all of `resources/labels.yaml`.
        namen: keys of it, or one word below a key: `groep`, `tabelkop.leeg`. InputError for one that it does not have.

    """
    uit = {}
    for naam in namen:
        sleutel, _, woord = naam.partition(".")
        inhoud = words.get(sleutel, {})
        if sleutel not in words or (woord and woord not in inhoud):
            hint = did_you_mean(woord or sleutel, list(inhoud if woord else words))
            raise InputError(LABELS, WORDS, f"er is geen {naam!r}{hint}", verwacht=_VERWACHT)
        uit[f"{LABELS}.{naam}"] = f"{WORDS}#{naam}", inhoud[woord] if woord else inhoud
    return uit


def together(register: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """Return the content of the parts of the registers by name, with those of the labels under `labels`."""
    uit: dict[str, Any] = {LABELS: Labels()}
    for naam, (_, inhoud) in register.items():
        deel, _, sleutel = naam.partition(".")
        if not sleutel:
            uit[deel] = inhoud
            continue
        sleutel, _, woord = sleutel.partition(".")
        if woord:
            uit[LABELS].setdefault(sleutel, Labels())[woord] = inhoud
        else:
            uit[LABELS][sleutel] = inhoud
    return uit
