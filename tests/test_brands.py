"""A brand of one, three or four strands, words of one's own, and a plan that is not broken down: it all builds."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from branchsite.build import build_pages
from branchsite.errors import DataError, errors
from branchsite.views.page import Page
from incremental.edits import Edit, all_of, setting, writing
from incremental.places import BRAND, KINDS, PLAN, READING, STUDY, VOCABULARY
from sites import SHIPPED, TINY, TODAY, copy_site, parse

STRANDS = (
    {"名称": "书香", "短名": "books", "颜色": "#1a5fb4", "词": "书香", "含义": "读书立身", "说明": "一句话。"},
    {"名称": "江湾", "短名": "bay", "颜色": "绿", "词": "江湾", "含义": "生态育人", "说明": "一句话。"},
    {"名称": "弦歌", "短名": "song", "颜色": "红", "词": "弦歌", "含义": "以美化人", "说明": "一句话。"},
    {"名称": "薪火", "短名": "fire", "颜色": "#7a3e9d", "词": "薪火", "含义": "代代相传", "说明": "一句话。"},
)


def listing(count: int) -> Edit:
    """The first of the strands in the place of 红 and 绿; what was 绿 belongs to the last."""

    def edit(root: Path) -> None:
        for name in ("红", "绿"):
            setting(BRAND, name, to=None)(root)
        setting(BRAND, "主线", to=list(STRANDS[:count]))(root)
        setting(BRAND, "名称", to="书香江湾")(root)
        (root / VOCABULARY).write_bytes((SHIPPED / VOCABULARY).read_bytes())
        last = STRANDS[count - 1]["名称"]
        files = [*(root / "data" / "activities").rglob("*.yml"), root / KINDS, root / VOCABULARY]
        for path in files:
            text = (
                path.read_text(encoding="utf-8").replace("颜色: 红", "颜色: 书香").replace("颜色: 绿", f"颜色: {last}")
            )
            path.write_text(text, encoding="utf-8")

    return edit


def built(folder: Path, *edits: Edit) -> Mapping[str, Page]:
    """The pages of tiny, edited, by address."""
    root = copy_site(folder / "site", TINY)
    all_of(*edits)(root)
    return {one.url: one for one in build_pages(root, TODAY)}


@pytest.mark.parametrize("count", [1, 3, 4])
def test_strands(count: int, tmp_path: Path) -> None:
    """Every strand has its half of the page, its words, its colours; lists are there where there are records."""
    pages = built(tmp_path, listing(count))
    brand = parse(pages["brand/"].html)
    words = [one["词"] for one in STRANDS[:count]]
    assert [one.one("h2").text for one in brand.all("section", class_="half")] == [
        f"{one['词']} {one['含义']}" for one in STRANDS[:count]
    ]
    assert brand.one("h1").text.replace(" ", "") == "·".join(words)
    lists = {url for url in pages if url.startswith("news/strand/")}
    assert lists == {f"news/strand/{one['短名']}/" for one in (STRANDS[0], STRANDS[count - 1])}
    css = pages["brand/"].assets[0].read().decode()
    assert all(f".s-{one['短名']}{{" in css for one in STRANDS[:count])
    legend = parse(pages["plan/"].html).text
    assert all(f"{word}活动" in legend for word in words)
    assert not any("江心红" in page.html for url, page in pages.items() if not url.startswith("handbook"))


def test_words_of_one_s_own(tmp_path: Path) -> None:
    """An audience, a topic and a type that are not among the usual have their lists, under their slugs."""
    pages = built(
        tmp_path,
        writing(VOCABULARY, (SHIPPED / VOCABULARY).read_bytes()),
        setting(VOCABULARY, "对象", "parents", to={"名称": "家长"}),
        setting(VOCABULARY, "主题", "history", to={"名称": "党史", "颜色": "绿"}),
        setting(VOCABULARY, "类型", "notes", to="读书笔记"),
        setting(READING, "对象", to=["党员", "家长"]),
        setting(STUDY, "主题", to="党史"),
        setting(STUDY, "类型", to="读书笔记"),
    )
    assert {"news/audience/parents/", "study/topic/history/", "study/type/notes/"} <= pages.keys()
    assert "家长、" not in parse(pages["news/audience/parents/"].html).one("h1").text
    assert parse(pages["study/topic/history/"].html).all("span", class_="s-green")


@pytest.mark.parametrize(
    ("file", "field", "typed", "fix"),
    [
        (READING, "对象", "公众人", "公众"),
        (READING, "颜色", "江心红", "红"),
        (STUDY, "主题", "党内法", "党内法规"),
        (STUDY, "类型", "指南", "实用指南"),
        (KINDS, "颜色", "青", "可以写：红、绿"),
    ],
)
def test_words_that_no_list_has(file: str, field: str, typed: str, fix: str, tmp_path: Path) -> None:
    """Said when the file is read, with the nearest word or all."""
    path = ("party-day", field) if file == KINDS else (field,)
    with pytest.raises(DataError) as caught:
        built(tmp_path, setting(file, *path, to=typed))
    (problem,) = errors(caught.value.problems)
    assert problem.message == f"“{field}”不能写“{typed}”"
    assert fix in problem.fix


def test_minors_by_another_name(tmp_path: Path) -> None:
    """Whoever is under age by the vocabulary is protected as pupils are."""
    minors = {"名称": "幼儿", "未成年人": "是"}
    with pytest.raises(DataError) as caught:
        built(
            tmp_path,
            writing(VOCABULARY, (SHIPPED / VOCABULARY).read_bytes()),
            setting(VOCABULARY, "对象", "infants", to=minors),
            setting(READING, "对象", to=["幼儿"]),
        )
    assert [one.message for one in errors(caught.value.problems)] == ["对象或类别有学生，要写明涉及学生"]


def plan_of(*sections: dict[str, Any]) -> Edit:
    """A plan with other sections; nothing claims their commitments."""

    def edit(root: Path) -> None:
        # As JSON and back: YAML would write an alias for what stands twice.
        setting(PLAN, "部分", to=json.loads(json.dumps(sections)))(root)
        for path in (root / "data" / "activities").rglob("*.yml"):
            typed = yaml.safe_load(path.read_text(encoding="utf-8"))
            typed.pop("兑现", None)
            path.write_text(yaml.safe_dump(typed, allow_unicode=True, sort_keys=False), encoding="utf-8")
        for path in (root / "docs" / "study").glob("*.md"):
            name = path.relative_to(root).as_posix()
            setting(name, "条目", to=["一"])(root)
            setting(name, "来源", to=None)(root)

    return edit


WORDS = {"标题": "标题", "简称": "简称", "概要": "概要。"}


@pytest.mark.parametrize(
    ("sections", "shape", "urls"),
    [
        ([WORDS], "一个部分", ["1"]),
        ([WORDS, {**WORDS, "条目": [WORDS]}], "两个部分，一个条目", ["1", "2-1"]),
        (
            [{**WORDS, "条目": [WORDS] * 4}, *[{**WORDS, "条目": [WORDS] * 2}] * 4],
            "五个部分，十二个条目",
            ["1-4", "5-2"],
        ),
        ([{**WORDS, "条目": [WORDS] * 20}], "一个部分，二十个条目", ["1-20"]),
    ],
)
def test_a_plan_that_is_not_broken_down(
    sections: list[dict[str, Any]], shape: str, urls: list[str], tmp_path: Path
) -> None:
    """Sections without items, items without commitments, materials without an official text: calm pages."""
    pages = built(tmp_path, plan_of(*sections))
    overview = parse(pages["plan/"].html)
    assert shape in [one.text for one in overview.all("h2")]
    for url in urls:
        assert "还没有分解成可以检查的承诺" in parse(pages[f"plan/2023-2024-2/{url}/"].html).text
    material = parse(pages["study/sanhui-yike/"].html)
    assert "自己编的资料" in material.text
    assert not material.all("section", class_="sources")
