"""Ensure that every file under data/ is one the program reads, with a name it can make an address of."""

import datetime
import re
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9]+(-[a-z0-9]+)*\.yml")
_PLAN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_PAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TOP = ("data/site.yml", "data/brand.yml", "data/kinds.yml")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Names, places and ids of files."""
    ids: dict[str, str] = {}
    for file in data.files:
        parts = file.split("/")
        name = parts[-1]
        if file not in data.unread and (data.root / file).is_symlink():
            yield Problem(file, 0, "这是一个链接，不是文件", name, "把文件本身放进来")
        if parts[0] == "docs":
            yield from _docs(file, parts[1:-1], name)
        elif file in _TOP or parts[1] == "_schema":
            continue
        elif parts[1] == "plans" and len(parts) == 3:
            if not _PLAN.fullmatch(name):
                message = "计划文件的名字只能用小写字母、数字和短横线，以 .yml 结尾"
                yield Problem(file, 0, message, name, "例如 2023-2024-2.yml")
        elif parts[1] == "activities" and len(parts) == 4:
            yield from _record(file, name)
            if name in ids:
                yield Problem(file, 0, f"和 {ids[name]} 同名，两条记录会用同一个网址", name, "改掉其中一个文件名")
            ids.setdefault(name, file)
        elif parts[1] == "activities" and len(parts) == 5:
            if "/".join(parts[:4]) + ".yml" not in data.files:
                fix = "文件夹的名字和记录的文件名要一样（不带 .yml）"
                yield Problem(file, 0, "照片文件夹没有同名的记录", "/".join(parts[:4]), fix)
        else:
            fix = "记录放在 data/activities/年份/ 里，多余的文件删掉"
            yield Problem(file, 0, "不认识这个文件，程序不会读它", name, fix)


def _record(file: str, name: str) -> Iterator[Problem]:
    if not _NAME.fullmatch(name):
        yield Problem(
            file,
            0,
            "记录的文件名要写成 年-月-日-拼音.yml，只用小写字母、数字和短横线",
            name,
            "例如 2024-03-12-zhishu.yml（注意 Windows 可能藏了 .txt，写成了 .yml.txt）",
        )


def _docs(file: str, folders: list[str], name: str) -> Iterator[Problem]:
    if not all(_FOLDER.fullmatch(folder) for folder in folders):
        yield Problem(file, 0, "文件夹的名字只能用小写字母、数字和短横线", "/".join(folders), "改掉文件夹的名字")
    if folders[:1] == ["study"] and folders[1:] and name.endswith(".md"):
        yield Problem(file, 0, "学习资料要直接放在 docs/study/ 里，不能再分文件夹", name, "移到 docs/study/")
    if name.endswith(".md"):
        if not _PAGE.fullmatch(name):
            yield Problem(file, 0, "文章的文件名只能用小写字母、数字和短横线", name, "例如 sanhui-yike.md")
    elif not re.fullmatch(r"[a-z0-9][a-z0-9-]*\.(png|jpg|jpeg|webp)", name):
        yield Problem(file, 0, "docs 里只放 .md 文章和图片（png、jpg、webp，英文小写文件名）", name, "把这个文件移走")
