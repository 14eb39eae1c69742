"""One short word for all that can be read from a value: whoever keeps something made of it asks for that word again."""

import datetime
import hashlib
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_SIZE = 16
"""In bytes: two values of one digest are never met."""

_PLAIN = (str, int, float, datetime.date, type(None))
"""What says with its repr all that it is. bool and StrEnum are among them."""


def digest_of(content: bytes) -> str:
    """The digest of bytes, in 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=_SIZE).hexdigest()


class Digested:
    """A dataclass with a digest: another one as soon as anything differs that can be read from it or through it.

    Neither the process nor the machine makes a difference: a path of the machine is passed over, for no page shows it.
    """

    @cached_property
    def digest(self) -> str:
        """In 32 hexadecimal digits."""
        return digest_of(repr(_parts(self)).encode("utf-8", "surrogatepass"))


def _parts(value: Any) -> tuple[Any, ...]:
    return (type(value).__name__, *[_plain(getattr(value, field.name)) for field in fields(value)])


def _plain(value: Any) -> Any:
    """A value as something whose repr says all of it. Raises TypeError where that cannot be told."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Digested):
        return value.digest
    if isinstance(value, tuple):
        return tuple([_plain(part) for part in value])
    if isinstance(value, Path):
        return None
    if is_dataclass(value):
        return _parts(value)
    raise TypeError(f"{type(value).__name__} has no digest")
