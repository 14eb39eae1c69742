"""What a command found of a site, kept for the next time, should nothing at all have changed until then.

Everything that it can have come from is in the key: what the disk says of each file below data/ and docs/ and of the
program's, the text of the settings and of the templates, the libraries, the day and the address. As in load/store.py,
nothing is trusted of a file that changed just before it was looked at.

To ask takes a moment, as long as nothing is imported for it that reads, checks or builds.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..cache.caches import Caches
from ..cache.digest import digest
from ..cache.program import OVERRIDES, state_of
from ..load.tree import walk_states
from ..output.published import Published, from_report, to_report

_SETTLED = 2_000_000_000
"""Nanoseconds for which a file must have been left alone."""


@dataclass(frozen=True)
class Answer:
    """said: what the writer was told of the data. pages: how many the site has. kept: its addresses, in JSON."""

    said: tuple[str, ...]
    pages: int
    kept: bytes

    @cached_property
    def published(self) -> Published:
        """What the site answers at."""
        return from_report(json.loads(self.kept))


def question(root: Path, *asked: object) -> str:
    """A name for all that an answer follows from; "" where that changed just now, or cannot be known.

    asked: what else it follows from, such as the day.
    """
    now = time.time_ns()
    files = walk_states(root)
    if any(state is None or max(state[3:]) > now - _SETTLED for _, state in files):
        return ""
    settings = root / "mkdocs.yml"
    typed = settings.read_bytes() if settings.is_file() else b""
    whole = (root / "hooks").exists()
    return Caches(root).answers.key(typed, digest(str(root.resolve()), whole, theme_state(root), files, asked))


def theme_state(root: Path, folder: str | Path = "overrides") -> str:
    """A name for what a theme holds; "" where it is the program's own, which is part of every question."""
    place = root / folder
    return "" if place.resolve() == OVERRIDES.resolve() else state_of(place)


def recall(root: Path, name: str, key: str, state: Callable[[], str] = str) -> Answer | None:
    """The answer that was kept under a name, where it was to the same question.

    state: gives what else it follows from, where the question is the same: it takes long.
    """
    kept, _, found = (Caches(root).answers.read(name) or b"").partition(b"\n")
    if not key or kept != key.encode():
        return None
    head, _, site = found.partition(b"\n")
    content = json.loads(head)
    if content["named"] != _named(root, content["named"]) or content["state"] != state():
        return None
    return Answer(tuple(content["said"]), content["pages"], site)


def remember(
    root: Path,
    name: str,
    key: str,
    said: Iterable[str],
    site: Published,
    named: Iterable[str] = (),
    state: Callable[[], str] = str,
) -> None:
    """Keep the answer to a question. said, site: as Answer has them. state: as recall has it.

    named: the files that the settings name, beside those that are part of every question.
    """
    if key:
        content = {"said": [*said], "pages": len(site.pages), "named": _named(root, named), "state": state()}
        kept = "\n".join([key, json.dumps(content), json.dumps(to_report(site))])
        Caches(root).answers.write(name, kept.encode())


def _named(root: Path, names: Iterable[str]) -> Mapping[str, bool | None]:
    """Whether each of these is a file; None of what is not there."""
    return {name: os.path.isfile(root / name) if os.path.exists(root / name) else None for name in names}
