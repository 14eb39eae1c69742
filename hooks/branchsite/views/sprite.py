"""The drawings of cards in one file, which a reader loads once: on pages that repeat them they would be most of it."""

from ..cache.fingerprint import fingerprint
from ..load.data import drawings
from .page import Asset
from .render import render_xml


def sprite() -> Asset:
    """Every drawing under its name, as SVG to refer to: …svg#lecture. The file is named by its content."""
    content = render_xml("sprite.svg.html", names=("empty", *drawings())).encode()
    return Asset(fingerprint("assets/drawings.svg", content), lambda: content)
