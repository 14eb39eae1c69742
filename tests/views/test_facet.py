"""Links to narrower lists."""

from branchsite.views.facet import Facet, FacetGroup, Subject, by_count, facet_bar
from sites import parse

SUBJECT = Subject("news/", "次", "活动", "news/facets.json", "assets/drawings.svg")
GROUPS = (
    FacetGroup("时间", (Facet("全部", "news/", 9), Facet("2024年", "news/2024/", 9, "year", "2024"))),
    FacetGroup("类别", (Facet("党课", "news/kind/lecture/", 3, "kind", "lecture"),)),
    FacetGroup("对象", ()),
)


def test_a_query_for_the_address() -> None:
    """key=value; nothing for the whole."""
    assert [one.query for group in GROUPS for one in group.facets] == ["", "year=2024", "kind=lecture"]


def test_marks_the_list_that_is_shown() -> None:
    """Only that; a group that does not name it stays the same object, which is cheap to compare."""
    seen = [group.seen_from("news/2024/") for group in GROUPS]
    assert [one.url for group in seen for one in group.facets if one.on] == ["news/2024/"]
    assert seen[1] is GROUPS[1]


def test_what_a_list_shows() -> None:
    """The groups that have facets, with links from the list's own address."""
    bar = facet_bar(GROUPS, "news/", SUBJECT)
    assert bar
    page = parse(bar.__html__())
    assert page.all("a")[0].attributes["href"] == "./"
    assert [one.text for one in page.one("nav").all("h2")] == ["时间", "类别"]


def test_nothing_to_choose_from() -> None:
    """No bar at all."""
    assert facet_bar((), "news/", SUBJECT) is None


def test_the_fullest_first() -> None:
    """In their order where there is no difference."""
    facets = [Facet("a", "a/", 1), Facet("b", "b/", 3), Facet("c", "c/", 1)]
    assert [one.label for one in by_count(facets)] == ["b", "a", "c"]
