"""Pages of prose."""

import io
from pathlib import Path

from PIL import Image

from branchsite.build import build_pages
from branchsite.library.library import Library
from branchsite.views.article import article_pages
from branchsite.views.page import Page
from sites import TINY, TODAY, copy_site, parse

TEXT = (
    "---\n标题: 写一条记录\n摘要: 怎么写。\n---\n"
    "## 第一步\n\n看[概况](../about.md)和[首页](index.md)。\n\n## 第二步\n\n写。\n"
)


def by_url(library: Library) -> dict[str, Page]:
    return {page.url: page for page in article_pages(library)}


def test_a_page_a_file(world) -> None:
    """An index is its folder's own page; everything else has a folder of its name."""
    assert [*by_url(world({"docs/handbook/secretary.md": TEXT}))] == ["about/", "handbook/", "handbook/secretary/"]


def test_a_chapter_of_the_handbook(world) -> None:
    """Contents of its own, links that hold, and the other chapters beside it."""
    page = parse(by_url(world({"docs/handbook/secretary.md": TEXT}))["handbook/secretary/"].html)
    contents, near = page.all("nav", class_="toc")
    assert [link.text for link in contents.all("a")] == ["第一步", "第二步"]
    body = page.one("div", class_="body")
    assert [link.attributes["href"] for link in body.all("a")] == ["../../about/", "../"]
    assert [link.attributes["href"] for link in near.all("a")] == ["../", "./", "../reference/"]
    assert [link.text for link in near.all("a", **{"aria-current": "page"})] == ["写一条记录"]


def test_a_page_of_its_own(tiny: Library) -> None:
    """支部概况 is no part of the handbook."""
    page = by_url(tiny)["about/"]
    assert page.hub == "about/"
    assert not parse(page.html).all("nav", class_="near")


def test_pictures_are_where_the_prose_says(tmp_path: Path) -> None:
    """Shown on two pages, linked from one: each way leads to the one file that is written, whatever its name."""
    root = copy_site(tmp_path / "site", TINY)
    drawn = io.BytesIO()
    Image.new("RGB", (3, 2), "blue").save(drawn, "PNG")
    (root / "docs/handbook/river.png").write_bytes(drawn.getvalue())
    (root / "docs/handbook/a.md").write_text(TEXT + "\n![江](river.png)\n", "utf-8")
    (root / "docs/handbook/b.md").write_text(TEXT + "\n![江](./river.png) [大图](river.png)\n", "utf-8")
    pages = {page.url: page for page in build_pages(root, TODAY)}
    written = {asset.uri: asset.read() for page in pages.values() for asset in page.assets}
    (uri,) = [uri for uri in written if uri.startswith("handbook/river.")]
    assert written[uri] == drawn.getvalue() and uri != "handbook/river.png"
    ways = [
        node.attributes.get("src", node.attributes.get("href", ""))
        for url in ("handbook/a/", "handbook/b/")
        for node in parse(pages[url].html).one("div", class_="body").all()
        if "river" in str(node.attributes)
    ]
    assert ways == [f"../{uri.removeprefix('handbook/')}"] * 3
    shown = parse(pages["handbook/a/"].html).one("img", alt="江")
    assert (shown.attributes["width"], shown.attributes["height"]) == ("3", "2")


def test_what_is_known_of_the_branch(tiny: Library) -> None:
    """Introduction, posts, numbers and how to reach it stand on its own page alone, around the prose."""
    page = parse(by_url(tiny)["about/"].html)
    terms = [node.text for node in page.all("dt")]
    assert terms == ["主办单位", "党员人数", "支部书记", "组织委员", "办公电话", "地址", "邮箱", "接待时间"]
    assert "12 名" in page.text and "测试用的支部" in page.text and "还没有公布" not in page.text
    targets = [link.attributes["href"] for link in page.all("a")]
    assert "tel:051900000000" in targets and "mailto:zhibu@school.example" in targets
    assert not parse(by_url(tiny)["handbook/"].html).all("dt")


def test_what_is_not_known_of_the_branch(world) -> None:
    """No empty row: only what somebody who looks for the telephone can do."""
    text = (TINY / "data/site.yml").read_text("utf-8")
    bare = text[: text.index("概况:")] + text[text.index("备案:") :]
    page = parse(by_url(world({"data/site.yml": bare}))["about/"].html)
    assert not page.all("dt")
    assert "联系电话还没有公布" in page.one("section", class_="profile").text


def test_chapters_stand_as_the_hub_lists_them(world) -> None:
    """What it does not link to comes last, by its name."""
    head = "---\n标题: {0}\n摘要: {0}。\n---\n\n{1}\n"
    files = {f"docs/handbook/{name}.md": head.format(name, "写。") for name in ("a", "b", "c", "d")}
    files["docs/handbook/index.md"] = head.format("手册", "先看[三](c.md)，再看[一](a.md)。")
    page = parse(by_url(world(files))["handbook/a/"].html)
    shown = [link.text for link in page.one("nav", class_="chapters").all("a")]
    assert [one for one in shown if len(one) == 1] == ["c", "a", "b", "d"]
