"""The form leaves no trace in the site: with its drafts, photos and previews beside it, each byte is the same."""

from pathlib import Path

import pytest

from branchsite.edit.workspace import Workspace
from pictures import image
from secretaries import Secretary, run_git
from sites import run, tree

ADDRESS = "https://school.example/"


def site(root: Path, to: Path) -> dict[str, bytes]:
    """The site as a new build of a folder gives it."""
    ran = run("branchsite", "build", "--site-dir", to, root=root, SITE_URL=ADDRESS, BRANCHSITE_CACHE=f"{to}.cache")
    assert ran.returncode == 0, ran.stdout
    return tree(to)


@pytest.mark.slow
def test_the_site_is_the_same(secretary: Secretary, workspace: Workspace, folder: Path, tmp_path: Path) -> None:
    """At home: while something is written, and when it is published, as in a clone that never saw the form."""
    clone = folder / "clone"
    before = site(clone, tmp_path / "before")
    path = secretary.begin("集中学习")
    token = dict(secretary.fields(path))["token"]
    assert (
        secretary.upload(f"{path}/photo", [("token", token)], [("photos", "a.jpg", image(size=(80, 60)))]).status == 200
    )
    written = {
        "f/标题": "示例：没有痕迹",
        "f/地点": "图书室",
        "f/摘要": "一句。",
        "f/正文": "一句。",
        "f/照片/0/替代文字": "一片绿色",
    }
    written |= {"f/时间": "下午 3:40—4:40", "f/参加": "全体党员"}
    assert secretary.act(path, "preview", written).status == 303
    assert secretary.get(f"{path}/preview").status == 200 and any(workspace.drafts.glob("*.json"))
    assert site(clone, tmp_path / "meanwhile") == before
    reply = secretary.act(path, "publish")
    assert "发布好了" in reply.text, reply.text
    run_git(folder, "clone", "-q", "site.git", "plain")
    after = site(clone, tmp_path / "after")
    assert after == site(folder / "plain", tmp_path / "plain") and after != before
