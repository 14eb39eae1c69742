"""What a picture beside the prose may hold: its pixels and how they look. Every place to hide words in is known."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from branchsite.checks.photos import check
from branchsite.photos.container import besides_pixels
from branchsite.photos.format import HEAD, format_of
from edits import changed, found
from pictures import chunk, described, icc, image, jpeg, png, segment
from rows import over
from sites import SHIPPED

WORDS = "某某 13800001234 示例路1号".encode()
PROFILE = icc([[0.4, 0.4, 0.2], [0.2, 0.7, 0.1], [0.0, 0.1, 0.7]], lambda value: value**2)
OF_PILLOW = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
ELSEWHERE, MORE = "颜色配置", "画面里多余的字节"
ROWS = (b"\0" + b"\xff" * 8) * 8


def saved(mode: str, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((40, 30), 90).convert(mode).save(out, kind, **more)
    return out.getvalue()


def named_profile(name: bytes) -> bytes:
    """The profile with another name in it, as long as the first."""
    return PROFILE.replace(b"test\0" + bytes(78), name.ljust(83, b"\0"))


def iccp(content: bytes, name: bytes = b"a", behind: bytes = b"") -> bytes:
    return chunk(b"iCCP", name + b"\0\0" + zlib.compress(content) + behind)


def app2(content: bytes, number: int = 1, count: int = 1) -> bytes:
    return segment(0xE2, b"ICC_PROFILE\0" + bytes([number, count]) + content)


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP with further parts behind its pixels."""
    plain = image("WEBP")
    added = b"".join(name + struct.pack("<I", len(one)) + one + b"\0" * (len(one) % 2) for name, one in chunks)
    return b"RIFF" + struct.pack("<I", len(plain) + len(added) - 8) + plain[8:] + added


def jfif(thumbnail: bytes = b"", version: bytes = b"\1\1") -> bytes:
    side = bytes([3, 3]) if thumbnail else b"\0\0"
    return segment(0xE0, b"JFIF\0" + version + bytes([0, 0, 1, 0, 1]) + side + thumbnail)


def without_app0(content: bytes) -> bytes:
    assert content[2:4] == b"\xff\xe0"
    return content[:2] + content[20:]


def interlaced() -> bytes:
    """A grey PNG of eight by eight, in seven passes."""
    rows = b"".join(
        (b"\0" + b"\xff" * across) * down for across, down in ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))
    )
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 1))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PLAIN = {
    **{f"{mode} {kind}": saved(mode, kind) for kind, modes in {
        "JPEG": ("L", "RGB", "CMYK"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"), "WEBP": ("RGB", "RGBA"),
    }.items() for mode in modes},
    "progressive": saved("RGB", "JPEG", progressive=True, optimize=True),
    "restarts": saved("RGB", "JPEG", restart_marker_rows=1),
    "red, green, blue": saved("RGB", "JPEG", keep_rgb=True),
    "lossless": saved("RGBA", "WEBP", lossless=True),
    "interlaced": interlaced(),
    "profile of Pillow": saved("RGB", "JPEG", icc_profile=OF_PILLOW),
    "profile in two": jpeg(app2(PROFILE[:1000], 1, 2), app2(PROFILE[1000:], 2, 2)),
    "profile of a PNG": png(iccp(PROFILE)),
    "colours of a PNG": png(chunk(b"gAMA", b"\0\0\xb1\x8f"), chunk(b"sRGB", b"\0"), chunk(b"pHYs", bytes(9))),
    **{f"{count} channels of a PNG": png(chunk(b"sBIT", bytes([8] * count))) for count in range(1, 5)},
    "zeros behind": saved("RGB", "JPEG") + bytes(20),
}  # fmt: skip


@pytest.mark.parametrize("case", PLAIN)
def test_pictures_without_anything_else(case: str) -> None:
    """As programs write them."""
    kind = format_of(PLAIN[case][:HEAD])
    assert kind and besides_pixels(kind, PLAIN[case]) == []


def test_the_handbooks_pictures() -> None:
    """Of screens, and drawn."""
    pictures = [path for path in SHIPPED.glob("docs/**/*.*") if path.suffix in (".png", ".jpg", ".webp")]
    assert pictures
    for path in pictures:
        content = path.read_bytes()
        kind = format_of(content[:HEAD])
        assert kind and besides_pixels(kind, content) == [], path


J, P = image(), png()
SCAN = J.index(b"\xff\xda")
HOSTILE: dict[str, tuple[bytes, str]] = {
    **{f"APP{number}": (jpeg(segment(0xE0 + number, WORDS)), f"APP{number}") for number in range(16)},
    "a comment": (jpeg(segment(0xFE, WORDS)), "注释"),
    "JFXX": (jpeg(segment(0xE0, b"JFXX\0\x10" + J)), "APP0"),
    "JFIF with a thumbnail": (J[:2] + jfif(bytes(27)) + without_app0(J)[2:], "APP0"),
    "JFIF with words": (J[:2] + segment(0xE0, J[6:20] + WORDS) + without_app0(J)[2:], "APP0"),
    "JFIF twice": (jpeg(jfif()), "APP0"),
    "Adobe with words": (jpeg(segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + WORDS)), "APP14"),
    "Adobe twice": (jpeg(*[segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")] * 2), "APP14"),
    "bytes between segments": (J[:20] + WORDS + J[20:], "各段之间"),
    "bytes before the pixels": (J[:SCAN] + WORDS + J[SCAN:], "各段之间"),
    "a marker that nobody knows": (jpeg(segment(0xF0, WORDS)), "F0"),
    "a table padded": (jpeg(segment(0xDB, b"\0" + bytes(64) + WORDS)), "DQT"),
    "a table of no number": (jpeg(segment(0xDB, b"\x09" + bytes(64))), "DQT"),
    "codes padded": (jpeg(segment(0xC4, b"\x13" + b"\1" + bytes(15) + b"\1" + WORDS)), "DHT"),
    "codes that are words": (jpeg(segment(0xC4, b"\x13" + bytes([0] * 15) + bytes([len(WORDS)]) + WORDS)), "DHT"),
    "a restart with words": (jpeg(segment(0xDD, b"\0\0" + WORDS)), "DRI"),
    "behind the end": (J + WORDS, "尾部"),
    "a picture behind": (J + J, "尾部"),
    "a program behind": (J + b"<?php echo 1 ?>", "尾部"),
    "an archive behind": (J + b"PK\3\4" + bytes(30), "尾部"),
    "a profile of words": (jpeg(app2(WORDS * 40)), ELSEWHERE),
    "a profile with words behind": (jpeg(app2(PROFILE + WORDS)), ELSEWHERE),
    "a profile that counts the words behind": (
        jpeg(app2(struct.pack(">I", len(PROFILE) + len(WORDS)) + PROFILE[4:] + WORDS)), ELSEWHERE,
    ),
    "a profile in parts, one too many": (jpeg(app2(PROFILE, 1, 1), app2(WORDS, 2, 1)), ELSEWHERE),
    "a profile in parts, one missing": (jpeg(app2(PROFILE, 1, 2)), ELSEWHERE),
    "another APP2": (jpeg(segment(0xE2, b"MPF\0" + bytes(40))), "APP2"),
    **{
        f"PNG {name}": (png(chunk(name.encode(), b"Comment\0" + WORDS)), name)
        for name in ("tEXt", "zTXt", "iTXt", "eXIf", "prVt", "caBX", "sPLT", "hIST", "dSIG", "fdAT", "iDOT")
    },
    **{
        f"PNG {name.decode()} too long": (png(chunk(name, bytes(size) + WORDS)), name.decode())
        for name, size in (
            *((b"tIME", 7), (b"pHYs", 9), (b"gAMA", 4), (b"cHRM", 32), (b"sRGB", 1), (b"cICP", 4), (b"sBIT", 4)),
        )
    },
    "PNG gamma twice": (png(*[chunk(b"gAMA", b"\0\0\xb1\x8f")] * 2), "gAMA"),
    "PNG behind the pixels": (P[:-12] + chunk(b"tEXt", b"a\0" + WORDS) + P[-12:], "tEXt"),
    "PNG behind the end": (P + WORDS, "尾部"),
    "PNG whose end has words": (P[:-12] + chunk(b"IEND", WORDS), "IEND"),
    "PNG with more pixels than it has": (png(pixels=zlib.compress(ROWS + WORDS)), MORE),
    "PNG with words behind what is packed": (png(pixels=zlib.compress(ROWS) + WORDS), MORE),
    "PNG with a profile of words": (png(iccp(WORDS * 40)), ELSEWHERE),
    "PNG with words behind a profile": (png(iccp(PROFILE, behind=WORDS)), ELSEWHERE),
    "PNG with a long name": (png(iccp(PROFILE, b"a" * 200)), ELSEWHERE),
    "WebP EXIF": (image("WEBP", exif=described(Artist="x")), "EXIF"),
    "WebP XMP": (image("WEBP", xmp=b"<x/>"), "XMP "),
    "WebP with a part that nobody knows": (webp((b"NOTE", WORDS)), "NOTE"),
    "WebP with a profile of words": (webp((b"ICCP", WORDS * 40)), ELSEWHERE),
    "WebP with two pictures": (webp((b"VP8 ", WORDS)), "VP8 "),
    "WebP with words behind": (webp() + WORDS, "尾部"),
}  # fmt: skip
"""(the picture, what is named)"""


@over("case", HOSTILE)
def test_places_to_hide_in(case: str) -> None:
    """Each is found, and called by its name."""
    content, name = HOSTILE[case]
    kind = format_of(content[:HEAD])
    assert kind and name in besides_pixels(kind, content)


REFUSED = {
    "GIF": image("GIF"),
    "GIF with a comment": image("GIF", comment=WORDS),
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'><metadata>a</metadata></svg>",
    "SVG with a script": b"<?xml version='1.0'?><svg onload='alert(1)'><foreignObject/></svg>",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "BMP": image("BMP"),
    "PDF": b"%PDF-1.7\n" + WORDS,
    "bytes in front of a JPEG": b"\n" + J,
    "a page in front of a PNG": b"<html>" + P,
    "AVIF": image("AVIF"),
    "HEIC": image("HEIF"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_other_formats(case: str, tmp_path: Path) -> None:
    """Whatever they are called."""
    name = "docs/a.png" if "PNG" in case else "docs/a.jpg"
    messages = [one.message for one in found(check, changed(tmp_path, {name: REFUSED[case]})) if one.file == name]
    assert len(messages) == 1 and messages[0].startswith("图片")


@pytest.mark.parametrize(
    "content",
    [
        jpeg(app2(named_profile(b"13800001234\0"))),
        png(iccp(named_profile(b"tel 138 0000 1234\0"))),
        png(iccp(PROFILE, b"13800001234")),
        jpeg(segment(0xDB, b"\3" + b"13800001234".ljust(64, b"\1"))),
    ],
    ids=["profile", "profile of a PNG", "name of a profile", "table"],
)
def test_numbers_where_anything_may_stand(content: bytes, tmp_path: Path) -> None:
    """A profile has a name, and a table numbers of its own choice: no private number stands there."""
    problems = [one for one in found(check, changed(tmp_path, {"docs/a.jpg": content})) if "藏着" in one.message]
    assert [one.message for one in problems] == ["图片里藏着手机号"]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, of what is damaged
def test_the_cure() -> None:
    """Saved once more by a program that draws, each is accepted."""
    for case, (content, _) in HOSTILE.items():
        try:
            with Image.open(io.BytesIO(content)) as one:
                again = io.BytesIO()
                Image.frombytes("RGB", one.size, one.convert("RGB").tobytes()).save(again, "PNG")
        except (OSError, SyntaxError, ValueError):
            # Too broken to be drawn: it is refused as such.
            continue
        kind = format_of(again.getvalue()[:HEAD])
        assert kind and besides_pixels(kind, again.getvalue()) == [], case
