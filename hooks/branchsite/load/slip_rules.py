"""Slips of the hand that show in one line of YAML, each with the line as it should be."""

import difflib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

_WORD = r"[^\s:：﹕∶;；#\"'“”‘’\[\]{}［】【，。！？、（）|>]"
_KEY = rf"(?P<key>{_WORD}{{1,20}})"
_LEAD = r"(?P<lead>\s*(?:- +)?)"
_WRONG_COLON = re.compile(rf"^{_LEAD}{_KEY}\s*(?P<colon>[：﹕∶；;]|:(?=[\u3000\xa0]))\s*(?P<rest>.*)$")
_NO_SPACE = re.compile(rf"^{_LEAD}{_KEY}:(?P<rest>[^\s:/].*)$")
_NO_COLON = re.compile(rf"^(?P<lead>\s*){_KEY}(?:[ \u3000\xa0]+(?P<rest>[^\s:：].*))?$")
_VALUE = re.compile(r"^(?P<lead>\s*(?:- +)?[^\s:：#\"'\[{]+ *:[ \t]+|\s*- +)(?P<value>\S.*)$")
_DASH = re.compile(r"^(?P<lead>\s*)(?P<dash>[-－–—•·*])(?P<gap>[ \u3000\xa0]*)(?P<rest>[^\s-].*)$")
_COMMENT = re.compile(r"(?<!\s)(?:\s++#(?:\s.*)?|\s{2,}+#.*)$")
"""Begins at the first of several blanks only: tried at each, a line of blanks would take minutes."""
_BAR = re.compile(r"[|>][+-]?\d?[+-]?\s*")
_FULL_BRACKETS = str.maketrans("［］【】，", "[][],")
_CLOSING = {"“": "”", "‘": "’"}


@dataclass(frozen=True)
class Slip:
    """message: what happened. mended: the line as it should be."""

    message: str
    mended: str


@dataclass(frozen=True)
class Line:
    """A line and what is known around it.

    after: the next line that is not empty, "" at the end. keys: the field names the file may use.
    """

    typed: str
    after: str
    keys: Collection[str]


def slip_in(line: Line) -> Slip | None:
    """All slips of a line as one: what happened, and the line with every one of them mended."""
    messages: list[str] = []
    while len(messages) < len(_RULES):
        found = next((slip for rule in _RULES if (slip := rule(line))), None)
        if found is None:
            break
        messages.append(found.message)
        line = replace(line, typed=found.mended)
        if "\n" in found.mended:
            break
    return Slip("；".join(dict.fromkeys(messages)), line.typed) if messages else None


def indent_slip(line: str, mended: str) -> Slip | None:
    """A slip where something else than a space stands in front of a line."""
    lead = line[: len(line) - len(line.lstrip())]
    if not lead.strip(" "):
        return None
    name = "制表符（Tab）" if "\t" in lead else "全角空格" if "\u3000" in lead else "特殊空格"
    return Slip(f"行首的空格用了{name}，要用普通空格", mended)


def key_of(line: str, keys: Collection[str]) -> str | None:
    """The field that a line without a dash seems to begin, however its colon was typed."""
    match = re.match(rf"^\s*{_KEY}\s*[:：﹕∶]", line)
    return nearest_key(match["key"], keys) if match else None


def nearest_key(word: str, keys: Collection[str]) -> str | None:
    """The field name that a word is meant to be."""
    if word in keys:
        return word
    near = difflib.get_close_matches(word, keys, 1, 0.6)
    return near[0] if near else None


def unfinished(value: str) -> str:
    """The character that a quoted text or a list still waits for; nothing where it is complete."""
    if value.startswith(("'", '"')):
        return "" if _quote_end(value) else value[0]
    if value[:1] == "[":
        return "]" if value.count("[") > value.count("]") else ""
    return ""


def _is_field(match: re.Match[str], line: Line) -> bool:
    """Whether what looks like a field is one, and not a sentence with a colon."""
    known = nearest_key(match["key"], line.keys) is not None
    if "-" in match["lead"]:
        # An item may be prose (- 植树节：…). One with fields has at least two.
        after = line.after
        return known and len(after) - len(after.lstrip()) == len(match["lead"]) and bool(re.search("[:：]", after))
    complete = ": " in line.typed or line.typed.rstrip().endswith(":")
    return known or not (complete or match["key"].isdigit())


def _indent(line: Line) -> Slip | None:
    text = line.typed.lstrip()
    lead = line.typed[: len(line.typed) - len(text)]
    spaces = lead.replace("\t", "  ").replace("\u3000", "  ").replace("\xa0", " ")
    return indent_slip(line.typed, spaces + text)


def _list_dash(line: Line) -> Slip | None:
    match = _DASH.match(line.typed)
    if match is None or (match["dash"] == "-" and match["gap"] and not match["gap"].strip(" ")):
        return None
    if match["dash"] == "-":
        message = "列表的短横线后面少一个空格" if not match["gap"] else "列表的短横线后面要用普通空格"
    else:
        message = f"列表要用半角短横线“-”开头，这里用了“{match['dash']}”"
    return Slip(message, f"{match['lead']}- {match['rest']}")


def _wrong_colon(line: Line) -> Slip | None:
    match = _WRONG_COLON.match(line.typed)
    if match is None or not _is_field(match, line) or (match["colon"] in ";；" and match["key"] not in line.keys):
        return None
    mended = f"{match['lead']}{match['key']}: {match['rest']}".rstrip()
    if match["colon"] == ":":
        return Slip("冒号后面要用普通空格", mended)
    return Slip(f"冒号打成了全角的“{match['colon']}”，要用半角的“:”，后面空一格", mended)


def _space_after_colon(line: Line) -> Slip | None:
    match = _NO_SPACE.match(line.typed)
    if match is None or not _is_field(match, line):
        return None
    return Slip("冒号后面少一个空格", f"{match['lead']}{match['key']}: {match['rest']}")


def _no_colon(line: Line) -> Slip | None:
    match = _NO_COLON.match(line.typed)
    if match is None or match["key"] not in line.keys or re.search(r":(\s|$)", line.typed):
        return None
    return Slip(f"“{match['key']}”后面少了冒号", f"{match['lead']}{match['key']}: {match['rest'] or ''}".rstrip())


def _value(line: Line) -> tuple[str, str] | None:
    """What stands before a line's value, and the value without its comment."""
    match = _VALUE.match(line.typed)
    return (match["lead"], _COMMENT.sub("", match["value"]).rstrip()) if match else None


def _quotes(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None:
        return None
    lead, value = parts
    if value[0] in _CLOSING and value[-1] in "\"'" and value.count(value[-1]) == 1:
        return Slip("引号一半是中文、一半是英文，不成对", f"{lead}{value[:-1]}{_CLOSING[value[0]]}")
    if value[0] not in "\"'":
        return None
    end = _quote_end(value)
    if end and value[end:]:
        quoted = value[1 : end - 1]
        return Slip("英文引号只能括住整个内容，词语用中文引号", f"{lead}“{quoted}”{value[end:]}")
    if end or not _ends(line):
        return None
    if value[-1] in "”’＂＇" and len(value) > 1:
        return Slip("引号一半是英文、一半是中文，不成对", f"{lead}{value[0]}{value[1:-1]}{value[0]}")
    return Slip("引号没有写完", f"{lead}{value}{value[0]}")


def _quote_end(value: str) -> int:
    """The position behind the closing quote of a value that opens with one; 0 where it is not closed."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, value)
    return match.end() if match else 0


def _ends(line: Line) -> bool:
    """Whether a value cannot go on in the next line: that is a field, an item or nothing."""
    return not line.after or re.match(r"\s*- ", line.after) is not None or key_of(line.after, line.keys) is not None


def _brackets(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or parts[1][0] not in "［【[":
        return None
    lead, value = parts
    if value[-1] not in "］】]":
        return _open_bracket(lead, value, line)
    mended = value.translate(_FULL_BRACKETS)
    inner = mended[1:-1]
    if "," not in inner:
        mended = f"[{inner.replace('、', ',')}]"
    halves = value[0] == "[" or value[-1] == "]"
    if mended == value or "[" in inner or not (halves or "," in mended):
        return None
    return Slip("列表的方括号和逗号要用半角的", lead + re.sub(r"\s*,\s*", ", ", mended))


def _open_bracket(lead: str, value: str, line: Line) -> Slip | None:
    if value[0] == "[" and value.count("[") == value.count("]"):
        return Slip("内容以方括号开头，要给整个内容加引号", lead + _quoted(value))
    if value[0] == "[" and "]" not in value and _ends(line):
        return Slip("方括号没有写完", f"{lead}{value}]")
    return None


def _special_start(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None:
        return None
    lead, value = parts
    if value[0] in "|>｜":
        return _bar(lead, value)
    if value.startswith("- ") and ":" in lead:
        indent = " " * (len(lead) - len(lead.lstrip()) + 2)
        return Slip("列表要另起一行", f"{lead.rstrip()}\n{indent}{value}")
    if value[0] in "@`%&*!,]}" or value.startswith("? ") or re.match(r"#[^\s#]", value):
        return Slip(f"内容不能以“{value[0]}”开头，要给整个内容加引号", lead + _quoted(value))
    return None


def _bar(lead: str, value: str) -> Slip | None:
    if _BAR.fullmatch(value) or ":" not in lead:
        return None
    text = value[1:].strip()
    if value[0] == ">" and text:
        return Slip("内容不能以“>”开头，要给整个内容加引号", lead + _quoted(value))
    mended = f"{lead.rstrip()} |"
    if text:
        mended += "\n" + " " * (len(lead) - len(lead.lstrip()) + 2) + text
    return Slip("冒号后面单独写半角的“|”，正文从下一行开始，每行空两格", mended)


def _colon_in_value(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or ":" not in parts[0] or parts[1][0] in "\"'[{|>#":
        return None
    lead, value = parts
    if not re.search(r":\s", value) and not value.endswith(":"):
        return None
    return Slip("内容里又有半角冒号，要给整个内容加引号", lead + _quoted(value))


def _hash_in_value(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or parts[1][0] in "\"'#[{" or not re.search(r"\S\s#[^\s#]", parts[1]):
        return None
    return Slip("空格加“#”后面的字会被当成注释丢掉，要给整个内容加引号", parts[0] + _quoted(parts[1]))


def _quoted(value: str) -> str:
    """A value in quotes that YAML reads back as it was."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


_RULES: tuple[Callable[[Line], Slip | None], ...] = (
    _indent,
    _list_dash,
    _wrong_colon,
    _space_after_colon,
    _no_colon,
    _quotes,
    _brackets,
    _special_start,
    _colon_in_value,
    _hash_in_value,
)
"""In the order that they are mended: what makes a line a field first, then what it holds."""
