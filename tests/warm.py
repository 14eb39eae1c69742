"""What a fork of this process need not do again: to import modules, to compile patterns, models and templates."""

import importlib
import marshal
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from operator import attrgetter

Patterns = list[tuple[str | bytes, int]]
Models = list[tuple[str, str]]
"""Of a module and their names in it."""


def warm(work: Callable[[], object]) -> None:
    """Import and compile what this imports and compiles; all else that it does is done in a fork, and forgotten.

    None of it is a state: whoever is forked afterwards knows as little of any site as a new process does. A template
    is read again as soon as its file is another one.
    """
    from branchsite.cache.program import code_version
    from branchsite.views import render

    modules, patterns, models = _seen_in_fork(work)
    for name in modules:
        with suppress(ImportError):
            importlib.import_module(name)
    for pattern, flags in patterns:
        re.compile(pattern, flags)
    for name, model in models:
        with suppress(KeyError):
            attrgetter(model)(sys.modules[name]).model_rebuild()
    render.compile_templates()
    # The files of the program that has been imported.
    code_version()


def _seen_in_fork(work: Callable[[], object]) -> tuple[list[str], Patterns, Models]:
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
            modules = [name for name in sys.modules if name not in known]
            answer.write(marshal.dumps((modules, patterns, list(_compiled_models()))))
        os._exit(0)
    os.close(told)
    with os.fdopen(heard, "rb") as answer:
        seen = answer.read()
    os.waitpid(child, 0)
    found: tuple[list[str], Patterns, Models] = marshal.loads(seen)
    return found


def _compiled_models() -> Iterator[tuple[str, str]]:
    """The models of the program that are compiled by now: each is when it is first used."""
    from pydantic import BaseModel

    waiting = [BaseModel]
    while waiting:
        waiting += (model := waiting.pop()).__subclasses__()
        if model.__module__.startswith("branchsite.") and model.__pydantic_complete__:
            yield model.__module__, model.__qualname__


def _listen(patterns: Patterns) -> None:
    """Keep every pattern that is compiled from now on."""
    compiler = re._compiler  # type: ignore[attr-defined]
    compile_pattern = compiler.compile

    def heard(pattern: str | bytes, flags: int = 0) -> object:
        if type(pattern) in (str, bytes):
            patterns.append((pattern, int(flags)))
        return compile_pattern(pattern, flags)

    compiler.compile = heard
