"""How many small faults in the program the tests notice.

A seeded sample of places is changed one at a time, in a copy; the tests of the module are run, then those
of its package, then some of the whole program. What passes them all is printed: a test is missing there, or
the change is equal to the original. Names what to look at; not part of `make test`.

    python tools/mutants.py --sample 300 --seed 1 [--only host/push]
"""

import argparse
import ast
import copy
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = Path("hooks/branchsite")
COPIED = (
    "hooks",
    "overrides",
    "tests",
    "deploy",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.txt",
    "CONTRIBUTING.md",
)
WIDER = ("tests/test_build.py", "tests/worlds", "tests/views/test_golden.py", "tests/test_mistakes.py")
SECONDS = 600

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


@dataclass(frozen=True)
class Mutant:
    """A change of one place. old, new: the line's code before and after."""

    file: Path
    line: int
    old: str
    new: str
    source: str


def places(source: str) -> list[tuple[int, int]]:
    """Where a file can be changed: the number of the node, and of the change there."""
    nodes = enumerate(ast.walk(ast.parse(source)))
    return [(index, which) for index, node in nodes for which, _ in enumerate(_changes(node))]


def mutant(file: Path, source: str, index: int, which: int) -> Mutant:
    """A file with the change of one place."""
    tree = ast.parse(source)
    node = list(ast.walk(tree))[index]
    old, changed = ast.unparse(node), list(_changes(node))[which]
    # In place: whatever holds the node now holds the other.
    node.__class__, node.__dict__ = type(changed), dict(changed.__dict__)
    return Mutant(file, getattr(node, "lineno", 0), old, ast.unparse(changed), ast.unparse(tree))


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


def tests_of(module: Path) -> list[list[str]]:
    """What is run for a module, the nearest first. module: below the package."""
    own = ROOT / "tests" / module.parent / f"test_{module.stem}.py"
    around = ROOT / "tests" / module.parent
    steps = [own] if own.exists() else []
    steps += [around] if around != ROOT / "tests" and around.exists() else []
    return [[str(step.relative_to(ROOT))] for step in steps] + [list(WIDER)]


def is_killed(copied: Path, mutant: Mutant) -> bool:
    """Whether a test fails, or none ends in time."""
    place = copied / mutant.file
    original = place.read_text(encoding="utf-8")
    place.write_text(mutant.source, encoding="utf-8")
    try:
        return any(not _passes(copied, tests) for tests in tests_of(mutant.file.relative_to(PACKAGE)))
    finally:
        place.write_text(original, encoding="utf-8")


def _passes(copied: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "2", "-m", "not browser", "-p", "no:cacheprovider"]
    try:
        ran = subprocess.run([*command, *tests], cwd=copied, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    # 5: none of these tests is to be run.
    return ran.returncode in (0, 5)


def main() -> int:
    """Print each mutant that lives, and the share that was killed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a path below hooks/branchsite")
    options = parser.parse_args()
    files = sorted(path.relative_to(ROOT) for path in (ROOT / PACKAGE).rglob("*.py"))
    files = [path for path in files if path.relative_to(PACKAGE).as_posix().startswith(options.only)]
    sources = {file: (ROOT / file).read_text(encoding="utf-8") for file in files}
    every = [(file, *place) for file, source in sources.items() for place in places(source)]
    drawn = random.Random(options.seed).sample(every, min(options.sample, len(every)))
    killed = 0
    with tempfile.TemporaryDirectory() as name:
        copied = Path(name)
        for part in COPIED:
            source = ROOT / part
            shutil.copytree(source, copied / part) if source.is_dir() else shutil.copy(source, copied)
        for number, (file, *place) in enumerate(drawn, 1):
            one = mutant(file, sources[file], *place)
            dead = is_killed(copied, one)
            killed += dead
            if not dead:
                print(f"{one.file}:{one.line}  {one.old}  →  {one.new}", flush=True)
            print(f"{number}/{len(drawn)}, {killed} killed", file=sys.stderr, flush=True)
    print(f"{killed} of {len(drawn)} killed: {100 * killed / max(len(drawn), 1):.0f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
