"""Questions to git about the bare repository."""

import os
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

from .limits import CompletedRun, run_limited

MAIN = "refs/heads/main"
NOTHING = "0" * 40
"""What git gives for a ref that is not there."""

LINKED = "160000"
GONE = "000000"
"""The modes of another repository's commit, and of a file that a commit removes."""

MOST_FILES = 100_000
MOST_COMMITS = 20_000
MOST_CHANGES = 300_000
"""A school's ten years have a tenth of these."""

_LONGEST_PATH = 1000
_DEEPEST = 30
_LONGEST_PIECE = 65_536


@dataclass(frozen=True)
class TreeEntry:
    """An entry of a tree. mode: as git writes it. size: bytes, 0 for a submodule. path: surrogates where not UTF-8."""

    mode: str
    blob: str
    size: int
    path: str


_CONFIGURATION = {
    "advice.graftFileDeprecated": "false",
    "core.attributesFile": os.devnull,
    "core.bigFileThreshold": "1m",
    "core.deltaBaseCacheLimit": "16m",
    "core.excludesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.packedGitLimit": "128m",
    "core.packedGitWindowSize": "16m",
    "log.mailmap": "false",
    "log.showSignature": "false",
    "pack.deltaCacheSize": "16m",
    "pack.threads": "1",
    "pack.windowMemory": "64m",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
    "uploadpack.allowAnySHA1InWant": "false",
    "uploadpack.allowFilter": "false",
}
"""Git's configuration, which overrides a repository's own: it fetches nothing and starts nothing.

It keeps to little memory, too: photos are passed on in pieces, and not compared with each other.
"""

_CLOSED = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_ASKPASS": "false",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_ATTR_SOURCE": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",  # the tree without a file
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_EDITOR": "false",
    # None: of an empty file git warns everybody who clones that grafts are deprecated.
    "GIT_GRAFT_FILE": f"{os.devnull}/none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_PAGER": "cat",
    "GIT_PROTOCOL_FROM_USER": "0",
    "GIT_SSH_COMMAND": "false",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C.UTF-8",
}
_LISTING = 256
"""MB of address space for the changes of one commit, which are all listed before any is printed."""

_QUARANTINE = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH")
"""Set for a hook: where the objects of a push wait until it is accepted."""


def git(repository: Path, *arguments: str, feed: bytes = b"", seconds: float | None = None) -> bytes:
    """Run a git command; gives its output. feed: its input.

    Raises subprocess.CalledProcessError where it fails, subprocess.TimeoutExpired where it takes longer than `seconds`.
    """
    with start(repository, *arguments, errors=subprocess.PIPE) as process:
        printed, errors = process.communicate(feed, timeout=seconds)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args, printed, errors)
    return printed


class TooMuchError(Exception):
    """There is more than anybody is going to look at. limit: how much would have been, in Chinese."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@contextmanager
def start(
    repository: Path,
    *arguments: str,
    errors: int = subprocess.DEVNULL,
    only_pushed: bool = False,
    megabytes: int | None = None,
) -> Iterator["subprocess.Popen[bytes]"]:
    """A git command to be written to and read from as it runs; it is killed where the block raises.

    repository: an absolute path. only_pushed: in a hook, of all objects it sees only those of
    the push. megabytes: of address space. The one place that runs git. From where it is run it takes
    neither a repository nor a configuration.
    """
    limit = ["prlimit", f"--as={megabytes * 1024 * 1024}:"] if megabytes else []
    with subprocess.Popen(
        [*limit, "git", f"--git-dir={repository}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env=environment(*(_QUARANTINE[:1] if only_pushed else _QUARANTINE)),
        cwd="/",
    ) as process:
        try:
            yield process
        except BaseException:
            process.kill()
            raise


def upload(repository: Path) -> NoReturn:
    """Become the git that answers a client who fetches over ssh."""
    os.chdir("/")
    command = ["git", "upload-pack", "--strict", str(repository)]
    os.execvpe("git", command, _serving(_CONFIGURATION))


def take_push(repository: Path, who: Mapping[str, str], largest: int, limits: list[str], events: int) -> int:
    """The git that takes a push over ssh; gives its exit status. Nothing the client's ssh has set reaches the hooks.

    who: the variables that tell the hooks who pushes. largest: MB that a push may have, packed. It is kept packed:
    a small pack may be many large files. limits: the beginning of a command that sets them. events: an open
    file from 2 to 9, to which git writes what it does (api-trace2).
    """
    own = {
        "core.hooksPath": str(repository / "hooks"),
        "receive.advertisePushOptions": "false",
        "receive.maxInputSize": f"{largest}m",
        "receive.unpackLimit": "1",
    }
    closed = _serving(_CONFIGURATION | own)
    with subprocess.Popen(
        [*limits, "git", "receive-pack", str(repository)],
        env={**closed, **who, "GIT_TRACE2_EVENT": str(events)},
        cwd="/",
        pass_fds=(events,),
    ) as process:
        return process.wait()


_ELSEWHERE = " ".join(
    f"-c {setting}"
    for setting in (
        f"core.hooksPath={os.devnull}",
        "core.alternateRefsCommand=",
        "core.fsmonitor=false",
        "gc.autoDetach=false",
        "maintenance.autoDetach=false",
    )
)
"""Git's part at a repository on a disk of this machine: nothing that is set there runs."""


def push_elsewhere(
    repository: Path, commit: str, url: str, ssh: list[str], seconds: float, force: bool = False
) -> CompletedRun:
    """Make a commit main of another repository.

    url: as `mirrors.mirror_url` gives it. ssh: the command that reaches it.
    force: also where that loses commits there. seconds: of the clock.
    """
    arguments = ["push", "--quiet", *(["--force"] if force else []), *_other_side(url, "receive-pack")]
    return _elsewhere(repository, [*arguments, "--", url, f"{commit}:{MAIN}"], url, ssh, seconds)


def fetch_elsewhere(repository: Path, url: str, ssh: list[str], seconds: float) -> CompletedRun:
    """Take main from another repository, with all its history; every object is examined."""
    arguments = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", *_other_side(url, "upload-pack")]
    return _elsewhere(repository, [*arguments, "--", url, f"{MAIN}:{MAIN}"], url, ssh, seconds)


def _other_side(url: str, service: str) -> list[str]:
    return [f"--{service}=git {_ELSEWHERE} {service}"] if url.startswith("/") else []


def _elsewhere(repository: Path, arguments: list[str], url: str, ssh: list[str], seconds: float) -> CompletedRun:
    opened = {
        "GIT_ALLOW_PROTOCOL": "file" if url.startswith("/") else "ssh",
        "GIT_SSH_COMMAND": shlex.join(ssh),
        "GIT_SSH_VARIANT": "ssh",
    }
    command = ["git", f"--git-dir={repository}", *arguments]
    return run_limited(command, Path("/"), {**environment("HOME"), **opened}, seconds)


def _serving(configuration: Mapping[str, str]) -> dict[str, str]:
    closed = environment("HOME", "LOGNAME", "USER", configuration=configuration)
    version = os.environ.get("GIT_PROTOCOL", "")
    return {**closed, **({"GIT_PROTOCOL": version} if version in ("version=1", "version=2") else {})}


def environment(*kept: str, configuration: Mapping[str, str] = _CONFIGURATION) -> dict[str, str]:
    """All that git is run with: its configuration, the way to programs, and the variables that are to be kept."""
    found = {name: os.environ[name] for name in ("PATH", *kept) if name in os.environ}
    pairs = list(enumerate(configuration.items()))
    keys = {f"GIT_CONFIG_KEY_{number}": name for number, (name, _) in pairs}
    values = {f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in pairs}
    return {**found, **_CLOSED, "GIT_CONFIG_COUNT": str(len(pairs)), **keys, **values}


def without_git(environment: Iterable[tuple[str, str]]) -> dict[str, str]:
    """An environment without what git sets for its hooks: a build must not find the repository."""
    return {name: value for name, value in environment if not name.startswith("GIT_")}


def in_push() -> bool:
    """Whether objects of a push wait to be accepted."""
    return _QUARANTINE[0] in os.environ


def leave_push() -> None:
    """Forget where the objects of a push waited until it was accepted.

    After its end that place is gone, and git, with these variables set, would find no repository at all.
    """
    kept = without_git(os.environ.items())
    os.environ.clear()
    os.environ.update(kept)


def resolve(repository: Path, ref: str) -> str:
    """The commit a ref names, or NOTHING."""
    try:
        return git(repository, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
    except subprocess.CalledProcessError:
        return NOTHING


def kind(repository: Path, name: str) -> str:
    """commit, tag, tree or blob."""
    return git(repository, "cat-file", "-t", name).decode().strip()


def is_ancestor(repository: Path, old: str, new: str) -> bool:
    """Whether new keeps all that old had."""
    with start(repository, "merge-base", "--is-ancestor", old, new) as process:
        process.communicate()
    return process.returncode == 0


def files(repository: Path, commit: str, *paths: str) -> list[TreeEntry]:
    """The files of a commit, or those below some paths.

    Raises TooMuchError where they are more than MOST_FILES, or one has a path longer or deeper than any has.
    """
    found = []
    arguments = ("ls-tree", "-r", "-z", "-l", "--full-tree", commit, *(["--", *paths] if paths else []))
    with start(repository, *arguments) as process:
        assert process.stdout is not None
        for line in _pieces(process.stdout):
            about, path = line.split("\t", 1)
            mode, _, blob, size = about.split()
            found.append(TreeEntry(mode, blob, int(size) if size != "-" else 0, _short(path)))
            if len(found) > MOST_FILES:
                raise TooMuchError(f"{MOST_FILES} 个文件")
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return found


def _short(path: str) -> str:
    """A path that is no longer and no deeper than any has. Raises TooMuchError."""
    if len(path) > _LONGEST_PATH or path.count("/") > _DEEPEST:
        raise TooMuchError(f"{_DEEPEST} 层文件夹、{_LONGEST_PATH} 个字的路径")
    return path


def changed(repository: Path, old: str, new: str) -> dict[str, str]:
    """The paths that differ between two commits, each with git's letter: A for one that is new, D for one that is gone.

    All of new where old is NOTHING.
    """
    if old == NOTHING:
        return {one.path: "A" for one in files(repository, new)}
    listed = git(repository, "diff-tree", "-r", "-z", "--name-status", "--no-renames", old, new)
    pieces = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return dict(zip(pieces[1::2], pieces[::2], strict=True))


def subject(repository: Path, commit: str) -> str:
    """The first line of a commit's message, at most 60 characters."""
    text = git(repository, "log", "-1", "--format=%s", commit).decode("utf-8", "replace").strip()
    return "".join(character for character in text if character.isprintable())[:60]


def subjects(repository: Path, old: str, new: str, most: int) -> list[str]:
    """The first lines of the messages of a push's newest commits."""
    printed = git(repository, "log", f"--max-count={most}", "--format=%<(200,trunc)%s", *_span(old, new), "--")
    return printed.decode("utf-8", "replace").splitlines()


@dataclass(frozen=True)
class Change:
    """A change of a file by a commit, against each of its parents. mode and blob are all zeros for one it removes."""

    commit: str
    mode: str
    blob: str
    path: str


def _span(old: str, new: str) -> list[str]:
    """What git is to list for the commits of a push."""
    return [new, f"^{old}"] if old != NOTHING else [new]


def commits(repository: Path, old: str, new: str) -> list[str]:
    """The commits of a push, the newest first. Raises TooMuchError where they are more than MOST_COMMITS."""
    listed = git(repository, "rev-list", f"--max-count={MOST_COMMITS + 1}", *_span(old, new), "--").decode().split()
    if len(listed) > MOST_COMMITS:
        raise TooMuchError(f"{MOST_COMMITS} 次提交")
    return listed


def count(repository: Path, old: str, new: str) -> int:
    """How many commits new has that old has not; all of them where old is not there."""
    known = old != NOTHING and resolve(repository, old) != NOTHING
    return int(git(repository, "rev-list", "--count", *_span(old if known else NOTHING, new), "--"))


def brought(repository: Path, old: str, new: str) -> Iterator[Change]:
    """The changes of a push's commits, in the order in which git lists them: the newest first.

    Of a merge, what it has from none of its parents. Raises TooMuchError where they are more than MOST_CHANGES,
    or a path is longer than any.
    """
    count = 0
    how = ("-z", "--format=%x01%H", "--raw", "--no-abbrev", "--no-renames", "-c", "--root")
    with start(repository, "log", *how, *_span(old, new), "--", megabytes=_LISTING) as process:
        assert process.stdout is not None
        commit = ""
        pieces = _pieces(process.stdout)
        for piece in pieces:
            piece = piece.lstrip("\n")
            if piece.startswith("\x01"):
                commit, piece = piece[1:41], piece[41:].lstrip("\n")
            if piece.startswith(":"):
                parents = len(piece) - len(piece.lstrip(":"))
                about = piece.lstrip(":").split()
                yield Change(commit, about[parents], about[2 * parents + 1], _short(next(pieces)))
                count += 1
                if count > MOST_CHANGES:
                    raise TooMuchError(f"{MOST_CHANGES} 处改动")
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args)


def _pieces(stream: IO[bytes]) -> Iterator[str]:
    """The texts in a stream that end with NUL."""
    rest = b""
    while chunk := stream.read(65_536):
        *whole, rest = (rest + chunk).split(b"\0")
        if len(rest) > _LONGEST_PIECE:
            raise TooMuchError(f"{_LONGEST_PATH} 个字的路径")
        yield from (piece.decode("utf-8", "surrogateescape") for piece in whole)


@contextmanager
def object_reader(repository: Path) -> Iterator[Callable[[str], bytes]]:
    """For a block, what gives the content of an object by its name. It raises OSError where git has none to give."""
    with start(repository, "cat-file", "--batch") as process:
        wanted, given = process.stdin, process.stdout
        assert wanted is not None and given is not None

        def read_object(name: str) -> bytes:
            wanted.write(f"{name}\n".encode())
            wanted.flush()
            header = given.readline().split()
            if len(header) != 3:
                raise OSError(f"git cat-file: {name}")
            content = given.read(int(header[2]))
            given.read(1)
            return content

        yield read_object


def read_blobs(repository: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """The contents of blobs, one after another. Raises OSError where git stops answering."""
    with object_reader(repository) as read_object:
        yield from map(read_object, blobs)


def export(repository: Path, entries: Iterable[TreeEntry], to: Path) -> None:
    """Write files into a folder, byte for byte: no filter, attribute or link of the pushed tree has a say.

    The caller has refused paths that lead elsewhere. An executable stays one.
    """
    wanted = list(entries)
    for entry, content in zip(wanted, read_blobs(repository, (one.blob for one in wanted)), strict=True):
        path = to / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if entry.mode == "100755":
            path.chmod(0o755)
