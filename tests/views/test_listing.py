"""Long lists cut into pages."""

import pytest

from branchsite.views.listing import PAGE_SIZE, sheets


@pytest.mark.parametrize(
    ("items", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (PAGE_SIZE, [PAGE_SIZE]),
        (PAGE_SIZE + 1, [PAGE_SIZE, 1]),
        (2 * PAGE_SIZE, [PAGE_SIZE, PAGE_SIZE]),
        (2 * PAGE_SIZE + 3, [PAGE_SIZE, PAGE_SIZE, 3]),
    ],
)
def test_every_item_once_and_in_order(items: int, sizes: list[int]) -> None:
    """Nothing lost or doubled at the cut; an empty list has one empty page."""
    made = sheets(range(items), "news/")
    assert [len(one.items) for one in made] == sizes
    assert [item for one in made for item in one.items] == list(range(items))
    assert all(one.total == len(sizes) and one.many == (len(sizes) > 1) for one in made)


def test_each_page_leads_to_the_next() -> None:
    """newer and older are the addresses of the pages beside it; the first page is the list's own address."""
    made = sheets(range(3 * PAGE_SIZE), "news/")
    assert [(one.newer, one.url, one.older) for one in made] == [
        (None, "news/", "news/page-2/"),
        ("news/", "news/page-2/", "news/page-3/"),
        ("news/page-2/", "news/page-3/", None),
    ]
