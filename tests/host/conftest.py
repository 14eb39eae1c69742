"""A server with tiny published once; each test gets its own copy."""

from pathlib import Path

import pytest

from branchsite.host.accounts import Role, add_account
from branchsite.host.folder import Host
from pushes import Person, clone, copy_host, first_clone, new_host


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever pushes takes seconds."""
    for item in items:
        if "published" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A server that shows tiny: nobody writes into it."""
    folder = tmp_path_factory.mktemp("published")
    host = new_host(folder / "host")
    answer = first_clone(host, folder / "clone").push()
    assert answer.accepted, answer.said
    return host


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
