"""A server with tiny published once; each test gets its own copy, and its own chance."""

import random
from pathlib import Path

import pytest

from branchsite.host.server.folder import Host
from once import made_once
from pushes import Person, clone, copy_host
from soak.scale import SEED, Record
from soak.school import MAINTAINER, open_school


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A server that shows tiny: nobody writes into it."""
    return Host(made_once(tmp_path_factory, "school", open_school) / "host")


@pytest.fixture
def host(published: Host, tmp_path: Path) -> Host:
    """A server of one's own that shows tiny."""
    return copy_host(published, tmp_path / "host")


@pytest.fixture
def person(host: Host, tmp_path: Path) -> Person:
    """Somebody who may change everything."""
    return clone(host, tmp_path / "person", MAINTAINER)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """What is left to chance in this test, the same in every run."""
    print(f"SOAK_SEED={SEED}")
    return random.Random(f"{SEED} {request.node.name}")


@pytest.fixture
def record(record_property: Record) -> Record:
    """Keeps a figure in the report that benchmarks/trials.py reads, and shows it where a test fails."""

    def keep(name: str, value: object) -> None:
        print(f"{name}：{value}")
        record_property(name, value)

    return keep
