"""A photo that was sent, made fit to be kept: its picture alone, and a small one to show while writing."""

import io
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from ..photos.image import LARGEST, ImageError
from .take_photo import take_photo

SMALL = 480
"""Pixels of the longest edge of the small one."""

_PIECE = 1024 * 1024

_one_by_one = threading.Lock()
"""Sixty megapixels take half a gigabyte: never two at once."""


def sent_photo(file: BinaryIO, place: Path) -> bytes:
    """A photo that was sent: turned, at most 2,560 pixels, without metadata. place: a folder for it meanwhile.

    Raises ImageError where it is none.
    """
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place, suffix=".part", delete=False) as kept:
        path = Path(kept.name)
        size = 0
        for piece in _pieces(file):
            size += len(piece)
            if size > LARGEST:
                break
            kept.write(piece)
    try:
        if size > LARGEST:
            raise ImageError(f"太大，超过 {LARGEST // 1024 // 1024} MB", "用微信或画图缩小后再放进来")
        with _one_by_one:
            return take_photo(path)
    finally:
        path.unlink(missing_ok=True)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def small(path: Path) -> bytes:
    """A photo of the repository or of a draft, small enough for a phone to show many. Raises ImageError or OSError."""
    with _one_by_one, Image.open(path, formats=["JPEG", "PNG", "WEBP"]) as image:
        image.draft("RGB", (SMALL, SMALL))
        image.thumbnail((SMALL, SMALL))
        out = io.BytesIO()
        image.convert("RGB").save(out, format="JPEG", quality=80)
    return out.getvalue()
