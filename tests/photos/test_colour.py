"""Colours of photos in other spaces than sRGB, against the formulas of those spaces.

A card of colours that sRGB can show is written in each space, and must come out as it was.
"""

import io
import itertools
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pillow_heif
import pytest
from PIL import Image, ImageCms

from branchsite.photos.image import opened
from branchsite.photos.upright import upright
from pictures import EXIF_IFD, chunk, icc, icc_grey, icc_table, segment

Rgb = tuple[float, float, float]
Curve = Callable[[float], float]

D65, D50 = (0.3127, 0.3290), (0.34567, 0.35850)
SRGB = (D65, (0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
P3 = (D65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
ADOBE = (D65, (0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
WIDE = (D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
PROPHOTO = (D50, (0.7347, 0.2653), (0.1596, 0.8404), (0.0366, 0.0001))

FLAG_RED, SCARF, RIVER, SKIN = (222, 41, 16), (200, 16, 46), (28, 96, 132), (224, 172, 140)
CARD = [
    *(FLAG_RED, SCARF, RIVER, SKIN),
    *((grey, grey, grey) for grey in (0, 20, 60, 119, 180, 255)),
    *itertools.product((30, 128, 235), repeat=3),
]
"""Colours of the school, greys, and some of everything."""

SQUARE = 16
"""Pixels of a colour, each way: a JPEG blurs where two meet."""


def times(rows: Sequence[Sequence[float]], column: Sequence[float]) -> Rgb:
    one, two, three = (sum(a * b for a, b in zip(row, column, strict=True)) for row in rows)
    return one, two, three


def inverse(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """By Gauss and Jordan."""
    work = [[*row, *(1.0 if at == number else 0.0 for at in range(3))] for number, row in enumerate(rows)]
    for at in range(3):
        best = max(range(at, 3), key=lambda row: abs(work[row][at]))
        work[at], work[best] = work[best], work[at]
        work[at] = [value / work[at][at] for value in work[at]]
        for other in (row for row in range(3) if row != at):
            work[other] = [a - work[other][at] * b for a, b in zip(work[other], work[at], strict=True)]
    return [row[3:] for row in work]


def to_xyz(primaries: Sequence[tuple[float, float]]) -> list[list[float]]:
    """The matrix from a space's linear numbers to XYZ with white as it is at D50."""
    white, *colours = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    columns = list(zip(*colours, strict=True))
    strength = times(inverse(columns), white)
    matrix = [[value * strength[at] for at, value in enumerate(row)] for row in columns]
    cone = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
    before, after = times(cone, white), times(cone, (0.9642, 1.0, 0.8249))
    adapted = [[after[at] / before[at] * value for value in cone[at]] for at in range(3)]
    bradford = [times(inverse(cone), column) for column in zip(*adapted, strict=True)]
    moved = list(zip(*bradford, strict=True))
    return [list(row) for row in zip(*(times(moved, column) for column in zip(*matrix, strict=True)), strict=True)]


def linear(value: float) -> float:
    """sRGB's curve, 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def coded(value: float) -> float:
    """Its other way."""
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def power(gamma: float) -> Curve:
    """From light to the number that is written."""
    return lambda value: max(value, 0.0) ** (1 / gamma)


def written(colour: Sequence[int], primaries: Sequence[tuple[float, float]], curve: Curve) -> tuple[int, int, int]:
    """The numbers that a colour of sRGB has in another space."""
    xyz = times(to_xyz(SRGB), [linear(one / 255) for one in colour])
    red, green, blue = (round(255 * min(1.0, curve(max(0.0, one)))) for one in times(inverse(to_xyz(primaries)), xyz))
    return red, green, blue


def lab(colour: Sequence[float]) -> Rgb:
    """CIE L*a*b* of a colour of sRGB."""
    scaled = [
        one / white
        for one, white in zip(
            times(to_xyz(SRGB), [linear(one / 255) for one in colour]), (0.9642, 1, 0.8249), strict=True
        )
    ]
    x, y, z = (one ** (1 / 3) if one > 216 / 24389 else (24389 / 27 * one + 16) / 116 for one in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Sequence[float], other: Sequence[float]) -> float:
    """Delta E of 1976: a little stricter than that of 2000 for strong colours."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def card(colours: Sequence[tuple[int, ...]], mode: str = "RGB") -> Image.Image:
    """A row of squares."""
    image = Image.new(mode, (SQUARE * len(colours), SQUARE))
    for number, colour in enumerate(colours):
        image.paste(colour if len(colour) > 1 else colour[0], (SQUARE * number, 0, SQUARE * (number + 1), SQUARE))
    return image


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    best: dict[str, dict[str, object]] = {
        "JPEG": {"quality": 100, "subsampling": 0},
        "WEBP": {"lossless": True},
        "HEIF": {"quality": -1, "chroma": 444, "matrix_coefficients": 0},
    }
    out = io.BytesIO()
    image.save(out, kind, **{**best.get(kind, {}), **more})
    return out.getvalue()


def shown(path: Path, content: bytes, count: int = len(CARD)) -> list[tuple[int, ...]]:
    """The colours of the squares, as they are published."""
    path.write_bytes(content)
    with opened(path) as image:
        made = upright(image, 4000)
    assert made.mode == "RGB" and made.size == (SQUARE * count, SQUARE)
    found = [made.getpixel((SQUARE * number + SQUARE // 2, SQUARE // 2)) for number in range(count)]
    return [one for one in found if isinstance(one, tuple)]


def worst(wanted: Sequence[Sequence[int]], found: Sequence[Sequence[int]]) -> tuple[float, object, object]:
    """The largest difference, and between which."""
    return max((difference(one, other), one, other) for one, other in zip(wanted, found, strict=True))


def put(png: bytes, *chunks: bytes) -> bytes:
    """A PNG with further parts behind its header."""
    return png[:33] + b"".join(chunks) + png[33:]


def chrm(primaries: Sequence[tuple[float, float]]) -> bytes:
    return chunk(b"cHRM", struct.pack(">8I", *(round(one * 100_000) for pair in primaries for one in pair)))


def gama(gamma: float) -> bytes:
    return chunk(b"gAMA", struct.pack(">I", round(100_000 / gamma)))


SPACES: dict[str, tuple[Sequence[tuple[float, float]], Curve, Curve]] = {
    "Display P3": (P3, coded, linear),
    "Adobe RGB": (ADOBE, power(563 / 256), lambda value: value ** (563 / 256)),
    "ProPhoto RGB": (PROPHOTO, power(1.8), lambda value: value**1.8),
    "BT.2020": (WIDE, power(2.4), lambda value: value**2.4),
    "sRGB": (SRGB, coded, linear),
    "a monitor of gamma 1.8": (SRGB, power(1.8), lambda value: value**1.8),
}
"""Primaries, the way from light to numbers, and back."""


def profile(space: str, version: int = 2) -> bytes:
    """The ICC profile of a space, made from the formulas."""
    primaries, _, light = SPACES[space]
    return icc(to_xyz(primaries), light, version)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("version", [2, 4])
@pytest.mark.parametrize("space", SPACES)
def test_profiles(space: str, version: int, kind: str, tmp_path: Path) -> None:
    """Of phones, cameras and programs, in every format."""
    primaries, curve, _ = SPACES[space]
    image = card([written(one, primaries, curve) for one in CARD])
    content = saved(image, kind, icc_profile=profile(space, version))
    assert worst(CARD, shown(tmp_path / "a", content))[0] <= 3.0
    reference = ImageCms.profileToProfile(
        image, ImageCms.ImageCmsProfile(io.BytesIO(profile(space, version))), ImageCms.createProfile("sRGB")
    )
    assert reference is not None
    colours = [reference.getpixel((SQUARE * number + 8, 8)) for number in range(len(CARD))]
    assert worst(colours, shown(tmp_path / "a", content))[0] <= 3.0


def grey(value: float) -> tuple[int, int, int]:
    level = round(255 * coded(value))
    return level, level, level


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_grey_profiles(kind: str, tmp_path: Path) -> None:
    """Scanners, and printers whose dots spread."""
    levels = [(level,) for level in range(0, 256, 15)]
    for light in (lambda value: value**1.8, lambda value: value**3.0, linear):
        content = saved(card(levels, "L"), kind, icc_profile=icc_grey(light))
        wanted = [grey(light(one[0] / 255)) for one in levels]
        assert worst(wanted, shown(tmp_path / "a", content, len(levels)))[0] <= 3.0


def ink(cyan: float, magenta: float, yellow: float, black: float) -> Rgb:
    """A press: how its inks look on its paper."""
    light = 1 - black
    return (
        (100 - 38 * cyan - 46 * magenta - 8 * yellow) * (0.1 + 0.9 * light),
        (-28 * cyan + 56 * magenta - 4 * yellow) * light,
        (-38 * cyan - 2 * magenta + 62 * yellow) * light,
    )


def of_lab(bright: float, red: float, yellow: float) -> tuple[int, int, int]:
    """The colour of sRGB."""
    middle = (bright + 16) / 116
    scaled = [
        one**3 if one**3 > 216 / 24389 else (116 * one - 16) * 27 / 24389
        for one in (middle + red / 500, middle, middle - yellow / 200)
    ]
    xyz = [one * white for one, white in zip(scaled, (0.9642, 1.0, 0.8249), strict=True)]
    r, g, b = (round(255 * coded(min(1.0, max(0.0, one)))) for one in times(inverse(to_xyz(SRGB)), xyz))
    return r, g, b


INKS = [*itertools.product((0, 90, 180), (0, 90, 180), (0, 120), (0, 100)), (0, 0, 0, 255), (30, 200, 180, 10)]


@pytest.fixture(scope="module")
def press() -> bytes:
    return icc_table(ink, b"CMYK", 9)


def ycck(image: Image.Image) -> bytes:
    """A JPEG whose colours are told as brightness and two differences, and black: what Photoshop writes."""
    inks = image.split()
    colours = Image.merge("RGB", inks[:3]).convert("YCbCr").split()
    inverted = [one.point(lambda value: 255 - value) for one in colours]
    out = io.BytesIO()
    Image.merge("CMYK", (*inverted, inks[3])).save(out, "JPEG", quality=100, subsampling=0)
    content = out.getvalue()
    at = content.index(b"\xff\xee") + 4
    assert content[at : at + 5] == b"Adobe" and content[at + 11] == 0
    return content[: at + 11] + b"\2" + content[at + 12 :]


def with_profile(jpeg: bytes, content: bytes) -> bytes:
    """A JPEG with a profile in as many parts as it takes."""
    pieces = [content[at : at + 65_519] for at in range(0, len(content), 65_519)]
    told = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes([number, len(pieces)]) + piece) for number, piece in enumerate(pieces, 1)
    ]
    return jpeg[:2] + b"".join(told) + jpeg[2:]


def test_inks(press: bytes, tmp_path: Path) -> None:
    """CMYK as Adobe writes it: upside down, and as brightness and differences; without its marker it is the same."""
    image = card(INKS, "CMYK")
    plain = saved(image, "JPEG")
    at = plain.index(b"\xff\xee")
    forms = {"inverted": plain, "ycck": ycck(image), "unmarked": plain[:at] + plain[at + 16 :]}
    wanted = [of_lab(*ink(*(one / 255 for one in inks))) for inks in INKS]
    for name, content in forms.items():
        found = shown(tmp_path / "a", with_profile(content, press), len(INKS))
        assert worst(wanted, found)[0] <= 3.0, name


def test_inks_without_a_profile(tmp_path: Path) -> None:
    """As browsers show them."""
    wanted = [tuple(round((255 - one) * (255 - inks[3]) / 255) for one in inks[:3]) for inks in INKS]
    for content in (saved(card(INKS, "CMYK"), "JPEG"), ycck(card(INKS, "CMYK"))):
        assert worst(wanted, shown(tmp_path / "a", content, len(INKS)))[0] <= 3.0


@pytest.mark.slow
@pytest.mark.parametrize("size", [200, 4000])
def test_inks_made_smaller(press: bytes, tmp_path: Path, size: int) -> None:
    """A large photo is decoded small, and converted then."""
    big = card([(30, 200, 180, 10)], "CMYK").resize((3000, 2000))
    (tmp_path / "a.jpg").write_bytes(with_profile(saved(big, "JPEG"), press))
    with opened(tmp_path / "a.jpg") as image:
        found = upright(image, size).getpixel((9, 9))
    assert isinstance(found, tuple) and difference(found, of_lab(*ink(30 / 255, 200 / 255, 180 / 255, 10 / 255))) <= 3.0


def seen(red: float, green: float, blue: float) -> Rgb:
    """A scanner: how its numbers look."""
    return 30 * red + 50 * green + 20 * blue, 50 * (red - green), 40 * (green - blue)


def test_a_table_of_a_scanner(tmp_path: Path) -> None:
    """A profile that is no formula: from red, green and blue to L*a*b* by a grid."""

    wanted = [of_lab(*seen(*(one / 255 for one in colour))) for colour in CARD]
    scanner = icc_table(seen, b"RGB ", 17)
    for kind in ("JPEG", "PNG"):
        found = shown(tmp_path / "a", saved(card(CARD), kind, icc_profile=scanner))
        assert worst(wanted, found)[0] <= 3.0


def told(space: str, *chunks: bytes) -> bytes:
    """A PNG of the card in a space, with parts that say so."""
    primaries, curve, _ = SPACES[space]
    return put(saved(card([written(one, primaries, curve) for one in CARD]), "PNG"), *chunks)


def iccp(content: bytes, name: bytes = b"a") -> bytes:
    return chunk(b"iCCP", name + b"\0\0" + zlib.compress(content))


PNGS: dict[str, bytes] = {
    "gAMA": told("a monitor of gamma 1.8", gama(1.8)),
    "gAMA and cHRM": told("Adobe RGB", gama(563 / 256), chrm(ADOBE)),
    "cHRM": told("Display P3", chrm(P3)),
    "cICP": told("Display P3", chunk(b"cICP", bytes([12, 13, 0, 1]))),
    "cICP before a profile": told("Display P3", chunk(b"cICP", bytes([12, 13, 0, 1])), iccp(profile("Adobe RGB"))),
    "a cICP of sRGB before a profile": told("sRGB", chunk(b"cICP", bytes([1, 13, 0, 1])), iccp(profile("Adobe RGB"))),
    "a cICP that nobody knows": told("Display P3", chunk(b"cICP", bytes([99, 13, 0, 1])), iccp(profile("Display P3"))),
    "a profile before the rest": told("Display P3", iccp(profile("Display P3")), gama(1.0), chrm(WIDE)),
    "sRGB before the rest": told("sRGB", chunk(b"sRGB", b"\0"), gama(1.0), chrm(WIDE)),
    "sRGB in the old way": told("sRGB", gama(1 / 0.45455), chrm(SRGB)),
    "nothing": told("sRGB"),
}


@pytest.mark.parametrize("case", PNGS)
def test_parts_of_a_png(case: str, tmp_path: Path) -> None:
    """In the order of the standard."""
    assert worst(CARD, shown(tmp_path / "a", PNGS[case]))[0] <= 3.0


@pytest.mark.parametrize(
    ("numbers", "space"), [((12, 13), "Display P3"), ((1, 13), "sRGB"), ((1, 1), "sRGB"), ((2, 2), "sRGB")]
)
def test_numbers_of_a_heic(numbers: tuple[int, int], space: str, tmp_path: Path) -> None:
    """nclx, instead of a profile."""
    primaries, curve, _ = SPACES[space]
    image = card([written(one, primaries, curve) for one in CARD])
    more = {"color_primaries": numbers[0], "transfer_characteristics": numbers[1], "save_nclx_profile": True}
    content = saved(image, "HEIF", **more)
    with opened_from(tmp_path, content) as one:
        assert one.info["nclx_profile"]["color_primaries"] == numbers[0]
    assert worst(CARD, shown(tmp_path / "a", content))[0] <= 3.0


def opened_from(folder: Path, content: bytes):
    (folder / "b").write_bytes(content)
    return opened(folder / "b")


@pytest.mark.parametrize(("rule", "space"), [("R03", "Adobe RGB"), ("R98", "sRGB")])
def test_a_camera_without_a_profile(rule: str, space: str, tmp_path: Path) -> None:
    """DCF: the third rule is Adobe RGB."""
    primaries, curve, _ = SPACES[space]
    exif = Image.Exif()
    exif[EXIF_IFD] = {0xA001: 65535 if rule == "R03" else 1, 0xA005: {1: rule, 2: b"0100"}}
    content = saved(card([written(one, primaries, curve) for one in CARD]), "JPEG", exif=exif)
    assert worst(CARD, shown(tmp_path / "a", content))[0] <= 3.0


def deep(colours: Sequence[tuple[int, ...]], *chunks: bytes) -> bytes:
    """A PNG of sixteen bits a channel."""
    row = b"\0" + b"".join(
        struct.pack(">H", one * 257) * 1 for colour in colours for _ in range(SQUARE) for one in colour
    )
    kind = {1: 0, 3: 2, 4: 6}[len(colours[0])]
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", SQUARE * len(colours), SQUARE, 16, kind, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + header
        + b"".join(chunks)
        + chunk(b"IDAT", zlib.compress(row * SQUARE))
        + chunk(b"IEND", b"")
    )


def test_other_forms_of_pixels(tmp_path: Path) -> None:
    """Sixteen bits, palettes, transparency, grey in a space of colours: the profile counts all the same."""
    primaries, curve, _ = SPACES["Display P3"]
    numbers = [written(one, primaries, curve) for one in CARD]
    part = iccp(profile("Display P3"))
    opaque = card([(*one, 255) for one in numbers], "RGBA")
    palette = card(numbers).quantize(len(CARD), method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few = [palette.convert("RGB").getpixel((SQUARE * at + 8, 8)) for at in range(len(CARD))]
    forms = {
        "deep": (deep(numbers, part), CARD),
        "deep and see-through": (deep([(*one, 255) for one in numbers], part), CARD),
        "opaque": (saved(opaque, "PNG", icc_profile=profile("Display P3")), CARD),
        "see-through WebP": (saved(opaque, "WEBP", icc_profile=profile("Display P3"), exact=True), CARD),
        "red, green, blue": (saved(card(numbers), "JPEG", keep_rgb=True, icc_profile=profile("Display P3")), CARD),
    }
    for name, (content, wanted) in forms.items():
        assert worst(wanted, shown(tmp_path / "a", content))[0] <= 3.0, name
    plain = shown(tmp_path / "a", saved(card(few), "PNG", icc_profile=profile("Display P3")))
    assert shown(tmp_path / "a", saved(palette, "PNG", icc_profile=profile("Display P3"))) == plain
    greys = [(one,) for one in range(0, 256, 15)]
    wanted = [(one, one, one) for (one,) in greys]
    for content in (
        saved(card(greys, "L"), "JPEG", icc_profile=profile("sRGB")),
        deep(greys, iccp(profile("Display P3"))),
    ):
        assert worst(wanted, shown(tmp_path / "a", content, len(greys)))[0] <= 3.0


def test_what_shines_through_stays_white(tmp_path: Path) -> None:
    """White is added behind, and is no colour of the space."""
    half = [(*FLAG_RED, 0), (*FLAG_RED, 255)]
    found = shown(tmp_path / "a", saved(card(half, "RGBA"), "PNG", icc_profile=profile("a monitor of gamma 1.8")), 2)
    assert found[0] == (255, 255, 255) and difference(found[1], FLAG_RED) > 2


def test_a_phones_double_picture(tmp_path: Path) -> None:
    """The profile of the first picture counts, and is that of the page."""
    primaries, curve, _ = SPACES["Display P3"]
    image = card([written(one, primaries, curve) for one in CARD])
    content = saved(
        image,
        "MPO",
        save_all=True,
        append_images=[image],
        icc_profile=profile("Display P3"),
        quality=100,
        subsampling=0,
    )
    assert worst(CARD, shown(tmp_path / "a", content))[0] <= 3.0


def plain(profile: bytes) -> bytes:
    """A JPEG of the card with a profile."""
    return with_profile(saved(card(CARD), "JPEG"), profile)


GOOD = profile("Adobe RGB")
BROKEN: dict[str, bytes] = {
    "nothing": b"",
    "words": "这里不是颜色，是一段话。".encode() * 40,
    "its head": GOOD[:128],
    "half": GOOD[: len(GOOD) // 2],
    "another space than the picture's": icc_grey(linear),
    "a space of inks for a picture of light": icc_table(ink, b"CMYK", 2),
    "a space that is none": GOOD[:16] + b"XXXX" + GOOD[20:],
    "a link between two": GOOD[:12] + b"link" + GOOD[16:],
    "tags that lie outside": GOOD[:132] + b"\xff" * (12 * 9) + GOOD[240:],
    "a million tags": GOOD[:128] + b"\0\x0f\x42\x40" + GOOD[132:],
    "no curve": GOOD.replace(b"curv", b"xxxx"),
    "a curve without an end": GOOD.replace(b"curv\0\0\0\0\0\0\4\0", b"curv\0\0\0\0\xff\xff\xff\xff"),
    "a table larger than the file": icc_table(seen, b"RGB ", 2).replace(b"\3\3\2\0", b"\3\3\xff\0", 1),
    "larger than any": GOOD + bytes(5 * 1024 * 1024),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_profile_that_cannot_be_read(case: str, tmp_path: Path) -> None:
    """Is left out: the photo is published as one without it."""
    expected = shown(tmp_path / "a", saved(card(CARD), "JPEG"))
    assert shown(tmp_path / "a", plain(BROKEN[case])) == expected


@pytest.mark.parametrize(
    "part",
    [
        chunk(b"iCCP", b""),
        chunk(b"iCCP", b"a"),
        chunk(b"iCCP", b"a\0\1" + zlib.compress(GOOD)),
        chunk(b"iCCP", b"a\0\0no zlib"),
        iccp(GOOD + bytes(2_000_000)),
        iccp(b"words"),
        iccp(bytes(50_000_000)),
        chrm([(0, 0)] * 4),
        chrm([(1, 0)] * 4),
        chrm([D65] * 4),
        gama(1e9),
        chunk(b"gAMA", b"\xff\xff\xff\xff"),
        chunk(b"cICP", b""),
        chunk(b"cICP", bytes([12, 13])),
        chunk(b"cICP", bytes([9, 16, 0, 1])),
    ],
    ids=lambda part: part[4:12].hex(),
)
def test_a_part_of_a_png_that_cannot_be_read(part: bytes, tmp_path: Path) -> None:
    """Neither is it a reason to refuse the picture."""
    assert worst(CARD, shown(tmp_path / "a", told("sRGB", part)))[0] <= 3.0


@pytest.mark.slow
def test_profiles_with_any_byte_wrong(tmp_path: Path) -> None:
    """Whatever lcms makes of them, the photo comes out whole: heads, tables and programs of three kinds."""
    random = Random(11)
    small = saved(card([FLAG_RED], "RGB"), "JPEG"), saved(card([(1, 2, 3, 4)], "CMYK"), "JPEG")
    for jpeg, content in (
        (small[0], GOOD),
        (small[0], icc_table(seen, b"RGB ", 3)),
        (small[1], icc_table(ink, b"CMYK", 3)),
    ):
        for _ in range(25):
            damaged = bytearray(content)
            for _ in range(random.randint(1, 6)):
                # Most of what can go wrong is said in front.
                damaged[random.randrange(random.choice((300, len(content))))] = random.choice(
                    (0, 1, 127, 255, random.randrange(256))
                )
            assert len(shown(tmp_path / "a", with_profile(jpeg, bytes(damaged)), 1)) == 1


def test_no_new_program_is_run(tmp_path: Path) -> None:
    """A profile may hold a program as long as itself (multiProcessElements): the older way to say the same is taken."""
    stage = b"cvst" + bytes(4) + struct.pack(">HH", 3, 3)
    program = b"mpet" + bytes(4) + struct.pack(">HHI", 3, 3, 1) + struct.pack(">II", 24, len(stage)) + stage
    count = int.from_bytes(GOOD[128:132])
    table = b"".join(
        GOOD[at : at + 4] + struct.pack(">I", int.from_bytes(GOOD[at + 4 : at + 8]) + 12) + GOOD[at + 8 : at + 12]
        for at in range(132, 132 + 12 * count, 12)
    )
    added = b"D2B0" + struct.pack(">II", len(GOOD) + 12, len(program))
    both = struct.pack(">I", len(GOOD) + 12 + len(program)) + GOOD[4:128] + struct.pack(">I", count + 1) + table + added
    both += GOOD[132 + 12 * count :] + program
    assert shown(tmp_path / "a", plain(both)) == shown(tmp_path / "a", plain(GOOD))
