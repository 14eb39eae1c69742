"""Commands of the program, each in a fork of a process that has imported it: as fresh as a new one, without its start.

`python -m branchsite check` takes longer to import than to check. The process here has imported everything and
read nothing; each command is a child of it with its own environment, folder, limits and end. Where several are asked
for, it also compiles what a build compiles.
"""

import atexit
import json
import os
import resource
import runpy
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

IMPORTED = frozenset(["branchsite", "branchsite.load.settings", "mkdocs"])
"""What it runs."""

PATIENCE = 300
"""Seconds that a command may take."""

LINES = "COUNTED_LINES"
"""In the environment where lines are counted: the file beside which commands leave what they have run."""

_SEVERAL = 4
"""So many commands pay for the time in which it compiles."""

Limits = Mapping[int, int]
"""What the system enforces, by the numbers of the module resource."""


@dataclass(frozen=True)
class Forks:
    """The other side of such a process."""

    process: "subprocess.Popen[str]"
    outputs: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="forked-")))

    def run(
        self, arguments: Sequence[str], root: Path, environment: Mapping[str, str], limits: Limits
    ) -> "subprocess.CompletedProcess[str]":
        """Run `python -m …` in a folder. Output and errors come in stdout together."""
        output = self.outputs / "output"
        umask = os.umask(0o022)
        os.umask(umask)
        request = (list(arguments), str(root), dict(environment), umask, list(limits.items()), str(output))
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], PATIENCE)[0]:
            self.process.kill()
            _forks.cache_clear()
            raise subprocess.TimeoutExpired(list(arguments), PATIENCE)
        status = int(self.process.stdout.readline())
        return subprocess.CompletedProcess(request[0], status, output.read_text(encoding="utf-8", errors="replace"))


@cache
def _forks() -> Forks:
    forks = Forks(
        subprocess.Popen(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
    )
    atexit.register(shutil.rmtree, forks.outputs, ignore_errors=True)
    atexit.register(forks.process.communicate)
    return forks


def run_forked(
    arguments: Sequence[str], root: Path, environment: Mapping[str, str], limits: Limits | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a module of the program or MkDocs, by its name, with arguments."""
    return _forks().run(arguments, root, environment, limits or {})


def main() -> None:
    """Answer requests until there are no more."""

    import branchsite.__main__
    import branchsite.commands.full_build
    import branchsite.commands.full_check
    import branchsite.commands.pages
    import branchsite.commands.schema
    import branchsite.host.commands
    import branchsite.views.render  # noqa: F401

    answers = os.dup(1)
    known: set[tuple[str, ...]] = set()
    for number, line in enumerate(iter(sys.stdin.readline, "")):
        request = json.loads(line)
        # The first of a kind alone: to count takes longer than to run.
        kind = _kind(request[0])
        is_first = kind not in known and not request[4]
        known.add(kind)
        if number == _SEVERAL:
            _warm_up()
        child = os.fork()
        if child == 0:
            os.close(answers)
            if not is_first:
                request[2].pop(LINES, None)
            _become(*request)
            return
        _, status = os.waitpid(child, 0)
        os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _warm_up() -> None:
    from warm import warm

    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        warm(lambda: _build_tiny(Path(folder)))


def _build_tiny(folder: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from sites import TINY, TODAY, copy_site

    os.environ.update(SITE_TODAY=TODAY.isoformat(), NO_MKDOCS_2_WARNING="1", BRANCHSITE_CACHE=str(folder / "cache"))
    os.chdir(copy_site(folder / "site", TINY))
    # What it says is nobody's answer.
    for number in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    build(load_config(site_dir=str(folder / "out")))


def _kind(arguments: list[str]) -> tuple[str, ...]:
    """The module and its words, without options and what follows the second."""
    return tuple([one for one in arguments if not one.startswith("-")][:3])


def _count_lines(into: str) -> None:
    """Leave beside a file which lines have been run, for pytest-cov to add to those of the tests themselves."""
    from coverage import Coverage

    counted = Coverage(data_file=into, data_suffix=True, source=["branchsite"], config_file=False)
    # What it warns of is nobody's answer: the program was imported before the fork.
    counted.set_option("run:disable_warnings", ["module-not-measured", "no-data-collected", "already-imported"])
    counted.start()
    atexit.register(lambda: (counted.stop(), counted.save()))


def _become(
    arguments: list[str], root: str, environment: dict[str, str], umask: int, limits: list[list[int]], output: str
) -> None:
    """Be the command that was asked for; whatever it raises ends this process as it would end its own."""
    os.chdir(root)
    os.umask(umask)
    os.environ.clear()
    os.environ.update(environment)
    for path, flags, numbers in (("/dev/null", os.O_RDONLY, (0,)), (output, os.O_WRONLY | os.O_CREAT, (1, 2))):
        opened = os.open(path, flags | os.O_TRUNC, 0o600)
        for number in numbers:
            os.dup2(opened, number)
        os.close(opened)
    sys.argv = list(arguments)
    sys.path[0] = root
    # Run, not imported: runpy would warn.
    for name in (arguments[0], f"{arguments[0]}.__main__"):
        sys.modules.pop(name, None)
    for which, amount in limits:
        resource.setrlimit(which, (amount, amount))
    if into := os.environ.pop(LINES, ""):
        _count_lines(into)
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
