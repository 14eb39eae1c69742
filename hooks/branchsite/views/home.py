"""首页."""

from ..library.library import Library
from ..library.material import month_label
from ..render import render
from .page import Page

_LATEST = 5
_COMING = 4


def home_page(library: Library) -> Page:
    """The front page: brand, progress at a glance, latest news, what is coming, this month's study."""
    month = library.study_month
    html = render(
        "home.html",
        "",
        brand=library.brand,
        site=library.site,
        schedule=library.schedule,
        latest=library.held[:_LATEST],
        upcoming=library.upcoming[:_COMING],
        due=library.schedule.next[:_COMING] if library.schedule else (),
        materials=library.materials_of(month) if month else (),
        study_month=month_label(month) if month else "",
    )
    return Page("", library.site.name, library.site.about, html, "", "首页", searchable=False)
