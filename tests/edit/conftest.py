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


@pytest.fixture(scope="session", autouse=True)
def _day() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_TODAY", TODAY.isoformat())
        yield


@pytest.fixture
def folder(origin: Path, tmp_path: Path) -> Path:
    """A copy of both, of one's own."""
    shutil.copytree(origin, tmp_path / "school", symlinks=True)
    return tmp_path / "school"


@pytest.fixture
def workspace(folder: Path) -> Workspace:
    return local_workspace(folder / "clone", ADDRESS)


@pytest.fixture
def editor(workspace: Workspace) -> Editor:
    return Editor(workspace)


@pytest.fixture
def secretary(workspace: Workspace) -> Secretary:
    return signed_in(workspace)


@pytest.fixture(scope="module")
def shared_folder(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of both for a module whose tests publish nothing."""
    return Path(shutil.copytree(origin, tmp_path_factory.mktemp("shared") / "school", symlinks=True))


@pytest.fixture(scope="module")
def shared_workspace(shared_folder: Path) -> Workspace:
    return local_workspace(shared_folder / "clone", ADDRESS)


@pytest.fixture(scope="module")
def shared(shared_workspace: Workspace) -> Secretary:
    return signed_in(shared_workspace)


def signed_in(workspace: Workspace) -> Secretary:
    """Somebody at the form of a working copy."""
    door = LocalDoor(HOST, "shuji")
    found = Secretary(create_app(lambda account: workspace, door))
    assert found.get(door.way_in).status == 303
    return found
