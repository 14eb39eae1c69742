"""Ensure that minors are protected: consent is stated, no name comes with a class (《未成年人学校保护规定》)."""

import datetime
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..errors import Problem, Severity
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..models.activity import Activity
from ..private.pupils import HINT, PupilMention, Reader

_HIDDEN = re.compile(
    r"\*{1,3}|__|`|~~|==|</?[A-Za-z][^<>]{0,200}>|!?\[|\]\([^()\n]{0,300}\)|\]|[\u200b-\u200d\u2060\ufeff\u00ad]"
)
"""What Markdown and HTML put between a class and a name."""

_CURE = "只写“几年级学生”或“少先队员代表”，不写姓名"


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """涉及学生 and 监护人同意 of every record; names with a class in all prose and names of files."""
    for entry in data.activities.values():
        yield from _consent(data, entry)
    for entry in data.prose_entries:
        yield from find_in_entry(entry)
    for file in data.files:
        if not file.isascii():
            name = file.rpartition("/")[2].rpartition(".")[0]
            for mention in Reader(False).read(name):
                yield _problem(file, 0, mention)


def _consent(data: Data, entry: Entry[Activity]) -> Iterator[Problem]:
    activity = entry.model
    kind = data.kinds_by_name.get(activity.kind)
    if (data.vocabulary.minors & set(activity.audience) or (kind and kind.pupils)) and not activity.pupils:
        yield _unstated(entry, "对象或类别有学生，要写明涉及学生")
    elif activity.pupils and not activity.guardians_agreed:
        where = "监护人同意" if ("监护人同意",) in entry.document.lines else "涉及学生"
        fix = "监护人同意: 是" if where == "监护人同意" else "加一行 监护人同意: 是"
        yield entry.problem("涉及学生的内容要先取得监护人同意", where, fix=fix)
    elif not activity.pupils and find_in_entry(entry):
        yield replace(_unstated(entry, "好像写到了学生，要写明涉及学生"), severity=Severity.NOTICE)


def _unstated(entry: Entry[Activity], message: str) -> Problem:
    """Of a record with pupils that does not say so."""
    if entry.has("涉及学生"):
        return entry.problem(message, "涉及学生", fix="涉及学生: 是")
    agreed = entry.model.guardians_agreed or entry.has("监护人同意")
    fix = "加一行 涉及学生: 是" if agreed else "取得监护人同意以后，加两行\n涉及学生: 是\n监护人同意: 是"
    return entry.problem(message, "对象", fix=fix)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """The names of pupils in one entry: errors beside a class, reminders where that is not sure."""
    if not any(HINT.search(text) for _, text in entry.texts):
        return
    about_pupils = isinstance(entry.model, Activity) and entry.model.pupils
    reader = Reader(bool(about_pupils))
    for number, line in entry.all_lines():
        if reader.passes(line):
            continue
        for mention in reader.read(_shown(line)):
            yield _problem(entry.file, number, mention)


def _shown(line: str) -> str:
    """A line without its markup."""
    plain = html.unescape(line) if "&" in line else line
    return _HIDDEN.sub("", plain)


def _problem(file: str, number: int, mention: PupilMention) -> Problem:
    if mention.certain:
        return Problem(file, number, "班级和姓名写在一起，会认出具体的学生", mention.text, _CURE)
    problem = Problem(file, number, "这里好像有学生的姓名", mention.text, f"是的话，{_CURE}；不是，就不用改")
    return replace(problem, severity=Severity.NOTICE)
