"""The scripts as they are published: each is joined from the files that it needs, in this order.

Within one published script all files share the scope of one module: what one declares the others use. So a reader
fetches one file, and no bundler is needed. Lines that are only comments, and indentation, are left out: a fifth of
what is sent.
"""

from collections.abc import Mapping

_FOLDER = "assets/js"

SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "shell": ("shell",),
    "share": ("common/element", "common/fill", "common/button", "share/copy", "share/article", "share/panel"),
    "take": ("common/element", "common/fill", "common/button", "notes/day", "notes/store", "notes/take"),
    "notes": (
        *("common/element", "common/fill", "common/scripted", "common/button", "share/copy"),
        *("notes/store", "notes/change", "notes/files", "notes/page"),
    ),
    "docx": ("notes/docx",),
    "keep": (
        *("common/element", "common/fill", "common/button"),
        *(f"offline/{name}" for name in ("failures", "ask", "there", "keep", "kept", "size", "button", "begin")),
    ),
    "offline": (
        *("common/element", "common/fill", "common/scripted", "common/button"),
        *(f"offline/{name}" for name in ("failures", "ask", "there", "kept", "remove", "size", "page")),
    ),
    "quiz": ("common/element", "common/scripted", "common/button", "quiz/questions"),
    "gallery": ("common/element", "common/scripted", "common/click", "gallery/photos"),
    "filters": (
        *("common/element", "common/fill", "common/scripted", "common/click"),
        *(f"filters/{name}" for name in ("page", "choices", "table", "bar", "cards", "list", "results", "start")),
    ),
    "screen": (
        *("common/element", "common/scripted", "offline/ask", "offline/keep"),
        *(f"screen/{name}" for name in ("day", "ageing", "turns", "release", "start")),
    ),
    "search": ("common/scripted", "common/click", "search/open"),
    "search-view": (
        *("common/element", "common/fill", "search/signs"),
        *(
            f"search/view/{name}"
            for name in ("address", "client", "support", "marks", "row", "facets", "frame", "help", "results", "start")
        ),
    ),
    "search-worker": (
        *("search/signs", "search/words"),
        *(f"search/worker/{name}" for name in ("files", "engine", "find", "tasks")),
    ),
}
"""By the name of the published script the files under overrides/assets/js that it consists of."""

WORKER = tuple(f"offline/sw/{name}" for name in ("files", "store", "keep", "release", "answer"))
"""What the service worker consists of: no script of a page, and published by another name (service_worker.py)."""


def worker_parts() -> tuple[str, ...]:
    """The paths under overrides/ of what the service worker consists of."""
    return tuple(map(_path, WORKER))


def join_worker(files: Mapping[str, bytes]) -> bytes:
    """The service worker, without the line that names its release. files: its parts by their paths."""
    return b"".join(_lean(files[path]) for path in worker_parts())


def join_scripts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files by their path under overrides/, with the published scripts in place of their parts.

    Raises KeyError where a part is missing.
    """
    parts = {*worker_parts(), *(_path(part) for names in SCRIPTS.values() for part in names)}
    rest = {path: content for path, content in files.items() if path not in parts}
    return rest | {
        _path(name): b"".join(_lean(files[_path(part)]) for part in names) for name, names in SCRIPTS.items()
    }


def _lean(source: bytes) -> bytes:
    """A script without comments in lines of their own and indentation. No string in it may go over several lines."""
    lines = (line.strip() for line in source.splitlines())
    return b"".join(line + b"\n" for line in lines if line and not line.startswith(b"//"))


def _path(name: str) -> str:
    return f"{_FOLDER}/{name}.js"
