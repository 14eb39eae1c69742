"""Former addresses lead on, and feeds know what moved by its first address."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.views.page import Asset
from incremental.edits import Edit, all_of, setting
from incremental.places import ITEM, KINDS, PLAN, READING, SECTION, STUDY
from sites import TINY, TODAY, copy_site, parse

RECORD = "news/2024/2024-03-05-yuanwen/"


def assets(folder: Path, *edits: Edit) -> Mapping[str, Asset]:
    """What tiny, edited, publishes beside its pages."""
    root = copy_site(folder / "site", TINY)
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
        (setting(PLAN, *ITEM, "短名", to="members"), "plan/2023-2024-2/members/", None),
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


def test_subscribers_of_a_renamed_kind_go_on(tmp_path: Path) -> None:
    """Both feeds are at the old address, too, word for word."""
    found = assets(tmp_path, setting(KINDS, "study", "旧网址", to=["news/kind/reading/"]))
    for name in ("feed.xml", "feed.json"):
        assert found[f"news/kind/reading/{name}"].read() == found[f"news/kind/study/{name}"].read()
