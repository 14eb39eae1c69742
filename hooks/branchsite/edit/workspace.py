"""A working copy that the form writes into: its data, its drafts, and the way from a change to the published site."""

import json
import os
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..build import read_data
from ..errors import DataError
from ..load.data import Data
from .repository import GitError, Repository, Tell, from_server
from .whole import write_whole

_TRIES = 5
"""How often somebody else may be first."""

_SOON = 8.0
"""Seconds that a page waits for the server: what it has to say is news, and the page is not."""

_DOING = "doing.json"
"""Beside the drafts while the working copy is brought up to what was published: who does it."""


@dataclass(frozen=True)
class FileChange:
    """A file as it shall be. content: None where it goes. base: the blob that it was, None where it was not there."""

    file: str
    content: bytes | None
    base: str | None


class OvertakenError(Exception):
    """Somebody else has changed a file meanwhile. files: which. commit: where they are now."""

    def __init__(self, files: Sequence[str], commit: str) -> None:
        super().__init__("、".join(files))
        self.files = tuple(files)
        self.commit = commit


class RefusedError(Exception):
    """The server has not taken it. said: all that it wrote, line by line."""

    def __init__(self, said: Sequence[str]) -> None:
        super().__init__("\n".join(said))
        self.said = tuple(said)


@dataclass(frozen=True)
class Workspace:
    """Where one person works: at home the own clone, on a server a clone for each account.

    repository: the clone, with who commits and what git's push is given. drafts: the folder that what is not
    published yet lies in; it must be kept. scratch: a folder of its own that may be deleted at any time. address: of
    the published site, with a closing slash; "" where it is not known.
    """

    repository: Repository
    drafts: Path
    scratch: Path
    address: str = ""
    lock: threading.RLock = field(default_factory=threading.RLock, compare=False, repr=False)

    @property
    def root(self) -> Path:
        """The site's folder."""
        return self.repository.root

    def data(self) -> Data:
        """Everything that can be read of it. Raises DataError where nothing can be judged without what cannot."""
        data, problems = read_data(self.root)
        if data is None:
            raise DataError(problems)
        return data

    def refresh(self) -> str:
        """Take over what others have published; "" where that worked, else why not, in words."""
        with self.lock:
            try:
                self.recover()
                self.repository.fetch(_SOON)
            except GitError as error:
                return why(error)
            return self._bring_up()

    def has_landed(self, commit: str) -> bool:
        """Whether the server has a commit, as far as this copy knows."""
        server = self.repository.resolve(self.repository.tracking)
        return bool(server) and self.repository.is_ancestor(commit, str(server))

    def base(self, file: str) -> str | None:
        """The blob that a file is in what this copy has committed; None where it has no such file."""
        return self.repository.blob("HEAD", file)

    def publish(
        self, changes: Sequence[FileChange], message: str, tell: Tell, sending: Tell = lambda commit: None
    ) -> str:
        """Commit files on top of what the server has, and push; gives the commit. The copy has them then, too.

        tell: is called with each line that the server says, sending with each commit before it is sent. Raises
        OvertakenError where one of the files is not any more what it was, RefusedError where the server does not take
        them, GitError where it cannot be reached. Then nothing has changed, there or here.
        """
        with self.lock:
            self.recover()
            for _ in range(_TRIES):
                tell("先看看别人有没有新发布的……")
                self.repository.fetch()
                parent = self._parent()
                gone = [one.file for one in changes if self.repository.blob(parent, one.file) != one.base]
                if gone:
                    raise OvertakenError(gone, parent)
                tell("交给服务器检查、生成……")
                commit = self.repository.commit(parent, {one.file: one.content for one in changes}, message)
                sending(commit)
                if self._push(commit, tell):
                    # Had it been a mere copy: the same bytes are in the commit.
                    self._bring_up({one.file for one in changes})
                    return commit
            raise RefusedError(["别人一直在发布，没有轮到。过一会儿再按一次发布。"])

    def _push(self, commit: str, tell: Tell) -> bool:
        """Whether it was taken; not, where somebody was first. Raises RefusedError or GitError."""
        try:
            self.repository.push(commit, tell)
        except GitError as error:
            lines = [said for line in error.said.split("\n") if (said := from_server(line)) is not None]
            if "non-fast-forward" in error.said or "fetch first" in error.said or _FIRST in error.said:
                return False
            if any(lines):
                raise RefusedError(lines) from None
            raise
        self.repository.run("update-ref", self.repository.tracking, commit)
        return True

    def _parent(self) -> str:
        """What a new commit follows: the server's, or what this copy has committed on top of it."""
        head, server = self.repository.resolve("HEAD"), self.repository.resolve(self.repository.tracking)
        if head is None or server is None:
            raise GitError("rev-parse", "no commit")
        if self.repository.is_ancestor(head, server):
            return server
        if self.repository.is_ancestor(server, head):
            return head
        self._rebase()
        return self.repository.resolve("HEAD") or server

    def _rebase(self) -> None:
        """Put the own commits behind the server's. Raises GitError where both changed the same."""
        self._mark()
        try:
            self.repository.run("rebase", "--autostash", self.repository.tracking)
        except GitError:
            with suppress(GitError):
                self.repository.run("rebase", "--abort")
            raise
        finally:
            self._unmark()

    def _bring_up(self, own: frozenset[str] | set[str] = frozenset()) -> str:
        """Have the working copy follow the server; "" where it does, else why not. own: files that may be replaced."""
        head, server = self.repository.resolve("HEAD"), self.repository.resolve(self.repository.tracking)
        if head is None or server is None or head == server or not self.repository.is_ancestor(head, server):
            return ""
        self._mark(own)
        try:
            self._forget(own)
            self.repository.run("merge", "--ff-only", "--quiet", server)
        except GitError as error:
            return why(error)
        finally:
            self._unmark()
        return ""

    def _forget(self, files: set[str] | frozenset[str]) -> None:
        """Put files back to what is committed here: what they are to become is in a commit already."""
        for file in sorted(files):
            if self.repository.blob("HEAD", file):
                self.repository.run("checkout", "--quiet", "HEAD", "--", file)
            else:
                (self.root / file).unlink(missing_ok=True)

    def recover(self) -> None:
        """Put right what a process that was killed has left half done. Nothing that anybody wrote is lost."""
        mark = self.drafts / _DOING
        if not mark.exists():
            return
        left = json.loads(mark.read_text("utf-8"))
        if left["process"] != os.getpid() and _is_alive(left["process"]):
            return
        git_folder = self.root / os.fsdecode(self.repository.run("rev-parse", "--git-dir").strip())
        for lock in ("index.lock", "HEAD.lock", f"refs/heads/{self.repository.branch}.lock"):
            (git_folder / lock).unlink(missing_ok=True)
        if (git_folder / "rebase-merge").exists():
            with suppress(GitError):
                self.repository.run("rebase", "--abort")
        self._drop_arrived(set(left["files"]))
        self._unmark()

    def _drop_arrived(self, own: set[str]) -> None:
        """Put back the files that had their new content already: a merge that was killed will bring them again."""
        server = self.repository.resolve(self.repository.tracking)
        if server is None:
            return
        found = self.repository.run("diff", "--name-only", "-z", "--no-renames", "HEAD", server)
        for file in filter(None, found.decode("utf-8", "surrogateescape").split("\0")):
            path, blob = self.root / file, self.repository.blob(server, file)
            arrived = path.is_file() and blob and path.read_bytes() == self.repository.content(blob)
            if arrived or file in own or (blob is None and not path.exists()):
                self._forget({file})
        self.repository.run("reset", "--quiet")

    def _mark(self, files: set[str] | frozenset[str] = frozenset()) -> None:
        self.drafts.mkdir(parents=True, exist_ok=True)
        write_whole(self.drafts / _DOING, json.dumps({"process": os.getpid(), "files": sorted(files)}).encode())

    def _unmark(self) -> None:
        (self.drafts / _DOING).unlink(missing_ok=True)


_FIRST = "别人已经发布了新的内容"
"""What the gate says to who comes second."""


def _is_alive(process: int) -> bool:
    """Whether a process runs. On Windows, where to ask would end it, no other is thought to."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


_WHY = (
    ("timeout", "连不上服务器，等得太久了。看看网络，过一会儿再试。"),
    ("Could not resolve", "连不上服务器：找不到它的地址。看看网络，过一会儿再试。"),
    ("Permission denied", "服务器不认这台电脑的钥匙。请维护人员看看账号。"),
    ("Could not read from remote", "连不上服务器，或者它不认这台电脑。看看网络；还不行，请维护人员看看账号。"),
    ("unable to access", "连不上服务器。看看网络，过一会儿再试。"),
    ("Authentication failed", "服务器不认这个账号的密码。请维护人员看看账号。"),
    ("CONFLICT", "这台电脑上提交过的内容和别人发布的改在同一处，合不到一起。请维护人员帮忙合并。"),
    (
        "would be overwritten",
        "这台电脑上有没提交的改动，和别人发布的是同一个文件，所以还没有取下来；已经发布的不受影响。",
    ),
    ("Please tell me who you are", "git 还不知道您是谁。照手册“把仓库取到电脑上”里的两行写上姓名和邮箱，再试。"),
    ("index.lock", "另一个程序正在用 git。关掉它，或者等一会儿，再试。"),
    ("not a git repository", "这个文件夹不是用 git 取下来的，发布不了。草稿照样能写。"),
    ("does not appear to be a git repository", "不知道往哪里发布：这个文件夹没有连着服务器。草稿照样能写。"),
    ("No space left", "磁盘满了。删掉不要的文件，再试。"),
    ("No such file or directory: 'git'", "这台电脑上没有装 git，发布不了。草稿照样能写。"),
)


def why(error: GitError) -> str:
    """Why git could not, in words of a school."""
    found = next((words for sign, words in _WHY if sign in error.said), None)
    last = next((line for line in reversed(error.said.splitlines()) if line.strip()), "")
    return found or f"git 没有做成，请把这句话告诉维护人员：{last[:200]}"


def local_workspace(root: Path, address: str) -> Workspace:
    """The user's own clone, published as its branch is set up."""
    repository = Repository(root)
    with suppress(GitError):
        upstream = repository.run("rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}").decode().strip()
        remote, _, branch = upstream.partition("/")
        repository = Repository(root, remote, branch)
    return Workspace(repository, root / "校内" / "草稿", root / ".cache" / "edit", address)
