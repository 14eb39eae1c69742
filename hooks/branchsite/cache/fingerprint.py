"""Names of files that follow from their content, so that readers' browsers may keep them for ever.

A changed file has a new name, so a page never gets the file of another release.
"""

import hashlib
import re

_MARK = re.compile(r"\.[0-9a-f]{8}(?=(?:\.min)?\.[a-z0-9]+$)")
"""Ours (page.1a2b3c4d.css) and Material's (main.57a0d79d.min.css)."""

_PROGRAM = (".css", ".js", ".svg")
"""Names that people may not use under data/ or docs/: such a file is the program's or the brand's."""


def fingerprint(uri: str, *content: bytes) -> str:
    """The address with eight digits of the content's SHA-256 before its ending: a/b.css → a/b.1a2b3c4d.css."""
    digest = hashlib.sha256()
    for piece in content:
        digest.update(hashlib.sha256(piece).digest())
    stem, dot, ending = uri.rpartition(".")
    return f"{stem}.{digest.hexdigest()[:8]}{dot}{ending}"


def plain(uri: str) -> str:
    """The address without its fingerprint: what mkdocs.yml and templates call the file."""
    return _MARK.sub("", uri)


def is_fingerprinted(uri: str) -> bool:
    """Whether what this address gives never changes, so that it may be cached for as long as one likes."""
    return plain(uri) != uri


def is_program_asset(uri: str) -> bool:
    """Whether a later release may keep this file for readers who still have an older page open.

    Only fingerprinted style sheets, scripts and icons. A photo is none: it goes with
    the release that drops it, because a consent may have been withdrawn.
    """
    return is_fingerprinted(uri) and uri.endswith(_PROGRAM)
