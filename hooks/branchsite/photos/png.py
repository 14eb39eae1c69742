"""PNG files that begin alike: the rows that they share are compressed once.

A whole encoder cannot know. Measured on 45 cards of 480 × 480 pixels: Pillow's takes 2.3 ms and 13.2 KB for each, this
0.7 ms and 12.3 KB. Colours are places in a palette, rows unfiltered: what drawings with few colours compress best as.
"""

import struct
import zlib
from collections.abc import Sequence

from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_EIGHT_BITS, _BY_PALETTE = 8, 3
_UNFILTERED = b"\0"

_HEAD = b"\x78\x9c"
"""What a zlib stream begins with (RFC 1950). Behind it deflated blocks (RFC 1951) can be put together."""

_RAW, _MEMORY = -15, 9
_SHARED, _EACH = 6, 4
"""How hard to try, of 9: at 9 a drawing takes 8 ms for 0.7 KB less."""


class SharedRows:
    """The upper rows of several images, compressed."""

    def __init__(self, image: Image.Image) -> None:
        """image: of mode L, each pixel a place in a palette."""
        rows = _rows(image)
        self._size = image.size
        self._compressed = _HEAD + _compressed(rows, _SHARED, zlib.Z_FULL_FLUSH)
        self._sum = zlib.adler32(rows)

    def followed_by(self, image: Image.Image, palette: Sequence[int]) -> bytes:
        """The PNG with these rows and then an image's, as wide. palette: red, green, blue of each place."""
        width, height = self._size
        rows = _rows(image)
        end = struct.pack(">I", zlib.adler32(rows, self._sum))
        chunks = (
            (b"IHDR", struct.pack(">IIBBBBB", width, height + image.height, _EIGHT_BITS, _BY_PALETTE, 0, 0, 0)),
            (b"PLTE", bytes(palette)),
            (b"IDAT", self._compressed + _compressed(rows, _EACH, zlib.Z_FINISH) + end),
            (b"IEND", b""),
        )
        return _SIGNATURE + b"".join(_chunk(name, content) for name, content in chunks)


def _rows(image: Image.Image) -> bytes:
    pixels, width = image.tobytes(), image.width
    return b"".join(_UNFILTERED + pixels[at : at + width] for at in range(0, len(pixels), width))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _compressed(rows: bytes, level: int, flush: int) -> bytes:
    state = zlib.compressobj(level, zlib.DEFLATED, _RAW, _MEMORY)
    return state.compress(rows) + state.flush(flush)
