"""Questions to git, asked of a real repository."""

from pathlib import Path

import pytest

from branchsite.host import git
from branchsite.host.git import MAIN, NOTHING, export, without_git
from pushes import Person, first_clone


@pytest.fixture
def repository(host: object, secretary: Person) -> Path:
    """The git folder of a clone: what it holds has been pushed by nobody."""
    return secretary.clone / ".git"


def blobs(repository: Path, commit: str) -> set[str]:
    """The contents in a commit."""
    return {one.blob for one in git.files(repository, commit)}


def test_resolve_and_ancestors(repository: Path, secretary: Person) -> None:
    """A ref that is not there is NOTHING; a later commit keeps what an earlier had, not the other way."""
    old = git.resolve(repository, MAIN)
    new = secretary.commit({"docs/a.md": "一"})
    assert git.resolve(repository, MAIN) == new
    assert git.resolve(repository, "refs/heads/none") == NOTHING
    assert git.is_ancestor(repository, old, new) and not git.is_ancestor(repository, new, old)


def test_files_and_changes(repository: Path, secretary: Person) -> None:
    """Names in any script, with size and mode; a change, an addition and a removal all count; a rename is two."""
    old = git.resolve(repository, MAIN)
    new = secretary.commit({"docs/说明.md": "一二三", "docs/about.md": None})
    (entry,) = (one for one in git.files(repository, new, "docs") if one.path == "docs/说明.md")
    assert (entry.mode, entry.size) == ("100644", 9)
    assert git.changed(repository, old, new) == {"docs/about.md": "D", "docs/说明.md": "A"}
    assert git.changed(repository, NOTHING, new) == {one.path: "A" for one in git.files(repository, new)}
    assert git.changed(repository, new, new) == {}


def test_what_history_keeps(repository: Path, secretary: Person) -> None:
    """A content that came and went within a push is found with its commit; what stays, or was there before, is not."""
    old = git.resolve(repository, MAIN)
    first = secretary.commit({"docs/a.md": "来过", "docs/b.md": "留下"})
    new = secretary.commit({"docs/a.md": "改了"})
    found = git.passing_blobs(repository, old, new, blobs(repository, new))
    assert list(found.values()) == [(first, "docs/a.md")]
    assert list(git.read_blobs(repository, found)) == ["来过".encode()]
    assert git.passing_blobs(repository, old, first, blobs(repository, first)) == {}


def test_history_from_the_beginning_and_through_merges(repository: Path, secretary: Person) -> None:
    """The very first commit counts, and so does a side branch that was merged."""
    secretary.git("checkout", "-q", "-b", "side")
    side = secretary.commit({"docs/side.md": "旁路"})
    secretary.commit({"docs/side.md": None})
    secretary.git("checkout", "-q", "main")
    secretary.commit({"docs/c.md": "主路"})
    secretary.git("merge", "-q", "--no-edit", "side")
    new = git.resolve(repository, "HEAD")
    assert (side, "docs/side.md") in git.passing_blobs(repository, NOTHING, new, blobs(repository, new)).values()


def test_export_is_byte_for_byte(repository: Path, secretary: Person, tmp_path: Path) -> None:
    """No attribute of the pushed tree changes or hides a file, and an executable stays one."""
    secretary.write({"docs/.gitattributes": "* text eol=crlf export-ignore ident\n", "docs/a.md": b"\x00$Id$\r\n\n"})
    (secretary.clone / "docs/a.md").chmod(0o755)
    secretary.git("config", "core.autocrlf", "false")
    new = secretary.commit({})
    entries = git.files(repository, new, "docs/a.md")
    export(repository, entries, tmp_path / "out")
    stored = secretary.git("cat-file", "blob", entries[0].blob).said.encode()
    assert (tmp_path / "out/docs/a.md").read_bytes() == stored
    assert (tmp_path / "out/docs/a.md").stat().st_mode & 0o777 == 0o755


def test_the_subject_is_one_plain_line(repository: Path, secretary: Person) -> None:
    """Escape sequences of a terminal do not get through, and it is not long."""
    commit = secretary.commit({"docs/a.md": "一"}, "标题\x1b[31m红" + "长" * 100)
    subject = git.subject(repository, commit)
    assert subject.startswith("标题[31m红") and len(subject) == 60


def test_a_build_finds_no_repository() -> None:
    """What git sets for its hooks is left out, the rest stays."""
    assert without_git([("GIT_DIR", "x"), ("PATH", "y")]) == {"PATH": "y"}


def test_first_clone_is_what_is_installed(host: object, tmp_path: Path) -> None:
    """The helper of these tests brings the program under test: else nothing here would prove anything."""
    from branchsite.host.program import differs
    from sites import ROOT

    person = first_clone(host, tmp_path / "first")  # type: ignore[arg-type]
    assert differs(ROOT, git.files(person.clone / ".git", "HEAD")) == []
