"""What the theme makes besides the pages, as MkDocs renders it, and kept for builds that need not ask MkDocs.

It is kept by all that MkDocs is given, but not under settings with which MkDocs' own files could come from anywhere
else.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..cache.digest import digest
from ..cache.fingerprint import plain
from ..cache.folder import CacheFolder
from ..cache.key import key
from ..cache.pack import Pack, pack
from ..cache.program import state_of
from ..library.library import Library
from ..views.page import Page
from .settings import Settings, settings_key
from .write import OutputFile

_SHOWN_BY_THEME = ("assets/", "brand/")
"""Where the files of the pages lie that the theme may name."""


def names_for_theme(pages: Iterable[Page]) -> dict[str, str]:
    """The files of the pages that templates of the theme may name: their addresses, by their plain ones."""
    uris = (asset.uri for page in pages for asset in page.assets)
    return {plain(uri): uri for uri in uris if uri.startswith(_SHOWN_BY_THEME)}


def theme_key(
    root: Path,
    settings: Settings,
    library: Library,
    pages: Sequence[Page],
    hidden: Iterable[str],
    stand_ins: Mapping[str, Page],
) -> str:
    """A name for all that MkDocs is given to render; "" where it could be anything.

    hidden: the hubs that leave the navigation. stand_ins: by the paths of their Markdown files.
    """
    typed = settings_key(root)
    if not typed:
        return ""
    # The title of a page in the navigation, too: mkdocs.yml need not give it one.
    asked = digest(
        settings.site_url,
        settings.nav,
        settings.joined,
        library.site,
        library.brand,
        names_for_theme(pages),
        [(page.url, page.title) for page in pages if page.url in settings.own_shells],
        sorted(hidden),
        stand_ins,
    )
    return key(typed, asked, state_of(Path(settings.overrides)))


class RenderedTheme:
    """A theme that has rendered its pages, as MkDocs does. files: of the folder, by their paths."""

    def __init__(self, files: Mapping[str, bytes], stand_ins: Iterable[Page]) -> None:
        self._files = files
        self._pages = {f"{page.url}index.html" for page in stand_ins}

    def shell(self, stand_in: Page) -> str:
        """The file that was rendered for it."""
        return self._files[f"{stand_in.url}index.html"].decode()

    def files(self) -> Iterable[OutputFile]:
        """All other files, in the order of their paths."""
        for uri in sorted(self._files.keys() - self._pages):
            content = self._files[uri]
            yield OutputFile(uri, "", lambda content=content: content)  # type: ignore[misc]

    def keep(self, store: CacheFolder, name: str) -> None:
        """Keep it under a name."""
        store.write(name, pack(self._files))


def rendered_theme(folder: Path, stand_ins: Iterable[Page]) -> RenderedTheme:
    """The theme that was rendered into a folder."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return RenderedTheme(files, stand_ins)


def kept_theme(store: CacheFolder, name: str, stand_ins: Iterable[Page]) -> RenderedTheme | None:
    """The theme that was kept under a name; None where there is none, or not one for all of these."""
    kept = store.read(name) if name else None
    if kept is None:
        return None
    files = Pack(kept)
    asked = list(stand_ins)
    return RenderedTheme(files, asked) if all(f"{page.url}index.html" in files for page in asked) else None
