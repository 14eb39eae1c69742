"""check: everything that is wrong, at once. Where nothing has changed since, what was said last is said again.

That takes a fraction of the time in which all that checks is imported, so none of it is imported here.
"""

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path

from ..output.published import Published
from ..system.gc import pause_gc
from .answer import question, recall
from .baseline import local_notice
from .environment import address, today
from .forms import FORMS

ANSWER = "check"
"""The name of the answer that is kept."""


def run_check(options: argparse.Namespace) -> int:
    """Check everything and say what is wrong. options: root, fix, and a file for each of FORMS.

    Raises DataError where anything stops publication.
    """
    day = today()
    # What is mended, or written down in another form, is not to be had from memory.
    more = options.fix or any(getattr(options, form) for form in FORMS)
    with pause_gc():
        asked = "" if more else question(options.root, day, address())
        answer = recall(options.root, ANSWER, asked)
    if answer:
        return tell(options.root, "\n\n".join(answer.said), day, answer.pages, lambda: answer.published)
    # Here, not at the top: see there.
    with pause_gc():
        from .full_check import run_full_check

    return run_full_check(options, day, asked)


def tell(root: Path, said: str, day: datetime.date, pages: int, site: Callable[[], Published]) -> int:
    """Say that all is well. said: what the writer is reminded of. site: gives what it answers at."""
    print(said)
    if gone := local_notice(root, day, site):
        print(f"\n{gone}\n")
    print(f"可以发布：{pages} 页。")
    return 0
