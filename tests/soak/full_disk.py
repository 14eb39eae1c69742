"""Pushes to a server on a disk that is full, to be run in a mount namespace of its own: python full_disk.py FOLDER.

Prints what was counted as JSON; an AssertionError says what did not hold.
"""

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from branchsite.host.release.release import live
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, resolve
from pushes import Answer, Person, activity, clone, settle
from pushes import host as command
from soak.scale import FULL, SEED, times
from soak.school import assert_swept, assert_whole, open_school, renamed, shown_tree

SIZE = 40
"""MB of the disk."""

FREE = (0, 0.02, 0.6)
"""How much is left for a push, as a part of what a release takes: git's objects, the export, the build fail in turn."""

CHINESE = ("磁盘满了", "磁盘快满了")


def main(folder: Path) -> None:
    """Fill the disk to several levels and push."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(folder)], check=True)
    host, person = open_school(folder)
    settle(host)
    shutil.rmtree(person.clone)
    writer = clone(host, folder.parent / "writer")
    told: Counter[str] = Counter()
    chance = random.Random(SEED)
    levels = [*FREE, *(chance.uniform(0, 1.2) for _ in range(times(0, 13)))]
    for number, level in enumerate(levels):
        told[push_with(host, writer, number, int(level * release_size(host)))] += 1
    command(host, "prune", "--keep", "1")
    fill(host, 100_000)
    said = command(host, "rebuild")
    assert said.accepted or any(one in said.said for one in CHINESE), said.said
    assert "Traceback" not in said.said, said.said
    (host.root / "ballast").unlink()
    assert_whole(host)
    print(json.dumps({"levels": len(levels), **told}))


def push_with(host: Host, writer: Person, number: int, free: int) -> str:
    """Push with so many bytes left, then with room again. Gives who refused it: ours, git or nobody."""
    before, old = shown_tree(host), resolve(host.repository, MAIN)
    new = writer.commit({**activity(f"full-{number}"), **renamed(writer, f"示例支部 {number}")})
    fill(host, free)
    answer = writer.push()
    settle(host)
    print(f"{free} bytes free: {answer.status}\n{answer.said}")
    outcome = told_by(answer)
    shown = live(host)
    assert shown is not None
    assert resolve(host.repository, MAIN) == (new if answer.accepted else old)
    assert shown.commit == resolve(host.repository, MAIN)
    if not answer.accepted:
        assert shown_tree(host) == before
    (host.root / "ballast").unlink()
    assert_swept(host)
    assert_whole(host)
    if not FULL and number < len(FREE) - 1:
        return outcome
    writer.commit(activity(f"after-{number}"))
    answer = writer.push()
    assert answer.accepted, answer.said
    settle(host)
    assert_whole(host)
    assert f"示例支部 {number}" in shown_tree(host)["index.html"].decode("utf-8")
    return outcome


def told_by(answer: Answer) -> str:
    """Who says in the answer that there is no room."""
    if answer.accepted:
        return "nobody"
    if any(one in answer.said for one in CHINESE):
        return "ours"
    assert "No space left on device" in answer.said or "unpacker error" in answer.said, answer.said
    return "git"


def fill(host: Host, free: int) -> None:
    """Leave so many bytes free on the disk."""
    left = shutil.disk_usage(host.root).free - free
    with (host.root / "ballast").open("wb") as file:
        while left > 0:
            piece = min(left, 1_048_576)
            file.write(bytes(piece))
            left -= piece


def release_size(host: Host) -> int:
    """Bytes of what is shown, and of the content it is built from once more."""
    return sum(map(len, shown_tree(host).values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
