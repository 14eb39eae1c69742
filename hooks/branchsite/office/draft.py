"""A plan's file proposed from its lines: parts, items, their own words, and commitments to confirm."""

import datetime
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..load.slips.untaken import untaken
from .cadence import ONGOING, TermDays, by_date, milestones, stated_measure
from .heading import PlanHeading, heading_of, title_of
from .lines import prepared
from .markers import DATED
from .outline import Node, Outline, outline_of, plain_form, split_title
from .proposals import DATE_IN_FRONT, MOST, Passage, Place, Proposal, checked_evidence, dated, of_rule, propose, said
from .rules import RULES, Rule, rule_for
from .schedule import Entry, Schedule, Task, due_of, schedule_of, split_tasks
from .sentences import sentences_of, without_number
from .signature import stands_below_title, without_signature
from .source import Source
from .words import short_name

_GUIDING = re.compile("指导思想|总体要求|总体目标|工作目标|总体思路|工作思路|基本情况|现状|形势|背景|主题$")
_CLOSING = re.compile("^(?:总之|新的(?:一年|学期|征程)|展望|让我们|“.{4,30}”)|(?:党支部|我们|我校)将")
_MOST_SECTIONS = 10
_FLAT = {"1.", "1）", "①", "（1）", "第一，", "一是", "•", "A.", "小标题"}
_TABLE_FORMS = ("附", "表题")
_IN_BRACKETS = re.compile("[（(][^（()）]{0,30}[）)]")
_AND = re.compile("[、，,和及与]")
_MEETINGS = {"general-meeting", "committee", "group-meeting", "life-meeting", "appraisal"}
MAIN, SCHEDULE = "主要工作", "每月工作安排"


@dataclass(frozen=True)
class DraftItem:
    """An item with its own words, by paragraphs, and what is to be done by a day.

    scheduled: it is a month or a row of a table; all that it promises are its tasks.
    """

    title: str
    text: tuple[str, ...]
    tasks: tuple[Task, ...] = ()
    scheduled: bool = False


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
    lines, signature = without_signature(prepared(source.lines))
    title, used = title_of([line.text for line in itertools.takewhile(lambda line: not line.cells, lines)])
    while len(lines) > used + 1 and used and not lines[used].cells and stands_below_title(lines[used].text):
        signature.append(lines.pop(used))
    heading = heading_of(title, "\n".join(line.text for line in (*lines, *signature)), term)
    if heading is None:
        return None
    outline = outline_of(lines[used:])
    notes = list(source.notes)
    if signature:
        notes.append(f"落款和日期不是计划的内容，没有放进原文：{'；'.join(line.text for line in signature)[:80]}")
    sections, opening, closing = _sections(outline, heading, notes)
    proposals = propose(list(_passages(sections, heading.days)), heading.days, kinds)
    proposals += _dated_proposals(sections, heading.days, kinds, tuple(proposals), notes)
    return Draft(heading, opening, closing, sections, tuple(proposals), tuple(notes))


def _sections(
    outline: Outline, heading: PlanHeading, notes: list[str]
) -> tuple[tuple[DraftSection, ...], tuple[str, ...], tuple[str, ...]]:
    """Sections, and the paragraphs before and after them."""
    nodes, term = list(outline.nodes), heading.days
    closing = _closing(nodes)
    table = _table((*outline.rows, *_rows_at_the_end(nodes, term)), term, notes)
    if not nodes and table:
        return (DraftSection(_schedule_title(heading.title), (), items=table),), outline.opening, ()
    if not nodes:
        notes.append("没有认出编号和小标题，全文放在一条里；请自己分成部分和条目")
        return (DraftSection(MAIN, (), items=(DraftItem("工作安排", outline.opening),)),), (), ()
    if all(plain_form(node.marker.form) in DATED for node in nodes):
        months = _months(nodes, term, notes)
        return (DraftSection(_schedule_title(heading.title), (), items=months),), outline.opening, closing
    sections = (*_main_sections(nodes, term, notes),)
    if table and len(sections) < _MOST_SECTIONS:
        sections = (*sections, DraftSection(_schedule_title(heading.title), (), items=table))
    return sections, outline.opening, closing


def _main_sections(nodes: Sequence[Node], term: TermDays, notes: list[str]) -> Iterator[DraftSection]:
    """A section a part and an appendix; a flat list is one, and so are more parts than a plan has sections."""
    main = [node for node in nodes if node.marker.form not in _TABLE_FORMS]
    flat = main and plain_form(main[0].marker.form) in _FLAT - {"小标题"} and not any(node.children for node in main)
    if flat or len(nodes) > _MOST_SECTIONS:
        notes.append(f"计划没有分部分，{len(main)} 条都放在“{MAIN}”里；可以自己分")
        yield DraftSection(MAIN, (), items=tuple(_item(node, term, notes) for node in main))
        nodes = [node for node in nodes if node.marker.form in _TABLE_FORMS][: _MOST_SECTIONS - 1]
    yield from (_section(node, term, notes) for node in nodes)


def _schedule_title(title: str) -> str:
    """What a section that is only a schedule is called: as the plan is, where its title says that."""
    rule = rule_for(title) if "安排" in title else None
    return "行事历" if "行事历" in title else f"{rule.short}安排" if rule else SCHEDULE


def _rows_at_the_end(nodes: Sequence[Node], term: TermDays) -> tuple[tuple[str, ...], ...]:
    """A schedule behind the last item, which is about the whole plan: taken out of the item."""
    last, depth = (nodes[-1], 1) if nodes else (None, 0)
    while last and last.children:
        last, depth = last.children[-1], depth + 1
    own_section = depth == 1 and last is not None and plain_form(last.marker.form) not in _FLAT
    if last is None or own_section or last.marker.form in _TABLE_FORMS or not last.rows:
        return ()
    entries = schedule_of(last.rows, term).entries
    if sum(any(task.due for task in entry.tasks) for entry in entries) < 2:
        return ()
    rows = tuple(last.rows)
    last.rows.clear()
    return rows


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
    if node.children and all(plain_form(child.marker.form) in DATED for child in node.children):
        title = _title(node)
        return DraftSection(title, tuple(node.paragraphs), items=_months(node.children, term, notes))
    items = [_item(child, term, notes) for child in node.children]
    title = _title(node)
    items += _table(node.rows, term, notes)
    return DraftSection(title, _own_text(node, title, term), items=tuple(items))


def _item(node: Node, term: TermDays, notes: list[str]) -> DraftItem:
    title = _title(node)
    rows = [*node.rows, *(row for child in node.children for row in child.rows)]
    entries = _table(rows, term, notes)
    dated = {id(child) for child in node.children if plain_form(child.marker.form) in DATED}
    months = _months([child for child in node.children if id(child) in dated], term, notes) if len(dated) > 1 else ()
    text = tuple(node.texts())
    if not text or _says_when(title, term):
        text = (_first_words(node, title), *text[1 if _begins_text(node, text) else 0 :])
    return DraftItem(title, text, tuple(task for entry in (*entries, *months) for task in entry.tasks))


def _says_when(title: str, term: TermDays) -> bool:
    """Whether a title is a promise itself: 每月召开一次支委会."""
    # （5月—6月） says when a part is worked on, not what is done in it.
    return stated_measure(_IN_BRACKETS.sub("", title), term) not in (None, ONGOING)


def _begins_text(node: Node, text: Sequence[str]) -> bool:
    """Whether the first paragraph is what followed the title on its line."""
    return bool(text) and split_title(node.marker.rest)[1] == text[0]


def _first_words(node: Node, title: str) -> str:
    """The title with what follows it on its line, as it was typed."""
    return node.marker.rest if node.marker.rest.startswith(title) else title


def _own_text(node: Node, title: str, term: TermDays) -> tuple[str, ...]:
    """The paragraphs of a section; one without items that is a sentence itself is its own text."""
    text = tuple(node.paragraphs)
    if text and _says_when(title, term) and plain_form(node.marker.form) not in _TABLE_FORMS:
        return (_first_words(node, title), *text[1 if _begins_text(node, text) else 0 :])
    return text or (() if node.children or node.rows else (title,))


def _title(node: Node) -> str:
    """A part's title; one whose number stands alone takes the line below."""
    if node.title:
        return node.title
    return node.paragraphs.pop(0)[:60] if node.paragraphs else node.marker.label


def _months(nodes: Sequence[Node], term: TermDays, notes: list[str]) -> tuple[DraftItem, ...]:
    """Months, weeks or quarters as items, each with what is to be done in it."""
    items = []
    for node in nodes:
        label = node.marker.label.rstrip("：:、")
        text = tuple(line for line in (node.title, *node.texts()) if line)
        due = due_of(label, term)
        tasks = tuple(Task(label, task, due) for line in text for task in split_tasks(line))
        if due is None:
            notes.append(f"“{label}”不在学期里（{term.start} 到 {term.end}），请核对起止日期")
        items.append(DraftItem(label, text or (label,), tasks, scheduled=True))
    return tuple(items)


def _table(rows: Sequence[tuple[str, ...]], term: TermDays, notes: list[str]) -> tuple[DraftItem, ...]:
    """The months or projects of a table as items; one of another kind is only named."""
    schedule = schedule_of(rows, term) if rows else Schedule(())
    if schedule.names_people:
        notes.append("表里“责任人”一栏没有读入：网站只写岗位，不写姓名")
    if schedule.unnamed:
        notes.append(f"表里有 {len(schedule.unnamed)} 格不知道是哪一栏，没有读入：{'｜'.join(schedule.unnamed)[:40]}")
    if rows and not schedule.entries:
        notes.append(f"有一张 {len(rows)} 行的表认不出月份和内容，没有读入：{'｜'.join(rows[0])[:40]}")
    return tuple(_as_item(entry) for entry in schedule.entries)


def _as_item(entry: Entry) -> DraftItem:
    return DraftItem(entry.title, entry.text, entry.tasks, scheduled=True)


def _passages(sections: Sequence[DraftSection], term: TermDays) -> Iterator[Passage]:
    """Every sentence with its place, but for those that are tasks."""
    for number, section in enumerate(sections):
        guiding = _GUIDING.search(section.title) is not None
        yield from _of_part(section, (number, None), section.title, guiding, term)
        for index, item in enumerate(section.items):
            heading = f"{section.title} {item.title}"
            in_guiding = guiding or _GUIDING.search(item.title) is not None
            yield from _of_part(item, (number, index), heading, in_guiding, term)


def _of_part(part: DraftItem, place: Place, heading: str, guiding: bool, term: TermDays) -> Iterator[Passage]:
    first = True
    tasks = {task.text for task in part.tasks}
    for paragraph in part.text:
        if part.scheduled or not tasks.isdisjoint(split_tasks(paragraph)):
            continue
        date = DATE_IN_FRONT.match(without_number(paragraph))
        due = due_of(date[0], term) if date else None
        for sentence in sentences_of([paragraph]):
            lead = part.title if first and not sentence.startswith(part.title) else ""
            yield Passage(sentence, place, heading, guiding, lead, due)
            first = False


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
    series = {number: rule for number, section in enumerate(sections) if (rule := _series(section))}
    for number, rule in series.items():
        if rule.short in repeated:
            notes.append(f"“{sections[number].title}”里各次的内容没有另列：“{rule.short}”已经按期考核")
            continue
        found = _as_steps(sections[number], number, rule, term, kinds, taken)
        taken |= {found.id, found.short}
        yield found
    made = len(before)
    for place, task in _tasks(sections):
        if place[0] in series:
            continue
        if made >= MOST:
            notes.append(f"已经提出 {made} 条承诺，后面的没有再提；这么多，请看看是不是选错了文件")
            return
        for words in _things(task.text):
            rule = rule_for(words)
            if rule is not None and rule.short in repeated:
                notes.append(f"{task.label}“{words[:20]}”没有另列：“{rule.short}”已经按期考核")
                continue
            found = _of_task(place, task, words, rule, term, kinds, taken)
            taken |= {found.id, found.short}
            made += 1
            yield found


def _things(text: str) -> list[str]:
    """The parts of a task that names several things of their own: 组织生活会、民主评议党员; else all of it."""
    pieces = [piece for piece in _AND.split(text) if piece]
    rules = [rule_for(piece) for piece in pieces]
    known = {rule.id for rule in rules if rule}
    return pieces if len(pieces) > 1 and None not in rules and len(known) == len(pieces) else [text]


def _series(section: DraftSection) -> Rule | None:
    """What all of a schedule's dates are for, where its title says that: 主题党日安排; else None."""
    dated = [task for item in section.items for task in item.tasks if task.due]
    rules = [rule for rule in RULES if rule.matches(section.title)]
    if len(dated) < 2 or len(rules) != 1 or not all(item.tasks for item in section.items):
        return None
    others = {rule.id for task in dated if (rule := rule_for(task.text)) and rule is not rules[0]}
    meetings = sum(one in _MEETINGS for one in others)
    return None if meetings or not re.search("安排|计划", section.title) else rules[0]


def _as_steps(
    section: DraftSection,
    number: int,
    rule: Rule,
    term: TermDays,
    kinds: Mapping[str, str],
    taken: Collection[str],
) -> Proposal:
    """The dates of one activity as the steps of one commitment, at the first of its items."""
    names: list[str] = []
    steps: list[tuple[str, datetime.date]] = []
    for task in (task for item in section.items for task in item.tasks):
        if task.due:
            names.append(untaken(short_name(task.text), names))
            steps.append((names[-1], task.due))
    sight, evidence = checked_evidence(rule.visibility, rule.evidence, kinds)
    first = section.items[0].tasks[0].text
    measure = milestones(steps)
    return Proposal(
        (number, 0),
        first,
        untaken(rule.id, taken),
        untaken(rule.short, taken),
        f"{section.title}，{said(measure, term)}",
        sight,
        tuple(rule.audience),
        evidence,
        measure,
    )


def _of_task(
    place: Place,
    task: Task,
    words: str,
    rule: Rule | None,
    term: TermDays,
    kinds: Mapping[str, str],
    taken: Collection[str],
) -> Proposal:
    measure = by_date(task.due) if task.due else stated_measure(words, term) or {"方式": "持续推进"}
    found = dated(Passage(words, place, ""), measure, term, kinds, taken)
    return of_rule(found, rule, kinds) if rule else found


def _tasks(sections: Sequence[DraftSection]) -> Iterator[tuple[Place, Task]]:
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
