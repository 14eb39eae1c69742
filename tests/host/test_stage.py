"""From a commit to a release, and what is said where that fails."""

import pytest

from branchsite.errors import errors
from branchsite.host import git
from branchsite.host.folder import Host, HostError
from branchsite.host.release import sweep
from branchsite.host.stage import RefusedError, Staged, stage, staged_release
from pushes import Person, activity
from sites import TODAY, replace


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builds of this file stand for TODAY too."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())


def build(host: Host, person: Person) -> Staged:
    """Stage what a clone has committed."""
    sweep(host)
    repository = person.clone / ".git"
    commit = git.resolve(repository, "HEAD")
    return stage(_with_objects(host, person), commit, git.files(repository, commit), "zhishu", host.program.resolve())


def _with_objects(host: Host, person: Person) -> Host:
    """The objects of an unlanded commit, as git's quarantine lends them to a hook."""
    alternates = host.repository / "objects/info/alternates"
    alternates.write_text(f"{person.clone / '.git/objects'}\n", "utf-8")
    return host


def test_a_release_is_complete(host: Host, secretary: Person) -> None:
    """Every kind of file that a site has, the addresses of its pages, and the time of each step."""
    secretary.commit(activity("quan"))
    staged = build(host, secretary)
    folder = staged_release(host) / "site"
    for name in ("index.html", "404.html", "sitemap.xml", "news/2024/2024-04-15-quan/index.html"):
        assert (folder / name).is_file()
    assert staged.urls["data/activities/2024/2024-04-15-quan.yml"] == "news/2024/2024-04-15-quan/"
    assert set(staged.seconds) == {"export", "link", "build", "disk"}
    assert "https://school.example/" in (folder / "sitemap.xml").read_text("utf-8")


def test_errors_of_the_data_are_counted(host: Host, secretary: Person) -> None:
    """And given as `check` gives them."""
    secretary.commit({"data/activities/2024/2024-04-15-cuo.yml": "标题：读书\n类别：主题党日\n"})
    with pytest.raises(RefusedError, match="共 2 处错误") as caught:
        build(host, secretary)
    assert len(errors(caught.value.problems)) == 2


def test_time_is_limited(host: Host, secretary: Person) -> None:
    """A build that would take too long is stopped; the person is told what it may be."""
    slow = host.root.parent / "slow"
    (slow / ".venv/bin").mkdir(parents=True)
    (slow / ".venv/bin/python").write_text("#!/bin/sh\nexec sleep 60\n")
    (slow / ".venv/bin/python").chmod(0o755)
    (slow / "mkdocs.yml").touch()
    host.program.unlink()
    host.program.symlink_to(slow)
    replace(host.root / "host.toml", "build_time = 300", "build_time = 1")
    with pytest.raises(HostError, match="生成网站超过了 1 秒"):
        build(host, secretary)


def test_memory_is_limited(host: Host, secretary: Person) -> None:
    """A build that wants more than it may have ends in a message, not in the server's swap."""
    replace(host.root / "host.toml", "memory = 2048", "memory = 60")
    with pytest.raises(HostError, match=r"生成网站用的内存超过了 60 MB"):
        build(host, secretary)
    assert "Memory" in host.failures.read_text("utf-8")
