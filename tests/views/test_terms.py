"""学期对比: terms beside each other, from their own records."""

import datetime
from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.build import pages_of, read_library
from branchsite.library.library import Library
from branchsite.views.terms import rows, terms_pages
from sites import SHIPPED, TODAY, copy_site, parse

AUTUMN = datetime.date(2024, 9, 20)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site and the plan of the term after."""
    root = copy_site(tmp_path_factory.mktemp("terms") / "site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_TODAY", "2024-07-05")
        assert main(["--root", str(root), "new", "plan"]) == 0
    return root


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return read_library(root, AUTUMN)[0]


@pytest.mark.slow
def test_one_plan_has_nobody_beside_it(root: Path) -> None:
    """No page for a single term, nor for one that has not begun."""
    assert terms_pages(read_library(SHIPPED, TODAY)[0]) == []
    assert terms_pages(read_library(root, datetime.date(2024, 7, 10))[0]) == []


def test_figures_are_each_terms_own(library: Library) -> None:
    """The newest first; what the plan's page says is what stands here."""
    newest, oldest = sorted(library.schedules, key=lambda one: one.term.start, reverse=True)
    found = {row.label: row.values for row in rows(library, [newest, oldest])}
    assert newest.tally.measured == 0
    assert found["可计量承诺"] == ("还没有记录", f"{oldest.tally.measured} 项")
    assert found["已兑现"] == ("还没有记录", f"{oldest.tally.done} 项")
    held = [one for one in library.records_in(oldest.term) if not one.announced]
    assert found["活动记录"] == ("0 次", f"{len(held)} 次")
    days = sum(one.kind.name == "主题党日" for one in held)
    assert found["主题党日"] == ("0 次", f"{days} 次")
    assert found["起止"][1] == "2024年2月19日至2024年6月30日"


def test_the_page_and_the_way_to_it(library: Library) -> None:
    """A column a term, each leading to its plan; plan pages lead here."""
    pages = {page.url: page for page in pages_of(library)}
    page = parse(pages["plan/terms/"].html)
    heads = [link.text for link in page.one("thead").all("a")]
    assert heads == ["2024—2025学年度第一学期", "2023—2024学年度第二学期"]
    assert "学期对比" in parse(pages["plan/2023-2024-2/"].html).text
