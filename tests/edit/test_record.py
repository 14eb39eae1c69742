"""A record from an empty form to the site: what is asked, refused, mended, published, corrected, undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from branchsite.edit.editor import Editor
from secretaries import Secretary, commit_in, fields_in, run_git, shown_problems

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


@pytest.mark.slow
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


WRITTEN = """---
标题: 示例：怎样记一次会
摘要: 一次会记什么、谁来记。
主题: 组织生活
类型: 实用指南
对象: [党员]
分钟: 5
月份: 2024年5月
条目:
  - 2023-2024-2/一1
整理日期: 2024-05-10
---

## 记什么

时间、地点、人。
"""

MATERIAL = {
    "f/标题": "示例：怎样记一次会",
    "f/摘要": "一次会记什么、谁来记。",
    "f/主题": "组织生活",
    "f/类型": "实用指南",
    "f/对象": ["党员"],
    "f/条目": ["2023-2024-2/一1"],
    "f-body": "## 记什么\n\n时间、地点、人。",
}


@pytest.mark.slow
def test_a_material_is_published(secretary: Secretary, folder: Path) -> None:
    """A study material is named by its title; its file has no remarks and nothing empty. It can be withdrawn."""
    reply = secretary.act(secretary.begin_material(), "publish", MATERIAL)
    assert "发布好了" in reply.text, shown_problems(reply.text)
    file = "docs/study/shi-li-zen-yang-ji-yi-ci-hui.md"
    assert run_git(folder / "site.git", "show", "--name-only", "--format=%s", "main").split() == [
        "写：示例：怎样记一次会",
        file,
    ]
    assert (folder / "clone" / file).read_text("utf-8") == WRITTEN
    assert f"https://school.example/{file.removeprefix('docs/').removesuffix('.md')}/" in reply.text
    page = secretary.get(f"/withdraw?file={file}").text
    reply = secretary.post("/withdraw", {"token": dict(fields_in(page))["token"], "file": file})
    assert "撤下好了" in reply.text and not (folder / "clone" / file).exists()


@pytest.mark.slow
def test_what_a_material_needs(secretary: Secretary) -> None:
    """An empty form says each field that is missing at once, beside it; a name that the site needs is not taken."""
    path = secretary.begin_material()
    assert shown_problems(secretary.get(path).text) == {}
    found = shown_problems(secretary.act(path, "publish", {"f/标题": ""}).text)
    assert {"标题", "摘要", "主题", "类型", "条目", "body"} <= set(found), found
    reply = secretary.act(path, "publish", {**MATERIAL, "f/标题": "index"})
    assert "/study/index-2/" in reply.text, shown_problems(reply.text)


TITLES = {
    "../../../etc/passwd": "etcpasswd",
    "CON": "con-1",
    "index": "index-2",
    "三会一课": "san-hui-yi-ke",
    "<script>alert(1)</script>": "scriptalert1script",
    "。": "item",
    "长" * 100: "chang-chang-chang-chang",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_names_a_file_of_study_materials(editor: Editor, title: str) -> None:
    """Whatever it is, the file lies beside the others, under a name that every computer can have."""
    draft = editor.begin_material()
    [file] = editor.files(replace(draft, values={**draft.values, "标题": title}))
    assert file == f"docs/study/{TITLES[title]}.md"
