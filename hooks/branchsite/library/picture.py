"""A photo of a record, as it will be published."""

from dataclasses import dataclass
from pathlib import Path

from ..models.activity import Photo


@dataclass(frozen=True)
class Picture:
    """uri: where it is published. width, height: in pixels, as published. path: the original."""

    uri: str
    path: Path
    width: int
    height: int
    photo: Photo
