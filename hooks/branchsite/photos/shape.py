"""Whether a part of a picture has the shape that its format gives it: then it describes pixels, and hides nothing.

After ITU-T T.81 (JPEG) and T.871 (JFIF), the PNG specification, RFC 9649 (WebP) and ICC.1.
"""

import struct
import zlib
from collections.abc import Callable, Iterator, Sequence

Shape = Callable[[bytes], bool]

_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced PNG begins, and how far apart its pixels are: across and down, twice."""

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PIECE = 1024 * 1024


def _long(*sizes: int) -> Shape:
    return lambda content: len(content) in sizes


def _quantization(content: bytes) -> bool:
    at = 0
    while at < len(content):
        if content[at] & 15 > 3 or content[at] >> 4 > 1:
            return False
        at += 65 + 64 * (content[at] >> 4)
    return at == len(content)


def _huffman(content: bytes) -> bool:
    """No code has two meanings, so words cannot be written with them."""
    at = 0
    while at + 17 <= len(content):
        kind, count = content[at], sum(content[at + 1 : at + 17])
        symbols = content[at + 17 : at + 17 + count]
        usual = kind & 15 <= 3 and kind >> 4 <= 1 and len(symbols) == count == len(set(symbols))
        if not usual or (kind >> 4 == 0 and any(one > 15 for one in symbols)):
            return False
        at += 17 + count
    return at == len(content)


def _frame(content: bytes) -> bool:
    return len(content) > 5 and len(content) == 6 + 3 * content[5] <= 18


def _scan(content: bytes) -> bool:
    return bool(content) and len(content) == 4 + 2 * content[0] <= 12


def _jfif(content: bytes) -> bool:
    """Without the small picture that it may hold, which can be another one."""
    return len(content) == 14 and content.startswith(b"JFIF\0") and content.endswith(b"\0\0")


JPEG: dict[str, Shape] = {
    "APP0": _jfif,
    "APP14": lambda content: len(content) == 12 and content.startswith(b"Adobe"),
    "DQT": _quantization,
    "DHT": _huffman,
    "DRI": _long(2),
    "DNL": _long(2),
    "SOF": _frame,
    "SOS": _scan,
}

PNG: dict[str, Shape] = {
    "IHDR": _long(13),
    "PLTE": lambda content: len(content) <= 768 and len(content) % 3 == 0,
    "IDAT": lambda content: True,
    "IEND": _long(0),
    "tRNS": lambda content: len(content) <= 256,
    "bKGD": _long(1, 2, 6),
    "pHYs": _long(9),
    "tIME": _long(7),
    "gAMA": _long(4),
    "cHRM": _long(32),
    "sRGB": _long(1),
    "sBIT": _long(1, 2, 3, 4),
    "cICP": _long(4),
    "mDCV": _long(24),
    "mDCv": _long(24),
    "cLLI": _long(8),
    "cLLi": _long(8),
}

WEBP: dict[str, Shape] = {
    "VP8 ": lambda content: True,
    "VP8L": lambda content: True,
    "ALPH": lambda content: True,
    "VP8X": _long(10),
}


def png_profile(content: bytes) -> bytes:
    """The profile in a PNG's iCCP; nothing where there is none, or anything besides it."""
    name, _, packed = content.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(packed[1:], 4 * _PIECE)
    except zlib.error:
        return b""
    whole = unpacking.eof and not unpacking.unused_data and packed[:1] == b"\0" and 0 < len(name) < 80
    return profile if whole else b""


def is_profile(content: bytes) -> bool:
    """Whether bytes are a profile of the ICC to the last, and not something else in its place or beside it."""
    if len(content) < 132 or content[36:40] != b"acsp" or int.from_bytes(content[:4]) != len(content):
        return False
    entries = tags(content)
    end = 132 + 12 * int.from_bytes(content[128:132])
    for at, size in sorted({(at, size) for _, at, size in entries}):
        # A tag begins at a multiple of four, and several may share their bytes.
        if size < 8 or at + size > len(content) or content[end:at].strip(b"\0"):
            return False
        end = max(end, at + size)
    return bool(entries) and not content[end:].strip(b"\0")


def tags(profile: bytes) -> Sequence[tuple[bytes, int, int]]:
    """The tags of a profile: name, and where its bytes begin, and how many they are."""
    count = min(int.from_bytes(profile[128:132]), 100, (len(profile) - 132) // 12)
    return [struct.unpack_from(">4sII", profile, 132 + 12 * number) for number in range(max(0, count))]


def profile_texts(profile: bytes) -> Iterator[str]:
    """The texts of a profile: its name, whose it is, for which machine."""
    for _, at, size in tags(profile):
        content = profile[at : at + size]
        if content[:4] in (b"desc", b"text"):
            yield content[8:].decode("latin-1")
        elif content[:4] == b"mluc":
            yield content[16:].decode("utf-16-be", "replace")


def is_png_to_the_last(header: bytes, pieces: Sequence[bytes]) -> bool:
    """Whether the packed bytes of a PNG are its pixels, and no more. header: the content of its IHDR."""
    wanted = _unpacked_size(header)
    unpacking, size = zlib.decompressobj(), 0
    for piece in pieces:
        while piece and size <= wanted and not unpacking.eof:
            try:
                size += len(unpacking.decompress(piece, _PIECE))
            except zlib.error:
                return False
            piece = unpacking.unconsumed_tail
        if piece and unpacking.eof:
            return False
    return size == wanted and unpacking.eof and not unpacking.unused_data


def _unpacked_size(header: bytes) -> int:
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    bits = depth * _CHANNELS.get(kind, 0)
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    sizes = ((max(0, -(-(width - x) // across)), max(0, -(-(height - y) // down))) for x, y, across, down in passes)
    return sum(rows * (1 + -(-columns * bits // 8)) for columns, rows in sizes if columns)
