"""The repository as it is, tests and all, can be pushed to a school's server: with our data, and another school's."""

import shutil
from pathlib import Path

import pytest

from branchsite.host.server.accounts import Role, add_account
from pushes import Person, host, introduce, new_host, settle, shown
from sites import ROOT, SECOND, SHIPPED, copy_site

pytestmark = pytest.mark.slow

DAYS = {SHIPPED: "2024-05-10", SECOND: "2031-09-20"}
NOT_OURS = {".git", ".venv", ".cache", "data", "docs", "site", "build"}
JUNK = ("__pycache__", "node_modules", ".cache", "*.pyc", ".*_cache")


def repository(folder: Path, content: Path) -> Path:
    """All that the repository holds, with some content in the place of whatever stands in data/ and docs/."""
    copy_site(folder, content)
    for made in ("hooks", "overrides"):
        (folder / made).unlink()
    for path in ROOT.iterdir():
        if path.is_dir() and path.name not in NOT_OURS and not path.name.endswith("_cache"):
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns(*JUNK))
        elif path.is_file() and path.name not in NOT_OURS and not path.name.startswith(".coverage"):
            shutil.copy(path, folder)
    return folder


@pytest.mark.parametrize("content", [SHIPPED, SECOND], ids=["ours", "another school's"])
def test_it_is_taken(tmp_path: Path, content: Path) -> None:
    """Its samples of what is refused are no reason to refuse it; a change of the program is judged by tests/site."""
    at = new_host(tmp_path / "server", "--tests", "python -c 0")
    add_account(at, "weihu", Role.MAINTAINER, [])
    person = Person(at, repository(tmp_path / "clone", content), "weihu")
    person.git("init", "-q", "-b", "main")
    introduce(person)
    person.commit({})
    answer = person.push(SITE_TODAY=DAYS[content])
    assert answer.accepted, answer.said
    settle(at)
    assert host(at, "status").accepted
    assert (content / "data/site.yml").read_text("utf-8").split("简称: ")[1].split("\n")[0] in shown(at, "about")
