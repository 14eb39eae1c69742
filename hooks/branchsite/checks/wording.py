"""Ensure that a writer hears of words that an office would write otherwise: punctuation, official titles, set phrases.

Reminders only, and none where data/site.yml says 用词提醒: 否. Punctuation by GB/T 15834, dates by GB/T 15835.
"""

import datetime
import difflib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ..errors import Problem, Severity
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..models.activity import Activity
from ..models.article import Article
from ..models.plan import Plan
from ..models.study import Study
from ..private.numbers import masked

_MODELS = (Activity, Article, Plan, Study)
_PROGRAM = "docs/handbook/"
"""The handbook shows what is typed, colons and all."""

_FIELDS = "标题|摘要|概要|说明|替代文字|更正|参加|地点|组织|释义"
_FIELD = re.compile(rf"^(\s*(?:- )?(?:{_FIELDS}): )(.+)$")
_OTHER_FIELD = re.compile(r"^\s*(?:- )?[\w\u4e00-\u9fff]{1,12}:(?: |$)")
_BLOCK = re.compile(r"^(\s*)(?:正文): \|")
_OWN_WORDS = re.compile(r"^(\s*)(?:- )?(?:原文|结尾|出处|来源): ?\|?")
_MASKED = re.compile(
    r"`[^`]*`|\]\([^)]*\)|[（(][^()（）]*[)）]\[[^\]]*\]|https?://\S+|[\w.+-]+@[\w.-]+|[A-Za-z]:\\\S+|<[^<>]*>|[\w./-]+/[\w.-]+\.\w+"
    # The blank of a line of type sets a number apart from its words: 第一部分　总体要求.
    r"|(?<=\S)\u3000(?=\S)"
)
_RULES = {
    **dict.fromkeys(
        ("space-word", "space-punctuation", "space-bracket", "space-backticks", "space-dash", "space-dollar"), 0
    ),
    **dict.fromkeys(("fullwidth", "halfwidth-word", "halfwidth-punctuation", "no-space-fullwidth"), 1),
    "no-space-fullwidth-quote": 1,
    "spellcheck": 0,
}
"""Of autocorrect's rules those that an office holds to: no blanks between Chinese and Latin, which its own asks for."""

_FULL = dict(zip(",;:?!", "，；：？！", strict=True))
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SIGNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?<=[\u4e00-\u9fff”》）])[,;:?!](?=[\u4e00-\u9fff“《（])"), lambda match: _FULL[match[0]]),
    (re.compile(r"\(\s*([^()\n]*[\u4e00-\u9fff][^()\n]*?)\s*\)"), r"（\1）"),
    (re.compile(r"(?<=[\u4e00-\u9fff”》）])(?:\.{3,6}|。{2,6})"), "……"),
    (re.compile(r"(?<=[\u4e00-\u9fff])\.(?=[”」])"), "。"),
    (
        re.compile(r"(?<=[\u4e00-\u9fff”》）])\?[!?]+|(?<=[！？])[!?]+"),
        lambda match: "".join(_FULL[one] for one in match[0]),
    ),
)
"""What autocorrect leaves: signs beside full-width ones, brackets around Chinese, dots."""

_TITLE = re.compile("《[^《》\n]{2,80}》")
_TRIAL = re.compile(r"》(（(?:试行|暂行|草案|修订)）)")
_NEAR = 0.86
_DATE = re.compile(r"(?<![A-Za-z0-9_.\-/])(20\d\d)([.\-/])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])(?![\d.\-/])")
_QUESTION = re.compile(r"\s*###\s+[a-z0-9-]+\s+(?=\S)")
"""What stands before the words of a question of 自测: its id, and the blank behind it, are no words."""

_ORDINARY = re.compile(
    r"(?:#{1,6} |[-*>] )?(?:[\u4e00-\u9fff0-9、，；？！“”《（…—·]|：(?!\d)|。(?!。)|》(?![（、])|）(?!\[))*"
)
"""Nearly every line: words, figures and full-width signs. Nothing of _MENDINGS changes it."""

_CODE = re.compile(r"^\s*(?:```|~~~)")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every record, material, article and plan."""
    if not data.site.model.wording_reminders:
        return
    brand = data.brand.model.name
    loose = _loose(brand)
    for entry in data.entries.values():
        if isinstance(entry.model, _MODELS) and not entry.file.startswith(_PROGRAM):
            yield from find_in_entry(entry)
            if loose:
                yield from _names(entry, brand, loose)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """What one entry shows without the others."""
    for number, lead, text in prose(entry):
        messages, mended = remarks(text)
        # A number that may not be public goes first, and no cure repeats it.
        if messages and masked(text) == text:
            message = "；".join(messages)
            yield Problem(
                entry.file, number, message, f"{lead}{text}".strip(), f"{lead}{mended}".strip(), Severity.NOTICE
            )


def prose(entry: Entry[Any]) -> Iterator[tuple[int, str, str]]:
    """The lines of sentences in a file: number, what stands before them, the text. What is quoted whole is left out."""
    code, quoted, block = False, -1, -1
    body = entry.body_line or 1_000_000_000
    for number, line in entry.all_lines():
        indent = len(line) - len(line.lstrip(" "))
        if number >= body or (block >= 0 and (indent > block or not line.strip())):
            code ^= bool(_CODE.match(line))
            if not code and line.strip():
                words = match.end() if (match := _QUESTION.match(line)) else indent
                yield number, line[:words], line[words:]
            continue
        block = -1
        if quoted >= 0 and (indent > quoted or not line.strip()):
            continue
        quoted = -1
        if match := _OWN_WORDS.match(line):
            quoted = len(match[1])
        elif match := _BLOCK.match(line):
            block = len(match[1])
        elif (match := _FIELD.match(line)) and not match[2].startswith(("|", ">", "[", "{", "&", "*")):
            yield number, match[1], match[2]


def remarks(text: str) -> tuple[list[str], str]:
    """What an office would write otherwise in a line: messages, and the line with all of it mended."""
    found = []
    for message, mend in () if _ORDINARY.fullmatch(text) else _MENDINGS:
        mended = mend(text)
        if mended != text:
            found.append(message)
            text = mended
    for wrong, right in _wrong_words(text):
        found.append(f"“{wrong}”的正式写法是“{right}”")
        text = text.replace(wrong, right)
    return found, text


def _by_words(mend: Callable[[str], str]) -> Callable[[str], str]:
    """The same for the words of a line alone: code, links, addresses and file names stay."""
    return lambda text: "".join(mend(part) if plain else part for plain, part in _parts(text))


def _day(match: re.Match[str]) -> str:
    return f"{match[1]}年{int(match[3])}月{int(match[4])}日"


_MENDINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("标点或全角、半角不对（GB/T 15834）", _by_words(lambda text: _punctuated(text))),
    ("书名号之间不用顿号（GB/T 15834）", lambda text: text.replace("》、《", "》《")),
    ("“（试行）”写在书名号里面", lambda text: _TRIAL.sub(r"\1》", text)),
    ("正文里的日期写成年月日（GB/T 15835）", _by_words(lambda text: _DATE.sub(_day, text))),
)
"""What is mended by its form, in this order, each with what is said of it."""


def _wrong_words(text: str) -> Iterator[tuple[str, str]]:
    """Titles and phrases that are written otherwise than officially, each with the right form."""
    titles, phrases = _words()
    for match in _TITLE.finditer(text):
        title = match[0]
        if title in titles.values():
            continue
        right = titles.get(title) or _similar(title, tuple(titles.values()))
        if right:
            yield title, right
    for wrong, right in phrases.items():
        if wrong in text and wrong in text.replace(right, ""):
            yield wrong, right


@cache
def _similar(title: str, titles: tuple[str, ...]) -> str | None:
    """The official title that one misses by a character or two."""
    near = difflib.get_close_matches(title, titles, 1, _NEAR)
    return near[0] if near and len(title) > 8 and not re.search(r"\d", title) else None


@cache
def _words() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Titles and phrases of wording.txt: each form, wrong or right, with the right one."""
    titles: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for line in (Path(__file__).parent / "wording.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        right, _, wrong = line.partition("：")
        forms = re.findall("《[^》]*》", wrong) if right.startswith("《") else [one for one in wrong.split("、") if one]
        (titles if right.startswith("《") else phrases).update(dict.fromkeys(forms, right))
        if right.startswith("《"):
            titles[right] = right
    return titles, phrases


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """A line in pieces, each with whether it is words: code, links, addresses and file names are not."""
    end = 0
    for match in _MASKED.finditer(text):
        yield True, text[end : match.start()]
        yield False, match[0]
        end = match.end()
    yield True, text[end:]


def _punctuated(text: str) -> str:
    """Words with the punctuation of an office; as they are where they hold no Chinese."""
    if not _CHINESE.search(text):
        return text
    for pattern, mended in _SIGNS:
        text = pattern.sub(mended, text)
    return str(_formatter()(text))


@cache
def _formatter() -> Any:
    # Here, not at the top: most commands check nothing.
    import autocorrect_py

    autocorrect_py.load_config(  # type: ignore[attr-defined]
        json.dumps({"rules": _RULES})
    )

    def keep_ends(text: str) -> str:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return text[:start] + str(autocorrect_py.format(text[start:end])) + text[end:]

    return keep_ends


def _loose(brand: str) -> re.Pattern[str] | None:
    """The words of a brand's name with any sign between them, or none; None where it is one word."""
    words = re.split(r"[·•・．.\-—]", brand)
    return re.compile(r"[\s·•・．.、，\-—]*".join(map(re.escape, words))) if len(words) > 1 else None


def _names(entry: Entry[Any], brand: str, loose: re.Pattern[str]) -> Iterator[Problem]:
    """The brand's name with another sign between its words, in titles and summaries."""
    for name, field in (("title", "标题"), ("summary", "摘要")):
        text = getattr(entry.model, name, None) or ""
        for match in loose.finditer(text):
            if match[0] != brand and entry.has(field):
                problem = entry.problem(f"品牌写作“{brand}”", field, fix=f"{field}: {text.replace(match[0], brand)}")
                yield replace(problem, severity=Severity.NOTICE)
