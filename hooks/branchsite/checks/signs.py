"""Ensure that a writer is warned of text that may be shown otherwise than intended, and that none is invisible."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from ..blocks.fence import code_lines
from ..blocks.inline import TAG, is_pasted, pasted_tags, spans
from ..blocks.parse import parse
from ..blocks.timer import TooSlowError
from ..errors import Problem, Severity
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..load.unseen import without_codes
from ..models.activity import Activity

_PASTED = "从公众号或网页带来的格式代码，发布时会去掉，只留下文字"
_SHOWN = "从网页带来的代码，会照原样显示在网页上"
_NAMES = (
    "address|article|aside|blockquote|body|button|canvas|center|col|colgroup|dd|div|dl|dt|footer|form|frame|h[1-6]|head|header|hr|html"
    "|input|li|link|main|meta|nav|ol|option|p|pre|script|select|style|table|tbody|td|textarea|tfoot|th|thead|title|tr|u|ul"
)
_CODE = re.compile(
    rf"</?(?:{_NAMES})\s*/?>|<!(?:--|\[|DOCTYPE)[^\n]{{0,500}}?>|<\?(?:xml|mso)[^<>\n]{{0,500}}>", re.IGNORECASE
)
_STARS = re.compile("(?<=[\u4e00-\u9fff])\\*(?P<text>[^*\\s\\d，。：；、（）]{1,20})\\*(?=[\u4e00-\u9fff])")
_APART = re.compile(
    r"(?<!\*)\*\*(?:[ \u3000\xa0]+(?P<one>[^*\n]{1,60}?)[ \u3000\xa0]*|(?P<other>[^*\s][^*\n]{0,60}?)[ \u3000\xa0]+)"
    r"\*\*(?!\*)"
)
"""Stars that blanks keep from the text they were to set bold."""

_HAN = re.compile("[\u4e00-\u9fff]")

_LOST = "\ufffc"
_ANY = re.compile("[<*\ufffc]")
_DOUBTFUL = re.compile(r"^[ \t]*[#＃][^#＃\s]|\S[ \t]*\n[ \t]*[^\s\-|>]", re.MULTILINE)
"""In a text where nothing matches, no line end is shown otherwise than its writer may have intended."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """正文 of activities, and the Markdown files; codes for what nobody sees in every file."""
    for entry in data.prose_entries:
        yield from find_in_entry(entry)
    for entry in data.entries.values():
        yield from unseen(entry)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """The signs in one entry."""
    yield from _in_lines(entry)
    body = _body(entry)
    if not _DOUBTFUL.search(body):
        return
    try:
        remarks = parse(body).remarks
    except TooSlowError:
        return  # checks/markup.py reports it
    for remark in remarks:
        line = _line_of(entry, remark.typed, remark.line)
        yield _notice(entry, line, remark.message, remark.typed, remark.mended)


def _in_lines(entry: Entry[Any]) -> Iterator[Problem]:
    if not _ANY.search(entry.prose):
        return
    code = code_lines(entry.prose)
    names = pasted_tags(entry.prose)
    body = _body(entry)
    for place, (number, line) in enumerate(entry.prose_lines()):
        if place in code or not _ANY.search(line):
            continue
        bare = re.sub(r"`[^`]*`", "", line)
        if any(map(is_pasted, TAG.finditer(bare))) and line.strip() in body:
            plain = TAG.sub(lambda tag: "" if tag["name"].lower() in names else tag[0], line).strip()
            yield _notice(entry, number, _PASTED, line, plain or "删掉这一行")
        elif _CODE.search(bare):
            yield _notice(entry, number, _SHOWN, line, _CODE.sub("", line).strip() or "删掉这一行")
        if stars := _STARS.search(bare):
            message = f"“{stars[0]}”里的星号会照原样显示；要加重，两边各写两个"
            yield _notice(entry, number, message, line, _STARS.sub(r"**\g<text>**", line).strip())
        elif (
            (apart := _APART.search(bare))
            and _HAN.search(apart[0])
            and any("**" in one.text for one in spans(bare) if one.kind == "text")
        ):
            message = f"“{apart[0]}”里的星号会照原样显示；要加重，星号要紧挨着文字"
            mended = _APART.sub(lambda found: f"**{found['one'] or found['other']}**", line).strip()
            yield _notice(entry, number, message, line, mended)
        if _LOST in line:
            message = "这里原来有一张图片，没有跟着文字粘贴过来"
            yield _notice(entry, number, message, line, line.replace(_LOST, "").strip() or "删掉这一行")


@cached_on_entry
def unseen(entry: Entry[Any]) -> Iterator[Problem]:
    """The codes for what nobody sees in one entry: &#x202e; &zwj; &#1;."""
    if not any("&" in text for _, text in entry.texts):
        return
    lines = list(entry.all_lines())
    code = code_lines("\n".join(line for _, line in lines))
    for place, (number, line) in enumerate(lines):
        if place in code or "&" not in line:
            continue
        mended = without_codes(line)
        if mended != line:
            message = "“&…;”写法带进了看不见的控制字符"
            fix = mended.strip() or "删掉这一行"
            yield Problem(entry.file, number, message, line.strip(), fix, mended=((number, mended),))


def _body(entry: Entry[Any]) -> str:
    return (entry.model.body or "") if isinstance(entry.model, Activity) else entry.body


def _line_of(entry: Entry[Any], typed: str, place: int) -> int:
    """The number of a line of prose in its file. place: in the prose, from 0."""
    if entry.body_line:
        return entry.body_line + place
    first = entry.document.line("正文")
    lines = entry.source.split("\n")
    for number in range(first + 1, entry.first_line + len(lines)):
        if lines[number - entry.first_line].strip() == typed.strip():
            return number
    return first


def _notice(entry: Entry[Any], line: int, message: str, typed: str, fix: str) -> Problem:
    return Problem(entry.file, line, message, typed.strip(), fix, Severity.NOTICE)
