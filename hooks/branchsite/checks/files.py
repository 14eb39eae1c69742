"""Ensure that every file under data/ is one the program reads, with a name it can make an address of."""

import datetime
import re
import unicodedata
from collections.abc import Container, Iterator

from ..errors import Problem
from ..filenames import collisions, first_objection, usable
from ..load.data import Data
from ..load.nearest import nearest
from ..schema_files import SCHEMA_FILES

_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(-[a-z0-9]+)*\.yml")
_PLAN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.yml")
_PAGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.md")
_FOLDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LEFT = re.compile(
    r"~\$.*|.*~|\..*\.sw[a-p]|.*\.(?:tmp|bak|orig|rej)|.*_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+.*", re.IGNORECASE
)
"""What Office, editors and git leave beside a file."""

_PICTURE = re.compile(r".*\.(?:jpe?g|png|webp|heic|heif|gif|bmp)", re.IGNORECASE)
_DOCUMENT = re.compile(r".*\.(?:docx?|wps|xlsx?|et|pptx?|pdf|rtf|html?|zip|rar)", re.IGNORECASE)
_LONGEST = 150
"""The longest path in the repository: Windows opens 260 characters, with the folder that the repository lies in."""

_OURS = ("news", "plan", "study", "brand")
"""Folders of the site whose first page the program makes."""

_TOP = ("data/site.yml", "data/brand.yml", "data/kinds.yml", "data/vocabulary.yml", "data/calendar.yml")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Names, places and ids of files."""
    misnamed = set()
    for problem in _each(data):
        misnamed.add(problem.file)
        yield problem
    for file, same in collisions(data.files):
        if not misnamed & {file, same}:
            message = f"和 {same} 只差大小写或者写法，在 Windows 和苹果电脑上会互相覆盖"
            yield Problem(file, 0, message, fix="删掉或改名其中一个")


def _each(data: Data) -> Iterator[Problem]:
    ids: dict[str, str] = {}
    there = set(data.files)
    for file in data.files:
        parts = file.split("/")
        name = parts[-1]
        if len(file) > _LONGEST:
            yield Problem(file, 0, f"文件的路径太长，超过 {_LONGEST} 个字符，有的电脑打不开", fix="改短文件名")
        elif bad := first_objection(file):
            yield Problem(file, 0, bad[1], bad[0], f"改名为 {usable(bad[0])}")
            continue
        if file in data.links and file not in data.unread:
            yield Problem(file, 0, "这是一个链接，不是文件", name, "把文件本身放进来")
        if parts[0] == "docs":
            yield from _docs(file, parts[1:-1], name)
            yield from _folder(file, parts[1:-1], there)
        elif file in _TOP:
            continue
        elif parts[1] == "_schema":
            if "/".join(parts[2:]) not in SCHEMA_FILES:
                yield Problem(file, 0, "data/_schema/ 里只放程序自己生成的文件，程序不会读它", name, "移走或删掉它")
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
            if "/".join(parts[:4]) + ".yml" not in there:
                records = [
                    one for one in data.files if one.endswith(".yml") and one.startswith("/".join(parts[:3]) + "/")
                ]
                near = nearest(parts[3], [one.split("/")[3].removesuffix(".yml") for one in records], 0.9)
                fix = f"文件夹改名为 {near}" if near else "文件夹的名字和记录的文件名要一样（不带 .yml）"
                yield Problem(file, 0, "照片文件夹没有同名的记录", "/".join(parts[:4]), fix)
        else:
            near = nearest(file, set(_TOP) - there, 0.85)
            fix = f"改名为 {near}" if near else "记录放在 data/activities/年份/ 里，多余的文件删掉"
            yield Problem(file, 0, "不认识这个文件，程序不会读它", name, fix)


def _record(file: str, name: str) -> Iterator[Problem]:
    year = file.split("/")[2]
    if not re.fullmatch("[0-9]{4}", year):
        digits = "".join(re.findall("[0-9]{4}", unicodedata.normalize("NFKC", year))[:1])
        yield Problem(file, 0, "年份文件夹的名字只写四位数字", year, f"改成 {digits or '2024 的样子'}")
    if _NAME.fullmatch(name):
        return
    if _LEFT.fullmatch(name):
        yield Problem(file, 0, "这是软件自己留下的文件，不是记录", name, "删掉它")
    elif _PICTURE.fullmatch(name):
        yield Problem(
            file,
            0,
            "照片要放进和记录同名的文件夹",
            name,
            f"移到 {file.rpartition('/')[0]}/（记录的文件名，不带 .yml）/",
        )
    elif _DOCUMENT.fullmatch(name):
        yield Problem(file, 0, "记录不能是这种文件，要写成 .yml 的文字文件", name, "把文字复制到记录里，删掉这个文件")
    else:
        message = "记录的文件名要写成 年-月-日-拼音.yml，只用小写字母、数字和短横线"
        meant = _meant_name(name)
        hidden = "（Windows 可能藏了 .txt，在“查看”里勾上“文件扩展名”）" if name.endswith(".txt") else ""
        yield Problem(file, 0, message, name, f"改成 {meant}{hidden}" if meant else "例如 2024-03-12-zhishu.yml")


def _meant_name(name: str) -> str | None:
    """The name that was probably meant: 2024.3.12_Zhishu.YAML is 2024-03-12-zhishu.yml. None where nothing shows it."""
    plain = unicodedata.normalize("NFKC", name).strip().lower()
    plain = re.sub(r"\.(?:ya?ml|txt|md)(?:\.txt)?$", "", plain)
    plain = re.sub(r"\s*(?:-\s*(?:副本|copy)|\([0-9]+\))\s*$", "", plain)
    match = re.match(r"([0-9]{4})[-._年 ]?([0-9]{1,2})[-._月 ]?([0-9]{1,2})(?![0-9])日?[-_. ]*(.*)", plain)
    if match is None:
        return None
    slug = re.sub(r"[\s_.-]+", "-", match[4]).strip("-")
    meant = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}-{slug}.yml"
    return meant if _NAME.fullmatch(meant) else None


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


def _folder(file: str, folders: list[str], there: Container[str]) -> Iterator[Problem]:
    """A folder of articles has a first page, which the others hang under."""
    folder = next(iter(folders), "")
    if file.endswith(".md") and _FOLDER.fullmatch(folder) and folder not in _OURS:
        first = f"docs/{folder}/index.md"
        if first not in there and f"docs/{folder}.md" not in there:
            yield Problem(file, 0, f"文件夹 docs/{folder}/ 里缺首页 index.md", file, f"新建 {first}，或移出这篇文章")
