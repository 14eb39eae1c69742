"""Opening a file: what it is decides, and what would cost too much is refused before it is decoded."""

import io
import struct
import zlib
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PIL import Image

from branchsite.photos.image import EXPORT, LARGEST, ImageError, opened
from branchsite.photos.metadata import is_located
from branchsite.photos.upright import upright
from pictures import chunk, described, huge_jpeg, image, jpeg, png, segment


def refused(tmp_path: Path, content: bytes, name: str = "a.jpg") -> ImageError:
    """What is said to a file when it is opened and decoded."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImageError) as caught, opened(tmp_path / name) as opened_image:
        opened_image.load()
    assert str(caught.value) == caught.value.message
    assert caught.value.fix
    return caught.value


def opened_with(tmp_path: Path, content: bytes) -> AbstractContextManager[Image.Image]:
    """An image of this content."""
    (tmp_path / "b").write_bytes(content)
    return opened(tmp_path / "b")


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.heic", "a"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_content_decides(tmp_path: Path, kind: str, name: str) -> None:
    """WeChat and phones give HEIC the name .jpg, and people rename anything."""
    (tmp_path / name).write_bytes(image(kind, (30, 20)))
    with opened(tmp_path / name) as one:
        assert (one.format, one.size) == (kind, (30, 20))
        one.load()


def test_a_phones_double_picture(tmp_path: Path) -> None:
    """A JPEG with a second one behind it (depth, motion) is the first."""
    first, second = Image.new("RGB", (30, 20), "red"), Image.new("RGB", (6, 4))
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])
    with opened(tmp_path / "a.jpg") as one:
        assert (one.format, one.size) == ("MPO", (30, 20))
        one.load()


def gif(frames: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (4, 4)).save(out, "GIF", save_all=True, append_images=[Image.new("L", (4, 4), 9)] * frames)
    return out.getvalue()


def moving(kind: str) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "white", "black")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "是“空文件”，网站用不了"),
        (gif(2), "是“GIF 动图”，网站用不了"),
        (b"<svg onload=alert(1)>", "是“SVG 图”，网站用不了"),
        (b"<!doctype html><script>", "是“网页”，网站用不了"),
        (b"%PDF-1.7", "是“PDF 文件”，网站用不了"),
        (image("TIFF"), "是“TIFF 图片或相机的原始文件”，网站用不了"),
        (image("AVIF"), "是“AVIF 图片”，网站用不了"),
        (b"no photo", "打不开，可能没有传完，或者不是 JPG、PNG、WebP、HEIC"),
        (moving("PNG"), "是动图，网站只放不动的照片"),
        (moving("WEBP"), "是动图，网站只放不动的照片"),
        (huge_jpeg(65_500, 65_500), "像素太多，超过 6000 万"),
        (huge_jpeg(20_000, 3_001), "像素太多，超过 6000 万"),
        (png(size=(50_000, 50_000), pixels=b""), "像素太多，超过 6000 万"),
        (png(size=(2**31 - 1, 2**31 - 1), pixels=b""), "像素太多，超过 6000 万"),
        (png(size=(0, 0), pixels=b""), "打不开，可能没有传完，或者已经损坏"),
        (b"\xff\xd8\xff", "打不开，可能没有传完，或者已经损坏"),
        (b"\x89PNG\r\n\x1a\n", "打不开，可能没有传完，或者已经损坏"),
        (png(pixels=zlib.compress(b"")), "打不开，可能没有传完，或者已经损坏"),
        (png(chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 9_000_000))), "打不开，可能没有传完，或者已经损坏"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """Each in a person's words."""
    assert refused(tmp_path, content).message == message


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("kept", [0.02, 0.3, 0.9])
def test_half_a_file(tmp_path: Path, kind: str, kept: float) -> None:
    """An upload that broke off."""
    out = io.BytesIO()
    image(kind)
    Image.effect_noise((400, 400), 90).convert("RGB").save(out, kind)
    content = out.getvalue()
    error = refused(tmp_path, content[: int(len(content) * kept)])
    assert error.message == "打不开，可能没有传完，或者已经损坏"
    assert error.fix == (EXPORT if kind == "HEIF" else "重新导出这张照片")


def test_a_broken_heic_says_how_to_export(tmp_path: Path) -> None:
    """One that begins as a HEIC and is none."""
    error = refused(tmp_path, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"x" * 100)
    assert "兼容性最佳" in error.fix


EXIF = b"Exif\0\0"


@pytest.mark.parametrize(
    "content",
    [
        jpeg(*[segment(0xE1, EXIF + b"x")] * 10_001),
        jpeg(*[segment(0xE1, EXIF + b"x" * 40_000)] * 2),
        jpeg(*[segment(0xFE, b"")] * 10_001),
        image(progressive=True)[:-2] + segment(0xDA, b"\x01\x01\x00\x00\x00\x00") * 101,
        png(chunk(b"eXIf", b"MM\0*" + b"x" * 80_000)),
        png(*[chunk(b"prVt", b"")] * 10_001),
        png(chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n  200000\n" + b"4d4d002a" * 50_000))),
        image("WEBP")[:12] + b"EXIF" + struct.pack("<I", 80_000) + b"x" * 80_000,
    ],
    ids=["segments", "exif", "comments", "scans", "png exif", "chunks", "hidden exif", "webp exif"],
)
def test_more_than_any_camera_writes(tmp_path: Path, content: bytes) -> None:
    """Files whose reading would take much longer, or much more memory, than their size."""
    if content[:4] == b"RIFF":
        content = content[:4] + struct.pack("<I", len(content) - 8) + content[8:]
    assert refused(tmp_path, content).message == "里面附带的信息太多，不像相机拍的"


def test_just_as_many_parts_as_a_file_may_have(tmp_path: Path) -> None:
    """10,000, of which three are of every PNG; one more is refused."""
    with opened_with(tmp_path, png(*[chunk(b"prVt", b"")] * 9_997)) as one:
        one.load()
    assert refused(tmp_path, png(*[chunk(b"prVt", b"")] * 9_998)).message == "里面附带的信息太多，不像相机拍的"


def test_a_heic_with_too_much_exif(tmp_path: Path) -> None:
    """It is weighed before Pillow's reader, which would look at all of it, is given the file."""
    content = image("HEIF", exif=described(ImageDescription="x" * 80_000))
    error = refused(tmp_path, content)
    assert error.message == "里面附带的信息太多，不像相机拍的"
    # What is weighed later has another cure.
    assert error.fix == EXPORT
    with opened_with(tmp_path, image("HEIF", exif=described(ImageDescription="x" * 60_000))) as one:
        one.load()


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """More than 20 MB."""
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(ImageError, match="太大，超过 20 MB"), opened(path):
        pass


def test_pillow_does_not_warn(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    """Of what is large or damaged: its words are for programmers."""
    refused(tmp_path, huge_jpeg(12_000, 9_000))
    (tmp_path / "b.jpg").write_bytes(jpeg(segment(0xE1, EXIF + b"MM\0*\0\0\0\x08\0\x09\x01\0")))
    with opened(tmp_path / "b.jpg") as one:
        one.getexif()
        one.load()
    assert not recwarn.list


@pytest.mark.parametrize(
    "content",
    [
        jpeg(segment(0xE1, b"Exif\0\0" + b"\xff" * 40)),
        jpeg(segment(0xE1, b"Exif\0\0" + b"\0" * 40)),
        jpeg(segment(0xE1, b"Exif\0\0II*\0\xff\xff\0\0")),
        jpeg(segment(0xE1, b"Exif\0\0")),
        png(chunk(b"eXIf", b"\xff" * 30)),
        png(chunk(b"tEXt", b"Raw profile type exif\0\nexif\n 2\nzz")),
        png(chunk(b"tEXt", b"Raw profile type exif\0\nexif\n 9\n" + b"00ff" * 9)),
    ],
)
def test_a_picture_whose_camera_wrote_nonsense(tmp_path: Path, content: bytes) -> None:
    """It is shown as it is: what a program left half in its notes is no fault of the pixels."""
    with opened_with(tmp_path, content) as one:
        one.load()
        assert not is_located(one)
        assert upright(one, 100).size == one.size
