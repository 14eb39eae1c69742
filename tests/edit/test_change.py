"""What is there already is changed by its lines, corrected, withdrawn, undone; two at once lose nothing."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from branchsite.edit.workspace import Workspace
from pictures import image
from secretaries import Secretary, commit_in, fields_in, run_git, shown_problems

RECORD = "data/activities/2024/2024-04-10-dangri.yml"
FORMS = {
    "a record": (RECORD, "", {"f/地点": "新的地点", "f/不用更正": "是"}, "地点"),
    "a material": ("docs/study/sanhui-yike.md", "", {"f/分钟": "7"}, "分钟: 7"),
    "the prose of a material": ("docs/study/sanhui-yike.md", "", {"f-body": "## 换过\n\n新的一段。"}, "新的一段。"),
    "an article": ("docs/about.md", "", {"f/摘要": "换过的摘要"}, "摘要: 换过的摘要"),
    "the site": ("data/site.yml", "", {"f/概况/联系方式/地址": "示例路 1 号"}, "    地址: 示例路 1 号"),
    "a commitment": (
        "data/plans/2023-2024-2.yml",
        json.dumps(["部分", 0, "条目", 0, "承诺", 0], ensure_ascii=False),
        {"f/说明": "换过的说明"},
        "说明: 换过的说明",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_each_form_changes_its_lines(secretary: Secretary, folder: Path, form: str) -> None:
    """It is published, and the commit changes nothing but what was filled in (and the day of a record's change)."""
    file, place, changes, wanted = FORMS[form]
    reply = secretary.act(secretary.open(file, place), "publish", changes)
    assert "发布好了" in reply.text, shown_problems(reply.text) or reply.text
    assert wanted in (folder / "clone" / file).read_text("utf-8")
    numbers = run_git(folder / "site.git", "diff", "--numstat", "main^", "main").split()
    assert numbers[2:] == [file] and (int(numbers[0]) <= 3 or "body" in str(changes))
    assert run_git(folder / "clone", "status", "--porcelain") == ""


@pytest.mark.slow
def test_a_correction_is_asked_for(secretary: Secretary, folder: Path) -> None:
    """Where a published fact changes a word to the reader is wanted, or that none is needed."""
    path = secretary.open(RECORD)
    asked = secretary.act(path, "publish", {"f/地点": "别处"})
    assert "改了已经发布的内容" in asked.text and 'name="f/不用更正"' in asked.text
    assert "发布好了" in secretary.act(path, "publish", {"f/更正": "地点写错了，是别处。"}).text
    text = (folder / "clone" / RECORD).read_text("utf-8")
    assert "更新日期: 2024-05-10\n更正: 地点写错了，是别处。\n" in text


@pytest.mark.parametrize(
    ("name", "typed", "cure"),
    [
        ("标题", "学习: 条例", "学习：条例"),
        ("正文", "\uf0b7 上午\n\uf0b7 下午", "- 上午"),
        ("地点", "\ue000会议室", "-会议室"),
    ],
)
def test_a_cure_is_what_to_fill_in(secretary: Secretary, name: str, typed: str, cure: str) -> None:
    """Without the quotes that a file needs; in a text a dash is part of it."""
    path = secretary.open(RECORD)
    found = shown_problems(secretary.follow(secretary.act(path, "save", {f"f/{name}": typed})).text)
    assert any(re.search(f"怎么改：{re.escape(cure)}(?: 按这样改)?$", one) for one in found[name]), found


def test_a_mistake_with_one_cure(secretary: Secretary) -> None:
    """按这样改 mends the field, and what it says is gone."""
    path = secretary.open(RECORD)
    reply = secretary.act(path, "save", {"f/正文": "看［官网］（https://example.org/a）。"})
    page = secretary.follow(reply).text
    key = next(one.split('"')[0] for one in page.split('value="fix:')[1:])
    page = secretary.follow(secretary.act(path, f"fix:{key}")).text
    assert dict(fields_in(page))["f/正文"] == "看[官网](https://example.org/a)。" and 'value="fix:' not in page


@pytest.mark.slow
def test_another_day_is_another_name(secretary: Secretary, folder: Path) -> None:
    """A record whose day was wrong moves with its photos, and git knows where it went."""
    path = secretary.open(RECORD)
    token = dict(secretary.fields(path))["token"]
    secretary.upload(f"{path}/photo", [("token", token)], [("photos", "x.jpg", image())])
    changed = {"f/活动日期": "2024-04-11", "f/不用更正": "是", "f/旧网址": "news/2024/2024-04-10-dangri/"}
    reply = secretary.act(path, "publish", {**changed, "f/照片/0/替代文字": "一片绿色"})
    assert "发布好了" in reply.text, shown_problems(reply.text)
    moved = folder / "clone/data/activities/2024/2024-04-11-dangri"
    assert (
        (moved / "01.jpg").is_file()
        and moved.with_suffix(".yml").is_file()
        and not (folder / "clone" / RECORD).exists()
    )


@pytest.mark.slow
def test_photos_come_and_go(secretary: Secretary, folder: Path) -> None:
    """In the order that was chosen; one that is taken out is gone from the folder."""
    path = secretary.open(RECORD)
    token = dict(secretary.fields(path))["token"]
    sent = [("photos", f"{name}.jpg", image(size=(size, 8))) for name, size in (("a", 8), ("b", 9), ("c", 10))]
    secretary.upload(f"{path}/photo", [("token", token)], sent)
    secretary.act(path, "up:照片/2", {f"f/照片/{at}/替代文字": f"第 {at} 种颜色" for at in range(3)})
    secretary.act(path, "remove:照片/0")
    assert "发布好了" in secretary.act(path, "publish", {"f/不用更正": "是"}).text
    photos = folder / "clone" / RECORD.removesuffix(".yml")
    assert sorted(one.name for one in photos.iterdir()) == ["02.jpg", "03.jpg"]
    text = (folder / "clone" / RECORD).read_text("utf-8")
    assert "照片:\n  - 文件: 03.jpg\n    替代文字: 第 2 种颜色\n  - 文件: 02.jpg\n    替代文字: 第 1 种颜色\n" in text
    page = secretary.get(secretary.open(RECORD)).text
    assert "host purge" in page
    secretary.act(secretary.open(RECORD), "remove:照片/0")
    assert "发布好了" in secretary.act(secretary.open(RECORD), "publish").text
    assert [one.name for one in photos.iterdir()] == ["02.jpg"]


@pytest.mark.slow
def test_withdrawn_and_back(secretary: Secretary, folder: Path) -> None:
    """Withdrawing says what it means; undoing it is a new commit, after which every byte is as before."""
    before = run_git(folder / "site.git", "rev-parse", "main^{tree}")
    page = secretary.get(f"/withdraw?file={RECORD}")
    assert "打不开" in page.text
    reply = secretary.post("/withdraw", {"token": dict(fields_in(page.text))["token"], "file": RECORD})
    assert "撤下好了" in reply.text and not (folder / "clone" / RECORD).exists()
    today = secretary.get("/").text
    reply = secretary.post("/undo", {"token": dict(fields_in(today))["token"], "commit": commit_in(today)})
    assert "撤回好了" in reply.text and (folder / "clone" / RECORD).is_file()
    assert run_git(folder / "site.git", "rev-parse", "main^{tree}") == before
    assert run_git(folder / "site.git", "rev-list", "--count", "main").strip() == "3"


def other_publishes(folder: Path, old: str, new: str) -> None:
    """Somebody else, with a clone of the own, changes the record."""
    clone = folder / "other"
    if not clone.exists():
        run_git(folder, "clone", "-q", "site.git", "other")
    run_git(clone, "pull", "-q")
    text = (clone / RECORD).read_text("utf-8")
    assert old in text
    (clone / RECORD).write_text(text.replace(old, new), encoding="utf-8")
    run_git(clone, "-c", "user.name=别人", "-c", "user.email=b@school.example", "commit", "-qam", "别人改的")
    run_git(clone, "push", "-q")


CHOICES = {
    "mine": ("地点: 我的\n", "摘要: 旧的\n"),
    "theirs": ("地点: 旧的\n", "摘要: 对方的\n"),
    "both": ("地点: 我的\n", "摘要: 对方的\n"),
}


@pytest.mark.slow
@pytest.mark.parametrize("choice", CHOICES)
def test_two_at_once(secretary: Secretary, folder: Path, choice: str) -> None:
    """Who comes second sees what the first has changed and chooses; whatever is chosen, the own text is still there."""
    file = folder / "clone" / RECORD
    summary = next(line for line in file.read_text("utf-8").splitlines() if line.startswith("摘要"))
    other_publishes(
        folder, summary, "摘要: 旧的\n地点: 旧的" if "地点" not in file.read_text("utf-8") else "摘要: 旧的"
    )
    secretary.get("/")
    path = secretary.open(RECORD)
    place = dict(secretary.fields(path))["f/地点"]
    other_publishes(folder, "摘要: 旧的", "摘要: 对方的")
    reply = secretary.act(path, "publish", {"f/地点": "我的", "f/不用更正": "是"})
    assert "别人也改了同一处" in reply.text
    page = secretary.get(path).text
    assert "对方的" in page and "我的" in page and "用我的" in page and "两个都留着" in page
    reply = secretary.post(path, {"token": dict(fields_in(page))["token"], "do": choice})
    if choice == "theirs":
        assert any("我的" in secretary.get(f"/draft/{one}").text for one in drafts(secretary) if one not in path)
        assert dict(fields_in(secretary.get(path).text))["f/摘要"] == "对方的"
        return
    reply = secretary.act(reply.header("location"), "publish", {"f/不用更正": "是"})
    assert "发布好了" in reply.text, reply.text.split("<h1>")[1]
    text = run_git(folder / "site.git", "show", f"main:{RECORD}")
    assert "地点: 我的\n" in text and CHOICES[choice][1] in text, place


def drafts(secretary: Secretary) -> list[str]:
    return [one.split('"')[0] for one in secretary.get("/").text.split('href="/draft/')[1:]]


@pytest.mark.slow
def test_a_push_that_comes_second(secretary: Secretary, folder: Path) -> None:
    """Another file of somebody else in between is no conflict: it is taken over, and nothing is asked."""
    path = secretary.open("data/site.yml")
    other_publishes(folder, "类别: 主题党日", "类别: 主题党日\n# 别人的一行")
    assert "发布好了" in secretary.act(path, "publish", {"f/新闻时效": "20"}).text
    assert "# 别人的一行" in (folder / "clone" / RECORD).read_text("utf-8")


@pytest.mark.slow
def test_two_windows_of_one_draft(secretary: Secretary) -> None:
    """The one that is saved second is a draft of its own, with the same three choices."""
    path = secretary.begin("集中学习")
    first, second = secretary.fields(path), secretary.fields(path)
    assert secretary.post(path, [*replaced(first, "f/标题", "窗口一"), ("do", "save")]).status == 303
    reply = secretary.post(path, [*replaced(second, "f/标题", "窗口二"), ("do", "save")])
    rival = reply.header("location")
    assert rival != path
    page = secretary.get(rival).text
    assert "窗口一" in page and "窗口二" in page
    reply = secretary.post(rival, {"token": dict(fields_in(page))["token"], "do": "mine"})
    assert dict(secretary.fields(reply.header("location")))["f/标题"] == "窗口二"


def replaced(fields: list[tuple[str, str]], name: str, value: str) -> list[tuple[str, str]]:
    return [(one, value if one == name else text) for one, text in fields]


@pytest.mark.slow
def test_changed_by_an_editor_meanwhile(secretary: Secretary, folder: Path) -> None:
    """A file that was saved in VS Code while its form was open is not overwritten unasked."""
    path = secretary.open(RECORD)
    file = folder / "clone" / RECORD
    file.write_text(file.read_text("utf-8") + "# 手写的一行\n", encoding="utf-8")
    reply = secretary.act(path, "publish", {"f/地点": "别处", "f/不用更正": "是"})
    assert "别人也改了同一处" in reply.text
    page = secretary.get(path).text
    secretary.post(path, {"token": dict(fields_in(page))["token"], "do": "both"})
    assert "发布好了" in secretary.act(path, "publish", {"f/不用更正": "是"}).text
    assert "# 手写的一行" in file.read_text("utf-8") and "别处" in file.read_text("utf-8")


@pytest.mark.slow
def test_no_server(secretary: Secretary, workspace: Workspace, folder: Path) -> None:
    """What cannot be pushed is said in words; the draft is there, and so is the working copy as it was."""
    path = secretary.open(RECORD)
    os.rename(folder / "site.git", folder / "away.git")
    reply = secretary.act(path, "publish", {"f/地点": "别处", "f/不用更正": "是"})
    assert "没有发布：" in reply.text and "服务器" in reply.text
    assert dict(secretary.fields(path))["f/地点"] == "别处"
    assert run_git(folder / "clone", "status", "--porcelain") == ""
    os.rename(folder / "away.git", folder / "site.git")
    assert "发布好了" in secretary.act(path, "publish").text


@pytest.mark.slow
def test_refused_by_the_server(secretary: Secretary, folder: Path) -> None:
    """What the gate says stands in the form, beside what it is about; nothing has moved."""
    hook = folder / "site.git/hooks/pre-receive"
    said = f"{RECORD} · 第 3 行\n  原文：活动日期: 2024-04-10\n  错误：这一天放假\n  改法：活动日期: 2024-04-11"
    hook.write_text(f"#!/bin/sh\ncat <<'E'\n\n{said}\n\n共 1 处错误，0 处提醒。\nE\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    path = secretary.open(RECORD)
    reply = secretary.act(path, "publish", {"f/地点": "别处", "f/不用更正": "是"})
    assert "这一天放假" in reply.text and "发布好了" not in reply.text
    found = shown_problems(secretary.get(path).text)
    assert any("服务器说：这一天放假" in one for one in found["活动日期"]), found
    assert run_git(folder / "clone", "status", "--porcelain") == ""
    hook.unlink()
    assert "发布好了" in secretary.act(path, "publish").text


@pytest.mark.slow
def test_other_work_is_left_alone(secretary: Secretary, folder: Path) -> None:
    """What lies uncommitted in her working copy stays so; what she has committed by herself comes along."""
    clone = folder / "clone"
    for file, line in (("data/plans/2023-2024-2.yml", "# 还没提交"), ("data/kinds.yml", "# 提交过")):
        (clone / file).write_text((clone / file).read_text("utf-8") + f"{line}\n", encoding="utf-8")
    (clone / "notes.txt").write_text("别动", encoding="utf-8")
    subprocess.run(["git", "-C", str(clone), "commit", "-qm", "手工", "data/kinds.yml"], check=True)
    other_publishes(folder, "类别: 主题党日", "类别: 主题党日\n# 别人的一行")
    assert "发布好了" in secretary.act(secretary.open("data/site.yml"), "publish", {"f/新闻时效": "20"}).text
    status = run_git(clone, "status", "--porcelain").splitlines()
    assert sorted(status) == [" M data/plans/2023-2024-2.yml", "?? notes.txt"]
    assert "# 提交过" in run_git(folder / "site.git", "show", "main:data/kinds.yml")
