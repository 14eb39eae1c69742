"""The drawings of cards in one file."""

import xml.etree.ElementTree as etree

from branchsite.load.data import drawings
from branchsite.views.sprite import sprite


def test_every_drawing_is_in_it_once() -> None:
    """Well-formed SVG, each drawing under its name and with something in it; colours are tokens, for the night."""
    root = etree.fromstring(sprite().read())
    assert [one.get("id") for one in root] == ["empty", *drawings()]
    assert all(len(one) for one in root)
    colours = {one.get("fill", "none") for one in root.iter()} | {one.get("stroke", "none") for one in root.iter()}
    assert all(colour in ("none", "currentColor") or colour.startswith("var(--") for colour in colours), colours


def test_named_by_its_content() -> None:
    """So that browsers may keep it."""
    assert sprite().uri == sprite().uri
    assert sprite().uri.startswith("assets/drawings.") and sprite().uri.endswith(".svg")
