"""Ways to spoil a raw file."""

from collections.abc import Callable
from pathlib import Path


def vervang(pad: str, oud: str, nieuw: str, *, keren: int = -1) -> Callable[[Path], object]:
    """Return a function that replaces text in a raw file, and fails when there is nothing to replace."""

    def bederf(ruw: Path) -> None:
        data = (ruw / pad).read_bytes()
        assert oud.encode() in data
        (ruw / pad).write_bytes(data.replace(oud.encode(), nieuw.encode(), keren))

    return bederf


def bewerk(pad: str, functie: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Return a function that rewrites the bytes of a raw file."""
    return lambda ruw: (ruw / pad).write_bytes(functie((ruw / pad).read_bytes()))


def weg(*paden: str) -> Callable[[Path], object]:
    """Return a function that removes raw files."""
    return lambda ruw: [(ruw / pad).unlink() for pad in paden]


def laatste_rij_dubbel(data: bytes) -> bytes:
    """Repeat the last row of a file."""
    return data + data.splitlines(keepends=True)[-1]
