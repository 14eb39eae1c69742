"""What a first view costs, over the school's server, as the browser counts it: bytes on the wire."""

import pytest

from page_types import LOST, TYPES

HTML = 25_000
STYLES_AND_SCRIPTS = 90_000
"""Of a record page, without its photos (issue 4). The rest of the pages are held to the same."""

SIZES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(one => [new URL(one.name).pathname, one.encodedBodySize])"""


TOGETHER = 7
"""So many pages come to rest at the same time: half a second of each is waiting."""


@pytest.mark.parametrize("first", range(0, len(TYPES), TOGETHER))
def test_first_view(open_page, first: int) -> None:
    """HTML, and all styles and scripts that are fetched by themselves until the page is at rest; each knows nothing."""
    urls = list(TYPES.values())[first : first + TOGETHER]
    visits = {url: open_page(390) for url in urls if url != LOST}
    for url, visit in visits.items():
        visit.page.goto(visit.address + url, wait_until="commit")
    for url, visit in visits.items():
        visit.page.wait_for_load_state("networkidle")
        (page, html), *rest = visit.page.evaluate(SIZES)
        assert page == f"/{url}" and 0 < html <= HTML
        bytes_of = sum(size for name, size in rest if name.endswith((".css", ".js")))
        assert 0 < bytes_of <= STYLES_AND_SCRIPTS, (url, bytes_of)
