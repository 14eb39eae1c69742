"""Facets as filters: every choice and combination gives exactly the right cards, counts and address."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from branchsite.library.library import Library
from branchsite.models.vocabulary import USUAL
from branchsite.views.listing import PAGE_SIZE, sheets
from browser.clicks import CLICKED, CLICKS
from browser_site import ROUTED

Chosen = dict[str, str]
GROUPS = {"year": "time", "month": "time"}
"""Keys that exclude each other; any other is a group of its own."""


@dataclass(frozen=True)
class Hub:
    """What a hub lists, computed plainly. items: title and values by key, in order. unit: as the page counts them."""

    url: str
    unit: str
    items: list[tuple[str, dict[str, set[str]]]]

    def titles(self, chosen: Chosen) -> list[str]:
        """What fits, in order."""
        return [title for title, has in self.items if all(value in has[key] for key, value in chosen.items())]

    def choices(self) -> list[tuple[str, str]]:
        """Every key with every value."""
        return sorted({(key, value) for _, has in self.items for key, values in has.items() for value in values})


def news(library: Library) -> Hub:
    """活动动态."""
    items = [
        (
            one.title,
            {
                "year": {str(one.date.year)},
                "month": {f"{one.date:%Y-%m}"},
                "strand": {one.strand.slug},
                "kind": {one.kind_slug},
                "audience": slugs(one.activity.audience),
            },
        )
        for one in library.records
    ]
    return Hub("news/", "次活动", items)


def study(library: Library) -> Hub:
    """学习资料."""
    items = [
        (
            one.title,
            {
                "year": {one.study.month[:4]},
                "month": {one.study.month},
                "topic": {one.topic_slug},
                "audience": slugs(one.study.audience),
                "type": {one.type_slug},
            },
        )
        for one in sorted(library.materials, key=lambda one: one.study.month, reverse=True)
    ]
    return Hub("study/", "篇资料", items)


def slugs(audience: Iterable[str]) -> set[str]:
    """As addresses have them."""
    return {slug for one, slug in USUAL.audience_names.items() if one in audience}


@pytest.fixture(params=[news, study])
def hub(request: pytest.FixtureRequest, library: Library) -> Hub:
    """One hub after the other."""
    return request.param(library)


def without(chosen: Chosen, key: str) -> Chosen:
    """The choices in other groups."""
    group = GROUPS.get(key, key)
    return {other: value for other, value in chosen.items() if GROUPS.get(other, other) != group}


def facet(page: Page, key: str, value: str) -> Locator:
    """Its link."""
    return page.locator(f'.facets a[data-facet="{key}={value}"]')


def cards(page: Page) -> Locator:
    """What the list shows."""
    return page.locator(".list article h3")


SHOWN = """() => {
    const links = [...document.querySelectorAll(".facets a")]
    return [
        [...document.querySelectorAll(".list article h3")].map(one => one.textContent),
        links.map(one => [one.dataset.facet, Number(one.querySelector("i").textContent)]),
        links.filter(one => one.hasAttribute("aria-current")).map(one => one.dataset.facet),
    ]
}"""
"""The titles of the cards, the number beside every choice, and the choices that are marked."""


def newest(titles: list[str]) -> list[str]:
    """Those on the newest page of a list that has all of them."""
    return list(sheets(titles, "")[0].items)


def filtered(page: Page, hub: Hub, chosen: Chosen) -> None:
    """The page shows what was chosen: number, cards in order to the last, counts, marks, address."""
    wanted = hub.titles(chosen)
    expect(page.locator(".found [role=status]")).to_have_text(f"找到 {len(wanted)} {hub.unit}")
    for shown in range(len(newest(wanted)), len(wanted), PAGE_SIZE):
        expect(cards(page)).to_have_count(shown)
        page.get_by_role("button", name="再看").click()
    expect(cards(page)).to_have_count(len(wanted))
    shown_cards, counts, marked = page.evaluate(SHOWN)
    assert shown_cards == wanted
    for query, count in counts:
        key, _, value = query.partition("=")
        assert count == len(hub.titles({**without(chosen, key), key: value} if key else {})), query
    assert sorted(marked) == sorted(f"{key}={value}" for key, value in chosen.items())
    assert address(page, hub) == chosen


def address(page: Page, hub: Hub) -> Chosen:
    """The choices that the address names, on the hub."""
    parts = urlsplit(page.url)
    assert parts.path == f"/{hub.url}"
    return dict(part.split("=") for part in parts.query.split("&") if part)


def combinations(hub: Hub, count: int) -> Iterator[Chosen]:
    """Some, of one choice to one in every group; at most half of them fit nothing."""
    rng = random.Random(hub.url)
    choices = hub.choices()
    empty = 0
    while count:
        chosen: Chosen = {}
        for key, value in rng.sample(choices, rng.randint(2, 6)):
            chosen = {**without(chosen, key), key: value}
        empty += not hub.titles(chosen)
        if hub.titles(chosen) or empty <= 10:
            count -= 1
            yield chosen


def test_every_single_filter(open_page, hub: Hub) -> None:
    """A click shows just what fits, at once, without a new page; a second click clears it."""
    visit = open_page()
    page = visit.page
    visit.go(hub.url)
    page.evaluate("window.same = true")
    for key, value in hub.choices():
        facet(page, key, value).click()
        filtered(page, hub, {key: value})
        facet(page, key, value).click()
        expect(page.locator(".found [role=status]")).to_have_text("")
        assert cards(page).all_text_contents() == newest(hub.titles({}))
    assert page.evaluate("window.same")
    assert visit.complaints == []


def test_combinations_by_their_address(open_page, hub: Hub) -> None:
    """A shared link opens the filtered list; twenty at random, and every third is where clicks one by one lead, too."""
    visit = open_page()
    page = visit.page
    for number, chosen in enumerate(combinations(hub, 20)):
        visit.go(f"{hub.url}?{urlencode(chosen)}")
        filtered(page, hub, chosen)
        if number % 3:
            continue
        visit.go(hub.url)
        for index, (key, value) in enumerate(chosen.items(), 1):
            facet(page, key, value).click()
            filtered(page, hub, dict([*chosen.items()][:index]))
    assert visit.complaints == []


def test_cards_are_those_of_the_plain_list(open_page, hub: Hub) -> None:
    """Markup, links and pictures: the same as on the plain page of that choice, but for where the links start."""
    visit = open_page()
    page = visit.page
    look = """() => [...document.querySelectorAll(".list article")].map(card => {
        const copy = card.cloneNode(true)
        for (const name of ["href", "src", "srcset"])
            for (const one of copy.querySelectorAll(`[${name}]`))
                one.setAttribute(name, one.getAttribute(name).replace(/[^ ,]+/g, way =>
                    /^[0-9.]+[wx]$/.test(way) ? way : new URL(way, location).href))
        return copy.outerHTML
    })"""
    for key in {key for key, _ in hub.choices()}:
        value = next(value for name, value in hub.choices() if name == key)
        visit.go(hub.url)
        plain = facet(page, key, value).evaluate("link => link.href")
        page.goto(plain)
        wanted = page.evaluate(look)
        visit.go(f"{hub.url}?{key}={value}")
        expect(page.locator(".found [role=status]")).not_to_have_text("")
        expect(cards(page)).to_have_count(len(wanted))
        assert page.evaluate(look) == wanted
        assert page.evaluate("[...document.images].every(one => one.loading === 'lazy' || one.naturalWidth)")
    assert visit.complaints == []


def test_months_of_a_filtered_list(open_page, library: Library) -> None:
    """Headings by month with the number of what fits, each leading to the month's own list."""
    hub = news(library)
    visit = open_page()
    visit.go("news/?strand=red")
    expect(cards(visit.page)).to_have_count(len(hub.titles({"strand": "red"})))
    heads = visit.page.locator(".month .head").all()
    months = list(dict.fromkeys(f"{one.date:%Y-%m}" for one in library.records if one.strand.slug == "red"))
    assert len(heads) == len(months)
    for head, month in zip(heads, months, strict=True):
        assert head.locator("span").inner_text() == f"{len(hub.titles({'strand': 'red', 'month': month}))} 次"
        assert head.locator("a").evaluate("one => one.pathname") == f"/news/{month.replace('-', '/')}/"


def test_back_and_forward(open_page, library: Library) -> None:
    """Each choice is a step of the history, the plain list the first."""
    hub = news(library)
    visit = open_page()
    page = visit.page
    visit.go("news/")
    steps: list[Chosen] = [{"strand": "green"}, {"strand": "green", "audience": "pupils"}, {"audience": "pupils"}]
    facet(page, "strand", "green").click()
    filtered(page, hub, steps[0])
    facet(page, "audience", "pupils").click()
    filtered(page, hub, steps[1])
    page.locator(".found").get_by_role("link", name="生态绿").click()
    filtered(page, hub, steps[2])
    for step in (steps[1], steps[0]):
        page.go_back()
        filtered(page, hub, step)
    page.go_back()
    expect(page.locator(".found [role=status]")).to_have_text("")
    assert cards(page).all_text_contents() == newest(hub.titles({}))
    page.go_forward()
    filtered(page, hub, steps[0])
    page.locator(".list article a").first.click()
    page.wait_for_url("**/news/2024/*/")
    page.go_back()
    filtered(page, hub, steps[0])
    page.get_by_role("link", name="清除筛选").click()
    expect(page.locator(".found [role=status]")).to_have_text("")
    assert address(page, hub) == {}
    assert visit.complaints == []


@pytest.mark.parametrize(
    "query",
    ["kind=nothing", "months=1", "constructor=a", "year=1066", "from=singlemessage&isappinstalled=0", "kind", "=&&?%"],
)
def test_what_nobody_knows_is_passed_over(open_page, library: Library, query: str) -> None:
    """A filter of another release, or what WeChat adds to an address: the rest counts."""
    hub = news(library)
    visit = open_page()
    visit.go(f"news/?{query}")
    expect(cards(visit.page)).to_have_count(len(newest(hub.titles({}))))
    visit.go(f"news/?{query}&strand=green")
    expect(visit.page.locator(".found [role=status]")).to_have_text(
        f"找到 {len(hub.titles({'strand': 'green'}))} 次活动"
    )
    assert visit.complaints == []


def test_an_empty_result_helps(open_page, library: Library) -> None:
    """It says so, and what each choice hides; one of them leads on."""
    hub = news(library)
    visit = open_page()
    page = visit.page
    chosen = {"kind": "lecture", "audience": "public"}
    assert not hub.titles(chosen)
    visit.go(f"news/?{urlencode(chosen)}")
    filtered(page, hub, chosen)
    expect(page.locator(".empty")).to_contain_text("没有同时符合")
    ways = page.locator(".ways a")
    assert [re.sub(r"\s+", "", one) for one in ways.all_text_contents()] == [
        f"不限“党课”{len(hub.titles({'audience': 'public'}))}",
        f"不限“公众”{len(hub.titles({'kind': 'lecture'}))}",
    ]
    ways.first.click()
    filtered(page, hub, {"audience": "public"})


def test_on_a_plain_list(open_page, library: Library) -> None:
    """What it lists is one of the choices: others join it there; another of its kind, or none, leads elsewhere."""
    hub = news(library)
    visit = open_page()
    page = visit.page
    visit.go("news/kind/youth/")
    facet(page, "audience", "staff").click()
    both = hub.titles({"kind": "youth", "audience": "staff"})
    expect(page.locator(".found [role=status]")).to_have_text(f"找到 {len(both)} 次活动")
    expect(page).to_have_url(re.compile(r"/news/kind/youth/\?audience=staff$"))
    expect(cards(page)).to_have_text(both)
    page.reload()
    expect(cards(page)).to_have_text(both)
    facet(page, "kind", "study").click()
    page.wait_for_url("**/news/?*")
    filtered(page, hub, {"kind": "study", "audience": "staff"})
    visit.go("news/kind/youth/")
    facet(page, "kind", "study").click()
    page.wait_for_url("**/news/kind/study/")
    facet(page, "kind", "study").click()
    page.wait_for_url("**/news/")
    assert visit.complaints == []


def test_by_keyboard(open_page, library: Library) -> None:
    """Enter chooses and stays where it is; 再看 goes on to the first new card."""
    hub = news(library)
    visit = open_page()
    page = visit.page
    visit.go("news/")
    facet(page, "year", "2024").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".found [role=status]")).to_have_text(f"找到 {len(hub.items)} 次活动")
    assert page.evaluate("document.activeElement.dataset.facet") == "year=2024"
    expect(cards(page)).to_have_count(len(newest(hub.titles({}))))
    page.get_by_role("button", name="再看").focus()
    page.keyboard.press("Enter")
    expect(cards(page)).to_have_count(len(hub.items))
    assert page.evaluate("document.activeElement.textContent") == hub.titles({})[len(newest(hub.titles({})))]
    page.locator(".found").get_by_role("link", name="2024年").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".found [role=status]")).to_have_text("")
    assert page.evaluate("document.activeElement.matches('.found')")


def test_on_a_phone(open_page, library: Library) -> None:
    """One row of chips, the list right below; a chip opens its choices, choosing folds them; all large enough."""
    hub = news(library)
    visit = open_page(390, has_touch=True)
    page = visit.page
    visit.go("news/")
    chips = page.locator(".facet h2 button")
    assert chips.all_text_contents() == ["时间", "品牌主线", "类别", "对象"]
    assert len({round(box(one)["y"]) for one in chips.all()}) == 1
    assert box(page.locator(".list"))["y"] < 330
    assert not page.locator(".facets a:visible").count()
    chips.nth(2).tap()
    expect(chips.nth(2)).to_have_attribute("aria-expanded", "true")
    for one in page.locator(".facets a:visible").all():
        assert box(one)["height"] >= 44 and box(one)["x"] >= 0 and box(one)["x"] + box(one)["width"] <= 390
    chips.nth(3).tap()
    expect(chips.nth(2)).to_have_attribute("aria-expanded", "false")
    facet(page, "audience", "pupils").tap()
    filtered(page, hub, {"audience": "pupils"})
    assert not page.locator(".facets a:visible").count()
    assert page.evaluate("document.activeElement.textContent") == "对象"
    page.keyboard.press("Enter")
    expect(page.locator(".facets a:visible")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(page.locator(".facets a:visible")).to_have_count(0)
    for one in page.locator(".found a").all():
        assert box(one)["height"] >= 44
    assert visit.complaints == []


def box(locator: Locator) -> dict[str, float]:
    """Where it stands."""
    found = locator.bounding_box()
    assert found
    return found


def test_nothing_is_loaded_before_it_is_needed(open_page) -> None:
    """The table comes with the first sign that somebody will choose, and once."""
    visit = open_page()
    page = visit.page
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "facets" in one.url else None)
    visit.go("news/")
    page.wait_for_load_state("networkidle")
    assert asked == []
    facet(page, "strand", "green").hover()
    facet(page, "strand", "green").click()
    expect(page.locator(".found [role=status]")).not_to_have_text("")
    facet(page, "audience", "pupils").click()
    assert len(asked) == 1


def test_without_the_table(open_page) -> None:
    """Where it cannot be had the links are what they are without script."""
    visit = open_page(**ROUTED)
    page = visit.page
    page.route("**/facets.*.json", lambda route: route.abort())
    visit.go("news/")
    facet(page, "kind", "youth").click()
    page.wait_for_url("**/news/kind/youth/")
    visit.go("news/?kind=youth")
    expect(page.locator(".list")).to_contain_text("列表没有取到")


def test_a_new_release_in_between(open_page) -> None:
    """Cards of another release are not shown: their places could be others. The page says so and can be opened anew."""
    visit = open_page(**ROUTED)
    page = visit.page

    def changed(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("facets.", "facets.0"))

    visit.go("news/")
    page.route("**/news/kind/youth/", changed)
    facet(page, "kind", "youth").click()
    expect(page.locator(".list")).to_contain_text("网站刚刚更新过")
    page.unroute("**/news/kind/youth/")
    page.get_by_role("link", name="重新打开").click()
    expect(cards(page).first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/news/\?kind=youth$"))


def test_what_is_asked_of_the_browser(open_page) -> None:
    """Another tab, a window, a download: the link is what it is without script."""
    visit = open_page()
    visit.go("news/")
    assert visit.page.evaluate(CLICKS, '.facets a[data-facet="strand=green"]') == CLICKED


def test_a_late_answer_does_not_overwrite(open_page, library: Library) -> None:
    """A first choice whose cards come late, behind a second that is shown already; and one that is taken back."""
    hub = news(library)
    visit = open_page(**ROUTED)
    page = visit.page
    held: list[Route] = []
    page.route("**/news/kind/youth/", lambda route: held.append(route))
    visit.go("news/")
    facet(page, "kind", "youth").click()
    expect(page.locator(".list")).to_have_attribute("aria-busy", "true")
    facet(page, "kind", "study").click()
    filtered(page, hub, {"kind": "study"})
    with page.expect_response("**/news/kind/youth/"):
        held.pop().continue_()
    page.wait_for_timeout(300)
    filtered(page, hub, {"kind": "study"})
    page.route("**/news/kind/lecture/", lambda route: held.append(route))
    facet(page, "kind", "lecture").click()
    facet(page, "kind", "lecture").click()
    expect(page.locator(".found [role=status]")).to_have_text("")
    held.pop().abort()
    page.wait_for_timeout(300)
    assert cards(page).all_text_contents() == newest(hub.titles({}))


def test_more_pressed_twice(open_page, library: Library) -> None:
    """While the rest is still on its way: it is shown once."""
    hub = news(library)
    visit = open_page(**ROUTED)
    page = visit.page
    held: list[Route] = []
    page.route("**/page-1/", lambda route: held.append(route))
    visit.go("news/?year=2024")
    expect(cards(page)).to_have_count(len(newest(hub.titles({"year": "2024"}))))
    for _ in range(2):
        page.get_by_role("button", name="再看").click()
    for route in held:
        route.continue_()
    expect(cards(page)).to_have_count(len(hub.titles({"year": "2024"})))
    page.wait_for_timeout(300)
    assert cards(page).all_text_contents() == hub.titles({"year": "2024"})


def test_without_script(open_page, hub: Hub) -> None:
    """Every facet is a link to a plain list with the same cards; on a phone the row scrolls sideways."""
    visit = open_page(390, java_script_enabled=False)
    page = visit.page
    for key, value in hub.choices():
        visit.go(hub.url)
        facet(page, key, value).click()
        assert cards(page).all_text_contents() == newest(hub.titles({key: value}))
        assert not urlsplit(page.url).query
    assert box(page.locator(".list"))["y"] < 400
