"""What a first view costs, over the school's server, as the browser counts it: bytes on the wire."""

import pytest

from page_types import LOST, TYPES

HTML = 25_000
STYLES_AND_SCRIPTS = 90_000
"""Of a record page, without its photos (issue 4). The rest of the pages are held to the same."""

SIZES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .map(one => [new URL(one.name).pathname, one.encodedBodySize])"""


@pytest.mark.parametrize(
    "url", [url for url in TYPES.values() if url != LOST], ids=[one for one in TYPES if one != "lost"]
)
def test_first_view(open_page, url: str) -> None:
    """HTML, and all styles and scripts that are fetched by themselves until the page is at rest."""
    visit = open_page(390)
    visit.page.goto(visit.address + url, wait_until="networkidle")
    (page, html), *rest = visit.page.evaluate(SIZES)
    assert page == f"/{url}" and 0 < html <= HTML
    assert 0 < sum(size for name, size in rest if name.endswith((".css", ".js"))) <= STYLES_AND_SCRIPTS
