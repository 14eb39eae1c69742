"""Contrast of two colours, given as #RRGGBB (WCAG 2.1, which GB/T 37668-2019 follows)."""

from collections.abc import Iterable

_STEPS = 50


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), whichever of the two is the ground."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def strengthened(colour: str, towards: str, grounds: Iterable[str], ratio: float) -> str:
    """The colour, drawn towards black or white no further than it takes to reach a ratio on every ground.

    Where even the end does not reach it, the end.
    """
    grounds = tuple(grounds)
    for step in range(_STEPS):
        drawn = mixed(colour, towards, step / _STEPS)
        if all(contrast(drawn, ground) >= ratio for ground in grounds):
            return drawn
    return towards


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(one: str, other: str, share: float) -> str:
    """A colour with a share, from 0 to 1, of another."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return red, green, blue
