"""deploy/test-program: what has passed once is not tested again. A .ci/run of its own: ours would run this test."""

import os
import shutil
from pathlib import Path

import pytest

from checkout import DEPLOY, git, script

RUN = '#!/bin/sh\necho "ran $1" >>runs\nexit $(cat hooks/status)\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with content, a program that passes, and a .ci/run that counts."""
    root = tmp_path / "site"
    files = {
        ".ci/run": RUN,
        "tools/system-packages": "#!/bin/sh\n",
        ".venv/bin/pytest": "#!/bin/sh\n",
        "hooks/status": "0",
        "data/a.yml": "a",
        "docs/b": "b",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
    shutil.copytree(DEPLOY, root / "deploy")
    # Where the user is not root, the script asks sudo for the system's programs.
    sudo = tmp_path / "bin/sudo"
    sudo.parent.mkdir()
    sudo.write_text('#!/bin/sh\nexec "$@"\n')
    sudo.chmod(0o755)
    git(root, "init", "-q")
    (root / ".git/info/exclude").write_text("runs\n.cache\n")
    commit(root)
    return root


def commit(root: Path, **files: str) -> None:
    """Record these files, and all others as they are."""
    for name, text in files.items():
        (root / name.replace("_", "/")).write_text(text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "a change")


def outcome(root: Path, *part: str) -> tuple[int, int]:
    """How the script ends, and how often the tests have run until then."""
    ran = script(root, "test-program", *part, PATH=f"{root.parent / 'bin'}:{os.environ['PATH']}")
    return ran.returncode, len((root / "runs").read_text().splitlines())


def test_content_alone_is_not_tested(root: Path) -> None:
    """Tests run once for a program, and again for another one."""
    assert outcome(root) == (0, 1)
    commit(root, data_a="changed", docs_b="changed")
    assert outcome(root) == (0, 1)
    commit(root, hooks_new="changed")
    assert outcome(root) == (0, 2)


def test_content_behind_a_program_that_failed_is_tested(root: Path) -> None:
    """Or a change of content would publish what the tests refused."""
    assert outcome(root) == (0, 1)
    commit(root, hooks_status="1")
    assert outcome(root) == (1, 2)
    commit(root, data_a="changed")
    assert outcome(root) == (1, 3)


def test_a_program_that_passed_before_may_come_back(root: Path) -> None:
    """A commit that takes the last one back needs no tests."""
    assert outcome(root) == (0, 1)
    commit(root, hooks_status="1")
    assert outcome(root) == (1, 2)
    commit(root, hooks_status="0")
    assert outcome(root) == (0, 2)


def test_each_part_by_itself(root: Path) -> None:
    """What has passed of one says nothing of another, nor of all."""
    for number, part in enumerate((["quick"], ["browser"], []), 1):
        assert outcome(root, *part) == (0, number)
        assert outcome(root, *part) == (0, number)
    assert (root / "runs").read_text() == "ran quick\nran browser\nran \n"
