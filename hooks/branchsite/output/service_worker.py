"""/sw.js, the service worker: pages that can be read without a network. What it does: docs/dev/offline.md.

A line before its own names the release. A browser asks for this one file whenever a page is opened: as long as it is
the same, byte for byte, what the browser has stored of the site is of one release and may be shown.
"""

from collections.abc import Sequence
from pathlib import Path

from ..cache.digest import digest
from ..cache.program import state_of
from ..library.library import Library
from ..views.page import Asset, Page
from .scripts import join_worker, worker_parts

URI = "sw.js"


def service_worker(pages: Sequence[Page], library: Library, settings: str, overrides: Path) -> tuple[Asset, ...]:
    """The worker of these pages; none where there can be none, without https.

    settings: a name for mkdocs.yml. overrides: the folder of the theme.
    """
    if not library.has_worker:
        return ()
    # All that a page and what is around it follow from: with any other page it is another release.
    state = state_of(overrides)
    release = digest(settings, state, library.site, library.brand, [(page.url, page.digest) for page in pages])[:16]

    def read() -> bytes:
        parts = {path: (overrides / path).read_bytes() for path in worker_parts()}
        return f'const RELEASE = "{release}"\n'.encode() + join_worker(parts)

    return (Asset(URI, read, release),)
