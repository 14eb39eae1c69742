"""Scripts and files of the site as a browser takes them from a disk (assets/reader.js).

A module becomes a function that gives what it exports. A file that a script asks for becomes a script that hands its
bytes over.
"""

import base64
import json
import re

from ..cache.fingerprint import plain

CARRIED = ".js"
"""Behind the name of a file that a script carries."""

_TEXTS = (".html", ".js", ".json")

_IN_WORKER = ("search-worker.js", "pagefind.js")
"""Scripts that run beside the page, where there are no others: they are carried as texts."""

_NOT_HERE = ("notes.js", "take.js", "docx.js", "offline.js")
"""随身记: what a reader wrote would stay on whichever computer the disk was in. 离线阅读: all is here."""

_EXPORTS = re.compile(rb"\bexport ?(\{[^{}]*\});?\s*\Z")


def is_carried(uri: str) -> bool:
    """Whether scripts alone ask for a file: the search index, the tables that filters choose by."""
    if uri.startswith("search/"):
        return not uri.endswith(".html")
    return plain(uri).endswith("/facets.json") or _name(uri) in _IN_WORKER


def carrier(uri: str, content: bytes) -> bytes:
    """The script that hands a file over: a text as one, which packs to a third of what its bytes would in base 64."""
    content = as_function(content) if _name(uri) in _IN_WORKER else content
    if uri.endswith(_TEXTS):
        return f"archive.tell({json.dumps(content.decode(), ensure_ascii=False)})\n".encode()
    return b'archive.give("%s")\n' % base64.b64encode(content)


def script(uri: str, content: bytes) -> bytes:
    """A script of a page: what it declares stays within it, as in a module."""
    return b"archive.run(scriptUrl => {\n%s})\n" % (b"" if _name(uri) in _NOT_HERE else as_function(content))


def as_function(module: bytes) -> bytes:
    """The body of a function that gives what a module exports. It names its exports at its end.

    scriptUrl: what the function is given, the address of the script; beside the page, where it has none, nothing.
    """
    body = _EXPORTS.sub(rb"return \1\n", module).replace(b"import.meta.url", b"scriptUrl")
    return re.sub(rb"\bimport\(", b"archive.load(", body)


def _name(uri: str) -> str:
    return plain(uri).rpartition("/")[2]
