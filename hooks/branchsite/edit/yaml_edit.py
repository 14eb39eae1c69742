"""Change values in a YAML text; every line that no changed value is on stays as it is, comments and quotes and all.

What is to change is a tree: KEEP leaves a value alone, None takes the field out, a text, list or mapping takes its
place; Fields changes a mapping field by field, and Items a list item by item.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import yaml

from ..load.slips.one_line import quoted, scalar

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Keep(Enum):
    """The one value that means: as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP


@dataclass(frozen=True)
class Fields:
    """Changes of a mapping, by name. order: every name that it may have, in the order of new ones."""

    changes: Mapping[str, Any]
    order: Sequence[str]


@dataclass(frozen=True)
class Items:
    """A list of mappings as it shall be. items: the place that each had, None where it is new, and its change."""

    items: Sequence[tuple[int | None, Any]]


class NotEditableError(Exception):
    """A text whose fields cannot be told apart by lines."""


def edit_yaml(source: str, fields: Fields, quote: bool = False) -> str:
    """A text with some of its fields changed. quote: have every new text in quotes.

    Raises NotEditableError where its top is not one field a line.
    """
    if _keeps(fields):
        return source
    try:
        top = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError as error:
        raise NotEditableError(str(error)) from None
    editor = _Editor(source.split("\n"), quote)
    if top is None:
        written = editor.mapping(_plain_fields(fields, None), 0)
        return "\n".join([*editor.lines[:-1], *written, editor.lines[-1]])
    if not isinstance(top, yaml.MappingNode) or top.flow_style:
        raise NotEditableError("the top is no block mapping")
    return "\n".join(_applied(editor.lines, 0, len(editor.lines) - 1, editor.fields(top, fields)))


Edit = tuple[int, int, list[str]]
"""Lines from the first up to but not the second are replaced."""


class _Editor:
    """Works out edits of lines; the lines themselves stay."""

    def __init__(self, lines: list[str], quote: bool) -> None:
        self.lines = lines
        self._quote = quote

    def fields(self, node: Any, fields: Fields) -> list[Edit]:
        """The edits of a block mapping."""
        there = {key.value: (key, value) for key, value in node.value}
        column = node.value[0][0].start_mark.column
        edits: list[Edit] = []
        for name, change in fields.changes.items():
            if name in there:
                edits += self._field(*there[name], change, column)
        new = {
            name: _plain(fields.changes[name], None)
            for name in fields.order
            if name in fields.changes and name not in there
        }
        return [*edits, *self._added(there, {k: v for k, v in new.items() if v is not None}, fields.order, column)]

    def _added(self, there: Mapping[str, Any], new: Mapping[str, Any], order: Sequence[str], column: int) -> list[Edit]:
        """The edits that put fields in: each behind the last one that comes before it in the order."""
        edits: dict[int, list[str]] = {}
        for name, value in new.items():
            before = [one for one in order[: order.index(name)] if one in there]
            first = min(key.start_mark.line for key, _ in there.values())
            at = max((self._last(*there[one]) + 1 for one in before), default=first)
            edits.setdefault(at, []).extend(self._dump(name, value, column))
        return [(at, at, lines) for at, lines in edits.items()]

    def _field(self, key: Any, node: Any, change: Any, column: int) -> list[Edit]:
        if _keeps(change):
            return []
        first, last = key.start_mark.line, self._last(key, node)
        value = _plain(change, node)
        if value is None:
            return [(first, last + 1, [])]
        inner = self._within(node, change)
        if inner is not None:
            return inner
        shown = self._same_line(key, node, value)
        if shown is not None:
            return [(first, first + 1, [shown])]
        lines = self._dump(key.value, value, column)
        # Behind the dash of an item, if it is the first field of one.
        lines[0] = self.lines[first][:column] + lines[0][column:]
        return [(first, last + 1, lines)]

    def _within(self, node: Any, change: Any) -> list[Edit] | None:
        """The edits of the parts of a value that is laid out in lines of its own; None where it is not."""
        block = isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value
        if isinstance(change, Fields) and block and isinstance(node, yaml.MappingNode):
            return self.fields(node, change)
        if block and isinstance(node, yaml.SequenceNode) and self._dashes(node):
            if isinstance(change, Items):
                return self._items(node, change)
            if isinstance(change, list) and all(isinstance(one, yaml.ScalarNode) for one in node.value):
                return self._texts(node, change)
        return None

    def _dashes(self, node: Any) -> bool:
        """Whether every item begins on a line of its own."""
        lines = [one.start_mark.line for one in node.value]
        return len(set(lines)) == len(lines) and all(re.match(r"\s*- ", self.lines[line]) for line in lines)

    def _items(self, node: Any, change: Items) -> list[Edit]:
        """The edits of a list of mappings. What stands between two items stays before the second."""
        spans = [(one.start_mark.line, self._last_of(one)) for one in node.value]
        column = len(self.lines[spans[0][0]].partition("-")[0])
        gaps = [self.lines[spans[at - 1][1] + 1 : first] if at else [] for at, (first, _) in enumerate(spans)]
        lines: list[str] = []
        used = {origin for origin, _ in change.items}
        orphans = [line for at, gap in enumerate(gaps) if at not in used for line in gap]
        for origin, wanted in change.items:
            if origin is None:
                lines += self._item(_plain(wanted, None), column)
                continue
            lines += gaps[origin]
            lines += self._old_item(node.value[origin], spans[origin], wanted, column)
        return [(spans[0][0], spans[-1][1] + 1, [*lines, *orphans])]

    def _old_item(self, node: Any, span: tuple[int, int], wanted: Any, column: int) -> list[str]:
        first, last = span
        if _keeps(wanted):
            return self.lines[first : last + 1]
        plain = _plain(wanted, node)
        inline = isinstance(node, yaml.MappingNode) and not node.flow_style and isinstance(wanted, Fields)
        if not inline or wanted.changes.get(node.value[0][0].value, KEEP) is None:
            return self._item(plain, column)
        edits = self.fields(node, wanted)
        # A field before the first would take its place behind the dash.
        return (
            self._item(plain, column)
            if any(at <= first and at == end for at, end, _ in edits)
            else _applied(self.lines, first, last, edits)
        )

    def _texts(self, node: Any, wanted: list[str]) -> list[Edit]:
        """The edits of a list of texts: those that are in both stay."""
        spans = [(one.start_mark.line, self._last_of(one)) for one in node.value]
        column = len(self.lines[spans[0][0]].partition("-")[0])
        old = [_plain(KEEP, one) for one in node.value]
        edits: list[Edit] = []
        for tag, i, j, k, end in difflib.SequenceMatcher(None, old, wanted, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            at = spans[i][0] if i < len(spans) else spans[-1][1] + 1
            new = [f"{' ' * column}- {self._scalar(one)}" for one in wanted[k:end]]
            for gone in range(i, j):
                edits.append((spans[gone][0], spans[gone][1] + 1, new if gone == i else []))
            if i == j:
                edits.append((at, at, new))
        return edits

    def _same_line(self, key: Any, node: Any, value: Any) -> str | None:
        """The line of a field with another value that fits on it, what is behind the value kept; else None."""
        if not isinstance(node, yaml.ScalarNode | yaml.SequenceNode):
            return None
        line = self.lines[key.start_mark.line]
        start, end = node.start_mark, node.end_mark
        if isinstance(value, list):
            value = self._listed(node, value)
        if not isinstance(value, str) or "\n" in value:
            return None
        text = value if isinstance(node, yaml.SequenceNode) else self._scalar(value, getattr(node, "style", None))
        if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
            lead = re.match(r".*?:", line[key.end_mark.column :])
            assert lead is not None
            head = line[: key.end_mark.column] + lead[0]
            rest = line[len(head) :].strip()
            return f"{head} {text}" + (f"  {rest}" if rest.startswith("#") else "")
        if getattr(node, "style", None) in ("|", ">") or not start.line == end.line == key.start_mark.line:
            return None
        return f"{line[: start.column]}{text}{line[end.column :]}"

    def _listed(self, node: Any, value: list[Any]) -> str | None:
        """A list as it is written on one line here; None where it is not, or an item could be taken for two."""
        if not all(
            isinstance(one, str) and not re.search(r"[\[\]{}、，,；;:#\"']|^[&*!|>%@`?-]", one) for one in value
        ):
            return None
        if isinstance(node, yaml.SequenceNode):
            return f"[{', '.join(value)}]" if node.flow_style else None
        return "、".join(value) if node.value else None

    def _dump(self, name: str, value: Any, column: int) -> list[str]:
        """A field in lines of its own."""
        lead = " " * column
        if isinstance(value, str):
            if "\n" not in value:
                return [f"{lead}{name}: {self._scalar(value)}"]
            # A first line that is set in would move all others.
            text = value.strip("\n").lstrip(" ").split("\n")
            return [f"{lead}{name}: |", *(f"{lead}  {one}" if one.strip() else "" for one in text)]
        if isinstance(value, Mapping):
            return [f"{lead}{name}:", *self.mapping(value, column + 2)]
        return [f"{lead}{name}:", *(line for one in value for line in self._item(one, column + 2))]

    def mapping(self, value: Mapping[str, Any], column: int) -> list[str]:
        """Fields in lines of their own, without those that have nothing."""
        return [
            line for key, one in value.items() if one not in (None, [], {}) for line in self._dump(key, one, column)
        ]

    def _item(self, value: Any, column: int) -> list[str]:
        if isinstance(value, str):
            return [f"{' ' * column}- {self._scalar(value)}"]
        lines = self.mapping(value, column + 2)
        return [f"{' ' * column}- {lines[0].lstrip()}", *lines[1:]] if lines else []

    def _scalar(self, text: str, style: str | None = None) -> str:
        if self._quote or style == '"':
            return quoted(text)
        if style == "'":
            return "'" + text.replace("'", "''") + "'"
        return scalar(text)

    def _last(self, key: Any, node: Any) -> int:
        """The last line of a field."""
        return max(int(key.start_mark.line), self._last_of(node))

    def _last_of(self, node: Any) -> int:
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            child = node.value[-1]
            return self._last(*child) if isinstance(child, tuple) else self._last_of(child)
        if getattr(node, "style", None) in ("|", ">"):
            return self._last_of_block(int(node.start_mark.line))
        if isinstance(node, yaml.ScalarNode) and not node.value and not node.style:
            return 0  # Nothing: a mark of it may be far below.
        return int(node.end_mark.line)

    def _last_of_block(self, head: int) -> int:
        """The last line of a text that is set in below its sign."""
        inner = next((line for line in self.lines[head + 1 :] if line.strip()), "")
        column, last = len(inner) - len(inner.lstrip(" ")), head
        above = self.lines[head]
        if not inner or column <= len(above) - len(above.lstrip(" ")):
            return head
        for number in range(head + 1, len(self.lines)):
            line = self.lines[number]
            if line.strip() and len(line) - len(line.lstrip(" ")) < column:
                break
            last = number if line.strip() else last
        return last


def _applied(lines: list[str], first: int, last: int, edits: list[Edit]) -> list[str]:
    """Some of the lines, edited."""
    found = list(lines)
    for start, end, new in sorted(edits, key=lambda one: (one[0], one[1]), reverse=True):
        found[start:end] = new
    return found[first : len(found) - (len(lines) - 1 - last)]


def _keeps(change: Any) -> bool:
    """Whether a change changes nothing."""
    if isinstance(change, Fields):
        return all(map(_keeps, change.changes.values()))
    return change is KEEP


def _plain(change: Any, node: Any) -> Any:
    """A value as it shall be. node: as it is, None where there is none."""
    if change is KEEP:
        return _value(node)
    if isinstance(change, Fields):
        return _plain_fields(change, node) or None
    if isinstance(change, Items):
        old = node.value if isinstance(node, yaml.SequenceNode) else []
        return [_plain(one, old[at] if at is not None and at < len(old) else None) for at, one in change.items] or None
    return change


def _plain_fields(change: Fields, node: Any) -> dict[str, Any]:
    there = {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}
    found = {name: _value(one) for name, one in there.items() if name not in change.changes}
    found |= {name: _plain(one, there.get(name)) for name, one in change.changes.items()}
    order = [*(name for name in change.order if name in found), *(name for name in found if name not in change.order)]
    return {name: found[name] for name in order if found[name] is not None}


def _value(node: Any) -> Any:
    if node is None:
        return None
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    return node.value or None
