"""What stands out among several values."""

from collections.abc import Mapping


def enige_hoogste(waarden: Mapping[str, float]) -> str:
    """Return the name with the highest value, or nothing when there is no other, no difference at the top, or zero."""
    volgorde = sorted(waarden, key=lambda naam: (-waarden[naam], naam))
    if len(volgorde) > 1 and waarden[volgorde[0]] > waarden[volgorde[1]]:
        return volgorde[0]
    return ""
