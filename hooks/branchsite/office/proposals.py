"""Commitments proposed from a plan's sentences, each with the sentence that it was drawn from."""

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ..library.promise_words import promises
from ..load.slips.untaken import untaken
from ..models.plan import numeral
from .cadence import ONGOING, Measure, TermDays, by_date, count, coverage, milestones, stated_hours, stated_measure
from .festivals import NAME, festivals_in
from .numerals import number_of
from .rules import MEMBERS, OWN, PUPILS, RULES, STAFF, Rule, rule_for
from .words import short_name, slug_of

_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_SEGMENTS = re.compile(
    rf"[，；：,;:]|、(?!\s*(?:(?:1[0-2]|[1-9]|[一二三四五六七八九十]{{1,3}})\s*月|[“\"]?(?:{NAME})))"
)
_TOKEN = r"(?:[“《][\u4e00-\u9fff]{1,12}[”》][\u4e00-\u9fff]{0,4}|[\u4e00-\u9fff]{2,13})"
_SOME = f"(?:{_TOKEN}、){{2,12}}"
_LISTED = re.compile(rf"({_SOME}{_TOKEN}?)等[\u4e00-\u9fff]{{0,6}}?(教育|内容|方面|主题|专题|系列|活动|课程)")
_BRACKETED = re.compile(
    rf"((?:[二三四五六七八九十]|\d{{1,2}})[大个类项][\u4e00-\u9fff]{{1,6}})[（(]((?:{_TOKEN}、){{1,12}}{_TOKEN})[）)]"
)
_NUMBERED = re.compile(
    rf"((?:{_TOKEN}[、，]){{1,12}}(?:{_TOKEN}[和与及以]{{1,2}})?{_TOKEN}?)等?"
    r"([二两三四五六七八九十]|\d{1,2})[个大项类]?(主题|专题|方面|板块|系列|模块|内容|课程)"
)
_PERSONS = re.compile("(?:书记|校长|委员|主任|组长|干部|支委|党员|教师|处室|支部|年级|班|小组|部门|团|队|园长|班子)$")
DATE_IN_FRONT = re.compile(
    rf"^(?:20\d\d年)?(?:第?(?:{_COUNT}[-—–~～至到])?{_COUNT}(?:月份?|周|季度)(?:[上中下]旬|[初中底末])?)[：:，,]\s*"
)
"""A date that is said of all that follows it: 三月份：……."""

_EACH = re.compile(r"([\u4e00-\u9fff]{2,8}(?:[、和与及][\u4e00-\u9fff]{2,8}){1,8}?)[都均]?(?:分别|各)")
_LIST_VERBS = re.compile(
    "^.*(?:围绕|进行|开展|包括|抓好|聚焦|通过|组织|加强|强化|以|对|的|在|和|及)(?=[\u4e00-\u9fff“《]{2,})"
)
_CADENCE = re.compile("每|[一二两三四五六七八九十\\d]次|[月日末底]前|定期|经常")
_YEAR = re.compile("[全每]年|年度")
_OWN_PART = re.compile("^(?:其中)?(?:本|第[一二])学期")
_BESIDE_WORDS = re.compile(
    r"[\d一二两三四五六七八九十]+\s*(?:月份?|[日号]|次|场|期|篇|堂|节|课时|周|学时)|[上中下]旬|[每全本各]|学期|季度|半年|年度?|月|周|"
    "不少于|至少|不低于|组织|开展|召开|举行|举办|进行|完成|全部|做好|底|前|末|初|份|之|一|分别|以上|左右"
)
_TOGETHER = re.compile("同步|同时|一并|随后|结合|并")
_HOLLOW = re.compile("^(?:提高|统一|增强|深化)?(?:思想)?(?:认识|站位|思想|高度重视|重视)")
_LEAST_NAME = 3
"""Of the same characters, below which a sentence is called by the title in front of it."""

_LEAST_WORDS = 4
"""Characters of a clause besides how often, from which on it is about something of its own."""

_DONE_BY = re.compile("(?:前|底|末)(?:全部)?(?:完成|做完|结束|到位)?。?$")
_TIMES_EACH = re.compile("([一二两三四五六七八九十]|\\d{1,2})\\s*(?:次|场|堂|节|篇|期)")
MOST = 500
"""Commitments of a plan; one that has more is no plan, and what comes after them is not read."""

_MOST_THEMES = 12

AUDIENCES = ((PUPILS, "学生|少年|队员|团员|少先队|未成年"), (STAFF, "教师|教职工|师德|教工"), (MEMBERS, ""))
"""Whom a sentence is about, the first that fits."""

KINDS = (
    ("团队活动", "学生|少年|队员|团员|少先队"),
    ("工会活动", "工会|文体"),
    ("师德学习", "师德|教职工.{0,8}学习"),
    ("教师发展", "教师|教学|课堂"),
    ("廉政教育", "廉|纪律|警示"),
    ("走访座谈", "群众|家长|走访|社区|座谈"),
    ("党务公开", "公开|制度|机制|督查"),
    ("集中学习", "学习|理论|宣讲|培训"),
    ("主题党日", ""),
)
"""The kind of record that proves what no rule knows, the first that fits."""


Place = tuple[int, int | None]
"""A section and an item of it, counted from 0; no item for the section itself."""


@dataclass(frozen=True)
class Passage:
    """A sentence and where it stands. heading: the titles above it.

    guiding: it stands under 指导思想 or the like, where little is promised.
    lead: the title right in front of it, where it is the first of its part: 党费 in front of 每月交纳。
    due: the last day of what its paragraph begins with, 三月份：……; None where it begins with no date.
    """

    sentence: str
    place: Place
    heading: str
    guiding: bool = False
    lead: str = ""
    due: datetime.date | None = None


@dataclass(frozen=True)
class Proposal:
    """A commitment to confirm. Fields as in models/plan.py; sentence: what it was drawn from."""

    place: Place
    sentence: str
    id: str
    short: str
    title: str
    visibility: str
    audience: tuple[str, ...]
    evidence: tuple[str, ...]
    measure: Measure = field(hash=False)
    basis: tuple[str, str] = OWN


def propose(passages: Sequence[Passage], term: TermDays, kinds: Mapping[str, str]) -> list[Proposal]:
    """The commitments of a plan, in its order. kinds: the visibility of each kind of record, by name."""
    found: list[tuple[int, Proposal]] = []
    taken: set[str] = set()

    def add(index: int, proposal: Proposal) -> None:
        found.append((index, proposal))
        taken.update((proposal.id, proposal.short))

    for index, passage in enumerate(passages):
        themes = (
            None if passage.guiding else _themes(passage, term, kinds, taken) or _festivals(passage, term, kinds, taken)
        )
        if themes:
            add(index, themes)
    themed = {index for index, _ in found}
    consumed: dict[int, list[Measure]] = {}
    leads = _leading(passages)
    for rule in RULES:
        best = (
            None if rule.unless in taken else _best(rule, passages, term, themed) or _led(rule, passages, leads, term)
        )
        if best:
            consumed.setdefault(best[0], []).append(best[1] or {})
            add(best[0], _by_rule(rule, passages[best[0]], best[1], term, kinds, taken))
    covered = {index for index, _ in found}
    for index, passage in enumerate(passages):
        if passage.guiding:
            continue
        if len(found) >= MOST:
            break
        if index not in covered:
            hollow = len(passage.sentence) < 9 and _HOLLOW.match(passage.sentence)
            if not hollow and (promises(passage.sentence) or stated_measure(passage.sentence, term)):
                only = all(one.place != passage.place for _, one in found)
                itself = _of_itself(passage, term, kinds, taken, only=only and passage.place[1] is not None)
                if itself:
                    add(index, itself)
            continue
        for clause, measure in _clauses_beside(passage, term):
            if index not in themed and measure not in consumed.get(index, []):
                add(index, dated(replace(passage, lead=""), measure, term, kinds, taken, clause))
    return [proposal for _, proposal in sorted(found, key=lambda pair: pair[0])]


def _clauses_beside(passage: Passage, term: TermDays) -> Iterator[tuple[str, Measure]]:
    """The clauses of a sentence that say of something no rule knows how often it is done."""
    for clause in re.split("[，；,;。]", passage.sentence):
        if any(rule.matches(clause) for rule in RULES) or not promises(clause):
            continue
        measure = stated_measure(clause, term)
        if measure and measure != ONGOING and len(_words_beside(clause)) >= _LEAST_WORDS:
            yield clause, measure


def _words_beside(clause: str) -> str:
    """What a clause says besides how often, and that it is done."""
    return re.sub(r"\W", "", _BESIDE_WORDS.sub("", clause))


def _leading(passages: Sequence[Passage]) -> list[int]:
    """The passages whose title says what their part does not: nothing in it is known to a rule."""
    known = {one.place for one in passages if any(rule.matches(one.sentence) for rule in RULES)}
    return [index for index, one in enumerate(passages) if one.lead and not one.guiding and one.place not in known]


def _led(
    rule: Rule, passages: Sequence[Passage], leads: Sequence[int], term: TermDays
) -> tuple[int, Measure | None] | None:
    """The first passage whose title is about what a rule knows, and 考核 if the passage says that."""
    index = next((one for one in leads if rule.matches(passages[one].lead)), None)
    if index is None or rule.bare:
        return None
    return index, None if rule.keep else _fitting(stated_measure(passages[index].sentence, term))


def _best(
    rule: Rule, passages: Sequence[Passage], term: TermDays, themed: Collection[int]
) -> tuple[int, Measure | None] | None:
    """The passage that says most on what a rule knows, and 考核 if it says that itself.

    themed: the passages that name several things; what they name is no other promise.
    """
    ranked = []
    for index, passage in enumerate(passages):
        found = [] if passage.guiding else rule.find(passage.sentence)
        named = _named(passage.sentence, term) if found and index in themed else []
        counts: list[int] = []
        for match in found:
            if any(start <= match.start() < end for start, end in named):
                continue
            stated = None if rule.keep else _stated(passage.sentence, match, rule, term)
            if stated is None and passage.due and not rule.keep:
                stated = by_date(passage.due)
            if rule.bare and stated_measure(_clause(passage.sentence, match.start()), term):
                continue
            general = match[0].strip("“”") == "三会一课"
            if stated and stated["方式"] == "按次数":
                counts.append(stated["目标"])
                stated = count(sum(counts))
            order = (stated is None, general, index in themed, index, -len(counts))
            ranked.append((order, index, stated))
    if not ranked:
        return None
    _, index, stated = min(ranked, key=lambda one: one[0])
    return index, stated


def _clause(sentence: str, position: int) -> str:
    """The clause in which a place of a sentence lies."""
    start = max(sentence.rfind(one, 0, position) for one in "，；。,;") + 1
    ends = [place for one in "，；。,;" if (place := sentence.find(one, position)) >= 0]
    return sentence[start : min(ends, default=len(sentence))]


def _stated(sentence: str, match: re.Match[str], rule: Rule, term: TermDays) -> Measure | None:
    """考核 as a sentence says it of some of its words, where it fits what they are about."""
    if rule.hours:
        return stated_hours(sentence, term)
    return _each(sentence, match) or _fitting(_said_of(sentence, match.start(), rule, term))


def _fitting(stated: Measure | None) -> Measure | None:
    """What is stated, but for 持续推进: a rule knows better how often."""
    return None if stated == ONGOING else stated


def _each(sentence: str, match: re.Match[str]) -> Measure | None:
    """书记、校长各讲一次党课: twice, once for each of them. None where nobody is named so."""
    for each in _EACH.finditer(sentence, 0, match.end()):
        names = re.split("[、和与及]", each[1])
        behind = re.split("[，；。]", sentence[each.end() :])[0]
        times = _TIMES_EACH.search(behind)
        if times and all(_PERSONS.search(name) for name in names) and match.start() >= each.end():
            return count(len(names) * (number_of(times[1]) or 1))
    return None


def _said_of(sentence: str, position: int, rule: Rule, term: TermDays) -> Measure | None:
    """How often or by when, as a sentence says it of some of its words: in their clause or right behind.

    A day at the end of a sentence, 4月底前完成, is for all of it. What a year has gives way to what this term has.
    """
    start = 0
    reached = False
    yearly: Measure | None = None
    segments, previous = _segments(sentence), ""
    for segment in segments:
        end = start + len(segment)
        own = start <= position <= end
        if reached and not own and _other_rule(segment, rule):
            break
        if own or reached:
            stated = _with_period(stated_measure(segment, term), segment, previous, term)
            if stated and yearly and _OWN_PART.search(segment):
                return stated
            if stated and not yearly and not (_YEAR.search(segment) and not term.whole_year):
                return stated
            yearly = yearly or stated
            reached = True
        start = end + 1
        previous = segment
    if yearly:
        return yearly
    together = rule.measure_in(term)["方式"] == "限期" or _TOGETHER.match(_clause(sentence, position))
    if together and (before := stated_measure(sentence[:position], term)) and before["方式"] == "限期":
        return before
    last = segments[-1]
    for_all = _DONE_BY.search(last) and not _other_rule(last, rule)
    return stated_measure(last, term) if for_all else None


def _with_period(stated: Measure | None, segment: str, before: str, term: TermDays) -> Measure | None:
    """每月召开一次支委会、一次党小组会: the second is monthly, too."""
    if stated and stated["方式"] == "按次数" and re.match(rf"{_COUNT}次", segment.strip()):
        earlier = stated_measure(before, term)
        if earlier and earlier["方式"] == "按期覆盖":
            return coverage(earlier["周期"], stated["目标"])
    return stated


def _segments(sentence: str) -> list[str]:
    return _SEGMENTS.split(sentence)


def _other_rule(segment: str, rule: Rule) -> bool:
    return any(one is not rule and one.matches(segment) for one in RULES)


def _named(sentence: str, term: TermDays) -> list[tuple[int, int]]:
    """The places of a sentence that name the themes or days of one thing; what else they name is no other promise."""
    spans = [(match.start(), _end_of_listing(sentence, match)) for match in _enumerations(sentence)]
    if len(_festival_days(sentence, term)) > 1:
        return [(0, len(sentence))]
    return spans


def _by_rule(
    rule: Rule,
    passage: Passage,
    stated: Measure | None,
    term: TermDays,
    kinds: Mapping[str, str],
    taken: Collection[str],
) -> Proposal:
    """stated: 考核 as the plan says it; else it is as is usual."""
    measure = stated or rule.measure_in(term)
    visibility, evidence = checked_evidence(rule.visibility, rule.evidence, kinds)
    return Proposal(
        passage.place,
        passage.sentence,
        untaken(rule.id, taken),
        untaken(rule.short, taken),
        f"{rule.title}，{said(measure, term)}",
        visibility,
        tuple(rule.audience),
        evidence,
        measure,
        OWN if stated and rule.basis[1] != "法规" else rule.basis,
    )


def checked_evidence(visibility: str, evidence: Sequence[str], kinds: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Visibility and kinds that go together: kinds that the site has, and 计 where all of them only count."""
    if visibility == "内":
        return "内", ()
    known = tuple(one for one in evidence if one == "任何公开活动" or kinds.get(one) in ("公", "计"))
    if not known and evidence:
        known = tuple(name for name, sight in kinds.items() if sight == "公")[:1]
    if visibility == "公" and known and all(kinds.get(one) == "计" for one in known):
        return "计", known
    return visibility, known


def _themes(passage: Passage, term: TermDays, kinds: Mapping[str, str], taken: Collection[str]) -> Proposal | None:
    """Several things that a sentence names, 等……教育, 三个主题: each at least once."""
    for match in _enumerations(passage.sentence):
        short, names = _theme_names(passage.sentence, match)
        themes = list(dict.fromkeys(re.sub("[“”《》]", "", name) for name in names if name))
        if 2 <= len(themes) <= _MOST_THEMES and all(len(theme) <= 12 for theme in themes):
            about = _said_of_listing(passage.sentence, match)
            return _with_parts(passage, short, {"方式": "分主题", "主题": themes}, term, kinds, taken, about)
    return None


def _end_of_listing(sentence: str, match: re.Match[str]) -> int:
    """Where what is said of several themes ends: their own clause, and one more that is about each of them."""
    behind = re.match("[^，。；,;]*[，,]?(?:分别|各|依次|逐一)[^，。；,;]*", sentence[match.end() :])
    return match.end() + (behind.end() if behind else 0)


def _said_of_listing(sentence: str, match: re.Match[str]) -> str:
    """What follows several themes in what is said of them."""
    return sentence[match.end(1) : _end_of_listing(sentence, match)]


def _theme_names(sentence: str, match: re.Match[str]) -> tuple[str, list[str]]:
    """What the themes are called together, and each."""
    if match.re is _BRACKETED:
        return match[1], match[2].split("、")
    words = [one for one in re.split("[、，]", match[1]) if one]
    if match.re is _NUMBERED:
        *others, last = words
        words = [*others, *re.split("[和与及]", last)]
    names = [_LIST_VERBS.sub("", words[0]), *words[1:]]
    if match.re is _NUMBERED:
        return f"{'两' if len(names) == 2 else _in_words(len(names))}个{match[3]}", names if number_of(match[2]) == len(
            names
        ) else []
    behind = re.split("[，。；]", sentence[match.end(1) :])[0]
    noun = "教育" if "教育" in behind else "学习" if "学习" in sentence else "活动"
    return f"{_in_words(len(names))}类{noun}", names


def _festival_days(sentence: str, term: TermDays) -> list[str]:
    return [name for name in festivals_in(sentence) if term.festival(name)]


def _festivals(passage: Passage, term: TermDays, kinds: Mapping[str, str], taken: Collection[str]) -> Proposal | None:
    """What is done at several festivals of the term: 清明、六一、七一三个节点开展主题教育."""
    names = _festival_days(passage.sentence, term)
    if len(names) < 2:
        return None
    steps = [(name, day) for name in names if (day := term.festival(name))]
    short = f"{_counted(len(steps))}个节日"
    found = _with_parts(passage, short, milestones(steps), term, kinds, taken)
    rule = rule_for(passage.sentence)
    return of_rule(found, rule, kinds) if rule else found


def _with_parts(
    passage: Passage,
    short: str,
    measure: Measure,
    term: TermDays,
    kinds: Mapping[str, str],
    taken: Collection[str],
    about: str = "",
) -> Proposal:
    """A commitment of themes or steps that a sentence names. about: what is said of them."""
    short = untaken(short, taken)
    text = f"{passage.sentence}{passage.heading}"
    rule = next((one for one in RULES if one.visibility == "公" and one.evidence and one.matches(about)), None)
    visibility, evidence = checked_evidence("公", rule.evidence if rule else _kinds_for(text), kinds)
    basis = ("本学期计划；“各至少一次”为暂定，支部可改", "自定")
    title = f"{short}，{said(measure, term)}"
    name = untaken(slug_of(short), taken)
    return Proposal(
        passage.place, passage.sentence, name, short, title, visibility, (_audience(text),), evidence, measure, basis
    )


def _enumerations(sentence: str) -> Iterator[re.Match[str]]:
    """Where a sentence names several things of a kind."""
    yield from _BRACKETED.finditer(sentence)
    yield from _LISTED.finditer(sentence)
    yield from _NUMBERED.finditer(sentence)


def _of_itself(
    passage: Passage, term: TermDays, kinds: Mapping[str, str], taken: Collection[str], *, only: bool
) -> Proposal | None:
    """What no rule knows, or one knows that is used already: how often as the sentence says, else 持续推进.

    None for a second mention of what is promised elsewhere that says nothing new, but where its item promises
    nothing else. only: whether that is so.
    """
    stated = stated_measure(passage.sentence, term) or (by_date(passage.due) if passage.due else None)
    rule = rule_for(passage.sentence)
    if rule and stated in (None, ONGOING) and not (only and rule.visibility == "公"):
        return None
    found = dated(passage, stated or ONGOING, term, kinds, taken)
    return of_rule(found, rule, kinds) if rule else found


def of_rule(proposal: Proposal, rule: Rule, kinds: Mapping[str, str]) -> Proposal:
    """A commitment as public as what a rule knows, for the same people, proved by the same records."""
    visibility, evidence = checked_evidence(rule.visibility, rule.evidence, kinds)
    return replace(proposal, visibility=visibility, audience=tuple(rule.audience), evidence=evidence)


def dated(
    passage: Passage,
    measure: Measure,
    term: TermDays,
    kinds: Mapping[str, str],
    taken: Collection[str],
    clause: str = "",
) -> Proposal:
    """A commitment in the words of its sentence, or of one clause of it."""
    clauses = [one for one in re.split("[，；。！？,;]", passage.sentence) if len(one) > 3]
    main = clause or next((one for one in clauses if promises(one)), clauses[0] if clauses else passage.sentence)
    main = DATE_IN_FRONT.sub("", main) or main
    if passage.lead and len(_words_beside(main)) < _LEAST_NAME:
        main = f"{passage.lead}：{main}"
    text = f"{passage.sentence}{passage.heading}"
    visibility, evidence = checked_evidence("公", _kinds_for(text), kinds)
    short = untaken(short_name(main), taken)
    title = main[:80] if _CADENCE.search(main) else f"{main[:80]}，{said(measure, term)}"
    return Proposal(
        passage.place,
        passage.sentence,
        untaken(slug_of(short), taken),
        short,
        title,
        visibility,
        (_audience(text),),
        evidence,
        measure,
    )


def said(measure: Measure, term: TermDays) -> str:
    """How often or by when, as a title says it."""
    span = "全年" if term.whole_year else "本学期"
    match measure["方式"]:
        case "按期覆盖":
            return f"每{measure['周期']}{_how_often(measure.get('每期', 1))}"
        case "按次数":
            return f"{span}{_how_often(measure['目标'])}"
        case "按学时":
            return f"{span}{measure['目标']}学时"
        case "限期":
            day = measure["截止"]
            return f"{day.month}月{day.day}日前"
        case "分节点":
            steps = len(measure["节点"])
            return f"{span}{'两' if steps == 2 else _in_words(steps)}步"
        case "分主题":
            return f"{span}各至少一次"
        case "按规定":
            return "按规定执行"
    return "持续推进"


def _how_often(times: int) -> str:
    return f"{_counted(times)}次"


def _counted(number: int) -> str:
    """As one counts things: 两个, 三个."""
    return "两" if number == 2 else _in_words(number)


def _in_words(number: int) -> str:
    """Up to ten in Chinese, beyond that in digits, which are read at a glance."""
    return numeral(number) if number < 11 else str(number)


def _audience(text: str) -> str:
    return next(name for name, words in AUDIENCES if re.search(words, text))


def _kinds_for(text: str) -> list[str]:
    return [next(name for name, words in KINDS if re.search(words, text))]
