"""The addresses that are published already, as far as a writer's own clone knows."""

import datetime
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from ..cache.caches import Caches
from ..errors import DataError
from ..output.notice import notice, question
from ..output.published import Published, from_report, to_report
from ..output.withdrawn import compare

_TEXTS = (":(glob)data/**/*.yml", ":(glob)docs/**/*.md")
"""The files that decide about addresses: photos have none of their own."""

_SECONDS = 30


def local_notice(root: Path, today: datetime.date, site: Callable[[], Published]) -> str:
    """What to say of the pages that the next push would withdraw; "" where there is none, or no clone to tell.

    site: gives what the site under root would answer at.
    """
    before = _baseline(root, today)
    if before is None:
        return ""
    withdrawal = compare(before, site())
    found = notice(withdrawal)
    return f"{found}\n{question(withdrawal)}" if withdrawal.needs_confirmation else found


def _baseline(root: Path, today: datetime.date) -> Published | None:
    """The addresses of the last commit that other computers have; None where nothing differs from it."""
    # Only a clone of its own: git would look in the folders above.
    if not (root / ".git").exists():
        return None
    try:
        commit = _pushed(root)
        if not _git(root, "diff", "--name-only", "-z", commit, "--", *_TEXTS):
            return None
        return _read(root, commit, today)
    except (OSError, ValueError, LookupError, subprocess.SubprocessError, DataError):
        # An old state that this program cannot read, or no git: there is nothing to compare with.
        return None


def _pushed(root: Path) -> str:
    """The newest commit of HEAD's history that is on another computer; HEAD where there is none."""
    refs = _git(root, "for-each-ref", "--format=%(refname)", "refs/remotes").decode().split()
    mains = [ref for ref in refs if ref.endswith(("/main", "/master"))]
    bases = [_git(root, "merge-base", "HEAD", ref).decode().strip() for ref in mains]
    order = _git(root, "rev-list", "--no-walk=sorted", *bases).decode().split() if bases else []
    return order[0] if order else _git(root, "rev-parse", "HEAD").decode().strip()


def _read(root: Path, commit: str, today: datetime.date) -> Published:
    """Kept by commit and day: to read it all again takes as long as the check itself."""
    store = Caches(root).published
    found = store.get(store.key(commit, str(today)), lambda: _report(root, commit, today).encode())
    return from_report(json.loads(found))


def _report(root: Path, commit: str, today: datetime.date) -> str:
    # Here, not at the top: a check that has nothing else to read is over before all this is imported.
    from .archived import archived_site

    archive = _git(root, "archive", "--format=tar", commit, "--", *_TEXTS)
    return json.dumps(to_report(archived_site(archive, today)))


def _git(root: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, env=environment).stdout
