"""What git's ssh says at the form where nobody answers."""

from pathlib import Path

import pytest

from branchsite.edit.repository import GitError
from branchsite.edit.workspace import why
from branchsite.host.asking import main


def test_nobody_answers(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It fails with the words of ssh itself, which the form has in Chinese."""
    assert main(str(tmp_path / "socket"), "git-receive-pack 'site.git'") == 1
    said = capfd.readouterr().err
    assert "连不上服务器" in why(GitError("push", said))
