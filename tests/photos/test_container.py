"""The parts of an image file, whole or damaged."""

import pytest
from PIL import Image

from branchsite.photos.container import REST, besides_pixels, parts
from branchsite.photos.format import Format
from pictures import chunk, described, icc, image, jpeg, png, segment

PROFILE = icc([[0.4, 0.4, 0.2], [0.2, 0.7, 0.1], [0.0, 0.1, 0.7]], lambda value: value**2)
KINDS = [Format.JPEG, Format.PNG, Format.WEBP]


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_picture_is_pixels_only(kind: Format) -> None:
    """As Pillow writes it, a colour profile included: that says how the pixels look."""
    assert besides_pixels(kind, image(kind)) == []
    assert besides_pixels(kind, image(kind, icc_profile=PROFILE)) == []


@pytest.mark.parametrize(
    ("kind", "content", "found"),
    [
        (Format.JPEG, image(exif=described(Artist="x")), ["APP1"]),
        (Format.JPEG, image(comment=b"x"), ["注释"]),
        (Format.JPEG, jpeg(segment(0xED, b"Photoshop 3.0\0")), ["APP13"]),
        (Format.JPEG, jpeg(segment(0xE2, b"MPF\0")), ["APP2"]),
        (Format.JPEG, image(progressive=True) + b"a video", [REST]),
        (Format.JPEG, image(xmp=b"<x/>"), ["APP1"]),
        (Format.PNG, png(chunk(b"tEXt", b"Author\0x")), ["tEXt"]),
        (Format.PNG, png(chunk(b"iTXt", b"x"), chunk(b"zTXt", b"y"), chunk(b"iTXt", b"x")), ["iTXt", "zTXt"]),
        (Format.PNG, png(chunk(b"prVt", b"x")), ["prVt"]),
        (Format.PNG, image("PNG", exif=described(Artist="x")), ["eXIf"]),
        (Format.PNG, png() + b"PK", [REST]),
        (Format.WEBP, image("WEBP", exif=described(Artist="x")), ["EXIF"]),
        (Format.WEBP, image("WEBP", xmp=b"<x/>"), ["XMP "]),
        (Format.WEBP, image("WEBP") + b"x", [REST]),
    ],
)
def test_what_is_there_besides(kind: Format, content: bytes, found: list[str]) -> None:
    """Each place in which a file can tell who, where or anything at all."""
    assert besides_pixels(kind, content) == found


@pytest.mark.parametrize("kind", KINDS)
def test_any_beginning_of_a_file_ends(kind: Format) -> None:
    """A file cut anywhere, or damaged anywhere, is read to its end and no further."""
    content = image(kind, (40, 40), described(Artist="x"))
    for end in range(12, len(content)):
        assert len(list(parts(kind, content[:end]))) < 30
        damaged = bytearray(content)
        damaged[end] ^= 0xFF
        assert len(list(parts(kind, bytes(damaged)))) < 200


def test_markers_within_the_pixels_are_none() -> None:
    """FF 00 and restarts belong to the pixels; a progressive JPEG has several scans."""
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    import io

    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95, progressive=True, restart_marker_rows=1)
    names = [part.name for part in parts(Format.JPEG, out.getvalue())]
    assert names.count("SOS") == 10
    assert set(names) == {"APP0", "DQT", "DHT", "DRI", "SOF", "SOS"}


def test_a_heic_is_not_taken_apart() -> None:
    """Its own library has limits of its own."""
    assert list(parts(Format.HEIF, image("HEIF"))) == []
