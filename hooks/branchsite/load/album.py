"""The photos of a record: those it lists, in their order, then whatever else lies in its folder."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ..models.activity import PHOTO_NAME, Activity, Photo
from .data import Data, Entry

_PHOTO = re.compile(PHOTO_NAME)


@dataclass(frozen=True)
class AlbumItem:
    """A photo. name: of the file. photo: its item of 照片, None where it is not listed. index: where in 照片."""

    name: str
    photo: Photo | None = None
    index: int | None = None


@dataclass(frozen=True)
class Album:
    """items: the photos in their order. missing: what is listed and not there. twice: what is listed again.

    missing and twice: places in 照片. strangers: names of files that are no photos.
    """

    items: tuple[AlbumItem, ...] = ()
    missing: tuple[int, ...] = ()
    twice: tuple[int, ...] = ()
    strangers: tuple[str, ...] = ()


_NONE = Album()


def album_of(data: Data, entry: Entry[Activity]) -> Album:
    """The photos of a record, by the names of the files."""
    return album(entry.model.photos, data.names_in.get(entry.file.removesuffix(".yml"), ()))


def album(listed: Sequence[Photo], names: Sequence[str]) -> Album:
    """The photos that a record lists, matched with the files in its folder."""
    if not listed and not names:
        return _NONE
    photos = [name for name in names if _PHOTO.fullmatch(name)]
    taken: dict[str, AlbumItem] = {}
    missing, twice = [], []
    for index, photo in enumerate(listed):
        name = _meant(photo.file, photos)
        if name is None:
            missing.append(index)
        elif name in taken:
            twice.append(index)
        else:
            taken[name] = AlbumItem(name, photo, index)
    others = [AlbumItem(name) for name in sorted(photos, key=_natural) if name not in taken]
    strangers = tuple(name for name in names if name not in photos)
    return Album((*taken.values(), *others), tuple(missing), tuple(twice), strangers)


def _meant(typed: str, names: Sequence[str]) -> str | None:
    """The file of that name; where none is written just so, the one that differs in case or full-width forms only."""
    if typed in names:
        return typed
    alike = [name for name in names if _plain(name) == _plain(typed)]
    return alike[0] if len(alike) == 1 else None


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _natural(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Sorts 2.jpg before 10.jpg: a number counts first by how long it is, which needs no arithmetic."""
    parts = []
    for part in re.findall("[0-9]+|[^0-9]+", _plain(name)):
        digits = part.lstrip("0") if part[0] in "0123456789" else None
        parts.append((True, 0, part) if digits is None else (False, len(digits), digits))
    return parts, name
