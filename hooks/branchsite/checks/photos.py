"""Ensure that the photos a record lists are there and can be published, and that no picture tells who or where."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PIL import Image

from ..errors import Problem, Severity
from ..images.container import besides_pixels
from ..images.format import HEAD, format_of
from ..images.image import ImageError, opened
from ..images.metadata import is_located, words
from ..load.data import Data, Entry, is_kept
from ..load.nearest import nearest
from ..models.activity import MOST_PHOTOS, Activity
from .privacy import private_numbers

_THUMB = (200, 200)
"""A JPEG is decoded to about this size, which shows as well whether it is whole."""

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "HEIF": ()}
"""What a picture beside the prose is called; a browser shows no HEIC."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Photos of every record against its folder; then the pictures beside the prose."""
    for entry in data.activities.values():
        folder = data.photo_folder(entry)
        there = {path.name for path in folder.iterdir() if is_kept(path)} if folder.is_dir() else set()
        if len(there) > 2 * MOST_PHOTOS:
            where = f"{entry.file.removesuffix('.yml')}/"
            yield Problem(
                where, 0, f"文件夹里有 {len(there)} 个文件，最多 {MOST_PHOTOS} 张照片", fix="只留下要用的照片"
            )
            continue
        listed: dict[str, str] = {}
        for index, photo in enumerate(entry.model.photos):
            stem = photo.file.rpartition(".")[0].lower()
            if stem in listed:
                message = f"照片 {photo.file} 和 {listed[stem]} 会发布成同一个文件"
                yield entry.problem(message, "照片", index, "文件", fix="换一个文件名")
            listed.setdefault(stem, photo.file)
            if photo.file not in there:
                near = nearest(photo.file, there - {one.file for one in entry.model.photos})
                fix = f"文件: {near}" if near else f"把照片放进 {entry.file.removesuffix('.yml')}/"
                yield entry.problem(f"找不到照片 {photo.file}", "照片", index, "文件", fix=fix)
            else:
                yield from _photo(data, entry, index, photo.file)
        for name in sorted(there - {photo.file for photo in entry.model.photos}):
            fix = (
                f"在 {entry.file} 的“照片”里加上“- 文件: {name}”和“替代文字”，或删掉它；"
                "文件名只能用英文字母、数字、点和短横线，不合就先改名"
            )
            where = f"{entry.file.removesuffix('.yml')}/{name}"
            yield Problem(where, 0, "照片在文件夹里，记录的“照片”里没有写它", name, fix)
    yield from _pictures_of_prose(data)


def _photo(data: Data, entry: Entry[Activity], index: int, name: str) -> Iterator[Problem]:
    """What keeps a photo from being published, and what its original tells."""
    where = ("照片", index, "文件")
    try:
        with opened(data.photo_folder(entry) / name) as image:
            located = is_located(image)
            told = [number.kind for text in words(image) for number in private_numbers(text)]
            _decode(image)
    except ImageError as error:
        yield entry.problem(f"照片 {name} {error.message}", *where, fix=error.fix)
        return
    for kind in sorted(set(told)):
        message = f"照片 {name} 附带的文字（作者、说明、备注）里有{kind}，不能放进仓库"
        yield entry.problem(message, *where, fix=_CLEAN)
    if located:
        message = f"照片 {name} 带着拍摄地点：发布的照片会去掉它，但原图会留在仓库里"
        yield replace(entry.problem(message, *where, fix=f"提交以前先去掉：{_CLEAN}"), severity=Severity.NOTICE)


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


_REDRAW = "用截图或画图另存一次，再放进来"
