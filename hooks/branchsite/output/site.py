"""From pages, and from what the theme built, to the files of the site."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from ..cache.caches import Caches
from ..cache.digest import digest
from ..cache.fingerprint import plain
from ..cache.program import page_version
from ..views.page import Asset, Page
from .folder import folder_name
from .reasons import explain
from .shell import Shell, ShellKey, shell_key
from .write import OutputFile, PendingFiles, WrittenFile, write_site


class Theme(Protocol):
    """What is put around the pages."""

    def shell(self, stand_in: Page) -> str:
        """The whole HTML of a page as the theme renders it."""

    def files(self) -> Iterable[OutputFile]:
        """What it has besides pages: its own assets, the site map, the page for a wrong address."""


class SiteWriter:
    """One build on the fast way: which stand-ins the theme is to build, and what becomes of them."""

    def __init__(
        self, pages: Sequence[Page], own_shells: Container[str], site_url: str, joined: Container[str]
    ) -> None:
        """own_shells: the addresses of the pages in the navigation. site_url: of the site, with a closing slash.

        joined: the plain names of the assets that are part of another file.
        """
        self._pages = [(page, shell_key(page, own_shells)) for page in pages]
        self._site_url = site_url
        self._joined = joined
        # Now: what is edited while pages are rendered belongs to the next version.
        self._version = page_version()

    @cached_property
    def stand_ins(self) -> dict[str, Page]:
        """What the theme is to build in place of the pages, by the path of its Markdown file."""
        made = {place: place.stand_in for _, place in self._pages}
        return {page.src_uri: page for page in made.values()}

    def write(
        self,
        theme: Theme,
        pending: PendingFiles,
        out: Path,
        caches: Caches,
        assets: Iterable[Asset] = (),
        tell: Callable[[str], None] | None = None,
    ) -> int:
        """Make the site of what the theme has rendered. Gives how many files were written.

        pending: what is still being made. out: as write_site has it. assets: what no page carries.
        tell: is called with a line on each file that was written, and why.
        """
        keys = dict.fromkeys(key for _, key in self._pages)
        shells = {key: _ShellWithDigest(theme.shell(key.stand_in), key, self._site_url) for key in keys}
        pages = [shells[key].file(page) for page, key in self._pages]
        carried = (asset for page, _ in self._pages for asset in page.assets if not self._is_joined(asset))
        files = [*pages, *map(asset_file, (*carried, *assets)), *theme.files()]
        written: list[WrittenFile] = []
        on_write = written.append if tell else None
        count = write_site(files, pending, out, caches.output, self._version, on_write=on_write)
        if tell:
            for line in explain(files, written, caches.reasons, folder_name(out)):
                tell(line)
        return count

    def _is_joined(self, asset: Asset) -> bool:
        return plain(asset.uri) in self._joined


class _ShellWithDigest:
    """A shell with its digest."""

    def __init__(self, html: str, key: ShellKey, site_url: str) -> None:
        self._shell = Shell(key, html, site_url)
        self._digest = digest(html, site_url)

    def file(self, page: Page) -> OutputFile:
        made_from = digest(self._digest, page.url, page)
        return OutputFile(f"{page.url}index.html", made_from, partial(self._make, page), partial(self._inputs, page))

    def _inputs(self, page: Page) -> Mapping[str, object]:
        return {"shell": self._digest, **page.inputs}

    def _make(self, page: Page) -> bytes:
        return self._shell.fill(page).encode("utf-8", "xmlcharrefreplace")


def asset_file(asset: Asset) -> OutputFile:
    """An asset of a page as a file of the site."""
    return OutputFile(asset.uri, asset.digest, asset.read)
