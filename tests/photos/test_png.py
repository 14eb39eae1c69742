"""PNGs that share their upper rows: what any reader sees, and what no reader may find wrong."""

import io
import zlib

import pytest
from PIL import Image

from branchsite.photos.png import SharedRows

PALETTE = [one for place in range(200) for one in (place, 255 - place, place // 2)]


def made(width: int, height: int, seed: int) -> Image.Image:
    """Places in the palette, no two images alike."""
    return Image.frombytes("L", (width, height), bytes((seed * 31 + at * at) % 200 for at in range(width * height)))


@pytest.mark.parametrize(("width", "upper", "lower"), [(480, 300, 180), (1, 1, 1), (7, 1, 40), (33, 64, 2)])
def test_each_has_both(width: int, upper: int, lower: int) -> None:
    """Shared rows above, own rows below, in the colours of the palette; each time, as the first time."""
    above = made(width, upper, 1)
    rows = SharedRows(above)
    for seed in (2, 3, 2):
        below = made(width, lower, seed)
        with Image.open(io.BytesIO(rows.followed_by(below, PALETTE))) as found:
            assert found.size == (width, upper + lower)
            assert found.getpalette() == PALETTE
            assert found.tobytes() == above.tobytes() + below.tobytes()


def test_nothing_is_left_over() -> None:
    """One zlib stream with its right sum, nothing behind it; every chunk has its own right sum."""
    file = SharedRows(made(9, 9, 1)).followed_by(made(9, 4, 2), PALETTE)
    chunks = {}
    at = 8
    while at < len(file):
        length = int.from_bytes(file[at : at + 4])
        name, content = file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        assert int.from_bytes(file[at + 8 + length : at + 12 + length]) == zlib.crc32(name + content)
        chunks[name] = content
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    stream = zlib.decompressobj()
    assert len(stream.decompress(chunks[b"IDAT"])) == 13 * 10
    assert stream.eof and not stream.unused_data


def test_what_is_shared_is_compressed_once() -> None:
    """Files with the same upper rows begin with the same bytes, up to their own rows."""
    rows = SharedRows(made(64, 200, 1))
    files = [rows.followed_by(made(64, 200, seed), PALETTE).partition(b"IDAT")[2] for seed in (2, 3)]
    alike = next(at for at, (a, b) in enumerate(zip(*files, strict=False)) if a != b)
    assert alike > len(files[0]) // 3
