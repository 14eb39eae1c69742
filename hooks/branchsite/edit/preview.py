"""The site as it would be with what is being written, built by the program that builds it, to be looked at."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from ..cache.caches import VARIABLE
from ..commands.environment import REPORT, SEARCH
from .shadow import Shadow

_SECONDS = 180

_ONE_BY_ONE = threading.Lock()
_WAIT = 60
"""Seconds for which a preview waits for another one: each takes as much memory as the rest of the form."""

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""What a page needs to be looked at; no script."""


def build_preview(shadow: Shadow, changes: Mapping[str, bytes | None]) -> str:
    """Build the site with these files changed; "" where that worked, else what was said.

    Another process does it: its memory goes with it. One at a time. Raises DataError where the program is not whole.
    """
    if not _ONE_BY_ONE.acquire(timeout=_WAIT):
        return "别人也在看预览，还没有轮到。过一会儿再按一次。"
    try:
        return _build(shadow, changes)
    finally:
        _ONE_BY_ONE.release()


def _build(shadow: Shadow, changes: Mapping[str, bytes | None]) -> str:
    shadow.put(changes)
    shadow.share_program()
    words = [sys.executable, "-m", "branchsite", "--root", str(shadow.place), "build", "--site-dir", str(site(shadow))]
    outer = {name: value for name, value in os.environ.items() if name not in (REPORT, VARIABLE)}
    hooks = str(Path(__file__).parents[2])
    environment = {
        **outer,
        SEARCH: "0",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": hooks,
        # What lies in the folder is no module, whatever it is called.
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
    }
    try:
        ran = subprocess.run(
            words, cwd=shadow.place, env=environment, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "生成预览用了太久，没有做完。"
    return "" if ran.returncode == 0 else ran.stderr.decode("utf-8", "replace")[-4000:]


def site(shadow: Shadow) -> Path:
    """The folder that it is built into."""
    return shadow.place.parent / "site"


def preview_file(shadow: Shadow, path: str) -> tuple[bytes, str] | None:
    """A file of the built site with its type; None where it has none at that path, or one that is not shown."""
    folder = site(shadow).resolve()
    try:
        found = (folder / path).resolve()
        found = found / "index.html" if found.is_dir() else found
        kind = _KINDS.get(found.suffix)
        if kind is None or not found.is_relative_to(folder) or not found.is_file():
            return None
        return found.read_bytes(), kind
    except (OSError, ValueError):
        return None
