"""A record's page."""

import dataclasses
import datetime
import io
from pathlib import Path

import pytest
from PIL import Image

from branchsite.build import read_library
from branchsite.cache.fingerprint import plain
from branchsite.library.library import Library
from branchsite.views.page import Page
from branchsite.views.record import record_pages
from edits import A, record
from pictures import image
from sites import TINY, TODAY, Node, copy_site, parse

READ = "news/2024/2024-03-05-yuanwen/"
AHEAD = "news/2024/2024-05-20-yugao/"
OUTING = "news/2024/2024-04-10-dangri/"


def by_url(library: Library) -> dict[str, Page]:
    return {page.url: page for page in record_pages(library)}


def facts(page: Page) -> dict[str, str]:
    box = parse(page.html).one("dl", class_="facts")
    return dict(zip((one.text for one in box.all("dt")), (one.text for one in box.all("dd")), strict=True))


def test_a_page_for_each_public_record(tiny: Library) -> None:
    """Neither what is counted nor what is not yet published has one."""
    assert by_url(tiny).keys() == {record.url for record in tiny.records}
    assert not any("dahui" in url or "dangfei" in url or "zicha" in url for url in by_url(tiny))


def test_facts(tiny: Library) -> None:
    """Only what was written is listed, in words."""
    assert facts(by_url(tiny)[READ]) == {
        "时间": "2024年3月5日（星期二）下午 2:30—4:00",
        "地点": "会议室",
        "类别": "集中学习",
        "组织": "党支部",
        "参加": "全体党员",
        "学时": "2.5",
        "审核": "支部书记",
        "发布": "2024年3月6日，2024年3月8日更新",
    }
    assert facts(by_url(tiny)["news/2024/2024-04-22-hangtian/"])["学生"] == "有学生参加，监护人已同意"


def test_sample_announcement_and_correction_are_said(tiny: Library) -> None:
    """What a reader must know stands above the text."""
    pages = by_url(tiny)
    assert [note.text for note in parse(pages[AHEAD].html).all("p", class_="note")] == [
        "示例：这条记录用来演示，不是真实报道。",
        "预告：活动还没有举行。",
    ]
    assert [note.text for note in parse(pages[READ].html).all("p", class_="note")] == [
        "更正（2024年3月8日）：把“上午”改成了“下午”。"
    ]
    assert parse(pages[AHEAD].html).one("section", class_="proofs").one("h2").text == "这次活动将兑现"


def test_an_announcement_becomes_news(world) -> None:
    """On its day the same file is an activity that was held."""
    page = by_url(world(today=datetime.date(2024, 5, 20)))[AHEAD]
    assert "预告：活动还没有举行。" not in page.html
    assert parse(page.html).one("section", class_="proofs").one("h2").text == "这次活动兑现了"


def test_photos_are_published_with_their_words(tiny: Library) -> None:
    """Each with size, alternative text and caption, and its bytes as an asset of the page; no drawing beside it."""
    page = by_url(tiny)[READ]
    figure = parse(page.html).one("article", class_="prose").one("figure")
    image = figure.one("img")
    assert (plain(image.attributes["src"]), image.attributes["alt"]) == ("photo-32.jpg", "一片绿色")
    assert figure.one("figcaption").text == "测试用的照片"
    photos = [asset for asset in page.assets if asset.uri != page.image]
    assert {asset.uri for asset in photos} == {READ + uri for uri in uris(figure)}
    for asset in photos:
        with Image.open(io.BytesIO(asset.read())) as photo:
            assert photo.size == (int(image.attributes["width"]), int(image.attributes["height"]))
        assert (TINY / "data/activities/2024/2024-03-05-yuanwen/01.jpg").read_bytes() != asset.read()


def uris(node: Node) -> set[str]:
    """Every file that a browser may take."""
    sets = (one.attributes.get("srcset", "") for one in node.all())
    listed = {one.split()[0] for text in sets for one in text.split(", ") if one}
    return (
        listed | {one.attributes["src"] for one in node.all("img")} | {one.attributes["href"] for one in node.all("a")}
    )


LAYOUTS = {
    1: (["alone"], []),
    2: (["pair", "pair"], []),
    3: (["wide", "half", "half"], []),
    4: (["half"] * 4, []),
    5: (["wide", *["half"] * 4], []),
    6: (["alone"], ["wide", *["half"] * 4]),
    7: (["alone"], ["half"] * 6),
}


@pytest.mark.parametrize("count", LAYOUTS)
def test_many_photos(count: int, tmp_path: Path) -> None:
    """Two in a line, the odd one above; of more than five the first stands above the text and the others below.

    Only the first is fetched at once, each leads to its large JPEG without script, and the script is there.
    """
    root = copy_site(tmp_path / "site", TINY)
    (root / A / "2024-04-15-tu").mkdir()
    for number in range(count):
        (root / A / f"2024-04-15-tu/微信图片_{number} (1).JPG").write_bytes(image(size=(1300 + number, 900)))
    (root / A / "2024-04-15-tu.yml").write_text(record(), "utf-8")
    page = by_url(read_library(root, TODAY)[0])["news/2024/2024-04-15-tu/"]
    assert page.scripts == ("assets/js/gallery.js",)
    article = parse(page.html).one("article", class_="prose")
    groups = [
        [one.attributes["class"].removeprefix("photo-") for one in group.all("figure")]
        for group in article.all("div", class_="photos")
    ]
    assert groups == [group for group in LAYOUTS[count] if group]
    images = article.all("img")
    assert [one.attributes.get("loading") for one in images] == [None, *["lazy"] * (count - 1)]
    assert [one.attributes.get("fetchpriority") for one in images] == ["high", *[None] * (count - 1)]
    assert [plain(one.attributes["href"]) for one in article.all("a", **{"data-photo": ""})] == [
        f"photo-{1300 + number}.jpg" for number in range(count)
    ]
    assert {READ.replace("03-05-yuanwen", "04-15-tu") + uri for uri in uris(article) if "photo" in uri} == {
        asset.uri for asset in page.assets
    }
    assert "微信" not in page.markdown and all(asset.uri.isascii() for asset in page.assets)


def test_a_page_without_photos_has_no_script(tiny: Library) -> None:
    """Nothing to enlarge."""
    assert by_url(tiny)[OUTING].scripts == ()


def test_a_drawing_stands_in(tiny: Library) -> None:
    """Without photos there is a drawing, called one."""
    page = by_url(tiny)[OUTING]
    figure = parse(page.html).one("article", class_="prose").one("figure")
    assert figure.one("img").attributes["alt"] == "到江边去（示意图）"
    assert figure.one("svg").attributes["aria-hidden"] == "true"
    assert figure.one("figcaption").text == "示意图"
    assert [one.uri for one in page.assets] == [page.image]


def test_proofs_lead_to_the_commitment(tiny: Library) -> None:
    """What it is evidence for, with the theme, the place in the plan and the state."""
    page = parse(by_url(tiny)["news/2024/2024-04-22-hangtian/"].html)
    proofs = page.one("section", class_="proofs").all("div", class_="proof")
    assert [one.one("span", class_="state").text for one in proofs] == ["动手实践 ✓ 已覆盖", "科学素养 ✓ 已覆盖"]
    assert proofs[0].one("a").attributes["href"] == "../../../plan/2023-2024-2/2-1/#educations"
    assert proofs[0].all("p", class_="meta")[0].text == "二、队伍建设 · 教师队伍"


def test_neighbours_in_time(tiny: Library) -> None:
    """Before and after; the first and the last have one."""
    chain = [record.url for record in tiny.records]
    for index, url in enumerate(chain):
        near = parse(by_url(tiny)[url].html).one("nav", **{"aria-label": "前后活动"})
        assert len(near.all("a")) == (index > 0) + (index < len(chain) - 1)
    links = parse(by_url(tiny)[OUTING].html).one("nav", **{"aria-label": "前后活动"}).all("a")
    assert [link.text for link in links] == ["上一条 公开承诺：不搞有偿补课", "下一条 造一枚水火箭"]


def test_materials_and_links(tiny: Library) -> None:
    """The text's own link and the card of what was studied both lead to the material."""
    page = parse(by_url(tiny)[READ].html)
    assert page.one("div", class_="body").one("a").attributes["href"] == "../../../study/sanhui-yike/"
    assert page.one("article", class_="sheet").one("a").attributes["href"] == "../../../study/sanhui-yike/"


def test_edit_link(tiny: Library) -> None:
    """In a preview it leads to the YAML on the repository's host; the public has none."""
    preview = dataclasses.replace(tiny, address="http://127.0.0.1:8000/")
    link = parse(by_url(preview)[READ].html).one("p", class_="edit").one("a")
    assert link.attributes["href"] == (
        "https://git.example.org/branchsite/edit/main/data/activities/2024/2024-03-05-yuanwen.yml"
    )
    assert not parse(by_url(tiny)[READ].html).all("p", class_="edit")


def test_strand_of_its_own(tiny: Library) -> None:
    """A record may be green though its kind is red."""
    tag = parse(by_url(tiny)[OUTING].html).one("article", class_="prose").all("a", class_="tag")[0]
    assert (tag.text, tag.attributes["href"]) == ("生态绿", "../../strand/green/")


def test_what_a_person_typed_is_text(world) -> None:
    """Markup in a one-line field is shown, not obeyed."""
    page = by_url(world(swaps={"标题: 到江边去": "标题: <b>到江边去</b>"}))[OUTING]
    assert "<b>" not in page.html
    assert parse(page.html).one("h1").text == "<b>到江边去</b>"
