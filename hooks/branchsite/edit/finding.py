"""What is wrong with a draft, each beside the field that it belongs to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..commands.fix import mend_text
from ..errors import Problem, Severity
from .draft import Draft
from .fields import FormField, Widget
from .places import BODY, field_at
from .record import PHOTOS

_MISSING = re.compile("缺少?“|后面没有内容|还没有正文")
_PROSE = (BODY, "正文")

_DELETE = re.compile(r"^删掉(?:这一行|第 \d+ 到 \d+ 行)$")
_QUOTED = re.compile(r"(?P<sign>[\"'])(?P<text>.+)(?P=sign)")

ELSEWHERE = ""
"""The place of what is wrong with no field of the form."""


@dataclass(frozen=True)
class Finding:
    """A problem for the form. place: the path of its field."""

    place: str
    problem: Problem

    @property
    def stops(self) -> bool:
        """Whether it cannot be published so."""
        return self.problem.severity is Severity.ERROR

    @property
    def certain(self) -> bool:
        """Whether the program can mend it."""
        return bool(self.problem.mended)

    @property
    def missing(self) -> bool:
        """Whether nothing was filled in yet where something must be."""
        return bool(_MISSING.search(self.problem.message))

    @property
    def message(self) -> str:
        """What is wrong; with the file, where that is another."""
        public = self.problem.public()
        text = re.sub(r"^从这一行到第 \d+ 行，", "", public.message)
        return text if self.place else f"{public.place}：{text}"

    @property
    def cure(self) -> str:
        """How to mend it, without the name of the field that it stands beside, and without lines of a file."""
        name = self.place.rpartition("/")[2]
        fix = self.problem.public().fix.strip()
        if "\n" in fix and self.place not in _PROSE:
            return ""
        # What to add to a file is to be filled in here.
        fix = _DELETE.sub("这一格不填", fix) if name and self.place not in _PROSE else fix
        fix = re.sub(r"^(?:在第 \d+ 行“[^”]*”前面|在“[^”]*”的内容后面|在这一项里)?加一行 ", "", fix)
        fix = _value(fix.removeprefix(f"{name}: ")) if name and self.place not in _PROSE else fix
        return "" if self.missing and fix.startswith("（") else str(fix)

    @property
    def key(self) -> str:
        """What a button calls it."""
        return f"{self.problem.file}:{self.problem.line}"


@dataclass(frozen=True)
class Findings:
    """All of a draft. file, text: the file that was looked at."""

    file: str
    text: str
    all: tuple[Finding, ...] = ()
    others: tuple[Problem, ...] = field(default=())

    def at(self, place: str) -> list[Finding]:
        """Those of a field."""
        return [one for one in self.all if one.place == place]

    @property
    def stops(self) -> bool:
        """Whether anything of it keeps it from being published."""
        return any(one.stops for one in self.all)

    def mended(self, key: str) -> str:
        """The text with a line mended, where there is only one way to do it."""
        lines = {at: line for one in self.all if one.key == key for at, line in one.problem.mended}
        return mend_text(self.text, lines)


def findings(
    draft: Draft,
    fields: Iterable[FormField],
    files: Mapping[str, bytes | None],
    problems: Iterable[Problem],
) -> Findings:
    """The problems of a draft by their fields. fields: of its form. files: that it becomes, its own the first."""
    file = next(iter(files))
    text = (files[file] or b"").decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    known = list(fields)
    own, others = [], []
    for one in problems:
        if one.file == file:
            own.append(Finding(_field_of(draft, known, text, file, one), one))
        elif one.file in files or one.file.rstrip("/") == file.removesuffix(".yml"):
            own.append(Finding(_photo(draft, one), one))
        elif one.severity is Severity.ERROR:
            others.append(one)
    return Findings(file, text, tuple(own), tuple(others))


def _field_of(draft: Draft, fields: list[FormField], text: str, file: str, problem: Problem) -> str:
    names = {one.name: one for one in fields}
    quoted: list[str] = [one for one in re.findall("“([^”]+)”", problem.message) if one in names]
    if quoted and _MISSING.search(problem.message):
        return quoted[-1]
    found = field_at(text, file, problem.line, draft.place) if problem.line else ELSEWHERE
    if found == BODY:
        return BODY
    top = found.partition("/")[0]
    if top not in names:
        return quoted[0] if quoted else ELSEWHERE
    return "/".join(_within(names[top], found.split("/")))


def _within(field: FormField, parts: list[str]) -> Iterator[str]:
    """The part of a path that the form has a field for."""
    yield parts[0]
    if field.widget is Widget.GROUPS and len(parts) > 1:
        yield parts[1]
        inner = {one.name: one for one in field.parts}
        if len(parts) > 2 and parts[2] in inner:
            yield from _within(inner[parts[2]], parts[2:])
    elif field.widget in (Widget.GROUP, Widget.WAYS) and len(parts) > 1:
        inner = {one.name: one for one in (*field.parts, *(part for way in field.ways.values() for part in way))}
        if parts[1] in inner:
            yield from _within(inner[parts[1]], parts[1:])


def _photo(draft: Draft, problem: Problem) -> str:
    name = problem.file.rpartition("/")[2]
    for at, one in enumerate(draft.values.get(PHOTOS, [])):
        if one.get("文件") == name:
            return f"{PHOTOS}/{at}"
    return PHOTOS


_PLACE = re.compile(r"(.+?)(?: · 第 (\d+) 行)?")


def told_problems(said: Iterable[str]) -> list[Problem]:
    """The problems in what a server has written, as Problem writes them."""
    blocks = "\n".join(said).split("\n\n")
    return [one for one in map(_told, (block.strip("\n").split("\n") for block in blocks)) if one]


def _told(lines: list[str]) -> Problem | None:
    place = _PLACE.fullmatch(lines[0])
    parts = {sign: rest for line in lines[1:] for sign, _, rest in [line.strip().partition("：")]}
    severity = next((one for one in Severity if one in parts), None)
    if place is None or severity is None:
        return None
    cure = "\n".join(lines).partition("  改法：")[2]
    return Problem(place[1], int(place[2] or 0), parts[severity], parts.get("原文", ""), cure, severity)


def _value(typed: str) -> str:
    """A value of a line of YAML as it is filled in: without the dash of a list, and without quotes."""
    bare = typed.removeprefix("- ")
    match = _QUOTED.fullmatch(bare)
    if match is None:
        return bare
    return match["text"].replace("''", "'") if match["sign"] == "'" else match["text"]
