"""党务公开目录 and 公示 on the pages."""

import datetime
import json

import pytest

from branchsite.build import empty_hubs, pages_of
from branchsite.library.library import Library
from branchsite.search.engine import index_part
from branchsite.search.entry import entries_of
from branchsite.search.initials import read_initials
from branchsite.views.disclosure import disclosure_page
from branchsite.views.home import home_page
from edits import A, record
from sites import TINY, TODAY, parse

FILE = "data/gongkai.yml"
NOTICE = f"{A}2024-05-06-gongshi.yml"
OPEN = record("2024-05-06", "公示", 标题="公示：示范方案", 截止="2024-05-12")


def rows(library: Library) -> dict[str, str]:
    """What stands in each row of the page, by its anchor."""
    page = parse(disclosure_page(library).html)
    return {str(one.attributes["id"]): one.text for one in page.all("section", class_="matter")}


def test_what_is_disclosed(tiny: Library) -> None:
    """Records by their kinds, measured as the plan is; materials and parts of the site; or 尚未公开."""
    shown = rows(tiny)
    assert "已公开" in shown["meetings"] and "2024年3月14日" in shown["meetings"] and "只公开日期" in shown["meetings"]
    assert "进行中 1/2" in shown["meetings"]
    assert "尚未公开" in shown["nothing"] and "未到期 0/1" in shown["nothing"]
    links = [link.attributes["href"] for link in parse(disclosure_page(tiny).html).all("a")]
    assert {"../plan/", "../news/2024/2024-05-08-xuexi/"} <= set(links)
    assert "提出：党小组 → 审核：组织委员 → 审批：支部书记 → 实施：组织委员" in shown["study"]


def test_materials_are_opened(world) -> None:
    """By the names of their files."""
    catalogue = (TINY / FILE).read_text("utf-8").replace("证据: [公示]", "资料: [sanhui-yike]")
    library = world({FILE: catalogue})
    links = [link.attributes["href"] for link in parse(disclosure_page(library).html).all("a")]
    assert "../study/sanhui-yike/" in links and "已公开" in rows(library)["nothing"]


def test_the_same_figures_as_the_plan(tiny: Library) -> None:
    """A row and a commitment with the same measure and the same evidence say the same."""
    assert tiny.schedule
    (commitment,) = [one for one in tiny.schedule.all_progress if one.commitment.short == "支部党员大会"]
    (matter,) = [one for one in tiny.matters if one.id == "meetings"]
    assert matter.progress
    assert (matter.progress.done, matter.progress.target, matter.progress.state) == (
        commitment.done, commitment.target, commitment.state
    )  # fmt: skip


PLANTED = ("党内的形式", "党内的岗位", "党内的出处")


def test_nothing_of_what_is_for_the_party(tiny: Library) -> None:
    """On no page, in no feed or other file, in no part of the search index; only its name, and that it is 党内公开."""
    assert rows(tiny)["inner"].count("党内公开") == 1
    pages = pages_of(tiny)
    text = "".join(f"{page.html}{json.dumps(page.facts, ensure_ascii=False)}" for page in pages)
    text += "".join(
        asset.read().decode("utf-8", "ignore") for page in pages for asset in page.assets if "." in asset.uri
    )
    entries = entries_of(tiny)
    text += (
        repr(entries) + repr(tiny.matters) + "".join(map(repr, index_part(entries, "p", read_initials().of).values()))
    )
    assert not [one for one in PLANTED if one in text]
    assert "只给党员看的事项" not in repr(entries)
    assert all(one in (TINY / FILE).read_text("utf-8") for one in PLANTED)


def test_a_branch_without_a_catalogue(world) -> None:
    """The page says so, cannot be searched for, and is in no navigation."""
    library = world({FILE: None})
    page = disclosure_page(library)
    assert "还没有录入党务公开目录" in page.html and not page.searchable
    assert "disclosure/" in empty_hubs(library)
    assert not [one for one in entries_of(library) if one.url == "disclosure/"]


def test_part_of_the_site_without_content(world) -> None:
    """An empty profile is no disclosure."""
    text = (TINY / "data/site.yml").read_text("utf-8")
    bare = text[: text.index("概况:")] + text[text.index("备案:") :]
    catalogue = (TINY / FILE).read_text("utf-8").replace("证据: [公示]", "网页: [支部概况]")
    assert "尚未公开" in rows(world({"data/site.yml": bare, FILE: catalogue}))["nothing"]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (datetime.date(2024, 5, 10), "还有 2 天"),
        (datetime.date(2024, 5, 12), "今天截止"),
        (datetime.date(2024, 5, 13), ""),
    ],
)  # fmt: skip
def test_a_notice_leaves_the_front_page(today: datetime.date, said: str, world) -> None:
    """While it runs it stands in a section of its own; the day after it is gone, and its page is still there."""
    library = world({NOTICE: OPEN}, today)
    home, catalogue = home_page(library).html, disclosure_page(library).html
    assert ("示范方案" in home, "正在公示" in catalogue) == (bool(said), bool(said))
    assert said in home and said in catalogue
    (page,) = [page for page in pages_of(library) if page.url == "news/2024/2024-05-06-gongshi/"]
    assert "公示期：2024年5月6日—2024年5月12日" in page.html


def test_a_notice_to_come(world) -> None:
    """Is announced, and runs from its own beginning."""
    late = record("2024-05-06", "公示", 标题="公示：示范方案", 开始="2024-05-11", 截止="2024-05-15")
    library = world({NOTICE: late}, TODAY)
    assert not library.open_notices and [one.title for one in library.upcoming if one.period]
