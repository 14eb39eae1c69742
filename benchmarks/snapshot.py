"""What is measured: a copy of the program, and sites made by the copied generator."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import generate

REPO = Path(__file__).resolve().parents[1]
PARTS = ("hooks", "overrides", "tests/worlds/shipped", "benchmarks", "mkdocs.yml")


def snapshot(folder: Path) -> Path:
    """A copy of the program: what others change in the checkout meanwhile changes nothing here."""
    for name in PARTS:
        source, target = REPO / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return folder


def world(folder: Path, program: Path, records: int, **options: int) -> Path:
    """A site made by the copied generator, so that its settings name the copy; one that is there already is kept.

    options: the generator's own, by name.
    """
    if not folder.exists():
        given = [text for name, value in {"records": records, **options}.items() for text in (f"--{name}", str(value))]
        subprocess.run(
            [sys.executable, program / "benchmarks/generate.py", folder, *given], check=True, stdout=sys.stderr
        )
    return folder


def environment(program: Path, **own: str) -> Mapping[str, str]:
    """Where the copy is, and the day on which all that was made up has taken place."""
    today = generate.read_repository().shipped.end
    fixed = {"PYTHONPATH": str(program / "hooks"), "SITE_TODAY": str(today), "NO_MKDOCS_2_WARNING": "1"}
    # Who has Python keep no compiled modules would wait half a second longer each time than anybody else.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, **fixed, **own}


def ours(settings: Path, out: Path) -> tuple[str | Path, ...]:
    """The command that builds a site of ours, by MkDocs only where it must."""
    return (sys.executable, "-m", "branchsite", "--root", settings.parent, "build", "--site-dir", out)


def mkdocs(settings: Path, out: Path) -> tuple[str | Path, ...]:
    """The command that builds a site of MkDocs."""
    return (sys.executable, "-m", "mkdocs", "build", "-q", "-f", settings, "-d", out)
