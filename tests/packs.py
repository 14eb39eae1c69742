"""Packs written by hand, as no git would write them, pushed by a client that reads its answer and nothing else."""

import hashlib
import os
import struct
import subprocess
import threading
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from branchsite.host.server.folder import Host

MEGABYTE = 1_048_576
COMMIT, TREE, BLOB, DELTA = 1, 2, 3, 6
"""What git calls them by, in a pack. A delta's base is given by how far back it stands."""

_NAMES = {COMMIT: b"commit", TREE: b"tree", BLOB: b"blob"}


@dataclass
class Pack:
    """Objects, one behind the other."""

    pieces: list[bytes] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [12])

    def add(self, kind: int, content: bytes, claimed: int | None = None, head: bytes = b"") -> int:
        """An object; gives its number. claimed: how many bytes it says it has."""
        return self.put(_head(kind, len(content) if claimed is None else claimed) + head + zlib.compress(content, 9))

    def put(self, piece: bytes) -> int:
        """An object as it is to stand there."""
        self.pieces.append(piece)
        self.starts.append(self.starts[-1] + len(piece))
        return len(self.pieces) - 1

    def change(self, base: int, size: int, result: int, steps: bytes) -> int:
        """A delta. base, size: what it changes, and how large that is. result: how large it says the outcome is."""
        back = _distance(self.starts[-1] - self.starts[base])
        return self.add(DELTA, _number(size) + _number(result) + steps, head=back)

    def zeros(self, kind: int, size: int) -> int:
        """A large object of nothing but zeros, whole megabytes."""
        packer = zlib.compressobj(9)
        begin = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
        # From here on each megabyte packs into the same bytes.
        again = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
        total = (size % 65_521) << 16 | 1
        end = b"\3\0" + struct.pack(">I", total)
        return self.put(_head(kind, size) + begin + again * (size // MEGABYTE - 1) + end)

    def commit(self, parent: str, blob: bytes = b"") -> str:
        """A commit on another, with one file in data/, or with none; gives its name."""
        top = b""
        if blob:
            below = b"100644 x\0" + blob
            self.add(TREE, below)
            top = b"40000 data\0" + name_of(TREE, below)
        self.add(TREE, top)
        who = b"x <x@school.example> 1700000000 +0800"
        tree = name_of(TREE, top).hex().encode()
        content = b"tree %s\nparent %s\nauthor %s\ncommitter %s\n\nx\n" % (tree, parent.encode(), who, who)
        self.add(COMMIT, content)
        return name_of(COMMIT, content).hex()

    def whole(self) -> bytes:
        """All of it, with git's sum at its end."""
        content = b"PACK" + struct.pack(">II", 2, len(self.pieces)) + b"".join(self.pieces)
        return content + hashlib.sha1(content, usedforsecurity=False).digest()


def copy(size: int, start: int = 0) -> bytes:
    """A step of a delta: so much of the base, at most 16 MB."""
    packed = [*struct.pack("<I", start), *struct.pack("<I", size)[:3]]
    mask = sum(1 << place for place, one in enumerate(packed) if one)
    return bytes([128 | mask, *(one for one in packed if one)])


def insert(content: bytes) -> bytes:
    """A step of a delta: up to 127 new bytes."""
    return bytes([len(content)]) + content


def name_of(kind: int, content: bytes) -> bytes:
    """An object's name, as bytes."""
    return hashlib.sha1(b"%s %d\0" % (_NAMES[kind], len(content)) + content, usedforsecurity=False).digest()


def name_of_zeros(size: int) -> bytes:
    """That of a blob of zeros, whole megabytes."""
    name = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    for _ in range(size // MEGABYTE):
        name.update(bytes(MEGABYTE))
    return name.digest()


@dataclass(frozen=True)
class Outcome:
    """What a server answered, and the most memory that its processes had together, in MB."""

    said: str
    memory: int


def push(at: Host, account: str, old: str, new: str, pack: bytes, seconds: int | None = None) -> Outcome:
    """Push a pack to main as over ssh, without a git of one's own.

    seconds: of a processor that the server's machine leaves each of its processes.
    """
    asked = {"SSH_ORIGINAL_COMMAND": "git-receive-pack 'site.git'", "LC_ALL": "C.UTF-8"}
    machine = ["prlimit", f"--cpu={seconds}"] if seconds else []
    head = f"{old} {new} refs/heads/main\0report-status side-band-64k".encode()
    sent = b"%04x" % (len(head) + 4) + head + b"0000" + pack
    with subprocess.Popen(
        [*machine, at.launcher, "host", "shell", account],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **asked},
    ) as process:
        ended = threading.Event()
        taken: list[int] = []
        watch = threading.Thread(target=lambda: _watch(process.pid, ended, taken))
        watch.start()
        answered, _ = process.communicate(sent)
        ended.set()
        watch.join()
    return Outcome(_plain(answered), max(taken) // MEGABYTE)


def _watch(process: int, ended: threading.Event, taken: list[int]) -> None:
    while not ended.wait(0.02):
        taken.append(sum(map(_resident, _below(process))))


def _below(process: int) -> list[int]:
    """A process and all that it has started."""
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text()
    except OSError:
        return []
    return [process, *(one for child in found.split() for one in _below(int(child)))]


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _plain(answered: bytes) -> str:
    """What was said, without the refs that come first and the lengths between: a sign may be over two pieces."""
    rest, said = answered, b""
    while len(rest) > 4:
        try:
            size = int(rest[:4], 16)
        except ValueError:
            return (said + rest).decode("utf-8", "replace")
        piece, rest = rest[4 : max(size, 4)], rest[max(size, 4) :]
        said += piece[1:] if piece[:1] in b"\1\2\3" else b""
    return (said + rest).decode("utf-8", "replace")


def _head(kind: int, size: int) -> bytes:
    found = bytearray([kind << 4 | size & 15])
    size >>= 4
    while size:
        found[-1] |= 128
        found.append(size & 127)
        size >>= 7
    return bytes(found)


def _number(value: int) -> bytes:
    found = bytearray([value & 127])
    while value := value >> 7:
        found[-1] |= 128
        found.append(value & 127)
    return bytes(found)


def _distance(value: int) -> bytes:
    found = [value & 127]
    while value := value >> 7:
        value -= 1
        found.append(128 | value & 127)
    return bytes(reversed(found))
