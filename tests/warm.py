"""What a fork of this process need not do again: to import modules, to compile patterns and templates."""

import importlib
import marshal
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress

Patterns = list[tuple[str | bytes, int]]


def warm(work: Callable[[], object]) -> None:
    """Import and compile what this imports and compiles; all else that it does is done in a fork, and forgotten.

    None of it is a state: whoever is forked afterwards knows as little of any site as a new process does. A template
    is read again as soon as its file is another one.
    """
    from branchsite.views import render

    modules, patterns = _seen_in_fork(work)
    for name in modules:
        with suppress(ImportError):
            importlib.import_module(name)
    for pattern, flags in patterns:
        re.compile(pattern, flags)
    render.compile_templates()


def _seen_in_fork(work: Callable[[], object]) -> tuple[list[str], Patterns]:
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(heard)
        # All in one process, to be seen.
        os.environ["BRANCHSITE_WORKERS"] = "1"
        known = set(sys.modules)
        patterns: Patterns = []
        _listen(patterns)
        # Where the program is broken, tests say so.
        with suppress(BaseException):
            work()
        with os.fdopen(told, "wb") as answer:
            answer.write(marshal.dumps(([name for name in sys.modules if name not in known], patterns)))
        os._exit(0)
    os.close(told)
    with os.fdopen(heard, "rb") as answer:
        seen = answer.read()
    os.waitpid(child, 0)
    found: tuple[list[str], Patterns] = marshal.loads(seen)
    return found


def _listen(patterns: Patterns) -> None:
    """Keep every pattern that is compiled from now on."""
    compiler = re._compiler  # type: ignore[attr-defined]
    compile_pattern = compiler.compile

    def heard(pattern: str | bytes, flags: int = 0) -> object:
        if type(pattern) in (str, bytes):
            patterns.append((pattern, int(flags)))
        return compile_pattern(pattern, flags)

    compiler.compile = heard
