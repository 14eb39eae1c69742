"""Ensure that links in prose lead somewhere, and that no page asks another host for a picture."""

import datetime
import posixpath
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry, alone
from ..load.nearest import nearest
from ..models.activity import Activity
from ..models.study import Study

# Lengths are bounded, so that a line of brackets takes no longer than one of text. What slips through
# is no way out: prose.py drops pictures from elsewhere whatever they look like.
_TEXT = r"[^\]\n]{0,300}"
_LINK = re.compile(
    rf"(?<!！)(?P<image>!?)\[(?P<text>{_TEXT})\]\((?P<target>[^)\s]{{0,500}})(?:\s{{1,9}}\"[^\"]{{0,300}}\")?\)"
)
_ANY_WIDTH = re.compile(
    r"[!！]?[\[【［][^\[\]【】［］\n]{0,300}[\]】］]\s{0,9}[（(]"
    r"(?=[^）)]{0,500}[A-Za-z])(?=[^）)]{0,500}[./#])[A-Za-z0-9_./:#?=&%~+-]{1,500}[）)]"
)
_HALVES = str.maketrans("【】［］（）！", "[][]()!")
_SPACED = re.compile(rf"!?\[{_TEXT}\]\((?P<target>[^)\s\"]{{1,500}} [^)\"]{{0,500}})\)")
_REVERSED = re.compile(
    r"[（(](?P<text>[^()（）\n]{1,300})[)）]\[(?P<target>[A-Za-z0-9_./:#?=&%~+-]{1,500}[./][A-Za-z0-9_./-]{1,300})\]"
)
_REFERENCE = re.compile(rf"!?\[{_TEXT}\] ?\[{_TEXT}\]|^\s*\[{_TEXT}\]:\s*\S+")
_HTML_IMAGE = re.compile(r"<(?:img|picture|video|audio|iframe|source)\b[^>]*>?", re.IGNORECASE)
_ANY = re.compile(r"[\[【［<]")
"""What every link, picture and slip in one has."""
_WIDE = "链接的括号要用半角的，中间不空格"
_FENCE = re.compile(r"^\s*(```|~~~)")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Links of activities (relative to docs/) and of the Markdown files (relative to themselves)."""
    pages = {file.removeprefix("docs/") for file in data.files if file.startswith("docs/")}
    for entry in data.prose_entries:
        for one in found(entry):
            if isinstance(one, Problem):
                yield one
                continue
            message, fix = _judge(one, _folder(entry), pages)
            if message:
                yield Problem(entry.file, one.line, message, one.typed, fix)


class Link(NamedTuple):
    """A link or picture. image: whether it is one. text, target: its parts. typed: the whole of it."""

    line: int
    image: bool
    text: str
    target: str
    typed: str


def _folder(entry: Entry[Any]) -> str:
    """The folder under docs/ that an entry's links start from."""
    if isinstance(entry.model, Activity):
        return ""
    return "study" if isinstance(entry.model, Study) else posixpath.dirname(entry.id)


@alone
def found(entry: Entry[Any]) -> Iterator[Problem | Link]:
    """What would be no link in an entry, and its links, line by line."""
    if not _ANY.search(entry.prose):
        return
    fenced = False
    for number, line in entry.prose_lines():
        fenced ^= bool(_FENCE.match(line))
        if fenced or not _ANY.search(line):
            continue
        whole, line = line, re.sub(r"`[^`]*`", "", line)
        for message, typed, fix in _slips(line):
            certain = message == _WIDE and whole.count(typed) == 1
            mended = ((number, whole.replace(typed, fix)),) if certain else ()
            yield Problem(entry.file, number, message, typed, fix, mended=mended)
        for match in _LINK.finditer(line):
            yield Link(number, bool(match["image"]), match["text"], match["target"], match[0])


def _slips(line: str) -> Iterator[tuple[str, str, str]]:
    """What would not become the link or picture that was meant: message, what was typed, how to mend it."""
    for match in _ANY_WIDTH.finditer(line):
        mended = re.sub(r"\]\s+\(", "](", match[0].translate(_HALVES))
        if mended != match[0]:
            yield _WIDE, match[0], mended
    for match in _REVERSED.finditer(line):
        yield "链接的两种括号写反了", match[0], f"[{match['text']}]({match['target']})"
    for match in _SPACED.finditer(line):
        yield "链接的地址里有空格", match[0], "文件名里不用空格，改了文件名再写链接"
    for match in _REFERENCE.finditer(line):
        yield "链接和图片的地址要直接写在后面", match[0], "[文字](地址)"
    for match in _HTML_IMAGE.finditer(line):
        yield "正文里不能用 HTML 放图片和视频", match[0], "活动的图片写在“照片”里；文章的图片写 ![说明](文件名)"


def _judge(link: Link, folder: str, pages: set[str]) -> tuple[str, str]:
    target = link.target
    if link.image:
        if re.match(r"[a-z]+:|//", target):
            return "正文不能用别的网站的图片", "把图片存下来，放进“照片”"
        path = posixpath.normpath(posixpath.join(folder, target))
        return ("", "") if path in pages else (f"找不到图片 {target}", "活动的图片写在“照片”里；文章的图片放在 docs 里")
    if re.match(r"(https?://|mailto:|#)", target):
        return "", ""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", target) or not target:
        return f"链接“{target}”的写法不对", "写完整的网址（https:// 开头），或者 docs 里的文章，如 study/sanhui-yike.md"
    path = posixpath.normpath(posixpath.join(folder, target.partition("#")[0]))
    if path in pages:
        return "", ""
    articles = sorted(page for page in pages if page.endswith(".md"))
    same = (page for page in articles if posixpath.basename(page) == posixpath.basename(path))
    near = next(same, None) or nearest(path, articles)
    fix = f"[{link.text}]({posixpath.relpath(near, folder or '.')})" if near else "核对文件名"
    return f"链接的文章 {target} 不存在", fix
