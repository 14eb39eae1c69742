"""A server with tiny published once; each test gets its own copy."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import git
from once import made_once
from pushes import Person, clone, copy_host, first_clone, introduce, judging_clone, new_host, settle


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever pushes takes seconds."""
    for item in items:
        if "published" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A server that shows tiny: nobody writes into it."""

    def make(folder: Path) -> None:
        host = new_host(folder / "host")
        answer = first_clone(host, folder / "clone").push()
        assert answer.accepted, answer.said
        settle(host)

    return Host(made_once(tmp_path_factory, "published", make) / "host")


@pytest.fixture
def host(published: Host, tmp_path: Path) -> Host:
    """A server of one's own that shows tiny."""
    return copy_host(published, tmp_path / "host")


@pytest.fixture
def secretary(host: Host, tmp_path: Path) -> Person:
    """Somebody who writes content."""
    return clone(host, tmp_path / "secretary")


@pytest.fixture
def maintainer(host: Host, tmp_path: Path) -> Person:
    """Somebody who may change the program."""
    add_account(host, "weihu", Role.MAINTAINER, [])
    return clone(host, tmp_path / "maintainer", "weihu")


@pytest.fixture(scope="session")
def shared(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """A content account's clone of a server that refuses all it pushes: it is the same for many."""
    folder = tmp_path_factory.mktemp("shared")
    return clone(copy_host(published, folder / "host"), folder / "clone")


@pytest.fixture(scope="session")
def judging(shared: Person, tmp_path_factory: pytest.TempPathFactory) -> Person:
    """A clone whose own repository is judged as if it had been pushed: as good, and takes no seconds."""
    return judging_clone(shared, tmp_path_factory.mktemp("judging"))


@pytest.fixture
def writer(judging: Person) -> Person:
    """Somebody at that clone who begins from what has landed."""
    judging.git("checkout", "-q", "-f", "-B", "main", "origin/main")
    judging.git("clean", "-qfdx")
    for branch in judging.git("for-each-ref", "--format=%(refname:short)", "refs/heads").said.split():
        if branch != "main":
            judging.git("branch", "-q", "-D", branch)
    introduce(judging)
    return judging


@pytest.fixture
def intruder(shared: Person) -> Iterator[Person]:
    """A content account whose pushes are all refused. Nothing of them may be left on the server, or have run."""
    at = shared.host
    shared.git("reset", "-q", "--hard", "origin/main")
    shared.git("clean", "-qfdx")
    before, cached = standing(at), contents(at)
    yield shared
    settle(at)
    assert standing(at) == before
    assert not at.staging.exists()
    assert contents(at) <= cached


def contents(at: Host) -> set[str]:
    """The content of a push that a server still has as files."""
    found = [path for name in ("data", "docs") for path in (at.tree / name).rglob("*")]
    return {path.relative_to(at.tree).as_posix() for path in found}


def standing(at: Host) -> list[str]:
    """What a server shows and has accepted, its accounts and settings, and what lies beside them."""
    kept = [path.name for path in at.root.iterdir()]
    refs = git(at.repository, "for-each-ref").decode()
    texts = [path.read_text("utf-8") for path in (at.root / "host.toml", at.authorized_keys)]
    return [*sorted(kept), refs, os.readlink(at.current), os.readlink(at.program), *texts]
