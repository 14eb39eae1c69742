"""The private numbers in a text: identity, mobile and bank-card numbers, however they are typed; and homes.

Where digits alone do not tell, the words around them do: 电话, 编号, 元. What stays in doubt is given as such.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from . import digits as digit
from .addresses import homes
from .context import Label, is_amount, is_of_a_code, is_of_a_picture, is_of_an_address, label
from .folding import PLAIN, Folded, rows, stretches
from .runs import parts

_SHORTEST, _LONGEST = 11, 19
_TOKEN = re.compile(r"[0-9]+|[٠-٩]+|[Xx](?![0-9A-Za-z])")
_REPEATED = re.compile(r"(.)\1+")
_GAP = 5
"""The most characters between two groups of digits, repeated ones once: 138 - 0000 — 1234."""

_LEFT_OUT = re.compile(r"[*＊xX]{4}|_{4}")
_HOME = "家庭住址"

_USUAL = ((3, 4, 4), (3, 8), (7, 4))
_UNUSUAL = ((3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 5, 3))
_HALVES = ((5, 6), (6, 5))
"""How people group the digits of a mobile number: nearly always; at times; and as a range of sums is, too."""

_OLD_IDENTITY = ((15,), (6, 6, 3), (6, 9), (12, 3), (6, 3, 6), (3, 3, 6, 3), (3, 3, 3, 3, 3), (5, 5, 5))
_DATE = re.compile(r"[0-9]{4} ?[-./] ?[0-9]{1,2} ?[-./] ?[0-9]{1,2}")
_CELL_BEFORE = re.compile(r"([^|\n]+?)[ \t]*\|[ \t*]*$")
_LISTED = " \t,，、;；/"


class Number(NamedTuple):
    """A private number in a text.

    kind: what it is. shown: its masked form, which may be published. line: counted from 1.
    start, end: its place in the text. certain: False where it may be something else.
    """

    kind: str
    shown: str
    line: int
    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True)
class _Group:
    """Digits without anything between them. before: the text between the last group and this one, blanks as one."""

    digits: str
    start: int
    end: int
    before: str


def find_numbers(text: str) -> list[Number]:
    """All private numbers in a text, in order, those in doubt among them; none overlaps another.

    Seen through full-width and Chinese digits, separators, one line end, codes, invisible marks, Markdown and HTML.
    """
    found: list[tuple[int, int, str, str, bool]] = []
    for folded in stretches(text, _SHORTEST):
        for one in _in_stretch(text, folded):
            _keep(found, one)
    if text.count("|") > 1:
        for folded in rows(text):
            for one in _in_stretch(text, folded):
                _keep(found, one)
    for start, end, shown in homes(text):
        _keep(found, (start, end, _HOME, shown, True))
    return [
        Number(kind, shown, text.count("\n", 0, start) + 1, start, end, certain)
        for start, end, kind, shown, certain in found
    ]


def private_numbers(text: str) -> list[Number]:
    """The numbers in a text that are certainly private, in order."""
    return [number for number in find_numbers(text) if number.certain]


def numbers_in(text: str) -> list[tuple[int, str]]:
    """The line (counted from 1) and the kind of every private number in a text: safe to publish."""
    return [(number.line, number.kind) for number in private_numbers(text)]


def masked(text: str) -> str:
    """A text without its private numbers: three digits and two are left, enough to find one. All else stays."""
    return cut(text, private_numbers(text))


def cut(text: str, numbers: list[Number], first: int = 0, last: int | None = None) -> str:
    """A text, or the part of it from first to last, with these numbers as they may be shown."""
    pieces = []
    for number in numbers:
        pieces += [text[first : number.start], number.shown]
        first = number.end
    return "".join([*pieces, text[first:last]])


def _keep(found: list[tuple[int, int, str, str, bool]], one: tuple[int, int, str, str, bool]) -> None:
    """Add in order what overlaps nothing that was found before."""
    place = bisect_left(found, one)
    after_last = place == 0 or found[place - 1][1] <= one[0]
    before_next = place == len(found) or one[1] <= found[place][0]
    if after_last and before_next:
        found.insert(place, one)


def _in_stretch(text: str, folded: Folded) -> Iterator[tuple[int, int, str, str, bool]]:
    """The numbers in a part of a text: from, to, what, how it may be shown, and whether that is certain."""
    groups = list(_groups(folded.text))
    taken = 0
    for first in range(len(groups)):
        if first < taken:
            continue
        if len(groups[first].digits) > _LONGEST:
            yield from _in_a_run(text, folded, groups[first])
            continue
        start = folded.at[groups[first].start]
        for last, digits in reversed(_ends(groups, first)):
            if not _can_be(digits, last - first + 1) and not (len(digits) >= 15 and label(text, start) is Label.CARD):
                continue
            end = folded.at[groups[last].end]
            judged = _Candidate(text, groups, first, last, start, end).judge()
            if judged:
                kind, certain = judged
                core = digits[-_SHORTEST:] if kind is Label.TELEPHONE else digits
                yield start, end, str(kind), f"{core[:3]}…{core[-2:]}", certain
                taken = last + 1
                break


def _in_a_run(text: str, folded: Folded, group: _Group) -> Iterator[tuple[int, int, str, str, bool]]:
    """The numbers among more digits than any has."""
    start, end = folded.at[group.start], folded.at[group.end]
    if is_of_a_code(text, start, end) or is_of_an_address(text, start, end):
        return
    named = label(text, start)
    for part in parts(group.digits):
        if named in (Label.OTHER, Label.SUM) and not part.certain:
            continue
        first, last = folded.at[group.start + part.start], folded.at[group.start + part.end]
        shown = f"{group.digits[part.start : part.start + 3]}…{group.digits[part.end - 2 : part.end]}"
        yield first, last, str(part.kind), shown, part.certain or named is part.kind


def _can_be(digits: str, groups: int) -> bool:
    """For a glance: whether so many groups of digits can be private by themselves."""
    return (
        digit.mobile(digits) is not None
        or (groups <= 5 and digit.is_old_identity(digits))
        or digit.has_form_of_identity(digits)
        or digit.is_card(digits)
    )


def _groups(text: str) -> Iterator[_Group]:
    end = 0
    for match in _TOKEN.finditer(text):
        between = text[end : match.start()]
        before = between if _LEFT_OUT.search(between) else _REPEATED.sub(r"\1", between.replace("\t", " "))
        yield _Group(match[0].translate(PLAIN), match.start(), match.end(), before)
        end = match.end()


def _ends(groups: list[_Group], first: int) -> list[tuple[int, str]]:
    """The groups with which a number that begins with the first one can end, and its digits until there."""
    ends = []
    digits = groups[first].digits
    breaks = 0
    if len(digits) >= _SHORTEST:
        ends.append((first, digits))
    for index in range(first + 1, len(groups)):
        before = groups[index].before
        breaks += before.count("\n")
        digits += groups[index].digits
        if len(digits) > _LONGEST or breaks > 1 or len(before) > _GAP or any(one.isalpha() for one in before):
            break
        if len(digits) >= _SHORTEST:
            ends.append((index, digits))
    return ends


class _Candidate:
    """Groups of digits that may be one number. start, end: their place in the text."""

    def __init__(self, text: str, groups: list[_Group], first: int, last: int, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.groups, self.first, self.last = groups, first, last
        self.numbers = _joined(groups[first : last + 1])
        self.between = [one.before.strip() or " " for one in groups[first + 1 : last + 1] if one.before]
        self.digits = "".join(self.numbers)
        self.sizes = tuple(map(len, self.numbers))

    def judge(self) -> tuple[Label, bool] | None:
        """The kind of the digits, and whether it is certain; None where they are not private."""
        self.label = label(self.text, self.start)
        if is_of_a_code(self.text, self.start, self.end) and self.label is not Label.TELEPHONE:
            return None
        return self._identity() or self._mobile() or self._card()

    def _identity(self) -> tuple[Label, bool] | None:
        named = self.label is Label.IDENTITY
        if len(self.digits) == 18 and digit.has_form_of_identity(self.digits):
            return (Label.IDENTITY, True) if named or digit.is_identity(self.digits) else None
        if len(self.digits) == 15 and digit.is_old_identity(self.digits):
            if named:
                return Label.IDENTITY, True
            if self.label in (Label.OTHER, Label.SUM) or self._is_elsewhere() or self.sizes not in _OLD_IDENTITY:
                return None
            return Label.IDENTITY, digit.is_of_the_living(self.digits)
        return None

    def _card(self) -> tuple[Label, bool] | None:
        named = self.label is Label.CARD
        if len(self.digits) < 15 or not self.digits.isdigit() or self.label in (Label.OTHER, Label.SUM):
            return None
        if named:
            passes = digit.has_luhn(self.digits)
            return (Label.CARD, passes) if passes or len(self.digits) > 15 else None
        if not digit.is_card(self.digits) or self._is_elsewhere():
            return None
        alone = len(self.sizes) == 1 or set(self.sizes) == {1}
        if alone:
            return Label.CARD, True
        grouped = self._is_even() and min(self.sizes[:-1]) >= 3 and not self._is_of_a_row()
        return (Label.CARD, True) if grouped and not self._is_round() else None

    def _mobile(self) -> tuple[Label, bool] | None:
        known = digit.mobile(self.digits)
        if not known or self.label is Label.OTHER:
            return None
        prefix, _ = known
        named = self.label is Label.TELEPHONE or self.text[self.end : self.end + 1] == "@"
        if is_of_an_address(self.text, self.start, self.end) and not (prefix.endswith("86") and named):
            return None
        if is_of_a_picture(self.text, self.start, self.end):
            return None
        numbers = _without(self.numbers, len(prefix))
        sizes = tuple(map(len, numbers))
        if prefix == "0" and not named and sizes != (3, 4, 4):
            return None
        if not named and (self.label is Label.SUM or is_amount(self.text, self.end)):
            return None
        certain = self._has_usual_groups(numbers, sizes)
        if named or "86" in prefix:
            return (Label.TELEPHONE, True) if named or certain is not None else None
        return None if certain is None else (Label.TELEPHONE, certain)

    def _has_usual_groups(self, numbers: list[str], sizes: tuple[int, ...]) -> bool | None:
        """Whether the digits are grouped as a telephone number's: True, False for perhaps, None for no."""
        if "|" in self.text[self.start : self.end]:
            return self._has_cells_of_one(numbers, sizes)
        if len(sizes) == 1 or set(sizes) == {1}:
            return True
        between = self.between[len(self.between) - len(sizes) + 1 :]
        if between == ["."] or self._is_round() or ("=" in between and not self._is_even()):
            return None
        zero = any(one.startswith("0") for one in numbers[1:])
        if any(digit.is_years(one, other) for one in numbers for other in numbers if one is not other):
            return False if sizes == (3, 4, 4) and self._is_even() else None
        if sizes in _USUAL:
            opened = (
                between[0].startswith("(") and ")" not in between[0] and not (len(between) > 1 and ")" in between[1])
            )
            if self._is_of_a_row():
                return False if zero else None
            return zero or not opened
        if sizes in _UNUSUAL:
            return not self._is_of_a_row() and (zero or (self._is_even() and between[0] not in _LISTED.strip()))
        if sizes in _HALVES:
            return True if zero else (None if any(one.endswith("00") for one in numbers) else False)
        if not self._is_even() or self._is_of_a_row() or _DATE.match("-".join(numbers)):
            return None
        if sizes == (3, 2, 2, 2, 2):
            return between[0] in "-.·"
        return False if min(sizes) > 1 and sizes[0] == 3 and (zero or between[0] == "-") else None

    def _has_cells_of_one(self, numbers: list[str], sizes: tuple[int, ...]) -> bool | None:
        """The same for the cells of a table's row, where counts are side by side as well."""
        if sizes not in _USUAL and set(sizes) != {1}:
            return None
        if any(one.startswith("0") for one in numbers[1:]) and sizes in _USUAL:
            return False
        years = any(digit.is_years(one, other) for one in numbers for other in numbers if one is not other)
        cell = _CELL_BEFORE.search(self.text[max(0, self.start - 30) : self.start])
        counts = cell is not None and label(cell[1], len(cell[1])) in (Label.SUM, Label.OTHER)
        round_sums = all(one.endswith("0") for one in numbers)
        return None if years or counts or round_sums or self._is_of_a_row() else False

    def _is_even(self) -> bool:
        """Whether the same sign is between all groups."""
        return len(set(self.between)) <= 1

    def _is_round(self) -> bool:
        """Whether every group is a round sum: 15000-200000."""
        return all(one.endswith("00") and one.strip("0") for one in self.numbers)

    def _is_elsewhere(self) -> bool:
        return is_of_an_address(self.text, self.start, self.end)

    def _is_of_a_row(self) -> bool:
        """Whether further figures follow in the same way: a row of a table, a longer number."""
        between = {one.before for one in self.groups[self.first + 1 : self.last + 1]}
        before = self.groups[self.first].before if self.first else ""
        behind = self.groups[self.last + 1].before if self.last + 1 < len(self.groups) else ""
        return (before in between and before != "" and not self._is_behind_a_date()) or (
            behind in between and behind != "" and not self._is_before_another()
        )

    def _is_behind_a_date(self) -> bool:
        earlier = self.groups[max(0, self.first - 3) : self.first]
        joined = "-".join(one.digits for one in earlier)
        usual = sum(len(one.digits) for one in earlier) in (_SHORTEST, 8)
        return usual and (_DATE.fullmatch(joined) is not None or digit.mobile("".join(joined.split("-"))) is not None)

    def _is_before_another(self) -> bool:
        later = self.groups[self.last + 1 : self.last + 4]
        joined = "".join(one.digits for one in later)
        return digit.mobile(joined) is not None or _DATE.fullmatch("-".join(one.digits for one in later)) is not None


def _joined(groups: list[_Group]) -> list[str]:
    """The digits of groups, joined where nothing is between them: 138零零零零1234 has three."""
    numbers: list[str] = []
    for index, one in enumerate(groups):
        if index and not one.before:
            numbers[-1] += one.digits
        else:
            numbers.append(one.digits)
    return numbers


def _without(numbers: list[str], count: int) -> list[str]:
    """Groups without so many digits from the front."""
    numbers = list(numbers)
    while count:
        taken = min(count, len(numbers[0]))
        numbers[0] = numbers[0][taken:]
        count -= taken
        if not numbers[0]:
            del numbers[0]
    return numbers
