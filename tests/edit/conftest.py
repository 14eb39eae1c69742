"""A secretary at the form: her clone of tiny, the repository that it came from, and her browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from asgi import HOST
from branchsite.edit.app import create_app
from branchsite.edit.door import LocalDoor
from branchsite.edit.editor import Editor
from branchsite.edit.workspace import Workspace, local_workspace
from checkout import git
from once import made_once
from secretaries import Secretary
from sites import TINY, TODAY, copy_site

ADDRESS = "https://school.example/"


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare repository without a gate that has tiny, and a clone of it: nobody writes into them."""

    def make(folder: Path) -> None:
        copy_site(folder / "clone", TINY)
        git(folder / "clone", "init", "-q")
        (folder / "clone/.gitignore").write_text(".cache/\n/校内/\n", encoding="utf-8")
        git(folder / "clone", "add", "-A")
        git(folder / "clone", "commit", "-q", "-m", "开始")
        git(folder, "clone", "-q", "--bare", "clone", "site.git")
        git(folder / "clone", "remote", "add", "origin", "../site.git")
        git(folder / "clone", "fetch", "-q")
        git(folder / "clone", "branch", "-q", "--set-upstream-to=origin/main")
        for name, value in (("user.name", "示例书记"), ("user.email", "shuji@school.example")):
            git(folder / "clone", "config", name, value)

    return made_once(tmp_path_factory, "origin", make)


@pytest.fixture
def folder(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of both, of one's own; as of TODAY."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    shutil.copytree(origin, tmp_path / "school", symlinks=True)
    return tmp_path / "school"


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return local_workspace(folder / "clone", ADDRESS)


@pytest.fixture
def editor(workspace: Workspace) -> Editor:
    return Editor(workspace)


@pytest.fixture
def secretary(workspace: Workspace) -> Iterator[Secretary]:
    """Signed in."""
    door = LocalDoor(HOST, "shuji")
    found = Secretary(create_app(lambda account: workspace, door))
    assert found.get(door.way_in).status == 303
    yield found
