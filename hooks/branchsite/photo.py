"""Photos made fit to publish: turned upright, no larger than a screen, every metadata gone."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from .images.image import opened

EDGE = 1600
"""The longest edge of a published photo, in pixels."""

QUALITY = 82


def photo_size(path: Path) -> tuple[int, int]:
    """Width and height of the photo as it will be published, in pixels. Raises BadImage where it cannot be."""
    with opened(path) as image:
        return _turned(image, _fitted(image.size))


def publish_photo(path: Path) -> bytes:
    """The photo as a JPEG without EXIF, GPS, comments or colour profile (domain.md §2). Raises as photo_size does."""
    state = path.stat()
    return _published(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _published(path: Path, changed: int, size: int) -> bytes:
    """The work itself, done again only where the file's time or size is another: for mkdocs serve."""
    with opened(path) as image:
        small = _small(image)
        # Turned when it is small: the original and a turned copy of it would be two in memory.
        upright = ImageOps.exif_transpose(small)
    flat = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        flat.paste(upright, mask=upright.getchannel("A"))
    else:
        flat.paste(upright.convert("RGB"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _small(image: Image.Image) -> Image.Image:
    """The pixels, no more of them than will be published."""
    size = _fitted(image.size)
    if image.format in ("JPEG", "MPO"):
        # A JPEG can be decoded at an eighth of its edge, in a sixty-fourth of the memory.
        image.draft(None, size)
    image.load()
    if image.mode in ("P", "PA", "1"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    small = image.copy() if image.size == size else image.resize(size)
    if small.mode.startswith("I"):
        # Sixteen bits a pixel: Pillow would cut them off where they should be divided.
        small = small.convert("I").point(lambda value: value / 256).convert("L")
    return small


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, EDGE / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _turned(image: Image.Image, size: tuple[int, int]) -> tuple[int, int]:
    """A size as it is once the image stands as the camera was held."""
    return (size[1], size[0]) if image.getexif().get(0x0112, 1) in (5, 6, 7, 8) else size
