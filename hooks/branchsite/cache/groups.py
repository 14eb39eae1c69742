"""Results by groups, such as a month of records: where nothing that one follows from has changed, it is not made."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from .digest import digest
from .folder import CacheFolder

T = TypeVar("T")


class Groups:
    """What was made of groups."""

    def __init__(self, store: CacheFolder | None = None) -> None:
        """store: where it is kept; without one nowhere."""
        self._store = store
        # Now: what is edited while a group is made belongs to the next version.
        self._version = store.version if store else ""

    def get(
        self,
        name: str,
        follows_from: Sequence[object],
        make: Callable[[], T],
        save: Callable[[T], Any],
        load: Callable[[Any], T],
    ) -> T:
        """What is made of a group. follows_from: everything that it is made of. make: gives it.

        save: gives it as JSON has it, all of it that is wanted next time. load: gives it from that.
        """
        if self._store is None:
            return make()
        key = digest(self._version, follows_from)
        known, _, kept = (self._store.read(name) or b"").partition(b"\n")
        if known == key.encode():
            return load(json.loads(kept))
        made = make()
        self._store.write(name, f"{key}\n{json.dumps(save(made), ensure_ascii=False)}".encode())
        return made


NOWHERE = Groups()
"""For those who want everything made anew."""
