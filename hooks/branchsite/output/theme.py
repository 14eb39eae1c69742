"""What the theme makes besides the pages, as MkDocs renders it, and kept for builds that need not ask MkDocs.

Two things are kept below .cache/theme/. What MkDocs makes of mkdocs.yml, by its text; and what it renders, by all that
it is given. Neither is kept of settings under which MkDocs' own files could come from anywhere else.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache as once
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from .. import cache
from ..cache.digest import digest
from ..cache.fingerprint import plain
from ..cache.pack import Pack, pack
from ..cache.program import program_version, state_of
from ..library.library import Library
from ..views.page import Page
from .write import OutputFile

FOLDER = "theme"

_LIBRARIES = ("mkdocs", "mkdocs-material", "Jinja2", "Markdown", "MarkupSafe", "PyYAML", "Babel")
"""What has a hand in a shell."""

_SHOWN_BY_THEME = ("assets/", "brand/")
"""Where the files of the pages lie that the theme may name."""

_INHERIT = re.compile(r"""^INHERIT:\s*["']?(.*?)["']?\s*(?:#.*)?$""", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Settings:
    """What a build takes from mkdocs.yml. nav: the Markdown files that it names. joined: the style sheets of a page.

    site_dir, overrides: folders, from the root of the file system.
    """

    site_url: str
    site_dir: str
    overrides: str
    nav: tuple[str, ...]
    joined: tuple[str, ...]

    @property
    def own_shells(self) -> frozenset[str]:
        """The addresses of the pages in the navigation."""
        return frozenset(target.removesuffix("index.md") for target in self.nav)


def read_settings(root: Path) -> Settings | None:
    """What MkDocs made of the settings of a site, as they are now; None where that is not known."""
    kept = next(filter(None, (cache.read(_place(root, key)) for key in _settings_keys(root))), None)
    if kept is None:
        return None
    found = json.loads(kept)
    folders = {name: str(root.resolve() / found[name]) for name in _FOLDERS}
    return Settings(**{**found, **folders, "nav": tuple(found["nav"]), "joined": tuple(found["joined"])})


def keep_settings(root: Path, settings: Settings) -> None:
    """Keep what MkDocs made of them: for a copy of the site as well, where all folders lie within it."""
    if keys := _settings_keys(root):
        here, found = root.resolve(), asdict(settings)
        folders = {name: Path(found[name]) for name in _FOLDERS}
        within = {name: str(one.relative_to(here)) for name, one in folders.items() if one.is_relative_to(here)}
        key = keys[0] if len(within) == len(folders) else keys[1]
        cache.write(_place(root, key), json.dumps({**found, **within}).encode())


_FOLDERS = ("site_dir", "overrides")
"""The settings that name folders; kept by their way from the site's, where they lie within it."""


def _settings_keys(root: Path) -> tuple[str, ...]:
    """The names of settings of a site wherever it lies, and of one that lies here alone."""
    key = settings_key(root)
    return (key, cache.key(key, str(root.resolve()))) if key else ()


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
    key = settings_key(root)
    if not key:
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
    return cache.key(key, asked, state_of(Path(settings.overrides)))


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

    def keep(self, root: Path, key: str) -> None:
        """Keep it under a name."""
        cache.write(_place(root, key), pack(self._files))


def rendered_theme(folder: Path, stand_ins: Iterable[Page]) -> RenderedTheme:
    """The theme that was rendered into a folder."""
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return RenderedTheme(files, stand_ins)


def kept_theme(root: Path, key: str, stand_ins: Iterable[Page]) -> RenderedTheme | None:
    """The theme that was kept under a name; None where there is none, or not one for all of these."""
    kept = cache.read(_place(root, key)) if key else None
    if kept is None:
        return None
    files = Pack(kept)
    asked = list(stand_ins)
    return RenderedTheme(files, asked) if all(f"{page.url}index.html" in files for page in asked) else None


def _place(root: Path, key: str) -> Path:
    return cache.folder(root) / FOLDER / key


def settings_key(root: Path) -> str:
    """A name for the text of mkdocs.yml and what it inherits, with the environment, and for the program.

    "" where one of them cannot be read.
    """
    parts: list[str] = []
    file: Path | None = root / "mkdocs.yml"
    try:
        while file:
            text = file.read_text(encoding="utf-8-sig")
            # Any word of it may name a variable (`!ENV`): to read YAML for that would take longer.
            read = {name: os.environ[name] for name in _NAME.findall(text) if name in os.environ}
            parts += [text, json.dumps(read, sort_keys=True)] if "!ENV" in text else [text]
            above = _INHERIT.search(text)
            file = file.parent / above[1] if above else None
        return cache.key(_libraries(), program_version(), *parts)
    except (OSError, UnicodeDecodeError, PackageNotFoundError):
        return ""


@once
def _libraries() -> str:
    return cache.version((), _LIBRARIES)
