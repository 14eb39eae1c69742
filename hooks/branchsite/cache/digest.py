"""A short name for what a value says: equal values have equal digests, in any process and on any day."""

import dataclasses
import datetime
import hashlib
from collections.abc import Mapping
from enum import Enum
from functools import cache, cached_property
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

_SIZE = 16
"""Bytes: no two of a million pages will ever meet."""


def digest_of(content: bytes) -> str:
    """The digest of bytes, in 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=_SIZE).hexdigest()


def digest(*values: object) -> str:
    """The digest of plain values and of what is made of them: lists, mappings, dataclasses, models.

    An object that has a digest of its own is named by that. A path of the machine is passed over,
    for no page shows it. Raises TypeError for anything else: a value that cannot be named must
    not go unnoticed.
    """
    parts: list[str] = []
    for value in values:
        _tell(value, parts)
    return digest_of("".join(parts).encode("utf-8", "surrogatepass"))


class Digested:
    """A dataclass with a digest: another one as soon as anything differs that can be read from it or through it."""

    @cached_property
    def digest(self) -> str:
        """In 32 hexadecimal digits."""
        kind: Any = type(self)
        return digest(kind.__name__, *[getattr(self, name) for name in _fields(kind)])


def _tell(value: Any, parts: list[str]) -> None:
    """Write a value so that no other value is written alike."""
    kind: Any = type(value)
    if kind is str:
        parts.append(f"s{len(value)}:{value}")
    elif kind in _PLAIN:
        parts.append(f"{kind.__name__}{value!r};")
    elif kind is tuple or kind is list:
        parts.append(f"({len(value)}")
        for one in value:
            _tell(one, parts)
    elif isinstance(known := getattr(value, "digest", None), str):
        parts.append(f"d{known}")
    elif isinstance(value, Enum):
        parts.append(f"{kind.__name__}.{value.name};")
    elif isinstance(value, Mapping):
        parts.append(f"{{{len(value)}")
        for key, one in value.items():
            _tell(key, parts)
            _tell(one, parts)
    elif isinstance(value, PurePath):
        parts.append("path;")
    else:
        parts.append(f"{kind.__name__}[")
        for name in _fields(kind):
            _tell(getattr(value, name), parts)


_PLAIN = frozenset([int, float, bool, type(None), bytes, datetime.date, datetime.datetime])


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The names of what an object of a class is made of."""
    if dataclasses.is_dataclass(kind):
        return tuple(one.name for one in dataclasses.fields(kind))
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    raise TypeError(f"no digest for {kind.__name__}")
