"""Commitments proposed from a plan's sentences, each with the sentence that it was drawn from."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..load.slips.untaken import untaken
from ..models.plan import numeral
from .cadence import ONGOING, Measure, TermDays, stated_measure
from .rules import MEMBERS, OWN, PUPILS, RULES, STAFF, Rule
from .sentences import promises
from .words import short_name, slug_of

_SEGMENTS = re.compile("[，；、：,;:]")
_TOKEN = r"[“《]?[\u4e00-\u9fff]{2,9}[”》]?[\u4e00-\u9fff]{0,4}"
_LISTED = re.compile(
    rf"((?:{_TOKEN}、){{2,}}{_TOKEN}?)等[\u4e00-\u9fff]{{0,6}}?(教育|内容|方面|主题|专题|系列|活动|课程)"
)
_BRACKETED = re.compile(
    rf"((?:[二三四五六七八九十]|\d+)[大个类项][\u4e00-\u9fff]{{1,6}})[（(]((?:{_TOKEN}、)+{_TOKEN})[）)]"
)
_LIST_VERBS = re.compile(
    "^.*(?:围绕|进行|开展|包括|抓好|聚焦|通过|组织|加强|强化|以|对|的|在|和|及)(?=[\u4e00-\u9fff“《]{2,})"
)
_CADENCE = re.compile("每|[一二两三四五六七八九十\\d]次|[月日末底]前|定期|经常")
_DONE_BY = re.compile("(?:前|底|末)(?:全部)?(?:完成|做完|结束|到位)?。?$")
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


@dataclass(frozen=True)
class Passage:
    """A sentence and where it stands. place: section, and item or None. heading: the titles above it.

    guiding: it stands under 指导思想 or the like, where little is promised.
    """

    sentence: str
    place: tuple[int, int | None]
    heading: str
    guiding: bool = False


@dataclass(frozen=True)
class Proposal:
    """A commitment to confirm. Fields as in models/plan.py; sentence: what it was drawn from."""

    place: tuple[int, int | None]
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
        themes = None if passage.guiding else _themes(passage, kinds, taken)
        if themes:
            add(index, themes)
    themed = {index for index, _ in found}
    for rule in RULES:
        best = None if rule.unless in taken else _best(rule, passages, term, themed)
        if best:
            add(best[0], _by_rule(rule, passages[best[0]], best[1], term, kinds, taken))
    covered = {index for index, _ in found}
    for index, passage in enumerate(passages):
        promised = promises(passage.sentence) or stated_measure(passage.sentence, term)
        if index not in covered and not passage.guiding and promised:
            add(index, _of_itself(passage, term, kinds, taken))
    return [proposal for _, proposal in sorted(found, key=lambda pair: pair[0])]


def _best(
    rule: Rule, passages: Sequence[Passage], term: TermDays, themed: Collection[int]
) -> tuple[int, Measure | None] | None:
    """The passage that says most on what a rule knows, and 考核 if it says that itself.

    themed: the passages that name several things; what they name is no other promise.
    """
    ranked = []
    for index, passage in enumerate(passages):
        named = [match.span() for match in _enumerations(passage.sentence)] if index in themed else []
        for match in re.finditer(rule.words, passage.sentence):
            if any(start <= match.start() < end for start, end in named):
                continue
            stated = None if rule.keep else _stated(passage.sentence, match.start(), rule, term)
            general = match[0].strip("“”") == "三会一课"
            ranked.append(((passage.guiding, stated is None, general, index in themed, index), index, stated))
    if not ranked:
        return None
    _, index, stated = min(ranked, key=lambda one: one[0])
    return index, stated


def _stated(sentence: str, position: int, rule: Rule, term: TermDays) -> Measure | None:
    """How often or by when, as a sentence says it of some of its words: in their clause or right behind.

    A day at the end of a sentence, 4月底前完成, is for all of it.
    """
    start = 0
    reached = False
    segments = _SEGMENTS.split(sentence)
    for segment in segments:
        end = start + len(segment)
        own = start <= position <= end
        if reached and not own and _other_rule(segment, rule):
            break
        if own or reached:
            stated = stated_measure(segment, term)
            if stated:
                return stated
            reached = True
        start = end + 1
    last = segments[-1]
    for_all = _DONE_BY.search(last) and not _other_rule(last, rule)
    return stated_measure(last, term) if for_all else None


def _other_rule(segment: str, rule: Rule) -> bool:
    return any(one is not rule and one.matches(segment) for one in RULES)


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
        f"{rule.title}，{said(measure)}",
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


def _themes(passage: Passage, kinds: Mapping[str, str], taken: Collection[str]) -> Proposal | None:
    """Several things that a sentence names, 等……教育: each at least once."""
    match = next(_enumerations(passage.sentence), None)
    if match is None:
        return None
    if match.re is _BRACKETED:
        names, short = match[2].split("、"), match[1]
    else:
        words = match[1].rstrip("、").split("、")
        names = [_LIST_VERBS.sub("", words[0]), *words[1:]]
        behind = re.split("[，。；]", passage.sentence[match.end(1) :])[0]
        noun = "教育" if "教育" in behind else "学习" if "学习" in passage.sentence else "活动"
        short = f"{_in_words(len(names))}类{noun}"
    themes = list(dict.fromkeys(re.sub("[“”《》]", "", name) for name in names))
    if not 2 <= len(themes) <= _MOST_THEMES or any(len(theme) > 12 for theme in themes):
        return None
    short = untaken(short, taken)
    text = f"{passage.sentence}{passage.heading}"
    visibility, evidence = checked_evidence("公", _kinds_for(text), kinds)
    audience = _audience(text)
    measure: Measure = {"方式": "分主题", "主题": themes}
    basis = ("本学期计划；“各至少一次”为暂定，支部可改", "自定")
    title = f"{short}，{said(measure)}"
    name = untaken(slug_of(short), taken)
    return Proposal(
        passage.place, passage.sentence, name, short, title, visibility, (audience,), evidence, measure, basis
    )


def _enumerations(sentence: str) -> Iterator[re.Match[str]]:
    """Where a sentence names several things of a kind."""
    yield from _BRACKETED.finditer(sentence)
    yield from _LISTED.finditer(sentence)


def _of_itself(passage: Passage, term: TermDays, kinds: Mapping[str, str], taken: Collection[str]) -> Proposal:
    """What no rule knows: how often as the sentence says, else 持续推进."""
    measure = stated_measure(passage.sentence, term) or ONGOING
    return dated(passage, measure, kinds, taken)


def dated(passage: Passage, measure: Measure, kinds: Mapping[str, str], taken: Collection[str]) -> Proposal:
    """A commitment in the words of its sentence."""
    clauses = [one for one in re.split("[，；。！？,;]", passage.sentence) if len(one) > 3]
    main = next((one for one in clauses if promises(one)), clauses[0] if clauses else passage.sentence)
    text = f"{passage.sentence}{passage.heading}"
    visibility, evidence = checked_evidence("公", _kinds_for(text), kinds)
    short = untaken(short_name(main), taken)
    title = main[:80] if _CADENCE.search(main) else f"{main[:80]}，{said(measure)}"
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


def said(measure: Measure) -> str:
    """How often or by when, as a title says it."""
    match measure["方式"]:
        case "按期覆盖":
            return f"每{measure['周期']}{_how_often(measure.get('每期', 1))}"
        case "按次数":
            return f"本学期{_how_often(measure['目标'])}"
        case "按学时":
            return f"本学期{measure['目标']}学时"
        case "限期":
            day = measure["截止"]
            return f"{day.month}月{day.day}日前"
        case "分节点":
            steps = len(measure["节点"])
            return f"本学期{'两' if steps == 2 else _in_words(steps)}步"
        case "分主题":
            return "本学期各至少一次"
        case "按规定":
            return "按规定执行"
    return "持续推进"


def _how_often(times: int) -> str:
    return "两次" if times == 2 else f"{_in_words(times)}次"


def _in_words(number: int) -> str:
    """Up to ten in Chinese, beyond that in digits, which are read at a glance."""
    return numeral(number) if number < 11 else str(number)


def _audience(text: str) -> str:
    return next(name for name, words in AUDIENCES if re.search(words, text))


def _kinds_for(text: str) -> list[str]:
    return [next(name for name, words in KINDS if re.search(words, text))]
