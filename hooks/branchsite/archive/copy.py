"""All files of a copy, in their order: what to double-click and to read first, the site, its source."""

from collections.abc import Iterator
from pathlib import Path

from ..library.library import Library
from .facts import Facts
from .render import render
from .site import site_files
from .source import source_files
from .zip_file import ZipEntry

OPEN = "打开网站.html"
ABOUT = "说明.txt"
SITE = "site"
SOURCE = "source"


def copy_files(site: Path, library: Library, facts: Facts) -> Iterator[ZipEntry]:
    """site: the folder of the built site. library: what it was made of."""
    yield ZipEntry(OPEN, render("open.html", way=f"{SITE}/index.html", facts=facts).encode())
    # With a mark at its beginning and lines as Windows ends them: its old editors take it for gibberish without.
    text = render("about.txt", facts=facts, open=OPEN, site=SITE, source=SOURCE)
    yield ZipEntry(ABOUT, f"{text}\n".replace("\n", "\r\n").encode("utf-8-sig"))
    for one in site_files(site, facts):
        yield one.below(SITE)
    for one in source_files(library):
        yield one.below(SOURCE)
