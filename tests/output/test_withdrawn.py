"""What is said of addresses that no longer answer, edit by edit, on the sites of tests/worlds."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.output.notice import confirmation, notice, question
from branchsite.output.published import Published, PublishedPage, published
from branchsite.output.withdrawn import Withdrawal, compare
from sites import SHIPPED, TODAY, copy_site, replace

pytestmark = pytest.mark.slow

PLAN = "data/plans/2023-2024-2.yml"
RECORD = "data/activities/2024/2024-03-12-zhishu.yml"

Edit = Callable[[Path], None]


@pytest.fixture(scope="module")
def before() -> Published:
    """What the shipped site answers at."""
    return published(build_pages(SHIPPED, TODAY))


def edited(folder: Path, *edits: Edit) -> Published:
    """What a copy of it answers at after some edits."""
    root = copy_site(folder / "site", SHIPPED)
    for edit in edits:
        edit(root)
    return published(build_pages(root, TODAY))


def move(old: str, new: str) -> Edit:
    """Give a file, and the folder of its photos, another name."""

    def edit(root: Path) -> None:
        for one, other in ((old, new), (old.removesuffix(".yml"), new.removesuffix(".yml"))):
            if (root / one).exists():
                (root / one).rename(root / other)

    return edit


def change(file: str, *pairs: tuple[str, str]) -> Edit:
    """Put texts in the place of others."""

    def edit(root: Path) -> None:
        for old, new in pairs:
            replace(root / file, old, new)

    return edit


def rename(old: str, new: str) -> Edit:
    """Put a name in the place of another in every text."""

    def edit(root: Path) -> None:
        for path in (*(root / "docs").rglob("*.md"), *(root / "data").rglob("*.yml")):
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    return edit


def swap(file: str, first: str, second: str) -> Edit:
    """Swap two parts of a file, which begin with these lines, up to the file's end."""

    def edit(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        one, two = text.index(first), text.index(second)
        (root / file).write_text(text[:one] + text[two:] + text[one:two], "utf-8")

    return edit


CORRECTED = (
    move(RECORD, RECORD.replace("03-12", "03-11")),
    change(RECORD.replace("03-12", "03-11"), ("日期: 2024-03-12", "日期: 2024-03-11")),
)
EDITS: dict[str, tuple[tuple[Edit, ...], list[str]]] = {
    "nothing": ((), []),
    "a text": ((change(RECORD, ("植树节：在江风里", "植树节，在江风里")),), []),
    "a corrected date": (
        CORRECTED,
        [
            "  在 data/activities/2024/2024-03-11-zhishu.yml 里加一行（已经有“旧网址”的，用顿号接在后面）：",
            "    旧网址: news/2024/2024-03-12-zhishu/",
        ],
    ),
    "a corrected date and another title": (
        (*CORRECTED, change(RECORD.replace("03-12", "03-11"), ("植树节：在江风里", "在江边"))),
        ["    旧网址: news/2024/2024-03-12-zhishu/"],
    ),
    "a renamed material": (
        (
            move("docs/study/suishenji.md", "docs/study/suiji.md"),
            rename("- suishenji\n", "- suiji\n"),
            rename("(suishenji.md)", "(suiji.md)"),
        ),
        ["  在 docs/study/suiji.md 里加一行（已经有“旧网址”的，用顿号接在后面）：", "    旧网址: study/suishenji/"],
    ),
    "a kind's slug": (
        (change("data/kinds.yml", ("\nparty-day:", "\ntheme-day:")),),
        ["  在 data/kinds.yml 的 theme-day 下面加一行：", "    旧网址: news/kind/party-day/"],
    ),
    "a topic's slug": (
        (change("data/vocabulary.yml", ("\n  theory: {", "\n  ideas: {")),),
        ["  在 data/vocabulary.yml 的“主题”里，ideas 后面的花括号里加一项：", "    旧网址: study/topic/theory/"],
    ),
    "a text type's slug": (
        (change("data/vocabulary.yml", ("\n  guide: ", "\n  manual: ")),),
        ["    旧网址: study/type/guide/"],
    ),
    "an audience's slug": (
        (change("data/vocabulary.yml", ("\n  staff: {", "\n  teachers: {")),),
        ["    旧网址: news/audience/staff/、study/audience/staff/"],
    ),
    "a renamed article": (
        (move("docs/handbook/teacher.md", "docs/handbook/teachers.md"), rename("(teacher.md", "(teachers.md")),
        ["    旧网址: handbook/teacher/"],
    ),
    "a renamed plan": (
        (
            move(PLAN, "data/plans/2024-spring.yml"),
            rename("2023-2024-2", "2024-spring"),
        ),
        [
            "网址变了 1 页，以前的网址会打不开。照下面的写，就还打得开：",
            "  在 data/plans/2024-spring.yml 里加一行（已经有“旧网址”的，用顿号接在后面）：",
            "    旧网址: plan/2023-2024-2/",
        ],
    ),
    "swapped items": (
        (swap(PLAN, "      - 标题: 工会工作。\n", "      - 标题: 团队工作。\n"),),
        [
            "计划里的次序变了，下面的网址换了内容。照下面的写，就还和以前一样：",
            "  在 data/plans/2023-2024-2.yml 的“2. 工会工作”下面加一行：",
            "    短名: 4-1",
            "  在 data/plans/2023-2024-2.yml 的“1. 团队工作”下面加一行：",
            "    短名: 4-2",
        ],
    ),
    "a part's own name": (
        (change(PLAN, ("      - 标题: 工会工作。\n", "      - 标题: 工会工作。\n        短名: gonghui\n")),),
        ["  在 data/plans/2023-2024-2.yml 的“1. 工会工作”下面加一行：", "    短名: 4-1"],
    ),
    "a deleted record": (
        (lambda root: (root / RECORD).unlink(), lambda root: shutil.rmtree(root / RECORD.removesuffix(".yml"), True)),
        ["撤下 1 页，以后打开这些网址是“找不到”：", "  news/2024/2024-03-12-zhishu/ “植树节：在江风里种下一排小树”"],
    ),
    "samples hidden": (
        (change("data/site.yml", ("示例: 显示", "示例: 隐藏")),),
        ["  news/2024/2024-03-12-zhishu/ “植树节：在江风里种下一排小树”"],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_notice(name: str, before: Published, tmp_path: Path) -> None:
    """Each edit is told with the line that keeps the address; what leaves all addresses alone is not told."""
    edits, lines = EDITS[name]
    said = notice(compare(before, edited(tmp_path, *edits)))
    assert set(lines) <= set(said.split("\n"))
    assert bool(said) == bool(lines)


def test_the_offered_line_is_all_there_is_to_do(before: Published, tmp_path: Path) -> None:
    """Typed where it says, it leaves nothing to be told: for a record, a material, a kind, a plan and its parts."""
    for name, (edits, _) in EDITS.items():
        said = notice(compare(before, edited(tmp_path / name, *edits)))
        root = tmp_path / name / "site"
        for place, line in re.findall(r"^  在 (.*)[里面]加一[行项].*：\n    (.*)$", said, re.MULTILINE):
            write(root, place, line)
        mended = notice(compare(before, published(build_pages(root, TODAY))))
        assert not re.search("网址变了|次序变了", mended), f"{name}: {mended}"


def write(root: Path, place: str, line: str) -> None:
    """Write a line where the notice says."""
    file, _, part = place.partition(" ")
    path = root / file
    text = path.read_text("utf-8")
    title = re.search("“(?:.*[.、] ?)?(.*)”", part)
    if braces := re.search("[里，](\\w+) 后面", part):
        text = re.sub(rf"\n  {braces[1]}: ([^{{}}\n]+)\n", rf"\n  {braces[1]}: {{名称: \1}}\n", text)
        text = re.sub(rf"(\n  {braces[1]}: {{.*)}}", rf"\1, {line}}}", text)
    elif title:
        at = re.search(rf"^( *)- 标题: {re.escape(title[1])}。?\n", text, re.MULTILINE)
        assert at, part
        lines = f"{at[0]}{at[1]}  {line}\n"
        text = re.sub(rf"({re.escape(at[0])})((?:{at[1]}  .*\n)*?){at[1]}  短名:.*\n", r"\1\2", text)
        text = text.replace(at[0], lines)
    elif part.startswith("的 "):
        slug = part.removeprefix("的 ").removesuffix(" 下")
        text = text.replace(f"\n{slug}:\n", f"\n{slug}:\n  {line}\n")
    elif file.endswith(".md"):
        text = text.replace("---\n", f"---\n{line}\n", 1)
    else:
        text = f"{line}\n{text}"
    path.write_text(text, "utf-8")


def site(own: int, moved: dict[str, str] | None = None) -> Published:
    """A made-up site with so many records and one list."""
    pages = [PublishedPage(f"news/{n}/", f"甲{n}", f"data/activities/{n}.yml") for n in range(own)]
    return Published((*pages, PublishedPage("news/", "活动动态", "活动列表“活动动态”")), moved or {})


COUNTS = {
    (40, 36): False,
    (40, 35): True,
    (60, 55): False,
    (60, 54): False,
    (60, 53): True,
    (5, 0): True,
    (4, 0): False,
}


@pytest.mark.parametrize(("before", "after"), COUNTS)
def test_needs_confirmation(before: int, after: int) -> None:
    """Above a tenth of what people wrote, and at least five pages."""
    found = compare(site(before), site(after))
    assert found.needs_confirmation == COUNTS[before, after]
    assert confirmation(found) == f"撤下 {before - after} 页"
    assert confirmation(found) in question(found)


def test_former_addresses_count_as_well() -> None:
    """One that led to a page, and leads nowhere any more, is offered to the page that it led to."""
    found = compare(site(3, {"old/": "news/1/"}), site(3))
    assert [(one.page.url, one.successor and one.successor.url) for one in found.pages] == [("old/", "news/1/")]
    assert compare(site(3, {"old/": "news/1/"}), site(3, {"old/": "news/2/"})) == Withdrawal((), 0, (), 3)


def test_two_that_may_be_meant() -> None:
    """Where two new pages have the title, none is offered."""
    gone = Published((PublishedPage("news/a/", "甲", "data/activities/2024/a.yml"),))
    two = Published(tuple(PublishedPage(f"news/{n}/", "甲", f"data/activities/2024/{n}.yml") for n in "bc"))
    assert [one.successor for one in compare(gone, two).pages] == [None]
