"""Ensure that the photos of a record can be published, and that no picture reveals who or where."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from ..errors import Problem, Severity
from ..load.album import Album, AlbumItem, album_of
from ..load.data import Data, Entry
from ..load.names import LEFT, PICTURE_OF_PROSE, original_of
from ..load.slips.nearest import nearest
from ..load.slips.one_line import scalar
from ..load.validate import mend
from ..models.activity import MOST_PHOTOS, Activity
from ..models.base import Visibility
from ..photos.container import besides_pixels, profile
from ..photos.format import HEAD, Format, format_of, name_of
from ..photos.image import ImageError, opened
from ..photos.metadata import is_film_located, is_located, more_words, words
from ..photos.pixels import pixels, question
from ..photos.shape import profile_texts
from ..private import numbers
from ..private.numbers import private_numbers
from .folders import owners_of_folders

_THUMB = (200, 200)
"""A JPEG is decoded to about this size, which shows as well whether it is whole."""

_NUMBERS = sorted(Path(numbers.__file__).parent.glob("*.py"))
"""The code that finds numbers in a photo's words."""

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",), "WEBP": ("webp",), "HEIF": ()}
"""The endings of pictures beside the prose, by format; a browser shows no HEIC."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Photos of every record against its folder; then the pictures beside the prose."""
    elsewhere = set(owners_of_folders(data).values())
    for entry in data.activities.values():
        album = album_of(data, entry)
        there = len(album.items) + len(album.strangers)
        if there > MOST_PHOTOS:
            message = f"文件夹里有 {there} 个文件，最多 {MOST_PHOTOS} 张照片"
            yield Problem(f"{_folder(entry)}/", 0, message, fix="只留下要用的照片")
            continue
        # What a counted record may not have at all is reported by another rule.
        if not _is_counted(data, entry) and entry.file not in elsewhere:
            yield from _listing(entry, album)
        yield from _strangers(data, entry, album)
        seen: dict[str, str] = {}
        for item in album.items:
            if not (data.photo_folder(entry) / item.name).is_symlink():
                yield from _photo(data, entry, item, seen)
    yield from _pictures_of_prose(data)


def _is_counted(data: Data, entry: Entry[Activity]) -> bool:
    kind = data.kinds_by_name.get(entry.model.kind)
    return kind is not None and kind.visibility is Visibility.COUNTED


def _folder(entry: Entry[Activity]) -> str:
    return entry.file.removesuffix(".yml")


def _listing(entry: Entry[Activity], album: Album) -> Iterator[Problem]:
    """Photos that the record lists twice, or that its folder does not have."""
    photos = entry.model.photos
    for index in album.missing:
        yield _missing(entry, index, [item.name for item in album.items if item.photo is None])
    for index in album.twice:
        message = f"照片 {photos[index].file} 前面已经写过"
        yield entry.problem(message, "照片", index, fix=f"{entry.removal('照片', index)}；要留的话先移到前面那一处")


def _missing(entry: Entry[Activity], index: int, others: list[str]) -> Problem:
    """A photo that is listed and not there: misspelt, or taken out of the folder, or not put into it yet."""
    name = entry.model.photos[index].file
    near = nearest(name, others)
    document = entry.document
    typed = document.text(document.line("照片", index, "文件"))
    if near:
        fix = mend(typed, name, scalar(near))
        return entry.problem(f"找不到照片 {name}", "照片", index, "文件", fix=fix)
    fix = f"把照片放进 {_folder(entry)}/；照片不要了，就{entry.removal('照片', index)}"
    return entry.problem(f"找不到照片 {name}", "照片", index, "文件", fix=fix)


def _strangers(data: Data, entry: Entry[Activity], album: Album) -> Iterator[Problem]:
    """What lies among the photos and is none: people drop whole folders of a phone."""
    for name in album.strangers:
        path = data.photo_folder(entry) / name
        if path.is_symlink():
            continue
        if not name.lower().endswith((".yml", ".yaml")):
            yield Problem(f"{_folder(entry)}/{name}", 0, *_stranger(path))


def _stranger(path: Path) -> tuple[str, str, str]:
    """The problem of a file that is no photo: what it is, its name, and what to do with it."""
    name = path.name
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return "这个文件打不开", name, "看看它的权限，让自己能读；不要了就删掉"
    if LEFT.fullmatch(name):
        return "这是软件自己留下的文件，不是照片", name, "删掉这个文件"
    if format_of(head):
        stem = name.rpartition(".")[0] if re.search(r"\.[A-Za-z0-9_-]{1,8}$", name) else name
        return "看内容是照片，可是文件名不像照片的", name, f"改成 {_free(path, stem.rstrip(' .') or '照片')}"
    known = name_of(head)
    message = f"照片文件夹里的这个文件是“{known}”，不是照片" if known else "照片文件夹里的这个文件不是照片"
    what = next((what for sign, what in _INSTEAD if sign in (known or "")), "要留着就存到别处")
    return message, name, f"删掉这个文件；{what}，这里只放照片，放进来的都会发布"


_INSTEAD = (
    ("压缩包或者", "里面的照片先取出来放在这里"),
    ("压缩包", "里面的照片先解压放在这里"),
    ("视频", "视频放不了，可以截几张图"),
    ("PDF", "里面的照片先截图放在这里"),
    ("Word", "里面的照片先另存出来放在这里"),
    ("占位", "换成照片本身"),
)
"""What to do about a file that is no photo, by a word of what it is."""


def _free(path: Path, stem: str) -> str:
    """A photo's name that no file beside it has."""
    names = (f"{stem}{number}.jpg" for number in ("", *(f"-{count}" for count in range(2, 10**6))))
    return next(name for name in names if not (path.parent / name).exists())


def _photo(data: Data, entry: Entry[Activity], item: AlbumItem, seen: dict[str, str]) -> Iterator[Problem]:
    """Why a photo cannot be published, and what its original reveals. seen: the photos before it, by content."""
    path = data.photo_folder(entry) / item.name
    say = partial(_problem, entry, item)
    try:
        pixels(path, data.memo)
        told = data.memo.ask(path, question("words", Path(__file__), *_NUMBERS), _told)
    except ImageError as error:
        yield say(f"照片 {item.name} {error.message}", error.fix)
        return
    except OSError:
        yield say(f"照片 {item.name} 打不开", "看看它的权限，让自己能读")
        return
    for kind in told["numbers"]:
        yield say(f"照片 {item.name} 附带的文字（作者、说明、备注）里有{kind}，不能放进仓库", _CLEAN)
    if told["located"]:
        message = f"照片 {item.name} 带着拍摄地点：发布的照片会去掉它，但原图会留在仓库里"
        yield replace(say(message, f"提交以前先去掉：{_CLEAN}"), severity=Severity.NOTICE)
    first = seen.setdefault(data.memo.digest(path), item.name)
    if first != item.name:
        message = f"照片 {item.name} 和 {first} 一模一样，只发布前一张"
        yield replace(say(message, _without(entry, item)), severity=Severity.NOTICE)
    elif item.index is None and (original := _copied(data, entry, item.name)):
        message = f"照片 {item.name} 像是 {original} 的副本，两张都会发布"
        yield replace(say(message, "删掉这个文件；两张都要的，就改个名字"), severity=Severity.NOTICE)


def _copied(data: Data, entry: Entry[Activity], name: str) -> str | None:
    """The photo beside it that a photo is a copy of, by its name; a number in brackets does not make it one."""
    original = original_of(name) if re.search("副本|拷贝|copy", name, re.IGNORECASE) else None
    folder = data.photo_folder(entry)
    there = original in data.names_in[_folder(entry)]
    return original if there and data.memo.digest(folder / name) != data.memo.digest(folder / str(original)) else None


def _without(entry: Entry[Activity], item: AlbumItem) -> str:
    """How to take out a photo that is there twice."""
    if item.index is None:
        return "删掉这个文件"
    return f"{entry.removal('照片', item.index)}，再从文件夹里删掉 {item.name}"


def _problem(entry: Entry[Activity], item: AlbumItem, message: str, fix: str) -> Problem:
    """At the line that lists the photo; where none does, at the photo itself."""
    if item.index is not None:
        return entry.problem(message, "照片", item.index, "文件", fix=fix)
    return Problem(f"{_folder(entry)}/{item.name}", 0, message, item.name, fix)


def _told(path: Path) -> dict[str, Any]:
    """What a photo reveals besides its pixels. Only the kinds of numbers: no number is kept anywhere."""
    with opened(path) as image:
        told, located = list(words(image)), is_located(image)
    # Only now: what is no photo, or too large for one, is not read.
    content = path.read_bytes()
    format = format_of(content[:HEAD])
    if format is not None:
        told += more_words(format, content)
        located = located or is_film_located(format, content)
    kinds = {number.kind for text in dict.fromkeys(told) for number in private_numbers(text)}
    return {"located": located, "numbers": sorted(kinds)}


_CLEAN = (
    "Windows 里右击照片→属性→详细信息→删除属性和个人信息；苹果手机分享时点“选项”，关掉“位置”；"
    "或者用微信不选“原图”发一次，再存下来"
)
"""How people remove what a photo reveals."""


def _decode(image: Image.Image) -> None:
    """Raises what Pillow raises where the pixels are not all there."""
    if image.format in ("JPEG", "MPO"):
        image.draft(None, _THUMB)
    image.load()


def _pictures_of_prose(data: Data) -> Iterator[Problem]:
    """Pictures beside the Markdown files are published as they are: they must be what they seem, and nothing more."""
    for file in data.files:
        if PICTURE_OF_PROSE.fullmatch(file.rpartition("/")[2]) and file.startswith("docs/") and file not in data.links:
            yield from _picture(data, file)


def _picture(data: Data, file: str) -> Iterator[Problem]:
    """The problems of a picture, by its name and its content, which is looked at once."""
    path = data.root / file
    about = question(f"picture {path.name}", Path(__file__), *_NUMBERS)
    try:
        found = data.memo.ask(path, about, _objections)
    except OSError:
        found = [["图片打不开", "", "看看它的权限，让自己能读"]]
    for message, text, fix in found:
        yield Problem(file, 0, message, text, fix)


def _objections(path: Path) -> list[list[str]]:
    """What is wrong with a picture, each with its text and its cure; nothing where nothing is."""
    try:
        with opened(path) as image:
            _decode(image)
            described = bool(image.getexif()) or is_located(image)
    except ImageError as error:
        return [[f"图片{error.message}", "", error.fix]]
    content = path.read_bytes()
    format = format_of(content[:HEAD])
    assert format is not None, path
    endings = _ENDINGS[format]
    if not endings:
        return [["图片是 HEIC，浏览器看不了", "", "导出成 JPG 再放进来"]]
    found = []
    if path.suffix[1:].lower() not in endings:
        found.append([f"图片的内容是 {format}，和名字的结尾不一样", path.name, f"改成 {path.stem}.{endings[0]}"])
    if described:
        found.append(["图片带着拍摄信息，里面可能有位置", "", _REDRAW])
    elif others := besides_pixels(format, content):
        found.append([f"图片里除了画面还有别的东西：{'、'.join(others)}", "", _REDRAW])
    elif kinds := _numbers_in(format, content):
        found.append([f"图片里藏着{'、'.join(kinds)}", "", _REDRAW])
    return found


def _numbers_in(format: Format, content: bytes) -> list[str]:
    """The kinds of private numbers in the words of a profile, or anywhere in its bytes as text."""
    # The same byte again and again is a flat piece of the picture.
    digits = (one.decode() for one in _DIGITS.findall(content) if len(set(one)) > 3)
    texts = [*profile_texts(profile(format, content)), *digits]
    found = (number for text in texts for number in private_numbers(text))
    return sorted({number.kind for number in found if number.certain})


_DIGITS = re.compile(rb"[0-9](?:[ -]?[0-9]){10,18}")

_REDRAW = "用截图或画图另存一次，再放进来"
