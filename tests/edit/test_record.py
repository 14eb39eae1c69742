"""A record from an empty form to the site: what is asked, refused, mended, published, corrected, undone."""

from pathlib import Path

from secretaries import Secretary, commit_in, run_git, shown_problems

GOOD = {
    "f/标题": "示例：读一本书",
    "f/地点": "图书室",
    "f/时间": "下午 3:40—4:40",
    "f/参加": "全体党员",
    "f/对象": ["党员"],
    "f/摘要": "每人读一章，说一句想在课堂上做的事。",
    "f/正文": "第一段。\n\n## 小标题\n\n第二段：有冒号 # 也有井号。",
    "f/审核": "支部书记",
}


def test_a_record_is_published(secretary: Secretary, folder: Path) -> None:
    """The file is as `new activity` begins it, the working copy has it, and the page names its address."""
    path = secretary.begin("集中学习")
    reply = secretary.act(path, "publish", GOOD)
    assert reply.status == 200, reply.text
    assert "发布好了" in reply.text, reply.text
    assert "https://school.example/news/2024/2024-05-09-" in reply.text and "<svg" in reply.text
    names = run_git(folder / "site.git", "show", "--name-only", "--format=%an %s", "main").splitlines()
    assert names[0].startswith("示例书记 写：示例：读一本书")
    file = folder / "clone" / names[2]
    print(file.read_text("utf-8"))
    assert run_git(folder / "clone", "status", "--porcelain") == ""
    assert "正文: |\n  第一段。\n\n  ## 小标题\n\n  第二段：有冒号 # 也有井号。\n" in file.read_text("utf-8")


def test_what_is_wrong_stands_beside_its_field(secretary: Secretary) -> None:
    """An empty form is told what it needs when it is to be published, and nothing has happened then."""
    path = secretary.begin("集中学习")
    reply = secretary.act(path, "publish", {"f/标题": "", "f/地点": "电话 13812345678"})
    found = shown_problems(reply.text)
    print(found)
    assert {"标题", "摘要", "正文", "地点"} <= set(found)
    assert "还没有发布" in reply.text
    assert commit_in
