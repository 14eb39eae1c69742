"""Slips of the hand that show in one line of YAML, each with the line as it should be."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from ...models.fields import Shape
from .nearest import CLOSE, nearest
from .one_line import joined, quoted

_WORD = r"[^\s:：﹕∶;；#\"'“”‘’\[\]{}［】【，。！？、（）|>=＝→￥]"
_KEY = rf"(?P<key>{_WORD}{{1,20}})"
_LEAD = r"(?P<lead>\s*(?:- +)?)"
_WRONG_COLON = re.compile(rf"^{_LEAD}{_KEY}\s*(?P<colon>[：﹕∶；;][：:]*|::+|:[：]+|:(?=[\u3000\xa0]))\s*(?P<rest>.*)$")
_NO_SPACE = re.compile(rf"^{_LEAD}{_KEY}:(?P<rest>[^\s:/].*)$")
_NO_COLON = re.compile(rf"^(?P<lead>\s*){_KEY}(?:[ \t\u3000\xa0]+(?P<rest>[^\s:：].*))?$")
_FIRST = re.compile(r"^(?P<lead>\s*- +)[^\s:：]")
_EQUALS = re.compile(rf"^{_LEAD}{_KEY}\s*(?P<sign>[=＝])\s*(?P<rest>.*)$")
_SEVERAL = re.compile(r"\[[^\[\]]*\](?:\s*[、，,；;]?\s*\[[^\[\]]*\])+")
_SEVERAL_QUOTED = re.compile(r"\"[^\"]*\"(?:\s*[、，,；;]\s*\"[^\"]*\")+")
_OTHER_SIGN = re.compile(
    r"^(?P<lead>\s*(?:- +)?)(?P<key>\w{1,20}?)\s*(?P<sign>——?|--?|[￥，,。.、→~～|｜])\s*(?P<rest>.*)$"
)
_WRAPPED = re.compile(
    r"^(?P<lead>\s*(?:- +)?)(?P<open>[【\[［“\"*_「《<（(]+)(?P<key>\w{1,20}?)[】\]］”\"*_」》>）)]+"
    r"\s*(?P<colon>[：:]?)\s*(?P<rest>.*)$"
)
_SPACED_KEY = re.compile(r"^(?P<lead>\s*(?:- +)?)(?P<key>\w{1,9}(?:[ \u3000\xa0]\w{1,9})+)\s*[:：]\s*(?P<rest>.*)$")
_VALUE = re.compile(r"^(?P<lead>\s*(?:- +)?[^\s:：#\"'\[{]+ *:[ \t]+|\s*- +)(?P<value>\S.*)$")
_DASH = re.compile(r"^(?P<lead>\s*)(?P<dash>[-－–—•·*●▪■◆○])(?P<gap>[ \u3000\xa0]*)(?P<rest>[^\s*—-].*)$")
_COMMENT = re.compile(r"(?<!\s)(?:\s++#(?:\s.*)?|\s{2,}+#.*)$")
"""Begins at the first of several blanks only: tried at each, a line of blanks would take minutes."""
_BAR = re.compile(r"[|>][+-]?\d?[+-]?\s*")
_ROW = re.compile(r"^\s*\|\s*(?P<key>\w{1,20})\s*[:：]?\s*\|\s*(?P<rest>[^|]*)\|?\s*$")
_LOOKS_LIKE_BAR = "丨｜¦│∣︱lI"
_FULL_BRACKETS = str.maketrans("［］【】，", "[][],")
_CLOSING = {"“": "”", "‘": "’"}


@dataclass(frozen=True)
class Slip:
    """A slip and its cure.

    message: what happened. mended: the line as it should be. certain: whether it can mean nothing else.
    run: whether neighbouring lines with the same message become one problem. span: how many lines, from this one on,
    `mended` takes the place of. advice: whether `mended` is no line but what to do.
    """

    message: str
    mended: str
    certain: bool = False
    run: bool = False
    span: int = 1
    advice: bool = False


@dataclass(frozen=True)
class Line:
    """A line and what is known around it.

    after: the next line that is not empty, "" at the end. keys: the field names the file may use.
    listed: whether an item of a list is expected here. doubtful: whether the line could be prose just as well.
    """

    typed: str
    after: str
    keys: Mapping[str, Shape] = field(repr=False)
    listed: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class _Parts:
    """A line in three parts: all before its value, the value, and the comment behind it with its blanks."""

    lead: str
    value: str
    comment: str

    @property
    def key(self) -> str:
        """The field that the value is of; "" for an item."""
        return self.lead.strip().removeprefix("- ").rstrip(" :\t") if ":" in self.lead else ""

    def with_value(self, value: str) -> str:
        """The line with another value."""
        return f"{self.lead}{value}{self.comment}"


def slip_in(line: Line) -> Slip | None:
    """All slips of a line as one: what happened, and the line with every one of them mended."""
    messages: list[str] = []
    certain = not line.doubtful
    while len(messages) < len(_RULES):
        found = next((slip for rule in _RULES if (slip := rule(line))), None)
        if found is None:
            break
        messages.append(found.message)
        certain = certain and found.certain
        line = replace(line, typed=found.mended)
        if "\n" in found.mended:
            break
    return Slip("；".join(dict.fromkeys(messages)), line.typed, certain) if messages else None


def indent_slip(line: str, mended: str) -> Slip | None:
    """The slip of a line that is indented with anything but spaces; None where it is not.

    One tab, or one or two full-width blanks, is one step; what more of them means is the writer's to say.
    """
    lead = line[: len(line) - len(line.lstrip())]
    if not lead.strip(" "):
        return None
    name = "制表符（Tab）" if "\t" in lead else "全角空格" if "\u3000" in lead else "特殊空格"
    certain = lead in ("\t", "\u3000", "\u3000\u3000") or ("\xa0" in lead and not lead.strip(" \xa0"))
    return Slip(f"行首的空格用了{name}，要用普通空格", mended, certain, run=True)


def key_of(line: str, keys: Mapping[str, Shape]) -> str | None:
    """The field that a line without a dash seems to begin, however its colon was typed."""
    match = re.match(rf"^\s*{_KEY}\s*[:：﹕∶]", line)
    return nearest_key(match["key"], keys) if match else None


def nearest_key(word: str, keys: Mapping[str, Shape]) -> str | None:
    """The field name that a word is, or is nearest to; None where none is near."""
    return word if word in keys else nearest(word, keys, CLOSE)


def unfinished(value: str) -> str:
    """The character that a quoted text or a list still waits for; nothing where it is complete."""
    if value.startswith(("'", '"')):
        return "" if quote_end(value) else value[0]
    for opening, closing in ("[]", "{}"):
        if value[:1] == opening:
            return closing if value.count(opening) > value.count(closing) else ""
    return ""


def quote_end(value: str) -> int:
    """The position behind the closing quote of a value that opens with one; 0 where it is not closed."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, value)
    return match.end() if match else 0


def value_of(line: str) -> str:
    """The value of a field's line, without the comment behind it."""
    parts = _value(Line(line, "", {}))
    return parts.value if parts and not parts.value.startswith("#") else ""


def on_one_line(first: str, further: Iterable[str], keys: Mapping[str, Shape]) -> str:
    """A field that was typed on several lines, on one, in quotes where YAML needs them."""
    parts = _value(Line(first, "", keys)) or _Parts(f"{first.rstrip()} ", "", "")
    if parts.value.startswith("#"):
        parts = _Parts(parts.lead, "", f"  {parts.value}{parts.comment}")
    line = parts.with_value(joined([parts.value, *further]))
    slip = slip_in(Line(line, "", keys))
    return slip.mended if slip else line


def looks_like_bar(value: str) -> bool:
    """Whether a value is a single character that looks like the | before several lines."""
    return len(value) == 1 and value in _LOOKS_LIKE_BAR


def not_a_field(line: Line) -> Slip:
    """The slip of a line that is no field, no item and no text of the field above."""
    message = "这一行不是“名称: 内容”，少了冒号"
    text = line.typed.lstrip()
    if re.match(r"```|~~~", text):
        return Slip("粘贴时多带了“```”，它不属于记录", "删掉这一行", advice=True)
    if text.rstrip() in ("---", "..."):
        fix = "删掉这一行；下面还有一份内容的，分成两个文件"
        return Slip(f"一个文件只能写一份内容，不要写“{text.rstrip()}”", fix, advice=True)
    if re.match(r"</?[A-Za-z!?]", text):
        fix = "删掉这一行；里面有要留的字，从记事本里粘贴纯文字"
        return Slip("这一行是网页代码，不是“名称: 内容”", fix, run=True, advice=True)
    if line.listed:
        return Slip(message, f"  - {text}", run=True)
    where = "移到“正文: |”下面，前面空两格" if "正文" in line.keys else "写成“名称: 内容”"
    return Slip(message, f"删掉这一行；要留着，就{where}", run=True, advice=True)


def _is_field(match: re.Match[str], line: Line) -> bool:
    """Whether what looks like a field is one, and not a sentence with a colon."""
    known = nearest_key(match["key"], line.keys) is not None
    if "-" in match["lead"]:
        # An item may be prose (- 植树节：…). One with fields has at least two.
        after = line.after
        return known and len(after) - len(after.lstrip()) == len(match["lead"]) and bool(re.search("[:：]", after))
    complete = ": " in line.typed or line.typed.rstrip().endswith(":")
    return known or not (complete or match["key"].isdigit())


def _holds_field(text: str, keys: Mapping[str, Shape]) -> bool:
    """Whether a value has a second field in it: 党课，地点：会议室."""
    return any(match[1] in keys for match in re.finditer(r"(?<!\w)(\w{2,20})\s*[:：]", text))


def _table_row(line: Line) -> Slip | None:
    match = _ROW.match(line.typed)
    if match is None or match["key"] not in line.keys:
        return None
    return Slip("从表格里粘贴来的一行，不用“|”隔开", f"{match['key']}: {match['rest']}".rstrip())


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
    certain = line.listed and (match["dash"] != "*" or bool(match["gap"]))
    return Slip(message, f"{match['lead']}- {match['rest']}", certain)


def _wrapped_key(line: Line) -> Slip | None:
    match = _WRAPPED.match(line.typed)
    if match is None or match["key"] not in line.keys or (match["open"] == '"' and match["colon"]):
        return None
    if "-" in match["lead"] and not _is_field(match, line):
        return None
    mended = f"{match['lead']}{match['key']}: {match['rest']}".rstrip()
    return Slip(f"名称不用括号、引号或星号：写“{match['key']}:”", mended, bool(match["colon"]))


def _spaced_key(line: Line) -> Slip | None:
    match = _SPACED_KEY.match(line.typed)
    key = re.sub(r"\s", "", match["key"]) if match else ""
    if match is None or key not in line.keys:
        return None
    return Slip(f"“{key}”中间不能有空格", f"{match['lead']}{key}: {match['rest']}".rstrip(), certain=True)


def _wrong_colon(line: Line) -> Slip | None:
    match = _WRONG_COLON.match(line.typed)
    if match is None or not _is_field(match, line) or (match["colon"] in ";；" and match["key"] not in line.keys):
        return None
    mended = f"{match['lead']}{match['key']}: {match['rest']}".rstrip()
    certain = match["key"] in line.keys and not _holds_field(match["rest"], line.keys)
    if match["colon"] == ":":
        return Slip("冒号后面要用普通空格", mended, certain)
    if match["colon"].strip(":") == "":
        return Slip("冒号多打了一个", mended, certain)
    return Slip(f"冒号打成了全角的“{match['colon']}”，要用半角的“:”，后面空一格", mended, certain)


def _space_after_colon(line: Line) -> Slip | None:
    match = _NO_SPACE.match(line.typed)
    if match is None or not _is_field(match, line):
        return None
    certain = match["key"] in line.keys and not _holds_field(match["rest"], line.keys)
    return Slip("冒号后面少一个空格", f"{match['lead']}{match['key']}: {match['rest']}", certain)


def _equals(line: Line) -> Slip | None:
    match = _EQUALS.match(line.typed)
    if match is None or match["key"] not in line.keys:
        return None
    message = f"“{match['key']}”后面要用冒号“:”，不用“{match['sign']}”"
    mended = f"{match['lead']}{match['key']}: {match['rest']}".rstrip()
    return Slip(message, mended, not _holds_field(match["rest"], line.keys))


def _other_sign(line: Line) -> Slip | None:
    match = _OTHER_SIGN.match(line.typed)
    if match is None or match["key"] not in line.keys or re.search(r":(\s|$)", line.typed):
        return None
    message = f"“{match['key']}”后面要用冒号“:”，不用“{match['sign']}”"
    return Slip(message, f"{match['lead']}{match['key']}: {match['rest']}".rstrip())


def _no_colon(line: Line) -> Slip | None:
    match = _first_without_colon(line) or _NO_COLON.match(line.typed)
    if match is None or match["key"] not in line.keys or re.search(r":(\s|$)", line.typed):
        return None
    mended = f"{match['lead']}{match['key']}: {match['rest'] or ''}".rstrip()
    certain = not match["rest"] and re.match(rf"{match['lead']}\s*- ", line.after) is not None
    return Slip(f"“{match['key']}”后面少了冒号", mended, certain)


def _first_without_colon(line: Line) -> re.Match[str] | None:
    """The first field of an item, where the next line is another field of it: - 文件 01.jpg, - 文件01.jpg."""
    match = _FIRST.match(line.typed)
    if match is None or key_of(line.after, line.keys) is None:
        return None
    names = "|".join(sorted(map(re.escape, line.keys), key=len, reverse=True))
    beside = len(line.after) - len(line.after.lstrip()) == len(match["lead"])
    return re.match(rf"^(?P<lead>\s*- +)(?P<key>{names})\s*(?P<rest>\S.*)?$", line.typed) if beside else None


def _two_fields(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or not parts.key:
        return None
    if parts.value[0] in "\"'{[" or parts.key not in line.keys:
        return None
    # In free words a full-width colon is the writer's own.
    colon = r":\s" if line.keys[parts.key] in (Shape.LINE, Shape.TEXT) else "[:：]"
    for match in re.finditer(rf"[\s，,、;；。]+(\w{{2,20}})\s*{colon}\s*", parts.value):
        if match[1] in line.keys:
            column = " " * (len(parts.lead) - len(parts.lead.lstrip(" -")))
            further = f"{column}{match[1]}: {parts.value[match.end() :]}{parts.comment}"
            first = f"{parts.lead}{parts.value[: match.start()]}"
            return Slip("一行里写了两项，要分成两行", f"{first}\n{further}")
    return None


def _value(line: Line) -> _Parts | None:
    match = _VALUE.match(line.typed)
    if match is None:
        return None
    typed = match["value"]
    quoted = quote_end(typed) if typed[0] in "\"'" else 0
    value = (typed[:quoted] + _COMMENT.sub("", typed[quoted:])).rstrip()
    return _Parts(match["lead"], value, typed[len(value) :].rstrip())


def _quotes(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None:
        return None
    value = parts.value
    if value[0] in _CLOSING and value[-1] in "\"'" and value.count(value[-1]) == 1:
        mended = parts.with_value(f"{value[:-1]}{_CLOSING[value[0]]}")
        return Slip("引号一半是中文、一半是英文，不成对", mended, _CLOSING[value[0]] not in value)
    if value[0] not in "\"'":
        return None
    if line.keys.get(parts.key) is Shape.LIST and _SEVERAL_QUOTED.fullmatch(value):
        return Slip("列表里的词不用引号", parts.with_value(value.replace('"', "")), certain=True)
    end = quote_end(value)
    if end and value[end:]:
        return _quoted_start(parts, end)
    if end and value[0] == '"' and re.search(r'\\[^"\\xuU]', value):
        return Slip("双引号里有反斜杠，改用单引号", parts.with_value(quoted(value[1:-1])))
    if end or not _ends(line):
        return None
    certain = not parts.comment
    inner = value[1:]
    unpaired = value[-1] == "”" and inner.count("“") == inner.count("”") - 1
    if (value[-1] in "’＂＇" or unpaired) and len(value) > 1:
        return Slip("引号一半是英文、一半是中文，不成对", parts.with_value(f"{value[:-1]}{value[0]}"), certain)
    return Slip("引号没有写完", parts.with_value(f"{value}{value[0]}"), certain)


def _quoted_start(parts: _Parts, end: int) -> Slip:
    """A value that opens with a quoted word and goes on."""
    value = parts.value
    word, rest = value[1 : end - 1], value[end:]
    if rest.endswith(value[0]):
        whole = quoted(value[1:-1])
        return Slip("内容里又有英文引号，里面的换成中文引号，或者外面换一种", parts.with_value(whole))
    message = "英文引号只能括住整个内容，词语用中文引号"
    return Slip(message, parts.with_value(f"“{word}”{rest}"), not re.search("[\"'“”]", word + rest))


def _blanks_behind(line: Line) -> Slip | None:
    """Blanks of other widths behind a quote or a bracket: to YAML they are more text."""
    bare = line.typed.rstrip()
    parts = _value(line)
    if parts is None or parts.value[0] not in "\"'[{" or line.typed.rstrip(" ") == bare:
        return None
    return Slip("行末多了看不见的空格", bare, certain=True)


def _ends(line: Line) -> bool:
    """Whether a value cannot go on in the next line: that is a field, an item or nothing."""
    return not line.after or re.match(r"\s*- ", line.after) is not None or key_of(line.after, line.keys) is not None


def _brackets(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or parts.value[0] not in "［【[":
        return None
    value = parts.value
    shape = line.keys.get(parts.key, Shape.ELSE) if parts.key else Shape.ELSE
    if shape is Shape.LIST and _SEVERAL.fullmatch(value):
        inner = ", ".join(one.strip() for one in re.findall(r"\[([^\[\]]*)\]", value))
        return Slip("一个列表只用一对方括号", parts.with_value(f"[{inner}]"), certain=True)
    if value[-1] not in "］】]":
        return _open_bracket(parts, line, shape)
    if shape in (Shape.LINE, Shape.TEXT):
        return _as_text(parts, certain=False) if value[0] == "[" else None
    mended = value.translate(_FULL_BRACKETS)
    inner = mended[1:-1]
    if "," not in inner:
        mended = f"[{inner.replace('、', ',')}]"
    halves = value[0] == "[" or value[-1] == "]"
    if mended == value or "[" in inner or not (halves or "," in mended or shape is Shape.LIST):
        return None
    mended = parts.with_value(re.sub(r"\s*,\s*", ", ", mended))
    return Slip("列表的方括号和逗号要用半角的", mended, shape is Shape.LIST and not re.search("[\"']", value))


def _as_text(parts: _Parts, certain: bool) -> Slip:
    """A value of words that YAML would take for a list."""
    return Slip("内容以方括号开头，要给整个内容加引号", parts.with_value(quoted(parts.value)), certain)


def _open_bracket(parts: _Parts, line: Line, shape: Shape) -> Slip | None:
    value = parts.value
    if value[0] == "[" and (value.count("[") == value.count("]") or shape in (Shape.LINE, Shape.TEXT)):
        return _as_text(parts, certain=not parts.comment)
    if value[0] == "[" and "]" not in value and _ends(line):
        return Slip("方括号没有写完", parts.with_value(f"{value}]"), shape is Shape.LIST and not parts.comment)
    return None


def _braces(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or parts.value[0] != "{":
        return None
    value = parts.value
    if re.search(r"[:：]", value):
        if value[-1] == "}" or not _ends(line):
            return None
        return Slip("花括号没有写完", parts.with_value(f"{value}}}"))
    return Slip("内容不能以“{”开头，要给整个内容加引号", parts.with_value(quoted(value)), not parts.comment)


def _special_start(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None:
        return None
    value = parts.value
    if value[0] in "|>｜":
        return _bar(parts)
    if value == "-" and parts.key:
        return Slip("没有内容的，冒号后面空着，不写“-”", parts.with_value("").rstrip(), certain=not parts.comment)
    if value.startswith("- ") and parts.key:
        indent = " " * (len(parts.lead) - len(parts.lead.lstrip()) + 2)
        certain = line.keys.get(parts.key) is Shape.LIST
        return Slip(
            "列表要另起一行", f"{parts.lead.rstrip()}\n{indent}{parts.with_value(value)[len(parts.lead) :]}", certain
        )
    hashed = re.match(r"#[^\s#]", value)
    if value[0] in "@`%&*!,]}" or value.startswith("? ") or hashed:
        # What follows # may be a comment without its blank; a colour or a topic (#…#) is none.
        certain = not parts.comment and (not hashed or re.fullmatch(r"#[0-9A-Fa-f]{6}|#[^#]+#.*", value) is not None)
        return Slip(f"内容不能以“{value[0]}”开头，要给整个内容加引号", parts.with_value(quoted(value)), certain)
    return None


def _bar(parts: _Parts) -> Slip | None:
    if _BAR.fullmatch(parts.value) or not parts.key:
        return None
    text = parts.value[1:].strip()
    if parts.value[0] == ">" and text:
        mended = parts.with_value(quoted(parts.value))
        return Slip("内容不能以“>”开头，要给整个内容加引号", mended, not parts.comment)
    mended = f"{parts.lead.rstrip()} |{parts.comment}"
    if text:
        mended += "\n" + " " * (len(parts.lead) - len(parts.lead.lstrip()) + 2) + text
    certain = re.match(r"[|｜;；,，。.]", text) is None
    return Slip("冒号后面单独写半角的“|”，正文从下一行开始，每行空两格", mended, certain)


def _colon_in_value(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or not parts.key or parts.value[0] in "\"'[{|>#":
        return None
    value = parts.value
    if not re.search(r":\s", value) and not value.endswith(":"):
        return None
    certain = not parts.comment and not _holds_field(value, line.keys)
    return Slip("内容里又有半角冒号，要给整个内容加引号", parts.with_value(quoted(value)), certain)


def _hash_in_value(line: Line) -> Slip | None:
    parts = _value(line)
    if parts is None or parts.value[0] in "\"'#[{":
        return None
    whole = parts.value + parts.comment
    free = not parts.key or line.keys.get(parts.key) in (Shape.LINE, Shape.TEXT)
    cut = re.search(r"\S\s#[^\s#]", parts.value) or (free and re.match(r"\s# *\S", parts.comment))
    if not cut or _BAR.fullmatch(parts.value):
        return None
    message = "空格加“#”后面的字会被当成备注丢掉，要给整个内容加引号（真是备注，就在“#”前面空两格）"
    return Slip(message, parts.lead + quoted(whole))


_RULES: tuple[Callable[[Line], Slip | None], ...] = (
    _table_row,
    _indent,
    _list_dash,
    _wrapped_key,
    _spaced_key,
    _wrong_colon,
    _space_after_colon,
    _equals,
    _other_sign,
    _no_colon,
    _two_fields,
    _blanks_behind,
    _quotes,
    _brackets,
    _braces,
    _special_start,
    _colon_in_value,
    _hash_in_value,
)
"""In the order that they are mended: what makes a line a field first, then what it holds."""
