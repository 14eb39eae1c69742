"""What comes out of the printer: how many sheets, of which size."""

import re

import pytest

A4 = (595, 842)


@pytest.mark.parametrize(
    ("url", "most", "across"),
    [
        ("plan/", 3, True),
        ("study/sanhui-yike/", 2, False),
        ("news/2024/2024-03-12-zhishu/", 1, False),
        ("news/2024/2024-04-30-qingnian/", 1, False),
    ],
    ids=["plan", "material", "photos", "drawing"],
)
def test_sheets(open_page, url: str, most: int, across: bool) -> None:
    """The plan as a table across, a material on two sheets, a record on one."""
    visit = open_page(1280)
    visit.page.goto(visit.address + url)
    printed = visit.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/Type /Page\b[^s].*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed, re.S)
    sizes = {(round(float(width)), round(float(height))) for width, height in boxes}
    assert sizes == {A4[::-1] if across else A4}
    assert 1 <= len(boxes) <= most
