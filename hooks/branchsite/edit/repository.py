"""Git, as the form uses it: a commit is made beside the working copy, and lands only when the server has taken it.

Nothing of the working copy is touched before that. What is killed on the way leaves objects that nothing names.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_SECONDS = 120
_PUSH_SECONDS = 900
"""The gate may have others to serve first."""

NOTHING = "0" * 40

Tell = Callable[[str], None]
"""Called with each line that the server says, as it comes."""


_SERVER = "remote:"


def from_server(line: str) -> str | None:
    """What the server says in a line of a push; None where the line is git's own."""
    return line.removeprefix(_SERVER).removeprefix(" ").rstrip() if line.startswith(_SERVER) else None


class GitError(Exception):
    """A command of git failed. said: what it wrote about that."""

    def __init__(self, command: str, said: str) -> None:
        super().__init__(f"git {command}: {said}")
        self.said = said


@dataclass(frozen=True)
class Commit:
    """A commit of the history. day: 2024-03-12 14:05, by the clock of who made it."""

    id: str
    author: str
    day: str
    subject: str


@dataclass(frozen=True)
class Repository:
    """The repository of a working copy. remote, branch: where it publishes to.

    author: name and address of who commits; None as git is set up here. environment: what its git gets besides.
    """

    root: Path
    remote: str = "origin"
    branch: str = "main"
    author: tuple[str, str] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def tracking(self) -> str:
        """What is known of the branch on the server."""
        return f"refs/remotes/{self.remote}/{self.branch}"

    def run(self, *words: str, content: bytes | None = None, seconds: float = _SECONDS, **variables: str) -> bytes:
        """The output of a command. Raises GitError where it fails, or takes longer."""
        try:
            ran = subprocess.run(
                [*_GIT, *words],
                cwd=self.root,
                env=self._variables(variables),
                input=content,
                stdin=None if content is not None else subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitError(words[0], "timeout") from None
        except OSError as error:
            raise GitError(words[0], str(error)) from None
        if ran.returncode:
            raise GitError(words[0], ran.stderr.decode("utf-8", "replace"))
        return ran.stdout

    def resolve(self, name: str) -> str | None:
        """The commit of a name; None where there is none."""
        try:
            return self.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip()
        except GitError:
            return None

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether one commit is another, or comes before it."""
        try:
            self.run("merge-base", "--is-ancestor", older, newer)
        except GitError:
            return False
        return True

    def blob(self, commit: str, file: str) -> str | None:
        """The id of a file's content in a commit; None where it has no such file."""
        found = self.run("ls-tree", "-z", commit, "--", file).decode("utf-8", "replace")
        return found.split()[2] if found else None

    def content(self, blob: str) -> bytes:
        """The content of that id."""
        return self.run("cat-file", "blob", blob)

    def files(self, commit: str, folder: str) -> list[str]:
        """The files of a commit below a folder, by their paths."""
        found = self.run("ls-tree", "-r", "-z", "--name-only", commit, "--", f"{folder}/")
        return [one for one in found.decode("utf-8", "surrogateescape").split("\0") if one]

    def fetch(self, seconds: float = _SECONDS) -> None:
        """Ask the server what there is. Raises GitError, also where it does not answer in time."""
        self.run("fetch", "--quiet", "--no-tags", self.remote, self.branch, seconds=seconds)

    def commit(self, parent: str, changes: Mapping[str, bytes | None], message: str) -> str:
        """Make a commit on top of another, with some files changed or, where they are None, gone; gives its id.

        No branch, no index and no file knows of it.
        """
        lines = []
        for file, content in changes.items():
            blob = NOTHING if content is None else self._write(content)
            lines.append(f"{'0' if content is None else '100644'} {blob}\t{file}\0")
        with tempfile.TemporaryDirectory() as folder:
            index = str(Path(folder) / "index")
            self.run("read-tree", parent, GIT_INDEX_FILE=index)
            self.run("update-index", "-z", "--index-info", content="".join(lines).encode(), GIT_INDEX_FILE=index)
            tree = self.run("write-tree", GIT_INDEX_FILE=index).decode().strip()
        made = self.run("commit-tree", tree, "-p", parent, "-F", "-", content=message.encode())
        return made.decode().strip()

    def _write(self, content: bytes) -> str:
        return self.run("hash-object", "-w", "--no-filters", "--stdin", content=content).decode().strip()

    def push(self, commit: str, tell: Tell) -> None:
        """Ask the server to take a commit as the branch. Raises GitError where it does not, with all that it said."""
        words = [*_GIT, "push", "--progress", self.remote, f"{commit}:refs/heads/{self.branch}"]
        said: list[str] = []
        with subprocess.Popen(
            words,
            cwd=self.root,
            env=self._variables({}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as pushing:
            assert pushing.stderr is not None
            for raw in pushing.stderr:
                # Progress is told in parts of one line.
                line = raw.decode("utf-8", "replace").rstrip().rpartition("\r")[2]
                said.append(line)
                tell(line)
            status = pushing.wait(_PUSH_SECONDS)
        if status:
            raise GitError("push", "\n".join(said))

    def log(self, name: str, count: int) -> list[Commit]:
        """The newest commits of a branch."""
        form = "--format=%H%x00%an%x00%ad%x00%s"
        try:
            found = self.run("log", "-z", form, "--date=format:%Y-%m-%d %H:%M", f"-{count}", name).decode()
        except GitError:
            return []
        parts = found.split("\0")
        return [Commit(*parts[at : at + 4]) for at in range(0, len(parts) - 3, 4)]

    def changed(self, commit: str) -> list[str]:
        """The files that a commit changed, against its first parent."""
        found = self.run("diff-tree", "-r", "-z", "--no-renames", "--name-only", "--no-commit-id", commit)
        return [one for one in found.decode("utf-8", "surrogateescape").split("\0") if one]

    def _variables(self, more: Mapping[str, str]) -> dict[str, str]:
        who = {}
        if self.author:
            name, mail = self.author
            who = {
                f"GIT_{role}_{part}": value
                for role in ("AUTHOR", "COMMITTER")
                for part, value in (("NAME", name), ("EMAIL", mail))
            }
        return {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", **who, **self.environment, **more}


_GIT = ("git", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "commit.gpgSign=false")
