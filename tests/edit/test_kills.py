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
from branchsite.edit.fields import ORIGIN
from branchsite.edit.publish import publish, unpublished
from branchsite.edit.whole import write_whole
from branchsite.edit.workspace import RefusedError, local_workspace
from pictures import image
from secretaries import run_git
from sites import tree

RECORD = "data/activities/2024/2024-04-10-dangri.yml"
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "subprocess.Popen", "os.truncate"}


def begin_new(folder: Path) -> Draft:
    """A draft of a record with a photo that is not there yet."""
    editor = Editor(local_workspace(folder / "clone", ""))
    draft = editor.begin_record("集中学习", "2024-05-09", "")
    name = editor.drafts.add_picture(draft, image(size=(80, 60)), ())
    photo = {"文件": name, "替代文字": "一片绿色", "说明": "", ORIGIN: ""}
    written = {"标题": "示例：新的一条", "地点": "图书室", "正文": "每人读一章。", "照片": [photo]}
    return editor.drafts.save(replace(draft, values={**draft.values, **written}))


def begin(folder: Path) -> Draft:
    """A draft that changes a record."""
    editor = Editor(local_workspace(folder / "clone", ""))
    draft = editor.open(RECORD, ())
    return editor.drafts.save(replace(draft, values={**draft.values, "地点": "换过的地点", "不用更正": "是"}))


def publish_anew(folder: Path, id: str) -> str:
    """Save and publish a draft as a new process does."""
    editor = Editor(local_workspace(folder / "clone", ""))
    draft = editor.drafts.get(id)
    assert draft
    return publish(editor, editor.drafts.save(draft), lambda line: None).published


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
            publish_anew(folder, id)
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


def published_by(origin: Path, folder: Path, start: Callable[[Path], Draft]) -> tuple[int, dict[str, bytes]]:
    """How many steps a publication takes that nobody kills, and what the folder of data is then."""
    shutil.copytree(origin, folder, symlinks=True)
    steps = killed(folder, start(folder).id, 0)
    assert steps > 40
    after = tree(folder / "clone/data")
    assert after != tree(origin / "clone/data")
    return steps, after


@pytest.mark.slow
@pytest.mark.parametrize("start", [begin, begin_new])
def test_killed_anywhere(origin: Path, tmp_path: Path, start: Callable[[Path], Draft]) -> None:
    """At some twelve steps, spread over all, for each: the files are the old ones or the new ones, the draft is there
    or published, and what follows publishes it: once, not twice.
    """
    steps, published = published_by(origin, tmp_path / "all", start)
    before = tree(origin / "clone/data")
    for place in range(1, steps + 1, max(1, steps // 11)):
        folder = tmp_path / f"at {place}"
        shutil.copytree(origin, folder, symlinks=True)
        draft = start(folder)
        killed(folder, draft.id, place)
        editor = Editor(local_workspace(folder / "clone", ""))
        assert editor.workspace.refresh() == ""
        kept = editor.drafts.get(draft.id)
        assert kept and kept.values == draft.values, place
        landed = run_git(folder / "site.git", "rev-list", "--count", "main").strip() == "2"
        assert [one.id for one in unpublished(editor)] == ([] if landed else [draft.id]), place
        assert run_git(folder / "clone", "status", "--porcelain") == "", place
        assert tree(folder / "clone/data") == (published if landed else before), place
        if landed:
            with pytest.raises(RefusedError, match="已经发布了"):
                publish_anew(folder, draft.id)
        else:
            publish_anew(folder, draft.id)
        assert tree(folder / "clone/data") == published
        assert run_git(folder / "site.git", "rev-list", "--count", "main").strip() == "2"
        run_git(folder / "site.git", "fsck", "--strict")
        assert run_git(folder / "clone", "diff", "--stat", "origin/main") == ""
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


@pytest.mark.slow
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
