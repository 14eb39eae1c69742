"""A photo on its way into the repository: turned, shrunk, and freed of all that a camera writes beside the picture.

What git has once it keeps: where a photo was taken must never get that far.
"""

import io
from pathlib import Path

from .image import opened
from .upright import upright

EDGE = 2560
"""Pixels of the longest edge: as large as any screen shows it."""

_QUALITY = 88


def taken_in(path: Path) -> bytes:
    """A photo's picture alone, as JPEG: upright, in sRGB, at most EDGE pixels. Raises ImageError."""
    with opened(path) as image:
        picture = upright(image, EDGE)
    picture.info.clear()
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
