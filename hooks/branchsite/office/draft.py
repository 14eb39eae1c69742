"""A plan's file proposed from its lines: parts, items, their own words, and commitments to confirm."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..load.slips.untaken import untaken
from .cadence import TermDays, by_date
from .heading import PlanHeading, heading_of, title_of
from .markers import marker_of
from .outline import Node, Outline, outline_of
from .proposals import Passage, Proposal, checked_evidence, dated, propose
from .rules import RULES
from .schedule import Task, split_tasks, tasks_of
from .sentences import sentences_of
from .source import Source, SourceLine
from .words import short_name

_GUIDING = re.compile("指导思想|总体要求|总体目标|工作目标|总体思路|工作思路|基本情况|现状|形势|背景|主题$")
_CLOSING = re.compile("^(?:总之|新的(?:一年|学期|征程)|展望|让我们|“.{4,30}”)|(?:党支部|我们|我校)将")
_SIGNATURE = re.compile(r"^(?:中共|中国共产党)?[^，。；：]{2,30}(?:支部|委员会|总支|学校|小学|中学|幼儿园)$")
_DATE_LINE = re.compile(r"^(?:20\d\d|二[〇零○]..)\s*[年.\-/]\s*\S{1,4}\s*[月.\-/]?\s*\S{0,4}日?$")
_MOST_SECTIONS = 10
_FLAT = {"1.", "1）", "①", "（1）", "第一，", "小标题"}
MAIN, SCHEDULE = "主要工作", "每月工作安排"


@dataclass(frozen=True)
class DraftItem:
    """An item with its own words, by paragraphs, and what is to be done by a day."""

    title: str
    text: tuple[str, ...]
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True)
class DraftSection(DraftItem):
    """A section: as an item, with items."""

    items: tuple[DraftItem, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A whole plan to confirm. notes: in Chinese, what its reader should look at."""

    heading: PlanHeading
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    proposals: tuple[Proposal, ...]
    notes: tuple[str, ...]


def draft_of(source: Source, kinds: Mapping[str, str], term: str | None = None) -> Draft | None:
    """The plan that a file proposes. kinds: visibility by name. term: its name, where the file does not say it.

    None where neither the file nor the caller names a term.
    """
    lines, signature = _without_signature(source.lines)
    title, used = title_of([line.text for line in lines])
    heading = heading_of(title, "\n".join(line.text for line in (*lines, *signature)), term)
    if heading is None:
        return None
    outline = outline_of(lines[used:])
    notes = list(source.notes)
    sections, opening, closing = _sections(outline, heading.days, notes)
    proposals = propose(list(_passages(sections)), heading.days, kinds)
    proposals += _dated_proposals(sections, heading.days, kinds, tuple(proposals), notes)
    return Draft(heading, opening, closing, sections, tuple(proposals), tuple(notes))


def _without_signature(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """A plan's lines, and those at its end or right below its title that only say who and when."""
    kept = [line for line in lines if line.text]
    gone: list[SourceLine] = []
    while len(kept) > 2 and not kept[-1].cells and _signs(kept[-1].text):
        gone.insert(0, kept.pop())
    return kept, gone


def _signs(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return bool(_SIGNATURE.match(plain) or _DATE_LINE.match(plain)) and marker_of(text) is None


def _sections(
    outline: Outline, term: TermDays, notes: list[str]
) -> tuple[tuple[DraftSection, ...], tuple[str, ...], tuple[str, ...]]:
    """Sections, and the paragraphs before and after them."""
    nodes = list(outline.nodes)
    closing = _closing(nodes)
    if not nodes:
        notes.append("没有认出编号和小标题，全文放在一条里；请自己分成部分和条目")
        whole = DraftSection(
            MAIN, (), items=(DraftItem("工作安排", outline.opening, _table(outline.rows, term, notes)),)
        )
        return (whole,), (), ()
    if all(node.marker.form == "月" for node in nodes):
        return (DraftSection(SCHEDULE, (), items=_months(nodes, term, notes)),), outline.opening, closing
    flat = nodes[0].marker.form in _FLAT - {"小标题"} and not any(node.children for node in nodes)
    if flat or len(nodes) > _MOST_SECTIONS:
        notes.append(f"计划没有分部分，{len(nodes)} 条都放在“{MAIN}”里；可以自己分")
        sections: tuple[DraftSection, ...] = (
            DraftSection(MAIN, (), items=tuple(_item(node, term, notes) for node in nodes)),
        )
    else:
        sections = tuple(_section(node, term, notes) for node in nodes)
    tasks = _table(outline.rows, term, notes)
    if tasks and len(sections) < _MOST_SECTIONS:
        sections = (*sections, DraftSection(SCHEDULE, (), tasks))
    return sections, outline.opening, closing


def _closing(nodes: Sequence[Node]) -> tuple[str, ...]:
    """The paragraphs at the end that belong to no part: taken out of the last one."""
    if not nodes:
        return ()
    last = nodes[-1]
    while last.children:
        last = last.children[-1]
    # The first paragraph of a part is its own, unless its title already was one.
    first = 0 if "。" in last.title else 1
    for index in range(first, len(last.paragraphs)):
        if _CLOSING.search(last.paragraphs[index][:30]):
            closing = tuple(last.paragraphs[index:])
            del last.paragraphs[index:]
            return closing
    return ()


def _section(node: Node, term: TermDays, notes: list[str]) -> DraftSection:
    if node.children and all(child.marker.form == "月" for child in node.children):
        return DraftSection(_title(node), tuple(node.paragraphs), items=_months(node.children, term, notes))
    items = tuple(_item(child, term, notes) for child in node.children)
    title = _title(node)
    return DraftSection(title, _own_text(node, title), _table(node.rows, term, notes), items)


def _item(node: Node, term: TermDays, notes: list[str]) -> DraftItem:
    title = _title(node)
    rows = [*node.rows, *(row for child in node.children for row in child.rows)]
    text = tuple(node.texts()) or (f"{node.title}",)
    return DraftItem(title, text, _table(rows, term, notes))


def _own_text(node: Node, title: str) -> tuple[str, ...]:
    """The paragraphs of a section; one without items that is a sentence itself is its own text."""
    return tuple(node.paragraphs) or (() if node.children or node.rows else (title,))


def _title(node: Node) -> str:
    """A part's title; one whose number stands alone takes the line below."""
    if node.title:
        return node.title
    return node.paragraphs.pop(0)[:60] if node.paragraphs else node.marker.label


def _months(nodes: Sequence[Node], term: TermDays, notes: list[str]) -> tuple[DraftItem, ...]:
    """Months as items, each with what is to be done in it."""
    items = []
    for node in nodes:
        text = tuple(line for line in (node.title, *node.texts()) if line)
        due = term.month_end(node.marker.number)
        tasks = tuple(Task(node.marker.label, task, due) for line in text for task in split_tasks(line))
        if due is None:
            notes.append(f"“{node.marker.label}”不在学期里（{term.start} 到 {term.end}），请核对起止日期")
        items.append(DraftItem(node.marker.label.rstrip("：:、"), text or (node.marker.label,), tasks))
    return tuple(items)


def _table(rows: Sequence[tuple[str, ...]], term: TermDays, notes: list[str]) -> tuple[Task, ...]:
    """The dated tasks of a table; one of another kind is only named."""
    if not rows:
        return ()
    tasks, people = tasks_of(rows, term)
    if people:
        notes.append("表里“责任人”一栏没有读入：网站只写岗位，不写姓名")
    if not tasks:
        notes.append(f"有一张 {len(rows)} 行的表认不出月份和内容，没有读入：{'｜'.join(rows[0])[:40]}")
    return tuple(tasks)


def _passages(sections: Sequence[DraftSection]) -> Iterator[Passage]:
    """Every sentence with its place; months have tasks instead."""
    for number, section in enumerate(sections):
        guiding = _GUIDING.search(section.title) is not None
        for sentence in sentences_of(section.text) if not section.tasks else ():
            yield Passage(sentence, (number, None), section.title, guiding)
        for index, item in enumerate(section.items):
            heading = f"{section.title} {item.title}"
            for sentence in sentences_of(item.text) if not item.tasks else ():
                yield Passage(sentence, (number, index), heading, guiding or _GUIDING.search(item.title) is not None)


def _dated_proposals(
    sections: Sequence[DraftSection],
    term: TermDays,
    kinds: Mapping[str, str],
    before: Sequence[Proposal],
    notes: list[str],
) -> Iterator[Proposal]:
    """A commitment for each task with a day, but for those that another one already asks for again and again."""
    taken = {name for one in before for name in (one.id, one.short)}
    repeated = {
        rule.short for rule in RULES for one in before if one.id == rule.id and one.measure["方式"] == "按期覆盖"
    }
    for place, task in _tasks(sections):
        rule = next((one for one in RULES if one.matches(task.text)), None)
        if rule is not None and rule.short in repeated:
            notes.append(f"{task.label}“{task.text[:20]}”没有另列：“{rule.short}”已经按期考核")
            continue
        passage = Passage(task.text, place, "")
        measure = by_date(task.due) if task.due else {"方式": "持续推进"}
        found = dated(passage, measure, kinds, taken)
        if rule is not None:
            sight, evidence = checked_evidence(rule.visibility, rule.evidence, kinds)
            found = Proposal(
                place,
                task.text,
                found.id,
                found.short,
                found.title,
                sight,
                tuple(rule.audience),
                evidence,
                measure,
                found.basis,
            )
        taken |= {found.id, found.short}
        yield found


def _tasks(sections: Sequence[DraftSection]) -> Iterator[tuple[tuple[int, int | None], Task]]:
    for number, section in enumerate(sections):
        for task in section.tasks:
            yield (number, None), task
        for index, item in enumerate(section.items):
            for task in item.tasks:
                yield (number, index), task


def names_of(titles: Sequence[str]) -> list[str]:
    """A short name for each title, all different."""
    taken: list[str] = []
    for title in titles:
        taken.append(untaken(short_name(title), taken))
    return taken
