"""Lines without an empty one between them: one paragraph that was broken by hand, or several that were pasted."""

import re
from collections.abc import Sequence
from itertools import pairwise

from .block import Paragraph, Remark
from .line import SourceLine
from .marker import marker_of

_BROKEN_AT = 120
"""No hand and no mail program breaks lines that are longer, in columns: such lines are paragraphs."""

_NARROW = 30
"""Columns. Nobody breaks a paragraph at fewer, so the length of shorter lines means nothing."""

_LATIN = re.compile(r"[A-Za-z]$")
_HAN = re.compile("[\u4e00-\u9fff]")
_SENTENCE = re.compile("[。！？；：，、]")
_SIGNED = re.compile(r"(?:——|--)\s?\S")
_TOPIC = re.compile(r"[#＃](?P<text>[^#＃\s\d][^#＃]{0,30})$")
_TOPICS = re.compile(r"(?:[#＃][^#＃\s][^#＃]{0,30}[#＃]?\s*)+$")
_ALONE = re.compile(
    r"[【〖「『［][^】〗」』］]{1,20}[】〗」』］]$|0\d[.．]?$|(?:PART|Part|NO|No)\.?\s?\d{1,2}$|\d{1,2}[.．]$"
    r"|第[一二三四五六七八九十]{1,3}(?:篇章?|部分|[章节讲])$"
)
"""Lines that are headings wherever they stand: 【上午】, 01, PART 2, 第一篇章."""

_BOLD = re.compile(r"(?:\*\*|__)(?P<text>[^*_]+)(?:\*\*|__)[：:]?$")
_COLUMNS = re.compile("[\u4e00-\u9fff\\d）)][ \u3000\xa0]{2,}\\S|^[\u2500-\u257f]")
_JOINED = "这几行会连成一段"
_APART = "要分行，就在行与行之间空一行"
_HASH = "“#”后面没有空格，照原样显示；要作小标题，写两个“#”，再空一格"


def paragraphs(lines: Sequence[SourceLine], remarks: list[Remark]) -> list[Paragraph]:
    """The paragraphs of consecutive lines. remarks: takes what may have been intended otherwise."""
    if len(lines) == 1:
        _remark(lines, 0, remarks)
        return [_paragraph(lines)]
    widest = max(line.width for line in lines)
    pasted = all(
        line.is_final or line.goes_on or line.hard or _is_title(line, widest) or _is_topic(line) for line in lines[:-1]
    )
    found: list[list[SourceLine]] = [[lines[0]]]
    for before, after in pairwise(lines):
        if _ends(before, after, widest, pasted) or (after is lines[-1] and _signs(before, after)):
            found.append([])
        found[-1].append(after)
    for part in found:
        _remark(part, widest, remarks)
    return [_paragraph(part) for part in found]


def _paragraph(lines: Sequence[SourceLine]) -> Paragraph:
    if len(lines) == 1 and not lines[0].lead:
        return Paragraph(lines[0].text, lines[0].number)
    text = "\n".join(line.text + "  " * line.hard for line in lines)
    return Paragraph(text, lines[0].number, lines[0].is_to_the_right)


def _ends(before: SourceLine, after: SourceLine, widest: int, pasted: bool) -> bool:
    """Whether a paragraph ends between two lines. pasted: every line but titles ends as a sentence or its part."""
    if after.is_set_in or before.is_to_the_right:
        return True
    if _is_bold_title(before, after) or (_is_in_columns(before) and _is_in_columns(after)):
        return True
    if any(_is_topic(one) or _ALONE.match(one.text) for one in (before, after)):
        return True
    if before.hard or before.goes_on:
        return False
    if widest > _BROKEN_AT and not _LATIN.search(before.text):
        return True
    if before.is_final:
        return pasted or before.width < 0.75 * widest or _SIGNED.match(after.text) is not None
    return _is_title(before, widest)


def _is_topic(line: SourceLine) -> bool:
    """Whether a line is topics and nothing else: #…#."""
    return line.text[0] in "#＃" and _TOPICS.match(line.text) is not None


def _is_bold_title(before: SourceLine, after: SourceLine) -> bool:
    """Whether one of two lines is bold and begins as a heading does, or both are bold from end to end."""
    inner = [match["text"] if (match := _BOLD.match(line.text)) else "" for line in (before, after)]
    return all(inner) or any(marker_of(one) is not None for one in inner if one)


def _is_in_columns(line: SourceLine) -> bool:
    """Whether blanks or the lines of a frame set its parts in columns."""
    return _COLUMNS.search(line.text) is not None


def _is_title(line: SourceLine, widest: int) -> bool:
    """Whether a line ends long before the others do, without a sign of a sentence: a title, or a sender."""
    return widest >= _NARROW and line.width < 0.5 * widest and not _LATIN.search(line.text)


def _signs(before: SourceLine, after: SourceLine) -> bool:
    """Whether the last line is the date under a sender."""
    return after.is_date and before.width <= 40 and not before.goes_on


def _remark(lines: Sequence[SourceLine], widest: int, remarks: list[Remark]) -> None:
    """Short lines that are joined may have been a poem or a title; a single # may have been a heading's."""
    first = lines[0]
    if len(lines) == 1 and first.text[0] in "#＃" and (match := _TOPIC.match(first.text)) and not first.is_final:
        remarks.append(Remark(first.number, _HASH, first.text, f"## {match['text']}"))
    if len(lines) < 2 or widest >= _NARROW:
        return
    loose = [line for line in lines[:-1] if not line.hard and not line.goes_on and 6 <= line.width < 24]
    whole = all(_HAN.search(line.text) and not _SENTENCE.search(line.text) for line in loose)
    if len(loose) == len(lines) - 1 and whole:
        remarks.append(Remark(first.number, _JOINED, first.text, _APART))
