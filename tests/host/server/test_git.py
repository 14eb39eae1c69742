"""Questions to git, asked of a real repository."""

import ast
import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from branchsite.host.server import git
from branchsite.host.server.git import MAIN, NOTHING, export, without_git
from lookalike import hostile_repository
from pushes import Person, first_clone
from sites import ROOT


@pytest.fixture
def repository(host: object, secretary: Person) -> Path:
    """The git folder of a clone: what it holds has been pushed by nobody."""
    return secretary.clone / ".git"


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
    """Every content that came within a push is found with its commit; what was there before is not."""
    old = git.resolve(repository, MAIN)
    first = secretary.commit({"docs/a.md": "来过", "docs/b.md": "留下"})
    new = secretary.commit({"docs/a.md": "改了"})
    found = list(git.brought(repository, old, new))
    assert [(one.commit, one.path) for one in found] == [(new, "docs/a.md"), (first, "docs/a.md"), (first, "docs/b.md")]
    contents = git.read_blobs(repository, [one.blob for one in found])
    assert list(contents) == ["改了".encode(), "来过".encode(), "留下".encode()]
    assert git.commits(repository, old, new) == [new, first]


def test_history_from_the_beginning_and_through_merges(repository: Path, secretary: Person) -> None:
    """The very first commit counts, and so does a side branch that was merged."""
    secretary.git("checkout", "-q", "-b", "side")
    side = secretary.commit({"docs/side.md": "旁路"})
    secretary.commit({"docs/side.md": None})
    secretary.git("checkout", "-q", "main")
    secretary.commit({"docs/c.md": "主路"})
    secretary.git("merge", "-q", "--no-edit", "side")
    new = git.resolve(repository, "HEAD")
    found = [(one.commit, one.path) for one in git.brought(repository, NOTHING, new) if one.mode != git.GONE]
    assert (side, "docs/side.md") in found
    first = secretary.git("rev-list", "--max-parents=0", "HEAD").said.strip()
    assert (first, "data/site.yml") in found


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
    from branchsite.host.release.program import differs
    from sites import ROOT

    person = first_clone(host, tmp_path / "first")  # type: ignore[arg-type]
    assert differs(ROOT, git.files(person.clone / ".git", "HEAD")) == []


DOORS = {
    "branchsite/host/server/git.py": {"subprocess.Popen", "os.execvpe"},
    "branchsite/host/server/limits.py": {"subprocess.Popen"},
    "branchsite/host/commands.py": {"os.execvpe"},
    "branchsite/search/engine.py": {"subprocess.run"},
    # LibreOffice, for an old Word file on a writer's own computer, within a limit of time.
    "branchsite/office/plan_file.py": {"subprocess.run"},
    # MkDocs, where the theme is not known yet.
    "branchsite/commands/full_build.py": {"os.execv", "subprocess.run"},
    # A working copy of the form, at home or on the server, where it reaches the gate and nothing else.
    "branchsite/edit/repository.py": {"subprocess.Popen", "subprocess.run"},
    # The build of a preview: on the server it is the unit that limits it.
    "branchsite/edit/preview.py": {"subprocess.run"},
    # A photo that was sent to the form, taken in apart from it.
    "branchsite/edit/take_photo.py": {"subprocess.run"},
    # The launcher, for the form: what one key's line in authorized_keys runs, and less.
    "branchsite/host/keeper.py": {"subprocess.run"},
    # A writer's own clone, never what was pushed.
    "branchsite/commands/baseline.py": {"subprocess.run"},
}
"""What may start a process: git; a build or a program's tests, within limits; the launcher; Pagefind."""

STARTERS = re.compile(
    r"subprocess\.(?!CalledProcessError)|pty\.|asyncio\.create_subprocess|os\.(exec|spawn|posix_spawn|system|popen)"
)


def starts(path: Path) -> Iterator[str]:
    """The names a file calls that start another process."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if STARTERS.match(called):
            yield called
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            assert not list(filter(STARTERS.match, names)), (
                f"{path}: import the module, so that its calls are seen here"
            )


@pytest.mark.slow
def test_git_has_one_door() -> None:
    """Nothing in hooks/ starts a process but at these places: one of them runs git."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        name = path.relative_to(ROOT / "hooks").as_posix()
        if called := set(starts(path)):
            found[name] = called
    assert found == DOORS


def test_the_environment_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what git, the shell and the loader would obey nothing comes through; of a push, where its objects wait."""
    hostile = {
        **dict.fromkeys(("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE"), "/tmp"),
        **dict.fromkeys(("GIT_EXEC_PATH", "GIT_TEMPLATE_DIR", "GIT_SHALLOW_FILE", "GIT_TRACE", "GIT_TRACE2"), "/tmp/x"),
        **dict.fromkeys(("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_PAGER", "PAGER", "EDITOR"), "touch x"),
        **dict.fromkeys(("GIT_ASKPASS", "SSH_ASKPASS", "GIT_EDITOR", "GIT_SEQUENCE_EDITOR", "VISUAL"), "touch x"),
        **dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "GIT_CONFIG", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_GLOBAL"), "/tmp"),
        **dict.fromkeys(("LD_PRELOAD", "LD_LIBRARY_PATH", "BASH_ENV", "ENV", "PYTHONPATH", "LANG"), "/tmp/x.so"),
        "GIT_CONFIG_PARAMETERS": "'core.fsmonitor'='touch x'",
        "GIT_CONFIG_COUNT": "99",
        "GIT_CONFIG_KEY_0": "core.pager",
        "GIT_ALLOW_PROTOCOL": "ext",
        "GIT_NO_LAZY_FETCH": "0",
    }
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_QUARANTINE_PATH", "/waiting")
    closed = git.environment("GIT_QUARANTINE_PATH")
    assert closed["GIT_QUARANTINE_PATH"] == "/waiting" and closed["PATH"] == os.environ["PATH"]
    kept = {name for name, value in hostile.items() if closed.get(name) == value}
    assert not kept
    assert closed["GIT_ALLOW_PROTOCOL"] == "" and closed["GIT_NO_LAZY_FETCH"] == "1"
    assert not closed.keys() & {"GIT_DIR", "HOME", "LD_PRELOAD", "BASH_ENV", "GIT_EXEC_PATH", "GIT_CONFIG_PARAMETERS"}


def test_who_clones_reads_nothing_of_ours(tmp_path: Path) -> None:
    """The closed environment makes git warn nobody."""
    repository = tmp_path / "site.git"
    run = ["git", "-c", "user.name=甲", "-c", "user.email=a@school.example"]
    subprocess.run(["git", "init", "-q", "-b", "main", str(tmp_path / "work")], check=True)
    subprocess.run([*run, "-C", str(tmp_path / "work"), "commit", "-q", "--allow-empty", "-m", "开始"], check=True)
    subprocess.run(["git", "clone", "-q", "--bare", str(tmp_path / "work"), str(repository)], check=True)
    script = tmp_path / "upload"
    code = "import sys, pathlib; from branchsite.host.server.git import upload; upload(pathlib.Path(sys.argv[1]))"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{code}" "$@"\n', "utf-8")
    script.chmod(0o755)
    command = ["git", "clone", "-q", "-u", str(script), f"file://{repository}", str(tmp_path / "clone")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stderr == ""


QUESTIONS: dict[str, Callable[[Path], object]] = {
    "resolve": lambda repository: git.resolve(repository, "main"),
    "resolve a commit that is not there": lambda repository: git.resolve(repository, "1" * 40),
    "ancestors": lambda repository: git.is_ancestor(repository, "1" * 40, "2" * 40),
    "files": lambda repository: git.files(repository, "1" * 40),
    "changed": lambda repository: git.changed(repository, "1" * 40, "2" * 40),
    "subject": lambda repository: git.subject(repository, "1" * 40),
    "history": lambda repository: list(git.brought(repository, NOTHING, "1" * 40)),
    "blobs": lambda repository: list(git.read_blobs(repository, ["1" * 40])),
    "gc": lambda repository: git.git(repository, "gc", "--auto", "--quiet"),
    "prune": lambda repository: git.git(repository, "prune", "--expire=now"),
    "a setting": lambda repository: git.git(repository, "config", "core.quotePath", "false"),
    "init once more": lambda repository: git.git(repository, "init", "--quiet", "--bare"),
}


def test_such_a_repository_runs_a_command_when_git_is_asked_as_usual(tmp_path: Path) -> None:
    """Else the test below would prove nothing."""
    repository = hostile_repository(tmp_path)
    subprocess.run(["git", f"--git-dir={repository}", "cat-file", "-e", "1" * 40], check=False, capture_output=True)
    assert (tmp_path / "canary").exists()


@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_that_a_repository_is_set_to_runs(name: str, tmp_path: Path) -> None:
    """Whatever is asked of it, and whether or not git has an answer."""
    repository = hostile_repository(tmp_path)
    with contextlib.suppress(subprocess.CalledProcessError, OSError):
        QUESTIONS[name](repository)
    assert not (tmp_path / "canary").exists()
