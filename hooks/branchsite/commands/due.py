"""due: what wants doing, as a text, as a page for this computer alone, as a calendar for a phone."""

import argparse
import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from ..build import read_without_unfinished
from ..errors import Problem, Severity, errors
from ..library.due import DueEntry, DueGroup, due_entries, stale_kinds
from ..library.library import Library
from ..models.date import spoken
from ..system.terminal import command, program
from ..views.render import render
from .environment import address, today
from .local_page import serve_page
from .office import free, written


@dataclass(frozen=True)
class DueList:
    """All that is to be done: by the plan, records to finish, columns that grew old, reminders of the data.

    unfinished: the files that have errors, each with what is wrong.
    """

    day: datetime.date
    entries: tuple[DueEntry, ...]
    stale: tuple[tuple[str, int], ...]
    reminders: tuple[Problem, ...]
    unfinished: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def groups(self) -> Iterator[tuple[DueGroup, tuple[DueEntry, ...]]]:
        """The groups that have something, but for what is owed after this month."""
        for group in DueGroup:
            entries = tuple(one for one in self.entries if one.group is group)
            if entries and group is not DueGroup.LATER:
                yield group, entries


def due_list(library: Library, problems: Sequence[Problem]) -> DueList:
    """What is due in a library. problems: what its reading reminds of."""
    unfinished: dict[str, list[str]] = {}
    for problem in errors(problems):
        shown = problem.public()
        unfinished.setdefault(shown.file, []).append(shown.message)
    reminders = tuple(one for one in problems if one.severity is not Severity.ERROR)
    wrong = tuple((file, tuple(messages)) for file, messages in unfinished.items())
    return DueList(library.today, due_entries(library), tuple(stale_kinds(library)), reminders, wrong)


def run_due(options: argparse.Namespace) -> int:
    """Say what is due. options: root, ics, serve. Raises DataError where the data cannot be read."""
    library, problems = read_without_unfinished(options.root, today(), address())
    due = due_list(library, problems)
    if options.ics:
        path = free(options.root, f"到期-{due.day}", ".ics")
        return written(options.root, path, lambda: _write(path, calendar(due, library)))
    if options.serve:
        return serve_page(page(due))
    print(report(due))
    return 0


def report(due: DueList) -> str:
    """The list as a terminal shows it, each line with what to do."""
    lines = [f"{spoken(due.day)}"]
    for group, entries in due.groups():
        lines.append(f"\n{group}（{len(entries)} 项）")
        for one in entries:
            lines.append(f"  {label(one)}")
            lines.append(f"    → {cure(one)}")
    if not any(True for _ in due.groups()):
        lines.append("\n计划里没有到期、逾期的任务。")
    if due.unfinished:
        lines.append(f"\n没有写好的记录和材料（{len(due.unfinished)} 份）")
        for file, messages in due.unfinished:
            lines.append(f"  {file}：{'；'.join(messages)}")
        lines.append(f"    → 打开它写完，再运行 {command('check')}")
    if due.stale:
        lines.append(f"\n半年以上没有新记录的类别（{len(due.stale)} 类）")
        lines += [f"  {name}：最近一次在 {days} 天前" for name, days in due.stale]
    if due.reminders:
        lines.append(f"\n资料里的提醒（{len(due.reminders)} 处）")
        lines += [f"  {problem.public().place}：{problem.public().message}" for problem in due.reminders]
        lines.append(f"    → 运行 {command('check')}，看每一处的改法")
    return "\n".join(lines)


def label(entry: DueEntry) -> str:
    """主题党日：4月（2024年4月30日前）."""
    what = f"：{entry.what}" if entry.what else ""
    return f"{entry.short}{what}" + (f"（{spoken(entry.day)}前）" if entry.day else "")


def begin(entry: DueEntry) -> str:
    """The command that begins the record that is wanted; empty where no kind of record proves it."""
    if not entry.kind:
        return ""
    return program(f"new activity --kind {_word(entry.kind)} --proves {_word(entry.proves)}")


def _word(text: str) -> str:
    """A word as every shell takes it for one."""
    return text if re.fullmatch(r"[\w/.·-]+", text) else '"' + text.replace('"', "") + '"'


def cure(entry: DueEntry) -> str:
    """What to do, in a sentence, with the command."""
    typed = begin(entry)
    return f"做了以后写一条记录：{typed}" if typed else "做了以后写一条记录，“兑现”里写它"


def page(due: DueList) -> str:
    """The list as a page of its own."""
    return render("due.html", "", due=due, begin=begin).html


def calendar(due: DueList, library: Library) -> bytes:
    """The days that are still to come, as whole-day events; the phone reminds of each at nine the day before.

    An event keeps its id however much of it is done: imported again, it takes the old one's place.
    """
    book = Calendar()
    book.add("prodid", "-//branchsite//due//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", f"{library.site.short}：到期")
    for one in due.entries:
        if one.day is None or one.day < due.day:
            continue
        event = Event()
        event.add("uid", f"due-{one.proves}-{one.day}@branchsite")
        event.add("dtstamp", datetime.datetime.combine(due.day, datetime.time(), datetime.UTC))
        event.add("dtstart", one.day)
        event.add("summary", f"到期：{label(one)}")
        event.add("description", cure(one))
        event.add_component(_alarm(label(one)))
        book.add_component(event)
    return bytes(book.to_ical())


def _alarm(text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", datetime.timedelta(hours=-15))
    return alarm


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as made:
        made.write(content)
