"""Photos as they come out of a phone, and as they are published."""

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from branchsite import photos as images
from branchsite.cache.fingerprint import is_fingerprinted, plain
from branchsite.cache.folder import CacheFolder
from branchsite.photos import encode as photo
from branchsite.photos.encode import EDGE, Original, Size, prepare, sizes
from branchsite.photos.image import ImageError, opened
from branchsite.photos.upright import upright_size
from opened_files import opened_below

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


def store(folder: Path) -> CacheFolder:
    """Keeps what is published of the photos of a folder."""
    return CacheFolder(folder / "cache")


def original(path: Path) -> Original:
    """A photo with its measures and its digest, as the library names it."""
    with opened(path) as image:
        width, height = upright_size(image)
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    return Original(path, content, width, height)


def files(path: Path) -> dict[Size, bytes]:
    """All that a photo is published as."""
    one = original(path)
    return {size: photo.published(one, size, store(path.parent)) for size in sizes(one.width, one.height)}


def published(path: Path) -> Image.Image:
    """Its largest JPEG."""
    return Image.open(io.BytesIO([*files(path).values()][-1]))


def photo_size(path: Path) -> tuple[int, int]:
    """The measures of the largest, before it is made."""
    one = original(path)
    whole = sizes(one.width, one.height)[-1]
    return whole.width, whole.height


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.heic"])
def test_metadata_is_gone(tmp_path: Path, name: str) -> None:
    """Where a photo was taken, and with what, is nobody's business (docs/dev/domain.md)."""
    path = save(tmp_path / name, picture())
    with Image.open(path) as original:
        assert original.getexif().get_ifd(GPS)
    for size, content in files(path).items():
        image = Image.open(io.BytesIO(content))
        assert image.format == {"avif": "AVIF", "jpg": "JPEG"}[size.ending]
        assert dict(image.getexif()) == {}
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & image.info.keys()
        assert b"PhoneMaker" not in content and b"Exif" not in content


def test_comments_and_profiles_are_gone(tmp_path: Path) -> None:
    """Words and colour profiles that programs leave in a file."""
    save(tmp_path / "a.jpg", picture(), comment=b"secret words", icc_profile=b"profile" * 20)
    for content in files(tmp_path / "a.jpg").values():
        assert b"secret" not in content and b"profileprofile" not in content


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (80, 40), (5, 20)),
        (2, (80, 40), (75, 20)),
        (3, (80, 40), (75, 20)),
        (4, (80, 40), (5, 20)),
        (5, (40, 80), (20, 5)),
        (6, (40, 80), (20, 5)),
        (7, (40, 80), (20, 75)),
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


@pytest.mark.slow
@pytest.mark.parametrize("edge", [20, 2000])
def test_sixteen_bits_a_pixel(tmp_path: Path, edge: int) -> None:
    """A scanner's grey stays grey."""
    Image.new("I;16", (edge, edge), 0x8000).save(tmp_path / "a.png")
    assert 120 < published(tmp_path / "a.png").getpixel((5, 5))[0] < 136


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    """Two builds of one photo do not differ, wherever it lies and whatever it is called."""
    first = save(tmp_path / "a.jpg", picture((2000, 900)))
    (tmp_path / "elsewhere").mkdir()
    second = tmp_path / "elsewhere" / "照片.png"
    second.write_bytes(first.read_bytes())
    assert files(first) == files(second)


WIDTHS = {
    (4000, 3000): ([480, 960, 1600], [960, 1600]),
    (3000, 4000): ([480, 960, 1200], [960, 1200]),
    (1280, 800): ([480, 960, 1280], [960, 1280]),
    (1100, 800): ([480, 1100], [480, 1100]),
    (600, 400): ([480, 600], [480, 600]),
    (500, 400): ([500], [500]),
    (32, 48): ([32], [32]),
    (1, 9000): ([1], [1]),
}


@pytest.mark.parametrize("size", WIDTHS)
def test_widths(size: tuple[int, int]) -> None:
    """Small, middle and whole, never larger than it was, none beside one that is almost the same."""
    made = sizes(*size)
    found = {ending: [one.width for one in made if one.ending == ending] for ending in ("avif", "jpg")}
    assert (found["avif"], found["jpg"]) == WIDTHS[size]
    for one in made:
        # A photo one pixel wide cannot keep its shape.
        assert abs(one.height - one.width * size[1] / size[0]) <= 1 or size[0] == 1


@pytest.mark.slow
def test_every_file_is_what_its_name_says(tmp_path: Path) -> None:
    """Format and measures."""
    made = files(save(tmp_path / "a.jpg", picture((2400, 1800)), 6))
    assert len(made) == 5
    for size, content in made.items():
        image = Image.open(io.BytesIO(content))
        assert (image.format, image.size) == ({"avif": "AVIF", "jpg": "JPEG"}[size.ending], (size.width, size.height))


def test_names_say_nothing(tmp_path: Path) -> None:
    """They follow from the content: not a letter of what somebody called the photo."""
    path = save(tmp_path / "某某某 三（2）班.jpg", picture())
    one = original(path)
    names = [one.name(size) for size in sizes(one.width, one.height)]
    assert [plain(name) for name in names] == ["photo-80.avif", "photo-80.jpg"]
    assert all(map(is_fingerprinted, names))
    path.rename(tmp_path / "b.png")
    other = original(tmp_path / "b.png")
    assert [other.name(size) for size in sizes(80, 40)] == names
    assert original(save(tmp_path / "c.jpg", picture((82, 40)))).name(Size("jpg", 80, 40)) not in names


Encoded = Callable[[], list[str]]


@pytest.fixture
def encoded(tmp_path: Path) -> Iterator[Encoded]:
    """Gives the names of the photos that were opened since it was last asked: to encode one it is opened once."""
    with opened_below(tmp_path) as found:

        def names() -> list[str]:
            photos = [path.name for path in found if path.suffix == ".jpg" and path.parent == tmp_path]
            found.clear()
            return photos

        yield names


def read_all(one: Original) -> list[bytes]:
    """Every file of a photo."""
    return [photo.published(one, size, store(one.path.parent)) for size in sizes(one.width, one.height)]


def test_an_unchanged_photo_is_never_processed_twice(tmp_path: Path, encoded: Encoded) -> None:
    """Neither under another name, nor elsewhere; a changed one is."""
    one = original(save(tmp_path / "a.jpg", picture()))
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.jpg").read_bytes())
    other = original(tmp_path / "b.jpg")
    encoded()
    prepare([one, one], store(tmp_path))
    assert encoded() == ["a.jpg"]
    assert read_all(one) == read_all(other)
    prepare([one, other], store(tmp_path))
    assert encoded() == []
    changed = original(save(tmp_path / "b.jpg", picture((90, 40))))
    encoded()
    prepare([changed], store(tmp_path))
    assert encoded() == ["b.jpg"]


def test_without_preparation(tmp_path: Path, encoded: Encoded) -> None:
    """The first file that is read makes them all."""
    one = original(save(tmp_path / "a.jpg", picture((1280, 800))))
    encoded()
    assert read_all(one) == read_all(one)
    assert encoded() == ["a.jpg"]


def test_where_no_cache_can_be_written(tmp_path: Path, encoded: Encoded) -> None:
    """Each photo is still encoded only once, as its files are read one after the other."""
    (tmp_path / "cache").write_text("in the way")
    one = original(save(tmp_path / "a.jpg", picture((1280, 800))))
    encoded()
    assert len(read_all(one)) == 5
    assert encoded() == ["a.jpg"]


@pytest.mark.slow
@pytest.mark.parametrize("damage", [b"", b"x" * 100, None], ids=["empty", "other bytes", "gone"])
def test_a_damaged_entry_is_made_again(tmp_path: Path, damage: bytes | None) -> None:
    """The published bytes are the same."""
    one = original(save(tmp_path / "a.jpg", picture((1280, 800))))
    prepare([one], store(tmp_path))
    before = read_all(one)
    for entry in [*store(tmp_path).path.rglob("*.avif")]:
        entry.unlink() if damage is None else entry.write_bytes(damage)
    assert read_all(one) == before


def test_another_encoder_has_another_entry(tmp_path: Path, encoded: Encoded) -> None:
    """Other settings or another Pillow: other names, other entries."""
    one = original(save(tmp_path / "a.jpg", picture()))
    prepare([one], store(tmp_path))
    other = dataclasses.replace(one, encoder=b"another")
    assert other.name(Size("jpg", 80, 40)) != one.name(Size("jpg", 80, 40))
    encoded()
    prepare([other], store(tmp_path))
    assert encoded() == ["a.jpg"]


def test_all_that_makes_the_bytes_is_in_the_name(tmp_path: Path) -> None:
    """Another line in any file that reads, turns, converts or encodes, another Pillow or libheif: another name."""
    folder = Path(images.__file__).parent
    assert set(folder.glob("*.py")) == set(photo.CODE)
    assert set(photo.LIBRARIES) == {"pillow", "pillow-heif"}
    copies = [tmp_path / f"{number}.py" for number in range(len(photo.CODE))]
    for copy, file in zip(copies, photo.CODE, strict=True):
        copy.write_bytes(file.read_bytes())
    names = {
        photo.encoder(photo.CODE, photo.LIBRARIES),
        photo.encoder(photo.CODE, ["pillow"]),
        photo.encoder(photo.CODE, []),
    }
    assert len(names) == 3
    assert photo.encoder(copies, photo.LIBRARIES) in names
    for copy in copies:
        copy.write_bytes(copy.read_bytes() + b"#")
        names.add(photo.encoder(copies, photo.LIBRARIES))
    assert len(names) == 3 + len(copies)


def test_what_nobody_asks_for_goes(tmp_path: Path) -> None:
    """The cache does not grow for ever; what is in use stays, however old."""
    old, used, new = (original(save(tmp_path / f"{n}.jpg", picture((80 + n, 40)))) for n in range(3))
    prepare([old, used], store(tmp_path))
    for path in store(tmp_path).path.rglob("*.*"):
        os.utime(path, (1, 1))
    prepare([used, new], store(tmp_path))
    store(tmp_path).sweep()
    for one in (old, used, new):
        kept = [store(tmp_path).read(one.entry(size)) for size in sizes(one.width, one.height)]
        assert not any(kept) if one is old else all(kept)


@pytest.mark.slow
def test_many_at_once(tmp_path: Path) -> None:
    """As many threads as there are cores give what one gives."""
    many = [original(save(tmp_path / f"{n}.jpg", picture((600 + n, 400)))) for n in range(12)]
    prepare(many, store(tmp_path))
    kept = {one.path.name: read_all(one) for one in many}
    for path in (tmp_path / "cache").rglob("*.*"):
        path.unlink()
    assert {one.path.name: read_all(one) for one in many} == kept


@pytest.mark.slow
def test_a_killed_build_leaves_a_cache_that_works(tmp_path: Path) -> None:
    """Killed in the middle of its photos: the next one has whole entries or none."""
    many = [original(save(tmp_path / f"{n}.jpg", picture((1600 + n, 1200)))) for n in range(6)]
    names = [str(one.path) for one in many]
    for wait in (0.1, 0.3, 0.5):
        child = subprocess.Popen([sys.executable, "-c", CHILD, *names])
        with suppress(subprocess.TimeoutExpired):
            child.wait(wait)
        child.kill()
        child.wait()
    for one in many:
        again = read_all(one)
        assert [Image.open(io.BytesIO(content)).size[0] for content in again] == [480, 960, 1600, 960, 1600]


CHILD = """
import hashlib, sys
from pathlib import Path
from branchsite.cache.folder import CacheFolder
from branchsite.photos.encode import Original, prepare
def original(name):
    path = Path(name)
    number = int(path.stem)
    return Original(path, hashlib.sha256(path.read_bytes()).hexdigest(), 1600 + number, 1200)
prepare([original(name) for name in sys.argv[1:]], CacheFolder(Path(sys.argv[1]).parent / "cache"))
"""


def test_no_photo(tmp_path: Path) -> None:
    """What is no image says so; the check `photos` turns it into words."""
    (tmp_path / "a.jpg").write_text("no photo")
    one = Original(tmp_path / "a.jpg", "0", 80, 40)
    with pytest.raises(ImageError):
        photo.published(one, Size("jpg", 80, 40), store(tmp_path))
    with pytest.raises(ImageError):
        prepare([one], store(tmp_path))


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
