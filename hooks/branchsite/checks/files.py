"""Ensure that every file the program reads has a name it can make an address of, and is a file."""

import datetime
import re
import unicodedata
from collections.abc import Container, Iterator

from ..errors import Problem
from ..load.data import Data
from ..load.names import (
    DOCUMENT,
    FOLDER,
    LEFT,
    PAGE,
    PICTURE,
    PICTURE_OF_PROSE,
    PLAN,
    RECORD,
    meant_day,
    meant_name,
    meant_picture,
    meant_record,
)
from ..models.schema_files import SCHEMA_FILES
from ..system.filenames import collisions, first_objection, usable
from .folders import is_in_its_own_folder, owner_of_photo

_LONGEST = 150
"""The longest path in the repository: Windows opens 260 characters, with the folder that the repository lies in."""

_OURS = ("news", "plan", "study", "brand")
"""Folders of the site whose first page the program makes."""

TOP = (
    "data/site.yml",
    "data/brand.yml",
    "data/kinds.yml",
    "data/vocabulary.yml",
    "data/calendar.yml",
    "data/gongkai.yml",
)


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Names and ids of files, and what is no file."""
    misnamed = set()
    for problem in _each(data):
        misnamed.add(problem.file)
        yield problem
    for file, same in collisions(data.files):
        if not misnamed & {file, same}:
            message = f"和 {same} 只差大小写或者写法，在 Windows 和苹果电脑上会互相覆盖"
            yield Problem(file, 0, message, file.rpartition("/")[2], _removed(data, file, same))


def _each(data: Data) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    there = set(data.files)
    for file in data.odd:
        yield Problem(file, 0, "这不是普通的文件，程序不读它", file.rpartition("/")[2], "删掉这个文件")
    for file in data.files:
        parts = file.split("/")
        name = parts[-1]
        if len(file) > _LONGEST:
            yield Problem(file, 0, f"文件的路径太长，超过 {_LONGEST} 个字符，有的电脑打不开", fix="改短文件名")
        elif bad := first_objection(file):
            yield Problem(file, 0, bad[1], bad[0], f"改名为 {usable(bad[0])}")
            continue
        if file in data.links:
            if file not in data.unread:
                yield Problem(file, 0, "这是一个链接，不是文件", name, "把文件本身放进来")
            continue
        if parts[0] == "docs":
            yield from _docs(file, parts[1:-1], name, there)
            yield from _folder(file, parts[1:-1], there)
        elif parts[1] == "plans" and len(parts) == 3:
            if not PLAN.fullmatch(name):
                message = "计划文件的名字只能用小写字母、数字和短横线，以 .yml 结尾"
                yield Problem(file, 0, message, name, _renamed(data, file, meant_name(name, ".yml"), "2023-2024-2.yml"))
        elif parts[1] == "activities" and len(parts) == 4 and not is_in_its_own_folder(parts[2]):
            yield from _record(data, file, name)
            if name in ids:
                yield _same_name(data, file, ids[name])
            ids.setdefault(name, file)
        elif parts[1] == "_schema" and "/".join(parts[2:]) not in SCHEMA_FILES:
            message = "data/_schema/ 里只放程序自己生成的文件，程序不会读它"
            yield Problem(file, 0, message, name, "删掉这个文件；要留着就存到别处")


def _same_name(data: Data, file: str, first: str) -> Problem:
    message = f"和 {first} 同名，两条记录会用同一个网址"
    return Problem(file, 0, message, file.rpartition("/")[2], _removed(data, file, first))


def _removed(data: Data, file: str, first: str) -> str:
    """What to do with the second of two files: it goes where it is the same, else it gets another name."""
    folder, _, name = file.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if file not in data.files or {file, first} & data.links:
        return f"里面的文件移到 {first}/" if file not in data.files else "删掉这个文件"
    if (data.root / file).read_bytes() == (data.root / first).read_bytes():
        return f"删掉这个文件，它和 {first} 一模一样"
    other = next(
        one for one in (f"{stem}-{number}{dot}{ending}" for number in range(2, 10**6)) if _free(data, folder, one)
    )
    return f"改成 {other}；两份里多出来的一份，就删掉它"


def _free(data: Data, folder: str, name: str) -> bool:
    alike = {one.casefold() for one in data.names_in.get(folder, ())}
    return name.casefold() not in alike and (not name.endswith(".yml") or name[:-4] not in data.activities)


def _renamed(data: Data, file: str, meant: str | None, example: str) -> str:
    """The cure of a wrong name: the right one where it is known and free, else what to do instead."""
    folder, _, name = file.rpartition("/")
    if meant is None or meant == name:
        return f"例如 {example}"
    if meant in data.names_in[folder]:
        return _removed(data, f"{folder}/{name}", f"{folder}/{meant}").replace(
            f"改成 {name.rpartition('.')[0]}", f"改成 {meant.rpartition('.')[0]}"
        )
    hidden = "（Windows 可能藏了 .txt，在“查看”里勾上“文件扩展名”）" if name.lower().endswith(".txt") else ""
    return f"改成 {meant}{hidden}"


def _record(data: Data, file: str, name: str) -> Iterator[Problem]:
    year = file.split("/")[2]
    if not re.fullmatch("[0-9]{4}", year):
        digits = "".join(re.findall("[0-9]{4}", unicodedata.normalize("NFKC", year))[:1]) or (meant_day(name) or "")[:4]
        fix = f"移到 data/activities/{digits}/" if digits else "年份文件夹改成 2024 的样子"
        yield Problem(file, 0, "年份文件夹的名字只写四位数字", year, fix)
    if RECORD.fullmatch(name):
        return
    if LEFT.fullmatch(name):
        yield Problem(file, 0, "这是软件自己留下的文件，不是记录", name, "删掉这个文件")
    elif PICTURE.fullmatch(name):
        folder = owner_of_photo(data, file) or f"{file.rpartition('/')[0]}/（记录的文件名，不带 .yml）"
        yield Problem(file, 0, "照片要放进和记录同名的文件夹", name, f"移到 {folder}/")
    elif DOCUMENT.fullmatch(name) and not name.lower().endswith((".yml.txt", ".yaml.txt")):
        fix = "删掉这个文件；里面的字复制到记录里"
        yield Problem(file, 0, "记录不能是这种文件，要写成 .yml 的文字文件", name, fix)
    else:
        message = "记录的文件名要写成 年-月-日-拼音.yml，只用小写字母、数字和短横线"
        yield Problem(file, 0, message, name, _record_name(data, file, name))


def _record_name(data: Data, file: str, name: str) -> str:
    """The right name of a record: its own in the right form, or with its day and a word for the writer's pinyin."""
    meant = meant_record(name)
    entry = data.entries.get(file)
    day = meant_day(name) or (entry and str(entry.model.date))
    if meant is None and day:
        return f"改成 {day}-（活动的拼音）.yml"
    return _renamed(data, file, meant, "2024-03-12-zhishu.yml")


def _docs(file: str, folders: list[str], name: str, there: Container[str]) -> Iterator[Problem]:
    wrong = next((folder for folder in folders if not FOLDER.fullmatch(folder)), None)
    if wrong is not None:
        meant = meant_name(wrong, "/")
        fix = f"文件夹改名为 {meant.rstrip('/')}" if meant else "文件夹的名字改成拼音或英文"
        path = file[: file.index(f"{wrong}/") + len(wrong) + 1]
        yield Problem(path, 0, "文件夹的名字只能用小写字母、数字和短横线", wrong, fix)
    if folders[:1] == ["study"] and folders[1:] and name.endswith(".md"):
        yield Problem(file, 0, "学习资料要直接放在 docs/study/ 里，不能再分文件夹", name, "移到 docs/study/")
    if name.endswith(".md"):
        if not PAGE.fullmatch(name):
            yield Problem(file, 0, "文章的文件名只能用小写字母、数字和短横线", name, _page(name, there, file))
    elif re.fullmatch(r".*\.(?:md\.txt|markdown|mdown|MD|Md|mD)", name):
        yield Problem(file, 0, "文章的文件名要以 .md 结尾", name, _page(name, there, file))
    elif LEFT.fullmatch(name):
        yield Problem(file, 0, "这是软件自己留下的文件", name, "删掉这个文件")
    elif not PICTURE_OF_PROSE.fullmatch(name):
        meant = meant_picture(name)
        free = meant and f"{file.rpartition('/')[0]}/{meant}" not in there
        fix = f"改成 {meant}" if free else "删掉这个文件；要留着就存到别处"
        yield Problem(file, 0, "docs 里只放 .md 文章和图片（png、jpg、webp，英文小写文件名）", name, fix)


def _page(name: str, there: Container[str], file: str) -> str:
    meant = meant_name(name, ".md")
    free = meant and f"{file.rpartition('/')[0]}/{meant}" not in there
    return f"改成 {meant}" if free else "例如 sanhui-yike.md"


def _folder(file: str, folders: list[str], there: Container[str]) -> Iterator[Problem]:
    """A folder of articles has a first page, which the others hang under."""
    folder = next(iter(folders), "")
    if file.endswith(".md") and FOLDER.fullmatch(folder) and folder not in _OURS:
        first = f"docs/{folder}/index.md"
        if first not in there and f"docs/{folder}.md" not in there:
            yield Problem(file, 0, f"文件夹 docs/{folder}/ 里缺首页 index.md", file, f"新建 {first}，或移出这篇文章")
