"""Tells at a glance that a file has no slip: nearly every file is typed as the handbook shows.

The result is the same as that of `slips`, which goes line by line and takes fifty times as long.
It errs on one side only: a text that is not plain may still be right.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..models.fields import Shape

_TEXT = r"""(?:[^\W_]|[《“（]) [^\n\t\#:]*+ (?: :(?!\s|\Z) [^\n\t\#:]*+ )*+ (?<![\s"'])"""
"""Words behind a colon: they begin with no sign that YAML or a slip could mean, and hold no comment and no field."""

_ONE_WORD = r"""(?: https?://[^\s\#:：，,、;；。"']++ | (?:[^\W_]|[《“（]) [^\n\t\#:：]*+ (?<![\s"']) )"""
"""The same for a field that is no free text: not even a full-width colon, but for addresses."""

_ITEM = r"""[^\W_] [^\n\t\#:：﹕∶;；=＝]*+ (?<![\s"'])"""
_LISTED = r"""\[ [^\n\t\#:：\[\]{}［］【】，、"']*+ \]"""
_END = r"(?:\n|\Z)"
_REMARK = rf"(?:\ *\#[^\n]*+{_END}|\n)*+"


def is_plain(text: str, keys: Mapping[str, Shape]) -> bool:
    """Whether a YAML text surely has no slip. keys: the field names that the file may use."""
    return _pattern(tuple(keys.items())).fullmatch(text) is not None


@lru_cache(maxsize=16)
def _pattern(keys: tuple[tuple[str, Shape], ...]) -> re.Pattern[str]:
    """Fields at the top, each with words, a list on one line, a list below it, or a block of text two columns in."""
    free = _one_of(key for key, shape in keys if shape in (Shape.LINE, Shape.TEXT))
    other = _one_of(key for key, shape in keys if shape not in (Shape.LINE, Shape.TEXT))
    listed = _one_of(key for key, shape in keys if shape is Shape.LIST)
    any_key = _one_of(key for key, _ in keys)
    field = rf"(?:{free}:\ +{_TEXT}|{other}:\ +{_ONE_WORD})"
    return re.compile(
        rf"""
        {_REMARK}
        (?:
          (?:
            {field} {_END}
          | {listed}:\ +{_LISTED} {_END}
          | {any_key}:\n {_REMARK} (?:\ \ -\ (?!{any_key}\b){_ITEM} {_END} {_REMARK})++
          | {any_key}:\n {_REMARK} (?:\ \ -\ {field} {_END} {_REMARK} (?:\ \ \ \ {field} {_END} {_REMARK})*+)++
          ) {_REMARK}
        | {any_key}:\ \|\n (?:\n)*+ \ \ \S[^\n]*+{_END} (?:\ \ [^\n]*+{_END}|\n)*+
        )++
        """,
        re.VERBOSE,
    )


def _one_of(names: Iterable[str]) -> str:
    """A pattern for any of the names that are words; for none where there is none."""
    words = [name for name in names if re.fullmatch(r"[^\W_]+", name)]
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True)) or '(?!)'})"
