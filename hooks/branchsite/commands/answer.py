"""What a command found of a site, kept for the next time, should nothing at all have changed until then.

Everything that it can have come from is in the key: what the disk says of each file below data/ and docs/ and of the
program's, the text of the settings and of the templates, the libraries, the day and the address. As in load/store.py,
nothing is trusted of a file that changed just before it was looked at.
"""

import dataclasses
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import cache
from ..cache.digest import digest
from ..cache.program import code_version
from ..errors import Problem, Severity
from ..load.tree import walk_states
from ..output.published import Published, from_report, published, to_report
from ..views.page import Page

FOLDER = "answers"

_SETTLED = 2_000_000_000
"""Nanoseconds for which a file must have been left alone."""


@dataclass(frozen=True)
class Answer:
    """notices: what the writer is reminded of. pages: how many the site has. kept: its addresses, as JSON has them."""

    notices: tuple[Problem, ...]
    pages: int
    kept: Mapping[str, Any]

    @cached_property
    def published(self) -> Published:
        """What the site answers at."""
        return from_report(self.kept)


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
    return cache.key(code_version(), typed, digest(str(root.resolve()), files, asked))


def recall(root: Path, name: str, key: str, state: Callable[[], str] = str) -> Answer | None:
    """The answer that was kept under a name, where it was to the same question.

    state: gives what else it follows from, where the question is the same: it takes long.
    """
    kept, _, found = (cache.read(cache.folder(root) / FOLDER / name) or b"").partition(b"\n")
    if not key or kept != key.encode():
        return None
    content = json.loads(found)
    if content["state"] != state():
        return None
    notices = (Problem(**{**one, "severity": Severity(one["severity"])}) for one in content["notices"])
    return Answer(tuple(dataclasses.replace(one, mended=()) for one in notices), content["pages"], content["site"])


def remember(
    root: Path, name: str, key: str, notices: Iterable[Problem], pages: Sequence[Page], state: Callable[[], str] = str
) -> None:
    """Keep the answer to a question. state: as recall has it."""
    if key:
        said = [{**dataclasses.asdict(one), "mended": ()} for one in notices]
        content = {"notices": said, "pages": len(pages), "site": to_report(published(pages)), "state": state()}
        cache.write(cache.folder(root) / FOLDER / name, f"{key}\n{json.dumps(content)}".encode())
