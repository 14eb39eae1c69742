"""Photos made fit to publish: upright, no larger than a screen, every metadata gone, in the sizes that pages ask for.

AVIF, and a JPEG for what cannot read it. Measured with Pillow 13 (libaom 3.14, libwebp 1.6) on twelve photos at 1600
pixels and an equal error (44.1 dB): AVIF at speed 10 takes 55 ms of one core and 42 KB, at speed 8 131 ms and 39 KB,
WebP 103 ms and 55 KB. So the fast AVIF is both the quickest and nearly the smallest; what it saves goes into quality
(55: 44.7 dB, 48 KB). A school's server has two cores: each photo is one core's work, and two are under way at once.
"""

import importlib.metadata
import io
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..cache.fingerprint import fingerprint
from ..cache.folder import CacheFolder
from ..cache.key import key
from ..system.progressbar import ProgressBar
from .image import opened
from .upright import fitted, upright

EDGE = 1600
"""The longest edge of a published photo, in pixels."""

WIDTHS = (480, 960)
"""What phones and cards ask for, in pixels, besides the whole width."""

_NEAR = 1.2
"""A width is left out where the next is not so much larger."""

_FORMATS: Mapping[str, Mapping[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 10, "max_threads": 1},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
}

LIBRARIES = ("pillow", "pillow-heif")
CODE = tuple(sorted(Path(__file__).parent.glob("*.py")))
"""What makes the published bytes of an original."""


def encoder(code: Iterable[Path], libraries: Iterable[str]) -> bytes:
    """A name for the code and the libraries that decide, besides the original, which bytes are published.

    Encoding just to learn a photo's name would take too long.
    """
    versions = (f"{one} {importlib.metadata.version(one)}".encode() for one in libraries)
    return key(*(file.read_bytes() for file in code), *versions).encode()


_ENCODER = encoder(CODE, LIBRARIES)

_HANDS = 4
"""Threads at most: each takes addresses, and a server may allow only so many."""

_AT_ONCE = 30_000_000
"""Pixels under way at once: two phones' photos, or one of the largest, which may take half a gigabyte."""


@dataclass(frozen=True)
class Size:
    """One published file of a photo. ending: jpg or avif. width, height: in pixels."""

    ending: str
    width: int
    height: int


@dataclass(frozen=True)
class Original:
    """A photo as it was handed in.

    path: where it lies. content: the digest of its bytes. width, height: upright, in pixels. encoder: names what
    encodes it.
    """

    path: Path
    content: str
    width: int
    height: int
    encoder: bytes = _ENCODER

    def name(self, size: Size) -> str:
        """The file's name: made from its content only: the name that people give a photo may reveal who is on it."""
        return fingerprint(f"photo-{size.width}.{size.ending}", self.content.encode(), self.encoder)

    def entry(self, size: Size) -> str:
        """The name under which a store keeps it."""
        whole = key(self.content, self.encoder)
        return f"{whole[:2]}/{whole[2:]}-{size.width}.{size.ending}"


def sizes(width: int, height: int) -> tuple[Size, ...]:
    """The files that a photo of an upright size is published as, AVIF first, each the narrowest first.

    The smallest JPEG is left out: what reads no AVIF has a large screen or time.
    """
    whole = fitted((width, height), EDGE)
    narrow = [one for one in WIDTHS if one * _NEAR < whole[0]]
    widths = [(one, max(1, round(whole[1] * one / whole[0]))) for one in narrow] + [whole]
    return (*(Size("avif", *one) for one in widths), *(Size("jpg", *one) for one in widths[-2:]))


def published(original: Original, size: Size, store: CacheFolder) -> bytes:
    """One file of a photo, without EXIF, GPS, comments or colour profile. store: keeps it.

    Raises ImageError where the photo cannot be read.
    """
    kept = store.read(original.entry(size))
    return _encoded(original, store)[size] if kept is None else kept


def prepare(originals: Iterable[Original], store: CacheFolder) -> None:
    """Encode what is not kept, on all cores; what is kept is in use. store: keeps it.

    Raises as published does. Without it each photo is encoded when its first file is read.
    """
    all_of_them = list(dict.fromkeys(originals))
    todo = [one for one in all_of_them if not all([store.touch(one.entry(size)) for size in _sizes(one)])]
    gate = _Gate(_AT_ONCE)

    def encode(one: Original) -> None:
        with gate.passed(one.width * one.height):
            _encode(one, store)

    with ProgressBar("处理照片", len(todo)) as progress, ThreadPoolExecutor(min(os.cpu_count() or 1, _HANDS)) as pool:
        for _ in pool.map(encode, todo):
            progress.step()


def _sizes(original: Original) -> tuple[Size, ...]:
    return sizes(original.width, original.height)


@lru_cache(maxsize=2)
def _encoded(original: Original, store: CacheFolder) -> Mapping[Size, bytes]:
    """All files of a photo: whoever reads one reads the others next, even where no cache can be written."""
    return _encode(original, store)


def _encode(original: Original, store: CacheFolder) -> dict[Size, bytes]:
    with opened(original.path) as image:
        whole = upright(image, EDGE)
    made = {}
    for size in _sizes(original):
        part = whole if whole.size == (size.width, size.height) else whole.resize((size.width, size.height))
        out = io.BytesIO()
        part.save(out, **_FORMATS[size.ending])
        made[size] = out.getvalue()
        store.write(original.entry(size), made[size])
    return made


class _Gate:
    """Lets in no more at once than the memory bears: a photo's weight is its pixels."""

    def __init__(self, room: int) -> None:
        self._room = self._free = room
        self._changed = threading.Condition()

    @contextmanager
    def passed(self, weight: int) -> Iterator[None]:
        """Wait until there is room, and take it. What weighs more than the whole room waits until all of it is free."""
        weight = min(weight, self._room)
        with self._changed:
            self._changed.wait_for(lambda: self._free >= weight)
            self._free -= weight
        try:
            yield
        finally:
            with self._changed:
                self._free += weight
                self._changed.notify_all()
