"""Photos as they come out of a phone, and as they are published."""

import io
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from branchsite.images.image import ImageError
from branchsite.photo import EDGE, photo_size, publish_photo

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def picture(size: tuple[int, int] = (80, 40), mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue."""
    image = Image.new(mode, size, "blue" if mode == "RGB" else (0, 0, 255, 255))
    image.paste("red" if mode == "RGB" else (255, 0, 0, 255), (0, 0, size[0] // 2, size[1]))
    return image


def save(path: Path, image: Image.Image, orientation: int = 1, **more: object) -> Path:
    exif = image.getexif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "PhoneMaker"
    exif.get_ifd(GPS).update({1: "N", 2: (31.0, 58.0, 12.0), 3: "E", 4: (119.0, 57.0, 0.0)})
    if path.suffix == ".heic":
        pillow_heif.register_heif_opener()
    image.save(path, exif=exif.tobytes(), **more)
    return path


def published(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(publish_photo(path)))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.heic"])
def test_metadata_is_gone(tmp_path: Path, name: str) -> None:
    """Where a photo was taken, and with what, is nobody's business (domain.md §2)."""
    path = save(tmp_path / name, picture())
    with Image.open(path) as original:
        assert original.getexif().get_ifd(GPS)
    image = published(path)
    assert image.format == "JPEG"
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & image.info.keys()
    assert b"PhoneMaker" not in publish_photo(path)


def test_comments_and_profiles_are_gone(tmp_path: Path) -> None:
    """Words and colour profiles that programs leave in a file."""
    save(tmp_path / "a.jpg", picture(), comment=b"secret words", icc_profile=b"profile" * 20)
    assert b"secret" not in publish_photo(tmp_path / "a.jpg")
    assert b"profile" not in publish_photo(tmp_path / "a.jpg")


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (80, 40), (5, 20)),
        (2, (80, 40), (75, 20)),
        (3, (80, 40), (75, 20)),
        (6, (40, 80), (20, 5)),
        (8, (40, 80), (20, 75)),
    ],
)
def test_stands_upright(tmp_path: Path, orientation: int, size: tuple[int, int], red_at: tuple[int, int]) -> None:
    """Turned as the phone says, then the instruction goes: no viewer can turn it twice."""
    path = save(tmp_path / "a.jpg", picture(), orientation, quality=95)
    image = published(path)
    assert image.size == photo_size(path) == size
    red, _, blue = image.getpixel(red_at)
    assert red > 200 and blue < 60


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((EDGE, 100), (EDGE, 100)),
        ((EDGE * 2, EDGE), (EDGE, EDGE // 2)),
        ((EDGE, EDGE * 2), (EDGE // 2, EDGE)),
        ((EDGE * 3, 1), (EDGE, 1)),
        ((30, 20), (30, 20)),
    ],
)
def test_size_is_limited(tmp_path: Path, size: tuple[int, int], wanted: tuple[int, int]) -> None:
    """No larger than a screen, never larger than it was; photo_size says beforehand what comes out."""
    path = save(tmp_path / "a.jpg", picture(size))
    assert published(path).size == photo_size(path) == wanted


def test_a_large_one_turned(tmp_path: Path) -> None:
    """Turning and shrinking together."""
    path = save(tmp_path / "a.jpg", picture((3200, 1200)), 6)
    assert published(path).size == photo_size(path) == (600, EDGE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shines_through_becomes_white(tmp_path: Path, mode: str) -> None:
    """JPEG has no transparency: black would look like damage."""
    image = picture(mode="RGBA")
    image.paste((0, 0, 0, 0), (40, 0, 80, 40))
    image.convert(mode).save(tmp_path / "a.png")
    assert published(tmp_path / "a.png").mode == "RGB"
    assert min(published(tmp_path / "a.png").getpixel((70, 20))) > 245


@pytest.mark.parametrize(
    ("mode", "name"),
    [("L", "a.jpg"), ("CMYK", "a.jpg"), ("L", "a.png"), ("1", "a.png"), ("P", "a.png"), ("LA", "a.png")],
)
@pytest.mark.parametrize("size", [(80, 40), (2400, 1200)])
def test_other_modes(tmp_path: Path, mode: str, name: str, size: tuple[int, int]) -> None:
    """Scans and prints come in other colours; the red half stays darker than the blue one or as dark, never white."""
    picture(size).convert(mode).save(tmp_path / name)
    image = published(tmp_path / name)
    assert image.mode == "RGB"
    assert min(image.getpixel((5, 20))) < 130


@pytest.mark.parametrize("edge", [20, 2000])
def test_sixteen_bits_a_pixel(tmp_path: Path, edge: int) -> None:
    """A scanner's grey stays grey."""
    Image.new("I;16", (edge, edge), 0x8000).save(tmp_path / "a.png")
    assert 120 < published(tmp_path / "a.png").getpixel((5, 5))[0] < 136


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Two builds of one photo do not differ."""
    first = save(tmp_path / "a.jpg", picture((2000, 900)))
    second = tmp_path / "b.jpg"
    second.write_bytes(first.read_bytes())
    once = publish_photo(first)
    from branchsite import photo

    photo._published.cache_clear()
    assert publish_photo(second) == once


def test_no_photo(tmp_path: Path) -> None:
    """What is no image says so; the check `photos` turns it into words."""
    (tmp_path / "a.jpg").write_text("no photo")
    with pytest.raises(ImageError):
        photo_size(tmp_path / "a.jpg")
    with pytest.raises(ImageError):
        publish_photo(tmp_path / "a.jpg")


def test_heic_stands_upright_once(tmp_path: Path) -> None:
    """Its own library turns it; the EXIF beside it still says how, and must not turn it again."""
    path = save(tmp_path / "a.heic", picture(), 6)
    assert published(path).size == photo_size(path) == (40, 80)
    red, _, blue = published(path).getpixel((20, 5))
    assert red > 200 and blue < 60


def test_a_heic_under_another_name(tmp_path: Path) -> None:
    """What phones and WeChat call .jpg is published all the same."""
    save(tmp_path / "a.heic", picture())
    (tmp_path / "a.heic").rename(tmp_path / "IMG_1.jpg")
    assert published(tmp_path / "IMG_1.jpg").size == photo_size(tmp_path / "IMG_1.jpg") == (80, 40)
