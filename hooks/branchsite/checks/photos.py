"""Ensure that the photos a record lists are there, and those that are there are listed."""

import datetime
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from ..errors import Problem
from ..load.data import Data, Entry, is_kept
from ..load.validate import nearest
from ..models.activity import Activity

_LARGEST = 20 * 1024 * 1024
_PIXELS = 60_000_000


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Photos of every record against its folder; then the pictures beside the prose."""
    for entry in data.activities.values():
        folder = data.photo_folder(entry)
        there = {path.name for path in folder.iterdir() if is_kept(path)} if folder.is_dir() else set()
        listed: dict[str, str] = {}
        for index, photo in enumerate(entry.model.photos):
            stem = photo.file.rpartition(".")[0].lower()
            if stem in listed:
                message = f"照片 {photo.file} 和 {listed[stem]} 会发布成同一个文件"
                yield entry.problem(message, "照片", index, "文件", fix="换一个文件名")
            listed.setdefault(stem, photo.file)
            if photo.file not in there:
                near = nearest(photo.file, there)
                fix = f"文件: {near}" if near else f"把照片放进 {entry.file.removesuffix('.yml')}/"
                yield entry.problem(f"找不到照片 {photo.file}", "照片", index, "文件", fix=fix)
            else:
                yield from _readable(data, entry, index, photo.file)
        for name in sorted(there - {photo.file for photo in entry.model.photos}):
            fix = (
                f"在 {entry.file} 的“照片”里加上“- 文件: {name}”和“替代文字”，或删掉它；"
                "文件名只能用英文字母、数字、点和短横线，不合就先改名"
            )
            where = f"{entry.file.removesuffix('.yml')}/{name}"
            yield Problem(where, 0, "照片在文件夹里，记录的“照片”里没有写它", name, fix)
    yield from _pictures_of_prose(data)


def _pictures_of_prose(data: Data) -> Iterator[Problem]:
    """Pictures beside the Markdown files are published as they are: they must say nothing of where they were taken."""
    for file in data.files:
        if file.startswith("docs/") and not file.endswith(".md"):
            try:
                with Image.open(data.root / file) as image:
                    told = bool(image.getexif())
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
                yield Problem(file, 0, "图片打不开，可能没有传完", fix="重新导出这张图片")
                continue
            if told:
                fix = "用截图或画图另存一次，再放进来"
                yield Problem(file, 0, "图片带着拍摄信息，里面可能有位置", fix=fix)


def _readable(data: Data, entry: Entry[Activity], index: int, name: str) -> Iterator[Problem]:
    """What would keep a photo from being published."""
    path = data.photo_folder(entry) / name
    if path.stat().st_size > _LARGEST:
        yield entry.problem(f"照片 {name} 太大，超过 20 MB", "照片", index, "文件", fix="用微信或画图缩小后再放进来")
        return
    try:
        with Image.open(path) as image:
            if image.format not in ("JPEG", "PNG", "WEBP"):
                raise UnidentifiedImageError
            if image.width * image.height > _PIXELS:
                message = f"照片 {name} 的像素太多，超过 6000 万"
                yield entry.problem(message, "照片", index, "文件", fix="缩小后再放进来")
            else:
                image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        message = f"照片 {name} 打不开，可能没有传完，或者不是 JPG、PNG、WebP"
        yield entry.problem(message, "照片", index, "文件", fix="重新导出这张照片")
