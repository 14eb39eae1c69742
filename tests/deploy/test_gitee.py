"""What the handbook tells those to type whose repository is on Gitee, with folders in place of the addresses."""

import re
import subprocess
from pathlib import Path

import pytest

from checkout import bare, git
from sites import SHIPPED

CHAPTER = (SHIPPED / "docs/handbook/hosted.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(?:\*/5 \* \* \* \* )?(git .*)$", CHAPTER, re.MULTILINE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clone with a commit, and two bare repositories: Gitee's and the school's."""
    for name in ("gitee", "school"):
        git(tmp_path, "init", "-q", "--bare", tmp_path / name)
    root = tmp_path / "site"
    git(tmp_path, "clone", "-q", tmp_path / "gitee", root)
    git(root, "commit", "-q", "--allow-empty", "-m", "one")
    return root


def typed(root: Path, line: str) -> None:
    """Type a line of the handbook, in the folder of the clone or of the server."""
    for address, name in {
        "https://gitee.com/学校/仓库.git": "gitee",
        "wangzhan@school.example:/srv/wangzhan/site/site.git": "school",
        "/srv/wangzhan/site/site.git": "school",
    }.items():
        line = line.replace(address, str(root.parent / name))
    subprocess.run(["bash", "-ec", line], cwd=root, env=bare(root), check=True)


def main(root: Path, name: str) -> str:
    """The commit that main of a bare repository is at; empty where there is none."""
    return git(root.parent / name, "for-each-ref", "--format=%(objectname)", "refs/heads/main")


def test_one_push_reaches_both(root: Path) -> None:
    """Gitee and the school's server."""
    for line in COMMANDS:
        if "set-url" in line:
            typed(root, line)
    git(root, "push", "-q", "origin", "HEAD:main")
    assert main(root, "gitee") == main(root, "school") == git(root, "rev-parse", "HEAD")


@pytest.mark.slow
@pytest.mark.parametrize("branch", ["main", "master"])
def test_the_server_comes_for_it(root: Path, branch: str) -> None:
    """Once set up, the line for the clock carries over what is new, and does nothing otherwise.

    Gitee calls the branch of a new repository master.
    """
    git(root.parent / "gitee", "symbolic-ref", "HEAD", f"refs/heads/{branch}")
    git(root, "push", "-q", "origin", f"HEAD:{branch}")
    [once] = [line for line in COMMANDS if "clone" in line]
    [clock] = [line for line in COMMANDS if "fetch" in line]
    typed(root, once)
    for _ in range(2):
        typed(root, clock)
        assert main(root, "school") == git(root, "rev-parse", "HEAD")
    git(root, "commit", "-q", "--allow-empty", "-m", "two")
    git(root, "push", "-q", "origin", f"HEAD:{branch}")
    typed(root, clock)
    assert main(root, "school") == git(root, "rev-parse", "HEAD")
