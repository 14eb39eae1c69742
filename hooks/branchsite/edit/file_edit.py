"""Change a file of the site: its fields, its prose. What is not changed stays, to the byte."""

import difflib
import re
from typing import Any

from ..errors import DataError
from ..load.document import parse
from ..load.frontmatter import split_front_matter
from ..load.reading import fields_in
from ..load.text import text_of
from .yaml_edit import KEEP, Fields, edit_yaml

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def edit_file(raw: bytes, file: str, fields: Fields, body: Any = KEEP) -> bytes:
    """The bytes of a file with some fields changed. body: the prose below them, of a Markdown file.

    Raises DataError or NotEditableError where the file cannot be read as fields.
    """
    text = text_of(raw, file)
    if file.startswith("data/"):
        return with_lines(raw, text, _edited(text, file, fields))
    prose = split_front_matter(text, file)
    front = _edited(prose.front, file, fields)
    below = prose.body if body is KEEP else _body(body, prose.body)
    return with_lines(raw, text, f"---\n{front}\n---\n{below}")


def _body(body: str, before: str) -> str:
    """Prose below a fence, with as many empty lines around it as there were."""
    there = before.strip("\n")
    lead, _, tail = before.partition(there) if there else ("\n", "", "\n")
    return lead + body.strip("\n") + (tail or "\n")


def _edited(source: str, file: str, fields: Fields) -> str:
    """The YAML changed; with its new texts in quotes where they could be taken for a slip."""
    edited = edit_yaml(source, fields)
    if _is_read(edited, file):
        return edited
    in_quotes = edit_yaml(source, fields, quote=True)
    return in_quotes if _is_read(in_quotes, file) else edited


def parse_fields(source: str, file: str, first_line: int = 1) -> Any:
    """The plain values of a file's YAML as they were typed. Raises DataError."""
    return parse(source, file, fields_in(file), first_line).value


def _is_read(source: str, file: str) -> bool:
    try:
        parse_fields(source, file)
    except DataError:
        return False
    return True


def with_lines(raw: bytes, before: str, after: str) -> bytes:
    """The bytes of a text that has changed: lines that have not keep theirs, new ones end as the others do.

    before: the text that the bytes were read as, line for line.
    """
    if before == after:
        return raw
    typed = raw.decode("utf-8")
    lines = [one[0] for one in _LINE.finditer(typed) if one[0]]
    old_mac = "\r" in typed and "\n" not in typed
    ending = "\r" if old_mac else "\r\n" if typed.count("\r\n") * 2 > typed.count("\n") else "\n"
    old, new = before.split("\n"), after.split("\n")
    # The last line has no end: it is as if there were an empty one behind it.
    lines += [""] * (len(old) - len(lines))
    found: list[str] = []
    for tag, i, j, k, end in _opcodes(old, new):
        found += lines[i:j] if tag == "equal" else new[k:end]
    ended = [one if one.endswith(("\n", "\r")) else f"{one}{ending}" for one in found[:-1]]
    whole = "".join([*ended, *found[-1:]])
    mark = "\ufeff" if typed.startswith("\ufeff") and not whole.startswith("\ufeff") else ""
    return f"{mark}{whole}".encode()


def _opcodes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """As difflib has them; what is equal at both ends is not compared line by line with all the rest."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    inner = difflib.SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    middle = [(tag, i + head, j + head, k + head, end + head) for tag, i, j, k, end in inner.get_opcodes()]
    end = ("equal", len(old) - tail, len(old), len(new) - tail, len(new))
    return [("equal", 0, head, 0, head), *middle, end]
