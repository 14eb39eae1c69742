"""The numbers that Word prints in front of paragraphs, which are not in their text.

A paragraph names a list and a level, or its style does; the list says how the level is written
(ECMA-376 part 1, §17.9).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from .numerals import DIGITS, chinese

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9999
"""A number above it is written in digits."""

_LONGEST_CHAIN = 100
"""Styles based on each other: people have a few."""

BULLET = "• "
"""What stands for any sign of a list without numbers."""


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    """As Word counts: a to z, then aa, bb."""
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _of(characters: str) -> Callable[[int], str]:
    """One character a number, as long as there are some."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _between(first: str, last: int) -> Callable[[int], str]:
    """Characters that follow each other in Unicode: ① to ⑳."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _digit_by_digit(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return chinese(number).translate(str.maketrans("一二三四五六七八九十百", "壹贰叁肆伍陆柒捌玖拾佰"))


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalFullWidth2": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalEnclosedCircle": _between("①", 20),
    "decimalEnclosedCircleChinese": _between("①", 20),
    "decimalEnclosedParen": _between("⑴", 20),
    "decimalEnclosedFullstop": _between("⒈", 20),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographEnclosedCircle": _between("㊀", 10),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
}
"""How a level's number is written, by its w:numFmt (ECMA-376 part 1, §17.18.59); others are plain digits."""


@dataclass(frozen=True)
class Level:
    """One level of a list: its format, its text such as “%1、”, its first number, and after which level it begins anew.

    restart: the level (from 1) that begins it anew; None for any higher one, 0 for never.
    indent: how far it is set in, in twentieths of a point.
    """

    format: str
    text: str
    start: int
    restart: int | None
    plain_digits: bool
    indent: int = 0


class Numbering:
    """Counts through a document. Ask for each paragraph once, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """numbering, styles: the root elements of those parts; None where the document has none."""
        self._abstract = {} if numbering is None else _by(numbering, "abstractNum", "abstractNumId")
        self._lists = {} if numbering is None else _by(numbering, "num", "numId")
        self._styles = {} if styles is None else _by(styles, "style", "styleId")
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        self._known_levels: dict[str, tuple[str, dict[int, Level]]] = {}
        self._known_places: dict[str | None, tuple[str | None, str | None]] = {}

    def indent(self, paragraph: Any) -> int:
        """How far a paragraph's list is set in, in twentieths of a point; 0 where it is of none."""
        place = self._place(paragraph)
        levels = self._levels(place[0])[1] if place else {}
        return levels[place[1]].indent if place and place[1] in levels else 0

    def label(self, paragraph: Any) -> str:
        """What Word prints in front of a paragraph: （一）, 1., BULLET; empty where nothing."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        abstract_id, levels = self._levels(number_id)
        if depth not in levels:
            return ""
        self._count(number_id, abstract_id, depth, levels)
        return _written(levels, depth, self._counters[abstract_id])

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, or its style's."""
        properties = paragraph.find(qn("w:pPr"))
        own = None if properties is None else properties.find(qn("w:numPr"))
        number_id, depth = _value(own, "numId"), _value(own, "ilvl")
        if number_id is None:
            number_id, style_depth = self._style_place(style_of(paragraph))
            depth = depth if depth is not None else style_depth
        if number_id in (None, "0"):
            return None
        return str(number_id), int(depth or 0)

    def _style_place(self, style_id: str | None) -> tuple[str | None, str | None]:
        """The list that a style or one that it is based on belongs to, and its level there."""
        if style_id not in self._known_places:
            self._known_places[style_id] = self._found_style_place(style_id)
        return self._known_places[style_id]

    def _found_style_place(self, style_id: str | None) -> tuple[str | None, str | None]:
        seen: set[str] = set()
        first = style_id
        while style_id is not None and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            style = self._styles.get(style_id)
            properties = None if style is None else style.find(qn("w:pPr"))
            own = None if properties is None else properties.find(qn("w:numPr"))
            number_id = _value(own, "numId")
            if number_id is not None:
                return number_id, _value(own, "ilvl") or self._linked_depth(number_id, (style_id, str(first)))
            style_id = _value(style, "basedOn")
        return None, None

    def _linked_depth(self, number_id: str, styles: tuple[str, ...]) -> str | None:
        """The level that a list keeps for one of some styles."""
        element = self._abstract_of(number_id)
        for level in () if element is None else element.findall(qn("w:lvl")):
            if _value(level, "pStyle") in styles:
                return str(level.get(qn("w:ilvl")))
        return None

    def _abstract_of(self, number_id: str, trail: frozenset[str] = frozenset()) -> Any:
        """The definition behind a list; one that names a list style is looked up there."""
        number = self._lists.get(number_id)
        abstract = self._abstract.get(_value(number, "abstractNumId") or "")
        link = _value(abstract, "numStyleLink")
        if link is None or number_id in trail:
            return abstract
        style = self._styles.get(link)
        linked = None if style is None else _value(style.find(f"{qn('w:pPr')}/{qn('w:numPr')}"), "numId")
        return abstract if linked is None else self._abstract_of(linked, trail | {number_id})

    def _levels(self, number_id: str) -> tuple[str, dict[int, Level]]:
        """The levels of a list and the name under which it counts: lists of one definition go on counting together."""
        if number_id not in self._known_levels:
            self._known_levels[number_id] = self._found_levels(number_id)
        return self._known_levels[number_id]

    def _found_levels(self, number_id: str) -> tuple[str, dict[int, Level]]:
        element = self._abstract_of(number_id)
        if element is None:
            return number_id, {}
        found = {int(one.get(qn("w:ilvl"))): _level(one) for one in element.findall(qn("w:lvl"))}
        for override in self._lists[number_id].findall(qn("w:lvlOverride")):
            own = override.find(qn("w:lvl"))
            if own is not None:
                found[int(override.get(qn("w:ilvl")))] = _level(own)
        return str(element.get(qn("w:abstractNumId"))), found

    def _count(self, number_id: str, abstract_id: str, depth: int, levels: Mapping[int, Level]) -> None:
        counters = self._counters[abstract_id]
        start = self._restart(number_id, depth)
        if start is not None:
            counters[depth] = start
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else levels[depth].start
        for deeper in [one for one in counters if one > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or 0 < restart == depth + 1:
                del counters[deeper]
        for higher in levels:
            if higher < depth:
                counters.setdefault(higher, levels[higher].start)

    def _restart(self, number_id: str, depth: int) -> int | None:
        """The number that a list begins with where it is met first, if it sets its own."""
        if (number_id, depth) in self._begun:
            return None
        self._begun.add((number_id, depth))
        for override in self._lists[number_id].findall(qn("w:lvlOverride")):
            start = _value(override, "startOverride")
            if override.get(qn("w:ilvl")) == str(depth) and start is not None:
                return int(start)
        return None


def style_of(paragraph: Any) -> str | None:
    """The id of a paragraph's style."""
    properties = paragraph.find(qn("w:pPr"))
    return None if properties is None else _value(properties, "pStyle")


def _by(root: Any, tag: str, key: str) -> dict[str, Any]:
    return {one.get(qn(f"w:{key}")): one for one in root.findall(qn(f"w:{tag}"))}


def _value(element: Any, tag: str) -> str | None:
    """The w:val of a child."""
    child = None if element is None else element.find(qn(f"w:{tag}"))
    return None if child is None else child.get(qn("w:val"))


def _level(element: Any) -> Level:
    restart = _value(element, "lvlRestart")
    format_ = element.find(qn("w:numFmt"))
    if format_ is None:
        # What Word saves for formats that came later: the choice, and the old word for the rest.
        format_ = next(element.iter(qn("w:numFmt")), None)
    return Level(
        "decimal" if format_ is None else str(format_.get(qn("w:val"))),
        _value(element, "lvlText") or "",
        int(_value(element, "start") or 0),
        None if restart is None else int(restart),
        element.find(qn("w:isLgl")) is not None,
        _indent(element),
    )


def _indent(level: Any) -> int:
    """The left indent of a level; an older file calls it left, a newer one start."""
    place = level.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    value = None if place is None else place.get(qn("w:left")) or place.get(qn("w:start"))
    return int(value) if value and value.isdigit() and len(value) < 6 else 0


def _written(levels: Mapping[int, Level], depth: int, counters: Mapping[int, int]) -> str:
    """The text of a level with every %1, %2 … in its format."""
    if levels[depth].format in ("bullet", "none"):
        return BULLET if levels[depth].format == "bullet" else ""

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in levels or place not in counters:
            return ""
        plain = levels[depth].plain_digits or not 0 <= counters[place] <= _MOST
        return str(counters[place]) if plain else FORMATS.get(levels[place].format, str)(counters[place])

    return re.sub(r"%(\d)", number, levels[depth].text)
