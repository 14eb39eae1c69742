"""data/ and docs/ in the repository belong to a school: a test that reads them judges the school, not the program."""

import os
import sys
from pathlib import Path

from branchsite.load.tree import PROGRAM_DOCS
from sites import ROOT

FOLDERS = tuple(f"{ROOT / name}{os.sep}" for name in ("data", "docs"))
OURS = f"{ROOT / PROGRAM_DOCS}{os.sep}"
"""Papers about the program, which a content account cannot change."""

READS = ("open", "os.listdir", "os.scandir")
WHY = (
    "测试不能读学校自己的 data/、docs/：资料换了，测试就不通过。用 sites.SHIPPED；对任何资料都成立的，写在 tests/site/"
)


class Guard:
    """Refuses to read them while closed. What other processes read it does not see."""

    closed = True

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Called by Python before it does something that can be audited."""
        if not self.closed or event not in READS:
            return
        path = arguments[0]
        place = f"{path}{os.sep}" if isinstance(path, str | Path) else ""
        if place.startswith(FOLDERS) and not place.startswith(OURS):
            raise AssertionError(f"{path}：{WHY}")


GUARD = Guard()
sys.addaudithook(GUARD)
