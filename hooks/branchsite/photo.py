"""Photos made fit to publish: turned upright, no larger than a screen, every metadata gone."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

EDGE = 1600
"""The longest edge of a published photo, in pixels."""

QUALITY = 82


def photo_size(path: Path) -> tuple[int, int]:
    """Width and height of the photo as it will be published, in pixels. Raises OSError where it is no image."""
    with Image.open(path) as image:
        width, height = image.size
        if image.getexif().get(0x0112, 1) >= 5:
            width, height = height, width
    scale = min(1.0, EDGE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def publish_photo(path: Path) -> bytes:
    """The photo as a JPEG without EXIF, GPS, comments or colour profile (domain.md §2)."""
    state = path.stat()
    return _published(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=256)
def _published(path: Path, changed: int, size: int) -> bytes:
    """The work itself, done again only where the file's time or size is another: for mkdocs serve."""
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image)
        width, height = upright.size
        scale = min(1.0, EDGE / max(width, height))
        if scale < 1:
            upright = upright.resize((max(1, round(width * scale)), max(1, round(height * scale))))
        flat = Image.new("RGB", upright.size, "white")
        if upright.mode in ("RGBA", "LA", "P"):
            upright = upright.convert("RGBA")
            flat.paste(upright, mask=upright.getchannel("A"))
        else:
            flat.paste(upright.convert("RGB"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
