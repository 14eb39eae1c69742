"""A short name for what a value says: equal values have equal digests, in any process and on any day."""

import dataclasses
import datetime
import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache, cached_property, partial
from operator import attrgetter
from pathlib import PurePath
from typing import Any

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
    return digest_of(marshal.dumps(_plain(values), _MARSHAL))


class Digested:
    """A dataclass with a digest: another one as soon as anything differs that can be read from it or through it."""

    @cached_property
    def digest(self) -> str:
        """In 32 hexadecimal digits."""
        kind: Any = type(self)
        return digest(kind.__name__, *[getattr(self, name) for name in _fields(kind)])


_MARSHAL = 2
"""A version of marshal's format in which equal values are written alike: later ones mark what is shared."""

_PLAIN = frozenset([str, int, float, bool, type(None), bytes])
"""What marshal writes so that no other value is written alike."""


def _plain(values: Iterable[Any]) -> tuple[Any, ...]:
    """The same in values of _PLAIN and tuples of them, so that nothing else gives it; an object is a list."""
    return tuple([one if type(one) in _PLAIN else _WAYS[type(one)](one) for one in values])


class _Ways(dict[Any, Callable[[Any], Any]]):
    """How an object of each class is written: found out once."""

    def __missing__(self, kind: Any) -> Callable[[Any], Any]:
        self[kind] = found = _way(kind)
        return found


_WAYS = _Ways({tuple: _plain, list: _plain})


def _way(kind: Any) -> Callable[[Any], Any]:
    if _has_digest(kind):
        return lambda value: [value.digest]
    if issubclass(kind, Enum):
        return lambda value: ["enum", kind.__name__, value.name]
    if issubclass(kind, Mapping):
        return lambda value: ["mapping", *map(_plain, value.items())]
    if issubclass(kind, datetime.date):
        return lambda value: [kind.__name__, value.isoformat()]
    if issubclass(kind, PurePath):
        return lambda value: ["path", None]
    return partial(_write, kind.__name__, _reader(kind))


def _write(name: str, read: Callable[[Any], tuple[Any, ...]], value: Any) -> list[Any]:
    return ["object", name, _plain(read(value))]


def _has_digest(kind: Any) -> bool:
    """Whether objects of a class may have a digest of their own: a property of it, or a field."""
    return hasattr(kind, "digest") or any("digest" in getattr(one, "__annotations__", ()) for one in kind.__mro__)


def _reader(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of the fields of an object of a class."""
    names = _fields(kind)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The names of what an object of a class is made of."""
    if dataclasses.is_dataclass(kind):
        return tuple(one.name for one in dataclasses.fields(kind))
    # A model of pydantic's; it is not asked for by its name, for whoever has none should not wait for the library.
    if hasattr(kind, "model_fields"):
        return tuple(kind.model_fields)
    raise TypeError(f"no digest for {kind.__name__}")
