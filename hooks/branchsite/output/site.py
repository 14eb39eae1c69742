"""From pages, and from what the theme built, to the files of the site."""

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache, cached_property, partial
from pathlib import Path

from ..cache import version
from ..cache.digest import digest
from ..urls import plain
from ..views.page import Asset, Page
from .shell import Shell, ShellKey, shell_key
from .write import OutputFile, PendingFiles, write_site

_PROGRAM = Path(__file__).parents[2]
_OVERRIDES = _PROGRAM.parent / "overrides"
_LIBRARIES = ("Jinja2", "Markdown", "MarkupSafe", "nh3", "icalendar", "pydantic")
"""What has a hand in the bytes of a page. Whatever else changes the theme's part of it shows in the shell."""


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
        self._version = digest(_program(), _state(_OVERRIDES, "*"))

    @cached_property
    def stand_ins(self) -> dict[str, Page]:
        """What the theme is to build in place of the pages, by the path of its Markdown file."""
        made = {place: place.stand_in for _, place in self._pages}
        return {page.src_uri: page for page in made.values()}

    def write(self, built: Path, below: str, pending: Callable[[], Iterable[Asset]], out: Path, caches: Path) -> int:
        """Make the site of what the theme built. Gives how many files were written.

        built: the folder the stand-ins were built in. pending: waits for what is still being made, all of it below
        that address. out, caches: as write_site has them.
        """
        shells = {
            place: _ShellWithDigest(built, place, self._site_url) for place in {place for _, place in self._pages}
        }
        pages = [shells[place].file(page) for page, place in self._pages]
        carried = (asset for page, _ in self._pages for asset in page.assets if not self._is_joined(asset))
        coming = PendingFiles(below, lambda: [_asset(asset) for asset in pending()])
        return write_site(
            [*pages, *map(_asset, carried), *self._rest_of_theme(built)], coming, out, caches, self._version
        )

    def _is_joined(self, asset: Asset) -> bool:
        return plain(asset.uri) in self._joined

    def _rest_of_theme(self, built: Path) -> Iterable[OutputFile]:
        """What else the theme has put there: its own files, the site map, the page for a wrong address."""
        shells = {f"{page.url}index.html" for page in self.stand_ins.values()}
        for path in sorted(path for path in built.rglob("*") if path.is_file()):
            uri = path.relative_to(built).as_posix()
            if uri not in shells:
                yield OutputFile(uri, "", path.read_bytes)


class _ShellWithDigest:
    """A shell with its digest."""

    def __init__(self, built: Path, place: ShellKey, site_url: str) -> None:
        html = (built / place.url / "index.html").read_text(encoding="utf-8")
        self._shell = Shell(place, html, site_url)
        self._digest = digest(html, site_url)

    def file(self, page: Page) -> OutputFile:
        return OutputFile(f"{page.url}index.html", digest(self._digest, page.url, page), partial(self._make, page))

    def _make(self, page: Page) -> bytes:
        return self._shell.fill(page).encode("utf-8", "xmlcharrefreplace")


def _asset(asset: Asset) -> OutputFile:
    return OutputFile(asset.uri, asset.digest, asset.read)


@cache
def _program() -> str:
    """The program that this process has loaded: a page of another one is not this one's, whatever its digest says."""
    return _state(_PROGRAM, "*.py", _LIBRARIES)


def _state(folder: Path, pattern: str, libraries: Iterable[str] = ()) -> str:
    """A name for what these files below a folder are called and hold."""
    files = sorted(path for path in folder.rglob(pattern) if path.is_file())
    names = "\n".join(path.relative_to(folder).as_posix() for path in files)
    return digest(names, version(files, libraries))
