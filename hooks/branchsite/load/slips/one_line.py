"""A text as a value on one line of YAML."""

import unicodedata
from collections.abc import Iterable
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CLOSE = "“”‘’…—·"
"""Signs of Chinese text whose width Unicode leaves open."""


def joined(texts: Iterable[str]) -> str:
    """The texts as one: nothing between Chinese characters, a blank between words and figures."""
    whole = ""
    for text in filter(None, map(str.strip, texts)):
        close = not whole or _is_wide(whole[-1]) or _is_wide(text[0])
        whole += text if close else f" {text}"
    return whole


def scalar(text: str) -> str:
    """A text on one line as a value in YAML that is read back as it is: in quotes where it must be."""
    try:
        node = yaml.compose(f"a: {text}", Loader=_Loader)
    except yaml.YAMLError:
        return quoted(text)
    [(_, value)] = node.value if isinstance(node, yaml.MappingNode) and len(node.value) == 1 else [(None, None)]
    plain = isinstance(value, yaml.ScalarNode) and not value.style and value.value == text
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """A text on one line in quotes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _is_wide(character: str) -> bool:
    return character in _CLOSE or unicodedata.east_asian_width(character) in "WF"
