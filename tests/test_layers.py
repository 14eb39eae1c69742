"""The layers of the program (design.md): each imports only from those before it."""

import ast
from pathlib import Path

import pytest

import branchsite
from sites import ROOT

PACKAGE = Path(branchsite.__file__).parent
TESTS = ROOT / "tests"

LAYERS = (
    ("private", "replace"),
    (
        "errors",
        "digest",
        "cache",
        "filenames",
        "schema_files",
        "progressbar",
        "terminal",
        "timezone",
        "workers",
        "collector",
        "watching",
        "blocks",
    ),
    ("models", "memo", "faults"),
    ("load", "images"),
    ("terms",),
    ("promises",),
    ("checks",),
    ("address", "fingerprint", "schema"),
    ("photo",),
    ("library",),
    ("prose", "render"),
    ("new", "views", "wordmark"),
    ("output", "search", "settings"),
    ("build", "reports"),
    ("fix", "withdrawal"),
    ("host",),
    ("__main__",),
)
"""From the bottom. photo stands below library, which asks it for sizes; those of one line do not import each other."""

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
FOLDERS = ("private", "models", "load", "checks", "library")
VIEWS = [path for path in MODULES if "views" in path.parts]


def name(path: Path) -> str:
    """As messages and test names show it: views/home.py."""
    return path.relative_to(PACKAGE).as_posix()


def layer(path: Path) -> str:
    """The first part of a module's place: views, errors."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


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


def own(path: Path) -> set[str]:
    """The layers of the program that a file imports from."""
    return {one.split(".")[1] for one in imports(path) if one.startswith("branchsite.")}


def test_every_module_is_in_a_layer() -> None:
    """A new folder or file beside them needs a place."""
    assert {layer(path) for path in MODULES} == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_downwards(path: Path) -> None:
    """Within one's own layer, or from one below."""
    for other in own(path):
        assert other == layer(path) or RANK[other] < RANK[layer(path)], f"{name(path)} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=name)
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
        "errors",
        "faults",
        "fingerprint",
        "views",
        "library",
        "output",
        "search",
        "workers",
        "cache",
        "watching",
        "reports",
        "withdrawal",
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
    """tests/load/test_text.py is about load/text.py; only the list of checks has no module of its own name."""
    modules = {"errors/errors", "checks/checks"} | {name(path).removesuffix(".py") for path in MODULES}
    for path in MIRRORS:
        place = f"{path.parent.name}/{path.stem.removeprefix('test_')}"
        assert place in modules, f"tests/{place} mirrors no module"


@pytest.mark.parametrize("path", MIRRORS, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_every_test_says_what_it_proves(path: Path) -> None:
    """In its docstring; a module in its first line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"
