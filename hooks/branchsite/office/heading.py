"""What a plan calls itself and the days that it is for."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from .cadence import TermDays
from .markers import fold
from .numerals import DIGITS

_PLAN = re.compile("计划|要点|方案|安排|规划|打算|行事历|思路|清单|日程|任务|一览表|配档表|工作表|历$")
_CHINESE_YEAR = re.compile(r"[二][〇零○O0][一二三四五六七八九〇零○]{2}(?=\s*(?:年|学年|[-—–－~～至]))")
_TO = r"\s*(?:年\s*)?[-—–－~～至/／]+\s*"
_SCHOOL_YEAR = re.compile(rf"(20\d\d){_TO}(?:20)?(\d\d)\s*学?年度?")
_ONE_YEAR = re.compile(r"(20\d\d)\s*学年")
_HALF = re.compile("第?\\s*([一二12])\\s*学期|([上下])(?:半)?学期|(?<!\\d)[(（]?([一二12上下])[)）]?\\s*学期")
_SEASON = re.compile(r"(20\d\d)\s*年?\s*(春|秋|上半年|下半年)")
_CALENDAR_YEAR = re.compile(r"(20\d\d)\s*年")
_DAY = r"(20\d\d)?\s*[年./-]?\s*(\d{1,2})\s*[月./-]?\s*(?:(\d{1,2})\s*[日号]?)?"
_SPAN = re.compile(
    rf"(20\d\d)\s*[年./-]\s*(\d{{1,2}})\s*[月./-]?\s*(?:(\d{{1,2}})\s*[日号]?)?\s*(?:[-—–－~～至到]+)\s*{_DAY}"
)
_IN_SENTENCES = re.compile("[。，；：:]")
_ISSUED = re.compile(r"(?:印发|下发|公布)[^《]{0,6}《([^》]*(?:计划|要点|方案|安排)[^》]*)》的?通知")
_LONGEST_OTHER = 40
_ASSUMED = "计划没有写起止日期，这里是暂定，请按学校校历修改。"


@dataclass(frozen=True)
class PlanHeading:
    """A plan's title, the name of its term, its days, where the days come from, and its id: 2023-2024-2."""

    title: str
    term: str
    days: TermDays
    basis: str
    id: str


def title_of(lines: Sequence[str]) -> tuple[str, int]:
    """The title at the head of a plan, and how many lines it takes; "" and 0 where there is none."""
    for count in (1, 2, 3) if not _ISSUED.search("".join(lines[:2])) else ():
        head = lines[:count]
        joined = "".join(head)
        if len(head) == count and _PLAN.search(head[-1]) and len(joined) <= 80 and not _IN_SENTENCES.search(joined):
            return re.sub(r"\s+", "", joined), count
    inner = _ISSUED.search("".join(lines[:2]))
    if inner:
        # A notice that issues the plan, which follows with its title.
        titles = [index for index, line in enumerate(lines) if index and re.sub(r"\s", "", line) == inner[1]]
        return inner[1], titles[0] + 1 if titles else 1
    first = "".join(lines[:1])
    if len(first) <= _LONGEST_OTHER and not _IN_SENTENCES.search(first) and term_named(first):
        # Called by a word that plans are seldom called by; what names a term at the top is the title.
        return re.sub(r"\s+", "", first), 1
    return "", 0


def term_named(text: str) -> tuple[str, TermDays, str] | None:
    """The term that a text names: its name, its usual days, its id. A whole year counts; None where it names none."""
    plain = fold(_western_years(text))
    years = _SCHOOL_YEAR.search(plain) or _ONE_YEAR.search(plain)
    if years:
        return _of_school_year(int(years[1]), _HALF.search(plain))
    season = _SEASON.search(plain)
    if season:
        year, name = int(season[1]), season[2]
        return _of_school_year(year - (name in ("春", "上半年")), None, 2 if name in ("春", "上半年") else 1)
    single = _CALENDAR_YEAR.search(plain)
    if single:
        number = int(single[1])
        return f"{number}年", TermDays(datetime.date(number, 1, 1), datetime.date(number, 12, 31)), str(number)
    return None


def _of_school_year(first: int, half: re.Match[str] | None, number: int = 0) -> tuple[str, TermDays, str]:
    if half:
        word = next(group for group in half.groups() if group)
        number = 1 if word in "一1上" else 2
    name = f"{first}—{first + 1}学年度"
    autumn = TermDays(datetime.date(first, 9, 1), datetime.date(first + 1, 1, 31))
    spring = TermDays(datetime.date(first + 1, 2, 16), datetime.date(first + 1, 6, 30))
    if not number:
        return name, TermDays(autumn.start, spring.end), f"{first}-{first + 1}"
    days = autumn if number == 1 else spring
    return f"{name}第{'一' if number == 1 else '二'}学期", days, f"{first}-{first + 1}-{number}"


def stated_days(text: str, near: TermDays) -> TermDays | None:
    """The first and last day that a text states, as 2024年2月19日至6月30日; None where it states none near a term."""
    for match in _SPAN.finditer(fold(_western_years(text))):
        try:
            year, month = int(match[1]), int(match[2])
            start = datetime.date(year, month, int(match[3] or 1))
            last_year = int(match[4] or (year if int(match[5]) >= month else year + 1))
            end = (
                _last_day(last_year, int(match[5]))
                if not match[6]
                else datetime.date(last_year, int(match[5]), int(match[6]))
            )
        except ValueError:
            continue
        if 25 < (end - start).days <= 400 and _near(start, near):
            return TermDays(start, end)
    return None


def _near(start: datetime.date, term: TermDays) -> bool:
    """Whether a plan for a term may begin on a day: about when the term does; within a year on any."""
    whole_year = (term.end - term.start).days > 300
    return term.start <= start <= term.end if whole_year else abs((start - term.start).days) < 80


def heading_of(title: str, text: str, term: str | None) -> PlanHeading | None:
    """All that the head of a plan says. term: what a person says of it instead. None where no term is named."""
    named = term_named(term) if term else term_named(title) or term_named(text)
    if named is None:
        return None
    name, usual, identity = named
    days = stated_days(f"{title}\n{text}", usual)
    basis = "计划里写明的起止日期" if days else _ASSUMED
    return PlanHeading(title or f"{name}工作计划", name, days or usual, basis, identity)


def _last_day(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def _western_years(text: str) -> str:
    """The same with 二〇二四年 as 2024年."""

    def digits(match: re.Match[str]) -> str:
        return "".join(str(max(DIGITS.find(one), 0)) for one in match[0])

    return _CHINESE_YEAR.sub(digits, text)
