"""build: the site. Where nothing has changed since, what the last build has said is said again.

That takes a fraction of the time in which all that builds is imported, so none of it is imported here.
"""

import argparse
import datetime
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..cache.caches import Caches
from ..cache.digest import digest
from ..output.folder import folder_state
from ..output.published import Published
from ..output.settings import Settings, read_settings, settings_key
from ..system.gc import pause_gc
from .answer import question, recall, remember, theme_state
from .baseline import local_notice
from .environment import PLAIN, REPORT, SEARCH, WHY, today


def run_build(options: argparse.Namespace) -> int:
    """Build the site.

    options: root; site_dir, in the place of the one in mkdocs.yml; strict, as MkDocs has it; why: say why each file
    is written.

    Raises DataError with everything that is wrong; then the last build is left as it was.
    """
    if options.why:
        os.environ[WHY] = "1"
    asked = site_request(options.root, options.site_dir)
    if asked and asked.is_answered():
        return 0
    # Here, not at the top: see there.
    with pause_gc():
        from .full_build import run_full_build

    return run_full_build(options, asked)


@dataclass(frozen=True)
class SiteRequest:
    """A site that is to be built. out: into which folder. day: as of when."""

    root: Path
    settings: Settings
    out: Path
    day: datetime.date

    @cached_property
    def key(self) -> str:
        """A name for all that the site follows from; "" where that is not known, or more than the site is wanted."""
        if REPORT in os.environ:
            return ""
        # The theme of the settings need not be the one beside the program.
        theme = theme_state(self.root, self.settings.overrides)
        return question(self.root, "build", self.day, settings_key(self.root), theme, os.environ.get(SEARCH))

    @property
    def _name(self) -> str:
        return f"build-{digest(str(self.out.resolve()))}"

    def is_answered(self) -> bool:
        """Whether the folder holds that very site; then the writer is told what was told when it was built."""
        with pause_gc():
            answer = recall(self.root, self._name, self.key if self.out.is_dir() else "", self._state)
            if answer:
                self.tell(answer.said, lambda: answer.published, answer.pages, 0)
            return answer is not None

    def remember(self, said: Iterable[str], site: Published, named: Iterable[str]) -> None:
        """Keep what was told. said, site, named: as answer.remember has them."""
        remember(self.root, self._name, self.key, said, site, named, self._state)

    def _state(self) -> str:
        return folder_state(self.out)

    def tell(self, said: Iterable[str], site: Callable[[], Published], pages: int, written: int) -> None:
        """Say that the site is there, and what the writer is reminded of.

        said: of the data. site: gives what the site answers at.
        """
        for one in reminders(self.root, self.day, said, site):
            print(one, end="\n\n")
        print(f"网站做好了：{pages} 页，新写了 {written} 个文件。", flush=True)


def site_request(root: Path, site_dir: Path | None) -> SiteRequest | None:
    """The site that is asked for; None where only MkDocs can tell which, or is to build it by itself."""
    settings = None if os.environ.get(PLAIN) == "1" else read_settings(root, Caches(root).theme)
    return SiteRequest(root, settings, site_dir or Path(settings.site_dir), today()) if settings else None


def reminders(root: Path, day: datetime.date, said: Iterable[str], site: Callable[[], Published]) -> list[str]:
    """What to tell the writer: of the data, and of the pages that the next push would withdraw.

    site: gives what the site would answer at.
    """
    return [*said, *filter(None, [local_notice(root, day, site)])]
