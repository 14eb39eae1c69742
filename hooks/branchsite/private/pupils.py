"""Names of pupils in a text: beside a class, a squad, an office or a prize; in lists and tables."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .names import SURNAMES, Likely, likely

_HAN = "[\u4e00-\u9fff]"
_GRADE = "[一二三四五六七八九1-9１-９]"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_BRACKETED = rf"[（(〔]\s?{_NUMBER}\s?[）)〕]"
_UNIT = "(?:班(?!车|级|会|主任|子|费|委会|干部|集体|歌|旗|训|风|徽|服|务|门|牌|额|容量)|中队(?!辅导|会|旗|角|部))"
CLASS = re.compile(
    rf"{_GRADE}\s?年级?\s?(?:{_BRACKETED}|{_NUMBER})\s?{_UNIT}"
    rf"|{_GRADE}?\s?{_BRACKETED}\s?{_UNIT}"
    rf"|(?<!第){_GRADE}\s?[.·．\-－—]?\s?\d{{1,2}}\s?{_UNIT}"
    rf"|(?<![第\d])[1-9][01]\d\s?{_UNIT}"
    rf"|(?<!第)(?<!{_HAN})[一二三四五六][一二三四五六七八九]\s?{_UNIT}"
    rf"|(?:20)?\d\d级\s?(?:{_BRACKETED}|{_NUMBER})\s?{_UNIT}"
    rf"|(?<!第)(?<!{_HAN})(?:[一二三四五六七八九十]|\d{{1,2}})班(?!车|级|会|主任|人|子)"
    rf"|{_HAN}{{2,4}}中队(?!辅导|委|会|旗|角|部)"
)
LESSER = re.compile(
    rf"{_GRADE}年级(?!组|段|办)|{_GRADE}{_BRACKETED}(?!班|中队)|{_HAN}{{2,4}}(?<!党员|教师|突击|先锋|宣讲|服务)小队(?![长员])"
)
"""A class; and weaker signs of one: 三年级, 三（2）, 雏鹰小队."""

_OFFICE = (
    "学生代表|少先队员代表|队员代表|毕业生代表|新队员代表|新生代表|学生|同学|小朋友|少先队员|新队员|老队员|队员|男生|女生|学员"
    "|小选手|选手|小?主持人|主持|副?班长|班委|课代表|[学体劳文宣纪][习育动娱艺传律]委员|[正副]?[中小大]队长|[大中]队委员?|路队长"
    "|小?组长|升旗手|护旗手|旗手|鼓手|领诵员?|领读员?|小?讲解员|小?记者|小?志愿者|小?作者|小?播音员|小?指挥|获奖者|获得者"
    "|小歌手|小演员|小画家|小棋手|小队员|小(?:书法|发明|科学|文学|音乐|舞蹈|演说|艺术|数学)家|小诗人|故事大王"
)
_PRIZE = (
    "[特一二三]等奖|优秀奖|[金银铜]奖|[冠亚季]军|第[一二三四五六七八123]名|三好学生|优秀少先队员|优秀学生干部|优秀学生|优秀班干部"
    f"|文明学生|(?:好|美德|阳光|文明|书香|环保|科技|榜样)少年|{_HAN}{{2}}之星|小能手|小达人|获奖名单"
)
_ADULT = (
    "老师|教师|主任|书记|校长|教练|辅导员|院长|局长|主席|医生|警官|先生|女士|同志|阿姨|叔叔|园长|教授|站长|所长|村长|馆长|师傅"
    "|家长|党员"
)
_GROUP = re.compile(
    "少先|红领巾|家长|教师|老师|师生|同学|学生|男生|女生|队员|队友|代表|干部|党员|团员|志愿|辅导|毕业|来宾|嘉宾|居民|群众|全体|部分"
    "|全校|班级|年级|[大中小]队|社区|教练|儿童|孩子|朋友|伙伴|老人"
)
"""Words for many, or for somebody's part: no name has one in it, nor ends in the middle of one."""

_LESSON = re.compile("执教|授课|主讲|班主任|任课|课题|教师|任教|上课")
_SIGN = r"[:：\s·•|｜丨—–\-_（(）)《》“”\"'，,、/．.]"
_LINK = re.compile(
    rf"“[^“”]{{5,12}}”|{_SIGN}+|\d{{1,4}}|的|长|{_OFFICE}|代表|{_PRIZE}|第?{_NUMBER}小?[组队]|学号|姓名|名字|[成组]员|来自|有|由|是|让|请|和|与|以及"
)
_ROLE = re.compile(_OFFICE)
_WON = re.compile(rf"(?:{_PRIZE})(?:[（(]\d{{1,3}}[人名位]?[)）])?")
_SIGNS = re.compile(rf"{_SIGN}{{1,3}}")
_AFTER = re.compile(
    "(?!着|了|过|们|得|地)(?:同学|小朋友|队员|等|和|与|及|跟|同|获|荣|夺|说|讲|谈|写|表|代表|担任|发言|朗|领|演|主持|介绍|分享|作|做|为|在|从|用|把|被|以|的"
    "|也|还|正|最|第|一|都|是|参|上|告诉|认为|带|向|对|将|给|率|宣|敬|弹|画|拿|手|捧|高声|高举|大声|妈妈|爸爸|家长|爷爷|奶奶|站|走|负责|当|现|今|来|去|就|很|非常|成|激|自|满|认"
    rf"|{_HAN}{{0}}(?!{_HAN})|$)"
)
"""What follows a name: words of doing, a sign, the end."""

_SPEAKS = re.compile(f"说|获|荣获|(?:[、和与]|等)(?:{_HAN}{{2,3}}(?!{_HAN})|[位\\d])")
"""What follows a name of two characters, and hardly a word."""

_STOP = re.compile(rf"(?!家长)(?:{_ADULT})|[（(]\s?(?:{_ADULT}|班主任|语文|数学|英语|音乐|体育|美术|科学)")
_BEFORE = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|{_OFFICE}|{_PRIZE}|新生|毕业生|由|有|和|与|让|请|给|贺|喜|扬|的|名|是|向|为|者|及|代表|到|把|对|看)$"
)
_BEFORE_CLASS = re.compile(
    rf"(?:{_SIGN}|[；;]?所在班级|[；;]?班级|班别|中队|来自|是|为|就读于|现就读|就读|在|[男女]|\d{{1,2}}岁|学生|我校|我们|本校|学校)+$"
)
_NAMES = re.compile(rf"{_HAN}{{2,4}}(?:[、，,;；/|\s\u3000]+{_HAN}{{2,4}})*")
_MARKER = re.compile(r"^\s*(?:>\s*)*(?:[-*+•·]\s+|\d{1,2}[.、．)）]\s*|#{1,6}\s+)?")
_HEADING = re.compile(r"(?:的|学生|同学|队员|获奖|参赛|名单|如下|代表|有|[（(]?\d{1,3}人[)）]?|[:：\s\-—、，。])*")
_ODD_BRACKETS = re.compile(rf"[［【﹝﹙]\s?({_NUMBER})\s?[］】﹞﹚]")
_PLAIN = str.maketrans(
    {one: unicodedata.normalize("NFKC", one) for one in map(chr, (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA)))}
    | dict(zip("①②③④⑤⑥⑦⑧⑨", "123456789", strict=True))
)
"""Figures in circles; and radicals, which a copy from a PDF has for characters: ⼩ for 小."""

_BLANKS = "[ \u3000]{1,4}"
_SPACED = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[班队生员]))[{''.join(sorted(SURNAMES))}]{_BLANKS}{_HAN}(?:{_BLANKS}{_HAN})?(?=同学|小朋友|(?!{_HAN}))"
)
"""A name set to the width of its neighbours: 王　明, 王 小 明."""

_COLUMNS = re.compile(r"[|｜\t,，]|\s{2,}")
_HAS_NAME = re.compile("姓名|名字|学生|队员|选手|作者|获奖者|同学|小朋友")
_HAS_CLASS = re.compile("(?<!任教)(?<!执教)(?<!任课)(?:班级|中队|班别|所在班)$")
HINT = re.compile(
    "班|[中大小]队|年级|学生|同学|小朋友|队员|[旗鼓选歌棋]手|领[诵读]|委员|[男女]生|学员|志愿者|作者|播音|指挥|获得者|演员|画家"
    "|代表|主持|记者|讲解员|[组班]长|[等秀金银铜]奖|[冠亚季]军|第.名|少年|之星|能手|达人|获奖"
    "|[一二三四五六七八九1-9][（(]"
)
"""What every text has in which a pupil is named so."""


_SHORT, _HEAD = 40, 8
"""A heading is no longer; a cell of a table's head neither."""


_MOST = 100
"""The most offices and prizes of one line that are looked at: no paragraph has more."""


class PupilMention(NamedTuple):
    """A pupil's name: the words around it, and whether a class is beside it for certain."""

    text: str
    certain: bool


class Reader:
    """Reads the lines of a text in order: a heading decides whose names the next lines are, a table's head its columns.

    about_pupils: whether the text is known to be about pupils, so that prizes are theirs.
    """

    def __init__(self, about_pupils: bool) -> None:
        self._about_pupils = about_pupils
        self._heading: tuple[str, Likely] | None = None
        self._column: int | None = None

    def passes(self, line: str) -> bool:
        """For a glance: whether there is nothing to read in the next line."""
        return self._heading is None and self._column is None and not HINT.search(line)

    def read(self, line: str) -> list[PupilMention]:
        """The pupils named in the next line, each once, in order; one mention for names that are side by side."""
        if self.passes(line):
            return []
        line = _as_usual(line)
        hinted = HINT.search(line) is not None
        found = self._table(line) if self._column is not None or "班" in line or "中队" in line else []
        found = found or self._under_heading(line, hinted)
        return found or (list(self._sentence(line)) if hinted else [])

    def _table(self, line: str) -> list[PupilMention]:
        """A row below a head with a column for the class and one for the name."""
        cells = [one.strip() for one in _COLUMNS.split(line.strip().strip("|｜").strip())]
        if len(cells) < 2:
            self._column = None
            return []
        if any(_HAS_CLASS.search(one) for one in cells) and max(map(len, cells)) <= _HEAD:
            names = [index for index, one in enumerate(cells) if _HAS_NAME.search(one) and not _HAS_CLASS.search(one)]
            self._column = names[0] if names else None
            return []
        if self._column is None or self._column >= len(cells):
            return []
        cell = cells[self._column]
        if not _NAMES.fullmatch(cell):
            return []
        sure = max(likely(one, True) for one in re.findall(f"{_HAN}{{2,4}}", cell))
        return [PupilMention(line.strip(), sure is Likely.SURELY)] if sure else []

    def _under_heading(self, line: str, hinted: bool) -> list[PupilMention]:
        """A line of nothing but names, below one of nothing but a class."""
        bare = line[_MARKER.match(line).end() :].strip()  # type: ignore[union-attr]
        if not bare:
            return []
        if self._heading and _NAMES.fullmatch(bare.strip("。.；;，,、")):
            names = re.findall(f"{_HAN}{{2,4}}", bare)
            rates = [likely(one) for one in names]
            if sum(rate > Likely.NO for rate in rates) * 2 >= len(rates):
                text, weight = self._heading
                sure = min(max(rates), weight)
                return [PupilMention(f"{text} {bare}", sure is Likely.SURELY)]
        self._heading = self._is_heading(bare) if hinted and len(bare) <= _SHORT else None
        return []

    def _is_heading(self, bare: str) -> tuple[str, Likely] | None:
        match = CLASS.search(bare)
        if match and _HEADING.fullmatch(bare[: match.start()]) and _HEADING.fullmatch(bare[match.end() :]):
            return bare.rstrip("：:"), Likely.SURELY
        prize = _WON.search(bare)
        if prize and self._about_pupils and len(bare) <= len(prize[0]) + 8:
            return bare.rstrip("：:"), Likely.PERHAPS
        return None

    def _sentence(self, line: str) -> Iterator[PupilMention]:
        """Names behind or before a class, an office, a prize; names that are addressed."""
        lesson = Likely.PERHAPS if _LESSON.search(line) else Likely.SURELY
        taken = -1
        for start, end, weight in _anchors(line, self._about_pupils):
            if start < taken:
                continue
            rated = _behind(line, end, weight > 0) or (_before(line, start) if weight >= 0 else None)
            if not rated:
                continue
            first, last, sure = rated
            if weight <= 0 and likely(line[first:last]) is not Likely.SURELY:
                continue
            limit = min(lesson, Likely.SURELY if weight == 2 else Likely.PERHAPS)
            taken = max(end, last)
            yield PupilMention(line[min(first, start) : max(last, end)].strip(), min(sure, limit) is Likely.SURELY)


def _as_usual(line: str) -> str:
    """A line in usual characters, with usual brackets around a class's number, and names without blanks inside."""
    line = _ODD_BRACKETS.sub(r"（\1）", line).translate(_PLAIN)
    return _SPACED.sub(lambda name: re.sub(r"\s", "", name[0]), line)


def _anchors(line: str, about_pupils: bool) -> list[tuple[int, int, int]]:
    """Where a name may be looked for: from, to, and 2 for a class, 1 for less of one, 0 and -1 for an office."""
    found = []
    if "班" in line or "中队" in line:
        found = [(match.start(), match.end(), 2) for match in CLASS.finditer(line)]
    found += [(match.start(), match.end(), 1) for match in LESSER.finditer(line)]
    found += [(match.start(), match.end(), 0) for match in _ROLE.finditer(line)]
    if about_pupils or "生" in line or "少年" in line:
        found += [(match.start(), match.end(), -1) for match in _WON.finditer(line)]
    classes = [one for one in found if one[2] == 2]
    covered = {place for start, end, _ in classes for place in range(start, end)}
    inner = [one for one in found if one[2] < 2 and one[0] not in covered]
    return sorted(classes, key=lambda one: one[0]) + sorted(inner, key=lambda one: (-one[2], one[0]))[:_MOST]


def _behind(line: str, end: int, linked: bool) -> tuple[int, int, Likely] | None:
    """The likeliest name behind a place, after signs and words that lead to one: from, to, how likely."""
    best: tuple[int, int, Likely] | None = None
    places = [end]
    for _ in range(6):
        match = _LINK.match(line, places[-1])
        if not match or (not linked and _SIGNS.fullmatch(match[0]) is None):
            break
        places.append(match.end())
    for place in places:
        for size in (3, 2, 4):
            name = line[place : place + size]
            if len(name) < size or not all("\u4e00" <= one <= "\u9fff" for one in name):
                continue
            if _STOP.match(line, place + size) or _has_a_group(line, place, size):
                continue
            addressed = linked and line.startswith(("同学", "小朋友"), place + size)
            sure = _rate(name, addressed)
            if not _AFTER.match(line, place + size):
                sure = Likely.PERHAPS if sure is Likely.SURELY and size == 3 else Likely.NO
            elif size == 2 and not addressed and not _SPEAKS.match(line, place + size):
                sure = min(sure, Likely.PERHAPS)
            if sure and (best is None or sure > best[2]):
                best = (place, place + size, sure)
    return best


def _before(line: str, start: int) -> tuple[int, int, Likely] | None:
    """The likeliest name before a place: 王小明（三（2）班）, 王小明同学."""
    end = start
    signs = _BEFORE_CLASS.search(line, max(0, start - 12), start)
    addressed = False
    if signs:
        end = signs.start()
    for title in ("同学", "小朋友", "队员"):
        if line.endswith(title, 0, end):
            addressed, end = True, end - len(title)
    if not signs and not addressed and line[start : start + 2] not in ("同学", "小朋"):
        return None
    addressed = addressed or end == start
    best: tuple[int, int, Likely] | None = None
    for size in (3, 2, 4):
        first = end - size
        name = line[max(0, first) : end]
        if first < 0 or not all("\u4e00" <= one <= "\u9fff" for one in name):
            continue
        before = line[max(0, first - 8) : first]
        if _has_a_group(line, first, size):
            continue
        if not _BEFORE.search(before) or re.search(rf"(?:{_ADULT}|执教|主讲|授课|班主任){_SIGN}{{0,2}}$", before):
            continue
        sure = _rate(name, addressed)
        if sure and (best is None or sure > best[2]):
            best = (first, end, sure)
    return best


def _has_a_group(line: str, first: int, size: int) -> bool:
    """Whether a word for many begins where a name would be: 和少先 of 学生和少先队员."""
    match = _GROUP.search(line, first, first + size + 2)
    return match is not None and match.start() < first + size


def _rate(name: str, addressed: bool) -> Likely:
    """How likely; 小明同学 is perhaps somebody."""
    if addressed and len(name) == 2 and name[0] in "小阿" and name[1] not in "组队朋学手":
        return Likely.PERHAPS
    return likely(name, addressed)
