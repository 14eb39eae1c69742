"""Ensure that the photos of a record can be published, and that no picture tells who or where."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from ..errors import Problem, Severity
from ..images.container import besides_pixels, profile
from ..images.format import HEAD, Format, format_of, name_of
from ..images.image import ImageError, opened
from ..images.metadata import is_located, words
from ..images.pixels import pixels, question
from ..images.shape import profile_texts
from ..load.album import Album, Item, album_of
from ..load.data import Data, Entry
from ..load.nearest import nearest
from ..models.activity import MOST_PHOTOS, Activity
from ..private import numbers
from ..private.numbers import private_numbers

_THUMB = (200, 200)
"""A JPEG is decoded to about this size, which shows as well whether it is whole."""

_NUMBERS = sorted(Path(numbers.__file__).parent.glob("*.py"))
"""The code that finds numbers in a photo's words."""

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "HEIF": ()}
"""What a picture beside the prose is called; a browser shows no HEIC."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Photos of every record against its folder; then the pictures beside the prose."""
    for entry in data.activities.values():
        album = album_of(data, entry)
        there = len(album.items) + len(album.strangers)
        if there > MOST_PHOTOS:
            message = f"文件夹里有 {there} 个文件，最多 {MOST_PHOTOS} 张照片"
            yield Problem(f"{_folder(entry)}/", 0, message, fix="只留下要用的照片")
            continue
        yield from _listing(entry, album)
        yield from _strangers(data, entry, album)
        seen: dict[str, str] = {}
        for item in album.items:
            if not (data.photo_folder(entry) / item.name).is_symlink():
                yield from _photo(data, entry, item, seen)
    yield from _pictures_of_prose(data)


def _folder(entry: Entry[Activity]) -> str:
    return entry.file.removesuffix(".yml")


def _listing(entry: Entry[Activity], album: Album) -> Iterator[Problem]:
    """What the record lists, and its folder does not have, or has once."""
    photos = entry.model.photos
    for index in album.missing:
        near = nearest(photos[index].file, [item.name for item in album.items if item.photo is None])
        fix = f"文件: {near}" if near else f"把照片放进 {_folder(entry)}/"
        yield entry.problem(f"找不到照片 {photos[index].file}", "照片", index, "文件", fix=fix)
    for index in album.twice:
        message = f"照片 {photos[index].file} 前面已经写过"
        yield entry.problem(message, "照片", index, "文件", fix="两处合成一处，或者换成另一张照片的文件名")


def _strangers(data: Data, entry: Entry[Activity], album: Album) -> Iterator[Problem]:
    """What lies among the photos and is none: people drop whole folders of a phone."""
    for name in album.strangers:
        path = data.photo_folder(entry) / name
        if path.is_symlink():
            continue
        with path.open("rb") as file:
            head = file.read(HEAD)
        if format_of(head):
            message, fix = "看内容是照片，可是文件名不像照片的", "文件名的结尾改成 .jpg"
        else:
            known = name_of(head)
            message = f"照片文件夹里的这个文件是“{known}”，不是照片" if known else "照片文件夹里的这个文件不是照片"
            fix = "把它移走：这里只放 JPG、PNG、WebP、HEIC 照片，放进来的都会发布"
        yield Problem(f"{_folder(entry)}/{name}", 0, message, name, fix)


def _photo(data: Data, entry: Entry[Activity], item: Item, seen: dict[str, str]) -> Iterator[Problem]:
    """What keeps a photo from being published, and what its original tells. seen: those before, by their content."""
    path = data.photo_folder(entry) / item.name
    say = partial(_problem, entry, item)
    try:
        pixels(path, data.memo)
        told = data.memo.ask(path, question("words", Path(__file__), *_NUMBERS), _told)
    except ImageError as error:
        yield say(f"照片 {item.name} {error.message}", error.fix)
        return
    for kind in told["numbers"]:
        yield say(f"照片 {item.name} 附带的文字（作者、说明、备注）里有{kind}，不能放进仓库", _CLEAN)
    if told["located"]:
        message = f"照片 {item.name} 带着拍摄地点：发布的照片会去掉它，但原图会留在仓库里"
        yield replace(say(message, f"提交以前先去掉：{_CLEAN}"), severity=Severity.NOTICE)
    first = seen.setdefault(data.memo.digest(path), item.name)
    if first != item.name:
        message = f"照片 {item.name} 和 {first} 一模一样，只发布前一张"
        yield replace(say(message, "删掉其中一张"), severity=Severity.NOTICE)


def _problem(entry: Entry[Activity], item: Item, message: str, fix: str) -> Problem:
    """At the line that lists the photo; where none does, at the photo itself."""
    if item.index is not None:
        return entry.problem(message, "照片", item.index, "文件", fix=fix)
    return Problem(f"{_folder(entry)}/{item.name}", 0, message, item.name, fix)


def _told(path: Path) -> dict[str, Any]:
    """What a photo tells besides its pixels. Only the kinds of numbers: no number is kept anywhere."""
    with opened(path) as image:
        kinds = {number.kind for text in words(image) for number in private_numbers(text)}
        return {"located": is_located(image), "numbers": sorted(kinds)}


_CLEAN = (
    "Windows 里右击照片→属性→详细信息→删除属性和个人信息；苹果手机分享时点“选项”，关掉“位置”；"
    "或者用微信不选“原图”发一次，再存下来"
)
"""How people take out of a photo what it tells."""


def _decode(image: Image.Image) -> None:
    """Raises what Pillow raises where the pixels are not all there."""
    if image.format in ("JPEG", "MPO"):
        image.draft(None, _THUMB)
    image.load()


def _pictures_of_prose(data: Data) -> Iterator[Problem]:
    """Pictures beside the Markdown files are published as they are: they must be what they seem, and nothing more."""
    for file in data.files:
        if file.startswith("docs/") and not file.endswith(".md"):
            yield from _picture(file, data.root / file)


def _picture(file: str, path: Path) -> Iterator[Problem]:
    try:
        with opened(path) as image:
            _decode(image)
            described = bool(image.getexif()) or is_located(image)
    except ImageError as error:
        yield Problem(file, 0, f"图片{error.message}", fix=error.fix)
        return
    content = path.read_bytes()
    format = format_of(content[:HEAD])
    assert format is not None, file
    endings = _ENDINGS[format]
    if not endings:
        yield Problem(file, 0, "图片是 HEIC，浏览器看不了", fix="导出成 JPG 再放进来")
        return
    if file.rpartition(".")[2].lower() not in endings:
        yield Problem(file, 0, f"图片的内容是 {format}，和名字的结尾不一样", fix=f"把名字的结尾改成 .{endings[0]}")
    if described:
        yield Problem(file, 0, "图片带着拍摄信息，里面可能有位置", fix=_REDRAW)
    elif others := besides_pixels(format, content):
        yield Problem(file, 0, f"图片里除了画面还有别的东西：{'、'.join(others)}", fix=_REDRAW)
    elif kinds := _numbers_in(format, content):
        yield Problem(file, 0, f"图片里藏着{'、'.join(kinds)}", fix=_REDRAW)


def _numbers_in(format: Format, content: bytes) -> list[str]:
    """The kinds of private numbers in the words of a profile, or anywhere as they stand."""
    # The same byte again and again is a flat piece of the picture.
    digits = (one.decode() for one in _DIGITS.findall(content) if len(set(one)) > 3)
    texts = [*profile_texts(profile(format, content)), *digits]
    found = (number for text in texts for number in private_numbers(text))
    return sorted({number.kind for number in found if number.certain})


_DIGITS = re.compile(rb"[0-9](?:[ -]?[0-9]){10,18}")

_REDRAW = "用截图或画图另存一次，再放进来"
