"""Lines are counted where they are to be, and only there: to count them takes a test twice its time."""

import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from coverage import Coverage

import branchsite


def prepare_counting(config: pytest.Config) -> None:
    """In the main process of a run that counts lines, and in each of its workers."""
    if hasattr(config, "workerinput"):
        _stop_counting_twice()
        config.pluginmanager.register(Counting())
    elif config.option.numprocesses:
        _import_program()


def _stop_counting_twice() -> None:
    """In a worker pytest-cov counts as if it were alone before it knows better, and goes on below its own counting.

    Whatever is not to be counted is counted there all the same, in twice its time, and thrown away in the end.
    """
    if first := Coverage.current():
        first.stop()


def _import_program() -> None:
    """What a module runs when it is imported is counted once, here, and not where each worker collects its tests."""
    for module in pkgutil.walk_packages(branchsite.__path__, f"{branchsite.__name__}."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)


class Counting:
    """In a worker: the lines that tests and their fixtures run, not those of pytest before, between and after."""

    def __init__(self) -> None:
        self._lines: Coverage | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Iterator[object]:
        """From here on pytest-cov's counting is stopped and started by what follows."""
        self._lines = Coverage.current()
        if self._lines:
            self._lines.stop()
        return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[object]:
        """Outside of pytest-cov's own hook, which goes on after a test that is not to be counted."""
        with self._counted(not item.get_closest_marker("no_cover")):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[object]:
        """Of these tests, not of pytest; whoever asks for it."""
        with self._counted(bool(fixturedef.baseid)):
            return (yield)

    @contextmanager
    def _counted(self, wanted: bool) -> Iterator[None]:
        lines = None if Coverage.current() else self._lines
        if lines and wanted:
            lines.start()
        try:
            yield
        finally:
            if lines:
                lines.stop()
