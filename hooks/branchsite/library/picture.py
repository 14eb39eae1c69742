"""A photo of a record, as it will be published."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import PIL

from .. import photo as encoder
from ..fingerprint import fingerprint
from ..models.activity import Photo

_ENCODER = Path(encoder.__file__).read_bytes() + PIL.__version__.encode()
"""What decides, besides the original, which bytes are published. Encoding just to learn a name would take too long."""


@dataclass(frozen=True)
class Picture:
    """uri: where it is published. width, height: in pixels, as published. path: the original."""

    uri: str
    path: Path
    width: int
    height: int
    photo: Photo


def picture(photo: Photo, original: Path, folder: str) -> Picture:
    """A photo with its measures and its name. folder: the address it is published under, with a closing slash.

    Raises as photo_size does.
    """
    state = original.stat()
    width, height = encoder.photo_size(original)
    name = _name(original, state.st_mtime_ns, state.st_size)
    return Picture(folder + name, original, width, height, photo)


@lru_cache(maxsize=4096)
def _name(original: Path, changed: int, size: int) -> str:
    """Read again only where the file's time or size is another: for mkdocs serve."""
    return fingerprint(f"{original.stem}.jpg", original.read_bytes(), _ENCODER)
