"""Where the time of one build goes: `python stages.py MKDOCS_YML SITE_DIR` prints seconds by stage, as JSON.

Each stage has two figures: seconds on the clock, and of processor (with that of
finished child processes), which others at work on the machine disturb less. One
process builds the site through MkDocs as it always is. Clocks are put around the
program's public functions before MkDocs loads the hooks, and between MkDocs' own
events. hooks/ must be on PYTHONPATH.
"""

import functools
import itertools
import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple


class Seconds(NamedTuple):
    """Seconds on the clock and of processor: an amount, or a moment."""

    wall: float
    cpu: float

    def plus(self, other: "Seconds") -> "Seconds":
        """Both together."""
        return Seconds(self.wall + other.wall, self.cpu + other.cpu)

    def since(self, earlier: "Seconds") -> "Seconds":
        """What has gone by between two moments."""
        return Seconds(self.wall - earlier.wall, self.cpu - earlier.cpu)


def now() -> Seconds:
    """This moment."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return Seconds(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


STARTED = now()

from mkdocs.commands.build import build  # noqa: E402
from mkdocs.config import load_config  # noqa: E402

import branchsite.build as program  # noqa: E402
from branchsite.checks import CHECKS  # noqa: E402

IMPORTED = now()

EVENTS = ("config", "nav", "env", "post_page", "post_build")
"""MkDocs' events in their order. Between nav and env pages are read, between env and post_page they are rendered."""

LAYERS = ("load", "checks", "library", "views")
"""Those of the program's layers whose functions `build.py` calls."""


class Clock:
    """What was spent in functions, by name, and the moment at which each event was last over."""

    def __init__(self) -> None:
        self.spent: dict[str, Seconds] = {}
        self.over: dict[str, Seconds] = {}

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time added to the name's."""

        @functools.wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            start = now()
            try:
                return function(*arguments, **options)
            finally:
                self.spent[name] = self.spent.get(name, Seconds(0, 0)).plus(now().since(start))

        return timed

    def after(self, run_event: Callable[..., Any]) -> Callable[..., Any]:
        """MkDocs' run_event: each event's time added up, and the moment noted at which it is over."""

        @functools.wraps(run_event)
        def noted(name: str, *arguments: Any, **options: Any) -> Any:
            result = self.around(f"event {name}", run_event)(name, *arguments, **options)
            self.over[name] = now()
            return result

        return noted


def put_clocks(clock: Clock) -> None:
    """Time the steps of `build.py`, each check, each view, and what views call for prose and templates."""
    for name, check in list(CHECKS.items()):
        # A check is a generator: its time is spent while it is read.
        CHECKS[name] = clock.around(f"check {name}", lambda *given, check=check: list(check(*given)))
    for name, function in list(vars(program).items()):
        stage = _stage(function)
        if stage:
            setattr(program, name, clock.around(stage, function))
    for name, views in list(sys.modules.items()):
        if name.startswith("branchsite.views."):
            for helper in ("convert", "render"):
                if hasattr(views, helper):
                    setattr(views, helper, clock.around(helper, getattr(views, helper)))


def _stage(function: object) -> str:
    """The stage that a function belongs to, by the layer that defines it; nothing for what is no step of a build."""
    layer, _, file = getattr(function, "__module__", "").removeprefix("branchsite.").partition(".")
    if layer not in LAYERS or isinstance(function, type):
        return ""
    return f"view {file}" if layer == "views" else layer


def main() -> None:
    """Build once and print the seconds."""
    clock = Clock()
    put_clocks(clock)
    config = load_config(sys.argv[1], site_dir=sys.argv[2])
    config.plugins.run_event = clock.after(config.plugins.run_event)  # type: ignore[method-assign]
    start = now()
    build(config)
    end = now()
    moments = [start, *(clock.over[event] for event in EVENTS), end]
    passed = [later.since(earlier) for earlier, later in itertools.pairwise(moments)]
    stages = {
        "import": IMPORTED.since(STARTED),
        **{f"to {event}": seconds for event, seconds in zip((*EVENTS, "end"), passed, strict=True)},
        **clock.spent,
        "total": end.since(STARTED),
    }
    print(json.dumps(stages))


if __name__ == "__main__":
    main()
