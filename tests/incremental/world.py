"""A site to edit, built on top of what was built last and, to compare, from nothing."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from incremental.builder import Ran, SiteBuilder
from incremental.edits import setting
from incremental.places import BRAND, VOCABULARY
from sites import ROOT, SHIPPED, TINY, TODAY, copy_site, tree

Tree = Mapping[str, bytes]

FRESH, STAYING, COLD = 0, 1, 2
"""Builders: one that starts anew each time, as a command does, one that goes on, as mkdocs serve does, and the one that
the others are compared with: it finds no site and nothing kept on the disk. It goes on, too, for that is quicker; what
it might remember of the site before, FRESH cannot know, so it would differ."""


class World:
    """root: of the site. first, first_small: what it gives before any edit. out, caches: of each builder.

    small: with a small theme in MkDocs' place, in folders of its own.
    """

    def __init__(self, root: Path, builders: tuple[SiteBuilder, SiteBuilder, SiteBuilder]) -> None:
        self.root = root
        self.out = [root.parent / f"out{who}" for who in (FRESH, STAYING)]
        self.caches = [root.parent / f"cache{who}" for who in (FRESH, STAYING)]
        self._builders = builders
        self._files = self._editable()
        self.first = self.cold()
        self.first_small = self.cold(small=True)

    def build(
        self, who: int, *, ahead: float = 10, kill_after: float | None = None, small: bool = False, **env: str
    ) -> Ran:
        """Build on top of what the same builder has built last. ahead: so old do all files look."""
        out, caches = (_small(self.out[who]), _small(self.caches[who])) if small else (self.out[who], self.caches[who])
        return self._builders[who].build(
            out, caches, ahead=ahead, kill_after=kill_after, small=small, **_environment(env)
        )

    def again(self, who: int, *, small: bool = False, **env: str) -> Tree:
        """The same, and what is there then."""
        ran = self.build(who, small=small, **env)
        assert ran.right, ran.said
        return tree(_small(self.out[who]) if small else self.out[who])

    def cold(self, *, small: bool = False, **env: str) -> Tree:
        """The site built into nothing, with nothing kept."""
        ran, built = self.try_cold(small=small, **env)
        assert ran.right, ran.said
        return built

    def try_cold(self, *, small: bool = False, **env: str) -> tuple[Ran, Tree]:
        """The same, where the site may be wrong."""
        out, caches = self.root.parent / "cold", self.root.parent / "cold cache"
        for folder in (out, caches):
            shutil.rmtree(folder, ignore_errors=True)
        ran = self._builders[COLD].build(out, caches, small=small, **_environment(env))
        return ran, tree(out)

    @property
    def data_alone_differs(self) -> bool:
        """Whether all that is not as at first lies in data/."""
        return all(file.startswith("data/") for file in differing(self._editable(), self._files))

    def restore(self) -> None:
        """Take all edits back: only the files that differ are written."""
        now = self._editable()
        for file in differing(now, self._files):
            path = self.root / file
            if file in self._files:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._files[file])
            else:
                path.unlink()

    def _editable(self) -> dict[str, bytes]:
        """Every file that edits may change."""
        folders = ("data", "docs", "overrides")
        files = {f"{name}/{uri}": content for name in folders for uri, content in tree(self.root / name).items()}
        return {**files, "mkdocs.yml": (self.root / "mkdocs.yml").read_bytes()}


@contextmanager
def opened(place: Path) -> Iterator[World]:
    """Tiny, with overrides and a vocabulary of its own, and both strands of the brand drawn."""
    root = copy_site(place / "site", TINY)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    setting(BRAND, "绿", "字形", to={"字": "生态绿", "路径": "M0 0H10V100H0Z"})(root)
    shutil.copy(SHIPPED / VOCABULARY, root / VOCABULARY)
    with SiteBuilder(root) as fresh, SiteBuilder(root, stays=True) as staying, SiteBuilder(root, stays=True) as cold:
        yield World(root, (fresh, staying, cold))


def _small(folder: Path) -> Path:
    return folder.with_name(f"{folder.name} small")


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    """TODAY and the example's address where nothing else is said."""
    return {"SITE_TODAY": TODAY.isoformat(), "SITE_URL": "https://example.com/", **env}


def differing(one: Tree, other: Tree) -> list[str]:
    """The files that are not the same."""
    return sorted(uri for uri in one.keys() | other.keys() if one.get(uri) != other.get(uri))
