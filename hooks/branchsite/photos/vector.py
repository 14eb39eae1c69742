"""Drawings as pixels, by resvg."""

import io

import resvg_py
from PIL import Image

from .font import PATH

LIBRARIES = ("resvg_py", "Pillow")
"""What decides, besides a drawing, which bytes come of it."""

_COLOURS = 128


def pixels_of(svg: str) -> Image.Image:
    """An SVG document in its own size. Its text is drawn in the program's font only.

    Raises ValueError for what is no SVG.
    """
    # To read the font takes longer than most drawings.
    fonts = [str(PATH)] if "<text" in svg else []
    drawn = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts)
    with Image.open(io.BytesIO(drawn)) as image:
        return image.convert("RGB")


def png(svg: str) -> bytes:
    """An SVG document as a PNG of its own size. Raises as pixels_of does."""
    with io.BytesIO() as out:
        # A drawing has few colours: less than half the bytes.
        pixels_of(svg).quantize(_COLOURS).save(out, "PNG", optimize=True)
        return out.getvalue()
