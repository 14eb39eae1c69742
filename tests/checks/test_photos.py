"""Photos that are listed are there and open; those that are there are listed."""

import io
from pathlib import Path

import pytest
from PIL import Image

from branchsite.checks import photos
from branchsite.checks.photos import check
from edits import A, Change, changed, found, record

FOLDER = A + "2024-04-15-a/"


def image(kind: str = "JPEG", size: tuple[int, int] = (8, 8), exif: bool = False) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    data = Image.Exif()
    if exif:
        data[0x010F] = "TestCamera"
    Image.new("RGB", size).save(out, kind, exif=data)
    return out.getvalue()


def listing(*names: str) -> str:
    """A record that lists photos."""
    return record(照片="".join(f"\n  - 文件: {name}\n    替代文字: 树" for name in names))


CASES: dict[str, tuple[dict[str, Change], list[str]]] = {
    "all there": ({A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image()}, []),
    "PNG and WebP": (
        {
            A + "2024-04-15-a.yml": listing("1.png", "2.webp"),
            FOLDER + "1.png": image("PNG"),
            FOLDER + "2.webp": image("WEBP"),
        },
        [],
    ),
    "a JPEG called PNG": ({A + "2024-04-15-a.yml": listing("1.png"), FOLDER + "1.png": image()}, []),
    "no folder": ({A + "2024-04-15-a.yml": listing("1.jpg")}, ["找不到照片 1.jpg"]),
    "another name": (
        {A + "2024-04-15-a.yml": listing("IMG_1.jpg"), FOLDER + "IMG_1.JPG": image()},
        ["找不到照片 IMG_1.jpg", "照片在文件夹里，记录的“照片”里没有写它"],
    ),
    "not listed": (
        {A + "2024-04-15-a.yml": record(), FOLDER + "微信图片.jpg": image()},
        ["照片在文件夹里，记录的“照片”里没有写它"],
    ),
    "one name, two endings": (
        {A + "2024-04-15-a.yml": listing("a.jpg", "A.png"), FOLDER + "a.jpg": image(), FOLDER + "A.png": image("PNG")},
        ["照片 A.png 和 a.jpg 会发布成同一个文件"],
    ),
    "not a picture": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": b"GIF"},
        ["照片 1.jpg 打不开，可能没有传完，或者不是 JPG、PNG、WebP"],
    ),
    "a GIF": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image("GIF")},
        ["照片 1.jpg 打不开，可能没有传完，或者不是 JPG、PNG、WebP"],
    ),
    "half a picture": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image(size=(800, 800))[:2000]},
        ["照片 1.jpg 打不开，可能没有传完，或者不是 JPG、PNG、WebP"],
    ),
    "an empty file": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": b""},
        ["照片 1.jpg 打不开，可能没有传完，或者不是 JPG、PNG、WebP"],
    ),
    "too many pixels": (
        {A + "2024-04-15-a.yml": listing("1.png"), FOLDER + "1.png": image("PNG", (8000, 8000))},
        ["照片 1.png 的像素太多，超过 6000 万"],
    ),
    "what computers leave behind": (
        {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": image(), FOLDER + "Thumbs.db": b"x"},
        [],
    ),
    "a picture beside the prose": ({"docs/a.png": image("PNG")}, []),
    "a picture that tells where": ({"docs/a.jpg": image(exif=True)}, ["图片带着拍摄信息，里面可能有位置"]),
    "no picture beside the prose": ({"docs/a.jpg": b"x"}, ["图片打不开，可能没有传完"]),
}


@pytest.mark.parametrize("case", CASES)
def test_photos(case: str, tmp_path: Path) -> None:
    """Each way a photo can be wrong, and those in which it is right."""
    changes, messages = CASES[case]
    assert [one.message for one in found(check, changed(tmp_path, changes))] == messages


def test_a_photo_is_too_large(tmp_path: Path) -> None:
    """More than 20 MB is not opened at all."""

    def large(path: Path) -> None:
        path.touch()
        with path.open("r+b") as file:
            file.truncate(photos._LARGEST + 1)

    data = changed(tmp_path, {A + "2024-04-15-a.yml": listing("1.jpg"), FOLDER + "1.jpg": large})
    assert [one.message for one in found(check, data)] == ["照片 1.jpg 太大，超过 20 MB"]


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    """A typing slip is mended, a missing photo asked for."""
    near = changed(tmp_path / "1", {A + "2024-04-15-a.yml": listing("img_1.jpg"), FOLDER + "img_01.jpg": image()})
    assert found(check, near)[0].fix == "文件: img_01.jpg"
    none = changed(tmp_path / "2", {A + "2024-04-15-a.yml": listing("1.jpg")})
    assert found(check, none)[0].fix == "把照片放进 data/activities/2024/2024-04-15-a/"
