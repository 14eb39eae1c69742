"""What a picture tells: its place and its words, wherever cameras and programs put them."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from branchsite.photos.format import Format, format_of
from branchsite.photos.image import opened
from branchsite.photos.metadata import is_film_located, is_located, more_words, words
from pictures import chunk, described, image, jpeg, located, png, segment

XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>某某 13800001234</dc:creator></x:xmpmeta>'.encode()
PLACE = b'<rdf:Description exif:GPSLatitude="31,58.2N" exif:GPSLongitude="119,57.0E"/>'


def iptc(text: bytes) -> bytes:
    """A caption as Photoshop keeps it."""
    record = b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return segment(0xED, b"Photoshop 3.0\0" + block + b"\0" * (len(block) % 2))


def area(text: bytes) -> bytes:
    """EXIF that says in words where a photo was taken."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = text
    return exif.tobytes()


TOLD = {
    **{
        f"{kind} {name}": image(kind, exif=described(**{name: "某某 13800001234"}))
        for kind in ("JPEG", "PNG", "WEBP", "HEIF")
        for name in ("ImageDescription", "Artist", "Copyright", "UserComment", "XPComment", "XPAuthor", "XPKeywords")
    },
    **{f"{kind} XMP": image(kind, xmp=XMP) for kind in ("JPEG", "PNG", "WEBP", "HEIF")},
    "JPEG comment": image(comment=b"tel 13800001234"),
    "JPEG comment in GBK": image(comment="某某 １３８００００１２３４".encode("gb18030")),
    "IPTC": jpeg(iptc("某某 13800001234".encode())),
    "PNG tEXt": png(chunk(b"tEXt", b"Comment\x0013800001234")),
    "PNG zTXt": png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"13800001234"))),
    "PNG iTXt": png(chunk(b"iTXt", b"Title\0\0\0\0\0" + "电话13800001234".encode())),
    "the first of two JPEG comments": jpeg(segment(0xFE, b"13800001234") + segment(0xFE, b"ok")),
    "the second of two JPEG comments": jpeg(segment(0xFE, b"ok") + segment(0xFE, b"13800001234")),
    "more XMP than fits": jpeg(segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 40 + XMP)),
    "an area": image(exif=area(b"ASCII\0\0\x0013800001234")),
    "PNG keyword": png(chunk(b"tEXt", b"13800001234\0x")),
    "PNG keyword of a packed text": png(chunk(b"zTXt", b"13800001234\0\0" + zlib.compress(b"x"))),
    "PNG keyword translated": png(chunk(b"iTXt", b"Title\0\0\0zh\x0013800001234\0x")),
    "the first of two PNG texts": png(chunk(b"tEXt", b"a\x0013800001234") + chunk(b"tEXt", b"a\0x")),
    "the first of two packed texts": png(
        chunk(b"zTXt", b"a\0\0" + zlib.compress(b"13800001234")) + chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x"))
    ),
    "PNG behind the pixels": png()[:-12] + chunk(b"tEXt", b"Comment\x0013800001234") + png()[-12:],
}


@pytest.mark.parametrize("case", TOLD)
def test_words(case: str, tmp_path: Path) -> None:
    """All of them are found, in their own code among others."""
    from branchsite.checks.privacy import numbers_in

    (tmp_path / "a").write_bytes(TOLD[case])
    with opened(tmp_path / "a") as one:
        one.load()
        told = [*words(one), *more_words(format_of(TOLD[case]) or Format.HEIF, TOLD[case])]
    found = [kind for text in told for _, kind in numbers_in(text)]
    assert "手机号" in found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_places(kind: str, tmp_path: Path) -> None:
    """In EXIF and in XMP; a picture without is nowhere."""
    for content, expected in (
        (image(kind, exif=located()), True),
        (image(kind, xmp=PLACE), True),
        (image(kind, exif=described(Artist="x"), xmp=XMP), False),
        (image(kind), False),
    ):
        (tmp_path / "a").write_bytes(content)
        with opened(tmp_path / "a") as one:
            assert is_located(one) is expected


FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x20udta\xa9xyz\0\x12\x15\xc7"


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        (FILM + b"+31.8100+119.9700/", True),
        (FILM + b"+31.8100+119.9700+004.512/", True),
        (b"com.apple.quicktime.location.ISO6709\0-31.8100-119.9700+4.5/", True),
        (FILM, False),
        (b"", False),
    ],
)
def test_the_film_behind_a_photo(behind: bytes, told: bool) -> None:
    """A phone's moving photo says once more, in its film, where it was taken."""
    assert is_film_located(Format.JPEG, jpeg() + behind) is told


def test_nothing_to_tell() -> None:
    """A plain picture has no words."""

    with Image.open(io.BytesIO(image("PNG"))) as one:
        assert list(words(one)) == []
