"""Former addresses lead on, and feeds know what moved by its first address."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.library.library import Library
from branchsite.views.moved import beside_lists
from branchsite.views.page import Asset
from edits import record
from incremental.edits import Edit, all_of, setting, writing
from incremental.places import ABOUT, BRAND, ITEM, KINDS, PLAN, READING, SECTION, STUDY, VOCABULARY
from sites import SHIPPED, TINY, TODAY, copy_site, parse

RECORD = "news/2024/2024-03-05-yuanwen/"


PAGED = "news/kind/reading/page-1/", "news/kind/study/page-1/"


def words(group: str, slug: str, old: str) -> Edit:
    """A former address of a word."""
    return setting(VOCABULARY, group, slug, "旧网址", to=[old])


def nothing(root: Path) -> None:
    """As it is."""


def records(number: int) -> Edit:
    """So many more of one kind, which all studied one material."""
    days = [f"2024-04-{one:02}" for one in range(1, 16)] + [f"2024-03-{one:02}" for one in range(10, 31)]
    text = {day: record(day, 学习资料="sanhui-yike") for day in days[:number]}
    return all_of(*(writing(f"data/activities/2024/{day}-many.yml", text[day]) for day in text))


some, many, more = records(10), records(14), records(26)


def assets(folder: Path, *edits: Edit) -> Mapping[str, Asset]:
    """What tiny, edited, publishes beside its pages."""
    root = copy_site(folder / "site", TINY)
    shutil.copy(SHIPPED / VOCABULARY, root / VOCABULARY)
    all_of(*edits)(root)
    return {asset.uri: asset for page in build_pages(root, TODAY) for asset in page.assets}


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (setting(READING, "旧网址", to=["news/2023/2023-03-05-yuan/"]), "news/2023/2023-03-05-yuan/", RECORD),
        (setting(STUDY, "旧网址", to=["study/three/"]), "study/three/", "study/sanhui-yike/"),
        (setting(KINDS, "study", "旧网址", to=["news/kind/reading/"]), "news/kind/reading/", "news/kind/study/"),
        (setting(PLAN, "旧网址", to=["plan/spring/"]), "plan/spring/", "plan/2023-2024-2/"),
        (setting(PLAN, "旧网址", to=["plan/spring/"]), "plan/spring/1-1/", "plan/2023-2024-2/1-1/"),
        (setting(PLAN, *SECTION, "旧网址", to=["plan/2023-2024-2/9/"]), "plan/2023-2024-2/9/", "plan/2023-2024-2/1/"),
        (setting(PLAN, *ITEM, "旧网址", to=["plan/2022/9-1/"]), "plan/2022/9-1/", "plan/2023-2024-2/1-1/"),
        (
            all_of(setting(PLAN, "旧网址", to=["plan/a/"]), setting(PLAN, *ITEM, "旧网址", to=["plan/2023-2024-2/x/"])),
            "plan/a/x/",
            "plan/2023-2024-2/1-1/",
        ),
        (setting(ABOUT, "旧网址", to=["branch/"]), "branch/", "about/"),
        (setting(BRAND, "红", "旧网址", to=["news/strand/blue/"]), "news/strand/blue/", "news/strand/red/"),
        (words("对象", "staff", "news/audience/all/"), "news/audience/all/", "news/audience/staff/"),
        (words("对象", "staff", "study/audience/all/"), "study/audience/all/", "study/audience/staff/"),
        (words("主题", "organisation", "study/topic/life/"), "study/topic/life/", "study/topic/organisation/"),
        (
            setting(VOCABULARY, "类型", "guide", to={"名称": "实用指南", "旧网址": "study/type/use/"}),
            "study/type/use/",
            "study/type/guide/",
        ),
        (setting(PLAN, *ITEM, "短名", to="members"), "plan/2023-2024-2/members/", None),
        # Lists that nothing is in, and one more page than a list has.
        (nothing, "news/kind/dues/", "news/"),
        (nothing, "news/kind/heart-talk/", None),
        (nothing, "news/2024/07/", "news/2024/"),
        (setting(READING, "旧网址", to=["news/2022/2022-03-05-yuan/"]), "news/2022/03/", "news/"),
        (nothing, "study/month/2024-06/", "study/"),
        (nothing, "study/month/09/", "study/"),
        (nothing, "study/type/policy/", "study/"),
        (nothing, "news/page-1/", "news/"),
        (nothing, "news/page-2/", None),
        (many, "news/page-1/", "news/"),
        (many, "news/kind/study/page-1/", "news/kind/study/"),
        (some, "news/studied/sanhui-yike/", "study/sanhui-yike/"),
        (more, "news/page-2/", "news/"),
        (all_of(more, setting(KINDS, "study", "旧网址", to=["news/kind/reading/"])), *PAGED),
    ],
)
def test_each_leads_on(edit: Edit, old: str, new: str | None, tmp_path: Path) -> None:
    """By itself, by a link, and for search engines; relative, so that it works under any path."""
    found = assets(tmp_path, edit)
    if new is None:
        assert f"{old}index.html" not in found
        return
    html = found[f"{old}index.html"].read().decode()
    up = "../" * old.count("/")
    (link,) = parse(html).all("a")
    assert Path("/site", old, link.attributes["href"]).resolve() == Path("/site", new)
    assert link.attributes["href"].count("../") <= up.count("../")
    assert f'content="0; url={link.attributes["href"]}"' in html
    assert f'<link rel="canonical" href="https://example.com/{new}">' in html


def test_a_part_keeps_its_address_when_its_place_changes(tmp_path: Path) -> None:
    """A slug that is the old number."""
    root = copy_site(tmp_path / "site", TINY)
    all_of(setting(PLAN, *ITEM, "短名", to="1-2"), setting(PLAN, *SECTION, "条目", 1, "短名", to="1-1"))(root)
    pages = {page.url: page.title for page in build_pages(root, TODAY)}
    before = {page.url: page.title for page in build_pages(TINY, TODAY)}
    assert pages["plan/2023-2024-2/1-2/"] == before["plan/2023-2024-2/1-1/"]
    assert pages["plan/2023-2024-2/1-1/"] == before["plan/2023-2024-2/1-2/"]


def test_feeds_know_it_by_its_first_address(tmp_path: Path) -> None:
    """A record that moved twice is no new one to whoever has read it; its link is the present one."""
    former = ["news/2023/2023-03-05-yuan/", "news/2023/2023-03-06-yuan/"]
    found = assets(tmp_path, setting(READING, "旧网址", to=former))
    first, now = f"https://example.com/{former[0]}", f"https://example.com/{RECORD}"
    items = json.loads(found["news/feed.json"].read())["items"]
    assert [one["url"] for one in items if one["id"] == first] == [now]
    atom = found["news/feed.xml"].read().decode()
    assert re.search(rf"<id>{first}</id>.{{0,300}}href=\"{now}\"", atom, re.DOTALL)
    calendar = found["news/calendar.ics"].read().decode().replace("\r\n ", "")
    assert f"UID:{first}" in calendar


def test_what_is_back_where_it_was_first_is_known_by_that(tmp_path: Path) -> None:
    """Its own address stands among the former ones, and leads nowhere."""
    found = assets(tmp_path, setting(READING, "旧网址", to=[RECORD, "news/2024/2024-03-06-yuanwen/"]))
    assert f"https://example.com/{RECORD}" in {one["id"] for one in json.loads(found["news/feed.json"].read())["items"]}
    assert f"{RECORD}index.html" not in found


def test_a_kind_without_records_keeps_its_feeds(tmp_path: Path) -> None:
    """Without entries; an internal one has none."""
    found = assets(tmp_path)
    assert json.loads(found["news/kind/dues/feed.json"].read())["items"] == []
    assert b"<entry>" not in found["news/kind/dues/feed.xml"].read()
    assert "news/kind/heart-talk/feed.json" not in found


def test_subscribers_of_a_renamed_kind_go_on(tmp_path: Path) -> None:
    """Both feeds are at the old address, too, word for word."""
    found = assets(tmp_path, setting(KINDS, "study", "旧网址", to=["news/kind/reading/"]))
    for name in ("feed.xml", "feed.json"):
        assert found[f"news/kind/reading/{name}"].read() == found[f"news/kind/study/{name}"].read()


def test_where_a_list_may_come_again(tiny: Library) -> None:
    """What leads on from its address does so for now: there may be a list tomorrow. What there is leads nowhere."""
    wanted = {"news/plan/": "plan/", "news/dues/": "news/"}
    found = [(one.uri, one.leads_to, one.for_good) for one in beside_lists(tiny, wanted, ["news/dues/"])]
    assert found[0] == ("news/plan/index.html", "plan/", False)
    assert len(found) == 2 and all((where, good) == ("plan/", False) for _, where, good in found)
