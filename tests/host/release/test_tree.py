"""The tree that is kept between pushes, from a real repository, on a real disk."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.cache.folder import CacheFolder
from branchsite.host.release import tree
from branchsite.host.release.tree import check_out, drop
from branchsite.host.server import git
from branchsite.host.server.folder import Host
from pushes import Person, introduce

FIRST = {
    "data/site.yml": "站",
    "data/a/1.yml": "甲一",
    "data/a/2.yml": "甲二",
    "docs/about.md": "介绍",
    "hooks/x.py": "x",
}


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """Somebody whose commits are in the host's repository at once."""
    (tmp_path / "host").mkdir()
    (tmp_path / "clone").mkdir()
    person = Person(Host(tmp_path / "host"), tmp_path / "clone")
    person.git("init", "-q", "-b", "main")
    introduce(person)
    person.commit(FIRST)
    (tmp_path / "host/site.git").symlink_to(tmp_path / "clone/.git")
    return person


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """An installed program."""
    folder = tmp_path / "program"
    for name in ("hooks", "overrides"):
        (folder / name).mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: x\n")
    return folder


def check(person: Person, program: Path) -> dict[str, str]:
    """Check out what was committed last; gives the content that is there, with x: before an executable."""
    commit = git.resolve(person.host.repository, git.MAIN)
    folder = check_out(person.host, git.files(person.host.repository, commit), program)
    assert {path.name for path in folder.iterdir()} == {"data", "docs", "hooks", "overrides", "mkdocs.yml"}
    assert os.readlink(folder / "hooks") == str(program / "hooks")
    found = [path for name in ("data", "docs") for path in (folder / name).rglob("*")]
    assert not [path for path in found if path.is_symlink()]
    return {
        path.relative_to(folder).as_posix(): f"{'x:' if os.access(path, os.X_OK) else ''}{path.read_text('utf-8')}"
        for path in found
        if path.is_file()
    }


def committed(person: Person) -> dict[str, str]:
    """What a tree should hold."""
    entries = git.files(person.host.repository, git.MAIN, "data", "docs")
    contents = git.read_blobs(person.host.repository, [one.blob for one in entries])
    return {
        one.path: f"{'x:' if one.mode == '100755' else ''}{content.decode()}"
        for one, content in zip(entries, contents, strict=True)
    }


def places(host: Host) -> dict[str, tuple[int, int]]:
    """Inode and time of each file of content."""
    files = [path for name in ("data", "docs") for path in (host.tree / name).rglob("*") if path.is_file()]
    return {path.relative_to(host.tree).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def test_it_holds_the_content_and_the_program_around_it(person: Person, program: Path) -> None:
    """What is pushed besides content is not in it."""
    assert check(person, program) == {name: text for name, text in FIRST.items() if name != "hooks/x.py"}


CHANGES: dict[str, dict[str, str | None]] = {
    "one changed": {"data/a/1.yml": "改了"},
    "one of the same length": {"data/a/1.yml": "乙一"},
    "one more": {"data/b/c/3.yml": "新"},
    "one less": {"docs/about.md": None},
    "a file in the place of a folder": {"data/a/1.yml": None, "data/a/2.yml": None, "data/a": "文件"},
    "a folder in the place of a file": {"docs/about.md": None, "docs/about.md/index.md": "文件夹"},
    "nothing": {},
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_differs_is_written(name: str, person: Person, program: Path) -> None:
    """The rest keeps its place and its time, so that who remembers it by these may go on."""
    check(person, program)
    before = places(person.host)
    removed = [one for one, text in CHANGES[name].items() if text is None]
    for one in removed:
        person.git("rm", "-q", one)
    person.write({one: text for one, text in CHANGES[name].items() if text is not None})
    person.git("add", "-A")
    person.git("commit", "-q", "--allow-empty", "-m", "改")
    assert check(person, program) == committed(person)
    after = places(person.host)
    assert {one for one in before if after.get(one) != before[one]} == before.keys() & CHANGES[name].keys()


def test_an_executable_stays_one(person: Person, program: Path) -> None:
    """The mode is part of what a file was written from."""
    check(person, program)
    (person.clone / "docs/about.md").chmod(0o755)
    person.commit({})
    assert check(person, program)["docs/about.md"] == "x:介绍"


def in_place(host: Host) -> None:
    """Another content of the same size and time of change."""
    path = host.tree / "data/a/1.yml"
    state = path.stat()
    path.write_text("乙乙", "utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def elsewhere(path: Path) -> None:
    """A link to a folder that is somebody else's."""
    shutil.move(path, path.parent.parent / "elsewhere")
    path.symlink_to(path.parent.parent / "elsewhere")


def garbled(path: Path) -> None:
    """Other bytes of the same length."""
    path.write_bytes(bytes(len(path.read_bytes())))


HARM: dict[str, Callable[[Host], object]] = {
    "a file changed": in_place,
    "a file emptied": lambda host: (host.tree / "data/a/1.yml").write_bytes(b""),
    "a file gone": lambda host: (host.tree / "data/a/1.yml").unlink(),
    "a folder gone": lambda host: shutil.rmtree(host.tree / "data/a"),
    "a file too many": lambda host: (host.tree / "data/a/3.yml").write_text("x"),
    "a folder too many": lambda host: shutil.copytree(host.tree / "data", host.tree / "docs/data"),
    "a file beside": lambda host: (host.tree / "beside").write_text("x"),
    "a folder beside": lambda host: shutil.copytree(host.tree / "data", host.tree / "beside"),
    "a link for a file": lambda host: elsewhere(host.tree / "data/site.yml"),
    "a link for a folder": lambda host: elsewhere(host.tree / "data/a"),
    "a link for all": lambda host: elsewhere(host.tree / "data"),
    "a file for all": lambda host: [shutil.rmtree(host.tree), host.tree.write_text("x")],
    "everything gone": lambda host: shutil.rmtree(host.cache),
    "notes gone": lambda host: (host.cache / "tree.notes").unlink(),
    "notes garbled": lambda host: garbled(host.cache / "tree.notes"),
    "notes of another form": lambda host: CacheFolder(host.cache).write("tree.notes", b'["x", [1], 2]'),
    "notes of another kind": lambda host: CacheFolder(host.cache).write("tree.notes", b"7"),
    "no JSON": lambda host: CacheFolder(host.cache).write("tree.notes", b"{"),
    "a folder for notes": lambda host: [(host.cache / "tree.notes").unlink(), (host.cache / "tree.notes").mkdir()],
}


@pytest.mark.parametrize("name", HARM)
def test_it_is_never_trusted_blindly(name: str, person: Person, program: Path) -> None:
    """Whatever has become of it, the next push finds what was committed."""
    check(person, program)
    HARM[name](person.host)
    assert check(person, program) == committed(person)
    person.commit({"data/a/1.yml": "又改了"})
    assert check(person, program) == committed(person)


def test_after_a_start_of_the_machine_it_is_written_anew(
    person: Person, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stood in memory only is lost with the power, and no size or time need tell."""
    check(person, program)
    before = places(person.host)
    (tmp_path / "boot").write_text("another")
    monkeypatch.setattr(tree, "BOOT", tmp_path / "boot")
    assert check(person, program) == committed(person)
    assert not set(before.values()) & set(places(person.host).values())


def test_half_brought_up_to_date_it_is_written_anew(
    person: Person, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed on the way, at any file."""
    check(person, program)
    person.commit({"data/a/1.yml": "改了", "data/a/3.yml": "新"})

    def killed(*arguments: object) -> None:
        (person.host.tree / "data/a/1.yml").write_text("改", "utf-8")
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(git, "export", killed)
        with pytest.raises(KeyboardInterrupt):
            check(person, program)
    assert not (person.host.cache / "tree.notes").exists()
    assert check(person, program) == committed(person)


def test_it_can_be_dropped(person: Person, program: Path) -> None:
    """And comes again."""
    check(person, program)
    drop(person.host)
    assert list(person.host.cache.iterdir()) == []
    assert check(person, program) == committed(person)
