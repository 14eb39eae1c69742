"""In a clone `check` and the build say before a push what the push would withdraw."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sites import TINY, copy_site, run

pytestmark = pytest.mark.slow

RECORD = "data/activities/2024/2024-03-05-yuanwen.yml"


def git(root: Path, *arguments: str) -> None:
    """A git command in a clone."""
    name = ("-c", "user.name=甲", "-c", "user.email=a@school.example")
    subprocess.run(["git", "-C", str(root), *name, *arguments], check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Tiny, pushed to another computer."""
    root = copy_site(tmp_path / "site", TINY)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-f", "data", "docs")
    git(root, "commit", "-qm", "开始")
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "school.git")], check=True)
    git(root, "push", "-q", str(tmp_path / "school.git"), "main")
    git(root, "remote", "add", "school", str(tmp_path / "school.git"))
    git(root, "fetch", "-q", "school")
    return root


def remove(root: Path) -> None:
    """Delete a record and its photos."""
    (root / RECORD).unlink()
    shutil.rmtree(root / RECORD.removesuffix(".yml"))


def checked(root: Path) -> str:
    """What `check` says."""
    ran = run("branchsite", "check", root=root)
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


def test_nothing_changed(clone: Path) -> None:
    """Nothing is said of what is as it was pushed, or of a changed text."""
    assert "撤下" not in checked(clone)
    about = clone / "docs/about.md"
    about.write_text(about.read_text("utf-8") + "\n又一段。\n", "utf-8")
    assert "撤下" not in checked(clone)


@pytest.mark.parametrize("committed", [False, True])
def test_a_deleted_record(clone: Path, committed: bool) -> None:
    """Told by check, the second time from the cache, and by the build; whether committed or not."""
    remove(clone)
    if committed:
        git(clone, "commit", "-qam", "撤下")
    for _ in range(2):
        assert "  news/2024/2024-03-05-yuanwen/ “" in checked(clone)
    built = run("mkdocs", "build", "--strict", root=clone)
    assert built.returncode == 0 and "  news/2024/2024-03-05-yuanwen/ “" in built.stdout


def test_without_another_computer(clone: Path) -> None:
    """In a repository that was never pushed the last commit stands for what is published."""
    git(clone, "remote", "remove", "school")
    remove(clone)
    assert "撤下 1 页" in checked(clone)


def test_no_clone(tmp_path: Path) -> None:
    """In a folder within somebody else's repository git is not asked."""
    git(tmp_path, "init", "-q")
    root = copy_site(tmp_path / "site", TINY)
    git(tmp_path, "add", "-f", "site/data", "site/docs")
    git(tmp_path, "commit", "-qm", "开始")
    remove(root)
    assert "撤下" not in checked(root)
