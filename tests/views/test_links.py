"""The way from one page to another."""

import pytest

from branchsite.views.links import relative


@pytest.mark.parametrize(
    ("page", "target", "way"),
    [
        ("", "", "./"),
        ("", "news/", "news/"),
        ("", "news/2024/a/01.jpg", "news/2024/a/01.jpg"),
        ("news/", "", "../"),
        ("news/", "news/", "./"),
        ("news/", "news/2/", "2/"),
        ("news/2024/a/", "news/2024/b/", "../b/"),
        ("news/2024/a/", "news/2024/a/01.jpg", "01.jpg"),
        ("news/2024/a/", "plan/2024/1-1/", "../../../plan/2024/1-1/"),
        ("plan/2024/1/", "plan/2024/1-1/#meeting", "../1-1/#meeting"),
        ("plan/2024/1/", "plan/2024/1/#meeting", "#meeting"),
        ("", "#top", "#top"),
        ("plan/", "#top", "../#top"),
    ],
)
def test_is_relative_and_leads_there(page: str, target: str, way: str) -> None:
    """Relative, so that the site works under any path; a fragment of the same page is only the fragment."""
    assert relative(page, target) == way
