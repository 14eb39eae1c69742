"""The layers of the program: each imports only from those before it."""

import ast
from pathlib import Path

import pytest

import branchsite
from rows import over
from sites import ROOT

PACKAGE = Path(branchsite.__file__).parent
TESTS = ROOT / "tests"

LAYERS = (
    ("blocks", "private", "system"),
    ("cache", "errors"),
    ("models", "photos"),
    ("load.slips",),
    ("load",),
    ("library", "host.server"),
    ("checks", "office"),
    ("views",),
    ("output", "search"),
    ("archive", "build"),
    ("commands", "host.release"),
    ("host.push", "edit"),
    ("host",),
    ("__main__",),
)
"""The rooms of the program from the bottom; those of one line do not import each other."""

RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}
MOST_ROOMS = 24
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
FOLDERS = ("private", "models", "load", "load/slips", "checks", "library", "cache", "system", "photos", "commands")
VIEWS = [path for path in MODULES if "views" in path.parts]


def name(path: Path) -> str:
    """As messages and test names show it: views/home.py."""
    return path.relative_to(PACKAGE).as_posix()


def room(module: str) -> str:
    """The package that a module lies in, or the module itself: views, host.push, errors. module: without branchsite."""
    parts = module.split(".")
    while len(parts) > 1 and not PACKAGE.joinpath(*parts).is_dir():
        parts.pop()
    return ".".join(parts)


def own_room(path: Path) -> str:
    """The room of a file."""
    return room(".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"))


def imports(path: Path) -> set[str]:
    """The full names of the modules that a file imports, wherever in it."""
    found = set()
    parts = ["branchsite", *path.relative_to(PACKAGE).with_suffix("").parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(parts[: -node.level]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            found |= {module} if node.module else {f"{module}.{alias.name}" for alias in node.names}
    return found


def rooms(path: Path) -> set[str]:
    """The rooms of the program that a file imports from."""
    own = {one.removeprefix("branchsite.") for one in imports(path) if one.startswith("branchsite.")}
    return {room(one) for one in own if one != "__version__"}


def test_every_module_is_in_a_layer() -> None:
    """A new folder or file beside them needs a place, and a house with many more rooms is hard to move into."""
    assert {own_room(path) for path in MODULES} == set(RANK)
    assert len(RANK) <= MOST_ROOMS


@over("path", MODULES)
def test_imports_go_downwards(path: Path) -> None:
    """Within one's own room, or from one below."""
    here = own_room(path)
    for other in rooms(path):
        assert other == here or RANK[other] < RANK[here], f"{name(path)} imports {other}"


@over("path", MODULES)
def test_the_program_knows_nothing_of_mkdocs(path: Path) -> None:
    """Nor of any other generator: hooks/events.py alone does."""
    tops = {one.split(".")[0] for one in imports(path)}
    assert not tops & {"mkdocs", "material", "properdocs", "zensical", "events"}


def test_the_adapter_is_thin() -> None:
    """It imports the map and what it hands on, not the layers below."""
    tree = ast.parse((ROOT / "hooks/events.py").read_text(encoding="utf-8"))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    inner = {one.split(".")[1] for one in found if one.startswith("branchsite.")}
    assert inner <= {
        "build",
        "cache",
        "commands",
        "errors",
        "library",
        "output",
        "search",
        "system",
        "views",
    }


@pytest.mark.parametrize("path", VIEWS, ids=name)
def test_views_are_pure(path: Path) -> None:
    """No clock, no file, no environment: a page follows from the library alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "environ"} or (
                node.attr == "today" and isinstance(node.value, ast.Name) and node.value.id in {"library", "term"}
            ), f"{name(path)}:{node.lineno} {node.attr}"
        if isinstance(node, ast.Name):
            assert node.id not in {"open", "eval", "exec"}, f"{name(path)}:{node.lineno} {node.id}"
    assert not {one.split(".")[0] for one in imports(path)} & {
        "os",
        "pathlib",
        "time",
        "random",
        "subprocess",
        "requests",
    }


MIRRORS = [path for folder in ("errors", *FOLDERS) for path in sorted((TESTS / folder).glob("test_*.py"))]


def test_tests_mirror_the_program() -> None:
    """tests/load/test_text.py is about load/text.py; what covers a whole package has no module of its name."""
    modules = {"errors/errors", "checks/checks", "cache/digest_of_data"} | {
        name(path).removesuffix(".py") for path in MODULES
    }
    for path in MIRRORS:
        place = f"{path.parent.relative_to(TESTS).as_posix()}/{path.stem.removeprefix('test_')}"
        assert place in modules, f"tests/{place} mirrors no module"


@over("path", MIRRORS)
def test_every_test_says_what_it_proves(path: Path) -> None:
    """In its docstring; a module in its first line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"
