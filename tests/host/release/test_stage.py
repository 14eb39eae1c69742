"""From a commit to a release, and what is said where that fails."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.errors import errors
from branchsite.host.release.release import inodes, live, publish, releases, site, sweep
from branchsite.host.release.stage import RefusedError, Staged, stage, staged_release, time_for_content
from branchsite.host.server import git
from branchsite.host.server.folder import Host, HostError
from pushes import PROGRAM, Person, activity, clone, copy_host
from sites import ROOT, TODAY, replace, tree
from soak.school import PACKED, built, renamed, with_photo


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builds of this file stand for TODAY too."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())


def build(host: Host, person: Person) -> Staged:
    """Stage what a clone has committed."""
    sweep(host)
    repository = person.clone / ".git"
    commit = git.resolve(repository, "HEAD")
    files, program = git.files(repository, commit), host.program.resolve()
    return stage(_with_objects(host, person), commit, files, "zhishu", program, time_for_content(host))


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
    assert staged.published.first_urls["data/activities/2024/2024-04-15-quan.yml"] == "news/2024/2024-04-15-quan/"
    assert set(staged.seconds) == {"export", "link", "build", "disk"}
    assert "https://school.example/" in (folder / "sitemap.xml").read_text("utf-8")


def test_errors_of_the_data_are_counted(host: Host, secretary: Person) -> None:
    """And given as `check` gives them."""
    secretary.commit({"data/activities/2024/2024-04-15-cuo.yml": "标题：读书\n类别：主题党日\n"})
    with pytest.raises(RefusedError, match="共 2 处错误") as caught:
        build(host, secretary)
    assert len(errors(caught.value.problems)) == 2


def released(host: Host, person: Person) -> tuple[dict[str, bytes], dict[str, int]]:
    """What a clone's last commit gives after the release before: bytes and inodes."""
    build(host, person)
    folder = staged_release(host) / "site"
    files = {uri: content for uri, content in tree(folder).items() if uri != PACKED}
    place = inodes(folder)
    publish(host, staged_release(host))
    return files, place


def test_a_release_that_follows_is_as_one_from_nothing(host: Host, secretary: Person, tmp_path: Path) -> None:
    """Byte for byte, whatever a push changes; what has not changed is the very file of the release before."""
    steps: list[dict[str, str | bytes | None]] = [
        {**activity("xin")},
        with_photo("tu", random.Random(1)),
        {next(iter(activity("xin"))): None},
        {**renamed(secretary, "改了名称的支部")},
    ]
    for number, change in enumerate(steps):
        secretary.commit(change)
        last = live(host)
        assert last
        before, old = tree(site(host, last)), inodes(site(host, last))
        files, place = released(host, secretary)
        assert tree(site(host, last)) == before
        assert {uri for uri in files if files[uri] == before.get(uri)} <= {
            uri for uri in old if place.get(uri) == old[uri]
        }
        alone = copy_host(host, tmp_path / f"alone-{number}")
        shutil.rmtree(alone.cache)
        for folder in alone.releases.iterdir():
            shutil.rmtree(folder)
        assert released(alone, secretary)[0] == {uri: files[uri] for uri in files if uri not in kept_assets(host)}


def kept_assets(host: Host) -> set[str]:
    """What the newest release has only for readers of an older page."""
    newest = releases(host)[-1]
    return {uri for one in releases(host) for uri in one.assets} - set(newest.assets)


def garble(path: Path) -> None:
    """Other bytes of the same length."""
    path.write_bytes(bytes(len(path.read_bytes())))


HARM: dict[str, Callable[[Host], object]] = {
    "cache gone": lambda host: shutil.rmtree(host.cache),
    "every file of the cache garbled": lambda host: [garble(path) for path in files_in(host.cache)],
    "every file of the cache emptied": lambda host: [path.write_bytes(b"") for path in files_in(host.cache)],
    "a file in the cache's place": lambda host: [shutil.rmtree(host.built), host.built.write_text("x")],
}


def files_in(folder: Path) -> list[Path]:
    """The files below a folder, without those of the program that links lead to."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


@dataclass(frozen=True)
class Between:
    """host: after the release of a clone's last commit but one. expected: what its last one gives."""

    host: Host
    person: Person
    expected: dict[str, bytes]


@pytest.fixture(scope="module")
def between(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    """For all who lose what is kept: nobody writes into it."""
    folder = tmp_path_factory.mktemp("between")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_TODAY", TODAY.isoformat())
        host = copy_host(published, folder / "host")
        person = clone(host, folder / "clone")
        person.commit(activity("yi"))
        released(host, person)
        person.commit(activity("er"))
        yield Between(host, person, built(host, git.resolve(person.clone / ".git", "HEAD"), folder / "built"))


@pytest.mark.parametrize("name", HARM)
def test_what_is_kept_between_pushes_may_be_lost(name: str, between: Between, tmp_path: Path) -> None:
    """It costs time, never a wrong page."""
    host = copy_host(between.host, tmp_path / "host")
    HARM[name](host)
    files, _ = released(host, between.person)
    expected = between.expected
    assert {uri: files[uri] for uri in expected if uri != PACKED} == {
        uri: content for uri, content in expected.items() if uri != PACKED
    }


def test_another_program_takes_nothing_from_the_one_before(host: Host, secretary: Person, tmp_path: Path) -> None:
    """What was kept is the other program's: every page is that of the new one, and the next push goes on from there."""
    secretary.commit(activity("jiu"))
    released(host, secretary)
    program = tmp_path / "program"
    for name in PROGRAM:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, program / name)
    replace(program / "overrides/pages/record.html", "<h1>", "<p>another program</p><h1>")
    host.program.unlink()
    host.program.symlink_to(program)
    for slug in ("xin", "geng-xin"):
        secretary.commit(activity(slug))
        files, _ = released(host, secretary)
        assert all(b"another program" in files[f"news/2024/2024-04-15-{one}/index.html"] for one in ("jiu", "xin"))
        expected = built(host, git.resolve(secretary.clone / ".git", "HEAD"), tmp_path / "built")
        assert {uri for uri in expected.keys() - {PACKED} if files[uri] != expected[uri]} == set()


def test_a_refused_push_is_no_part_of_the_next(host: Host, secretary: Person) -> None:
    """What was wrong lies in the kept tree until the next push takes it away."""
    secretary.commit({"data/activities/2024/2024-04-15-cuo.yml": "标题：读书\n"})
    with pytest.raises(RefusedError):
        build(host, secretary)
    secretary.git("reset", "-q", "--hard", "HEAD~1")
    secretary.commit(activity("dui"))
    assert "news/2024/2024-04-15-dui/index.html" in released(host, secretary)[0]


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
    assert "退出码" in host.failures.read_text("utf-8")


def test_content_has_less_time_where_the_cache_helps(host: Host, secretary: Person, tmp_path: Path) -> None:
    """As long as the program is the one that has filled it: after a change of either, all the time there is."""
    times = host.settings.content_time, host.settings.build_time
    assert (time_for_content(host), times) == (60, (60, 300))
    program = tmp_path / "program"
    (program / "hooks").mkdir(parents=True)
    (program / "hooks/a.py").touch()
    installed = host.program.resolve()
    host.program.unlink()
    host.program.symlink_to(program)
    assert time_for_content(host) == 300
    host.program.unlink()
    host.program.symlink_to(installed)
    assert time_for_content(host) == 60
    shutil.rmtree(host.cache)
    assert time_for_content(host) == 300
    secretary.commit(activity("nuan"))
    build(host, secretary)
    assert time_for_content(host) == 60
    replace(host.root / "host.toml", "build_time = 300", "build_time = 20")
    host.__dict__.pop("settings")
    assert time_for_content(host) == 20


def test_what_was_refused_lies_nowhere(host: Host, secretary: Person) -> None:
    """Neither in the tree that is kept for the next push nor beside it; what is kept is closed to others."""
    secretary.commit(activity("dui"))
    build(host, secretary)
    assert (host.tree / "data/activities/2024/2024-04-15-dui.yml").is_file()
    assert {folder.stat().st_mode & 0o777 for folder in (host.cache, host.tree, host.staging)} == {0o700}
    secretary.commit({"data/activities/2024/2024-04-15-cuo.yml": "标题：读书\n", "docs/x.sh": "touch x"})
    with pytest.raises(RefusedError):
        build(host, secretary)
    assert not host.tree.exists()
    assert [path for path in host.root.rglob("*cuo*") if "site.git" not in path.parts] == []


def test_pushed_modules_are_none(host: Host, secretary: Person, tmp_path: Path) -> None:
    """The build runs where the pushed content is, and takes no module of Python from there."""
    python, seen = tmp_path / "python", tmp_path / "seen"
    (tmp_path / "program").mkdir()
    python.write_text(
        f"#!/bin/sh\nprintf '%s ' \"$@\" >{seen}\n"
        f"{host.settings.python} -c 'import data' 2>>{seen}\nexec {host.settings.python} \"$@\"\n"
    )
    python.chmod(0o755)
    # Where the program has an environment of its own, that is taken.
    for name in PROGRAM:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / "program" / name)
    host.program.unlink()
    host.program.symlink_to(tmp_path / "program")
    replace(host.root / "host.toml", f'python = "{host.settings.python}"', f'python = "{python}"')
    fresh = Host(host.root)
    secretary.commit(activity("mo"))
    build(fresh, secretary)
    said = seen.read_text("utf-8")
    assert said.startswith("-m branchsite build") and "No module named 'data'" in said
