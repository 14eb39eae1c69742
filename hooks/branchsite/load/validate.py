"""Validate plain values as models; pydantic's errors become problems in Chinese, each with its line and cure."""

import re
import typing
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import DataError, Problem
from ..models.base import LINE, split_list
from ..models.fields import aliases, one_of, owners
from ..models.words import Words
from .document import Document, column_of, field_name, field_path
from .document import Path as Place
from .nothing import leaves, nothing_typed
from .photo_words import FILE, WORDS, field_for_words, file_and_words
from .slips.guess import meant_date, meant_form, meant_id, meant_list, meant_month, meant_number, meant_yesno
from .slips.nearest import nearest
from .slips.one_line import joined, quoted, scalar

M = TypeVar("M", bound=BaseModel)

USUAL = Words()

_MOST = 200
"""The most problems of one file that are reported. Thousands take minutes, and nobody reads them."""

_UNKNOWN = "extra_forbidden"
_SYNONYMS = {"内容": "正文", "图片": "照片", "简介": "摘要", "人员": "参加", "时长": "学时", "主办": "组织"}
_TRADITIONAL = str.maketrans(
    "標題類別動發佈時間點組織對參顏圖兌現學習資護審監說據結開條識見證適屬節稱質鐘來關鏈網處諾",
    "标题类别动发布时间点组织对参颜图兑现学习资护审监说据结开条识见证适属节称质钟来关链网处诺",
)
"""The characters of our field names, for those who type in Traditional ones."""


def validate(model: type[M], document: Document, words: Words = USUAL) -> M:
    """The document as a model. words: what the site's other files list.

    Raises DataError with every problem, but for those of one file beyond _MOST.
    """
    left = list(_left_as_shown(model, document)) if any("（" in one or "\\" in one for one in document.typed) else []
    nothing = nothing_typed(model, document)
    left += nothing.values()
    try:
        valid = model.model_validate(document.value, context=words)
    except ValidationError as error:
        found = error.errors()[:_MOST]
        if error.error_count() > _MOST:
            left.append(_further(document, error.error_count() - _MOST))
        renamed = {(*one["loc"][:-1], _meant_key(model, one["loc"])) for one in found if one["type"] == _UNKNOWN}
        told = [one for one in found if not _follows(one, found) and not _is_renamed(one, renamed)]
        kept = [one for one in told if not _is_told_flush(document, one)]
        own = (one for one in kept if not any(one["loc"][: len(path)] == path for path in nothing))
        raise DataError([*left, *(_problem(model, document, one, words) for one in own)]) from None
    if left:
        raise DataError(left)
    return valid


def _further(document: Document, count: int) -> Problem:
    message = f"这个文件还有 {count} 处错误，没有一一列出"
    return Problem(
        document.file, document.first_line + len(document.typed) - 1, message, fix="先改好上面的，再检查一次"
    )


def mend(typed: str, wrong: str, right: str) -> str:
    """A typed line with a wrong word put right, in quotes where YAML needs them; longer words that contain it stay."""
    if right[:1] not in ("'", '"') and not re.search(rf"[\"']{re.escape(wrong)}", typed):
        right = quoted(right) if re.search(r"[\[\]{},:#]", right) else scalar(right)
    alone = rf"(?<![\w-]){re.escape(wrong)}(?![\w-])"
    mended = re.sub(alone, lambda _: right, typed, count=1)
    return mended if mended != typed else typed.replace(wrong, right, 1)


def _follows(details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because pydantic does not count the items it refused."""
    path = details["loc"]
    return details["type"] == "too_short" and any(
        len(one["loc"]) > len(path) and one["loc"][: len(path)] == path for one in found
    )


def _is_renamed(details: ErrorDetails, renamed: set[tuple[str | int | None, ...]]) -> bool:
    """Whether a field is only missing because its name was typed wrong, which is reported already."""
    return details["type"] == "missing" and tuple(details["loc"]) in renamed


def _is_told_flush(document: Document, details: ErrorDetails) -> bool:
    """Whether a field is only missing because it stands at the very left below its group, which is reported."""
    path = details["loc"]
    if details["type"] != "missing" or len(path) != 2 or (path[1],) not in document.lines:
        return False
    return _above(document, document.lines[(path[1],)])[-1:] == [path[0]]


def _above(document: Document, line: int) -> list[str | int]:
    """The names at the very left above a line."""
    return [key[0] for key, number in document.lines.items() if len(key) == 1 and number < line]


def _left_as_shown(model: type[BaseModel], document: Document) -> Iterator[Problem]:
    """Values that are still what a message showed: 标题: （活动的标题，不超过 120 字）."""
    for path, value in leaves(document.value):
        if value.startswith("（") and field_name(path) and _example(model, path).endswith(f": {value}"):
            line = document.line(*path)
            message = f"“{field_name(path)}”还是提示里的说明，要换成真的内容"
            yield Problem(document.file, line, message, document.text(line), "照括号里说的写，不写括号")


def _problem(model: type[BaseModel], document: Document, details: ErrorDetails, words: Words) -> Problem:
    path = tuple(details["loc"])
    if path[-1:] == ("[key]",):
        return _flush(model, document, path[:1]) or _bad_key(document, str(path[-2]), path[:-1])
    if details["type"] == "missing":
        return _missing(model, document, path)
    if details["type"] == _UNKNOWN:
        return _unknown(model, document, path)
    if len(path) == 1 and details["type"] in _SHAPES and (flush := _flush(model, document, path)):
        return flush
    message = _message(field_name(path), details)
    if details["type"] == "union_tag_invalid":
        path = (*path, "方式")
        details = {**details, "input": details["input"]["方式"]}
        message = _message("方式", details) if isinstance(details["input"], list) else message
    line = document.line(*path)
    if _has_another_shape(model, path, words, details):
        return _in_another_shape(model, document, path, message, details)
    if details["type"] == "string_pattern_mismatch" and "\n" in str(details["input"]):
        return _in_several_lines(model, document, path, details)
    if apart := _with_words_apart(document, path, details):
        return apart
    typed = document.text(line)
    if isinstance(path[-1], int) and (several := _several(document, path, details)):
        return several
    fix = _meant(document.file, path, typed, details) or _fix(model, path, typed, details, words)
    return Problem(document.file, line, message, typed, fix)


def _flush(model: type[BaseModel], document: Document, path: Place) -> Problem | None:
    """A field at the very left that belongs to the group above: 可见 below the short name of a kind."""
    name, line = str(path[0]), document.line(*path)
    above = _above(document, line)
    named = issubclass(model, RootModel) and any(name in aliases(owner) for owner in owners(model, ()))
    if not above or not named:
        return None
    message = f"“{name}”是“{above[-1]}”里面的一项，前面要空格，和它的上一项对齐"
    lines = [document.whole(line), *document.below(line)]
    return _whole(document, line, document.last(line), message, "\n".join(f"  {one}" for one in lines))


def _several(document: Document, path: Place, details: ErrorDetails) -> Problem | None:
    """An item that is several words of a list, each an item of its own: - 党员、教职工; or one that is empty."""
    line, name = document.line(*path), field_name(path)
    siblings = [key for key in document.lines if len(key) == len(path) and key[:-1] == path[:-1]]
    if details["input"] in (None, "") and document.text(line) == "-" and len(siblings) > 1:
        return Problem(document.file, line, f"“{name}”里有一项没有内容", "-", "删掉这一行")
    words = split_list(details["input"]) if details["type"] == "enum" else ()
    lead = _LEAD[True].match(document.whole(line))
    if lead is None or len(words) < 2 or not {*words} <= {*_words(details)}:
        return None
    fix = "\n".join(f"{lead[0]}{word}" for word in words)
    return Problem(document.file, line, f"“{name}”一项一行，这里写了 {len(words)} 项", document.whole(line), fix)


def _with_words_apart(document: Document, path: Place, details: ErrorDetails) -> Problem | None:
    """A photo's file and the words behind it, on a line each."""
    found, name = file_and_words(details["input"]), field_for_words(document, path)
    line = document.line(*path)
    lead = _LEAD[False].match(document.whole(line))
    if found is None or name is None or lead is None:
        return None
    fix = f"{lead[0]} {found[0]}\n{' ' * column_of(lead[0])}{name}: {scalar(found[1])}"
    return _whole(document, line, line, f"“{FILE}”只写文件名，后面的字写在“{name}”里", fix)


def _in_several_lines(model: type[BaseModel], document: Document, path: Place, details: ErrorDetails) -> Problem:
    """A text that holds one line and was typed on several: the whole of it on one."""
    line = document.line(*path)
    lead = _LEAD[isinstance(path[-1], int)].match(document.whole(line))
    text = joined(details["input"].splitlines())
    message = f"“{field_name(path)}”只能写一行"
    if len(text) > LINE:
        message, fix = f"{message}，而且最多 {LINE} 个字", f"缩短到 {LINE} 个字以内，写成一行"
    else:
        fix = f"{lead[0].rstrip()} {scalar(text)}" if lead else _example(model, path)
    return _whole(document, line, document.last(line, isinstance(path[-1], int)), message, fix)


def _has_another_shape(model: type[BaseModel], path: Place, words: Words, details: ErrorDetails) -> bool:
    """Whether a field is a list, a text or a group of fields, and should be another of the three."""
    kind, typed = details["type"], details["input"]
    if kind in _ON_ONE_LINE:
        return bool(typed) and isinstance(typed, list | dict)
    if kind in ("enum", "union_tag_invalid"):
        return bool(typed) and isinstance(typed, list)
    if kind == "string_type" and _listed(model, path, words):
        return bool(typed) and isinstance(typed, list)
    return kind in _SHAPES


_ON_ONE_LINE = ("date_form", "month_form", "yesno", "int_type", "float_type")
"""Error types of a day, a month, 是 or 否, and a number."""

_SHAPES = ("string_type", "tuple_type", "model_type", "model_attributes_type", "union_tag_not_found")
"""pydantic's error types for a list, a text or a group of fields where the model has another of the three."""


def _in_another_shape(
    model: type[BaseModel], document: Document, path: Place, message: str, details: ErrorDetails
) -> Problem:
    """A field that was typed in another shape than its own: the whole of it, as it should be."""
    line = document.line(*path)
    lead = _LEAD[isinstance(path[-1], int)].match(document.whole(line))
    words = ("string_type", "enum", "union_tag_invalid")
    shapes = {**dict.fromkeys((*words, *_ON_ONE_LINE), _as_text), "tuple_type": _as_list}
    shape = shapes.get(details["type"], _as_fields)
    fix = shape(model, document, path, lead[0], details["input"]) if lead else None
    if fix is None:
        return Problem(document.file, line, message, document.text(line), _example(model, path))
    return _whole(document, line, document.last(line, isinstance(path[-1], int)), message, fix)


_LEAD = (re.compile(r" *(?:- +)?[^\s:{\[]+ *:"), re.compile(r" *- +"))
"""The beginning of a line: with a field's name, and with an item's dash."""


def _whole(document: Document, line: int, last: int, message: str, fix: str) -> Problem:
    """A problem whose cure takes the place of whole lines, with their indent."""
    message = f"从这一行到第 {last} 行，{message}" if last > line else message
    return Problem(document.file, line, message, document.whole(line), fix)


def _as_text(model: type[BaseModel], document: Document, path: Place, lead: str, typed: Any) -> str:
    """A text that was typed as a list or as fields, on one line."""
    line = document.line(*path)
    if isinstance(typed, list) and all(isinstance(one, str) for one in typed):
        texts = [one if one[-1:] in ("。", "；", "！", "？") or one is typed[-1] else f"{one}、" for one in typed]
    else:
        below = document.below(line, isinstance(path[-1], int))
        texts = [document.whole(line)[len(lead) :], *(one.strip().removeprefix("- ") for one in below)]
    return f"{lead.rstrip()} {scalar(joined(texts))}"


def _as_list(model: type[BaseModel], document: Document, path: Place, lead: str, typed: Any) -> str | None:
    """A list of which one item, or its fields without a dash, was typed."""
    below = document.below(document.line(*path))
    if isinstance(typed, dict) and below:
        items = [one[_width(below[0]) :] for one in below]
    else:
        items = (_item_example(model, path, typed) or (scalar(typed) if isinstance(typed, str) else "")).split("\n")
    if not items[0]:
        return None
    column = " " * (column_of(lead) + 2)
    return "\n".join([lead, f"{column}- {items[0]}", *(f"{column}  {one}" for one in items[1:])])


def _as_fields(model: type[BaseModel], document: Document, path: Place, lead: str, typed: Any) -> str | None:
    """A group of fields of which only one value was typed, or the kind of group is missing."""
    lines = (_item_example(model, path, typed) or "").split("\n")
    if not lines[0]:
        return None
    below = document.below(document.line(*path), isinstance(path[-1], int)) if isinstance(typed, dict) else []
    if isinstance(path[-1], int):
        return "\n".join([f"{lead}{lines[0]}", *(" " * len(lead) + one for one in lines[1:]), *below])
    column = " " * (column_of(lead) + 2)
    return "\n".join([lead, *(column + one for one in lines), *below])


def _width(line: str) -> int:
    return len(line) - len(line.lstrip())


def _bad_key(document: Document, key: str, path: tuple[str | int, ...]) -> Problem:
    line = document.line(*path)
    message = f"“{key}”是网址里用的短名，只能用小写字母、数字和短横线"
    return Problem(document.file, line, message, document.text(line), "例如 party-day")


def _missing(model: type[BaseModel], document: Document, path: Place) -> Problem:
    name = field_name(path)
    line = document.line(*path)
    example = _example(model, path)
    if any(key[-1:] == (name,) and document.line(*path) == number for key, number in document.lines.items()):
        typed = document.text(line)
        return Problem(document.file, line, f"“{name}”后面没有内容", typed, _blank(model, path, typed, ""))
    if len(path) == 1:
        hidden = _hidden(document, name)
        if hidden:
            return hidden
    day = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", document.file.rpartition("/")[2])
    if name == "活动日期" and day and meant_date(day[0], ""):
        example = f"{name}: {day[0]}"
    typed = document.text(line)
    if braces := _BRACES.match(typed):
        held = f", {braces[2]}" if braces[2] else ""
        return Problem(document.file, line, f"缺少“{name}”", typed, f"{braces[1]}{example}{held}}}")
    where = _where(model, document, path)
    return Problem(document.file, line, f"缺少“{name}”", typed, f"{where}加一行 {example}")


_BRACES = re.compile(r"([^\s:{\[]+ *: *\{ *)([^{}]*?) *\} *$")
"""A group of fields on one line, public: {名称: 公众}."""


def _hidden(document: Document, name: str) -> Problem | None:
    """A field that is there, but behind a # or in another field's line."""
    tops = {number for path, number in document.lines.items() if len(path) == 1}
    for number, typed in enumerate(document.typed, document.first_line):
        match = re.match(rf"#\s*({re.escape(name)}\s*[:：].*)", typed)
        if match:
            message = f"“{name}”前面有“#”，这一行成了备注，程序不读"
            return Problem(document.file, number, message, typed.strip(), match[1].replace("：", ": ", 1))
        match = re.match(rf"(.+?)[\s，,、;；。]+{re.escape(name)}\s*[:：]\s*(.*)", typed) if number in tops else None
        if match:
            message = f"一行里写了两项，“{name}”要另起一行"
            return Problem(document.file, number, message, typed.strip(), f"{match[1]}\n{name}: {match[2]}")
    return None


def _where(model: type[BaseModel], document: Document, path: Place) -> str:
    """Where a missing field goes: before the next one of its model that is there, else after the last."""
    held = {
        key[-1]: number for key, number in document.lines.items() if len(key) == len(path) and key[:-1] == path[:-1]
    }
    for owner in _sorted_owners(model, path[:-1]):
        names = aliases(owner)
        if path[-1] in names:
            later = [name for name in names[names.index(str(path[-1])) + 1 :] if name in held]
            # The line of an item's first field begins with its dash: nothing goes before that.
            for name in later:
                if len(path) == 1 or held[name] > document.line(*path[:-1]):
                    return f"在第 {held[name]} 行“{name}”前面"
            earlier = [name for name in names[: names.index(str(path[-1]))] if name in held]
            if earlier or later:
                return f"在“{(earlier or later)[-1]}”的内容后面"
    return "在这一项里"


def _unknown(model: type[BaseModel], document: Document, path: Place) -> Problem:
    name = field_name(path)
    line = document.line(*path)
    typed = document.text(line)
    holder = _holder(model, name) if len(path) == 1 else None
    if holder:
        message = f"“{name}”是“{holder}”里面的一项，前面要空格，和它的上一项对齐"
        return Problem(document.file, line, message, typed, f"{' ' * _inside(document, holder)}{typed}")
    near = _meant_key(model, path)
    if near and (*path[:-1], near) not in document.lines:
        return Problem(document.file, line, f"不认识“{name}”", typed, mend(typed, name, near))
    there = "、".join(sorted({alias for owner in owners(model, path[:-1]) for alias in aliases(owner)}))
    whole = document.whole(line)
    if near or not re.match(rf" *[\"']?{re.escape(name)}", whole):
        message = f"不认识“{name}”，“{near}”已经写过" if near else f"不认识“{name}”"
        return Problem(document.file, line, message, typed, "删掉这一项" if near else f"可以写的有：{there}")
    remarks = [f"{' ' * _width(whole)}# {one[_width(whole) :]}" for one in (whole, *document.below(line))]
    return _whole(document, line, document.last(line), f"不认识“{name}”，可以写的有：{there}", "\n".join(remarks))


def _inside(document: Document, holder: str) -> int:
    """The column of the fields in the last item of a list."""
    items = [number for path, number in document.lines.items() if path[:1] == (holder,) and len(path) == 2]
    return column_of(document.whole(max(items))) if items else 4


def _holder(model: type[BaseModel], name: str) -> str | None:
    """The top-level field whose parts have a name that was typed at the top level."""
    tops = {alias for owner in owners(model, ()) for alias in aliases(owner)}
    return next((top for top in sorted(tops) if any(name in aliases(one) for one in owners(model, (top,)))), None)


def _meant_key(model: type[BaseModel], path: Place) -> str | None:
    """The field for an unknown name: its English name, its Traditional characters, or a name that is near."""
    name = str(path[-1])
    there = _sorted_owners(model, path[:-1])
    english = {field: part.alias or field for owner in there for field, part in owner.model_fields.items()}
    allowed = [alias for owner in there for alias in aliases(owner)]
    plain = name.translate(_TRADITIONAL)
    for word in (english.get(name.strip().lower()), plain, _SYNONYMS.get(plain)):
        if word in allowed:
            return word
    return nearest(name, allowed)


def _sorted_owners(model: type[BaseModel], path: Place) -> list[type[BaseModel]]:
    return sorted(owners(model, path), key=lambda owner: owner.__name__)


_MESSAGES = {
    "enum": "“{name}”不能写“{input}”",
    "union_tag_invalid": "“{name}”的“方式”不能写“{tag}”",
    "union_tag_not_found": "“{name}”缺少“方式”",
    "string_too_long": "“{name}”太长，最多 {max_length} 个字",
    "string_type": "“{name}”要写成一段文字，不是列表",
    "string_pattern_mismatch": "“{name}”的写法不对：{input}",
    "int_type": "“{name}”要写整数",
    "int_parsing": "“{name}”要写整数",
    "int_parsing_size": "“{name}”的数太大",
    "float_type": "“{name}”要写数字",
    "float_parsing": "“{name}”要写数字",
    "too_short": "“{name}”至少要有 {min_length} 项",
    "too_long": "“{name}”最多 {max_length} 项",
    "tuple_type": "“{name}”要写成列表，每项一行，以“- ”开头",
    "model_type": "“{name}”下面要写“名称: 内容”",
    "model_attributes_type": "“{name}”下面要写“名称: 内容”",
    "greater_than": "“{name}”要大于 {gt:g}",
    "greater_than_equal": "“{name}”不能小于 {ge:g}",
    "less_than_equal": "“{name}”不能大于 {le:g}",
    "finite_number": "“{name}”要写普通的数字",
}
"""Messages, by pydantic's error type."""


def _message(name: str, details: ErrorDetails) -> str:
    kind, typed = details["type"], details["input"]
    if typed is None or typed == "":
        return f"“{name}”后面没有内容"
    if kind in ("date_form", "date_exists", "month_form", "month_exists", "yesno"):
        return f"“{name}”：{details['msg']}"
    if kind == "string_type" and isinstance(typed, dict):
        return f"“{name}”要写成一段文字：内容里有半角冒号，要给整个内容加引号"
    if kind == "string_pattern_mismatch" and "\t" in str(typed) and "\n" not in str(typed):
        return f"“{name}”只能写一行，不能有制表符（Tab）"
    if kind in ("enum", "union_tag_invalid") and isinstance(typed, list):
        return f"“{name}”要写一个词，不是列表"
    shown = str(typed).replace("\n", " ")[:40]
    return _MESSAGES.get(kind, "“{name}”写得不对").format(name=name, **{"input": shown, **details.get("ctx", {})})


def _meant(file: str, path: Place, typed: str, details: ErrorDetails) -> str | None:
    """The line with its value corrected; None where the value does not show how."""
    kind, value = details["type"], details["input"]
    if not isinstance(value, str) or not value.strip():
        return None
    meant: str | None = None
    if kind in ("date_form", "date_exists"):
        meant = meant_date(value, file if field_name(path) == "活动日期" or kind == "date_form" else "")
    elif kind in ("month_form", "month_exists"):
        meant = meant_month(value)
    elif kind == "yesno":
        meant = meant_yesno(value)
    elif kind in ("int_parsing", "float_parsing"):
        meant = meant_number(value)
    elif kind == "enum":
        meant = meant_list(value, _words(details))
    elif kind == "string_pattern_mismatch":
        one_line = " ".join(value.split())
        pattern = details["ctx"]["pattern"]
        meant = one_line if "\t" in value else meant_form(value, pattern) or meant_id(value, pattern)
    return typed.replace(value, meant, 1) if meant and meant != value and value in typed else None


def _words(details: ErrorDetails) -> list[str]:
    """The words that a field may hold."""
    context = details.get("ctx", {})
    listed = str(context.get("expected") or context.get("expected_tags"))
    return [word.strip(" '") for word in listed.replace(" or ", ", ").split(",")]


def _fix(model: type[BaseModel], path: Place, typed: str, details: ErrorDetails, known: Words) -> str:
    kind = details["type"]
    if kind in ("string_type", "string_too_short") and (choices := _listed(model, path, known)):
        return "可以写：" + "、".join(choices)
    if kind == "string_too_long":
        return f"缩短到 {details['ctx']['max_length']} 个字以内"
    if kind == "too_long":
        return f"只留下 {details['ctx']['max_length']} 项"
    if kind == "too_short" and details["input"]:
        return f"再写几项，至少 {details['ctx']['min_length']} 项"
    if kind not in ("enum", "union_tag_invalid"):
        return _blank(model, path, typed, details["input"])
    words = _words(details)
    wrong = str(details.get("ctx", {}).get("tag", details["input"]))
    near = nearest(wrong, words)
    return mend(typed, wrong, near) if near else "可以写：" + "、".join(words)


def _listed(model: type[BaseModel], path: Place, known: Words) -> tuple[str, ...]:
    """The words that a field may hold because another file lists them; nothing for any other field."""
    name = field_name(path)
    for owner in _sorted_owners(model, path[: path.index(name)]):
        for field in owner.model_fields.values():
            if field.alias == name and (one := one_of(field)):
                return one.words(known) or ()
    return ()


def _blank(model: type[BaseModel], path: Place, typed: str, value: Any) -> str:
    """The line with a word on the field in place of its value."""
    example = _example(model, path)
    word = example.partition(": ")[2]
    if _BRACES.match(typed) and word:
        return _blank_inside(path, typed, word, value)
    lead = re.match(r"(?:- +)?[^\s:{\[]+ *:|- +", typed)
    if isinstance(value, str) and value in typed and value and word and not ("[" in typed and "，" in word):
        quotes = next((sign for sign in "\"'" if f"{sign}{value}{sign}" in typed), "")
        return typed.replace(f"{quotes}{value}{quotes}", word, 1)
    return f"{lead[0].rstrip()} {word}" if lead and word and not typed.startswith("- [") else example


def _blank_inside(path: Place, typed: str, word: str, value: Any) -> str:
    """The same within braces, where the other fields stay; of a list only the value that is wrong."""
    wrong = str(value).rstrip("/")
    if isinstance(path[-1], int) and wrong and wrong in typed:
        return typed.replace(wrong, f"{word.split('，')[0].rstrip('）')}）", 1)
    inside = rf"({re.escape(field_name(path))} *: *)(?:\[[^\]]*\]|[^,{{}}]*)"
    return re.sub(inside, lambda found: f"{found[1]}{word}", typed, count=1)


def _item_example(model: type[BaseModel], path: Place, typed: Any) -> str | None:
    """The lines of an item, where only a value or no list was typed: 文件: 01.jpg, and what else it must have.

    Of several kinds of items, the field that decides the kind.
    """
    inside = _sorted_owners(model, path)
    if not inside:
        return None
    if len(inside) > 1:
        ways = [typing.get_args(one.model_fields["way"].annotation)[0] for one in inside if "way" in one.model_fields]
        return f"方式: {_way(inside, ways, typed)}" if ways else None
    needed = [field for field in inside[0].model_fields.values() if field.is_required()] or [
        next(iter(inside[0].model_fields.values()))
    ]
    if needed[0].alias == FILE and (found := file_and_words(typed)):
        return f"{FILE}: {found[0]}\n{WORDS[0]}: {scalar(found[1])}"
    values = [
        typed if index == 0 and isinstance(typed, str) else f"（{one.description}）" for index, one in enumerate(needed)
    ]
    return "\n".join(f"{one.alias}: {value}" for one, value in zip(needed, values, strict=True))


def _way(inside: list[type[BaseModel]], ways: list[str], typed: Any) -> str:
    """The 方式 of a measure: the one nearest to what was typed, or the only one that has all the typed fields."""
    if isinstance(typed, str):
        return nearest(typed, ways) or "（怎样考核）"
    keys = typed.keys() if isinstance(typed, dict) else ()
    fitting = [way for way, one in zip(ways, inside, strict=False) if keys and {*keys} <= {*aliases(one)}]
    return fitting[0] if len(fitting) == 1 else "（怎样考核）"


def _example(model: type[BaseModel], path: Place) -> str:
    """The field as its description gives it: 名称: （说明）."""
    wanted = field_name(path)
    for owner in _sorted_owners(model, field_path(path)[:-1]):
        for name, field in owner.model_fields.items():
            if wanted in (name, field.alias):
                return f"{field.alias}: （{field.description}）"
    return "对照使用手册里的样例"
