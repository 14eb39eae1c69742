"""Ensure that the photos a record lists are there, and those that are there are listed."""

import datetime
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from ..errors import Problem
from ..load.data import Data, Entry
from ..load.validate import nearest
from ..models.activity import Activity

_LARGEST = 20 * 1024 * 1024


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Photos of every record against its folder."""
    for entry in data.activities.values():
        folder = data.photo_folder(entry)
        there = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
        listed: dict[str, str] = {}
        for index, photo in enumerate(entry.model.photos):
            stem = photo.file.rpartition(".")[0].lower()
            if stem in listed:
                yield entry.problem(f"照片 {photo.file} 和 {listed[stem]} 会发布成同一个文件", "照片", index, "文件", fix="换一个文件名")
            listed.setdefault(stem, photo.file)
            if photo.file not in there:
                near = nearest(photo.file, there)
                fix = f"文件: {near}" if near else f"把照片放进 {entry.file.removesuffix('.yml')}/"
                yield entry.problem(f"找不到照片 {photo.file}", "照片", index, "文件", fix=fix)
            else:
                yield from _readable(data, entry, index, photo.file)
        for name in sorted(there - {photo.file for photo in entry.model.photos}):
            yield Problem(
                f"{entry.file.removesuffix('.yml')}/{name}",
                0,
                "照片在文件夹里，记录的“照片”里没有写它",
                name,
                f"在 {entry.file} 的“照片”里加上 - 文件: 01.jpg 和 替代文字（文件名只用英文字母、数字、点和短横线），或删掉它",
            )


def _readable(data: Data, entry: Entry[Activity], index: int, name: str) -> Iterator[Problem]:
    path = data.photo_folder(entry) / name
    if path.stat().st_size > _LARGEST:
        yield entry.problem(f"照片 {name} 太大，超过 20 MB", "照片", index, "文件", fix="用微信或画图缩小后再放进来")
        return
    try:
        with Image.open(path) as image:
            if image.format not in ("JPEG", "PNG", "WEBP"):
                raise UnidentifiedImageError
            if image.width * image.height > 60_000_000:
                yield entry.problem(f"照片 {name} 的像素太多，超过 6000 万", "照片", index, "文件", fix="缩小后再放进来")
            else:
                image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield entry.problem(f"照片 {name} 打不开，可能没有传完，或者不是 JPG、PNG、WebP", "照片", index, "文件", fix="重新导出这张照片")
