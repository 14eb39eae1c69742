"""The photos of a record, as they will be published."""

import dataclasses
from pathlib import Path

import pytest
from PIL import Image

from branchsite.cache.fingerprint import plain
from branchsite.cache.folder import CacheFolder
from branchsite.cache.memo import Memo
from branchsite.library.picture import Picture, pictures
from branchsite.load.album import AlbumItem
from branchsite.models.activity import Photo

FOLDER = "news/2024/2024-03-12-a/"


def item(name: str, **words: str) -> AlbumItem:
    """A photo that is listed, or one that is not where nothing is said of it."""
    return AlbumItem(name, Photo.model_validate({"文件": name, **words}), 0) if words else AlbumItem(name)


def made(
    folder: Path, *items: AlbumItem, colours: str = "green", size: tuple[int, int] = (30, 20)
) -> tuple[Picture, ...]:
    """Photos of one colour each, published."""
    folder.mkdir(exist_ok=True)
    for one, colour in zip(items, colours.split(), strict=True):
        Image.new("RGB", size, colour).save(folder / one.name, "PNG")
    return pictures(items, folder, FOLDER, "植树", Memo(CacheFolder(folder / "cache")))


def test_where_and_how_large(tmp_path: Path) -> None:
    """Beside its record, in both formats; what is said of it is that of the largest JPEG."""
    [one] = made(tmp_path, item("01.png", 替代文字="树", 说明="一棵树"), size=(1280, 800))
    assert [plain(file.uri) for file in one.files] == [
        f"{FOLDER}photo-{name}" for name in ("480.avif", "960.avif", "1280.avif", "960.jpg", "1280.jpg")
    ]
    assert (one.width, one.height, one.alt, one.caption) == (1280, 800, "树", "一棵树")
    assert one.uri == one.jpeg[-1].uri
    assert [file.size.width for file in one.small_avif] == [480, 960]


def test_a_narrow_one_has_no_smaller(tmp_path: Path) -> None:
    """A card takes what there is."""
    [one] = made(tmp_path, item("01.png"), size=(1100, 20))
    assert [file.size.width for file in one.small_avif] == [480]


WORDS = {
    "all": ({"替代文字": "树", "说明": "一棵树"}, "树", "一棵树"),
    "no alternative": ({"说明": "一棵树"}, "一棵树", "一棵树"),
    "no caption": ({"替代文字": "树"}, "树", ""),
    "nothing": ({}, "照片：植树", ""),
}


@pytest.mark.parametrize("case", WORDS)
def test_words(case: str, tmp_path: Path) -> None:
    """Who cannot see it hears what was written, else the caption, else whose photo it is. Never a file's name."""
    words, alt, caption = WORDS[case]
    [one] = made(tmp_path, item("某某某.png", **words))
    assert (one.alt, one.caption) == (alt, caption)


def test_several_are_counted(tmp_path: Path) -> None:
    """Those that say nothing are told apart by their place."""
    three = made(tmp_path, item("a.png"), item("b.png", 替代文字="树"), item("c.png"), colours="red green blue")
    assert [one.alt for one in three] == ["第 1 张照片：植树", "树", "第 3 张照片：植树"]


def test_the_same_photo_twice_is_one(tmp_path: Path) -> None:
    """As WeChat saves it again: the first stays, with its words."""
    [one] = made(tmp_path, item("a.png", 替代文字="树"), item("a (2).png"), colours="green green")
    assert one.alt == "树"


def uri(folder: Path, colour: str) -> str:
    """Where a photo of one colour is published."""
    [one] = made(folder, item("01.png"), colours=colour)
    return one.uri


def test_the_name_follows_from_the_photo(tmp_path: Path) -> None:
    """Not from where the site lies or when: the same photo keeps its name, a replaced one has another."""
    first = uri(tmp_path / "1", "green")
    assert uri(tmp_path / "2", "green") == first
    assert uri(tmp_path / "1", "red") != first


def test_the_name_follows_from_the_encoder(tmp_path: Path) -> None:
    """Each file is called as its original has it, which is otherwise where it will be encoded otherwise."""
    [one] = made(tmp_path, item("01.png"))
    other = dataclasses.replace(one.original, encoder=b"another")
    for file in one.files:
        assert file.uri == FOLDER + one.original.name(file.size) != FOLDER + other.name(file.size)


@pytest.mark.parametrize(
    ("colour", "tint"),
    [
        ("black", "tint r0 g0 b0"),
        ("white", "tint r7 g7 b7"),
        ("#ff8000", "tint r7 g4 b0"),
        ("#1f203f", "tint r0 g1 b1"),
    ],
)
def test_the_colour_while_it_is_to_come(tmp_path: Path, colour: str, tint: str) -> None:
    """Its mean, in eight steps."""
    [one] = made(tmp_path, item("01.png"), colours=colour)
    assert one.tint == tint


def test_the_style_sheet_has_every_colour() -> None:
    """All steps of red, green and blue, and no other classes."""
    css = (Path(__file__).parents[2] / "overrides/assets/css/photos.css").read_text("utf-8")
    for letter in "rgb":
        assert [step for step in range(20) if f".tint.{letter}{step} " in css] == list(range(8))
