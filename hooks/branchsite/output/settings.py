"""What a build takes from mkdocs.yml, as MkDocs has read it, and kept by its text for builds that do not ask MkDocs."""

import json
import os
import re
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from ..cache.folder import CacheFolder
from ..cache.key import key, version
from ..cache.program import program_version

_LIBRARIES = ("mkdocs", "mkdocs-material", "Jinja2", "Markdown", "MarkupSafe", "PyYAML", "Babel")
"""What has a hand in a shell."""

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


def read_settings(root: Path, store: CacheFolder) -> Settings | None:
    """What MkDocs made of the settings of a site, as they are now; None where that is not known. store: keeps it."""
    kept = next(filter(None, map(store.read, _settings_keys(root))), None)
    if kept is None:
        return None
    found = json.loads(kept)
    folders = {name: str(root.resolve() / found[name]) for name in _FOLDERS}
    return Settings(**{**found, **folders, "nav": tuple(found["nav"]), "joined": tuple(found["joined"])})


def keep_settings(root: Path, settings: Settings, store: CacheFolder) -> None:
    """Keep what MkDocs made of them: for a copy of the site as well, where all folders lie within it."""
    if keys := _settings_keys(root):
        here, found = root.resolve(), asdict(settings)
        folders = {name: Path(found[name]) for name in _FOLDERS}
        within = {name: str(one.relative_to(here)) for name, one in folders.items() if one.is_relative_to(here)}
        name = keys[0] if len(within) == len(folders) else keys[1]
        store.write(name, json.dumps({**found, **within}).encode())


_FOLDERS = ("site_dir", "overrides")
"""The settings that name folders; kept by their way from the site's, where they lie within it."""


def _settings_keys(root: Path) -> tuple[str, ...]:
    """The names of settings of a site wherever it lies, and of one that lies here alone."""
    anywhere = settings_key(root)
    return (anywhere, key(anywhere, str(root.resolve()))) if anywhere else ()


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
        return key(_libraries(), program_version(), *parts)
    except (OSError, UnicodeDecodeError, ModuleNotFoundError):
        return ""


@cache
def _libraries() -> str:
    return version((), _LIBRARIES)
