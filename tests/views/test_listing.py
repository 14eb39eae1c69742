"""Long lists cut into pages."""

import pytest

from branchsite.views.listing import PAGE_SIZE, Sheet, sheets

N = PAGE_SIZE


@pytest.mark.parametrize(
    ("items", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (N + 1, [N + 1]),
        (2 * N - 1, [2 * N - 1]),
        (2 * N, [N, N]),
        (3 * N - 1, [2 * N - 1, N]),
        (3 * N, [N, N, N]),
        (10 * N + 3, [N + 3, *[N] * 9]),
    ],
)
def test_every_item_once_and_in_order(items: int, sizes: list[int]) -> None:
    """Nothing lost or doubled at the cut; an empty list has one empty page; the newest page has the rest."""
    made = sheets(range(items), "news/")
    assert [len(one.items) for one in made] == sizes
    assert [item for one in made for item in one.items] == list(range(items))


def test_each_page_leads_to_the_next() -> None:
    """newer and older are the addresses of the pages beside it; past the newest archive page leads to the list."""
    made = sheets(range(3 * N), "news/")
    assert [(one.number, one.newer, one.url, one.older) for one in made] == [
        (None, None, "news/", "news/page-2/"),
        (2, "news/page-3/", "news/page-2/", "news/page-1/"),
        (1, "news/page-2/", "news/page-1/", None),
    ]


def test_an_archive_page_never_changes() -> None:
    """However many newer items come, one by one: every archive page that there was is there as it was."""
    items: list[int] = []
    known: dict[str, Sheet[int]] = {}
    for item in range(6 * N):
        items.insert(0, item)
        archives = {one.url: one for one in sheets(items, "news/")[1:]}
        assert {url: archives.get(url) for url in known} == known
        known = archives
    assert len(known) == 5
