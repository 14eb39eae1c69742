"""Killed anywhere in a publication: nothing is half, the draft is there, the working copy is clean, and it goes on."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from branchsite.edit.draft import Draft
from branchsite.edit.editor import Editor
from branchsite.edit.whole import write_whole
from branchsite.edit.workspace import local_workspace
from secretaries import run_git
from sites import tree

RECORD = "data/activities/2024/2024-04-10-dangri.yml"
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "subprocess.Popen", "os.truncate"}


def begin(folder: Path) -> Draft:
    """A draft that changes a record, and another one that adds one; both are published in one go."""
    editor = Editor(local_workspace(folder / "clone", ""))
    draft = editor.open(RECORD, ())
    return editor.drafts.save(replace(draft, values={**draft.values, "地点": "换过的地点", "不用更正": "是"}))


def publish(folder: Path, id: str) -> str:
    """Save and publish a draft as a new process does."""
    editor = Editor(local_workspace(folder / "clone", ""))
    draft = editor.drafts.get(id)
    assert draft
    return editor.publish(editor.drafts.save(draft), lambda line: None).published


def killed(folder: Path, id: str, place: int) -> int:
    """Publish in a process that is killed at that step; gives how many steps it made."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        steps = 0

        def step(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal steps
            if event in EVENTS:
                steps += 1
                os.write(write, b".")
                if steps == place:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(step)
        try:
            publish(folder, id)
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    # What it had started goes on by itself: a push that is under way ends.
    while is_left(child):
        time.sleep(0.01)
    with os.fdopen(read, "rb") as counted:
        return len(counted.read())


def is_left(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_killed_anywhere(origin: Path, tmp_path: Path) -> None:
    """At some twenty steps, spread over all: the file is the old one or the new one, and what follows publishes it."""
    shutil.copytree(origin, tmp_path / "all", symlinks=True)
    steps = killed(tmp_path / "all", begin(tmp_path / "all").id, 0)
    assert steps > 40
    published = (tmp_path / "all/clone" / RECORD).read_bytes()
    before = (origin / "clone" / RECORD).read_bytes()
    assert b"\xe6\x8d\xa2\xe8\xbf\x87" in published and published != before
    for place in range(1, steps + 1, max(1, steps // 22)):
        folder = tmp_path / f"at {place}"
        shutil.copytree(origin, folder, symlinks=True)
        draft = begin(folder)
        killed(folder, draft.id, place)
        editor = Editor(local_workspace(folder / "clone", ""))
        assert editor.workspace.refresh() == ""
        kept = editor.drafts.get(draft.id)
        assert kept and kept.values == draft.values, place
        landed = run_git(folder / "site.git", "rev-list", "--count", "main").strip() == "2"
        assert run_git(folder / "clone", "status", "--porcelain") == "", place
        assert (folder / "clone" / RECORD).read_bytes() == (published if landed else before), place
        assert tree(folder / "clone/data").keys() == tree(origin / "clone/data").keys()
        if not landed:
            publish(folder, draft.id)
        assert run_git(folder / "site.git", "show", f"main:{RECORD}").encode() == published
        assert run_git(folder / "clone", "status", "--porcelain") == "", place
        shutil.rmtree(folder)


def half_index(clone: Path) -> None:
    (clone / ".git/index.lock").write_bytes(b"half")


def half_arrived(clone: Path) -> None:
    (clone / RECORD).write_bytes(run_git(clone, "show", f"origin/main:{RECORD}").encode())


def half_gone(clone: Path) -> None:
    (clone / RECORD).unlink()


def half_rebased(clone: Path) -> None:
    """Both have changed the same line: git stands still in the middle."""
    text = (clone / RECORD).read_text("utf-8")
    (clone / RECORD).write_text(text.replace("类别: 主题党日", "类别: 主题党日  # 我的"), encoding="utf-8")
    run_git(clone, "commit", "-qam", "我的")
    with pytest.raises(subprocess.CalledProcessError):
        run_git(clone, "rebase", "origin/main")
    assert (clone / ".git/rebase-merge").exists()


@pytest.mark.parametrize("half", [half_index, half_arrived, half_gone, half_rebased])
def test_what_a_killed_git_leaves(origin: Path, tmp_path: Path, half: Callable[[Path], None]) -> None:
    """A lock, half of the files, a rebase in its middle: put right before anything else is done."""
    shutil.copytree(origin, tmp_path / "school", symlinks=True)
    clone = tmp_path / "school/clone"
    run_git(tmp_path / "school", "clone", "-q", "site.git", "other")
    other = tmp_path / "school/other"
    text = (other / RECORD).read_text("utf-8").replace("类别: 主题党日", "类别: 主题党日  # 别人的")
    (other / RECORD).write_text(text, encoding="utf-8")
    run_git(other, "-c", "user.name=别人", "-c", "user.email=b@school.example", "commit", "-qam", "别人的")
    run_git(other, "push", "-q")
    run_git(clone, "fetch", "-q")
    half(clone)
    workspace = local_workspace(clone, "")
    write_whole(workspace.drafts / "doing.json", json.dumps({"process": 2**30, "files": [RECORD]}).encode())
    workspace.refresh()
    assert run_git(clone, "status", "--porcelain") == ""
    now = (clone / RECORD).read_text("utf-8")
    assert "我的" in now if half is half_rebased else now == text
    assert not (clone / ".git/index.lock").exists() and not (clone / ".git/rebase-merge").exists()
