"""From a built site to the files of a copy that needs no server."""

import re
from collections.abc import Iterator
from pathlib import Path

from .addresses import INDEX
from .facts import Facts
from .page import READER, page_on_disk
from .render import reader
from .scripts import CARRIED, carrier, is_carried, script
from .zip_file import ZipEntry

_NEEDS_SERVER = ("404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", "sw.js")
"""What only a server gives out, or asks for."""

_FILTERED = re.compile(r'<template class="filters"')
_ARCHIVE_PAGE = re.compile(r"/page-\d+/index\.html")
"""The lists whose cards other pages show."""


def site_files(site: Path, facts: Facts) -> Iterator[ZipEntry]:
    """The files, one by one: a large site is never in memory. site: the folder of the built one."""
    yield ZipEntry(READER, reader())
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        uri = path.relative_to(site).as_posix()
        if uri not in _NEEDS_SERVER:
            yield from _file(uri, path.read_bytes(), facts)


def _file(uri: str, content: bytes, facts: Facts) -> Iterator[ZipEntry]:
    if is_carried(uri):
        yield ZipEntry(uri + CARRIED, carrier(uri, content))
    elif uri.endswith(".js"):
        yield ZipEntry(uri, script(uri, content))
    elif uri.endswith(".html"):
        yield from _page(uri, content.decode(), facts)
    else:
        yield ZipEntry(uri, content)


def _page(uri: str, html: str, facts: Facts) -> Iterator[ZipEntry]:
    made = page_on_disk(html, uri.removesuffix(INDEX), facts).encode()
    yield ZipEntry(uri, made)
    if _FILTERED.search(html) or _ARCHIVE_PAGE.search(uri):
        yield ZipEntry(uri + CARRIED, carrier(uri, made))
