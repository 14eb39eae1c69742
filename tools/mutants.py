"""How many small faults in the program the tests notice.

A seeded sample of places is changed one at a time, in a copy of the program, and the tests that are nearest to the
module are run until one fails: its own, those that import it, those of what imports it, those of the worlds and of
its room. What passes them all is printed: a test is missing there, or the change is equal to the original, with the
reason in tools/equal-mutants.tsv. The share is a lower bound, for tests further away, in a browser, or beyond a
budget of time are not run. Not part of `make test`.

    python tools/mutants.py --sample 300 --seed 1 [--only host/push] [--budget 60]

Each place has its rank from the seed and its own line, so the sample hardly changes when the program does, and what
has been run of it, in the order of the ranks, is a smaller sample. --only runs the part of it that is in one room.

The tests are collected once, and each mutant is tried in a fork with the changed function in its place: a second or
two of a processor instead of a start of pytest. Before that the quick tests are run once without a change, to see
which of them run which of these functions, and how long they take: a mutant is tried with those alone, the shortest
first, and then with the slow tests, which may run it in another process. What lies outside of functions is imported
anew.
"""

import argparse
import ast
import contextlib
import copy
import gc
import hashlib
import importlib
import json
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = Path("hooks/branchsite")
EQUAL = Path(__file__).parent / "equal-mutants.tsv"
COPIED = (
    *("hooks", "overrides", "tests", "deploy", "docs/dev", "benchmarks"),
    *("mkdocs.yml", "pyproject.toml", "requirements.txt", "CONTRIBUTING.md"),
)
OPTIONS = ("-q", "-s", "-m", "not browser", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=0")
WIDER = (Path("tests/worlds/test_worlds.py"), Path("tests/views/test_golden.py"))
"""Tests of all rooms together that take little time."""
SECONDS = 120
"""Seconds of a processor after which a test is caught in a loop, and of the clock, five times as many."""

_NEAREST = 3
_NOT_EVEN_BEGUN = (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR)
_OUTSIDE = "outside of functions"
_PASSED = "passed"
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True, eq=False)
class Mutant:
    """A change of one place.

    line, text: where it begins. old, new: the code of the place before and after. tree: the whole file, changed.
    """

    file: Path
    line: int
    text: str
    old: str
    new: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Without the number of the line, which others move."""
        return f"{self.file.as_posix()}\t{self.text}\t{self.old} → {self.new}"

    @property
    def source(self) -> str:
        """The changed file."""
        return ast.unparse(self.tree)


def places(source: str) -> list[tuple[int, int]]:
    """Where a file can be changed: the number of the node, and of the change there."""
    nodes = list(ast.walk(ast.parse(source)))
    # What a decorator says of a class (frozen=True) is for mypy to hold us to.
    left_out = {id(one) for node in nodes for by in getattr(node, "decorator_list", []) for one in ast.walk(by)}
    changed = [(index, node) for index, node in enumerate(nodes) if id(node) not in left_out]
    return [(index, which) for index, node in changed for which, _ in enumerate(_changes(node))]


def mutant(file: Path, source: str, index: int, which: int) -> Mutant:
    """A file with the change of one place."""
    tree = ast.parse(source)
    node = list(ast.walk(tree))[index]
    old, changed, line = ast.unparse(node), list(_changes(node))[which], node.lineno  # type: ignore[attr-defined]
    # In place: whatever holds the node now holds the other.
    node.__class__, node.__dict__ = type(changed), dict(changed.__dict__)
    return Mutant(file, line, source.splitlines()[line - 1].strip(), old, ast.unparse(changed), tree)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in _COMPARED:
            yield _with(node, ops=[_COMPARED[type(op)](), *node.ops[1:]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            yield _with(node, op=ast.Sub() if isinstance(node.op, ast.Add) else ast.Add())
        case ast.Constant(value=bool()):
            yield _with(node, value=not node.value)
        case ast.Constant(value=int()):
            yield _with(node, value=node.value + 1)
        case ast.Expr(value=ast.Call()):
            yield ast.copy_location(ast.Pass(), node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def draw(sources: dict[Path, str], sample: int, seed: int) -> list[Mutant]:
    """So many places of the program, in an order that only the seed and each place's own line decide."""
    ranked: list[tuple[bytes, Path, tuple[int, int]]] = []
    for file, source in sources.items():
        seen: Counter[str] = Counter()
        nodes, lines = list(ast.walk(ast.parse(source))), source.splitlines()
        for index, which in places(source):
            node = nodes[index]
            text = f"{file.as_posix()}\t{lines[node.lineno - 1]}\t{ast.unparse(node)}"  # type: ignore[attr-defined]
            seen[text] += 1
            rank = hashlib.sha256(f"{seed}\t{text}\t{seen[text]}".encode()).digest()
            ranked.append((rank, file, (index, which)))
    return [mutant(file, sources[file], *place) for _, file, place in sorted(ranked)[:sample]]


def tests_of(module: Path) -> list[Path]:
    """The tests of a module, the nearest first. module: below the package."""
    users = [user.relative_to(PACKAGE) for user in _importing(module, PACKAGE)]
    near = [_own_test(module), *_importing(module, Path("tests")), *map(_own_test, users), *WIDER]
    if module.parent.parts:
        near += [path.relative_to(ROOT) for path in sorted((ROOT / "tests" / module.parent).glob("test_*.py"))]
    return [path for path in dict.fromkeys(near) if path.name.startswith("test_") and (ROOT / path).exists()]


def _own_test(module: Path) -> Path:
    name = module.parent.name if module.stem == "__init__" else module.stem.strip("_")
    return Path("tests") / module.parent / f"test_{name}.py"


def _importing(module: Path, below: Path) -> list[Path]:
    dotted = module.parent.parts if module.stem == "__init__" else module.with_suffix("").parts
    return [path for path in _files(below) if path != PACKAGE / module and dotted in _imports(path)]


@cache
def _files(below: Path) -> list[Path]:
    found = sorted((ROOT / below).rglob("*.py"))
    return [path.relative_to(ROOT) for path in found if "worlds" not in path.parts]


@cache
def _imports(path: Path) -> set[tuple[str, ...]]:
    """The modules of the program that a file imports, or may: `from a import b` may mean a or a.b."""
    found: set[tuple[str, ...]] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        parts = tuple(node.module.split(".")) if node.module else ()
        if node.level:
            parts = (*path.relative_to(PACKAGE).parts[: -node.level], *parts)
        elif parts[:1] == ("branchsite",):
            parts = parts[1:]
        else:
            continue
        found |= {parts, *((*parts, one.name) for one in node.names)}
    return found


class Runner:
    """A plugin of pytest that runs, instead of all tests once, for each mutant those near it."""

    def __init__(self, mutants: Sequence[Mutant], budget: int, report: Callable[[Mutant, str], None]) -> None:
        self.mutants, self.budget, self.report = mutants, budget, report
        self._passes: dict[str, bool] = {}
        self._functions: dict[CodeType, list[FunctionType]] = defaultdict(list)
        self._reach: dict[str, tuple[float, list[int]]] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Called by pytest when it has collected the tests."""
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                self._functions[one.__code__].append(one)
        gc.freeze()
        self._reach = self._reached(session)
        for number, each in enumerate(self.mutants, 1):
            killer = self._killer(session, each, number)
            while killer in self._items(session) and not self._passes_without(session, killer, each, number):
                killer = self._killer(session, each, number)
            self.report(each, killer)
        return True

    def _killer(self, session: pytest.Session, one: Mutant, number: int) -> str:
        with on_disk(one, number) as original:
            items = self._items_for(session, one, original)

            def work() -> str:
                there = put_in_place(one, original, self._functions)
                return _first_failure(session, items, self.budget) if there else _OUTSIDE

            return in_child(work)

    def _items_for(self, session: pytest.Session, one: Mutant, original: str) -> list[pytest.Item]:
        """The quick tests that run the function, the shortest first; then the slow ones, the nearest first."""
        near = {Path.cwd() / path: rank for rank, path in enumerate(tests_of(one.file.relative_to(PACKAGE)))}
        items = [item for item in session.items if item.path in near and self._passes.get(item.nodeid, True)]
        living = {id(function.__code__) for function, _ in changed_functions(one, original, self._functions)}
        quick = [item for item in items if living.intersection(self._reach.get(item.nodeid, (0, []))[1])]
        quick.sort(key=lambda item: self._reach[item.nodeid][0])
        return quick + sorted(filter(_is_slow, items), key=lambda item: near[item.path])

    def _reached(self, session: pytest.Session) -> dict[str, tuple[float, list[int]]]:
        """How long each quick test takes, and which of the functions it runs that are going to be changed."""
        originals = {one.file: one.file.read_text(encoding="utf-8") for one in self.mutants}
        pairs = [changed_functions(one, originals[one.file], self._functions) for one in self.mutants]
        seen = Reach({id(function.__code__) for found in pairs for function, _ in found})
        quick = [item for item in session.items if not _is_slow(item)]
        into = Path("reach.json")

        def work() -> str:
            session.config.pluginmanager.register(seen)
            for item, after in zip(quick, [*quick[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
            into.write_text(json.dumps(seen.tests))
            return ""

        assert in_child(work, seconds=3600) == ""
        found: dict[str, tuple[float, list[int]]] = json.loads(into.read_text())
        return found

    def _passes_without(self, session: pytest.Session, test: str, one: Mutant, number: int) -> bool:
        """Whether a test that has failed passes without the change, in a file that is written as the changed one is."""
        if test not in self._passes:
            items = [self._items(session)[test]]
            unchanged = replace(one, tree=ast.parse(one.file.read_text(encoding="utf-8")))
            with on_disk(unchanged, number + 1_000_000):
                self._passes[test] = in_child(lambda: _first_failure(session, items, self.budget)) == ""
        return self._passes[test]

    def _items(self, session: pytest.Session) -> dict[str, pytest.Item]:
        return {item.nodeid: item for item in session.items}


def _is_slow(item: pytest.Item) -> bool:
    return item.get_closest_marker("slow") is not None


class Reach:
    """A plugin of pytest that sees which functions a test runs, by itself or by a fixture that it shares with others.

    functions: the id of their code. tests: of each, its seconds and the functions that it ran.
    """

    def __init__(self, functions: Collection[int]) -> None:
        self.functions = functions
        self.tests: dict[str, tuple[float, list[int]]] = {}
        self._by_fixture: dict[str, set[int]] = defaultdict(set)
        self._now: set[int] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: "pytest.FixtureDef[object]") -> Iterator[None]:
        """Called by pytest when a fixture is made."""
        before, self._now = self._now, set()
        try:
            return (yield)
        finally:
            if fixturedef.scope != "function":
                self._by_fixture[fixturedef.argname] |= self._now
            self._now |= before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Called by pytest for each test."""
        self._now, start = set(), time.process_time()
        sys.setprofile(self._saw)
        try:
            return (yield)
        finally:
            sys.setprofile(None)
            shared = [self._by_fixture[name] for name in getattr(item, "fixturenames", ())]
            self.tests[item.nodeid] = time.process_time() - start, sorted(self._now.union(*shared))

    def _saw(self, frame: FrameType, event: str, arg: object) -> None:
        if event == "call" and id(frame.f_code) in self.functions:
            self._now.add(id(frame.f_code))


def _first_failure(session: pytest.Session, items: Sequence[pytest.Item], budget: int) -> str:
    failures = Failures(budget)
    session.config.pluginmanager.register(failures)
    for item, after in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.shouldstop:
            break
    return failures.failed[0] if failures.failed else ""


class Failures:
    """A plugin of pytest that remembers which tests have failed, and ends with the first of them.

    budget: seconds of a processor after which no test is begun.
    """

    def __init__(self, budget: int) -> None:
        self.failed: list[str] = []
        self.budget = budget

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest after each test."""
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Called by pytest for each test."""
        try:
            return (yield)
        finally:
            if self.failed or sum(os.times()[:4]) > self.budget:
                item.session.shouldstop = "enough"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Called by pytest after each file."""
        if report.failed:
            self.failed.append(report.nodeid)


def put_in_place(one: Mutant, original: str, functions: dict[CodeType, list[FunctionType]]) -> bool:
    """Give the function that is changed its new code, whoever holds it; whether there is one.

    functions: those of the program that runs, by their code.
    """
    living = changed_functions(one, original, functions)
    if any(function.__code__.co_freevars != new.co_freevars for function, new in living):
        return False
    for function, new in living:
        function.__code__ = new
    return bool(living)


def changed_functions(
    one: Mutant, original: str, functions: dict[CodeType, list[FunctionType]]
) -> list[tuple[FunctionType, CodeType]]:
    """The functions that run now and would be another with the change, each with its new code."""
    file = str(Path.cwd() / one.file)
    before = compile(original, file, "exec", dont_inherit=True)
    pairs = _differing(before, compile(one.tree, file, "exec", dont_inherit=True))
    return [(function, new) for old, new in pairs for function in functions.get(old, [])]


def _differing(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """The functions in which two versions of a module differ, and the functions within those."""
    inner, changed = ([one for one in code.co_consts if isinstance(one, CodeType)] for code in (old, new))
    if len(inner) != len(changed):
        # A call that is left out takes a lambda with it.
        return
    for one, other in zip(inner, changed, strict=True):
        if one != other:
            yield one, other
            yield from _differing(one, other)


def in_child(work: Callable[[], str], seconds: int = SECONDS) -> str:
    """What a function gives that is run in a child: whatever it does to this process is gone with it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        try:
            os.write(writing, (work() or _PASSED).encode()[:4096])
        finally:
            os._exit(0)
    os.close(writing)
    said = b""
    if select.select([reading], [], [], 5 * seconds)[0]:
        said = os.read(reading, 4096)
    os.close(reading)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "" if said == _PASSED.encode() else said.decode() or "no end, or a crash"


@contextmanager
def on_disk(one: Mutant, number: int) -> Iterator[str]:
    """For a block, change the file as well; gives what it was.

    number: a time for it that it has not had, for by that Python knows what it has compiled.
    """
    original = one.file.read_text(encoding="utf-8")
    one.file.write_text(one.source, encoding="utf-8")
    os.utime(one.file, (number, number))
    try:
        yield original
    finally:
        one.file.write_text(original, encoding="utf-8")
        os.utime(one.file, (0, 0))


def run_mutants(mutants: Sequence[Mutant], budget: int) -> Iterator[tuple[Mutant, str]]:
    """Each with the test that kills it, "" where none does. The working folder is a copy of the program."""
    _import_libraries()
    tests = {test: None for one in mutants for test in tests_of(one.file.relative_to(PACKAGE))}
    os.environ["PYTHONPATH"] = str(Path.cwd() / "hooks")
    progress = os.fdopen(os.dup(2), "w", encoding="utf-8")
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as report:

        def note(one: Mutant, killer: str) -> None:
            print(mutants.index(one), killer, sep="\t", file=report, flush=True)
            print(one.line, one.name, killer or "LIVES", sep="\t", file=progress, flush=True)

        child = os.fork()
        if child == 0:
            _quiet()
            status = pytest.main([*_options(), *map(str, tests)], plugins=[Runner(mutants, budget, note)])
            os._exit(int(status))
        os.waitpid(child, 0)
        report.seek(0)
        rows = [line.rstrip("\n").split("\t", 1) for line in report]
    killers = {mutants[int(index)]: killer for index, killer in rows}
    for number, one in enumerate(mutants, len(mutants) + 1):
        killer = killers[one]
        if killer == _OUTSIDE:
            with on_disk(one, number):
                killer = in_child(lambda one=one: _anew(tests_of(one.file.relative_to(PACKAGE)), budget))
        yield one, killer


def _anew(tests: Sequence[Path], budget: int) -> str:
    """The first test that fails in a program that is imported anew."""
    _quiet()
    failures = Failures(budget)
    # To collect all of them takes longer than to run the nearest.
    for some in (tests[:_NEAREST], tests[_NEAREST:]):
        if some and not failures.failed:
            status = pytest.main([*_options(), "-x", *map(str, some)], plugins=[failures])
            failures.failed += ["it cannot be imported"] if status in _NOT_EVEN_BEGUN else []
    return failures.failed[0] if failures.failed else ""


def _options() -> list[str]:
    # A place of its own, which each child makes anew.
    return [*OPTIONS, f"--basetemp={Path.cwd() / 'tmp'}"]


def _quiet() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _import_libraries() -> None:
    """What the program and its tests need of others, once for all children; nothing of the program itself stays."""
    sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]
    for name in ("branchsite.build", "branchsite.host.commands", "playwright.sync_api", "mkdocs.commands.build"):
        importlib.import_module(name)
    ours = tuple(sys.path[:2])
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(ours):
            del sys.modules[name]
    del sys.path[:2]


def equal_mutants() -> dict[str, str]:
    """Changes that make no difference, by name, each with the reason."""
    lines = EQUAL.read_text(encoding="utf-8").splitlines()
    return {name: why for name, _, why in (line.rpartition("\t") for line in lines)}


def main() -> int:
    """Print each mutant with the test that kills it, and of each room how many were killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="paths below hooks/branchsite, with blanks between")
    parser.add_argument("--budget", type=int, default=60, help="seconds of a processor, after which a mutant lives")
    options = parser.parse_args()
    sources = {file: (ROOT / file).read_text(encoding="utf-8") for file in _files(PACKAGE)}
    drawn = draw(sources, options.sample, options.seed)
    only = tuple(options.only.split()) or ("",)
    drawn = [one for one in drawn if one.file.relative_to(PACKAGE).as_posix().startswith(only)]
    known = equal_mutants()
    counts: Counter[tuple[str, str]] = Counter()
    counts.update((_room(one), "equal") for one in drawn if one.name in known)
    with tempfile.TemporaryDirectory() as name:
        for part in COPIED:
            copied = Path(name) / part
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copytree(ROOT / part, copied) if (ROOT / part).is_dir() else shutil.copy(ROOT / part, copied)
        os.chdir(name)
        for one, killer in run_mutants([one for one in drawn if one.name not in known], options.budget):
            counts[_room(one), "killed" if killer else "live"] += 1
            print(f"{one.line}\t{one.name}\t{killer or 'LIVES'}", flush=True)
        os.chdir(ROOT)
    for room in (*sorted({room for room, _ in counts}), "all"):
        killed, live, equal = (
            sum(count for (at, end), count in counts.items() if end == wanted and room in (at, "all"))
            for wanted in ("killed", "live", "equal")
        )
        share = 100 * killed / max(killed + live, 1)
        print(f"{room}: {killed} killed, {live} live, {equal} equal: {share:.0f} %")
    return 0


def _room(one: Mutant) -> str:
    return one.file.relative_to(PACKAGE).parts[0]


if __name__ == "__main__":
    sys.exit(main())
