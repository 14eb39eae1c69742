"""计划原文: the plan's own text in full, as it was issued."""

import re
from collections.abc import Iterator

from ..library.plan_text import text_lines
from ..library.schedule import Schedule
from .page import Page
from .render import render

_TITLE = re.compile(r".*?(?:学期|学年度(?!第)|学年(?!度)|(?<!学)年度)(?=.)|.+")


def title_pieces(title: str) -> list[str]:
    """A plan's title cut behind the time that it is for: two lines of a title are to break between words."""
    return _TITLE.findall(title)


def plan_text_pages(schedule: Schedule) -> Iterator[Page]:
    """The page with the text of a plan; none where the plan has none of it."""
    if not schedule.text_url:
        return
    lines = list(text_lines(schedule.plan))
    urls = {key: part.url for one in lines if (key := one.key) and (part := schedule.item(key))}
    pieces = title_pieces(schedule.plan.heading)
    html = render("plan_text.html", schedule.text_url, plan_url=schedule.url, title=pieces, lines=lines, urls=urls)
    title = f"{schedule.plan.heading}（原文）"
    yield Page(schedule.text_url, title, schedule.plan.summary, html, "plan/", schedule.file, searchable=False)
