"""Another school's site in the browser: its names and colours fit where ours do."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser.test_axe import CHANGED, RUN
from browser.test_pages import SAYS
from browser_site import serve
from judges import axe
from schools import school

DAY = datetime.date(2031, 9, 20)
PAGES = (
    *("", "news/", "news/2031/2031-09-05-kaixue-diyike/", "news/strand/shusheng/", "news/kind/pupils/"),
    *("plan/2031-2032-1/", "plan/2031-2032-1/3/", "plan/2031-2032-1/3-1/", "study/", "study/yiqi-dushu/"),
    *("brand/", "about/", "handbook/", "handbook/secretary/", "search/"),
)


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the second school's site is served, as of a day in its term."""
    folder: Path = tmp_path_factory.mktemp("second")
    built = school("second", folder).built(DAY, folder / "site")
    assert built.ran.returncode == 0, built.ran.stdout
    with serve(built.site) as address:
        yield address


@pytest.mark.parametrize("width", [390, 1280])
def test_its_pages_are_whole(open_page, second: str, width: int) -> None:
    """Each fits the window, says what it is, complains of nothing; and axe-core finds nothing by day and night."""
    program = axe()
    visit = open_page(width, "light", second)
    for url in PAGES:
        assert visit.go(url) == 200, url
        said = visit.page.evaluate(SAYS)
        assert (said["wider"], said["h1"], said["broken"]) == (0, 1, []), url
        visit.page.evaluate(program)
        for scheme, rules in (("light", []), ("dark", CHANGED["dark"])):
            visit.page.emulate_media(color_scheme=scheme)
            assert visit.page.evaluate(RUN, rules) == [], (scheme, url)
        visit.page.emulate_media(color_scheme="light")
    assert visit.complaints == []


def test_it_is_called_by_its_own_name(open_page, second: str) -> None:
    """In the head of a page, the title and the brand; ours stands nowhere on the pages that are the school's."""
    visit = open_page(at=second)
    visit.go("")
    assert "示例市梧桐小学党支部" in visit.page.title()
    assert "梧桐蓝·书声金" in visit.page.locator("body").inner_text().replace("\n", "")
    for url in PAGES:
        if not url.startswith("handbook/"):
            visit.go(url)
            assert "圩塘" not in visit.page.content(), url


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_its_brand_covers_nothing(open_page, second: str, width: int) -> None:
    """On a phone it takes several lines: the school's name is below the last, and each line begins with a word."""
    visit = open_page(width, "light", second)
    visit.go("")
    mark, name = (visit.page.locator(f".hero {one}").bounding_box() for one in (".wordmark", ".school"))
    words = [visit.page.locator(".hero .wordmark > span").nth(index).bounding_box() for index in range(3)]
    assert (len({one["y"] for one in words}) > 1) == (width < 600)
    assert max(one["y"] + one["height"] for one in words) <= mark["y"] + mark["height"] + 1 <= name["y"] + 2
