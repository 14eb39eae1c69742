"""首页."""

from ..library.library import Library
from ..library.material import month_label
from ..render import render
from .facts import organization
from .feeds import robots
from .moved import moved_pages
from .page import Asset, Page

_LATEST = 5
_COMING = 4


def home_page(library: Library) -> Page:
    """The front page: brand, progress at a glance, latest news, what is coming, this month's study.

    Carries what belongs to no other page: the pictures of prose, of which more than one may show one, robots.txt,
    and what answers at former addresses.
    """
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
    assets = (robots(library), *moved_pages(library), *(Asset(one.uri, one.read) for one in library.illustrations))
    facts = organization(library)
    return Page(
        "", library.site.name, library.site.about, html, "", "首页", searchable=False, assets=assets, facts=facts
    )
