"""A photo of a record, as it will be published."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..cache.memo import Memo
from ..load.album import AlbumItem
from ..photos.encode import Original, Size, sizes
from ..photos.pixels import Pixels, pixels

_LEVELS = 8
"""Steps of each of red, green and blue: the colours that the style sheet has for a photo that is still to come."""

_CARD = 1000
"""The most pixels across that a card has, on the sharpest telephone."""


@dataclass(frozen=True)
class PhotoFile:
    """A published file of a photo. uri: its address. size: its format and its measures."""

    uri: str
    size: Size


@dataclass(frozen=True)
class Picture:
    """A photo with its words.

    files: what it is published as. alt: the text alternative. caption: the text under it,
    or nothing. tint: the classes of its mean colour. original: what it is made from.
    """

    files: tuple[PhotoFile, ...]
    alt: str
    caption: str
    tint: str
    original: Original

    @property
    def avif(self) -> tuple[PhotoFile, ...]:
        """The narrowest first."""
        return tuple(one for one in self.files if one.size.ending == "avif")

    @property
    def small_avif(self) -> tuple[PhotoFile, ...]:
        """The AVIF files that a card uses."""
        return tuple(one for one in self.avif if one.size.width <= _CARD) or self.avif

    @property
    def jpeg(self) -> tuple[PhotoFile, ...]:
        """The narrowest first."""
        return tuple(one for one in self.files if one.size.ending == "jpg")

    @property
    def uri(self) -> str:
        """The address of the largest JPEG: what everything can show."""
        return self.jpeg[-1].uri

    @property
    def width(self) -> int:
        """Of the largest, in pixels."""
        return self.jpeg[-1].size.width

    @property
    def height(self) -> int:
        """Of the largest, in pixels."""
        return self.jpeg[-1].size.height


def pictures(items: Iterable[AlbumItem], originals: Path, folder: str, title: str, memo: Memo) -> tuple[Picture, ...]:
    """The photos of a record; of two that are the same to the last bit the first.

    originals: where they lie. folder: the address they are published under, with a closing slash. title:
    of the record, for those that say nothing of themselves. Raises ImageError where one cannot be published.
    """
    different: dict[str, AlbumItem] = {}
    for item in items:
        different.setdefault(memo.digest(originals / item.name), item)
    made = []
    for number, (content, item) in enumerate(different.items(), 1):
        place = f"第 {number} 张照片" if len(different) > 1 else "照片"
        look = pixels(originals / item.name, memo)
        original = Original(originals / item.name, content, look.width, look.height)
        files = tuple(PhotoFile(folder + original.name(size), size) for size in sizes(look.width, look.height))
        caption = (item.photo and item.photo.caption) or ""
        alt = (item.photo and item.photo.alt) or caption or f"{place}：{title}"
        made.append(Picture(files, alt, caption, _tint(look), original))
    return tuple(made)


def _tint(look: Pixels) -> str:
    red, green, blue = (one * _LEVELS // 256 for one in look[2:])
    return f"tint r{red} g{green} b{blue}"
