"""Releases, on a real disk."""

import json
import os
import shutil
from pathlib import Path

import pytest

from branchsite.host.release.release import (
    Release,
    before,
    begin,
    find,
    finish,
    live,
    prune,
    publish,
    releases,
    site,
    sweep,
    switch,
)
from branchsite.host.server import disk
from branchsite.host.server.folder import Host, HostError
from sites import tree

SETTINGS = 'site_url = "https://school.example/"\npython = "x"\nkeep = 3\n'


@pytest.fixture
def empty(tmp_path: Path) -> Host:
    """A host without a release that keeps three."""
    (tmp_path / "releases").mkdir()
    (tmp_path / "host.toml").write_text(SETTINGS, "utf-8")
    return Host(tmp_path)


def put(host: Host, files: dict[str, str], commit: str = "a" * 40, show: bool = True) -> Release:
    """A release of some files."""
    folder = host.staging / "release"
    for name, content in files.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    finish(host, folder, Release("", commit, "标题", "shuji", "2024-05-10T09:00:00+08:00"))
    return publish(host, folder, show)


def follow(host: Host, files: dict[str, str | None]) -> Release:
    """A release as a build makes it that begins with the last one: None is a file that goes."""
    folder = host.staging / "release"
    host.staging.mkdir(exist_ok=True)
    begin(host, folder)
    for name, content in files.items():
        path = folder / "site" / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name("new").write_text(content, "utf-8")
        path.with_name("new").replace(path)
    finish(host, folder, Release("", "c" * 40, "标题", "shuji", "2024-05-10T09:00:00+08:00"))
    return publish(host, folder)


def names(host: Host, release: Release) -> list[str]:
    """The files of a release's site."""
    folder = site(host, release)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_release_is_shown_whole(empty: Host) -> None:
    """The link leads to it, it says where it comes from, and the next is numbered on."""
    assert live(empty) is None
    first = put(empty, {"index.html": "一"})
    assert first.name == "000001-aaaaaaa" and live(empty) == first
    second = put(empty, {"index.html": "二"}, "b" * 40)
    assert (second.name, second.number, live(empty)) == ("000002-bbbbbbb", 2, second)
    assert (empty.current / "site/index.html").read_text("utf-8") == "二"
    assert releases(empty) == [first, second]


def test_a_release_can_wait(empty: Host) -> None:
    """While the shown one is locked, a new one is kept ready."""
    first = put(empty, {"index.html": "一"})
    second = put(empty, {"index.html": "二"}, show=False)
    assert live(empty) == first
    switch(empty, second)
    assert live(empty) == second


def test_unchanged_files_are_the_same_files(empty: Host) -> None:
    """They keep time and place, so a browser's copy stays good; a changed one is a new file."""
    first = put(empty, {"a.html": "一", "b.html": "一"})
    second = put(empty, {"a.html": "一", "b.html": "二"})
    old, new = site(empty, first), site(empty, second)
    assert (old / "a.html").samefile(new / "a.html")
    assert (old / "b.html").read_text("utf-8") == "一" and (new / "b.html").read_text("utf-8") == "二"


def test_a_release_begins_as_the_last_one(empty: Host) -> None:
    """Every file is the same file; what a build then replaces, adds and takes away changes nothing in the last one."""
    first = put(empty, {"a.html": "一", "b/index.html": "一", "c/d/index.html": "一"})
    before = tree(site(empty, first))
    second = follow(empty, {"b/index.html": "二", "c/d/index.html": None, "e/index.html": "新"})
    assert tree(site(empty, first)) == before
    assert tree(site(empty, second)) == {
        "a.html": "一".encode(),
        "b/index.html": "二".encode(),
        "e/index.html": "新".encode(),
    }
    assert (site(empty, first) / "a.html").samefile(site(empty, second) / "a.html")


def test_what_was_written_again_though_it_is_the_same(empty: Host) -> None:
    """Becomes the last one's again: a page may be made anew and come out as it was."""
    first = put(empty, {"a.html": "一", "b.html": "一"})
    second = follow(empty, {"a.html": "一", "b.html": "二"})
    old, new = site(empty, first), site(empty, second)
    assert (old / "a.html").samefile(new / "a.html")
    assert int((new / "b.html").stat().st_mtime) > int((old / "b.html").stat().st_mtime)


def test_a_release_after_none_begins_empty(empty: Host) -> None:
    """The first one is built whole."""
    empty.staging.mkdir()
    begin(empty, empty.staging / "release")
    assert not list((empty.staging / "release").iterdir())


def test_a_release_after_a_damaged_one_is_built_whole(empty: Host) -> None:
    """Somebody took the last site away by hand: that stops nobody."""
    shutil.rmtree(site(empty, put(empty, {"a.html": "一"})))
    assert names(empty, follow(empty, {"b.html": "二"})) == ["b.html"]


def test_what_is_hidden_is_not_handed_on(empty: Host) -> None:
    """A build does not see it, and would not take it away."""
    put(empty, {"a.html": "一", ".hidden/b": "一"})
    assert names(empty, follow(empty, {})) == ["a.html"]


def test_a_photo_that_was_taken_back_is_gone_at_once(empty: Host) -> None:
    """Also where the release began with it; a style sheet of then stays (docs/dev/domain.md)."""
    put(empty, {"a.11111111.css": "一", "p/01.11111111.jpg": "照片"})
    second = follow(empty, {"a.11111111.css": None, "a.22222222.css": "二", "p/01.11111111.jpg": None})
    assert names(empty, second) == ["a.11111111.css", "a.22222222.css"]
    assert second.assets == ("a.22222222.css",)


def test_stylesheets_stay_for_readers_and_photos_go(empty: Host) -> None:
    """For as long as releases are kept; a photo that was taken back is gone at once (docs/dev/domain.md)."""
    put(empty, {"a.11111111.css": "一", "p/01.11111111.jpg": "照片", "x.css": "旧"})
    second = put(empty, {"a.22222222.css": "二"})
    assert names(empty, second) == ["a.11111111.css", "a.22222222.css"]
    third = put(empty, {"a.33333333.css": "三"})
    assert names(empty, third) == ["a.11111111.css", "a.22222222.css", "a.33333333.css"]
    fourth = put(empty, {"a.44444444.css": "四"})
    assert names(empty, fourth) == ["a.22222222.css", "a.33333333.css", "a.44444444.css"]


def test_only_so_many_are_kept(empty: Host) -> None:
    """The newest, and always the one that is shown."""
    made = [put(empty, {"index.html": "首"})]
    made += [put(empty, {"index.html": text}, show=False) for text in "一二三四"]
    assert releases(empty) == [made[0], *made[2:]]
    sweep(empty)
    assert sorted(os.listdir(empty.releases)) == [one.name for one in (made[0], *made[2:])]
    switch(empty, made[4])
    assert prune(empty, 1, "weihu") == [one.name for one in (made[0], *made[2:4])]
    assert releases(empty) == [made[4]] and os.listdir(empty.releases) == [made[4].name]


def test_finding_one(empty: Host) -> None:
    """By number, name or commit; a short beginning of a commit is not enough."""
    first, second = put(empty, {"a": "1"}), put(empty, {"a": "2"}, "b" * 40)
    for wanted in ("2", "000002", "000002-bbbbbbb", "bbbbbbb", "b" * 40):
        assert find(empty, wanted) == second
    for wanted in ("3", "bbb", "", "../current"):
        with pytest.raises(HostError, match="没有叫"):
            find(empty, wanted)
    assert before(empty, second) == first
    for release in (first, None):
        with pytest.raises(HostError, match="没有更早的版本"):
            before(empty, release)


def test_what_a_killed_push_left_is_swept(empty: Host) -> None:
    """A half build, a half removal, git's own lock of main; whole releases stay."""
    first = put(empty, {"index.html": "一"})
    (empty.staging / "tree/data").mkdir(parents=True)
    (empty.releases / "removed-000000-aaaaaaa/site").mkdir(parents=True)
    (empty.root / "current.new").symlink_to("nowhere")
    locked = empty.repository / "refs/heads/main.lock"
    locked.parent.mkdir(parents=True)
    locked.touch()
    sweep(empty)
    assert not locked.exists()
    assert not empty.staging.exists() and os.listdir(empty.releases) == [first.name]
    switch(empty, first)
    assert live(empty) == first and not (empty.root / "current.new").is_symlink()


def test_its_description_is_plain_json(empty: Host) -> None:
    """Whoever looks into the folder can read where it comes from."""
    release = put(empty, {"a.11111111.css": "一", "index.html": "一"})
    about = json.loads((empty.releases / release.name / "release.json").read_text("utf-8"))
    assert about["commit"] == "a" * 40 and about["account"] == "shuji" and about["assets"] == ["a.11111111.css"]


def test_the_order_of_the_disk(empty: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever moment the power goes: a name is on disk after what it names, and each stroke before the next."""
    put(empty, {"index.html": "一"})
    order: list[str] = []
    fsync, sync = os.fsync, disk.sync
    rename, replace, symlink = Path.rename, Path.replace, Path.symlink_to

    def noted(word: str, path: Path) -> None:
        order.append(f"{word} {path.relative_to(empty.root)}".replace("000002-bbbbbbb", "NEW"))

    def fsynced(file: int) -> None:
        noted("fsync", Path(os.readlink(f"/proc/self/fd/{file}")))
        fsync(file)

    def synced(folder: Path) -> None:
        noted("sync", folder)
        sync(folder)

    def renamed(self: Path, target: Path) -> Path:
        noted("rename to", target)
        return rename(self, target)

    def replaced(self: Path, target: Path) -> Path:
        noted("replace", target)
        return replace(self, target)

    def linked(self: Path, target: Path, target_is_directory: bool = False) -> None:
        noted("link", self)
        symlink(self, target, target_is_directory)

    monkeypatch.setattr(os, "fsync", fsynced)
    monkeypatch.setattr("branchsite.host.release.release.sync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(Path, "symlink_to", linked)
    put(empty, {"index.html": "二"}, "b" * 40)
    assert order == [
        "fsync staging/release/release.json",
        "sync staging/release",
        "fsync staging/release/release.json",
        "fsync staging/release",
        "link current.new",
        "fsync .",
        "rename to releases/NEW",
        "fsync releases",
        "replace current",
        "fsync .",
    ]
    order.clear()
    switch(empty, releases(empty)[0])
    assert order == ["link current.new", "fsync .", "replace current", "fsync ."]
