"""Lighthouse, its accessibility, best practices and SEO, on what matters most; benchmarks/lighthouse.py has it all."""

import pytest

from judges import failed, lighthouse

CATEGORIES = ("accessibility", "best-practices", "seo")
PAGES = {
    "home": "",
    "record with photos": "news/2024/2024-03-12-zhishu/",
    "plan": "plan/",
    "screen": "screen/",
    "poster": "poster/",
}


@pytest.mark.slow
@pytest.mark.parametrize("url", PAGES.values(), ids=PAGES)
def test_nothing_is_lacking(address: str, chromium: str, url: str) -> None:
    """100 in each: no audit that counts has failed."""
    report = lighthouse(address + url, chromium, f"--only-categories={','.join(CATEGORIES)}")
    assert {name: failed(report, name) for name in CATEGORIES} == {name: [] for name in CATEGORIES}
    assert {name: report["categories"][name]["score"] for name in CATEGORIES} == dict.fromkeys(CATEGORIES, 1)
