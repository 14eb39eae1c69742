"""Results by groups, such as a month of records: where nothing that one follows from has changed, it is not made."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from . import read, write
from .digest import digest

T = TypeVar("T")


@dataclass(frozen=True)
class Groups:
    """What was made of groups. place: the folder where it is kept; without one nowhere. version: of the program."""

    place: Path | None = None
    version: str = ""

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
        if self.place is None:
            return make()
        key = digest(self.version, follows_from)
        known, _, kept = (read(self.place / name) or b"").partition(b"\n")
        if known == key.encode():
            return load(json.loads(kept))
        made = make()
        write(self.place / name, f"{key}\n{json.dumps(save(made), ensure_ascii=False)}".encode())
        return made


NOWHERE = Groups()
"""For those who want everything made anew."""
