"""The one door to what is remembered of a site, and the list of all of it."""

import os
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from .folder import DAY, CacheFolder
from .program import code_version, part_version

VARIABLE = "BRANCHSITE_CACHE"
"""Puts the caches elsewhere: on a server that builds each push in a folder of its own."""

_READING = (
    *("errors.py", "blocks/*.py", "cache/*.py", "private/*.*", "models/*.py", "load/**/*.py", "checks/*.py"),
    "system/*.py",
)
"""What decides what an entry is and what is said of it."""


class Caches:
    """path: the folder of all, .cache in a site's own or the one that BRANCHSITE_CACHE names.

    Each says what an entry follows from: the data, and the code with its libraries. Who adds one, or gives one of them
    more to follow from, says so here and in docs/dev/architecture.md.
    """

    def __init__(self, root: Path) -> None:
        """root: the site's folder."""
        named = os.environ.get(VARIABLE)
        self.path = Path(named) if named else root / ".cache"
        self._all: list[CacheFolder] = []
        # The whole program with its templates and libraries, as they are now.
        whole = cache(code_version)

        # What check and build have said.
        # Data: the disk's state of each file below data/ and docs/, the settings, the theme, day, address and place.
        self.answers = self._folder("answers", whole)
        # What was read of the files of a folder. Data: their bytes, and the words that the site's lists allow.
        self.entries = self._folder("entries", partial(part_version, _READING, ("pydantic", "PyYAML")))
        # Answers about files. Data: their bytes. Code: whoever asks names it, see photos/pixels.question.
        self.memo = self._folder("memo")
        # Published photos. Data: the photo as it was handed in. Code: photos/, which names the published file as well.
        self.photos = self._folder("photos")
        # Pictures of records without photos. Data and code: photos/card.Card.source, which names the file as well.
        self.cards = self._folder("cards")
        # The pages of a month's records, without their HTML. Data: views/record._inputs, and what all pages show.
        self.pages = self._folder("pages", whole)
        # What can be found of a month's records, of the materials, of the articles. Data: those, see search/entry.py.
        self.texts = self._folder("texts", whole)
        # Parts of the index, the table of initials. Data: the entries of a part, the words in use.
        # The code's name is in the addresses of the published parts as well.
        searching = partial(part_version, ("search/*.py",), ("pagefind_bin", "pypinyin", "opencc", "cbor2"))
        self.search = self._folder("search", searching)
        # What QR codes are made of. Data: none.
        self.codes = self._folder("codes", partial(part_version, ("views/qr_code.py",), ("segno",)))
        # What MkDocs made of mkdocs.yml, and the shells and files of the theme.
        # Data: mkdocs.yml with what it inherits and the environment; for shells all that the theme shows, overrides/.
        # Code: in the key, with MkDocs and its libraries, see output/settings.settings_key.
        self.theme = self._folder("theme")
        # What was written into a site's folder. Data: the digest of each file. Code: noted in the entry.
        self.output = self._folder("output")
        # From what, where somebody asked why it was written. Nothing is taken from it but the answer.
        self.reasons = self._folder("reasons")
        # Which addresses a commit answers at. Data: the commit, the day. Code: none, for it is only to remind.
        self.published = self._folder("published")
        # When all were swept last.
        self._sweeps = CacheFolder(self.path)

    def _folder(self, name: str, code: Callable[[], str] = str) -> CacheFolder:
        made = CacheFolder(self.path / name, code)
        self._all.append(made)
        return made

    @property
    def names(self) -> list[str]:
        """Of all folders."""
        return [one.path.name for one in self._all]

    def sweep(self) -> None:
        """Drop what has not been in use for a month; looked for once a day, for all entries must be looked at."""
        today = str(int(time.time() // DAY)).encode()
        if self._sweeps.read("swept") != today:
            self._sweeps.write("swept", today)
            for one in self._all:
                one.sweep()
