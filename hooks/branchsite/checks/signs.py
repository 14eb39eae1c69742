"""Ensure that prose has no signs that only look like its markup, no code from a web page, and nothing unseen."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..errors import Problem, Severity
from ..load.data import Data
from ..load.entry import Entry, alone
from ..load.unseen import without_codes

_HEADING = re.compile(r"^(?P<lead>\s*)(?P<signs>#{0,6}＃[#＃]{0,5})\s*(?P<text>\S.*)$")
_BULLET = re.compile(r"^(?P<lead>\s*)(?P<sign>[•●▪■◆])\s*(?P<text>\S.*)$")
_PASTED = re.compile(r"<(?:section|span|font|o:p)\b[^>]{0,500}>|<(?:p|div)\s[^>]{0,500}>", re.IGNORECASE)
_ANY = re.compile("[＃•●▪■◆<]")
_FENCE = re.compile(r"^\s*(```|~~~)")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """正文 of activities, and the Markdown files; codes for what nobody sees in every file."""
    for entry in data.prose_entries:
        yield from found(entry)
    for entry in data.entries.values():
        yield from unseen(entry)


@alone
def found(entry: Entry[Any]) -> Iterator[Problem]:
    """The signs in one entry."""
    if not _ANY.search(entry.prose):
        return
    fenced = False
    for number, line in entry.prose_lines():
        fenced ^= bool(_FENCE.match(line))
        if fenced:
            continue
        heading, bullet = _HEADING.match(line), _BULLET.match(line)
        if heading:
            mended = f"{heading['lead']}{'#' * len(heading['signs'])} {heading['text']}"
            message = "小标题的“＃”要用半角的“#”，后面空一格"
            yield Problem(entry.file, number, message, line.strip(), mended, mended=((number, mended),))
        elif bullet:
            mended = f"{bullet['lead']}- {bullet['text']}"
            message = f"“{bullet['sign']}”开头的几行会连成一段，列表要以“- ”开头"
            yield Problem(entry.file, number, message, line.strip(), mended, mended=((number, mended),))
        if _PASTED.search(line):
            message = "从公众号或网页带来的格式代码，发布时会去掉，只留下文字"
            plain = re.sub(r"<[^>]{0,500}>", "", line).strip()
            problem = Problem(entry.file, number, message, line.strip(), plain or "删掉这一行")
            yield replace(problem, severity=Severity.NOTICE)


@alone
def unseen(entry: Entry[Any]) -> Iterator[Problem]:
    """The codes for what nobody sees in one entry: &#x202e; &zwj; &#1;."""
    if not any("&" in text for _, text in entry.texts):
        return
    fenced = False
    for number, line in entry.all_lines():
        fenced ^= bool(_FENCE.match(line))
        if fenced or "&" not in line:
            continue
        mended = without_codes(line)
        if mended != line:
            message = "“&…;”写法带进了看不见的控制字符"
            fix = mended.strip() or "删掉这一行"
            yield Problem(entry.file, number, message, line.strip(), fix, mended=((number, mended),))
