"""Why a file was written: which of its inputs is another one than when it was last asked about."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..cache.digest import digest
from ..cache.folder import CacheFolder
from ..models.base import Model
from ..views.render import Rendering
from .write import OutputFile, WrittenFile

_DEPTH = 8
_LONGEST = 60
"""How deep inputs are told apart, and how long a list may be whose items are."""

_SHOWN = 4
"""How many inputs are named of one file."""


def explain(
    files: Iterable[OutputFile], written: Sequence[WrittenFile], store: CacheFolder, site: str
) -> Iterator[str]:
    """A line for each file that was written. files: all of the site. store: keeps their inputs until next time.

    site: names the folder that they are in. What another build wrote meanwhile cannot be compared, and says so.
    """
    known: Mapping[str, _Known] = json.loads(store.read(site) or b"{}")
    now = {file.uri: (file.digest, inputs_of(file)) for file in files}
    for one in sorted(written, key=lambda one: one.uri):
        yield f"{one.uri}：{_reason(one, known.get(one.uri), now.get(one.uri))}"
    store.write(site, json.dumps(now).encode())


_Known = tuple[str, Mapping[str, str]]
"""The digest of a file, and those of its inputs by their names."""


def _reason(file: WrittenFile, known: _Known | None, now: _Known | None) -> str:
    if not file.there:
        return "新的"
    if not file.before:
        return "程序变了，或者被别的程序动过"
    if known is None or now is None or known[0] != file.before:
        return "变了（上一次没有记下，比不出来）"
    names = [name for name in {**known[1], **now[1]} if known[1].get(name) != now[1].get(name)]
    more = f" 等 {len(names)} 处" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more if names else "被别的程序动过"


def inputs_of(file: OutputFile) -> dict[str, str]:
    """The digests of what a file follows from, by paths such as record.activity.title."""
    return dict(_leaves(file.inputs(), "", _DEPTH)) if file.inputs else {"content": file.digest}


def _leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    parts = _parts(value) if depth else None
    if parts is None:
        yield path, digest(value)
        return
    for name, part in parts:
        yield from _leaves(part, f"{path}.{name}" if path else str(name), depth - 1)


def _parts(value: Any) -> Iterable[tuple[object, Any]] | None:
    """What a value is made of, each with its name; None where it is told only as a whole."""
    if isinstance(value, Rendering):
        return value.context.items()
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, Model):
        return [(name, getattr(value, name)) for name in type(value).model_fields]
    if dataclasses.is_dataclass(value) and "digest" not in getattr(value, "__annotations__", ()):
        return [(one.name, getattr(value, one.name)) for one in dataclasses.fields(value)]
    if isinstance(value, tuple | list) and len(value) <= _LONGEST:
        return enumerate(value)
    return None
